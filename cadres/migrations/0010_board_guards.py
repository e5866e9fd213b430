"""What the database refuses about terms and disputes, whoever writes and however (DOMAIN §2, §9)."""

from django.db import migrations

from core import roles
from core.rls import protect, protect_history

OFFICE = ["secretariat", "coordinator", "leader"]
SECRETARIAT = ["secretariat"]

# Whether a board decides on another: it stands above it. Nothing stands above the national one: it decides itself.
ABOVE = """
CREATE FUNCTION kad_decides_on(board bigint, other bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM regions_unit o JOIN regions_unit b ON b.id = board WHERE o.id = other AND (
            b.tier = 0 OR b.id <> o.id AND b.id IN (o.province_id, o.regency_id, o.district_id, o.village_id)))
$$;
CREATE FUNCTION kad_is_disputed(board bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM cadres_boarddispute d WHERE d.unit_id = board AND d.resolved_at IS NULL)
$$;
"""
DROP_ABOVE = "DROP FUNCTION kad_is_disputed(bigint); DROP FUNCTION kad_decides_on(bigint, bigint);"

# A term begins unconfirmed, in the name of who writes it. Served roles act as themselves, for their own board.
TERMS = f"""
CREATE FUNCTION kad_guard_term() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    who bigint := nullif(current_setting('app.user_id', true), '')::bigint;
    place bigint := nullif(current_setting('app.unit_id', true), '')::bigint;
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.recorded_by_id := coalesce(who, NEW.recorded_by_id);
        IF NEW.state <> 'waiting' THEN
            RAISE EXCEPTION 'a term begins unconfirmed'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'officer_begins_waiting';
        ELSIF NEW.ends_on IS NULL AND kad_is_disputed(NEW.unit_id) THEN
            RAISE EXCEPTION 'the board is disputed'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'officer_board_frozen';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.state = 'confirmed' AND NEW.state = 'confirmed' AND current_user <> '{roles.JOBS}'
        AND (OLD.member_id, OLD.post, OLD.decree_no, OLD.decree_on, OLD.starts_on, OLD.unit_id, OLD.confirmed_by_id,
             OLD.confirmed_by_unit_id, OLD.confirmed_at, OLD.recorded_by_id)
        IS DISTINCT FROM (NEW.member_id, NEW.post, NEW.decree_no, NEW.decree_on, NEW.starts_on, NEW.unit_id,
             NEW.confirmed_by_id, NEW.confirmed_by_unit_id, NEW.confirmed_at, NEW.recorded_by_id) THEN
        RAISE EXCEPTION 'what was confirmed stays, or is confirmed anew'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'officer_confirmed_stays';
    END IF;
    IF NEW.state = OLD.state THEN
        IF NEW.recorded_by_id IS DISTINCT FROM OLD.recorded_by_id THEN
            RAISE EXCEPTION 'who recorded it stays'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'officer_recorder_stays';
        ELSIF (OLD.post, OLD.decree_no, OLD.decree_on, OLD.starts_on)
            IS DISTINCT FROM (NEW.post, NEW.decree_no, NEW.decree_on, NEW.starts_on) THEN
            NEW.recorded_by_id := coalesce(who, OLD.recorded_by_id);  -- who wrote it does not confirm it
        END IF;
        RETURN NEW;
    ELSIF (OLD.state, NEW.state) NOT IN (
        ('waiting', 'confirmed'), ('waiting', 'returned'), ('returned', 'waiting'), ('confirmed', 'waiting')) THEN
        RAISE EXCEPTION 'a term does not move from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'officer_move';
    ELSIF NEW.state = 'waiting' THEN
        NEW.recorded_by_id := coalesce(who, NEW.recorded_by_id);
        RETURN NEW;
    ELSIF NEW.recorded_by_id IS DISTINCT FROM OLD.recorded_by_id THEN
        RAISE EXCEPTION 'who recorded it stays'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'officer_recorder_stays';
    END IF;
    IF NEW.state = 'confirmed' AND EXISTS (SELECT FROM cadres_member m WHERE m.id = NEW.member_id
        AND m.user_id IN (who, nullif(current_setting('app.on_behalf_of', true), '')::bigint)) THEN
        RAISE EXCEPTION 'nobody confirms his own office'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'officer_not_ones_own';
    END IF;
    IF NOT kad_decides_on(coalesce(place, NEW.confirmed_by_unit_id, 0), NEW.unit_id) THEN
        RAISE EXCEPTION 'a board above decides'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'officer_decided_above';
    ELSIF kad_is_disputed(NEW.unit_id) OR kad_is_disputed(place) THEN
        RAISE EXCEPTION 'the board is disputed' USING ERRCODE = 'check_violation', CONSTRAINT = 'officer_board_frozen';
    END IF;
    IF NEW.state = 'confirmed' AND ((place IS NOT NULL AND NEW.confirmed_by_unit_id <> place)
            OR (who IS NOT NULL AND NEW.confirmed_by_id <> who)) THEN
        RAISE EXCEPTION 'one confirms in one''s own name'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'officer_confirmed_by_oneself';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_term BEFORE INSERT OR UPDATE ON cadres_officerterm
    FOR EACH ROW WHEN (current_user <> '{roles.OWNER}') EXECUTE FUNCTION kad_guard_term();
REVOKE UPDATE, DELETE ON cadres_termtransition FROM {roles.DATA}, {roles.APP};
"""
DROP_TERMS = "DROP TRIGGER guard_term ON cadres_officerterm; DROP FUNCTION kad_guard_term();"

