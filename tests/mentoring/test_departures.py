"""Who goes, and what that ends: a mentor who is removed or pauses, and a membership that ends."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Assignment
from cadres.enums import MemberStatus
from cadres.models import OfficerTerm
from cadres.services.membership import member_move_status
from core.errors import RuleError
from mentoring.enums import Answer, Format, MentorState, PairingState, ParticipantRole
from mentoring.models import Mentor, Pairing, PairingTransition, Session
from mentoring.selectors.matching import waiting_members
from mentoring.services.mentors import mentor_move
from mentoring.services.offers import pairing_answer
from tests.factories.accounts import staff, unit
from tests.factories.cadres import MemberFactory, member_user
from tests.factories.mentoring import active_pairing, mentor_of, pairing_of, planned_session

pytestmark = pytest.mark.django_db
END = {"to": MemberStatus.ENDED, "reason": "resigned"}


@pytest.fixture
def above():
    """The coordinator of the province, who removes mentors."""
    return staff(Role.COORDINATOR, "96")


def offer(mentor, *members, **fields):
    return pairing_of(*members, mentor=mentor.member, state=PairingState.OFFERED, **fields)


def says_yes(pairing, user):
    pairing.participants.filter(user=user).update(answer=Answer.ACCEPTED, answered_at=timezone.now())


def states():
    return dict(Pairing.objects.values_list("pk", "state"))


# Mentors


def test_removing_a_mentor_withdraws_his_open_offers(deed, above, yohanis, marthina):
    mentor = mentor_of(yohanis.member)
    pairing = offer(yohanis, marthina.member)
    says_yes(pairing, yohanis)

    deed(mentor_move, by=above, mentor=mentor, to=MentorState.REMOVED, reason="Laporan terbukti")

    assert states() == {pairing.pk: PairingState.DECLINED}
    assert Mentor.objects.get().load == 0


def test_a_circle_goes_on_without_the_facilitator_who_is_removed(deed, above, yohanis):
    mentor = mentor_of(yohanis.member)
    circle = pairing_of(*MemberFactory.create_batch(4), format=Format.CIRCLE, mentor=yohanis.member)
    circle.participants.filter(member=yohanis.member).update(role=ParticipantRole.FACILITATOR)

    deed(mentor_move, by=above, mentor=mentor, to=MentorState.REMOVED, reason="Laporan terbukti")

    assert states() == {circle.pk: PairingState.ACTIVE}
    assert circle.participants.filter(left_at=None).count() == 4


def test_a_mentor_who_paused_after_his_yes_receives_nobody(deed, yohanis, marthina):
    mentor = mentor_of(yohanis.member)
    pairing = offer(yohanis, marthina.member)
    says_yes(pairing, yohanis)
    deed(mentor_move, by=yohanis, mentor=mentor, to=MentorState.PAUSED, reason="Sakit")

    with pytest.raises(RuleError, match="sedang jeda atau sudah berhenti"):
        deed(pairing_answer, by=marthina, pairing=pairing, accepts=True)

    assert states() == {pairing.pk: PairingState.OFFERED}
    deed(mentor_move, by=yohanis, mentor=mentor, to=MentorState.ACTIVE)
    deed(pairing_answer, by=marthina, pairing=pairing, accepts=True)
    assert states() == {pairing.pk: PairingState.ACCEPTED}


def test_declining_is_possible_while_the_mentor_pauses(deed, yohanis, marthina):
    mentor_of(yohanis.member, state=MentorState.PAUSED)
    group = offer(yohanis, marthina.member, *MemberFactory.create_batch(2), format=Format.GROUP)
    group.participants.exclude(user=marthina).update(answer=Answer.ACCEPTED)

    deed(pairing_answer, by=marthina, pairing=group, accepts=False)

    assert states() == {group.pk: PairingState.OFFERED}


# Memberships


def test_the_end_of_a_membership_ends_what_a_mentor_has(deed, sari, kornelis, yohanis, marthina):
    running = active_pairing(yohanis, marthina)
    planned_session(running)
    waiting = offer(yohanis, MemberFactory.create())
    says_yes(waiting, yohanis)
    elsewhere = offer(yohanis, MemberFactory.create(code="13.71.01.1001"))
    office = {"member": yohanis.member, "post": "Ketua", "starts_on": timezone.localdate()}
    for code in ("96.71", "96"):
        OfficerTerm.objects.create(unit=unit(code), **office)

    deed(member_move_status, by=sari, member=yohanis.member, **END)

    assert states() == {
        running.pk: PairingState.REMATCHED,
        waiting.pk: PairingState.DECLINED,
        elsewhere.pk: PairingState.DECLINED,
    }
    mentor = Mentor.objects.get()
    assert (mentor.state, mentor.load) == (MentorState.REMOVED, 0)
    assert not Assignment.objects.current().filter(user=yohanis).exists()
    assert not OfficerTerm.objects.open().exists()
    assert set(Session.objects.values_list("state", flat=True)) == {"cancelled"}
    assert PairingTransition.objects.get(to_value="rematched").actor == sari
    kornelis_sees = waiting_members(kornelis)
    assert marthina.member in kornelis_sees, "she waits for another mentor"


@pytest.mark.parametrize("state", [s for s in MentorState if s != MentorState.REMOVED])
def test_the_end_of_a_membership_removes_a_mentor_from_any_state(deed, sari, yohanis, state):
    mentor_of(yohanis.member, state=state)

    deed(member_move_status, by=sari, member=yohanis.member, **END)

    assert Mentor.objects.get().state == MentorState.REMOVED


def test_the_end_of_a_membership_ends_what_a_learner_has(deed, sari, yohanis, marthina):
    running = active_pairing(yohanis, marthina)
    others = MemberFactory.create_batch(2)
    group = pairing_of(marthina.member, *others, mentor=yohanis.member, format=Format.GROUP, state="offered")
    group.participants.exclude(user=marthina).update(answer=Answer.ACCEPTED)

    deed(member_move_status, by=sari, member=marthina.member, **END)

    assert states() == {running.pk: PairingState.ENDED_EARLY, group.pk: PairingState.ACCEPTED}
    assert set(group.participants.filter(left_at=None).values_list("name", flat=True)) == {
        yohanis.member.full_name,
        *(other.full_name for other in others),
    }
    marthina.member.refresh_from_db()
    assert not marthina.member.is_mentee
    assert not Assignment.objects.current().filter(user=marthina).exists()


def test_a_role_out_of_reach_keeps_the_membership(deed, sari, yohanis):
    Assignment.objects.create(user=yohanis, role=Role.COORDINATOR, unit=unit("96"))

    with pytest.raises(RuleError, match="masih memegang peran"):
        deed(member_move_status, by=sari, member=yohanis.member, **END)

    yohanis.member.refresh_from_db()
    assert yohanis.member.status == MemberStatus.ACTIVE
    assert Assignment.objects.current().filter(user=yohanis).count() == 2


def test_nobody_ends_his_own_membership(deed):
    user = member_user(Role.SECRETARIAT, code="96.71")

    with pytest.raises(RuleError, match="Anda sendiri"):
        deed(member_move_status, by=user, member=user.member, **END)


def test_roles_that_begin_later_end_before_they_begin(deed, sari, yohanis):
    tomorrow = timezone.localdate() + timedelta(days=3)
    later = Assignment.objects.create(user=yohanis, role=Role.MENTEE, unit=unit("96.71.06.1001"), starts_on=tomorrow)

    deed(member_move_status, by=sari, member=yohanis.member, **END)

    later.refresh_from_db()
    assert later.ends_on == tomorrow - timedelta(days=1)
