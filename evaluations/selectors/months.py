"""What one month of a unit came to, beyond counts: outcomes, waits, and what was kept of it. From a district up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import Exists, Func, JSONField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject

from accounts.sight import Sight, numbers
from core.prepared import Prepared
from evaluations.few import MEASURES
from evaluations.figures import GAIN_UNIT, MONTH, OUTCOME
from evaluations.models import RollupClosing, RollupMonth, RollupOutcome, RollupProgramme, RollupState, RollupWait
from evaluations.models.rollups import Step
from mentoring.models import Programme
from regions.enums import Tier
from regions.models import Unit

FLAGS = tuple(MEASURES)
# The results whose corrections are told (K9 to K12, K21), and the flag that hides each; means stay as they were kept.
LATE_RESULTS = {
    "goals_achieved": "hides_goals",
    "goals_partly": "hides_goals",
    "goals_missed": "hides_goals",
    "gain_people": "hides_gain",
    "rapport_mentees": "hides_rapport",
    "rapport_mentors": "hides_rapport_mentors",
    "reaction_people": "hides_reaction",
    "behaviour_people": "",
}


@dataclass(frozen=True)
class Wait:
    """How long pairings took to a step: a histogram of days, and how many have not got there (K7)."""

    days: Mapping[int, int] = field(default_factory=dict)
    waiting: int = 0

    @property
    def reached(self) -> int:
        """How many got there."""
        return sum(self.days.values())

    @property
    def median(self) -> float | None:
        """The median of the days; None when nobody got there."""
        ordered = [day for day, n in sorted(self.days.items()) for _ in range(n)]
        middle = len(ordered) // 2
        if not ordered:
            return None
        return float(ordered[middle]) if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


@dataclass(frozen=True)
class ProgrammeName:
    """A programme that counts something at a unit."""

    pk: int
    name: str


@dataclass(frozen=True)
class MonthStory:
    """One month of a unit. `outcome` None: below a district nobody counts it.

    `frozen`: the counts as they were kept for good. `now_known`: the same as counted today; where they differ, what
    came in later is a correction. `standing`: where things stood when the month was over; None where nobody kept it.
    """

    outcome: Mapping[str, int] | None = None
    waits: Mapping[str, Wait] = field(default_factory=dict)
    standing: Mapping[str, int] | None = None
    frozen: Mapping[str, int] | None = None
    now_known: Mapping[str, int] = field(default_factory=dict)
    outcome_known: Mapping[str, int] = field(default_factory=dict)

    @property
    def corrections(self) -> dict[str, int]:
        """What has come in since the month was frozen, by figure.

        Of results only what neither the frozen month nor the present one hides: a hidden figure moves unseen.
        """
        if self.frozen is None:
            return {}
        before, now = self.outcome or {}, self.outcome_known
        shown = [name for name, flag in LATE_RESULTS.items() if not (before.get(flag) or now.get(flag))]
        moved = {name: self.now_known.get(name, 0) - self.frozen.get(name, 0) for name in MONTH}
        moved |= {name: (now.get(name) or 0) - (before.get(name) or 0) for name in shown}
        return {name: by for name, by in moved.items() if by}


def goal_share(outcome: Mapping[str, int]) -> tuple[float, int]:
    """K9: goals reached, partly ones as a half, and goals that were due; dropped ones stand beside."""
    reached = outcome["goals_achieved"] + outcome["goals_partly"] / 2
    return reached, outcome["goals_achieved"] + outcome["goals_partly"] + outcome["goals_missed"]


def mean_gain(outcome: Mapping[str, int]) -> float | None:
    """K10: the mean over mentees of their mean rise in levels; None without any."""
    people = outcome["gain_people"]
    return outcome["gain_points"] / GAIN_UNIT / people if people else None


def mean_index(outcome: Mapping[str, int], points: str, people: str) -> float | None:
    """K11, K21: the mean over people of an index out of 100, or of its change; None without any."""
    return outcome[points] / GAIN_UNIT / outcome[people] if outcome[people] else None


class WholeRow(Func):
    """The row of the table to which a column belongs, as JSON. Naming forty columns costs more than reading them."""

    output_field = JSONField()

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> Any:  # type: ignore[override]
        """The alias of the table stands for its row."""
        (column,) = self.get_source_expressions()
        return f"to_jsonb({compiler.quote_name_unless_alias(column.alias)})", ()


def state_with_month(user: Any, unit: Unit, month: date) -> RollupState | None:
    """The state of the figures with all that is kept of a month of a unit, in one statement."""
    if unit.tier > Tier.DISTRICT:
        return RollupState.objects.first()
    found = _state_statement(Sight.of(user, unit), month).ask(numbers(user, unit))
    return found[0] if found else None


@lru_cache(maxsize=256)
def _state_statement(sight: Sight, month: date) -> Prepared[RollupState]:
    return Prepared(state_of_month(*sight.stand_ins(), month))


def state_of_month(user: Any, unit: Unit, month: date) -> QuerySet[RollupState]:
    """What `state_with_month` asks, as a queryset of one row at most."""
    here = {"unit": unit, "month": month}
    outcome = RollupOutcome.objects.for_user(user).totals().filter(**here)
    waits = RollupWait.objects.for_user(user).totals().filter(**here).order_by().values("month")
    known = RollupMonth.objects.for_user(user).totals().filter(**here)
    counted = RollupProgramme.objects.for_user(user).totals().filter(unit=unit, programme=OuterRef("pk"))
    names = Programme.objects.for_user(user).filter(Exists(counted)).order_by().annotate(all=Value(1)).values("all")
    kept = RollupClosing.objects.for_user(user).filter(**here)
    return RollupState.objects.annotate(
        outcome=Subquery(outcome.values(one=WholeRow("pk"))[:1]),
        waits=Subquery(waits.annotate(all=JSONBAgg(JSONObject(step="step", days="days", n="pairings"))).values("all")),
        known=Subquery(known.values(one=WholeRow("pk"))[:1]),
        kept=Subquery(kept.values(one=WholeRow("pk"))[:1]),
        programmes=Subquery(names.annotate(names=JSONBAgg(JSONObject(pk="pk", name="name"))).values("names")),
    ).order_by("pk")[:1]


def programmes_of(state: Any) -> list[ProgrammeName]:
    """The programmes that count something at the unit, by name, as far as the reader sees them."""
    found = getattr(state, "programmes", None) or []
    return sorted((ProgrammeName(**each) for each in found), key=lambda each: (each.name, each.pk))


def month_story(state: Any, unit: Unit, month: date) -> MonthStory:
    """What `state_with_month` has read, put in order."""
    if state is None or unit.tier > Tier.DISTRICT:
        return MonthStory()
    kept = state.kept or {}
    frozen = kept.get("figures")
    if frozen is None and state.frozen_until is not None and month < state.frozen_until:
        frozen = {}  # frozen, and nothing had happened
    waits = _histograms(state.waits or []) if frozen is None else _kept_histograms(frozen.get("waits", {}))
    outcome = (state.outcome if frozen is None else frozen) or {}
    return MonthStory(
        outcome={name: outcome.get(name) or 0 for name in (*OUTCOME, *FLAGS)},
        waits=waits,
        standing=kept.get("standing"),
        frozen=None if frozen is None else {name: frozen.get(name, 0) for name in MONTH},
        now_known=state.known or {},
        outcome_known=state.outcome or {},
    )


def _histograms(rows: list[dict[str, Any]]) -> dict[str, Wait]:
    found = {}
    for step in Step.values:
        days = {row["days"]: row["n"] for row in rows if row["step"] == step}
        waiting = days.pop(-1, 0)
        found[step] = Wait(days, waiting)
    return found


def _kept_histograms(kept: Mapping[str, Mapping[str, int]]) -> dict[str, Wait]:
    rows = [{"step": step, "days": int(day), "n": n} for step, days in kept.items() for day, n in days.items()]
    return _histograms(rows)
