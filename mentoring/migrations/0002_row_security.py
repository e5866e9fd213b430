"""Row security of the mentoring relation, and what a person is connected with."""

from django.db import migrations

from core import roles
from core.rls import USER, protect, protect_history

STAFF = ["coordinator", "secretariat"]
MINE = "pairing_id = ANY ((SELECT kad_my_pairings())::bigint[])"

# Run as the owner and once per statement (an InitPlan), so that a policy stays one array comparison.
FUNCTIONS = f"""
CREATE FUNCTION kad_my_pairings() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(p.pairing_id), '{{}}') FROM mentoring_pairingparticipant p
    JOIN cadres_member m ON m.id = p.member_id
    WHERE m.user_id = {USER} AND p.left_at IS NULL
$$;
CREATE FUNCTION kad_my_people() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(p.member_id), '{{}}') FROM mentoring_pairingparticipant p
    WHERE p.pairing_id = ANY ((SELECT kad_my_pairings())::bigint[]) AND p.left_at IS NULL
$$;
CREATE FUNCTION kad_my_programmes() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT p.programme_id), '{{}}') FROM mentoring_pairing p
    WHERE p.id = ANY ((SELECT kad_my_pairings())::bigint[])
$$;
CREATE POLICY person_people ON cadres_member FOR SELECT TO {roles.PERSON}
    USING (id = ANY ((SELECT kad_my_people())::bigint[]));
"""
DROP_FUNCTIONS = """
DROP POLICY person_people ON cadres_member;
DROP FUNCTION kad_my_programmes(); DROP FUNCTION kad_my_people(); DROP FUNCTION kad_my_pairings();
"""

# One place keeps the date of the last held session true, whoever writes a session and however.
LAST_HELD = """
CREATE FUNCTION kad_pairing_last_held() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE touched bigint;
BEGIN
    FOREACH touched IN ARRAY ARRAY[
        CASE WHEN TG_OP <> 'INSERT' THEN OLD.pairing_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.pairing_id END
    ] LOOP
        UPDATE mentoring_pairing p SET last_held_on = held.last
        FROM (SELECT max(s.held_on) AS last FROM mentoring_session s
              WHERE s.pairing_id = touched AND s.state IN ('logged', 'acknowledged', 'disputed')) held
        WHERE p.id = touched AND p.last_held_on IS DISTINCT FROM held.last;
    END LOOP;
    RETURN NULL;
END $$;
CREATE TRIGGER last_held_insert AFTER INSERT OR DELETE ON mentoring_session
    FOR EACH ROW EXECUTE FUNCTION kad_pairing_last_held();
CREATE TRIGGER last_held_update AFTER UPDATE OF state, held_on, pairing_id ON mentoring_session
    FOR EACH ROW EXECUTE FUNCTION kad_pairing_last_held();
"""
DROP_LAST_HELD = """
DROP TRIGGER last_held_insert ON mentoring_session; DROP TRIGGER last_held_update ON mentoring_session;
DROP FUNCTION kad_pairing_last_held();
"""

# Whether somebody is being mentored is a fact of the member: leaders may count and list it without seeing
# who is paired with whom.
IS_MENTEE = """
CREATE FUNCTION kad_refresh_is_mentee(touched bigint[]) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    UPDATE cadres_member m SET is_mentee = now_is.yes
    FROM (SELECT t.id, EXISTS (SELECT 1 FROM mentoring_pairingparticipant p
              JOIN mentoring_pairing r ON r.id = p.pairing_id
              WHERE p.member_id = t.id AND p.left_at IS NULL AND p.role IN ('mentee', 'peer') AND r.state = 'active'
          ) AS yes FROM unnest(touched) AS t(id)) now_is
    WHERE m.id = now_is.id AND m.is_mentee IS DISTINCT FROM now_is.yes
$$;
CREATE FUNCTION kad_participant_is_mentee() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM kad_refresh_is_mentee(ARRAY[CASE WHEN TG_OP <> 'INSERT' THEN OLD.member_id END,
        CASE WHEN TG_OP <> 'DELETE' THEN NEW.member_id END]);
    RETURN NULL;
END $$;
CREATE FUNCTION kad_pairing_is_mentee() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM kad_refresh_is_mentee(
        (SELECT array_agg(p.member_id) FROM mentoring_pairingparticipant p WHERE p.pairing_id = NEW.id));
    RETURN NULL;
END $$;
CREATE TRIGGER is_mentee AFTER INSERT OR DELETE OR UPDATE OF role, left_at, member_id ON mentoring_pairingparticipant
    FOR EACH ROW EXECUTE FUNCTION kad_participant_is_mentee();
CREATE TRIGGER is_mentee AFTER UPDATE OF state ON mentoring_pairing
    FOR EACH ROW EXECUTE FUNCTION kad_pairing_is_mentee();
"""
DROP_IS_MENTEE = """
DROP TRIGGER is_mentee ON mentoring_pairingparticipant; DROP TRIGGER is_mentee ON mentoring_pairing;
DROP FUNCTION kad_participant_is_mentee(); DROP FUNCTION kad_pairing_is_mentee();
DROP FUNCTION kad_refresh_is_mentee(bigint[]);
"""

