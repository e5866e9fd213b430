"""What dashboards do by themselves: tell that the report of the month before is there."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from accounts.enums import Role
from accounts.models import FIRST_ZONE, Assignment
from accounts.quiet_hours import allowed_moment
from accounts.services import Message, queue_messages
from evaluations.calendar import months_from
from regions.enums import Tier
from regions.models import Unit

MONTH_REPORT = "month_report"


def readers(assignments: Any) -> Any:
    """Who is told: leaders and coordinators, from the regency up."""
    return assignments.current().filter(role__in=[Role.LEADER, Role.COORDINATOR], unit__tier__lte=Tier.REGENCY)


@transaction.atomic
def reports_announce(*, now: datetime) -> int:
    """Send a link to the report of the month before, once to each reader and unit, however often it is called.

    Gives how many were asked for. Quiet hours are those of the unit's zone.
    """
    month = months_from(now.astimezone(FIRST_ZONE).date(), -1)
    found = list(readers(Assignment.objects.all()).values_list("user_id", "unit_id").distinct())
    units = Unit.objects.annotate_code().in_bulk({unit for _user, unit in found})
    return queue_messages(
        Message(
            subject=f"unit:{unit}",
            kind=MONTH_REPORT,
            occasion=f"{month:%Y-%m}",
            recipient_id=user,
            due_at=allowed_moment(now, units[unit].zone),
            payload={"path": reverse("dashboards:report", args=[units[unit].code, f"{month:%Y-%m}"])},
        )
        for user, unit in found
    )
