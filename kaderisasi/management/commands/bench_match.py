"""How long the best whole of a cohort takes, with how much memory; beside mentor-match."""

import random
import resource
import sys
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from mentoring.enums import Factor
from mentoring.matching import Cohort, solve, value_of
from mentoring.rules.cohorts import Roster, decide
from mentoring.rules.conflicts import Person
from mentoring.rules.scores import Candidate, Learner, Place

MEGABYTES = 500
#: name, learners, mentors, pairs of each learner (0: all), seats (0: 1 to 5), limit in seconds
CASES = (
    ("500 × 500, all pairs, 1 to 5 seats", 500, 500, 0, 0, 1),
    ("500 × 500, all pairs, 1 seat", 500, 500, 0, 1, 1),
    ("10,000 × 2,500, 20 pairs each, 4 seats", 10_000, 2_500, 20, 4, 10),
    ("10,000 × 2,500, 20 pairs each, too few seats", 10_000, 2_500, 20, 3, 10),
)
WEIGHTS = dict.fromkeys(Factor.values, 15)


class Command(BaseCommand):
    """Needs no database and no demonstration. Look at the load before at the figures."""

    help = "Times the solver and a whole run against their limits; exit code 1 over one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--beside", action="store_true", help="also mentor-match, on 100 × 100 (pip install mentor-match)"
        )
        parser.add_argument("--size", type=int, default=100, help="of the cohort that mentor-match gets, up to 500")

    def handle(self, *args: Any, beside: bool, size: int, **options: Any) -> None:
        if beside and not 1 <= size <= 500:
            raise CommandError("--size is between 1 and 500.")
        is_over = False
        for name, learners, mentors, pairs, seats, limit in CASES:
            cohort = random_cohort(learners, mentors, pairs, seats)
            begun = time.process_time()
            chosen = solve(cohort)
            spent = time.process_time() - begun
            matched, points = value_of(cohort, chosen)
            is_over |= self._say(name, spent, limit, f"{matched:,} matched, {points:,} points")
        roster = random_roster(1_000, 250)
        begun = time.process_time()
        found = decide(roster)
        spent = time.process_time() - begun
        helped = sum(bool(each.remedy) for each in found)
        told = f"{sum(each.mentor is not None for each in found):,} matched, {helped:,} of the rest with a remedy"
        is_over |= self._say("a run of 1,000 × 250: scores, rules, remedies", spent, 60, told)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        self.stdout.write(f"{'memory':48} {memory:8} MB  limit {MEGABYTES} MB")
        if beside:
            self._beside(size)
        if is_over or memory > MEGABYTES:
            sys.exit(1)

    def _say(self, name: str, spent: float, limit: float, told: str) -> bool:
        self.stdout.write(f"{name:48} {spent:8.2f} s   limit {limit:3} s   {told}")
        return spent > limit

    def _beside(self, size: int) -> None:
        """The same points for both, one mentee for each mentor: mentor-match knows neither seats nor locks."""
        try:
            theirs, their_points = mentor_match(size)
        except ImportError as error:
            raise CommandError("mentor-match is installed apart: .venv/bin/pip install mentor-match.") from error
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        cohort = random_cohort(size, size, 0, 1)
        begun = time.process_time()
        points = value_of(cohort, solve(cohort))[1]
        ours = time.process_time() - begun
        for name, spent, reached in (("ours", ours, points), ("mentor-match", theirs, their_points)):
            self.stdout.write(f"{f'{size} × {size}, {name}':48} {spent:8.2f} s   {reached:,} points")
        self.stdout.write(f"{'times as long as ours; memory':48} {theirs / max(ours, 0.001):8.0f}     {memory} MB")


def random_cohort(learners: int, mentors: int, pairs: int, seats: int) -> Cohort:
    """A cohort in which near mentors are wanted by the same learners."""
    dice = random.Random(learners + pairs + seats)
    options = [
        [(at, dice.randrange(100)) for at in (sorted(dice.sample(range(mentors), pairs)) if pairs else range(mentors))]
        for _ in range(learners)
    ]
    return Cohort(options, [[0] * (seats or dice.randint(1, 5)) for _ in range(mentors)])


def random_roster(learners: int, mentors: int) -> Roster:
    """People of one regency with ten districts; a sixth of the mentors' places are taken, and places are short."""
    dice = random.Random(7)

    def place() -> Place:
        district = dice.randint(1, 10)
        return Place(district * 100 + dice.randint(1, 9), None, district, 7, 9)

    def learner(at: int) -> Learner:
        wish, days = dice.choice(["", "", "female"]), dice.randrange(300)
        return Learner(at, Person(dice.randrange(3), 30), place(), wish, days_waiting=days)

    def mentor(at: int) -> Candidate:
        gender = dice.choice(["female", "male"])
        return Candidate(at, 100_000 + at, Person(dice.randint(1, 3), 40), place(), gender, load=at % 4)

    everybody = [learner(at + 1) for at in range(learners)], [mentor(at + 1) for at in range(mentors)]
    return Roster(*everybody, WEIGHTS)


def mentor_match(size: int) -> tuple[float, int]:
    """Seconds and points of mentor-match on the cohort of that size, people made as its documentation shows."""
    from matching.mentee import Mentee
    from matching.mentor import Mentor
    from matching.process import process_data

    points = [dict(options) for options in random_cohort(size, size, 0, 1).options]

    class Points:
        """A rule that gives a pair its points; its people are numbered by their addresses."""

        def apply(self, match: Any) -> int:
            return points[number(match.mentee)][number(match.mentor)]

        evaluate = apply

    def number(person: Any) -> int:
        return int(person.email.split("@")[0])

    # Who carries the same address counts as the same person.
    mentors = [Mentor(email=f"{at}@mentor", grade=1) for at in range(size)]
    mentees = [Mentee(email=f"{at}@mentee", grade=1) for at in range(size)]
    begun = time.process_time()
    process_data(mentors, mentees, [[Points()]])
    spent = time.process_time() - begun
    return spent, sum(points[number(each)][number(each.mentors[0])] for each in mentees if each.mentors)
