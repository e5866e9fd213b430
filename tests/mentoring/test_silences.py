"""Silent pairings, meetings without a log, deadlines: told once each, in steps, never after the cause is gone."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from accounts.enums import Role
from accounts.messages import registered
from accounts.models import OutboxMessage
from accounts.outbox import sweep
from cadres.models import ElectionStage, Eligibility
from cadres.services.candidacies import candidacy_add
from core.context import jobs_context
from mentoring.entries import LogEntry
from mentoring.enums import DEADLINE_KIND, SILENCE_KINDS, UNLOGGED_KINDS
from mentoring.models import PairingParticipant
from mentoring.services.deadlines import deadlines_tell
from mentoring.services.late_meetings import meetings_tell
from mentoring.services.logs import session_log
from mentoring.services.pairings import pairing_pause
from mentoring.services.reminders import sessions_remind
from mentoring.services.sessions import session_cancel, session_miss, session_reschedule
from mentoring.services.silences import silences_tell, steps
from tests.factories.accounts import staff
from tests.factories.cadres import member_user
from tests.factories.elections import district
from tests.factories.mentoring import ProgrammeFactory, active_pairing, mentor_of, planned_session

NOW = datetime(2026, 12, 21, 10, 0, tzinfo=ZoneInfo("Asia/Jayapura"))
TODAY = NOW.date()
FIRST, SECOND, DORMANT, THIRD, FOURTH, LAST = SILENCE_KINDS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine, db):
    """Ten in the morning in Sorong."""
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def programme(kornelis):
    return ProgrammeFactory.create(coordinator=kornelis)


@pytest.fixture
def silent(programme, yohanis, marthina):
    """A pairing that began today and has not met; who coordinates the province knows."""
    return active_pairing(yohanis, marthina, programme, active_on=TODAY)


def at(clock, days, *jobs, hours=0):
    """The jobs after some days, twice each, and the sweep."""
    clock.move_to(NOW + timedelta(days=days, hours=hours, minutes=1), tick=False)
    for _ in range(2):
        for job in jobs:
            with jobs_context():
                job()
        sweep()


def told(kinds):
    """(kind, recipient, state) of the messages of these kinds, in the order of asking."""
    found = OutboxMessage.objects.filter(kind__in=kinds).order_by("pk")
    return list(found.values_list("kind", "recipient", "state"))


def test_silence_is_told_in_steps_to_more_and_more_people(clock, silent, yohanis, marthina, kornelis):
    above = staff(Role.COORDINATOR, "96")
    at(clock, 13, silences_tell)
    assert told(SILENCE_KINDS) == []
    for day in (14, 15, 27, 28, 35, 41, 42, 59, 60, 74, 75, 100):
        at(clock, day, silences_tell)

    expected = {
        FIRST: [yohanis],
        SECOND: [yohanis, kornelis],
        DORMANT: [yohanis, marthina],
        THIRD: [yohanis, kornelis, above],
        FOURTH: [yohanis, marthina, kornelis],
        LAST: [yohanis, marthina, kornelis, above],
    }
    assert told(SILENCE_KINDS) == [(kind, user.pk, "sent") for kind in expected for user in expected[kind]]


def test_a_log_stops_what_waits_and_what_would_come_at_once(clock, deed, silent, yohanis):
    clock.move_to(NOW + timedelta(days=14, hours=12), tick=False)  # ten in the evening: planned, held for the night
    with jobs_context():
        silences_tell()
    assert told(SILENCE_KINDS) == [(FIRST, yohanis.pk, "pending")]
    start = NOW + timedelta(days=14)
    entry = LogEntry(start=start, minutes=60, no_new_action=True, no_next_reason="-")
    deed(session_log, by=yohanis, pairing=silent, entry=entry)

    for day in (15, 16, 27):
        at(clock, day, silences_tell)
    assert told(SILENCE_KINDS) == [(FIRST, yohanis.pk, "cancelled")]
    at(clock, 28, silences_tell)

    assert told(SILENCE_KINDS) == [(FIRST, yohanis.pk, "cancelled"), (FIRST, yohanis.pk, "sent")]


def test_a_pause_stops_the_words_and_its_end_begins_the_count_anew(clock, deed, silent, yohanis):
    clock.move_to(NOW + timedelta(days=10), tick=False)
    deed(pairing_pause, by=yohanis, pairing=silent, reason="Cuti")

    at(clock, 40, silences_tell)

    assert told(SILENCE_KINDS) == []


def test_who_has_a_meeting_ahead_or_meets_more_seldom_is_not_nudged(clock, programme, silent, yohanis):
    planned_session(silent, NOW + timedelta(days=16))
    other = active_pairing(programme=programme, active_on=TODAY, cadence_days=28)

    at(clock, 14, silences_tell)

    assert told(SILENCE_KINDS) == []
    at(clock, 28, silences_tell)
    assert {(kind, pk) for kind, pk, _state in told(SILENCE_KINDS)} >= {(SECOND, yohanis.pk)}
    assert OutboxMessage.objects.filter(subject=f"pairing:{other.pk}", kind=SECOND).count() == 2


def test_a_run_after_a_long_break_tells_the_latest_step_only(clock, silent):
    at(clock, 61, silences_tell)

    assert {kind for kind, _pk, _state in told(SILENCE_KINDS)} == {FOURTH}


def test_step_of_dormancy_is_the_party_s(clock, silent, monkeypatch):
    monkeypatch.setattr("mentoring.services.silences.dormant_days", lambda: 50)

    at(clock, 36, silences_tell)
    assert {kind for kind, _pk, _state in told(SILENCE_KINDS)} == {SECOND}
    at(clock, 50, silences_tell)
    assert DORMANT in {kind for kind, _pk, _state in told(SILENCE_KINDS)}


@pytest.mark.parametrize("days", [14, 28, 42])
def test_where_the_party_s_day_is_that_of_a_nudge_both_are_one_word(clock, silent, monkeypatch, days):
    monkeypatch.setattr("mentoring.services.silences.dormant_days", lambda: days)

    at(clock, days, silences_tell)

    assert {kind for kind, _pk, _state in told(SILENCE_KINDS)} == {DORMANT}
    assert len({step.days for step in steps()}) == len(steps()) == 5
    assert next(step for step in steps() if step.kind == DORMANT).learners


@pytest.mark.parametrize("count", [1, 3])
def test_silences_cost_the_same_whatever_their_number(clock, programme, count_queries, count):
    for _ in range(count):
        active_pairing(member_user(Role.MENTOR), member_user(Role.MENTEE), programme, active_on=TODAY)
    clock.move_to(NOW + timedelta(days=36), tick=False)

    with jobs_context(), count_queries() as spent:
        silences_tell()

    assert spent() <= 12


def test_a_meeting_without_a_log_is_asked_for_then_told_to_the_coordinator(clock, silent, yohanis, kornelis):
    session = planned_session(silent, NOW + timedelta(hours=2))
    at(clock, 1, meetings_tell)
    assert told(UNLOGGED_KINDS) == []
    for day in (1.2, 3, 5.2, 8.2, 14.2, 30):
        at(clock, day, meetings_tell)

    people = (yohanis, yohanis, yohanis, kornelis)
    assert told(UNLOGGED_KINDS) == [(kind, user.pk, "sent") for kind, user in zip(UNLOGGED_KINDS, people, strict=True)]
    assert OutboxMessage.objects.get(kind=UNLOGGED_KINDS[0]).payload == {"path": f"/m/catat/?sesi={session.pk}"}


def test_a_meeting_that_is_moved_after_it_was_asked_for_is_asked_for_anew(clock, deed, silent, yohanis):
    session = planned_session(silent, NOW + timedelta(hours=2))
    at(clock, 1.2, meetings_tell)
    deed(session_reschedule, by=yohanis, session=session, start=NOW + timedelta(days=7), reason="Hujan")

    at(clock, 8.2, meetings_tell)

    assert told(UNLOGGED_KINDS) == [(UNLOGGED_KINDS[0], yohanis.pk, "sent")] * 2


@pytest.mark.parametrize("happens", ["logged", "cancelled", "missed"])
def test_what_became_of_a_meeting_stops_the_asking_at_once(clock, deed, silent, yohanis, happens):
    session = planned_session(silent, NOW + timedelta(hours=2))
    clock.move_to(NOW + timedelta(days=1, hours=12), tick=False)
    with jobs_context():
        meetings_tell()
    if happens == "logged":
        entry = LogEntry(start=session.planned_start, minutes=60, no_new_action=True, no_next_reason="-")
        deed(session_log, by=yohanis, pairing=silent, session=session, entry=entry)
    elif happens == "cancelled":
        deed(session_cancel, by=yohanis, session=session, reason="Hujan")
    else:
        deed(session_miss, by=yohanis, session=session, who="no_show_mentee")

    at(clock, 2, meetings_tell)
    at(clock, 15, meetings_tell)

    assert told(UNLOGGED_KINDS) == [(UNLOGGED_KINDS[0], yohanis.pk, "cancelled")]


def test_who_joins_after_the_plan_is_reminded_all_the_same(clock, silent, yohanis, marthina):
    planned_session(silent, NOW + timedelta(days=3, hours=5))
    planned_session(silent, NOW + timedelta(days=9))

    at(clock, 0, sessions_remind)

    kinds = OutboxMessage.objects.filter(kind__startswith="session.", recipient=marthina).values_list("kind", flat=True)
    assert sorted(kinds) == ["session.in_3_days", "session.in_3_hours", "session.tomorrow"]


@pytest.fixture
def standing(sari, silent, marthina):
    """Marthina stands for the city's assembly; Yohanis guides her, Sari fixes the list."""
    sari.scope = sari.assignments.get().scope
    return candidacy_add(by=sari, member=marthina.member, district=district(), state="bacaleg")


