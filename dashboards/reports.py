"""The monthly report of a unit: one page and one sheet with the same figures, the same whenever it is asked for.

A month that is over tells where things stood on its last day and, once frozen, what had happened in it; nothing of it
depends on the day on which somebody reads it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from cadres.documents.pages import set_page
from cadres.spreadsheets.workbooks import write_workbook
from core.templatetags.format import UNKNOWN, percent, ratio, thousands
from dashboards import outcomes
from dashboards.indicators import (
    K2,
    K3,
    K3_WEAK,
    K4,
    K5,
    K8,
    K13,
    K16,
    SMALL,
    Indicator,
    elsewhere,
    equality,
)
from dashboards.panels import month_name
from dashboards.selectors.board import BoardData, board_data
from dashboards.selectors.months import ChildMonth, children_then
from evaluations.calendar import months_from
from evaluations.selectors.months import MonthStory, month_story, state_with_month
from regions.models import Unit

TEMPLATE = Path(__file__).with_name("report.typ")
MOST_LINES = 12  # units on the page; the sheet has all of them


@dataclass(frozen=True)
class Line:
    """An indicator: its value in the month and in the one before, and what it is made of."""

    code: str
    name: str
    value: str
    before: str
    made_of: str = ""


@dataclass(frozen=True)
class MonthReport:
    """Everything in a report, in words."""

    unit: Unit
    month: date
    state_of: str
    summary: str
    lines: list[Line]
    children_title: str
    children: list[ChildMonth]
    corrections: list[str]

    @property
    def title(self) -> str:
        """«Laporan pembinaan Kota Sorong»."""
        return _("Laporan pembinaan %(unit)s") % {"unit": self.unit.full_name}


@dataclass(frozen=True)
class _Month:
    """One month of the unit as far as it is known."""

    figures: Mapping[str, int] | None
    standing: Mapping[str, int] | None
    story: MonthStory


def month_report(user: User, unit: Unit, month: date) -> MonthReport:
    """The report of a month that is open or kept. The caller has made sure that the unit lies in the user's scope."""
    data = board_data(user, unit, month)
    is_present = month == data.months[-1]
    here = _Month(data.this_month, data.now if is_present else data.story.standing, data.story)
    before = _before(user, data)
    return MonthReport(
        unit=unit,
        month=month,
        state_of=_state_of(data, is_present=is_present),
        summary=_summary(here),
        lines=[*_standing(here, before), *_happened(here, before), *_results(here, before), *_waits(here, before)],
        children_title=_("Wilayah di bawahnya"),
        children=children_then(user, data),
        corrections=[str(line) for line in outcomes.corrections(data)],
    )


def _before(user: User, data: BoardData) -> _Month:
    """The month before; nothing known of one that is open no more."""
    month = months_from(data.month, -1)
    if month not in data.months:
        return _Month(None, None, MonthStory())
    story = month_story(state_with_month(user, data.unit, month), data.unit, month)
    figures = story.frozen if story.frozen is not None else data.figures.month_of(data.unit.pk, month)
    return _Month(figures, story.standing, story)


def _state_of(data: BoardData, *, is_present: bool) -> str:
    if is_present:
        return _("Bulan berjalan: angka masih berubah.")
    if data.story.frozen is not None:
        return _("Angka dibekukan 90 hari setelah bulan berakhir.")
    return _("Laporan terlambat masih dapat mengubah angka sampai 90 hari setelah bulan berakhir.")


def _summary(here: _Month) -> str:
    figures = here.figures or {}
    return _(
        "%(pairings)s pasangan aktif pada akhir bulan, %(held)s sesi terlaksana, irama ditepati %(rhythm)s,"
        " laporan tepat waktu %(logs)s."
    ) % {
        "pairings": thousands(figures["pairings_active"]),
        "held": thousands(figures["sessions_held"]),
        "rhythm": ratio(*K3.counts(figures)),
        "logs": ratio(*K5.counts(figures)),
    }


def _count(row: Mapping[str, int] | None, name: str) -> str:
    return UNKNOWN if row is None or name not in row else thousands(row[name])


def _share(row: Mapping[str, int] | None, indicator: Indicator) -> str:
    names = (indicator.part.name, *(figure.name for figure in indicator.base))
    return UNKNOWN if row is None or any(name not in row for name in names) else ratio(*indicator.counts(row))


def _parts(row: Mapping[str, int] | None, indicator: Indicator) -> str:
    if _share(row, indicator) == UNKNOWN or row is None:
        return ""
    part, base = indicator.counts(row)
    if base < SMALL:  # said already
        return ""
    return _("%(part)s dari %(base)s") % {"part": thousands(part), "base": thousands(base)}


