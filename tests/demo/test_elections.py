"""The candidates of the demonstration are told through the services, from interest to a replacement."""

from collections import Counter
from datetime import date
from types import SimpleNamespace

import pytest

from cadres.models import Candidacy
from kaderisasi.demo.elections import tell_elections
from tests.factories.accounts import unit
from tests.factories.cadres import MemberFactory

pytestmark = pytest.mark.django_db


def test_three_districts_are_told_without_anybody_too_young(sari):
    born = {"birth_date": date(1985, 5, 5)}
    men = [MemberFactory.create(gender="male", **born) for _ in range(12)]
    ready = [MemberFactory.create(level="dasar", **born) for _ in range(2)]
    names = [MemberFactory.create(level="anggota", **born) for _ in range(3)]
    young = MemberFactory.create(gender="male", birth_date=date(2005, 1, 1))
    story = SimpleNamespace(
        place=unit("96.71"), secretary=sari, mentors=[], learners=ready, members=[young, *men, *ready, *names]
    )

    tell_elections(story)  # type: ignore[arg-type]

    told = Counter(Candidacy.objects.values_list("constituency__code", "state"))
    assert told == {
        ("967101", "dct"): 6,
        ("967102", "nominated"): 5,
        ("967104", "not_elected"): 4,
        ("967104", "seated"): 1,
        ("967104", "paw_out"): 1,
    }
    assert not Candidacy.objects.filter(member=young).exists()
