"""Word of meetings whose day has passed without a log: to who logs, then to the coordinator (DOMAIN §10).

Worked out at each run from what stands now. A run that was missed sends the latest word only; a log, a meeting that is
called off or moved stops what is still to be sent.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.outbox import zone_of
from accounts.quiet_hours import allowed_moment
from accounts.services import Message, queue_messages
from mentoring.enums import LOGGERS, MEETING_STATES, UNLOGGED_KINDS
from mentoring.models import Session
from mentoring.services.reminders import occasion, people_of, told_of

# After how many days each word comes, the last one to the coordinator; what is older is in his queue.
DAYS = (1, 5, 8, 14)
OLD = 45


def meetings_tell(*, at: datetime | None = None) -> int:
    """Ask for the logs of meetings that were to be; asking again writes nothing twice. How many. A system job."""
    now = at or timezone.now()
    spans = zip(UNLOGGED_KINDS, DAYS, (*DAYS[1:], OLD), strict=True)
    return sum(
        queue_messages(_messages(kind, list(_unlogged(kind, days, until, now)), until, now))
        for kind, days, until in spans
    )


def _unlogged(kind: str, days: int, until: int, now: datetime) -> QuerySet[Session]:
    """Meetings that were to begin between `until` and `days` days ago and of which nobody has been told so."""
    # What was told before it was moved is of another day.
    told = told_of("session", kind).filter(due_at__gt=OuterRef("planned_start"))
    begun = (now - timedelta(days=until), now - timedelta(days=days))
    found = Session.objects.upcoming().filter(pairing__state__in=MEETING_STATES, planned_start__range=begun)
    return found.filter(~Exists(told)).select_related("pairing__programme__coordinator")


def _messages(kind: str, unlogged: list[Session], until: int, now: datetime) -> Iterator[Message]:
    if kind == UNLOGGED_KINDS[-1]:
        for session in unlogged:
            page = reverse("mentoring:session", args=[session.pk])
            yield _word(session, kind, session.pairing.programme.coordinator, page, until, now)
        return
    people = people_of((session.pairing_id for session in unlogged), LOGGERS)
    for session in unlogged:
        form = f"{reverse('mentoring:phone_log')}?sesi={session.pk}"
        for user in people[session.pairing_id]:
            yield _word(session, kind, user, form, until, now)


def _word(session: Session, kind: str, user: User, path: str, until: int, now: datetime) -> Message:
    assert session.planned_start is not None
    return Message(
        subject=f"session:{session.pk}",
        kind=kind,
        occasion=occasion(session.planned_start),
        recipient_id=user.pk,
        due_at=allowed_moment(now, zone_of(user)),
        expires_at=session.planned_start + timedelta(days=until),
        payload={"path": path},
    )
