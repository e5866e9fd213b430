"""What a week brought, counted for many units at once: for the digest of Monday."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet

from mentoring.models import Pairing, Session
from regions.enums import TIER_FIELDS, Tier
from regions.models import Unit


class WeekFigures:
    """Counts of the seven days before a Monday: three statements for each tier of the units. Read by system jobs."""

    def __init__(self, units: Iterable[Unit], monday: date) -> None:
        self.monday = monday
        week = (monday - timedelta(days=7), monday - timedelta(days=1))
        rows: dict[str, QuerySet[Any]] = {
            "held": Session.objects.held().filter(held_on__range=week),
            "running": Pairing.objects.active(),
            "dormant": Pairing.objects.dormant_on(monday),
        }
        tiers = {Tier(unit.tier) for unit in units}
        self.found = {(name, tier): _by_unit(counted, tier) for name, counted in rows.items() for tier in tiers}

    def of(self, unit: Unit) -> dict[str, int]:
        """The counts of one unit, by their names."""
        tier = Tier(unit.tier)
        key = None if tier == Tier.NATIONAL else unit.pk
        return {name: self.found[name, tier].get(key, 0) for name in ("held", "running", "dormant")}


def _by_unit(rows: QuerySet[Any], tier: Tier) -> dict[int | None, int]:
    """How many of the rows stand at or below each unit of a tier; the nation is None."""
    if tier == Tier.NATIONAL:
        return {None: rows.count()}
    field = f"{TIER_FIELDS[tier]}_id" if tier in TIER_FIELDS else "unit_id"
    return dict(rows.order_by().values_list(field).annotate(Count("pk")))
