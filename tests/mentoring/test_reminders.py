"""Reminders: planned with what causes them, once, in the recipient's own day, and only while wanted."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as django_settings
from django.utils import timezone

from accounts.enums import MessageState, Role
from accounts.messages import kind_of
from accounts.models import Assignment, OutboxMessage
from accounts.outbox import sweep
from core.context import jobs_context
from mentoring.entries import LogEntry
from mentoring.enums import PairingState
from mentoring.models import Session
from mentoring.services.logs import session_acknowledge, session_log
from mentoring.services.offers import pairing_answer, pairing_propose
from mentoring.services.pairings import pairing_pause
from mentoring.services.reminders import reminder_moments
from mentoring.services.sessions import session_cancel, session_confirm, session_plan, session_reschedule
from tests.factories.accounts import unit
from tests.factories.cadres import member_user
from tests.factories.mentoring import ProgrammeFactory, active_pairing, mentor_of, pairing_of

WIT, WIB = ZoneInfo("Asia/Jayapura"), ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 11, 21, 10, 0, tzinfo=WIT)
START = datetime(2026, 11, 28, 15, 0, tzinfo=WIT)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def saturday(time_machine, db):
    """Saturday, ten in the morning in Sorong."""
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def pairing(yohanis, marthina):
    return active_pairing(yohanis, marthina)


def pending(user, prefix="session."):
    waiting = OutboxMessage.objects.filter(recipient=user, kind__startswith=prefix, state="pending")
    return [(m.kind, m.due_at.astimezone(WIT).strftime("%d %H.%M")) for m in waiting.order_by("due_at")]


def states(user):
    """What became of the reminders; that a meeting was planned is told apart (test_calendars)."""
    found = OutboxMessage.objects.filter(recipient=user).exclude(kind__startswith="meeting.")
    return dict(found.values_list("kind", "state"))


def test_plan_reminds_both_three_times_and_twice_is_once(deed, pairing, yohanis, marthina):
    session = deed(session_plan, by=yohanis, pairing=pairing, start=START)
    deed(session_confirm, by=marthina, session=session)

    expected = [
        ("session.in_3_days", "25 15.00"),
        ("session.tomorrow", "27 08.00"),
        ("session.in_3_hours", "28 12.00"),
    ]
    assert pending(yohanis) == pending(marthina) == expected
    assert OutboxMessage.objects.filter(kind__startswith="session.").count() == 6


def test_only_what_is_still_to_come_is_planned(deed, pairing, yohanis):
    deed(session_plan, by=yohanis, pairing=pairing, start=NOW + timedelta(hours=26))

    assert pending(yohanis) == [("session.in_3_hours", "22 09.00")]


def test_a_story_of_the_past_sends_nothing(deed, pairing, yohanis):
    long_ago = NOW - timedelta(days=60)
    session = deed(session_plan, by=yohanis, pairing=pairing, start=long_ago + timedelta(days=5), at=long_ago)
    held = session.planned_start
    pairing.offered_at = long_ago - timedelta(days=1)
    pairing.save()
    entry = LogEntry(start=held, minutes=60, no_new_action=True, no_next_reason="-")
    deed(session_log, by=yohanis, pairing=pairing, session=session, entry=entry, at=held + timedelta(hours=2))

    assert OutboxMessage.objects.count() == 0


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ((28, 15, 0), ["25 15.00", "27 08.00", "28 12.00"]),
        ((28, 7, 30), ["25 07.30", "27 08.00", "28 07.00"]),
        ((28, 6, 0), ["25 07.00", "27 08.00", "27 19.45"]),
        ((28, 21, 30), ["26 07.00", "27 08.00", "28 18.30"]),
        ((28, 23, 30), ["26 07.00", "27 08.00", "28 19.45"]),
    ],
)
def test_quiet_hours_move_reminders(start, expected):
    moment = datetime(2026, 11, *start, tzinfo=WIT)
    moments = [m.astimezone(WIT).strftime("%d %H.%M") for m in reminder_moments(moment, WIT)]

    assert moments == expected
    assert all(m <= moment for m in reminder_moments(moment, WIT))


def test_recipient_in_another_zone_is_reminded_in_his_own_day(deed, pairing, yohanis, marthina):
    Assignment.objects.filter(user=marthina).update(unit=unit("13.71"))
    early = datetime(2026, 11, 28, 9, 30, tzinfo=WIT)  # 07.30 in Padang
    deed(session_plan, by=yohanis, pairing=pairing, start=early)

    there = OutboxMessage.objects.filter(recipient=marthina, kind__startswith="session.").order_by("due_at")
    assert [m.due_at.astimezone(WIB).strftime("%d %H.%M") for m in there] == ["25 07.30", "27 08.00", "28 07.00"]
    with jobs_context(), timezone.override(WIB):
        text = kind_of(there[0]).render(there[0]).text
    assert "Sab, 28 Nov 2026, 09.30 WIT (07.30 WIB di tempat Anda)" in text


def test_reminder_names_nobody_else_and_links_to_the_phone(deed, pairing, yohanis, marthina, mailoutbox, saturday):
    marthina.salutation = "Ibu"
    marthina.save()
    session = deed(session_plan, by=yohanis, pairing=pairing, start=START, place="Rumah Yohanis")
    sweep()
    mailoutbox.clear()
    saturday.move_to(datetime(2026, 11, 25, 15, 1, tzinfo=WIT), tick=False)

    sweep()

    hers = next(mail for mail in mailoutbox if mail.to == [marthina.email])
    assert "Halo Ibu Marthina" in hers.body
    assert "15.00 WIT" in hers.body
    assert f"{django_settings.BASE_URL}/m/sesi/{session.pk}/" in hers.body
    assert not any(word in hers.body + hers.subject for word in ("Yohanis", "Kareth", "Rumah"))
    assert len(mailoutbox) == 2


def test_a_moved_session_is_reminded_of_anew_and_the_old_ones_fall_away(deed, pairing, yohanis, marthina, saturday):
    session = deed(session_plan, by=yohanis, pairing=pairing, start=START)
    deed(session_reschedule, by=yohanis, session=session, start=START + timedelta(days=1), reason="Hujan")
    assert len(pending(marthina)) == 6
    saturday.move_to(START + timedelta(hours=1), tick=False)

    for _ in range(2):
        sweep()

    found = OutboxMessage.objects.filter(recipient=marthina).order_by("due_at", "pk")
    old = [m.state for m in found if m.occasion.startswith("2026-11-28")]
    new = [m.state for m in found if m.occasion.startswith("2026-11-29")]
    assert MessageState.SENT not in old
    assert new == [MessageState.MISSED, MessageState.SENT, MessageState.PENDING]


@pytest.mark.parametrize("happens", ["cancelled", "logged", "paused"])
def test_what_no_longer_stands_is_not_sent(deed, pairing, yohanis, marthina, saturday, happens):
    session = deed(session_plan, by=yohanis, pairing=pairing, start=START)
    if happens == "cancelled":
        deed(session_cancel, by=yohanis, session=session, reason="Hujan")
    elif happens == "paused":
        deed(pairing_pause, by=yohanis, pairing=pairing, reason="Cuti")
    else:
        Session.objects.filter(pk=session.pk).update(
            state="logged", started_at=NOW, held_on=NOW.date(), sequence=1, minutes=60
        )
    saturday.move_to(datetime(2026, 11, 25, 15, 1, tzinfo=WIT), tick=False)

    sweep()

    assert states(marthina)["session.in_3_days"] == MessageState.CANCELLED


def test_who_confirmed_gets_no_second_reminder(deed, pairing, yohanis, marthina, saturday):
    session = deed(session_plan, by=yohanis, pairing=pairing, start=START)
    saturday.move_to(datetime(2026, 11, 25, 15, 1, tzinfo=WIT), tick=False)
    sweep()
    deed(session_confirm, by=marthina, session=session)
    saturday.move_to(datetime(2026, 11, 27, 8, 1, tzinfo=WIT), tick=False)
    sweep()
    saturday.move_to(datetime(2026, 11, 28, 12, 1, tzinfo=WIT), tick=False)
    sweep()

    assert list(states(marthina).values()) == ["sent", "cancelled", "cancelled"]
    assert list(states(yohanis).values()) == ["sent", "sent", "sent"]


def test_after_two_days_away_the_latest_is_sent_and_the_rest_is_recorded(deed, pairing, yohanis, saturday):
    deed(session_plan, by=yohanis, pairing=pairing, start=START)
    saturday.move_to(datetime(2026, 11, 27, 9, 0, tzinfo=WIT), tick=False)
    for _ in range(2):
        sweep()
    assert states(yohanis) == {
        "session.in_3_days": "missed",
        "session.tomorrow": "sent",
        "session.in_3_hours": "pending",
    }

    saturday.move_to(START + timedelta(minutes=1), tick=False)
    sweep()

    assert states(yohanis)["session.in_3_hours"] == "missed"


def test_offer_waits_for_the_undo_and_stops_with_the_answer(deed, kornelis, yohanis, marthina, saturday):
    pairing = deed(
        pairing_propose,
        by=kornelis,
        programme=ProgrammeFactory.create(),
        learners=[marthina.member],
        mentor=mentor_of(yohanis.member),
        reason="Dekat",
    )
    assert pending(marthina, "offer.") == [
        ("offer.new", "21 10.10"),
        ("offer.after_3_days", "24 10.00"),
        ("offer.after_10_days", "01 10.00"),
    ]
    sweep()
    assert states(marthina)["offer.new"] == "pending"
    deed(pairing_answer, by=marthina, pairing=pairing, accepts=True)
    saturday.move_to(NOW + timedelta(minutes=11), tick=False)
    sweep()

    assert states(marthina)["offer.new"] == "cancelled"
    assert states(yohanis)["offer.new"] == "sent"


def test_mentee_is_asked_to_acknowledge_until_she_has(deed, pairing, yohanis, marthina, saturday):
    entry = LogEntry(start=NOW - timedelta(hours=2), minutes=60, no_new_action=True, no_next_reason="-")
    session = deed(session_log, by=yohanis, pairing=pairing, entry=entry)
    deed(session_log, by=yohanis, pairing=pairing, entry=entry)
    sweep()
    assert states(marthina) == {"log.new": "sent", "log.after_3_days": "pending", "log.after_10_days": "pending"}
    assert not OutboxMessage.objects.filter(recipient=yohanis).exists()
    deed(session_acknowledge, by=marthina, session=session)
    saturday.move_to(NOW + timedelta(days=3, minutes=1), tick=False)
    sweep()

    assert states(marthina)["log.after_3_days"] == "cancelled"


def test_messages_to_me_are_read_on_the_phone(client_of, deed, pairing, yohanis, marthina, saturday):
    deed(session_plan, by=yohanis, pairing=pairing, start=START)
    assert "Pertemuan berikut" not in client_of(marthina).get("/m/kotak/").content.decode()
    saturday.move_to(datetime(2026, 11, 25, 16, 0, tzinfo=WIT), tick=False)

    content = client_of(marthina).get("/m/kotak/").content.decode()

    assert content.count("Pertemuan berikut") == 1
    stranger = member_user(Role.MENTEE)
    assert "Belum ada pemberitahuan" in client_of(stranger).get("/m/kotak/").content.decode()


def test_payload_holds_no_name(deed, pairing, yohanis, marthina):
    pairing_of(member_user(Role.MENTEE).member, mentor=yohanis.member, state=PairingState.OFFERED)
    deed(session_plan, by=yohanis, pairing=pairing, start=START, place="Rumah Yohanis")

    assert {key for m in OutboxMessage.objects.all() for key in m.payload} == {"start", "zone", "path"}
