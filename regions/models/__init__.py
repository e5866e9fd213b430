"""Government areas, the party's units on them, and the party's settings."""

from regions.models.holidays import Holiday
from regions.models.reshapes import Reshape, ReshapeMove
from regions.models.settings import Setting
from regions.models.units import (
    AREA_CODE,
    ZONE_NAMES,
    Area,
    Fold,
    Like,
    Party,
    Unit,
    UnitLabel,
    UnitQuerySet,
)

__all__ = [
    "AREA_CODE",
    "ZONE_NAMES",
    "Area",
    "Fold",
    "Holiday",
    "Like",
    "Party",
    "Reshape",
    "ReshapeMove",
    "Setting",
    "Unit",
    "UnitLabel",
    "UnitQuerySet",
]
