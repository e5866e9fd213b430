"""Holidays with their source. Read by everybody, written by the owner's command alone."""

import django.db.models.deletion
from django.db import migrations, models

from core import roles

KINDS = [("national", "Libur nasional"), ("joint", "Cuti bersama"), ("regional", "Hari daerah")]


class Migration(migrations.Migration):
    dependencies = [("regions", "0006_weak_signal")]
    operations = [
        migrations.CreateModel(
            name="Holiday",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("date", models.DateField(verbose_name="tanggal")),
                ("kind", models.CharField(choices=KINDS, max_length=8, verbose_name="jenis")),
                ("name", models.CharField(max_length=80, verbose_name="nama")),
                ("source", models.CharField(max_length=200, verbose_name="sumber")),
                (
                    "province",
                    models.ForeignKey(
                        help_text="None: everywhere.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="regions.unit",
                        verbose_name="provinsi",
                    ),
                ),
            ],
            options={
                "verbose_name": "hari libur",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["date", "province", "name"], nulls_distinct=False, name="holiday_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(kind__in=[kind for kind, _name in KINDS]), name="holiday_kind"
                    ),
                    models.CheckConstraint(condition=~models.Q(source=""), name="holiday_has_a_source"),
                ],
            },
        ),
        migrations.RunSQL(
            f"REVOKE INSERT, UPDATE, DELETE ON regions_holiday FROM {roles.DATA}, {roles.APP};",
            migrations.RunSQL.noop,
        ),
    ]
