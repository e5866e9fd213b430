"""Purposes, consents and requests of data subjects; who reads the log of sensitive reads."""

import datetime

import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import core.fields
from core import roles
from core.rls import USER, protect

ROLE = "(SELECT current_setting('app.role', true))"
MINE = f"member_id IN (SELECT m.id FROM cadres_member m WHERE m.user_id = {USER})"
PURPOSES = (
    (
        "membership",
        "Keanggotaan partai",
        "contract",
        "Nama, NIK, tanggal lahir, alamat, nomor HP, dan nomor KTA Anda dicatat untuk mengurus keanggotaan, jenjang, "
        "dan jabatan. Dasarnya perjanjian keanggotaan dan UU 2/2008. Dibaca sekretariat unit Anda dan tingkat di "
        "atasnya. Disimpan selama Anda anggota dan 5 tahun sesudahnya.",
    ),
    (
        "mentoring",
        "Pendampingan",
        "consent",
        "Jadwal, kesepakatan, dan catatan pertemuan dipakai untuk mendampingi Anda. Dibaca mentor Anda, koordinator, dan "
        "sekretariat; pimpinan hanya melihat jumlah. Isi catatan disimpan 24 bulan sesudah pendampingan berakhir.",
    ),
    (
        "evaluation",
        "Evaluasi kader",
        "consent",
        "Rubrik dan penilaian dipakai untuk melihat kemajuan Anda. Tidak ada keputusan yang dibuat mesin. Disimpan 5 "
        "tahun.",
    ),
    (
        "photo",
        "Foto",
        "consent",
        "Foto kegiatan yang memuat wajah Anda dipakai sebagai bukti kegiatan. Tanpa persetujuan, foto Anda tidak "
        "disimpan.",
    ),
    (
        "whatsapp",
        "Pesan WhatsApp",
        "consent",
        "Nomor HP Anda dipakai untuk menghubungi lewat WhatsApp. Tanpa persetujuan, Anda dihubungi lewat telepon atau "
        "email.",
    ),
    (
        "selection",
        "Berbagi dengan tim penjaringan calon",
        "consent",
        "Jenjang dan sertifikat Anda boleh dibaca tim penjaringan bakal calon. Isi pendampingan tidak pernah dibagikan.",
    ),
    (
        "parental",
        "Persetujuan orang tua atau wali",
        "consent",
        "Untuk anggota berumur 17 tahun yang belum menikah: orang tua atau wali menyetujui keanggotaan dan pemrosesan "
        "datanya. Foto anak tidak disimpan.",
    ),
)


def write_purposes(apps, schema_editor):
    """The first version of every text."""
    purposes = apps.get_model("accounts", "ProcessingPurpose").objects.using(schema_editor.connection.alias)
    for rank, (code, title, basis, text) in enumerate(PURPOSES, start=1):
        purposes.create(code=code, title=title, basis=basis, text=text, rank=rank, since="2026-11-22")


GUARDS = f"""
CREATE FUNCTION kad_check_listed_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT (OLD.state || '>' || NEW.state) = ANY (TG_ARGV) THEN
        RAISE EXCEPTION '% may not move from % to %', TG_TABLE_NAME, OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_move';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER check_move BEFORE UPDATE OF state ON accounts_datarequest FOR EACH ROW
    WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION kad_check_listed_move(
    'received>identified', 'received>refused', 'identified>in_process', 'identified>refused',
    'identified>fulfilled', 'in_process>fulfilled', 'in_process>refused');
CREATE FUNCTION kad_has_consent(member bigint, wanted text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT coalesce((SELECT c.is_given FROM accounts_consent c JOIN accounts_processingpurpose p ON p.id = c.purpose_id
        WHERE c.member_id = member AND p.code = wanted ORDER BY c.at DESC, c.id DESC LIMIT 1), false)
$$;
REVOKE UPDATE, DELETE ON accounts_consent, accounts_datarequestmove, accounts_processingpurpose
    FROM {roles.DATA}, {roles.APP};
REVOKE DELETE ON accounts_datarequest FROM {roles.DATA}, {roles.APP};
CREATE POLICY officer_read ON accounts_datarequest FOR SELECT TO {roles.APP} USING ({ROLE} = 'dpo');
CREATE POLICY officer_update ON accounts_datarequest FOR UPDATE TO {roles.APP} USING ({ROLE} = 'dpo') WITH CHECK (true);
CREATE POLICY officer_read ON accounts_datarequestmove FOR SELECT TO {roles.APP} USING ({ROLE} = 'dpo');
CREATE POLICY officer_insert ON accounts_datarequestmove FOR INSERT TO {roles.APP} WITH CHECK ({ROLE} = 'dpo');
CREATE POLICY subject ON accounts_sensitiveread FOR SELECT TO {roles.PERSON} USING (subject_kind = 'member'
    AND subject_id IN (SELECT m.id FROM cadres_member m WHERE m.user_id = {USER}));
CREATE POLICY officer ON accounts_sensitiveread FOR SELECT TO {roles.APP} USING ({ROLE} = 'dpo');
"""
NO_GUARDS = """
DROP POLICY officer ON accounts_sensitiveread; DROP POLICY subject ON accounts_sensitiveread;
DROP POLICY officer_insert ON accounts_datarequestmove; DROP POLICY officer_read ON accounts_datarequestmove;
DROP POLICY officer_update ON accounts_datarequest; DROP POLICY officer_read ON accounts_datarequest;
DROP FUNCTION kad_has_consent(bigint, text);
DROP TRIGGER check_move ON accounts_datarequest; DROP FUNCTION kad_check_listed_move();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_proof_and_retirement"),
        ("cadres", "0006_acts_in_whose_name"),
        ("regions", "0002_name_prefix"),
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
            },
        ),
        migrations.AddIndex(
            model_name="datarequest",
            index=models.Index(fields=["state", "due_at"], name="datarequest_queue"),
        ),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["correction", "portability", "restriction", "erasure", "other"])),
                name="datarequest_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["received", "identified", "in_process", "fulfilled", "refused"])),
                name="datarequest_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["fulfilled", "refused"]), _negated=True),
                    ("closed_at__isnull", False),
                    _connector="OR",
                ),
                name="datarequest_closed_has_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True),
                    models.Q(("answer", ""), _negated=True),
                    _connector="OR",
                ),
                name="datarequest_refusal_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["received", "identified", "in_process"])),
                fields=("member", "kind"),
                name="datarequest_one_open",
            ),
        ),
        migrations.AddIndex(
            model_name="consent",
            index=models.Index(fields=["member", "-at"], name="consent_of_member"),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel__in", ["app", "paper", "voice", "phone"])), name="consent_channel"
            ),
        ),
        protect(
            "accounts_consent",
            read=["secretariat", "coordinator"],
            write=["secretariat"],
            person_read=MINE,
            person_write=MINE,
            jobs="read",
        ),
        protect(
            "accounts_datarequest",
            read=["secretariat"],
            write=["secretariat"],
            person_read=MINE,
            person_write=MINE,
            jobs="read",
        ),
        protect(
            "accounts_datarequestmove",
            read=["secretariat"],
            write=["secretariat"],
            person_read=f"request_id IN (SELECT r.id FROM accounts_datarequest r WHERE r.{MINE})",
            person_write=f"request_id IN (SELECT r.id FROM accounts_datarequest r WHERE r.{MINE})",
        ),
        migrations.RunSQL(GUARDS, NO_GUARDS),
        migrations.RunPython(write_purposes, migrations.RunPython.noop),
    ]
