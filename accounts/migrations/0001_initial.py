import datetime
import uuid

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import accounts.models.people


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("email", models.EmailField(max_length=254, verbose_name="email")),
                ("full_name", models.CharField(max_length=150, verbose_name="nama lengkap")),
                (
                    "salutation",
                    models.CharField(blank=True, help_text="Bapak, Ibu, Kakak …", max_length=20, verbose_name="sapaan"),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("id", "Indonesia"), ("en", "English")],
                        default="id",
                        max_length=5,
                        verbose_name="bahasa",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="aktif")),
                ("is_demo", models.BooleanField(default=False, editable=False)),
                ("has_second_factor", models.BooleanField(default=False, editable=False)),
                (
                    "joined_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="dibuat"),
                ),
                (
                    "email_proved_at",
                    models.DateTimeField(
                        editable=False,
                        help_text="When a link that only the mailbox had was used: wider roles ask for it.",
                        null=True,
                    ),
                ),
                (
                    "retired_at",
                    models.DateTimeField(
                        editable=False, help_text="When the membership ended with which the roles went.", null=True
                    ),
                ),
            ],
            options={
                "verbose_name": "pengguna",
                "constraints": [
                    models.UniqueConstraint(django.db.models.functions.text.Lower("email"), name="user_email_once"),
                    models.CheckConstraint(condition=models.Q(("language__in", ["id", "en"])), name="user_language"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("secretariat", "Sekretariat"),
                            ("coordinator", "Koordinator program"),
                            ("leader", "Pimpinan wilayah"),
                            ("mentor", "Mentor"),
                            ("mentee", "Kader dampingan"),
                            ("assessor", "Penilai"),
                            ("dpo", "Pejabat pelindungan data"),
                            ("admin", "Admin sistem"),
                        ],
                        max_length=12,
                        verbose_name="peran",
                    ),
                ),
                ("starts_on", models.DateField(default=accounts.models.people.today, verbose_name="mulai")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="sampai")),
                (
                    "created_by",
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
                        related_name="assignments",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pengguna",
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations",
                        to="accounts.assignment",
                        verbose_name="atas nama",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="alasan atau SK")),
            ],
            options={
                "verbose_name": "penugasan",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "secretariat",
                                    "coordinator",
                                    "leader",
                                    "mentor",
                                    "mentee",
                                    "assessor",
                                    "dpo",
                                    "admin",
                                ],
                            )
                        ),
                        name="assignment_role",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on__isnull", True)),
                        fields=("user", "role", "unit"),
                        name="assignment_once_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            (
                                "ends_on__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("starts_on"), "-", models.Value(datetime.timedelta(days=1))
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="assignment_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on_behalf_of__isnull", True),
                            models.Q(
                                ("ends_on__isnull", False),
                                ("role__in", ["coordinator", "leader", "secretariat"]),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="assignment_delegated_ends_with_reason",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_assignmentevent" ("created_by_id", "ends_on", "id", "on_behalf_of_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "role", "starts_on", "unit_id", "user_id") VALUES (NEW."created_by_id", NEW."ends_on", NEW."id", NEW."on_behalf_of_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."role", NEW."starts_on", NEW."unit_id", NEW."user_id"); RETURN NULL;',
                            hash="d0045d7c86d849fcc4cceaaf83e3ab1b62436dd3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ffd50",
                            table="accounts_assignment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "accounts_assignmentevent" ("created_by_id", "ends_on", "id", "on_behalf_of_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "role", "starts_on", "unit_id", "user_id") VALUES (NEW."created_by_id", NEW."ends_on", NEW."id", NEW."on_behalf_of_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."role", NEW."starts_on", NEW."unit_id", NEW."user_id"); RETURN NULL;',
                            hash="a61f3dd743bc00889eaaf785e003c136e76da40f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_93e32",
                            table="accounts_assignment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_assignmentevent" ("created_by_id", "ends_on", "id", "on_behalf_of_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "role", "starts_on", "unit_id", "user_id") VALUES (OLD."created_by_id", OLD."ends_on", OLD."id", OLD."on_behalf_of_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."role", OLD."starts_on", OLD."unit_id", OLD."user_id"); RETURN NULL;',
                            hash="e1ee9623a0570a6589359ab2999d097c51cd3a84",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_aa09b",
                            table="accounts_assignment",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssignmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("secretariat", "Sekretariat"),
                            ("coordinator", "Koordinator program"),
                            ("leader", "Pimpinan wilayah"),
                            ("mentor", "Mentor"),
                            ("mentee", "Kader dampingan"),
                            ("assessor", "Penilai"),
                            ("dpo", "Pejabat pelindungan data"),
                            ("admin", "Admin sistem"),
                        ],
                        max_length=12,
                        verbose_name="peran",
                    ),
                ),
                ("starts_on", models.DateField(default=accounts.models.people.today, verbose_name="mulai")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="sampai")),
                (
                    "created_by",
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
                        to="accounts.assignment",
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
                        verbose_name="pengguna",
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.assignment",
                        verbose_name="atas nama",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="alasan atau SK")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("accepted_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "undangan",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("accepted_at", None), ("revoked_at", None)),
                        fields=("user",),
                        name="invitation_one_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OutboxMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(max_length=60)),
                ("kind", models.CharField(max_length=40)),
                (
                    "occasion",
                    models.CharField(help_text="What makes it new: the planned start, for a reminder.", max_length=40),
                ),
                ("payload", models.JSONField(default=dict)),
                ("due_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(help_text="After this moment it is missed, not sent.", null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "Menunggu"),
                            ("sent", "Terkirim"),
                            ("missed", "Terlewat"),
                            ("failed", "Gagal"),
                            ("cancelled", "Dibatalkan"),
                        ],
                        default="pending",
                        max_length=10,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("sent_at", models.DateTimeField(null=True)),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "key",
                    models.UUIDField(
                        default=uuid.uuid4, help_text="The Message-ID: the same in every attempt.", unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "pesan",
                "indexes": [
                    models.Index(condition=models.Q(("state", "pending")), fields=["due_at"], name="message_pending")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject", "recipient", "kind", "occasion"), name="message_once_per_occasion"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["pending", "sent", "missed", "failed", "cancelled"])),
                        name="message_state",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SensitiveRead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject_kind", models.CharField(max_length=20)),
                ("subject_id", models.BigIntegerField()),
                ("field", models.CharField(max_length=20)),
                ("reason", models.CharField(max_length=200, verbose_name="alasan")),
                ("read_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "pembacaan data peka",
                "indexes": [models.Index(fields=["subject_kind", "subject_id"], name="sensitiveread_subject")],
            },
        ),
        migrations.CreateModel(
            name="ProcessingPurpose",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("title", models.CharField(max_length=80)),
                ("text", models.TextField()),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("consent", "Persetujuan"),
                            ("contract", "Perjanjian keanggotaan"),
                            ("legal_duty", "Kewajiban hukum"),
                            ("interest", "Kepentingan yang sah"),
                        ],
                        max_length=12,
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(default=100)),
                ("since", models.DateField()),
            ],
            options={
                "verbose_name": "tujuan pemrosesan",
                "ordering": ["rank", "code", "version"],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "version"), name="purpose_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(("basis__in", ["consent", "contract", "legal_duty", "interest"])),
                        name="purpose_basis",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Incident",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("disclosure", "Terbuka kepada yang tidak berhak"),
                            ("loss", "Hilang atau rusak"),
                            ("access", "Akun dipakai orang lain"),
                            ("misdirected", "Salah kirim"),
                            ("other", "Lainnya"),
                        ],
                        max_length=12,
                        verbose_name="jenis",
                    ),
                ),
                (
                    "what",
                    models.CharField(help_text="Tanpa nama orang.", max_length=500, verbose_name="apa yang terjadi"),
                ),
                (
                    "data_kinds",
                    models.CharField(
                        help_text="Misalnya nama, NIK, nomor HP.", max_length=200, verbose_name="data apa"
                    ),
                ),
                ("detected_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="diketahui")),
                ("due_at", models.DateTimeField(editable=False)),
                ("affected", models.PositiveIntegerField(blank=True, null=True, verbose_name="jumlah orang")),
                ("measures", models.CharField(blank=True, max_length=1000, verbose_name="tindakan")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("detected", "Diketahui"),
                            ("assessed", "Dinilai"),
                            ("notified", "Diberitahukan"),
                            ("closed", "Ditutup"),
                        ],
                        default="detected",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("subjects_told_at", models.DateTimeField(blank=True, null=True, verbose_name="orangnya diberi tahu")),
                ("agency_told_at", models.DateTimeField(blank=True, null=True, verbose_name="lembaga diberi tahu")),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "insiden",
                "ordering": ["-detected_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["disclosure", "loss", "access", "misdirected", "other"])),
                        name="incident_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["detected", "assessed", "notified", "closed"])),
                        name="incident_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "due_at",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("detected_at"), "+", models.Value(datetime.timedelta(days=3))
                                ),
                            )
                        ),
                        name="incident_due_in_72_hours",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state", "detected"), ("affected__isnull", False), _connector="OR"),
                        name="incident_assessed_has_a_count",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["notified", "closed"]), _negated=True),
                            models.Q(
                                ("agency_told_at__isnull", False),
                                ("subjects_told_at__isnull", False),
                                models.Q(("measures", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="incident_notified_says_when_and_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("state", "closed")),
                            models.Q(models.Q(("state", "closed"), _negated=True), ("closed_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="incident_closed_has_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IncidentMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_value", models.CharField(blank=True, max_length=10)),
                (
                    "to_value",
                    models.CharField(
                        choices=[
                            ("detected", "Diketahui"),
                            ("assessed", "Dinilai"),
                            ("notified", "Diberitahukan"),
                            ("closed", "Ditutup"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("note", models.CharField(blank=True, max_length=500)),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="accounts.incident"
                    ),
                ),
            ],
            options={
                "verbose_name": "perpindahan insiden",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to_value__in", ["detected", "assessed", "notified", "closed"])),
                        name="incidentmove_to",
                    )
                ],
            },
        ),
    ]
