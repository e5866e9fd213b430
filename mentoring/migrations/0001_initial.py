import datetime
import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import core.fields
import core.history


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cadres", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mentor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("invited", "Diundang"),
                            ("accepted", "Bersedia"),
                            ("oriented", "Sudah orientasi"),
                            ("active", "Aktif"),
                            ("paused", "Jeda"),
                            ("removed", "Diberhentikan"),
                        ],
                        default="invited",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("soft_capacity", models.PositiveSmallIntegerField(default=3, verbose_name="beban wajar")),
                ("capacity", models.PositiveSmallIntegerField(default=5, verbose_name="batas binaan")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="keahlian dan bahasa")),
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
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentor",
                        to="cadres.member",
                        verbose_name="kader",
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
                (
                    "load",
                    models.PositiveSmallIntegerField(
                        default=0,
                        editable=False,
                        help_text="Kept by a trigger: one-to-one mentees he said yes to.",
                        verbose_name="binaan",
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=3),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="bahasa",
                    ),
                ),
                ("paused_until", models.DateField(blank=True, null=True, verbose_name="jeda sampai")),
                (
                    "strengths",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="Code of a competency → how strong, 1 to 5. The database checks both.",
                        verbose_name="kompetensi yang dikuasai",
                    ),
                ),
                (
                    "times",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="waktu luang",
                    ),
                ),
                (
                    "travels",
                    models.CharField(
                        choices=[
                            ("district", "distrik atau kecamatan yang sama"),
                            ("regency", "kabupaten atau kota yang sama"),
                            ("province", "provinsi yang sama"),
                            ("anywhere", "mana saja"),
                        ],
                        default="regency",
                        max_length=8,
                        verbose_name="bersedia ke",
                    ),
                ),
                (
                    "wants_recognition",
                    models.BooleanField(
                        default=True,
                        help_text="Without it no paper of thanks is printed.",
                        verbose_name="mau menerima penghargaan",
                    ),
                ),
            ],
            options={
                "verbose_name": "mentor",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["invited", "accepted", "oriented", "active", "paused", "removed"])
                        ),
                        name="mentor_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("capacity__gte", models.F("soft_capacity")), ("capacity__lte", 12)),
                        name="mentor_capacity",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("load__lte", models.F("capacity"))), name="mentor_within_capacity"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "languages__contained_by",
                                [
                                    "id",
                                    "pmy",
                                    "abs",
                                    "xmm",
                                    "mkn",
                                    "ace",
                                    "btk",
                                    "min",
                                    "su",
                                    "jv",
                                    "mad",
                                    "ban",
                                    "sas",
                                    "bjn",
                                    "bug",
                                    "mak",
                                    "bhw",
                                    "mxn",
                                    "ayz",
                                ],
                            )
                        ),
                        name="mentor_languages",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "times__contained_by",
                                [
                                    "1m",
                                    "1a",
                                    "1e",
                                    "2m",
                                    "2a",
                                    "2e",
                                    "3m",
                                    "3a",
                                    "3e",
                                    "4m",
                                    "4a",
                                    "4e",
                                    "5m",
                                    "5a",
                                    "5e",
                                    "6m",
                                    "6a",
                                    "6e",
                                    "7m",
                                    "7a",
                                    "7e",
                                ],
                            )
                        ),
                        name="mentor_times",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("travels__in", ["district", "regency", "province", "anywhere"])),
                        name="mentor_travels",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("paused_until__isnull", True), ("state", "paused"), _connector="OR"),
                        name="mentor_paused_until_while_paused",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_mentorevent" ("capacity", "district_id", "id", "languages", "member_id", "note", "paused_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "soft_capacity", "state", "strengths", "times", "travels", "unit_id", "village_id", "wants_recognition") VALUES (NEW."capacity", NEW."district_id", NEW."id", NEW."languages", NEW."member_id", NEW."note", NEW."paused_until", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."regency_id", NEW."soft_capacity", NEW."state", NEW."strengths", NEW."times", NEW."travels", NEW."unit_id", NEW."village_id", NEW."wants_recognition"); RETURN NULL;',
                            hash="fa363a1d9255898891085d93a68f53026db72661",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cc33b",
                            table="mentoring_mentor",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."capacity" IS DISTINCT FROM (NEW."capacity") OR OLD."district_id" IS DISTINCT FROM (NEW."district_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."languages" IS DISTINCT FROM (NEW."languages") OR OLD."member_id" IS DISTINCT FROM (NEW."member_id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."paused_until" IS DISTINCT FROM (NEW."paused_until") OR OLD."province_id" IS DISTINCT FROM (NEW."province_id") OR OLD."regency_id" IS DISTINCT FROM (NEW."regency_id") OR OLD."soft_capacity" IS DISTINCT FROM (NEW."soft_capacity") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."strengths" IS DISTINCT FROM (NEW."strengths") OR OLD."times" IS DISTINCT FROM (NEW."times") OR OLD."travels" IS DISTINCT FROM (NEW."travels") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."village_id" IS DISTINCT FROM (NEW."village_id") OR OLD."wants_recognition" IS DISTINCT FROM (NEW."wants_recognition"))',
                            func='INSERT INTO "mentoring_mentorevent" ("capacity", "district_id", "id", "languages", "member_id", "note", "paused_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "soft_capacity", "state", "strengths", "times", "travels", "unit_id", "village_id", "wants_recognition") VALUES (NEW."capacity", NEW."district_id", NEW."id", NEW."languages", NEW."member_id", NEW."note", NEW."paused_until", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."regency_id", NEW."soft_capacity", NEW."state", NEW."strengths", NEW."times", NEW."travels", NEW."unit_id", NEW."village_id", NEW."wants_recognition"); RETURN NULL;',
                            hash="bdc87a42c29b5e5ac22023ea3c3ca790c9280a5e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_561fd",
                            table="mentoring_mentor",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_mentorevent" ("capacity", "district_id", "id", "languages", "member_id", "note", "paused_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "soft_capacity", "state", "strengths", "times", "travels", "unit_id", "village_id", "wants_recognition") VALUES (OLD."capacity", OLD."district_id", OLD."id", OLD."languages", OLD."member_id", OLD."note", OLD."paused_until", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."regency_id", OLD."soft_capacity", OLD."state", OLD."strengths", OLD."times", OLD."travels", OLD."unit_id", OLD."village_id", OLD."wants_recognition"); RETURN NULL;',
                            hash="f4ee9c5d37ebee815937da6b2bdcd553d7235649",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_48f79",
                            table="mentoring_mentor",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MentorEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("invited", "Diundang"),
                            ("accepted", "Bersedia"),
                            ("oriented", "Sudah orientasi"),
                            ("active", "Aktif"),
                            ("paused", "Jeda"),
                            ("removed", "Diberhentikan"),
                        ],
                        default="invited",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("soft_capacity", models.PositiveSmallIntegerField(default=3, verbose_name="beban wajar")),
                ("capacity", models.PositiveSmallIntegerField(default=5, verbose_name="batas binaan")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="keahlian dan bahasa")),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.member",
                        verbose_name="kader",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="mentoring.mentor",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=3),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="bahasa",
                    ),
                ),
                ("paused_until", models.DateField(blank=True, null=True, verbose_name="jeda sampai")),
                (
                    "strengths",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="Code of a competency → how strong, 1 to 5. The database checks both.",
                        verbose_name="kompetensi yang dikuasai",
                    ),
                ),
                (
                    "times",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="waktu luang",
                    ),
                ),
                (
                    "travels",
                    models.CharField(
                        choices=[
                            ("district", "distrik atau kecamatan yang sama"),
                            ("regency", "kabupaten atau kota yang sama"),
                            ("province", "provinsi yang sama"),
                            ("anywhere", "mana saja"),
                        ],
                        default="regency",
                        max_length=8,
                        verbose_name="bersedia ke",
                    ),
                ),
                (
                    "wants_recognition",
                    models.BooleanField(
                        default=True,
                        help_text="Without it no paper of thanks is printed.",
                        verbose_name="mau menerima penghargaan",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="nama program")),
                (
                    "category",
                    models.CharField(
                        choices=[("personal", "Pribadi"), ("formal_stage", "Dalam tahapan kaderisasi")],
                        default="formal_stage",
                        max_length=12,
                        verbose_name="kategori",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="mulai")),
                ("ends_on", models.DateField(verbose_name="selesai")),
                (
                    "cadence_days",
                    models.PositiveSmallIntegerField(
                        default=14,
                        validators=[
                            django.core.validators.MinValueValidator(7),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="irama pertemuan (hari)",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Rancangan"),
                            ("open", "Dibuka"),
                            ("running", "Berjalan"),
                            ("evaluating", "Evaluasi"),
                            ("closed", "Ditutup"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "coordinator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programmes",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="koordinator",
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
                ("closing_report", models.CharField(blank=True, max_length=2000, verbose_name="laporan akhir")),
                (
                    "focus",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=3),
                        blank=True,
                        default=list,
                        help_text="Didahulukan bila dua kesenjangan sama besar.",
                        size=None,
                        verbose_name="kompetensi utama",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("standard", "Umum"), ("candidate", "Calon legislatif"), ("level", "Menuju jenjang")],
                        db_default="standard",
                        default="standard",
                        max_length=9,
                        verbose_name="jenis",
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.level",
                        verbose_name="menuju jenjang",
                    ),
                ),
            ],
            options={
                "verbose_name": "program",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("starts_on"))), name="programme_ends_after_start"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "open", "running", "evaluating", "closed"])),
                        name="programme_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cadence_days__range", (7, 90))), name="programme_cadence"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("category__in", ["personal", "formal_stage"])), name="programme_category"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "focus__contained_by",
                                ["C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08", "C09", "C10", "C11", "C12"],
                            )
                        ),
                        name="programme_focus",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["standard", "candidate", "level"])), name="programme_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "level"), ("level__isnull", False)),
                            models.Q(models.Q(("kind", "level"), _negated=True), ("level__isnull", True)),
                            _connector="OR",
                        ),
                        name="programme_level_for_its_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "ends_on__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("starts_on"), "+", models.Value(datetime.timedelta(days=30))
                                ),
                            ),
                            (
                                "ends_on__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("starts_on"), "+", models.Value(datetime.timedelta(days=1100))
                                ),
                            ),
                        ),
                        name="programme_length",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_programmeevent" ("cadence_days", "category", "closing_report", "coordinator_id", "district_id", "ends_on", "focus", "id", "kind", "level_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "starts_on", "state", "unit_id", "village_id") VALUES (NEW."cadence_days", NEW."category", NEW."closing_report", NEW."coordinator_id", NEW."district_id", NEW."ends_on", NEW."focus", NEW."id", NEW."kind", NEW."level_id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."regency_id", NEW."starts_on", NEW."state", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="aac6283cd0d396c776b2a639d79c918d655ba44a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d56b3",
                            table="mentoring_programme",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "mentoring_programmeevent" ("cadence_days", "category", "closing_report", "coordinator_id", "district_id", "ends_on", "focus", "id", "kind", "level_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "starts_on", "state", "unit_id", "village_id") VALUES (NEW."cadence_days", NEW."category", NEW."closing_report", NEW."coordinator_id", NEW."district_id", NEW."ends_on", NEW."focus", NEW."id", NEW."kind", NEW."level_id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."regency_id", NEW."starts_on", NEW."state", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="2bc0e446d62be4c94374da318a163a05622b4bc4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0a5f9",
                            table="mentoring_programme",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_programmeevent" ("cadence_days", "category", "closing_report", "coordinator_id", "district_id", "ends_on", "focus", "id", "kind", "level_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "starts_on", "state", "unit_id", "village_id") VALUES (OLD."cadence_days", OLD."category", OLD."closing_report", OLD."coordinator_id", OLD."district_id", OLD."ends_on", OLD."focus", OLD."id", OLD."kind", OLD."level_id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."regency_id", OLD."starts_on", OLD."state", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                            hash="45f612b36421b6668633f8d36074984d63b1c381",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5e578",
                            table="mentoring_programme",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pairing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "category",
                    models.CharField(
                        choices=[("personal", "Pribadi"), ("formal_stage", "Dalam tahapan kaderisasi")],
                        max_length=12,
                        verbose_name="kategori",
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("one_to_one", "Satu lawan satu"),
                            ("group", "Kelompok"),
                            ("peer", "Sebaya"),
                            ("circle", "Lingkaran"),
                            ("reverse", "Terbalik"),
                        ],
                        default="one_to_one",
                        max_length=10,
                        verbose_name="bentuk",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Diusulkan"),
                            ("offered", "Ditawarkan"),
                            ("accepted", "Diterima"),
                            ("active", "Aktif"),
                            ("paused", "Jeda"),
                            ("completed", "Selesai"),
                            ("declined", "Tidak diterima"),
                            ("ended_early", "Berakhir lebih awal"),
                            ("rematched", "Dipasangkan ulang"),
                        ],
                        default="proposed",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("preparation", "Persiapan"),
                            ("orientation", "Orientasi"),
                            ("rapport", "Membangun kedekatan"),
                            ("diagnostic", "Diagnostik"),
                            ("action_plan", "Rencana aksi"),
                            ("execution", "Pelaksanaan"),
                            ("evaluation", "Evaluasi"),
                        ],
                        default="preparation",
                        max_length=12,
                        verbose_name="fase",
                    ),
                ),
                ("phase_since", models.DateField(default=django.utils.timezone.localdate, verbose_name="fase sejak")),
                ("cadence_days", models.PositiveSmallIntegerField(default=14, verbose_name="irama (hari)")),
                ("offered_at", models.DateTimeField(null=True)),
                ("active_on", models.DateField(null=True, verbose_name="aktif sejak")),
                ("planned_end_on", models.DateField(null=True, verbose_name="rencana selesai")),
                ("ended_on", models.DateField(null=True, verbose_name="berakhir")),
                (
                    "last_held_on",
                    models.DateField(help_text="Kept by a trigger.", null=True, verbose_name="sesi terakhir"),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
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
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pairings",
                        to="mentoring.programme",
                        verbose_name="program",
                    ),
                ),
                ("paused_on", models.DateField(null=True, verbose_name="jeda sejak")),
                (
                    "pauses",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        default=list,
                        editable=False,
                        help_text="Pauses that are over, without the day of resuming.",
                        size=None,
                    ),
                ),
                (
                    "phase_due_on",
                    models.DateField(
                        editable=False,
                        help_text="Where the window of its phase ends. Kept by a trigger.",
                        null=True,
                        verbose_name="fase sampai",
                    ),
                ),
            ],
            options={
                "verbose_name": "pasangan",
                "indexes": [
                    models.Index(fields=["province", "state"], name="pairing_province_state"),
                    models.Index(fields=["regency", "state"], name="pairing_regency_state"),
                    models.Index(fields=["district", "state"], name="pairing_district_state"),
                    models.Index(
                        condition=models.Q(("state__in", ["accepted", "active"])),
                        fields=["phase_due_on"],
                        name="pairing_phase_due",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "proposed",
                                    "offered",
                                    "accepted",
                                    "active",
                                    "paused",
                                    "completed",
                                    "declined",
                                    "ended_early",
                                    "rematched",
                                ],
                            )
                        ),
                        name="pairing_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "phase__in",
                                [
                                    "preparation",
                                    "orientation",
                                    "rapport",
                                    "diagnostic",
                                    "action_plan",
                                    "execution",
                                    "evaluation",
                                ],
                            )
                        ),
                        name="pairing_phase",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("format__in", ["one_to_one", "group", "peer", "circle", "reverse"])),
                        name="pairing_format",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["active", "paused", "completed"]), _negated=True),
                            ("active_on__isnull", False),
                            _connector="OR",
                        ),
                        name="pairing_active_has_a_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["completed", "ended_early", "rematched"]), _negated=True),
                            ("ended_on__isnull", False),
                            _connector="OR",
                        ),
                        name="pairing_ended_has_a_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            ("active_on__isnull", True),
                            ("ended_on__gte", models.F("active_on")),
                            _connector="OR",
                        ),
                        name="pairing_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cadence_days__range", (7, 90))), name="pairing_cadence"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("paused_on__isnull", False), ("state", "paused")),
                            models.Q(models.Q(("state", "paused"), _negated=True), ("paused_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="pairing_paused_has_a_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("category__in", ["personal", "formal_stage"])), name="pairing_category"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_pairingevent" ("active_on", "cadence_days", "category", "created_at", "district_id", "ended_on", "format", "id", "last_held_on", "offered_at", "paused_on", "pauses", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "phase_since", "planned_end_on", "programme_id", "province_id", "regency_id", "state", "unit_id", "village_id") VALUES (NEW."active_on", NEW."cadence_days", NEW."category", NEW."created_at", NEW."district_id", NEW."ended_on", NEW."format", NEW."id", NEW."last_held_on", NEW."offered_at", NEW."paused_on", NEW."pauses", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phase", NEW."phase_since", NEW."planned_end_on", NEW."programme_id", NEW."province_id", NEW."regency_id", NEW."state", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="de785e6eec8ee9180d1c2a4d23d4a4ade5f6e043",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c5a1a",
                            table="mentoring_pairing",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_pairingevent" ("active_on", "cadence_days", "category", "created_at", "district_id", "ended_on", "format", "id", "last_held_on", "offered_at", "paused_on", "pauses", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "phase_since", "planned_end_on", "programme_id", "province_id", "regency_id", "state", "unit_id", "village_id") VALUES (OLD."active_on", OLD."cadence_days", OLD."category", OLD."created_at", OLD."district_id", OLD."ended_on", OLD."format", OLD."id", OLD."last_held_on", OLD."offered_at", OLD."paused_on", OLD."pauses", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phase", OLD."phase_since", OLD."planned_end_on", OLD."programme_id", OLD."province_id", OLD."regency_id", OLD."state", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                            hash="69c1bb0953f9f27691a490dc806ca16c0212dd63",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9c5d8",
                            table="mentoring_pairing",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."active_on" IS DISTINCT FROM (NEW."active_on") OR OLD."cadence_days" IS DISTINCT FROM (NEW."cadence_days") OR OLD."category" IS DISTINCT FROM (NEW."category") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."district_id" IS DISTINCT FROM (NEW."district_id") OR OLD."ended_on" IS DISTINCT FROM (NEW."ended_on") OR OLD."format" IS DISTINCT FROM (NEW."format") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."last_held_on" IS DISTINCT FROM (NEW."last_held_on") OR OLD."offered_at" IS DISTINCT FROM (NEW."offered_at") OR OLD."paused_on" IS DISTINCT FROM (NEW."paused_on") OR OLD."pauses" IS DISTINCT FROM (NEW."pauses") OR OLD."phase" IS DISTINCT FROM (NEW."phase") OR OLD."phase_since" IS DISTINCT FROM (NEW."phase_since") OR OLD."planned_end_on" IS DISTINCT FROM (NEW."planned_end_on") OR OLD."programme_id" IS DISTINCT FROM (NEW."programme_id") OR OLD."province_id" IS DISTINCT FROM (NEW."province_id") OR OLD."regency_id" IS DISTINCT FROM (NEW."regency_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."village_id" IS DISTINCT FROM (NEW."village_id"))',
                            func='INSERT INTO "mentoring_pairingevent" ("active_on", "cadence_days", "category", "created_at", "district_id", "ended_on", "format", "id", "last_held_on", "offered_at", "paused_on", "pauses", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "phase_since", "planned_end_on", "programme_id", "province_id", "regency_id", "state", "unit_id", "village_id") VALUES (NEW."active_on", NEW."cadence_days", NEW."category", NEW."created_at", NEW."district_id", NEW."ended_on", NEW."format", NEW."id", NEW."last_held_on", NEW."offered_at", NEW."paused_on", NEW."pauses", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phase", NEW."phase_since", NEW."planned_end_on", NEW."programme_id", NEW."province_id", NEW."regency_id", NEW."state", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="aad0a5c0aaeef0afdb3b453ad5cbc4c84d044825",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d2eec",
                            table="mentoring_pairing",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="versi")),
                ("purpose", models.CharField(max_length=300, verbose_name="tujuan")),
                ("rhythm", models.CharField(max_length=200, verbose_name="hari dan jam")),
                ("starts_on", models.DateField(verbose_name="mulai")),
                ("ends_on", models.DateField(verbose_name="selesai")),
                (
                    "clauses",
                    models.JSONField(
                        default=list, help_text="The eleven clauses of DOMAIN §7.2 as signed.", verbose_name="pasal"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Rancangan"),
                            ("signed_one", "Ditandatangani satu pihak"),
                            ("in_force", "Berlaku"),
                            ("amended", "Diganti versi baru"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                (
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="agreements", to="mentoring.pairing"
                    ),
                ),
                (
                    "conflicts",
                    models.CharField(blank=True, max_length=300, verbose_name="benturan kepentingan yang dinyatakan"),
                ),
                ("edition", models.CharField(blank=True, max_length=12, verbose_name="edisi pasal")),
                ("every_days", models.PositiveSmallIntegerField(null=True, verbose_name="sekali dalam (hari)")),
                ("feedback", models.CharField(blank=True, max_length=200, verbose_name="cara memberi umpan balik")),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("face_to_face", "Tatap muka"),
                            ("phone", "Telepon"),
                            ("video", "Video"),
                            ("chat", "Pesan"),
                        ],
                        default="face_to_face",
                        max_length=12,
                        verbose_name="cara bertemu",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="tempat")),
            ],
            options={
                "verbose_name": "kesepakatan",
                "constraints": [
                    models.UniqueConstraint(fields=("pairing", "version"), name="agreement_version_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "in_force")), fields=("pairing",), name="agreement_one_in_force"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("starts_on"))), name="agreement_ends_after_start"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "signed_one", "in_force", "amended"])),
                        name="agreement_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mode__in", ["face_to_face", "phone", "video", "chat"])),
                        name="agreement_mode",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("every_days__isnull", True), ("every_days__range", (7, 90)), _connector="OR"
                        ),
                        name="agreement_every_days",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_agreementevent" ("clauses", "conflicts", "created_at", "district_id", "edition", "ends_on", "every_days", "feedback", "id", "mode", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "province_id", "purpose", "regency_id", "rhythm", "starts_on", "state", "unit_id", "version", "village_id") VALUES (NEW."clauses", NEW."conflicts", NEW."created_at", NEW."district_id", NEW."edition", NEW."ends_on", NEW."every_days", NEW."feedback", NEW."id", NEW."mode", NEW."pairing_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."province_id", NEW."purpose", NEW."regency_id", NEW."rhythm", NEW."starts_on", NEW."state", NEW."unit_id", NEW."version", NEW."village_id"); RETURN NULL;',
                            hash="2b8b6a8ff51cdb34bcb96f976b583112761937b1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ae9a9",
                            table="mentoring_agreement",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "mentoring_agreementevent" ("clauses", "conflicts", "created_at", "district_id", "edition", "ends_on", "every_days", "feedback", "id", "mode", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "province_id", "purpose", "regency_id", "rhythm", "starts_on", "state", "unit_id", "version", "village_id") VALUES (NEW."clauses", NEW."conflicts", NEW."created_at", NEW."district_id", NEW."edition", NEW."ends_on", NEW."every_days", NEW."feedback", NEW."id", NEW."mode", NEW."pairing_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."province_id", NEW."purpose", NEW."regency_id", NEW."rhythm", NEW."starts_on", NEW."state", NEW."unit_id", NEW."version", NEW."village_id"); RETURN NULL;',
                            hash="3723363dcb3fc0059c1cead64450602a801e9141",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7f0a8",
                            table="mentoring_agreement",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_agreementevent" ("clauses", "conflicts", "created_at", "district_id", "edition", "ends_on", "every_days", "feedback", "id", "mode", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "province_id", "purpose", "regency_id", "rhythm", "starts_on", "state", "unit_id", "version", "village_id") VALUES (OLD."clauses", OLD."conflicts", OLD."created_at", OLD."district_id", OLD."edition", OLD."ends_on", OLD."every_days", OLD."feedback", OLD."id", OLD."mode", OLD."pairing_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."province_id", OLD."purpose", OLD."regency_id", OLD."rhythm", OLD."starts_on", OLD."state", OLD."unit_id", OLD."version", OLD."village_id"); RETURN NULL;',
                            hash="e6cb4a49bdfde107074d5ee1b4b9b87968ba9888",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_09ff0",
                            table="mentoring_agreement",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="versi")),
                ("purpose", models.CharField(max_length=300, verbose_name="tujuan")),
                ("rhythm", models.CharField(max_length=200, verbose_name="hari dan jam")),
                ("starts_on", models.DateField(verbose_name="mulai")),
                ("ends_on", models.DateField(verbose_name="selesai")),
                (
                    "clauses",
                    models.JSONField(
                        default=list, help_text="The eleven clauses of DOMAIN §7.2 as signed.", verbose_name="pasal"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Rancangan"),
                            ("signed_one", "Ditandatangani satu pihak"),
                            ("in_force", "Berlaku"),
                            ("amended", "Diganti versi baru"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="mentoring.agreement",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.pairing",
                    ),
                ),
                (
                    "conflicts",
                    models.CharField(blank=True, max_length=300, verbose_name="benturan kepentingan yang dinyatakan"),
                ),
                ("edition", models.CharField(blank=True, max_length=12, verbose_name="edisi pasal")),
                ("every_days", models.PositiveSmallIntegerField(null=True, verbose_name="sekali dalam (hari)")),
                ("feedback", models.CharField(blank=True, max_length=200, verbose_name="cara memberi umpan balik")),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("face_to_face", "Tatap muka"),
                            ("phone", "Telepon"),
                            ("video", "Video"),
                            ("chat", "Pesan"),
                        ],
                        default="face_to_face",
                        max_length=12,
                        verbose_name="cara bertemu",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="tempat")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PairingParticipant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    models.CharField(
                        help_text="As it was when paired: shown where the member is out of scope.", max_length=150
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("mentor", "Mentor"),
                            ("mentee", "Kader dampingan"),
                            ("peer", "Sebaya"),
                            ("facilitator", "Fasilitator"),
                        ],
                        max_length=12,
                        verbose_name="peran",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("waiting", "Menunggu jawaban"),
                            ("accepted", "Bersedia"),
                            ("declined", "Tidak bersedia"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="jawaban",
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                ("oriented_at", models.DateTimeField(null=True, verbose_name="orientasi")),
                ("left_at", models.DateTimeField(null=True)),
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pairing_participants",
                        to="cadres.member",
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="participants",
                        to="mentoring.pairing",
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
                (
                    "user",
                    models.ForeignKey(
                        help_text="The member's account. Kept by a trigger.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "is_running",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        help_text="Kept by a trigger: learns in a pairing that runs, or is about to.",
                    ),
                ),
            ],
            options={
                "verbose_name": "peserta",
                "constraints": [
                    models.UniqueConstraint(fields=("pairing", "member"), name="participant_once"),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["mentor", "mentee", "peer", "facilitator"])),
                        name="participant_role",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["waiting", "accepted", "declined"])),
                        name="participant_answer",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_running", True)), fields=("member",), name="participant_one_running"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_pairingparticipantevent" ("answer", "answered_at", "district_id", "id", "left_at", "member_id", "name", "oriented_at", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "role", "unit_id", "user_id", "village_id") VALUES (NEW."answer", NEW."answered_at", NEW."district_id", NEW."id", NEW."left_at", NEW."member_id", NEW."name", NEW."oriented_at", NEW."pairing_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."regency_id", NEW."role", NEW."unit_id", NEW."user_id", NEW."village_id"); RETURN NULL;',
                            hash="14ddd091f4a628aadbe1dd0abed4e8a6c6e45b29",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3dc72",
                            table="mentoring_pairingparticipant",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_pairingparticipantevent" ("answer", "answered_at", "district_id", "id", "left_at", "member_id", "name", "oriented_at", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "role", "unit_id", "user_id", "village_id") VALUES (OLD."answer", OLD."answered_at", OLD."district_id", OLD."id", OLD."left_at", OLD."member_id", OLD."name", OLD."oriented_at", OLD."pairing_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."regency_id", OLD."role", OLD."unit_id", OLD."user_id", OLD."village_id"); RETURN NULL;',
                            hash="2b8e1e7f52f463cc76c756e5eda0cbad65ed7ca0",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_eb8b7",
                            table="mentoring_pairingparticipant",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."answered_at" IS DISTINCT FROM (NEW."answered_at") OR OLD."district_id" IS DISTINCT FROM (NEW."district_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."left_at" IS DISTINCT FROM (NEW."left_at") OR OLD."member_id" IS DISTINCT FROM (NEW."member_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."oriented_at" IS DISTINCT FROM (NEW."oriented_at") OR OLD."pairing_id" IS DISTINCT FROM (NEW."pairing_id") OR OLD."province_id" IS DISTINCT FROM (NEW."province_id") OR OLD."regency_id" IS DISTINCT FROM (NEW."regency_id") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id") OR OLD."village_id" IS DISTINCT FROM (NEW."village_id"))',
                            func='INSERT INTO "mentoring_pairingparticipantevent" ("answer", "answered_at", "district_id", "id", "left_at", "member_id", "name", "oriented_at", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "role", "unit_id", "user_id", "village_id") VALUES (NEW."answer", NEW."answered_at", NEW."district_id", NEW."id", NEW."left_at", NEW."member_id", NEW."name", NEW."oriented_at", NEW."pairing_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."regency_id", NEW."role", NEW."unit_id", NEW."user_id", NEW."village_id"); RETURN NULL;',
                            hash="5bfa0ce2731bb42d5b9d53270659f5a93aadc6de",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3cff2",
                            table="mentoring_pairingparticipant",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PairingParticipantEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "name",
                    models.CharField(
                        help_text="As it was when paired: shown where the member is out of scope.", max_length=150
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("mentor", "Mentor"),
                            ("mentee", "Kader dampingan"),
                            ("peer", "Sebaya"),
                            ("facilitator", "Fasilitator"),
                        ],
                        max_length=12,
                        verbose_name="peran",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("waiting", "Menunggu jawaban"),
                            ("accepted", "Bersedia"),
                            ("declined", "Tidak bersedia"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="jawaban",
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                ("oriented_at", models.DateTimeField(null=True, verbose_name="orientasi")),
                ("left_at", models.DateTimeField(null=True)),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.member",
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.pairing",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="mentoring.pairingparticipant",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="The member's account. Kept by a trigger.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PairingTransition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(choices=[("state", "state"), ("phase", "phase")], default="state", max_length=5),
                ),
                ("from_value", models.CharField(blank=True, max_length=12)),
                ("to_value", models.CharField(max_length=12)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="transitions",
                        to="mentoring.pairing",
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
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("app.on_behalf_of"), models.Value(True), function="current_setting"
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "perpindahan",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["state", "phase"])), name="pairing_transition_kind"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PhaseEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("coordinator_talk", "Koordinator berbicara dengan kedua pihak"),
                            ("midterm_done", "Evaluasi tengah selesai"),
                        ],
                        max_length=16,
                        verbose_name="bukti",
                    ),
                ),
                ("note", models.CharField(max_length=300, verbose_name="keterangan")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="mentoring.pairing"
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
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                "verbose_name": "bukti fase",
                "constraints": [
                    models.UniqueConstraint(fields=("pairing", "kind"), name="evidence_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["coordinator_talk", "midterm_done"])), name="evidence_kind"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_phaseevidenceevent" ("district_id", "id", "kind", "note", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "recorded_at", "recorded_by_id", "regency_id", "unit_id", "village_id") VALUES (NEW."district_id", NEW."id", NEW."kind", NEW."note", NEW."pairing_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."recorded_at", NEW."recorded_by_id", NEW."regency_id", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="d7c3a0b7c52ef97f7b44461907d704b727acf86e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_86a90",
                            table="mentoring_phaseevidence",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "mentoring_phaseevidenceevent" ("district_id", "id", "kind", "note", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "recorded_at", "recorded_by_id", "regency_id", "unit_id", "village_id") VALUES (NEW."district_id", NEW."id", NEW."kind", NEW."note", NEW."pairing_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."recorded_at", NEW."recorded_by_id", NEW."regency_id", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="b70180581cb5831dc281febdf31aa5fb1e3ce766",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d0ea8",
                            table="mentoring_phaseevidence",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_phaseevidenceevent" ("district_id", "id", "kind", "note", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "recorded_at", "recorded_by_id", "regency_id", "unit_id", "village_id") VALUES (OLD."district_id", OLD."id", OLD."kind", OLD."note", OLD."pairing_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."recorded_at", OLD."recorded_by_id", OLD."regency_id", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                            hash="b2280251cd2f717776e76b9f2c4f252bb4491bf3",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_59e6d",
                            table="mentoring_phaseevidence",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PairingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "category",
                    models.CharField(
                        choices=[("personal", "Pribadi"), ("formal_stage", "Dalam tahapan kaderisasi")],
                        max_length=12,
                        verbose_name="kategori",
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("one_to_one", "Satu lawan satu"),
                            ("group", "Kelompok"),
                            ("peer", "Sebaya"),
                            ("circle", "Lingkaran"),
                            ("reverse", "Terbalik"),
                        ],
                        default="one_to_one",
                        max_length=10,
                        verbose_name="bentuk",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Diusulkan"),
                            ("offered", "Ditawarkan"),
                            ("accepted", "Diterima"),
                            ("active", "Aktif"),
                            ("paused", "Jeda"),
                            ("completed", "Selesai"),
                            ("declined", "Tidak diterima"),
                            ("ended_early", "Berakhir lebih awal"),
                            ("rematched", "Dipasangkan ulang"),
                        ],
                        default="proposed",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("preparation", "Persiapan"),
                            ("orientation", "Orientasi"),
                            ("rapport", "Membangun kedekatan"),
                            ("diagnostic", "Diagnostik"),
                            ("action_plan", "Rencana aksi"),
                            ("execution", "Pelaksanaan"),
                            ("evaluation", "Evaluasi"),
                        ],
                        default="preparation",
                        max_length=12,
                        verbose_name="fase",
                    ),
                ),
                ("phase_since", models.DateField(default=django.utils.timezone.localdate, verbose_name="fase sejak")),
                ("cadence_days", models.PositiveSmallIntegerField(default=14, verbose_name="irama (hari)")),
                ("offered_at", models.DateTimeField(null=True)),
                ("active_on", models.DateField(null=True, verbose_name="aktif sejak")),
                ("planned_end_on", models.DateField(null=True, verbose_name="rencana selesai")),
                ("ended_on", models.DateField(null=True, verbose_name="berakhir")),
                (
                    "last_held_on",
                    models.DateField(help_text="Kept by a trigger.", null=True, verbose_name="sesi terakhir"),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="mentoring.pairing",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.programme",
                        verbose_name="program",
                    ),
                ),
                ("paused_on", models.DateField(null=True, verbose_name="jeda sejak")),
                (
                    "pauses",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        default=list,
                        editable=False,
                        help_text="Pauses that are over, without the day of resuming.",
                        size=None,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OrgGoal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("statement", models.CharField(max_length=200, verbose_name="sasaran")),
                ("measure", models.CharField(max_length=40, verbose_name="satuan")),
                ("baseline", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="angka awal")),
                ("target", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="angka target")),
                (
                    "actual",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="angka kini"
                    ),
                ),
                ("due_on", models.DateField(verbose_name="tenggat")),
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
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="goals", to="mentoring.programme"
                    ),
                ),
            ],
            options={
                "verbose_name": "sasaran organisasi",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("target", models.F("baseline")), _negated=True),
                        name="orggoal_target_differs",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_orggoalevent" ("actual", "baseline", "district_id", "due_on", "id", "measure", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "province_id", "regency_id", "statement", "target", "unit_id", "village_id") VALUES (NEW."actual", NEW."baseline", NEW."district_id", NEW."due_on", NEW."id", NEW."measure", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."programme_id", NEW."province_id", NEW."regency_id", NEW."statement", NEW."target", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="0fb4a59e7feb0394d05be8e17809715e608031dd",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_350db",
                            table="mentoring_orggoal",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "mentoring_orggoalevent" ("actual", "baseline", "district_id", "due_on", "id", "measure", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "province_id", "regency_id", "statement", "target", "unit_id", "village_id") VALUES (NEW."actual", NEW."baseline", NEW."district_id", NEW."due_on", NEW."id", NEW."measure", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."programme_id", NEW."province_id", NEW."regency_id", NEW."statement", NEW."target", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="38267190e55487c211c9f8bb6a62693add3c42b9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_81e8a",
                            table="mentoring_orggoal",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_orggoalevent" ("actual", "baseline", "district_id", "due_on", "id", "measure", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "province_id", "regency_id", "statement", "target", "unit_id", "village_id") VALUES (OLD."actual", OLD."baseline", OLD."district_id", OLD."due_on", OLD."id", OLD."measure", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."programme_id", OLD."province_id", OLD."regency_id", OLD."statement", OLD."target", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                            hash="5df62f6b59fb87710f03ac76c8fd7faf4ab5298a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_db55d",
                            table="mentoring_orggoal",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=120, verbose_name="nama program")),
                (
                    "category",
                    models.CharField(
                        choices=[("personal", "Pribadi"), ("formal_stage", "Dalam tahapan kaderisasi")],
                        default="formal_stage",
                        max_length=12,
                        verbose_name="kategori",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="mulai")),
                ("ends_on", models.DateField(verbose_name="selesai")),
                (
                    "cadence_days",
                    models.PositiveSmallIntegerField(
                        default=14,
                        validators=[
                            django.core.validators.MinValueValidator(7),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="irama pertemuan (hari)",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Rancangan"),
                            ("open", "Dibuka"),
                            ("running", "Berjalan"),
                            ("evaluating", "Evaluasi"),
                            ("closed", "Ditutup"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "coordinator",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="koordinator",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="mentoring.programme",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                ("closing_report", models.CharField(blank=True, max_length=2000, verbose_name="laporan akhir")),
                (
                    "focus",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=3),
                        blank=True,
                        default=list,
                        help_text="Didahulukan bila dua kesenjangan sama besar.",
                        size=None,
                        verbose_name="kompetensi utama",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("standard", "Umum"), ("candidate", "Calon legislatif"), ("level", "Menuju jenjang")],
                        db_default="standard",
                        default="standard",
                        max_length=9,
                        verbose_name="jenis",
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.level",
                        verbose_name="menuju jenjang",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("client_uuid", models.UUIDField(default=uuid.uuid4)),
                ("sequence", models.PositiveSmallIntegerField(null=True, verbose_name="sesi ke-")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Direncanakan"),
                            ("confirmed", "Dikonfirmasi"),
                            ("cancelled", "Dibatalkan"),
                            ("no_show_mentor", "Mentor tidak hadir"),
                            ("no_show_mentee", "Kader tidak hadir"),
                            ("logged", "Tercatat"),
                            ("acknowledged", "Diakui kader"),
                            ("disputed", "Dipersoalkan"),
                        ],
                        default="planned",
                        max_length=14,
                        verbose_name="status",
                    ),
                ),
                ("planned_start", models.DateTimeField(null=True, verbose_name="rencana")),
                ("started_at", models.DateTimeField(null=True, verbose_name="mulai")),
                ("minutes", models.PositiveSmallIntegerField(null=True, verbose_name="lama (menit)")),
                ("held_on", models.DateField(null=True, verbose_name="tanggal")),
                ("time_zone", models.CharField(max_length=40)),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("face_to_face", "Tatap muka"),
                            ("phone", "Telepon"),
                            ("video", "Video"),
                            ("chat", "Pesan"),
                        ],
                        default="face_to_face",
                        max_length=12,
                        verbose_name="cara",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="tempat")),
                ("late_cancelled", models.BooleanField(default=False)),
                ("recorded_at", models.DateTimeField(help_text="By the writer's clock.", null=True)),
                ("received_at", models.DateTimeField(help_text="By the server's clock.", null=True)),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("auto_acknowledged", models.BooleanField(default=False)),
                ("backdated", models.BooleanField(default=False)),
                (
                    "calendar_sequence",
                    models.PositiveSmallIntegerField(default=0, help_text="Rises with every change of the plan."),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                    "logged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sessions", to="mentoring.pairing"
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
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "is_campaign",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="None is planned for a quiet period: kept by a trigger.",
                        verbose_name="kegiatan kampanye",
                    ),
                ),
            ],
            options={
                "verbose_name": "sesi",
                "indexes": [
                    models.Index(fields=["pairing", "held_on"], name="session_pairing_held"),
                    models.Index(fields=["district", "held_on"], name="session_district_held"),
                    models.Index(fields=["regency", "held_on"], name="session_regency_held"),
                    models.Index(
                        condition=models.Q(("state__in", ["planned", "confirmed"])),
                        fields=["planned_start"],
                        name="session_upcoming",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("created_by", "client_uuid"), name="session_client_uuid_once"),
                    models.UniqueConstraint(fields=("pairing", "sequence"), name="session_sequence_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "planned",
                                    "confirmed",
                                    "cancelled",
                                    "no_show_mentor",
                                    "no_show_mentee",
                                    "logged",
                                    "acknowledged",
                                    "disputed",
                                ],
                            )
                        ),
                        name="session_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mode__in", ["face_to_face", "phone", "video", "chat"])),
                        name="session_mode",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["planned", "confirmed"]), _negated=True),
                            ("planned_start__isnull", False),
                            _connector="OR",
                        ),
                        name="session_planned_has_a_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["logged", "acknowledged", "disputed"]), _negated=True),
                            models.Q(
                                ("held_on__isnull", False),
                                ("minutes__gte", 1),
                                ("sequence__isnull", False),
                                ("started_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="session_held_has_a_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["cancelled", "no_show_mentor", "no_show_mentee"]), _negated=True),
                            ("held_on__isnull", False),
                            _connector="OR",
                        ),
                        name="session_missed_has_a_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__isnull", True), ("minutes__lte", 720), _connector="OR"),
                        name="session_minutes",
                    ),
                    models.UniqueConstraint(fields=("pairing", "started_at"), name="session_start_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["planned", "confirmed"])),
                        fields=("pairing", "planned_start"),
                        name="session_plan_once",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_sessionevent" ("acknowledged_at", "auto_acknowledged", "backdated", "calendar_sequence", "client_uuid", "confirmed_by_id", "created_by_id", "district_id", "held_on", "id", "is_campaign", "late_cancelled", "logged_by_id", "minutes", "mode", "on_behalf_of_id", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_by_id", "planned_start", "province_id", "received_at", "recorded_at", "regency_id", "sequence", "started_at", "state", "time_zone", "unit_id", "village_id") VALUES (NEW."acknowledged_at", NEW."auto_acknowledged", NEW."backdated", NEW."calendar_sequence", NEW."client_uuid", NEW."confirmed_by_id", NEW."created_by_id", NEW."district_id", NEW."held_on", NEW."id", NEW."is_campaign", NEW."late_cancelled", NEW."logged_by_id", NEW."minutes", NEW."mode", NEW."on_behalf_of_id", NEW."pairing_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."planned_by_id", NEW."planned_start", NEW."province_id", NEW."received_at", NEW."recorded_at", NEW."regency_id", NEW."sequence", NEW."started_at", NEW."state", NEW."time_zone", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="1bc3becd80f816f99104e77e1ffac5e35430eaa1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7a76e",
                            table="mentoring_session",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "mentoring_sessionevent" ("acknowledged_at", "auto_acknowledged", "backdated", "calendar_sequence", "client_uuid", "confirmed_by_id", "created_by_id", "district_id", "held_on", "id", "is_campaign", "late_cancelled", "logged_by_id", "minutes", "mode", "on_behalf_of_id", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_by_id", "planned_start", "province_id", "received_at", "recorded_at", "regency_id", "sequence", "started_at", "state", "time_zone", "unit_id", "village_id") VALUES (NEW."acknowledged_at", NEW."auto_acknowledged", NEW."backdated", NEW."calendar_sequence", NEW."client_uuid", NEW."confirmed_by_id", NEW."created_by_id", NEW."district_id", NEW."held_on", NEW."id", NEW."is_campaign", NEW."late_cancelled", NEW."logged_by_id", NEW."minutes", NEW."mode", NEW."on_behalf_of_id", NEW."pairing_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."planned_by_id", NEW."planned_start", NEW."province_id", NEW."received_at", NEW."recorded_at", NEW."regency_id", NEW."sequence", NEW."started_at", NEW."state", NEW."time_zone", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="766d2c5462bc31b3c3095870f5df8a75b73b5a92",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c267d",
                            table="mentoring_session",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_sessionevent" ("acknowledged_at", "auto_acknowledged", "backdated", "calendar_sequence", "client_uuid", "confirmed_by_id", "created_by_id", "district_id", "held_on", "id", "is_campaign", "late_cancelled", "logged_by_id", "minutes", "mode", "on_behalf_of_id", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_by_id", "planned_start", "province_id", "received_at", "recorded_at", "regency_id", "sequence", "started_at", "state", "time_zone", "unit_id", "village_id") VALUES (OLD."acknowledged_at", OLD."auto_acknowledged", OLD."backdated", OLD."calendar_sequence", OLD."client_uuid", OLD."confirmed_by_id", OLD."created_by_id", OLD."district_id", OLD."held_on", OLD."id", OLD."is_campaign", OLD."late_cancelled", OLD."logged_by_id", OLD."minutes", OLD."mode", OLD."on_behalf_of_id", OLD."pairing_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."planned_by_id", OLD."planned_start", OLD."province_id", OLD."received_at", OLD."recorded_at", OLD."regency_id", OLD."sequence", OLD."started_at", OLD."state", OLD."time_zone", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                            hash="c6bd631f1ae2d51657724e40acffcadd46eff43c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f8315",
                            table="mentoring_session",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PrivateNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body", core.fields.EncryptedTextField(verbose_name="catatan pribadi")),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="mentoring.session"
                    ),
                ),
            ],
            options={
                "verbose_name": "catatan pribadi",
                "constraints": [models.UniqueConstraint(fields=("session", "author"), name="note_once")],
            },
        ),
        migrations.CreateModel(
            name="SessionAttendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("present", "Hadir"),
                            ("late", "Terlambat"),
                            ("excused", "Izin"),
                            ("absent", "Tidak hadir"),
                        ],
                        default="present",
                        max_length=8,
                        verbose_name="kehadiran",
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
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairing"
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendance",
                        to="mentoring.pairingparticipant",
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attendance", to="mentoring.session"
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
                "verbose_name": "kehadiran",
                "constraints": [
                    models.UniqueConstraint(fields=("session", "participant"), name="attendance_once"),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["present", "late", "excused", "absent"])),
                        name="attendance_status",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_sessionattendanceevent" ("district_id", "id", "pairing_id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "session_id", "status", "unit_id", "village_id") VALUES (NEW."district_id", NEW."id", NEW."pairing_id", NEW."participant_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."regency_id", NEW."session_id", NEW."status", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="a96e0bf463ec68c7d42cb1f00174e3f85c025d32",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8b063",
                            table="mentoring_sessionattendance",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "mentoring_sessionattendanceevent" ("district_id", "id", "pairing_id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "session_id", "status", "unit_id", "village_id") VALUES (NEW."district_id", NEW."id", NEW."pairing_id", NEW."participant_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."regency_id", NEW."session_id", NEW."status", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="6af1a5e400d19cd534eadd8bca59c29e9c11e4e3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b2dcd",
                            table="mentoring_sessionattendance",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_sessionattendanceevent" ("district_id", "id", "pairing_id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "session_id", "status", "unit_id", "village_id") VALUES (OLD."district_id", OLD."id", OLD."pairing_id", OLD."participant_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."regency_id", OLD."session_id", OLD."status", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                            hash="174a71d7f7f051a02a70c78403b12b54a23f8eed",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d791b",
                            table="mentoring_sessionattendance",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("client_uuid", models.UUIDField(default=uuid.uuid4)),
                ("sequence", models.PositiveSmallIntegerField(null=True, verbose_name="sesi ke-")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Direncanakan"),
                            ("confirmed", "Dikonfirmasi"),
                            ("cancelled", "Dibatalkan"),
                            ("no_show_mentor", "Mentor tidak hadir"),
                            ("no_show_mentee", "Kader tidak hadir"),
                            ("logged", "Tercatat"),
                            ("acknowledged", "Diakui kader"),
                            ("disputed", "Dipersoalkan"),
                        ],
                        default="planned",
                        max_length=14,
                        verbose_name="status",
                    ),
                ),
                ("planned_start", models.DateTimeField(null=True, verbose_name="rencana")),
                ("started_at", models.DateTimeField(null=True, verbose_name="mulai")),
                ("minutes", models.PositiveSmallIntegerField(null=True, verbose_name="lama (menit)")),
                ("held_on", models.DateField(null=True, verbose_name="tanggal")),
                ("time_zone", models.CharField(max_length=40)),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("face_to_face", "Tatap muka"),
                            ("phone", "Telepon"),
                            ("video", "Video"),
                            ("chat", "Pesan"),
                        ],
                        default="face_to_face",
                        max_length=12,
                        verbose_name="cara",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="tempat")),
                ("late_cancelled", models.BooleanField(default=False)),
                ("recorded_at", models.DateTimeField(help_text="By the writer's clock.", null=True)),
                ("received_at", models.DateTimeField(help_text="By the server's clock.", null=True)),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("auto_acknowledged", models.BooleanField(default=False)),
                ("backdated", models.BooleanField(default=False)),
                (
                    "calendar_sequence",
                    models.PositiveSmallIntegerField(default=0, help_text="Rises with every change of the plan."),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "logged_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.pairing",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="mentoring.session",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "is_campaign",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="None is planned for a quiet period: kept by a trigger.",
                        verbose_name="kegiatan kampanye",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SessionLog",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("preparation", "Persiapan"),
                            ("orientation", "Orientasi"),
                            ("rapport", "Membangun kedekatan"),
                            ("diagnostic", "Diagnostik"),
                            ("action_plan", "Rencana aksi"),
                            ("execution", "Pelaksanaan"),
                            ("evaluation", "Evaluasi"),
                        ],
                        max_length=12,
                        verbose_name="fase",
                    ),
                ),
                ("competencies", models.JSONField(default=list, verbose_name="kompetensi dibahas")),
                ("goal", models.CharField(blank=True, max_length=600, verbose_name="Tujuan hari ini")),
                ("reality", models.CharField(blank=True, max_length=600, verbose_name="Keadaan sekarang")),
                ("options", models.CharField(blank=True, max_length=600, verbose_name="Pilihan")),
                ("will", models.CharField(blank=True, max_length=600, verbose_name="Langkah, siapa, kapan")),
                (
                    "progress",
                    models.CharField(
                        blank=True,
                        choices=[("forward", "Maju"), ("steady", "Tetap"), ("stuck", "Terhambat")],
                        max_length=8,
                        verbose_name="kemajuan",
                    ),
                ),
                ("obstacles", models.JSONField(default=list, verbose_name="hambatan")),
                ("evidence_count", models.PositiveSmallIntegerField(default=0, verbose_name="jumlah bukti")),
                ("no_new_action", models.BooleanField(default=False, verbose_name="tidak ada tindak lanjut")),
                ("next_meeting_on", models.DateField(blank=True, null=True, verbose_name="pertemuan berikut")),
                (
                    "no_next_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="alasan belum ada pertemuan berikut"),
                ),
                ("dispute", models.CharField(blank=True, max_length=300, verbose_name="keberatan kader")),
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
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairing"
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
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="log", to="mentoring.session"
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
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "client_uuid",
                    models.UUIDField(
                        default=uuid.uuid4, help_text="Made by the writer: sent again it is the same log."
                    ),
                ),
                ("digest", models.BinaryField(default=bytes, help_text="Keyed hash of what was sent.", max_length=32)),
            ],
            options={
                "verbose_name": "catatan sesi",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("next_meeting_on__isnull", False),
                            models.Q(("no_next_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="log_says_what_is_next",
                    ),
                    models.UniqueConstraint(fields=("author", "client_uuid"), name="log_client_uuid_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "phase__in",
                                [
                                    "preparation",
                                    "orientation",
                                    "rapport",
                                    "diagnostic",
                                    "action_plan",
                                    "execution",
                                    "evaluation",
                                ],
                            )
                        ),
                        name="log_phase",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("progress__in", ["", "forward", "steady", "stuck"])), name="log_progress"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_sessionlogevent" ("author_id", "client_uuid", "competencies", "digest", "dispute", "district_id", "evidence_count", "goal", "id", "next_meeting_on", "no_new_action", "no_next_reason", "obstacles", "options", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "progress", "province_id", "reality", "regency_id", "session_id", "unit_id", "village_id", "will") VALUES (NEW."author_id", NEW."client_uuid", NEW."competencies", NEW."digest", NEW."dispute", NEW."district_id", NEW."evidence_count", NEW."goal", NEW."id", NEW."next_meeting_on", NEW."no_new_action", NEW."no_next_reason", NEW."obstacles", NEW."options", NEW."pairing_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phase", NEW."progress", NEW."province_id", NEW."reality", NEW."regency_id", NEW."session_id", NEW."unit_id", NEW."village_id", NEW."will"); RETURN NULL;',
                            hash="6691c430660b29241a1963250a7c3df8029a5e63",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2499a",
                            table="mentoring_sessionlog",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "mentoring_sessionlogevent" ("author_id", "client_uuid", "competencies", "digest", "dispute", "district_id", "evidence_count", "goal", "id", "next_meeting_on", "no_new_action", "no_next_reason", "obstacles", "options", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "progress", "province_id", "reality", "regency_id", "session_id", "unit_id", "village_id", "will") VALUES (NEW."author_id", NEW."client_uuid", NEW."competencies", NEW."digest", NEW."dispute", NEW."district_id", NEW."evidence_count", NEW."goal", NEW."id", NEW."next_meeting_on", NEW."no_new_action", NEW."no_next_reason", NEW."obstacles", NEW."options", NEW."pairing_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phase", NEW."progress", NEW."province_id", NEW."reality", NEW."regency_id", NEW."session_id", NEW."unit_id", NEW."village_id", NEW."will"); RETURN NULL;',
                            hash="c76f4ffe91ae4c75e23a45a8a3871d99477c07a5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e20fc",
                            table="mentoring_sessionlog",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_sessionlogevent" ("author_id", "client_uuid", "competencies", "digest", "dispute", "district_id", "evidence_count", "goal", "id", "next_meeting_on", "no_new_action", "no_next_reason", "obstacles", "options", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "progress", "province_id", "reality", "regency_id", "session_id", "unit_id", "village_id", "will") VALUES (OLD."author_id", OLD."client_uuid", OLD."competencies", OLD."digest", OLD."dispute", OLD."district_id", OLD."evidence_count", OLD."goal", OLD."id", OLD."next_meeting_on", OLD."no_new_action", OLD."no_next_reason", OLD."obstacles", OLD."options", OLD."pairing_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phase", OLD."progress", OLD."province_id", OLD."reality", OLD."regency_id", OLD."session_id", OLD."unit_id", OLD."village_id", OLD."will"); RETURN NULL;',
                            hash="f9f31243710b9def1a56ce8b345d4721cb5624fa",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_35a25",
                            table="mentoring_sessionlog",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionLogEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("preparation", "Persiapan"),
                            ("orientation", "Orientasi"),
                            ("rapport", "Membangun kedekatan"),
                            ("diagnostic", "Diagnostik"),
                            ("action_plan", "Rencana aksi"),
                            ("execution", "Pelaksanaan"),
                            ("evaluation", "Evaluasi"),
                        ],
                        max_length=12,
                        verbose_name="fase",
                    ),
                ),
                ("competencies", models.JSONField(default=list, verbose_name="kompetensi dibahas")),
                ("goal", models.CharField(blank=True, max_length=600, verbose_name="Tujuan hari ini")),
                ("reality", models.CharField(blank=True, max_length=600, verbose_name="Keadaan sekarang")),
                ("options", models.CharField(blank=True, max_length=600, verbose_name="Pilihan")),
                ("will", models.CharField(blank=True, max_length=600, verbose_name="Langkah, siapa, kapan")),
                (
                    "progress",
                    models.CharField(
                        blank=True,
                        choices=[("forward", "Maju"), ("steady", "Tetap"), ("stuck", "Terhambat")],
                        max_length=8,
                        verbose_name="kemajuan",
                    ),
                ),
                ("obstacles", models.JSONField(default=list, verbose_name="hambatan")),
                ("evidence_count", models.PositiveSmallIntegerField(default=0, verbose_name="jumlah bukti")),
                ("no_new_action", models.BooleanField(default=False, verbose_name="tidak ada tindak lanjut")),
                ("next_meeting_on", models.DateField(blank=True, null=True, verbose_name="pertemuan berikut")),
                (
                    "no_next_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="alasan belum ada pertemuan berikut"),
                ),
                ("dispute", models.CharField(blank=True, max_length=300, verbose_name="keberatan kader")),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.pairing",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="mentoring.sessionlog",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.session",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "client_uuid",
                    models.UUIDField(
                        default=uuid.uuid4, help_text="Made by the writer: sent again it is the same log."
                    ),
                ),
                ("digest", models.BinaryField(default=bytes, help_text="Keyed hash of what was sent.", max_length=32)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SessionTransition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_value", models.CharField(blank=True, max_length=14)),
                ("to_value", models.CharField(max_length=14)),
                ("planned_start", models.DateTimeField(help_text="The plan after the move.", null=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairing"
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="transitions", to="mentoring.session"
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
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("app.on_behalf_of"), models.Value(True), function="current_setting"
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "perpindahan sesi",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MentorTransition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_value", models.CharField(blank=True, max_length=12)),
                ("to_value", models.CharField(max_length=12)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="transitions", to="mentoring.mentor"
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("app.on_behalf_of"), models.Value(True), function="current_setting"
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "verbose_name": "perpindahan mentor",
                "ordering": ["at", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OrgGoalEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("statement", models.CharField(max_length=200, verbose_name="sasaran")),
                ("measure", models.CharField(max_length=40, verbose_name="satuan")),
                ("baseline", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="angka awal")),
                ("target", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="angka target")),
                (
                    "actual",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="angka kini"
                    ),
                ),
                ("due_on", models.DateField(verbose_name="tenggat")),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="mentoring.orggoal",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.programme",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PhaseEvidenceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("coordinator_talk", "Koordinator berbicara dengan kedua pihak"),
                            ("midterm_done", "Evaluasi tengah selesai"),
                        ],
                        max_length=16,
                        verbose_name="bukti",
                    ),
                ),
                ("note", models.CharField(max_length=300, verbose_name="keterangan")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.pairing",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="mentoring.phaseevidence",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProgrammeTransition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_value", models.CharField(blank=True, max_length=12)),
                ("to_value", models.CharField(max_length=12)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "on_behalf_of",
                    models.ForeignKey(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("app.on_behalf_of"), models.Value(True), function="current_setting"
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transitions",
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
                "verbose_name": "perpindahan program",
                "ordering": ["at", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SessionAttendanceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("present", "Hadir"),
                            ("late", "Terlambat"),
                            ("excused", "Izin"),
                            ("absent", "Tidak hadir"),
                        ],
                        default="present",
                        max_length=8,
                        verbose_name="kehadiran",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.pairing",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.pairingparticipant",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="mentoring.sessionattendance",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.session",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Concern",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("harassment", "Pelecehan atau kekerasan"),
                            ("money", "Uang, mahar, atau setoran"),
                            ("labour", "Tenaga atau karya saya dipakai"),
                            ("interest", "Benturan kepentingan"),
                            ("data", "Data saya disalahgunakan"),
                            ("other", "Lainnya"),
                        ],
                        max_length=12,
                        verbose_name="tentang",
                    ),
                ),
                ("text", core.fields.EncryptedTextField(verbose_name="yang terjadi")),
                ("is_anonymous", models.BooleanField(default=False, verbose_name="tanpa nama")),
                (
                    "desk",
                    models.CharField(
                        choices=[("coordinator", "Koordinator"), ("dpo", "Pejabat pelindungan data")],
                        default="dpo",
                        editable=False,
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "Terkirim"),
                            ("triaged", "Sudah dibaca dan ditelaah"),
                            ("mediation", "Mediasi"),
                            ("investigation", "Pemeriksaan"),
                            ("resolved", "Selesai"),
                        ],
                        default="submitted",
                        max_length=13,
                        verbose_name="status",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("upheld", "Terbukti"),
                            ("not_upheld", "Tidak terbukti"),
                            ("settled", "Selesai lewat mediasi"),
                            ("referred", "Diteruskan ke pihak yang berwenang"),
                            ("withdrawn", "Dicabut pelapor"),
                        ],
                        max_length=10,
                        verbose_name="hasil",
                    ),
                ),
                ("submitted_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answer_days", models.PositiveSmallIntegerField(default=7)),
                (
                    "due_at",
                    models.DateTimeField(help_text="When it goes a tier up, if nobody has answered until then."),
                ),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "handling_unit",
                    models.ForeignKey(
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
                        help_text="The regency it comes from, or above.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "laporan rahasia",
                "indexes": [
                    models.Index(fields=["handling_unit", "desk"], name="concern_handled"),
                    models.Index(condition=models.Q(("state", "submitted")), fields=["due_at"], name="concern_waiting"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("category__in", ["harassment", "money", "labour", "interest", "data", "other"])
                        ),
                        name="concern_category",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["submitted", "triaged", "mediation", "investigation", "resolved"])
                        ),
                        name="concern_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("desk__in", ["coordinator", "dpo"])), name="concern_desk"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", False),
                                ("outcome__in", ["upheld", "not_upheld", "settled", "referred", "withdrawn"]),
                                ("state", "resolved"),
                            ),
                            models.Q(
                                models.Q(("state", "resolved"), _negated=True),
                                ("closed_at__isnull", True),
                                ("outcome", ""),
                            ),
                            _connector="OR",
                        ),
                        name="concern_resolved_has_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConcernAct",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("moved", "Status"),
                            ("routed", "Diteruskan"),
                            ("opened", "Dibuka pertama kali"),
                            ("added", "Ditambahkan pelapor"),
                            ("named", "Orang ditambahkan"),
                            ("noted", "Catatan penangan"),
                        ],
                        max_length=8,
                    ),
                ),
                ("from_value", models.CharField(blank=True, max_length=13)),
                ("to_value", models.CharField(blank=True, max_length=13)),
                ("is_reporters", models.BooleanField(default=False)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("note", core.fields.EncryptedTextField(blank=True)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="acts", to="mentoring.concern"
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("app.on_behalf_of"), models.Value(True), function="current_setting"
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "langkah laporan",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["moved", "routed", "opened", "added", "named", "noted"])),
                        name="concernact_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_reporters", False),
                            models.Q(("actor__isnull", True), ("on_behalf_of__isnull", True)),
                            _connector="OR",
                        ),
                        name="concernact_reporter_is_nameless",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConcernName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", core.fields.EncryptedTextField(verbose_name="nama")),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="names", to="mentoring.concern"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cadres.member",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "orang yang dilaporkan",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("user__isnull", False), ("member__isnull", False), _connector="OR"),
                        name="concernname_is_somebody",
                    ),
                    models.UniqueConstraint(fields=("concern", "user"), name="concernname_user_once"),
                    models.UniqueConstraint(fields=("concern", "member"), name="concernname_member_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConcernReporter",
            fields=[
                (
                    "concern",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="reporter_link",
                        serialize=False,
                        to="mentoring.concern",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "pelapor",
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("learner_accepted_at", models.DateTimeField(null=True)),
                ("guide_accepted_at", models.DateTimeField(null=True)),
                ("agreed_at", models.DateTimeField(null=True, verbose_name="disepakati")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairingparticipant"
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairing"
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
                "verbose_name": "rencana aksi",
                "constraints": [models.UniqueConstraint(fields=("learner",), name="plan_once")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_planevent" ("agreed_at", "created_at", "district_id", "guide_accepted_at", "id", "learner_accepted_at", "learner_id", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "unit_id", "village_id") VALUES (NEW."agreed_at", NEW."created_at", NEW."district_id", NEW."guide_accepted_at", NEW."id", NEW."learner_accepted_at", NEW."learner_id", NEW."pairing_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."regency_id", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="03e258a02c3c2d0b6cc3bded7745776d844db361",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_aa95c",
                            table="mentoring_plan",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "mentoring_planevent" ("agreed_at", "created_at", "district_id", "guide_accepted_at", "id", "learner_accepted_at", "learner_id", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "unit_id", "village_id") VALUES (NEW."agreed_at", NEW."created_at", NEW."district_id", NEW."guide_accepted_at", NEW."id", NEW."learner_accepted_at", NEW."learner_id", NEW."pairing_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."regency_id", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="c095a74ab5042937b4fae7fc2d839c6d2fb59adc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3f980",
                            table="mentoring_plan",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_planevent" ("agreed_at", "created_at", "district_id", "guide_accepted_at", "id", "learner_accepted_at", "learner_id", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "unit_id", "village_id") VALUES (OLD."agreed_at", OLD."created_at", OLD."district_id", OLD."guide_accepted_at", OLD."id", OLD."learner_accepted_at", OLD."learner_id", OLD."pairing_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."regency_id", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                            hash="a7029fc0de1f2a9f53fddd747df324354c11995a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_adaaf",
                            table="mentoring_plan",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "competency",
                    models.CharField(
                        choices=[
                            ("C01", "Ideologi & aturan partai"),
                            ("C02", "Kebangsaan & tugas DPRD"),
                            ("C03", "Integritas & etika"),
                            ("C04", "Komunikasi publik"),
                            ("C05", "Menyerap aspirasi"),
                            ("C06", "Pengorganisasian basis"),
                            ("C07", "Analisis isu & kebijakan"),
                            ("C08", "Aturan pemilu"),
                            ("C09", "Strategi dapil"),
                            ("C10", "Dana & administrasi"),
                            ("C11", "Literasi digital & keamanan data"),
                            ("C12", "Kepemimpinan & keberagaman"),
                        ],
                        max_length=3,
                        verbose_name="kompetensi",
                    ),
                ),
                ("statement", models.CharField(max_length=300, verbose_name="tujuan")),
                ("measure", models.CharField(max_length=40, verbose_name="satuan")),
                ("baseline", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="angka awal")),
                ("target", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="angka target")),
                ("check_on", models.DateField(verbose_name="titik cek")),
                ("due_on", models.DateField(verbose_name="selesai")),
                (
                    "smart",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        default=list,
                        size=None,
                        verbose_name="daftar periksa",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Rancangan"),
                            ("agreed", "Disepakati"),
                            ("achieved", "Tercapai"),
                            ("partly", "Sebagian tercapai"),
                            ("missed", "Tidak tercapai"),
                            ("dropped", "Dibatalkan"),
                        ],
                        default="draft",
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                ("outcome_note", models.CharField(blank=True, max_length=300, verbose_name="bukti hasil")),
                ("agreed_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("seen_at", models.DateTimeField(null=True, verbose_name="dilihat koordinator")),
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
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairingparticipant"
                    ),
                ),
                (
                    "org_goal",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="mentoring.orggoal",
                        verbose_name="sasaran organisasi",
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairing"
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
                    "seen_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="goals", to="mentoring.plan"
                    ),
                ),
            ],
            options={
                "verbose_name": "tujuan",
                "ordering": ["due_on", "pk"],
                "indexes": [
                    models.Index(condition=models.Q(("state", "agreed")), fields=["due_on"], name="goal_due"),
                    models.Index(fields=["learner"], name="goal_learner"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "agreed", "achieved", "partly", "missed", "dropped"])
                        ),
                        name="goal_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "competency__in",
                                ["C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08", "C09", "C10", "C11", "C12"],
                            )
                        ),
                        name="goal_competency",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("check_on__lte", models.F("due_on"))), name="goal_checked_before_due"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("baseline", models.F("target")), _negated=True), name="goal_goes_somewhere"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "dropped"]),
                            ("smart__contains", [1, 2, 3, 4, 5, 6, 7, 8]),
                            _connector="OR",
                        ),
                        name="goal_is_smart",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "agreed"]),
                            models.Q(("outcome_note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="goal_outcome_is_told",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_goalevent" ("agreed_at", "baseline", "check_on", "competency", "district_id", "due_on", "id", "learner_id", "measure", "org_goal_id", "outcome_note", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "province_id", "regency_id", "seen_at", "seen_by_id", "settled_at", "smart", "state", "statement", "target", "unit_id", "village_id") VALUES (NEW."agreed_at", NEW."baseline", NEW."check_on", NEW."competency", NEW."district_id", NEW."due_on", NEW."id", NEW."learner_id", NEW."measure", NEW."org_goal_id", NEW."outcome_note", NEW."pairing_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."province_id", NEW."regency_id", NEW."seen_at", NEW."seen_by_id", NEW."settled_at", NEW."smart", NEW."state", NEW."statement", NEW."target", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="2997250854f9a97ec2e52846c945c5e74ed47170",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_199d9",
                            table="mentoring_goal",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "mentoring_goalevent" ("agreed_at", "baseline", "check_on", "competency", "district_id", "due_on", "id", "learner_id", "measure", "org_goal_id", "outcome_note", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "province_id", "regency_id", "seen_at", "seen_by_id", "settled_at", "smart", "state", "statement", "target", "unit_id", "village_id") VALUES (NEW."agreed_at", NEW."baseline", NEW."check_on", NEW."competency", NEW."district_id", NEW."due_on", NEW."id", NEW."learner_id", NEW."measure", NEW."org_goal_id", NEW."outcome_note", NEW."pairing_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."province_id", NEW."regency_id", NEW."seen_at", NEW."seen_by_id", NEW."settled_at", NEW."smart", NEW."state", NEW."statement", NEW."target", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="3f734cca9b2ec7934a32f1131252ae9bb712eacf",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_88949",
                            table="mentoring_goal",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_goalevent" ("agreed_at", "baseline", "check_on", "competency", "district_id", "due_on", "id", "learner_id", "measure", "org_goal_id", "outcome_note", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "province_id", "regency_id", "seen_at", "seen_by_id", "settled_at", "smart", "state", "statement", "target", "unit_id", "village_id") VALUES (OLD."agreed_at", OLD."baseline", OLD."check_on", OLD."competency", OLD."district_id", OLD."due_on", OLD."id", OLD."learner_id", OLD."measure", OLD."org_goal_id", OLD."outcome_note", OLD."pairing_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."province_id", OLD."regency_id", OLD."seen_at", OLD."seen_by_id", OLD."settled_at", OLD."smart", OLD."state", OLD."statement", OLD."target", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                            hash="c6051101ead09ea5de3950b6180a671c2ed1c8ad",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3ecc1",
                            table="mentoring_goal",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=200, verbose_name="langkah")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="tenggat")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Terbuka"),
                            ("done", "Tuntas"),
                            ("partly", "Sebagian"),
                            ("not_done", "Belum dikerjakan"),
                            ("dropped", "Dibatalkan"),
                        ],
                        default="open",
                        max_length=8,
                        verbose_name="status",
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
                (
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="actions", to="mentoring.pairing"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="mentoring.pairingparticipant",
                        verbose_name="siapa",
                    ),
                ),
                (
                    "closed_in",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="mentoring.session",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="actions",
                        to="mentoring.session",
                    ),
                ),
                ("proposed_note", models.CharField(blank=True, max_length=300, verbose_name="catatan usul")),
                (
                    "proposed_state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("open", "Terbuka"),
                            ("done", "Tuntas"),
                            ("partly", "Sebagian"),
                            ("not_done", "Belum dikerjakan"),
                            ("dropped", "Dibatalkan"),
                        ],
                        max_length=8,
                        verbose_name="usul",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                (
                    "goal",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="mentoring.goal",
                    ),
                ),
            ],
            options={
                "verbose_name": "tindak lanjut",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "done", "partly", "not_done", "dropped"])),
                        name="action_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("proposed_state__in", ["", "done", "partly", "not_done", "dropped"])),
                        name="action_proposed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("session__isnull", False), ("goal__isnull", False), _connector="OR"),
                        name="action_has_an_origin",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "dropped"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="action_dropped_says_why",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_actionitemevent" ("closed_in_id", "district_id", "due_on", "goal_id", "id", "owner_id", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_note", "proposed_state", "province_id", "reason", "regency_id", "session_id", "state", "unit_id", "village_id", "what") VALUES (NEW."closed_in_id", NEW."district_id", NEW."due_on", NEW."goal_id", NEW."id", NEW."owner_id", NEW."pairing_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proposed_note", NEW."proposed_state", NEW."province_id", NEW."reason", NEW."regency_id", NEW."session_id", NEW."state", NEW."unit_id", NEW."village_id", NEW."what"); RETURN NULL;',
                            hash="6ab3b625dc36c761eaf5e09aa6e5cccc28cc84d9",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3a95e",
                            table="mentoring_actionitem",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "mentoring_actionitemevent" ("closed_in_id", "district_id", "due_on", "goal_id", "id", "owner_id", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_note", "proposed_state", "province_id", "reason", "regency_id", "session_id", "state", "unit_id", "village_id", "what") VALUES (NEW."closed_in_id", NEW."district_id", NEW."due_on", NEW."goal_id", NEW."id", NEW."owner_id", NEW."pairing_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposed_note", NEW."proposed_state", NEW."province_id", NEW."reason", NEW."regency_id", NEW."session_id", NEW."state", NEW."unit_id", NEW."village_id", NEW."what"); RETURN NULL;',
                            hash="d4b47a82d9d183ee98c77fb2e5776efe41ee8fed",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4d30a",
                            table="mentoring_actionitem",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_actionitemevent" ("closed_in_id", "district_id", "due_on", "goal_id", "id", "owner_id", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_note", "proposed_state", "province_id", "reason", "regency_id", "session_id", "state", "unit_id", "village_id", "what") VALUES (OLD."closed_in_id", OLD."district_id", OLD."due_on", OLD."goal_id", OLD."id", OLD."owner_id", OLD."pairing_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proposed_note", OLD."proposed_state", OLD."province_id", OLD."reason", OLD."regency_id", OLD."session_id", OLD."state", OLD."unit_id", OLD."village_id", OLD."what"); RETURN NULL;',
                            hash="4b9f46e8456d453133fe7aea8ed7d53bf4775763",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8942b",
                            table="mentoring_actionitem",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionItemEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("what", models.CharField(max_length=200, verbose_name="langkah")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="tenggat")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Terbuka"),
                            ("done", "Tuntas"),
                            ("partly", "Sebagian"),
                            ("not_done", "Belum dikerjakan"),
                            ("dropped", "Dibatalkan"),
                        ],
                        default="open",
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                (
                    "closed_in",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.session",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.pairingparticipant",
                        verbose_name="siapa",
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.pairing",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="mentoring.actionitem",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.session",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                ("proposed_note", models.CharField(blank=True, max_length=300, verbose_name="catatan usul")),
                (
                    "proposed_state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("open", "Terbuka"),
                            ("done", "Tuntas"),
                            ("partly", "Sebagian"),
                            ("not_done", "Belum dikerjakan"),
                            ("dropped", "Dibatalkan"),
                        ],
                        max_length=8,
                        verbose_name="usul",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                (
                    "goal",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.goal",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ActionTransition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_value", models.CharField(blank=True, max_length=12)),
                ("to_value", models.CharField(max_length=12)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                ("is_proposal", models.BooleanField(default=False)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transitions",
                        to="mentoring.actionitem",
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairingparticipant"
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("app.on_behalf_of"), models.Value(True), function="current_setting"
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairing"
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
                "verbose_name": "perpindahan langkah",
                "ordering": ["at", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="GoalEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "competency",
                    models.CharField(
                        choices=[
                            ("C01", "Ideologi & aturan partai"),
                            ("C02", "Kebangsaan & tugas DPRD"),
                            ("C03", "Integritas & etika"),
                            ("C04", "Komunikasi publik"),
                            ("C05", "Menyerap aspirasi"),
                            ("C06", "Pengorganisasian basis"),
                            ("C07", "Analisis isu & kebijakan"),
                            ("C08", "Aturan pemilu"),
                            ("C09", "Strategi dapil"),
                            ("C10", "Dana & administrasi"),
                            ("C11", "Literasi digital & keamanan data"),
                            ("C12", "Kepemimpinan & keberagaman"),
                        ],
                        max_length=3,
                        verbose_name="kompetensi",
                    ),
                ),
                ("statement", models.CharField(max_length=300, verbose_name="tujuan")),
                ("measure", models.CharField(max_length=40, verbose_name="satuan")),
                ("baseline", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="angka awal")),
                ("target", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="angka target")),
                ("check_on", models.DateField(verbose_name="titik cek")),
                ("due_on", models.DateField(verbose_name="selesai")),
                (
                    "smart",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        default=list,
                        size=None,
                        verbose_name="daftar periksa",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Rancangan"),
                            ("agreed", "Disepakati"),
                            ("achieved", "Tercapai"),
                            ("partly", "Sebagian tercapai"),
                            ("missed", "Tidak tercapai"),
                            ("dropped", "Dibatalkan"),
                        ],
                        default="draft",
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                ("outcome_note", models.CharField(blank=True, max_length=300, verbose_name="bukti hasil")),
                ("agreed_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("seen_at", models.DateTimeField(null=True, verbose_name="dilihat koordinator")),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "learner",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.pairingparticipant",
                    ),
                ),
                (
                    "org_goal",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.orggoal",
                        verbose_name="sasaran organisasi",
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.pairing",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="mentoring.goal",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "seen_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.plan",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="GoalTransition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_value", models.CharField(blank=True, max_length=12)),
                ("to_value", models.CharField(max_length=12)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="transitions", to="mentoring.goal"
                    ),
                ),
                (
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairingparticipant"
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("app.on_behalf_of"), models.Value(True), function="current_setting"
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairing"
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
                "verbose_name": "perpindahan tujuan",
                "ordering": ["at", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlanEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("learner_accepted_at", models.DateTimeField(null=True)),
                ("guide_accepted_at", models.DateTimeField(null=True)),
                ("agreed_at", models.DateTimeField(null=True, verbose_name="disepakati")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "learner",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.pairingparticipant",
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.pairing",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="mentoring.plan",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Rubric",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField(unique=True)),
                ("name", models.CharField(max_length=80)),
                (
                    "scale",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=5),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "rubrik",
                "ordering": ["version"],
            },
        ),
        migrations.CreateModel(
            name="Diagnostic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "round",
                    models.CharField(
                        choices=[
                            ("baseline", "Awal"),
                            ("mid", "Tengah"),
                            ("final", "Akhir"),
                            ("follow_up", "Lanjutan"),
                        ],
                        max_length=9,
                        verbose_name="putaran",
                    ),
                ),
                (
                    "profile",
                    models.CharField(
                        choices=[("cadre", "Kader dasar"), ("officer", "Pengurus"), ("candidate", "Calon legislatif")],
                        default="cadre",
                        max_length=9,
                        verbose_name="tolok ukur",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Sedang diisi"),
                            ("talk", "Siap dibicarakan"),
                            ("agreed", "Menunggu persetujuan"),
                            ("locked", "Terkunci"),
                        ],
                        default="draft",
                        max_length=6,
                        verbose_name="status",
                    ),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("locked_at", models.DateTimeField(null=True, verbose_name="dikunci")),
                ("set_aside_at", models.DateTimeField(null=True)),
                ("set_aside_reason", models.CharField(blank=True, max_length=300)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairingparticipant"
                    ),
                ),
                (
                    "locked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairing"
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
                (
                    "rubric",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="diagnostics", to="mentoring.rubric"
                    ),
                ),
            ],
            options={
                "verbose_name": "diagnostik",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("set_aside_at__isnull", True)),
                        fields=("learner", "round"),
                        name="diagnostic_round_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("state", "locked"), _negated=True), ("set_aside_at__isnull", True)
                        ),
                        fields=("learner",),
                        name="diagnostic_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("round__in", ["baseline", "mid", "final", "follow_up"])),
                        name="diagnostic_round",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("profile__in", ["cadre", "officer", "candidate"])),
                        name="diagnostic_profile",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "talk", "agreed", "locked"])),
                        name="diagnostic_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "locked"), _negated=True),
                            models.Q(
                                ("agreed_by__isnull", False),
                                ("locked_at__isnull", False),
                                ("locked_by__isnull", False),
                                models.Q(("locked_by", models.F("agreed_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="diagnostic_locked_by_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("set_aside_at__isnull", True),
                            models.Q(("set_aside_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="diagnostic_aside_says_why",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_diagnosticevent" ("agreed_by_id", "district_id", "id", "learner_id", "locked_at", "locked_by_id", "opened_at", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profile", "province_id", "regency_id", "round", "rubric_id", "set_aside_at", "set_aside_reason", "state", "unit_id", "village_id") VALUES (NEW."agreed_by_id", NEW."district_id", NEW."id", NEW."learner_id", NEW."locked_at", NEW."locked_by_id", NEW."opened_at", NEW."pairing_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."profile", NEW."province_id", NEW."regency_id", NEW."round", NEW."rubric_id", NEW."set_aside_at", NEW."set_aside_reason", NEW."state", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="ca8faaadcb27546d452384e62f242589d531d5c8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b9025",
                            table="mentoring_diagnostic",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "mentoring_diagnosticevent" ("agreed_by_id", "district_id", "id", "learner_id", "locked_at", "locked_by_id", "opened_at", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profile", "province_id", "regency_id", "round", "rubric_id", "set_aside_at", "set_aside_reason", "state", "unit_id", "village_id") VALUES (NEW."agreed_by_id", NEW."district_id", NEW."id", NEW."learner_id", NEW."locked_at", NEW."locked_by_id", NEW."opened_at", NEW."pairing_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."profile", NEW."province_id", NEW."regency_id", NEW."round", NEW."rubric_id", NEW."set_aside_at", NEW."set_aside_reason", NEW."state", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="fe1f25691117f2c9215775cb3725bfdf2d25cbb7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9e655",
                            table="mentoring_diagnostic",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_diagnosticevent" ("agreed_by_id", "district_id", "id", "learner_id", "locked_at", "locked_by_id", "opened_at", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profile", "province_id", "regency_id", "round", "rubric_id", "set_aside_at", "set_aside_reason", "state", "unit_id", "village_id") VALUES (OLD."agreed_by_id", OLD."district_id", OLD."id", OLD."learner_id", OLD."locked_at", OLD."locked_by_id", OLD."opened_at", OLD."pairing_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."profile", OLD."province_id", OLD."regency_id", OLD."round", OLD."rubric_id", OLD."set_aside_at", OLD."set_aside_reason", OLD."state", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                            hash="3a563d71fa3dc0338dbd66ee8f04605c12a8b8c8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4bd21",
                            table="mentoring_diagnostic",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DiagnosticEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "round",
                    models.CharField(
                        choices=[
                            ("baseline", "Awal"),
                            ("mid", "Tengah"),
                            ("final", "Akhir"),
                            ("follow_up", "Lanjutan"),
                        ],
                        max_length=9,
                        verbose_name="putaran",
                    ),
                ),
                (
                    "profile",
                    models.CharField(
                        choices=[("cadre", "Kader dasar"), ("officer", "Pengurus"), ("candidate", "Calon legislatif")],
                        default="cadre",
                        max_length=9,
                        verbose_name="tolok ukur",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Sedang diisi"),
                            ("talk", "Siap dibicarakan"),
                            ("agreed", "Menunggu persetujuan"),
                            ("locked", "Terkunci"),
                        ],
                        default="draft",
                        max_length=6,
                        verbose_name="status",
                    ),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("locked_at", models.DateTimeField(null=True, verbose_name="dikunci")),
                ("set_aside_at", models.DateTimeField(null=True)),
                ("set_aside_reason", models.CharField(blank=True, max_length=300)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "learner",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.pairingparticipant",
                    ),
                ),
                (
                    "locked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.pairing",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="mentoring.diagnostic",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "rubric",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.rubric",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DiagnosticLevel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "competency",
                    models.CharField(
                        choices=[
                            ("C01", "Ideologi & aturan partai"),
                            ("C02", "Kebangsaan & tugas DPRD"),
                            ("C03", "Integritas & etika"),
                            ("C04", "Komunikasi publik"),
                            ("C05", "Menyerap aspirasi"),
                            ("C06", "Pengorganisasian basis"),
                            ("C07", "Analisis isu & kebijakan"),
                            ("C08", "Aturan pemilu"),
                            ("C09", "Strategi dapil"),
                            ("C10", "Dana & administrasi"),
                            ("C11", "Literasi digital & keamanan data"),
                            ("C12", "Kepemimpinan & keberagaman"),
                        ],
                        max_length=3,
                        verbose_name="kompetensi",
                    ),
                ),
                ("self_level", models.PositiveSmallIntegerField(editable=False, null=True)),
                ("mentor_level", models.PositiveSmallIntegerField(editable=False, null=True)),
                ("target", models.PositiveSmallIntegerField(default=1, editable=False)),
                ("agreed_level", models.PositiveSmallIntegerField(null=True, verbose_name="tingkat disepakati")),
                ("talked", models.BooleanField(default=False, verbose_name="sudah dibicarakan")),
                ("talk_note", models.CharField(blank=True, max_length=300, verbose_name="hasil pembicaraan")),
                ("evidence", models.CharField(blank=True, max_length=300, verbose_name="bukti")),
                (
                    "diagnostic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="levels", to="mentoring.diagnostic"
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
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairingparticipant"
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairing"
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
                "verbose_name": "tingkat kompetensi",
                "ordering": ["competency"],
                "constraints": [
                    models.UniqueConstraint(fields=("diagnostic", "competency"), name="level_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "competency__in",
                                ["C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08", "C09", "C10", "C11", "C12"],
                            )
                        ),
                        name="level_competency",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("self_level__isnull", True), ("self_level__range", (1, 5)), _connector="OR"
                        ),
                        name="level_self_level",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mentor_level__isnull", True), ("mentor_level__range", (1, 5)), _connector="OR"
                        ),
                        name="level_mentor_level",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_level__isnull", True), ("agreed_level__range", (1, 5)), _connector="OR"
                        ),
                        name="level_agreed_level",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("target__isnull", True), ("target__range", (1, 5)), _connector="OR"),
                        name="level_target",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_level__isnull", True),
                            models.Q(("talked", True), models.Q(("talk_note", ""), _negated=True)),
                            models.Q(
                                ("mentor_level__isnull", False),
                                (
                                    "mentor_level__lte",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("self_level"), "+", models.Value(1)
                                    ),
                                ),
                                ("self_level__isnull", False),
                                (
                                    "self_level__lte",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("mentor_level"), "+", models.Value(1)
                                    ),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="level_talked_about",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_level__isnull", True),
                            ("agreed_level__lt", 4),
                            models.Q(("evidence", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="level_high_has_evidence",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_diagnosticlevelevent" ("agreed_level", "competency", "diagnostic_id", "district_id", "evidence", "id", "learner_id", "mentor_level", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "self_level", "talk_note", "talked", "target", "unit_id", "village_id") VALUES (NEW."agreed_level", NEW."competency", NEW."diagnostic_id", NEW."district_id", NEW."evidence", NEW."id", NEW."learner_id", NEW."mentor_level", NEW."pairing_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."regency_id", NEW."self_level", NEW."talk_note", NEW."talked", NEW."target", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="37ecf41d8f31bac7b85f3a308a42150f133989cd",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ba35e",
                            table="mentoring_diagnosticlevel",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "mentoring_diagnosticlevelevent" ("agreed_level", "competency", "diagnostic_id", "district_id", "evidence", "id", "learner_id", "mentor_level", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "self_level", "talk_note", "talked", "target", "unit_id", "village_id") VALUES (NEW."agreed_level", NEW."competency", NEW."diagnostic_id", NEW."district_id", NEW."evidence", NEW."id", NEW."learner_id", NEW."mentor_level", NEW."pairing_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."regency_id", NEW."self_level", NEW."talk_note", NEW."talked", NEW."target", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="71227d665dadc3f7de3f137511eb9846f44d89bf",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_69a7c",
                            table="mentoring_diagnosticlevel",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_diagnosticlevelevent" ("agreed_level", "competency", "diagnostic_id", "district_id", "evidence", "id", "learner_id", "mentor_level", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "self_level", "talk_note", "talked", "target", "unit_id", "village_id") VALUES (OLD."agreed_level", OLD."competency", OLD."diagnostic_id", OLD."district_id", OLD."evidence", OLD."id", OLD."learner_id", OLD."mentor_level", OLD."pairing_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."regency_id", OLD."self_level", OLD."talk_note", OLD."talked", OLD."target", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                            hash="ccab9c0f08207f0f96e9f0bda767f6c4886f55ba",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d0e05",
                            table="mentoring_diagnosticlevel",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DiagnosticLevelEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "competency",
                    models.CharField(
                        choices=[
                            ("C01", "Ideologi & aturan partai"),
                            ("C02", "Kebangsaan & tugas DPRD"),
                            ("C03", "Integritas & etika"),
                            ("C04", "Komunikasi publik"),
                            ("C05", "Menyerap aspirasi"),
                            ("C06", "Pengorganisasian basis"),
                            ("C07", "Analisis isu & kebijakan"),
                            ("C08", "Aturan pemilu"),
                            ("C09", "Strategi dapil"),
                            ("C10", "Dana & administrasi"),
                            ("C11", "Literasi digital & keamanan data"),
                            ("C12", "Kepemimpinan & keberagaman"),
                        ],
                        max_length=3,
                        verbose_name="kompetensi",
                    ),
                ),
                ("self_level", models.PositiveSmallIntegerField(editable=False, null=True)),
                ("mentor_level", models.PositiveSmallIntegerField(editable=False, null=True)),
                ("target", models.PositiveSmallIntegerField(default=1, editable=False)),
                ("agreed_level", models.PositiveSmallIntegerField(null=True, verbose_name="tingkat disepakati")),
                ("talked", models.BooleanField(default=False, verbose_name="sudah dibicarakan")),
                ("talk_note", models.CharField(blank=True, max_length=300, verbose_name="hasil pembicaraan")),
                ("evidence", models.CharField(blank=True, max_length=300, verbose_name="bukti")),
                (
                    "diagnostic",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.diagnostic",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "learner",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.pairingparticipant",
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.pairing",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="mentoring.diagnosticlevel",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DiagnosticRating",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("side", models.CharField(choices=[("self", "Kader sendiri"), ("mentor", "Mentor")], max_length=6)),
                ("levels", models.JSONField(default=dict)),
                ("submitted_at", models.DateTimeField(null=True)),
                (
                    "is_open",
                    models.BooleanField(
                        default=False, editable=False, help_text="Kept by a trigger: both sides have sent."
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "diagnostic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ratings", to="mentoring.diagnostic"
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
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairingparticipant"
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairing"
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
                "verbose_name": "penilaian",
                "constraints": [
                    models.UniqueConstraint(fields=("diagnostic", "side"), name="rating_side_once"),
                    models.UniqueConstraint(fields=("diagnostic", "author"), name="rating_author_once"),
                    models.CheckConstraint(condition=models.Q(("side__in", ["self", "mentor"])), name="rating_side"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_diagnosticratingevent" ("author_id", "diagnostic_id", "district_id", "id", "is_open", "learner_id", "levels", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "side", "submitted_at", "unit_id", "village_id") VALUES (NEW."author_id", NEW."diagnostic_id", NEW."district_id", NEW."id", NEW."is_open", NEW."learner_id", NEW."levels", NEW."pairing_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."regency_id", NEW."side", NEW."submitted_at", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="fbd73bc98b260590ea35a6d5ff97737765f7d604",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_877db",
                            table="mentoring_diagnosticrating",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "mentoring_diagnosticratingevent" ("author_id", "diagnostic_id", "district_id", "id", "is_open", "learner_id", "levels", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "side", "submitted_at", "unit_id", "village_id") VALUES (NEW."author_id", NEW."diagnostic_id", NEW."district_id", NEW."id", NEW."is_open", NEW."learner_id", NEW."levels", NEW."pairing_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."regency_id", NEW."side", NEW."submitted_at", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="b37e64c0d919251bbb2c0fb6cad5ce1dd35cb2af",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5d90e",
                            table="mentoring_diagnosticrating",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_diagnosticratingevent" ("author_id", "diagnostic_id", "district_id", "id", "is_open", "learner_id", "levels", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "side", "submitted_at", "unit_id", "village_id") VALUES (OLD."author_id", OLD."diagnostic_id", OLD."district_id", OLD."id", OLD."is_open", OLD."learner_id", OLD."levels", OLD."pairing_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."regency_id", OLD."side", OLD."submitted_at", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                            hash="76c0d0c9f75e43669ebe25e430259da6442f3ee3",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f90f3",
                            table="mentoring_diagnosticrating",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DiagnosticRatingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("side", models.CharField(choices=[("self", "Kader sendiri"), ("mentor", "Mentor")], max_length=6)),
                ("levels", models.JSONField(default=dict)),
                ("submitted_at", models.DateTimeField(null=True)),
                (
                    "is_open",
                    models.BooleanField(
                        default=False, editable=False, help_text="Kept by a trigger: both sides have sent."
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "diagnostic",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.diagnostic",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "learner",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.pairingparticipant",
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.pairing",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="mentoring.diagnosticrating",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DiagnosticTransition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_value", models.CharField(blank=True, max_length=12)),
                ("to_value", models.CharField(max_length=12)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "diagnostic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transitions",
                        to="mentoring.diagnostic",
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
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairingparticipant"
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("app.on_behalf_of"), models.Value(True), function="current_setting"
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairing"
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
                "verbose_name": "perpindahan diagnostik",
                "ordering": ["at", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RubricItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "competency",
                    models.CharField(
                        choices=[
                            ("C01", "Ideologi & aturan partai"),
                            ("C02", "Kebangsaan & tugas DPRD"),
                            ("C03", "Integritas & etika"),
                            ("C04", "Komunikasi publik"),
                            ("C05", "Menyerap aspirasi"),
                            ("C06", "Pengorganisasian basis"),
                            ("C07", "Analisis isu & kebijakan"),
                            ("C08", "Aturan pemilu"),
                            ("C09", "Strategi dapil"),
                            ("C10", "Dana & administrasi"),
                            ("C11", "Literasi digital & keamanan data"),
                            ("C12", "Kepemimpinan & keberagaman"),
                        ],
                        max_length=3,
                    ),
                ),
                (
                    "anchors",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), size=5),
                ),
                ("target_cadre", models.PositiveSmallIntegerField()),
                ("target_officer", models.PositiveSmallIntegerField()),
                ("target_candidate", models.PositiveSmallIntegerField()),
                (
                    "rubric",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="mentoring.rubric"
                    ),
                ),
            ],
            options={
                "verbose_name": "butir rubrik",
                "ordering": ["competency"],
                "constraints": [
                    models.UniqueConstraint(fields=("rubric", "competency"), name="rubric_item_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "competency__in",
                                ["C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08", "C09", "C10", "C11", "C12"],
                            )
                        ),
                        name="rubric_item_competency",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("target_cadre__range", (1, 5)),
                            ("target_candidate__range", (1, 5)),
                            ("target_officer__range", (1, 5)),
                        ),
                        name="rubric_item_targets",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MatchLock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cadres.member"
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.mentor"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="match_locks",
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
                "verbose_name": "pasangan yang dikunci",
                "constraints": [models.UniqueConstraint(fields=("programme", "member"), name="matchlock_once")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_matchlockevent" ("district_id", "id", "made_at", "made_by_id", "member_id", "mentor_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "province_id", "regency_id", "unit_id", "village_id") VALUES (NEW."district_id", NEW."id", NEW."made_at", NEW."made_by_id", NEW."member_id", NEW."mentor_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."programme_id", NEW."province_id", NEW."regency_id", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="b74c55a6c5feef97a5f370b62db3d83d72bc53ef",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2fd1c",
                            table="mentoring_matchlock",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "mentoring_matchlockevent" ("district_id", "id", "made_at", "made_by_id", "member_id", "mentor_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "province_id", "regency_id", "unit_id", "village_id") VALUES (NEW."district_id", NEW."id", NEW."made_at", NEW."made_by_id", NEW."member_id", NEW."mentor_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."programme_id", NEW."province_id", NEW."regency_id", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="037ef49786a3835df4e4f1d0d831b338a8e00d9d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d91b9",
                            table="mentoring_matchlock",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_matchlockevent" ("district_id", "id", "made_at", "made_by_id", "member_id", "mentor_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "province_id", "regency_id", "unit_id", "village_id") VALUES (OLD."district_id", OLD."id", OLD."made_at", OLD."made_by_id", OLD."member_id", OLD."mentor_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."programme_id", OLD."province_id", OLD."regency_id", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                            hash="ffa4af5a34fdf2f979975a2a04429fcaa558d76d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_dbb8f",
                            table="mentoring_matchlock",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MatchLockEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.member",
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.mentor",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="mentoring.matchlock",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.programme",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MatchRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "Sedang dihitung"), ("ready", "Siap dilihat"), ("failed", "Gagal")],
                        default="asked",
                        max_length=6,
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("claim", models.UUIDField(null=True)),
                ("claimed_at", models.DateTimeField(null=True)),
                ("progress", models.PositiveIntegerField(default=0)),
                ("learners", models.PositiveIntegerField(default=0)),
                ("mentors", models.PositiveIntegerField(default=0)),
                ("matched", models.PositiveIntegerField(default=0)),
                ("points", models.PositiveIntegerField(default=0)),
                ("weights", models.JSONField(default=dict, help_text="The weights and the reach that held.")),
                ("failure", models.CharField(blank=True, max_length=300)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "assignment",
                    models.ForeignKey(
                        help_text="Under which the job runs.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.assignment",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="match_runs", to="mentoring.programme"
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
                "verbose_name": "rancangan pencocokan",
                "indexes": [models.Index(fields=["programme", "-asked_at"], name="matchrun_recent")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["asked", "ready", "failed"])), name="matchrun_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("matched__lte", models.F("learners"))), name="matchrun_matched"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "asked")), fields=("programme",), name="matchrun_one_at_a_time"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MatchSuggestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveIntegerField(help_text="In the order of waiting, from 0.")),
                ("points", models.PositiveSmallIntegerField(default=0)),
                ("is_locked", models.BooleanField(default=False)),
                (
                    "options",
                    models.JSONField(
                        default=list, help_text="[{mentor, parts: [[factor, points, of, detail], …]}], best first."
                    ),
                ),
                (
                    "obstacles",
                    models.JSONField(
                        default=dict, help_text="rule → how many mentors it keeps away, when nobody is left."
                    ),
                ),
                (
                    "remedy",
                    models.JSONField(default=dict, help_text="The cheapest change that would match him, tried."),
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cadres.member"
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.mentor"
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="mentoring.pairing",
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
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="suggestions", to="mentoring.matchrun"
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
                "verbose_name": "saran pencocokan",
                "constraints": [
                    models.UniqueConstraint(fields=("run", "member"), name="matchsuggestion_once"),
                    models.UniqueConstraint(fields=("run", "place"), name="matchsuggestion_place"),
                ],
            },
        ),
        migrations.CreateModel(
            name="MatchWeights",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "needs",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="Kebutuhan dan keahlian",
                    ),
                ),
                (
                    "nearness",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)], verbose_name="Kedekatan wilayah"
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)], verbose_name="Jenjang"
                    ),
                ),
                (
                    "language",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)], verbose_name="Bahasa"
                    ),
                ),
                (
                    "time",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)], verbose_name="Waktu luang"
                    ),
                ),
                (
                    "load",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)], verbose_name="Beban mentor"
                    ),
                ),
                (
                    "waiting",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)], verbose_name="Lama menunggu"
                    ),
                ),
                (
                    "reach",
                    models.CharField(
                        choices=[
                            ("district", "distrik atau kecamatan yang sama"),
                            ("regency", "kabupaten atau kota yang sama"),
                            ("province", "provinsi yang sama"),
                            ("anywhere", "mana saja"),
                        ],
                        default="regency",
                        max_length=8,
                        verbose_name="mentor boleh berada di",
                    ),
                ),
                ("set_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="match_weights",
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
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                "verbose_name": "bobot pencocokan",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reach__in", ["district", "regency", "province", "anywhere"])),
                        name="matchweights_reach",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("language__lte", 100),
                            ("level__lte", 100),
                            ("load__lte", 100),
                            ("nearness__lte", 100),
                            ("needs__lte", 100),
                            ("time__lte", 100),
                            ("waiting__lte", 100),
                        ),
                        name="matchweights_most",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_matchweightsevent" ("district_id", "id", "language", "level", "load", "nearness", "needs", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "province_id", "reach", "regency_id", "set_at", "set_by_id", "time", "unit_id", "village_id", "waiting") VALUES (NEW."district_id", NEW."id", NEW."language", NEW."level", NEW."load", NEW."nearness", NEW."needs", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."programme_id", NEW."province_id", NEW."reach", NEW."regency_id", NEW."set_at", NEW."set_by_id", NEW."time", NEW."unit_id", NEW."village_id", NEW."waiting"); RETURN NULL;',
                            hash="5955bce349c79c0f14d76ae5ba47c33c0680ee9b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3e177",
                            table="mentoring_matchweights",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "mentoring_matchweightsevent" ("district_id", "id", "language", "level", "load", "nearness", "needs", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "province_id", "reach", "regency_id", "set_at", "set_by_id", "time", "unit_id", "village_id", "waiting") VALUES (NEW."district_id", NEW."id", NEW."language", NEW."level", NEW."load", NEW."nearness", NEW."needs", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."programme_id", NEW."province_id", NEW."reach", NEW."regency_id", NEW."set_at", NEW."set_by_id", NEW."time", NEW."unit_id", NEW."village_id", NEW."waiting"); RETURN NULL;',
                            hash="75835ffc68f02718d7a208bb5c094b7f1e0912d5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_79810",
                            table="mentoring_matchweights",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_matchweightsevent" ("district_id", "id", "language", "level", "load", "nearness", "needs", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "province_id", "reach", "regency_id", "set_at", "set_by_id", "time", "unit_id", "village_id", "waiting") VALUES (OLD."district_id", OLD."id", OLD."language", OLD."level", OLD."load", OLD."nearness", OLD."needs", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."programme_id", OLD."province_id", OLD."reach", OLD."regency_id", OLD."set_at", OLD."set_by_id", OLD."time", OLD."unit_id", OLD."village_id", OLD."waiting"); RETURN NULL;',
                            hash="7e3d233bed65f0bcc31acbe4d293d5212d6e1131",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_76460",
                            table="mentoring_matchweights",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MatchWeightsEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "needs",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="Kebutuhan dan keahlian",
                    ),
                ),
                (
                    "nearness",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)], verbose_name="Kedekatan wilayah"
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)], verbose_name="Jenjang"
                    ),
                ),
                (
                    "language",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)], verbose_name="Bahasa"
                    ),
                ),
                (
                    "time",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)], verbose_name="Waktu luang"
                    ),
                ),
                (
                    "load",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)], verbose_name="Beban mentor"
                    ),
                ),
                (
                    "waiting",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)], verbose_name="Lama menunggu"
                    ),
                ),
                (
                    "reach",
                    models.CharField(
                        choices=[
                            ("district", "distrik atau kecamatan yang sama"),
                            ("regency", "kabupaten atau kota yang sama"),
                            ("province", "provinsi yang sama"),
                            ("anywhere", "mana saja"),
                        ],
                        default="regency",
                        max_length=8,
                        verbose_name="mentor boleh berada di",
                    ),
                ),
                ("set_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="mentoring.matchweights",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.programme",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MentoringWish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "mentor_gender",
                    models.CharField(
                        blank=True,
                        choices=[("female", "Perempuan"), ("male", "Laki-laki")],
                        max_length=6,
                        verbose_name="mentor yang diinginkan",
                    ),
                ),
                (
                    "goes_farther",
                    models.BooleanField(default=False, verbose_name="bersedia dengan mentor satu tingkat lebih jauh"),
                ),
                ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mentoring_wish", to="cadres.member"
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
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                "verbose_name": "keinginan tentang mentor",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("mentor_gender__in", ["", "female", "male"])), name="wish_gender"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_mentoringwishevent" ("district_id", "goes_farther", "id", "member_id", "mentor_gender", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "recorded_by_id", "regency_id", "said_at", "unit_id", "village_id") VALUES (NEW."district_id", NEW."goes_farther", NEW."id", NEW."member_id", NEW."mentor_gender", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."recorded_by_id", NEW."regency_id", NEW."said_at", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="ffc633d6faa6dcc30c639f9d572b95c17208998d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1af60",
                            table="mentoring_mentoringwish",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "mentoring_mentoringwishevent" ("district_id", "goes_farther", "id", "member_id", "mentor_gender", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "recorded_by_id", "regency_id", "said_at", "unit_id", "village_id") VALUES (NEW."district_id", NEW."goes_farther", NEW."id", NEW."member_id", NEW."mentor_gender", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."recorded_by_id", NEW."regency_id", NEW."said_at", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="a018cb578f2a17b219c1ef64524a2bce22ac2fe3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1873a",
                            table="mentoring_mentoringwish",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_mentoringwishevent" ("district_id", "goes_farther", "id", "member_id", "mentor_gender", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "recorded_by_id", "regency_id", "said_at", "unit_id", "village_id") VALUES (OLD."district_id", OLD."goes_farther", OLD."id", OLD."member_id", OLD."mentor_gender", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."recorded_by_id", OLD."regency_id", OLD."said_at", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                            hash="254b9bfb15ccb1a2c96d4886e06e94e16d20ce73",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ce6d3",
                            table="mentoring_mentoringwish",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MentoringWishEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "mentor_gender",
                    models.CharField(
                        blank=True,
                        choices=[("female", "Perempuan"), ("male", "Laki-laki")],
                        max_length=6,
                        verbose_name="mentor yang diinginkan",
                    ),
                ),
                (
                    "goes_farther",
                    models.BooleanField(default=False, verbose_name="bersedia dengan mentor satu tingkat lebih jauh"),
                ),
                ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.member",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="mentoring.mentoringwish",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AgreementScan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("pdf", "PDF"), ("jpeg", "JPEG"), ("png", "PNG")],
                        max_length=4,
                        verbose_name="jenis berkas",
                    ),
                ),
                ("content", models.BinaryField(help_text="Fernet token of the file.")),
                ("size", models.PositiveIntegerField(verbose_name="ukuran")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="scans", to="mentoring.agreement"
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
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairing"
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
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                "verbose_name": "pindaian kesepakatan",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("kind__in", ["pdf", "jpeg", "png"])), name="scan_kind")
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementSignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("signed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="signatures", to="mentoring.agreement"
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
                (
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairing"
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="mentoring.pairingparticipant",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="mentoring.agreementscan",
                    ),
                ),
            ],
            options={
                "verbose_name": "tanda tangan",
                "constraints": [models.UniqueConstraint(fields=("agreement", "participant"), name="signature_once")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_agreementsignatureevent" ("agreement_id", "district_id", "id", "pairing_id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "scan_id", "signed_at", "unit_id", "village_id") VALUES (NEW."agreement_id", NEW."district_id", NEW."id", NEW."pairing_id", NEW."participant_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."regency_id", NEW."scan_id", NEW."signed_at", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="b44b4f85847c2d0103388bdc0b94752198bd0bc8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ee6bd",
                            table="mentoring_agreementsignature",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "mentoring_agreementsignatureevent" ("agreement_id", "district_id", "id", "pairing_id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "scan_id", "signed_at", "unit_id", "village_id") VALUES (NEW."agreement_id", NEW."district_id", NEW."id", NEW."pairing_id", NEW."participant_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."regency_id", NEW."scan_id", NEW."signed_at", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="8c055477b1dfa4bec2df374a6e38a85c0706d6e9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_71234",
                            table="mentoring_agreementsignature",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_agreementsignatureevent" ("agreement_id", "district_id", "id", "pairing_id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "scan_id", "signed_at", "unit_id", "village_id") VALUES (OLD."agreement_id", OLD."district_id", OLD."id", OLD."pairing_id", OLD."participant_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."regency_id", OLD."scan_id", OLD."signed_at", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                            hash="991ae2c8362a81afcab9784299d76eeb9c6c9b2f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a00be",
                            table="mentoring_agreementsignature",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementSignatureEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("signed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "agreement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.agreement",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.pairing",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.pairingparticipant",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="mentoring.agreementsignature",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.agreementscan",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ClauseText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edition", models.CharField(max_length=12, verbose_name="edisi")),
                ("position", models.PositiveSmallIntegerField(verbose_name="pasal")),
                ("code", models.SlugField(max_length=20, verbose_name="kode")),
                ("title", models.CharField(max_length=80, verbose_name="judul")),
                ("text", models.CharField(max_length=600, verbose_name="bunyi")),
            ],
            options={
                "verbose_name": "bunyi pasal",
                "ordering": ["edition", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "position"), name="clause_text_position"),
                    models.UniqueConstraint(fields=("edition", "code"), name="clause_text_code"),
                    models.CheckConstraint(
                        condition=models.Q(("position__range", (1, 11))), name="clause_text_of_eleven"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Closure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("gains", models.CharField(blank=True, max_length=600, verbose_name="yang dicapai")),
                (
                    "unfinished",
                    models.CharField(
                        blank=True, max_length=600, verbose_name="yang belum selesai, dan siapa melanjutkannya"
                    ),
                ),
                (
                    "contact",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "Tidak ada kontak terjadwal"),
                            ("on_request", "Bila kader meminta"),
                            ("quarterly", "Sekali dalam tiga bulan"),
                            ("monthly", "Sekali sebulan"),
                        ],
                        max_length=10,
                        verbose_name="kontak sesudahnya",
                    ),
                ),
                (
                    "next_role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("member", "Tetap sebagai kader aktif"),
                            ("officer", "Pengurus"),
                            ("mentor", "Mentor atau fasilitator"),
                            ("campaign", "Tim kampanye"),
                            ("witness", "Saksi TPS"),
                            ("candidate", "Bakal calon"),
                            ("consultant", "Tenaga ahli"),
                            ("next_programme", "Program pendampingan berikut"),
                        ],
                        max_length=14,
                        verbose_name="peran berikut yang diusulkan",
                    ),
                ),
                ("next_role_note", models.CharField(blank=True, max_length=200, verbose_name="keterangan")),
                ("thanked_at", models.DateTimeField(null=True, verbose_name="ucapan terima kasih")),
                ("retain_until", models.DateField(null=True, verbose_name="isi sesi disimpan sampai")),
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
                    "last_session",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.session"
                    ),
                ),
                (
                    "pairing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="closure", to="mentoring.pairing"
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
                    "thanked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "verbose_name": "penutupan",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("contact__in", ["", "none", "on_request", "quarterly", "monthly"])),
                        name="closure_contact",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "next_role__in",
                                [
                                    "",
                                    "member",
                                    "officer",
                                    "mentor",
                                    "campaign",
                                    "witness",
                                    "candidate",
                                    "consultant",
                                    "next_programme",
                                ],
                            )
                        ),
                        name="closure_next_role",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_closureevent" ("contact", "district_id", "gains", "id", "last_session_id", "next_role", "next_role_note", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "retain_until", "thanked_at", "thanked_by_id", "unfinished", "unit_id", "village_id") VALUES (NEW."contact", NEW."district_id", NEW."gains", NEW."id", NEW."last_session_id", NEW."next_role", NEW."next_role_note", NEW."pairing_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."regency_id", NEW."retain_until", NEW."thanked_at", NEW."thanked_by_id", NEW."unfinished", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="d1f947858d4722e84a52d89054e4e135d36b61b8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8b94f",
                            table="mentoring_closure",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "mentoring_closureevent" ("contact", "district_id", "gains", "id", "last_session_id", "next_role", "next_role_note", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "retain_until", "thanked_at", "thanked_by_id", "unfinished", "unit_id", "village_id") VALUES (NEW."contact", NEW."district_id", NEW."gains", NEW."id", NEW."last_session_id", NEW."next_role", NEW."next_role_note", NEW."pairing_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."regency_id", NEW."retain_until", NEW."thanked_at", NEW."thanked_by_id", NEW."unfinished", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="149cb5cf1f9ee11e5d998a79943cf8460b39465b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_edd57",
                            table="mentoring_closure",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_closureevent" ("contact", "district_id", "gains", "id", "last_session_id", "next_role", "next_role_note", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "retain_until", "thanked_at", "thanked_by_id", "unfinished", "unit_id", "village_id") VALUES (OLD."contact", OLD."district_id", OLD."gains", OLD."id", OLD."last_session_id", OLD."next_role", OLD."next_role_note", OLD."pairing_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."regency_id", OLD."retain_until", OLD."thanked_at", OLD."thanked_by_id", OLD."unfinished", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                            hash="d1ef13552a0f0ad4fc1f379837c5d9ba754b7720",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_cb462",
                            table="mentoring_closure",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClosureEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("gains", models.CharField(blank=True, max_length=600, verbose_name="yang dicapai")),
                (
                    "unfinished",
                    models.CharField(
                        blank=True, max_length=600, verbose_name="yang belum selesai, dan siapa melanjutkannya"
                    ),
                ),
                (
                    "contact",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "Tidak ada kontak terjadwal"),
                            ("on_request", "Bila kader meminta"),
                            ("quarterly", "Sekali dalam tiga bulan"),
                            ("monthly", "Sekali sebulan"),
                        ],
                        max_length=10,
                        verbose_name="kontak sesudahnya",
                    ),
                ),
                (
                    "next_role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("member", "Tetap sebagai kader aktif"),
                            ("officer", "Pengurus"),
                            ("mentor", "Mentor atau fasilitator"),
                            ("campaign", "Tim kampanye"),
                            ("witness", "Saksi TPS"),
                            ("candidate", "Bakal calon"),
                            ("consultant", "Tenaga ahli"),
                            ("next_programme", "Program pendampingan berikut"),
                        ],
                        max_length=14,
                        verbose_name="peran berikut yang diusulkan",
                    ),
                ),
                ("next_role_note", models.CharField(blank=True, max_length=200, verbose_name="keterangan")),
                ("thanked_at", models.DateTimeField(null=True, verbose_name="ucapan terima kasih")),
                ("retain_until", models.DateField(null=True, verbose_name="isi sesi disimpan sampai")),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "last_session",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.session",
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.pairing",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="mentoring.closure",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "thanked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ClosureForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("helped", models.CharField(max_length=400, verbose_name="yang paling menolong")),
                ("change", models.CharField(max_length=400, verbose_name="yang perlu diubah")),
                ("again", models.BooleanField(verbose_name="mau ikut pendampingan lagi")),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closure_forms",
                        to="mentoring.pairing",
                    ),
                ),
                (
                    "participant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closure_form",
                        to="mentoring.pairingparticipant",
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
                "verbose_name": "formulir penutup",
            },
        ),
        migrations.CreateModel(
            name="ExitCall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("note", core.fields.EncryptedTextField(verbose_name="hasil pembicaraan")),
                ("called_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "called_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                    "pairing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="exit_call", to="mentoring.pairing"
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
                "verbose_name": "panggilan setelah berakhir",
            },
        ),
        migrations.CreateModel(
            name="ExitForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reasons", models.JSONField(default=list, help_text="Codes of ExitReason.", verbose_name="alasan")),
                ("words", core.fields.EncryptedTextField(blank=True, verbose_name="yang perlu diketahui koordinator")),
                ("would_continue", models.BooleanField(null=True, verbose_name="ingin didampingi lagi")),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="exit_forms", to="mentoring.pairing"
                    ),
                ),
                (
                    "participant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exit_form",
                        to="mentoring.pairingparticipant",
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
                "verbose_name": "formulir keluar",
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("facts", models.JSONField(default=dict, verbose_name="isi")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "before",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handed_over", to="mentoring.pairing"
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
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairingparticipant"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handovers", to="mentoring.pairing"
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
                "verbose_name": "serah terima",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pairing", models.F("before")), _negated=True), name="handover_between_two"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MentorChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cadres.member"
                    ),
                ),
                (
                    "pairing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="change", to="mentoring.pairing"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.programme"
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
                "verbose_name": "pergantian mentor",
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "member"), name="change_once_per_programme")
                ],
            },
        ),
        migrations.CreateModel(
            name="MentorRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wanted", core.fields.EncryptedTextField(verbose_name="mentor yang diinginkan")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Menunggu"),
                            ("met", "Dipenuhi"),
                            ("not_met", "Tidak dipenuhi"),
                            ("withdrawn", "Ditarik"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("settled_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, max_length=300, verbose_name="jawaban koordinator")),
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mentor_requests", to="cadres.member"
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
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "verbose_name": "permintaan mentor",
                "ordering": ["asked_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")), fields=("member",), name="request_one_waiting"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "met", "not_met", "withdrawn"])),
                        name="request_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["met", "not_met"]), _negated=True),
                            models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="request_settled_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "not_met"), _negated=True),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="request_refused_with_an_answer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrientationTick",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item", models.SlugField(max_length=20, verbose_name="butir")),
                ("ticked_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairing"
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ticks",
                        to="mentoring.pairingparticipant",
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
                "verbose_name": "butir orientasi",
                "constraints": [models.UniqueConstraint(fields=("participant", "item"), name="orientation_tick_once")],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeHandover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("offered_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("note", models.CharField(max_length=500, verbose_name="catatan serah terima")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("offered", "Ditawarkan"),
                            ("accepted", "Diterima"),
                            ("declined", "Ditolak"),
                            ("withdrawn", "Ditarik"),
                        ],
                        default="offered",
                        max_length=9,
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
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
                    "from_user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handovers", to="mentoring.programme"
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
                    "to_user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="koordinator baru",
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
                "verbose_name": "serah terima",
                "ordering": ["-offered_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["offered", "accepted", "declined", "withdrawn"])),
                        name="handover_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("from_user", models.F("to_user")), _negated=True),
                        name="handover_to_somebody_else",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "offered")), fields=("programme",), name="handover_one_open"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeNeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("finding", models.CharField(max_length=200, verbose_name="temuan")),
                ("evidence", models.CharField(max_length=300, verbose_name="bukti")),
                (
                    "competencies",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=3), size=None, verbose_name="kompetensi"
                    ),
                ),
                ("cadres", models.PositiveIntegerField(verbose_name="banyaknya kader")),
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="mentoring.programme"
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
                "verbose_name": "kebutuhan",
                "ordering": ["-cadres", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finding", ""), _negated=True), models.Q(("evidence", ""), _negated=True)
                        ),
                        name="need_is_said_and_shown",
                    ),
                    models.CheckConstraint(condition=models.Q(("cadres__gte", 1)), name="need_concerns_somebody"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "competencies__contained_by",
                                ["C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08", "C09", "C10", "C11", "C12"],
                            ),
                            models.Q(("competencies", []), _negated=True),
                        ),
                        name="need_competencies",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "figures",
                    models.JSONField(help_text="Indicator -> its parts, as `selectors.programme_figures` counts them."),
                ),
                ("goals", models.JSONField(help_text="Each organisational goal with baseline, target, actual.")),
                ("closed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "closed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                    "programme",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="report", to="mentoring.programme"
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
                "verbose_name": "laporan akhir program",
            },
        ),
        migrations.CreateModel(
            name="ProgrammeResource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("preparation", "Persiapan"),
                            ("orientation", "Orientasi"),
                            ("rapport", "Membangun kedekatan"),
                            ("diagnostic", "Diagnostik"),
                            ("action_plan", "Rencana aksi"),
                            ("execution", "Pelaksanaan"),
                            ("evaluation", "Evaluasi"),
                        ],
                        max_length=12,
                        verbose_name="fase",
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[("both", "Mentor dan kader"), ("mentor", "Mentor"), ("mentee", "Kader dampingan")],
                        default="both",
                        max_length=6,
                        verbose_name="untuk",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="judul")),
                ("url", models.URLField(blank=True, max_length=400, verbose_name="alamat")),
                ("filename", models.CharField(blank=True, max_length=120)),
                ("content", models.BinaryField(default=b"", help_text="The PDF; empty for a link.")),
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="mentoring.programme"
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
                "verbose_name": "bahan",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "phase__in",
                                [
                                    "preparation",
                                    "orientation",
                                    "rapport",
                                    "diagnostic",
                                    "action_plan",
                                    "execution",
                                    "evaluation",
                                ],
                            )
                        ),
                        name="resource_phase",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("audience__in", ["both", "mentor", "mentee"])), name="resource_audience"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("url", ""), models.Q(("content", b""), _negated=True)),
                            models.Q(("url__startswith", "https://"), ("content", b"")),
                            _connector="OR",
                        ),
                        name="resource_link_or_paper",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeStage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("preparation", "Persiapan"),
                            ("campaign", "Kampanye"),
                            ("quiet", "Masa tenang"),
                            ("voting", "Pemungutan suara"),
                            ("results", "Penetapan hasil"),
                        ],
                        max_length=11,
                        verbose_name="tahap",
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="nama tahap")),
                ("starts_on", models.DateField(verbose_name="mulai")),
                ("ends_on", models.DateField(verbose_name="selesai")),
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="mentoring.programme"
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
                "verbose_name": "tahapan",
                "ordering": ["starts_on", "ends_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["preparation", "campaign", "quiet", "voting", "results"])),
                        name="stage_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="stage_ends_after_start"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=30, unique=True)),
                ("name", models.CharField(max_length=80, verbose_name="nama")),
                ("about", models.CharField(max_length=300, verbose_name="keterangan")),
                (
                    "kind",
                    models.CharField(
                        choices=[("standard", "Umum"), ("candidate", "Calon legislatif"), ("level", "Menuju jenjang")],
                        max_length=9,
                        verbose_name="jenis",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[("personal", "Pribadi"), ("formal_stage", "Dalam tahapan kaderisasi")],
                        max_length=12,
                        verbose_name="kategori",
                    ),
                ),
                ("days", models.PositiveSmallIntegerField(verbose_name="lama (hari)")),
                ("cadence_days", models.PositiveSmallIntegerField(verbose_name="irama (hari)")),
                ("windows", models.JSONField(verbose_name="jendela fase")),
                ("stages", models.JSONField(default=list, verbose_name="tahapan")),
                ("is_offered", models.BooleanField(default=True, verbose_name="ditawarkan")),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "templat program",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["standard", "candidate", "level"])), name="template_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("category__in", ["personal", "formal_stage"])), name="template_category"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeWindow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("preparation", "Persiapan"),
                            ("orientation", "Orientasi"),
                            ("rapport", "Membangun kedekatan"),
                            ("diagnostic", "Diagnostik"),
                            ("action_plan", "Rencana aksi"),
                            ("execution", "Pelaksanaan"),
                            ("evaluation", "Evaluasi"),
                        ],
                        max_length=12,
                        verbose_name="fase",
                    ),
                ),
                ("first_day", models.PositiveSmallIntegerField(verbose_name="hari pertama")),
                ("last_day", models.PositiveSmallIntegerField(verbose_name="hari terakhir")),
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="mentoring.programme"
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
                "verbose_name": "jendela fase",
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "phase"), name="window_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "phase__in",
                                ["orientation", "rapport", "diagnostic", "action_plan", "execution", "evaluation"],
                            )
                        ),
                        name="window_phase",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gt", models.F("first_day")), ("last_day__lte", 1130)),
                        name="window_days",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeclaredTie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("family", "Suami atau istri, orang tua, anak, atau saudara kandung"),
                            ("pays", "Membayar, mempekerjakan, atau meminjami uang"),
                            ("selection", "Ikut menilai pencalonannya"),
                        ],
                        max_length=9,
                        verbose_name="hubungan",
                    ),
                ),
                ("is_yes", models.BooleanField(verbose_name="ya")),
                ("declared_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "declared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                    "member_a",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cadres.member"
                    ),
                ),
                (
                    "member_b",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cadres.member"
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
                "verbose_name": "pernyataan hubungan",
                "indexes": [models.Index(fields=["member_b"], name="tie_other")],
                "constraints": [
                    models.UniqueConstraint(fields=("member_a", "member_b", "kind", "declared_by"), name="tie_once"),
                    models.CheckConstraint(
                        condition=models.Q(("member_a__lt", models.F("member_b"))), name="tie_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["family", "pays", "selection"])), name="tie_kind"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_declaredtieevent" ("declared_at", "declared_by_id", "district_id", "id", "is_yes", "kind", "member_a_id", "member_b_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "unit_id", "village_id") VALUES (NEW."declared_at", NEW."declared_by_id", NEW."district_id", NEW."id", NEW."is_yes", NEW."kind", NEW."member_a_id", NEW."member_b_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."regency_id", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="382efa2c4b2825747b81a51aa9a15e9643dee6f8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d279d",
                            table="mentoring_declaredtie",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "mentoring_declaredtieevent" ("declared_at", "declared_by_id", "district_id", "id", "is_yes", "kind", "member_a_id", "member_b_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "unit_id", "village_id") VALUES (NEW."declared_at", NEW."declared_by_id", NEW."district_id", NEW."id", NEW."is_yes", NEW."kind", NEW."member_a_id", NEW."member_b_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."regency_id", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="16fefb4db4e90bf90417e1185a9940b1c58d3068",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1b56e",
                            table="mentoring_declaredtie",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_declaredtieevent" ("declared_at", "declared_by_id", "district_id", "id", "is_yes", "kind", "member_a_id", "member_b_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "unit_id", "village_id") VALUES (OLD."declared_at", OLD."declared_by_id", OLD."district_id", OLD."id", OLD."is_yes", OLD."kind", OLD."member_a_id", OLD."member_b_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."regency_id", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                            hash="3877b4742383099bfc8d7714a02fc1d56585c6c0",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6995e",
                            table="mentoring_declaredtie",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeclaredTieEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("family", "Suami atau istri, orang tua, anak, atau saudara kandung"),
                            ("pays", "Membayar, mempekerjakan, atau meminjami uang"),
                            ("selection", "Ikut menilai pencalonannya"),
                        ],
                        max_length=9,
                        verbose_name="hubungan",
                    ),
                ),
                ("is_yes", models.BooleanField(verbose_name="ya")),
                ("declared_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "declared_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "member_a",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.member",
                    ),
                ),
                (
                    "member_b",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.member",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="mentoring.declaredtie",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SecondAdult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="nama pendamping")),
                ("relation", models.CharField(max_length=60, verbose_name="hubungan dengan kader")),
                ("named_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="second_adult",
                        to="cadres.member",
                        verbose_name="kader",
                    ),
                ),
                (
                    "named_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                "verbose_name": "pendamping dewasa kedua",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True), models.Q(("relation", ""), _negated=True)
                        ),
                        name="secondadult_is_named",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_secondadultevent" ("district_id", "id", "member_id", "name", "named_at", "named_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "relation", "unit_id", "village_id") VALUES (NEW."district_id", NEW."id", NEW."member_id", NEW."name", NEW."named_at", NEW."named_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."regency_id", NEW."relation", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="b4daa3736e988a2eb509ce263da20b3db6ad410f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b3650",
                            table="mentoring_secondadult",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "mentoring_secondadultevent" ("district_id", "id", "member_id", "name", "named_at", "named_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "relation", "unit_id", "village_id") VALUES (NEW."district_id", NEW."id", NEW."member_id", NEW."name", NEW."named_at", NEW."named_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."regency_id", NEW."relation", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="b0760fc3bf7e00f8f865c8c4a7c21523f1d8b68f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_84116",
                            table="mentoring_secondadult",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mentoring_secondadultevent" ("district_id", "id", "member_id", "name", "named_at", "named_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "relation", "unit_id", "village_id") VALUES (OLD."district_id", OLD."id", OLD."member_id", OLD."name", OLD."named_at", OLD."named_by_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."regency_id", OLD."relation", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                            hash="9fa4943a9945425932c95af44b5a54810439d7d0",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0fea5",
                            table="mentoring_secondadult",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SecondAdultEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=120, verbose_name="nama pendamping")),
                ("relation", models.CharField(max_length=60, verbose_name="hubungan dengan kader")),
                ("named_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.member",
                        verbose_name="kader",
                    ),
                ),
                (
                    "named_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="mentoring.secondadult",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ConflictWaiver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("R1", "Calon di dapil yang sama"),
                            ("R2", "Benturan kepentingan"),
                            ("R3", "Keluarga dekat"),
                            ("R4", "Bayaran, pekerjaan, atau pinjaman"),
                            ("R6", "Kader di bawah 18 tahun"),
                            ("R7", "Jenjang mentor"),
                        ],
                        max_length=2,
                        verbose_name="aturan",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "Menunggu putusan"), ("granted", "Dikecualikan"), ("refused", "Ditolak")],
                        default="asked",
                        max_length=7,
                        verbose_name="status",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="alasan permintaan")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answer", models.CharField(blank=True, max_length=300, verbose_name="alasan putusan")),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "acting_unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit"
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diputus oleh",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                    "leader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.member",
                        verbose_name="mentor",
                    ),
                ),
                (
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.member",
                        verbose_name="kader",
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("app.on_behalf_of"), models.Value(True), function="current_setting"
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "verbose_name": "pengecualian aturan",
                "ordering": ["asked_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "refused"), _negated=True),
                        fields=("learner", "leader", "rule"),
                        name="waiver_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rule__in", ["R1", "R2", "R3", "R4", "R6", "R7"])), name="waiver_rule"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["asked", "granted", "refused"])), name="waiver_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="waiver_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("acting_unit", None),
                                ("actor", None),
                                ("answer", ""),
                                ("decided_at", None),
                                ("state", "asked"),
                            ),
                            models.Q(
                                models.Q(("state", "asked"), _negated=True),
                                models.Q(("answer", ""), _negated=True),
                                ("acting_unit__isnull", False),
                                ("actor__isnull", False),
                                ("decided_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="waiver_decided_in_full",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConductSignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edition", models.CharField(max_length=12, verbose_name="edisi")),
                ("signed_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="mentoring.mentor"
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
                "verbose_name": "tanda tangan kode etik",
                "constraints": [models.UniqueConstraint(fields=("mentor", "edition"), name="conduct_signed_once")],
            },
        ),
        migrations.CreateModel(
            name="CoordinatorContact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="tanggal")),
                (
                    "who",
                    models.CharField(
                        choices=[("mentor", "Mentor"), ("learner", "Kader"), ("both", "Keduanya")],
                        max_length=7,
                        verbose_name="berbicara dengan",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="catatan")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                    "on_behalf_of",
                    models.ForeignKey(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("app.on_behalf_of"), models.Value(True), function="current_setting"
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contacts", to="mentoring.pairing"
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
                "verbose_name": "kontak koordinator",
                "ordering": ["-on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("who__in", ["mentor", "learner", "both"])), name="contact_who"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GuideText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("conduct", "Kode etik mentor"),
                            ("mentors", "Orientasi mentor"),
                            ("learners", "Orientasi kader"),
                        ],
                        max_length=8,
                        verbose_name="naskah",
                    ),
                ),
                ("edition", models.CharField(max_length=12, verbose_name="edisi")),
                ("position", models.PositiveSmallIntegerField(verbose_name="urutan")),
                ("code", models.SlugField(max_length=20, verbose_name="kode")),
                ("text", models.CharField(max_length=300, verbose_name="bunyi")),
            ],
            options={
                "verbose_name": "butir naskah",
                "ordering": ["kind", "edition", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "edition", "code"), name="guide_code_once"),
                    models.UniqueConstraint(fields=("kind", "edition", "position"), name="guide_position_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["conduct", "mentors", "learners"])), name="guide_kind"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MentorTick",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item", models.SlugField(max_length=20, verbose_name="butir")),
                ("ticked_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ticks", to="mentoring.mentor"
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
                "verbose_name": "butir orientasi mentor",
                "constraints": [models.UniqueConstraint(fields=("mentor", "item"), name="mentor_tick_once")],
            },
        ),
        core.history.InstallTriggers(),
    ]
