"""Who is asked, whose answers are whose, what leaves them, and that locked answers stay (DOMAIN §§4.4, 5, 8, 9)."""

from django.db import migrations

from core import roles
from core.rls import USER, protect, protect_history

SERVED = f"current_user IN ({', '.join(map(repr, (*roles.ENTERED_ROLES, roles.APP)))})"
OFFICES = ", ".join(roles.SCOPE_ROLES.values())
PEOPLE = ", ".join((*roles.SCOPE_ROLES.values(), roles.PERSON))
LOW = ", ".join(role for tier, role in roles.SCOPE_ROLES.items() if tier >= 2)
ROLE = "(SELECT current_setting('app.role', true))"
MINE = f"rater_id = {USER}"
NOT_MY_PAIRING = "NOT pairing_id = ANY ((SELECT kad_my_pairings())::bigint[])"

POLICIES = f"""
CREATE POLICY rater_read ON evaluations_evaluation FOR SELECT TO {OFFICES} USING ({MINE});
CREATE POLICY rater_update ON evaluations_evaluation FOR UPDATE TO {PEOPLE} USING ({MINE}) WITH CHECK ({MINE});
ALTER TABLE evaluations_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE evaluations_answer FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON evaluations_answer FOR ALL TO {PEOPLE}
    USING (EXISTS (SELECT FROM evaluations_evaluation e WHERE e.id = evaluation_id AND e.{MINE}))
    WITH CHECK (EXISTS (SELECT FROM evaluations_evaluation e WHERE e.id = evaluation_id AND e.{MINE}));
CREATE POLICY admin_read ON evaluations_reopening FOR SELECT TO {roles.APP} USING ({ROLE} = 'admin');
CREATE POLICY append_too ON evaluations_reopeningevent FOR INSERT TO {roles.APP} WITH CHECK (true);
CREATE POLICY admin_update ON evaluations_reopening FOR UPDATE TO {roles.APP}
    USING ({ROLE} = 'admin') WITH CHECK ({ROLE} = 'admin');
""" + "".join(
    f"CREATE POLICY {name} ON evaluations_{table} AS RESTRICTIVE FOR {what} TO {who} USING ({condition});\n"
    for table, what in (("alert", "ALL"), ("alertevent", "SELECT"))
    for name, who, condition in (("talk_only_below", LOW, "kind = 'talk'"), ("not_about_me", OFFICES, NOT_MY_PAIRING))
)
NO_POLICIES = """
ALTER TABLE evaluations_answer NO FORCE ROW LEVEL SECURITY; ALTER TABLE evaluations_answer DISABLE ROW LEVEL SECURITY;
DROP POLICY own ON evaluations_answer;
"""

