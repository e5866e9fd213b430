"""Who may do what to accounts (DOMAIN §9)."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from accounts.enums import PERSON_ROLES, TIER_ROLES, Role
from accounts.models import Assignment, User
from regions.enums import Tier
from regions.models import Unit

# What a secretariat may hand out inside its own subtree; mentors and mentees come from the coordinator too.
BY_SECRETARIAT = TIER_ROLES | PERSON_ROLES
BY_COORDINATOR = PERSON_ROLES

#: Apps above say when a board's powers do not grow (a dispute): unit → whether it is frozen.
frozen_through: list[Callable[[Unit], bool]] = []


def acting_people(user: User) -> frozenset[int]:
    """The ids of those who act in a deed of the user: himself, and whose role he was lent.

    Where a deed needs two people, or one who has no part in it, neither of them may be on both sides (DOMAIN §9).
    """
    lender = user.scope.on_behalf_of_id if user.scope is not None else None
    return frozenset({user.pk} | ({lender} if lender is not None else set()))


def gives_no_power(user: User, role: str) -> bool:
    """Whether the board for which the user acts is frozen (DOMAIN §2): it gives and lends no role over a unit.

    Mentors and mentees still come: mentoring goes on beside a dispute.
    """
    scope = user.scope
    if scope is None or scope.tier is None or role not in TIER_ROLES:
        return False
    return any(is_frozen(scope.unit) for is_frozen in frozen_through)


def frozen_sentence() -> str:
    """What somebody hears who acts for a disputed board, or on one."""
    return _("Kepengurusan unit ini sedang disengketakan. Keputusan menunggu SK penyelesaian dari tingkat di atasnya.")


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


def can_change_settings(user: User) -> bool:
    """Whether the user may change the settings of the whole party: the admin of the installation."""
    return user.scope is not None and user.scope.role == Role.ADMIN


def can_read_settings(user: User) -> bool:
    """Whether the user may see them: the admin, and the secretariats that name their own units."""
    if user.scope is None:
        return False
    return can_change_settings(user) or (user.scope.role == Role.SECRETARIAT and user.scope.unit.tier <= Tier.PROVINCE)


def can_name_tiers(user: User, province: Unit | None) -> bool:
    """Whether the user may say what units are called: the secretariat of the province, or of the whole party."""
    if not can_read_settings(user):
        return False
    scope = user.scope
    return scope.role == Role.ADMIN or scope.unit.tier == Tier.NATIONAL or scope.unit == province  # type: ignore[union-attr]


def can_delegate(user: User, assignment: Assignment) -> bool:
    """Whether the user may lend a role: his own, or one that he could give; never one he acts in for somebody."""
    if user.scope is None or user.scope.on_behalf_of_id is not None:
        return False
    return assignment.user_id == user.pk or can_assign(user, Role(assignment.role), assignment.unit)


def can_end_delegation(user: User, delegation: Assignment) -> bool:
    """Whether the user may take a lent role back: its lender, its holder, or who could give it."""
    lender = delegation.on_behalf_of
    if lender is None or user.scope is None:
        return False
    return user.pk in (lender.user_id, delegation.user_id) or can_delegate(user, delegation)


#: What stands below these can be split off, moved or merged; a cell goes with its village.
SPLITTING_TIERS = (Tier.PROVINCE, Tier.REGENCY, Tier.DISTRICT)


def can_reshape(user: User) -> bool:
    """Whether the user may change the tree: the national secretariat, or the admin of the installation."""
    if user.scope is None:
        return False
    return user.scope.role == Role.ADMIN or (
        user.scope.role == Role.SECRETARIAT and user.scope.unit.tier == Tier.NATIONAL
    )
