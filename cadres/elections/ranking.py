"""How candidates are put in order by the party's own weighted criteria (DOMAIN §5, §6). Pure.

What comes from mentoring counts only for who agreed to it apart: for anybody else those criteria are left out, and the
weights of the others carry the whole. Nobody loses by saying no.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Weighed:
    """A candidate's mark from 0 to 100, and the share of the weights that it rests on."""

    mark: float | None
    covered: int
    asked: int

    @property
    def is_whole(self) -> bool:
        """Whether every criterion that counts for him has a mark."""
        return self.covered == self.asked


def weigh(criteria: Iterable[tuple[int, int, bool]], scores: Mapping[int, int], *, shares_growth: bool) -> Weighed:
    """The weighted mean of `scores` by criterion; `criteria` are (key, weight, is_development)."""
    counted = [(key, weight) for key, weight, is_development in criteria if shares_growth or not is_development]
    asked = sum(weight for _key, weight in counted)
    covered = sum(weight for key, weight in counted if key in scores)
    total = sum(weight * scores[key] for key, weight in counted if key in scores)
    return Weighed(total / covered if covered else None, covered, asked)
