"""The rubric, diagnostics and action plans (DOMAIN §8 I-2, I-3)."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("mentoring", "0019_not_done_in_full"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("regions", "0005_guard_tree"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # What tables of their own prove from here on (rules/phases.py: PROVED); the history of the rows stays.
        migrations.RunSQL(
            "DELETE FROM mentoring_phaseevidence WHERE kind IN ('baseline_locked', 'plan_agreed')",
            migrations.RunSQL.noop,
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
            ],
            options={
                "verbose_name": "perpindahan langkah",
                "ordering": ["at", "pk"],
                "abstract": False,
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
            ],
            options={
                "verbose_name": "diagnostik",
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
            ],
            options={
                "verbose_name": "tingkat kompetensi",
                "ordering": ["competency"],
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
            ],
            options={
                "verbose_name": "penilaian",
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
            ],
            options={
                "verbose_name": "perpindahan diagnostik",
                "ordering": ["at", "pk"],
                "abstract": False,
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
            ],
            options={
                "verbose_name": "tujuan",
                "ordering": ["due_on", "pk"],
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
            ],
            options={
                "verbose_name": "perpindahan tujuan",
                "ordering": ["at", "pk"],
                "abstract": False,
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
            ],
            options={
                "verbose_name": "rencana aksi",
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
            ],
            options={
                "verbose_name": "butir rubrik",
                "ordering": ["competency"],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="actionitem",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="actionitem",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="actionitem",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="programme",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="programme",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="programme",
            name="delete_delete",
        ),
        migrations.RemoveConstraint(
            model_name="phaseevidence",
            name="evidence_kind",
        ),
        migrations.AddField(
            model_name="actionitem",
            name="proposed_note",
            field=models.CharField(blank=True, max_length=300, verbose_name="catatan usul"),
        ),
        migrations.AddField(
            model_name="actionitem",
            name="proposed_state",
            field=models.CharField(
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
        migrations.AddField(
            model_name="actionitem",
            name="reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="alasan"),
        ),
        migrations.AddField(
            model_name="actionitemevent",
            name="proposed_note",
            field=models.CharField(blank=True, max_length=300, verbose_name="catatan usul"),
        ),
        migrations.AddField(
            model_name="actionitemevent",
            name="proposed_state",
            field=models.CharField(
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
        migrations.AddField(
            model_name="actionitemevent",
            name="reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="alasan"),
        ),
        migrations.AddField(
            model_name="programme",
            name="focus",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=3),
                blank=True,
                default=list,
                help_text="Didahulukan bila dua kesenjangan sama besar.",
                size=None,
                verbose_name="kompetensi utama",
            ),
        ),
        migrations.AddField(
            model_name="programmeevent",
            name="focus",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=3),
                blank=True,
                default=list,
                help_text="Didahulukan bila dua kesenjangan sama besar.",
                size=None,
                verbose_name="kompetensi utama",
            ),
        ),
        migrations.AlterField(
            model_name="actionitem",
            name="session",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="actions", to="mentoring.session"
            ),
        ),
        migrations.AlterField(
            model_name="actionitemevent",
            name="session",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="mentoring.session",
            ),
        ),
        migrations.AlterField(
            model_name="phaseevidence",
            name="kind",
            field=models.CharField(
                choices=[
                    ("coordinator_talk", "Koordinator berbicara dengan kedua pihak"),
                    ("midterm_done", "Evaluasi tengah selesai"),
                    ("final_done", "Rubrik akhir dan formulir penutup lengkap"),
                ],
                max_length=16,
                verbose_name="bukti",
            ),
        ),
        migrations.AlterField(
            model_name="phaseevidenceevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("coordinator_talk", "Koordinator berbicara dengan kedua pihak"),
                    ("midterm_done", "Evaluasi tengah selesai"),
                    ("final_done", "Rubrik akhir dan formulir penutup lengkap"),
                ],
                max_length=16,
                verbose_name="bukti",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actionitem",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actionitem",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actionitem",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programme",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentoring_programmeevent" ("cadence_days", "category", "closing_report", "coordinator_id", "district_id", "ends_on", "focus", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "starts_on", "state", "unit_id", "village_id") VALUES (NEW."cadence_days", NEW."category", NEW."closing_report", NEW."coordinator_id", NEW."district_id", NEW."ends_on", NEW."focus", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."regency_id", NEW."starts_on", NEW."state", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                    hash="ec3799345383960a3a9968e3e30f218f5e0337f2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d56b3",
                    table="mentoring_programme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programme",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "mentoring_programmeevent" ("cadence_days", "category", "closing_report", "coordinator_id", "district_id", "ends_on", "focus", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "starts_on", "state", "unit_id", "village_id") VALUES (NEW."cadence_days", NEW."category", NEW."closing_report", NEW."coordinator_id", NEW."district_id", NEW."ends_on", NEW."focus", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."regency_id", NEW."starts_on", NEW."state", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                    hash="904ccf65e6be5308aa55a01078559035cd82b5bc",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0a5f9",
                    table="mentoring_programme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programme",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentoring_programmeevent" ("cadence_days", "category", "closing_report", "coordinator_id", "district_id", "ends_on", "focus", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "starts_on", "state", "unit_id", "village_id") VALUES (OLD."cadence_days", OLD."category", OLD."closing_report", OLD."coordinator_id", OLD."district_id", OLD."ends_on", OLD."focus", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."regency_id", OLD."starts_on", OLD."state", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                    hash="809d9c167dca824ae7195552abf0647ab4f90a18",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5e578",
                    table="mentoring_programme",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="phaseevidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["coordinator_talk", "midterm_done", "final_done"])),
                name="evidence_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "focus__contained_by",
                        ["C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08", "C09", "C10", "C11", "C12"],
                    )
                ),
                name="programme_focus",
            ),
        ),
        migrations.AddField(
            model_name="actiontransition",
            name="action",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="transitions", to="mentoring.actionitem"
            ),
        ),
        migrations.AddField(
            model_name="actiontransition",
            name="actor",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="actiontransition",
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
            model_name="actiontransition",
            name="learner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairingparticipant"
            ),
        ),
        migrations.AddField(
            model_name="actiontransition",
            name="on_behalf_of",
            field=models.ForeignKey(
                db_default=django.db.models.functions.comparison.Cast(
                    django.db.models.functions.comparison.NullIf(
                        models.Func(models.Value("app.on_behalf_of"), models.Value(True), function="current_setting"),
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
        migrations.AddField(
            model_name="actiontransition",
            name="pairing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairing"
            ),
        ),
        migrations.AddField(
            model_name="actiontransition",
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
            model_name="actiontransition",
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
            model_name="actiontransition",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit", verbose_name="unit"
            ),
        ),
        migrations.AddField(
            model_name="actiontransition",
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
        migrations.AddField(
            model_name="diagnostic",
            name="agreed_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="diagnostic",
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
            model_name="diagnostic",
            name="learner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairingparticipant"
            ),
        ),
        migrations.AddField(
            model_name="diagnostic",
            name="locked_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="diagnostic",
            name="pairing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairing"
            ),
        ),
        migrations.AddField(
            model_name="diagnostic",
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
            model_name="diagnostic",
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
            model_name="diagnostic",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit", verbose_name="unit"
            ),
        ),
        migrations.AddField(
            model_name="diagnostic",
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
        migrations.AddField(
            model_name="diagnosticevent",
            name="agreed_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="diagnosticevent",
            name="district",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="diagnosticevent",
            name="learner",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="mentoring.pairingparticipant",
            ),
        ),
        migrations.AddField(
            model_name="diagnosticevent",
            name="locked_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="diagnosticevent",
            name="pairing",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="mentoring.pairing",
            ),
        ),
        migrations.AddField(
            model_name="diagnosticevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="diagnosticevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="mentoring.diagnostic",
            ),
        ),
        migrations.AddField(
            model_name="diagnosticevent",
            name="province",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="diagnosticevent",
            name="regency",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="diagnosticevent",
            name="unit",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
                verbose_name="unit",
            ),
        ),
        migrations.AddField(
            model_name="diagnosticevent",
            name="village",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="diagnosticlevel",
            name="diagnostic",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="levels", to="mentoring.diagnostic"
            ),
        ),
        migrations.AddField(
            model_name="diagnosticlevel",
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
            model_name="diagnosticlevel",
            name="learner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairingparticipant"
            ),
        ),
        migrations.AddField(
            model_name="diagnosticlevel",
            name="pairing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairing"
            ),
        ),
        migrations.AddField(
            model_name="diagnosticlevel",
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
            model_name="diagnosticlevel",
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
            model_name="diagnosticlevel",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit", verbose_name="unit"
            ),
        ),
        migrations.AddField(
            model_name="diagnosticlevel",
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
        migrations.AddField(
            model_name="diagnosticlevelevent",
            name="diagnostic",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="mentoring.diagnostic",
            ),
        ),
        migrations.AddField(
            model_name="diagnosticlevelevent",
            name="district",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="diagnosticlevelevent",
            name="learner",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="mentoring.pairingparticipant",
            ),
        ),
        migrations.AddField(
            model_name="diagnosticlevelevent",
            name="pairing",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="mentoring.pairing",
            ),
        ),
        migrations.AddField(
            model_name="diagnosticlevelevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="diagnosticlevelevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="mentoring.diagnosticlevel",
            ),
        ),
        migrations.AddField(
            model_name="diagnosticlevelevent",
            name="province",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="diagnosticlevelevent",
            name="regency",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="diagnosticlevelevent",
            name="unit",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
                verbose_name="unit",
            ),
        ),
        migrations.AddField(
            model_name="diagnosticlevelevent",
            name="village",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="diagnosticrating",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="diagnosticrating",
            name="diagnostic",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="ratings", to="mentoring.diagnostic"
            ),
        ),
        migrations.AddField(
            model_name="diagnosticrating",
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
            model_name="diagnosticrating",
            name="learner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairingparticipant"
            ),
        ),
        migrations.AddField(
            model_name="diagnosticrating",
            name="pairing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairing"
            ),
        ),
        migrations.AddField(
            model_name="diagnosticrating",
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
            model_name="diagnosticrating",
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
            model_name="diagnosticrating",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit", verbose_name="unit"
            ),
        ),
        migrations.AddField(
            model_name="diagnosticrating",
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
        migrations.AddField(
            model_name="diagnosticratingevent",
            name="author",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="diagnosticratingevent",
            name="diagnostic",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="mentoring.diagnostic",
            ),
        ),
        migrations.AddField(
            model_name="diagnosticratingevent",
            name="district",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="diagnosticratingevent",
            name="learner",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="mentoring.pairingparticipant",
            ),
        ),
        migrations.AddField(
            model_name="diagnosticratingevent",
            name="pairing",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="mentoring.pairing",
            ),
        ),
        migrations.AddField(
            model_name="diagnosticratingevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="diagnosticratingevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="mentoring.diagnosticrating",
            ),
        ),
        migrations.AddField(
            model_name="diagnosticratingevent",
            name="province",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="diagnosticratingevent",
            name="regency",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="diagnosticratingevent",
            name="unit",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
                verbose_name="unit",
            ),
        ),
        migrations.AddField(
            model_name="diagnosticratingevent",
            name="village",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="diagnostictransition",
            name="actor",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="diagnostictransition",
            name="diagnostic",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="transitions", to="mentoring.diagnostic"
            ),
        ),
        migrations.AddField(
            model_name="diagnostictransition",
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
            model_name="diagnostictransition",
            name="learner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairingparticipant"
            ),
        ),
        migrations.AddField(
            model_name="diagnostictransition",
            name="on_behalf_of",
            field=models.ForeignKey(
                db_default=django.db.models.functions.comparison.Cast(
                    django.db.models.functions.comparison.NullIf(
                        models.Func(models.Value("app.on_behalf_of"), models.Value(True), function="current_setting"),
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
        migrations.AddField(
            model_name="diagnostictransition",
            name="pairing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairing"
            ),
        ),
        migrations.AddField(
            model_name="diagnostictransition",
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
            model_name="diagnostictransition",
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
            model_name="diagnostictransition",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit", verbose_name="unit"
            ),
        ),
        migrations.AddField(
            model_name="diagnostictransition",
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
        migrations.AddField(
            model_name="goal",
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
            model_name="goal",
            name="learner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairingparticipant"
            ),
        ),
        migrations.AddField(
            model_name="goal",
            name="org_goal",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="mentoring.orggoal",
                verbose_name="sasaran organisasi",
            ),
        ),
        migrations.AddField(
            model_name="goal",
            name="pairing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairing"
            ),
        ),
        migrations.AddField(
            model_name="goal",
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
            model_name="goal",
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
            model_name="goal",
            name="seen_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="goal",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit", verbose_name="unit"
            ),
        ),
        migrations.AddField(
            model_name="goal",
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
        migrations.AddField(
            model_name="actionitem",
            name="goal",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="actions", to="mentoring.goal"
            ),
        ),
        migrations.AddField(
            model_name="actionitemevent",
            name="goal",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="mentoring.goal",
            ),
        ),
        migrations.AddConstraint(
            model_name="actionitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("proposed_state__in", ["", "done", "partly", "not_done", "dropped"])),
                name="action_proposed",
            ),
        ),
        migrations.AddConstraint(
            model_name="actionitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("session__isnull", False), ("goal__isnull", False), _connector="OR"),
                name="action_has_an_origin",
            ),
        ),
        migrations.AddConstraint(
            model_name="actionitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "dropped"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="action_dropped_says_why",
            ),
        ),
        migrations.AddField(
            model_name="goalevent",
            name="district",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="goalevent",
            name="learner",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="mentoring.pairingparticipant",
            ),
        ),
        migrations.AddField(
            model_name="goalevent",
            name="org_goal",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="mentoring.orggoal",
                verbose_name="sasaran organisasi",
            ),
        ),
        migrations.AddField(
            model_name="goalevent",
            name="pairing",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="mentoring.pairing",
            ),
        ),
        migrations.AddField(
            model_name="goalevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="goalevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="mentoring.goal",
            ),
        ),
        migrations.AddField(
            model_name="goalevent",
            name="province",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="goalevent",
            name="regency",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="goalevent",
            name="seen_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="goalevent",
            name="unit",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
                verbose_name="unit",
            ),
        ),
        migrations.AddField(
            model_name="goalevent",
            name="village",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="goaltransition",
            name="actor",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="goaltransition",
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
            model_name="goaltransition",
            name="goal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="transitions", to="mentoring.goal"
            ),
        ),
        migrations.AddField(
            model_name="goaltransition",
            name="learner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairingparticipant"
            ),
        ),
        migrations.AddField(
            model_name="goaltransition",
            name="on_behalf_of",
            field=models.ForeignKey(
                db_default=django.db.models.functions.comparison.Cast(
                    django.db.models.functions.comparison.NullIf(
                        models.Func(models.Value("app.on_behalf_of"), models.Value(True), function="current_setting"),
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
        migrations.AddField(
            model_name="goaltransition",
            name="pairing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairing"
            ),
        ),
        migrations.AddField(
            model_name="goaltransition",
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
            model_name="goaltransition",
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
            model_name="goaltransition",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit", verbose_name="unit"
            ),
        ),
        migrations.AddField(
            model_name="goaltransition",
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
        migrations.AddField(
            model_name="plan",
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
            model_name="plan",
            name="learner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairingparticipant"
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="pairing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairing"
            ),
        ),
        migrations.AddField(
            model_name="plan",
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
            model_name="plan",
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
            model_name="plan",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit", verbose_name="unit"
            ),
        ),
        migrations.AddField(
            model_name="plan",
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
        migrations.AddField(
            model_name="goalevent",
            name="plan",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="mentoring.plan",
            ),
        ),
        migrations.AddField(
            model_name="goal",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="goals", to="mentoring.plan"
            ),
        ),
        migrations.AddField(
            model_name="planevent",
            name="district",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="planevent",
            name="learner",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="mentoring.pairingparticipant",
            ),
        ),
        migrations.AddField(
            model_name="planevent",
            name="pairing",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="mentoring.pairing",
            ),
        ),
        migrations.AddField(
            model_name="planevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="planevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="mentoring.plan",
            ),
        ),
        migrations.AddField(
            model_name="planevent",
            name="province",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="planevent",
            name="regency",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="planevent",
            name="unit",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
                verbose_name="unit",
            ),
        ),
        migrations.AddField(
            model_name="planevent",
            name="village",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="diagnosticevent",
            name="rubric",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="mentoring.rubric",
            ),
        ),
        migrations.AddField(
            model_name="diagnostic",
            name="rubric",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="diagnostics", to="mentoring.rubric"
            ),
        ),
        migrations.AddField(
            model_name="rubricitem",
            name="rubric",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="items", to="mentoring.rubric"
            ),
        ),
        migrations.AddConstraint(
            model_name="diagnosticlevel",
            constraint=models.UniqueConstraint(fields=("diagnostic", "competency"), name="level_once"),
        ),
        migrations.AddConstraint(
            model_name="diagnosticlevel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "competency__in",
                        ["C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08", "C09", "C10", "C11", "C12"],
                    )
                ),
                name="level_competency",
            ),
        ),
        migrations.AddConstraint(
            model_name="diagnosticlevel",
            constraint=models.CheckConstraint(
                condition=models.Q(("self_level__isnull", True), ("self_level__range", (1, 5)), _connector="OR"),
                name="level_self_level",
            ),
        ),
        migrations.AddConstraint(
            model_name="diagnosticlevel",
            constraint=models.CheckConstraint(
                condition=models.Q(("mentor_level__isnull", True), ("mentor_level__range", (1, 5)), _connector="OR"),
                name="level_mentor_level",
            ),
        ),
        migrations.AddConstraint(
            model_name="diagnosticlevel",
            constraint=models.CheckConstraint(
                condition=models.Q(("agreed_level__isnull", True), ("agreed_level__range", (1, 5)), _connector="OR"),
                name="level_agreed_level",
            ),
        ),
        migrations.AddConstraint(
            model_name="diagnosticlevel",
            constraint=models.CheckConstraint(
                condition=models.Q(("target__isnull", True), ("target__range", (1, 5)), _connector="OR"),
                name="level_target",
            ),
        ),
        migrations.AddConstraint(
            model_name="diagnosticlevel",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="diagnosticlevel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("agreed_level__isnull", True),
                    ("agreed_level__lt", 4),
                    models.Q(("evidence", ""), _negated=True),
                    _connector="OR",
                ),
                name="level_high_has_evidence",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="diagnosticlevel",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="diagnosticlevel",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="diagnosticlevel",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        migrations.AddConstraint(
            model_name="diagnosticrating",
            constraint=models.UniqueConstraint(fields=("diagnostic", "side"), name="rating_side_once"),
        ),
        migrations.AddConstraint(
            model_name="diagnosticrating",
            constraint=models.UniqueConstraint(fields=("diagnostic", "author"), name="rating_author_once"),
        ),
        migrations.AddConstraint(
            model_name="diagnosticrating",
            constraint=models.CheckConstraint(condition=models.Q(("side__in", ["self", "mentor"])), name="rating_side"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="diagnosticrating",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="diagnosticrating",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="diagnosticrating",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(fields=("learner",), name="plan_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plan",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plan",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plan",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        migrations.AddIndex(
            model_name="goal",
            index=models.Index(condition=models.Q(("state", "agreed")), fields=["due_on"], name="goal_due"),
        ),
        migrations.AddIndex(
            model_name="goal",
            index=models.Index(fields=["learner"], name="goal_learner"),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "agreed", "achieved", "partly", "missed", "dropped"])),
                name="goal_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "competency__in",
                        ["C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08", "C09", "C10", "C11", "C12"],
                    )
                ),
                name="goal_competency",
            ),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(
                condition=models.Q(("check_on__lte", models.F("due_on"))), name="goal_checked_before_due"
            ),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(
                condition=models.Q(("baseline", models.F("target")), _negated=True), name="goal_goes_somewhere"
            ),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "dropped"]), ("smart__contains", [1, 2, 3, 4, 5, 6, 7, 8]), _connector="OR"
                ),
                name="goal_is_smart",
            ),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "agreed"]), models.Q(("outcome_note", ""), _negated=True), _connector="OR"
                ),
                name="goal_outcome_is_told",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goal",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goal",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goal",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        migrations.AddConstraint(
            model_name="diagnostic",
            constraint=models.UniqueConstraint(
                condition=models.Q(("set_aside_at__isnull", True)),
                fields=("learner", "round"),
                name="diagnostic_round_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="diagnostic",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("state", "locked"), _negated=True), ("set_aside_at__isnull", True)),
                fields=("learner",),
                name="diagnostic_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="diagnostic",
            constraint=models.CheckConstraint(
                condition=models.Q(("round__in", ["baseline", "mid", "final", "follow_up"])), name="diagnostic_round"
            ),
        ),
        migrations.AddConstraint(
            model_name="diagnostic",
            constraint=models.CheckConstraint(
                condition=models.Q(("profile__in", ["cadre", "officer", "candidate"])), name="diagnostic_profile"
            ),
        ),
        migrations.AddConstraint(
            model_name="diagnostic",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "talk", "agreed", "locked"])), name="diagnostic_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="diagnostic",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="diagnostic",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("set_aside_at__isnull", True), models.Q(("set_aside_reason", ""), _negated=True), _connector="OR"
                ),
                name="diagnostic_aside_says_why",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="diagnostic",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="diagnostic",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="diagnostic",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        migrations.AddConstraint(
            model_name="rubricitem",
            constraint=models.UniqueConstraint(fields=("rubric", "competency"), name="rubric_item_once"),
        ),
        migrations.AddConstraint(
            model_name="rubricitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "competency__in",
                        ["C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08", "C09", "C10", "C11", "C12"],
                    )
                ),
                name="rubric_item_competency",
            ),
        ),
        migrations.AddConstraint(
            model_name="rubricitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("target_cadre__range", (1, 5)),
                    ("target_candidate__range", (1, 5)),
                    ("target_officer__range", (1, 5)),
                ),
                name="rubric_item_targets",
            ),
        ),
    ]
