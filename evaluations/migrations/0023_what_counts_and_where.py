"""What people say counts where they were at home then, and who stands behind it is asked by the same rules (DOMAIN §13).

Two views say which form counts for which figure, where and in which month: roll-ups and the list of who stands behind
them read both. K21 is what the round of a programme shows, so that one page beside the other tells nothing more.
"""

from importlib import import_module

from django.db import migrations, models

from core import roles

before = import_module("evaluations.migrations.0005_outcomes_and_closings")
closed = import_module("evaluations.migrations.0013_who_may_work_it_out")
said = import_module("evaluations.migrations.0017_what_people_say")
TABLE = "evaluations_evaluation"

# Where each rater was at home when his form was locked, as the history of the registry has it; where that says nothing,
# where he is now. Before the trigger below: from then on nobody writes it.
BACK = f"""
SELECT set_config('pgtrigger.ignore', (SELECT array_agg(tgname)::text FROM pg_trigger
    WHERE tgname LIKE 'pgtrigger%'), true);
WITH locked AS (
    SELECT e.id, e.rater_id, e.locked_at, coalesce(g.closes_on, CASE e.occasion WHEN 'rapport' THEN e.opens_on + 14
        ELSE least(e.closes_on, e.opens_on + 7) END) AS counts_on, coalesce((
            SELECT h.unit_id FROM cadres_memberevent h WHERE h.pgh_obj_id = m.id
                AND h.pgh_created_at <= coalesce(e.locked_at, e.submitted_at)
            ORDER BY h.pgh_created_at DESC, h.pgh_id DESC LIMIT 1), m.unit_id) AS home_id
    FROM {TABLE} e LEFT JOIN evaluations_evaluationround g ON g.id = e.round_id
    LEFT JOIN cadres_member m ON m.user_id = e.rater_id WHERE {closed.LOCKED_ONCE}
), kept AS (
    SELECT id, counts_on, first_value(home_id) OVER (PARTITION BY rater_id, date_trunc('month', counts_on::timestamp)
        ORDER BY locked_at, id) AS home_id FROM locked
)
UPDATE {TABLE} e SET counts_on = kept.counts_on, home_id = kept.home_id FROM kept WHERE kept.id = e.id;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
SELECT set_config('pgtrigger.ignore', '{{}}', true);
"""

# One home a month: who moves between two forms of a month is counted once, where the first one locked. The name of the
# trigger sorts after the guards, so that these see what was written, and only that.
KEEP = f"""
CREATE FUNCTION kad_keep_home() RETURNS trigger LANGUAGE plpgsql {closed.DEFINER} AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.counts_on IS NOT NULL THEN
        IF (NEW.counts_on, NEW.home_id) IS DISTINCT FROM (OLD.counts_on, OLD.home_id) THEN
            RAISE EXCEPTION 'a form counts where and when it was first locked'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'evaluation_home_stays';
        END IF;
        RETURN NEW;
    END IF;
    NEW.counts_on := CASE WHEN NEW.state = 'locked' THEN NEW.closes_on END;
    NEW.home_id := CASE WHEN NEW.state = 'locked' THEN coalesce((
        SELECT e.home_id FROM {TABLE} e WHERE e.rater_id = NEW.rater_id AND e.id <> NEW.id AND e.home_id IS NOT NULL
            AND date_trunc('month', e.counts_on::timestamp) = date_trunc('month', NEW.closes_on::timestamp)
        ORDER BY e.locked_at, e.id LIMIT 1), (SELECT m.unit_id FROM cadres_member m WHERE m.user_id = NEW.rater_id)) END;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_home BEFORE INSERT OR UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION kad_keep_home();
"""
LET_GO = f"DROP TRIGGER keep_home ON {TABLE}; DROP FUNCTION kad_keep_home();"

