"""Sessions by month."""

from dataclasses import replace
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import ngettext

from core.templatetags.format import thousands
from dashboards.indicators import (
    MONTH,
    number,
)
from dashboards.panels.words import month_name
from dashboards.selectors.board import BoardData


def sessions(data: BoardData) -> dict[str, Any]:
    """Held sessions of the open months, as a line and as numbers."""
    rows: list[dict[str, Any]] = []
    for month in data.months:
        figures, asked = data.figures.month_of(data.unit.pk, month), replace(data.asked, month=month)
        held, missed = (number(MONTH[name], figures, asked) for name in ("sessions_held", "sessions_missed"))
        rows.append({"label": month_name(month), "held": held, "missed": missed})
    series = [row["held"].count for row in rows]
    top = _nice(max(series))
    return {
        "series": series,
        "maximum": top,
        "ticks": [thousands(top), thousands(top // 2), "0"],
        "labels": [date_format(month, "M Y") for month in data.months[::3]],
        "rows": rows[::-1],
        "finding": ngettext(
            "%(before)s: %(held)s sesi. %(month)s sampai hari ini: %(so_far)s.",
            "%(before)s: %(held)s sesi. %(month)s sampai hari ini: %(so_far)s.",
            series[-2],
        )
        % {
            "before": rows[-2]["label"],
            "held": thousands(series[-2]),
            "month": rows[-1]["label"],
            "so_far": thousands(series[-1]),
        },
    }


def _nice(value: int) -> int:
    """A round even number at or above a value."""
    size = 10 ** (len(str(value)) - 1)
    return next(size * step for step in (1, 2, 4, 6, 8, 10) if size * step >= max(value, 2))
