"""Messages as they are read inside the product."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from accounts.enums import MessageState
from accounts.messages import kind_of
from accounts.models import OutboxMessage, User
from cadres.enums import AWARD_NEWS
from mentoring.enums import (
    ACTION_KINDS,
    AGREEMENT_KINDS,
    AGREEMENT_LATE_KIND,
    AWAY_KIND,
    HALT_KINDS,
    HELD_KIND,
    LOG_KINDS,
    MISS_KIND,
    OFFER_ANSWERED_KIND,
    OFFER_KINDS,
    OFFER_LAPSED_KIND,
    OFFER_ONE_LINE_KIND,
    OFFER_REFUSED_KIND,
    OFFER_SILENT_KIND,
    PHASE_KINDS,
    PLAN_KINDS,
    RUBRIC_KINDS,
    SESSION_KINDS,
)

SHOWN = 30
#: Where the pages of mentors and cadres lie: closed to somebody who acts for an office.
PHONE_PATH = "/m/"
PERSONAL = (
    *(*SESSION_KINDS, *OFFER_KINDS, *AGREEMENT_KINDS, *LOG_KINDS, *HALT_KINDS, *PHASE_KINDS),
    *(*RUBRIC_KINDS, *PLAN_KINDS, *ACTION_KINDS, OFFER_ANSWERED_KIND, AWAY_KIND, AWARD_NEWS),
)
OFFICE = (
    AWARD_NEWS,
    *HALT_KINDS,
    MISS_KIND,
    HELD_KIND,
    PHASE_KINDS[1],
    AGREEMENT_LATE_KIND,
    OFFER_SILENT_KIND,
    OFFER_LAPSED_KIND,
    OFFER_REFUSED_KIND,
    OFFER_ONE_LINE_KIND,
)


@dataclass(frozen=True)
class Notice:
    """One message: what, when, and where it leads."""

    subject: str
    path: str
    at: datetime


def own_notices(user: User) -> list[Notice]:
    """The last messages to the user whose moment has come, newest first."""
    return _read(_come(user, PERSONAL))


def office_notices(user: User) -> list[Notice]:
    """As `own_notices`, for somebody in an office: what happened there, not what he hears as mentor or cadre."""
    return _read(_come(user, OFFICE).exclude(payload__path__startswith=PHONE_PATH))


def _come(user: User, kinds: tuple[str, ...]) -> QuerySet[OutboxMessage]:
    found = OutboxMessage.objects.filter(recipient=user, kind__in=kinds, due_at__lte=timezone.now())
    return found.filter(state__in=[MessageState.PENDING, MessageState.SENT, MessageState.FAILED])


def _read(found: QuerySet[OutboxMessage]) -> list[Notice]:
    return [
        Notice(kind_of(message).render(message).subject, message.payload["path"], message.sent_at or message.due_at)
        for message in found.select_related("recipient").order_by("-due_at", "-pk")[:SHOWN]
    ]
