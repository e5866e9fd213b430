"""Moves and signatures stay as written, approved sessions as agreed; beginnings and phases are guarded like moves."""

from django.db import migrations

from core import roles

# Only who comes in through the product is guarded: the owner restores backups, and tests arrange rows in any state.
ENTERED = f"current_user IN ({', '.join(map(repr, roles.ENTERED_ROLES))})"

WRITTEN_ONCE = ("pairingtransition", "sessiontransition", "agreementsignature")
NEVER_DELETED = (
    *("programme", "mentor", "pairingparticipant", "agreement"),
    *("session", "sessionlog", "sessionattendance", "actionitem"),
)
REVOKE = "".join(
    f"REVOKE {rights} ON mentoring_{table} FROM {roles.DATA}, {roles.APP};\n"
    for tables, rights in ((WRITTEN_ONCE, "UPDATE, DELETE"), (NEVER_DELETED, "DELETE"))
    for table in tables
)
GRANT = "".join(
    f"GRANT {rights} ON mentoring_{table} TO {roles.DATA}, {roles.APP};\n"
    for tables, rights in ((WRITTEN_ONCE, "UPDATE, DELETE"), (NEVER_DELETED, "DELETE"))
    for table in tables
)

# An offer that is taken back (services/offers.py: pairing_undo) takes its people and moves along by the foreign key,
# which needs no right of the one who takes it back. Nothing else of a pairing is deleted.
TAKE_BACK = f"""
DO $$ DECLARE found record; BEGIN
    FOR found IN SELECT conname, conrelid::regclass::text AS name FROM pg_constraint
        WHERE contype = 'f' AND confrelid = 'mentoring_pairing'::regclass
        AND conrelid IN ('mentoring_pairingparticipant'::regclass, 'mentoring_pairingtransition'::regclass)
    LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %I FOREIGN KEY (pairing_id) '
            'REFERENCES mentoring_pairing (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED',
            found.name, found.conname, found.conname);
    END LOOP;
END $$;
CREATE FUNCTION kad_keep_pairing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'only an offer can be taken back' USING ERRCODE = 'check_violation', CONSTRAINT = 'pairing_kept';
END $$;
CREATE TRIGGER keep BEFORE DELETE ON mentoring_pairing FOR EACH ROW
    WHEN ({ENTERED} AND OLD.state NOT IN ('proposed', 'offered')) EXECUTE FUNCTION kad_keep_pairing();
"""
KEEP_ALL = """
DROP TRIGGER keep ON mentoring_pairing; DROP FUNCTION kad_keep_pairing();
"""

# What mentor and mentee have agreed on is what counts; from `acknowledged` no move leads on (rules/moves.py).
LOCK = f"""
CREATE FUNCTION kad_lock_session() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free text[] := ARRAY['state', 'province_id', 'regency_id', 'district_id', 'village_id'];
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - free IS NOT DISTINCT FROM to_jsonb(OLD) - free THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'this session is acknowledged' USING ERRCODE = 'check_violation', CONSTRAINT = 'session_locked';
END $$;
CREATE TRIGGER lock_acknowledged BEFORE UPDATE OR DELETE ON mentoring_session FOR EACH ROW
    WHEN ({ENTERED} AND OLD.state = 'acknowledged') EXECUTE FUNCTION kad_lock_session();

CREATE FUNCTION kad_lock_part_of_session() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM mentoring_session s WHERE s.state = 'acknowledged' AND s.id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.session_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.session_id END))
    THEN
        RAISE EXCEPTION 'this session is acknowledged' USING ERRCODE = 'check_violation', CONSTRAINT = 'session_locked';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
""" + "".join(
    f"CREATE TRIGGER lock_acknowledged BEFORE INSERT OR UPDATE OR DELETE ON mentoring_{table} FOR EACH ROW "
    f"WHEN ({ENTERED}) EXECUTE FUNCTION kad_lock_part_of_session();\n"
    for table in ("sessionlog", "sessionattendance")
)
UNLOCK = """
DROP TRIGGER lock_acknowledged ON mentoring_session; DROP TRIGGER lock_acknowledged ON mentoring_sessionlog;
DROP TRIGGER lock_acknowledged ON mentoring_sessionattendance;
DROP FUNCTION kad_lock_session(); DROP FUNCTION kad_lock_part_of_session();
"""

# As in rules/moves.py (FIRST) and rules/phases.py (ORDER) when this was written; tests/mentoring/test_guards.py
# compares them.
FIRST = {
    "programme": "draft",
    "mentor": "invited",
    "pairing": "proposed",
    "agreement": "draft",
    "session": "planned logged",
}
PHASES = "preparation orientation rapport diagnostic action_plan execution evaluation"
BEGIN_AND_GO = f"""
CREATE FUNCTION kad_check_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT NEW.state = ANY (TG_ARGV) THEN
        RAISE EXCEPTION '% may not begin as %', TG_TABLE_NAME, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_first';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION kad_check_phase() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        RAISE EXCEPTION '% may not begin in the phase %', TG_TABLE_NAME, NEW.phase
            USING ERRCODE = 'check_violation', CONSTRAINT = 'pairing_phase_first';
    END IF;
    IF abs(array_position(TG_ARGV, NEW.phase::text) - array_position(TG_ARGV, OLD.phase::text)) > 1 THEN
        RAISE EXCEPTION 'a pairing goes one phase at a time'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'pairing_phase_move';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER check_phase BEFORE UPDATE OF phase ON mentoring_pairing FOR EACH ROW
    WHEN ({ENTERED} AND OLD.phase IS DISTINCT FROM NEW.phase)
    EXECUTE FUNCTION kad_check_phase({", ".join(map(repr, PHASES.split()))});
CREATE TRIGGER check_first_phase BEFORE INSERT ON mentoring_pairing FOR EACH ROW
    WHEN ({ENTERED} AND NEW.phase <> 'preparation') EXECUTE FUNCTION kad_check_phase();
""" + "".join(
    f"CREATE TRIGGER check_first BEFORE INSERT ON mentoring_{name} FOR EACH ROW WHEN ({ENTERED}) "
    f"EXECUTE FUNCTION kad_check_first({', '.join(map(repr, states.split()))});\n"
    for name, states in FIRST.items()
)
ANY_BEGINNING = (
    "".join(f"DROP TRIGGER check_first ON mentoring_{name};\n" for name in FIRST)
    + "DROP TRIGGER check_phase ON mentoring_pairing; DROP TRIGGER check_first_phase ON mentoring_pairing;"
    "DROP FUNCTION kad_check_first(); DROP FUNCTION kad_check_phase();"
)


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0011_merges_of_members")]
    operations = [
        migrations.RunSQL(REVOKE, GRANT),
        migrations.RunSQL(TAKE_BACK, KEEP_ALL),
        migrations.RunSQL(LOCK, UNLOCK),
        migrations.RunSQL(BEGIN_AND_GO, ANY_BEGINNING),
    ]
