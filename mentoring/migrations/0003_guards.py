"""What the database refuses: moves outside the state machines, mentors over capacity, staff beyond its right."""

from django.db import migrations

from core import roles
from core.rls import TIER_COLUMNS, protect

STAFF = ["coordinator", "secretariat"]
MINE = "pairing_id = ANY ((SELECT kad_my_pairings())::bigint[])"

# As in rules/moves.py when this was written; tests/mentoring/test_guards.py compares the two move by move.
MOVES = {
    "programme": "draft>open open>running running>evaluating evaluating>closed",
    "mentor": "invited>accepted accepted>oriented oriented>active active>paused active>removed paused>active",
    "pairing": (
        "proposed>offered proposed>declined offered>accepted offered>declined accepted>active accepted>ended_early "
        "accepted>rematched active>paused active>completed active>ended_early active>rematched paused>active "
        "paused>ended_early paused>rematched"
    ),
    "agreement": "draft>signed_one draft>amended signed_one>in_force signed_one>amended in_force>amended",
    "session": (
        "planned>confirmed planned>cancelled planned>no_show_mentor planned>no_show_mentee planned>logged "
        "confirmed>planned confirmed>cancelled confirmed>no_show_mentor confirmed>no_show_mentee confirmed>logged "
        "logged>acknowledged logged>disputed disputed>acknowledged disputed>cancelled"
    ),
}
CHECK_MOVE = """
CREATE FUNCTION kad_check_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT (OLD.state || '>' || NEW.state) = ANY (TG_ARGV) THEN
        RAISE EXCEPTION '% may not move from % to %', TG_TABLE_NAME, OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_move';
    END IF;
    RETURN NEW;
END $$;
""" + "".join(
    f"CREATE TRIGGER check_move BEFORE UPDATE OF state ON mentoring_{name} FOR EACH ROW "
    f"WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION kad_check_move({', '.join(map(repr, moves.split()))});\n"
    for name, moves in MOVES.items()
)
DROP_CHECK_MOVE = (
    "".join(f"DROP TRIGGER check_move ON mentoring_{name};\n" for name in MOVES) + "DROP FUNCTION kad_check_move();"
)

# How many one-to-one mentees a mentor has said yes to. The row is locked first, so that two answers at once
# count one after the other; `mentor_within_capacity` then refuses the one too many, whoever writes it.
LOAD = """
CREATE FUNCTION kad_refresh_mentor_load(touched bigint[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM mentoring_mentor m WHERE m.member_id = ANY (touched) ORDER BY m.id FOR UPDATE;
    UPDATE mentoring_mentor m SET load = now_is.load
    FROM (SELECT t.id, (SELECT count(*) FROM mentoring_pairingparticipant p
              JOIN mentoring_pairing r ON r.id = p.pairing_id
              WHERE p.member_id = t.id AND p.role = 'mentor' AND p.answer = 'accepted' AND p.left_at IS NULL
                  AND r.format = 'one_to_one' AND r.state IN ('proposed', 'offered', 'accepted', 'active', 'paused')
          ) AS load FROM unnest(touched) AS t(id)) now_is
    WHERE m.member_id = now_is.id AND m.load <> now_is.load;
END $$;
CREATE FUNCTION kad_participant_load() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM kad_refresh_mentor_load(ARRAY[CASE WHEN TG_OP <> 'INSERT' THEN OLD.member_id END,
        CASE WHEN TG_OP <> 'DELETE' THEN NEW.member_id END]);
    RETURN NULL;
END $$;
CREATE FUNCTION kad_pairing_load() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM kad_refresh_mentor_load((SELECT array_agg(p.member_id) FROM mentoring_pairingparticipant p
        WHERE p.pairing_id = NEW.id AND p.role = 'mentor'));
    RETURN NULL;
END $$;
CREATE TRIGGER mentor_load_written AFTER INSERT OR UPDATE OF role, answer, left_at, member_id
    ON mentoring_pairingparticipant FOR EACH ROW WHEN (NEW.role = 'mentor') EXECUTE FUNCTION kad_participant_load();
CREATE TRIGGER mentor_load_deleted AFTER DELETE
    ON mentoring_pairingparticipant FOR EACH ROW WHEN (OLD.role = 'mentor') EXECUTE FUNCTION kad_participant_load();
CREATE TRIGGER mentor_load AFTER UPDATE OF state, format ON mentoring_pairing
    FOR EACH ROW EXECUTE FUNCTION kad_pairing_load();
"""
DROP_LOAD = """
DROP TRIGGER mentor_load_written ON mentoring_pairingparticipant;
DROP TRIGGER mentor_load_deleted ON mentoring_pairingparticipant;
DROP TRIGGER mentor_load ON mentoring_pairing;
DROP FUNCTION kad_participant_load(); DROP FUNCTION kad_pairing_load(); DROP FUNCTION kad_refresh_mentor_load(bigint[]);
"""

# A secretariat that logs on behalf locks the pairing and moves its phase on; nothing else of it.
_UNIT = "(SELECT nullif(current_setting('app.unit_id', true), '')::bigint)"
_IS_SECRETARIAT = "(SELECT current_setting('app.role', true)) = 'secretariat'"
SECRETARIAT = """
CREATE FUNCTION kad_guard_pairing() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free text[] := ARRAY['phase', 'phase_since', 'last_held_on'];
BEGIN
    IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN
        RAISE EXCEPTION 'a secretariat moves a pairing''s phase only' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_secretariat BEFORE UPDATE ON mentoring_pairing FOR EACH ROW
    WHEN (current_setting('app.role', true) = 'secretariat') EXECUTE FUNCTION kad_guard_pairing();
""" + "".join(
    f"CREATE POLICY {role}_phase ON mentoring_pairing FOR UPDATE TO {role} USING ({condition}) "
    f"WITH CHECK ({condition});\n"
    for role, condition in (
        (role, f"{TIER_COLUMNS[tier]} = {_UNIT} AND {_IS_SECRETARIAT}" if tier else _IS_SECRETARIAT)
        for tier, role in roles.SCOPE_ROLES.items()
    )
)
DROP_SECRETARIAT = (
    "".join(f"DROP POLICY {role}_phase ON mentoring_pairing;\n" for role in roles.SCOPE_ROLES.values())
    + "DROP TRIGGER guard_secretariat ON mentoring_pairing; DROP FUNCTION kad_guard_pairing();"
)


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0002_row_security")]
    operations = [
        protect(
            "mentoring_sessiontransition",
            read=STAFF,
            write=STAFF,
            person_read=MINE,
            person_write=MINE,
            jobs="write",
        ),
        migrations.RunSQL(CHECK_MOVE, DROP_CHECK_MOVE),
        migrations.RunSQL(LOAD, DROP_LOAD),
        migrations.RunSQL(SECRETARIAT, DROP_SECRETARIAT),
    ]
