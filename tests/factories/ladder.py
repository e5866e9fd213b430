"""The ladder: people with evidence, straight to rows; trainings that were held."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from cadres.enums import EventState, RegistrationState, TrainingResult
from cadres.models import Level, Member, TrainingEvent, TrainingRegistration
from mentoring.enums import PairingState
from mentoring.models import Pairing, Programme
from tests.factories.accounts import staff, unit
from tests.factories.cadres import MemberFactory, member_user
from tests.factories.mentoring import ProgrammeFactory, held_session, pairing_of


def level(code: str) -> Level:
    """A level or track by code."""
    return Level.objects.get(code=code)


def event_of(code: str = "96.71", *, on: date | None = None, by: User | None = None, **fields: Any) -> TrainingEvent:
    """A diklat that was held a month ago, unless said otherwise."""
    place = unit(code)
    day = on or timezone.localdate() - timedelta(days=30)
    start = datetime(day.year, day.month, day.day, 9, tzinfo=place.zone)
    return TrainingEvent.objects.create(
        **{
            "unit": place,
            "kind": "diklat",
            "title": "Diklat Kader",
            "topic": "Organisasi",
            "place": "Aula",
            "starts_at": start,
            "ends_at": start + timedelta(hours=8),
            "capacity": 40,
            "state": EventState.OPEN,
            "created_by": by or staff(Role.SECRETARIAT, code),
        }
        | fields
    )


def trained(member: Member, event: TrainingEvent, result: str = TrainingResult.PASSED) -> TrainingRegistration:
    """A member who was at an event, with its result."""
    by = event.created_by
    return TrainingRegistration.objects.create(
        unit=member.unit,
        event=event,
        member=member,
        state=RegistrationState.ATTENDED,
        registered_by=by,
        attended_at=event.starts_at,
        attended_by="hand",
        confirmed_by=by,
        reason="Daftar hadir kertas",
        result=result,
        result_by=by if result != TrainingResult.OPEN else None,
        result_at=event.ends_at if result != TrainingResult.OPEN else None,
    )


def mentored(member: Member, *, sessions: int = 4, programme: Programme | None = None, **fields: Any) -> Pairing:
    """A completed pairing of a member, with so many sessions one after the other."""
    today = timezone.localdate()
    mentor = member_user(Role.MENTOR, full_name="Mentor Lama").member
    pairing = pairing_of(
        member,
        mentor=mentor,
        programme=programme or ProgrammeFactory.create(coordinator=staff(Role.COORDINATOR, "96.71")),
        **{
            "state": PairingState.COMPLETED,
            "active_on": today - timedelta(days=200),
            "ended_on": today - timedelta(days=5),
        }
        | fields,
    )
    for number in range(sessions):
        held_session(pairing, on=today - timedelta(days=150 - 7 * number))
    return pairing


def eligible(code: str = "96.71.06.1001", **fields: Any) -> Member:
    """A member of two years who meets every rule of Kader Dasar."""
    today = timezone.localdate()
    member = MemberFactory(code=code, joined_on=today - timedelta(days=800), **fields)
    trained(member, event_of(level=level("dasar")))
    mentored(member)
    return member
