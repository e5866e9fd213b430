"""Attendance that was signed stays, and nobody writes down his own, whoever writes and however (DOMAIN §3, §9)."""

from django.db import migrations

from core import roles
from core.rls import USER

LENDER = "(SELECT nullif(current_setting('app.on_behalf_of', true), '')::bigint)"

# A sheet takes back what a sheet has brought; a code and a tick by hand are nobody's to undo. Beside what the services
# ask: neither the one who acts nor the one in whose name he acts was there, or passed, because he says so.
GUARD = f"""
CREATE FUNCTION kad_guard_attendance() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.state = 'attended' AND NEW.state <> 'attended' AND OLD.attended_by <> 'sheet' THEN
            RAISE EXCEPTION 'who signed stays signed'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'registration_signed_stays';
        ELSIF (NEW.member_id, NEW.state, NEW.attended_by, NEW.result, NEW.score)
            IS NOT DISTINCT FROM (OLD.member_id, OLD.state, OLD.attended_by, OLD.result, OLD.score) THEN
            RETURN NEW;
        END IF;
    END IF;
    IF (NEW.state = 'attended' OR NEW.result <> 'open' OR NEW.score IS NOT NULL) AND EXISTS (
        SELECT FROM cadres_member m WHERE m.id = NEW.member_id AND m.user_id IN ({USER}, {LENDER})
    ) THEN
        RAISE EXCEPTION 'attendance and result are written down by somebody else'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'registration_by_another';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER signed_by_another BEFORE INSERT OR UPDATE ON cadres_trainingregistration
    FOR EACH ROW WHEN (current_user <> '{roles.OWNER}') EXECUTE FUNCTION kad_guard_attendance();
"""
NO_GUARD = "DROP TRIGGER signed_by_another ON cadres_trainingregistration; DROP FUNCTION kad_guard_attendance();"


class Migration(migrations.Migration):
    dependencies = [("cadres", "0017_election_guards")]
    operations = [migrations.RunSQL(GUARD, NO_GUARD)]
