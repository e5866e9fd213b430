"""The one place where a state moves: asked of the table, saved, and kept with who, when and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import TextChoices
from django.utils.translation import gettext as _

from accounts.models import User
from mentoring.enums import (
    CALLED_OFF_KIND,
    UPCOMING_STATES,
    ActionState,
    AgreementState,
    ConcernState,
    DiagnosticState,
    GoalState,
    MentorState,
    ProgrammeState,
    SessionState,
)
from mentoring.models import (
    ActionItem,
    ActionTransition,
    Agreement,
    Concern,
    Diagnostic,
    DiagnosticTransition,
    Goal,
    GoalTransition,
    Mentor,
    MentorTransition,
    Pairing,
    PairingTransition,
    Programme,
    ProgrammeTransition,
    Session,
    SessionTransition,
)
from mentoring.rules.moves import (
    ACTION_MOVES,
    AGREEMENT_MOVES,
    CONCERN_MOVES,
    DIAGNOSTIC_MOVES,
    GOAL_MOVES,
    MENTOR_MOVES,
    PAIRING_MOVES,
    PROGRAMME_MOVES,
    SESSION_MOVES,
    Moves,
    require_move,
)
from mentoring.services.reminders import tell_of_plan

LONGEST_REASON = 300


def move_pairing(pairing: Pairing, to: str, *, by: User | None, at: datetime, reason: str = "", **changes: Any) -> None:
    """Move a locked pairing, with other columns that change with it; RuleError for a move that is not listed.

    A pause that it leaves is kept among its pauses.
    """
    require_move(PAIRING_MOVES, pairing.state, to)
    if pairing.paused_on:
        changes |= {"paused_on": None, "pauses": [*pairing.pauses, *_pause_until(pairing, today_of(pairing, at))]}
    before, pairing.state = pairing.state, to
    for name, value in changes.items():
        setattr(pairing, name, value)
    pairing.save(update_fields=["state", *changes])
    record_transition(pairing, "state", before, to, by=by, at=at, reason=reason)


def _pause_until(pairing: Pairing, day: date) -> list[DateRange]:
    """The pause that ends now; nothing for one that ends on the day it began."""
    return [DateRange(pairing.paused_on, day)] if pairing.paused_on and pairing.paused_on < day else []


def record_transition(
    pairing: Pairing, kind: str, before: str, after: str, *, by: User | None, at: datetime, reason: str
) -> None:
    """Keep one move of state or phase."""
    PairingTransition.objects.create(
        unit_id=pairing.unit_id,
        pairing=pairing,
        kind=kind,
        from_value=before,
        to_value=after,
        actor=by,
        at=at,
        reason=reason.strip()[:LONGEST_REASON],
    )


def today_of(pairing: Pairing, now: datetime) -> date:
    """The day at the pairing's place."""
    return now.astimezone(pairing.unit.zone).date()


@dataclass(frozen=True)
class Ledger:
    """Where the moves of one kind of row are kept: its table of moves, its states, the rows that keep them.

    `named` is what a kept move calls the row; `copied` maps its other columns to attributes of the row.
    """

    moves: Moves
    states: type[TextChoices]
    kept: Any
    named: str
    copied: Mapping[str, str]


_OF_UNIT = {"unit_id": "unit_id"}
_OF_LEARNER = _OF_UNIT | {"pairing_id": "pairing_id", "learner_id": "learner_id"}
_OF_SESSION = _OF_UNIT | {"pairing_id": "pairing_id", "planned_start": "planned_start"}
LEDGERS: Mapping[type, Ledger] = {
    Programme: Ledger(PROGRAMME_MOVES, ProgrammeState, ProgrammeTransition, "programme", _OF_UNIT),
    Mentor: Ledger(MENTOR_MOVES, MentorState, MentorTransition, "mentor", _OF_UNIT),
    Session: Ledger(SESSION_MOVES, SessionState, SessionTransition, "session", _OF_SESSION),
    Diagnostic: Ledger(DIAGNOSTIC_MOVES, DiagnosticState, DiagnosticTransition, "diagnostic", _OF_LEARNER),
    Goal: Ledger(GOAL_MOVES, GoalState, GoalTransition, "goal", _OF_LEARNER),
    ActionItem: Ledger(ACTION_MOVES, ActionState, ActionTransition, "action", _OF_LEARNER | {"learner_id": "owner_id"}),
}
Row = Programme | Mentor | Session | Diagnostic | Goal | ActionItem


def move(
    row: Row, to: str, *fields: str, by: User | None, at: datetime, reason: str = "", moves: Moves | None = None
) -> None:
    """Move a locked row, saving `fields` with it; RuleError for a move that its table (or `moves`) does not list."""
    ledger = LEDGERS[type(row)]
    require_move(moves or ledger.moves, row.state, to)
    before, row.state = row.state, ledger.states(to)
    row.save(update_fields=["state", *fields])
    record_move(row, before, by=by, at=at, reason=reason)


def record_move(
    row: Row, before: str, after: str = "", *, by: User | None, at: datetime, reason: str = "", **more: Any
) -> None:
    """Keep one move of a row to where it stands now, or to `after`."""
    ledger = LEDGERS[type(row)]
    copied = {column: getattr(row, attribute) for column, attribute in ledger.copied.items()}
    ledger.kept.objects.create(
        **{ledger.named: row, **copied, **more},
        from_value=before,
        to_value=after or row.state,
        actor=by,
        at=at,
        reason=reason.strip()[:LONGEST_REASON],
    )


def drop_upcoming_sessions(pairing: Pairing, *, by: User | None, at: datetime) -> None:
    """Cancel what was planned, without blame on anybody."""
    upcoming = Session.objects.filter(pairing=pairing, state__in=UPCOMING_STATES).select_for_update(of=("self",))
    for session in upcoming.order_by("pk"):
        assert session.planned_start is not None  # by constraint
        session.pairing = pairing
        session.held_on = session.planned_start.astimezone(pairing.unit.zone).date()
        move(session, SessionState.CANCELLED, "held_on", by=by, at=at, reason=_("Pasangan berakhir."))
        tell_of_plan(session=session, kind=CALLED_OFF_KIND, at=at)


def move_mentor(
    mentor: Mentor, to: str, *, by: User | None, at: datetime, reason: str = "", moves: Moves | None = None
) -> Mentor:
    """Move a locked mentor; his pause is over with it, unless he begins one."""
    if to != MentorState.PAUSED:
        mentor.paused_until = None
    move(mentor, to, "paused_until", by=by, at=at, reason=reason, moves=moves)
    return mentor


def move_agreement(agreement: Agreement, to: str) -> None:
    """Move one version of an agreement; its signatures and its history say who and when."""
    require_move(AGREEMENT_MOVES, agreement.state, to)
    agreement.state = AgreementState(to)
    agreement.save(update_fields=["state"])


def move_concern(concern: Concern, to: str, *, outcome: str, at: datetime) -> str:
    """Move a locked report, with its outcome when it ends; where it stood. Its acts say who and why."""
    require_move(CONCERN_MOVES, concern.state, to)
    before, concern.state, concern.outcome = concern.state, ConcernState(to), outcome
    concern.closed_at = at if to == ConcernState.RESOLVED else None
    concern.save(update_fields=["state", "outcome", "closed_at"])
    return before
