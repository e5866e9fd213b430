"""«Perlu perhatian»: which figures speak up, in which order, with which button."""

from datetime import date

import pytest

from accounts.enums import Role
from dashboards import indicators
from dashboards.attention import Place, Situation, attention
from evaluations.selectors.figures import NOTHING_MONTH, NOTHING_NOW

pytestmark = pytest.mark.django_db  # the party's settings are in the database
ASKED = indicators.Asked("96.71", date(2026, 11, 1), date(2026, 11, 22))


def look(role=Role.SECRETARIAT, month=None, places=(), **now):
    return attention(Situation(role, ASKED, NOTHING_NOW | now, NOTHING_MONTH | (month or {}), places))


def place(name, **now):
    return Place(name, f"/w/{name}/dasbor/", NOTHING_NOW | now)


def test_nothing_wrong_says_nothing():
    assert (
        look(
            members_active=40,
            members_women=20,
            members_willing=40,
            mentees_willing=40,
            pairings_active=40,
            mentors_active=9,
        )
        == []
    )


@pytest.mark.parametrize(("dormant", "tone"), [(1, "info"), (3, "warn"), (5, "bad")])
def test_dormancy_is_worse_the_larger_its_share(dormant, tone):
    (item,) = look(pairings_active=20, pairings_dormant=dormant)

    assert (item.tone, item.number.count) == (tone, dormant)
    assert item.url == "/pasangan/?wilayah=96.71&status=active&dorman=2026-11-22"


def test_a_coordinator_pairs_where_others_look():
    waiting = {"members_willing": 40, "mentees_willing": 10, "mentors_active": 3}

    (pairing,), (looking,) = look(Role.COORDINATOR, **waiting), look(Role.LEADER, **waiting)

    assert (pairing.action, pairing.url) == ("Pasangkan", "/pasangkan/")
    assert looking.url == "/kader/?wilayah=96.71&status=active&bersedia=ya&dampingan=tidak"
    assert pairing.number.count == looking.number.count == 30
    assert pairing.tone == "bad"


def test_the_worst_comes_first_and_among_equals_what_concerns_most_people():
    items = look(
        pairings_waiting=9,
        pairings_active=20,
        pairings_dormant=5,
        members_willing=100,
        mentees_willing=20,
        month={"sessions_held": 10, "sessions_missed": 5},
    )

    assert [(item.tone, item.harmed) for item in items] == [("bad", 80), ("bad", 5), ("warn", 5), ("info", 9)]


def test_places_without_any_mentor_are_named():
    bare = place("Fef", members_willing=12)

    (one,) = look(places=[bare, place("Miyah", members_willing=3, mentees_willing=3)])
    (two,) = look(places=[bare, place("Kwoor", members_willing=4)])

    assert (one.text, one.url, one.harmed) == ("Fef belum punya mentor yang tinggal di sana", "/w/Fef/dasbor/", 12)
    assert two.text == "2 wilayah belum punya mentor yang tinggal di sana"
    assert two.harmed == 16


def test_low_coverage_below_is_told_with_the_worst_place():
    places = [
        place("Fef", members_willing=50, mentees_willing=14, mentors_active=2),
        place("Miyah", members_willing=20, mentees_willing=8, mentors_active=1),
        place("Kecil", members_willing=4, mentees_willing=0, mentors_active=1),
    ]

    (item,) = look(places=places)

    assert item.text == "Fef: hanya 28% kader bersedia punya mentor"
    assert "1 wilayah lain" in item.detail


def test_few_women_are_mentioned_but_not_in_small_groups():
    assert look(mentors_active=9) == []

    (item,) = look(mentors_active=20, mentors_women=5)

    assert item.text == "Perempuan hanya 25% dari mentor"


# --- indicators -------------------------------------------------------------------------------------------------


def test_every_column_of_the_roll_ups_is_a_number_with_a_list():
    not_listed = {"pairings_dormant", "mentees_active"}  # at the end of a past month: only drawn as a line
    summed = {"mentors_load", "mentors_soft"}  # shown as one share, which leaders may not take apart

    assert set(indicators.NOW) == set(NOTHING_NOW) - summed
    assert set(NOTHING_MONTH) - set(indicators.MONTH) == not_listed


@pytest.mark.parametrize("indicator", [indicators.K2, indicators.K3, indicators.K4, indicators.K6, *indicators.K16])
def test_a_share_of_nothing_is_unknown(indicator):
    assert indicator.share(NOTHING_NOW | NOTHING_MONTH) is None


def test_shares_are_parts_of_their_base():
    row = NOTHING_NOW | NOTHING_MONTH | {"mentees_willing": 3, "members_willing": 12, "sessions_held": 9}

    assert indicators.K2.share(row) == 25
    assert indicators.K4.share(row | {"sessions_missed": 1}) == 90
