"""The women's quota of one district's list (DOMAIN §6; UU 7/2017 art. 245 and 246). Pure, integers only.

Two rules: at least 30% of the list, with fractions rounded as the rule in force says; and at least one woman in every
whole block of three numbers (1–3, 4–6, …). An incomplete last block is not tested.
"""

from collections.abc import Collection
from dataclasses import dataclass

from cadres.enums import Rounding

BLOCK = 3
#: Three in ten.
SHARE, WHOLE = 3, 10


@dataclass(frozen=True)
class Rule:
    """How the share is rounded, and whether a list of one person is free."""

    rounding: str = Rounding.UP
    single_exempt: bool = True


@dataclass(frozen=True)
class Verdict:
    """What the rules say of one list: how many women it needs and has, which blocks have none."""

    size: int
    women: int
    needed: int
    empty_blocks: tuple[int, ...] = ()

    @property
    def lacking(self) -> int:
        """How many women more the share asks for."""
        return max(0, self.needed - self.women)

    @property
    def is_met(self) -> bool:
        """Whether both rules are met; a list without anybody meets neither."""
        return self.size > 0 and not self.lacking and not self.empty_blocks


def women_needed(size: int, rule: Rule | None = None) -> int:
    """The fewest women that a list of `size` people needs.

    Up: `ceil(0.3 n)` (MA 24 P/HUM/2023). Half: below a half down, from a half up (PKPU 10/2023 art. 8(2), struck).
    """
    rule = rule or Rule()
    if size < 1 or (size == 1 and rule.single_exempt):
        return 0
    if rule.rounding == Rounding.UP:
        return -(-SHARE * size // WHOLE)
    return (SHARE * size + WHOLE // 2) // WHOLE


def empty_blocks(size: int, women_at: Collection[int]) -> tuple[int, ...]:
    """The whole blocks of three, counted from 1, in which no woman stands."""
    blocks = range(1, size // BLOCK + 1)
    held = {(number + BLOCK - 1) // BLOCK for number in women_at}
    return tuple(block for block in blocks if block not in held)


def judge(
    size: int,
    women_at: Collection[int],
    *,
    unplaced_women: int = 0,
    is_ordered: bool = True,
    rule: Rule | None = None,
) -> Verdict:
    """The verdict on a list: `women_at` are the numbers of women, `unplaced_women` have no number yet.

    Blocks are tested once everybody has a number (`is_ordered`): before that there is no order to be judged.
    """
    blocks = empty_blocks(size, women_at) if is_ordered and not unplaced_women else ()
    return Verdict(size, len(women_at) + unplaced_women, women_needed(size, rule), blocks)
