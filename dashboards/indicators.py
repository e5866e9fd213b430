"""The indicators (DOMAIN §13): what a number is called, which figures it is made of, and which list shows its rows.

One table for the page and for the test that opens every number: a figure names its column in the roll-up and
the list whose total is that number.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from evaluations.models.rollups import Step
from mentoring.enums import Phase

QUOTA = 30  # per cent of women that party law and DOMAIN §6 ask for
COVERAGE_STEPS = (40, 55, 70, 85)
LOW_COVERAGE = 55
ACTIVE = {"status": "active"}
SMALL = 10  # below this base a share is told as «3 dari 7» and compared with nothing


@dataclass(frozen=True)
class Asked:
    """What a list is asked for: a unit, a month by its first day, the day of the standing figures, and a programme.

    Whether the reader may know how much a mentor carries (`sees_load`), who has answered (`sees_raters`), and what the
    row of a member lacks (`keeps_register`, DOMAIN §9).
    """

    code: str
    month: date
    as_of: date
    programme: int | None = None
    sees_load: bool = True
    sees_raters: bool = True
    keeps_register: bool = True


@dataclass(frozen=True)
class Figure:
    """A count: its column, whether it belongs to a month, and the address of its rows.

    `total` names the data attribute of the list that holds the same number.
    """

    name: str
    url: Callable[[Asked], str]
    monthly: bool = False
    total: str = "total"


@dataclass(frozen=True)
class Number:
    """A figure with its value, ready for a page. Without an address where its rows may not be read."""

    figure: str
    count: int
    url: str


@cache
def _path(url_name: str) -> str:
    return reverse(url_name)


def _list(url_name: str, **filters: str | Callable[[Asked], str]) -> Callable[[Asked], str]:
    """The address of a list. A page asks for a hundred of them, so what never changes is written once."""
    parts = [f"&{name}={quote(value)}" if isinstance(value, str) else (name, value) for name, value in filters.items()]

    def build(asked: Asked) -> str:
        rest = "".join(part if isinstance(part, str) else f"&{part[0]}={quote(part[1](asked))}" for part in parts)
        if asked.programme and url_name in OF_PROGRAMME:
            rest += f"&program={asked.programme}"
        return f"{_path(url_name)}?wilayah={quote(asked.code)}{rest}"

    return build


def _month(asked: Asked) -> str:
    return f"{asked.month:%Y-%m}"


def _day(asked: Asked) -> str:
    return asked.as_of.isoformat()


def _members(**filters: str) -> Callable[[Asked], str]:
    return _list("dashboards:members", **filters)


def _lacking(what: str) -> Callable[[Asked], str]:
    """Active members whose row lacks something; only their secretariat may ask who."""
    address = _members(**ACTIVE, kurang=what)
    return lambda asked: address(asked) if asked.keeps_register else ""


def _pairings(**filters: str | Callable[[Asked], str]) -> Callable[[Asked], str]:
    return _list("mentoring:pairings", **filters)


def _load(how: str) -> Callable[[Asked], str]:
    """Mentors by what they carry; leaders count them and do not see who."""
    address = _list("mentoring:mentors", status="active", beban=how)
    return lambda asked: address(asked) if asked.sees_load else ""


def _raters(what: str) -> Callable[[Asked], str]:
    """Who stands behind a figure of answers: coordinators know who was asked, others only how many."""
    address = _list("dashboards:raters", bulan=_month, ukuran=what)
    return lambda asked: address(asked) if asked.sees_raters else ""


# The lists that may be of one programme.
OF_PROGRAMME = {"mentoring:pairings", "mentoring:cadence", "mentoring:sessions"}
WILLING = {"status": "active", "bersedia": "ya"}
WOMEN = {"jenis": "female"}
PHASE_STATUS = {Phase.PREPARATION: "waiting", Phase.ORIENTATION: "accepted"}

_weak = _list("mentoring:cadence", bulan=_month, sampai=_day, sinyal="sulit")

_NOW = (
    Figure("members_active", _members(**ACTIVE)),
    Figure("members_women", _members(**ACTIVE, **WOMEN)),
    Figure("members_willing", _members(**WILLING)),
    Figure("members_applied", _members(status="applied")),
    Figure("members_no_nik", _lacking("nik")),
    Figure("members_no_phone", _lacking("hp")),
    Figure("members_no_birth", _lacking("lahir")),
    Figure("mentees_active", _members(dampingan="ya")),
    Figure("mentees_willing", _members(**WILLING, dampingan="ya")),
    Figure("mentees_women", _members(dampingan="ya", **WOMEN)),
    Figure("mentors_active", _list("mentoring:mentors", **ACTIVE)),
    Figure("mentors_women", _list("mentoring:mentors", **ACTIVE, **WOMEN)),
    Figure("mentors_idle", _load("kosong")),
    Figure("mentors_light", _load("ringan")),
    Figure("mentors_busy", _load("wajar")),
    Figure("mentors_full", _load("penuh")),
    Figure("officers_active", _list("dashboards:officers")),
    Figure("officers_women", _list("dashboards:officers", **WOMEN)),
    Figure("pairings_waiting", _pairings(status="waiting")),
    Figure("pairings_active", _pairings(**ACTIVE)),
    Figure("pairings_dormant", _pairings(**ACTIVE, dorman=_day)),
    *(
        Figure(f"phase_{phase}", _pairings(status=PHASE_STATUS.get(phase, "active"), fase=phase.value))
        for phase in Phase
    ),
)
_MONTH = (
    Figure("pairings_active", _pairings(aktif_per=_month), monthly=True),
    Figure("slots_due", _list("mentoring:cadence", bulan=_month, sampai=_day), monthly=True, total="due"),
    Figure("slots_kept", _list("mentoring:cadence", bulan=_month, sampai=_day), monthly=True, total="kept"),
    Figure("slots_due_weak", _weak, monthly=True, total="due"),
    Figure("slots_kept_weak", _weak, monthly=True, total="kept"),
    Figure("sessions_held", _list("mentoring:sessions", bulan=_month, hasil="held"), monthly=True),
    Figure("sessions_missed", _list("mentoring:sessions", bulan=_month, hasil="missed"), monthly=True),
    Figure("logs_due", _list("mentoring:sessions", bulan=_month, laporan="jatuh", sampai=_day), monthly=True),
    Figure("logs_on_time", _list("mentoring:sessions", bulan=_month, laporan="tepat", sampai=_day), monthly=True),
    Figure("baselines_due", _pairings(aktif_per=_month, rubrik="wajib", sampai=_day), monthly=True),
    Figure("baselines_locked", _pairings(aktif_per=_month, rubrik="terkunci", sampai=_day), monthly=True),
    Figure("endings_all", _pairings(rencana_selesai=_month), monthly=True),
    Figure("endings_completed", _pairings(rencana_selesai=_month, status="completed"), monthly=True),
)
STEPS = {Step.AGREEMENT: "kesepakatan", Step.BASELINE: "rubrik", Step.PLAN: "rencana"}
REACHED = {step: Figure(f"reached_{step}", _pairings(diterima=_month, capai=word)) for step, word in STEPS.items()}
NOT_YET = {step: Figure(f"not_yet_{step}", _pairings(diterima=_month, belum=word)) for step, word in STEPS.items()}
_OUTCOME = (
    Figure("rapport_mentees", _raters("kedekatan"), monthly=True),
    Figure("rapport_mentors", _raters("kedekatan_mentor"), monthly=True),
    Figure("reaction_invited", _raters("reaksi_diminta"), monthly=True),
    Figure("reaction_people", _raters("reaksi"), monthly=True),
    Figure("behaviour_people", _raters("perilaku"), monthly=True),
)
NOW = {figure.name: figure for figure in _NOW}
MONTH = {figure.name: figure for figure in _MONTH}
OUTCOME = {figure.name: figure for figure in _OUTCOME}
# At a phase or further: no column, the sum of several.
FROM = {phase: Figure(f"from_{phase}", _pairings(fase_dari=phase.value)) for phase in Phase}
# Due and not written in time: no column, the difference of two.
LATE_LOGS = Figure(
    "logs_late", _list("mentoring:sessions", bulan=_month, laporan="terlambat", sampai=_day), monthly=True
)
# Willing and waiting: no column, the difference of two.
WAITING_FOR_MENTOR = Figure("members_waiting", _members(**WILLING, dampingan="tidak"))


@dataclass(frozen=True)
class Indicator:
    """A share of one figure in others, with its name. Without a base it is unknown, never 0 %."""

    code: str
    label: Any
    part: Figure
    base: tuple[Figure, ...]

    def counts(self, row: Mapping[str, int]) -> tuple[int, int]:
        """Part and base in a row of figures."""
        return row[self.part.name], sum(row[figure.name] for figure in self.base)

    def share(self, row: Mapping[str, int]) -> Decimal | None:
        """Per cent; None without a base."""
        part, base = self.counts(row)
        return Decimal(100) * part / base if base else None


K2 = Indicator("K2", _("Cakupan"), NOW["mentees_willing"], (NOW["members_willing"],))
K3 = Indicator("K3", _("Irama ditepati"), MONTH["slots_kept"], (MONTH["slots_due"],))
K3_WEAK = Indicator("K3", _("Irama di distrik sinyal sulit"), MONTH["slots_kept_weak"], (MONTH["slots_due_weak"],))
K4 = Indicator("K4", _("Sesi terlaksana"), MONTH["sessions_held"], (MONTH["sessions_held"], MONTH["sessions_missed"]))
K5 = Indicator("K5", _("Laporan tepat waktu"), MONTH["logs_on_time"], (MONTH["logs_due"],))
K8 = Indicator("K8", _("Rubrik awal lengkap"), MONTH["baselines_locked"], (MONTH["baselines_due"],))
K13 = Indicator("K13", _("Ketuntasan"), MONTH["endings_completed"], (MONTH["endings_all"],))
K6 = Indicator("K6", _("Dorman"), NOW["pairings_dormant"], (NOW["pairings_active"],))
K16 = tuple(
    Indicator("K16", label, NOW[f"{who}_women"], (NOW[f"{who}_active"],))
    for who, label in (
        ("members", _("Kader")),
        ("mentees", _("Kader dampingan")),
        ("mentors", _("Mentor")),
        ("officers", _("Pengurus")),
    )
)


def number(figure: Figure, row: Mapping[str, int], asked: Asked) -> Number:
    """A figure of a row with the list it opens."""
    return Number(figure.name, row[figure.name], figure.url(asked))


def late_logs(row: Mapping[str, int], asked: Asked) -> Number:
    """Logs that were due and came late, or are not there yet (K5's remainder)."""
    return Number(LATE_LOGS.name, row["logs_due"] - row["logs_on_time"], LATE_LOGS.url(asked))


def elsewhere(row: Mapping[str, int]) -> tuple[int, int]:
    """K3 outside the districts of weak signal: kept and due."""
    return row["slots_kept"] - row["slots_kept_weak"], row["slots_due"] - row["slots_due_weak"]


def equality(row: Mapping[str, int]) -> Decimal | None:
    """K19: the cadence kept where the signal is weak, as per cent of that elsewhere; None unless both are known."""
    here, (kept, due) = K3_WEAK.share(row), elsewhere(row)
    return here * due / kept if here is not None and kept else None


def waiting_for_mentor(row: Mapping[str, int], asked: Asked) -> Number:
    """Members who want to be mentored and are not (K2's remainder)."""
    waiting = row["members_willing"] - row["mentees_willing"]
    return Number(WAITING_FOR_MENTOR.name, waiting, WAITING_FOR_MENTOR.url(asked))
