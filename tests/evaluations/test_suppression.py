"""An attacker with all that is shown and linear algebra finds no hidden figure, nor that of a group of few."""

import random
from itertools import combinations

import numpy as np
import pytest
from scipy.linalg import null_space

from evaluations.suppression import LEAST, hidden_cells


def tree(seed):
    """A random tree of totals, some of which have people of their own beside their children's."""
    draw, counts, parts = random.Random(seed), {}, {}

    def grow(name, depth):
        if depth == 0 or draw.random() < 0.15:
            counts[name] = draw.choice([0, 0, 1, 2, 3, 4, 5, 6, 9, 20])
            return
        below = [f"{name}.{n}" for n in range(draw.randint(1, 4))]
        for child in below:
            grow(child, depth - 1)
        if draw.random() < 0.4:
            below.append(f"{name}.own")
            counts[below[-1]] = draw.choice([0, 1, 4, 7])
        parts[name], counts[name] = below, sum(counts[child] for child in below)

    grow("nation", draw.randint(1, 3))
    return counts, parts


def freedom(parts, hidden):
    """The directions in which the hidden figures can differ while every sum and every shown figure stays."""
    order = sorted(hidden)
    sums = [
        [(cell in own) - (cell == total) for cell in order] for total, own in parts.items() if hidden & {total, *own}
    ]
    return order, null_space(np.array(sums, dtype=float)) if sums else np.eye(len(order))


def told(open_directions, wanted):
    """Whether a sum of hidden figures is the same in every direction that is left open."""
    return not np.any(np.abs(np.array(wanted) @ open_directions) > 1e-9)


@pytest.mark.parametrize("first", range(0, 400, 100))
def test_no_hidden_figure_can_be_worked_out(first):
    tried = 0
    for seed in range(first, first + 100):
        counts, parts = tree(seed)
        hidden = hidden_cells(counts, parts)
        order, directions = freedom(parts, hidden)

        for place, cell in enumerate(order):
            assert not told(directions, np.eye(len(order))[place]), (seed, cell)
            tried += 1
    assert tried > 100


def test_no_group_of_few_can_be_worked_out():
    tried = 0
    for seed in range(150):
        counts, parts = tree(seed)
        hidden = hidden_cells(counts, parts)
        order, directions = freedom(parts, hidden)
        few = [cell for cell in order if cell not in parts and counts[cell] < LEAST]

        for size in (1, 2, 3, 4):
            for group in combinations(few, size):
                if sum(counts[cell] for cell in group) < LEAST:
                    assert not told(directions, [cell in group for cell in order]), (seed, group)
                    tried += 1
    assert tried > 300


def test_what_is_few_is_hidden_and_nothing_is_shown_of_it_elsewhere():
    for seed in range(100):
        counts, parts = tree(seed)

        hidden = hidden_cells(counts, parts)

        assert {cell for cell, n in counts.items() if 0 < n < LEAST} <= hidden
        assert not any(counts[cell] == 0 for cell in hidden)


def test_hiding_only_what_is_few_would_be_worked_out():
    counts = {"city": 23, "a": 3, "b": 8, "c": 12}
    parts = {"city": ["a", "b", "c"]}
    _order, directions = freedom(parts, {"a"})

    assert told(directions, [1])
    assert hidden_cells(counts, parts) == {"a", "b"}


def test_two_that_are_few_together_are_joined_by_a_third():
    counts = {"city": 24, "a": 2, "b": 2, "c": 20}

    assert hidden_cells(counts, {"city": ["a", "b", "c"]}) == {"a", "b", "c"}


def test_a_total_of_few_takes_a_sister_along_and_that_sister_one_of_her_parts():
    counts = {"nation": 33, "p": 3, "p1": 3, "q": 10, "q1": 5, "q2": 5, "r": 20}
    parts = {"nation": ["p", "q", "r"], "p": ["p1"], "q": ["q1", "q2"]}

    assert hidden_cells(counts, parts) == {"p", "p1", "q", "q1"}


def test_where_nobody_is_few_everything_is_shown():
    assert hidden_cells({"city": 15, "a": 5, "b": 10, "c": 0}, {"city": ["a", "b", "c"]}) == frozenset()
