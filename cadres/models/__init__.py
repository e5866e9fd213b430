"""What the registry stores, cut by noun."""

from cadres.models.bodies import AffiliatedBody, bodies_changed, body_choices, body_names
from cadres.models.exports import ExportJob
from cadres.models.imports import ColumnMapping, ImportBatch, ImportRow
from cadres.models.ladder import AwardAppeal, LevelAward, LevelPath, PathTransition, Recommendation
from cadres.models.levels import FIRST_LEVEL, Level, Requirement, RequirementSet, level_choices, level_names
from cadres.models.members import HIDDEN, LISTED, Member, MemberQuerySet, MemberTransition, about
from cadres.models.offices import (
    LATE_DAYS,
    BoardDispute,
    BoardDisputeQuerySet,
    DisputeClaim,
    OfficerTerm,
    OfficerTermQuerySet,
    TermTransition,
)
from cadres.models.registry import DuplicatePair, MemberMerge, Transfer
from cadres.models.training import Accreditation, AttendanceTry, Certificate, TrainingEvent, TrainingRegistration

__all__ = [
    "FIRST_LEVEL",
    "HIDDEN",
    "LATE_DAYS",
    "LISTED",
    "Accreditation",
    "AffiliatedBody",
    "AttendanceTry",
    "AwardAppeal",
    "BoardDispute",
    "BoardDisputeQuerySet",
    "Certificate",
    "ColumnMapping",
    "DisputeClaim",
    "DuplicatePair",
    "ExportJob",
    "ImportBatch",
    "ImportRow",
    "Level",
    "LevelAward",
    "LevelPath",
    "Member",
    "MemberMerge",
    "MemberQuerySet",
    "MemberTransition",
    "OfficerTerm",
    "OfficerTermQuerySet",
    "PathTransition",
    "Recommendation",
    "Requirement",
    "RequirementSet",
    "TermTransition",
    "TrainingEvent",
    "TrainingRegistration",
    "Transfer",
    "about",
    "bodies_changed",
    "body_choices",
    "body_names",
    "level_choices",
    "level_names",
]
