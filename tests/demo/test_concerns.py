"""The reports of the demonstration are told through the services, around those they name."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from accounts.enums import Role
from kaderisasi.demo.concerns import REPORTS, tell_concerns
from mentoring.models import Concern, PairingParticipant
from tests.factories.accounts import staff, unit
from tests.factories.cadres import member_user
from tests.factories.mentoring import active_pairing

pytestmark = pytest.mark.django_db


def test_three_reports_are_told_and_answered_from_above(kornelis):
    staff(Role.COORDINATOR, "96", email="koordinator.96@contoh.test")
    for number in range(len(REPORTS)):
        active_pairing(member_user(Role.MENTOR, full_name=f"Mentor {number}"), member_user(Role.MENTEE))
    for participant in PairingParticipant.objects.select_related("member"):
        PairingParticipant.objects.filter(pk=participant.pk).update(user=participant.member.user_id)
    day = lambda back: timezone.now() - timedelta(days=back)  # noqa: E731

    tell_concerns(SimpleNamespace(code="96.71", place=unit("96.71"), coordinator=kornelis, day=day))  # type: ignore[arg-type]

    told = Concern.objects.order_by("submitted_at").values_list("state", "is_anonymous", "handling_unit")
    above = unit("96").pk
    assert list(told) == [("resolved", False, above), ("mediation", False, above), ("submitted", True, above)]
