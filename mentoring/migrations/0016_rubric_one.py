"""The first version of the diagnostic rubric (DOMAIN §8 I-2): anchors from 1 to 5; targets of basic cadres, officers
and candidates."""

from django.db import migrations

from core import roles

SCALE = ["Belum", "Mulai", "Cakap", "Mahir", "Teladan"]
ITEMS = (
    (
        "C01",
        (3, 4, 3),
        (
            "Belum bisa menyebut asas dan aturan dasar partai",
            "Menyebut asas dan struktur; keliru soal hak dan kewajiban",
            "Menjelaskan asas, pokok AD/ART, dan jalur keputusan tanpa bantuan",
            "Memakai aturan partai untuk menyelesaikan masalah nyata",
            "Menjadi rujukan dan melatih kader lain",
        ),
    ),
    (
        "C02",
        (2, 3, 3),
        (
            "Belum membedakan tugas DPRD dan kepala daerah",
            "Menyebut tiga fungsi DPRD tanpa contoh",
            "Menerangkan legislasi, anggaran, pengawasan dengan contoh daerah",
            "Mengikuti satu pembahasan perda/APBD dan membuat catatan kritis",
            "Membimbing kader menyiapkan usulan perda",
        ),
    ),
    (
        "C03",
        (2, 3, 4),
        (
            "Menganggap memberi uang kepada pemilih itu biasa",
            "Tahu larangannya, ragu saat ditekan",
            "Menolak politik uang dan menyatakan benturan kepentingannya",
            "Menggerakkan tim menjalankan pakta integritas",
            "Tetap menegakkan etika walau merugikan dirinya",
        ),
    ),
    (
        "C04",
        (2, 3, 3),
        (
            "Menghindari bicara di depan orang",
            "Membaca teks; pesan kabur",
            "Satu pesan utama, lima menit, runtut dan santun",
            "Menyesuaikan pesan untuk adat, pemuda, ibu, media",
            "Menjadi juru bicara dan melatih orang lain",
        ),
    ),
    (
        "C05",
        (2, 3, 4),
        (
            "Menunggu didatangi warga",
            "Berkunjung sesekali, tidak mencatat",
            "Kunjungan terjadwal, dicatat, ditindaklanjuti",
            "Mengolah aspirasi jadi usulan dan mengabari hasilnya",
            "Sistem aspirasinya berjalan tanpa ia hadir",
        ),
    ),
    (
        "C06",
        (2, 4, 3),
        (
            "Jaringan hanya keluarga",
            "Kenal beberapa tokoh, belum ada tim",
            "Membentuk tim kecil dengan tugas jelas",
            "Menggerakkan beberapa kelompok lintas kampung",
            "Melahirkan penggerak baru yang mandiri",
        ),
    ),
    (
        "C07",
        (2, 3, 3),
        (
            "Bicara dari kabar angin",
            "Menyebut masalah tanpa data",
            "Menjelaskan dua isu daerah dengan data resmi",
            "Menulis usulan satu halaman lengkap biaya dan dampak",
            "Usulannya dipakai partai atau pemerintah",
        ),
    ),
    (
        "C08",
        (2, 3, 4),
        (
            "Tidak tahu tahapan dan larangan",
            "Tahu garis besar, keliru jadwal",
            "Benar soal syarat, jadwal, larangan, masa tenang",
            "Membuat daftar periksa tim dan mencegah pelanggaran",
            "Rujukan kepatuhan se-dapil; melatih saksi",
        ),
    ),
    (
        "C09",
        (2, 3, 3),
        (
            "Tidak tahu batas dan kursi dapil",
            "Tahu batas dapil, tanpa target",
            "Punya target per distrik/kelurahan dan alasannya",
            "Memantau mingguan dan menyesuaikan rencana",
            "Menyusun strategi bersama caleg separtai secara adil",
        ),
    ),
    (
        "C10",
        (2, 3, 3),
        (
            "Tidak mencatat uang",
            "Mencatat sebagian, bukti kurang",
            "Pembukuan sederhana lengkap; paham laporan dana kampanye",
            "Laporan tepat waktu dan siap diperiksa",
            "Membantu pengurus lain menertibkan laporan",
        ),
    ),
    (
        "C11",
        (2, 3, 3),
        (
            "Menyebar pesan tanpa memeriksa",
            "Memakai media sosial, akun belum aman",
            "Memeriksa fakta, kunci dua langkah, menjaga data orang",
            "Konten terencana; menjawab hoaks dengan tenang",
            "Melatih kader soal keamanan akun dan data",
        ),
    ),
    (
        "C12",
        (2, 4, 3),
        (
            "Sulit bekerja sama",
            "Bekerja baik bila diarahkan",
            "Memimpin tim kecil; menghargai adat, agama, perempuan",
            "Menengahi sengketa, memutus dengan adil",
            "Menyiapkan pengganti dan membesarkan orang lain",
        ),
    ),
)

# A version that a diagnostic uses is frozen for everybody: what was measured by it must mean the same later.
FREEZE = f"""
CREATE FUNCTION kad_freeze_rubric() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE touched bigint[];
BEGIN
    IF TG_TABLE_NAME = 'mentoring_rubric' THEN
        touched := ARRAY[OLD.id];
    ELSE
        touched := ARRAY[CASE WHEN TG_OP <> 'INSERT' THEN OLD.rubric_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.rubric_id END];
    END IF;
    IF EXISTS (SELECT FROM mentoring_diagnostic d WHERE d.rubric_id = ANY (touched)) THEN
        RAISE EXCEPTION 'this version of the rubric is in use'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rubric_in_use';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER keep_used BEFORE UPDATE OR DELETE ON mentoring_rubric FOR EACH ROW EXECUTE FUNCTION kad_freeze_rubric();
CREATE TRIGGER keep_used BEFORE INSERT OR UPDATE OR DELETE ON mentoring_rubricitem FOR EACH ROW
    EXECUTE FUNCTION kad_freeze_rubric();
REVOKE INSERT, UPDATE, DELETE ON mentoring_rubric, mentoring_rubricitem FROM {roles.DATA}, {roles.APP};
"""
THAW = """
DROP TRIGGER keep_used ON mentoring_rubric; DROP TRIGGER keep_used ON mentoring_rubricitem; DROP FUNCTION kad_freeze_rubric();
"""


def load(apps, schema_editor):
    alias = schema_editor.connection.alias
    rubric = (
        apps.get_model("mentoring", "Rubric")
        .objects.using(alias)
        .create(version=1, name="Rubrik diagnostik", scale=SCALE)
    )
    item = apps.get_model("mentoring", "RubricItem")
    item.objects.using(alias).bulk_create(
        item(
            rubric=rubric,
            competency=code,
            anchors=list(anchors),
            target_cadre=cadre,
            target_officer=officer,
            target_candidate=candidate,
        )
        for code, (cadre, officer, candidate), anchors in ITEMS
    )


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0015_concern_secrecy")]
    operations = [
        migrations.RunPython(load, migrations.RunPython.noop),
        migrations.RunSQL(FREEZE, THAW),
    ]
