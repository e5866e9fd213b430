"""Who sees diagnostics and plans, and what the database refuses about them (DOMAIN §§4.2, 4.3, 8, 9)."""

from django.db import migrations

from core import roles
from core.rls import USER, protect, protect_history

# Only who comes in through the product is guarded: the owner restores backups, and tests arrange rows in any state.
ENTERED = f"current_user IN ({', '.join(map(repr, roles.ENTERED_ROLES))})"
MINE = "learner_id = ANY ((SELECT kad_my_learners())::bigint[])"
TIER_IDS = "'unit_id', 'province_id', 'regency_id', 'district_id', 'village_id'"
ROLE = "(SELECT current_setting('app.role', true))"

# Mirrors models/pairings.py: own_learners. The second: counts without content, for the phase (selectors/phases.py).
FUNCTIONS = f"""
CREATE FUNCTION kad_my_learners() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(l.id), '{{}}') FROM mentoring_pairingparticipant l
    JOIN mentoring_pairingparticipant me ON me.pairing_id = l.pairing_id AND me.left_at IS NULL
    JOIN cadres_member m ON m.id = me.member_id AND m.user_id = {USER}
    WHERE l.role IN ('mentee', 'peer') AND (l.member_id = me.member_id OR me.role IN ('mentor', 'facilitator')
        OR (me.role = 'peer' AND NOT EXISTS (SELECT FROM mentoring_pairingparticipant o
            WHERE o.pairing_id = l.pairing_id AND o.left_at IS NULL AND o.role IN ('mentor', 'facilitator'))))
$$;
CREATE FUNCTION kad_growth(wanted bigint) RETURNS TABLE (learners int, baselines int, plans int, planned_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT count(*)::int, count(d.id)::int, count(p.agreed_at)::int,
        CASE WHEN count(*) = count(p.agreed_at) THEN max(p.agreed_at) END
    FROM mentoring_pairingparticipant l
    LEFT JOIN mentoring_diagnostic d ON d.learner_id = l.id AND d.round = 'baseline' AND d.state = 'locked'
        AND d.set_aside_at IS NULL
    LEFT JOIN mentoring_plan p ON p.learner_id = l.id
    WHERE l.pairing_id = wanted AND l.left_at IS NULL AND l.role IN ('mentee', 'peer')
        AND current_setting('app.role', true) IS DISTINCT FROM 'leader'
$$;
"""
DROP_FUNCTIONS = "DROP FUNCTION kad_growth(bigint); DROP FUNCTION kad_my_learners();"

# Pairing, learner and unit of a row follow from what it hangs on, whatever was sent; before the tier ids are set.
PARENTS = {
    "diagnostic": "learner",
    "plan": "learner",
    "diagnosticrating": "diagnostic",
    "diagnosticlevel": "diagnostic",
    "diagnostictransition": "diagnostic",
    "goal": "plan",
    "goaltransition": "goal",
    "actiontransition": "action",
}
FOLLOW = """
CREATE FUNCTION kad_follow_learner() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_ARGV[0] = 'diagnostic' THEN
        SELECT d.learner_id INTO NEW.learner_id FROM mentoring_diagnostic d WHERE d.id = NEW.diagnostic_id;
    ELSIF TG_ARGV[0] = 'plan' THEN
        SELECT p.learner_id INTO NEW.learner_id FROM mentoring_plan p WHERE p.id = NEW.plan_id;
    ELSIF TG_ARGV[0] = 'goal' THEN
        SELECT g.learner_id INTO NEW.learner_id FROM mentoring_goal g WHERE g.id = NEW.goal_id;
    ELSIF TG_ARGV[0] = 'action' THEN
        SELECT a.owner_id INTO NEW.learner_id FROM mentoring_actionitem a WHERE a.id = NEW.action_id;
    END IF;
    SELECT l.pairing_id, l.unit_id INTO NEW.pairing_id, NEW.unit_id FROM mentoring_pairingparticipant l
        WHERE l.id = NEW.learner_id AND (l.role IN ('mentee', 'peer') OR TG_ARGV[0] = 'action');
    IF NEW.pairing_id IS NULL THEN
        RAISE EXCEPTION 'this is not somebody who learns'
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_learner';
    END IF;
    RETURN NEW;
END $$;
""" + "".join(
    f"CREATE TRIGGER follow_learner BEFORE INSERT ON mentoring_{table} FOR EACH ROW "
    f"EXECUTE FUNCTION kad_follow_learner('{parent}');\n"
    for table, parent in PARENTS.items()
)
UNFOLLOW = (
    "".join(f"DROP TRIGGER follow_learner ON mentoring_{table};\n" for table in PARENTS)
    + "DROP FUNCTION kad_follow_learner();"
)

