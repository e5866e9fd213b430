"""The figures of what people say, of weak signal and of the mentors' load; who marks them, and what leaves the answers.

`kad_counted` tells jobs what a form comes to, so that figures can be made of many; nobody else may ask it.
"""

from importlib import import_module

from django.db import migrations, models

from core import roles

first = import_module("evaluations.migrations.0003_marks_by_figure")
before = import_module("evaluations.migrations.0005_outcomes_and_closings")
closed = import_module("evaluations.migrations.0013_who_may_work_it_out")
leaf, PLACE, ALWAYS = before.leaf, before.PLACE, before.ALWAYS

# As rules/scoring.py has it: reversed levels, «tidak tahu» missing, an index from four fifths of the items up.
LEVEL = "CASE WHEN i.is_reversed THEN 2 * i.lowest + array_length(i.labels, 1) - 1 - a.counted ELSE a.counted END"
COUNTED = f"""
CREATE FUNCTION kad_counted(wanted bigint[])
RETURNS TABLE (evaluation bigint, told int, satisfied int, points bigint)
LANGUAGE sql STABLE {closed.DEFINER} AS $$
    SELECT e.id, count(a.counted)::int, count(*) FILTER (WHERE {LEVEL} >= 4)::int,
        CASE WHEN count(a.counted) * 5 >= count(*) * 4 AND count(a.counted) > 0 THEN
            sum({LEVEL} - i.lowest) * 100 * 27720
            / sum(array_length(i.labels, 1) - 1) FILTER (WHERE a.counted IS NOT NULL) END::bigint
    FROM evaluations_evaluation e
    JOIN evaluations_instrumentitem i ON i.instrument_id = e.instrument_id AND i.is_counted
        AND i.kind IN ('likert', 'rubric', 'yes_no')
    LEFT JOIN evaluations_answer a ON a.evaluation_id = e.id AND a.item_id = i.id
    WHERE e.id = ANY (wanted) AND {closed.COUNTS}
    GROUP BY e.id
$$;
REVOKE ALL ON FUNCTION kad_counted(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kad_counted(bigint[]) TO {roles.JOBS};
"""

# Who stands behind a figure of answers, for coordinators of the place or above, who know who was asked and who sent:
# members at home there, or, of behaviour, those who take part in the programmes of the place.
COVERED = (
    "(s.tier = 0 OR s.id IN ({0}.province_id, {0}.regency_id, {0}.district_id, {0}.village_id, {0}.unit_id))".format
)
CLOSED = "coalesce(g.closes_on, e.opens_on + 14)"
IN_MONTH = "{0} >= wanted AND {0} < wanted + interval '1 month'".format
RATERS = f"""
CREATE FUNCTION kad_raters(place bigint, wanted date, what text) RETURNS SETOF bigint
LANGUAGE sql STABLE {closed.DEFINER} AS $$
    WITH s AS (
        SELECT u.id, u.tier FROM regions_unit u JOIN regions_unit acting
            ON acting.id = nullif(current_setting('app.unit_id', true), '')::bigint
            AND (acting.tier = 0 OR acting.id IN (u.province_id, u.regency_id, u.district_id, u.village_id, u.id))
        WHERE u.id = place AND {closed.ROLE} = 'coordinator'
            AND (SELECT as_of FROM evaluations_rollupstate) > wanted + interval '1 month'
    ), forms AS MATERIALIZED (
        SELECT e.id, m.id AS who, false AS is_later, false AS is_first, 0::bigint AS round_id
        FROM s JOIN cadres_member m ON {COVERED("m")} JOIN evaluations_evaluation e ON e.rater_id = m.user_id
        JOIN evaluations_instrument i ON i.id = e.instrument_id
        LEFT JOIN evaluations_evaluationround g ON g.id = e.round_id
        WHERE {IN_MONTH(CLOSED)} AND CASE what
            WHEN 'kedekatan' THEN e.occasion = 'rapport' AND e.role = 'mentee'
            WHEN 'kedekatan_mentor' THEN e.occasion = 'rapport' AND e.role = 'mentor'
            WHEN 'perilaku' THEN false
            ELSE i.code = 'I-6.L1' AND e.role = 'self' AND e.round_id IS NOT NULL END
        UNION ALL
        SELECT e.id, e.subject_id, e.round_id = pair.later_id, e.round_id = pair.first_id, pair.later_id
        FROM (
            SELECT DISTINCT ON (first.id) first.id AS first_id, g.id AS later_id, g.closes_on
            FROM s JOIN evaluations_evaluationround g ON {COVERED("g")}
            JOIN evaluations_instrument i ON i.id = g.instrument_id AND i.code = 'I-6.L3'
            JOIN evaluations_evaluationround first ON first.programme_id = g.programme_id
                AND first.occasion = 'baseline' AND g.opens_on >= first.opens_on + interval '3 months'
            JOIN evaluations_instrument was ON was.id = first.instrument_id AND was.code = i.code
            WHERE what = 'perilaku' AND g.occasion <> 'baseline' ORDER BY first.id, g.opens_on, g.id
        ) pair JOIN evaluations_evaluation e ON e.round_id IN (pair.first_id, pair.later_id)
        WHERE {IN_MONTH("pair.closes_on")}
    ), sheets AS (
        SELECT f.*, k.told, k.points FROM forms f LEFT JOIN kad_counted(ARRAY(SELECT id FROM forms)) k
            ON k.evaluation = f.id
    ), rated AS (
        SELECT round_id, who FROM sheets WHERE what = 'perilaku' AND points IS NOT NULL GROUP BY round_id, who
        HAVING count(*) FILTER (WHERE is_later) >= 2 AND count(*) FILTER (WHERE is_first) >= 2
    )
    SELECT DISTINCT who FROM sheets WHERE what <> 'perilaku' AND CASE what
        WHEN 'reaksi_diminta' THEN true WHEN 'reaksi' THEN told > 0 ELSE points IS NOT NULL END
    UNION ALL
    SELECT who FROM rated WHERE round_id IN (SELECT round_id FROM rated GROUP BY 1 HAVING count(*) >= 5)
$$;
"""

