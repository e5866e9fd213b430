"""The four indicators on top: K1, K2, K4 and K6."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.templatetags.format import ratio, signed, thousands
from dashboards.indicators import (
    K2,
    K6,
    MONTH,
    Number,
    number,
)
from dashboards.panels.words import linked
from dashboards.selectors.board import BoardData
from mentoring.party_settings import dormant_days

SPARK_MONTHS = 12


@dataclass(frozen=True)
class Change:
    """The last months of a figure, and how it moved since the month before."""

    series: Sequence[int]
    by: int

    def told(self, *, rising_is_good: bool = True) -> dict[str, str]:
        """Delta, tone and icon; nothing when it stayed the same."""
        if not self.by:
            return {}
        rose = self.by > 0
        return {
            "delta": signed(self.by),
            "delta_tone": "good" if rose == rising_is_good else "bad",
            "delta_icon": "trending-up" if rose else "trending-down",
        }


@dataclass(frozen=True)
class Card:
    """One indicator: its value with its rows, the last months, and the change since the month before."""

    label: str
    value: str
    number: Number
    note: SafeString | str
    series: Sequence[int]
    tone: str = "brand"
    delta: str = ""
    delta_tone: str = ""
    delta_icon: str = ""


def cards(data: BoardData) -> list[Card]:
    """K1, K2, K4 and K6; of one programme without K2, since nobody is a cadre of a programme."""
    cards = (_running, _coverage, _held, _dormant)
    return [card(data) for card in cards if card is not _coverage or data.programme is None]


def _running(data: BoardData) -> Card:
    shown, change = number(MONTH["pairings_active"], data.this_month, data.asked), _change(data, "pairings_active")
    return Card(
        _("Pasangan aktif"), thousands(shown.count), shown, _since(data, change), change.series, **change.told()
    )


def _coverage(data: BoardData) -> Card:
    covered, willing = (number(figure, data.now, data.asked) for figure in (K2.part, *K2.base))
    change = _change(data, "mentees_active", standing=True)
    note = linked(_("%(n)s bersedia"), willing)
    if change.by:
        note = format_html("{} · {}", _("binaan"), note)
    elif len(data.months) > 1:
        note = format_html("{} · {}", _unchanged_since(data.months[-2]), note)
    value = ratio(covered.count, willing.count)
    return Card(_("Cakupan mentor"), value, covered, note, change.series, **change.told())


def _held(data: BoardData) -> Card:
    """A month that still runs is not measured against a whole one: the whole one is told beside it."""
    held, missed = (number(MONTH[name], data.this_month, data.asked) for name in ("sessions_held", "sessions_missed"))
    change = _change(data, "sessions_held")
    if data.month == data.months[-1]:
        before, change = data.months[-2], replace(change, by=0)
        count = data.figures.month_of(data.unit.pk, before)["sessions_held"]
        since = _("%(month)s %(count)s") % {"month": date_format(before, "F"), "count": thousands(count)}
    else:
        since = _since(data, change)
    note = format_html("{} · {}", since, linked(_("%(n)s batal/absen"), missed))
    return Card(_("Sesi terlaksana"), thousands(held.count), held, note, change.series, **change.told())


def _dormant(data: BoardData) -> Card:
    shown, change = number(K6.part, data.now, data.asked), _change(data, "pairings_dormant", standing=True)
    note = _("tidak ada yang aktif")
    if data.now["pairings_active"]:
        note = _("%(share)s pasangan aktif") % {"share": ratio(*K6.counts(data.now))}
    same = [_unchanged_since(month) for month in data.months[-2:-1]]
    return Card(
        _("Dorman > %(n)d hari") % {"n": dormant_days()},
        thousands(shown.count),
        shown,
        f"· {note}" if change.by else " · ".join(filter(None, [*same, note])),
        change.series,
        tone="bad" if shown.count else "brand",
        **change.told(rising_is_good=False),
    )


def _change(data: BoardData, name: str, *, standing: bool = False) -> Change:
    """What stands is told up to today, what happens up to the chosen month."""
    series = data.series(name, until=data.months[-1] if standing else data.month)
    return Change(series[-SPARK_MONTHS:], series[-1] - series[-2] if len(series) > 1 else 0)


def _since(data: BoardData, change: Change) -> str:
    """«dari Oktober», beside a delta; or that nothing changed."""
    before = [month for month in data.months if month < data.month]
    if not before:
        return ""
    return _("dari %(month)s") % {"month": date_format(before[-1], "F")} if change.by else _unchanged_since(before[-1])


def _unchanged_since(month: date) -> str:
    return _("tetap dibanding %(month)s") % {"month": date_format(month, "F")}
