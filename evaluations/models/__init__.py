"""Evaluations: instruments, who is asked and what he says, PDLT, and the roll-ups that dashboards read."""

from evaluations.models.evaluations import Alert, Answer, Evaluation, EvaluationRound, KeptFrom, Reopening
from evaluations.models.instruments import Instrument, InstrumentItem, InstrumentPart
from evaluations.models.pdlt import PdltAssessment, PdltAssessor, PdltMark, PdltTerms
from evaluations.models.rollups import (
    RollupClosing,
    RollupDirty,
    RollupFlow,
    RollupMonth,
    RollupNow,
    RollupOutcome,
    RollupProgramme,
    RollupState,
    RollupWait,
)

__all__ = [
    "Alert",
    "Answer",
    "Evaluation",
    "EvaluationRound",
    "Instrument",
    "InstrumentItem",
    "InstrumentPart",
    "KeptFrom",
    "PdltAssessment",
    "PdltAssessor",
    "PdltMark",
    "PdltTerms",
    "Reopening",
    "RollupClosing",
    "RollupDirty",
    "RollupFlow",
    "RollupMonth",
    "RollupNow",
    "RollupOutcome",
    "RollupProgramme",
    "RollupState",
    "RollupWait",
]
