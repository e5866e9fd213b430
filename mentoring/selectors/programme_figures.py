"""The indicators of one programme (DOMAIN §13 K1–K3, K7–K10, K13, K18), as plain parts that can be kept as JSON.

The period is the programme's: from its first day to its last, or to the day that is asked for where that is earlier.
Of K1 and K2 the end of the period is the day its evaluation began, since nobody is active once it may close.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from statistics import mean, median
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Sum

from accounts.models import User
from cadres.enums import MemberStatus
from cadres.models import Member
from mentoring.enums import (
    LEARNERS,
    Category,
    DiagnosticState,
    GoalState,
    PairingState,
    ProgrammeState,
    Round,
)
from mentoring.models import (
    AgreementSignature,
    Diagnostic,
    DiagnosticLevel,
    Goal,
    OrgGoal,
    Pairing,
    PairingParticipant,
    PairingTransition,
    Plan,
    Programme,
)
from mentoring.rules.few import may_tell
from mentoring.selectors.office import cadence_rows

LONG_ENOUGH = timedelta(days=30)
GOAL_WEIGHTS = {GoalState.ACHIEVED: 1.0, GoalState.PARTLY: 0.5, GoalState.MISSED: 0.0}
Figures = dict[str, dict[str, Any]]


def programme_figures(programme: Programme, user: User, today: date) -> Figures:
    """Every indicator of a programme up to a day: counts and medians, never a name. About 17 queries + 1 a month.

    K9 and K10, which dashboards hide where few stand behind them, are None where `rules.few` says so: leaders read the
    report, and may not learn from it what the dashboard of the unit keeps to itself.
    """
    last = min(programme.ends_on, today)
    pairings = Pairing.objects.for_user(user).filter(programme=programme)
    at_end = min(last, _evaluation_began(programme, last))
    around = pairings | Pairing.objects.for_user(user).within(programme.unit)
    goals = Goal.objects.filter(pairing__in=_formal(around), agreed_at__isnull=False)
    return {
        "k1": {"value": pairings.active_at_end_of(at_end).count(), "on": at_end.isoformat()},
        "k2": _coverage(programme, user, pairings, at_end),
        "k3": _cadence(pairings, programme.starts_on, today),
        "k7": _speed(pairings),
        "k8": _baselines(pairings, today),
        "k9": _plans(programme, goals),
        "k10": _gain(programme, goals),
        "k13": _completion(pairings),
    }


def goal_figures(programme: Programme) -> list[dict[str, Any]]:
    """The organisational goals with how far each was reached (K18): not clipped, a fall may be meant."""
    goals = OrgGoal.objects.filter(programme=programme).order_by("due_on", "pk")
    return [
        {
            "statement": goal.statement,
            "measure": goal.measure,
            "baseline": float(goal.baseline),
            "target": float(goal.target),
            "actual": None if goal.actual is None else float(goal.actual),
            "due_on": goal.due_on.isoformat(),
            "reached": None if goal.reached is None else round(float(goal.reached), 4),
        }
        for goal in goals
    ]


def _evaluation_began(programme: Programme, otherwise: date) -> date:
    moves = programme.transitions.filter(to_value=ProgrammeState.EVALUATING)
    at: datetime | None = moves.aggregate(at=Max("at"))["at"]
    return at.astimezone(programme.unit.zone).date() if at else otherwise


def _coverage(programme: Programme, user: User, pairings: QuerySet[Pairing], day: date) -> dict[str, int]:
    """K2: distinct active mentees of the programme among the unit's active cadres who opted in."""
    active = Pairing.objects.filter(pk__in=pairings.values("pk")).active_at_end_of(day)
    learners = PairingParticipant.objects.filter(pairing__in=active.values("pk"), role__in=LEARNERS)
    willing = Member.objects.for_user(user).within(programme.unit)
    return {
        "part": learners.aggregate(n=Count("member", distinct=True))["n"],
        "base": willing.filter(status=MemberStatus.ACTIVE, wants_mentoring=True).count(),
    }


def _months(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = (month + timedelta(days=32)).replace(day=1)


def _cadence(pairings: QuerySet[Pairing], first: date, today: date) -> dict[str, int]:
    """K3: slots kept of those fully elapsed."""
    over, due, kept = today - timedelta(days=1), 0, 0
    for month in _months(first, over):
        sums = cadence_rows(pairings, month, over).aggregate(all_due=Sum("due"), all_kept=Sum("kept"))
        due, kept = due + (sums["all_due"] or 0), kept + (sums["all_kept"] or 0)
    return {"part": kept, "base": due}


def _speed(pairings: QuerySet[Pairing]) -> dict[str, dict[str, float | int | None]]:
    """K7: median days from the last yes to agreement, locked baseline and agreed plan; the unfinished apart."""
    yes = PairingTransition.objects.filter(pairing__in=pairings.values("pk"), to_value=PairingState.ACCEPTED)
    accepted = dict(yes.values_list("pairing").annotate(at=Min("at")))
    keys = list(accepted)
    agreed = AgreementSignature.objects.filter(pairing__in=keys, agreement__version=1)
    locked = Diagnostic.objects.filter(
        pairing__in=keys, round=Round.BASELINE, state=DiagnosticState.LOCKED, set_aside_at=None
    )
    planned = Plan.objects.filter(pairing__in=keys, agreed_at__isnull=False)
    reached = {
        "agreement": dict(agreed.order_by().values_list("pairing").annotate(at=Max("signed_at"))),
        "baseline": dict(locked.order_by().values_list("pairing").annotate(at=Max("locked_at"))),
        "plan": dict(planned.order_by().values_list("pairing").annotate(at=Max("agreed_at"))),
    }
    return {name: _median_days(accepted, moments) for name, moments in reached.items()}


def _median_days(since: dict[int, datetime], until: dict[int, datetime]) -> dict[str, float | int | None]:
    days = [(until[key] - began).total_seconds() / 86400 for key, began in since.items() if key in until]
    return {"median": round(median(days), 1) if days else None, "n": len(days), "open": len(since) - len(days)}


def _baselines(pairings: QuerySet[Pairing], today: date) -> dict[str, int]:
    """K8: learners with a locked baseline, of those in formal pairings that ran for thirty days."""
    long = pairings.exclude(category=Category.PERSONAL).filter(active_on__lte=today - LONG_ENOUGH)
    long = long.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=F("active_on") + LONG_ENOUGH))
    learners = PairingParticipant.objects.filter(pairing__in=long.values("pk"), role__in=LEARNERS, left_at=None)
    locked = Diagnostic.objects.filter(
        learner__in=learners.values("pk"), round=Round.BASELINE, state=DiagnosticState.LOCKED, set_aside_at=None
    )
    return {"part": locked.aggregate(n=Count("learner", distinct=True))["n"], "base": learners.count()}


