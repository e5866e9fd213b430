"""Which rows a person may see: decided here, once, and repeated by row-level security.

A request acts under exactly one assignment (user, role, unit, from, to). That gives a `Scope`;
`Model.objects.for_user(user)` turns it into an equality on one tier id. It is the only way rows about
people reach a page, an export, a feed or a task. Out of scope reads as "does not exist".
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone, translation

from accounts.enums import PERSON_ROLES, TIER_ROLES, Role
from core import roles as database_roles
from core.context import database_context
from regions.enums import TIER_FIELDS, Tier
from regions.models import Unit

if TYPE_CHECKING:
    from accounts.models import Assignment, User


@dataclass(frozen=True)
class Scope:
    """What one assignment lets its holder see: a role at a unit, for a user."""

    user_id: int
    role: Role
    unit: Unit
    on_behalf_of_id: int | None = None  # whose role this is, when it was delegated

    @property
    def tier(self) -> Tier | None:
        """The tier whose subtree is visible; None for roles that see only themselves and their pairings."""
        if self.role in TIER_ROLES and self.unit.tier <= Tier.VILLAGE:
            return Tier(self.unit.tier)
        return None

    @property
    def is_person(self) -> bool:
        """Whether sight is limited to oneself and one's own pairings."""
        return self.role in PERSON_ROLES

    @property
    def database_role(self) -> str | None:
        """The PostgreSQL role to enter; None sees no row about a person."""
        if self.tier is not None:
            return database_roles.SCOPE_ROLES[self.tier]
        return database_roles.PERSON if self.is_person else None

    def covers(self, unit: Unit) -> bool:
        """Whether the unit lies in the visible subtree."""
        return self.tier is not None and self.unit.contains(unit)


class ScopedQuerySet(models.QuerySet[Any]):
    """Adds the one gate to rows about people."""

    def for_user(self, user: Any) -> Self:
        """The rows the user may see under the assignment he acts in; none without one."""
        scope = getattr(user, "scope", None)
        return self.filter(self.model.scope_filter(scope)) if scope else self.none()

    def within(self, unit: Unit) -> Self:
        """The rows that stand at the unit or below it: narrows, never widens what `for_user` gave."""
        if unit.tier == Tier.NATIONAL:
            return self
        field = TIER_FIELDS.get(Tier(unit.tier), "unit")
        return self.filter(**{f"{field}_id": unit.pk})


def _ancestor() -> "models.ForeignKey[Unit | None, Unit | None]":
    """A tier id: filled by the trigger, so neither edited nor checked a second time by a constraint."""
    return models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )


class ScopedModel(models.Model):
    """A row about a person: carries its unit and the tier ids, which the database fills from the unit."""

    # Application roles that see the unit's rows; None: every tier role. Mirrors `read` of core.rls.protect.
    readable_by: ClassVar[frozenset[Role] | None] = None
    # Figures that are worked out from other rows: they hold nobody at a unit.
    is_rollup: ClassVar[bool] = False

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="unit")
    province = _ancestor()
    regency = _ancestor()
    district = _ancestor()
    village = _ancestor()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def scope_filter(cls, scope: Scope) -> Q:
        """The condition that keeps the rows of a scope."""
        if scope.is_person:
            return cls.person_filter(scope)
        if scope.tier is None or (cls.readable_by is not None and scope.role not in cls.readable_by):
            return Q(pk__in=[])
        if scope.tier == Tier.NATIONAL:
            return Q()
        return Q(**{f"{TIER_FIELDS[scope.tier]}_id": scope.unit.pk})

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        """What a mentor or a mentee sees: nothing, unless the model says otherwise."""
        return Q(pk__in=[])


@contextmanager
def scope_context(scope: Scope | None) -> Iterator[None]:
    """Run the block under a scope's database role; None sees no row about a person."""
    if scope is None:
        with database_context(role=None):
            yield
        return
    both_names = pghistory.context(on_behalf_of=scope.on_behalf_of_id) if scope.on_behalf_of_id else nullcontext()
    with (
        both_names,
        database_context(
            role=scope.database_role,
            user_id=scope.user_id,
            unit_id=scope.unit.pk,
            app_role=scope.role,
            on_behalf_of=scope.on_behalf_of_id,
        ),
    ):
        yield


@contextmanager
def acting_as(user: "User", assignment: "Assignment | None" = None) -> Iterator["User"]:
    """Run the block as a user, outside a request: jobs, exports, demo data.

    Rights are read now, not when the job was asked for: a revoked assignment sees nothing (TRUST SEC-11).
    Without an assignment the user's first current one is taken. Zone and language are the user's.
    """
    current = list(user.assignments.current().select_related("unit__area", "on_behalf_of__user"))
    chosen = next((a for a in current if assignment is None or a.pk == assignment.pk), None)
    user.scope = chosen.scope if chosen else None
    zone = chosen.unit.zone if chosen else timezone.get_default_timezone()
    with scope_context(user.scope), timezone.override(zone), translation.override(user.language):
        yield user
