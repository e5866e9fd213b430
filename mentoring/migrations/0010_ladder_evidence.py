"""What the ladder counts of mentoring: jobs read who attended."""

from django.db import migrations

from core import roles


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0009_pauses")]
    operations = [
        migrations.RunSQL(
            f"CREATE POLICY jobs ON mentoring_sessionattendance FOR SELECT TO {roles.JOBS} USING (true)",
            "DROP POLICY jobs ON mentoring_sessionattendance",
        )
    ]
