"""Texts that people agree to: the clauses of an agreement (DOMAIN §7.2) and the orientation lists (§7.5)."""

from typing import TypedDict

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from mentoring.enums import ParticipantRole


class Clause(TypedDict):
    """One clause as it is stored with the version that was signed."""

    code: str
    title: str
    text: str


CLAUSES_VERSION = "2026-1"
_CLAUSES = (
    ("purpose", _("Tujuan"), _("Pendampingan ini menolong kader bertumbuh menurut tujuan yang disepakati bersama.")),
    (
        "roles",
        _("Peran dan batasnya"),
        _("Mentor mendengarkan, bertanya, dan berbagi pengalaman. Keputusan tetap pada kader. Mentor bukan atasan."),
    ),
    (
        "rhythm",
        _("Irama, cara, dan tempat"),
        _("Pertemuan berlangsung menurut irama di atas, pada jam yang wajar dan di tempat yang disetujui keduanya."),
    ),
    (
        "length",
        _("Lama dan tanggal selesai"),
        _("Pendampingan selesai pada tanggal di atas. Perpanjangan disepakati lagi secara tertulis."),
    ),
    (
        "confidentiality",
        _("Kerahasiaan dan pengecualiannya"),
        _("Isi pembicaraan tidak dibawa ke orang lain tanpa izin, kecuali menyangkut keselamatan atau tindak pidana."),
    ),
    (
        "conflicts",
        _("Benturan kepentingan"),
        _("Keduanya menyatakan bila ada benturan kepentingan, sekarang maupun nanti."),
    ),
    (
        "no_gifts",
        _("Tanpa uang, hadiah, dan suruhan pribadi"),
        _("Tidak ada uang, hadiah, pinjaman, atau suruhan pribadi, juga tidak untuk urusan pencalonan."),
    ),
    (
        "credit",
        _("Hasil kerja"),
        _("Hasil kerja kader diakui sebagai hasil kerja kader."),
    ),
    (
        "feedback",
        _("Umpan balik"),
        _("Umpan balik disampaikan langsung, sopan, dan berdasar contoh. Keduanya boleh meminta bantuan koordinator."),
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


def clauses() -> list[Clause]:
    """The eleven clauses in the running language, as they are put into a new version of an agreement."""
    return [Clause(code=code, title=gettext(title), text=gettext(text)) for code, title, text in _CLAUSES]


_FOR_MENTORS = (
    ("role", _("Saya paham beda mentor, pelatih, dan patron.")),
    ("phases", _("Saya tahu fase pendampingan dan buktinya.")),
    ("listening", _("Saya tahu cara mendengarkan dan alur GROW.")),
    ("logs", _("Saya bisa mencatat sesi di ponsel, juga saat sinyal lemah.")),
    ("confidentiality", _("Saya menjaga kerahasiaan dan tahu pengecualiannya.")),
    ("conflicts", _("Saya menyatakan benturan kepentingan saya.")),
    ("money", _("Saya tidak menerima atau memberi uang dan hadiah.")),
    ("respect", _("Saya menghormati adat dan kesetaraan perempuan dan laki-laki.")),
    ("data", _("Saya tahu aturan data pribadi.")),
    ("coordinator", _("Saya tahu kapan menghubungi koordinator.")),
)
_FOR_LEARNERS = (
    ("rights", _("Saya tahu hak saya dalam pendampingan.")),
    ("leaving", _("Saya boleh berhenti kapan saja tanpa akibat.")),
    ("preparing", _("Saya tahu cara menyiapkan pertemuan.")),
    ("goal", _("Saya bisa menuliskan tujuan dengan kata-kata saya sendiri.")),
    ("feedback", _("Saya tahu cara memberi umpan balik.")),
    ("data", _("Saya tahu siapa yang melihat data saya.")),
)


def orientation_items(role: str) -> list[tuple[str, str | Promise]]:
    """The checklist of a role: code and sentence."""
    leads = role in (ParticipantRole.MENTOR, ParticipantRole.FACILITATOR)
    return [(code, gettext(sentence)) for code, sentence in (_FOR_MENTORS if leads else _FOR_LEARNERS)]
