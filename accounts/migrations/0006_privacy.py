"""Purposes, consents and requests of data subjects; who reads the log of sensitive reads."""

from django.db import migrations

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
    dependencies = [("accounts", "0005_guard_assignments"), ("cadres", "0005_terms_end_with_membership")]

    operations = [
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
