"""The pure arithmetic of answers and of PDLT (DOMAIN §8)."""

from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.enums import Gate
from evaluations.rules import pdlt
from evaluations.rules.scoring import index, is_low, mean_level, paired_change, right_answers, share_of_satisfied


@dataclass(frozen=True)
class Item:
    """An item on a scale."""

    code: str
    is_reversed: bool = False
    lowest: int = 1
    highest: int = 5


ITEMS = [Item(str(number), is_reversed=number in (7, 8, 9)) for number in range(1, 11)]
VALUES = st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=10, max_size=10)


@given(VALUES)
def test_index_lies_between_0_and_100_and_needs_four_fifths(values):
    answers = {item.code: value for item, value in zip(ITEMS, values, strict=True)}

    found = index(ITEMS, answers)

    assert (found is None) == (sum(value is not None for value in values) < 8)
    assert found is None or 0 <= found <= 100


@given(VALUES)
def test_turning_every_item_round_mirrors_the_index(values):
    answers = {item.code: value for item, value in zip(ITEMS, values, strict=True)}
    turned = [Item(item.code, not item.is_reversed) for item in ITEMS]

    straight, mirrored = index(ITEMS, answers), index(turned, answers)

    assert (straight is None and mirrored is None) or straight + mirrored == 100


@given(VALUES, st.integers(0, 9))
def test_an_unknown_answer_is_missing_and_not_zero(values, place):
    answers = {item.code: value for item, value in zip(ITEMS, values, strict=True)} | {ITEMS[place].code: None}
    told = [item for item in ITEMS if answers[item.code] is not None]

    mean = mean_level(ITEMS, answers)

    assert mean is None or mean == mean_level(told, answers)


def test_index_of_the_domain_example():
    best = {item.code: 1 if item.is_reversed else 5 for item in ITEMS}

    assert index(ITEMS, best) == 100
    assert index([Item("1", lowest=0, highest=4)], {"1": 1}) == 25
    with pytest.raises(ValueError):
        index([Item("1"), Item("2", lowest=0, highest=4)], {"1": 1, "2": 1})


@pytest.mark.parametrize(("mean", "low"), [(None, False), (Fraction(3), False), (Fraction(29, 10), True)])
def test_rapport_is_low_under_three(mean, low):
    assert is_low(mean) is low


def test_tests_and_satisfaction_count_what_was_answered():
    assert right_answers({"T1": 1, "T2": 2}, {"T1": 1, "T2": None}) == 1
    assert share_of_satisfied([5, 4, 3, None]) == (2, 3)


@given(
    st.dictionaries(st.integers(1, 20), st.integers(1, 5)),
    st.dictionaries(st.integers(1, 20), st.integers(1, 5)),
)
def test_paired_change_counts_people_with_both_and_hides_few(before, after):
    found = paired_change(before, after)

    assert found.n == len(set(before) & set(after))
    assert (found.difference is None) == (found.n < 5)
    if found.n >= 5:
        assert -4 <= found.difference <= 4
        outsiders = dict.fromkeys(range(100, 110), 5)
        assert paired_change(before | outsiders, after) == found


PARTS = [pdlt.Part("P", 35), pdlt.Part("D", 35), pdlt.Part("L", 30)]
MARKS = st.fixed_dictionaries({code: st.lists(st.integers(1, 5), min_size=4, max_size=4) for code in "PDL"})


@given(MARKS)
def test_pdlt_total_is_the_weighted_mean_of_its_parts(marks):
    scores = pdlt.part_scores(marks)

    total = pdlt.total_score(PARTS, scores)

    assert min(scores.values()) <= total <= max(scores.values())
    assert 0 <= total <= 100


@given(MARKS, st.sampled_from([Gate.UNDER_REVIEW, Gate.NOT_CLEAR]))
def test_pdlt_is_met_only_with_a_clear_gate_each_part_and_the_total(marks, gate):
    scores = pdlt.part_scores(marks)
    wanted = all(score >= 50 for score in scores.values()) and pdlt.total_score(PARTS, scores) >= 70

    assert pdlt.meets(PARTS, scores, Gate.CLEAR) is wanted
    assert pdlt.meets(PARTS, scores, gate) is False


def test_pdlt_weights_make_up_100():
    with pytest.raises(ValueError):
        pdlt.total_score(PARTS[:2], {"P": Fraction(1), "D": Fraction(1)})


@pytest.mark.parametrize(
    ("totals", "scored"),
    [([80], False), ([80, 60], True), ([81, 60], False), ([81, 60, 10], True), ([], False)],
)
def test_a_third_assessor_is_needed_above_twenty_points(totals, scored):
    assert pdlt.is_scored([Fraction(total) for total in totals]) is scored


def test_the_worst_gate_counts():
    assert pdlt.worst_gate(["clear", "under_review"]) == Gate.UNDER_REVIEW
    assert pdlt.worst_gate(["not_clear", "under_review"]) == Gate.NOT_CLEAR
    assert pdlt.worst_gate(["clear"]) == Gate.CLEAR
