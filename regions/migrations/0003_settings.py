"""What the party has set differently from the defaults: appended to, never rewritten."""

from django.db import migrations

from core import roles

EVERYONE = ", ".join((*roles.ENTERED_ROLES, roles.APP))
# Everybody works by the settings; the admin changes them, a secretariat what its own units are called.
GUARD = f"""
ALTER TABLE regions_setting ENABLE ROW LEVEL SECURITY;
ALTER TABLE regions_setting FORCE ROW LEVEL SECURITY;
REVOKE UPDATE, DELETE, TRUNCATE ON regions_setting FROM {roles.DATA}, {roles.APP};
CREATE POLICY reading ON regions_setting FOR SELECT TO {EVERYONE} USING (true);
CREATE POLICY change ON regions_setting FOR INSERT TO {EVERYONE} WITH CHECK (
    changed_by_id = (SELECT nullif(current_setting('app.user_id', true), '')::bigint)
    AND ((SELECT current_setting('app.role', true)) = 'admin'
        OR (SELECT current_setting('app.role', true)) = 'secretariat' AND key LIKE 'label.%'));
"""
OPEN = """
DROP POLICY change ON regions_setting;
DROP POLICY reading ON regions_setting;
ALTER TABLE regions_setting NO FORCE ROW LEVEL SECURITY;
ALTER TABLE regions_setting DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("regions", "0002_settings_and_reshapes"),
        ("accounts", "0001_initial"),
        ("evaluations", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(GUARD, OPEN),
    ]
