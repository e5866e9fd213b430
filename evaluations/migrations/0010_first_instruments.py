"""The first versions of the instruments (DOMAIN §8), in their own words. I-2 and I-3 live in mentoring."""

from django.db import migrations
from django.utils import timezone

OFTEN = ["Tidak pernah", "Jarang", "Kadang", "Sering", "Selalu"]
AGREE = ["Sangat tidak setuju", "Tidak setuju", "Biasa saja", "Setuju", "Sangat setuju"]
ROUTINE = ["Tidak pernah", "Sekali", "Kadang", "Sering", "Rutin"]
SURE = ["Tidak yakin", "Kurang yakin", "Cukup yakin", "Yakin", "Sangat yakin"]
GOOD = ["Belum", "Mulai", "Cukup", "Baik", "Sangat baik"]
PROOF = ["Tidak ada bukti", "Sedikit", "Cukup", "Kuat", "Sangat kuat"]
GATE = ["Bersih", "Masih diperiksa", "Ada putusan"]


def likert(code, text, labels, **more):
    return {"code": code, "text": text, "labels": labels, **more}


RAPPORT_MENTEE = [
    likert("1", "Mentor mendengarkan saya.", OFTEN),
    likert("2", "Saya berani menyampaikan kesulitan apa adanya.", OFTEN),
    likert("3", "Mentor memahami keadaan keluarga, kerja, dan kampung saya.", OFTEN),
    likert("4", "Mentor menepati janji waktu.", OFTEN),
    likert("5", "Pertemuan kami menghasilkan langkah yang bisa saya kerjakan.", OFTEN),
    likert("6", "Saya yakin cerita saya tidak dibawa ke orang lain tanpa izin.", OFTEN),
    likert("7", "Saya disuruh-suruh untuk kepentingan mentor.", OFTEN, is_reversed=True, alert_from=4),
    likert("8", "Hasil kerja saya diakui sebagai hasil orang lain.", OFTEN, is_reversed=True, alert_from=4),
    likert("9", "Saya takut pendapat saya merugikan saya di partai.", OFTEN, is_reversed=True, alert_from=4),
    likert("10", "Saya ingin melanjutkan pendampingan ini.", OFTEN),
]
RAPPORT_MENTOR = [
    likert("1", "Saya mengenal tujuan mentee.", OFTEN),
    likert("2", "Mentee terbuka kepada saya.", OFTEN),
    likert("3", "Kami mudah menemukan waktu.", OFTEN),
    likert("4", "Saya kewalahan menjalankan peran ini.", OFTEN, is_reversed=True),
    likert("5", "Saya melihat kemajuan mentee.", OFTEN),
    likert("6", "Saya kecewa karena tidak ada perubahan.", OFTEN, is_reversed=True),
    likert("7", "Koordinator membantu saat saya perlu.", OFTEN),
    likert("8", "Saya senang menjalankan peran ini.", OFTEN),
]
FEEDBACK_MENTEE = [
    likert("F1", "Tujuan pertemuan jelas.", AGREE),
    likert("F2", "Waktu saya dihargai.", AGREE),
    likert("F3", "Saya mendapat hal baru yang bisa dipakai.", AGREE),
    likert("F4", "Saya diberi ruang menyusun jawaban sendiri.", AGREE),
    likert("F5", "Tindak lanjut disepakati bersama.", AGREE),
    likert("F6", "Saya merasa aman dan dihormati.", AGREE, alert_to=2),
    {"code": "F7", "kind": "text", "text": "Apa satu hal yang perlu diubah?", "is_required": False},
]
FEEDBACK_MENTOR = [
    likert("G1", "Mentee datang siap.", AGREE),
    likert("G2", "Tindak lanjut lalu dikerjakan.", ["Tidak", "Sebagian", "Ya"], kind="choice", is_counted=False),
    likert("G3", "Pembahasan sesuai rencana aksi.", AGREE),
    likert(
        "G4",
        "Hambatan utama.",
        ["Tidak ada", "Waktu", "Jarak", "Sinyal", "Biaya", "Urusan keluarga", "Perselisihan", "Lainnya"],
        kind="choice",
        lowest=0,
        is_counted=False,
        is_required=False,
    ),
    likert("G5", "Saya yakin tujuannya akan tercapai.", SURE),
    likert("G6", "Saya perlu bantuan koordinator.", ["Tidak", "Ya"], kind="yes_no", lowest=0, is_counted=False),
]
REACTION = [
    likert("1", "Program ini sesuai kebutuhan saya.", AGREE),
    likert("2", "Saya terlibat aktif.", AGREE),
    likert("3", "Saya akan menganjurkannya kepada kader lain.", AGREE),
    likert("4", "Jadwal dan tempat terjangkau.", AGREE),
    likert("5", "Dukungan koordinator memadai.", AGREE),
]


