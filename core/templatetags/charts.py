"""Charts as inline SVG without script or style attribute: they pass a strict CSP, print, follow dark mode.

Geometry is in attributes, colour comes from CSS classes; the fill attributes are only for PDF makers that
apply no page CSS to SVG. A chart never stands alone: the number or a table is written beside it, which is why
most of them are hidden from assistive technology. A value of None draws as «no data», never as 0.
"""

import csv
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from math import pi
from pathlib import Path
from typing import Any, NamedTuple

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.templatetags.format import UNKNOWN, thousands

register = template.Library()

Number = int | float | Decimal
TILE_FILE = Path(__file__).resolve().parent.parent / "data" / "tilegrid.csv"
TILE_SIDE = 34
PHASE_PITCH = 17


class Tile(NamedTuple):
    """Place of a province on the tile map: Kemendagri code, row and column from 0, letters shown."""

    code: str
    row: int
    column: int
    abbreviation: str


@cache
def tiles() -> tuple[Tile, ...]:
    """The 38 provinces of the tile map."""
    with TILE_FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Tile(line["code"], int(line["row"]), int(line["col"]), line["abbr"]) for line in csv.DictReader(file)
        )


def colour_class(value: Number | None, thresholds: Sequence[Number]) -> int:
    """Colour step 1 to 5 of a value against four rising thresholds; 0 when there is no value."""
    return 0 if value is None else 1 + sum(value >= threshold for threshold in thresholds)


def _short(value: Number) -> str:
    text = f"{float(value):.1f}"
    return text.removesuffix(".0")


def _runs(points: Sequence[tuple[float, Number | None]]) -> list[list[tuple[float, Number]]]:
    """The stretches without a gap: a missing value breaks the line instead of pulling it to zero."""
    runs: list[list[tuple[float, Number]]] = [[]]
    for x, value in points:
        if value is None:
            runs.append([])
        else:
            runs[-1].append((x, value))
    return [run for run in runs if run]


def _path(points: Sequence[tuple[float, float]]) -> str:
    ends = points if len(points) > 1 else [*points, *points]  # a lone point still makes a dot
    return " ".join(f"{_short(x)},{_short(y)}" for x, y in ends)


@register.simple_tag
def bar(
    value: Number | None, total: Number | None = 100, tone: str = "brand", mark: Number | None = None
) -> SafeString:
    """Horizontal bar of value in total, with an upright line at `mark`; a dashed outline when it is unknown."""
    if value is None or total is None:
        return SafeString(
            '<svg class="k-bar" aria-hidden="true">'
            '<rect class="k-unknown" fill="none" width="100%" height="100%" rx="3"/></svg>'
        )
    width = max(0.0, min(100.0, 100 * float(value) / float(total))) if total else 0
    goal = ""
    if mark is not None and total:
        place = _short(100 * float(mark) / float(total))
        goal = f'<line class="k-target" x1="{place}%" x2="{place}%" y1="0" y2="100%"/>'
    return SafeString(  # numbers and the name of a tone: nothing to escape
        f'<svg class="k-bar k-t-{escape(tone)}" aria-hidden="true">'
        '<rect class="k-track" fill="#e6ebed" width="100%" height="100%" rx="3"/>'
        f'<rect class="k-fill" fill="#2f7780" width="{_short(width)}%" height="100%" rx="3"/>{goal}</svg>'
    )


@register.simple_tag
def spark(values: Sequence[Number | None], width: int = 96, height: int = 28, tone: str = "brand") -> SafeString:
    """Small line of a series, oldest first, with a dot on the newest value; «—» when nothing is known."""
    known = [float(value) for value in values if value is not None]
    if not known:
        return format_html('<span class="k-muted">{}</span>', UNKNOWN)
    low, high = min(known), max(known)
    step, scale = (width - 8) / max(1, len(values) - 1), (height - 8) / ((high - low) or 1)
    runs = [
        [(x, height - 4 - (float(value) - low) * scale) for x, value in run]
        for run in _runs([(4 + i * step, value) for i, value in enumerate(values)])
    ]
    lines = format_html_join("", '<polyline points="{}"/>', ((_path(run),) for run in runs))
    x, y = runs[-1][-1]
    return format_html(
        '<svg class="k-spark k-t-{}" width="{}" height="{}" viewBox="0 0 {} {}" aria-hidden="true">'
        '{}<circle cx="{}" cy="{}" r="3"/></svg>',
        tone,
        width,
        height,
        width,
        height,
        lines,
        _short(x),
        _short(y),
    )


@register.simple_tag
def line(values: Sequence[Number | None], maximum: Number, target: Number | None = None) -> SafeString:
    """Line chart from 0 to maximum, stretched to its box; the axis words are HTML around it."""

    def height(value: Number) -> float:
        return 100 - 100 * float(value) / float(maximum or 1)

    step = 100 / max(1, len(values) - 1)
    places = [(i * step, value) for i, value in enumerate(values)]
    runs = [[(x, height(value)) for x, value in run] for run in _runs(places)]
    areas = format_html_join(
        "",
        '<polygon points="{},100 {} {},100"/><polyline points="{}"/>',
        ((_short(run[0][0]), _path(run), _short(run[-1][0]), _path(run)) for run in runs),
    )
    grid = format_html_join(
        "", '<line class="k-gridline" x1="0" x2="100" y1="{0}" y2="{0}"/>', ((y,) for y in (0, 50, 100))
    )
    goal = SafeString("")
    if target is not None:
        y = _short(height(target))
        goal = format_html('<line class="k-target" x1="0" x2="100" y1="{0}" y2="{0}"/>', y)
    return format_html(
        '<svg class="k-plot k-t-brand" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">'
        "{}{}{}</svg>",
        grid,
        areas,
        goal,
    )