# What one side says stays hidden from the other until both have sent theirs, and then as it was sent.
BLIND = f"""
CREATE POLICY blind ON mentoring_diagnosticrating AS RESTRICTIVE FOR SELECT TO {", ".join(roles.ENTERED_ROLES)}
    USING (is_open OR author_id = {USER});
CREATE FUNCTION kad_guard_rating() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE told int;
BEGIN
    IF (TG_OP = 'UPDATE' AND OLD.submitted_at IS NOT NULL) OR NEW.is_open THEN
        RAISE EXCEPTION 'this rating has been sent'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rating_locked';
    END IF;
    IF NEW.submitted_at IS NOT NULL THEN
        SELECT count(*) INTO told FROM jsonb_each(NEW.levels) said
            WHERE said.value IN ('1', '2', '3', '4', '5') AND said.key IN (SELECT i.competency FROM
                mentoring_rubricitem i JOIN mentoring_diagnostic d ON d.rubric_id = i.rubric_id
                WHERE d.id = NEW.diagnostic_id);
        IF told < 10 THEN
            RAISE EXCEPTION 'at least ten of the twelve are told'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'rating_complete';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_rating BEFORE INSERT OR UPDATE ON mentoring_diagnosticrating FOR EACH ROW WHEN ({ENTERED})
    EXECUTE FUNCTION kad_guard_rating();
CREATE FUNCTION kad_open_ratings() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM mentoring_diagnostic d WHERE d.id = NEW.diagnostic_id FOR UPDATE;
    IF (SELECT count(r.submitted_at) FROM mentoring_diagnosticrating r WHERE r.diagnostic_id = NEW.diagnostic_id) = 2
    THEN
        UPDATE mentoring_diagnosticrating SET is_open = true WHERE diagnostic_id = NEW.diagnostic_id AND NOT is_open;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER open_ratings AFTER INSERT OR UPDATE OF submitted_at ON mentoring_diagnosticrating FOR EACH ROW
    WHEN (NEW.submitted_at IS NOT NULL) EXECUTE FUNCTION kad_open_ratings();
"""
SIGHTED = """
DROP POLICY blind ON mentoring_diagnosticrating;
DROP TRIGGER guard_rating ON mentoring_diagnosticrating; DROP TRIGGER open_ratings ON mentoring_diagnosticrating;
DROP FUNCTION kad_guard_rating(); DROP FUNCTION kad_open_ratings();
"""

