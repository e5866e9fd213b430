"""Programmes, mentors, pairings and their sessions."""

from mentoring.models.agreements import Agreement, AgreementScan, AgreementSignature, ClauseText
from mentoring.models.busy import BusyTime
from mentoring.models.calendars import CalendarFeed
from mentoring.models.closures import Closure, ClosureForm, Handover
from mentoring.models.concerns import Concern, ConcernAct, ConcernName, ConcernReporter
from mentoring.models.conflicts import ConflictWaiver, DeclaredTie, SecondAdult
from mentoring.models.contacts import CoordinatorContact
from mentoring.models.diagnostics import (
    Diagnostic,
    DiagnosticLevel,
    DiagnosticRating,
    DiagnosticTransition,
    Rubric,
    RubricItem,
)
from mentoring.models.matching import MatchLock, MatchRun, MatchSuggestion, MatchWeights, MentoringWish
from mentoring.models.mentors import ConductSignature, GuideText, Mentor, MentorTick, MentorTransition
from mentoring.models.notes import PrivateNote
from mentoring.models.oddities import OddLogs
from mentoring.models.offer_links import OfferLinkUse
from mentoring.models.orientation import OrientationTick
from mentoring.models.pairings import (
    Pairing,
    PairingPart,
    PairingParticipant,
    PairingTransition,
    PhaseEvidence,
    own_pairings,
)
from mentoring.models.paraf import ParafCard, ParafTry
from mentoring.models.plans import ActionTransition, Goal, GoalTransition, Plan
from mentoring.models.programme_parts import (
    ProgrammeHandover,
    ProgrammeNeed,
    ProgrammeReport,
    ProgrammeResource,
    ProgrammeStage,
    ProgrammeTemplate,
    ProgrammeWindow,
)
from mentoring.models.programmes import OrgGoal, Programme, ProgrammeTransition
from mentoring.models.relations import ExitCall, ExitForm, MentorChange, MentorRequest
from mentoring.models.sessions import ActionItem, Session, SessionAttendance, SessionLog, SessionTransition
from mentoring.models.sync import SyncItem, SyncNote
from mentoring.models.texts import PartyTextChange

__all__ = [
    "ActionItem",
    "ActionTransition",
    "Agreement",
    "AgreementScan",
    "AgreementSignature",
    "BusyTime",
    "CalendarFeed",
    "ClauseText",
    "Closure",
    "ClosureForm",
    "Concern",
    "ConcernAct",
    "ConcernName",
    "ConcernReporter",
    "ConductSignature",
    "ConflictWaiver",
    "CoordinatorContact",
    "DeclaredTie",
    "Diagnostic",
    "DiagnosticLevel",
    "DiagnosticRating",
    "DiagnosticTransition",
    "ExitCall",
    "ExitForm",
    "Goal",
    "GoalTransition",
    "GuideText",
    "Handover",
    "MatchLock",
    "MatchRun",
    "MatchSuggestion",
    "MatchWeights",
    "Mentor",
    "MentorChange",
    "MentorRequest",
    "MentorTick",
    "MentorTransition",
    "MentoringWish",
    "OddLogs",
    "OfferLinkUse",
    "OrgGoal",
    "OrientationTick",
    "Pairing",
    "PairingPart",
    "PairingParticipant",
    "PairingTransition",
    "ParafCard",
    "ParafTry",
    "PartyTextChange",
    "PhaseEvidence",
    "Plan",
    "PrivateNote",
    "Programme",
    "ProgrammeHandover",
    "ProgrammeNeed",
    "ProgrammeReport",
    "ProgrammeResource",
    "ProgrammeStage",
    "ProgrammeTemplate",
    "ProgrammeTransition",
    "ProgrammeWindow",
    "Rubric",
    "RubricItem",
    "SecondAdult",
    "Session",
    "SessionAttendance",
    "SessionLog",
    "SessionTransition",
    "SyncItem",
    "SyncNote",
    "own_pairings",
]
