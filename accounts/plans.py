"""What somebody asks for before it is done."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from regions.enums import ReshapeKind
from regions.models import Unit


@dataclass(frozen=True)
class Plan:
    """A change of the tree as it is asked for. `name` and `code` are of the new unit of a split."""

    kind: ReshapeKind
    units: Sequence[Unit]
    on: date
    decree_no: str
    target: Unit | None = None
    merged: Unit | None = None
    name: str = ""
    code: str = ""
    codes: Sequence[tuple[str, str]] = field(default_factory=tuple)

    def as_json(self) -> dict[str, Any]:
        """The plan as a job keeps it: units by their ids."""
        return {
            "kind": str(self.kind),
            "units": [unit.pk for unit in self.units],
            "on": self.on.isoformat(),
            "decree_no": self.decree_no,
            "target": self.target and self.target.pk,
            "merged": self.merged and self.merged.pk,
            "name": self.name,
            "code": self.code,
            "codes": [list(pair) for pair in self.codes],
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Plan":
        """The plan again, with the units as they are now. Raises Unit.DoesNotExist for one that is gone."""
        units = Unit.objects.select_related("area")
        found = {unit.pk: unit for unit in units.filter(pk__in=kept["units"])}
        return cls(
            kind=ReshapeKind(kept["kind"]),
            units=[found[pk] for pk in kept["units"]],
            on=date.fromisoformat(kept["on"]),
            decree_no=kept["decree_no"],
            target=units.get(pk=kept["target"]) if kept["target"] else None,
            merged=units.get(pk=kept["merged"]) if kept["merged"] else None,
            name=kept["name"],
            code=kept["code"],
            codes=tuple((old, new) for old, new in kept["codes"]),
        )
