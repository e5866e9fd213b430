"""Random cohorts, and the slow truth beside the solver."""

import random
from collections.abc import Iterator

from mentoring.matching import Barred, Cohort, Place, value_of

RULES = ("far", "level", "kin")


def random_cohort(seed: int, *, most: int = 7, mentors: int = 5, chance: float = 0.5) -> Cohort:
    """A small cohort with seats that run out, ties, and now and then a locked pair."""
    dice = random.Random(seed)
    learners, count = dice.randint(1, most), dice.randint(1, mentors)
    spread = dice.choice([1, 3, 10, 100])
    options = [
        [(mentor, dice.randrange(spread)) for mentor in range(count) if dice.random() < chance] for _ in range(learners)
    ]
    seats = [sorted(dice.randrange(30) for _ in range(dice.choice([0, 1, 1, 1, 2, 3]))) for _ in range(count)]
    room = [len(prices) for prices in seats]
    locked = {}
    for learner, known in enumerate(options):
        if known and dice.random() < 0.15:
            mentor = dice.choice(known)[0]
            if room[mentor]:
                room[mentor] -= 1
                locked[learner] = mentor
    return Cohort(options, seats, locked)


def best_by_trying(cohort: Cohort) -> tuple[int, int]:
    """The value of the best decision, by trying all of them."""
    return max(value_of(cohort, chosen) for chosen in _decisions(cohort, [], [len(each) for each in cohort.seats]))


def _decisions(cohort: Cohort, begun: list[int | None], room: list[int]) -> Iterator[list[int | None]]:
    learner = len(begun)
    if learner == len(cohort.options):
        yield begun
        return
    known = [cohort.locked[learner]] if learner in cohort.locked else [mentor for mentor, _ in cohort.options[learner]]
    for mentor in known:
        if room[mentor]:
            room[mentor] -= 1
            yield from _decisions(cohort, [*begun, mentor], room)
            room[mentor] += 1
    if learner not in cohort.locked:
        yield from _decisions(cohort, [*begun, None], room)


def random_roster(seed: int) -> tuple[Cohort, Barred, list[Place]]:
    """A cohort of up to 40 learners with too few seats, pairs that rules forbid, and places for new mentors."""
    dice = random.Random(seed)
    learners, mentors = dice.randint(5, 40), dice.randint(2, 10)
    options: list[list[tuple[int, int]]] = []
    rules: list[dict[int, tuple[str, ...]]] = []
    points: dict[tuple[int, int], int] = {}
    for learner in range(learners):
        against = {m: tuple(rule for rule in RULES if dice.random() < 0.45) for m in range(mentors)}
        worth = {m: dice.randrange(40) for m in range(mentors)}
        options.append([(m, worth[m]) for m in range(mentors) if not against[m]])
        rules.append({m: found for m, found in against.items() if found})
        points |= {(learner, m): worth[m] for m in range(mentors)}
    seats = [list(range(0, 5 * dice.randint(0, 4), 5)) for _ in range(mentors)]
    halves = [range(0, learners, 2), range(1, learners, 2)]
    places = [Place([(learner, dice.randrange(40)) for learner in half], [0, 0, 0], set(half)) for half in halves]
    return Cohort(options, seats), Barred(rules, points), places