# A month is told when it is over: a day later, since in the west the last window closes when it is the first here. K21
# compares a baseline with the first round of the same instrument that opens three months later.
RULES = f"""
CREATE FUNCTION kad_is_told(month date, as_of date) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT (month + interval '1 month')::date < as_of
$$;
CREATE VIEW evaluations_voice AS
    SELECT e.id, e.rater_id, e.counts_on, CASE WHEN e.occasion = 'rapport' THEN 'rapport_' || e.role ELSE 'reaction' END
        AS measure, u.id AS unit_id, u.province_id, u.regency_id, u.district_id, u.village_id
    FROM {TABLE} e JOIN evaluations_instrument i ON i.id = e.instrument_id JOIN regions_unit u ON u.id = e.home_id
    WHERE e.occasion = 'rapport' AND e.role IN ('mentee', 'mentor')
        OR i.code = 'I-6.L1' AND e.role = 'self' AND e.round_id IS NOT NULL;
CREATE VIEW evaluations_comparison AS
    SELECT b.id AS first_id, later.id AS later_id, later.closes_on AS counts_on, b.programme_id,
        b.unit_id, b.province_id, b.regency_id, b.district_id, b.village_id
    FROM evaluations_evaluationround b JOIN evaluations_instrument was ON was.id = b.instrument_id
    CROSS JOIN LATERAL (
        SELECT g.id, g.closes_on FROM evaluations_evaluationround g
        JOIN evaluations_instrument i ON i.id = g.instrument_id AND i.code = was.code
        WHERE g.programme_id = b.programme_id AND g.occasion <> 'baseline'
            AND g.opens_on >= b.opens_on + interval '3 months' ORDER BY g.opens_on, g.id LIMIT 1) later
    WHERE b.occasion = 'baseline' AND was.code = 'I-6.L3';
GRANT SELECT ON evaluations_voice, evaluations_comparison TO {roles.JOBS};
"""
NO_RULES = """
DROP VIEW evaluations_comparison; DROP VIEW evaluations_voice; DROP FUNCTION kad_is_told(date, date);
"""

# As before, and whether its rater counts as one who has spoken: with an index where a figure is made of it (K11), with
# any answer where it is not (K12).
COUNTED = f"""
DROP FUNCTION kad_counted(bigint[]);
CREATE FUNCTION kad_counted(wanted bigint[])
RETURNS TABLE (evaluation bigint, told int, satisfied int, points bigint, is_heard boolean)
LANGUAGE sql STABLE {closed.DEFINER} AS $$
    SELECT each.id, each.told, each.satisfied, each.points, CASE WHEN each.occasion = 'rapport' THEN each.points IS NOT NULL ELSE each.told > 0 END
    FROM (
        SELECT e.id, e.occasion, count(a.counted)::int AS told,
            count(*) FILTER (WHERE {said.LEVEL} >= 4)::int AS satisfied,
            CASE WHEN count(a.counted) * 5 >= count(*) * 4 AND count(a.counted) > 0 THEN
                sum({said.LEVEL} - i.lowest) * 100 * 27720
                / sum(array_length(i.labels, 1) - 1) FILTER (WHERE a.counted IS NOT NULL) END::bigint AS points
        FROM {TABLE} e
        JOIN evaluations_instrumentitem i ON i.instrument_id = e.instrument_id AND i.is_counted
            AND i.kind IN ('likert', 'rubric', 'yes_no')
        LEFT JOIN evaluations_answer a ON a.evaluation_id = e.id AND a.item_id = i.id
        WHERE e.id = ANY (wanted) AND {closed.COUNTS}
        GROUP BY e.id
    ) each
$$;
REVOKE ALL ON FUNCTION kad_counted(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kad_counted(bigint[]) TO {roles.JOBS};
"""

