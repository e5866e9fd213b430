"""The pure arithmetic of answers, and what a case of PDLT waits for (DOMAIN §8)."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.models import InstrumentPart, PdltTerms
from evaluations.rules.pdlt import shortfalls, waits_for
from evaluations.rules.scoring import index, mean_level, right_answers


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


def test_a_test_counts_what_is_right():
    assert right_answers({"T1": 1, "T2": 2}, {"T1": 1, "T2": None}) == 1


TERMS = PdltTerms()
TWO_MORE, ONE_MORE = "Tunjuk 2 penilai lagi.", "Tunjuk 1 penilai lagi."
WAITS = "Menunggu nilai dari penilai yang ditunjuk."
FRESH = "Kader keberatan: tunjuk penilai yang belum menilai."
APART = "Selisih penilai 21 poin, lebih dari 20: tunjuk satu penilai lagi."


@pytest.mark.parametrize(
    ("state", "named", "totals", "is_heard", "sentence"),
    [
        ("draft", 0, [], False, TWO_MORE),
        ("draft", 1, [80], False, ONE_MORE),
        ("draft", 2, [80], False, WAITS),
        ("draft", 2, [81, 60], False, APART),
        ("draft", 3, [81, 60], False, WAITS),
        ("objected", 2, [80, 80], False, FRESH),
        ("objected", 3, [80, 80], True, WAITS),
        ("scored", 2, [80, 80], False, ""),
        ("final", 2, [80, 80], False, ""),
    ],
)
def test_a_case_says_what_it_waits_for(state, named, totals, is_heard, sentence):
    assert waits_for(state, named, [Decimal(total) for total in totals], is_heard, TERMS) == sentence


def test_what_stands_below_the_measures_is_told_and_under_review_is_no_guilt():
    parts = [InstrumentPart(code="P", name="Prestasi", least=50), InstrumentPart(code="D", name="Dedikasi", least=50)]

    assert shortfalls(parts, {"P": 50, "D": 90}, Decimal(70), "clear", TERMS) == []
    assert shortfalls(parts, {"P": 49.9, "D": 90}, Decimal("69.99"), "under_review", TERMS) == [
        "Pemeriksaan masih berjalan; itu bukan kesalahan",
        "Prestasi di bawah 50",
        "Jumlah di bawah 70",
    ]
    assert shortfalls(parts, {"P": 50, "D": 50}, Decimal(70), "not_clear", TERMS) == ["Ada putusan yang berlaku"]