MONTH = "date_trunc('month', ({})::timestamp)::date".format
ROUND = "JOIN evaluations_evaluationround g ON g.id = r.round_id"
AT_HOME = (
    f"SELECT {leaf('m')}, {MONTH('coalesce(g.closes_on, r.opens_on + 14)')}, false FROM {{rows}} r"
    f" JOIN cadres_member m ON m.user_id = r.rater_id LEFT {ROUND}"
)
# A baseline tells in the month of the round that is compared with it.
OF_PROGRAMME = (
    f"SELECT {leaf('g')}, {MONTH('later.closes_on')}, false FROM {{rows}} r {ROUND}"
    " JOIN evaluations_evaluationround later ON later.programme_id = g.programme_id"
)
NEW = {
    "evaluations_evaluation": [
        (
            ALWAYS,
            "id, rater_id, round_id, instrument_id, subject_id, role, occasion, state, submitted_at, opens_on",
            [AT_HOME, OF_PROGRAMME],
        )
    ],
    "evaluations_evaluationround": [
        (ALWAYS, f"id, programme_id, instrument_id, occasion, opens_on, closes_on, {PLACE}", [before.EVERY_MONTH]),
    ],
}
# As before, with what a row lacks, the account that says who is asked, and the signal of a district.
LACKS = "(nik_last4 = ''), (phone = ''), (birth_date IS NULL)"
member, unit = first.MARKS["cadres_member"], first.MARKS["regions_unit"]
MORE = {
    "cadres_member": [
        (member[0][0], f"{LACKS}, {member[0][1]}", member[0][2]),
        (member[1][0], f"id, gender, user_id, {PLACE}", member[1][2]),
    ],
    "regions_unit": [(unit[0][0], f"{unit[0][1]}, weak_signal", unit[0][2])],
}
DROP_NEW = "".join(
    f"DROP TRIGGER mark_{operation} ON {table}; DROP FUNCTION {first._function(table, operation)}();"
    for table in NEW
    for operation in first.TRANSITIONS
)


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0016_officers_in_line"), ("regions", "0006_weak_signal")]

    operations = [
        migrations.AddField(
            model_name="rollupmonth",
            name="slots_due_weak",
            field=models.PositiveIntegerField(default=0, help_text="K19: those in districts of weak signal."),
        ),
        migrations.AddField(
            model_name="rollupmonth",
            name="slots_kept_weak",
            field=models.PositiveIntegerField(default=0, help_text="K19: of these, kept."),
        ),
        migrations.AddField(
            model_name="rollupprogramme",
            name="slots_due_weak",
            field=models.PositiveIntegerField(default=0, help_text="K19: those in districts of weak signal."),
        ),
        migrations.AddField(
            model_name="rollupprogramme",
            name="slots_kept_weak",
            field=models.PositiveIntegerField(default=0, help_text="K19: of these, kept."),
        ),
        migrations.AddField(
            model_name="rollupnow",
            name="members_applied",
            field=models.PositiveIntegerField(default=0, help_text="Waiting to be verified."),
        ),
        migrations.AddField(
            model_name="rollupnow",
            name="members_no_nik",
            field=models.PositiveIntegerField(default=0, help_text="Active, without a NIK."),
        ),
        migrations.AddField(
            model_name="rollupnow",
            name="members_no_phone",
            field=models.PositiveIntegerField(default=0, help_text="Active, without a phone."),
        ),
        migrations.AddField(
            model_name="rollupnow",
            name="members_no_birth",
            field=models.PositiveIntegerField(default=0, help_text="Active, without a date of birth."),
        ),
        migrations.AddField(
            model_name="rollupnow",
            name="mentors_light",
            field=models.PositiveIntegerField(default=0, help_text="K17: with a mentee, below their soft limit."),
        ),
        migrations.AddField(
            model_name="rollupnow",
            name="mentors_busy",
            field=models.PositiveIntegerField(
                default=0, help_text="K17: from the soft limit up to below the hard one."
            ),
        ),
        migrations.AddField(
            model_name="rollupoutcome",
            name="rapport_mentees",
            field=models.PositiveIntegerField(default=0, help_text="K11: mentees with a check, at home."),
        ),
        migrations.AddField(
            model_name="rollupoutcome",
            name="rapport_mentee_points",
            field=models.BigIntegerField(
                default=0, help_text="K11: the sum of their indices from 0 to 100, in parts of 1/27720."
            ),
        ),
        migrations.AddField(
            model_name="rollupoutcome",
            name="rapport_mentors",
            field=models.PositiveIntegerField(default=0, help_text="K11: mentors with a check, at home."),
        ),
        migrations.AddField(
            model_name="rollupoutcome",
            name="rapport_mentor_points",
            field=models.BigIntegerField(default=0, help_text="K11: the sum of theirs."),
        ),
        migrations.AddField(
            model_name="rollupoutcome",
            name="reaction_invited",
            field=models.PositiveIntegerField(default=0, help_text="K12: mentees who were asked, at home."),
        ),
        migrations.AddField(
            model_name="rollupoutcome",
            name="reaction_people",
            field=models.PositiveIntegerField(default=0, help_text="K12: of these, who answered."),
        ),
        migrations.AddField(
            model_name="rollupoutcome",
            name="reaction_answers",
            field=models.PositiveIntegerField(default=0, help_text="K12: their answers."),
        ),
        migrations.AddField(
            model_name="rollupoutcome",
            name="reaction_satisfied",
            field=models.PositiveIntegerField(default=0, help_text="K12: of these, 4 or more."),
        ),
        migrations.AddField(
            model_name="rollupoutcome",
            name="behaviour_people",
            field=models.PositiveIntegerField(
                default=0, help_text="K21: mentees with both measures, where their programme stands."
            ),
        ),
        migrations.AddField(
            model_name="rollupoutcome",
            name="behaviour_points",
            field=models.BigIntegerField(
                default=0, help_text="K21: the sum of their changes from 0 to 100, in parts of 1/27720."
            ),
        ),
        migrations.AddField(
            model_name="rollupoutcome",
            name="hides_rapport",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="rollupoutcome",
            name="hides_rapport_mentors",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="rollupoutcome",
            name="hides_reaction",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunSQL(COUNTED, "DROP FUNCTION kad_counted(bigint[])"),
        migrations.RunSQL(RATERS, "DROP FUNCTION kad_raters(bigint, date, text)"),
        migrations.RunSQL(
            before.functions_anew(MORE), before.functions_anew({table: first.MARKS[table] for table in MORE})
        ),
        migrations.RunSQL("".join(before.statements(NEW)), DROP_NEW),
    ]
