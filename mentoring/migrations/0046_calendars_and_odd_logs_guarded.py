"""Calendars see a newer version of a meeting with each change; feeds are their owner's; odd logs go one way."""

from django.db import migrations

from core import roles
from core.rls import USER, protect

FEED, ODD = "mentoring_calendarfeed", "mentoring_oddlogs"
ENTERED = f"current_user IN ({', '.join(map(repr, roles.ENTERED_ROLES))})"

# What a calendar shows of a meeting: when, how long, how, and whether. Whoever writes, the version rises with it.
SEQUENCE = f"""
CREATE FUNCTION kad_calendar_sequence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (coalesce(NEW.started_at, NEW.planned_start), NEW.minutes, NEW.mode, NEW.place, NEW.time_zone,
            CASE WHEN NEW.state IN ('logged', 'acknowledged', 'disputed') THEN 'confirmed' ELSE NEW.state END)
        IS DISTINCT FROM (coalesce(OLD.started_at, OLD.planned_start), OLD.minutes, OLD.mode, OLD.place, OLD.time_zone,
            CASE WHEN OLD.state IN ('logged', 'acknowledged', 'disputed') THEN 'confirmed' ELSE OLD.state END)
    THEN
        NEW.calendar_sequence := greatest(NEW.calendar_sequence, OLD.calendar_sequence + 1);
    ELSE
        NEW.calendar_sequence := greatest(NEW.calendar_sequence, OLD.calendar_sequence);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER calendar_sequence BEFORE UPDATE ON mentoring_session
    FOR EACH ROW EXECUTE FUNCTION kad_calendar_sequence();
-- The name in calendars is made of these two.
CREATE FUNCTION kad_keep_calendar_uid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a meeting keeps its name' USING ERRCODE = 'check_violation', CONSTRAINT = 'session_calendar_uid';
END $$;
CREATE TRIGGER keep_calendar_uid BEFORE UPDATE OF id, client_uuid ON mentoring_session FOR EACH ROW
    WHEN ({ENTERED} AND (NEW.id, NEW.client_uuid) IS DISTINCT FROM (OLD.id, OLD.client_uuid))
    EXECUTE FUNCTION kad_keep_calendar_uid();
"""
NO_SEQUENCE = """
DROP TRIGGER calendar_sequence ON mentoring_session; DROP FUNCTION kad_calendar_sequence();
DROP TRIGGER keep_calendar_uid ON mentoring_session; DROP FUNCTION kad_keep_calendar_uid();
"""

# An address is taken back, once; it is never given to somebody else, nor opened again.
FEEDS = f"""
REVOKE DELETE ON {FEED} FROM {roles.DATA}, {roles.APP};
CREATE FUNCTION kad_guard_feed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - 'revoked_at' IS DISTINCT FROM to_jsonb(OLD) - 'revoked_at' OR OLD.revoked_at IS NOT NULL THEN
        RAISE EXCEPTION 'a feed is only taken back' USING ERRCODE = 'check_violation', CONSTRAINT = 'calendarfeed_revoked';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_feed BEFORE UPDATE ON {FEED} FOR EACH ROW WHEN ({ENTERED}) EXECUTE FUNCTION kad_guard_feed();
"""
NO_FEEDS = f"""
DROP TRIGGER guard_feed ON {FEED}; DROP FUNCTION kad_guard_feed(); GRANT DELETE ON {FEED} TO {roles.DATA}, {roles.APP};
"""