@pytest.mark.parametrize("of", ["stage", "point"])
def test_what_comes_near_is_told_thirty_seven_and_one_day_before(clock, standing, marthina, yohanis, sari, of):
    on = TODAY + timedelta(days=31)
    ElectionStage.objects.filter(election=standing.election).delete()
    if of == "stage":
        ElectionStage.objects.create(election=standing.election, kind="dct", starts_on=on, ends_on=on)
    else:
        fields = {"unit": standing.unit, "candidacy": standing, "kind": "health", "state": "done"}
        Eligibility.objects.create(**fields, expires_on=on, recorded_by=sari)
    for day in (0, 1, 2, 23, 24, 29, 30, 31):
        at(clock, day, deadlines_tell)

    per_step = [marthina.pk, yohanis.pk, sari.pk]
    assert [(pk, state) for _kind, pk, state in told([DEADLINE_KIND])] == [(pk, "sent") for pk in per_step * 3]
    left = {(on - m.sent_at.date()).days for m in OutboxMessage.objects.filter(kind=DEADLINE_KIND)}
    assert left == {30, 7, 1}


def test_each_who_learns_in_one_pairing_has_a_mentor_who_is_told(clock, standing, silent, yohanis, sari):
    second = member_user(Role.MENTEE, full_name="Dorkas Pattiasina")
    PairingParticipant.objects.create(
        pairing=silent, unit=silent.unit, member=second.member, user=second, role="mentee", name=second.full_name
    )
    other = candidacy_add(by=sari, member=second.member, district=standing.constituency, state="bacaleg")
    ElectionStage.objects.filter(election=standing.election).delete()
    on = TODAY + timedelta(days=31)
    for each in (standing, other):
        fields = {"unit": each.unit, "candidacy": each, "kind": "health", "state": "done"}
        Eligibility.objects.create(**fields, expires_on=on, recorded_by=sari)

    at(clock, 1, deadlines_tell)

    assert OutboxMessage.objects.filter(kind=DEADLINE_KIND, recipient=yohanis).count() == 2