# Whom an evaluation is about says where it stands. What is kept of it follows EVALUATION_MOVES (evaluations/enums.py).
GUARDS = f"""
CREATE FUNCTION kad_evaluation_follows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    SELECT p.pairing_id, p.unit_id INTO STRICT NEW.pairing_id, NEW.unit_id
        FROM mentoring_pairingparticipant p WHERE p.id = NEW.subject_id;
    RETURN NEW;
END $$;
CREATE TRIGGER follow_subject BEFORE INSERT ON evaluations_evaluation FOR EACH ROW
    EXECUTE FUNCTION kad_evaluation_follows();

CREATE FUNCTION kad_guard_evaluation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free text[] := ARRAY['state', 'submitted_at', 'locked_at', 'opens_on', 'closes_on', 'unit_id', 'province_id',
    'regency_id', 'district_id', 'village_id']; is_job boolean := current_user = '{roles.JOBS}';
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state NOT IN ('scheduled', 'open') OR NOT EXISTS (SELECT FROM evaluations_instrument i
                WHERE i.id = NEW.instrument_id AND i.state <> 'draft') THEN
            RAISE EXCEPTION 'an evaluation begins scheduled or open, with a published instrument'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'evaluation_begins';
        END IF;
        RETURN NEW;
    END IF;
    IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN
        RAISE EXCEPTION 'who is asked what stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'evaluation_locked';
    END IF;
    IF NOT is_job AND (NEW.rater_id IS DISTINCT FROM {USER} OR NEW.state <> 'submitted'
            OR OLD.state NOT IN ('open', 'reopened')) THEN
        RAISE EXCEPTION 'only who is asked answers, while it is open'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'evaluation_locked';
    END IF;
    IF is_job AND (NEW.state NOT IN ('open', 'locked') OR OLD.state = 'locked') THEN
        RAISE EXCEPTION 'a job opens and locks' USING ERRCODE = 'check_violation', CONSTRAINT = 'evaluation_locked';
    END IF;
    IF NEW.state = 'submitted' AND EXISTS (SELECT FROM evaluations_instrumentitem i
            WHERE i.instrument_id = NEW.instrument_id AND i.is_required AND i.kind <> 'text'
            AND NOT EXISTS (SELECT FROM evaluations_answer a WHERE a.evaluation_id = NEW.id AND a.item_id = i.id)) THEN
        RAISE EXCEPTION 'every question is answered' USING ERRCODE = 'check_violation', CONSTRAINT = 'evaluation_complete';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_evaluation BEFORE INSERT OR UPDATE ON evaluations_evaluation FOR EACH ROW WHEN ({SERVED})
    EXECUTE FUNCTION kad_guard_evaluation();
CREATE TRIGGER check_move BEFORE UPDATE OF state ON evaluations_evaluation FOR EACH ROW
    WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION kad_check_move(
        'scheduled>open', 'open>submitted', 'open>locked', 'submitted>locked', 'locked>reopened',
        'reopened>submitted', 'reopened>locked');

CREATE FUNCTION kad_guard_answer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE asked evaluations_evaluation%ROWTYPE; item evaluations_instrumentitem%ROWTYPE;
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.evaluation_id, NEW.item_id) IS DISTINCT FROM (OLD.evaluation_id, OLD.item_id) THEN
        RAISE EXCEPTION 'an answer stays where it is' USING ERRCODE = 'check_violation', CONSTRAINT = 'answer_locked';
    END IF;
    SELECT * INTO asked FROM evaluations_evaluation WHERE id = NEW.evaluation_id FOR SHARE;
    SELECT * INTO STRICT item FROM evaluations_instrumentitem WHERE id = NEW.item_id;
    IF asked.state NOT IN ('open', 'reopened') OR asked.rater_id IS DISTINCT FROM {USER} THEN
        RAISE EXCEPTION 'these answers are locked' USING ERRCODE = 'check_violation', CONSTRAINT = 'answer_locked';
    END IF;
    IF item.instrument_id <> asked.instrument_id
            OR NEW.value NOT BETWEEN item.lowest AND item.lowest + coalesce(array_length(item.labels, 1), 0) - 1 THEN
        RAISE EXCEPTION 'this is no answer to that question'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'answer_fits';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_answer BEFORE INSERT OR UPDATE ON evaluations_answer FOR EACH ROW WHEN ({SERVED})
    EXECUTE FUNCTION kad_guard_answer();

CREATE FUNCTION kad_guard_round() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (to_jsonb(NEW) - ARRAY['closes_on', 'unit_id', 'province_id', 'regency_id', 'district_id',
            'village_id']) IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['closes_on', 'unit_id', 'province_id', 'regency_id',
            'district_id', 'village_id']) THEN
        RAISE EXCEPTION 'a round stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'evaluation_round_locked';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_round BEFORE UPDATE ON evaluations_evaluationround FOR EACH ROW WHEN ({SERVED})
    EXECUTE FUNCTION kad_guard_round();

-- What was asked for stays as it was asked; a yes opens the answers again, whoever writes it.
CREATE FUNCTION kad_guard_reopening() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE free text[] := ARRAY['granted', 'decided_by_id', 'decided_at', 'unit_id', 'province_id', 'regency_id',
    'district_id', 'village_id'];
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT e.unit_id INTO STRICT NEW.unit_id FROM evaluations_evaluation e
            WHERE e.id = NEW.evaluation_id AND e.state = 'locked';
        IF NEW.granted IS NOT NULL THEN
            RAISE EXCEPTION 'first asked, then granted' USING ERRCODE = 'check_violation', CONSTRAINT = 'reopening_asked';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.granted IS NOT NULL OR current_setting('app.role', true) IS DISTINCT FROM 'admin'
            OR to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN
        RAISE EXCEPTION 'decided once, by a system admin'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'reopening_decided_once';
    END IF;
    IF NEW.granted THEN
        UPDATE evaluations_evaluation SET state = 'reopened', closes_on = greatest(NEW.closes_on, closes_on),
            locked_at = NULL WHERE id = NEW.evaluation_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER follow_evaluation BEFORE INSERT OR UPDATE ON evaluations_reopening FOR EACH ROW
    EXECUTE FUNCTION kad_guard_reopening();

CREATE FUNCTION kad_guard_alert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free text[] := ARRAY['told_at', 'handled_at', 'handled_by_id', 'note', 'unit_id', 'province_id', 'regency_id',
    'district_id', 'village_id'];
BEGIN
    IF TG_OP = 'INSERT' OR OLD.handled_at IS NOT NULL OR to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN
        RAISE EXCEPTION 'an alert is raised by answers and handled once'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'alert_kept';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_alert BEFORE INSERT OR UPDATE ON evaluations_alert FOR EACH ROW WHEN ({SERVED})
    EXECUTE FUNCTION kad_guard_alert();
"""
NO_GUARDS = """
DROP TRIGGER follow_subject ON evaluations_evaluation; DROP TRIGGER guard_evaluation ON evaluations_evaluation;
DROP TRIGGER check_move ON evaluations_evaluation; DROP TRIGGER guard_answer ON evaluations_answer;
DROP TRIGGER guard_round ON evaluations_evaluationround; DROP TRIGGER follow_evaluation ON evaluations_reopening;
DROP TRIGGER guard_alert ON evaluations_alert;
DROP FUNCTION kad_evaluation_follows(); DROP FUNCTION kad_guard_evaluation(); DROP FUNCTION kad_guard_answer();
DROP FUNCTION kad_guard_round(); DROP FUNCTION kad_guard_reopening(); DROP FUNCTION kad_guard_alert();
"""

