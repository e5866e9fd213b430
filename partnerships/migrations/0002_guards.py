"""Who reads and writes partnerships, and what the database refuses whoever writes (DOMAIN §4.4, §9)."""

from django.db import migrations

from core import roles
from core.rls import USER, protect, protect_history

OFFICE, STAFF = ["secretariat", "coordinator", "leader"], ["secretariat", "coordinator"]
SERVED = ", ".join(f"'{role}'" for role in (*roles.ENTERED_ROLES, roles.APP) if role != roles.JOBS)
PARTS = ("stakeholder", "partnergoal", "activity")
OWN = f"member_id IN (SELECT m.id FROM cadres_member m WHERE m.user_id = {USER})"

# As in partnerships.enums.PARTNERSHIP_MOVES; a test compares both.
NEXT = {
    "draft": ("in_force",),
    "in_force": ("under_review",),
    "under_review": ("renewed", "ended"),
    "renewed": ("under_review",),
}
MOVES = ", ".join(f"'{before}>{after}'" for before, afters in NEXT.items() for after in afters)

GUARDS = f"""
CREATE FUNCTION kad_guard_partnership() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN
            RAISE EXCEPTION 'a partnership begins as a draft'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'partnership_begin';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.state = 'ended' AND current_user IN ({SERVED}) THEN
        RAISE EXCEPTION 'what has ended stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'partnership_over';
    END IF;
    IF NEW.state <> OLD.state AND NOT (OLD.state || '>' || NEW.state) = ANY (ARRAY[{MOVES}]) THEN
        RAISE EXCEPTION 'a partnership does not move from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'partnership_move';
    END IF;
    IF NEW.state <> OLD.state AND NEW.state IN ('renewed', 'ended') AND NOT EXISTS (
            SELECT FROM partnerships_review r WHERE r.partnership_id = NEW.id AND r.at >= (
                SELECT max(t.at) FROM partnerships_partnershiptransition t
                WHERE t.partnership_id = NEW.id AND t.to_value = 'under_review')) THEN
        RAISE EXCEPTION 'a partnership is renewed and ended on a review'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'partnership_reviewed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_partnership BEFORE INSERT OR UPDATE ON partnerships_partnership
    FOR EACH ROW EXECUTE FUNCTION kad_guard_partnership();

CREATE FUNCTION kad_guard_activity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM partnerships_partnership p WHERE p.id = NEW.partnership_id
            AND p.state IN ('in_force', 'under_review', 'renewed')) THEN
        RAISE EXCEPTION 'something is done together while the partnership runs'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'activity_while_it_runs';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_activity BEFORE INSERT ON partnerships_activity
    FOR EACH ROW EXECUTE FUNCTION kad_guard_activity();

-- A link is taken back once and for all, and never lengthened.
CREATE FUNCTION kad_guard_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.token_hash, NEW.expires_on, NEW.partnership_id) IS DISTINCT FROM
            (OLD.token_hash, OLD.expires_on, OLD.partnership_id) OR OLD.revoked_at IS NOT NULL THEN
        RAISE EXCEPTION 'a link stays as it was given, or is taken back'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'partnerlink_stays';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_link BEFORE UPDATE OF token_hash, expires_on, partnership_id, revoked_at
    ON partnerships_partnerlink FOR EACH ROW EXECUTE FUNCTION kad_guard_link();

REVOKE UPDATE, DELETE ON partnerships_review, partnerships_partnershiptransition FROM {roles.DATA}, {roles.APP};
REVOKE DELETE ON partnerships_partnership, partnerships_activity, partnerships_partnergoal, partnerships_stakeholder,
    partnerships_activitycadre, partnerships_partnerlink FROM {roles.DATA}, {roles.APP};
"""
NO_GUARDS = """
DROP TRIGGER guard_partnership ON partnerships_partnership; DROP TRIGGER guard_activity ON partnerships_activity;
DROP TRIGGER guard_link ON partnerships_partnerlink;
DROP FUNCTION kad_guard_partnership(); DROP FUNCTION kad_guard_activity(); DROP FUNCTION kad_guard_link();
"""


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0001_initial"), ("mentoring", "0002_row_security"), ("accounts", "0006_privacy")]

    operations = [
        *[
            protect(f"partnerships_{name}", read=OFFICE, write=STAFF, jobs="read")
            for name in ("partnership", "partnershiptransition", "review", *PARTS)
        ],
        protect("partnerships_activitycadre", read=STAFF, write=STAFF, person_read=OWN, jobs="read"),
        protect("partnerships_partnerlink", read=STAFF, write=STAFF, jobs="read"),
        *[protect_history(f"partnerships_{name}event", read=OFFICE) for name in ("partnership", *PARTS)],
        protect_history("partnerships_activitycadreevent"),
        migrations.RunSQL(GUARDS, NO_GUARDS),
    ]
