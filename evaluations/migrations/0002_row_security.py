"""Row security of the roll-ups, and who marks and computes."""

from django.db import migrations

from core import roles
from core.rls import protect


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0001_initial"), ("mentoring", "0002_row_security")]
    operations = [
        protect("evaluations_rollupnow", jobs="write"),
        protect("evaluations_rollupmonth", jobs="write"),
        migrations.RunSQL(
            f"REVOKE ALL ON evaluations_rollupdirty FROM {roles.DATA}, {roles.APP};"
            f"GRANT SELECT, INSERT, DELETE ON evaluations_rollupdirty TO {roles.JOBS};"
            f"GRANT USAGE ON SEQUENCE evaluations_rollupdirty_id_seq TO {roles.JOBS};"
            f"REVOKE INSERT, UPDATE, DELETE ON evaluations_rollupstate FROM {roles.DATA}, {roles.APP};"
            f"GRANT INSERT, UPDATE ON evaluations_rollupstate TO {roles.JOBS};",
            migrations.RunSQL.noop,
        ),
    ]
