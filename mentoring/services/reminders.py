"""Messages that sessions, logs and offers cause: rows in the outbox, planned with what causes them (DOMAIN §10).

Asking twice plans once: (subject, recipient, kind, occasion) is unique. Each reminder expires when the next one
is due, so that a worker that was away sends the latest only and records the others as missed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import CharField, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils import timezone

from accounts.models import OutboxMessage, User
from accounts.outbox import zone_of, zones_of
from accounts.quiet_hours import allowed_moment
from accounts.services import Message, queue_messages
from mentoring.enums import (
    ACTION_KINDS,
    AWAY_KIND,
    HELD_KIND,
    LEARNERS,
    LOG_KINDS,
    MEETING_STATES,
    MISS_KIND,
    ODD_EXPLAINED_KIND,
    ODD_KIND,
    OFFER_KINDS,
    PLAN_KINDS,
    RUBRIC_KINDS,
    SESSION_KINDS,
    Answer,
    ParticipantRole,
)
from mentoring.models import ActionItem, Diagnostic, OddLogs, Pairing, PairingParticipant, Plan, Session, SyncItem
from mentoring.rules.pairings import UNDO, offer_days
from mentoring.rules.sessions import acknowledge_days

DAY_BEFORE_AT = time(8)
# How far ahead the daily run looks: one day more than the first reminder.
AHEAD = timedelta(days=4)
# Past this a story is being told (demonstration, late entry): what was due then is not sent now.
STALE = timedelta(hours=1)
# Older than this it is stale wherever he lives, quiet hours and all: nobody asks where.
LONG_STALE = timedelta(days=1)


def occasion(moment: datetime) -> str:
    """The moment as the key of a message: a moved session is a new occasion."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def reminder_moments(start: datetime, zone: ZoneInfo) -> list[datetime]:
    """When somebody in this zone is reminded of a start: T−3 days, the day before at 08.00, T−3 hours.

    Moved out of the quiet hours of his own day.
    """
    local = start.astimezone(zone)
    day_before = datetime.combine(local.date() - timedelta(days=1), DAY_BEFORE_AT, zone)
    wanted = (local - timedelta(days=3), day_before, start - timedelta(hours=3))
    return [allowed_moment(moment, zone, start) for moment in wanted]


def remind_of_session(*, session: Session) -> None:
    """Plan the reminders of an upcoming session for everybody in the pairing; only those still to come."""
    remind_of_sessions([session])


def remind_of_sessions(sessions: Iterable[Session]) -> int:
    """As `remind_of_session`, of many: three statements, whatever the number. How many reminders were asked for."""
    planned = [each for each in sessions if each.planned_start and not _is_long_stale(each.planned_start)]
    if not planned:
        return 0
    people = people_of((session.pairing_id for session in planned), ParticipantRole.values)
    now = timezone.now()
    messages = (message for session in planned for message in _reminders(session, people[session.pairing_id]))
    return queue_messages(message for message in messages if message.due_at > now)


def _reminders(session: Session, users: Iterable[User]) -> Iterator[Message]:
    start = session.planned_start
    assert start is not None
    subject, moment, payload = f"session:{session.pk}", occasion(start), _when_and_where(session, start)
    spans: dict[ZoneInfo, list[tuple[str, tuple[datetime, datetime]]]] = {}
    for user in users:
        zone = zone_of(user)
        if zone not in spans:
            spans[zone] = list(zip(SESSION_KINDS, pairwise([*reminder_moments(start, zone), start]), strict=True))
        for kind, (due, expires) in spans[zone]:
            yield Message(subject, kind, moment, user.pk, due, payload, expires)


def _when_and_where(session: Session, start: datetime) -> dict[str, str]:
    """What a mail tells of a meeting: its moment by the zone of its place, and its page."""
    path = reverse("mentoring:phone_session", args=[session.pk])
    return {"start": start.isoformat(), "zone": session.time_zone, "path": path}


def sessions_remind(*, at: datetime | None = None) -> int:
    """Plan what is missing for the meetings of the days ahead: for who joined, or got an account, after the plan.

    What is planned already stays as it is. A system job.
    """
    now = at or timezone.now()
    ahead = Session.objects.upcoming().filter(
        planned_start__range=(now, now + AHEAD), pairing__state__in=MEETING_STATES
    )
    return remind_of_sessions(ahead)


