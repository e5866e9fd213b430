"""Moves of mentors and programmes are kept, choices checked, and the rest of a pairing gets its history."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from core import roles
from core.rls import USER, protect, protect_history

STAFF = ["coordinator", "secretariat"]
OWN_MENTOR = (
    "SELECT o.id FROM mentoring_mentor o WHERE o.member_id = "
    f"(SELECT m.id FROM cadres_member m WHERE m.user_id = {USER})"
)


class Migration(migrations.Migration):
    dependencies = [
        ("mentoring", "0014_what_was_agreed_stays"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("regions", "0003_settings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                            ("not_done", "Belum"),
                            ("dropped", "Dibatalkan"),
                        ],
                        default="open",
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
            ],
            options={
                "abstract": False,
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
            ],
            options={
                "abstract": False,
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
                            ("baseline_locked", "Rubrik awal disepakati dan dikunci"),
                            ("plan_agreed", "Rencana aksi disepakati"),
                            ("midterm_done", "Evaluasi tengah selesai"),
                            ("final_done", "Rubrik akhir dan formulir penutup lengkap"),
                        ],
                        max_length=16,
                        verbose_name="bukti",
                    ),
                ),
                ("note", models.CharField(max_length=300, verbose_name="keterangan")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
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
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actionitem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentoring_actionitemevent" ("closed_in_id", "district_id", "due_on", "id", "owner_id", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "session_id", "state", "unit_id", "village_id", "what") VALUES (NEW."closed_in_id", NEW."district_id", NEW."due_on", NEW."id", NEW."owner_id", NEW."pairing_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."regency_id", NEW."session_id", NEW."state", NEW."unit_id", NEW."village_id", NEW."what"); RETURN NULL;',
                    hash="482c67d4269262a096fb0bda027a39913f76e65d",
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
                    func='INSERT INTO "mentoring_actionitemevent" ("closed_in_id", "district_id", "due_on", "id", "owner_id", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "session_id", "state", "unit_id", "village_id", "what") VALUES (NEW."closed_in_id", NEW."district_id", NEW."due_on", NEW."id", NEW."owner_id", NEW."pairing_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."regency_id", NEW."session_id", NEW."state", NEW."unit_id", NEW."village_id", NEW."what"); RETURN NULL;',
                    hash="e03b21314a73d44b9a574ff42edc420c86363bcd",
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
                    func='INSERT INTO "mentoring_actionitemevent" ("closed_in_id", "district_id", "due_on", "id", "owner_id", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "session_id", "state", "unit_id", "village_id", "what") VALUES (OLD."closed_in_id", OLD."district_id", OLD."due_on", OLD."id", OLD."owner_id", OLD."pairing_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."regency_id", OLD."session_id", OLD."state", OLD."unit_id", OLD."village_id", OLD."what"); RETURN NULL;',
                    hash="eb736c9bbf26b9175ac6b85ce41e5c72e093d9cc",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8942b",
                    table="mentoring_actionitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementsignature",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentoring_agreementsignatureevent" ("agreement_id", "district_id", "id", "pairing_id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "signed_at", "unit_id", "village_id") VALUES (NEW."agreement_id", NEW."district_id", NEW."id", NEW."pairing_id", NEW."participant_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."regency_id", NEW."signed_at", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                    hash="486e86ca0405425949f75c93220d6e00c2454102",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ee6bd",
                    table="mentoring_agreementsignature",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementsignature",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "mentoring_agreementsignatureevent" ("agreement_id", "district_id", "id", "pairing_id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "signed_at", "unit_id", "village_id") VALUES (NEW."agreement_id", NEW."district_id", NEW."id", NEW."pairing_id", NEW."participant_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."regency_id", NEW."signed_at", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                    hash="b9d710c19032d5aab4d74697b9424303906a4269",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_71234",
                    table="mentoring_agreementsignature",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementsignature",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentoring_agreementsignatureevent" ("agreement_id", "district_id", "id", "pairing_id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "signed_at", "unit_id", "village_id") VALUES (OLD."agreement_id", OLD."district_id", OLD."id", OLD."pairing_id", OLD."participant_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."regency_id", OLD."signed_at", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                    hash="b091c8e081142e07ac27ab5e3e7044a6ca743eb9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a00be",
                    table="mentoring_agreementsignature",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="orggoal",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="orggoal",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="orggoal",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="phaseevidence",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="phaseevidence",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="phaseevidence",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sessionattendance",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sessionattendance",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sessionattendance",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "signed_one", "in_force", "amended"])),
                name="agreement_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="pairing",
            constraint=models.CheckConstraint(
                condition=models.Q(("category__in", ["personal", "formal_stage"])), name="pairing_category"
            ),
        ),
        migrations.AddConstraint(
            model_name="pairingtransition",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["state", "phase"])), name="pairing_transition_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="phaseevidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["coordinator_talk", "baseline_locked", "plan_agreed", "midterm_done", "final_done"])
                ),
                name="evidence_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(("category__in", ["personal", "formal_stage"])), name="programme_category"
            ),
        ),
        migrations.AddConstraint(
            model_name="sessionattendance",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["present", "late", "excused", "absent"])), name="attendance_status"
            ),
        ),
        migrations.AddConstraint(
            model_name="sessionlog",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="sessionlog",
            constraint=models.CheckConstraint(
                condition=models.Q(("progress__in", ["", "forward", "steady", "stuck"])), name="log_progress"
            ),
        ),
        migrations.AddField(
            model_name="actionitemevent",
            name="closed_in",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="mentoring.session",
            ),
        ),
        migrations.AddField(
            model_name="actionitemevent",
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
            model_name="actionitemevent",
            name="owner",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="mentoring.pairingparticipant",
                verbose_name="siapa",
            ),
        ),
        migrations.AddField(
            model_name="actionitemevent",
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
            model_name="actionitemevent",
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
            model_name="actionitemevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="mentoring.actionitem",
            ),
        ),
        migrations.AddField(
            model_name="actionitemevent",
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
            model_name="actionitemevent",
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
            model_name="actionitemevent",
            name="session",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="mentoring.session",
            ),
        ),
        migrations.AddField(
            model_name="actionitemevent",
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
            model_name="actionitemevent",
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
            model_name="agreementsignatureevent",
            name="agreement",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="mentoring.agreement",
            ),
        ),
        migrations.AddField(
            model_name="agreementsignatureevent",
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
            model_name="agreementsignatureevent",
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
            model_name="agreementsignatureevent",
            name="participant",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="mentoring.pairingparticipant",
            ),
        ),
        migrations.AddField(
            model_name="agreementsignatureevent",
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
            model_name="agreementsignatureevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="mentoring.agreementsignature",
            ),
        ),
        migrations.AddField(
            model_name="agreementsignatureevent",
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
            model_name="agreementsignatureevent",
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
            model_name="agreementsignatureevent",
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
            model_name="agreementsignatureevent",
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
            model_name="mentortransition",
            name="actor",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="mentortransition",
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
            model_name="mentortransition",
            name="mentor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="transitions", to="mentoring.mentor"
            ),
        ),
        migrations.AddField(
            model_name="mentortransition",
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
            model_name="mentortransition",
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
            model_name="mentortransition",
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
            model_name="mentortransition",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit", verbose_name="unit"
            ),
        ),
        migrations.AddField(
            model_name="mentortransition",
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
            model_name="orggoalevent",
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
            model_name="orggoalevent",
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
            model_name="orggoalevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="mentoring.orggoal",
            ),
        ),
        migrations.AddField(
            model_name="orggoalevent",
            name="programme",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="mentoring.programme",
            ),
        ),
        migrations.AddField(
            model_name="orggoalevent",
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
            model_name="orggoalevent",
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
            model_name="orggoalevent",
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
            model_name="orggoalevent",
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
            model_name="phaseevidenceevent",
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
            model_name="phaseevidenceevent",
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
            model_name="phaseevidenceevent",
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
            model_name="phaseevidenceevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="mentoring.phaseevidence",
            ),
        ),
        migrations.AddField(
            model_name="phaseevidenceevent",
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
            model_name="phaseevidenceevent",
            name="recorded_by",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="phaseevidenceevent",
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
            model_name="phaseevidenceevent",
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
            model_name="phaseevidenceevent",
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
            model_name="programmetransition",
            name="actor",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="programmetransition",
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
            model_name="programmetransition",
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
            model_name="programmetransition",
            name="programme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="transitions", to="mentoring.programme"
            ),
        ),
        migrations.AddField(
            model_name="programmetransition",
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
            model_name="programmetransition",
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
            model_name="programmetransition",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit", verbose_name="unit"
            ),
        ),
        migrations.AddField(
            model_name="programmetransition",
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
            model_name="sessionattendanceevent",
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
            model_name="sessionattendanceevent",
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
            model_name="sessionattendanceevent",
            name="participant",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="mentoring.pairingparticipant",
            ),
        ),
        migrations.AddField(
            model_name="sessionattendanceevent",
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
            model_name="sessionattendanceevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="mentoring.sessionattendance",
            ),
        ),
        migrations.AddField(
            model_name="sessionattendanceevent",
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
            model_name="sessionattendanceevent",
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
            model_name="sessionattendanceevent",
            name="session",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="mentoring.session",
            ),
        ),
        migrations.AddField(
            model_name="sessionattendanceevent",
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
            model_name="sessionattendanceevent",
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
        protect(
            "mentoring_mentortransition",
            read=STAFF,
            write=STAFF,
            person_read=f"mentor_id IN ({OWN_MENTOR})",
            person_write=f"mentor_id IN ({OWN_MENTOR}) AND actor_id = {USER}",
        ),
        protect("mentoring_programmetransition", read=STAFF, write=["coordinator"]),
        migrations.RunSQL(
            "".join(
                f"REVOKE UPDATE, DELETE ON mentoring_{name}transition FROM {roles.DATA}, {roles.APP};"
                for name in ("mentor", "programme")
            ),
            migrations.RunSQL.noop,
        ),
        *[
            protect_history(f"mentoring_{name}event")
            for name in ("actionitem", "phaseevidence", "agreementsignature", "sessionattendance", "orggoal")
        ],
    ]
