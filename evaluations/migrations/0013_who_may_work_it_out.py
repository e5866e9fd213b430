"""What leaves the answers lets nobody work out one person's, and an alert goes round whoever stands close (DOMAIN §8).

Averages stand on `counted`: what was said when the answers were first locked. So two looks at them never differ by what
one person has opened again.
"""

from django.db import migrations

from core import roles
from core.rls import USER

OFFICES = ", ".join(roles.SCOPE_ROLES.values())
ROLE = "(SELECT current_setting('app.role', true))"
LENDER = "(SELECT nullif(current_setting('app.on_behalf_of', true), '')::bigint)"
DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"
# Locked once stays counted, also while it is opened again.
LOCKED_ONCE = (
    "(e.state = 'locked' OR EXISTS (SELECT FROM evaluations_reopening o WHERE o.evaluation_id = e.id AND o.granted))"
)
COUNTS = f"e.submitted_at IS NOT NULL AND {LOCKED_ONCE}"

COUNTED = f"""
CREATE FUNCTION kad_count_answer() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
    IF (SELECT e.state FROM evaluations_evaluation e WHERE e.id = NEW.evaluation_id) <> 'reopened' THEN
        NEW.counted := NEW.value;
    ELSIF TG_OP = 'INSERT' THEN
        NEW.counted := NULL;
    ELSE
        NEW.counted := OLD.counted;
    END IF;
    RETURN NEW;
END $$;
UPDATE evaluations_answer SET counted = value;
CREATE TRIGGER count_answer BEFORE INSERT OR UPDATE ON evaluations_answer FOR EACH ROW
    EXECUTE FUNCTION kad_count_answer();
"""
UNCOUNTED = "DROP TRIGGER count_answer ON evaluations_answer; DROP FUNCTION kad_count_answer();"

