"""When a coordinator calls about a relation: twice in its first month, then monthly (DOMAIN §5)."""

from datetime import date, timedelta

FIRST, SECOND, THEN = timedelta(days=14), timedelta(days=30), timedelta(days=30)


def next_contact_on(active_on: date, contacts: int, last: date | None) -> date:
    """The day by which the next talk is due, given how many there were since the relation began and the last one."""
    if contacts == 0 or last is None:
        return active_on + FIRST
    if contacts == 1:
        return max(active_on + SECOND, last + FIRST)
    return last + THEN
