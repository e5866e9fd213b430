"""What phones have sent, codes of the day; how a log came in, and who has said yes to it."""

import uuid

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.fields

# What others typed in was on paper, as far as anybody knows.
TYPED = """
UPDATE mentoring_session SET source = 'paper' WHERE on_behalf_of_id IS NOT NULL;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("mentoring", "0036_run_numbers"),
        ("regions", "0006_weak_signal"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ParafCard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.PositiveSmallIntegerField(default=0)),
                ("issued_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "kartu paraf",
            },
        ),
        migrations.CreateModel(
            name="ParafTry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(null=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "kode paraf yang diketik",
            },
        ),
        migrations.CreateModel(
            name="SyncItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("client_uuid", models.UUIDField(default=uuid.uuid4, help_text="Made by the phone.")),
                ("digest", models.BinaryField(help_text="Keyed hash of the item as it was sent.", max_length=32)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("kept", "Tersimpan"),
                            ("conflict", "Dua versi"),
                            ("settled", "Sudah dipilih"),
                            ("held", "Menunggu koordinator"),
                            ("taken", "Diterima koordinator"),
                            ("aside", "Disisihkan"),
                        ],
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("rights", "Penulisnya sudah tidak mendampingi pasangan ini"),
                            ("ended", "Pertemuannya setelah pasangan berakhir"),
                            ("late", "Pertemuannya terlalu lama lalu untuk dicatat mentor"),
                        ],
                        max_length=6,
                        verbose_name="sebab",
                    ),
                ),
                (
                    "body",
                    core.fields.EncryptedTextField(
                        blank=True, help_text="JSON; empty for a bare receipt.", verbose_name="isi kiriman"
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        help_text="By the phone's clock: data, not truth.", null=True, verbose_name="ditulis"
                    ),
                ),
                ("received_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="diterima")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="diputus")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
            ],
            options={
                "verbose_name": "kiriman ponsel",
                "ordering": ["received_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SyncNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body", core.fields.EncryptedTextField(verbose_name="catatan pribadi")),
            ],
            options={
                "verbose_name": "catatan pribadi kiriman",
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="session",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="session",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="session",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="session",
            name="acknowledged_via",
            field=models.CharField(
                blank=True,
                choices=[("login", "lewat akunnya"), ("link", "lewat tautan"), ("code", "lewat kode harian")],
                db_default="",
                max_length=5,
                verbose_name="paraf",
            ),
        ),
        migrations.AddField(
            model_name="session",
            name="affirmed_at",
            field=models.DateTimeField(help_text="His yes in whose name others logged it. Guarded.", null=True),
        ),
        migrations.AddField(
            model_name="session",
            name="source",
            field=models.CharField(
                choices=[
                    ("own", "Dicatat mentor sendiri"),
                    ("message", "Dari pesan WhatsApp"),
                    ("call", "Dari telepon"),
                    ("paper", "Dari kertas"),
                ],
                db_default="own",
                default="own",
                max_length=7,
                verbose_name="sumber",
            ),
        ),
        migrations.AddField(
            model_name="sessionevent",
            name="acknowledged_via",
            field=models.CharField(
                blank=True,
                choices=[("login", "lewat akunnya"), ("link", "lewat tautan"), ("code", "lewat kode harian")],
                db_default="",
                max_length=5,
                verbose_name="paraf",
            ),
        ),
        migrations.AddField(
            model_name="sessionevent",
            name="affirmed_at",
            field=models.DateTimeField(help_text="His yes in whose name others logged it. Guarded.", null=True),
        ),
        migrations.AddField(
            model_name="sessionevent",
            name="source",
            field=models.CharField(
                choices=[
                    ("own", "Dicatat mentor sendiri"),
                    ("message", "Dari pesan WhatsApp"),
                    ("call", "Dari telepon"),
                    ("paper", "Dari kertas"),
                ],
                db_default="own",
                default="own",
                max_length=7,
                verbose_name="sumber",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="session",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentoring_sessionevent" ("acknowledged_at", "acknowledged_via", "affirmed_at", "auto_acknowledged", "backdated", "calendar_sequence", "client_uuid", "confirmed_by_id", "created_by_id", "district_id", "held_on", "id", "is_campaign", "late_cancelled", "logged_by_id", "minutes", "mode", "on_behalf_of_id", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_by_id", "planned_start", "province_id", "received_at", "recorded_at", "regency_id", "sequence", "source", "started_at", "state", "time_zone", "unit_id", "village_id") VALUES (NEW."acknowledged_at", NEW."acknowledged_via", NEW."affirmed_at", NEW."auto_acknowledged", NEW."backdated", NEW."calendar_sequence", NEW."client_uuid", NEW."confirmed_by_id", NEW."created_by_id", NEW."district_id", NEW."held_on", NEW."id", NEW."is_campaign", NEW."late_cancelled", NEW."logged_by_id", NEW."minutes", NEW."mode", NEW."on_behalf_of_id", NEW."pairing_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."planned_by_id", NEW."planned_start", NEW."province_id", NEW."received_at", NEW."recorded_at", NEW."regency_id", NEW."sequence", NEW."source", NEW."started_at", NEW."state", NEW."time_zone", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                    hash="4f8134c72673c4152e3d758c44f59e222f76f631",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7a76e",
                    table="mentoring_session",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="session",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "mentoring_sessionevent" ("acknowledged_at", "acknowledged_via", "affirmed_at", "auto_acknowledged", "backdated", "calendar_sequence", "client_uuid", "confirmed_by_id", "created_by_id", "district_id", "held_on", "id", "is_campaign", "late_cancelled", "logged_by_id", "minutes", "mode", "on_behalf_of_id", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_by_id", "planned_start", "province_id", "received_at", "recorded_at", "regency_id", "sequence", "source", "started_at", "state", "time_zone", "unit_id", "village_id") VALUES (NEW."acknowledged_at", NEW."acknowledged_via", NEW."affirmed_at", NEW."auto_acknowledged", NEW."backdated", NEW."calendar_sequence", NEW."client_uuid", NEW."confirmed_by_id", NEW."created_by_id", NEW."district_id", NEW."held_on", NEW."id", NEW."is_campaign", NEW."late_cancelled", NEW."logged_by_id", NEW."minutes", NEW."mode", NEW."on_behalf_of_id", NEW."pairing_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."planned_by_id", NEW."planned_start", NEW."province_id", NEW."received_at", NEW."recorded_at", NEW."regency_id", NEW."sequence", NEW."source", NEW."started_at", NEW."state", NEW."time_zone", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                    hash="5e888144b4e28450c1dcfc687ead96c66b551f29",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c267d",
                    table="mentoring_session",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="session",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentoring_sessionevent" ("acknowledged_at", "acknowledged_via", "affirmed_at", "auto_acknowledged", "backdated", "calendar_sequence", "client_uuid", "confirmed_by_id", "created_by_id", "district_id", "held_on", "id", "is_campaign", "late_cancelled", "logged_by_id", "minutes", "mode", "on_behalf_of_id", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_by_id", "planned_start", "province_id", "received_at", "recorded_at", "regency_id", "sequence", "source", "started_at", "state", "time_zone", "unit_id", "village_id") VALUES (OLD."acknowledged_at", OLD."acknowledged_via", OLD."affirmed_at", OLD."auto_acknowledged", OLD."backdated", OLD."calendar_sequence", OLD."client_uuid", OLD."confirmed_by_id", OLD."created_by_id", OLD."district_id", OLD."held_on", OLD."id", OLD."is_campaign", OLD."late_cancelled", OLD."logged_by_id", OLD."minutes", OLD."mode", OLD."on_behalf_of_id", OLD."pairing_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."planned_by_id", OLD."planned_start", OLD."province_id", OLD."received_at", OLD."recorded_at", OLD."regency_id", OLD."sequence", OLD."source", OLD."started_at", OLD."state", OLD."time_zone", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                    hash="9da3e6a617de4e57615a4d9ebb14c1abd25bf451",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f8315",
                    table="mentoring_session",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(TYPED, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["own", "message", "call", "paper"])), name="session_source"
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("source", "own"), _negated=True), ("on_behalf_of", None), _connector="OR"),
                name="session_own_is_own",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(("acknowledged_via__in", ["", "login", "link", "code"])), name="session_via"
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("acknowledged_via", ""),
                    models.Q(("acknowledged_at__isnull", False), ("auto_acknowledged", False)),
                    _connector="OR",
                ),
                name="session_via_a_yes",
            ),
        ),
        migrations.AddField(
            model_name="parafcard",
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
            model_name="parafcard",
            name="issued_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="parafcard",
            name="pairing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairing"
            ),
        ),
        migrations.AddField(
            model_name="parafcard",
            name="participant",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="paraf_card",
                to="mentoring.pairingparticipant",
            ),
        ),
        migrations.AddField(
            model_name="parafcard",
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
            model_name="parafcard",
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
            model_name="parafcard",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit", verbose_name="unit"
            ),
        ),
        migrations.AddField(
            model_name="parafcard",
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
            model_name="paraftry",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="paraftry",
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
            model_name="paraftry",
            name="pairing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairing"
            ),
        ),
        migrations.AddField(
            model_name="paraftry",
            name="participant",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="mentoring.pairingparticipant",
            ),
        ),
        migrations.AddField(
            model_name="paraftry",
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
            model_name="paraftry",
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
            model_name="paraftry",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="paraf_tries", to="mentoring.session"
            ),
        ),
        migrations.AddField(
            model_name="paraftry",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit", verbose_name="unit"
            ),
        ),
        migrations.AddField(
            model_name="paraftry",
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
            model_name="syncitem",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="syncitem",
            name="decided_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="syncitem",
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
            model_name="syncitem",
            name="pairing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairing"
            ),
        ),
        migrations.AddField(
            model_name="syncitem",
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
            model_name="syncitem",
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
            model_name="syncitem",
            name="session",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.session"
            ),
        ),
        migrations.AddField(
            model_name="syncitem",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit", verbose_name="unit"
            ),
        ),
        migrations.AddField(
            model_name="syncitem",
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
            model_name="syncnote",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="syncnote",
            name="item",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="mentoring.syncitem"
            ),
        ),
        migrations.AddIndex(
            model_name="paraftry",
            index=models.Index(fields=["pairing", "by", "at"], name="paraftry_recent"),
        ),
        migrations.AddConstraint(
            model_name="paraftry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("participant__isnull", False)),
                fields=("participant", "day"),
                name="paraf_code_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="paraftry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("day__isnull", True), ("participant__isnull", True)),
                    models.Q(("day__isnull", False), ("participant__isnull", False)),
                    _connector="OR",
                ),
                name="paraf_fits_a_day",
            ),
        ),
        migrations.AddIndex(
            model_name="syncitem",
            index=models.Index(
                condition=models.Q(("state", "held")), fields=["regency", "received_at"], name="syncitem_held"
            ),
        ),
        migrations.AddConstraint(
            model_name="syncitem",
            constraint=models.UniqueConstraint(fields=("author", "client_uuid", "digest"), name="syncitem_once"),
        ),
        migrations.AddConstraint(
            model_name="syncitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "kept")), fields=("author", "client_uuid"), name="syncitem_kept_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="syncitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["kept", "conflict", "settled", "held", "taken", "aside"])),
                name="syncitem_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="syncitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("cause__in", ["", "rights", "ended", "late"])), name="syncitem_cause"
            ),
        ),
        migrations.AddConstraint(
            model_name="syncitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["held", "aside"]), ("session__isnull", False), _connector="OR"),
                name="syncitem_has_its_session",
            ),
        ),
        migrations.AddConstraint(
            model_name="syncitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["held", "taken", "aside"]), models.Q(("cause", ""), _negated=True)),
                    models.Q(models.Q(("state__in", ["held", "taken", "aside"]), _negated=True), ("cause", "")),
                    _connector="OR",
                ),
                name="syncitem_held_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="syncitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_at__isnull", False), ("state__in", ["kept", "conflict", "held"]), _connector="OR"
                ),
                name="syncitem_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="syncitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "aside"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="syncitem_aside_says_why",
            ),
        ),
    ]
