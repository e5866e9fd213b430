"""The register of incidents (UU 27/2022 art. 46), and requests that come by WhatsApp."""

from django.db import migrations

from core import roles

ROLE = "(SELECT current_setting('app.role', true))"
OFFICER = "".join(
    f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
    f"CREATE POLICY officer_read ON {table} FOR SELECT TO {roles.APP} USING ({ROLE} = 'dpo');"
    f"CREATE POLICY officer_insert ON {table} FOR INSERT TO {roles.APP} WITH CHECK ({ROLE} = 'dpo');"
    f"CREATE POLICY jobs_read ON {table} FOR SELECT TO {roles.JOBS} USING (true);"
    f"REVOKE DELETE ON {table} FROM {roles.DATA}, {roles.APP};"
    for table in ("accounts_incident", "accounts_incidentmove")
)
# The register is the officer's alone; what was known, done and told moves on by the listed steps and is never deleted.
GUARDS = f"""{OFFICER}
CREATE POLICY officer_update ON accounts_incident FOR UPDATE TO {roles.APP}
    USING ({ROLE} = 'dpo') WITH CHECK ({ROLE} = 'dpo');
REVOKE UPDATE ON accounts_incidentmove FROM {roles.DATA}, {roles.APP};
CREATE TRIGGER check_move BEFORE UPDATE OF state ON accounts_incident FOR EACH ROW
    WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION kad_check_listed_move(
    'detected>assessed', 'assessed>notified', 'notified>closed');
CREATE FUNCTION kad_guard_incident() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.detected_at <> OLD.detected_at OR NEW.due_at <> OLD.due_at OR OLD.state = 'closed' THEN
        RAISE EXCEPTION 'the clock of an incident and a closed one stay' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_clock BEFORE UPDATE ON accounts_incident FOR EACH ROW EXECUTE FUNCTION kad_guard_incident();
"""
NO_GUARDS = """
DROP TRIGGER guard_clock ON accounts_incident; DROP FUNCTION kad_guard_incident();
DROP TRIGGER check_move ON accounts_incident;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_reshape_jobs"),
        ("cadres", "0012_data_protection"),
        ("regions", "0005_guard_tree"),
    ]

    operations = [
        migrations.RunSQL(GUARDS, NO_GUARDS),
    ]
