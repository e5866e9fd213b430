"""Corrections of rows where they stand, impact of a write, remembered columns, and sheets of officers."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from core.rls import protect

SECRETARIAT = ["secretariat"]


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_assignment_ends"),
        ("cadres", "0006_acts_in_whose_name"),
        ("regions", "0002_name_prefix"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ColumnMapping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("members", "Kader"), ("officers", "Pengurus")], max_length=12)),
                (
                    "signature",
                    models.CharField(help_text="SHA-256 of the headers' letters and digits, in order.", max_length=64),
                ),
                ("columns", models.JSONField(help_text="field → column index")),
                ("settled_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "kecocokan kolom",
            },
        ),
        migrations.RemoveConstraint(
            model_name="importrow",
            name="importrow_state_known",
        ),
        migrations.AddField(
            model_name="importbatch",
            name="kind",
            field=models.CharField(
                choices=[("members", "Kader"), ("officers", "Pengurus")],
                default="members",
                max_length=12,
                verbose_name="isi",
            ),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="takes_moves",
            field=models.BooleanField(
                default=False, help_text="Members may be moved to the unit that the sheet names; asked about apart."
            ),
        ),
        migrations.AddField(
            model_name="importrow",
            name="identity",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=32),
                default=list,
                help_text="Keyed hashes by which two rows of one sheet are told to be the same person.",
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="importrow",
            name="impact",
            field=models.CharField(
                blank=True,
                choices=[("new", "Baru"), ("changed", "Berubah"), ("moved", "Pindah unit")],
                help_text="What writing a ready row does.",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="importrow",
            name="suggestion",
            field=models.JSONField(
                default=dict,
                help_text="The nearest unit: {field, written, cells, label, percent}; empty when none is near.",
            ),
        ),
        migrations.AddField(
            model_name="importrow",
            name="term",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="cadres.officerterm"
            ),
        ),
        migrations.AlterField(
            model_name="importrow",
            name="state",
            field=models.CharField(
                choices=[
                    ("ready", "Siap"),
                    ("bad", "Perlu diperbaiki"),
                    ("duplicate", "Diduga ganda"),
                    ("unchanged", "Tidak berubah"),
                    ("written", "Tersimpan"),
                    ("skipped", "Dilewati"),
                    ("undone", "Diurungkan"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["members", "officers"])), name="importbatch_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["ready", "bad", "duplicate", "unchanged", "written", "skipped", "undone"])
                ),
                name="importrow_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.CheckConstraint(
                condition=models.Q(("impact__in", ["", "new", "changed", "moved"])), name="importrow_impact"
            ),
        ),
        migrations.AddField(
            model_name="columnmapping",
            name="district",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="columnmapping",
            name="province",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="columnmapping",
            name="regency",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="columnmapping",
            name="settled_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="columnmapping",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit", verbose_name="unit"
            ),
        ),
        migrations.AddField(
            model_name="columnmapping",
            name="village",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="columnmapping",
            constraint=models.UniqueConstraint(fields=("unit", "kind", "signature"), name="columnmapping_once"),
        ),
        protect("cadres_columnmapping", read=SECRETARIAT, write=SECRETARIAT),
    ]
