"""The parts of a dashboard, put into words and ready to print: the template only lays them out.

What stands (coverage, dormancy, phases, women) is as of today; what happens (pairings, sessions, rhythm) is of
the chosen month.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any
from urllib.parse import quote, urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.enums import Role
from accounts.scoping import Scope
from core.templatetags.format import UNKNOWN, percent, ratio, short_date, signed, thousands
from dashboards.attention import LATE_LOGS_WARN, Item, Place, Situation, attention
from dashboards.indicators import (
    COVERAGE_STEPS,
    FROM,
    K2,
    K3,
    K3_WEAK,
    K4,
    K6,
    K16,
    MONTH,
    NOW,
    QUOTA,
    SMALL,
    Number,
    elsewhere,
    equality,
    late_logs,
    number,
)
from dashboards.selectors.board import BoardData
from dashboards.templatetags.figures import rows_of
from evaluations.selectors.months import ProgrammeName
from mentoring.enums import Phase
from mentoring.models import OrgGoal
from mentoring.party_settings import dormant_days
from regions.enums import Tier
from regions.models import Unit

STALE = timedelta(hours=24)
SPARK_MONTHS = 12
LATE_SHOWN = 6
Query = dict[str, str]


def board_url(unit: Unit, query: Query) -> str:
    """The address of a unit's dashboard, with what drilling down keeps."""
    address = reverse("dashboards:dashboard", args=[unit.code])
    return f"{address}?{urlencode(query)}" if query else address


def month_name(month: date) -> str:
    """«November 2026»."""
    return date_format(month, "F Y")


def linked(sentence: str, shown: Number) -> SafeString:
    """A sentence whose «%(n)s» is a number that opens its rows."""
    before, _mark, after = sentence.partition("%(n)s")
    return format_html("{}{}{}", before, rows_of(shown), after)


@dataclass(frozen=True)
class Head:
    """Title, line of ancestors, freshness, the months to choose from, and the link to share."""

    title: str
    trail: list[dict[str, str]]
    computed_at: datetime | None
    is_stale: bool
    drift: int
    months: list[dict[str, Any]]
    month: str
    is_present: bool
    share_url: str
    report_urls: tuple[str, str]
    programmes: list[ProgrammeName]
    programme: ProgrammeName | None


def head(data: BoardData, scope: Scope, address: str, query: Query) -> Head:
    """`address` is the absolute address of the page. Ancestors outside the scope have no link."""
    title = _("Dasbor nasional") if data.unit.tier == Tier.NATIONAL else data.unit.full_name
    state = data.state
    return Head(
        title=title,
        trail=[
            {"label": unit.full_name, "url": board_url(unit, query) if scope.covers(unit) else ""}
            for unit in data.trail
        ],
        computed_at=state.computed_at if state else None,
        is_stale=state is not None and timezone.now() - state.computed_at > STALE,
        drift=state.drift if state else 0,
        months=[
            {"value": f"{month:%Y-%m}", "label": month_name(month), "chosen": month == data.month}
            for month in reversed(data.months)
        ],
        month=month_name(data.month),
        is_present=data.month == data.months[-1],
        report_urls=(
            reverse("dashboards:report", args=[data.unit.code, f"{data.month:%Y-%m}"]),
            reverse("dashboards:report_sheet", args=[data.unit.code, f"{data.month:%Y-%m}"]),
        ),
        programmes=data.programmes,
        programme=data.programme,
        share_url=f"https://wa.me/?text={quote(f'{title} {address}', safe='')}",
    )


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


