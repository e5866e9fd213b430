"""What dashboards do by themselves: tell that the report of the month before is there, and what the week brought."""

from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.urls import reverse

from accounts.enums import Role
from accounts.models import FIRST_ZONE, Assignment
from accounts.quiet_hours import allowed_moment
from accounts.services import Message, queue_messages
from dashboards.selectors.weeks import WeekFigures
from evaluations.calendar import months_from
from regions.enums import Tier
from regions.models import Unit

MONTH_REPORT = "month_report"


def watchers(assignments: Any) -> Any:
    """Who is told of the week: leaders and coordinators."""
    return assignments.current().filter(role__in=[Role.LEADER, Role.COORDINATOR])


def readers(assignments: Any) -> Any:
    """Who is told of the month's report: those from the regency up."""
    return watchers(assignments).filter(unit__tier__lte=Tier.REGENCY)


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


WEEK_DIGEST = "week_digest"
MONDAY, DIGEST_AT, TOO_LATE = 0, time(8), time(20)


@transaction.atomic
def digests_announce(*, now: datetime) -> int:
    """Send what the week before brought on Monday at 08.00 of the unit's day, once to each reader and unit.

    Counts and nothing else (DOMAIN §10): meetings held, pairings that run, and those of them that have not met for
    long. Planned from midnight on; a server that was off in the morning sends it until the evening. How many were
    asked for.
    """
    held = list(watchers(Assignment.objects.all()).values_list("user_id", "unit_id").distinct())
    units = Unit.objects.annotate_code().in_bulk({unit for _user, unit in held})
    mondays = {pk: now.astimezone(unit.zone) for pk, unit in units.items()}
    begun = {pk for pk, local in mondays.items() if local.weekday() == MONDAY and local.time() < TOO_LATE}
    if not begun:
        return 0
    figures = WeekFigures([units[pk] for pk in begun], min(mondays[pk].date() for pk in begun))
    return queue_messages(
        Message(
            subject=f"unit:{unit}",
            kind=WEEK_DIGEST,
            occasion=figures.monday.isoformat(),
            recipient_id=user,
            due_at=max(now, datetime.combine(figures.monday, DIGEST_AT, units[unit].zone)),
            expires_at=datetime.combine(figures.monday, TOO_LATE, units[unit].zone),
            payload={"path": reverse("dashboards:dashboard", args=[units[unit].code]), **figures.of(units[unit])},
        )
        for user, unit in held
        if unit in begun
    )
