"""Whose name stands on an item, which session a decision makes, what a code of the day rests on: kept against raw SQL."""

from django.db import migrations

from core import roles
from core.rls import USER

ITEM, CARD, TRY = "mentoring_syncitem", "mentoring_parafcard", "mentoring_paraftry"
ENTERED = f"current_user IN ({', '.join(map(repr, roles.ENTERED_ROLES))})"
TIERS = roles.SCOPE_ROLES.values()

# A coordinator decides about items; nobody but their author brings any in.
NO_TIER_BRINGS_IN = "".join(f"DROP POLICY {role}_insert ON {ITEM};" for role in TIERS)
TIERS_BRING_IN = "".join(
    f"CREATE POLICY {role}_insert ON {ITEM} FOR INSERT TO {role} WITH CHECK (false);" for role in TIERS
)

SENT = f"""
CREATE FUNCTION kad_guard_sync_sent() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.author_id IS DISTINCT FROM {USER} OR NEW.state NOT IN ('kept', 'conflict', 'held')
        OR NEW.decided_by_id IS NOT NULL OR NEW.decided_at IS NOT NULL OR NEW.reason <> ''
        OR NOT EXISTS (SELECT FROM mentoring_pairingparticipant p WHERE p.pairing_id = NEW.pairing_id
            AND p.user_id = NEW.author_id AND p.role IN ('mentor', 'facilitator', 'peer')) THEN
        RAISE EXCEPTION 'not theirs to send' USING ERRCODE = 'check_violation', CONSTRAINT = 'syncitem_author';
    END IF;
    IF NEW.state = 'held' AND NEW.session_id IS NOT NULL OR NEW.state <> 'held' AND NOT EXISTS (
        SELECT FROM mentoring_session s WHERE s.id = NEW.session_id AND s.pairing_id = NEW.pairing_id) THEN
        RAISE EXCEPTION 'another session' USING ERRCODE = 'check_violation', CONSTRAINT = 'syncitem_session';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_sent BEFORE INSERT ON {ITEM} FOR EACH ROW
    WHEN ({ENTERED}) EXECUTE FUNCTION kad_guard_sync_sent();
"""
UNSENT = f"DROP TRIGGER guard_sent ON {ITEM}; DROP FUNCTION kad_guard_sync_sent();"

# As in 0038; besides, what is taken in is the session of its author and key, and a newer version of his own replaces
# what waits.
DECIDED = f"""
CREATE OR REPLACE FUNCTION kad_guard_sync_item() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE free text[] := ARRAY['state', 'session_id', 'decided_by_id', 'decided_at', 'reason',
    'province_id', 'regency_id', 'district_id', 'village_id'];
BEGIN
    IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN
        RAISE EXCEPTION 'what was sent stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'syncitem_words';
    END IF;
    IF (NEW.state, NEW.session_id, NEW.decided_by_id, NEW.decided_at, NEW.reason)
        IS NOT DISTINCT FROM (OLD.state, OLD.session_id, OLD.decided_by_id, OLD.decided_at, OLD.reason) THEN
        RETURN NEW;
    END IF;
    IF OLD.state = 'held' AND NEW.state = 'older' AND OLD.author_id = {USER}
        AND (NEW.session_id, NEW.decided_by_id, NEW.decided_at, NEW.reason)
        IS NOT DISTINCT FROM (OLD.session_id, OLD.decided_by_id, OLD.decided_at, OLD.reason) THEN
        RETURN NEW;
    END IF;
    IF NOT (OLD.state || '>' || NEW.state) = ANY (ARRAY['conflict>settled', 'held>taken', 'held>aside', 'aside>taken'])
        OR NEW.decided_by_id IS DISTINCT FROM {USER}
        OR NEW.state = 'settled' AND OLD.author_id IS DISTINCT FROM {USER}
        OR NEW.state <> 'settled' AND current_setting('app.role', true) IS DISTINCT FROM 'coordinator' THEN
        RAISE EXCEPTION 'not theirs to decide' USING ERRCODE = 'check_violation', CONSTRAINT = 'syncitem_decision';
    END IF;
    IF NEW.state <> 'taken' AND NEW.session_id IS DISTINCT FROM OLD.session_id
        OR NEW.state = 'taken' AND NOT EXISTS (SELECT FROM mentoring_sessionlog l WHERE l.session_id = NEW.session_id
            AND l.pairing_id = NEW.pairing_id AND l.author_id = NEW.author_id AND l.client_uuid = NEW.client_uuid) THEN
        RAISE EXCEPTION 'another session' USING ERRCODE = 'check_violation', CONSTRAINT = 'syncitem_session';
    END IF;
    RETURN NEW;
END $$;
"""

