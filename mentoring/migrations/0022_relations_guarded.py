"""Who reads and writes agreements on paper, wishes, exits, closures and hand-overs, and what the database refuses."""

from django.db import migrations

from core import roles
from core.rls import USER, protect, protect_history

STAFF = ["coordinator", "secretariat"]
MINE = "pairing_id = ANY ((SELECT kad_my_pairings())::bigint[])"
MY_PLACE = f"participant_id IN (SELECT p.id FROM mentoring_pairingparticipant p WHERE p.user_id = {USER})"
HANDED_TO_ME = "learner_id = ANY ((SELECT kad_my_learners())::bigint[])"
MYSELF = f"member_id = (SELECT m.id FROM cadres_member m WHERE m.user_id = {USER})"
ENTERED = f"current_user IN ({', '.join(map(repr, roles.ENTERED_ROLES))})"

WRITTEN_ONCE = (
    *("agreementscan", "orientationtick", "mentorchange", "exitform", "exitcall"),
    *("closureform", "handover"),
)
NEVER_DELETED = ("mentorrequest", "closure")
RIGHTS = (
    *((table, "UPDATE, DELETE") for table in WRITTEN_ONCE),
    *((table, "DELETE") for table in NEVER_DELETED),
    ("clausetext", "INSERT, UPDATE, DELETE"),  # an edition comes with a release
)
REVOKE = "".join(f"REVOKE {rights} ON mentoring_{table} FROM {roles.DATA}, {roles.APP};\n" for table, rights in RIGHTS)
GRANT = "".join(f"GRANT {rights} ON mentoring_{table} TO {roles.DATA}, {roles.APP};\n" for table, rights in RIGHTS)

# What was signed stays: an agreement changes its state and nothing else; a new text is a new version. The system
# signs for those who signed on the paper that a secretariat has scanned.
AGREEMENTS = f"""
CREATE FUNCTION kad_lock_agreement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free text[] := ARRAY['state', 'province_id', 'regency_id', 'district_id', 'village_id'];
BEGIN
    IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN
        RAISE EXCEPTION 'an agreement is written once' USING ERRCODE = 'check_violation', CONSTRAINT = 'agreement_locked';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER lock_text BEFORE UPDATE ON mentoring_agreement FOR EACH ROW
    WHEN ({ENTERED}) EXECUTE FUNCTION kad_lock_agreement();
CREATE POLICY jobs_insert ON mentoring_agreementsignature FOR INSERT TO {roles.JOBS} WITH CHECK (scan_id IS NOT NULL);
"""
DROP_AGREEMENTS = """
DROP POLICY jobs_insert ON mentoring_agreementsignature;
DROP TRIGGER lock_text ON mentoring_agreement; DROP FUNCTION kad_lock_agreement();
"""

# As in rules/moves.py when this was written; tests/mentoring/test_guards.py compares them.
WISHES = f"""
CREATE TRIGGER check_move BEFORE UPDATE OF state ON mentoring_mentorrequest FOR EACH ROW
    WHEN (OLD.state IS DISTINCT FROM NEW.state)
    EXECUTE FUNCTION kad_check_move('waiting>met', 'waiting>not_met', 'waiting>withdrawn');
CREATE TRIGGER check_first BEFORE INSERT ON mentoring_mentorrequest FOR EACH ROW WHEN ({ENTERED})
    EXECUTE FUNCTION kad_check_first('waiting');
CREATE FUNCTION kad_guard_wish() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free text[] := ARRAY['state', 'settled_at'];
BEGIN
    IF NEW.state <> 'withdrawn' OR to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN
        RAISE EXCEPTION 'a wish is withdrawn or stays' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_own_row BEFORE UPDATE ON mentoring_mentorrequest FOR EACH ROW
    WHEN (current_user = '{roles.PERSON}') EXECUTE FUNCTION kad_guard_wish();
"""
DROP_WISHES = """
DROP TRIGGER check_move ON mentoring_mentorrequest; DROP TRIGGER check_first ON mentoring_mentorrequest;
DROP TRIGGER guard_own_row ON mentoring_mentorrequest; DROP FUNCTION kad_guard_wish();
"""

