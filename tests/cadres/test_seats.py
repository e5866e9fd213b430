"""Sainte-Laguë on original votes (UU 7/2017 art. 415), and seats inside a party."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.elections.seats import allocate, by_personal_votes, rounds, votes_to_next

VOTES = {"A": 9000, "B": 5200, "C": 3400, "D": 2600, "E": 1500, "F": 900}
BALLOTS = st.dictionaries(st.sampled_from("ABCDEFGH"), st.integers(0, 50_000), min_size=1)


def test_the_vector_of_eleven_seats():
    assert list(allocate(VOTES, 11).values()) == [4, 3, 2, 1, 1, 0]


def test_every_quotient_divides_the_original_votes():
    third = [each for each in rounds(VOTES, 11) if each.party == "A"][2]

    assert (third.divisor, third.quotient) == (5, 1800)


@given(BALLOTS, st.integers(0, 20))
def test_all_seats_are_given_and_more_votes_never_get_fewer(votes: dict[str, int], seats: int):
    found = allocate(votes, seats)

    assert sum(found.values()) == (seats if any(votes.values()) else 0)
    ranked = sorted(votes, key=lambda party: votes[party])
    assert all(found[a] <= found[b] or votes[a] == votes[b] for a, b in pairwise(ranked))


@given(BALLOTS, st.integers(1, 12))
def test_votes_to_the_next_seat_are_the_fewest_that_bring_one(votes: dict[str, int], seats: int):
    party = next(iter(votes))
    before, more = allocate(votes, seats)[party], votes_to_next(votes, seats, party)

    if more is None:
        assert before in (seats, 0)
    else:
        assert allocate(votes | {party: votes[party] + more}, seats)[party] == before + 1


def test_negative_numbers_are_refused():
    with pytest.raises(ValueError, match="counted from 0"):
        allocate({"A": -1}, 3)


def test_inside_a_party_personal_votes_decide_and_not_the_number():
    assert by_personal_votes([("nomor 1", 200), ("nomor 7", 900), ("nomor 3", 200)]) == [
        "nomor 7",
        "nomor 1",
        "nomor 3",
    ]
