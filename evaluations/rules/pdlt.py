"""PDLT in words for who leads a case (DOMAIN §8 I-5). Pure. What figures say is a hint: a named human decides.

The database counts totals and says when a case is scored (`kad_score_pdlt`); here is only what it still waits for.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluations.enums import Gate, PdltState


class Terms(Protocol):
    """The numbers of a version."""

    fewest_assessors: int
    most_apart: int
    least_total: int


class Part(Protocol):
    """A part that weighs, and the least that passes."""

    code: str
    name: str
    least: int | None


def spread(totals: Sequence[Decimal]) -> Decimal:
    """How many points the assessors lie apart."""
    return max(totals) - min(totals) if totals else Decimal(0)


def needs_another(totals: Sequence[Decimal], terms: Terms) -> bool:
    """Whether as many have sent as the version asks for, but lie too far apart: one more assesses."""
    return len(totals) == terms.fewest_assessors and spread(totals) > terms.most_apart


def waits_for(state: str, named: int, totals: Sequence[Decimal], is_heard: bool, terms: Terms) -> str:
    """What a case waits for before it is scored; empty where it waits for no assessor.

    `named` counts all assessors, `totals` holds what was sent; `is_heard`: somebody was named since the objection.
    """
    if state not in (PdltState.DRAFT, PdltState.OBJECTED):
        return ""
    if (missing := terms.fewest_assessors - named) > 0:
        return ngettext("Tunjuk %(n)d penilai lagi.", "Tunjuk %(n)d penilai lagi.", missing) % {"n": missing}
    if state == PdltState.OBJECTED and not is_heard:
        return _("Kader keberatan: tunjuk penilai yang belum menilai.")
    if named == len(totals) and needs_another(totals, terms):
        return _("Selisih penilai %(apart)d poin, lebih dari %(most)d: tunjuk satu penilai lagi.") % {
            "apart": round(spread(totals)),
            "most": terms.most_apart,
        }
    return _("Menunggu nilai dari penilai yang ditunjuk.")


def shortfalls(
    parts: Sequence[Part], scores: Mapping[str, float], total: Decimal, gate: str, terms: Terms
) -> list[str]:
    """What stands below the measures of the version: the gate, then the parts, then the total. No decision."""
    found = []
    if gate == Gate.UNDER_REVIEW:
        found.append(_("Pemeriksaan masih berjalan; itu bukan kesalahan"))
    elif gate != Gate.CLEAR:
        found.append(_("Ada putusan yang berlaku"))
    for part in parts:
        if part.least is not None and scores.get(part.code, 0) < part.least:
            found.append(_("%(part)s di bawah %(least)d") % {"part": part.name, "least": part.least})
    if total < terms.least_total:
        found.append(_("Jumlah di bawah %(least)d") % {"least": terms.least_total})
    return found
