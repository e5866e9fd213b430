"""What mentors and cadres may write: their own answers and records, never rows that widen what they see."""

from django.db import migrations

from core import roles
from core.rls import USER

MINE = "pairing_id = ANY ((SELECT kad_my_pairings())::bigint[])"
PARTICIPANTS = f"""
DROP POLICY person_insert ON mentoring_pairingparticipant;
DROP POLICY person_delete ON mentoring_pairingparticipant;
ALTER POLICY person_update ON mentoring_pairingparticipant
    USING ({MINE} AND user_id = {USER}) WITH CHECK ({MINE} AND user_id = {USER});
DROP POLICY person_insert ON cadres_member;
DROP POLICY person_delete ON cadres_member;
DROP POLICY person_insert ON mentoring_mentor;
DROP POLICY person_delete ON mentoring_mentor;
DROP POLICY person_insert ON mentoring_pairing;
DROP POLICY person_delete ON mentoring_pairing;
ALTER POLICY person_insert ON mentoring_agreementsignature
    WITH CHECK ({MINE} AND participant_id IN
        (SELECT p.id FROM mentoring_pairingparticipant p WHERE p.user_id = {USER}));
DROP POLICY person_update ON mentoring_agreementsignature;
DROP POLICY person_delete ON mentoring_agreementsignature;
DROP POLICY person_update ON mentoring_pairingtransition;
DROP POLICY person_delete ON mentoring_pairingtransition;
"""

# Columns of one's own member and mentor row that only staff change.
GUARD = f"""
CREATE FUNCTION kad_guard_own_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user = '{roles.PERSON}' THEN
        IF TG_TABLE_NAME = 'cadres_member' AND (NEW.unit_id, NEW.level, NEW.status, NEW.user_id, NEW.is_mentee)
            IS DISTINCT FROM (OLD.unit_id, OLD.level, OLD.status, OLD.user_id, OLD.is_mentee) THEN
            RAISE EXCEPTION 'only staff change this' USING ERRCODE = 'insufficient_privilege';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION kad_guard_own_mentor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user = '{roles.PERSON}' AND (NEW.unit_id, NEW.member_id, NEW.capacity, NEW.soft_capacity)
        IS DISTINCT FROM (OLD.unit_id, OLD.member_id, OLD.capacity, OLD.soft_capacity) THEN
        RAISE EXCEPTION 'only staff change this' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION kad_guard_own_pairing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user = '{roles.PERSON}' AND (NEW.unit_id, NEW.programme_id) IS DISTINCT FROM (OLD.unit_id, OLD.programme_id)
        THEN RAISE EXCEPTION 'only staff change this' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_own_row BEFORE UPDATE ON cadres_member FOR EACH ROW EXECUTE FUNCTION kad_guard_own_row();
CREATE TRIGGER guard_own_row BEFORE UPDATE ON mentoring_mentor FOR EACH ROW EXECUTE FUNCTION kad_guard_own_mentor();
CREATE TRIGGER guard_own_row BEFORE UPDATE ON mentoring_pairing FOR EACH ROW EXECUTE FUNCTION kad_guard_own_pairing();
"""
DROP_GUARD = """
DROP TRIGGER guard_own_row ON cadres_member; DROP TRIGGER guard_own_row ON mentoring_mentor;
DROP TRIGGER guard_own_row ON mentoring_pairing;
DROP FUNCTION kad_guard_own_row(); DROP FUNCTION kad_guard_own_mentor(); DROP FUNCTION kad_guard_own_pairing();
"""

# Roles and units are given by staff; persons and jobs only read them.
STAFF_ROLES = ", ".join([*roles.SCOPE_ROLES.values(), roles.APP])
GRANTS = "".join(
    f"REVOKE INSERT, UPDATE, DELETE ON {table} FROM {roles.DATA};"
    f"GRANT INSERT, UPDATE, DELETE ON {table} TO {STAFF_ROLES};"
    for table in ("accounts_assignment", "regions_unit", "regions_unitlabel", "regions_area", "regions_party")
)


class Migration(migrations.Migration):
    dependencies = [
        ("mentoring", "0005_mentors_follow_members"),
        ("accounts", "0003_row_security"),
        ("cadres", "0004_member_transitions"),
    ]
    operations = [
        migrations.RunSQL(PARTICIPANTS, migrations.RunSQL.noop),
        migrations.RunSQL(GUARD, DROP_GUARD),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
    ]
