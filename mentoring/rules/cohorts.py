"""From people to numbers and back: which pairs are allowed and worth what, and what a decision says of each. Pure."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mentoring.enums import MOST_MENTEES, Factor, Format, Reach
from mentoring.matching import Barred, Cohort, Leave, NewMentors, Option, Remedy, Seat, find_remedies, solve
from mentoring.matching import Place as NewPlace
from mentoring.rules.conflicts import Person, broken_rules, shown_rule
from mentoring.rules.scores import (
    ELSEWHERE,
    FARTHEST,
    Candidate,
    Learner,
    Part,
    distance,
    points_of,
    score,
    seat_prices,
)

FAR, WISH, BEFORE, ROTATION = "far", "wish", "before", "rotation"
#: Rules that somebody may give up, the easiest first: the cadre goes farther, or thinks his wish over; the parents
#: agree; the coordinator above waives the level. R1 to R5 are never proposed.
LEAVABLE = (FAR, WISH, "R6", "R7")
BEST = 5
Progress = Callable[[int], None]


@dataclass(frozen=True)
class Roster:
    """Everybody whom a run is about. Learners stand in the order of their waiting."""

    learners: Sequence[Learner]
    mentors: Sequence[Candidate]
    weights: Mapping[str, int]
    reach: str = Reach.REGENCY
    ties: Mapping[frozenset[int], frozenset[str]] = field(default_factory=dict)
    waived: Collection[tuple[int, int, str]] = frozenset()  # (learner, mentor's member, rule)
    before: Collection[tuple[int, int]] = frozenset()  # (learner, mentor's member): it has not worked out between them
    rotated: Collection[tuple[int, int]] = frozenset()  # (learner, mentor's member): together long enough (DOMAIN §5)
    locked: Mapping[int, int] = field(default_factory=dict)  # learner's member → mentor
    new_capacity: tuple[int, int] = (3, 5)  # soft and hard, of a mentor who is still to be found


@dataclass(frozen=True)
class Finding:
    """What is decided for one learner: his mentor, the best for him alone, or why nobody and what would help."""

    learner: Learner
    mentor: Candidate | None
    points: int
    is_locked: bool
    options: list[tuple[Candidate, list[Part]]]
    obstacles: dict[str, int]
    remedy: dict[str, Any]


def barriers(roster: Roster, learner: Learner, mentor: Candidate) -> list[str]:
    """The rules that forbid a pair: R1–R7, the wish, the reach, what has not worked out, and rotation."""
    between = roster.ties.get(frozenset((learner.member, mentor.member)), ())
    broken = broken_rules(learner.person, mentor.person, between, Format.ONE_TO_ONE)
    found = [code for code in broken if (learner.member, mentor.member, code) not in roster.waived]
    if learner.wish and learner.wish != mentor.gender:
        found.append(WISH)
    if distance(learner.place, mentor.place) > FARTHEST[Reach(roster.reach)] + learner.goes_farther:
        found.append(FAR)
    if (learner.member, mentor.member) in roster.before:
        found.append(BEFORE)
    if (learner.member, mentor.member) in roster.rotated:
        found.append(ROTATION)
    return found


def decide(roster: Roster, progress: Progress = lambda done: None) -> list[Finding]:
    """The best whole of a roster and what it says of each learner, in their order."""
    book = _Book(roster, progress)
    chosen = solve(book.cohort)
    remedies = book.remedies(chosen)
    return [book.finding(number, chosen[number], remedies.get(number)) for number in range(len(roster.learners))]


class _Book:
    """A roster as a cohort, with what is needed to read the answer."""

    def __init__(self, roster: Roster, progress: Progress) -> None:
        self.roster = roster
        self.number_of = {mentor.mentor: number for number, mentor in enumerate(roster.mentors)}
        self.parts: dict[tuple[int, int], list[Part]] = {}
        self.rules: list[dict[int, tuple[str, ...]]] = []
        self.points: dict[tuple[int, int], int] = {}
        options: list[list[Option]] = []
        for number, learner in enumerate(roster.learners):
            options.append(self._read(number, learner))
            progress(number + 1)
        self.options = options
        weight = roster.weights[Factor.LOAD]
        self.cohort = Cohort(options, [seat_prices(mentor, weight) for mentor in roster.mentors], self._locked(options))

    def _read(self, number: int, learner: Learner) -> list[Option]:
        """The learner's options; of the pairs that a rule forbids, the rules. Nothing beyond the next tier."""
        allowed: list[Option] = []
        against: dict[int, tuple[str, ...]] = {}
        horizon = min(FARTHEST[Reach(self.roster.reach)] + 1, ELSEWHERE)
        for at, mentor in enumerate(self.roster.mentors):
            if mentor.member == learner.member or distance(learner.place, mentor.place) > horizon:
                continue
            points = points_of(score(learner, mentor, self.roster.weights))
            rules = barriers(self.roster, learner, mentor)
            if rules:
                against[at] = tuple(rules)
                if len(rules) == 1:
                    self.points[number, at] = points
            else:
                allowed.append((at, points))
        self.rules.append(against)
        return allowed

    def _locked(self, options: Sequence[Sequence[Option]]) -> dict[int, int]:
        """The locked pairs that still may be: a rule, a pause or a full mentor may have overtaken a lock."""
        room = Counter({at: mentor.room for at, mentor in enumerate(self.roster.mentors)})
        found = {}
        for number, learner in enumerate(self.roster.learners):
            at = self.number_of.get(self.roster.locked.get(learner.member, -1))
            if at is not None and room[at] > 0 and at in dict(options[number]):
                room[at] -= 1
                found[number] = at
        return found

    def remedies(self, chosen: Sequence[int | None]) -> dict[int, Remedy]:
        """The cheapest change for each who stays unmatched."""
        if None not in chosen:
            return {}
        weight = self.roster.weights[Factor.LOAD]
        extendable = {
            at: weight * mentor.room // mentor.soft_capacity
            for at, mentor in enumerate(self.roster.mentors)
            if mentor.capacity < MOST_MENTEES and mentor.load <= mentor.capacity
        }
        self.places = self._places(chosen)
        return find_remedies(
            self.cohort,
            chosen,
            Barred(self.rules, self.points),
            leavable=LEAVABLE,
            extendable=extendable,
            places=[each.place for each in self.places],
        )

    def _places(self, chosen: Sequence[int | None]) -> list["_NewMentor"]:
        """Where new mentors would help: in each district of somebody unmatched, such as those there could have."""
        near: dict[int, list[int]] = {}
        for number, mentor in enumerate(chosen):
            place = self.roster.learners[number].place
            unit = place.district or place.unit
            if mentor is None and unit is not None:
                near.setdefault(unit, []).append(number)
        return [self._new_mentor(unit, numbers) for unit, numbers in near.items()]

    def _new_mentor(self, unit: int, near: list[int]) -> "_NewMentor":
        learners = self.roster.learners
        candidate = new_mentor(self.roster, unit, [learners[number] for number in near])
        options = [
            (number, points_of(score(learner, candidate, self.roster.weights)))
            for number, learner in enumerate(learners)
            if not barriers(self.roster, learner, candidate)
        ]
        prices = seat_prices(candidate, self.roster.weights[Factor.LOAD])
        return _NewMentor(unit, candidate, NewPlace(options, prices, frozenset(near)))

    def finding(self, number: int, at: int | None, remedy: Remedy | None) -> Finding:
        """What is told of one learner."""
        learner, roster = self.roster.learners[number], self.roster
        best = sorted(self.options[number], key=lambda option: (-option[1], option[0]))[:BEST]
        known = [mentor for mentor, _points in best]
        if at is not None and at not in known:
            known = [*known[: BEST - 1], at]
        options = [(roster.mentors[each], score(learner, roster.mentors[each], roster.weights)) for each in known]
        mentor = None if at is None else roster.mentors[at]
        obstacles: Counter[str] = Counter()
        if mentor is None:
            # Each mentor once a rule, by the name that pages may show: no count tells of a report (R5).
            obstacles.update(
                rule for rules in self.rules[number].values() for rule in {shown_rule(each) for each in rules}
            )
            if self.options[number]:
                obstacles["full"] = len(self.options[number])
        return Finding(
            learner=learner,
            mentor=mentor,
            points=0 if at is None else dict(self.options[number])[at],
            is_locked=number in self.cohort.locked,
            options=options,
            obstacles=dict(obstacles.most_common()),
            remedy=self._told(remedy),
        )

    def _told(self, remedy: Remedy | None) -> dict[str, Any]:
        """A remedy with keys of the registry for the numbers of the solver."""
        if isinstance(remedy, Seat):
            mentor = self.roster.mentors[remedy.mentor]
            return {"kind": "seat", "mentor": mentor.mentor, "from": mentor.capacity, "to": mentor.capacity + 1}
        if isinstance(remedy, Leave):
            return {"kind": "leave", "rule": remedy.rule, "mentor": self.roster.mentors[remedy.mentor].mentor}
        if isinstance(remedy, NewMentors):
            new = self.places[remedy.place]
            facts = {"unit": new.unit, "level": new.candidate.person.level, "gender": new.candidate.gender}
            return {"kind": "new", **facts, "count": remedy.count, "opens": remedy.opens}
        return {}


@dataclass(frozen=True)
class _NewMentor:
    """A mentor who is still to be found, and what he would bring."""

    unit: int
    candidate: Candidate
    place: NewPlace


def new_mentor(roster: Roster, unit: int, learners: Sequence[Learner]) -> Candidate:
    """Whom some learners of a district lack: a mentor there, a level above all, of the gender most wish for."""
    wishes = Counter(learner.wish for learner in learners if learner.wish)
    soft, capacity = roster.new_capacity
    return Candidate(
        mentor=0,
        member=0,
        person=Person(level=1 + max(learner.person.level for learner in learners)),
        place=learners[0].place._replace(unit=unit, village=None),
        gender=wishes.most_common(1)[0][0] if wishes else "",
        soft_capacity=soft,
        capacity=capacity,
    )