# What both had said and the target are copied, never typed; agreed levels change in the talk only; a locked round never.
LOCK = f"""
CREATE FUNCTION kad_fill_level() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    SELECT max(nullif(r.levels ->> NEW.competency, '')::int) FILTER (WHERE r.side = 'self'),
        max(nullif(r.levels ->> NEW.competency, '')::int) FILTER (WHERE r.side = 'mentor')
        INTO NEW.self_level, NEW.mentor_level
        FROM mentoring_diagnosticrating r WHERE r.diagnostic_id = NEW.diagnostic_id AND r.is_open;
    SELECT CASE d.profile WHEN 'officer' THEN i.target_officer WHEN 'candidate' THEN i.target_candidate
        ELSE i.target_cadre END INTO STRICT NEW.target
        FROM mentoring_diagnostic d JOIN mentoring_rubricitem i ON i.rubric_id = d.rubric_id
        WHERE d.id = NEW.diagnostic_id AND i.competency = NEW.competency;
    RETURN NEW;
END $$;
CREATE TRIGGER fill_level BEFORE INSERT OR UPDATE ON mentoring_diagnosticlevel FOR EACH ROW
    EXECUTE FUNCTION kad_fill_level();
CREATE FUNCTION kad_lock_level() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM mentoring_diagnostic d WHERE d.state <> 'talk' AND d.id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.diagnostic_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.diagnostic_id END))
    THEN
        RAISE EXCEPTION 'levels are written in the talk only'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'level_locked';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER lock_level BEFORE INSERT OR UPDATE OR DELETE ON mentoring_diagnosticlevel FOR EACH ROW
    WHEN ({ENTERED}) EXECUTE FUNCTION kad_lock_level();
CREATE FUNCTION kad_guard_diagnostic() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE free text[] := ARRAY[{TIER_IDS}];
BEGIN
    IF OLD.state = 'locked' THEN
        IF OLD.set_aside_at IS NULL THEN
            free := free || ARRAY['set_aside_at', 'set_aside_reason'];
        END IF;
        IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN
            RAISE EXCEPTION 'this round is locked' USING ERRCODE = 'check_violation', CONSTRAINT = 'diagnostic_locked';
        END IF;
    ELSIF NEW.state = 'talk' AND OLD.state = 'draft' THEN
        IF (SELECT count(*) FROM mentoring_diagnosticrating r WHERE r.diagnostic_id = NEW.id AND r.is_open) < 2 THEN
            RAISE EXCEPTION 'both sides rate first' USING ERRCODE = 'check_violation', CONSTRAINT = 'diagnostic_rated';
        END IF;
    ELSIF NEW.state IN ('agreed', 'locked') AND (SELECT count(l.agreed_level) FROM mentoring_diagnosticlevel l
            WHERE l.diagnostic_id = NEW.id) < (SELECT count(*) FROM mentoring_rubricitem i
            WHERE i.rubric_id = NEW.rubric_id) THEN
        RAISE EXCEPTION 'every competency has its level' USING ERRCODE = 'check_violation', CONSTRAINT = 'diagnostic_complete';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_diagnostic BEFORE UPDATE ON mentoring_diagnostic FOR EACH ROW WHEN ({ENTERED})
    EXECUTE FUNCTION kad_guard_diagnostic();
"""
UNLOCK = """
DROP TRIGGER fill_level ON mentoring_diagnosticlevel; DROP TRIGGER lock_level ON mentoring_diagnosticlevel;
DROP TRIGGER guard_diagnostic ON mentoring_diagnostic;
DROP FUNCTION kad_fill_level(); DROP FUNCTION kad_lock_level(); DROP FUNCTION kad_guard_diagnostic();
"""

