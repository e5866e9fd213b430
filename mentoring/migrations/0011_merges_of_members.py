"""The system follows a merge of members over the units it reaches."""

from django.db import migrations

# A merge re-points rows of both units it reaches over, as the system.
MENTORS = """
CREATE POLICY jobs_merge ON mentoring_mentor FOR UPDATE TO kad_jobs USING (true) WITH CHECK (true);
"""


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0010_ladder_evidence"), ("cadres", "0009_registry_life")]
    operations = [
        migrations.RunSQL(MENTORS, "DROP POLICY jobs_merge ON mentoring_mentor;"),
    ]
