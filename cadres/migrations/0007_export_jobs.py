"""Long lists as files: theirs who asked for them, and nobody else's."""

from django.db import migrations

from core import roles
from core.rls import USER

# Not by protect(): the subtree has no say here. Owner and acting unit both, and jobs that forget old files.
OWN = f"owner_id = {USER} AND unit_id = (SELECT nullif(current_setting('app.unit_id', true), '')::bigint)"
PROTECT = f"""
ALTER TABLE cadres_exportjob ENABLE ROW LEVEL SECURITY;
ALTER TABLE cadres_exportjob FORCE ROW LEVEL SECURITY;
CREATE TRIGGER set_tier_ids BEFORE INSERT OR UPDATE OF unit_id ON cadres_exportjob
    FOR EACH ROW EXECUTE FUNCTION kad_set_tier_ids();
CREATE POLICY own ON cadres_exportjob FOR ALL TO {", ".join(roles.SCOPE_ROLES.values())}
    USING ({OWN}) WITH CHECK ({OWN});
CREATE POLICY jobs ON cadres_exportjob FOR ALL TO {roles.JOBS} USING (true) WITH CHECK (true);
"""
UNPROTECT = """
DROP POLICY own ON cadres_exportjob;
DROP POLICY jobs ON cadres_exportjob;
DROP TRIGGER set_tier_ids ON cadres_exportjob;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0006_import_corrections"),
        ("accounts", "0001_initial"),
        ("accounts", "0003_row_security"),
        ("regions", "0003_settings"),
    ]

    operations = [
        migrations.RunSQL(PROTECT, UNPROTECT),
    ]
