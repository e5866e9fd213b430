"""What phones have sent and codes of the day: who reads and decides, and that words and decisions stay."""

from django.db import migrations

from core import roles
from core.rls import USER, protect

ITEM, NOTE = "mentoring_syncitem", "mentoring_syncnote"
OWN = f"author_id = {USER}"
MINE = f"{OWN} AND pairing_id = ANY ((SELECT kad_my_pairings())::bigint[])"
ENTERED = f"current_user IN ({', '.join(map(repr, roles.ENTERED_ROLES))})"

# Whoever has lost his place in the pairing still hands in what he wrote: `kad_jobs` keeps it for him.
NEVER_DELETED = f"REVOKE DELETE ON {ITEM} FROM {roles.DATA}, {roles.APP};"
DELETED = f"GRANT DELETE ON {ITEM} TO {roles.DATA}, {roles.APP};"

# The author chooses between two versions, a coordinator decides about what is held; the words stay as they were sent.
GUARD = f"""
CREATE FUNCTION kad_guard_sync_item() RETURNS trigger LANGUAGE plpgsql AS $$
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
    IF NOT (OLD.state || '>' || NEW.state) = ANY (ARRAY['conflict>settled', 'held>taken', 'held>aside', 'aside>taken'])
        OR NEW.decided_by_id IS DISTINCT FROM {USER}
        OR NEW.state = 'settled' AND OLD.author_id IS DISTINCT FROM {USER}
        OR NEW.state <> 'settled' AND current_setting('app.role', true) <> 'coordinator' THEN
        RAISE EXCEPTION 'not theirs to decide' USING ERRCODE = 'check_violation', CONSTRAINT = 'syncitem_decision';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_words BEFORE UPDATE ON {ITEM} FOR EACH ROW
    WHEN ({ENTERED}) EXECUTE FUNCTION kad_guard_sync_item();

-- The note that only its author reads follows its item into the session; nobody on the way opens it.
CREATE FUNCTION kad_carry_sync_note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO mentoring_privatenote (session_id, author_id, body, written_at)
        SELECT NEW.session_id, n.author_id, n.body, now() FROM {NOTE} n WHERE n.item_id = NEW.id
        ON CONFLICT (session_id, author_id) DO NOTHING;
    DELETE FROM {NOTE} WHERE item_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER carry_note AFTER UPDATE OF state ON {ITEM} FOR EACH ROW
    WHEN (NEW.state = 'taken') EXECUTE FUNCTION kad_carry_sync_note();
"""
UNGUARD = f"""
DROP TRIGGER guard_words ON {ITEM}; DROP FUNCTION kad_guard_sync_item();
DROP TRIGGER carry_note ON {ITEM}; DROP FUNCTION kad_carry_sync_note();
"""

NOTES = f"""
ALTER TABLE {NOTE} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {NOTE} FORCE ROW LEVEL SECURITY;
CREATE POLICY author ON {NOTE} FOR ALL TO {roles.PERSON}
    USING ({OWN} AND (SELECT current_setting('app.role', true)) = 'mentor')
    WITH CHECK ({OWN} AND (SELECT current_setting('app.role', true)) = 'mentor');
"""

# Whose name stands under a log that others typed says himself that it is right, also once a cadre has said so.
AFFIRM = f"""
CREATE OR REPLACE FUNCTION kad_lock_session() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free text[] := ARRAY['state', 'affirmed_at', 'province_id', 'regency_id', 'district_id', 'village_id'];
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - free IS NOT DISTINCT FROM to_jsonb(OLD) - free THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'this session is acknowledged' USING ERRCODE = 'check_violation', CONSTRAINT = 'session_locked';
END $$;
CREATE FUNCTION kad_guard_affirmed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.on_behalf_of_id IS DISTINCT FROM {USER} OR NEW.affirmed_at IS NULL THEN
        RAISE EXCEPTION 'his own yes' USING ERRCODE = 'check_violation', CONSTRAINT = 'session_affirmed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_affirmed BEFORE UPDATE OF affirmed_at ON mentoring_session FOR EACH ROW
    WHEN ({ENTERED} AND NEW.affirmed_at IS DISTINCT FROM OLD.affirmed_at) EXECUTE FUNCTION kad_guard_affirmed();
"""
UNAFFIRM = "DROP TRIGGER guard_affirmed ON mentoring_session; DROP FUNCTION kad_guard_affirmed();"

# A learner, or the secretariat for him, begins a new series of codes; codes that were typed are written once.
CARD, TRY = "mentoring_parafcard", "mentoring_paraftry"
STAFF = ["coordinator", "secretariat"]
HERE = "pairing_id = ANY ((SELECT kad_my_pairings())::bigint[])"
LEARNER = f"participant_id IN (SELECT p.id FROM mentoring_pairingparticipant p WHERE p.user_id = {USER})"
ONCE = f"""
REVOKE DELETE ON {CARD} FROM {roles.DATA}, {roles.APP};
REVOKE UPDATE, DELETE ON {TRY} FROM {roles.DATA}, {roles.APP};
"""
AGAIN = f"GRANT UPDATE, DELETE ON {CARD}, {TRY} TO {roles.DATA}, {roles.APP};"

# What was sent and not taken in goes with the text of the sessions (mentoring/retention.py).
FORGET = f"""
ALTER FUNCTION kad_forget_growth(bigint[]) RENAME TO kad_forget_growth_words;
CREATE FUNCTION kad_forget_growth(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM kad_forget_growth_words(ids);
    UPDATE {ITEM} SET body = '', reason = CASE reason WHEN '' THEN '' ELSE '-' END WHERE pairing_id = ANY (ids);
    DELETE FROM {NOTE} n USING {ITEM} i WHERE i.id = n.item_id AND i.pairing_id = ANY (ids);
END $$;
REVOKE EXECUTE ON FUNCTION kad_forget_growth(bigint[]) FROM PUBLIC;
"""
REMEMBER = """
DROP FUNCTION kad_forget_growth(bigint[]);
ALTER FUNCTION kad_forget_growth_words(bigint[]) RENAME TO kad_forget_growth;
"""


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0037_sync_items")]
    operations = [
        protect(ITEM, read=["coordinator"], write=["coordinator"], person_read=OWN, person_write=MINE, jobs="write"),
        migrations.RunSQL(NOTES, f"DROP POLICY author ON {NOTE}; ALTER TABLE {NOTE} DISABLE ROW LEVEL SECURITY"),
        migrations.RunSQL(NEVER_DELETED, DELETED),
        migrations.RunSQL(GUARD, UNGUARD),
        migrations.RunSQL(AFFIRM, UNAFFIRM),
        protect(
            CARD,
            read=STAFF,
            write=["secretariat"],
            person_read=HERE,
            person_write=f"{HERE} AND issued_by_id = {USER} AND {LEARNER}",
        ),
        protect(TRY, read=STAFF, person_read=HERE, person_write=f"{HERE} AND by_id = {USER}"),
        migrations.RunSQL(ONCE, AGAIN),
        migrations.RunSQL(FORGET, REMEMBER),
    ]
