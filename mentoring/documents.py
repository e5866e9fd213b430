"""Texts that people agree to: the clauses of an agreement (DOMAIN §7.2) and the orientation lists (§7.5)."""

from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from django.db.models import Subquery
from django.utils.translation import gettext, ngettext

from core.templatetags.format import date_id
from mentoring.enums import LEADERS, GuideKind, Mode
from mentoring.models import ClauseText, GuideText


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


def guide_texts(kind: str) -> list[tuple[str, str]]:
    """The newest edition of a text that people tick: code and sentence, in the running language."""
    newest = GuideText.objects.filter(kind=kind).order_by("-edition").values("edition")[:1]
    rows = GuideText.objects.filter(kind=kind, edition=Subquery(newest)).order_by("position")
    return [(code, gettext(text)) for code, text in rows.values_list("code", "text")]


def newest_guide(kind: str) -> str:
    """The edition that counts now."""
    found = GuideText.objects.filter(kind=kind).order_by("-edition").values_list("edition", flat=True).first()
    return str(found or "")


def orientation_items(role: str) -> list[tuple[str, str]]:
    """The checklist of a role in a pairing: code and sentence."""
    return guide_texts(GuideKind.FOR_MENTORS if role in LEADERS else GuideKind.FOR_LEARNERS)
