"""A planned meeting is confirmed by the side that did not plan it, in its own name (DOMAIN §4.2)."""

from django.db import migrations

from core import roles
from core.rls import USER

PEOPLE = f"current_user IN ({', '.join(map(repr, (*roles.SCOPE_ROLES.values(), roles.PERSON, roles.APP)))})"
GUARD = f"""
CREATE FUNCTION kad_guard_confirmation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.confirmed_by_id IS NOT DISTINCT FROM OLD.confirmed_by_id THEN
        RETURN NEW;
    END IF;
    IF NEW.confirmed_by_id IS DISTINCT FROM {USER} OR NEW.planned_by_id = {USER} OR NOT EXISTS (
            SELECT FROM mentoring_pairingparticipant p
            WHERE p.pairing_id = NEW.pairing_id AND p.user_id = {USER} AND p.left_at IS NULL) THEN
        RAISE EXCEPTION 'the invited side confirms, for itself'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'session_confirmed_by_the_invited';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_confirmation BEFORE INSERT OR UPDATE ON mentoring_session
    FOR EACH ROW WHEN (NEW.confirmed_by_id IS NOT NULL AND {PEOPLE}) EXECUTE FUNCTION kad_guard_confirmation();
"""
NO_GUARD = "DROP TRIGGER guard_confirmation ON mentoring_session; DROP FUNCTION kad_guard_confirmation();"


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0034_report_guarded")]
    operations = [migrations.RunSQL(GUARD, NO_GUARD)]