AVERAGES = f"""
CREATE OR REPLACE FUNCTION kad_rapport_average(wanted bigint) RETURNS TABLE (item bigint, mean numeric, n int)
LANGUAGE sql STABLE {DEFINER} AS $$
    WITH checks AS (
        SELECT e.id, e.opens_on FROM evaluations_evaluation e JOIN mentoring_pairing r ON r.id = e.pairing_id
        WHERE e.pairing_id = wanted AND e.occasion = 'rapport' AND e.role = 'mentee' AND {COUNTS}
            AND r.format IN ('group', 'circle') AND kad_leads(wanted)
    ), last AS (
        SELECT id FROM checks WHERE opens_on = (SELECT max(opens_on) FROM (
            SELECT opens_on FROM checks GROUP BY opens_on HAVING count(*) >= 3) full_ones)
    )
    SELECT a.item_id, avg(a.counted), count(a.counted)::int
    FROM evaluations_answer a JOIN last ON last.id = a.evaluation_id
    WHERE a.counted IS NOT NULL GROUP BY a.item_id HAVING count(a.counted) >= 3
$$;
-- Item by item the sessions in which it was answered, by threes, oldest first: a «tidak tahu» makes no smaller block.
CREATE OR REPLACE FUNCTION kad_feedback_average(wanted bigint) RETURNS TABLE (item bigint, mean numeric, n int)
LANGUAGE sql STABLE {DEFINER} AS $$
    WITH said AS (
        SELECT a.item_id, e.session_id, min(e.opens_on) AS day, sum(a.counted) AS total, count(*) AS answers
        FROM evaluations_evaluation e
        JOIN evaluations_answer a ON a.evaluation_id = e.id AND a.counted IS NOT NULL
        JOIN evaluations_instrumentitem i ON i.id = a.item_id AND i.alert_to IS NULL AND i.alert_from IS NULL
            AND i.kind = 'likert'
        WHERE e.pairing_id = wanted AND e.occasion = 'session' AND e.role = 'mentee' AND {COUNTS} AND kad_leads(wanted)
        GROUP BY a.item_id, e.session_id
    ), ranked AS (
        SELECT *, row_number() OVER (PARTITION BY item_id ORDER BY day, session_id) AS place,
            count(*) OVER (PARTITION BY item_id) AS sessions FROM said
    )
    SELECT item_id, sum(total) / sum(answers), count(*)::int FROM ranked WHERE place <= 3 * (sessions / 3)
    GROUP BY item_id
$$;
-- In how many people two sets differ.
CREATE FUNCTION kad_people_apart(these bigint[], those bigint[]) RETURNS int LANGUAGE sql IMMUTABLE AS $$
    SELECT cardinality(these) + cardinality(those)
        - 2 * (SELECT count(*)::int FROM unnest(these) each WHERE each = ANY (those))
$$;
-- For coordinators: of people with both measures; how many always. Means from five people up, once both rounds are
-- locked, and only where nobody can be worked out beside the rounds shown before (in the order in which they close):
-- the people of an item are the same, or differ in at least five. Without a baseline a round stands beside itself. Where
-- several kinds of raters are asked, a person counts who has two (DOMAIN §13 K21).
CREATE OR REPLACE FUNCTION kad_paired_change(first bigint, later bigint)
RETURNS TABLE (item text, n int, before numeric, after numeric) LANGUAGE plpgsql STABLE {DEFINER} AS $$
#variable_conflict use_column
DECLARE
    acting bigint := nullif(current_setting('app.unit_id', true), '')::bigint;
    pair record; is_shown boolean; shown jsonb := '[]';
BEGIN
    FOR pair IN
        WITH rounds AS (
            SELECT r.id, r.occasion, r.closes_on, cardinality(i.raters) AS kinds, NOT EXISTS (
                SELECT FROM evaluations_evaluation e WHERE e.round_id = r.id AND NOT {LOCKED_ONCE}) AS is_over
            FROM evaluations_evaluationround wanted
            JOIN evaluations_instrument w ON w.id = wanted.instrument_id
            JOIN evaluations_evaluationround r ON r.programme_id = wanted.programme_id
            JOIN evaluations_instrument i ON i.id = r.instrument_id AND i.code = w.code
            WHERE wanted.id = kad_paired_change.later AND {ROLE} = 'coordinator' AND (
                (SELECT u.tier FROM regions_unit u WHERE u.id = acting) = 0 OR acting IN (
                    wanted.unit_id, wanted.province_id, wanted.regency_id, wanted.district_id, wanted.village_id))
        ), measured AS (
            SELECT e.round_id, e.subject_id, i.code, avg(CASE WHEN i.is_reversed
                THEN 2 * i.lowest + array_length(i.labels, 1) - 1 - a.counted ELSE a.counted END) AS level
            FROM rounds JOIN evaluations_evaluation e ON e.round_id = rounds.id AND {COUNTS}
            JOIN evaluations_answer a ON a.evaluation_id = e.id AND a.counted IS NOT NULL
            JOIN evaluations_instrumentitem i ON i.id = a.item_id AND i.is_counted
                AND i.kind IN ('likert', 'rubric', 'yes_no')
            GROUP BY e.round_id, e.subject_id, i.code, rounds.kinds HAVING count(*) >= least(2, rounds.kinds)
        )
        SELECT b.round_id AS first_id, a.round_id AS later_id, b.code::text AS code, count(*)::int AS n,
            avg(b.level) AS level_before, avg(a.level) AS level_after, bool_and(one.is_over AND two.is_over) AS is_over,
            array_agg(b.subject_id) AS people
        FROM measured b JOIN rounds one ON one.id = b.round_id
        JOIN measured a ON a.subject_id = b.subject_id AND a.code = b.code
        JOIN rounds two ON two.id = a.round_id AND two.occasion <> 'baseline' AND (one.occasion = 'baseline'
            OR one.id = two.id AND NOT EXISTS (SELECT FROM rounds WHERE occasion = 'baseline'))
        GROUP BY b.round_id, a.round_id, b.code
        ORDER BY max(greatest(one.closes_on, two.closes_on)), a.round_id, b.round_id
    LOOP
        is_shown := pair.is_over AND pair.n >= 5 AND NOT EXISTS (
            SELECT FROM jsonb_array_elements(shown) past WHERE past ->> 'code' = pair.code
                AND (past -> 'first' = to_jsonb(pair.first_id) OR past -> 'later' = to_jsonb(pair.later_id))
                AND kad_people_apart(pair.people, ARRAY(
                    SELECT jsonb_array_elements_text(past -> 'people')::bigint)) BETWEEN 1 AND 4);
        IF is_shown THEN
            shown := shown || jsonb_build_array(jsonb_build_object('code', pair.code,
                'first', pair.first_id, 'later', pair.later_id, 'people', pair.people));
        END IF;
        IF pair.first_id = kad_paired_change.first AND pair.later_id = kad_paired_change.later THEN
            RETURN QUERY SELECT pair.code, pair.n, CASE WHEN is_shown THEN pair.level_before END,
                CASE WHEN is_shown THEN pair.level_after END;
        END IF;
    END LOOP;
END $$;
"""
NO_AVERAGES = "DROP FUNCTION kad_people_apart(bigint[], bigint[]);"

# As in reports: both ends of a delegation that held when the alert was raised, or later.
ALERTS = f"""
CREATE FUNCTION kad_alert_excludes(pairing bigint, raised timestamptz, who bigint) RETURNS boolean
LANGUAGE sql STABLE {DEFINER} AS $$
    SELECT EXISTS (
        SELECT FROM mentoring_pairingparticipant p JOIN cadres_member m ON m.id = p.member_id
        WHERE p.pairing_id = pairing AND (who IN (p.user_id, m.user_id) OR EXISTS (
            SELECT FROM accounts_assignment a JOIN accounts_assignment lent ON lent.id = a.on_behalf_of_id
            WHERE a.ends_on >= (raised AT TIME ZONE 'Asia/Jayapura')::date
                AND (a.user_id = who AND lent.user_id IN (p.user_id, m.user_id)
                    OR lent.user_id = who AND a.user_id IN (p.user_id, m.user_id)))))
$$;
""" + "".join(
    f"""
DROP POLICY not_about_me ON evaluations_{table};
CREATE POLICY not_about_me ON evaluations_{table} AS RESTRICTIVE FOR {what} TO {OFFICES}
    USING (NOT kad_alert_excludes(pairing_id, raised_at, {USER})
        AND NOT kad_alert_excludes(pairing_id, raised_at, {LENDER}));
"""
    for table, what in (("alert", "ALL"), ("alertevent", "SELECT"))
)


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0012_both_sides_and_counted_answers")]
    operations = [
        migrations.RunSQL(COUNTED, UNCOUNTED),
        migrations.RunSQL(AVERAGES, NO_AVERAGES),
        migrations.RunSQL(ALERTS, migrations.RunSQL.noop),
    ]
