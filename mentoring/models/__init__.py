"""Programmes, mentors, pairings and their sessions."""

from mentoring.models.agreements import Agreement, AgreementSignature
from mentoring.models.concerns import Concern, ConcernAct, ConcernName, ConcernReporter
from mentoring.models.diagnostics import (
    Diagnostic,
    DiagnosticLevel,
    DiagnosticRating,
    DiagnosticTransition,
    Rubric,
    RubricItem,
)
from mentoring.models.matching import MatchLock, MatchRun, MatchSuggestion, MatchWeights, MentoringWish
from mentoring.models.mentors import Mentor, MentorTransition
from mentoring.models.notes import PrivateNote
from mentoring.models.pairings import (
    Pairing,
    PairingPart,
    PairingParticipant,
    PairingTransition,
    PhaseEvidence,
    own_pairings,
)
from mentoring.models.plans import ActionTransition, Goal, GoalTransition, Plan
from mentoring.models.programmes import OrgGoal, Programme, ProgrammeTransition
from mentoring.models.sessions import ActionItem, Session, SessionAttendance, SessionLog, SessionTransition

__all__ = [
    "ActionItem",
    "ActionTransition",
    "Agreement",
    "AgreementSignature",
    "Concern",
    "ConcernAct",
    "ConcernName",
    "ConcernReporter",
    "Diagnostic",
    "DiagnosticLevel",
    "DiagnosticRating",
    "DiagnosticTransition",
    "Goal",
    "GoalTransition",
    "MatchLock",
    "MatchRun",
    "MatchSuggestion",
    "MatchWeights",
    "Mentor",
    "MentorTransition",
    "MentoringWish",
    "OrgGoal",
    "Pairing",
    "PairingPart",
    "PairingParticipant",
    "PairingTransition",
    "PhaseEvidence",
    "Plan",
    "PrivateNote",
    "Programme",
    "ProgrammeTransition",
    "Rubric",
    "RubricItem",
    "Session",
    "SessionAttendance",
    "SessionLog",
    "SessionTransition",
    "own_pairings",
]
