"""PDLT in figures (DOMAIN §8 I-5). Pure. What the figures say is a hint: a named human decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from evaluations.enums import Gate

PERIOD_MONTHS = 60
OBJECTION_DAYS = 14
FEWEST_ASSESSORS = 2
MOST_APART = 20
PASS_TOTAL = 70


@dataclass(frozen=True)
class Part:
    """A part with its weight in percent and the least that passes."""

    code: str
    weight: int
    least: int = 50


def part_scores(marks: Mapping[str, Sequence[int]]) -> dict[str, Fraction]:
    """Each part out of 100: (mean − 1) ÷ 4 × 100."""
    return {code: (Fraction(sum(values), len(values)) - 1) / 4 * 100 for code, values in marks.items() if values}


def total_score(parts: Sequence[Part], scores: Mapping[str, Fraction]) -> Fraction:
    """Σ weight × score, out of 100. Raises ValueError when a part is missing or the weights do not make up 100."""
    if sum(part.weight for part in parts) != 100 or any(part.code not in scores for part in parts):
        raise ValueError("every part counts, and the weights make up 100")
    return sum((part.weight * scores[part.code] / 100 for part in parts), Fraction(0))


def worst_gate(gates: Sequence[str]) -> Gate:
    """The gate as a whole: clear only where everything is; under review is no guilt."""
    for gate in (Gate.NOT_CLEAR, Gate.UNDER_REVIEW):
        if gate in gates:
            return gate
    return Gate.CLEAR


def needs_third(totals: Sequence[Fraction]) -> bool:
    """Whether the first two lie more than 20 points apart and nobody else has assessed."""
    return len(totals) == FEWEST_ASSESSORS and max(totals) - min(totals) > MOST_APART


def is_scored(totals: Sequence[Fraction]) -> bool:
    """Whether enough have assessed: two who agree within 20 points, or three."""
    return len(totals) >= FEWEST_ASSESSORS and not needs_third(totals)


def meets(parts: Sequence[Part], scores: Mapping[str, Fraction], gate: str) -> bool:
    """What the rule would say: gate clear, each part and the total high enough. No decision."""
    if gate != Gate.CLEAR or any(scores.get(part.code, Fraction(0)) < part.least for part in parts):
        return False
    return total_score(parts, scores) >= PASS_TOTAL
