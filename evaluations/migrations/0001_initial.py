import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import core.history


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_data_protection"),
    ]

    operations = [
        migrations.CreateModel(
            name="RollupDirty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("unit_id", models.BigIntegerField()),
                ("month", models.DateField(help_text="Only what depends on this month.", null=True)),
                (
                    "now_only",
                    models.BooleanField(default=False, help_text="Without a month: the standing figures, no month."),
                ),
            ],
            options={
                "verbose_name_plural": "rollup dirty marks",
            },
        ),
        migrations.CreateModel(
            name="RollupState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("as_of", models.DateField()),
                ("computed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("version", models.BigIntegerField(default=0, help_text="Rises with every change.")),
                (
                    "drift",
                    models.PositiveIntegerField(default=0, help_text="Rows that differed in a recount of this day."),
                ),
                ("recounted_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="rollup_state_one_row")],
            },
        ),
        migrations.CreateModel(
            name="RollupMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(help_text="The first day of the month.")),
                ("pairings_active", models.PositiveIntegerField(default=0, help_text="K1 at the end of the month.")),
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
                ("is_own", models.BooleanField(default=False)),
                ("pairings_dormant", models.PositiveIntegerField(default=0, help_text="K6 at the end of the month.")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="rollup_month_first_day"),
                    models.UniqueConstraint(fields=("unit", "is_own", "month"), name="rollup_month_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RollupNow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("members_active", models.PositiveIntegerField(default=0)),
                ("members_women", models.PositiveIntegerField(default=0)),
                (
                    "members_willing",
                    models.PositiveIntegerField(default=0, help_text="Active and willing to be mentored (K2)."),
                ),
                (
                    "mentees_active",
                    models.PositiveIntegerField(default=0, help_text="Distinct members in an active pairing."),
                ),
                (
                    "mentees_willing",
                    models.PositiveIntegerField(default=0, help_text="Of these, active and willing (K2)."),
                ),
                ("mentees_women", models.PositiveIntegerField(default=0)),
                ("mentors_active", models.PositiveIntegerField(default=0)),
                ("mentors_women", models.PositiveIntegerField(default=0)),
                (
                    "officers_active",
                    models.PositiveIntegerField(
                        default=0, help_text="Distinct members who live in the unit and hold an open term in it."
                    ),
                ),
                ("officers_women", models.PositiveIntegerField(default=0)),
                ("pairings_waiting", models.PositiveIntegerField(default=0, help_text="Proposed or offered.")),
                ("pairings_active", models.PositiveIntegerField(default=0, help_text="K1.")),
                (
                    "pairings_dormant",
                    models.PositiveIntegerField(default=0, help_text="K6: active, no session for 35 days."),
                ),
                (
                    "phase_preparation",
                    models.PositiveIntegerField(default=0, help_text="Phases: of pairings that go on."),
                ),
                ("phase_orientation", models.PositiveIntegerField(default=0)),
                ("phase_rapport", models.PositiveIntegerField(default=0)),
                ("phase_diagnostic", models.PositiveIntegerField(default=0)),
                ("phase_action_plan", models.PositiveIntegerField(default=0)),
                ("phase_execution", models.PositiveIntegerField(default=0)),
                ("phase_evaluation", models.PositiveIntegerField(default=0)),
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
                ("is_own", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("unit", "is_own"), name="rollup_now_once")],
            },
        ),
        core.history.InstallTriggers(),
    ]
