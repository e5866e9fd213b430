import datetime

import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import core.fields
import core.history


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("mentoring", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="DataRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("correction", "Perbaikan data"),
                            ("portability", "Salinan data"),
                            ("restriction", "Pembatasan pemrosesan"),
                            ("erasure", "Berhenti dan hapus data"),
                            ("other", "Permintaan lain"),
                        ],
                        max_length=12,
                        verbose_name="permintaan",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Diterima"),
                            ("identified", "Orangnya dipastikan"),
                            ("in_process", "Dikerjakan"),
                            ("fulfilled", "Dipenuhi"),
                            ("refused", "Ditolak"),
                        ],
                        default="received",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("app", "Lewat aplikasi ini"),
                            ("paper", "Formulir bertanda tangan"),
                            ("voice", "Rekaman suara"),
                            ("whatsapp", "WhatsApp"),
                            ("phone", "Telepon, dicatat petugas"),
                        ],
                        default="app",
                        max_length=8,
                        verbose_name="cara",
                    ),
                ),
                (
                    "details",
                    core.fields.EncryptedTextField(
                        blank=True, help_text="JSON: what is to be corrected, or the words of the person."
                    ),
                ),
                ("received_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("due_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="jawaban")),
                (
                    "collected_at",
                    models.DateTimeField(help_text="When the copy was taken: it is given once.", null=True),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="data_requests", to="cadres.member"
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
                    "received_by",
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
                "verbose_name": "permintaan data",
                "indexes": [models.Index(fields=["state", "due_at"], name="datarequest_queue")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["correction", "portability", "restriction", "erasure", "other"])
                        ),
                        name="datarequest_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["received", "identified", "in_process", "fulfilled", "refused"])
                        ),
                        name="datarequest_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "due_at",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("received_at"), "+", models.Value(datetime.timedelta(days=3))
                                ),
                            )
                        ),
                        name="datarequest_due_in_72_hours",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["fulfilled", "refused"]), _negated=True),
                            ("closed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="datarequest_closed_has_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="datarequest_refusal_has_a_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["received", "identified", "in_process"])),
                        fields=("member", "kind"),
                        name="datarequest_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["app", "paper", "voice", "whatsapp", "phone"])),
                        name="datarequest_channel",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DataRequestMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "from_value",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("received", "Diterima"),
                            ("identified", "Orangnya dipastikan"),
                            ("in_process", "Dikerjakan"),
                            ("fulfilled", "Dipenuhi"),
                            ("refused", "Ditolak"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "to_value",
                    models.CharField(
                        choices=[
                            ("received", "Diterima"),
                            ("identified", "Orangnya dipastikan"),
                            ("in_process", "Dikerjakan"),
                            ("fulfilled", "Dipenuhi"),
                            ("refused", "Ditolak"),
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
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="accounts.datarequest"
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
                "verbose_name": "perpindahan permintaan",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_value__in", ["", "received", "identified", "in_process", "fulfilled", "refused"]),
                            ("to_value__in", ["received", "identified", "in_process", "fulfilled", "refused"]),
                        ),
                        name="datarequestmove_states",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_given", models.BooleanField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("app", "Lewat aplikasi ini"),
                            ("paper", "Formulir bertanda tangan"),
                            ("voice", "Rekaman suara"),
                            ("whatsapp", "WhatsApp"),
                            ("phone", "Telepon, dicatat petugas"),
                        ],
                        max_length=8,
                        verbose_name="cara",
                    ),
                ),
                (
                    "proof",
                    models.CharField(
                        blank=True, help_text="Nomor formulir atau rekaman.", max_length=120, verbose_name="bukti"
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="consents", to="cadres.member"
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
                (
                    "purpose",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.processingpurpose"
                    ),
                ),
            ],
            options={
                "verbose_name": "persetujuan",
                "indexes": [models.Index(fields=["member", "-at"], name="consent_of_member")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["app", "paper", "voice", "whatsapp", "phone"])),
                        name="consent_channel",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReshapeJob",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.JSONField(help_text="The change as it was asked for; null: `reshape` is undone.", null=True),
                ),
                (
                    "total",
                    models.PositiveIntegerField(
                        default=0, help_text="How many rows go along, counted when it was asked for."
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("finished_at", models.DateTimeField(null=True)),
                ("failure", models.CharField(blank=True, max_length=300)),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.assignment"
                    ),
                ),
                (
                    "reshape",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="jobs",
                        to="regions.reshape",
                    ),
                ),
            ],
            options={
                "verbose_name": "perubahan susunan yang berjalan",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at__isnull", True)),
                        fields=("finished_at",),
                        name="reshapejob_one_at_a_time",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("plan__isnull", False), ("reshape__isnull", False), _connector="OR"),
                        name="reshapejob_has_a_task",
                    ),
                ],
            },
        ),
        core.history.InstallTriggers(),
    ]
