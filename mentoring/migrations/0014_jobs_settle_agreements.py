"""When a membership ends, what those who remain have all signed comes into force: the system may move agreements."""

from django.db import migrations

from core import roles

MOVE = f"CREATE POLICY jobs_update ON mentoring_agreement FOR UPDATE TO {roles.JOBS} USING (true);"


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0013_moves_checks_and_history")]
    operations = [migrations.RunSQL(MOVE, "DROP POLICY jobs_update ON mentoring_agreement;")]