def tell_of_plan(*, session: Session, kind: str, at: datetime) -> None:
    """Tell everybody in the pairing what became of a plan, him who did it too: the mail is for his calendar.

    What has been overtaken before the mail goes out is not told (`notices`).
    """
    start = session.planned_start
    if start is None or start <= at or _is_long_stale(at):
        return
    session.refresh_from_db(fields=["calendar_sequence"])  # the database has raised it
    users = _users(session.pairing)
    zones = zones_of(users)
    _queue(
        Message(
            subject=f"session:{session.pk}",
            kind=kind,
            occasion=f"v{session.calendar_sequence}",
            recipient_id=user.pk,
            due_at=allowed_moment(at, zones[user.pk], start),
            expires_at=start,
            payload=_when_and_where(session, start),
        )
        for user in users
    )


def remind_of_offer(*, pairing: Pairing, at: datetime) -> None:
    """Tell those who have not answered: once the time to undo is over, after 3 and after 10 days."""
    moments = (at + UNDO, at + timedelta(days=3), at + timedelta(days=10), at + timedelta(days=offer_days()))
    payload = {"path": reverse("mentoring:phone_offer", args=[pairing.pk])}
    users = _users(pairing, answer=Answer.WAITING)
    _queue(_series(f"pairing:{pairing.pk}", OFFER_KINDS, at, users, moments, payload))


def remind_of_log(*, session: Session, learners: Iterable[User], at: datetime) -> None:
    """Ask those who learn to acknowledge a log: at once, after 3 and after 10 days; later it counts as seen."""
    moments = (at, at + timedelta(days=3), at + timedelta(days=10), at + timedelta(days=acknowledge_days()))
    payload = {"path": reverse("mentoring:phone_acknowledge", args=[session.pk])}
    _queue(_series(f"session:{session.pk}", LOG_KINDS, at, learners, moments, payload))


def remind_of_rubric(*, diagnostic: Diagnostic, users: Iterable[User], at: datetime) -> None:
    """Ask the other side of a round for his part: at once and after 3 days."""
    moments = (at, at + timedelta(days=3), at + timedelta(days=14))
    payload = {"path": reverse("mentoring:phone_growth", args=[diagnostic.learner_id])}
    _queue(_series(f"diagnostic:{diagnostic.pk}", RUBRIC_KINDS, at, users, moments, payload))


def remind_of_plan(*, plan: Plan, users: Iterable[User], at: datetime) -> None:
    """Ask the other side to accept a plan: at once and after 3 days."""
    moments = (at, at + timedelta(days=3), at + timedelta(days=14))
    payload = {"path": reverse("mentoring:phone_growth", args=[plan.learner_id])}
    _queue(_series(f"plan:{plan.pk}", PLAN_KINDS, at, users, moments, payload))


def remind_of_action(*, action: ActionItem, at: datetime) -> None:
    """Tell the owner of a step two days before it is due and the day after, in the morning (DOMAIN §10)."""
    if action.due_on is None or _is_long_stale(datetime.combine(action.due_on, time.max, UTC) + timedelta(days=1)):
        return
    user = action.owner.user
    if user is None:
        return
    due = datetime.combine(action.due_on, DAY_BEFORE_AT, zone_of(user))
    moments = (due - timedelta(days=2), due + timedelta(days=1), due + timedelta(days=4))
    payload = {"path": reverse("mentoring:phone_pairing", args=[action.pairing_id])}
    messages = _series(f"action:{action.pk}", ACTION_KINDS, due, [user], moments, payload)
    _queue(message for message in messages if message.due_at > at)


def tell_of_pause(*, pairing: Pairing, at: datetime) -> None:
    """Tell the mentees at once that their mentor pauses; the page says what becomes of them."""
    _queue(
        Message(
            subject=f"pairing:{pairing.pk}",
            kind=AWAY_KIND,
            occasion=occasion(at),
            recipient_id=user.pk,
            due_at=allowed_moment(at, zone_of(user)),
            payload={"path": reverse("mentoring:phone_home")},
        )
        for user in _users(pairing, role__in=LEARNERS)
    )


def tell_of_objection(*, session: Session, at: datetime) -> None:
    """Tell the coordinator that somebody objects to having been noted as missing."""
    path = reverse("mentoring:session", args=[session.pk])
    _queue([_to_coordinator(session.pairing, f"session:{session.pk}", MISS_KIND, path, at)])


