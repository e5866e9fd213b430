"""How well a mentor fits a cadre: a grade of 0 to 100 per factor, weighted into whole points. Pure.

Inputs are needs and strengths by competency, the places of both, levels, languages, free times and the mentor's load.
Religion, ethnicity and photo are not among them, and nothing here could carry them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from mentoring.enums import Factor, Reach
from mentoring.rules.conflicts import Person

#: Grades by distance: the same unit, village, district, regency, province, elsewhere.
NEARNESS = (100, 90, 70, 40, 15, 0)
SAME_UNIT, SAME_VILLAGE, SAME_DISTRICT, SAME_REGENCY, SAME_PROVINCE, ELSEWHERE = range(6)
FARTHEST = {
    Reach.DISTRICT: SAME_DISTRICT,
    Reach.REGENCY: SAME_REGENCY,
    Reach.PROVINCE: SAME_PROVINCE,
    Reach.ANYWHERE: ELSEWHERE,
}
#: Grades by how many levels the mentor stands above the cadre; still higher is 50.
LEVEL = {0: 30, 1: 100, 2: 100, 3: 70}
HIGHEST_STRENGTH = 5
LONGEST_WAIT = 180  # days; longer counts no more


class Place(NamedTuple):
    """Where somebody belongs: ids of the units above him, None below his own tier."""

    unit: int | None = None
    village: int | None = None
    district: int | None = None
    regency: int | None = None
    province: int | None = None


@dataclass(frozen=True)
class Learner:
    """What counts of a cadre. `needs` are gaps by competency; empty or None where nobody knows."""

    member: int
    person: Person
    place: Place
    wish: str = ""
    goes_farther: bool = False
    days_waiting: int = 0
    needs: Mapping[str, int] = field(default_factory=dict)
    languages: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Candidate:
    """What counts of a mentor. `load` are his mentees and the offers he has not answered."""

    mentor: int
    member: int
    person: Person
    place: Place
    gender: str = ""
    load: int = 0
    soft_capacity: int = 3
    capacity: int = 5
    strengths: Mapping[str, int] = field(default_factory=dict)
    languages: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()

    @property
    def room(self) -> int:
        """How many more he may carry."""
        return max(0, self.capacity - self.load)


class Part(NamedTuple):
    """One factor of a score: points out of how many, and the facts for its sentence. Points are None if unknown."""

    factor: str
    points: int | None
    of: int
    detail: Any = None


def distance(one: Place, other: Place) -> int:
    """How far two places are apart: 0 the same unit … 5 different provinces."""
    for steps, (mine, theirs) in enumerate(zip(one, other, strict=True)):
        if mine is not None and mine == theirs:
            return steps
    return ELSEWHERE


def score(learner: Learner, mentor: Candidate, weights: Mapping[str, int]) -> list[Part]:
    """The parts of a pair's score, in the order of the factors; a factor with weight 0 is left out."""
    grades = {
        Factor.NEEDS: _needs(learner, mentor),
        Factor.NEARNESS: _nearness(learner, mentor),
        Factor.LEVEL: _level(learner, mentor),
        Factor.LANGUAGE: _shared(learner.languages, mentor.languages, enough=1),
        Factor.TIME: _shared(learner.times, mentor.times, enough=2),
        Factor.LOAD: _load(mentor),
        Factor.WAITING: (100 * min(learner.days_waiting, LONGEST_WAIT) // LONGEST_WAIT, learner.days_waiting),
    }
    return [
        Part(factor.value, None if grade is None else weights[factor] * grade // 100, weights[factor], detail)
        for factor, (grade, detail) in grades.items()
        if weights[factor]
    ]


def points_of(parts: list[Part]) -> int:
    """The sum of the known parts."""
    return sum(part.points or 0 for part in parts)


def seat_prices(mentor: Candidate, weight: int) -> list[int]:
    """What each further mentee of a mentor costs: his load weighs more with every one, so that mentees spread."""
    return [weight * taken // mentor.soft_capacity for taken in range(mentor.room)]


Grade = tuple[int | None, Any]


def _needs(learner: Learner, mentor: Candidate) -> Grade:
    if not learner.needs or not mentor.strengths:
        return None, None
    gaps = sum(learner.needs.values())
    met = sum(gap * mentor.strengths.get(competency, 0) for competency, gap in learner.needs.items())
    strong = [competency for competency in learner.needs if mentor.strengths.get(competency, 0) >= HIGHEST_STRENGTH - 1]
    return 100 * met // (HIGHEST_STRENGTH * gaps) if gaps else 0, sorted(strong)


def _nearness(learner: Learner, mentor: Candidate) -> Grade:
    steps = distance(learner.place, mentor.place)
    return NEARNESS[steps], steps


def _level(learner: Learner, mentor: Candidate) -> Grade:
    above = mentor.person.level - learner.person.level
    return (0 if above < 0 else LEVEL.get(above, 50)), above


def _shared(mine: frozenset[str], theirs: frozenset[str], *, enough: int) -> Grade:
    if not mine or not theirs:
        return None, None
    shared = mine & theirs
    return 100 * min(len(shared), enough) // enough, sorted(shared)


def _load(mentor: Candidate) -> Grade:
    free = max(0, mentor.soft_capacity - mentor.load)
    return 100 * free // mentor.soft_capacity, [mentor.load, mentor.capacity]
