"""What came of a partnership: who took part, how diverse they are, sessions held, goals met.

Counted as the system, over the activities of partnerships that the caller has asked about: leaders and the partner
himself read counts of people whom they may not know. For them whatever stands on fewer than five people is hidden, and
what would give it away (`evaluations.suppression`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q

from accounts.models import User, today
from cadres.enums import Gender
from cadres.rules import age_on
from core.context import jobs_context
from evaluations.suppression import LEAST, hidden_cells
from mentoring.enums import HELD_STATES
from mentoring.models import Session
from partnerships.models import Activity, ActivityCadre, PartnerGoal, Partnership
from regions.models import Unit

#: Until this age a cadre counts as young (UU 40/2009 on youth: 16 to 30).
YOUNG_UNTIL = 30
ALL, WOMEN, MEN, YOUNG, OLDER = "all", "women", "men", "young", "older"


@dataclass(frozen=True)
class Reach:
    """Who took part, as counts; None where it is hidden."""

    people: int | None = 0
    women: int | None = 0
    young: int | None = 0
    districts: int | None = 0
    finished: int | None = 0


@dataclass
class Results:
    """What came of one partnership."""

    reach: Reach = field(default_factory=Reach)
    activities: int = 0
    by_kind: dict[str, int] = field(default_factory=dict)
    sessions: int = 0
    goals: int = 0
    goals_met: int = 0


def results_of(partnership: Partnership, *, hides_few: bool) -> Results:
    """The results of a partnership. `hides_few`: for whoever may not know the people themselves."""
    return results_by([partnership], hides_few=hides_few)[partnership.pk]


def results_by(partnerships: Iterable[Partnership], *, hides_few: bool) -> dict[int, Results]:
    """The results of some partnerships; four queries however many they are."""
    keys = [each.pk for each in partnerships]
    found = {pk: Results() for pk in keys}
    with jobs_context():
        activities = list(Activity.objects.filter(partnership__in=keys))
        people = _people(keys)
        for pk, met in _goals(keys):
            found[pk].goals += 1
            found[pk].goals_met += met
        sessions = _sessions(activities)
    for activity in activities:
        found[activity.partnership_id].activities += 1
        by_kind, kind = found[activity.partnership_id].by_kind, activity.get_kind_display()
        by_kind[kind] = by_kind.get(kind, 0) + 1
    for pk, results in found.items():
        results.reach = _reach(people.get(pk, {}), hides_few=hides_few)
        results.sessions = len(sessions.get(pk, ()))
    return found


def _people(keys: list[int]) -> dict[int, dict[int, tuple[str, Any, Any, bool]]]:
    """partnership → member → (gender, birth date, district, finished anything)."""
    found: dict[int, dict[int, tuple[str, Any, Any, bool]]] = {}
    rows = ActivityCadre.objects.filter(activity__partnership__in=keys).order_by("pk")
    columns = ("activity__partnership", "member", "member__gender", "member__birth_date", "member__district", "state")
    for pk, member, gender, born, district, state in rows.values_list(*columns):
        before = found.setdefault(pk, {}).get(member)
        done = state == "finished" or (before is not None and before[3])
        found[pk][member] = (gender, born, district, done)
    return found


def _goals(keys: list[int]) -> list[tuple[int, bool]]:
    return [(goal.partnership_id, goal.is_met) for goal in PartnerGoal.objects.filter(partnership__in=keys)]


def _sessions(activities: Iterable[Activity]) -> dict[int, set[int]]:
    """Meetings held in the programmes that partners carry, while they did, each once a partnership."""
    spans = [each for each in activities if each.programme_id]
    if not spans:
        return {}
    found: dict[int, set[int]] = {}
    rows = Session.objects.filter(pairing__programme__in=[each.programme_id for each in spans], state__in=HELD_STATES)
    for pk, programme, day in rows.values_list("pk", "pairing__programme", "held_on"):
        for span in spans:
            if span.programme_id == programme and day >= span.starts_on and (not span.ends_on or day <= span.ends_on):
                found.setdefault(span.partnership_id, set()).add(pk)
    return found


def _reach(people: Mapping[int, tuple[str, Any, Any, bool]], *, hides_few: bool) -> Reach:
    day = today()
    rows = list(people.values())
    women = sum(gender == Gender.FEMALE for gender, *_rest in rows)
    young = sum(bool(born) and age_on(born, day) <= YOUNG_UNTIL for _g, born, *_rest in rows)
    counts = {ALL: len(rows), WOMEN: women, MEN: len(rows) - women, YOUNG: young, OLDER: len(rows) - young}
    hidden = (
        hidden_cells(counts, {ALL: (WOMEN, MEN)}) | hidden_cells(counts, {ALL: (YOUNG, OLDER)}) if hides_few else ()
    )
    finished = sum(done for *_rest, done in rows)

    def told(cell: str) -> int | None:
        return None if cell in hidden else counts[cell]

    few = hides_few and ALL in hidden
    halves = hides_few and (0 < finished < LEAST or 0 < len(rows) - finished < LEAST)
    return Reach(
        told(ALL),
        None if few else told(WOMEN),
        None if few else told(YOUNG),
        None if few else len({district for *_a, district, _done in rows if district}),
        None if few or halves else finished,
    )


def partner_reach(user: User, unit: Unit, *, hides_few: bool) -> dict[str, int | None]:
    """For a dashboard: running partnerships of a unit and below, those that end soon, and cadres reached."""
    rows = Partnership.objects.for_user(user).within(unit).running()
    day = today()
    ending = Q(pk__in=Partnership.objects.ending(day).values("pk"))
    counts = rows.aggregate(running=Count("pk"), ending=Count("pk", filter=ending))
    with jobs_context():
        taken = ActivityCadre.objects.filter(activity__partnership__in=rows)
        by_partner = dict(taken.values_list("activity__partnership").annotate(n=Count("member", distinct=True)))
        people = taken.aggregate(n=Count("member", distinct=True))["n"]
    # What is hidden on the page of one partnership must not be left when the others are taken from the total.
    hidden = [n for n in by_partner.values() if 0 < n < LEAST]
    few = hides_few and (0 < people < LEAST or len(hidden) == 1 or 0 < sum(hidden) < LEAST)
    return {"running": counts["running"], "ending": counts["ending"], "people": None if few else people}
