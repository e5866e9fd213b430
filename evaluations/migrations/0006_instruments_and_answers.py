import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import core.history


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "__first__"),
        ("cadres", "0012_data_protection"),
        ("evaluations", "0005_outcomes_and_closings"),
        ("mentoring", "0032_rapport_checks"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("regions", "0005_guard_tree"),
    ]

    operations = [
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("self", "Diri sendiri"),
                            ("mentor", "Mentor"),
                            ("mentee", "Kader dampingan"),
                            ("officer", "Pengurus"),
                            ("coordinator", "Koordinator"),
                        ],
                        max_length=12,
                        verbose_name="sebagai",
                    ),
                ),
                (
                    "occasion",
                    models.CharField(
                        choices=[
                            ("baseline", "Awal"),
                            ("mid", "Tengah"),
                            ("final", "Akhir"),
                            ("follow_up", "Lanjutan"),
                            ("rapport", "Cek kedekatan"),
                            ("session", "Setelah sesi"),
                        ],
                        max_length=9,
                        verbose_name="saat",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("scheduled", "Dijadwalkan"),
                            ("open", "Terbuka"),
                            ("submitted", "Terkirim"),
                            ("locked", "Terkunci"),
                            ("reopened", "Dibuka lagi"),
                        ],
                        default="scheduled",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                ("opens_on", models.DateField(verbose_name="dibuka")),
                ("closes_on", models.DateField(verbose_name="ditutup")),
                ("submitted_at", models.DateTimeField(null=True, verbose_name="terkirim")),
                ("locked_at", models.DateTimeField(null=True, verbose_name="terkunci")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="evaluations", to="mentoring.pairing"
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
                    "rater",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to=settings.AUTH_USER_MODEL,
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="mentoring.session",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="mentoring.pairingparticipant",
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
                "verbose_name": "evaluasi",
                "ordering": ["closes_on", "pk"],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "evaluations_evaluationevent" ("closes_on", "district_id", "id", "instrument_id", "locked_at", "occasion", "opens_on", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "rater_id", "regency_id", "role", "round_id", "session_id", "state", "subject_id", "submitted_at", "unit_id", "village_id") VALUES (NEW."closes_on", NEW."district_id", NEW."id", NEW."instrument_id", NEW."locked_at", NEW."occasion", NEW."opens_on", NEW."pairing_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."rater_id", NEW."regency_id", NEW."role", NEW."round_id", NEW."session_id", NEW."state", NEW."subject_id", NEW."submitted_at", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="0f83ae1e366d80453b27861047f79f1db5849479",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b11c4",
                            table="evaluations_evaluation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "evaluations_evaluationevent" ("closes_on", "district_id", "id", "instrument_id", "locked_at", "occasion", "opens_on", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "rater_id", "regency_id", "role", "round_id", "session_id", "state", "subject_id", "submitted_at", "unit_id", "village_id") VALUES (NEW."closes_on", NEW."district_id", NEW."id", NEW."instrument_id", NEW."locked_at", NEW."occasion", NEW."opens_on", NEW."pairing_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."rater_id", NEW."regency_id", NEW."role", NEW."round_id", NEW."session_id", NEW."state", NEW."subject_id", NEW."submitted_at", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="bcf8c1d254567e5e9115af4839fa622e4ebe1306",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_58a92",
                            table="evaluations_evaluation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "evaluations_evaluationevent" ("closes_on", "district_id", "id", "instrument_id", "locked_at", "occasion", "opens_on", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "rater_id", "regency_id", "role", "round_id", "session_id", "state", "subject_id", "submitted_at", "unit_id", "village_id") VALUES (OLD."closes_on", OLD."district_id", OLD."id", OLD."instrument_id", OLD."locked_at", OLD."occasion", OLD."opens_on", OLD."pairing_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."rater_id", OLD."regency_id", OLD."role", OLD."round_id", OLD."session_id", OLD."state", OLD."subject_id", OLD."submitted_at", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                            hash="c42cb6f4b7cfce9aa9c0db1b72480e61b3613d43",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b9f40",
                            table="evaluations_evaluation",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Alert",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("talk", "Kedekatan rendah"), ("item", "Jawaban yang perlu segera didengar")],
                        max_length=4,
                    ),
                ),
                ("value", models.PositiveSmallIntegerField(null=True)),
                ("raised_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("due_on", models.DateField(verbose_name="tenggat")),
                ("told_at", models.DateTimeField(null=True)),
                ("handled_at", models.DateTimeField(null=True)),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="hasil pembicaraan")),
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
                    "handled_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="alerts", to="mentoring.pairing"
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
                    "evaluation",
                    models.ForeignKey(
                        help_text="Null for «talk»: it tells no side.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alerts",
                        to="evaluations.evaluation",
                    ),
                ),
            ],
            options={
                "verbose_name": "peringatan",
                "ordering": ["due_on", "pk"],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "evaluations_alertevent" ("district_id", "due_on", "evaluation_id", "handled_at", "handled_by_id", "id", "item_id", "kind", "note", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "raised_at", "regency_id", "told_at", "unit_id", "value", "village_id") VALUES (NEW."district_id", NEW."due_on", NEW."evaluation_id", NEW."handled_at", NEW."handled_by_id", NEW."id", NEW."item_id", NEW."kind", NEW."note", NEW."pairing_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."raised_at", NEW."regency_id", NEW."told_at", NEW."unit_id", NEW."value", NEW."village_id"); RETURN NULL;',
                            hash="15443ae96b028dda529b2b6df9b800f4620ec19c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_471f1",
                            table="evaluations_alert",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "evaluations_alertevent" ("district_id", "due_on", "evaluation_id", "handled_at", "handled_by_id", "id", "item_id", "kind", "note", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "raised_at", "regency_id", "told_at", "unit_id", "value", "village_id") VALUES (NEW."district_id", NEW."due_on", NEW."evaluation_id", NEW."handled_at", NEW."handled_by_id", NEW."id", NEW."item_id", NEW."kind", NEW."note", NEW."pairing_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."raised_at", NEW."regency_id", NEW."told_at", NEW."unit_id", NEW."value", NEW."village_id"); RETURN NULL;',
                            hash="ea822c63a94a39539cf695321dcf1349189b305f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3a4a9",
                            table="evaluations_alert",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "evaluations_alertevent" ("district_id", "due_on", "evaluation_id", "handled_at", "handled_by_id", "id", "item_id", "kind", "note", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "raised_at", "regency_id", "told_at", "unit_id", "value", "village_id") VALUES (OLD."district_id", OLD."due_on", OLD."evaluation_id", OLD."handled_at", OLD."handled_by_id", OLD."id", OLD."item_id", OLD."kind", OLD."note", OLD."pairing_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."raised_at", OLD."regency_id", OLD."told_at", OLD."unit_id", OLD."value", OLD."village_id"); RETURN NULL;',
                            hash="04bcb39fd0c7de2fec35dca90409d810fc5df88f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0dadd",
                            table="evaluations_alert",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EvaluationRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "occasion",
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
                ("opens_on", models.DateField(verbose_name="dibuka")),
                ("closes_on", models.DateField(verbose_name="ditutup")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluation_rounds",
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
                "verbose_name": "putaran evaluasi",
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "evaluations_evaluationroundevent" ("closes_on", "created_at", "created_by_id", "district_id", "id", "instrument_id", "occasion", "opens_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "province_id", "regency_id", "unit_id", "village_id") VALUES (NEW."closes_on", NEW."created_at", NEW."created_by_id", NEW."district_id", NEW."id", NEW."instrument_id", NEW."occasion", NEW."opens_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."programme_id", NEW."province_id", NEW."regency_id", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="25e7d3532360a01c6ca48be03146df0aa581c7b6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b1ba8",
                            table="evaluations_evaluationround",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "evaluations_evaluationroundevent" ("closes_on", "created_at", "created_by_id", "district_id", "id", "instrument_id", "occasion", "opens_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "province_id", "regency_id", "unit_id", "village_id") VALUES (NEW."closes_on", NEW."created_at", NEW."created_by_id", NEW."district_id", NEW."id", NEW."instrument_id", NEW."occasion", NEW."opens_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."programme_id", NEW."province_id", NEW."regency_id", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="8e6f6e9c3e1ae7923b1724ade2f1df9dba722df9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_304f8",
                            table="evaluations_evaluationround",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "evaluations_evaluationroundevent" ("closes_on", "created_at", "created_by_id", "district_id", "id", "instrument_id", "occasion", "opens_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "province_id", "regency_id", "unit_id", "village_id") VALUES (OLD."closes_on", OLD."created_at", OLD."created_by_id", OLD."district_id", OLD."id", OLD."instrument_id", OLD."occasion", OLD."opens_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."programme_id", OLD."province_id", OLD."regency_id", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                            hash="a805f8a93ff95340e561607b0ffc0616876b767f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_bfe89",
                            table="evaluations_evaluationround",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="evaluation",
            name="round",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evaluations",
                to="evaluations.evaluationround",
            ),
        ),
        migrations.CreateModel(
            name="Instrument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=8, verbose_name="kode")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="versi")),
                ("name", models.CharField(max_length=80, verbose_name="nama")),
                ("intro", models.CharField(blank=True, max_length=300, verbose_name="pengantar")),
                (
                    "use",
                    models.CharField(
                        choices=[
                            ("rapport", "Cek kedekatan"),
                            ("session", "Umpan balik sesi"),
                            ("round", "Putaran evaluasi"),
                            ("pdlt", "PDLT"),
                        ],
                        max_length=8,
                        verbose_name="kegunaan",
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[("learner", "Kader dampingan"), ("mentor", "Mentor")],
                        default="learner",
                        max_length=8,
                        verbose_name="tentang",
                    ),
                ),
                (
                    "raters",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("self", "Diri sendiri"),
                                ("mentor", "Mentor"),
                                ("mentee", "Kader dampingan"),
                                ("officer", "Pengurus"),
                                ("coordinator", "Koordinator"),
                            ],
                            max_length=12,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "is_confidential",
                    models.BooleanField(default=False, help_text="Averages and alerts leave it, never an answer."),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draf"), ("published", "Berlaku"), ("retired", "Tidak dipakai lagi")],
                        default="draft",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "base",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="evaluations.instrument",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "instrumen",
                "ordering": ["code", "version", "pk"],
            },
        ),
        migrations.CreateModel(
            name="EvaluationRoundEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "occasion",
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
                ("opens_on", models.DateField(verbose_name="dibuka")),
                ("closes_on", models.DateField(verbose_name="ditutup")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                        to="evaluations.evaluationround",
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
                (
                    "instrument",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evaluations.instrument",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="evaluationround",
            name="instrument",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="evaluations.instrument"
            ),
        ),
        migrations.CreateModel(
            name="EvaluationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("self", "Diri sendiri"),
                            ("mentor", "Mentor"),
                            ("mentee", "Kader dampingan"),
                            ("officer", "Pengurus"),
                            ("coordinator", "Koordinator"),
                        ],
                        max_length=12,
                        verbose_name="sebagai",
                    ),
                ),
                (
                    "occasion",
                    models.CharField(
                        choices=[
                            ("baseline", "Awal"),
                            ("mid", "Tengah"),
                            ("final", "Akhir"),
                            ("follow_up", "Lanjutan"),
                            ("rapport", "Cek kedekatan"),
                            ("session", "Setelah sesi"),
                        ],
                        max_length=9,
                        verbose_name="saat",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("scheduled", "Dijadwalkan"),
                            ("open", "Terbuka"),
                            ("submitted", "Terkirim"),
                            ("locked", "Terkunci"),
                            ("reopened", "Dibuka lagi"),
                        ],
                        default="scheduled",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                ("opens_on", models.DateField(verbose_name="dibuka")),
                ("closes_on", models.DateField(verbose_name="ditutup")),
                ("submitted_at", models.DateTimeField(null=True, verbose_name="terkirim")),
                ("locked_at", models.DateTimeField(null=True, verbose_name="terkunci")),
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
                        to="evaluations.evaluation",
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
                    "rater",
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
                    "subject",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentoring.pairingparticipant",
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
                    "round",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evaluations.evaluationround",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evaluations.instrument",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="evaluation",
            name="instrument",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="evaluations", to="evaluations.instrument"
            ),
        ),
        migrations.CreateModel(
            name="InstrumentItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=8, verbose_name="kode")),
                ("place", models.PositiveSmallIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("likert", "Skala"),
                            ("rubric", "Rubrik dengan contoh tiap tingkat"),
                            ("yes_no", "Ya atau tidak"),
                            ("test", "Soal dengan kunci"),
                            ("choice", "Pilihan"),
                            ("text", "Jawaban terbuka"),
                        ],
                        default="likert",
                        max_length=6,
                        verbose_name="jenis",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="pertanyaan")),
                (
                    "labels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=160), blank=True, default=list, size=None
                    ),
                ),
                ("lowest", models.PositiveSmallIntegerField(default=1)),
                ("is_reversed", models.BooleanField(default=False, verbose_name="dibalik")),
                (
                    "key",
                    models.PositiveSmallIntegerField(
                        help_text="Of a test: the right answer.", null=True, verbose_name="kunci"
                    ),
                ),
                (
                    "is_counted",
                    models.BooleanField(default=True, help_text="Enters the index; what a province adds does not."),
                ),
                ("is_required", models.BooleanField(default=True)),
                (
                    "alert_from",
                    models.PositiveSmallIntegerField(
                        help_text="A raw answer this high tells the parent tier.", null=True
                    ),
                ),
                (
                    "alert_to",
                    models.PositiveSmallIntegerField(
                        help_text="A raw answer this low tells the parent tier.", null=True
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="evaluations.instrument"
                    ),
                ),
            ],
            options={
                "verbose_name": "butir",
                "ordering": ["place", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.PositiveSmallIntegerField(null=True)),
                ("text", models.TextField(blank=True, max_length=600)),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="evaluations.evaluation"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="evaluations.instrumentitem"
                    ),
                ),
            ],
            options={
                "verbose_name": "jawaban",
            },
        ),
        migrations.CreateModel(
            name="AlertEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("talk", "Kedekatan rendah"), ("item", "Jawaban yang perlu segera didengar")],
                        max_length=4,
                    ),
                ),
                ("value", models.PositiveSmallIntegerField(null=True)),
                ("raised_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("due_on", models.DateField(verbose_name="tenggat")),
                ("told_at", models.DateTimeField(null=True)),
                ("handled_at", models.DateTimeField(null=True)),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="hasil pembicaraan")),
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
                    "handled_by",
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
                        to="evaluations.alert",
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
                    "evaluation",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="Null for «talk»: it tells no side.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evaluations.evaluation",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evaluations.instrumentitem",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="alert",
            name="item",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="evaluations.instrumentitem",
            ),
        ),
        migrations.CreateModel(
            name="InstrumentPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=8)),
                ("name", models.CharField(max_length=80, verbose_name="bagian")),
                ("place", models.PositiveSmallIntegerField(default=1)),
                (
                    "weight",
                    models.PositiveSmallIntegerField(
                        help_text="Percent; null where nothing weighs.", null=True, verbose_name="bobot (%)"
                    ),
                ),
                ("least", models.PositiveSmallIntegerField(help_text="Out of 100.", null=True)),
                ("is_gate", models.BooleanField(default=False)),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="evaluations.instrument"
                    ),
                ),
            ],
            options={
                "verbose_name": "bagian",
                "ordering": ["place", "pk"],
            },
        ),
        migrations.AddField(
            model_name="instrumentitem",
            name="part",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="items",
                to="evaluations.instrumentpart",
            ),
        ),
        migrations.CreateModel(
            name="PdltAssessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    models.CharField(
                        help_text="As it was when the case was opened: assessors see no registry.", max_length=150
                    ),
                ),
                ("period_from", models.DateField(verbose_name="kurun dari")),
                ("period_to", models.DateField(verbose_name="kurun sampai")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Dinilai"),
                            ("scored", "Selesai dinilai"),
                            ("shared", "Dibagikan kepada kader"),
                            ("objected", "Ada keberatan"),
                            ("final", "Diputuskan"),
                        ],
                        default="draft",
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("total", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ("parts", models.JSONField(default=dict)),
                (
                    "gate",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("clear", "Bersih"),
                            ("under_review", "Masih diperiksa, belum ada putusan"),
                            ("not_clear", "Ada putusan"),
                        ],
                        max_length=12,
                    ),
                ),
                ("shared_at", models.DateTimeField(null=True)),
                ("objection_until", models.DateField(null=True, verbose_name="keberatan sampai")),
                ("objected_at", models.DateTimeField(null=True)),
                ("objection", models.CharField(blank=True, max_length=600, verbose_name="keberatan")),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[("met", "Memenuhi"), ("not_yet", "Belum memenuhi"), ("deferred", "Ditunda")],
                        max_length=8,
                        verbose_name="keputusan",
                    ),
                ),
                ("verdict_reason", models.CharField(blank=True, max_length=600, verbose_name="alasan")),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
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
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="evaluations.instrument"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pdlt", to="cadres.member"
                    ),
                ),
                (
                    "opened_by",
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
                "verbose_name": "PDLT",
                "ordering": ["-opened_at", "-pk"],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "evaluations_pdltassessmentevent" ("decided_at", "decided_by_id", "district_id", "gate", "id", "instrument_id", "member_id", "name", "objected_at", "objection", "objection_until", "opened_at", "opened_by_id", "parts", "period_from", "period_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "shared_at", "state", "total", "unit_id", "verdict", "verdict_reason", "village_id") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."district_id", NEW."gate", NEW."id", NEW."instrument_id", NEW."member_id", NEW."name", NEW."objected_at", NEW."objection", NEW."objection_until", NEW."opened_at", NEW."opened_by_id", NEW."parts", NEW."period_from", NEW."period_to", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."regency_id", NEW."shared_at", NEW."state", NEW."total", NEW."unit_id", NEW."verdict", NEW."verdict_reason", NEW."village_id"); RETURN NULL;',
                            hash="59d6ae9b1da0fadf2b7d9ffd7cba00a0333b1125",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_afb6a",
                            table="evaluations_pdltassessment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "evaluations_pdltassessmentevent" ("decided_at", "decided_by_id", "district_id", "gate", "id", "instrument_id", "member_id", "name", "objected_at", "objection", "objection_until", "opened_at", "opened_by_id", "parts", "period_from", "period_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "shared_at", "state", "total", "unit_id", "verdict", "verdict_reason", "village_id") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."district_id", NEW."gate", NEW."id", NEW."instrument_id", NEW."member_id", NEW."name", NEW."objected_at", NEW."objection", NEW."objection_until", NEW."opened_at", NEW."opened_by_id", NEW."parts", NEW."period_from", NEW."period_to", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."regency_id", NEW."shared_at", NEW."state", NEW."total", NEW."unit_id", NEW."verdict", NEW."verdict_reason", NEW."village_id"); RETURN NULL;',
                            hash="e059dc612e64cf57da258cda5eb64d165b158287",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ac911",
                            table="evaluations_pdltassessment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "evaluations_pdltassessmentevent" ("decided_at", "decided_by_id", "district_id", "gate", "id", "instrument_id", "member_id", "name", "objected_at", "objection", "objection_until", "opened_at", "opened_by_id", "parts", "period_from", "period_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "shared_at", "state", "total", "unit_id", "verdict", "verdict_reason", "village_id") VALUES (OLD."decided_at", OLD."decided_by_id", OLD."district_id", OLD."gate", OLD."id", OLD."instrument_id", OLD."member_id", OLD."name", OLD."objected_at", OLD."objection", OLD."objection_until", OLD."opened_at", OLD."opened_by_id", OLD."parts", OLD."period_from", OLD."period_to", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."regency_id", OLD."shared_at", OLD."state", OLD."total", OLD."unit_id", OLD."verdict", OLD."verdict_reason", OLD."village_id"); RETURN NULL;',
                            hash="291dcc5d23740c2be5ef40ec7c6ad86204713c41",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_93a31",
                            table="evaluations_pdltassessment",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PdltAssessmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "name",
                    models.CharField(
                        help_text="As it was when the case was opened: assessors see no registry.", max_length=150
                    ),
                ),
                ("period_from", models.DateField(verbose_name="kurun dari")),
                ("period_to", models.DateField(verbose_name="kurun sampai")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Dinilai"),
                            ("scored", "Selesai dinilai"),
                            ("shared", "Dibagikan kepada kader"),
                            ("objected", "Ada keberatan"),
                            ("final", "Diputuskan"),
                        ],
                        default="draft",
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("total", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ("parts", models.JSONField(default=dict)),
                (
                    "gate",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("clear", "Bersih"),
                            ("under_review", "Masih diperiksa, belum ada putusan"),
                            ("not_clear", "Ada putusan"),
                        ],
                        max_length=12,
                    ),
                ),
                ("shared_at", models.DateTimeField(null=True)),
                ("objection_until", models.DateField(null=True, verbose_name="keberatan sampai")),
                ("objected_at", models.DateTimeField(null=True)),
                ("objection", models.CharField(blank=True, max_length=600, verbose_name="keberatan")),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[("met", "Memenuhi"), ("not_yet", "Belum memenuhi"), ("deferred", "Ditunda")],
                        max_length=8,
                        verbose_name="keputusan",
                    ),
                ),
                ("verdict_reason", models.CharField(blank=True, max_length=600, verbose_name="alasan")),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
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
                    "instrument",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evaluations.instrument",
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
                    "opened_by",
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
                        to="evaluations.pdltassessment",
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
            name="PdltAssessor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("named_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("total", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ("parts", models.JSONField(default=dict)),
                (
                    "gate",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("clear", "Bersih"),
                            ("under_review", "Masih diperiksa, belum ada putusan"),
                            ("not_clear", "Ada putusan"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessors",
                        to="evaluations.pdltassessment",
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                "verbose_name": "penilai",
                "ordering": ["named_at", "pk"],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "evaluations_pdltassessorevent" ("assessment_id", "district_id", "gate", "id", "named_at", "named_by_id", "parts", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "submitted_at", "total", "unit_id", "user_id", "village_id") VALUES (NEW."assessment_id", NEW."district_id", NEW."gate", NEW."id", NEW."named_at", NEW."named_by_id", NEW."parts", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."regency_id", NEW."submitted_at", NEW."total", NEW."unit_id", NEW."user_id", NEW."village_id"); RETURN NULL;',
                            hash="99d6e289b803a57bcb4ed6c279248a89bec559d0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5be5f",
                            table="evaluations_pdltassessor",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "evaluations_pdltassessorevent" ("assessment_id", "district_id", "gate", "id", "named_at", "named_by_id", "parts", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "submitted_at", "total", "unit_id", "user_id", "village_id") VALUES (NEW."assessment_id", NEW."district_id", NEW."gate", NEW."id", NEW."named_at", NEW."named_by_id", NEW."parts", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."regency_id", NEW."submitted_at", NEW."total", NEW."unit_id", NEW."user_id", NEW."village_id"); RETURN NULL;',
                            hash="497825fe52b7b4a1d60c98d8d4af1561d62b7b70",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_51a40",
                            table="evaluations_pdltassessor",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "evaluations_pdltassessorevent" ("assessment_id", "district_id", "gate", "id", "named_at", "named_by_id", "parts", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "submitted_at", "total", "unit_id", "user_id", "village_id") VALUES (OLD."assessment_id", OLD."district_id", OLD."gate", OLD."id", OLD."named_at", OLD."named_by_id", OLD."parts", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."regency_id", OLD."submitted_at", OLD."total", OLD."unit_id", OLD."user_id", OLD."village_id"); RETURN NULL;',
                            hash="9bd83d5a196ca895714a0869e533ed953fdcd4f3",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b7ca2",
                            table="evaluations_pdltassessor",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PdltAssessorEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("named_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("total", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ("parts", models.JSONField(default=dict)),
                (
                    "gate",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("clear", "Bersih"),
                            ("under_review", "Masih diperiksa, belum ada putusan"),
                            ("not_clear", "Ada putusan"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evaluations.pdltassessment",
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
                        to="evaluations.pdltassessor",
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
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            name="PdltMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.PositiveSmallIntegerField(null=True)),
                (
                    "gate",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("clear", "Bersih"),
                            ("under_review", "Masih diperiksa, belum ada putusan"),
                            ("not_clear", "Ada putusan"),
                        ],
                        max_length=12,
                    ),
                ),
                ("evidence", models.CharField(max_length=300, verbose_name="bukti")),
                (
                    "assessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="evaluations.pdltassessor"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="evaluations.instrumentitem"
                    ),
                ),
            ],
            options={
                "verbose_name": "nilai",
            },
        ),
        migrations.CreateModel(
            name="Reopening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=300, verbose_name="alasan")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("closes_on", models.DateField(verbose_name="dibuka sampai")),
                ("granted", models.BooleanField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decided_by",
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
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reopenings",
                        to="evaluations.evaluation",
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
                "verbose_name": "permintaan buka lagi",
                "ordering": ["asked_at", "pk"],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "evaluations_reopeningevent" ("asked_at", "asked_by_id", "closes_on", "decided_at", "decided_by_id", "district_id", "evaluation_id", "granted", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "reason", "regency_id", "unit_id", "village_id") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."closes_on", NEW."decided_at", NEW."decided_by_id", NEW."district_id", NEW."evaluation_id", NEW."granted", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."reason", NEW."regency_id", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="c72581607364c1abc1989c3f011b3a6b1e74019e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8f870",
                            table="evaluations_reopening",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "evaluations_reopeningevent" ("asked_at", "asked_by_id", "closes_on", "decided_at", "decided_by_id", "district_id", "evaluation_id", "granted", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "reason", "regency_id", "unit_id", "village_id") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."closes_on", NEW."decided_at", NEW."decided_by_id", NEW."district_id", NEW."evaluation_id", NEW."granted", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."reason", NEW."regency_id", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="deafcbc1a8f78f8f414ab7ce2e2cb53ecfe62665",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1e276",
                            table="evaluations_reopening",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "evaluations_reopeningevent" ("asked_at", "asked_by_id", "closes_on", "decided_at", "decided_by_id", "district_id", "evaluation_id", "granted", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "reason", "regency_id", "unit_id", "village_id") VALUES (OLD."asked_at", OLD."asked_by_id", OLD."closes_on", OLD."decided_at", OLD."decided_by_id", OLD."district_id", OLD."evaluation_id", OLD."granted", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."reason", OLD."regency_id", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                            hash="f96fa73b1075a1704d32c570cf9e605312852858",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2409a",
                            table="evaluations_reopening",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReopeningEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("reason", models.CharField(max_length=300, verbose_name="alasan")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("closes_on", models.DateField(verbose_name="dibuka sampai")),
                ("granted", models.BooleanField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
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
                    "evaluation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evaluations.evaluation",
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
                        to="evaluations.reopening",
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
        migrations.AddConstraint(
            model_name="instrument",
            constraint=models.UniqueConstraint(
                fields=("code", "version", "province"), name="instrument_version_once", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="instrument",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "draft")),
                fields=("code", "province"),
                name="instrument_one_draft",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="instrument",
            constraint=models.CheckConstraint(
                condition=models.Q(("use__in", ["rapport", "session", "round", "pdlt"])), name="instrument_use"
            ),
        ),
        migrations.AddConstraint(
            model_name="instrument",
            constraint=models.CheckConstraint(
                condition=models.Q(("about__in", ["learner", "mentor"])), name="instrument_about"
            ),
        ),
        migrations.AddConstraint(
            model_name="instrument",
            constraint=models.CheckConstraint(
                condition=models.Q(("raters__contained_by", ["self", "mentor", "mentee", "officer", "coordinator"])),
                name="instrument_raters",
            ),
        ),
        migrations.AddConstraint(
            model_name="instrument",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "published", "retired"])), name="instrument_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="instrument",
            constraint=models.CheckConstraint(
                condition=models.Q(("province__isnull", True), ("base__isnull", False), _connector="OR"),
                name="instrument_edition_has_a_base",
            ),
        ),
        migrations.AddConstraint(
            model_name="instrument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", True), ("state", "draft")),
                    models.Q(models.Q(("state", "draft"), _negated=True), ("published_at__isnull", False)),
                    _connector="OR",
                ),
                name="instrument_published_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluationround",
            constraint=models.UniqueConstraint(
                fields=("programme", "instrument", "occasion"), name="evaluation_round_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluationround",
            constraint=models.CheckConstraint(
                condition=models.Q(("occasion__in", ["baseline", "mid", "final", "follow_up"])),
                name="evaluation_round_occasion",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluationround",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_on__gte", models.F("opens_on"))), name="evaluation_round_window"
            ),
        ),
        migrations.AddIndex(
            model_name="evaluation",
            index=models.Index(fields=["rater", "state"], name="evaluation_of_rater"),
        ),
        migrations.AddIndex(
            model_name="evaluation",
            index=models.Index(fields=["state", "closes_on"], name="evaluation_due"),
        ),
        migrations.AddIndex(
            model_name="evaluation",
            index=models.Index(fields=["pairing", "occasion"], name="evaluation_of_pairing"),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("round__isnull", False)),
                fields=("round", "subject", "rater"),
                name="evaluation_once_a_round",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("session__isnull", False)),
                fields=("session", "rater"),
                name="evaluation_once_a_session",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("occasion", "rapport")),
                fields=("pairing", "rater", "opens_on"),
                name="evaluation_once_a_check",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["self", "mentor", "mentee", "officer", "coordinator"])),
                name="evaluation_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(("occasion__in", ["baseline", "mid", "final", "follow_up", "rapport", "session"])),
                name="evaluation_occasion",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["scheduled", "open", "submitted", "locked", "reopened"])),
                name="evaluation_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_on__gte", models.F("opens_on"))), name="evaluation_window"
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "submitted"), _negated=True), ("submitted_at__isnull", False), _connector="OR"
                ),
                name="evaluation_submitted_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(("round__isnull", False), ("occasion__in", ["rapport", "session"]), _connector="OR"),
                name="evaluation_has_a_round",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(fields=("evaluation", "item"), name="answer_once"),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "item")), fields=("evaluation", "item"), name="alert_once_an_item"
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.UniqueConstraint(
                condition=models.Q(("handled_at__isnull", True), ("kind", "talk")),
                fields=("pairing",),
                name="alert_one_talk",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(condition=models.Q(("kind__in", ["talk", "item"])), name="alert_kind"),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("evaluation__isnull", False), ("item__isnull", False), ("kind", "item")),
                    models.Q(
                        ("evaluation__isnull", True), ("item__isnull", True), ("kind", "talk"), ("value__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="alert_tells_no_side",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("handled_at__isnull", True),
                    models.Q(("handled_by__isnull", False), models.Q(("note", ""), _negated=True)),
                    _connector="OR",
                ),
                name="alert_handled_says_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="instrumentpart",
            constraint=models.UniqueConstraint(fields=("instrument", "code"), name="instrument_part_once"),
        ),
        migrations.AddConstraint(
            model_name="instrumentpart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("weight__isnull", True), models.Q(("is_gate", False), ("weight__range", (1, 100))), _connector="OR"
                ),
                name="part_weight",
            ),
        ),
        migrations.AddConstraint(
            model_name="instrumentitem",
            constraint=models.UniqueConstraint(fields=("instrument", "code"), name="instrument_item_once"),
        ),
        migrations.AddConstraint(
            model_name="instrumentitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["likert", "rubric", "yes_no", "test", "choice", "text"])),
                name="item_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="instrumentitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "text"), ("labels__len", 0)),
                    models.Q(models.Q(("kind", "text"), _negated=True), ("labels__len__gte", 2)),
                    _connector="OR",
                ),
                name="item_labels",
            ),
        ),
        migrations.AddConstraint(
            model_name="instrumentitem",
            constraint=models.CheckConstraint(condition=models.Q(("lowest__in", [0, 1])), name="item_lowest"),
        ),
        migrations.AddConstraint(
            model_name="instrumentitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("key__isnull", False),
                        (
                            "key__lt",
                            django.db.models.expressions.CombinedExpression(
                                models.F("lowest"), "+", models.F("labels__len")
                            ),
                        ),
                        ("kind", "test"),
                    ),
                    models.Q(models.Q(("kind", "test"), _negated=True), ("key__isnull", True)),
                    _connector="OR",
                ),
                name="item_key",
            ),
        ),
        migrations.AddConstraint(
            model_name="instrumentitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_reversed", False), ("kind__in", ["likert", "rubric", "yes_no"]), _connector="OR"
                ),
                name="item_reversed",
            ),
        ),
        migrations.AddConstraint(
            model_name="pdltassessment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "final"), _negated=True), fields=("member",), name="pdlt_one_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="pdltassessment",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "scored", "shared", "objected", "final"])), name="pdlt_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="pdltassessment",
            constraint=models.CheckConstraint(
                condition=models.Q(("gate__in", ["", "clear", "under_review", "not_clear"])), name="pdlt_gate"
            ),
        ),
        migrations.AddConstraint(
            model_name="pdltassessment",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["", "met", "not_yet", "deferred"])), name="pdlt_verdict"
            ),
        ),
        migrations.AddConstraint(
            model_name="pdltassessment",
            constraint=models.CheckConstraint(
                condition=models.Q(("period_to__gt", models.F("period_from"))), name="pdlt_period"
            ),
        ),
        migrations.AddConstraint(
            model_name="pdltassessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "final"), _negated=True),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("shared_at__isnull", False),
                        models.Q(("verdict", ""), _negated=True),
                        models.Q(("verdict_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="pdlt_decided_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="pdltassessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "objected"), _negated=True),
                    models.Q(("objection", ""), _negated=True),
                    _connector="OR",
                ),
                name="pdlt_objection_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="pdltassessor",
            constraint=models.UniqueConstraint(fields=("assessment", "user"), name="pdlt_assessor_once"),
        ),
        migrations.AddConstraint(
            model_name="pdltassessor",
            constraint=models.CheckConstraint(
                condition=models.Q(("gate__in", ["", "clear", "under_review", "not_clear"])), name="pdlt_assessor_gate"
            ),
        ),
        migrations.AddConstraint(
            model_name="pdltassessor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("submitted_at__isnull", True),
                    models.Q(("total__isnull", False), models.Q(("gate", ""), _negated=True)),
                    _connector="OR",
                ),
                name="pdlt_assessor_submitted",
            ),
        ),
        migrations.AddConstraint(
            model_name="pdltmark",
            constraint=models.UniqueConstraint(fields=("assessor", "item"), name="pdlt_mark_once"),
        ),
        migrations.AddConstraint(
            model_name="pdltmark",
            constraint=models.CheckConstraint(
                condition=models.Q(("gate__in", ["", "clear", "under_review", "not_clear"])), name="pdlt_mark_gate"
            ),
        ),
        migrations.AddConstraint(
            model_name="pdltmark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("value__isnull", True), models.Q(("gate", ""), _negated=True)),
                    models.Q(("gate", ""), ("value__range", (1, 5))),
                    _connector="OR",
                ),
                name="pdlt_mark_value",
            ),
        ),
        migrations.AddConstraint(
            model_name="pdltmark",
            constraint=models.CheckConstraint(
                condition=models.Q(("evidence", ""), _negated=True), name="pdlt_mark_has_evidence"
            ),
        ),
        migrations.AddConstraint(
            model_name="reopening",
            constraint=models.UniqueConstraint(
                condition=models.Q(("granted__isnull", True)), fields=("evaluation",), name="reopening_one_waits"
            ),
        ),
        migrations.AddConstraint(
            model_name="reopening",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="reopening_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="reopening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("granted__isnull", True),
                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                    _connector="OR",
                ),
                name="reopening_decided_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="reopening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    models.Q(("decided_by", models.F("asked_by")), _negated=True),
                    _connector="OR",
                ),
                name="reopening_two_people",
            ),
        ),
        core.history.InstallTriggers(),
    ]