def _standing(here: _Month, before: _Month) -> list[Line]:
    now, then = here.standing, before.standing
    lines = [Line("", _("Kader aktif"), _count(now, "members_active"), _count(then, "members_active"))]
    lines.append(Line("K2", str(K2.label), _share(now, K2), _share(then, K2), _parts(now, K2)))
    for each in K16:
        name = _("Perempuan: %(group)s") % {"group": str(each.label).lower()}
        lines.append(Line("K16", name, _share(now, each), _share(then, each), _parts(now, each)))
    load, load_then = (
        UNKNOWN if row is None or "mentors_soft" not in row else ratio(row["mentors_load"], row["mentors_soft"])
        for row in (now, then)
    )
    return [*lines, Line("K17", _("Beban mentor"), load, load_then)]


def _happened(here: _Month, before: _Month) -> list[Line]:
    now, then = here.figures, before.figures
    running = Line("K1", _("Pasangan aktif"), _count(now, "pairings_active"), _count(then, "pairings_active"))
    dormant, dormant_then = (
        UNKNOWN if row is None else ratio(row["pairings_dormant"], row["pairings_active"]) for row in (now, then)
    )
    shares = [
        Line(each.code, str(each.label), _share(now, each), _share(then, each), _parts(now, each))
        for each in (K3, K4, K5, K8, K13)
    ]
    signal, signal_then = (_signal(row) for row in (now, then))
    shares.append(Line("K19", _("Irama di sinyal sulit ÷ di tempat lain"), signal, signal_then, _parts(now, K3_WEAK)))
    return [running, Line("K6", _("Dorman pada akhir bulan"), dormant, dormant_then), *shares]


def _signal(row: Mapping[str, int] | None) -> str:
    """K19; unknown where fewer than ten meetings were due on one side."""
    if row is None or min(row["slots_due_weak"], elsewhere(row)[1]) < SMALL:
        return UNKNOWN
    return percent(equality(row))


def _results(here: _Month, before: _Month) -> list[Line]:
    codes = ("K9", "K10", "K11", "K12", "K14", "K20", "K21")
    now, then = (outcomes.result_rows(month.story.outcome) for month in (here, before))
    return [
        Line(
            code,
            row["label"],
            row["told"],
            then[place]["told"] if then else UNKNOWN,
            " ".join(map(str, row["made_of"])),
        )
        for place, (code, row) in enumerate(zip(codes, now, strict=False))
    ]


def _waits(here: _Month, before: _Month) -> list[Line]:
    lines = []
    for step, label in outcomes.step_labels().items():
        now, then = here.story.waits.get(step), before.story.waits.get(step)
        made_of = ""
        if now is not None and now.reached + now.waiting:
            parts = {"reached": thousands(now.reached), "waiting": thousands(now.waiting)}
            made_of = _("%(reached)s sudah, %(waiting)s belum") % parts
        value, earlier = (outcomes.days(wait.median if wait else None) for wait in (now, then))
        lines.append(Line("K7", label, value, earlier, made_of))
    return lines


# --- as files ---------------------------------------------------------------------------------------------------


def report_pdf(report: MonthReport) -> bytes:
    """The page."""
    shown = report.children[:MOST_LINES]
    rest = len(report.children) - len(shown)
    words = {
        "title": report.title,
        "month": month_name(report.month),
        "state": report.state_of,
        "summary": report.summary,
        "heads": [_("Indikator"), _("Nilai"), _("Bulan lalu"), _("Terdiri dari")],
        "lines": [[line.code, line.name, line.value, line.before, line.made_of] for line in report.lines],
        "children_title": report.children_title,
        "children_heads": child_heads(),
        "children": [each.told for each in shown],
        "rest": _("%(n)s wilayah lain ada di lembar XLSX.") % {"n": rest} if rest else "",
        "corrections": _("Masuk setelah dibekukan: %(what)s.") % {"what": ", ".join(report.corrections)}
        if report.corrections
        else "",
        "few": _("— belum ada data atau belum dicatat · – tidak ditampilkan karena kurang dari lima orang"),
        "signs": [_("Disusun oleh"), _("Mengetahui")],
    }
    return set_page(TEMPLATE, words)


def child_heads() -> list[str]:
    """The columns of the units below."""
    return [_("Wilayah"), _("Pasangan aktif"), _("Irama ditepati"), _("Sesi terlaksana"), _("Dorman")]


def report_xlsx(report: MonthReport) -> bytes:
    """The same figures as a sheet: the indicators, then the units below."""
    rows: list[list[Any]] = [[line.code, line.name, line.value, line.before, line.made_of] for line in report.lines]
    rows += [["", line, "", "", ""] for line in (report.state_of, *report.corrections)]
    rows += [[""] * 5, child_heads(), *(each.told for each in report.children)]
    heads = [_("Kode"), _("Indikator"), _("Nilai"), _("Bulan lalu"), _("Terdiri dari")]
    return write_workbook(heads, rows, title=f"{report.month:%Y-%m}")
