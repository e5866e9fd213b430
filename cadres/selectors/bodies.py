"""Reads over affiliated bodies: the list with how many members in sight carry each tag, and what was changed."""

from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import User
from cadres.enums import BodyKind
from cadres.models import AffiliatedBody, Member
from cadres.selectors.changes import Change, edits_of


def body_lines(user: User) -> list[tuple[AffiliatedBody, int | None]]:
    """Every body, those in use first, with the members in sight who carry it; None for who sees no members.

    Two queries.
    """
    bodies = list(AffiliatedBody.objects.order_by("-is_active", "name"))
    if user.scope is None or user.scope.role == Role.ADMIN:
        return [(body, None) for body in bodies]
    members = Member.objects.for_user(user).listed()
    tagged = {f"n{body.pk}": Count("pk", filter=Q(bodies__contains=[body.code])) for body in bodies}
    counts = members.aggregate(**tagged) if tagged else {}
    return [(body, counts[f"n{body.pk}"]) for body in bodies]


def body_changes(body: AffiliatedBody) -> list[Change]:
    """What was changed about a body, the newest first."""
    return edits_of(body, ("name", "kind", "is_active"), _shown)[::-1]


def _shown(field: str, value: Any) -> Any:
    if field == "kind":
        return BodyKind(value).label
    if field == "is_active":
        return _("Ya") if value else _("Tidak")
    return value