# All changes of a programme with an instrument, in the order in which the rounds close, and whether they are shown (as
# 0013 has it). Of I-6.L3 a person counts in all items or in none, by sheets that are four fifths full: every mean stands
# on the same people, and K21 (`kad_change`) is their sum. For functions of the database alone.
ITEM = "{0}.is_counted AND {0}.kind IN ('likert', 'rubric', 'yes_no')".format
WHOLE = "wanted_code = 'I-6.L3'"
CHANGES = f"""
CREATE FUNCTION kad_compared(wanted_programme bigint, wanted_code text)
RETURNS TABLE (first bigint, later bigint, item text, n int, before numeric, after numeric, is_shown boolean,
    people bigint[]) LANGUAGE plpgsql STABLE {closed.DEFINER} AS $$
#variable_conflict use_column
DECLARE pair record; shown jsonb := '[]';
BEGIN
    FOR pair IN
        WITH rounds AS (
            SELECT r.id, r.occasion, r.closes_on, r.instrument_id, cardinality(i.raters) AS kinds, NOT EXISTS (
                SELECT FROM {TABLE} e WHERE e.round_id = r.id AND NOT {closed.LOCKED_ONCE}) AS is_over
            FROM evaluations_evaluationround r
            JOIN evaluations_instrument i ON i.id = r.instrument_id AND i.code = wanted_code
            WHERE r.programme_id = wanted_programme
        ), sheets AS MATERIALIZED (
            SELECT e.id, e.round_id, e.subject_id FROM rounds JOIN {TABLE} e ON e.round_id = rounds.id
                AND {closed.COUNTS}
        ), full_ones AS MATERIALIZED (
            SELECT k.evaluation AS id FROM kad_counted(ARRAY(SELECT id FROM sheets WHERE {WHOLE})) k
            WHERE k.points IS NOT NULL
        ), measured AS (
            SELECT e.round_id, e.subject_id, i.code, avg(CASE WHEN i.is_reversed
                THEN 2 * i.lowest + array_length(i.labels, 1) - 1 - a.counted ELSE a.counted END) AS level
            FROM rounds JOIN sheets e ON e.round_id = rounds.id
                AND (NOT {WHOLE} OR e.id IN (SELECT id FROM full_ones))
            JOIN evaluations_answer a ON a.evaluation_id = e.id AND a.counted IS NOT NULL
            JOIN evaluations_instrumentitem i ON i.id = a.item_id AND {ITEM("i")}
            GROUP BY e.round_id, e.subject_id, i.code, rounds.kinds HAVING count(*) >= least(2, rounds.kinds)
        ), both_times AS (
            SELECT b.round_id AS first_id, a.round_id AS later_id, b.code, b.subject_id, b.level AS level_before,
                a.level AS level_after, one.is_over AND two.is_over AS is_over,
                greatest(one.closes_on, two.closes_on) AS closes_on,
                count(*) OVER (PARTITION BY b.round_id, a.round_id, b.subject_id) AS items, (
                    SELECT count(*) FROM evaluations_instrumentitem x JOIN evaluations_instrumentitem y
                        ON y.code = x.code AND y.instrument_id = two.instrument_id AND {ITEM("y")}
                    WHERE x.instrument_id = one.instrument_id AND {ITEM("x")}) AS all_items
            FROM measured b JOIN rounds one ON one.id = b.round_id
            JOIN measured a ON a.subject_id = b.subject_id AND a.code = b.code
            JOIN rounds two ON two.id = a.round_id AND two.occasion <> 'baseline' AND (one.occasion = 'baseline'
                OR one.id = two.id AND NOT EXISTS (SELECT FROM rounds WHERE occasion = 'baseline'))
        )
        SELECT first_id, later_id, code::text, count(*)::int AS n, avg(level_before) AS level_before,
            avg(level_after) AS level_after, bool_and(is_over) AS is_over, array_agg(subject_id) AS people
        FROM both_times WHERE NOT {WHOLE} OR items = all_items
        GROUP BY first_id, later_id, code ORDER BY max(closes_on), later_id, first_id, code
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
        first := pair.first_id; later := pair.later_id; item := pair.code; n := pair.n; people := pair.people;
        before := pair.level_before; after := pair.level_after;
        RETURN NEXT;
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION kad_compared(bigint, text) FROM PUBLIC;

CREATE OR REPLACE FUNCTION kad_paired_change(first bigint, later bigint)
RETURNS TABLE (item text, n int, before numeric, after numeric) LANGUAGE sql STABLE {closed.DEFINER} AS $$
    SELECT c.item, c.n, CASE WHEN c.is_shown THEN c.before END, CASE WHEN c.is_shown THEN c.after END
    FROM evaluations_evaluationround r JOIN evaluations_instrument i ON i.id = r.instrument_id
    JOIN regions_unit acting ON acting.id = nullif(current_setting('app.unit_id', true), '')::bigint
        AND (acting.tier = 0 OR acting.id IN (r.unit_id, r.province_id, r.regency_id, r.district_id, r.village_id))
    CROSS JOIN LATERAL kad_compared(r.programme_id, i.code) c
    WHERE r.id = kad_paired_change.later AND {closed.ROLE} = 'coordinator'
        AND c.first = kad_paired_change.first AND c.later = kad_paired_change.later
$$;

-- K21 of some rounds: the mean change over the items of everybody, out of 100 and in parts of 1/27720, added up.
CREATE FUNCTION kad_change(wanted bigint[]) RETURNS TABLE (later bigint, people bigint[], points bigint)
LANGUAGE sql STABLE {closed.DEFINER} AS $$
    SELECT v.later_id, min(c.people),
        round(sum((c.after - c.before) * c.n * 100 * 27720 / (array_length(i.labels, 1) - 1)) / count(*))::bigint
    FROM evaluations_comparison v JOIN evaluations_evaluationround g ON g.id = v.later_id
    CROSS JOIN LATERAL kad_compared(v.programme_id, 'I-6.L3') c
    JOIN evaluations_instrumentitem i ON i.instrument_id = g.instrument_id AND i.code = c.item
    WHERE v.later_id = ANY (wanted) AND c.first = v.first_id AND c.later = v.later_id
    GROUP BY v.first_id, v.later_id HAVING bool_and(c.is_shown)
$$;
REVOKE ALL ON FUNCTION kad_change(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kad_change(bigint[]) TO {roles.JOBS};
"""
_PAIRED = "CREATE OR REPLACE FUNCTION kad_paired_change"
OLD_CHANGES = _PAIRED + closed.AVERAGES.split(_PAIRED)[1]
NO_CHANGES = "DROP FUNCTION kad_change(bigint[]); DROP FUNCTION kad_compared(bigint, text);"

