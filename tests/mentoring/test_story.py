"""The whole way of a pairing through the services, each deed under its own database role."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.enums import Role
from accounts.models import OutboxMessage
from core.errors import RuleError
from mentoring.documents import guide_texts, orientation_items
from mentoring.entries import LogEntry, NewAction
from mentoring.enums import (
    EvidenceKind,
    MentorState,
    PairingState,
    Phase,
    ProgrammeState,
    SessionState,
)
from mentoring.models import ActionItem, Agreement, Mentor, Pairing, PrivateNote, Session
from mentoring.services.agreements import agreement_draft, agreement_sign, pairing_orient
from mentoring.services.closures import pairing_complete
from mentoring.services.logs import session_acknowledge, session_log
from mentoring.services.mentors import mentor_accept, mentor_invite, mentor_move, mentor_orient
from mentoring.services.offers import pairing_answer, pairing_propose
from mentoring.services.phases import pairing_record_evidence
from mentoring.services.programmes import goal_add, programme_create, programme_move
from mentoring.services.sessions import session_cancel, session_confirm, session_plan
from tests.factories.mentoring import needed
from tests.mentoring.closing import close_all_but_the_rubric
from tests.mentoring.growing import measure_again, measure_and_plan

pytestmark = pytest.mark.django_db


def test_pairing_goes_all_the_way_from_proposal_to_completion(deed, kornelis, yohanis, marthina):
    now = timezone.now()
    today = timezone.localdate()
    programme = deed(
        programme_create,
        by=kornelis,
        name="Menuju 12 kursi",
        starts_on=today - timedelta(days=10),
        ends_on=today + timedelta(days=170),
    )
    deed(
        goal_add,
        by=kornelis,
        programme=programme,
        statement="Kursi DPRK",
        measure="kursi",
        baseline=8,
        target=12,
        due_on=today + timedelta(days=170),
    )
    needed(programme)
    deed(programme_move, by=kornelis, programme=programme, to=ProgrammeState.OPEN)
    mentor = deed(mentor_invite, by=kornelis, member=yohanis.member)
    deed(mentor_accept, by=yohanis, mentor=mentor)
    deed(mentor_orient, by=yohanis, mentor=mentor, items=[code for code, _text in guide_texts("mentors")])
    for state in (MentorState.ORIENTED, MentorState.ACTIVE):
        mentor = deed(mentor_move, by=kornelis, mentor=mentor, to=state)

    pairing = deed(
        pairing_propose,
        by=kornelis,
        programme=programme,
        learners=[marthina.member],
        mentor=mentor,
        reason="Satu kelurahan.",
    )
    assert pairing.state == PairingState.OFFERED
    deed(pairing_answer, by=yohanis, pairing=pairing, accepts=True)
    assert Mentor.objects.get().load == 1
    pairing = deed(pairing_answer, by=marthina, pairing=pairing, accepts=True)
    assert (pairing.state, pairing.phase) == (PairingState.ACCEPTED, Phase.ORIENTATION)

    for person, role in ((yohanis, "mentor"), (marthina, "mentee")):
        codes = [code for code, _sentence in orientation_items(role)]
        deed(pairing_orient, by=person, pairing=pairing, items=codes)
    agreement = deed(
        agreement_draft,
        by=yohanis,
        pairing=pairing,
        purpose="Siap menjadi calon",
        rhythm="Dua minggu sekali",
        starts_on=today,
        ends_on=today + timedelta(days=150),
    )
    deed(agreement_sign, by=yohanis, agreement=agreement)
    deed(agreement_sign, by=marthina, agreement=agreement)
    pairing = Pairing.objects.get()
    assert (pairing.state, pairing.phase) == (PairingState.ACTIVE, Phase.RAPPORT)
    assert pairing.planned_end_on == today + timedelta(days=150)
    assert len(Agreement.objects.get().clauses) == 11

    deed(programme_move, by=kornelis, programme=programme, to=ProgrammeState.RUNNING)
    session = deed(session_plan, by=yohanis, pairing=pairing, start=now + timedelta(days=5), place="Klasabi")
    deed(session_confirm, by=marthina, session=session)
    owner = pairing.participants.get(user=marthina)
    later = now + timedelta(days=5, hours=1)
    logged = deed(
        session_log,
        by=yohanis,
        pairing=pairing,
        session=session,
        at=later,
        entry=LogEntry(
            start=now + timedelta(days=5),
            minutes=60,
            competencies=["C04"],
            progress="forward",
            new_actions=[NewAction("Kunjungi 20 rumah", owner.pk)],
            next_meeting_on=today + timedelta(days=19),
            private_note="Perlu didengar.",
        ),
    )
    assert (logged.pk, logged.sequence, logged.state) == (session.pk, 1, SessionState.LOGGED)
    assert PrivateNote.objects.get().body == "Perlu didengar."
    assert Session.objects.upcoming().count() == 1
    deed(session_acknowledge, by=marthina, session=logged)

    action = ActionItem.objects.get()
    for n in range(1, 6):
        deed(
            session_log,
            by=yohanis,
            pairing=pairing,
            at=later + timedelta(days=n),
            entry=LogEntry(
                start=later + timedelta(days=n, hours=-1),
                minutes=45,
                no_new_action=True,
                no_next_reason="Belum tahu",
                reviewed={action.pk: "done"} if n == 1 else {},
            ),
        )
        if n == 1:
            deed(pairing_record_evidence, by=kornelis, pairing=pairing, kind=EvidenceKind.COORDINATOR_TALK, note="ok")
            measure_and_plan(deed, pairing, yohanis, marthina)
    assert Pairing.objects.get().phase == Phase.EXECUTION
    deed(pairing_record_evidence, by=kornelis, pairing=pairing, kind=EvidenceKind.MIDTERM_DONE, note="ok")
    for upcoming in Session.objects.upcoming():
        deed(session_cancel, by=yohanis, session=upcoming, reason="Sudah cukup", at=later)
    close_all_but_the_rubric(deed, pairing, kornelis, yohanis, [marthina])
    with pytest.raises(RuleError, match="Rubrik akhir"):
        deed(pairing_complete, by=kornelis, pairing=pairing)
    measure_again(deed, pairing, yohanis, marthina)
    deed(pairing_complete, by=kornelis, pairing=pairing)

    pairing = Pairing.objects.get()
    assert pairing.state == PairingState.COMPLETED
    assert [(t.kind, t.to_value) for t in pairing.transitions.all()] == [
        ("state", "proposed"),
        ("state", "offered"),
        ("state", "accepted"),
        ("phase", "orientation"),
        ("state", "active"),
        ("phase", "rapport"),
        ("phase", "diagnostic"),
        ("phase", "action_plan"),
        ("phase", "execution"),
        ("phase", "evaluation"),
        ("state", "completed"),
    ]
    assert Mentor.objects.get().load == 0
    assert not marthina.member.__class__.objects.get(pk=marthina.member.pk).is_mentee
    assert OutboxMessage.objects.filter(recipient=marthina, kind="offer.new").count() == 1
    assert Role.MENTOR in {a.role for a in yohanis.assignments.all()}