# Mirrors rules/scoring.py: reversed levels, «tidak tahu» missing, nothing under four fifths.
MEANS = f"""
CREATE FUNCTION kad_evaluation_mean(wanted bigint) RETURNS numeric LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT CASE WHEN count(a.value) * 5 >= count(*) * 4 THEN avg(CASE WHEN i.is_reversed
        THEN 2 * i.lowest + array_length(i.labels, 1) - 1 - a.value ELSE a.value END) END
    FROM evaluations_evaluation e
    JOIN evaluations_instrumentitem i ON i.instrument_id = e.instrument_id AND i.is_counted
        AND i.kind IN ('likert', 'rubric', 'yes_no')
    LEFT JOIN evaluations_answer a ON a.evaluation_id = e.id AND a.item_id = i.id
    WHERE e.id = wanted AND e.submitted_at IS NOT NULL
$$;
REVOKE ALL ON FUNCTION kad_evaluation_mean(bigint) FROM PUBLIC;

CREATE FUNCTION kad_raise_alerts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO evaluations_alert (unit_id, evaluation_id, pairing_id, kind, item_id, value, raised_at, due_on, note)
    SELECT NEW.unit_id, NEW.id, NEW.pairing_id, 'item', i.id, a.value, now(), current_date + 7, ''
    FROM evaluations_answer a JOIN evaluations_instrumentitem i ON i.id = a.item_id
    WHERE a.evaluation_id = NEW.id AND (a.value >= i.alert_from OR a.value <= i.alert_to)
    ON CONFLICT DO NOTHING;
    IF NEW.occasion = 'rapport' AND kad_evaluation_mean(NEW.id) < 3 THEN
        INSERT INTO evaluations_alert (unit_id, pairing_id, kind, raised_at, due_on, note)
        VALUES (NEW.unit_id, NEW.pairing_id, 'talk', now(), current_date + 7, '') ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER raise_alerts AFTER UPDATE OF state ON evaluations_evaluation FOR EACH ROW
    WHEN (NEW.state = 'submitted' AND OLD.state <> 'submitted') EXECUTE FUNCTION kad_raise_alerts();

-- One yes or no for the phase: everybody who takes part has sent his last check since a moment, each mean from 3 up.
CREATE FUNCTION kad_rapport_fulfilled(wanted bigint, since timestamptz) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT count(*) >= 2 AND bool_and(coalesce(last.mean >= 3, false))
    FROM mentoring_pairingparticipant p LEFT JOIN LATERAL (
        SELECT kad_evaluation_mean(e.id) AS mean FROM evaluations_evaluation e
        WHERE e.pairing_id = p.pairing_id AND e.rater_id = p.user_id AND e.occasion = 'rapport'
            AND e.submitted_at >= since ORDER BY e.submitted_at DESC LIMIT 1) last ON true
    WHERE p.pairing_id = wanted AND p.left_at IS NULL
$$;
REVOKE ALL ON FUNCTION kad_rapport_fulfilled(bigint, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kad_rapport_fulfilled(bigint, timestamptz) TO {roles.JOBS};

CREATE FUNCTION kad_leads(wanted bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM mentoring_pairingparticipant p JOIN cadres_member m ON m.id = p.member_id
        WHERE p.pairing_id = wanted AND m.user_id = {USER} AND p.left_at IS NULL AND p.role IN ('mentor', 'facilitator'))
        AND {ROLE} = 'mentor'
$$;
-- For who leads a group: the last locked check of its mentees, from three of them up; of one-to-one nothing at all.
CREATE FUNCTION kad_rapport_average(wanted bigint) RETURNS TABLE (item bigint, mean numeric, n int) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH checks AS (
        SELECT e.id, e.opens_on FROM evaluations_evaluation e JOIN mentoring_pairing r ON r.id = e.pairing_id
        WHERE e.pairing_id = wanted AND e.occasion = 'rapport' AND e.role = 'mentee' AND e.state = 'locked'
            AND e.submitted_at IS NOT NULL AND r.format IN ('group', 'circle') AND kad_leads(wanted)
    ), last AS (
        SELECT id FROM checks WHERE opens_on = (SELECT max(opens_on) FROM (
            SELECT opens_on FROM checks GROUP BY opens_on HAVING count(*) >= 3) full_ones)
    )
    SELECT a.item_id, avg(a.value), count(a.value)::int FROM evaluations_answer a JOIN last ON last.id = a.evaluation_id
    WHERE a.value IS NOT NULL GROUP BY a.item_id HAVING count(a.value) >= 3
$$;
-- For who leads: sessions by threes, oldest first, so that two looks never differ by one session; F6 never.
CREATE FUNCTION kad_feedback_average(wanted bigint) RETURNS TABLE (item bigint, mean numeric, n int) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH rated AS (
        SELECT e.session_id, min(e.closes_on) AS day FROM evaluations_evaluation e
        WHERE e.pairing_id = wanted AND e.occasion = 'session' AND e.role = 'mentee' AND e.state = 'locked'
            AND e.submitted_at IS NOT NULL AND kad_leads(wanted) GROUP BY e.session_id
    ), shown AS (
        SELECT session_id FROM (SELECT session_id, row_number() OVER (ORDER BY day, session_id) AS place,
            count(*) OVER () AS total FROM rated) ranked WHERE place <= 3 * (total / 3)
    )
    SELECT i.id, avg(a.value), count(DISTINCT e.session_id)::int
    FROM shown JOIN evaluations_evaluation e ON e.session_id = shown.session_id AND e.role = 'mentee'
        AND e.state = 'locked'
    JOIN evaluations_answer a ON a.evaluation_id = e.id AND a.value IS NOT NULL
    JOIN evaluations_instrumentitem i ON i.id = a.item_id AND i.alert_to IS NULL AND i.alert_from IS NULL
        AND i.kind = 'likert'
    GROUP BY i.id HAVING count(DISTINCT e.session_id) >= 3
$$;
-- For coordinators: of people with both measures only; how many always, means from five up. Where several kinds of
-- raters are asked, a person counts who has two (DOMAIN §13 K21).
CREATE FUNCTION kad_paired_change(first bigint, later bigint) RETURNS TABLE (item text, n int, before numeric, after numeric)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH rounds AS (
        SELECT r.id, cardinality(i.raters) AS kinds FROM evaluations_evaluationround r
        JOIN evaluations_instrument i ON i.id = r.instrument_id
        JOIN evaluations_evaluationround o ON o.id = first AND o.programme_id = r.programme_id
        JOIN evaluations_instrument oi ON oi.id = o.instrument_id AND oi.code = i.code
        WHERE r.id IN (first, later) AND {ROLE} = 'coordinator' AND (
            (SELECT u.tier FROM regions_unit u WHERE u.id = nullif(current_setting('app.unit_id', true), '')::bigint) = 0
            OR nullif(current_setting('app.unit_id', true), '')::bigint
                IN (r.unit_id, r.province_id, r.regency_id, r.district_id, r.village_id))
    ), measured AS (
        SELECT e.round_id, e.subject_id, i.code, avg(CASE WHEN i.is_reversed
            THEN 2 * i.lowest + array_length(i.labels, 1) - 1 - a.value ELSE a.value END) AS level
        FROM rounds JOIN evaluations_evaluation e ON e.round_id = rounds.id AND e.state = 'locked'
            AND e.submitted_at IS NOT NULL
        JOIN evaluations_answer a ON a.evaluation_id = e.id AND a.value IS NOT NULL
        JOIN evaluations_instrumentitem i ON i.id = a.item_id AND i.is_counted AND i.kind IN ('likert', 'rubric', 'yes_no')
        GROUP BY e.round_id, e.subject_id, i.code, rounds.kinds HAVING count(*) >= least(2, rounds.kinds)
    )
    SELECT b.code::text, count(*)::int, CASE WHEN count(*) >= 5 THEN avg(b.level) END,
        CASE WHEN count(*) >= 5 THEN avg(a.level) END
    FROM measured b JOIN measured a ON a.subject_id = b.subject_id AND a.code = b.code AND a.round_id = later
    WHERE b.round_id = first GROUP BY b.code
$$;
"""
NO_MEANS = """
DROP TRIGGER raise_alerts ON evaluations_evaluation;
DROP FUNCTION kad_paired_change(bigint, bigint); DROP FUNCTION kad_feedback_average(bigint);
DROP FUNCTION kad_rapport_average(bigint); DROP FUNCTION kad_leads(bigint);
DROP FUNCTION kad_rapport_fulfilled(bigint, timestamptz); DROP FUNCTION kad_raise_alerts();
DROP FUNCTION kad_evaluation_mean(bigint);
"""

REVOKE = f"""
REVOKE DELETE ON evaluations_evaluation, evaluations_evaluationround, evaluations_answer, evaluations_reopening,
    evaluations_alert FROM {roles.DATA}, {roles.APP};
"""


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0007_frozen_instruments")]
    operations = [
        protect("evaluations_evaluationround", read=["coordinator"], write=["coordinator"], jobs="read"),
        protect("evaluations_evaluation", read=["coordinator"], write=["coordinator"], person_read=MINE, jobs="write"),
        protect("evaluations_reopening", read=["coordinator"], write=["coordinator"]),
        protect("evaluations_alert", read=["coordinator"], write=["coordinator"], jobs="write"),
        *[
            protect_history(f"evaluations_{table}event", read=["coordinator"])
            for table in ("evaluationround", "evaluation", "reopening", "alert")
        ],
        migrations.RunSQL(POLICIES, NO_POLICIES),
        migrations.RunSQL(GUARDS, NO_GUARDS),
        migrations.RunSQL(MEANS, NO_MEANS),
        migrations.RunSQL(REVOKE, migrations.RunSQL.noop),
    ]