# Who stands behind a figure, for coordinators of the place or above: accounts, or, of behaviour, those who take part.
RATERS = f"""
CREATE OR REPLACE FUNCTION kad_raters(place bigint, wanted date, what text) RETURNS SETOF bigint
LANGUAGE sql STABLE {closed.DEFINER} AS $$
    WITH s AS (
        SELECT u.id, u.tier FROM regions_unit u JOIN regions_unit acting
            ON acting.id = nullif(current_setting('app.unit_id', true), '')::bigint
            AND (acting.tier = 0 OR acting.id IN (u.province_id, u.regency_id, u.district_id, u.village_id, u.id))
        WHERE u.id = place AND {closed.ROLE} = 'coordinator'
            AND kad_is_told(wanted, (SELECT as_of FROM evaluations_rollupstate))
    ), forms AS MATERIALIZED (
        SELECT v.id, v.rater_id FROM s JOIN evaluations_voice v ON {said.COVERED("v")}
        WHERE v.measure = replace(what, '_asked', '') AND {said.IN_MONTH("v.counts_on")}
    ), rounds AS MATERIALIZED (
        SELECT v.later_id FROM s JOIN evaluations_comparison v ON {said.COVERED("v")}
        WHERE what = 'behaviour' AND {said.IN_MONTH("v.counts_on")}
    )
    SELECT DISTINCT f.rater_id FROM forms f LEFT JOIN kad_counted(ARRAY(SELECT id FROM forms)) k ON k.evaluation = f.id
    WHERE what LIKE '%\\_asked' OR k.is_heard
    UNION ALL
    SELECT unnest(k.people) FROM rounds r JOIN kad_change(ARRAY(SELECT later_id FROM rounds)) k ON k.later = r.later_id
$$;
"""

# What a form counts as follows the form alone, not the account of a member.
member = said.MORE["cadres_member"]
MARKS = {
    TABLE: [
        (
            before.ALWAYS,
            "id, round_id, subject_id, role, state, submitted_at, home_id, counts_on",
            [
                "SELECT coalesce(u.district_id, u.regency_id, u.province_id, u.id),"
                f" {said.MONTH('r.counts_on')}, false FROM {{rows}} r JOIN regions_unit u ON u.id = r.home_id",
                said.OF_PROGRAMME,
            ],
        )
    ],
    "cadres_member": [member[0], (member[1][0], member[1][1].replace("user_id, ", ""), member[1][2])],
}
OLD_MARKS = {TABLE: said.NEW[TABLE], "cadres_member": member}


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0022_home_of_a_form"), ("cadres", "0025_mobility_mended")]

    operations = [
        migrations.RunSQL(BACK, migrations.RunSQL.noop),
        migrations.RunSQL(KEEP, LET_GO),
        migrations.RunSQL(RULES, NO_RULES),
        migrations.RunSQL(COUNTED, f"DROP FUNCTION kad_counted(bigint[]); {said.COUNTED}"),
        migrations.RunSQL(CHANGES, NO_CHANGES + OLD_CHANGES),
        migrations.RunSQL(RATERS, said.RATERS.replace("CREATE", "CREATE OR REPLACE", 1)),
        migrations.RunSQL(before.functions_anew(MARKS), before.functions_anew(OLD_MARKS)),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "locked"), _negated=True) | models.Q(("counts_on__isnull", False)),
                name="evaluation_locked_counts",
            ),
        ),
    ]