NOTES = f"""
ALTER TABLE mentoring_privatenote ENABLE ROW LEVEL SECURITY;
ALTER TABLE mentoring_privatenote FORCE ROW LEVEL SECURITY;
CREATE POLICY author ON mentoring_privatenote FOR ALL TO {roles.PERSON}
    USING (author_id = {USER} AND (SELECT current_setting('app.role', true)) = 'mentor')
    WITH CHECK (author_id = {USER} AND (SELECT current_setting('app.role', true)) = 'mentor');
"""


def _part(table, *, write=("coordinator",), person_write=MINE, jobs=None):
    """A table that belongs to a pairing: staff of the unit and the pairing's own people."""
    return protect(table, read=STAFF, write=write, person_read=MINE, person_write=person_write, jobs=jobs)


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0001_initial"), ("cadres", "0002_row_security"), ("evaluations", "0001_initial")]
    operations = [
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        protect(
            "mentoring_programme",
            write=["coordinator"],
            person_read="id = ANY ((SELECT kad_my_programmes())::bigint[])",
            jobs="read",
        ),
        protect(
            "mentoring_orggoal",
            write=["coordinator"],
            person_read="programme_id = ANY ((SELECT kad_my_programmes())::bigint[])",
        ),
        protect(
            "mentoring_mentor",
            write=STAFF,
            person_read="member_id = ANY ((SELECT kad_my_people())::bigint[]) OR member_id = "
            f"(SELECT m.id FROM cadres_member m WHERE m.user_id = {USER})",
            person_write=f"member_id = (SELECT m.id FROM cadres_member m WHERE m.user_id = {USER})",
            jobs="read",
        ),
        protect(
            "mentoring_pairing",
            write=["coordinator"],
            person_read="id = ANY ((SELECT kad_my_pairings())::bigint[])",
            person_write="id = ANY ((SELECT kad_my_pairings())::bigint[])",
            jobs="write",
        ),
        _part("mentoring_pairingparticipant", jobs="write"),
        _part("mentoring_pairingtransition", jobs="write", write=STAFF),
        _part("mentoring_phaseevidence", jobs="read", person_write=None),
        _part("mentoring_agreement", jobs="read"),
        _part("mentoring_agreementsignature", jobs="read"),
        protect("mentoring_session", write=STAFF, person_read=MINE, person_write=MINE, jobs="write"),
        _part("mentoring_sessionlog", write=STAFF),
        _part("mentoring_sessionattendance", write=STAFF),
        _part("mentoring_actionitem", write=STAFF),
        migrations.RunSQL(NOTES, "ALTER TABLE mentoring_privatenote DISABLE ROW LEVEL SECURITY"),
        *[
            protect_history(f"mentoring_{name}event")
            for name in (
                "programme",
                "mentor",
                "pairing",
                "pairingparticipant",
                "agreement",
                "session",
                "sessionlog",
            )
        ],
        migrations.RunSQL(LAST_HELD, DROP_LAST_HELD),
        migrations.RunSQL(IS_MENTEE, DROP_IS_MENTEE),
    ]
