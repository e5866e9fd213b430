"""The sweep that sends what is due: every message once, none lost, whatever is killed and whenever.

Each message is claimed, sent and marked in one small transaction (`FOR UPDATE SKIP LOCKED`). A worker that
dies in between leaves the row waiting, and the next sweep sends it under the same Message-ID: mail as files
replaces itself, a mail server may see it twice at most once a kill (TRUST REL-09).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.mime.text import MIMEText
from email.utils import parseaddr
from zoneinfo import ZoneInfo

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone, translation

from accounts.enums import FIXED_TOPICS, MessageState, Why
from accounts.messages import CalendarPart, Mail, kind_of
from accounts.models import Assignment, OutboxMessage, User
from accounts.quiet_hours import allowed_moment
from core.context import jobs_context, remembered

BATCH = 50
# A mail server that is away over a weekend loses nothing: after an hour of tries one each hour, for three days.
MAX_ATTEMPTS = 78
FIRST_RETRY, LONGEST_RETRY = timedelta(minutes=1), timedelta(hours=1)

log = structlog.get_logger("kaderisasi.outbox")


@dataclass
class Sweep:
    """What one sweep did."""

    sent: int = 0
    shown: int = 0
    missed: int = 0
    cancelled: int = 0
    failed: int = 0
    held: int = 0

    @property
    def total(self) -> int:
        """Messages that were dealt with."""
        return self.sent + self.shown + self.missed + self.cancelled + self.failed + self.held


def sweep(*, limit: int = BATCH, now: datetime | None = None) -> Sweep:
    """Deal with up to `limit` due messages. May run twice, in parallel and late: the result is the same."""
    result = Sweep()
    while result.total < limit:
        with jobs_context():
            message = (
                OutboxMessage.objects.due(now or timezone.now())
                .select_related("recipient")
                .select_for_update(skip_locked=True, of=("self",))
                .first()
            )
            if message is None:
                break
            outcome = _deal_with(message, now or timezone.now())
        setattr(result, outcome, getattr(result, outcome) + 1)
    if result.total:
        log.info("outbox.swept", **vars(result))
    return result


def _deal_with(message: OutboxMessage, now: datetime) -> str:
    if message.expires_at and message.expires_at <= now:
        return _close(message, MessageState.MISSED, Why.PASSED)
    zone = zone_of(message.recipient)
    allowed = allowed_moment(now, zone, message.expires_at)
    try:
        with transaction.atomic():
            kind = kind_of(message)
            if allowed > now and kind.topic not in FIXED_TOPICS:  # those are waited for, by night too
                message.due_at, message.note = allowed, Why.QUIET
                message.save(update_fields=["due_at", "note"])
                return "held"
            if not message.recipient.is_active:
                return _close(message, MessageState.CANCELLED, Why.INACTIVE)
            if not kind.still_wanted(message):
                return _close(message, MessageState.CANCELLED, Why.UNWANTED)
            if kind.topic in message.recipient.muted and kind.topic not in FIXED_TOPICS:
                return _close(message, MessageState.SHOWN, Why.MUTED)
            with translation.override(message.recipient.language), timezone.override(zone):
                mail, meeting = kind.render(message), kind.calendar(message)
            _send(message, mail, meeting)
    except Exception as error:  # one bad address or template stops nobody else
        return _retry_later(message, now, error)
    message.sent_at = timezone.now()
    return _close(message, MessageState.SENT, "")


def _close(message: OutboxMessage, state: MessageState, note: str) -> str:
    message.state, message.note = state, note
    message.save(update_fields=["state", "note", "sent_at"])
    return str(state)


def _retry_later(message: OutboxMessage, now: datetime, error: Exception) -> str:
    message.attempts += 1
    message.note = type(error).__name__
    message.due_at = now + min(FIRST_RETRY * 2 ** min(message.attempts, 6), LONGEST_RETRY)
    if message.attempts >= MAX_ATTEMPTS:
        message.state = MessageState.FAILED
    message.save(update_fields=["attempts", "note", "due_at", "state"])
    log.warning("outbox.failed", message=message.pk, kind=message.kind, error=type(error).__name__)
    return "failed"


def _send(message: OutboxMessage, mail: Mail, meeting: CalendarPart | None) -> None:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    EmailMessage(
        subject=mail.subject,
        body=mail.text,
        to=[message.recipient.email],
        headers={"Message-ID": f"<{message.key}@{domain}>", "Auto-Submitted": "auto-generated"},
        attachments=[_attached(meeting)] if meeting else None,
    ).send()


def _attached(meeting: CalendarPart) -> MIMEText:
    """A file that mail programs recognise as a meeting by its type and method."""
    part = MIMEText(meeting.content, "calendar", "utf-8")
    part.set_param("method", meeting.method)
    part.add_header("Content-Disposition", "attachment", filename="sesi-mentoring.ics")
    return part


def zone_of(user: User) -> ZoneInfo:
    """The zone in which a person lives: that of the deepest unit he has a role at."""
    return zones_of([user])[user.pk]


def zones_of(users: Iterable[User]) -> dict[int, ZoneInfo]:
    """As `zone_of`, of several people by their ids: asked in one query, and once in a request or job."""
    known: dict[int, ZoneInfo] = remembered("accounts.zones", dict)
    unknown = {user.pk for user in users} - known.keys()
    if unknown:
        held = Assignment.objects.current().filter(user__in=unknown).order_by("user", "-unit__tier", "pk")
        found = dict(held.distinct("user").values_list("user", "unit__time_zone"))
        known.update({pk: ZoneInfo(found.get(pk, settings.TIME_ZONE)) for pk in unknown})
    return known