@register.simple_tag
def phases(step: int | None, total: int = 4) -> SafeString:
    """One short bar per phase, filled up to the step (0 = none); the name of the phase stands beside it."""
    parts = format_html_join(
        "",
        '<rect class="{}" x="{}" width="14" height="6" rx="3"/>',
        (("k-fill" if i < (step or 0) else "k-track", i * PHASE_PITCH) for i in range(total)),
    )
    return format_html(
        '<svg class="k-phases k-t-brand" width="{}" height="6" aria-hidden="true">{}</svg>',
        total * PHASE_PITCH - 3,
        parts,
    )


@register.simple_tag
def ring(value: Number | None, size: int = 56) -> SafeString:
    """Score of 0 to 100 in a ring, named for assistive technology."""
    radius = size / 2 - 4
    girth = 2 * pi * radius
    name, arc = _("Skor belum ada"), SafeString("")
    if value is not None:
        name = _("Skor %(score)s dari 100") % {"score": thousands(value)}
        arc = format_html(
            '<circle class="k-arc" cx="50%" cy="50%" r="{0}" stroke-dasharray="{1} {2}"'
            ' transform="rotate(-90 {3} {3})"/>',
            _short(radius),
            _short(girth * max(0.0, min(100.0, float(value))) / 100),
            _short(girth),
            _short(size / 2),
        )
    return format_html(
        '<svg class="k-ring k-t-brand" width="{0}" height="{0}" role="img" aria-label="{1}">'
        '<circle class="k-track" cx="50%" cy="50%" r="{2}"/>{3}'
        '<text x="50%" y="50%" dy=".35em">{4}</text></svg>',
        size,
        name,
        _short(radius),
        arc,
        thousands(value),
    )


@register.simple_tag
def track(
    baseline: Number | None,
    now: Number | None,
    target: Number | None = None,
    low: Number = 1,
    high: Number = 5,
) -> SafeString:
    """One row of an evaluation on a scale: open dot = baseline, full dot = now, upright line = target."""

    def place(value: Number) -> str:
        return _short(4 + 92 * (float(value) - float(low)) / (float(high) - float(low)))

    marks = SafeString("")
    if baseline is not None and now is not None:
        marks += format_html('<line class="k-span" x1="{}%" x2="{}%" y1="50%" y2="50%"/>', place(baseline), place(now))
    if target is not None:
        marks += format_html('<line class="k-target" x1="{0}%" x2="{0}%" y1="2" y2="22"/>', place(target))
    if baseline is not None:
        marks += format_html('<circle class="k-start" cx="{}%" cy="50%" r="5"/>', place(baseline))
    if now is not None:
        marks += format_html('<circle class="k-now" cx="{}%" cy="50%" r="6"/>', place(now))
    return format_html(
        '<svg class="k-trail k-t-brand" aria-hidden="true">'
        '<line class="k-gridline" x1="4%" x2="96%" y1="50%" y2="50%"/>{}</svg>',
        marks,
    )


@register.simple_tag
def tile_map(
    cells: Mapping[str, Mapping[str, Any]], thresholds: Sequence[Number], selected: str = "", unit: str = "%"
) -> SafeString:
    """Equal-area map of the 38 provinces.

    ``cells`` maps a province code to ``{"name": …, "value": number or None, "url": … or None}``, with ``"said"``
    where the value is told in other words; a province that is not in it is drawn without name and link.
    ``selected`` is the code of the present scope.
    """
    drawn = [(_tile(tile, cells.get(tile.code), thresholds, tile.code == selected, unit),) for tile in tiles()]
    width = (max(tile.column for tile in tiles()) + 1) * TILE_SIDE
    height = (max(tile.row for tile in tiles()) + 1) * TILE_SIDE
    return format_html(
        '<svg class="k-map" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>',
        width,
        height,
        _("Peta petak 38 provinsi"),
        format_html_join("", "{}", drawn),
    )


def _tile(
    tile: Tile, cell: Mapping[str, Any] | None, thresholds: Sequence[Number], selected: bool, unit: str
) -> SafeString:
    value = cell["value"] if cell else None
    classes = f"k-tile k-r{colour_class(value, thresholds)}{' k-picked' if selected else ''}"
    x, y = tile.column * TILE_SIDE, tile.row * TILE_SIDE
    shape = SafeString(
        f'<rect x="{x + 1}" y="{y + 1}" width="{TILE_SIDE - 2}" height="{TILE_SIDE - 2}" rx="5"/>'
        f'<text x="{x + TILE_SIDE // 2}" y="{y + 21}" aria-hidden="true">{escape(tile.abbreviation)}</text>'
    )
    if not cell:
        return format_html('<g class="{}" aria-hidden="true">{}</g>', classes, shape)
    said = _("belum ada data") if value is None else cell.get("said") or f"{thousands(value)}{unit}"
    name = f"{tile.abbreviation}, {cell['name']}: {said}"
    shape = format_html("<title>{}</title>{}", name, shape)
    if not cell.get("url"):
        return format_html('<g class="{}" role="img" aria-label="{}">{}</g>', classes, name, shape)
    return format_html('<a href="{}" class="{}" aria-label="{}">{}</a>', cell["url"], classes, name, shape)
