"""Careers and partners of the demonstration are told through the services: every channel, every kind."""

from types import SimpleNamespace

import pytest

from cadres.models import Channel, MobilityStep
from kaderisasi.demo.careers import tell_careers
from kaderisasi.demo.partners import tell_partners
from partnerships.models import ActivityCadre, PartnerLink, Partnership
from tests.factories.accounts import unit
from tests.factories.cadres import MemberFactory
from tests.factories.mentoring import ProgrammeFactory

pytestmark = pytest.mark.django_db


def test_every_channel_and_every_kind_of_partner_is_told(sari):
    ProgrammeFactory.create()
    members = [MemberFactory.create(membership_card_no=f"9671{n:05d}") for n in range(60)]
    mentors = [SimpleNamespace(member=MemberFactory.create(level="madya")) for _ in range(12)]
    story = SimpleNamespace(place=unit("96.71"), secretary=sari, mentors=mentors, members=members)

    tell_careers(story)  # type: ignore[arg-type]
    tell_partners(story)  # type: ignore[arg-type]

    told = set(MobilityStep.objects.standing().values_list("channel", flat=True))
    assert told == set(Channel.objects.exclude(code="member").values_list("code", flat=True))
    assert MobilityStep.objects.exclude(struck_at=None).count() == 1
    assert dict(Partnership.objects.values_list("kind", "state")) == {
        "formal": "under_review",
        "industry": "in_force",
        "community": "in_force",
        "informal": "draft",
    }
    assert ActivityCadre.objects.exists()
    assert PartnerLink.objects.exists()
