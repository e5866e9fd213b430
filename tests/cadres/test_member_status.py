"""The moves of a membership are guarded by the service and by the database."""

import itertools
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounts.enums import Role
from accounts.models import Consent, ProcessingPurpose
from accounts.scoping import acting_as
from cadres.enums import STATUS_MOVES, MemberStatus
from cadres.models import Member, MemberTransition
from cadres.services.membership import member_move_status
from core.errors import RuleError
from tests.factories.accounts import staff
from tests.factories.cadres import MemberFactory

pytestmark = pytest.mark.django_db


def complete(**fields):
    """A member with all the evidence that any move asks for."""
    facts = {"birth_date": date(1990, 5, 1), "identity_seen": "ktp", "nik_missing_reason": "belum"}
    member = MemberFactory(**facts | {"membership_card_no": "PC-0"} | fields)
    Consent.objects.create(
        unit=member.unit,
        member=member,
        purpose=ProcessingPurpose.objects.get(code="membership"),
        is_given=True,
        channel="paper",
        recorded_by=staff(Role.SECRETARIAT, "96.71"),
    )
    return member


@pytest.mark.parametrize(("before", "after"), list(itertools.permutations(MemberStatus, 2)))
def test_database_lets_the_listed_moves_pass_and_no_other(before, after):
    member = complete(status=before)

    def move():
        with transaction.atomic():
            Member.objects.filter(pk=member.pk).update(status=after)

    if after in STATUS_MOVES[before]:
        move()
    else:
        with pytest.raises(IntegrityError):
            move()


def test_new_member_is_verified_and_becomes_active_with_a_card(sari):
    member = complete(status=MemberStatus.APPLIED, membership_card_no=None)
    with acting_as(sari):
        member_move_status(by=sari, member=member, to=MemberStatus.VERIFIED)
        with pytest.raises(RuleError, match="Nomor KTA"):
            member_move_status(by=sari, member=member, to=MemberStatus.ACTIVE)
        Member.objects.update(membership_card_no="PC-1")
        member_move_status(by=sari, member=member, to=MemberStatus.ACTIVE)

    assert list(MemberTransition.objects.values_list("to_value", flat=True)) == ["verified", "active"]


@pytest.mark.parametrize("to", [MemberStatus.SUSPENDED, MemberStatus.ENDED])
def test_ending_needs_a_reason_and_suspending_a_leader(sari, to):
    member = MemberFactory()

    with acting_as(sari), pytest.raises(RuleError):
        member_move_status(by=sari, member=member, to=to)


def test_others_move_no_membership(kornelis, stranger):
    member = MemberFactory()
    with acting_as(kornelis), pytest.raises(RuleError):
        member_move_status(by=kornelis, member=member, to=MemberStatus.ENDED, reason="resigned")
    with acting_as(stranger), pytest.raises(Member.DoesNotExist):
        member_move_status(by=stranger, member=member, to=MemberStatus.ENDED, reason="resigned")


def test_moves_are_kept_for_good(sari):
    member = MemberFactory()
    with acting_as(sari):
        member_move_status(by=sari, member=member, to=MemberStatus.ENDED, reason="resigned")

    for spoil in (MemberTransition.objects.all().delete, lambda: MemberTransition.objects.update(note="x")):
        with acting_as(sari), pytest.raises(Exception, match="permission denied"), transaction.atomic():
            spoil()
