"""Programmes, mentors, pairings and their sessions."""

from mentoring.models.agreements import Agreement, AgreementSignature
from mentoring.models.mentors import Mentor
from mentoring.models.notes import PrivateNote
from mentoring.models.pairings import (
    Pairing,
    PairingPart,
    PairingParticipant,
    PairingTransition,
    PhaseEvidence,
    own_pairings,
)
from mentoring.models.programmes import OrgGoal, Programme
from mentoring.models.sessions import ActionItem, Session, SessionAttendance, SessionLog, SessionTransition

__all__ = [
    "ActionItem",
    "Agreement",
    "AgreementSignature",
    "Mentor",
    "OrgGoal",
    "Pairing",
    "PairingPart",
    "PairingParticipant",
    "PairingTransition",
    "PhaseEvidence",
    "PrivateNote",
    "Programme",
    "Session",
    "SessionAttendance",
    "SessionLog",
    "SessionTransition",
    "own_pairings",
]