# The system finds, he whose words they are explains once, a coordinator who is somebody else settles once.
GUARD = f"""
CREATE FUNCTION kad_guard_odd_logs() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    free text[] := ARRAY['province_id', 'regency_id', 'district_id', 'village_id'];
    found text[] := ARRAY['session_ids', 'total'];
    answer text[] := ARRAY['state', 'explanation', 'explained_at'];
    decision text[] := ARRAY['state', 'settlement', 'settled_by_id', 'settled_at'];
BEGIN
    IF current_user = '{roles.JOBS}' THEN
        IF TG_OP = 'INSERT' AND NEW.state = 'open'
            OR TG_OP = 'DELETE' AND OLD.state = 'open'
            OR TG_OP = 'UPDATE' AND OLD.state <> 'settled'
                AND to_jsonb(NEW) - found - free IS NOT DISTINCT FROM to_jsonb(OLD) - found - free THEN
            RETURN coalesce(NEW, OLD);
        END IF;
    ELSIF TG_OP = 'UPDATE' THEN
        IF OLD.state = 'open' AND NEW.state = 'explained' AND OLD.person_id = {USER}
            AND btrim(NEW.explanation) <> ''
            AND to_jsonb(NEW) - answer - free IS NOT DISTINCT FROM to_jsonb(OLD) - answer - free THEN
            RETURN NEW;
        END IF;
        IF OLD.state IN ('open', 'explained') AND NEW.state = 'settled' AND btrim(NEW.settlement) <> ''
            AND current_setting('app.role', true) = 'coordinator' AND NEW.settled_by_id = {USER}
            AND OLD.person_id NOT IN ({USER}, coalesce(nullif(current_setting('app.on_behalf_of', true), '')::bigint, 0))
            AND to_jsonb(NEW) - decision - free IS NOT DISTINCT FROM to_jsonb(OLD) - decision - free THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'not theirs to write' USING ERRCODE = 'check_violation', CONSTRAINT = 'oddlogs_way';
END $$;
CREATE TRIGGER guard_way BEFORE INSERT OR UPDATE OR DELETE ON {ODD} FOR EACH ROW
    WHEN ({ENTERED}) EXECUTE FUNCTION kad_guard_odd_logs();
"""
UNGUARD = f"DROP TRIGGER guard_way ON {ODD}; DROP FUNCTION kad_guard_odd_logs();"

# How long what was said in a log is, and a hash of it without spaces, marks and capitals; the words stay where they are.
WORDS = f"""
CREATE FUNCTION kad_log_words(ids bigint[]) RETURNS TABLE (session_id bigint, letters int, words text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT l.session_id, length(t.told), md5(t.told) FROM mentoring_sessionlog l, LATERAL (
        SELECT lower(regexp_replace(concat(l.goal, l.reality, l.options, l.will), '[^[:alnum:]]+', '', 'g')) AS told
    ) t WHERE l.session_id = ANY (ids)
$$;
REVOKE EXECUTE ON FUNCTION kad_log_words(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kad_log_words(bigint[]) TO {roles.JOBS};
"""

# What was explained goes with the text of the sessions (mentoring/retention.py).
FORGET = f"""
ALTER FUNCTION kad_forget_growth(bigint[]) RENAME TO kad_forget_sent;
CREATE FUNCTION kad_forget_growth(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM kad_forget_sent(ids);
    UPDATE {ODD} SET explanation = '', settlement = '' WHERE pairing_id = ANY (ids);
END $$;
REVOKE EXECUTE ON FUNCTION kad_forget_growth(bigint[]) FROM PUBLIC;
"""
REMEMBER = """
DROP FUNCTION kad_forget_growth(bigint[]);
ALTER FUNCTION kad_forget_sent(bigint[]) RENAME TO kad_forget_growth;
"""
OWN_FEED, OWN_LOGS = f"user_id = {USER}", f"person_id = {USER}"


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0045_calendars_and_odd_logs")]
    operations = [
        migrations.RunSQL(SEQUENCE, NO_SEQUENCE),
        protect(FEED, tiered=False, person_read=OWN_FEED, person_write=OWN_FEED, jobs="read"),
        migrations.RunSQL(FEEDS, NO_FEEDS),
        protect(
            ODD, read=["coordinator"], write=["coordinator"], person_read=OWN_LOGS, person_write=OWN_LOGS, jobs="write"
        ),
        migrations.RunSQL(GUARD, UNGUARD),
        migrations.RunSQL(WORDS, "DROP FUNCTION kad_log_words(bigint[])"),
        migrations.RunSQL(FORGET, REMEMBER),
    ]
