"""Offices end with the membership, also in boards that the register does not see: the system ends them."""

from django.db import migrations

from core import roles


class Migration(migrations.Migration):
    dependencies = [("cadres", "0004_member_transitions")]
    operations = [
        migrations.RunSQL(
            f"CREATE POLICY jobs_end ON cadres_officerterm FOR UPDATE TO {roles.JOBS} USING (true) WITH CHECK (true);",
            "DROP POLICY jobs_end ON cadres_officerterm;",
        )
    ]
