"""Why somebody stays without a mentor, and the cheapest change that would match him; each promise has been tried.

What is tried with the solver itself holds exactly: the same change, made for real, gives the same answer. What only
gives one learner further options needs no trial: when one of these mentors leads to a free seat, one more can be
matched than before, and only by a pair that this learner has not had (`leads_to_seat`).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from mentoring.matching.cohort import Cohort, Option
from mentoring.matching.solver import solve

#: So many further seats are tried at most, fewer in a large cohort: each trial is a whole matching.
TRIALS = 60
PAIRS_TRIED = 4_000_000


@dataclass(frozen=True)
class Seat:
    """One more seat with this mentor."""

    mentor: int


@dataclass(frozen=True)
class Leave:
    """A rule that no longer keeps the learner from the mentors whom it alone keeps from him; the best of them."""

    rule: str
    mentor: int


@dataclass(frozen=True)
class NewMentors:
    """So many new mentors in a place, who match so many learners more."""

    place: int
    count: int
    opens: int


Remedy = Seat | Leave | NewMentors


@dataclass(frozen=True)
class Barred:
    """Pairs that a rule forbids: for a learner and a mentor the rules that do, and the points it would be worth."""

    rules: Sequence[Mapping[int, tuple[str, ...]]]
    points: Mapping[tuple[int, int], int]


@dataclass(frozen=True)
class Place:
    """Where new mentors could be found: whom each could take, the prices of his seats, and who is near."""

    options: Sequence[Option]  # learner and points
    seats: Sequence[int]
    near: Collection[int]


def find_remedies(
    cohort: Cohort,
    chosen: Sequence[int | None],
    barred: Barred,
    *,
    leavable: Sequence[str],
    extendable: Mapping[int, int],
    places: Sequence[Place] = (),
) -> dict[int, Remedy]:
    """The cheapest change for each learner who stays unmatched; those whom no change helps are left out.

    leavable: the rules that may be given up, the easiest first. extendable: mentors who could take one more, with the
    price of that seat. The order of cost: an easy rule, a seat, the other rules, new mentors. The first of `leavable`
    counts as easy.
    """
    waiting = [learner for learner, mentor in enumerate(chosen) if mentor is None]
    open_mentors = leads_to_seat(cohort, chosen)
    found: dict[int, Remedy] = {}
    for rule in leavable[:1]:
        _leave(rule, waiting, barred, open_mentors, found)
    _seats(cohort, waiting, extendable, found)
    for rule in leavable[1:]:
        _leave(rule, waiting, barred, open_mentors, found)
    _new_mentors(cohort, chosen, waiting, places, found)
    return found


def with_seat(cohort: Cohort, mentor: int, price: int) -> Cohort:
    """The cohort with one more seat."""
    seats = list(cohort.seats)
    seats[mentor] = sorted([*seats[mentor], price])
    return replace(cohort, seats=seats)


def with_new_mentors(cohort: Cohort, place: Place, count: int) -> Cohort:
    """The cohort with new mentors in a place, all alike."""
    first = len(cohort.seats)
    options = [list(each) for each in cohort.options]
    for learner, points in place.options:
        if learner not in cohort.locked:
            options[learner] += [(first + number, points) for number in range(count)]
    return replace(cohort, options=options, seats=[*cohort.seats, *[list(place.seats)] * count])


def leads_to_seat(cohort: Cohort, chosen: Sequence[int | None]) -> set[int]:
    """The mentors with a free seat, or from whom somebody could move on until a free seat is reached."""
    used = [0] * len(cohort.seats)
    wanted_by: list[list[int]] = [[] for _ in cohort.seats]
    for learner, mentor in enumerate(chosen):
        if mentor is None:
            continue
        used[mentor] += 1
        if learner not in cohort.locked:
            for other, _points in cohort.options[learner]:
                wanted_by[other].append(mentor)
    todo = [mentor for mentor, prices in enumerate(cohort.seats) if used[mentor] < len(prices)]
    found = set(todo)
    while todo:
        for mentor in wanted_by[todo.pop()]:
            if mentor not in found:
                found.add(mentor)
                todo.append(mentor)
    return found


def _leave(rule: str, waiting: list[int], barred: Barred, open_mentors: set[int], found: dict[int, Remedy]) -> None:
    for learner in waiting:
        if learner in found:
            continue
        freed = [mentor for mentor, rules in barred.rules[learner].items() if set(rules) == {rule}]
        usable = [mentor for mentor in freed if mentor in open_mentors]
        if usable:
            best = max(usable, key=lambda mentor: (barred.points.get((learner, mentor), 0), -mentor))
            found[learner] = Leave(rule, best)


def _seats(cohort: Cohort, waiting: list[int], extendable: Mapping[int, int], found: dict[int, Remedy]) -> None:
    """Try one more seat with each mentor whom those still waiting may have, the most wanted first."""
    open_learners = [learner for learner in waiting if learner not in found]
    wanted: dict[int, int] = {}
    for learner in open_learners:
        for mentor, _points in cohort.options[learner]:
            if mentor in extendable:
                wanted[mentor] = wanted.get(mentor, 0) + 1
    pairs = sum(map(len, cohort.options))
    trials = min(TRIALS, 1 + PAIRS_TRIED // (pairs + 1))
    for mentor in sorted(wanted, key=lambda each: (-wanted[each], each))[:trials]:
        if all(learner in found for learner in open_learners):
            return
        chosen = solve(with_seat(cohort, mentor, extendable[mentor]))
        for learner in open_learners:
            if chosen[learner] is not None:
                found.setdefault(learner, Seat(mentor))


def _new_mentors(
    cohort: Cohort,
    chosen: Sequence[int | None],
    waiting: list[int],
    places: Sequence[Place],
    found: dict[int, Remedy],
) -> None:
    """Try as many new mentors in each place as the learners near it fill who have nothing else."""
    before = sum(mentor is not None for mentor in chosen)
    for number, place in enumerate(places):
        takes = {learner for learner, _points in place.options}
        here = [learner for learner in waiting if learner in place.near and learner in takes and learner not in found]
        if not here:
            continue
        count = -(-len(here) // len(place.seats))
        after = solve(with_new_mentors(cohort, place, count))
        opens = sum(mentor is not None for mentor in after) - before
        for learner in here:
            if after[learner] is not None:
                found[learner] = NewMentors(number, count, opens)