def test_a_stage_that_was_moved_is_not_told(clock, standing, marthina):
    ElectionStage.objects.filter(election=standing.election).delete()
    on = TODAY + timedelta(days=7)
    stage = ElectionStage.objects.create(election=standing.election, kind="dct", starts_on=on, ends_on=on)
    clock.move_to(NOW + timedelta(hours=12), tick=False)
    with jobs_context():
        deadlines_tell()
    ElectionStage.objects.filter(pk=stage.pk).update(starts_on=on + timedelta(days=90), ends_on=on + timedelta(days=90))

    at(clock, 1)

    assert {state for _kind, _pk, state in told([DEADLINE_KIND])} == {"cancelled"}


def test_no_mentor_can_carry_more_than_his_limit(yohanis):
    """The row «capacity over the hard limit» of DOMAIN §10 has no message: the database lets it happen to nobody."""
    mentor = mentor_of(yohanis.member)
    with pytest.raises(IntegrityError, match="mentor_within_capacity"), transaction.atomic():
        type(mentor).objects.filter(pk=mentor.pk).update(load=mentor.capacity + 1)


FORBIDDEN = ("Yohanis", "Kareth", "Marthina", "Sagrim", "calon", "caleg", "skor", "nilai", "rapor", "PDLT", "NIK")
PAYLOAD = {
    "path": "/m/pasangan/1/",
    "start": "2026-12-24T06:00:00+00:00",
    "zone": "Asia/Jayapura",
    "on": str(date(2026, 12, 24)),
    "hours": 24,
    "held": 12,
    "running": 7,
    "dormant": 2,
}


@pytest.mark.parametrize("kind", sorted(set(registered()) - {"invitation"}))
@pytest.mark.parametrize("desk", [False, True])
def test_no_mail_carries_a_name_a_score_a_topic_or_that_somebody_stands(db, kind, desk, dewi, yohanis, marthina):
    payload = PAYLOAD | ({"path": "/pasangan/1/"} if desk else {})
    message = OutboxMessage(subject="x:1", kind=kind, occasion="1", recipient=dewi, due_at=NOW, payload=payload)

    mail = registered()[kind].render(message)

    said = f"{mail.subject}\n{mail.text}"
    assert [word for word in FORBIDDEN if word.lower() in said.lower().split("http")[0]] == []
    assert dewi.greeting in mail.text
    assert payload["path"] in mail.text
