"""How the seats of a district are given (UU 7/2017 art. 415(3) and 422; DOMAIN §6). Pure.

Sainte-Laguë on the original votes of each party: divided by 1, 3, 5, 7 …, never the last quotient again. Inside a party
seats go to the most personal votes, whatever the number on the list.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Round:
    """One seat: who took it, with which divisor, and the quotient it had."""

    seat: int
    party: str
    divisor: int
    quotient: Fraction


def rounds(votes: Mapping[str, int], seats: int) -> list[Round]:
    """Each seat in the order in which it is given. Equal quotients: more votes first, then the order of `votes`.

    Raises ValueError for negative votes or seats. Parties without votes take nothing; then seats may stay empty.
    """
    if seats < 0 or any(count < 0 for count in votes.values()):
        raise ValueError("votes and seats are counted from 0")
    divisors = {party: 1 for party, count in votes.items() if count}
    order = {party: place for place, party in enumerate(votes)}
    given = []
    for seat in range(1, seats + 1 if divisors else 1):
        party = max(divisors, key=lambda p: (Fraction(votes[p], divisors[p]), votes[p], -order[p]))
        given.append(Round(seat, party, divisors[party], Fraction(votes[party], divisors[party])))
        divisors[party] += 2
    return given


def allocate(votes: Mapping[str, int], seats: int) -> dict[str, int]:
    """How many seats each party gets."""
    taken = dict.fromkeys(votes, 0)
    for each in rounds(votes, seats):
        taken[each.party] += 1
    return taken


def votes_to_next(votes: Mapping[str, int], seats: int, party: str) -> int | None:
    """How many votes more would give the party one seat more, all else equal; None when it has all of them.

    The quotient of its next divisor must pass the smallest that took a seat from somebody else.
    """
    given = rounds(votes, seats)
    theirs = [each for each in given if each.party != party]
    if not theirs:
        return None if given or not seats else 1
    divisor = 2 * (len(given) - len(theirs)) + 1
    last = theirs[-1].quotient
    return max(0, int(last * divisor) + 1 - votes.get(party, 0))


def by_personal_votes(people: Iterable[tuple[T, int]]) -> list[T]:
    """The candidates of one party from the most personal votes to the fewest; equal ones keep their order."""
    return [each for each, _votes in sorted(people, key=lambda row: -row[1])]
