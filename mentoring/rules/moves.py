"""The state machines, one table each (DOMAIN §4). Services ask here; a database trigger refuses the rest."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from core.errors import RuleError
from mentoring.enums import (
    ActionState,
    AgreementState,
    ConcernState,
    DiagnosticState,
    GoalState,
    MentorState,
    PairingState,
    ProgrammeState,
    RequestState,
    SessionState,
)

Moves = Mapping[str, tuple[str, ...]]

PROGRAMME_MOVES: Moves = {
    ProgrammeState.DRAFT: (ProgrammeState.OPEN,),
    ProgrammeState.OPEN: (ProgrammeState.RUNNING,),
    ProgrammeState.RUNNING: (ProgrammeState.EVALUATING,),
    ProgrammeState.EVALUATING: (ProgrammeState.CLOSED,),
    ProgrammeState.CLOSED: (),
}
MENTOR_MOVES: Moves = {
    MentorState.INVITED: (MentorState.ACCEPTED,),
    MentorState.ACCEPTED: (MentorState.ORIENTED,),
    MentorState.ORIENTED: (MentorState.ACTIVE,),
    MentorState.ACTIVE: (MentorState.PAUSED, MentorState.REMOVED),
    MentorState.PAUSED: (MentorState.ACTIVE,),
    MentorState.REMOVED: (),
}
PAIRING_MOVES: Moves = {
    PairingState.PROPOSED: (PairingState.OFFERED, PairingState.DECLINED),
    PairingState.OFFERED: (PairingState.ACCEPTED, PairingState.DECLINED),
    PairingState.ACCEPTED: (PairingState.ACTIVE, PairingState.ENDED_EARLY, PairingState.REMATCHED),
    PairingState.ACTIVE: (
        PairingState.PAUSED,
        PairingState.COMPLETED,
        PairingState.ENDED_EARLY,
        PairingState.REMATCHED,
    ),
    PairingState.PAUSED: (PairingState.ACTIVE, PairingState.ENDED_EARLY, PairingState.REMATCHED),
    PairingState.COMPLETED: (),
    PairingState.DECLINED: (),
    PairingState.ENDED_EARLY: (),
    PairingState.REMATCHED: (),
}
AGREEMENT_MOVES: Moves = {
    AgreementState.DRAFT: (AgreementState.SIGNED_ONE, AgreementState.AMENDED),
    AgreementState.SIGNED_ONE: (AgreementState.IN_FORCE, AgreementState.AMENDED),
    AgreementState.IN_FORCE: (AgreementState.AMENDED,),
    AgreementState.AMENDED: (),
}
# Rescheduling a confirmed session asks for a new confirmation; a disputed log is settled by the coordinator.
SESSION_MOVES: Moves = {
    SessionState.PLANNED: (
        SessionState.CONFIRMED,
        SessionState.CANCELLED,
        SessionState.NO_SHOW_MENTOR,
        SessionState.NO_SHOW_MENTEE,
        SessionState.LOGGED,
    ),
    SessionState.CONFIRMED: (
        SessionState.PLANNED,
        SessionState.CANCELLED,
        SessionState.NO_SHOW_MENTOR,
        SessionState.NO_SHOW_MENTEE,
        SessionState.LOGGED,
    ),
    SessionState.LOGGED: (SessionState.ACKNOWLEDGED, SessionState.DISPUTED),
    SessionState.DISPUTED: (SessionState.ACKNOWLEDGED, SessionState.CANCELLED),
    SessionState.ACKNOWLEDGED: (),
    SessionState.CANCELLED: (),
    # After an objection that the coordinator finds right.
    SessionState.NO_SHOW_MENTOR: (SessionState.CANCELLED,),
    SessionState.NO_SHOW_MENTEE: (SessionState.CANCELLED,),
}
REQUEST_MOVES: Moves = {
    RequestState.WAITING: (RequestState.MET, RequestState.NOT_MET, RequestState.WITHDRAWN),
    RequestState.MET: (),
    RequestState.NOT_MET: (),
    RequestState.WITHDRAWN: (),
}
# What was done in part, or not yet, comes back until it is done or dropped.
_SETTLED = (ActionState.DONE, ActionState.PARTLY, ActionState.NOT_DONE, ActionState.DROPPED)
ACTION_MOVES: Moves = {
    ActionState.OPEN: _SETTLED,
    ActionState.PARTLY: _SETTLED,
    ActionState.NOT_DONE: _SETTLED,
    ActionState.DONE: (),
    ActionState.DROPPED: (),
}
# A report may be withdrawn by its reporter from wherever it stands (DOMAIN §4.4).
CONCERN_MOVES: Moves = {
    ConcernState.SUBMITTED: (ConcernState.TRIAGED, ConcernState.RESOLVED),
    ConcernState.TRIAGED: (ConcernState.MEDIATION, ConcernState.INVESTIGATION, ConcernState.RESOLVED),
    ConcernState.MEDIATION: (ConcernState.INVESTIGATION, ConcernState.RESOLVED),
    ConcernState.INVESTIGATION: (ConcernState.MEDIATION, ConcernState.RESOLVED),
    ConcernState.RESOLVED: (),
}
# Who does not agree with the levels written down takes the round back to the talk.
DIAGNOSTIC_MOVES: Moves = {
    DiagnosticState.DRAFT: (DiagnosticState.TALK,),
    DiagnosticState.TALK: (DiagnosticState.AGREED,),
    DiagnosticState.AGREED: (DiagnosticState.LOCKED, DiagnosticState.TALK),
    DiagnosticState.LOCKED: (),
}
GOAL_MOVES: Moves = {
    GoalState.DRAFT: (GoalState.AGREED, GoalState.DROPPED),
    GoalState.AGREED: (GoalState.ACHIEVED, GoalState.PARTLY, GoalState.MISSED, GoalState.DROPPED),
    GoalState.ACHIEVED: (),
    GoalState.PARTLY: (),
    GoalState.MISSED: (),
    GoalState.DROPPED: (),
}

# Guarded by a trigger: model name -> its table.
GUARDED: Mapping[str, Moves] = {
    "programme": PROGRAMME_MOVES,
    # The end of a membership removes a mentor from wherever he stands.
    "mentor": {
        state: tuple(dict.fromkeys((*moves, MentorState.REMOVED))) if state != MentorState.REMOVED else moves
        for state, moves in MENTOR_MOVES.items()
    },
    "pairing": PAIRING_MOVES,
    "agreement": AGREEMENT_MOVES,
    "session": SESSION_MOVES,
    "mentorrequest": REQUEST_MOVES,
    "concern": CONCERN_MOVES,
    "diagnostic": DIAGNOSTIC_MOVES,
    "goal": GOAL_MOVES,
    "actionitem": ACTION_MOVES,
}

# Where a row of each begins; a second trigger refuses the rest. A meeting may be logged without a plan.
FIRST: Mapping[str, tuple[str, ...]] = {
    "programme": (ProgrammeState.DRAFT,),
    "mentor": (MentorState.INVITED,),
    "pairing": (PairingState.PROPOSED,),
    "agreement": (AgreementState.DRAFT,),
    "session": (SessionState.PLANNED, SessionState.LOGGED),
    "mentorrequest": (RequestState.WAITING,),
    "concern": (ConcernState.SUBMITTED,),
    "diagnostic": (DiagnosticState.DRAFT,),
    "goal": (GoalState.DRAFT,),
    "actionitem": (ActionState.OPEN,),
}


def require_move(moves: Moves, before: str, after: str) -> None:
    """Raise RuleError when the table does not list the move."""
    if after not in moves[before]:
        labels = {"from": _label(moves, before), "to": _label(moves, after)}
        raise RuleError(_("Dari «%(from)s» tidak bisa menjadi «%(to)s».") % labels)


def _label(moves: Moves, value: str) -> str:
    states = type(next(iter(moves)))
    return str(states(value).label)  # type: ignore[attr-defined]
