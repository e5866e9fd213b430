"""Matching a whole cohort: pure functions on numbers, without Django and without people."""

from mentoring.matching.cohort import Cohort, Option, value_of
from mentoring.matching.remedies import Barred, Leave, NewMentors, Place, Remedy, Seat, find_remedies
from mentoring.matching.solver import solve

__all__ = [
    "Barred",
    "Cohort",
    "Leave",
    "NewMentors",
    "Option",
    "Place",
    "Remedy",
    "Seat",
    "find_remedies",
    "solve",
    "value_of",
]
