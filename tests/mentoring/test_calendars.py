"""Meetings in people's own calendars: one UID for ever, a rising SEQUENCE, the zone of the place, nobody's name."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import IntegrityError, connection
from django.utils import timezone
from icalendar import Calendar

from accounts.models import Assignment, OutboxMessage
from accounts.outbox import sweep
from accounts.scoping import acting_as
from core.errors import RuleError
from core.logs import scrub
from mentoring.entries import LogEntry
from mentoring.models import CalendarFeed, Session
from mentoring.services.calendars import feed_make, feed_revoke
from mentoring.services.logs import session_log
from mentoring.services.sessions import session_cancel, session_confirm, session_plan, session_reschedule
from tests.factories.accounts import unit
from tests.factories.mentoring import active_pairing, planned_session
from tests.refusals import is_refused

pytestmark = pytest.mark.django_db

WIT = ZoneInfo("Asia/Jayapura")
NOW = datetime(2026, 11, 21, 10, 0, tzinfo=WIT)
START = datetime(2026, 11, 28, 15, 0, tzinfo=WIT)


@pytest.fixture(autouse=True)
def saturday(time_machine, db):
    """Saturday, ten in the morning in Sorong."""
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def pairing(yohanis, marthina):
    return active_pairing(yohanis, marthina)


@pytest.fixture
def address(yohanis):
    """The private address of Yohanis."""
    with acting_as(yohanis):
        return f"/kalender/{feed_make(by=yohanis)}.ics"


def mailed(user):
    """What the mails to somebody carry for his calendar, in the order in which they went out."""
    sweep()
    return [Calendar.from_ical(m.attachments[0].get_payload(decode=True)) for m in mail.outbox if m.to == [user.email]]


def events(content):
    return Calendar.from_ical(content).walk("VEVENT")


def told(event):
    return int(event["SEQUENCE"]), str(event["STATUS"]), event.decoded("DTSTART")


def test_mails_carry_the_meeting_planned_moved_and_called_off(deed, pairing, yohanis, marthina):
    session = deed(session_plan, by=yohanis, pairing=pairing, start=START, place="Rumah Bapak Yohanis Kareth")
    first = mailed(marthina)
    deed(session_reschedule, by=marthina, session=session, start=START + timedelta(days=1), reason="Hujan")
    deed(session_cancel, by=yohanis, session=session, reason="Sakit")
    *_, gone = mailed(marthina)

    planned, off = first[0].walk("VEVENT")[0], gone.walk("VEVENT")[0]
    assert planned["UID"] == off["UID"]
    assert told(planned) == (0, "TENTATIVE", START)
    assert told(off) == (2, "CANCELLED", START + timedelta(days=1))
    assert (first[0]["METHOD"], gone["METHOD"]) == ("PUBLISH", "CANCEL")
    kinds = OutboxMessage.objects.filter(recipient=marthina, kind__startswith="meeting.")
    assert dict(kinds.values_list("kind", "state")) == {
        "meeting.planned": "sent",
        "meeting.moved": "cancelled",  # overtaken before it went out
        "meeting.called_off": "sent",
    }
    assert mail.outbox[0].attachments[0].get_content_type() == "text/calendar"
    assert 'method="PUBLISH"' in mail.outbox[0].attachments[0]["Content-Type"]


def test_a_moved_meeting_is_mailed_to_both_as_a_newer_version(deed, pairing, yohanis, marthina):
    session = deed(session_plan, by=yohanis, pairing=pairing, start=START)
    sweep()
    deed(session_reschedule, by=yohanis, session=session, start=START + timedelta(hours=2), reason="Rapat")

    for person in (yohanis, marthina):
        planned, moved = mailed(person)
        assert planned.walk("VEVENT")[0]["UID"] == moved.walk("VEVENT")[0]["UID"]
        assert told(moved.walk("VEVENT")[0]) == (1, "TENTATIVE", START + timedelta(hours=2))
    assert "17.00 WIT" in mail.outbox[-1].body


def test_a_calendar_names_nobody_and_no_place(client_of, client, deed, pairing, yohanis, address):
    session = deed(session_plan, by=yohanis, pairing=pairing, start=START, place="Rumah Yohanis Kareth")

    (attached,), feed = mailed(yohanis), client.get(address).content.decode()

    for text in (attached.to_ical().decode(), feed):
        assert not [word for word in ("Yohanis", "Kareth", "Marthina", "Sagrim", "Rumah", "Program") if word in text]
        (event,) = events(text)
        assert str(event["SUMMARY"]) == "Sesi mentoring"
        assert str(event["LOCATION"]) == "Tatap muka"
        assert str(event["URL"]).endswith(f"/m/sesi/{session.pk}/")
        assert set(event) == {
            *("UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "STATUS"),
            *("SUMMARY", "LOCATION", "DESCRIPTION", "URL", "ORGANIZER"),
        }


def test_each_meeting_stands_in_the_zone_of_its_place(client, pairing, address):
    zones = {"Asia/Jayapura": "WIT", "Asia/Makassar": "WITA", "Asia/Jakarta": "WIB"}
    for hour, zone in enumerate(zones):
        planned_session(pairing, START + timedelta(hours=3 * hour), time_zone=zone)

    found = Calendar.from_ical(client.get(address).content)

    starts = {event["DTSTART"].params["TZID"]: event.decoded("DTSTART") for event in found.walk("VEVENT")}
    assert starts == {zone: START + timedelta(hours=3 * hour) for hour, zone in enumerate(zones)}
    assert starts["Asia/Makassar"].hour == 17
    told = {zone["TZID"]: str(zone.walk("STANDARD")[0]["TZNAME"]) for zone in found.walk("VTIMEZONE")}
    assert told == zones
    assert found.walk("VTIMEZONE")[0].walk("STANDARD")[0]["TZOFFSETTO"].td == timedelta(hours=7)


def test_whatever_a_calendar_shows_raises_the_version_whoever_writes(deed, pairing, yohanis, marthina):
    session = deed(session_plan, by=yohanis, pairing=pairing, start=START)
    versions = []

    def look():
        versions.append(Session.objects.get(pk=session.pk).calendar_sequence)

    deed(session_confirm, by=marthina, session=session)
    look()
    Session.objects.filter(pk=session.pk).update(mode="phone")
    look()
    Session.objects.filter(pk=session.pk).update(calendar_sequence=0)
    look()
    with acting_as(yohanis), connection.cursor() as cursor:
        cursor.execute("UPDATE mentoring_session SET planned_start = now() + interval '9 days', calendar_sequence = 0")
    look()
    Session.objects.filter(pk=session.pk).update(affirmed_at=timezone.now())
    look()

    assert versions == [1, 2, 2, 3, 3]


def test_a_meeting_keeps_its_name_in_calendars(pairing, yohanis):
    session = planned_session(pairing)

    with acting_as(yohanis):
        changes = "UPDATE mentoring_session SET client_uuid = gen_random_uuid() WHERE id = %s"
        assert is_refused(changes, session.pk, error=IntegrityError)


def test_a_feed_shows_plans_what_was_held_and_what_was_called_off(client, deed, pairing, yohanis, address):
    kept = deed(session_plan, by=yohanis, pairing=pairing, start=START)
    off = deed(session_plan, by=yohanis, pairing=pairing, start=START + timedelta(days=1))
    deed(session_cancel, by=yohanis, session=off, reason="Sakit")
    entry = LogEntry(start=NOW - timedelta(hours=2), minutes=45, no_new_action=True, no_next_reason="Nanti")
    deed(session_log, by=yohanis, pairing=pairing, entry=entry)

    found = {told(event) for event in events(client.get(address).content)}

    assert found == {
        (0, "TENTATIVE", START),
        (1, "CANCELLED", START + timedelta(days=1)),
        (0, "CONFIRMED", NOW - timedelta(hours=2)),
    }
    assert kept.calendar_sequence == 0


def test_a_feed_holds_ones_own_meetings_alone(client, pairing, address, yohanis, sari):
    planned_session(pairing)
    planned_session(active_pairing())
    Assignment.objects.create(user=yohanis, role="secretariat", unit=unit("96.71"))

    assert len(events(client.get(address).content)) == 1
    pairing.participants.filter(user=yohanis).update(left_at=timezone.now())
    assert events(client.get(address).content) == []


def test_a_feed_that_was_taken_back_or_renewed_leads_nowhere_at_once(client, deed, pairing, yohanis, address):
    before = client.get(address)
    other = f"/kalender/{deed(feed_make, by=yohanis)}.ics"
    renewed = (client.get(address).status_code, client.get(other).status_code)
    deed(feed_revoke, by=yohanis)
    gone = client.get(other)

    assert (before.status_code, before["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert renewed == (404, 200)
    assert gone.status_code == 404
    for response in (before, gone):
        assert response["Cache-Control"] == "no-store, private"
        assert "Set-Cookie" not in response


def test_a_feed_ends_with_the_account_and_with_the_role(client, pairing, yohanis, address):
    Assignment.objects.filter(user=yohanis).update(role="secretariat")
    without_role = client.get(address).status_code
    Assignment.objects.filter(user=yohanis).update(role="mentor")
    back = client.get(address).status_code
    yohanis.is_active = False
    yohanis.save()

    assert (without_role, back, client.get(address).status_code) == (404, 200, 404)


def test_only_a_hash_of_the_token_is_kept(yohanis, address):
    token = address.removeprefix("/kalender/").removesuffix(".ics")

    assert len(token) >= 43  # 256 bits
    assert token.encode() not in bytes(CalendarFeed.objects.get().token_hash)
    assert token not in scrub(f"GET {address} 200")


def test_a_feed_is_read_so_often_a_minute_and_no_more(client, pairing, address, monkeypatch):
    monkeypatch.setattr("mentoring.views.calendars.OF_ONE_FEED", 2)

    assert [client.get(address).status_code for _ in range(3)] == [200, 200, 429]
    monkeypatch.setattr("mentoring.views.calendars.OF_ONE_ADDRESS", 3)
    assert client.get("/kalender/x.ics").status_code == 429


@pytest.mark.parametrize("meetings", [1, 3])
def test_a_feed_costs_the_same_whatever_it_holds(client, pairing, address, count_queries, meetings):
    for day in range(meetings):
        planned_session(pairing, START + timedelta(days=day))

    with count_queries() as spent:
        assert len(events(client.get(address).content)) == meetings

    assert spent() <= 8


def test_database_lets_nobody_touch_the_address_of_another_or_open_one_again(deed, yohanis, marthina, address):
    feed = CalendarFeed.objects.get()

    with acting_as(marthina), connection.cursor() as cursor:
        cursor.execute("UPDATE mentoring_calendarfeed SET revoked_at = now()")
        assert cursor.rowcount == 0
        assert is_refused("INSERT INTO mentoring_calendarfeed (user_id, token_hash, created_at) VALUES (%s, '', now())",
                          yohanis.pk)  # fmt: skip
    deed(feed_revoke, by=yohanis)
    with acting_as(yohanis):
        for change in ("revoked_at = NULL", "token_hash = 'x'"):
            statement = f"UPDATE mentoring_calendarfeed SET {change} WHERE id = %s"
            assert is_refused(statement, feed.pk, error=IntegrityError)
        assert is_refused("DELETE FROM mentoring_calendarfeed")


def test_an_office_has_no_feed(deed, sari):
    with pytest.raises(RuleError, match="sebagai mentor atau kader"):
        deed(feed_make, by=sari)


def test_page_makes_shows_once_and_takes_back(client_of, client, pairing, yohanis):
    browser = client_of(yohanis)

    empty = browser.get("/m/kalender/").content.decode()
    made = browser.post("/m/kalender/")
    address = made.context["address"]
    later = browser.get("/m/kalender/").content.decode()
    browser.post("/m/kalender/cabut/")

    assert "Buat tautan" in empty
    assert address in made.content.decode()
    assert "/kalender/" not in later.replace("/m/kalender/", "")
    assert "Cabut tautan" in later
    assert client.get(address).status_code == 404
    assert "/m/kalender/" in browser.get("/m/jadwal/").content.decode()
