import random

import pytest

from mentoring.matching import Cohort, solve, value_of
from tests.mentoring.matching.cohorts import best_by_trying, random_cohort


@pytest.mark.parametrize("block", range(5))
def test_solve_equals_trying_everything_on_random_cohorts(block: int):
    wrong = []
    for seed in range(block * 500, block * 500 + 500):
        cohort = random_cohort(seed)
        if value_of(cohort, solve(cohort)) != best_by_trying(cohort):
            wrong.append(seed)

    assert wrong == []


def test_solve_matches_one_more_before_it_counts_points():
    # The first learner's dear mentor is the second one's only one.
    cohort = Cohort([[(0, 100), (1, 1)], [(0, 100)]], [[0], [0]])

    assert solve(cohort) == [1, 0]


def test_solve_spreads_mentees_when_further_seats_are_dear():
    cohort = Cohort([[(0, 10), (1, 8)]] * 2, [[0, 5], [0, 5]])

    assert sorted(solve(cohort)) == [0, 1]


def test_solve_leaves_who_came_last_without_a_mentor_when_all_else_is_equal():
    cohort = Cohort([[(0, 7)]] * 3, [[0, 0]])

    assert solve(cohort) == [0, 0, None]


def test_solve_keeps_locked_pairs_whatever_they_cost():
    cohort = Cohort([[(0, 9)], [(0, 1), (1, 9)], [(1, 5)]], [[0], [0]], locked={1: 0})

    assert solve(cohort) == [None, 0, 1]


def test_solve_gives_the_same_answer_twice():
    answers = {tuple(solve(random_cohort(17, most=60, mentors=12))) for _ in range(3)}

    assert len(answers) == 1


def test_solve_handles_nobody_and_no_mentor():
    assert solve(Cohort([], [])) == []
    assert solve(Cohort([[], []], [])) == [None, None]
    assert solve(Cohort([[(0, 3)]], [[]])) == [None]


def test_solve_never_matches_a_planted_conflict():
    matched = 0
    for seed in range(1_000):
        dice = random.Random(seed)
        learners, mentors = dice.randint(2, 30), dice.randint(1, 10)
        forbidden = {(dice.randrange(learners), dice.randrange(mentors)) for _ in range(learners)}
        options = [
            [(mentor, dice.randrange(100)) for mentor in range(mentors) if (learner, mentor) not in forbidden]
            for learner in range(learners)
        ]
        chosen = solve(Cohort(options, [[0] * dice.randint(0, 4) for _ in range(mentors)]))
        matched += sum((learner, mentor) in forbidden for learner, mentor in enumerate(chosen))

    assert matched == 0


@pytest.mark.parametrize(
    ("options", "seats", "locked"),
    [
        ([[(0, 1)]], [[5, 1]], {}),
        ([[(0, 1)]], [[0], [0]], {0: 1}),
        ([[(0, 1)], [(0, 1)]], [[0]], {0: 0, 1: 0}),
    ],
    ids=["seats that become cheaper", "a locked pair that is forbidden", "more locked than seats"],
)
def test_cohort_refuses_what_cannot_be_decided(options, seats, locked):
    with pytest.raises(ValueError):
        Cohort(options, seats, locked)


@pytest.mark.parametrize(
    ("chosen", "locked"),
    [([0, 0], {}), ([1, None], {}), ([None, None], {0: 0})],
    ids=["more than seats", "a pair that is not allowed", "without the locked pair"],
)
def test_value_of_refuses_a_decision_that_is_not_allowed(chosen, locked):
    with pytest.raises(ValueError):
        value_of(Cohort([[(0, 1)], [(0, 1)]], [[0], [0]], locked), chosen)
