"""Who may do what to accounts (DOMAIN §9)."""

from accounts.enums import PERSON_ROLES, TIER_ROLES, Role
from accounts.models import User
from regions.enums import Tier
from regions.models import Unit

# What a secretariat may hand out inside its own subtree; mentors and mentees come from the coordinator too.
BY_SECRETARIAT = TIER_ROLES | PERSON_ROLES
BY_COORDINATOR = PERSON_ROLES


def assignable_roles(user: User) -> frozenset[Role]:
    """The roles the acting user may give to others somewhere."""
    if user.scope is None:
        return frozenset()
    return {
        Role.ADMIN: frozenset(Role),
        Role.SECRETARIAT: BY_SECRETARIAT,
        Role.COORDINATOR: BY_COORDINATOR,
    }.get(user.scope.role, frozenset())


def can_assign(user: User, role: Role, unit: Unit) -> bool:
    """Whether the acting user may give this role at this unit: never wider than his own reach."""
    if user.scope is None or role not in assignable_roles(user) or unit.tier > Tier.VILLAGE:
        return False
    return user.scope.role == Role.ADMIN or user.scope.covers(unit)