# His yes in whose name others logged it comes after the log, and goes with his name.
AFFIRMED = f"""
CREATE OR REPLACE FUNCTION kad_guard_affirmed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.affirmed_at IS NOT NULL AND NEW.on_behalf_of_id = {USER}
            AND NEW.on_behalf_of_id IS NOT DISTINCT FROM OLD.on_behalf_of_id THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'his own yes' USING ERRCODE = 'check_violation', CONSTRAINT = 'session_affirmed';
END $$;
DROP TRIGGER guard_affirmed ON mentoring_session;
CREATE TRIGGER guard_affirmed BEFORE UPDATE OF affirmed_at, on_behalf_of_id ON mentoring_session FOR EACH ROW
    WHEN ({ENTERED} AND (NEW.affirmed_at IS DISTINCT FROM OLD.affirmed_at
        OR OLD.affirmed_at IS NOT NULL AND NEW.on_behalf_of_id IS DISTINCT FROM OLD.on_behalf_of_id))
    EXECUTE FUNCTION kad_guard_affirmed();
CREATE TRIGGER guard_affirmed_first BEFORE INSERT ON mentoring_session FOR EACH ROW
    WHEN ({ENTERED} AND NEW.affirmed_at IS NOT NULL) EXECUTE FUNCTION kad_guard_affirmed();
"""
UNAFFIRMED = "DROP TRIGGER guard_affirmed_first ON mentoring_session;"

# A yes by code rests on a code that was typed for this session and fitted somebody (ADR 0009).
CODED = f"""
CREATE FUNCTION kad_guard_code_yes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM {TRY} t WHERE t.session_id = NEW.id AND t.participant_id IS NOT NULL
        AND t.day = NEW.held_on) THEN
        RAISE EXCEPTION 'no code was typed' USING ERRCODE = 'check_violation', CONSTRAINT = 'session_code_typed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_code_yes BEFORE UPDATE OF acknowledged_via ON mentoring_session FOR EACH ROW
    WHEN ({ENTERED} AND NEW.acknowledged_via = 'code' AND OLD.acknowledged_via <> 'code')
    EXECUTE FUNCTION kad_guard_code_yes();
CREATE TRIGGER guard_code_yes_first BEFORE INSERT ON mentoring_session FOR EACH ROW
    WHEN ({ENTERED} AND NEW.acknowledged_via = 'code') EXECUTE FUNCTION kad_guard_code_yes();

-- What was typed belongs to a meeting of its relation; a code that fits is of that day and of a learner who was there.
CREATE FUNCTION kad_guard_paraf_try() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM mentoring_session s WHERE s.id = NEW.session_id AND s.pairing_id = NEW.pairing_id
            AND s.state = 'logged' AND (NEW.participant_id IS NULL OR s.held_on = NEW.day))
        OR NEW.by_id IS DISTINCT FROM {USER}
        OR NEW.participant_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM mentoring_pairingparticipant p JOIN mentoring_sessionattendance a ON a.participant_id = p.id
            WHERE p.id = NEW.participant_id AND p.pairing_id = NEW.pairing_id AND p.left_at IS NULL
                AND p.role IN ('mentee', 'peer') AND p.user_id IS DISTINCT FROM NEW.by_id
                AND a.session_id = NEW.session_id AND a.status IN ('present', 'late')) THEN
        RAISE EXCEPTION 'it fits nobody' USING ERRCODE = 'check_violation', CONSTRAINT = 'paraf_try_fits';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_fits BEFORE INSERT ON {TRY} FOR EACH ROW
    WHEN ({ENTERED}) EXECUTE FUNCTION kad_guard_paraf_try();

-- A series that has ended never counts again: its number only rises, under the name of who began the next.
CREATE FUNCTION kad_guard_paraf_card() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE places text[] := ARRAY['unit_id', 'province_id', 'regency_id', 'district_id', 'village_id'];
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF to_jsonb(NEW) - places IS NOT DISTINCT FROM to_jsonb(OLD) - places THEN
            RETURN NEW;
        END IF;
        IF NEW.serial <> OLD.serial + 1 OR (NEW.id, NEW.pairing_id, NEW.participant_id)
            IS DISTINCT FROM (OLD.id, OLD.pairing_id, OLD.participant_id) THEN
            RAISE EXCEPTION 'a series only goes on' USING ERRCODE = 'check_violation', CONSTRAINT = 'paraf_card_rises';
        END IF;
    END IF;
    IF NEW.serial < 1 OR NEW.issued_by_id IS DISTINCT FROM {USER} OR NOT EXISTS (
        SELECT FROM mentoring_pairingparticipant p WHERE p.id = NEW.participant_id AND p.pairing_id = NEW.pairing_id
            AND p.role IN ('mentee', 'peer')) THEN
        RAISE EXCEPTION 'a series only goes on' USING ERRCODE = 'check_violation', CONSTRAINT = 'paraf_card_rises';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_series BEFORE INSERT OR UPDATE ON {CARD} FOR EACH ROW
    WHEN ({ENTERED}) EXECUTE FUNCTION kad_guard_paraf_card();
"""
UNCODED = f"""
DROP TRIGGER guard_series ON {CARD}; DROP FUNCTION kad_guard_paraf_card();
DROP TRIGGER guard_fits ON {TRY}; DROP FUNCTION kad_guard_paraf_try();
DROP TRIGGER guard_code_yes ON mentoring_session; DROP TRIGGER guard_code_yes_first ON mentoring_session;
DROP FUNCTION kad_guard_code_yes();
"""


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0042_one_held_item")]
    operations = [
        migrations.RunSQL(NO_TIER_BRINGS_IN, TIERS_BRING_IN),
        migrations.RunSQL(SENT, UNSENT),
        migrations.RunSQL(DECIDED, migrations.RunSQL.noop),
        migrations.RunSQL(AFFIRMED, UNAFFIRMED),
        migrations.RunSQL(CODED, UNCODED),
    ]