def tell_of_held(*, item: SyncItem, decided: int, at: datetime) -> None:
    """Tell the coordinator that something a phone sent waits for him.

    Its versions are one subject: he is told anew only when he has `decided` about one and another comes.
    """
    path = reverse("mentoring:held_item", args=[item.pk])
    message = _to_coordinator(item.pairing, f"sync:{item.author_id}:{item.client_uuid}", HELD_KIND, path, at)
    _queue([replace(message, occasion=f"v{decided}")])


def tell_of_odd(*, row: OddLogs, at: datetime) -> None:
    """Ask who wrote some logs to explain them; one message, however many things were found."""
    person = User.objects.get(pk=row.person_id)
    _queue([_to(person, f"odd:{row.pk}", ODD_KIND, reverse("mentoring:phone_odds"), at)])


def tell_of_explained(*, row: OddLogs, at: datetime) -> None:
    """Tell the coordinator that somebody has explained his logs; not where they are his own."""
    if row.pairing.programme.coordinator_id != row.person_id:
        path = reverse("mentoring:odd", args=[row.pk])
        _queue([_to_coordinator(row.pairing, f"odd:{row.pk}", ODD_EXPLAINED_KIND, path, at)])


def _to_coordinator(pairing: Pairing, subject: str, kind: str, path: str, at: datetime) -> Message:
    return _to(pairing.programme.coordinator, subject, kind, path, at)


def _to(user: User, subject: str, kind: str, path: str, at: datetime) -> Message:
    return Message(
        subject=subject,
        kind=kind,
        occasion=occasion(at),
        recipient_id=user.pk,
        due_at=allowed_moment(at, zone_of(user)),
        expires_at=at + timedelta(days=30),
        payload={"path": path},
    )


def note(
    pairing: Pairing, kind: str, user: User, *, page: str, occasion: str, at: datetime, expires_at: datetime
) -> Message:
    """One message about a pairing that is due now, or when the recipient's quiet hours are over."""
    return Message(
        subject=f"pairing:{pairing.pk}",
        kind=kind,
        occasion=occasion,
        recipient_id=user.pk,
        due_at=allowed_moment(at, zone_of(user)),
        expires_at=expires_at,
        payload={"path": reverse(page, args=[pairing.pk])},
    )


def told_of(subject: str, kind: str) -> QuerySet[OutboxMessage]:
    """The messages of a kind about the row of the outer statement; `subject` is what its key stands behind."""
    about = Concat(Value(f"{subject}:"), Cast(OuterRef("pk"), CharField()))
    return OutboxMessage.objects.filter(subject=about, kind=kind)


def people_of(pairings: Iterable[int], roles: Iterable[str]) -> dict[int, list[User]]:
    """The users in these roles by their pairings, with their zones read: two queries, whatever the number."""
    found = PairingParticipant.objects.filter(
        pairing__in=set(pairings), left_at=None, role__in=set(roles), user__isnull=False
    )
    people: dict[int, list[User]] = defaultdict(list)
    for person in found.select_related("user").order_by("pk"):
        if person.user:
            people[person.pairing_id].append(person.user)
    zones_of(user for users in people.values() for user in users)
    return people


def _series(
    subject: str,
    kinds: tuple[str, ...],
    at: datetime,
    users: Iterable[User],
    moments: tuple[datetime, ...],
    payload: dict[str, str],
) -> list[Message]:
    spans = [(kind, span) for kind, span in zip(kinds, pairwise(moments), strict=True) if not _is_long_stale(span[0])]
    if not spans:
        return []
    users = list(users)
    zones = zones_of(users)
    return [
        Message(
            subject=subject,
            kind=kind,
            occasion=occasion(at),
            recipient_id=user.pk,
            due_at=allowed_moment(due, zones[user.pk], expires),
            expires_at=expires,
            payload=payload,
        )
        for user in users
        for kind, (due, expires) in spans
    ]


def _is_long_stale(moment: datetime) -> bool:
    return moment < timezone.now() - LONG_STALE


def _queue(messages: Iterable[Message]) -> None:
    fresh = timezone.now() - STALE
    queue_messages(message for message in messages if message.due_at > fresh)


def _users(pairing: Pairing, **wanted: Any) -> list[User]:
    here = pairing.participants.filter(left_at=None, **wanted).select_related("user").order_by("pk")
    return [participant.user for participant in here if participant.user]
