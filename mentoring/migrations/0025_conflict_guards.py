"""Who reads ties and waivers, and that no pairing goes on against R2 to R7 without a waiver from above (DOMAIN §5)."""

from django.db import migrations

from core import roles
from core.rls import USER, protect, protect_history

STAFF = ["coordinator", "secretariat"]
ENTERED = f"current_user IN ({', '.join(map(repr, roles.ENTERED_ROLES))})"
MYSELF = f"(SELECT m.id FROM cadres_member m WHERE m.user_id = {USER})"
MY_PEOPLE = "((SELECT kad_my_people())::bigint[])"
OWN_TIE = (
    f"declared_by_id = {USER} AND {MYSELF} IN (member_a_id, member_b_id) "
    f"AND member_a_id = ANY ({MY_PEOPLE}) AND member_b_id = ANY ({MY_PEOPLE})"
)
DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"

# As rules/conflicts.py says it, for one learner and one who leads; R1 joins with the candidacies. What a coordinator
# above has waived is left out.
BROKEN = f"""
CREATE FUNCTION kad_broken_rules(learner bigint, leader bigint, form text, on_day date) RETURNS text[]
LANGUAGE sql STABLE {DEFINER} AS $$
    SELECT coalesce(array_agg(DISTINCT found.rule ORDER BY found.rule), '{{}}') FROM (
        SELECT CASE t.kind WHEN 'selection' THEN 'R2' WHEN 'family' THEN 'R3' ELSE 'R4' END
        FROM mentoring_declaredtie t WHERE t.is_yes
            AND t.member_a_id = least(learner, leader) AND t.member_b_id = greatest(learner, leader)
        UNION ALL
        SELECT 'R5' FROM mentoring_concern c
        JOIN mentoring_concernreporter r ON r.concern_id = c.id JOIN cadres_member mine ON mine.user_id = r.user_id
        JOIN mentoring_concernname n ON n.concern_id = c.id
        JOIN cadres_member other ON other.id = n.member_id OR other.user_id = n.user_id
            OR other.id = (SELECT m.merged_into_id FROM cadres_member m WHERE m.id = n.member_id)
        WHERE c.outcome = 'upheld' AND NOT c.is_anonymous
            AND (mine.id, other.id) IN ((learner, leader), (leader, learner))
        UNION ALL
        SELECT 'R6' FROM cadres_member m WHERE m.id = learner AND m.birth_date > on_day - interval '18 years'
            AND NOT (kad_has_consent(m.id, 'parental')
                AND EXISTS (SELECT FROM mentoring_secondadult a WHERE a.member_id = m.id))
        UNION ALL
        SELECT 'R7' FROM cadres_member m, cadres_member l
        LEFT JOIN cadres_level above ON above.code = l.level AND above.kind = 'level'
        WHERE m.id = learner AND l.id = leader AND form IN ('one_to_one', 'group') AND coalesce(above."order", 0) <= (
            SELECT coalesce(max(own."order"), 0) FROM cadres_level own WHERE own.code = m.level AND own.kind = 'level')
    ) AS found(rule)
    WHERE NOT EXISTS (SELECT FROM mentoring_conflictwaiver w WHERE w.state = 'granted'
        AND w.learner_id = learner AND w.leader_id = leader AND w.rule = found.rule)
$$;
CREATE FUNCTION kad_guard_conflicts() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
    IF EXISTS (
        SELECT FROM mentoring_pairingparticipant learner
        JOIN mentoring_pairingparticipant leader ON leader.pairing_id = learner.pairing_id
            AND leader.member_id <> learner.member_id AND leader.left_at IS NULL
        WHERE learner.pairing_id = NEW.id AND learner.left_at IS NULL AND (
            (learner.role IN ('mentee', 'peer') AND leader.role IN ('mentor', 'facilitator'))
            OR (learner.role = 'peer' AND leader.role = 'peer'))
        AND cardinality(kad_broken_rules(learner.member_id, leader.member_id, NEW.format, current_date)) > 0
    ) THEN
        RAISE EXCEPTION 'these people may not be paired'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'pairing_conflict';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_conflicts BEFORE UPDATE OF state ON mentoring_pairing FOR EACH ROW
    WHEN ({ENTERED} AND OLD.state IN ('proposed', 'offered', 'accepted')
        AND NEW.state IN ('offered', 'accepted', 'active') AND OLD.state <> NEW.state)
    EXECUTE FUNCTION kad_guard_conflicts();
"""
UNBROKEN = """
DROP TRIGGER guard_conflicts ON mentoring_pairing; DROP FUNCTION kad_guard_conflicts();
DROP FUNCTION kad_broken_rules(bigint, bigint, text, date);
"""

