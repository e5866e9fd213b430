"""Whose hand wrote what, who replaces whom, and careers of elections that the product knows (DOMAIN §6, §9)."""

from importlib import import_module

from django.db import migrations

from core import roles

before = import_module("cadres.migrations.0020_attendance_signed")

SERVED = ", ".join(f"'{role}'" for role in (*roles.ENTERED_ROLES, roles.APP) if role != roles.JOBS)
DEFINER = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp"

# A kept act bears the name of who acts, in whose name, and the moment; what somebody began keeps its beginner.
HANDS = {
    "candidacy": ("created_by",),
    "candidacytransition": ("actor", "on_behalf_of", "at"),
    "eligibility": ("recorded_by", "recorded_at"),
    "surveyresult": ("recorded_by", "recorded_at"),
    "selectionscore": ("scored_by", "scored_at"),
}


def signed(table: str, columns: tuple[str, ...]) -> str:
    """The trigger by which a table's columns tell who acts, whatever a statement says."""
    return (
        f"CREATE TRIGGER by_own_hand BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW WHEN (current_user IN ({SERVED})) "
        f"EXECUTE FUNCTION kad_by_own_hand({', '.join(map(repr, columns))});\n"
    )


SIGNED = """
CREATE FUNCTION kad_by_own_hand() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    side text;
    told jsonb := '{}';
BEGIN
    FOREACH side IN ARRAY TG_ARGV LOOP
        told := told || CASE
            WHEN TG_OP = 'UPDATE' AND side IN ('created_by', 'added_by')
                THEN jsonb_build_object(side || '_id', to_jsonb(OLD) -> (side || '_id'))
            WHEN side LIKE '%at' THEN jsonb_build_object(side, clock_timestamp())
            WHEN side = 'on_behalf_of' THEN jsonb_build_object(side || '_id',
                nullif(current_setting('app.on_behalf_of', true), '')::bigint)
            ELSE jsonb_build_object(side || '_id', nullif(current_setting('app.user_id', true), '')::bigint) END;
    END LOOP;
    RETURN jsonb_populate_record(NEW, told);
END $$;
""" + "".join(signed(f"cadres_{table}", columns) for table, columns in HANDS.items())
NOT_SIGNED = (
    "".join(f"DROP TRIGGER by_own_hand ON cadres_{table};\n" for table in HANDS) + "DROP FUNCTION kad_by_own_hand();"
)

# A seat is given up by a decree, or by who was elected and never sat; each is taken once, while half a year of the
# term is left. Where the term's end was not written down it is five years after the oath, if that is dated.
REPLACED = f"""
CREATE FUNCTION kad_guard_replacement() RETURNS trigger {DEFINER} AS $$
DECLARE
    term_end date;
    given_up integer;
    taken integer;
BEGIN
    PERFORM FROM cadres_electoraldistrict d WHERE d.id = NEW.constituency_id FOR UPDATE;
    SELECT coalesce(c.term_ends_on, (s.starts_on + interval '5 years')::date) INTO term_end
        FROM cadres_electoraldistrict d JOIN cadres_chamber c ON c.id = d.chamber_id
        LEFT JOIN cadres_electionstage s ON s.election_id = c.election_id AND s.kind = 'oath'
        WHERE d.id = NEW.constituency_id;
    IF NEW.decree_on > (term_end - interval '6 months')::date THEN
        RAISE EXCEPTION 'no seat is filled in the last six months of a term'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'candidacy_replaced_in_time';
    END IF;
    SELECT count(*) INTO given_up FROM cadres_candidacy c WHERE c.constituency_id = NEW.constituency_id
        AND (c.state = 'paw_out' OR c.state IN ('withdrawn', 'replaced', 'disqualified') AND EXISTS (
            SELECT FROM cadres_candidacytransition t WHERE t.candidacy_id = c.id AND t.from_value = 'elected'));
    SELECT count(DISTINCT t.candidacy_id) INTO taken FROM cadres_candidacytransition t
        JOIN cadres_candidacy c ON c.id = t.candidacy_id AND c.id <> NEW.id
        WHERE c.constituency_id = NEW.constituency_id AND t.to_value = 'paw_in';
    IF given_up <= taken THEN
        RAISE EXCEPTION 'no seat of this district is free'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'candidacy_replaces_somebody';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_replacement BEFORE UPDATE OF state ON cadres_candidacy FOR EACH ROW
    WHEN (NEW.state = 'paw_in' AND OLD.state <> 'paw_in') EXECUTE FUNCTION kad_guard_replacement();

CREATE FUNCTION kad_guard_next() RETURNS trigger {DEFINER} AS $$
BEGIN
    IF EXISTS (SELECT FROM cadres_candidacy own
            JOIN cadres_candidacy c ON c.constituency_id = own.constituency_id AND c.id <> own.id
                AND c.state = 'not_elected' AND c.votes > coalesce(own.votes, 0)
            JOIN cadres_member m ON m.id = c.member_id AND m.status = 'active'
            WHERE own.id = NEW.candidacy_id) THEN
        RAISE EXCEPTION 'who has more votes is passed over with a reason'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'candidacy_next_by_votes';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_next BEFORE INSERT ON cadres_candidacytransition FOR EACH ROW
    WHEN (NEW.to_value = 'paw_in' AND NEW.reason = '') EXECUTE FUNCTION kad_guard_next();
"""
NOT_REPLACED = """
DROP TRIGGER guard_replacement ON cadres_candidacy; DROP FUNCTION kad_guard_replacement();
DROP TRIGGER guard_next ON cadres_candidacytransition; DROP FUNCTION kad_guard_next();
"""

