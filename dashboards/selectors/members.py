"""Members with what mentoring knows of them, for the registry and the profile."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import User
from cadres.models import Member, OfficerTerm
from core.templatetags.format import date_id
from mentoring.enums import HELD_STATES, PairingState, ParticipantRole, Phase
from mentoring.models import PairingParticipant, PairingTransition, Session

LEARNERS = (ParticipantRole.MENTEE, ParticipantRole.PEER)
# What a leader reads of a member: name, level, office, unit (DOMAIN §9).
NARROW = ("full_name", "name_key", "prefix", "suffix", "level", "status", "unit", "is_mentee", "gender")


def sees_people(user: User) -> bool:
    """Whether the acting role reads who is paired with whom, and contacts: staff, never leaders."""
    return user.scope is not None and user.scope.role in (Role.SECRETARIAT, Role.COORDINATOR)


def registry(user: User) -> QuerySet[Member]:
    """The members in sight; for staff with phase, mentor and last session of the running pairing, in one query."""
    rows = Member.objects.for_user(user).select_related("unit")
    now = (
        PairingParticipant.objects.for_user(user)
        .filter(member=OuterRef("pk"), left_at=None, role__in=LEARNERS, pairing__state=PairingState.ACTIVE)
        .order_by("-pairing__active_on", "-pk")
    )
    rows = rows.annotate(
        pairing_now=Subquery(now.values("pairing")[:1]),
        phase_now=Subquery(now.values("pairing__phase")[:1]),
        last_held_on=Subquery(now.values("pairing__last_held_on")[:1]),
        mentored_since=Subquery(now.values("pairing__active_on")[:1]),
    )
    if not sees_people(user):
        return rows.only(*NARROW, "unit__name", "unit__label", "unit__tier", "unit__path")
    leads = PairingParticipant.objects.for_user(user).filter(
        pairing=OuterRef("pairing_now"), role__in=[ParticipantRole.MENTOR, ParticipantRole.FACILITATOR], left_at=None
    )
    return rows.annotate(mentor_name=Subquery(leads.order_by("pk").values("name")[:1])).defer("nik")


@dataclass(frozen=True)
class Event:
    """One line of a timeline, newest first."""

    at: datetime
    title: str
    detail: str = ""
    text: str = ""
    url: str = ""
    milestone: bool = False

    @property
    def when(self) -> str:
        """The day in words."""
        return date_id(timezone.localtime(self.at).date())


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), timezone.get_current_timezone())


def timeline(user: User, member: Member, *, limit: int = 30) -> list[Event]:
    """What the viewer may see of a member's way: membership, offices; for staff also pairings and held sessions."""
    found = [
        Event(_noon(member.joined_on), _("Bergabung sebagai anggota"), milestone=True)
        for _once in [1]
        if member.joined_on
    ]
    for term in OfficerTerm.objects.for_user(user).filter(member=member).select_related("unit").order_by("pk"):
        found.append(
            Event(_noon(term.starts_on), term.post, f"{term.unit.full_name} · {term.decree_no}", milestone=True)
        )
    if sees_people(user):
        found += _mentoring(user, member)
    return sorted(found, key=lambda event: event.at, reverse=True)[:limit]


def _mentoring(user: User, member: Member) -> list[Event]:
    own = PairingParticipant.objects.for_user(user).filter(member=member).values("pairing")
    moves = PairingTransition.objects.for_user(user).filter(pairing__in=own).exclude(from_value="", kind="state")
    labels: dict[str, Any] = dict(PairingState.choices) | dict(Phase.choices)
    events = [
        Event(
            move.at,
            str(labels.get(move.to_value, move.to_value)),
            _("Fase") if move.kind == "phase" else _("Pasangan"),
            url=reverse("mentoring:pairing", args=[move.pairing_id]),
            milestone=True,
        )
        for move in moves.order_by("pk")
    ]
    held = Session.objects.for_user(user).filter(pairing__in=own, state__in=HELD_STATES).select_related("log")
    for session in held.order_by("-held_on", "-pk")[:20]:
        log = getattr(session, "log", None)
        title = _("Sesi ke-%(n)s · %(mode)s, %(minutes)s menit") % {
            "n": session.sequence,
            "mode": session.get_mode_display().lower(),
            "minutes": session.minutes,
        }
        url = reverse("mentoring:session", args=[session.pk])
        events.append(Event(session.started_at, title, session.place, log.reality if log else "", url))
    return events
