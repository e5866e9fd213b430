"""The report of a programme is written by whoever closes it, while the programme is evaluated (DOMAIN §4.2)."""

from django.db import migrations

from core import roles
from core.rls import USER

ENTERED = f"current_user IN ({', '.join(map(repr, roles.ENTERED_ROLES))})"
GUARD = f"""
CREATE FUNCTION kad_guard_report() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM mentoring_programme p
            WHERE p.id = NEW.programme_id AND p.unit_id = NEW.unit_id AND p.state = 'evaluating') THEN
        RAISE EXCEPTION 'a programme is reported on as it is closed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'report_while_evaluating';
    END IF;
    NEW.closed_by_id := {USER};
    RETURN NEW;
END $$;
CREATE TRIGGER guard_report BEFORE INSERT ON mentoring_programmereport FOR EACH ROW
    WHEN ({ENTERED}) EXECUTE FUNCTION kad_guard_report();
"""
NO_GUARD = "DROP TRIGGER guard_report ON mentoring_programmereport; DROP FUNCTION kad_guard_report();"


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0033_latest_indexes")]
    operations = [migrations.RunSQL(GUARD, NO_GUARD)]
