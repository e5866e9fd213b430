"""Attendance and results carry the name of who wrote them down, whatever a statement says (DOMAIN §3, §9)."""

from django.db import migrations

from core import roles
from core.rls import USER

PEOPLE = f"current_user IN ({', '.join(map(repr, (*roles.SCOPE_ROLES.values(), roles.PERSON, roles.APP)))})"
SIGNED = "(attended_at, attended_by, confirmed_by_id)"
MARKED = "(result, score, result_by_id, result_at)"


def _of(row: str, columns: str) -> str:
    return columns.replace("(", f"({row}.").replace(", ", f", {row}.")


# The trigger's name sorts after the guards. An undone sheet gives back who had signed before: what the history of the
# seat knows, and nothing else.
NAMES = f"""
CREATE FUNCTION kad_sign_attendance() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.confirmed_by_id IS NOT NULL AND (TG_OP = 'INSERT'
            OR {_of("NEW", SIGNED)} IS DISTINCT FROM {_of("OLD", SIGNED)} AND NOT EXISTS (
                SELECT FROM cadres_trainingregistrationevent e
                WHERE e.pgh_obj_id = NEW.id AND {_of("e", SIGNED)} IS NOT DISTINCT FROM {_of("NEW", SIGNED)})) THEN
        NEW.confirmed_by_id := {USER};
    END IF;
    IF NEW.result_by_id IS NOT NULL AND (TG_OP = 'INSERT'
            OR {_of("NEW", MARKED)} IS DISTINCT FROM {_of("OLD", MARKED)} AND NOT EXISTS (
                SELECT FROM cadres_trainingregistrationevent e
                WHERE e.pgh_obj_id = NEW.id AND {_of("e", MARKED)} IS NOT DISTINCT FROM {_of("NEW", MARKED)})) THEN
        NEW.result_by_id := {USER};
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER written_by BEFORE INSERT OR UPDATE ON cadres_trainingregistration
    FOR EACH ROW WHEN ({PEOPLE}) EXECUTE FUNCTION kad_sign_attendance();
"""
NO_NAMES = "DROP TRIGGER written_by ON cadres_trainingregistration; DROP FUNCTION kad_sign_attendance();"


class Migration(migrations.Migration):
    dependencies = [("cadres", "0019_candidacies_in_life")]
    operations = [migrations.RunSQL(NAMES, NO_NAMES)]
