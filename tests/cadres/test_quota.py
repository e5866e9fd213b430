"""The women's quota purely: 1–12 × rules × orders (DOMAIN §6)."""

from itertools import combinations

import pytest

from cadres.elections.quota import Rule, empty_blocks, judge, women_needed

UP, HALF = Rule("up"), Rule("half")
NEEDED = {
    ("up", True): [0, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4],
    ("up", False): [1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4],
    ("half", True): [0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4],
    ("half", False): [0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4],
}


@pytest.mark.parametrize(("rounding", "single_exempt"), NEEDED)
def test_women_needed_on_lists_of_one_to_twelve(rounding: str, single_exempt: bool):
    rule = Rule(rounding, single_exempt)

    assert [women_needed(n, rule) for n in range(1, 13)] == NEEDED[rounding, single_exempt]
    assert women_needed(0, rule) == 0


@pytest.mark.parametrize("size", range(1, 13))
@pytest.mark.parametrize("rule", [UP, HALF, Rule("up", single_exempt=False)])
def test_every_order_of_every_list_is_judged_by_both_rules(size: int, rule: Rule):
    numbers = range(1, size + 1)

    for women in range(size + 1):
        for at in combinations(numbers, women):
            verdict = judge(size, at, rule=rule)
            blocks = [numbers[start : start + 3] for start in range(0, size - size % 3, 3)]
            bare = tuple(place for place, block in enumerate(blocks, 1) if not set(block) & set(at))

            assert verdict.empty_blocks == bare
            assert verdict.lacking == max(0, NEEDED[rule.rounding, rule.single_exempt][size - 1] - women)
            assert verdict.is_met == (not bare and not verdict.lacking)


def test_an_incomplete_last_block_is_not_tested():
    assert empty_blocks(7, {1, 4}) == ()
    assert empty_blocks(9, {1, 4}) == (3,)


def test_a_list_without_anybody_is_not_met_and_a_single_candidate_is_free():
    assert not judge(0, ()).is_met
    assert judge(1, ()).is_met
    assert not judge(1, (), rule=Rule("up", single_exempt=False)).is_met


def test_the_order_waits_until_everybody_has_a_number():
    verdict = judge(6, {1}, unplaced_women=1)

    assert (verdict.women, verdict.empty_blocks, verdict.is_met) == (2, (), True)