# Candidates and members of assemblies since the first election that the product holds come from candidacies, with the
# election office's decrees; by hand only those of before.
KNOWN = f"""
CREATE FUNCTION kad_guard_known_election() RETURNS trigger {DEFINER} AS $$
BEGIN
    IF NEW.starts_on >= (SELECT min(least(e.voting_on, (SELECT min(s.starts_on) FROM cadres_electionstage s
            WHERE s.election_id = e.id))) FROM cadres_election e) THEN
        RAISE EXCEPTION 'the candidacy itself writes the steps of an election that is known'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'step_of_a_known_election';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_known_election BEFORE INSERT OR UPDATE OF channel_id, starts_on ON cadres_mobilitystep FOR EACH ROW
    WHEN (current_user IN ({SERVED}) AND NEW.channel_id IN ('candidate', 'legislator'))
    EXECUTE FUNCTION kad_guard_known_election();
"""
NOT_KNOWN = """
DROP TRIGGER guard_known_election ON cadres_mobilitystep; DROP FUNCTION kad_guard_known_election();
"""

# The history of a seat at a training says what its row says at that moment: `kad_sign_attendance` believes it, as long
# as it does not tell of a row that went.
BELIEVED = before.NAMES.partition("CREATE TRIGGER")[0].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
HISTORY = f"""
{BELIEVED.replace("e.pgh_obj_id = NEW.id", "e.pgh_obj_id = NEW.id AND e.pgh_label <> 'delete'")}
CREATE FUNCTION kad_guard_seat_history() RETURNS trigger {DEFINER} AS $$
BEGIN
    IF (CASE WHEN NEW.pgh_label = 'delete'
            THEN EXISTS (SELECT FROM cadres_trainingregistration r WHERE r.id = NEW.pgh_obj_id)
            ELSE NOT EXISTS (SELECT FROM cadres_trainingregistration r WHERE r.id = NEW.pgh_obj_id
                AND (r.id, r.event_id, r.member_id, r.state, r.attended_at, r.attended_by, r.confirmed_by_id, r.result,
                    r.score, r.result_by_id, r.result_at) IS NOT DISTINCT FROM (NEW.id, NEW.event_id, NEW.member_id,
                    NEW.state, NEW.attended_at, NEW.attended_by, NEW.confirmed_by_id, NEW.result, NEW.score,
                    NEW.result_by_id, NEW.result_at)) END) THEN
        RAISE EXCEPTION 'history is written by what happens'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'seat_history_of_its_row';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_seat_history BEFORE INSERT ON cadres_trainingregistrationevent FOR EACH ROW
    WHEN (current_user IN ({SERVED})) EXECUTE FUNCTION kad_guard_seat_history();
"""
NO_HISTORY = f"""
{BELIEVED}
DROP TRIGGER guard_seat_history ON cadres_trainingregistrationevent; DROP FUNCTION kad_guard_seat_history();
"""


class Migration(migrations.Migration):
    dependencies = [("cadres", "0025_mobility_mended")]

    operations = [
        migrations.RunSQL(SIGNED, NOT_SIGNED),
        migrations.RunSQL(REPLACED, NOT_REPLACED),
        migrations.RunSQL(KNOWN, NOT_KNOWN),
        migrations.RunSQL(HISTORY, NO_HISTORY),
    ]
