"""What the registry stores, cut by noun."""

from cadres.models.bodies import AffiliatedBody, bodies_changed, body_choices, body_names
from cadres.models.candidacies import (
    Candidacy,
    CandidacyQuerySet,
    CandidacyTransition,
    Eligibility,
    SelectionCriterion,
    SelectionScore,
    SurveyResult,
)
from cadres.models.elections import (
    AppointmentArea,
    Chamber,
    ChamberQuerySet,
    DistrictArea,
    Election,
    ElectionStage,
    ElectoralDistrict,
    QuotaRule,
)
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
    "AppointmentArea",
    "AttendanceTry",
    "AwardAppeal",
    "BoardDispute",
    "BoardDisputeQuerySet",
    "Candidacy",
    "CandidacyQuerySet",
    "CandidacyTransition",
    "Certificate",
    "Chamber",
    "ChamberQuerySet",
    "ColumnMapping",
    "DisputeClaim",
    "DistrictArea",
    "DuplicatePair",
    "Election",
    "ElectionStage",
    "ElectoralDistrict",
    "Eligibility",
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
    "QuotaRule",
    "Recommendation",
    "Requirement",
    "RequirementSet",
    "SelectionCriterion",
    "SelectionScore",
    "SurveyResult",
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
