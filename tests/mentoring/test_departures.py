"""Who goes, and what that ends: a mentor who is removed or pauses, and a membership that ends."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Assignment, User
from accounts.scoping import acting_as
from cadres.enums import MemberStatus
from cadres.models import OfficerTerm
from cadres.services.membership import member_move_status
from core.context import jobs_context
from core.errors import RuleError
from mentoring.enums import AgreementState, Answer, Format, MentorState, PairingState, ParticipantRole
from mentoring.models import Mentor, Pairing, PairingTransition, Session
from mentoring.selectors.matching import waiting_members
from mentoring.services.mentors import mentor_move
from mentoring.services.offers import pairing_answer
from mentoring.services.pairings import lock_pairing, pairing_pause, pauses_end
from tests.factories.accounts import staff, unit
from tests.factories.cadres import MemberFactory, member_user
from tests.factories.mentoring import active_pairing, agreement_of, mentor_of, pairing_of, planned_session

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


def test_a_mentor_who_pauses_gives_his_open_offers_back_at_once(deed, yohanis, marthina, kornelis):
    mentor = mentor_of(yohanis.member)
    pairing = offer(yohanis, marthina.member)
    says_yes(pairing, yohanis)

    deed(mentor_move, by=yohanis, mentor=mentor, to=MentorState.PAUSED, reason="Sakit")

    assert states() == {pairing.pk: PairingState.DECLINED}
    with acting_as(kornelis):
        assert marthina.member in waiting_members(kornelis)


def test_who_says_yes_to_a_mentor_in_pause_is_told_so(deed, yohanis, marthina):
    mentor_of(yohanis.member, state=MentorState.PAUSED)
    pairing = offer(yohanis, marthina.member)
    says_yes(pairing, yohanis)

    with pytest.raises(RuleError, match="sedang jeda atau sudah berhenti"):
        deed(pairing_answer, by=marthina, pairing=pairing, accepts=True)
    assert states() == {pairing.pk: PairingState.OFFERED}


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


@pytest.mark.parametrize("signed", [True, False])
def test_a_group_begins_when_the_last_one_missing_leaves(deed, sari, yohanis, marthina, signed):
    others = [member_user(Role.MENTEE, full_name=name) for name in ("Dorkas Pattiasina", "Simson Kambu")]
    members = [marthina.member, *(other.member for other in others)]
    mentor_of(yohanis.member)
    group = pairing_of(*members, mentor=yohanis.member, format=Format.GROUP, state=PairingState.ACCEPTED)
    group.participants.exclude(user=marthina).update(oriented_at=timezone.now())
    version = agreement_of(group, AgreementState.SIGNED_ONE, [yohanis, *others] if signed else [yohanis])

    deed(member_move_status, by=sari, member=marthina.member, **END)

    group.refresh_from_db()
    version.refresh_from_db()
    begun = (PairingState.ACTIVE, AgreementState.IN_FORCE, version.ends_on)
    waiting = (PairingState.ACCEPTED, AgreementState.SIGNED_ONE, None)
    assert (group.state, version.state, group.planned_end_on) == (begun if signed else waiting)


@pytest.mark.django_db(transaction=True)
def test_the_end_of_a_membership_and_a_pause_wait_for_each_other_in_one_order():
    keeper = staff(Role.SECRETARIAT, "96.71", full_name="Sari Wanggai")
    mentor, learner = (member_user(role, full_name="Orang") for role in (Role.MENTOR, Role.MENTEE))
    pairing = active_pairing(mentor, learner)
    locked, outcomes = threading.Event(), {}

    def run(name, user, act):
        try:
            user = User.objects.get(pk=user.pk)
            with acting_as(user):
                act(user)
            outcomes[name] = "done"
        except Exception as error:
            outcomes[name] = type(error).__name__
        finally:
            connection.close()

    def pause(user):
        lock_pairing(pairing, user)
        locked.set()
        time.sleep(0.5)  # the other side has its first lock, or waits for this one
        pairing_pause(by=user, pairing=pairing, reason="Cuti")

    def end(user):
        locked.wait(5)
        member_move_status(by=user, member=learner.member, **END)

    threads = [
        threading.Thread(target=run, args=["pause", mentor, pause]),
        threading.Thread(target=run, args=["end", keeper, end]),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert outcomes == {"pause": "done", "end": "done"}
    pairing.refresh_from_db()
    assert pairing.state == PairingState.ENDED_EARLY


# Pauses


def paused(days_ago, *pauses):
    """A pairing that pauses since so many days, after pauses from and to so many days ago."""
    today = timezone.localdate()
    kept = [DateRange(today - timedelta(days=start), today - timedelta(days=end)) for start, end in pauses]
    since = None if days_ago is None else today - timedelta(days=days_ago)
    state = PairingState.ACTIVE if since is None else PairingState.PAUSED
    return active_pairing(state=state, pauses=kept, paused_on=since, active_on=today - timedelta(days=300))


@pytest.mark.parametrize(
    ("days_ago", "pauses", "ends"),
    [
        (89, [], False),
        (90, [], True),
        (3, [(95, 5)], True),
        (10, [(60, 10), (95, 67)], True),
        (10, [(60, 10), (95, 68)], False),
        (3, [(95, 11)], False),
    ],
)
def test_pauses_close_to_each_other_count_as_one(days_ago, pauses, ends):
    pairing = paused(days_ago, *pauses)

    with jobs_context():
        assert pauses_end() == ends

    pairing.refresh_from_db()
    assert pairing.state == (PairingState.ACTIVE if ends else PairingState.PAUSED)


def test_a_pause_that_is_used_up_does_not_begin_again_at_once(deed):
    used_up, rested = paused(None, (95, 5)), paused(None, (100, 8))
    for pairing in (used_up, rested):
        mentor = pairing.participants.get(role=ParticipantRole.MENTOR).user
        if pairing == used_up:
            with pytest.raises(RuleError, match="sudah terpakai"):
                deed(pairing_pause, by=mentor, pairing=pairing, reason="Cuti lagi")
        else:
            deed(pairing_pause, by=mentor, pairing=pairing, reason="Cuti lagi")

    assert states() == {used_up.pk: PairingState.ACTIVE, rested.pk: PairingState.PAUSED}
