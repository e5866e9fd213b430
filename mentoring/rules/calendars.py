"""Meetings as calendars show them (RFC 5545): how and when, and a link; no name, no place, no word (TRUST SEC-30).

A meeting keeps its UID for ever. `Session.calendar_sequence` rises with whatever a calendar shows of it (a trigger
sees to that), so that a newer version replaces an older one in whatever order they come.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import parseaddr
from functools import cache
from uuid import uuid5
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone

from mentoring.enums import HELD_STATES, SessionState
from mentoring.models import Session

#: What a plan takes in a calendar: how long the meeting lasts is known once it is logged.
PLANNED_MINUTES = 60
#: How often a calendar is asked to look again.
REFRESH = timedelta(hours=1)
PUBLISH, CANCEL = "PUBLISH", "CANCEL"
_STATUS = {
    SessionState.PLANNED: "TENTATIVE",
    SessionState.CONFIRMED: "CONFIRMED",
    **dict.fromkeys(HELD_STATES, "CONFIRMED"),
}
_GONE = "CANCELLED"


def calendar_uid(session: Session) -> str:
    """The name of a meeting in calendars: the same whatever becomes of it, and nothing to read in it."""
    return f"{uuid5(session.client_uuid, f'session {session.pk}')}@kaderisasi"


def calendar_text(sessions: Iterable[Session], *, at: datetime, method: str = PUBLISH) -> str:
    """An iCalendar file with these meetings, each by the clock of its place, written at a moment.

    Texts are in the active language. Meetings without a time are left out.
    """
    shown = [event for event in (_event(session, at, method) for session in sessions) if event]
    found = Calendar()
    found.add("prodid", "-//Kaderisasi//Sesi mentoring//ID")
    found.add("version", "2.0")
    found.add("method", method)
    found.add("name", _("Sesi mentoring"))
    found.add("x-wr-calname", _("Sesi mentoring"))
    found.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for zone in sorted({event["DTSTART"].params["TZID"] for event in shown}):
        found.add_component(_zone(zone))
    for event in shown:
        found.add_component(event)
    return found.to_ical().decode()


def _event(session: Session, at: datetime, method: str) -> Event | None:
    start = session.started_at or session.planned_start
    if start is None:
        return None
    local = start.astimezone(ZoneInfo(session.time_zone))
    link = settings.BASE_URL + reverse("mentoring:phone_session", args=[session.pk])
    event = Event()
    event.add("uid", calendar_uid(session))
    event.add("sequence", session.calendar_sequence)
    event.add("dtstamp", at)
    event.add("dtstart", local)
    event.add("dtend", local + timedelta(minutes=session.minutes or PLANNED_MINUTES))
    event.add("status", _GONE if method == CANCEL else _STATUS.get(SessionState(session.state), _GONE))
    event.add("summary", _("Sesi mentoring"))
    event.add("location", session.get_mode_display())
    event.add("description", _("Rincian: %(link)s") % {"link": link})
    event.add("url", link)
    event.add("organizer", f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    return event


@cache
def _zone(name: str) -> Timezone:
    """What a calendar has to know of a zone; worked out once a process."""
    return Timezone.from_tzid(name)
