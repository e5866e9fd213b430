"""Messages as they are read inside the product."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from accounts.enums import MessageState
from accounts.messages import kind_of
from accounts.models import OutboxMessage, User
from mentoring.enums import LOG_KINDS, OFFER_KINDS, SESSION_KINDS

SHOWN = 30


@dataclass(frozen=True)
class Notice:
    """One message: what, when, and where it leads."""

    subject: str
    path: str
    at: datetime


def own_notices(user: User) -> list[Notice]:
    """The last messages to the user whose moment has come, newest first."""
    kinds = [*SESSION_KINDS, *OFFER_KINDS, *LOG_KINDS]
    found = OutboxMessage.objects.filter(
        recipient=user,
        kind__in=kinds,
        due_at__lte=timezone.now(),
        state__in=[MessageState.PENDING, MessageState.SENT, MessageState.FAILED],
    )
    return [
        Notice(kind_of(message).render(message).subject, message.payload["path"], message.sent_at or message.due_at)
        for message in found.select_related("recipient").order_by("-due_at", "-pk")[:SHOWN]
    ]
