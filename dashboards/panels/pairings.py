"""How pairings go: the phases they have come to, and the rhythm they keep (K3, K4, K6, K19)."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.templatetags.format import UNKNOWN, percent, ratio, thousands
from dashboards.indicators import (
    FROM,
    K3,
    K3_WEAK,
    K4,
    K6,
    MONTH,
    NOW,
    SMALL,
    elsewhere,
    equality,
    number,
)
from dashboards.panels.words import linked
from dashboards.selectors.board import BoardData
from mentoring.enums import Phase


def phases(data: BoardData) -> dict[str, Any]:
    """How far the pairings that go on have come: a bar for each phase with those at it or past it, and its share of the
    step before; beside it how many stand at each.
    """
    standing = [number(NOW[f"phase_{phase}"], data.now, data.asked) for phase in Phase]
    counts = [sum(each.count for each in standing[place:]) for place in range(len(standing))]
    steps = [
        {
            "label": phase.label,
            "count": count,
            "url": FROM[phase].url(data.asked),
            "figure": FROM[phase].name,
            "share": percent(Decimal(100) * count / before) if before >= SMALL else "",
        }
        for phase, count, before in zip(Phase, counts, [0, *counts], strict=False)
    ]
    rows = [{"label": phase.label, "here": here} for phase, here in zip(Phase, standing, strict=True)]
    return {"maximum": max(counts[0], 1), "steps": steps, "rows": rows, "finding": _biggest_loss(counts)}


def _biggest_loss(counts: Sequence[int]) -> str:
    """Between which phases most pairings have not gone on yet."""
    phases = [str(phase.label).lower() for phase in Phase]
    steps = [
        (before - after, *names) for (before, after), names in zip(pairwise(counts), pairwise(phases), strict=True)
    ]
    lost, here, there = max(steps, key=lambda step: step[0])
    if not lost:
        return _("Belum ada pasangan yang berjalan.") if not counts[0] else _("Semua sampai ke fase terakhir.")
    words = {"n": thousands(lost), "here": here, "there": there}
    return _("Persentase terhadap fase sebelumnya. Terbanyak belum lanjut dari %(here)s ke %(there)s: %(n)s.") % words


def rhythm(data: BoardData) -> list[dict[str, Any]]:
    """K3 and K4 of the chosen month and K6 of today, with what they are made of."""
    row, asked = data.this_month, data.asked
    kept, due = number(K3.part, row, asked), number(K3.base[0], row, asked)
    held, missed = number(K4.part, row, asked), number(MONTH["sessions_missed"], row, asked)
    dormant, active = number(K6.part, data.now, asked), number(K6.base[0], data.now, asked)
    kept_text = ngettext("%(n)s pertemuan", "%(n)s pertemuan", kept.count)
    dormant_text = ngettext("%(n)s pasangan", "%(n)s pasangan", dormant.count)
    return [
        {
            "label": indicator.label,
            "told": ratio(*indicator.counts(figures)),
            "share": indicator.share(figures),
            "made_of": [linked(sentence, shown) for sentence, shown in made_of],
        }
        for indicator, figures, made_of in (
            (
                K3,
                row,
                (
                    (kept_text, kept),
                    (_("dari %(n)s menurut irama"), due),
                ),
            ),
            (K4, row, ((_("%(n)s terlaksana,"), held), (_("%(n)s batal atau tidak dihadiri"), missed))),
            (
                K6,
                data.now,
                (
                    (dormant_text, dormant),
                    (_("dari %(n)s yang aktif hari ini"), active),
                ),
            ),
        )
    ]


def weak_signal(data: BoardData) -> list[dict[str, Any]]:
    """K19: the rhythm in districts of weak signal beside that elsewhere; nothing where there are none."""
    row, asked = data.this_month, data.asked
    kept, due = (number(each, row, asked) for each in (K3_WEAK.part, *K3_WEAK.base))
    others, others_due = elsewhere(row)
    if not due.count:
        return []
    share = equality(row)
    is_enough = min(due.count, others_due) >= SMALL
    return [
        {
            "label": _("Kesetaraan wilayah"),
            "told": percent(share) if is_enough else UNKNOWN,
            "share": share if is_enough else None,
            "made_of": [
                linked(_("%(n)s ditepati"), kept),
                linked(_("dari %(n)s di distrik sinyal sulit;"), due),
                _("%(share)s di tempat lain") % {"share": ratio(others, others_due)},
            ],
        }
    ]
