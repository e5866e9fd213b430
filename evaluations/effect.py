"""What mentoring seems to have done: those mentored beside those not yet mentored at the same level. Pure.

Two groups that nobody drew by lot differ in more than mentoring, so the interval says how far chance reaches, and the
sentence beside it says what it does not prove (DOMAIN §8 I-6 L4: association, not proof).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from evaluations.suppression import LEAST

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Effect:
    """The difference of two means, mentored minus not yet, with its interval and how many stand behind each."""

    mentored: int
    waiting: int
    difference: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether chance alone hardly explains it."""
        return self.low > 0 or self.high < 0


def effect(mentored: Sequence[float], waiting: Sequence[float]) -> Effect | None:
    """The difference with its interval of 95 %, without supposing that both groups vary alike (Welch).

    None where a group has fewer than five, or where nobody differs from anybody in either: then no interval exists.
    """
    if min(len(mentored), len(waiting)) < LEAST or len(set(mentored)) == len(set(waiting)) == 1:
        return None
    from scipy import stats

    found = stats.ttest_ind(mentored, waiting, equal_var=False)
    reach = found.confidence_interval(CONFIDENCE)
    difference = sum(mentored) / len(mentored) - sum(waiting) / len(waiting)
    return Effect(len(mentored), len(waiting), difference, float(reach.low), float(reach.high))
