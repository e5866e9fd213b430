"""The interval of an effect holds the truth as often as it says, and no effect is told of few."""

import numpy as np
import pytest

from evaluations.effect import effect


@pytest.mark.parametrize("truth", [0.0, 0.3])
def test_the_interval_holds_the_truth_in_nearly_all_runs(truth):
    draw = np.random.default_rng(20261122)
    held = 0
    for _ in range(500):
        # Unequal groups that vary unequally, as they do.
        found = effect(draw.normal(truth, 1.0, 40).tolist(), draw.normal(0.0, 1.6, 70).tolist())
        held += found.low <= truth <= found.high

    assert 0.93 <= held / 500 <= 0.98


@pytest.mark.parametrize("truth", [0.0, 0.3])
def test_the_interval_of_shares_holds_the_truth_too(truth):
    draw = np.random.default_rng(7)
    held = 0
    for _ in range(500):
        found = effect(
            draw.binomial(1, 0.3 + truth, 60).astype(float).tolist(), draw.binomial(1, 0.3, 90).astype(float).tolist()
        )
        held += found.low <= truth <= found.high

    assert held / 500 >= 0.93


def test_an_effect_of_few_is_not_told():
    assert effect([1.0, 2.0, 3.0, 4.0], [1.0] * 50) is None
    assert effect([1.0] * 50, [1.0, 2.0]) is None


def test_where_nobody_differs_there_is_no_interval():
    assert effect([1.0] * 9, [1.0] * 9) is None


def test_a_clear_difference_is_clear_and_none_is_not():
    assert effect([3.0, 4.0, 5.0, 4.0, 3.5, 4.5], [1.0, 1.5, 2.0, 1.0, 0.5, 1.2]).is_clear
    assert not effect([1.0, 2.0, 3.0, 4.0, 5.0], [1.1, 2.1, 2.9, 4.1, 5.0]).is_clear
