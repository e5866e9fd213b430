"""The units below a unit in a month, as the tree stood then, with what happened in them."""

from collections.abc import Mapping
from dataclasses import dataclass

from accounts.models import User
from core.templatetags.format import ratio, thousands
from dashboards.indicators import K3
from dashboards.selectors.board import BoardData
from evaluations.figures import MONTH
from evaluations.models import RollupClosing, RollupMonth
from regions.enums import Tier
from regions.models import ReshapeMove, Unit


@dataclass(frozen=True)
class ChildMonth:
    """One unit in one month."""

    name: str
    figures: Mapping[str, int]

    @property
    def told(self) -> list[str]:
        """Its line: name, active pairings, kept cadence, sessions held, dormant."""
        row = self.figures
        counts = [thousands(row["pairings_active"]), ratio(*K3.counts(row)), thousands(row["sessions_held"])]
        return [self.name, *counts, ratio(row["pairings_dormant"], row["pairings_active"])]


def children_then(user: User, data: BoardData) -> list[ChildMonth]:
    """The units that stood below it in the chosen month, by name. Frozen figures where they were kept.

    Units that have moved since are asked for by where they stood (pemekaran). Below a district nothing is kept, so a
    frozen month of a district tells no villages.
    """
    if data.unit.tier >= Tier.DISTRICT and data.story.frozen is not None:
        return []
    units = _below(data)
    if data.unit.tier >= Tier.DISTRICT:
        return [ChildMonth(unit.full_name, data.figures.month_of(unit.pk, data.month)) for unit in units]
    keys = [unit.pk for unit in units]
    stored = RollupMonth.objects.for_user(user).totals().filter(unit__in=keys, month=data.month)
    rows = {row["unit_id"]: row for row in stored.values("unit_id", *MONTH)}
    nothing = dict.fromkeys(MONTH, 0)
    if data.story.frozen is not None:
        kept = RollupClosing.objects.for_user(user).filter(unit__in=keys, month=data.month, figures__isnull=False)
        rows = {unit: nothing | (figures or {}) for unit, figures in kept.values_list("unit_id", "figures")}
    return [ChildMonth(unit.full_name, rows.get(unit.pk, nothing)) for unit in units]


def _below(data: BoardData) -> list[Unit]:
    moves = ReshapeMove.objects.filter(until__gt=data.month, is_undone=False).order_by("-until", "-pk")
    first = dict(moves.values_list("unit_id", "old_parent_id"))  # of several the earliest comes last, and stays
    gone = [pk for pk, parent in first.items() if parent == data.unit.pk]
    present = [unit for unit in data.children if first.get(unit.pk, data.unit.pk) == data.unit.pk]
    known = {unit.pk for unit in present}
    back = Unit.objects.filter(pk__in=[pk for pk in gone if pk not in known]) if gone else []
    return sorted([*present, *back], key=lambda unit: (unit.name, unit.pk))