def _formal(pairings: QuerySet[Pairing]) -> QuerySet[Pairing, Any]:
    return pairings.exclude(category=Category.PERSONAL).values("pk")


def _people(programme: Programme, goals: QuerySet[Goal]) -> tuple[int, list[int]]:
    """How many people stand behind goals: those of a programme, and those of each other one."""
    people = goals.order_by().values_list("pairing__programme").annotate(n=Count("learner__member", distinct=True))
    found: dict[int, int] = dict(people)
    return found.pop(programme.pk, 0), list(found.values())


def _plans(programme: Programme, goals: QuerySet[Goal]) -> dict[str, float | None]:
    """K9: achieved 1, partly ½, missed 0; those dropped stand beside. None where few stand behind it."""
    own, others = _people(programme, goals.filter(state__in=GOAL_WEIGHTS))
    if own and not may_tell(own, others):
        return dict.fromkeys(("part", "base", "dropped", "open"))
    mine = goals.filter(pairing__programme=programme).order_by()
    states = dict(mine.values_list("state").annotate(n=Count("pk")))
    settled = {state: states.get(state, 0) for state in GOAL_WEIGHTS}
    return {
        "part": sum(GOAL_WEIGHTS[state] * n for state, n in settled.items()),
        "base": sum(settled.values()),
        "dropped": states.get(GoalState.DROPPED, 0),
        "open": states.get(GoalState.AGREED, 0),
    }


def _measured(*rounds: Round) -> QuerySet[DiagnosticLevel]:
    return DiagnosticLevel.objects.filter(
        diagnostic__state=DiagnosticState.LOCKED,
        diagnostic__set_aside_at=None,
        diagnostic__round__in=rounds,
        agreed_level__isnull=False,
    )


def _gain(programme: Programme, goals: QuerySet[Goal]) -> dict[str, float | int | None]:
    """K10: mean rise on planned competencies per mentee, and the rise as a part of what was missing to the target.

    None where few stand behind it, their number too: an average of a few tells on each of them.
    """
    same = {"learner": OuterRef("learner"), "competency": OuterRef("competency")}
    risen = goals.filter(*(Exists(_measured(each).filter(**same)) for each in (Round.BASELINE, Round.FINAL)))
    if not may_tell(*_people(programme, risen)):
        return dict.fromkeys(("mean", "part", "base", "n"))
    planned: dict[int, set[str]] = defaultdict(set)
    for learner, competency in risen.filter(pairing__programme=programme).values_list("learner", "competency"):
        planned[learner].add(competency)
    rows = (
        _measured(Round.BASELINE, Round.FINAL)
        .filter(learner__in=list(planned))
        .values_list("learner", "competency", "diagnostic__round", "agreed_level", "target")
    )
    levels: dict[tuple[int, str], dict[str, tuple[int, int]]] = defaultdict(dict)
    for learner, competency, each, level, target in rows:
        if competency in planned[learner] and level is not None:
            levels[learner, competency][each] = (level, target)
    return _risen(levels.items())


def _risen(levels: Iterable[tuple[tuple[int, str], dict[str, tuple[int, int]]]]) -> dict[str, float | int | None]:
    rises: dict[int, list[int]] = defaultdict(list)
    gained = possible = 0
    for (learner, _competency), rounds in levels:
        before, after, target = rounds[Round.BASELINE][0], rounds[Round.FINAL][0], rounds[Round.BASELINE][1]
        rises[learner].append(after - before)
        if before < target:
            gained, possible = gained + after - before, possible + target - before
    return {
        "mean": round(mean(mean(each) for each in rises.values()), 2),
        "part": gained,
        "base": possible,
        "n": len(rises),
    }


def _completion(pairings: QuerySet[Pairing]) -> dict[str, int]:
    """K13: completed among all that ran and ended."""
    ended = dict(pairings.order_by().values_list("state").annotate(n=Count("pk")))
    done = ended.get(PairingState.COMPLETED, 0)
    return {
        "part": done,
        "base": done + ended.get(PairingState.ENDED_EARLY, 0) + ended.get(PairingState.REMATCHED, 0),
    }
