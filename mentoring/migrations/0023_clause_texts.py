"""The first edition of the eleven clauses as rows (DOMAIN §7.2)."""

from django.db import migrations
from django.utils.translation import gettext_noop as _

EDITION = "2026-2"
CLAUSES = (
    ("purpose", _("Tujuan"), _("Pendampingan ini menolong kader bertumbuh menurut tujuan yang disepakati bersama.")),
    (
        "roles",
        _("Peran dan batasnya"),
        _("Mentor mendengarkan, bertanya, dan berbagi pengalaman. Keputusan tetap pada kader. Mentor bukan atasan."),
    ),
    (
        "rhythm",
        _("Irama, cara, dan tempat"),
        _("Pertemuan berlangsung {every}, {mode}, di {place}, pada jam yang wajar dan disetujui keduanya."),
    ),
    (
        "length",
        _("Lama dan tanggal selesai"),
        _("Pendampingan berlangsung dari {starts} sampai {ends}. Perpanjangan disepakati lagi secara tertulis."),
    ),
    (
        "confidentiality",
        _("Kerahasiaan dan pengecualiannya"),
        _("Isi pembicaraan tidak dibawa ke orang lain tanpa izin, kecuali menyangkut keselamatan atau tindak pidana."),
    ),
    (
        "conflicts",
        _("Benturan kepentingan"),
        _(
            "Keduanya menyatakan bila ada benturan kepentingan, sekarang maupun nanti. Yang sudah dinyatakan: {conflicts}."
        ),
    ),
    (
        "no_gifts",
        _("Tanpa uang, hadiah, dan suruhan pribadi"),
        _("Tidak ada uang, hadiah, pinjaman, atau suruhan pribadi, juga tidak untuk urusan pencalonan."),
    ),
    ("credit", _("Hasil kerja"), _("Hasil kerja kader diakui sebagai hasil kerja kader.")),
    (
        "feedback",
        _("Umpan balik"),
        _(
            "Umpan balik disampaikan {feedback}, sopan, dan berdasar contoh. Keduanya boleh meminta bantuan koordinator."
        ),
    ),
    (
        "ending",
        _("Hak berhenti"),
        _("Kader boleh berhenti kapan saja tanpa memberi alasan dan tanpa akibat bagi jenjang atau penilaiannya."),
    ),
    (
        "data",
        _("Data dan siapa melihat apa"),
        _("Catatan sesi dibaca keduanya, koordinator, dan sekretariat. Pimpinan hanya melihat jumlah dan tanggal."),
    ),
)


def write(apps, schema_editor):
    """Add the edition."""
    model = apps.get_model("mentoring", "ClauseText")
    model.objects.using(schema_editor.connection.alias).bulk_create(
        model(edition=EDITION, position=number, code=code, title=title, text=text)
        for number, (code, title, text) in enumerate(CLAUSES, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0022_relations_guarded")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