# Limits of a plan; a goal that both agreed on stays as it was written; each accepts for himself.
PLANS = f"""
CREATE FUNCTION kad_guard_goal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE free text[] := ARRAY[{TIER_IDS}, 'state', 'outcome_note', 'settled_at', 'seen_by_id', 'seen_at'];
BEGIN
    PERFORM FROM mentoring_plan p WHERE p.id = NEW.plan_id FOR UPDATE;
    IF TG_OP = 'UPDATE' AND OLD.state <> 'draft' AND to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN
        RAISE EXCEPTION 'this goal is agreed' USING ERRCODE = 'check_violation', CONSTRAINT = 'goal_locked';
    END IF;
    IF NEW.state <> 'dropped' AND (SELECT count(*) FROM mentoring_goal g WHERE g.plan_id = NEW.plan_id
            AND g.state <> 'dropped' AND g.id <> NEW.id) >= 5 THEN
        RAISE EXCEPTION 'a plan has five goals at most' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_most_goals';
    END IF;
    IF NEW.org_goal_id IS NOT NULL AND NOT EXISTS (SELECT FROM mentoring_orggoal o JOIN mentoring_pairing r
            ON r.programme_id = o.programme_id WHERE o.id = NEW.org_goal_id AND r.id = NEW.pairing_id) THEN
        RAISE EXCEPTION 'a goal serves its own programme'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'goal_of_the_programme';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state = 'draft' AND NEW.state = 'agreed' AND NOT EXISTS (SELECT FROM mentoring_plan p
            WHERE p.id = NEW.plan_id AND p.learner_accepted_at IS NOT NULL AND p.guide_accepted_at IS NOT NULL) THEN
        RAISE EXCEPTION 'both accept first' USING ERRCODE = 'check_violation', CONSTRAINT = 'goal_accepted_by_both';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_goal BEFORE INSERT OR UPDATE ON mentoring_goal FOR EACH ROW WHEN ({ENTERED})
    EXECUTE FUNCTION kad_guard_goal();
CREATE FUNCTION kad_guard_plan() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE is_own boolean := EXISTS (SELECT FROM mentoring_pairingparticipant l JOIN cadres_member m ON m.id = l.member_id
    WHERE l.id = NEW.learner_id AND m.user_id = {USER});
BEGIN
    IF (NEW.learner_accepted_at IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.learner_accepted_at IS NULL) AND NOT is_own)
        OR (NEW.guide_accepted_at IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.guide_accepted_at IS NULL)
            AND (is_own OR current_setting('app.role', true) NOT IN ('mentor', 'mentee'))) THEN
        RAISE EXCEPTION 'each accepts for himself' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_own_yes';
    END IF;
    IF NEW.agreed_at IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.agreed_at IS NULL) AND (NEW.learner_accepted_at IS NULL
            OR NEW.guide_accepted_at IS NULL OR NOT EXISTS (SELECT FROM mentoring_goal g JOIN mentoring_pairing r
                ON r.id = g.pairing_id WHERE g.plan_id = NEW.id AND g.state NOT IN ('draft', 'dropped')
                AND (g.org_goal_id IS NOT NULL OR r.category = 'personal'))) THEN
        RAISE EXCEPTION 'a plan is agreed by both and serves the programme'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_agreed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_plan BEFORE INSERT OR UPDATE ON mentoring_plan FOR EACH ROW WHEN ({ENTERED})
    EXECUTE FUNCTION kad_guard_plan();
CREATE FUNCTION kad_guard_step() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    SELECT g.learner_id, g.pairing_id, g.unit_id INTO STRICT NEW.owner_id, NEW.pairing_id, NEW.unit_id
        FROM mentoring_goal g WHERE g.id = NEW.goal_id FOR UPDATE;
    IF NEW.state <> 'dropped' AND (SELECT count(*) FROM mentoring_actionitem a WHERE a.goal_id = NEW.goal_id
            AND a.state <> 'dropped' AND a.id <> NEW.id) >= 5 THEN
        RAISE EXCEPTION 'a goal has five steps at most'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'goal_most_actions';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_step BEFORE INSERT OR UPDATE ON mentoring_actionitem FOR EACH ROW WHEN (NEW.goal_id IS NOT NULL)
    EXECUTE FUNCTION kad_guard_step();
CREATE POLICY steps_of_plans ON mentoring_actionitem AS RESTRICTIVE FOR ALL TO {roles.PERSON}
    USING (goal_id IS NULL OR owner_id = ANY ((SELECT kad_my_learners())::bigint[]));
CREATE POLICY steps_for_coordinators ON mentoring_actionitem AS RESTRICTIVE FOR ALL
    TO {", ".join(roles.SCOPE_ROLES.values())} USING (goal_id IS NULL OR {ROLE} = 'coordinator');
CREATE POLICY steps_for_coordinators ON mentoring_actionitemevent AS RESTRICTIVE FOR SELECT
    TO {", ".join(roles.SCOPE_ROLES.values())} USING (goal_id IS NULL OR {ROLE} = 'coordinator');
CREATE POLICY jobs ON mentoring_actionitem FOR SELECT TO {roles.JOBS} USING (true);
"""
NO_PLANS = """
DROP TRIGGER guard_goal ON mentoring_goal; DROP TRIGGER guard_plan ON mentoring_plan;
DROP TRIGGER guard_step ON mentoring_actionitem;
DROP FUNCTION kad_guard_goal(); DROP FUNCTION kad_guard_plan(); DROP FUNCTION kad_guard_step();
DROP POLICY steps_of_plans ON mentoring_actionitem; DROP POLICY steps_for_coordinators ON mentoring_actionitem;
DROP POLICY steps_for_coordinators ON mentoring_actionitemevent; DROP POLICY jobs ON mentoring_actionitem;
"""

