import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import core.history


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Setting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(db_collation="C", max_length=60, verbose_name="pengaturan")),
                ("value", models.JSONField(verbose_name="nilai")),
                ("since", models.DateTimeField(default=django.utils.timezone.now, verbose_name="sejak")),
                ("reason", models.CharField(max_length=200, verbose_name="alasan")),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "pengaturan",
                "indexes": [
                    models.Index(
                        models.F("key"), models.OrderBy(models.F("id"), descending=True), name="setting_newest"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="setting_has_a_reason"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reshape",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("split", "Pemekaran: unit baru"),
                            ("move", "Pindah ke unit lain"),
                            ("merge", "Penggabungan dua unit"),
                        ],
                        max_length=5,
                        verbose_name="jenis",
                    ),
                ),
                ("on", models.DateField(verbose_name="berlaku sejak")),
                ("decree_no", models.CharField(max_length=60, verbose_name="nomor SK")),
                ("codes", models.JSONField(default=list, help_text="Area codes that changed: [[old, new], …].")),
                ("counts", models.JSONField(default=dict, help_text="How many rows of each table went along.")),
                ("done_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "done_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "merged",
                    models.ForeignKey(
                        help_text="Closed by a merge.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                        verbose_name="unit tujuan",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "pemekaran",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["split", "move", "merge"])), name="reshape_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decree_no", ""), _negated=True), name="reshape_has_a_decree"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                            models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="reshape_undone_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReshapeMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("until", models.DateField(help_text="First day of the first month under the new parent.")),
                ("is_undone", models.BooleanField(default=False)),
                (
                    "new_parent",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit"),
                ),
                (
                    "old_parent",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit"),
                ),
                (
                    "reshape",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="regions.reshape"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="regions.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "perpindahan unit",
                "indexes": [models.Index(fields=["old_parent"], name="reshapemove_old_parent")],
                "constraints": [
                    models.UniqueConstraint(fields=("reshape", "unit"), name="reshapemove_once"),
                    models.CheckConstraint(
                        condition=models.Q(("old_parent", models.F("new_parent")), _negated=True),
                        name="reshapemove_elsewhere",
                    ),
                ],
            },
        ),
        core.history.InstallTriggers(),
    ]
