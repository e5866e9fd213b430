"""A unit's page: the way up, what is below, who leads it, how many it has."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from cadres.models import Member, OfficerTerm
from regions.enums import TIER_FIELDS, Tier
from regions.models import Unit

ANCESTORS = ("province", "regency", "district", "village")


@dataclass
class UnitRow:
    """A unit below, with its active members as far as the reader may count them (None: he may not)."""

    unit: Unit
    members: int | None = None
    women: int | None = None


def unit_with_trail(code: str) -> QuerySet[Unit]:
    """The unit with a code, read together with its ancestors and their areas."""
    wanted = ["area", "parent__area", *(f"{name}__area" for name in ANCESTORS)]
    return Unit.objects.with_code(code).select_related(*wanted)


def ancestors(unit: Unit) -> list[Unit]:
    """The units above, widest first, without the national one; no query after `unit_with_trail`."""
    above = [getattr(unit, name) for name in ANCESTORS]
    return [each for each in above if each is not None and each.pk != unit.pk]


def units_below(unit: Unit) -> QuerySet[Unit]:
    """Everything below a unit, closed units too, by path."""
    return Unit.objects.within(unit).exclude(pk=unit.pk).annotate_code().order_by("path", "pk")


def members_at(user: User, unit: Unit) -> QuerySet[Member]:
    """Every row of a member at or below a unit: also those who have ended, or were merged into another."""
    found = Member.objects.for_user(user).within(unit).select_related("unit")
    return found.only("full_name", "level", "status", "unit__path").order_by("name_key", "pk")


def children_rows(user: User, unit: Unit) -> list[UnitRow]:
    """What is directly below, by name, with the active members of each."""
    children = list(Unit.objects.children_of(unit).annotate_code())
    counts = _counts(user, unit) if _may_count(user, unit) else {}
    rows = [UnitRow(child) for child in children]
    for row in rows:
        if user.scope and (user.scope.covers(row.unit) or row.unit.pk in counts):
            found = counts.get(row.unit.pk, {"members": 0, "women": 0})
            row.members, row.women = found["members"], found["women"]
    return rows


def _may_count(user: User, unit: Unit) -> bool:
    return bool(
        user.scope and user.scope.tier is not None and (user.scope.covers(unit) or unit.contains(user.scope.unit))
    )


def _counts(user: User, unit: Unit) -> dict[int, dict[str, Any]]:
    """Active members of each unit one tier below."""
    below = {Tier.CELL: "unit_id", **{tier: f"{name}_id" for tier, name in TIER_FIELDS.items()}}.get(
        Tier(unit.tier + 1) if unit.tier < Tier.CELL else Tier.CELL, "unit_id"
    )
    members = Member.objects.for_user(user).within(unit).active()
    rows = members.values(below).annotate(members=Count("pk"), women=Count("pk", filter=Q(gender="female")))
    return {row[below]: row for row in rows.order_by()}


def officers_of(user: User, unit: Unit) -> tuple[list[OfficerTerm], list[OfficerTerm]]:
    """Who holds an office of the unit today, in the order of the board; and whose has ended, the last first."""
    terms = OfficerTerm.objects.for_user(user).filter(unit=unit).select_related("member").defer("member__nik")
    found = list(terms.order_by("rank", "pk"))
    former = [term for term in found if term.ends_on is not None]
    today = [term for term in found if term.ends_on is None]
    return today, sorted(former, key=lambda term: term.ends_on or date.max, reverse=True)