def loads(data: BoardData) -> dict[str, Any] | None:
    """K17: mentors by what they carry, and what all of them carry of what they can without strain."""
    labels = {
        "mentors_idle": _("Tanpa binaan"),
        "mentors_light": _("Di bawah beban wajar"),
        "mentors_busy": _("Beban wajar"),
        "mentors_full": _("Di batas"),
    }
    mentors, load, soft = (data.now[name] for name in ("mentors_active", "mentors_load", "mentors_soft"))
    if not mentors:
        return None
    shown = [number(NOW[name], data.now, data.asked) for name in labels]
    parts = {"share": ratio(load, soft), "load": thousands(load), "soft": thousands(soft)}
    return {
        "maximum": max(each.count for each in shown),
        "steps": [
            {
                "label": labels[each.figure],
                "count": each.count,
                "url": each.url,
                "figure": each.figure,
                "share": percent(Decimal(100) * each.count / mentors) if mentors >= SMALL else "",
            }
            for each in shown
        ],
        "finding": _("Beban wajar terpakai %(share)s: %(load)s binaan, %(soft)s tempat.") % parts,
    }


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


def goals(found: Sequence[OrgGoal]) -> list[dict[str, Any]]:
    """K18: how far each goal of a programme is on its way; a fall may be meant, so nothing is clipped."""
    return [
        {
            "label": format_html('<a href="{}">{}</a>', programme_url(goal), goal.statement),
            "told": UNKNOWN if goal.reached is None else percent(100 * goal.reached),
            "share": None if goal.reached is None else min(max(100 * goal.reached, Decimal(0)), Decimal(100)),
            "made_of": [_way(goal)],
        }
        for goal in found
    ]


def programme_url(goal: OrgGoal) -> str:
    """The page of the programme that a goal belongs to."""
    return reverse("mentoring:programme", args=[goal.programme_id])


def _way(goal: OrgGoal) -> str:
    parts = {name: _amount(getattr(goal, name)) for name in ("baseline", "actual", "target")}
    parts |= {"measure": goal.measure, "day": short_date(goal.due_on)}
    if goal.actual is None:
        return _("belum diukur; dari %(baseline)s ke %(target)s %(measure)s sampai %(day)s") % parts
    return _("%(actual)s; dari %(baseline)s ke %(target)s %(measure)s sampai %(day)s") % parts


def _amount(value: Decimal | None) -> str:
    return UNKNOWN if value is None else number_format(value.normalize(), use_l10n=True)


def lacking(data: BoardData) -> list[dict[str, Any]]:
    """What rows of active members lack, for the secretariat that keeps them."""
    if data.role != Role.SECRETARIAT:
        return []
    labels = {"nik": _("Tanpa NIK"), "phone": _("Tanpa nomor HP"), "birth": _("Tanpa tanggal lahir")}
    members = data.now["members_active"]
    shown = {name: number(NOW[f"members_no_{name}"], data.now, data.asked) for name in labels}
    return [
        {
            "label": label,
            "told": ratio(shown[name].count, members),
            "share": Decimal(100) * shown[name].count / members if members else None,
            "made_of": [linked(_("%(n)s kader aktif"), shown[name])],
        }
        for name, label in labels.items()
    ]


def women(data: BoardData) -> list[dict[str, Any]]:
    """K16: the share of women in each group, against the line of thirty per cent."""
    found = []
    for indicator in K16:
        share = indicator.share(data.now)
        part, base = number(indicator.part, data.now, data.asked), number(indicator.base[0], data.now, data.asked)
        found.append(
            {
                "label": indicator.label,
                "told": ratio(part.count, base.count),
                "share": share,
                "is_low": share is not None and share < QUOTA,
                "made_of": [linked("%(n)s", part), linked(_("dari %(n)s"), base)],
            }
        )
    return found


def to_do(data: BoardData, role: Role, query: Query) -> list[Item]:
    """What needs somebody, the worst first."""
    places = [Place(child.full_name, board_url(child, query), data.now_of(child)) for child in data.children]
    return attention(Situation(role, data.asked, data.now, data.this_month, places, data.boards, data.is_own))


def is_empty(data: BoardData) -> bool:
    """Whether nobody is registered and nothing has ever run."""
    return not any(data.now[name] for name in NOW) and not any(any(data.series(name)) for name in MONTH)