# Two people who hold one seat: the flag is raised by whoever writes the second claim, and by a job when a term begins.
DISPUTES = f"""
CREATE FUNCTION kad_note_disputes(board bigint, as_of date DEFAULT current_date) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE n integer;
BEGIN
    INSERT INTO cadres_boarddispute (unit_id, seat, reason, raised_by_id, raised_at)
        SELECT DISTINCT ON (t.unit_id) t.unit_id, t.seat, '',
            nullif(current_setting('app.user_id', true), '')::bigint, now()
        FROM cadres_officerterm t
        WHERE t.ends_on IS NULL AND t.seat <> '' AND t.state <> 'returned' AND t.starts_on <= as_of
            AND (board IS NULL OR t.unit_id = board)
            AND NOT EXISTS (SELECT FROM cadres_boarddispute d WHERE d.unit_id = t.unit_id AND d.resolved_at IS NULL)
        GROUP BY t.unit_id, t.seat HAVING count(DISTINCT t.member_id) > 1
        ORDER BY t.unit_id, t.seat
    ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS n = ROW_COUNT;
    RETURN n;
END $$;
CREATE FUNCTION kad_note_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM kad_note_disputes(NEW.unit_id);
    RETURN NULL;
END $$;
CREATE TRIGGER note_claim AFTER INSERT OR UPDATE OF member_id, unit_id, post, starts_on, ends_on, state
    ON cadres_officerterm FOR EACH ROW WHEN (NEW.ends_on IS NULL AND NEW.seat <> '')
    EXECUTE FUNCTION kad_note_claim();
CREATE FUNCTION kad_guard_dispute() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    who bigint := nullif(current_setting('app.user_id', true), '')::bigint;
    place bigint := nullif(current_setting('app.unit_id', true), '')::bigint;
    deed text[] := ARRAY['resolved_by_id', 'resolved_by_unit_id', 'resolved_at', 'decree_no', 'decree_on', 'resolution',
        'province_id', 'regency_id', 'district_id', 'village_id'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a dispute is resolved, not deleted' USING ERRCODE = 'check_violation';
    ELSIF TG_OP = 'INSERT' THEN
        IF NEW.resolved_at IS NOT NULL OR (who IS NOT NULL AND NEW.raised_by_id <> who) THEN
            RAISE EXCEPTION 'a dispute begins open, in one''s own name' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    ELSIF to_jsonb(NEW) - deed IS DISTINCT FROM to_jsonb(OLD) - deed OR (OLD.resolved_at IS NOT NULL
            AND to_jsonb(NEW) - deed[7:] IS DISTINCT FROM to_jsonb(OLD) - deed[7:]) THEN
        RAISE EXCEPTION 'a dispute stays as it was raised and resolved'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'boarddispute_stays';
    ELSIF NEW.resolved_at IS NULL OR OLD.resolved_at IS NOT NULL THEN
        RETURN NEW;
    ELSIF NOT kad_decides_on(NEW.resolved_by_unit_id, NEW.unit_id) OR coalesce(place, NEW.resolved_by_unit_id)
            <> NEW.resolved_by_unit_id OR coalesce(who, NEW.resolved_by_id) <> NEW.resolved_by_id
            OR (kad_is_disputed(NEW.resolved_by_unit_id) AND NEW.resolved_by_unit_id <> NEW.unit_id) THEN
        RAISE EXCEPTION 'a board above resolves it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'boarddispute_resolved_above';
    ELSIF EXISTS (SELECT FROM cadres_officerterm t WHERE t.unit_id = NEW.unit_id AND t.ends_on IS NULL AND t.seat <> ''
            AND t.state <> 'returned' AND t.starts_on <= current_date
            GROUP BY t.seat HAVING count(DISTINCT t.member_id) > 1) THEN
        RAISE EXCEPTION 'two people still claim one seat'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'boarddispute_one_holder';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_dispute BEFORE INSERT OR UPDATE OR DELETE ON cadres_boarddispute
    FOR EACH ROW EXECUTE FUNCTION kad_guard_dispute();
REVOKE DELETE ON cadres_boarddispute FROM {roles.DATA}, {roles.APP};
"""
DROP_DISPUTES = """
DROP TRIGGER guard_dispute ON cadres_boarddispute; DROP FUNCTION kad_guard_dispute();
DROP TRIGGER note_claim ON cadres_officerterm; DROP FUNCTION kad_note_claim(); DROP FUNCTION kad_note_disputes(bigint, date);
"""

