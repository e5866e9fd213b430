"""Jobs of partnerships: warn of ends in time."""

from datetime import timedelta

from celery import shared_task
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.enums import STAFF_ROLES
from accounts.models import Assignment, today
from accounts.outbox import zone_of
from accounts.quiet_hours import allowed_moment
from accounts.services import Message, queue_messages
from core.context import jobs_context
from partnerships.enums import PARTNER_KIND
from partnerships.models import WARN_DAYS, Partnership

#: Days before the end on which the unit's office is told.
WARNINGS = (WARN_DAYS, 30, 7)


@shared_task
def warn_of_ends() -> int:
    """Tell the office of each unit about partnerships that end soon; how many messages. May run twice."""
    with transaction.atomic(), jobs_context():
        day, messages = today(), []
        ending = Partnership.objects.ending(day).filter(ends_on__gte=day)
        for row in ending:
            step = min(days for days in WARNINGS if row.ends_on <= day + timedelta(days=days))
            readers = Assignment.objects.current().filter(unit=row.unit_id, role__in=STAFF_ROLES)
            messages += [
                Message(
                    subject=f"partnership:{row.pk}",
                    kind=PARTNER_KIND,
                    occasion=f"{row.ends_on:%Y-%m-%d}:{step}",
                    recipient_id=reader.user_id,
                    due_at=allowed_moment(timezone.now(), zone_of(reader.user)),
                    payload={"path": reverse("partnerships:partnership", args=[row.pk])},
                )
                for reader in readers.select_related("user")
            ]
        return queue_messages(messages)
