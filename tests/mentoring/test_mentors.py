"""Mentors: papers, profile, pause and return, limits under parallel answers, load, thanks; and coordinators' calls."""

import threading
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import OutboxMessage, User
from accounts.scoping import acting_as
from core.context import jobs_context
from core.errors import RuleError
from mentoring.documents import guide_texts
from mentoring.enums import Answer, Competency, GuideKind, MentorState, PairingState, SessionState
from mentoring.models import ConductSignature, CoordinatorContact, GuideText, Mentor, MentorTick, Pairing
from mentoring.rules.contacts import next_contact_on
from mentoring.selectors.mentors import contacts_due, health_of, thanks_of
from mentoring.services.contacts import contact_record
from mentoring.services.mentors import (
    conduct_sign,
    mentor_accept,
    mentor_describe,
    mentor_move,
    mentor_orient,
    mentors_resume,
)
from mentoring.services.offers import pairing_answer
from tests.factories.accounts import staff
from tests.factories.cadres import MemberFactory, member_user
from tests.factories.mentoring import (
    ProgrammeFactory,
    active_pairing,
    held_session,
    mentor_of,
    pairing_of,
    planned_session,
)

SAID = {
    "strengths": {"C04": 5, "C10": 3, "C01": 0},
    "languages": ["pmy", "id"],
    "times": ["6a"],
    "travels": "district",
    "wants_recognition": True,
}


def items():
    return [code for code, _text in guide_texts(GuideKind.FOR_MENTORS)]


# Papers


@pytest.mark.django_db
def test_a_yes_signs_the_code_and_orientation_is_ticked_item_by_item(deed, kornelis, yohanis):
    mentor = mentor_of(yohanis.member, state=MentorState.INVITED)

    deed(mentor_accept, by=yohanis, mentor=mentor)
    assert list(ConductSignature.objects.values_list("mentor", "edition")) == [(mentor.pk, "2026-1")]
    deed(mentor_orient, by=yohanis, mentor=mentor, items=items()[:-1])
    with pytest.raises(RuleError, match=r"Orientasi belum lengkap: Saya tahu kapan menghubungi koordinator"):
        deed(mentor_move, by=kornelis, mentor=mentor, to=MentorState.ORIENTED)
    deed(mentor_orient, by=yohanis, mentor=mentor, items=[*items(), "invented"])
    moved = deed(mentor_move, by=kornelis, mentor=mentor, to=MentorState.ORIENTED)

    assert (moved.state, MentorTick.objects.count()) == (MentorState.ORIENTED, len(items()))


@pytest.mark.django_db
def test_nobody_signs_or_ticks_for_a_mentor(deed, kornelis, yohanis):
    mentor = mentor_of(yohanis.member, state=MentorState.ACCEPTED)

    for service, more in ((conduct_sign, {}), (mentor_orient, {"items": items()})):
        with pytest.raises(RuleError, match="mentornya sendiri"):
            deed(service, by=kornelis, mentor=mentor, **more)


@pytest.mark.django_db
@pytest.mark.parametrize(("before", "after"), [("invited", "accepted"), ("accepted", "oriented")])
def test_the_database_asks_for_the_papers_too(kornelis, yohanis, before, after):
    mentor = mentor_of(yohanis.member, state=before)

    with pytest.raises(IntegrityError, match=r"not signed|not complete"), acting_as(kornelis), transaction.atomic():
        Mentor.objects.filter(pk=mentor.pk).update(state=after)


@pytest.mark.django_db
def test_a_new_edition_asks_for_a_new_signature_and_keeps_the_old_one(deed, yohanis, client_of):
    mentor = mentor_of(yohanis.member)
    deed(conduct_sign, by=yohanis, mentor=mentor)
    GuideText.objects.create(kind="conduct", edition="2027-1", position=1, code="listen", text="Naskah baru.")
    client, address = client_of(yohanis), reverse("mentoring:phone_mentor_invitation")

    page = client.get(address).content.decode()
    assert "Naskah baru." in page
    assert "Tanda tangani kode etik" in page
    client.post(address, {"deed": "sign"})
    assert list(ConductSignature.objects.order_by("pk").values_list("edition", flat=True)) == ["2026-1", "2027-1"]


# Profile


