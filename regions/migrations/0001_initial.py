import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import regions.models.units


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Party",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, verbose_name="nama")),
                ("short_name", models.CharField(max_length=40, verbose_name="nama singkat")),
            ],
            options={
                "verbose_name": "partai",
            },
        ),
        migrations.CreateModel(
            name="Area",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(db_collation="C", max_length=13, unique=True, verbose_name="kode")),
                ("name", models.CharField(max_length=100, verbose_name="nama")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("provinsi", "Provinsi"),
                            ("kabupaten", "Kabupaten"),
                            ("kota", "Kota"),
                            ("kecamatan", "Kecamatan"),
                            ("distrik", "Distrik"),
                            ("desa", "Desa"),
                            ("kelurahan", "Kelurahan"),
                            ("desa_adat", "Desa adat"),
                        ],
                        max_length=10,
                        verbose_name="jenis",
                    ),
                ),
                (
                    "tier",
                    models.SmallIntegerField(
                        choices=[
                            (0, "Pusat"),
                            (1, "Provinsi"),
                            (2, "Kabupaten/Kota"),
                            (3, "Kecamatan"),
                            (4, "Ranting"),
                            (5, "Kelompok kader"),
                        ],
                        verbose_name="tingkat",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="berlaku sejak")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="berlaku sampai")),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="regions.area",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="regions.area",
                    ),
                ),
            ],
            options={
                "verbose_name": "wilayah pemerintahan",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("tier__range", (1, 4))), name="area_tier"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_from__isnull", True),
                            ("valid_to__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="area_valid_to_after_from",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "provinsi",
                                    "kabupaten",
                                    "kota",
                                    "kecamatan",
                                    "distrik",
                                    "desa",
                                    "kelurahan",
                                    "desa_adat",
                                ],
                            )
                        ),
                        name="area_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "tier",
                    models.SmallIntegerField(
                        choices=[
                            (0, "Pusat"),
                            (1, "Provinsi"),
                            (2, "Kabupaten/Kota"),
                            (3, "Kecamatan"),
                            (4, "Ranting"),
                            (5, "Kelompok kader"),
                        ],
                        verbose_name="tingkat",
                    ),
                ),
                (
                    "own_code",
                    models.CharField(db_collation="C", max_length=32, null=True, unique=True, verbose_name="kode"),
                ),
                ("name", models.CharField(max_length=100, verbose_name="nama")),
                (
                    "path",
                    models.TextField(
                        help_text="Klasabi, Sorong Manoi, Kota Sorong, Papua Barat Daya", verbose_name="jalur"
                    ),
                ),
                ("time_zone", models.CharField(default="Asia/Jakarta", max_length=40, verbose_name="zona waktu")),
                ("label", models.CharField(blank=True, max_length=40, verbose_name="sebutan")),
                ("is_active", models.BooleanField(default=True, verbose_name="aktif")),
                (
                    "area",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="unit", to="regions.area"
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="regions.unit",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit"
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit"
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "unit",
                "indexes": [
                    models.Index(fields=["parent", "name"], name="unit_parent_name"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(regions.models.units.Fold("path"), name="gin_trgm_ops"),
                        name="unit_path_trgm",
                    ),
                    models.Index(
                        django.contrib.postgres.indexes.OpClass(
                            regions.models.units.Fold("name"), name="text_pattern_ops"
                        ),
                        name="unit_name_prefix",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("tier__range", (0, 5))), name="unit_tier"),
                    models.CheckConstraint(
                        condition=models.Q(("area__isnull", False), ("own_code__isnull", False), _connector="OR"),
                        name="unit_has_a_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("parent__isnull", True), ("tier", 0)),
                            models.Q(("parent__isnull", False), ("tier__gt", 0)),
                            _connector="OR",
                        ),
                        name="unit_has_one_parent",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("tier", 0)), fields=("tier",), name="unit_one_national"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitLabel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "tier",
                    models.SmallIntegerField(
                        choices=[
                            (0, "Pusat"),
                            (1, "Provinsi"),
                            (2, "Kabupaten/Kota"),
                            (3, "Kecamatan"),
                            (4, "Ranting"),
                            (5, "Kelompok kader"),
                        ],
                        verbose_name="tingkat",
                    ),
                ),
                ("label", models.CharField(max_length=40, verbose_name="sebutan")),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="labels", to="regions.party"
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="regions.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "sebutan unit",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("party", "tier", "province"), name="label_once_per_province", nulls_distinct=False
                    ),
                    models.CheckConstraint(condition=models.Q(("tier__range", (0, 5))), name="label_tier"),
                ],
            },
        ),
    ]
