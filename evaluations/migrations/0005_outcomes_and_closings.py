"""The further indicators: tables by programme, waits, outcomes, what is kept of a month; and who marks them."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from core import roles
from core.rls import protect

before = import_module("evaluations.migrations.0003_marks_by_figure")
leaf, PLACE = before.leaf, before.PLACE
NOW = f"SELECT {leaf('r')}, NULL::date, true FROM {{rows}} r"
EVERY_MONTH = f"SELECT {leaf('r')}, NULL::date, false FROM {{rows}} r"

# As in 0003, with the columns that the further figures are made of.
MORE = {
    "mentoring_mentor": [
        ("insert update delete", f"id, member_id, state, load, soft_capacity, capacity, {PLACE}", [NOW]),
    ],
    "mentoring_pairing": [
        ("insert update delete", f"id, state, phase, active_on, last_held_on, {PLACE}", [NOW]),
        (
            "insert update delete",
            "id, state, active_on, paused_on, pauses, ended_on, cadence_days, programme_id, category, planned_end_on,"
            f" accepted_on, agreed_on, baseline_on, planned_on, {PLACE}",
            before.MARKS["mentoring_pairing"][1][2],
        ),
    ],
    "mentoring_session": [
        (
            "insert update delete",
            f"id, state, late_cancelled, held_on, started_at, minutes, recorded_at, pairing_id, {PLACE}",
            before.MARKS["mentoring_session"][0][2],
        ),
    ],
}
# What comes of it counts at home (K10, K14), where the goal stands (K9), or where the request does (K20).
AT_HOME = f"SELECT {leaf('m')}, NULL::date, false FROM {{rows}} r JOIN cadres_member m ON m.id = r.member_id"
LEARNER_AT_HOME = (
    f"SELECT {leaf('m')}, NULL::date, false FROM {{rows}} r"
    " JOIN mentoring_pairingparticipant t ON t.id = r.learner_id JOIN cadres_member m ON m.id = t.member_id"
)
ALWAYS = "insert update delete"
NEW = {
    "mentoring_goal": [
        (ALWAYS, f"id, learner_id, competency, state, due_on, agreed_at, {PLACE}", [EVERY_MONTH, LEARNER_AT_HOME]),
    ],
    "mentoring_diagnostic": [(ALWAYS, "id, learner_id, round, state, locked_at, set_aside_at", [LEARNER_AT_HOME])],
    "mentoring_diagnosticlevel": [
        (ALWAYS, "id, learner_id, diagnostic_id, competency, target, agreed_level", [LEARNER_AT_HOME]),
    ],
    "cadres_levelpath": [(ALWAYS, "id, member_id, state, ready_since", [AT_HOME])],
    "cadres_levelaward": [(ALWAYS, "id, member_id, path_id, state, awarded_on", [AT_HOME])],
    "accounts_datarequest": [(ALWAYS, f"id, due_at, closed_at, {PLACE}", [EVERY_MONTH])],
}


def statements(marks):
    """What 0003 makes of marks: a function and a trigger for each table and operation."""
    found, before.MARKS = before.MARKS, marks
    try:
        return list(before._create())
    finally:
        before.MARKS = found


def functions_anew(marks):
    """Only the functions, in place of the present ones: the triggers stay as they are."""
    return "".join(
        each.split("CREATE TRIGGER")[0].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
        for each in statements(marks)
    )


DROP_NEW = "".join(
    f"DROP TRIGGER mark_{operation} ON {table}; DROP FUNCTION {before._function(table, operation)}();"
    for table in NEW
    for operation in before.TRANSITIONS
)
# Kept for good: only the ids of the tree follow a reshape, and the figures come once, after the standing ones.
KEEP = """
CREATE FUNCTION kad_keep_closing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (NEW.unit_id, NEW.month, NEW.standing) IS DISTINCT FROM (OLD.unit_id, OLD.month, OLD.standing)
        OR (OLD.figures IS NOT NULL AND NEW.figures IS DISTINCT FROM OLD.figures) THEN
        RAISE EXCEPTION 'what was kept of a month stays' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'rollup_closing_stays';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON evaluations_rollupclosing FOR EACH ROW
    EXECUTE FUNCTION kad_keep_closing();