@pytest.mark.django_db
def test_a_mentor_describes_himself_and_a_stranger_does_not(deed, yohanis, marthina, stranger):
    mentor = mentor_of(yohanis.member)
    active_pairing(yohanis, marthina)

    deed(mentor_describe, by=yohanis, mentor=mentor, **SAID)
    mentor.refresh_from_db()
    assert mentor.strengths == {"C04": 5, "C10": 3}
    assert mentor.languages == ["id", "pmy"]
    for somebody in (marthina, stranger):
        with pytest.raises(Mentor.DoesNotExist):
            deed(mentor_describe, by=somebody, mentor=mentor, **SAID)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"strengths": {"C13": 1}},
        {"strengths": {"C01": 6}},
        {"strengths": ["C01"]},
        {"languages": ["xx"]},
        {"times": ["8m"]},
        {"travels": "moon"},
        {"paused_until": date(2030, 1, 1)},
    ],
)
def test_the_database_refuses_what_no_form_offers(yohanis, change):
    mentor = mentor_of(yohanis.member)

    with pytest.raises(IntegrityError), transaction.atomic():
        Mentor.objects.filter(pk=mentor.pk).update(**change)


@pytest.mark.django_db
def test_the_profile_is_edited_on_the_phone(yohanis, client_of):
    mentor = mentor_of(yohanis.member)
    client, address = client_of(yohanis), reverse("mentoring:phone_mentor_profile")
    body = dict.fromkeys(Competency.values, "0") | {"C03": "4", "languages": ["id"], "times": ["1m", "7e"]}

    assert client.get(address).status_code == 200
    assert client.post(address, body | {"travels": "mars"}).status_code == 422
    client.post(address, body | {"travels": "province"})

    mentor.refresh_from_db()
    assert (mentor.strengths, mentor.times, mentor.travels) == ({"C03": 4}, ["1m", "7e"], "province")
    assert mentor.wants_recognition is False


# Pause


@pytest.mark.django_db
def test_a_pause_with_a_day_ends_by_the_job_once_and_takes_its_pairings_along(deed, yohanis, marthina):
    pairing = active_pairing(yohanis, marthina)
    mentor, today = Mentor.objects.get(), timezone.localdate()
    before = active_pairing(yohanis, state=PairingState.PAUSED, paused_on=today - timedelta(days=9))
    deed(mentor_move, by=yohanis, mentor=mentor, to="paused", reason="Umrah", until=today + timedelta(days=10))
    pairing.refresh_from_db()
    assert pairing.state == PairingState.PAUSED
    assert OutboxMessage.objects.filter(kind="mentor.away", recipient=marthina).count() == 1
    counts = []
    for days in (9, 11, 11):
        with jobs_context():
            counts.append(mentors_resume(at=timezone.now() + timedelta(days=days)))

    mentor.refresh_from_db()
    pairing.refresh_from_db()
    before.refresh_from_db()
    assert counts == [0, 1, 0]
    assert (mentor.state, mentor.paused_until, pairing.state) == (MentorState.ACTIVE, None, PairingState.ACTIVE)
    assert before.state == PairingState.PAUSED


@pytest.mark.django_db
def test_mentees_of_a_mentor_in_pause_may_be_given_to_another(deed, yohanis, marthina):
    pairing = active_pairing(yohanis, marthina)
    until = timezone.localdate() + timedelta(days=30)

    deed(mentor_move, by=yohanis, mentor=Mentor.objects.get(), to="paused", reason="Cuti", until=until, rematch=True)
    pairing.refresh_from_db()
    assert pairing.state == PairingState.REMATCHED


@pytest.mark.django_db
@pytest.mark.parametrize("days", [0, 91])
def test_a_pause_ends_neither_in_the_past_nor_after_the_longest_time(deed, yohanis, days):
    mentor = mentor_of(yohanis.member)
    until = timezone.localdate() + timedelta(days=days)

    with pytest.raises(RuleError, match="Jeda berakhir paling cepat besok"):
        deed(mentor_move, by=yohanis, mentor=mentor, to="paused", reason="Cuti", until=until)


