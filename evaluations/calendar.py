"""Days and months of the figures. The country's day begins in the east, so nobody's figure is late."""

from datetime import date, timedelta

from accounts.models import FIRST_ZONE

OPEN_MONTHS = 13
CHECK_OPEN = timedelta(days=14)  # how long a rapport check may be answered
FROZEN_AFTER = timedelta(days=90)  # after its end a month may still change by late offline logs (DOMAIN §13)

ZONE_SQL = f"'{FIRST_ZONE.key}'"
MONTH_OF = "date_trunc('month', {}::timestamp)::date".format
# The moment at which a day begins.
START_OF = f"({{}}::timestamp AT TIME ZONE {ZONE_SQL})".format


def months_from(month: date, count: int) -> date:
    """The first day of the month that lies `count` months after (before) a month."""
    number = month.year * 12 + month.month - 1 + count
    return date(number // 12, number % 12 + 1, 1)


def open_months(as_of: date) -> list[date]:
    """The first days of the months that are counted anew, oldest first."""
    return [months_from(as_of, count) for count in range(1 - OPEN_MONTHS, 1)]


def frozen_until(as_of: date) -> date:
    """The first month that is not frozen yet: the ninety days after its end are not over."""
    return next(month for month in open_months(as_of) if months_from(month, 1) + FROZEN_AFTER > as_of)