"""
INDEXES = {
    "rollup_pairing_accepted": "mentoring_pairing (accepted_on) WHERE accepted_on IS NOT NULL",
    "rollup_pairing_planned_end": "mentoring_pairing (planned_end_on)",
    "rollup_goal_district": "mentoring_goal (district_id)",
    "rollup_goal_direct": f"mentoring_goal {before.DIRECT}",
    "rollup_request_district": "accounts_datarequest (district_id)",
    "rollup_request_direct": f"accounts_datarequest {before.DIRECT}",
}


class Migration(migrations.Migration):
    dependencies = [
        ("evaluations", "0004_marks_by_settings"),
        ("mentoring", "0031_milestones"),
        ("regions", "0005_guard_tree"),
    ]

    operations = [
        migrations.AddField(
            model_name="rollupmonth",
            name="baselines_due",
            field=models.PositiveIntegerField(
                default=0, help_text="K8: formal pairings at the end of the month that have run for thirty days."
            ),
        ),
        migrations.AddField(
            model_name="rollupmonth",
            name="baselines_locked",
            field=models.PositiveIntegerField(default=0, help_text="K8: of these, every baseline locked by then."),
        ),
        migrations.AddField(
            model_name="rollupmonth",
            name="endings_all",
            field=models.PositiveIntegerField(default=0, help_text="K13: ended, and planned to end in the month."),
        ),
        migrations.AddField(
            model_name="rollupmonth",
            name="endings_completed",
            field=models.PositiveIntegerField(default=0, help_text="K13: of these, completed."),
        ),
        migrations.AddField(
            model_name="rollupmonth",
            name="logs_due",
            field=models.PositiveIntegerField(default=0, help_text="K5: held, and the seven days are over."),
        ),
        migrations.AddField(
            model_name="rollupmonth",
            name="logs_on_time",
            field=models.PositiveIntegerField(default=0, help_text="K5: of these, written within seven days."),
        ),
        migrations.AddField(
            model_name="rollupnow",
            name="mentors_full",
            field=models.PositiveIntegerField(default=0, help_text="K17: at their hard limit."),
        ),
        migrations.AddField(
            model_name="rollupnow",
            name="mentors_idle",
            field=models.PositiveIntegerField(default=0, help_text="K17: without a mentee."),
        ),
        migrations.AddField(
            model_name="rollupnow",
            name="mentors_load",
            field=models.PositiveIntegerField(default=0, help_text="K17: one-to-one mentees of active mentors."),
        ),
        migrations.AddField(
            model_name="rollupnow",
            name="mentors_soft",
            field=models.PositiveIntegerField(default=0, help_text="K17: what they carry without strain."),
        ),
        migrations.AddField(
            model_name="rollupstate",
            name="frozen_until",
            field=models.DateField(help_text="Months before this one are frozen.", null=True),
        ),
        migrations.CreateModel(
            name="RollupClosing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(help_text="The first day of the month.")),
                ("standing", models.JSONField(help_text="The figures of RollupNow on its last day.", null=True)),
                (
                    "figures",
                    models.JSONField(
                        help_text="Those of RollupMonth, RollupOutcome and the medians, when frozen.", null=True
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "month"), name="rollup_closing_once"),
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="rollup_closing_first_day"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RollupOutcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_own", models.BooleanField(default=False)),
                ("month", models.DateField(help_text="The first day of the month.")),
                (
                    "goals_people",
                    models.PositiveIntegerField(default=0, help_text="K9: learners whose goals were due and settled."),
                ),
                ("goals_achieved", models.PositiveIntegerField(default=0)),
                ("goals_partly", models.PositiveIntegerField(default=0)),
                ("goals_missed", models.PositiveIntegerField(default=0)),
                ("goals_dropped", models.PositiveIntegerField(default=0, help_text="Beside K9, not in it.")),
                (
                    "gain_people",
                    models.PositiveIntegerField(default=0, help_text="K10: mentees with both rounds, at home."),
                ),
                (
                    "gain_points",
                    models.BigIntegerField(
                        default=0,
                        help_text="K10: the sum of their mean rises, in parts of 1/27720 (divisible by 1 to 12).",
                    ),
                ),
                (
                    "gain_levels",
                    models.IntegerField(default=0, help_text="K10: levels gained where the target was not reached."),
                ),
                (
                    "gain_missing",
                    models.PositiveIntegerField(default=0, help_text="K10: levels that were missing there."),
                ),
                (
                    "levels_eligible",
                    models.PositiveIntegerField(default=0, help_text="K14: eligible at any time in the month."),
                ),
                (
                    "levels_awarded",
                    models.PositiveIntegerField(default=0, help_text="K14: of these, awarded in the month."),
                ),
                (
                    "requests_due",
                    models.PositiveIntegerField(default=0, help_text="K20: the 72 hours ended in the month."),
                ),
                (
                    "requests_on_time",
                    models.PositiveIntegerField(default=0, help_text="K20: of these, closed by then."),
                ),
                ("hides_goals", models.BooleanField(db_default=False, default=False)),
                ("hides_gain", models.BooleanField(db_default=False, default=False)),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "is_own", "month"), name="rollup_outcome_once"),
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="rollup_outcome_first_day"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RollupProgramme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_own", models.BooleanField(default=False)),
                ("month", models.DateField(help_text="The first day of the month.")),
                ("pairings_active", models.PositiveIntegerField(default=0, help_text="K1 at the end of the month.")),
                ("pairings_dormant", models.PositiveIntegerField(default=0, help_text="K6 at the end of the month.")),
                (
                    "mentees_active",
                    models.PositiveIntegerField(default=0, help_text="Distinct, at the end of the month."),
                ),
                (
                    "slots_due",
                    models.PositiveIntegerField(default=0, help_text="K3: cadence slots fully elapsed in the month."),
                ),
                (
                    "slots_kept",
                    models.PositiveIntegerField(default=0, help_text="K3: the sum of min(held, due) per pairing."),
                ),
                ("sessions_held", models.PositiveIntegerField(default=0, help_text="K4.")),
                (
                    "sessions_missed",
                    models.PositiveIntegerField(default=0, help_text="K4: late-cancelled and no-shows."),
                ),
                (
                    "logs_due",
                    models.PositiveIntegerField(default=0, help_text="K5: held, and the seven days are over."),
                ),
                (
                    "logs_on_time",
                    models.PositiveIntegerField(default=0, help_text="K5: of these, written within seven days."),
                ),
                (
                    "baselines_due",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="K8: formal pairings at the end of the month that have run for thirty days.",
                    ),
                ),
                (
                    "baselines_locked",
                    models.PositiveIntegerField(default=0, help_text="K8: of these, every baseline locked by then."),
                ),
                (
                    "endings_all",
                    models.PositiveIntegerField(default=0, help_text="K13: ended, and planned to end in the month."),
                ),
                ("endings_completed", models.PositiveIntegerField(default=0, help_text="K13: of these, completed.")),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="mentoring.programme",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "is_own", "month", "programme"), name="rollup_programme_once"
                    ),
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="rollup_programme_first_day"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RollupWait",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_own", models.BooleanField(default=False)),
                ("month", models.DateField(help_text="The month of the last yes.")),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("agreement", "Kesepakatan"),
                            ("baseline", "Rubrik awal dikunci"),
                            ("plan", "Rencana aksi disepakati"),
                        ],
                        max_length=9,
                    ),
                ),
                ("days", models.SmallIntegerField(help_text="Without those of a pause; −1: not yet.")),
                ("pairings", models.PositiveIntegerField(default=0)),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "is_own", "month", "step", "days"), name="rollup_wait_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("step__in", ["agreement", "baseline", "plan"])), name="rollup_wait_step"
                    ),
                ],
            },
        ),
        protect("evaluations_rollupprogramme", jobs="write"),
        protect("evaluations_rollupwait", jobs="write"),
        protect("evaluations_rollupoutcome", jobs="write"),
        protect("evaluations_rollupclosing", jobs="write"),
        migrations.RunSQL(KEEP, "DROP TRIGGER keep ON evaluations_rollupclosing; DROP FUNCTION kad_keep_closing()"),
        migrations.RunSQL(
            f"CREATE POLICY jobs ON mentoring_diagnosticlevel FOR SELECT TO {roles.JOBS} USING (true)",
            "DROP POLICY jobs ON mentoring_diagnosticlevel",
        ),
        migrations.RunSQL(functions_anew(MORE), functions_anew({table: before.MARKS[table] for table in MORE})),
        migrations.RunSQL("".join(statements(NEW)), DROP_NEW),
        migrations.RunSQL(
            "".join(f"CREATE INDEX {name} ON {index};" for name, index in INDEXES.items()),
            "".join(f"DROP INDEX {name};" for name in INDEXES),
        ),
    ]
