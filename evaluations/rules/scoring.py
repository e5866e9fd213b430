"""How answers count (DOMAIN §8, common rules). Pure: levels and counts in, figures out.

The database says the same once more for what must not leave it (`kad_evaluation_mean`); a test compares both.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Protocol

#: The share of items that must have an answer before anything is said.
ENOUGH = Fraction(4, 5)


class Scored(Protocol):
    """An item with levels from `lowest` to `highest`."""

    @property
    def code(self) -> str: ...
    @property
    def lowest(self) -> int: ...
    @property
    def highest(self) -> int: ...
    @property
    def is_reversed(self) -> bool: ...


Answers = Mapping[str, int | None]


def level_of(item: Scored, value: int) -> int:
    """The level of an answer: a reversed item is turned round (6 − x on a scale from 1 to 5)."""
    return item.lowest + item.highest - value if item.is_reversed else value


def mean_level(items: Sequence[Scored], answers: Answers) -> Fraction | None:
    """The mean of what was answered; None under four fifths. «Tidak tahu» (None) is missing, not zero."""
    told = [level_of(item, value) for item in items if (value := answers.get(item.code)) is not None]
    if not items or Fraction(len(told), len(items)) < ENOUGH:
        return None
    return Fraction(sum(told), len(told))


def index(items: Sequence[Scored], answers: Answers) -> Fraction | None:
    """100 × (mean − lowest) ÷ (highest − lowest); None where there is no mean. Items of one scale only."""
    scales = {(item.lowest, item.highest) for item in items}
    mean = mean_level(items, answers)
    if mean is None:
        return None
    if len(scales) != 1:
        raise ValueError("an index needs items of one scale")
    lowest, highest = scales.pop()
    return 100 * (mean - lowest) / (highest - lowest)


def right_answers(keys: Mapping[str, int], answers: Answers) -> int:
    """How many questions of a test are right; what was not answered is not."""
    return sum(answers.get(code) == key for code, key in keys.items())