def test(code, text, labels, key):
    return {"code": code, "kind": "test", "text": text, "labels": labels, "key": key, "is_counted": True}


PARTY, COUNCIL, ELECTION, ETHICS, OWN = "rules", "council", "election", "ethics", "own"
LEARNING = {
    PARTY: [
        test("T1", "Siapa yang boleh menjadi anggota partai?",
             ["WNI berusia 17 tahun atau sudah pernah menikah", "WNI berusia 21 tahun ke atas", "Siapa saja yang tinggal di wilayah ini"], 1),
        test("T2", "Sifat keanggotaan partai menurut undang-undang adalah…",
             ["wajib bagi keluarga pengurus", "sukarela, terbuka, dan tidak membedakan", "hanya lewat undangan pengurus"], 2),
        test("T3", "Cara yang benar bila tidak setuju dengan keputusan partai adalah…",
             ["mengumumkannya di media sosial", "tidak lagi hadir dalam rapat", "menyampaikannya lewat jalur organisasi"], 3),
    ],
    COUNCIL: [
        test("T4", "Tiga fungsi DPRD adalah…",
             ["legislasi, anggaran, pengawasan", "legislasi, peradilan, pelaksanaan", "anggaran, perizinan, pembinaan"], 1),
        test("T5", "Siapa yang menjalankan APBD sehari-hari?",
             ["Komisi DPRD", "Kepala daerah dan perangkatnya", "Ketua fraksi"], 2),
        test("T6", "Mengawasi pelaksanaan peraturan daerah adalah tugas…",
             ["pengadilan negeri", "KPU", "DPRD"], 3),
    ],
    ELECTION: [
        test("T7", "Di masa tenang, tim calon…",
             ["berhenti berkampanye", "boleh berkampanye di rumah warga", "boleh membagikan kaus"], 1),
        test("T8", "Dalam satu daftar calon di dapil, keterwakilan perempuan paling sedikit…",
             ["10 persen", "30 persen", "tidak diatur"], 2),
    ],
    ETHICS: [
        test("T9", "Seorang warga meminta uang supaya memilih calon Anda. Anda…",
             ["memberi sedikit saja", "meminta orang lain memberi", "menolak dan menjelaskan larangannya"], 3),
        test("T10", "Proyek desa akan dikerjakan perusahaan saudara Anda. Anda…",
             ["menyatakannya dan tidak ikut memutuskan", "diam karena tidak ada yang tahu", "membantu supaya cepat selesai"], 1),
    ],
    OWN: [
        likert("Y1", "Saya yakin mampu menerapkan yang dipelajari.", SURE),
        likert("Y2", "Saya berniat menerapkannya dalam tiga bulan ke depan.", SURE),
    ],
}  # fmt: skip
BEHAVIOUR = [
    likert(str(number), text, ROUTINE, lowest=0)
    for number, text in enumerate(
        (
            "Turun ke warga sesuai jadwal.",
            "Menuntaskan tugas tepat waktu.",
            "Memakai data saat berpendapat.",
            "Membimbing kader lain.",
            "Menolak praktik tidak jujur.",
        ),
        start=1,
    )
]
MENTORING = {
    "Komunikasi": ("Mendengar aktif.", "Memberi umpan balik yang jelas."),
    "Harapan": ("Menyepakati target bersama.", "Meninjau kesepakatan."),
    "Pemahaman": ("Mengecek pemahaman.", "Menyesuaikan cara."),
    "Kemandirian": ("Memberi ruang memutuskan.", "Membangun percaya diri."),
    "Keberagaman": ("Menghargai suku, agama, dan gender.", "Menyadari prasangka sendiri."),
    "Pengembangan": ("Membuka jejaring.", "Menjadi teladan."),
}
PDLT = {
    ("P", "Prestasi", 35): (
        "Hasil kerja pada jabatan partai terakhir.",
        "Sumbangan pada perolehan suara atau kursi di wilayah tugas.",
        "Kader baru yang dibina sampai lulus jenjang.",
        "Karya nyata yang diakui masyarakat.",
    ),
    ("D", "Dedikasi", 35): (
        "Kehadiran pada rapat dan kegiatan wajib.",
        "Waktu dan tenaga untuk tugas tanpa jabatan.",
        "Kesediaan bertugas di wilayah sulit.",
        "Menuntaskan tugas sampai dilaporkan.",
    ),
    ("L", "Loyalitas", 30): (
        "Tidak merangkap anggota partai lain.",
        "Mendukung keputusan sah partai setelah diputuskan.",
        "Bekerja untuk calon partai di semua tingkat.",
        "Menyampaikan kritik lewat jalur organisasi.",
    ),
    ("T", "Tidak tercela", None): (
        "Tidak ada putusan pidana tetap yang menghalangi.",
        "Tidak ada sanksi etik partai yang berlaku.",
        "Tidak ada laporan kekerasan atau pelecehan yang terbukti.",
        "Tidak terbukti politik uang.",
        "Benturan kepentingan sudah dinyatakan.",
    ),
}
TEST_PARTS = {
    PARTY: "Aturan partai",
    COUNCIL: "Tugas DPRD",
    ELECTION: "Aturan pemilu",
    ETHICS: "Etika",
    OWN: "Keyakinan dan niat",
}

