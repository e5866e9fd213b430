"""What is counted."""

from evaluations.models.rollups import (
    RollupClosing,
    RollupDirty,
    RollupMonth,
    RollupNow,
    RollupOutcome,
    RollupProgramme,
    RollupState,
    RollupWait,
)

__all__ = [
    "RollupClosing",
    "RollupDirty",
    "RollupMonth",
    "RollupNow",
    "RollupOutcome",
    "RollupProgramme",
    "RollupState",
    "RollupWait",
]
