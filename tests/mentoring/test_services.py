"""Deeds and their refusals, each under the database role of whoever acts."""

import re
import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from accounts.scoping import acting_as
from core.context import jobs_context
from core.errors import RuleError
from core.sweeps import SweepFailed
from mentoring.documents import guide_texts
from mentoring.entries import LogEntry, NewAction
from mentoring.enums import (
    ActionState,
    AgreementState,
    Answer,
    EvidenceKind,
    Format,
    MentorState,
    PairingState,
    Phase,
    SessionState,
)
from mentoring.models import (
    ActionItem,
    Agreement,
    Mentor,
    MentorTransition,
    Pairing,
    PairingParticipant,
    PairingTransition,
    ProgrammeTransition,
    Session,
    SessionAttendance,
    SessionLog,
)
from mentoring.services import offers
from mentoring.services.agreements import agreement_draft, agreement_sign, pairing_orient
from mentoring.services.closures import pairing_complete
from mentoring.services.departures import membership_settle
from mentoring.services.logs import (
    LoggedDifferently,
    note_write,
    session_acknowledge,
    session_dispute,
    session_log,
    session_settle,
)
from mentoring.services.mentors import mentor_accept, mentor_invite, mentor_move, mentor_orient, mentor_set_capacity
from mentoring.services.offers import pairing_answer, pairing_propose, pairing_undo
from mentoring.services.pairings import pairing_end, pairing_pause, pairing_resume
from mentoring.services.people import person_invite
from mentoring.services.phases import pairing_record_evidence, pairing_send_back
from mentoring.services.programmes import goal_add, programme_create, programme_move
from mentoring.services.sessions import session_cancel, session_confirm, session_miss, session_plan, session_reschedule
from mentoring.tasks import settle_overdue
from tests.factories.accounts import staff
from tests.factories.cadres import MemberFactory, member_user
from tests.factories.mentoring import (
    ProgrammeFactory,
    active_pairing,
    agreement_of,
    held_session,
    mentor_of,
    needed,
    pairing_of,
    planned_session,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def refuses(deed):
    """`refuses(service, by=…, …)`: the sentence with which a deed is refused."""

    def ask(service, **arguments):
        with pytest.raises(RuleError) as refusal:
            deed(service, **arguments)
        return str(refusal.value)

    return ask


@pytest.fixture
def pairing(yohanis, marthina):
    return active_pairing(yohanis, marthina)


def entry(**changes):
    """A log of a meeting two hours ago, shortly after midnight of this day."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    defaults = {
        "start": max(timezone.now() - timedelta(hours=2), midnight),
        "minutes": 60,
        "no_new_action": True,
        "no_next_reason": "Belum tahu",
    }
    return LogEntry(**defaults | changes)


# Offers


def test_offer_is_refused_with_every_reason_at_once(refuses, kornelis, yohanis, marthina):
    programme = ProgrammeFactory.create(state="draft")
    mentor = mentor_of(yohanis.member, state=MentorState.PAUSED)
    active_pairing(mentee=marthina)

    def propose(**changes):
        wanted = {"programme": programme, "learners": [marthina.member], "mentor": mentor, "reason": "Dekat"}
        return refuses(pairing_propose, by=kornelis, **wanted | changes)

    sentence = propose()
    for part in ("belum dibuka", "belum aktif", "sudah punya pasangan"):
        assert part in sentence
    assert "alasan" in propose(reason=" ")
    assert "dirinya sendiri" in propose(learners=[yohanis.member])
    assert "Bentuk ini untuk 2–8 kader" in propose(format=Format.GROUP)
    assert "belum bersedia" in propose(learners=[MemberFactory.create(wants_mentoring=False)])
    assert "tidak aktif" in propose(learners=[MemberFactory.create(status="suspended")])
    assert "belum punya akun" in propose(learners=[MemberFactory.create()])
    assert "dua kali" in propose(format=Format.PEER, mentor=None, learners=[marthina.member, marthina.member])
    assert Pairing.objects.filter(state=PairingState.OFFERED).count() == 0


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.LEADER])
def test_only_coordinators_propose(refuses, role, yohanis, marthina):
    other = staff(role, "96.71")

    sentence = refuses(
        pairing_propose,
        by=other,
        programme=ProgrammeFactory.create(),
        learners=[marthina.member],
        mentor=mentor_of(yohanis.member),
        reason="Dekat",
    )

    assert "Hanya koordinator" in sentence


def test_members_of_another_region_cannot_be_paired(refuses, kornelis, yohanis):
    foreign = member_user(Role.MENTEE, code="13.71.01.1001").member

    assert "Bentuk ini untuk 1 kader" in refuses(
        pairing_propose,
        by=kornelis,
        programme=ProgrammeFactory.create(),
        learners=[foreign],
        mentor=mentor_of(yohanis.member),
        reason="Dekat",
    )


def test_peers_meet_without_mentor_and_any_of_them_logs(deed, kornelis):
    first, second = (member_user(Role.MENTEE, full_name=name) for name in ("Selfina Nauw", "Ruben Idie"))
    pairing = deed(
        pairing_propose,
        by=kornelis,
        programme=ProgrammeFactory.create(),
        learners=[first.member, second.member],
        format=Format.PEER,
        reason="Satu ranting",
    )
    for user in (first, second):
        deed(pairing_answer, by=user, pairing=pairing, accepts=True)
    session = deed(session_log, by=second, pairing=pairing, entry=entry())
    deed(session_acknowledge, by=first, session=session)

    session.refresh_from_db()
    assert (session.state, session.logged_by) == (SessionState.ACKNOWLEDGED, second)
    with pytest.raises(RuleError, match="ditanggapi oleh kader"):
        deed(session_dispute, by=second, session=session, reason="x")


def test_undo_ends_after_ten_minutes_or_an_answer(deed, refuses, kornelis, sari, yohanis, marthina):
    mentor = mentor_of(yohanis.member)
    now = timezone.now()

    def propose():
        return deed(
            pairing_propose,
            by=kornelis,
            programme=ProgrammeFactory.create(),
            learners=[marthina.member],
            mentor=mentor,
            reason="Dekat",
            at=now,
        )

    pairing = propose()
    assert "Hanya koordinator" in refuses(pairing_undo, by=sari, pairing=pairing)
    assert "sepuluh menit" in refuses(pairing_undo, by=kornelis, pairing=pairing, at=now + timedelta(minutes=11))
    deed(pairing_undo, by=kornelis, pairing=pairing, at=now + timedelta(minutes=10))
    assert Pairing.objects.count() == 0
    pairing = propose()
    deed(pairing_answer, by=yohanis, pairing=pairing, accepts=True)
    assert "sudah ada yang menjawab" in refuses(pairing_undo, by=kornelis, pairing=pairing).lower()


def test_a_group_goes_on_without_one_who_declines(deed, kornelis, yohanis):
    people = [member_user(Role.MENTEE, full_name=f"Kader {n}") for n in range(3)]
    pairing = deed(
        pairing_propose,
        by=kornelis,
        programme=ProgrammeFactory.create(),
        learners=[user.member for user in people],
        mentor=mentor_of(yohanis.member),
        format=Format.GROUP,
        reason="Satu ranting",
    )
    for user in (yohanis, people[0], people[1]):
        deed(pairing_answer, by=user, pairing=pairing, accepts=True)
    deed(pairing_answer, by=people[2], pairing=pairing, accepts=False)

    pairing.refresh_from_db()
    left = pairing.participants.get(user=people[2])
    assert pairing.state == PairingState.ACCEPTED
    assert (left.answer, left.left_at is not None) == (Answer.DECLINED, True)
    with acting_as(people[2]):
        assert not Pairing.objects.exists()


def test_answers_are_given_once_and_in_time(deed, refuses, yohanis, marthina):
    mentor_of(yohanis.member)
    pairing = pairing_of(marthina.member, mentor=yohanis.member, state=PairingState.OFFERED)
    deed(pairing_answer, by=yohanis, pairing=pairing, accepts=True)
    deed(pairing_answer, by=yohanis, pairing=pairing, accepts=True)

    assert "sudah ditutup" in refuses(pairing_answer, by=yohanis, pairing=pairing, accepts=False)
    late = timezone.now() + timedelta(days=14)
    assert "sudah ditutup" in refuses(pairing_answer, by=marthina, pairing=pairing, accepts=True, at=late)


def test_paused_mentor_takes_nobody(refuses, yohanis, marthina):
    mentor_of(yohanis.member, state=MentorState.PAUSED)
    pairing = pairing_of(marthina.member, mentor=yohanis.member, state=PairingState.OFFERED)

    assert "belum aktif" in refuses(pairing_answer, by=yohanis, pairing=pairing, accepts=True)


def test_silence_lapses_once(yohanis, marthina):
    mentor_of(yohanis.member)
    now = timezone.now()
    old = pairing_of(
        marthina.member, mentor=yohanis.member, state=PairingState.OFFERED, offered_at=now - timedelta(days=14)
    )
    fresh = pairing_of(
        MemberFactory.create(),
        mentor=yohanis.member,
        state=PairingState.OFFERED,
        offered_at=now - timedelta(days=13, hours=23),
    )

    settle_overdue()
    settle_overdue()

    assert dict(Pairing.objects.values_list("pk", "state")) == {
        old.pk: PairingState.DECLINED,
        fresh.pk: PairingState.OFFERED,
    }
    lapsed = PairingTransition.objects.get(to_value="declined")
    assert (lapsed.actor, lapsed.pairing_id) == (None, old.pk)


def test_one_bad_row_stops_no_other(yohanis, monkeypatch, caplog):
    mentor_of(yohanis.member)
    old = {"state": PairingState.OFFERED, "offered_at": timezone.now() - timedelta(days=14)}
    pairings = [pairing_of(MemberFactory.create(), mentor=yohanis.member, **old) for _ in range(3)]
    move = offers.move_pairing

    def fail_for_one(pairing, *args, **changes):
        if pairing.pk == pairings[1].pk:
            raise ValueError("bad row")
        move(pairing, *args, **changes)

    monkeypatch.setattr(offers, "move_pairing", fail_for_one)
    for _ in range(2):
        with pytest.raises(SweepFailed, match=f"row={pairings[1].pk}$"):
            settle_overdue()

    states = dict(Pairing.objects.values_list("pk", "state"))
    assert [states[pairing.pk] for pairing in pairings] == ["declined", "offered", "declined"]
    assert PairingTransition.objects.filter(to_value="declined").count() == 2
    assert caplog.text.count("sweep.failed") == 2
    assert "bad row" not in caplog.text

    monkeypatch.undo()
    settle_overdue()
    assert not Pairing.objects.filter(state=PairingState.OFFERED).exists()


# Capacity


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_never_pass_the_limit():
    mentor_user = member_user(Role.MENTOR, full_name="Yosepha Asmuruf")
    mentor_of(mentor_user.member, soft_capacity=1, capacity=1)
    programme = ProgrammeFactory.create()
    offers = [
        pairing_of(MemberFactory.create(), mentor=mentor_user.member, state=PairingState.OFFERED, programme=programme)
        for _ in range(4)
    ]
    start, outcomes = threading.Barrier(4), []

    def answer(pairing):
        try:
            user = User.objects.get(pk=mentor_user.pk)
            start.wait()
            with acting_as(user):
                pairing_answer(by=user, pairing=pairing, accepts=True)
            outcomes.append("yes")
        except RuleError as error:
            outcomes.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=answer, args=[pairing]) for pairing in offers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert outcomes.count("yes") == 1
    assert sum("sebanyak batasnya" in outcome for outcome in outcomes) == 3
    assert Mentor.objects.get().load == 1


@pytest.mark.django_db(transaction=True)
def test_two_last_answers_at_once_give_a_learner_one_pairing():
    mentors = [member_user(Role.MENTOR, full_name=name) for name in ("Yosepha Asmuruf", "Simson Kambu")]
    learner, programme = MemberFactory.create(), ProgrammeFactory.create()
    for mentor in mentors:
        mentor_of(mentor.member)
    offers = [
        pairing_of(learner, mentor=mentor.member, state=PairingState.OFFERED, programme=programme) for mentor in mentors
    ]
    PairingParticipant.objects.filter(member=learner).update(answer=Answer.ACCEPTED)
    start, outcomes = threading.Barrier(2), []

    def answer(pairing, mentor):
        try:
            user = User.objects.get(pk=mentor.pk)
            start.wait()
            with acting_as(user):
                pairing_answer(by=user, pairing=pairing, accepts=True)
            outcomes.append("yes")
        except RuleError as error:
            outcomes.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=answer, args=pair) for pair in zip(offers, mentors, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert outcomes.count("yes") == 1
    assert sum("sudah didampingi" in outcome for outcome in outcomes) == 1
    assert sorted(Pairing.objects.values_list("state", flat=True)) == ["accepted", "offered"]
    assert Mentor.objects.filter(load=1).count() == 1


@pytest.mark.django_db(transaction=True)
def test_sequence_numbers_have_no_gap_under_parallel_writers():
    pairing = active_pairing()
    mentor = pairing.participants.get(role="mentor").user
    start, failures = threading.Barrier(5), []

    def log(n):
        try:
            user = User.objects.get(pk=mentor.pk)
            start.wait()
            with acting_as(user):
                session_log(by=user, pairing=pairing, entry=entry(start=timezone.now() - timedelta(hours=2 + n)))
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=log, args=[n]) for n in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert sorted(Session.objects.values_list("sequence", flat=True)) == [1, 2, 3, 4, 5]


@pytest.mark.django_db(transaction=True)
def test_double_tap_is_one_session():
    pairing = active_pairing()
    mentor = pairing.participants.get(role="mentor").user
    same = entry(private_note="Catatan saya")
    start, answers = threading.Barrier(3), []

    def tap():
        try:
            user = User.objects.get(pk=mentor.pk)
            start.wait()
            with acting_as(user):
                answers.append(session_log(by=user, pairing=pairing, entry=same).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=tap) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(answers) == 3
    assert set(answers) == {Session.objects.get().pk}


def test_capacity_cannot_be_cut_below_the_load(refuses, kornelis, yohanis):
    active_pairing(yohanis)
    active_pairing(yohanis)
    mentor = Mentor.objects.get(member=yohanis.member)

    assert "sedang membina 2" in refuses(mentor_set_capacity, by=kornelis, mentor=mentor, soft_capacity=1, capacity=1)
    assert "Beban wajar" in refuses(mentor_set_capacity, by=kornelis, mentor=mentor, soft_capacity=0, capacity=5)


# Mentors


def test_mentor_moves_need_the_right_person(deed, refuses, kornelis, yohanis, marthina):
    pairing = active_pairing(yohanis, marthina)
    mentor = Mentor.objects.get(member=yohanis.member)
    above = staff(Role.COORDINATOR, "96")
    removal = {"mentor": mentor, "to": MentorState.REMOVED, "reason": "Laporan terbukti"}
    assert "tingkat atasnya" in refuses(mentor_move, by=kornelis, **removal)
    deed(mentor_move, by=yohanis, mentor=mentor, to=MentorState.PAUSED, reason="Sakit")
    pairing.refresh_from_db()
    assert pairing.state == PairingState.PAUSED
    assert "masih jeda" in refuses(pairing_resume, by=marthina, pairing=pairing)
    assert "tidak bisa menjadi" in refuses(mentor_move, by=above, **removal)
    deed(mentor_move, by=yohanis, mentor=mentor, to=MentorState.ACTIVE)
    deed(pairing_resume, by=marthina, pairing=pairing)
    deed(mentor_move, by=above, **removal)

    pairing.refresh_from_db()
    assert pairing.state == PairingState.REMATCHED
    assert not yohanis.assignments.current().filter(role=Role.MENTOR).exists()


def test_invitation_uses_no_address_of_somebody_else(deed, refuses, kornelis, sari, marthina):
    member = MemberFactory.create()
    taken = marthina.email
    assert "orang lain" in refuses(mentor_invite, by=kornelis, member=member, email=taken)
    assert not Mentor.objects.exists()
    deed(mentor_invite, by=sari, member=member, email="baru@contoh.test")

    assert "sudah tercatat" in refuses(mentor_invite, by=kornelis, member=member)
    suspended = MemberFactory.create(status="suspended")
    assert "tidak aktif" in refuses(mentor_invite, by=kornelis, member=suspended, email="x@contoh.test")
    again = deed(person_invite, by=kornelis, member=marthina.member, email="", role=Role.MENTOR)
    assert again == marthina
    assert {a.role for a in marthina.assignments.current()} == {Role.MENTOR, Role.MENTEE}


# Orientation, agreement, life


def test_agreement_counts_when_everybody_signed_the_same_version(deed, refuses, yohanis, marthina, kornelis):
    mentor_of(yohanis.member)
    pairing = pairing_of(marthina.member, mentor=yohanis.member, state=PairingState.ACCEPTED)
    today = timezone.localdate()
    terms = {"purpose": "Siap", "rhythm": "Sabtu", "starts_on": today, "ends_on": today + timedelta(days=100)}
    assert "Hanya koordinator" in refuses(agreement_draft, by=marthina, pairing=pairing, **terms)
    assert "setelah tanggal mulai" in refuses(
        agreement_draft, by=yohanis, pairing=pairing, **terms | {"ends_on": today}
    )
    first = deed(agreement_draft, by=yohanis, pairing=pairing, **terms)
    deed(agreement_sign, by=yohanis, agreement=first)
    second = deed(agreement_draft, by=kornelis, pairing=pairing, **terms)
    assert "sudah diganti" in refuses(agreement_sign, by=marthina, agreement=first)
    deed(agreement_sign, by=marthina, agreement=second)
    deed(agreement_sign, by=marthina, agreement=second)
    assert Agreement.objects.get(pk=second.pk).state == AgreementState.SIGNED_ONE
    deed(agreement_sign, by=yohanis, agreement=second)

    assert [a.state for a in Agreement.objects.order_by("version")] == ["amended", "in_force"]
    assert Pairing.objects.get().state == PairingState.ACCEPTED, "nobody is oriented yet"
    assert "Centang semua" in refuses(pairing_orient, by=marthina, pairing=pairing, items=["rights"])


def test_amending_replaces_the_version_in_force(deed, pairing, yohanis, marthina):
    today = timezone.localdate()
    newer = deed(
        agreement_draft,
        by=yohanis,
        pairing=pairing,
        purpose="Baru",
        rhythm="Baru",
        starts_on=today,
        ends_on=today + timedelta(days=9),
    )
    assert Agreement.objects.filter(state="in_force").get().version == 1
    for user in (yohanis, marthina):
        deed(agreement_sign, by=user, agreement=newer)

    assert [a.state for a in Agreement.objects.order_by("version")] == ["amended", "in_force"]
    assert Pairing.objects.get().planned_end_on == newer.ends_on


def test_mentee_ends_without_a_reason_and_plans_fall_away(deed, refuses, pairing, yohanis, marthina):
    planned = planned_session(pairing, timezone.now() + timedelta(hours=3))
    assert "alasannya" in refuses(pairing_end, by=yohanis, pairing=pairing)

    deed(pairing_end, by=marthina, pairing=pairing)

    planned.refresh_from_db()
    pairing.refresh_from_db()
    assert (pairing.state, pairing.ended_on) == (PairingState.ENDED_EARLY, timezone.localdate())
    assert (planned.state, planned.late_cancelled) == (SessionState.CANCELLED, False)
    assert "tidak bisa menjadi" in refuses(pairing_pause, by=marthina, pairing=pairing, reason="x")


def test_completion_needs_the_final_evidence(deed, refuses, pairing, kornelis, yohanis):
    assert "fase evaluasi" in refuses(pairing_complete, by=kornelis, pairing=pairing)
    assert "Hanya koordinator" in refuses(pairing_complete, by=yohanis, pairing=pairing)


def test_evidence_is_for_coordinators_of_running_pairings(deed, refuses, kornelis, sari, pairing, marthina):
    talk = {"kind": EvidenceKind.COORDINATOR_TALK, "note": "Telepon"}
    assert "Hanya koordinator" in refuses(pairing_record_evidence, by=sari, pairing=pairing, **talk)
    waiting = pairing_of(MemberFactory.create(), mentor=MemberFactory.create(), state=PairingState.ACCEPTED)
    assert "setelah pasangan aktif" in refuses(pairing_record_evidence, by=kornelis, pairing=waiting, **talk)
    deed(pairing_record_evidence, by=kornelis, pairing=pairing, **talk)
    deed(pairing_record_evidence, by=kornelis, pairing=pairing, **talk | {"note": "Bertemu"})
    assert pairing.evidence.get().note == "Bertemu"

    assert "tidak dapat dikembalikan" in refuses(pairing_send_back, by=kornelis, pairing=pairing, reason="x")


# Sessions


def test_planning_twice_plans_once_and_never_in_the_past(deed, refuses, pairing, yohanis, marthina):
    start, key = timezone.now() + timedelta(days=4), uuid4()
    first = deed(session_plan, by=yohanis, pairing=pairing, start=start, client_uuid=key)
    again = deed(session_plan, by=yohanis, pairing=pairing, start=start, client_uuid=key)

    assert first.pk == again.pk
    assert "Sudah ada rencana" in refuses(session_plan, by=marthina, pairing=pairing, start=start)
    past = timezone.now() - timedelta(minutes=1)
    assert "sudah lewat" in refuses(session_plan, by=yohanis, pairing=pairing, start=past)
    deed(pairing_pause, by=yohanis, pairing=pairing, reason="Cuti")
    assert "tidak jeda" in refuses(session_plan, by=yohanis, pairing=pairing, start=timezone.now() + timedelta(days=9))


def test_the_other_side_confirms_and_a_move_asks_again(deed, refuses, pairing, yohanis, marthina):
    session = deed(session_plan, by=yohanis, pairing=pairing, start=timezone.now() + timedelta(days=4))
    assert "pihak lain" in refuses(session_confirm, by=yohanis, session=session)
    deed(session_confirm, by=marthina, session=session)
    later = timezone.now() + timedelta(days=5)
    moved = deed(session_reschedule, by=marthina, session=session, start=later, reason="Panen")

    assert (moved.state, moved.calendar_sequence, moved.confirmed_by) == (SessionState.PLANNED, 2, None)
    assert "pihak lain" in refuses(session_confirm, by=marthina, session=moved)
    assert [t.to_value for t in session.transitions.all()] == ["planned", "confirmed", "planned"]


def test_cancelling_late_is_remembered(deed, refuses, pairing, marthina, yohanis):
    now = timezone.now()
    near, far = planned_session(pairing, now + timedelta(hours=23)), planned_session(pairing, now + timedelta(hours=25))
    for session in (near, far):
        deed(session_cancel, by=marthina, session=session, reason="Hujan")

    near.refresh_from_db()
    far.refresh_from_db()
    assert (near.late_cancelled, far.late_cancelled) == (True, False)
    assert set(Session.objects.missed()) == {near}
    assert "tidak direncanakan" in refuses(session_cancel, by=yohanis, session=near, reason="x")
    assert "belum dimulai" in refuses(
        session_miss, by=yohanis, session=planned_session(pairing), who=SessionState.NO_SHOW_MENTEE
    )


def test_log_says_what_is_missing(refuses, pairing, yohanis, marthina, sari):
    owner = pairing.participants.get(user=marthina)
    mentee_away = {owner.pk: "absent"}
    far = timezone.now() - timedelta(days=31)
    cases = {
        "Lama pertemuan": entry(minutes=0),
        "seorang kader hadir": entry(attendance=mentee_away),
        "satu tindak lanjut": entry(no_new_action=False),
        "paling banyak tiga": entry(no_new_action=False, new_actions=[NewAction("x", owner.pk)] * 4),
        "siapa yang mengerjakan": entry(no_new_action=False, new_actions=[NewAction("x", 0)]),
        "Pilih pertemuan berikut": entry(no_next_reason=""),
        "setelah pertemuan ini": entry(next_meeting_on=timezone.localdate() - timedelta(days=3)),
        "belum dimulai": entry(start=timezone.now() + timedelta(minutes=11)),
        "oleh koordinator": entry(start=far),
    }

    for part, case in cases.items():
        assert part in refuses(session_log, by=yohanis, pairing=pairing, entry=case)
    assert "oleh koordinator" in refuses(session_log, by=sari, pairing=pairing, entry=entry(start=far))
    assert "Hanya koordinator atau sekretariat" in refuses(session_log, by=marthina, pairing=pairing, entry=entry())
    assert not Session.objects.exists()


def test_coordinator_enters_old_meetings_and_they_are_marked(deed, refuses, kornelis, yohanis, marthina):
    pairing = active_pairing(yohanis, marthina, offered_at=timezone.now() - timedelta(days=120))
    old = deed(session_log, by=kornelis, pairing=pairing, entry=entry(start=timezone.now() - timedelta(days=90)))

    assert (old.backdated, old.on_behalf_of, old.logged_by) == (True, yohanis, kornelis)
    older = entry(start=timezone.now() - timedelta(days=91))
    assert "tidak dapat dicatat lagi" in refuses(session_log, by=kornelis, pairing=pairing, entry=older)
    before = pairing_of(MemberFactory.create(), mentor=MemberFactory.create(), state=PairingState.ACCEPTED)
    ancient = entry(start=timezone.now() - timedelta(days=60))
    assert "baru ada sejak" in refuses(session_log, by=kornelis, pairing=before, entry=ancient)


def test_same_start_twice_is_refused_and_another_hour_is_not(deed, refuses, pairing, yohanis, sari):
    start = timezone.now() - timedelta(hours=5)
    deed(session_log, by=yohanis, pairing=pairing, entry=entry(start=start))

    assert "sudah tercatat" in refuses(session_log, by=sari, pairing=pairing, entry=entry(start=start))
    deed(session_log, by=sari, pairing=pairing, entry=entry(start=start + timedelta(hours=2)))
    assert list(Session.objects.order_by("pk").values_list("sequence", flat=True)) == [1, 2]


def test_another_body_under_the_same_key_overwrites_nothing(deed, pairing, yohanis):
    first = entry(goal="Satu")
    session = deed(session_log, by=yohanis, pairing=pairing, entry=first)
    assert deed(session_log, by=yohanis, pairing=pairing, entry=first).pk == session.pk

    with pytest.raises(LoggedDifferently) as refusal:
        deed(
            session_log,
            by=yohanis,
            pairing=pairing,
            entry=entry(goal="Dua", start=first.start, client_uuid=first.client_uuid),
        )
    assert refusal.value.session == session
    assert SessionLog.objects.get().goal == "Satu"


def test_log_fulfils_the_plan_of_its_day_and_plans_the_next_at_the_same_hour(deed, pairing, yohanis):
    start = timezone.now() - timedelta(hours=2)
    planned = planned_session(pairing, start)
    day = timezone.localdate(start) + timedelta(days=14)
    session = deed(
        session_log, by=yohanis, pairing=pairing, entry=entry(start=start, next_meeting_on=day, no_next_reason="")
    )

    assert session.pk == planned.pk
    following = Session.objects.upcoming().get()
    assert following.planned_start == start + timedelta(days=14)
    with pytest.raises(RuleError, match="sudah tercatat atau dibatalkan"):
        deed(session_log, by=yohanis, pairing=pairing, session=planned, entry=entry())


def test_open_steps_come_back_until_they_are_done(deed, refuses, pairing, yohanis, marthina):
    held = held_session(pairing)
    owner = pairing.participants.get(user=marthina)
    action = ActionItem.objects.create(
        unit=pairing.unit, pairing=pairing, session=held, what="Kunjungi 20 rumah", owner=owner
    )
    for n, state in enumerate((ActionState.PARTLY, ActionState.NOT_DONE, ActionState.DONE)):
        start = timezone.now() - timedelta(hours=9 - n)
        deed(session_log, by=yohanis, pairing=pairing, entry=entry(start=start, reviewed={action.pk: state}))
        action.refresh_from_db()
        assert action.state == state
    assert action.closed_in.sequence == 4
    foreign = held_session(active_pairing())
    other = ActionItem.objects.create(
        unit=foreign.unit,
        pairing=foreign.pairing,
        session=foreign,
        what="x",
        owner=foreign.pairing.participants.first(),
    )
    deed(session_log, by=yohanis, pairing=pairing, entry=entry(reviewed={other.pk: "done", action.pk: "partly"}))

    assert set(ActionItem.objects.values_list("pk", "state")) == {(action.pk, "done"), (other.pk, "open")}


def test_group_log_keeps_who_was_there(deed, kornelis, yohanis):
    people = [member_user(Role.MENTEE, full_name=f"Kader {n}") for n in range(2)]
    mentor_of(yohanis.member)
    pairing = pairing_of(*(user.member for user in people), mentor=yohanis.member, format=Format.GROUP)
    away = pairing.participants.get(user=people[1])
    deed(session_log, by=yohanis, pairing=pairing, entry=entry(attendance={away.pk: "absent"}))

    assert sorted(SessionAttendance.objects.values_list("status", flat=True)) == ["absent", "present", "present"]


def test_two_sessions_and_a_talk_leave_the_rapport(deed, pairing, yohanis, kornelis):
    deed(pairing_record_evidence, by=kornelis, pairing=pairing, kind="coordinator_talk", note="ok")
    deed(session_log, by=yohanis, pairing=pairing, entry=entry())
    assert Pairing.objects.get().phase == Phase.RAPPORT
    deed(session_log, by=yohanis, pairing=pairing, entry=entry(start=timezone.now() - timedelta(hours=5)))

    pairing.refresh_from_db()
    moved = pairing.transitions.get(kind="phase")
    assert (pairing.phase, moved.from_value, moved.actor) == (Phase.DIAGNOSTIC, Phase.RAPPORT, yohanis)


def test_silence_acknowledges_after_fourteen_days_and_says_so(pairing):
    now = timezone.now()
    old = held_session(pairing, received_at=now - timedelta(days=14))
    fresh = held_session(pairing, timezone.localdate(), received_at=now - timedelta(days=13))

    settle_overdue()
    settle_overdue()

    old.refresh_from_db()
    fresh.refresh_from_db()
    assert (old.state, old.auto_acknowledged, old.transitions.count()) == (SessionState.ACKNOWLEDGED, True, 1)
    assert fresh.state == SessionState.LOGGED


def test_disputes_are_settled_by_the_coordinator(deed, refuses, pairing, marthina, yohanis, kornelis):
    session = held_session(pairing)
    deed(session_dispute, by=marthina, session=session, reason="Kami tidak bertemu")
    assert "ditanggapi oleh kader" in refuses(session_acknowledge, by=yohanis, session=session)
    assert "Hanya koordinator" in refuses(session_settle, by=yohanis, session=session, stands=True, reason="x")
    deed(session_settle, by=kornelis, session=session, stands=False, reason="Benar")

    session.refresh_from_db()
    pairing.refresh_from_db()
    assert (session.state, pairing.last_held_on) == (SessionState.CANCELLED, None)
    assert list(Session.objects.missed()) == []


def test_private_notes_belong_to_mentors(deed, refuses, pairing, yohanis, marthina):
    session = held_session(pairing)
    assert "hanya untuk mentor" in refuses(note_write, by=marthina, session=session, body="x")
    for body in ("Satu", "Dua", ""):
        deed(note_write, by=yohanis, session=session, body=body)


# Programmes


def test_programmes_move_only_forward_and_with_what_they_need(refuses, deed, kornelis, sari):
    programme = ProgrammeFactory.create(state="draft", goal=False, coordinator=kornelis)
    assert "sasaran organisasi" in refuses(programme_move, by=kornelis, programme=programme, to="open")
    assert "tidak bisa menjadi" in refuses(programme_move, by=kornelis, programme=programme, to="running")
    goal = {
        "programme": programme,
        "statement": "Kursi",
        "measure": "kursi",
        "baseline": 8,
        "target": 8,
        "due_on": timezone.localdate(),
    }
    assert "harus berbeda" in refuses(goal_add, by=kornelis, **goal)
    assert "Hanya koordinator" in refuses(goal_add, by=sari, **goal | {"target": 12})
    deed(goal_add, by=kornelis, **goal | {"target": 12})
    sentence = refuses(programme_move, by=kornelis, programme=programme, to="open")
    assert "kajian kebutuhan" in sentence
    assert "jendela waktu" in sentence
    needed(programme)
    deed(programme_move, by=kornelis, programme=programme, to="open")
    assert "pasangan yang aktif" in refuses(programme_move, by=kornelis, programme=programme, to="running")


def test_jobs_write_no_text(pairing):
    held_session(pairing)

    with jobs_context():
        assert SessionLog.objects.count() == 0
        assert Agreement.objects.count() == 1


def test_agreement_of_a_pairing_with_three_needs_three(deed, yohanis):
    people = [member_user(Role.MENTEE, full_name=f"Kader {n}") for n in range(2)]
    mentor_of(yohanis.member)
    pairing = pairing_of(
        *(user.member for user in people), mentor=yohanis.member, format=Format.GROUP, state=PairingState.ACCEPTED
    )
    agreement = agreement_of(pairing, AgreementState.DRAFT, signed_by=[])
    for n, user in enumerate((yohanis, *people)):
        signed = deed(agreement_sign, by=user, agreement=agreement)
        assert signed.state == (AgreementState.IN_FORCE if n == 2 else AgreementState.SIGNED_ONE)


def test_moves_of_mentors_are_kept_with_their_reason_and_shown(deed, client_of, kornelis, sari, yohanis):
    member = yohanis.member
    mentor = deed(mentor_invite, by=sari, member=member)
    deed(mentor_accept, by=yohanis, mentor=mentor)
    deed(mentor_orient, by=yohanis, mentor=mentor, items=[code for code, _text in guide_texts("mentors")])
    for state in (MentorState.ORIENTED, MentorState.ACTIVE):
        mentor = deed(mentor_move, by=kornelis, mentor=mentor, to=state)
    deed(mentor_move, by=yohanis, mentor=mentor, to=MentorState.PAUSED, reason="Menjaga anak sakit")
    deed(membership_settle, by=sari, member=member)

    moves = MentorTransition.objects.values_list("from_value", "to_value", "actor", "reason")
    assert list(moves) == [
        ("", "invited", sari.pk, ""),
        ("invited", "accepted", yohanis.pk, ""),
        ("accepted", "oriented", kornelis.pk, ""),
        ("oriented", "active", kornelis.pk, ""),
        ("active", "paused", yohanis.pk, "Menjaga anak sakit"),
        ("paused", "removed", sari.pk, "Keanggotaan berakhir."),
    ]
    page = client_of(kornelis).get(mentor.get_absolute_url()).content.decode()
    assert "Menjaga anak sakit" in page
    assert "Keanggotaan berakhir." in page


def test_moves_of_programmes_are_kept_and_shown_to_staff(deed, client_of, kornelis, sari, dewi):
    today = timezone.localdate()
    programme = deed(
        programme_create, by=kornelis, name="Angkatan I", starts_on=today, ends_on=today + timedelta(days=120)
    )
    deed(
        goal_add,
        by=kornelis,
        programme=programme,
        statement="Kursi",
        measure="kursi",
        baseline=8,
        target=12,
        due_on=today,
    )
    needed(programme)
    deed(programme_move, by=kornelis, programme=programme, to="open")

    moves = ProgrammeTransition.objects.values_list("from_value", "to_value", "actor")
    assert list(moves) == [("", "draft", kornelis.pk), ("draft", "open", kornelis.pk)]
    for user, sees in ((kornelis, True), (sari, True), (dewi, False)):
        assert ("Riwayat" in client_of(user).get(programme.get_absolute_url()).content.decode()) == sees


def test_a_session_that_falls_away_moves_like_any_other():
    """One module knows how a state is moved: nobody else writes a move."""
    found = [
        path.name
        for path in sorted((settings.BASE_DIR / "mentoring").rglob("*.py"))
        if re.search(r"Transition\.objects\.create", path.read_text())
    ]

    assert found == ["moves.py"]