@pytest.mark.django_db
def test_a_mentor_pauses_and_comes_back_on_the_phone(yohanis, client_of):
    mentor = mentor_of(yohanis.member)
    client, until = client_of(yohanis), timezone.localdate() + timedelta(days=20)

    wrong = client.post(reverse("mentoring:phone_mentor_pause"), {"until": until, "reason": ""})
    assert wrong.status_code == 422
    client.post(reverse("mentoring:phone_mentor_pause"), {"until": until, "reason": "Ujian"})
    mentor.refresh_from_db()
    assert (mentor.state, mentor.paused_until) == (MentorState.PAUSED, until)
    client.post(reverse("mentoring:phone_mentor_invitation"), {"deed": "resume"})
    mentor.refresh_from_db()
    assert mentor.state == MentorState.ACTIVE


# Limits


@pytest.mark.django_db(transaction=True)
def test_a_mentor_never_passes_his_limit_however_many_answers_come_at_once():
    yohanis = member_user(Role.MENTOR, full_name="Yohanis Kareth")
    mentor_of(yohanis.member, capacity=2, soft_capacity=1)
    programme = ProgrammeFactory.create()
    offers = [
        pairing_of(MemberFactory.create(), mentor=yohanis.member, programme=programme, state=PairingState.OFFERED)
        for _ in range(5)
    ]
    gate, outcomes = threading.Barrier(len(offers)), []

    def answer(pairing):
        try:
            me = User.objects.get(pk=yohanis.pk)
            gate.wait(20)
            with acting_as(me):
                pairing_answer(by=me, pairing=pairing, accepts=True)
            outcomes.append("yes")
        except (RuleError, IntegrityError) as error:
            outcomes.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=answer, args=[pairing]) for pairing in offers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    mentor = Mentor.objects.get()
    said = mentor.member.pairing_participants.filter(answer=Answer.ACCEPTED).count()
    assert (sorted(outcomes), mentor.load, said) == (["RuleError"] * 3 + ["yes"] * 2, 2, 2)


# Load, thanks, letters


@pytest.mark.django_db
def test_health_tells_silence_and_late_logs_in_the_same_queries_for_one_and_many(kornelis, yohanis, count_queries):
    pairing = active_pairing(yohanis)
    late = timezone.now() - timedelta(days=9)
    planned_session(pairing, start=late)
    Pairing.objects.filter(pk=pairing.pk).update(active_on=timezone.localdate() - timedelta(days=80))
    CoordinatorContact.objects.create(
        unit=pairing.unit, pairing=pairing, on=timezone.localdate(), who="both", actor=kornelis
    )
    for _ in range(3):
        active_pairing()
    mentors, spent = list(Mentor.objects.order_by("pk")), []
    with acting_as(kornelis):
        for some in (mentors[:1], mentors):
            with count_queries() as counted:
                rows = health_of(kornelis, some)
            spent.append(counted())

    first = rows[0]
    assert spent[0] == spent[1]
    assert (first.running, first.dormant, first.overdue_logs) == (1, 1, 1)
    assert (first.last_contact_on, first.needs_help) == (timezone.localdate(), True)
    assert [row.needs_help for row in rows[1:]] == [False] * 3


@pytest.mark.django_db
def test_the_load_page_is_by_name_and_for_staff(kornelis, dewi, yohanis, client_of):
    active_pairing(yohanis)
    address = reverse("mentoring:mentor_load")

    assert 'data-total="1"' in client_of(kornelis).get(address).content.decode()
    assert client_of(kornelis).get(address, {"urut": "beban"}).status_code == 400
    assert client_of(dewi).get(address).status_code == 403


@pytest.mark.django_db
def test_thanks_count_what_mentees_confirmed_themselves(yohanis, marthina):
    pairing = active_pairing(yohanis, marthina)
    today = timezone.localdate()
    for days, state, auto in (
        (5, SessionState.ACKNOWLEDGED, False),
        (9, SessionState.ACKNOWLEDGED, True),
        (2, SessionState.LOGGED, False),
    ):
        held_session(pairing, on=today - timedelta(days=days), state=state, auto_acknowledged=auto)

    thanks = thanks_of(Mentor.objects.get())
    assert (thanks.confirmed, thanks.mentees, thanks.completed) == (1, 1, 0)


