"""What a cohort is to the solver: learners in the order of their waiting, mentors with seats, points of each pair."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

#: One pair that is allowed: the mentor's index and what the pair is worth.
Option = tuple[int, int]


@dataclass(frozen=True)
class Cohort:
    """Learners and mentors as indexes, with all that counts as integers.

    options: for each learner the mentors he may have, with the points of the pair; who has waited longest comes first.
        A pair that a rule forbids is simply missing.
    seats: for each mentor the price in points of each further seat, never falling: `[0, 15]` has two free seats of
        which the second is dear, `[]` is full.
    locked: learners whose mentor is decided. Such a pair is among the options and takes a seat.
    """

    options: Sequence[Sequence[Option]]
    seats: Sequence[Sequence[int]]
    locked: Mapping[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raises ValueError for what could not be decided."""
        if any(list(prices) != sorted(prices) for prices in self.seats):
            raise ValueError("a further seat is never cheaper")
        if any(mentor not in dict(self.options[learner]) for learner, mentor in self.locked.items()):
            raise ValueError("a locked pair must be allowed")
        if any(count > len(self.seats[mentor]) for mentor, count in Counter(self.locked.values()).items()):
            raise ValueError("more locked pairs than seats")


def value_of(cohort: Cohort, chosen: Sequence[int | None]) -> tuple[int, int]:
    """What a decision is worth: how many are matched, and the points of the pairs less the prices of their seats.

    The first outweighs the second. Raises ValueError for a decision that is not allowed.
    """
    taken = Counter(mentor for mentor in chosen if mentor is not None)
    if any(count > len(cohort.seats[mentor]) for mentor, count in taken.items()):
        raise ValueError("more learners than seats")
    if any(chosen[learner] != mentor for learner, mentor in cohort.locked.items()):
        raise ValueError("a locked pair is missing")
    worth = [dict(cohort.options[learner]).get(mentor) for learner, mentor in enumerate(chosen) if mentor is not None]
    if None in worth:
        raise ValueError("a pair that is not allowed")
    prices = sum(sum(cohort.seats[mentor][:count]) for mentor, count in taken.items())
    return len(worth), sum(each for each in worth if each is not None) - prices
