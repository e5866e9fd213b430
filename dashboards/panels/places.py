"""The units below: coverage on the map, late logs."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from core.templatetags.format import ratio, thousands
from dashboards.attention import LATE_LOGS_WARN
from dashboards.indicators import (
    COVERAGE_STEPS,
    K2,
    late_logs,
)
from dashboards.panels.words import Query, board_url, linked
from dashboards.selectors.board import BoardData
from regions.enums import Tier

LATE_SHOWN = 6


def tiles(data: BoardData, query: Query) -> dict[str, Any] | None:
    """Coverage of each province on the national page; None below."""
    if data.unit.tier != Tier.NATIONAL:
        return None
    cells = {}
    for child in data.children:
        row = data.now_of(child)
        said = ratio(*K2.counts(row))
        cells[child.code] = {
            "name": child.full_name,
            "value": K2.share(row),
            "said": said,
            "url": board_url(child, query),
        }
    edges = pairwise(COVERAGE_STEPS)
    words = [
        f"< {COVERAGE_STEPS[0]}%",
        *(f"{low}–{high - 1}" for low, high in edges),
        f"≥ {COVERAGE_STEPS[-1]}%",
    ]
    legend = [{"tone": f"r{step}", "text": text} for step, text in enumerate(words, start=1)]
    return {"cells": cells, "steps": COVERAGE_STEPS, "legend": legend}


def late_places(data: BoardData, query: Query) -> dict[str, Any] | None:
    """Late logs by the units below, the latest first: many of them are a signal problem, not one of discipline."""
    found = []
    for child in data.children:
        row = data.figures.month_of(child.pk, data.month)
        late, due = late_logs(row, data.asked_of(child)), row["logs_due"]
        if late.count:
            found.append((Decimal(100) * late.count / due, late, due, child))
    if not found:
        return None
    found.sort(key=lambda each: (each[0], each[1].count), reverse=True)
    return {
        "rows": [
            {
                "label": format_html('<a href="{}">{}</a>', board_url(child, query), child.full_name),
                "told": ratio(late.count, due),
                "share": share,
                "made_of": [linked(_("%(n)s terlambat"), late), _("dari %(n)s") % {"n": thousands(due)}],
            }
            for share, late, due, child in found[:LATE_SHOWN]
        ],
        "rest": len(found) - LATE_SHOWN,
        "limit": LATE_LOGS_WARN,
    }
