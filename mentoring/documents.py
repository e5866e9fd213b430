"""Texts that people agree to: the clauses of an agreement (DOMAIN §7.2) and the orientation lists (§7.5)."""

from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as _

from core.templatetags.format import date_id
from mentoring.enums import Mode, ParticipantRole
from mentoring.models import ClauseText


class Clause(TypedDict):
    """One clause as it is stored with the version that was signed."""

    code: str
    title: str
    text: str


@dataclass(frozen=True)
class Terms:
    """What two people fill into the clauses: how often (days), how, where, from when to when, and two sentences."""

    every_days: int | None = None
    mode: str = Mode.FACE_TO_FACE
    place: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    conflicts: str = ""
    feedback: str = ""

    def words(self) -> dict[str, str]:
        """The terms as they stand in a sentence; what was left open says so."""
        days = self.every_days
        often = ngettext("sekali dalam %(n)d hari", "sekali dalam %(n)d hari", days or 0) % {"n": days or 0}
        return {
            "every": often if days else gettext("menurut irama yang disepakati"),
            "mode": str(Mode(self.mode).label).lower(),
            "place": self.place or gettext("tempat yang disepakati"),
            "starts": date_id(self.starts_on) if self.starts_on else gettext("hari ditandatangani"),
            "ends": date_id(self.ends_on) if self.ends_on else gettext("akhir program"),
            "conflicts": self.conflicts or gettext("tidak ada"),
            "feedback": self.feedback or gettext("langsung"),
        }


def newest_edition() -> str:
    """The edition of the clauses that new agreements are written with."""
    found: str = ClauseText.objects.order_by("-edition").values_list("edition", flat=True).first() or ""
    return found


def clauses(terms: Terms | None = None, edition: str = "") -> list[Clause]:
    """The eleven clauses of an edition (the newest) in the running language, filled with what was agreed."""
    words = (terms or Terms()).words()
    rows = ClauseText.objects.filter(edition=edition or newest_edition())
    return [
        Clause(code=row.code, title=gettext(row.title), text=gettext(row.text).format(**words))
        for row in rows.order_by("position")
    ]


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
