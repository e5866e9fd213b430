"""Messages as their recipients read them in the product, and how many wait: the bell of every page."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from accounts.enums import FIXED_TOPICS, OFFICE_TOPICS, Topic
from accounts.messages import kind_of, registered
from accounts.models import OutboxMessage, User
from core.context import forget, read_along, remembered

SHOWN = 30
#: More are not counted: the bell says «99+».
MOST = 99
_UNREAD = "accounts.told.unread"
read_along(_UNREAD, "SELECT kad_unread_messages()")


@dataclass(frozen=True)
class Notice:
    """One message: what, when, where it leads, and whether it has been marked as read."""

    subject: str
    path: str
    at: datetime
    is_new: bool


def unread() -> int:
    """How many messages wait for the acting person: read with the statement that opened the request."""
    count: int = remembered(_UNREAD, lambda: 0) or 0
    return count


def notices_of(user: User) -> list[Notice]:
    """The last messages to the user in the role he acts in, newest first."""
    found = OutboxMessage.objects.told(user).filter(kind__in=registered()).select_related("recipient")
    return [
        Notice(
            kind_of(message).render(message).subject,
            message.payload["path"],
            message.sent_at or message.due_at,
            message.read_at is None,
        )
        for message in found.order_by("-due_at", "-pk")[:SHOWN]
    ]


def mark_read(*, by: User) -> int:
    """Mark what has come to the acting person as read; how many there were. Nothing else of a message changes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kad_read_messages()")
        (marked,) = cursor.fetchone()
    forget(_UNREAD)
    return int(marked)


def topics_for(user: User) -> list[Topic]:
    """The topics whose e-mail the user may switch: those that somebody in his roles hears of."""
    is_office = user.scope is not None and not user.scope.is_person
    return [topic for topic in Topic if topic not in FIXED_TOPICS and (is_office or topic not in OFFICE_TOPICS)]


@transaction.atomic
def topics_choose(*, by: User, mailed: set[str]) -> None:
    """Have e-mail about these topics and no other of those on offer; what another role hears of stays as it is."""
    offered = {str(topic) for topic in topics_for(by)}
    user = User.objects.select_for_update().get(pk=by.pk)
    user.muted = sorted((set(user.muted) - offered) | (offered - mailed))
    user.save(update_fields=["muted"])
    by.muted = user.muted
