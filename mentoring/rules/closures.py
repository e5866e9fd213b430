"""What must be there before a pairing counts as completed (DOMAIN §7.6). Pure, on plain values."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MENTOR, EVERYBODY, COORDINATOR = (
    gettext_lazy("mentor atau yang mencatat"),
    gettext_lazy("setiap peserta"),
    gettext_lazy("koordinator"),
)


@dataclass(frozen=True)
class ClosingFacts:
    """What is known of a closing; `forms_open` names those whose form is missing."""

    last_held_on: date | None = None
    upcoming: int = 0
    final_rubric: bool = False
    forms_open: Sequence[str] = field(default_factory=tuple)
    gains: bool = False
    contact: bool = False
    next_role: bool = False
    thanked: bool = False


@dataclass(frozen=True)
class ClosingCheck:
    """One line of the checklist: what, whether it is there, and who can do it."""

    label: str | Promise
    passed: bool
    who: str | Promise


def closing_checks(facts: ClosingFacts) -> list[ClosingCheck]:
    """The checklist in the order in which it is worked off; the clock of retention starts with completing."""
    names = ", ".join(facts.forms_open)
    forms = _("Formulir penutup belum dikirim: %(names)s") % {"names": names} if names else _("Formulir penutup semua")
    return [
        ClosingCheck(
            _("Sesi terakhir terlaksana, tanpa rencana tersisa"),
            bool(facts.last_held_on) and not facts.upcoming,
            MENTOR,
        ),
        ClosingCheck(_("Rubrik akhir"), facts.final_rubric, MENTOR),
        ClosingCheck(forms, not facts.forms_open, EVERYBODY),
        ClosingCheck(_("Capaian dan tindak lanjut yang belum selesai disebut"), facts.gains, MENTOR),
        ClosingCheck(_("Kontak sesudahnya disepakati"), facts.contact, MENTOR),
        ClosingCheck(_("Peran berikut diusulkan"), facts.next_role, COORDINATOR),
        ClosingCheck(_("Ucapan terima kasih dan piagam"), facts.thanked, COORDINATOR),
    ]


def missing_sentence(checks: Sequence[ClosingCheck]) -> str:
    """Why a pairing is not completed yet; empty when nothing is missing."""
    missing = [f"{check.label} ({check.who})" for check in checks if not check.passed]
    return _("Belum dapat diselesaikan. Yang kurang: %(list)s.") % {"list": "; ".join(missing)} if missing else ""
