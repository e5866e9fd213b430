"""Reads over accounts."""

from django.db.models import Q, QuerySet

from accounts.enums import Role
from accounts.models import Assignment, User
from regions.enums import TIER_FIELDS, Tier


def assignments_seen_by(user: User) -> QuerySet[Assignment]:
    """The current assignments in the acting user's subtree, by unit and name; an admin sees all."""
    found = (
        Assignment.objects.current()
        .select_related("user", "unit__area")
        .order_by("unit__path", "user__full_name", "pk")
    )
    scope = user.scope
    if scope is None:
        return found.none()
    if scope.role == Role.ADMIN or (scope.tier == Tier.NATIONAL):
        return found
    if scope.tier is None:
        return found.none()
    return found.filter(Q(**{f"unit__{TIER_FIELDS[scope.tier]}_id": scope.unit.pk}))
