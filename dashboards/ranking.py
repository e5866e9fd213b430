"""The table of the units one tier below, the worst first: the same columns on every tier."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.templatetags.format import ratio, thousands
from core.templatetags.icons import icon
from dashboards.attention import DORMANT_BAD, DORMANT_WARN
from dashboards.indicators import K2, K3, K6, MONTH, NOW, SMALL, Indicator, Number, number
from dashboards.panels import SPARK_MONTHS, Query, board_url
from dashboards.selectors.board import BoardData
from evaluations.selectors.figures import Figures
from mentoring.party_settings import dormant_days_later
from regions.enums import Tier
from regions.models import Unit

SHORT = 10  # lines before «Tampilkan semua»
WORST_FIRST = "-dorman"
BADGES = (("bad", "circle-alert", DORMANT_BAD), ("warn", "clock", DORMANT_WARN))
UNKNOWN = Decimal(-1)


@dataclass(frozen=True)
class Candidate:
    """A unit with its figures, before it is put into words."""

    unit: Unit
    now: Figures
    month: Figures


@dataclass(frozen=True)
class Share:
    """An indicator in the table, under a heading that says «%»: the bare number, or «3 dari 7»."""

    number: Number
    share: Decimal | None
    told: str


@dataclass(frozen=True)
class Line:
    """One unit."""

    name: str
    url: str
    members: Number
    coverage: Share
    pairings: Number
    rhythm: Share
    dormant: Share
    badge_css: str
    badge_text: SafeString
    series: list[int]


def _rank(indicator: Indicator, row: Figures) -> Decimal:
    """What a share sorts by: the unknown lies below everything known."""
    share = indicator.share(row)
    return UNKNOWN if share is None else share


# key → (heading, what it sorts by, class)
COLUMNS: dict[str, tuple[Any, Callable[[Candidate], Any], str]] = {
    "nama": ("", lambda each: each.unit.full_name.casefold(), ""),
    "kader": (gettext_lazy("Kader aktif"), lambda each: each.now["members_active"], "k-num"),
    "cakupan": (gettext_lazy("Cakupan, %"), lambda each: _rank(K2, each.now), ""),
    "pasangan": (gettext_lazy("Pasangan aktif"), lambda each: each.month["pairings_active"], "k-num"),
    "irama": (gettext_lazy("Irama ditepati, %"), lambda each: _rank(K3, each.month), ""),
    "dorman": (
        format_lazy(gettext_lazy("Dorman > {n} hari"), n=dormant_days_later()),
        lambda each: (_rank(K6, each.now), each.now["pairings_dormant"]),
        "k-num",
    ),
}


def ranking(data: BoardData, order: str, show_all: bool, query: Query) -> dict[str, Any]:
    """Heading, columns and lines; ten lines unless all are wanted. An unknown order means the worst first."""
    if order.removeprefix("-") not in COLUMNS:
        order = WORST_FIRST
    units = [
        Candidate(child, data.now_of(child), data.figures.month_of(child.pk, data.month)) for child in data.children
    ]
    units.sort(key=COLUMNS["nama"][1])
    units.sort(key=COLUMNS["cakupan"][1])  # among equals the lowest coverage comes first
    units.sort(key=COLUMNS[order.removeprefix("-")][1], reverse=order.startswith("-"))
    kept = query | ({"semua": "ya"} if show_all else {})
    title = _title(data)
    return {
        "title": title,
        "columns": [
            _column(data, key, title if key == "nama" else label, css, order, kept)
            for key, (label, _key, css) in COLUMNS.items()
        ],
        "lines": [_line(data, each, query) for each in (units if show_all else units[:SHORT])],
        "total": len(units),
        "is_short": not show_all and len(units) > SHORT,
        "all_url": board_url(data.unit, query | {"urut": order, "semua": "ya"}),
    }


def _told_with_count(part: int, base: int) -> str:
    """«12% · 38», or «2 dari 7» alone."""
    words = ratio(part, base)
    return f"{words} · {thousands(part)}" if base >= SMALL else words


def _title(data: BoardData) -> str:
    if data.unit.tier == Tier.NATIONAL:
        return _("Provinsi")
    if data.unit.tier == Tier.PROVINCE:
        return _("Kabupaten dan kota")
    return data.children[0].label if data.children else ""


def _column(data: BoardData, key: str, label: Any, css: str, order: str, query: Query) -> dict[str, Any]:
    state = {key: "ascending", f"-{key}": "descending"}.get(order, "none")
    target = {"ascending": f"-{key}", "descending": key, "none": key if key == "nama" else f"-{key}"}[state]
    return {
        "label": label,
        "css": css,
        "state": state,
        "arrow": {"ascending": " ↑", "descending": " ↓", "none": ""}[state],
        "url": board_url(data.unit, query | {"urut": target}),
    }


def _line(data: BoardData, each: Candidate, query: Query) -> Line:
    now, month, asked = each.now, each.month, data.asked_of(each.unit)
    share, series = K6.share(now), data.series("sessions_held", each.unit)[-SPARK_MONTHS:]
    tone, sign = next(
        ((tone, sign) for tone, sign, limit in BADGES if share is not None and share >= limit),
        ("good", "circle-check"),
    )

    def told(indicator: Indicator, row: Figures) -> Share:
        words = ratio(*indicator.counts(row)).removesuffix("%")
        return Share(number(indicator.part, row, asked), indicator.share(row), words)

    return Line(
        name=each.unit.full_name,
        url=board_url(each.unit, query),
        members=number(NOW["members_active"], now, asked),
        coverage=told(K2, now),
        pairings=number(MONTH["pairings_active"], month, asked),
        rhythm=told(K3, month),
        dormant=told(K6, now),
        badge_css=f"k-badge k-{tone}",
        badge_text=format_html("{}{}", icon(sign, 14), _told_with_count(*K6.counts(now))),
        series=series if any(series) else [],
    )
