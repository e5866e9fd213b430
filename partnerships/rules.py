"""Who keeps partnerships (DOMAIN §9): secretariat and coordinator of the unit, or above it; how long links hold."""

from accounts.enums import STAFF_ROLES
from accounts.models import User
from regions.models import Unit

#: A link for the partner holds for so many days, and no longer than so many.
LINK_DAYS, LINK_MOST = 90, 365


def keeps_partners(user: User, unit: Unit) -> bool:
    """Whether the user writes the partnerships of a unit."""
    scope = user.scope
    return scope is not None and scope.role in STAFF_ROLES and scope.covers(unit)