@pytest.mark.django_db
def test_letters_are_for_who_is_appointed_and_thanks_for_who_wants_them(kornelis, yohanis, marthina, client_of):
    pairing = active_pairing(yohanis, marthina)
    mentor, office = Mentor.objects.get(), client_of(kornelis)
    letter, thanks = (reverse(f"mentoring:mentor_{name}", args=[mentor.pk]) for name in ("letter", "thanks"))

    assert office.get(letter).content.startswith(b"%PDF")
    assert client_of(yohanis).get(reverse("mentoring:phone_mentor_letter")).content.startswith(b"%PDF")
    assert office.get(thanks).status_code == 404
    held_session(pairing, state=SessionState.ACKNOWLEDGED)
    assert office.get(thanks).content.startswith(b"%PDF")
    Mentor.objects.update(wants_recognition=False)
    assert office.get(thanks).status_code == 404
    assert client_of(yohanis).get(reverse("mentoring:phone_mentor_thanks")).status_code == 404
    Mentor.objects.update(state=MentorState.REMOVED)
    assert office.get(letter).status_code == 404


# Calls


@pytest.mark.parametrize(
    ("contacts", "last", "due"),
    [
        (0, None, date(2026, 1, 15)),
        (1, date(2026, 1, 5), date(2026, 1, 31)),
        (1, date(2026, 1, 25), date(2026, 2, 8)),
        (2, date(2026, 1, 31), date(2026, 3, 2)),
        (7, date(2026, 6, 1), date(2026, 7, 1)),
    ],
)
def test_calls_are_due_twice_in_the_first_month_then_monthly(contacts, last, due):
    assert next_contact_on(date(2026, 1, 1), contacts, last) == due


@pytest.mark.django_db
def test_the_queue_agrees_with_the_rule(kornelis, yohanis):
    today = timezone.localdate()
    for begun, called in ((10, ()), (14, ()), (29, (20,)), (30, (20,)), (90, (80, 31)), (90, (80, 30)), (90, (80, 29))):
        pairing = active_pairing(member_user(Role.MENTOR), active_on=today - timedelta(days=begun))
        for days in called:
            CoordinatorContact.objects.create(
                unit=pairing.unit, pairing=pairing, on=today - timedelta(days=days), who="both", actor=kornelis
            )
    expected = {}
    for pairing in Pairing.objects.all():
        days = sorted(pairing.contacts.values_list("on", flat=True))
        due = next_contact_on(pairing.active_on, len(days), days[-1] if days else None)
        if due <= today:
            expected[pairing.pk] = due

    with acting_as(kornelis):
        found = {pairing.pk: pairing.due_on for pairing in contacts_due(kornelis)}
    assert found == expected
    assert len(found) == 4


@pytest.mark.django_db
def test_a_call_is_written_down_by_the_coordinator_alone_and_leaves_the_queue(kornelis, sari, yohanis, client_of, deed):
    pairing = active_pairing(yohanis, active_on=timezone.localdate() - timedelta(days=20))
    client, queue = client_of(kornelis), reverse("mentoring:contacts")

    assert 'data-total="1"' in client.get(queue).content.decode()
    client.post(
        reverse("mentoring:pairing_contact", args=[pairing.pk]),
        {"who": "both", "on": timezone.localdate(), "note": "Keduanya lancar"},
    )
    assert 'data-total="0"' in client.get(queue).content.decode()
    with pytest.raises(RuleError, match="koordinator"):
        deed(contact_record, by=sari, pairing=pairing, who="both")
    with pytest.raises(RuleError, match="paling akhir hari ini"):
        deed(contact_record, by=kornelis, pairing=pairing, who="both", on=timezone.localdate() + timedelta(days=1))


@pytest.mark.django_db
def test_calls_are_read_by_staff_and_by_nobody_else(kornelis, sari, dewi, yohanis, marthina):
    pairing = active_pairing(yohanis, marthina)
    CoordinatorContact.objects.create(
        unit=pairing.unit, pairing=pairing, on=timezone.localdate(), who="both", actor=kornelis, note="x"
    )
    seen = {}
    for user in (kornelis, sari, dewi, yohanis, marthina, staff(Role.COORDINATOR, "13.71", full_name="Jauh")):
        with acting_as(user):
            seen[user.full_name] = CoordinatorContact._base_manager.count()

    assert {name for name, count in seen.items() if count} == {"Kornelis Momot", "Sari Wanggai"}
