"""Programmes, mentors, pairings and their sessions."""

from mentoring.models.agreements import Agreement, AgreementSignature
from mentoring.models.concerns import Concern, ConcernAct, ConcernName, ConcernReporter
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
from mentoring.models.programmes import OrgGoal, Programme, ProgrammeTransition
from mentoring.models.sessions import ActionItem, Session, SessionAttendance, SessionLog, SessionTransition

__all__ = [
    "ActionItem",
    "Agreement",
    "AgreementSignature",
    "Concern",
    "ConcernAct",
    "ConcernName",
    "ConcernReporter",
    "Mentor",
    "MentorTransition",
    "OrgGoal",
    "Pairing",
    "PairingPart",
    "PairingParticipant",
    "PairingTransition",
    "PhaseEvidence",
    "PrivateNote",
    "Programme",
    "ProgrammeTransition",
    "Session",
    "SessionAttendance",
    "SessionLog",
    "SessionTransition",
    "own_pairings",
]