# DOMAIN §5: how many take part in each format, and who. rules/formats.py says the same in sentences; the largest
# group and circle are the party's to set and asked when the offer is made.
FORMATS = f"""
CREATE FUNCTION kad_check_format() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    mentees int; peers int; mentors int; facilitators int; most int; fits boolean;
BEGIN
    SELECT count(*) FILTER (WHERE role = 'mentee'), count(*) FILTER (WHERE role = 'peer'),
        count(*) FILTER (WHERE role = 'mentor'), count(*) FILTER (WHERE role = 'facilitator')
    INTO mentees, peers, mentors, facilitators
    FROM mentoring_pairingparticipant WHERE pairing_id = NEW.id AND left_at IS NULL;
    SELECT coalesce((SELECT s.value::text::int FROM regions_setting s
        WHERE s.key = 'mentoring.' || NEW.format || '_most' ORDER BY s.id DESC LIMIT 1),
        CASE NEW.format WHEN 'group' THEN 8 ELSE 12 END) INTO most;
    fits := CASE NEW.format
        WHEN 'one_to_one' THEN (mentees, peers, mentors, facilitators) = (1, 0, 1, 0)
        WHEN 'reverse' THEN (mentees, peers, mentors, facilitators) = (1, 0, 1, 0)
        WHEN 'peer' THEN (mentees, peers, mentors, facilitators) = (0, 2, 0, 0)
        WHEN 'group' THEN (peers, mentors, facilitators) = (0, 1, 0) AND mentees >= 2
            AND (mentees <= most OR NEW.state <> 'offered')
        WHEN 'circle' THEN (mentees, mentors) = (0, 0) AND facilitators <= 1 AND peers >= 4
            AND (peers <= most OR NEW.state <> 'offered')
    END;
    IF NOT fits THEN
        RAISE EXCEPTION 'these people do not make a %', NEW.format
            USING ERRCODE = 'check_violation', CONSTRAINT = 'pairing_format_people';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER check_format BEFORE UPDATE OF state ON mentoring_pairing FOR EACH ROW
    WHEN ({ENTERED} AND OLD.state IS DISTINCT FROM NEW.state AND NEW.state IN ('offered', 'accepted', 'active'))
    EXECUTE FUNCTION kad_check_format();
CREATE FUNCTION kad_join_proposed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM mentoring_pairing r WHERE r.id = NEW.pairing_id AND r.state = 'proposed') THEN
        RAISE EXCEPTION 'nobody joins once the offer is made'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'participant_joins_early';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER join_proposed BEFORE INSERT ON mentoring_pairingparticipant FOR EACH ROW
    WHEN ({ENTERED}) EXECUTE FUNCTION kad_join_proposed();
"""
DROP_FORMATS = """
DROP TRIGGER check_format ON mentoring_pairing; DROP TRIGGER join_proposed ON mentoring_pairingparticipant;
DROP FUNCTION kad_check_format(); DROP FUNCTION kad_join_proposed();
"""

# DOMAIN §5, against faction building: who mentored a cadre in each of his last programmes does not do so in the next.
# Counted past row security, since the years before may lie in another unit; it answers with pairs and nothing more.
ROTATION = f"""
CREATE FUNCTION kad_rotation_due(programme bigint, learners bigint[])
RETURNS TABLE (learner bigint, mentor bigint) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    WITH allowed AS (
        SELECT coalesce((SELECT s.value::text::int FROM regions_setting s
            WHERE s.key = 'mentoring.rotation_programmes' ORDER BY s.id DESC LIMIT 1), 2) AS most
    ), ranked AS (
        SELECT p.member_id, r.programme_id, array_agg(r.id) AS pairings,
            row_number() OVER (PARTITION BY p.member_id ORDER BY max(r.active_on) DESC) AS place
        FROM mentoring_pairingparticipant p JOIN mentoring_pairing r ON r.id = p.pairing_id
        WHERE p.member_id = ANY (learners) AND p.role IN ('mentee', 'peer') AND r.active_on IS NOT NULL
            AND r.programme_id <> programme
        GROUP BY p.member_id, r.programme_id
    )
    SELECT ranked.member_id, q.member_id
    FROM ranked JOIN mentoring_pairingparticipant q ON q.pairing_id = ANY (ranked.pairings) AND q.role = 'mentor'
    WHERE ranked.place <= (SELECT most FROM allowed)
    GROUP BY ranked.member_id, q.member_id
    HAVING count(DISTINCT ranked.programme_id) >= (SELECT most FROM allowed)
$$;
CREATE FUNCTION kad_check_rotation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM kad_rotation_due(NEW.programme_id, (SELECT array_agg(p.member_id)
            FROM mentoring_pairingparticipant p WHERE p.pairing_id = NEW.id AND p.role IN ('mentee', 'peer'))) due
        JOIN mentoring_pairingparticipant m ON m.pairing_id = NEW.id AND m.role = 'mentor' AND m.member_id = due.mentor)
    THEN
        RAISE EXCEPTION 'the same two in too many programmes in a row'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'pairing_rotation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER check_rotation BEFORE UPDATE OF state ON mentoring_pairing FOR EACH ROW
    WHEN ({ENTERED} AND OLD.state = 'proposed' AND NEW.state = 'offered')
    EXECUTE FUNCTION kad_check_rotation();
"""
DROP_ROTATION = """
DROP TRIGGER check_rotation ON mentoring_pairing; DROP FUNCTION kad_check_rotation();
DROP FUNCTION kad_rotation_due(bigint, bigint[]);
"""

