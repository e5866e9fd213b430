"""When a message may reach a person: not between 20.00 and 07.00 of his own day (DOMAIN §10). Held, never dropped."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

QUIET_FROM = time(20)
QUIET_TO = time(7)
EVENING_BEFORE = time(19, 45)


def is_quiet(moment: datetime, zone: ZoneInfo) -> bool:
    """Whether the moment falls into the quiet hours of the zone."""
    local = moment.astimezone(zone).time()
    return local >= QUIET_FROM or local < QUIET_TO


def allowed_moment(moment: datetime, zone: ZoneInfo, before: datetime | None = None) -> datetime:
    """The moment itself, or the next 07.00; the evening before when that would not be before `before`.

    `moment` and `before` are aware; so is the answer.
    """
    if not is_quiet(moment, zone):
        return moment
    local = moment.astimezone(zone)
    morning_of = local.date() + timedelta(days=local.time() >= QUIET_FROM)
    morning = datetime.combine(morning_of, QUIET_TO, zone)
    if before is None or morning < before:
        return morning
    return datetime.combine(morning_of - timedelta(days=1), EVENING_BEFORE, zone)
