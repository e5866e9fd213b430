"""What a statement about a unit depends on, besides numbers: whose role asks, which tiers, which day.

Two requests of the same sight ask the same statement with other numbers in it, so it is composed once
(`core.prepared`): with stand-ins in the place of the user and the unit, whose keys are slots.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.enums import Role
from accounts.models import User, today
from accounts.scoping import Scope
from core.prepared import slots
from regions.enums import TIER_FIELDS, Tier
from regions.models import Unit

_USER, _LENDER, _OWN, _UNIT, _PARENT, *_TIERS = slots(5 + len(TIER_FIELDS))


@dataclass(frozen=True)
class Sight:
    """The role and tier that ask, the unit's tier with the tiers it has ancestors in, and the days of now."""

    role: Role
    is_lent: bool
    own_tier: Tier
    tier: Tier
    ancestors: tuple[bool, ...]
    is_rooted: bool
    day: date
    party_day: date
    zone: str

    @classmethod
    def of(cls, user: User, unit: Unit) -> "Sight":
        """How the user, who acts in a role, sees the unit now."""
        scope = user.scope
        assert scope is not None
        return cls(
            role=scope.role,
            is_lent=scope.on_behalf_of_id is not None,
            own_tier=Tier(scope.unit.tier),
            tier=Tier(unit.tier),
            ancestors=tuple(pk is not None for pk in unit.tier_ids.values()),
            is_rooted=unit.parent_id is None,
            day=timezone.localdate(),
            party_day=today(),
            zone=timezone.get_current_timezone_name(),
        )

    def stand_ins(self) -> tuple[User, Unit]:
        """A user and a unit to compose a statement with: of this sight, with slots for keys."""
        user = User(pk=_USER)
        own = Unit(pk=_OWN, tier=self.own_tier)
        user.scope = Scope(_USER, self.role, own, _LENDER if self.is_lent else None)
        unit = Unit(pk=_UNIT, tier=self.tier, parent_id=None if self.is_rooted else _PARENT)
        for (tier, name), slot, has in zip(TIER_FIELDS.items(), _TIERS, self.ancestors, strict=True):
            if has:
                setattr(unit, f"{name}_id", _UNIT if tier == self.tier else slot)
        return user, unit


def numbers(user: User, unit: Unit) -> dict[int, Any]:
    """What stands in the slots of a statement, for a user and a unit."""
    scope = user.scope
    assert scope is not None
    return {
        _USER: scope.user_id,
        _LENDER: scope.on_behalf_of_id,
        _OWN: scope.unit.pk,
        _UNIT: unit.pk,
        _PARENT: unit.parent_id,
        **dict(zip(_TIERS, unit.tier_ids.values(), strict=True)),
    }