# A waiver is asked for, then decided once, by the unit one acts at, which stands above the regency of both people
# (above the province of who belongs to one).
WAIVERS = f"""
CREATE FUNCTION kad_guard_waiver() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
DECLARE free text[] := ARRAY['state', 'answer', 'actor_id', 'acting_unit_id', 'decided_at', 'on_behalf_of_id'];
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'asked' THEN
            RAISE EXCEPTION 'a waiver is asked for first' USING ERRCODE = 'check_violation', CONSTRAINT = 'waiver_first';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.state <> 'asked' OR to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN
        RAISE EXCEPTION 'a waiver is decided once' USING ERRCODE = 'check_violation', CONSTRAINT = 'waiver_once_decided';
    END IF;
    IF NEW.state = 'asked' THEN
        RETURN NEW;
    END IF;
    IF NEW.actor_id IS DISTINCT FROM nullif(current_setting('app.user_id', true), '')::bigint
        OR NEW.acting_unit_id IS DISTINCT FROM nullif(current_setting('app.unit_id', true), '')::bigint
        OR EXISTS (SELECT FROM cadres_member m JOIN regions_unit home ON home.id = m.unit_id, regions_unit above
            WHERE m.id IN (NEW.learner_id, NEW.leader_id) AND above.id = NEW.acting_unit_id
                AND NOT (above.tier < least(2, home.tier) AND (above.tier = 0 OR m.province_id = above.id)))
    THEN
        RAISE EXCEPTION 'a waiver comes from above both people'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'waiver_from_above';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_waiver BEFORE INSERT OR UPDATE ON mentoring_conflictwaiver FOR EACH ROW WHEN ({ENTERED})
    EXECUTE FUNCTION kad_guard_waiver();
REVOKE DELETE ON mentoring_conflictwaiver, mentoring_declaredtie FROM {roles.DATA}, {roles.APP};
"""
NO_WAIVERS = f"""
GRANT DELETE ON mentoring_conflictwaiver, mentoring_declaredtie TO {roles.DATA}, {roles.APP};
DROP TRIGGER guard_waiver ON mentoring_conflictwaiver; DROP FUNCTION kad_guard_waiver();
"""

# A declaration carries the name of who wrote it; later only the answer changes.
TIES = f"""
CREATE FUNCTION kad_guard_tie() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free text[] := ARRAY['is_yes', 'declared_at'];
BEGIN
    IF (TG_OP = 'INSERT' AND NEW.declared_by_id IS DISTINCT FROM
            nullif(current_setting('app.user_id', true), '')::bigint)
        OR (TG_OP = 'UPDATE' AND to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free) THEN
        RAISE EXCEPTION 'everybody declares for himself' USING ERRCODE = 'check_violation', CONSTRAINT = 'tie_own';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_tie BEFORE INSERT OR UPDATE ON mentoring_declaredtie FOR EACH ROW WHEN ({ENTERED})
    EXECUTE FUNCTION kad_guard_tie();
DROP POLICY person_delete ON mentoring_declaredtie;
"""
NO_TIES = "DROP TRIGGER guard_tie ON mentoring_declaredtie; DROP FUNCTION kad_guard_tie();"

# The second adult stands where the member stands; who is forgotten takes both along.
FOLLOW = f"""
CREATE FUNCTION kad_second_adult_unit() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
    UPDATE mentoring_secondadult SET unit_id = NEW.unit_id WHERE member_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER second_adult_follows AFTER UPDATE OF unit_id ON cadres_member FOR EACH ROW
    WHEN (OLD.unit_id IS DISTINCT FROM NEW.unit_id) EXECUTE FUNCTION kad_second_adult_unit();
CREATE FUNCTION kad_forget_ties() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
    DELETE FROM mentoring_secondadult WHERE member_id = NEW.id;
    UPDATE mentoring_secondadultevent SET name = '', relation = '' WHERE member_id = NEW.id;
    DELETE FROM mentoring_declaredtie WHERE NEW.id IN (member_a_id, member_b_id);
    UPDATE mentoring_declaredtieevent SET is_yes = false WHERE NEW.id IN (member_a_id, member_b_id);
    RETURN NULL;
END $$;
CREATE TRIGGER forget_ties AFTER UPDATE OF pseudonymised_at ON cadres_member FOR EACH ROW
    WHEN (OLD.pseudonymised_at IS NULL AND NEW.pseudonymised_at IS NOT NULL) EXECUTE FUNCTION kad_forget_ties();
"""
UNFOLLOW = """
DROP TRIGGER second_adult_follows ON cadres_member; DROP FUNCTION kad_second_adult_unit();
DROP TRIGGER forget_ties ON cadres_member; DROP FUNCTION kad_forget_ties();
"""


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0024_programme_guards")]
    operations = [
        protect(
            "mentoring_declaredtie",
            read=["secretariat"],
            write=["secretariat"],
            person_read=f"declared_by_id = {USER}",
            person_write=OWN_TIE,
            jobs="read",
        ),
        protect(
            "mentoring_secondadult",
            read=STAFF,
            write=STAFF,
            person_read=f"member_id = {MYSELF} OR member_id = ANY ({MY_PEOPLE})",
            jobs="read",
        ),
        protect(
            "mentoring_conflictwaiver",
            read=STAFF,
            write=["coordinator"],
            person_read=f"state = 'granted' AND learner_id = ANY ({MY_PEOPLE}) AND leader_id = ANY ({MY_PEOPLE})",
            jobs="read",
        ),
        protect_history("mentoring_declaredtieevent", read=["secretariat"]),
        protect_history("mentoring_secondadultevent"),
        migrations.RunSQL(BROKEN, UNBROKEN),
        migrations.RunSQL(WAIVERS, NO_WAIVERS),
        migrations.RunSQL(TIES, NO_TIES),
        migrations.RunSQL(FOLLOW, UNFOLLOW),
    ]
