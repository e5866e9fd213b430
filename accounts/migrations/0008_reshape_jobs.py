"""Changes of the tree that a worker does."""

from importlib import import_module

from django.db import migrations

from core import roles

MAY = import_module("regions.migrations.0004_reshapes").MAY
EVERYONE = ", ".join((*roles.ENTERED_ROLES, roles.APP))
GUARD = f"""
ALTER TABLE accounts_reshapejob ENABLE ROW LEVEL SECURITY;
ALTER TABLE accounts_reshapejob FORCE ROW LEVEL SECURITY;
REVOKE DELETE, TRUNCATE ON accounts_reshapejob FROM {roles.DATA}, {roles.APP};
CREATE POLICY reading ON accounts_reshapejob FOR SELECT TO {EVERYONE} USING ({MAY});
CREATE POLICY asking ON accounts_reshapejob FOR INSERT TO {EVERYONE} WITH CHECK ({MAY});
CREATE POLICY doing ON accounts_reshapejob FOR UPDATE TO {EVERYONE} USING ({MAY}) WITH CHECK ({MAY});
CREATE POLICY jobs ON accounts_reshapejob FOR ALL TO {roles.JOBS} USING (true) WITH CHECK (true);
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_stuck_mails"), ("regions", "0005_guard_tree")]

    operations = [
        migrations.RunSQL(GUARD, migrations.RunSQL.noop),
    ]
