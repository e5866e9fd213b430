"""What somebody asks for before it is done."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

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
