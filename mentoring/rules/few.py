"""Which figures of a programme tell on nobody (DOMAIN §5: at least five people behind an average). Pure."""

from collections.abc import Collection

FEWEST = 5


def may_tell(own: int, others: Collection[int]) -> bool:
    """Whether a programme may show what `own` people came to; `others` are those of its unit's other programmes.

    Whoever takes every programme that is shown from what is shown of the unit must be left with nobody or with five.
    """
    rest = sum(n for n in others if n < FEWEST)
    return own >= FEWEST and not 0 < rest < FEWEST
