from dataclasses import replace

import pytest

from mentoring.matching import Barred, Cohort, Leave, NewMentors, Place, Seat, find_remedies, solve
from mentoring.matching.remedies import with_new_mentors, with_seat
from tests.mentoring.matching.cohorts import RULES, random_roster

LEAVABLE = RULES[:2]


def applied(cohort: Cohort, learner: int, remedy, barred: Barred, places) -> Cohort:
    """The cohort after a remedy, made the way it is made for real: everything is counted anew."""
    if isinstance(remedy, Seat):
        return with_seat(cohort, remedy.mentor, 20)
    if isinstance(remedy, NewMentors):
        return with_new_mentors(cohort, places[remedy.place], remedy.count)
    freed = [m for m, rules in barred.rules[learner].items() if set(rules) == {remedy.rule}]
    options = list(cohort.options)
    options[learner] = [*options[learner], *((m, barred.points[learner, m]) for m in freed)]
    return replace(cohort, options=options)


@pytest.mark.parametrize("block", range(4))
def test_every_remedy_that_is_promised_matches_the_learner_when_it_is_applied(block: int):
    broken, kinds = [], set()
    for seed in range(block * 60, block * 60 + 60):
        cohort, barred, places = random_roster(seed)
        chosen = solve(cohort)
        extendable = {mentor: 20 for mentor in range(len(cohort.seats)) if mentor % 3}
        found = find_remedies(
            cohort, chosen, barred, leavable=LEAVABLE, extendable=extendable, places=places if seed % 2 else []
        )
        before = sum(mentor is not None for mentor in chosen)
        for learner, remedy in found.items():
            after = solve(applied(cohort, learner, remedy, barred, places))
            gained = sum(mentor is not None for mentor in after) - before
            kinds.add(type(remedy))
            if after[learner] is None or gained < 1 or (isinstance(remedy, NewMentors) and gained != remedy.opens):
                broken.append((seed, learner, remedy))

    assert broken == []
    assert kinds == {Seat, Leave, NewMentors}


def test_a_rule_that_may_not_be_left_is_never_proposed():
    cohort = Cohort([[]], [[0]])

    found = find_remedies(cohort, [None], Barred([{0: ("kin",)}], {}), leavable=LEAVABLE, extendable={0: 0})

    assert found == {}


def test_an_easy_rule_comes_before_a_seat_and_a_seat_before_the_rest():
    barred = Barred([{}, {1: ("far",)}, {1: ("level",)}], {(1, 1): 3, (2, 1): 3})
    cohort = Cohort([[(0, 9)], [(0, 5)], [(0, 4)]], [[0], [0]])

    found = find_remedies(cohort, solve(cohort), barred, leavable=LEAVABLE, extendable={0: 0})

    assert found == {1: Leave("far", 1), 2: Leave("level", 1)}


def test_a_mentor_whose_mentees_could_move_on_counts_as_open():
    # The only seat that is free is with mentor 1; learner 0 would move there.
    cohort = Cohort([[(0, 9), (1, 1)], []], [[0], [0]])

    found = find_remedies(cohort, solve(cohort), Barred([{}, {0: ("far",)}], {}), leavable=LEAVABLE, extendable={})

    assert found == {1: Leave("far", 0)}


def test_new_mentors_say_how_many_they_match():
    cohort = Cohort([[], [], [], []], [])
    place = Place([(0, 5), (1, 5), (2, 5)], [0, 0], {0, 1, 2})

    found = find_remedies(cohort, solve(cohort), Barred([{}] * 4, {}), leavable=(), extendable={}, places=[place])

    assert found == {learner: NewMentors(0, 2, 3) for learner in range(3)}