# code, name, use, about, raters, confidential, intro, [(part, items)]
INSTRUMENTS = (
    ("I-1", "Cek kedekatan, kader", "rapport", "mentor", ["mentee"], True,
     "Jawaban Anda tidak dilihat mentor. Isi apa adanya, dua menit saja.", [(None, RAPPORT_MENTEE)]),
    ("I-1b", "Cek kedekatan, mentor", "rapport", "learner", ["mentor"], True,
     "Jawaban Anda tidak dilihat kader dampingan. Isi apa adanya, dua menit saja.", [(None, RAPPORT_MENTOR)]),
    ("I-4", "Umpan balik sesi, kader", "session", "mentor", ["mentee"], True,
     "Selesai dalam satu menit. Mentor hanya melihat rata-rata beberapa sesi.", [(None, FEEDBACK_MENTEE)]),
    ("I-4b", "Umpan balik sesi, mentor", "session", "learner", ["mentor"], True,
     "Selesai dalam satu menit.", [(None, FEEDBACK_MENTOR)]),
    ("I-5", "PDLT", "pdlt", "learner", [], False,
     "Setiap nilai perlu bukti dari enam puluh bulan terakhir.",
     [((code, name, weight), [
         likert(f"{code}{n}", text, GATE if weight is None else PROOF,
                kind="choice" if weight is None else "likert", is_counted=weight is not None)
         for n, text in enumerate(texts, start=1)]) for (code, name, weight), texts in PDLT.items()]),
    ("I-6.L1", "Evaluasi program: reaksi", "round", "learner", ["self"], False,
     "Tentang program ini, bukan tentang mentor.", [(None, REACTION)]),
    ("I-6.L2", "Evaluasi program: belajar", "round", "learner", ["self"], False,
     "Sepuluh soal dan dua pernyataan. Nilainya untuk melihat kemajuan, bukan untuk meluluskan.",
     [((code[:8], TEST_PARTS[code], None), items) for code, items in LEARNING.items()]),
    ("I-6.L3", "Evaluasi program: perilaku", "round", "learner", ["self", "mentor", "officer"], False,
     "Dalam 3 bulan terakhir kader ini…", [(None, BEHAVIOUR)]),
    ("I-7", "Kompetensi mentor", "round", "mentor", ["self", "mentee"], False,
     "Seberapa baik mentor melakukan hal berikut?",
     [((f"K{n}", name, None), [likert(f"{n}{'ab'[k]}", text, GOOD) for k, text in enumerate(texts)])
      for n, (name, texts) in enumerate(MENTORING.items(), start=1)]),
)  # fmt: skip


def seed(apps, schema_editor):
    """Drafts with their items first; published when they are complete."""
    alias = schema_editor.connection.alias
    Instrument, Part, Item = (
        apps.get_model("evaluations", name) for name in ("Instrument", "InstrumentPart", "InstrumentItem")
    )
    for code, name, use, about, raters, is_confidential, intro, parts in INSTRUMENTS:
        made = Instrument.objects.using(alias).create(
            code=code, name=name, use=use, about=about, raters=raters, is_confidential=is_confidential, intro=intro
        )
        place = 0
        for order, (part, items) in enumerate(parts, start=1):
            group = None
            if part is not None:
                part_code, part_name, weight = part
                is_gate = use == "pdlt" and weight is None
                group = Part.objects.using(alias).create(
                    instrument=made, code=part_code, name=part_name, place=order, weight=weight, is_gate=is_gate,
                    least=50 if weight else None,
                )  # fmt: skip
            for item in items:
                place += 1
                Item.objects.using(alias).create(instrument=made, part=group, place=place, **item)
        made.state, made.published_at = "published", timezone.now()
        made.save()


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0009_pdlt_guards")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