# DOMAIN §7.6: completed means closed. What staff alone write of a closing, its people do not.
CLOSING = f"""
CREATE FUNCTION kad_check_closing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM mentoring_closure c WHERE c.pairing_id = NEW.id AND c.last_session_id IS NOT NULL
            AND c.gains <> '' AND c.unfinished <> '' AND c.contact <> '' AND c.next_role <> ''
            AND c.thanked_at IS NOT NULL AND c.retain_until IS NOT NULL)
        OR EXISTS (SELECT FROM mentoring_pairingparticipant p WHERE p.pairing_id = NEW.id AND p.left_at IS NULL
            AND NOT EXISTS (SELECT FROM mentoring_closureform f WHERE f.participant_id = p.id))
    THEN
        RAISE EXCEPTION 'a pairing is completed when its closing is complete'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'pairing_closing';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER check_closing BEFORE UPDATE OF state ON mentoring_pairing FOR EACH ROW
    WHEN ({ENTERED} AND NEW.state = 'completed') EXECUTE FUNCTION kad_check_closing();
CREATE FUNCTION kad_guard_closing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.thanked_at, NEW.thanked_by_id, NEW.retain_until, NEW.next_role) IS DISTINCT FROM
        (CASE WHEN TG_OP = 'UPDATE' THEN OLD.thanked_at END, CASE WHEN TG_OP = 'UPDATE' THEN OLD.thanked_by_id END,
         CASE WHEN TG_OP = 'UPDATE' THEN OLD.retain_until END, CASE WHEN TG_OP = 'UPDATE' THEN OLD.next_role ELSE '' END)
    THEN
        RAISE EXCEPTION 'only a coordinator writes this' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_own_row BEFORE INSERT OR UPDATE ON mentoring_closure FOR EACH ROW
    WHEN (current_user = '{roles.PERSON}') EXECUTE FUNCTION kad_guard_closing();
"""
DROP_CLOSING = """
DROP TRIGGER check_closing ON mentoring_pairing; DROP FUNCTION kad_check_closing();
DROP TRIGGER guard_own_row ON mentoring_closure; DROP FUNCTION kad_guard_closing();
"""

# The words of a relation go with the text of its sessions (mentoring/retention.py): counts, dates and who signed stay.
FORGET = """
CREATE FUNCTION kad_forget_relations(ids bigint[]) RETURNS void LANGUAGE sql AS $$
    UPDATE mentoring_agreement SET place = '', conflicts = '', feedback = '' WHERE pairing_id = ANY (ids);
    UPDATE mentoring_agreementevent SET place = '', conflicts = '', feedback = '' WHERE pairing_id = ANY (ids);
    UPDATE mentoring_agreementscan SET content = '' WHERE pairing_id = ANY (ids);
    UPDATE mentoring_closure SET gains = '', unfinished = '', next_role_note = '' WHERE pairing_id = ANY (ids);
    UPDATE mentoring_closureevent SET gains = '', unfinished = '', next_role_note = '' WHERE pairing_id = ANY (ids);
    UPDATE mentoring_closureform SET helped = '', change = '' WHERE pairing_id = ANY (ids);
    UPDATE mentoring_exitform SET words = '', reasons = '[]' WHERE pairing_id = ANY (ids);
    UPDATE mentoring_exitcall SET note = '' WHERE pairing_id = ANY (ids);
    UPDATE mentoring_handover SET facts = '{}' WHERE pairing_id = ANY (ids) OR before_id = ANY (ids);
$$;
REVOKE EXECUTE ON FUNCTION kad_forget_relations(bigint[]) FROM PUBLIC;
"""
REMEMBER = "DROP FUNCTION kad_forget_relations(bigint[])"


def _part(table, *, write=(), person_read=MINE, person_write=None, jobs=None):
    """A table that belongs to a pairing: staff of the unit read it, leaders never."""
    return protect(
        f"mentoring_{table}", read=STAFF, write=write, person_read=person_read, person_write=person_write, jobs=jobs
    )


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0021_retention")]
    operations = [
        _part("agreementscan", write=["secretariat"], jobs="read"),
        _part("orientationtick", person_write=f"{MINE} AND {MY_PLACE}", jobs="read"),
        protect("mentoring_mentorrequest", read=STAFF, write=["coordinator"], person_read=MYSELF, person_write=MYSELF),
        _part("mentorchange", person_write=f"{MINE} AND {MYSELF}"),
        _part("exitform", person_read=MY_PLACE, person_write=f"{MINE} AND {MY_PLACE}"),
        _part("exitcall", write=["coordinator"], person_read=None),
        _part("closure", write=["coordinator"], person_write=MINE),
        _part("closureform", person_read=MY_PLACE, person_write=f"{MINE} AND {MY_PLACE}"),
        protect("mentoring_handover", read=["coordinator"], write=["coordinator"], person_read=HANDED_TO_ME),
        protect_history("mentoring_closureevent"),
        migrations.RunSQL(REVOKE, GRANT),
        migrations.RunSQL(AGREEMENTS, DROP_AGREEMENTS),
        migrations.RunSQL(WISHES, DROP_WISHES),
        migrations.RunSQL(FORMATS, DROP_FORMATS),
        migrations.RunSQL(ROTATION, DROP_ROTATION),
        migrations.RunSQL(CLOSING, DROP_CLOSING),
        migrations.RunSQL(FORGET, REMEMBER),
    ]
