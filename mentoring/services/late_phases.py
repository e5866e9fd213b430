"""Word of phases past their window: to who leads at once, to the coordinator after fourteen days (DOMAIN §10)."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.services import Message, queue_messages
from mentoring.enums import LOGGERS, PHASE_KINDS
from mentoring.models import Pairing, PairingParticipant
from mentoring.services.reminders import note

AT_LAST = timedelta(days=14)
# What was late before this is in the coordinator's queue; nobody is written to about it.
OLD = timedelta(days=45)


def phase_occasion(pairing: Pairing) -> str:
    """A phase with its window: another phase or another date is another occasion."""
    return f"{pairing.phase}:{pairing.phase_due_on}"


def phases_tell(*, at: datetime | None = None) -> int:
    """Write to those whose turn it is; asking again writes nothing twice. How many were asked for. A system job."""
    now = at or timezone.now()
    today = timezone.localdate(now)
    late = Pairing.objects.overdue_on(today).select_related("programme__coordinator")
    messages = [*_to_leads(late.filter(phase_due_on__gte=today - OLD), now)]
    messages += _to_coordinators(late.filter(phase_due_on__lt=today - AT_LAST, phase_due_on__gte=today - OLD), now)
    return queue_messages(messages)


def _to_leads(late: QuerySet[Pairing], now: datetime) -> list[Message]:
    found = {pairing.pk: pairing for pairing in late}
    leads = PairingParticipant.objects.filter(
        pairing__in=found, left_at=None, role__in=LOGGERS, user__isnull=False
    ).select_related("user")
    return [
        _message(found[lead.pairing_id], PHASE_KINDS[0], lead.user, "mentoring:phone_pairing", now)
        for lead in leads.order_by("pk")
        if lead.user
    ]


def _to_coordinators(late: QuerySet[Pairing], now: datetime) -> list[Message]:
    return [
        _message(pairing, PHASE_KINDS[1], pairing.programme.coordinator, "mentoring:pairing", now) for pairing in late
    ]


def _message(pairing: Pairing, kind: str, user: User, page: str, now: datetime) -> Message:
    return note(pairing, kind, user, page=page, occasion=phase_occasion(pairing), at=now, expires_at=now + AT_LAST)