# A coordinator looks on: he sets a baseline aside, reopens a plan and marks a result as seen; nothing else.
COORDINATOR = {
    "diagnostic": "'set_aside_at', 'set_aside_reason'",
    "plan": "'agreed_at', 'learner_accepted_at', 'guide_accepted_at'",
    "goal": "'seen_by_id', 'seen_at'",
}
LOOK_ON = """
CREATE FUNCTION kad_coordinator_looks_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' OR to_jsonb(NEW) - TG_ARGV IS DISTINCT FROM to_jsonb(OLD) - TG_ARGV THEN
        RAISE EXCEPTION 'a coordinator looks on' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
""" + "".join(
    f"CREATE TRIGGER coordinator_looks_on BEFORE INSERT OR UPDATE ON mentoring_{table} FOR EACH ROW "
    f"WHEN (current_setting('app.role', true) = 'coordinator') EXECUTE FUNCTION kad_coordinator_looks_on({free});\n"
    for table, free in COORDINATOR.items()
)
JOIN_IN = (
    "".join(f"DROP TRIGGER coordinator_looks_on ON mentoring_{table};\n" for table in COORDINATOR)
    + "DROP FUNCTION kad_coordinator_looks_on();"
)

# As in rules/moves.py when this was written; tests/mentoring/test_guards.py compares the two.
MOVES = {
    "diagnostic": "draft>talk talk>agreed agreed>locked agreed>talk",
    "goal": "draft>agreed draft>dropped agreed>achieved agreed>partly agreed>missed agreed>dropped",
    "actionitem": " ".join(
        f"{before}>{after}"
        for before in ("open", "partly", "not_done")
        for after in ("done", "partly", "not_done", "dropped")
    ),
}
FIRST = {"diagnostic": "draft", "goal": "draft", "actionitem": "open"}
CHECK = "".join(
    f"CREATE TRIGGER check_move BEFORE UPDATE OF state ON mentoring_{name} FOR EACH ROW "
    f"WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION kad_check_move({', '.join(map(repr, moves.split()))});\n"
    f"CREATE TRIGGER check_first BEFORE INSERT ON mentoring_{name} FOR EACH ROW WHEN ({ENTERED}) "
    f"EXECUTE FUNCTION kad_check_first('{FIRST[name]}');\n"
    for name, moves in MOVES.items()
)
NO_CHECK = "".join(
    f"DROP TRIGGER check_move ON mentoring_{name}; DROP TRIGGER check_first ON mentoring_{name};\n" for name in MOVES
)

KEPT = ("diagnostic", "diagnosticrating", "diagnosticlevel", "plan", "goal")
WRITTEN_ONCE = ("diagnostictransition", "goaltransition", "actiontransition")
REVOKE = "".join(
    f"REVOKE {rights} ON mentoring_{table} FROM {roles.DATA}, {roles.APP};\n"
    for tables, rights in ((WRITTEN_ONCE, "UPDATE, DELETE"), (KEPT, "DELETE"))
    for table in tables
)
OWN_RATING = (
    f"{MINE} AND author_id = {USER} AND (side = 'self') = (learner_id IN "
    f"(SELECT p.id FROM mentoring_pairingparticipant p JOIN cadres_member m ON m.id = p.member_id WHERE m.user_id = {USER}))"
)


def _part(table, *, write=(), person_write=MINE, jobs=None):
    """A table about a learner: he, who guides him, and the coordinators of the unit."""
    return protect(
        f"mentoring_{table}", read=["coordinator"], write=write, person_read=MINE, person_write=person_write, jobs=jobs
    )


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0016_rubric_one")]
    operations = [
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        _part("diagnostic", write=["coordinator"], jobs="read"),
        _part("diagnosticrating", person_write=OWN_RATING),
        _part("diagnosticlevel"),
        _part("diagnostictransition", write=["coordinator"]),
        _part("plan", write=["coordinator"], jobs="read"),
        _part("goal", write=["coordinator"], jobs="write"),
        _part("goaltransition", jobs="write"),
        _part("actiontransition"),
        *[protect_history(f"mentoring_{table}event", read=["coordinator"]) for table in KEPT],
        migrations.RunSQL(FOLLOW, UNFOLLOW),
        migrations.RunSQL(BLIND, SIGHTED),
        migrations.RunSQL(LOCK, UNLOCK),
        migrations.RunSQL(PLANS, NO_PLANS),
        migrations.RunSQL(LOOK_ON, JOIN_IN),
        migrations.RunSQL(CHECK, NO_CHECK),
        migrations.RunSQL(REVOKE, migrations.RunSQL.noop),
    ]
