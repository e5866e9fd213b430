"""Two people on one seat are a dispute: its leaders decide nothing until a board above has settled it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cadres.models import OfficerTerm
from cadres.rules import is_frozen
from tests.factories.accounts import unit
from tests.factories.cadres import MemberFactory


def chair(post="Ketua", place="96.71", **fields):
    today = timezone.localdate()
    return OfficerTerm.objects.create(
        **{"unit": unit(place), "member": MemberFactory(), "post": post, "starts_on": today - timedelta(days=9)}
        | fields
    )


@pytest.mark.parametrize(
    ("post", "frozen"),
    [
        ("Ketua", True),
        ("Plt. Ketua", True),
        ("KETUA UMUM", True),
        ("Sekretaris", False),
        ("Wakil Ketua", False),
        ("Ketua Bidang Kaderisasi", False),
    ],
)
def test_a_second_chair_freezes_the_unit(db, post, frozen):
    chair()

    chair(post)

    assert is_frozen(unit("96.71")) is frozen


@pytest.mark.parametrize("post", ["Sekretaris", "Bendahara Umum"])
def test_the_other_single_seats_freeze_it_too(db, post):
    chair(post)

    chair(post)

    assert is_frozen(unit("96.71"))


def test_the_end_of_one_term_does_not_settle_it_by_itself(db):
    chair()
    other = chair()
    chair(place="96.01")
    assert is_frozen(unit("96.71"))
    assert not is_frozen(unit("96.01"))

    other.ends_on = timezone.localdate()
    other.save()

    assert is_frozen(unit("96.71"))


def test_a_chair_to_come_and_one_person_twice_are_no_dispute(db):
    first = chair()
    chair(starts_on=timezone.localdate() + timedelta(days=3))
    chair("Plt. Ketua", member=first.member)

    assert not is_frozen(unit("96.71"))