# A disputed board gives no role and decides no promotion: nobody's powers grow out of it.
FROZEN = """
CREATE FUNCTION kad_guard_peace() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the board is disputed: its powers do not grow'
        USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'board_frozen';
END $$;
CREATE TRIGGER guard_peace BEFORE INSERT ON accounts_assignment FOR EACH ROW
    WHEN (kad_is_disputed(nullif(current_setting('app.unit_id', true), '')::bigint)
        AND NEW.role IN ('secretariat', 'coordinator', 'leader')
        AND current_setting('app.role', true) IN ('secretariat', 'coordinator', 'leader'))
    EXECUTE FUNCTION kad_guard_peace();
CREATE TRIGGER guard_peace BEFORE UPDATE OF state ON cadres_levelaward FOR EACH ROW
    WHEN (OLD.state <> NEW.state AND kad_is_disputed(nullif(current_setting('app.unit_id', true), '')::bigint))
    EXECUTE FUNCTION kad_guard_peace();
"""
DROP_FROZEN = """
DROP TRIGGER guard_peace ON cadres_levelaward; DROP TRIGGER guard_peace ON accounts_assignment;
DROP FUNCTION kad_guard_peace();
"""


class Migration(migrations.Migration):
    dependencies = [("cadres", "0009_registry_life"), ("accounts", "0005_guard_assignments")]

    operations = [
        protect("cadres_termtransition", read=OFFICE, write=SECRETARIAT),
        protect("cadres_boarddispute", read=OFFICE, write=SECRETARIAT, jobs="read"),
        protect_history("cadres_boarddisputeevent"),
        migrations.RunSQL(ABOVE, DROP_ABOVE),
        migrations.RunSQL(TERMS, DROP_TERMS),
        migrations.RunSQL(DISPUTES, DROP_DISPUTES),
        migrations.RunSQL(FROZEN, DROP_FROZEN),
    ]
