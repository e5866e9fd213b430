"""The one place where a state moves: asked of the table, saved, and kept with who, when and why."""

from datetime import date, datetime
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from accounts.models import User
from mentoring.enums import (
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


def move_session(session: Session, to: str, *fields: str, by: User | None, at: datetime, reason: str = "") -> None:
    """Move a locked session, saving `fields` with it; RuleError for a move that is not listed."""
    require_move(SESSION_MOVES, session.state, to)
    before, session.state = session.state, SessionState(to)
    session.save(update_fields=["state", *fields])
    record_session_move(session, before, by=by, at=at, reason=reason)


def record_session_move(session: Session, before: str, *, by: User | None, at: datetime, reason: str = "") -> None:
    """Keep one move of a session."""
    SessionTransition.objects.create(
        unit_id=session.unit_id,
        pairing_id=session.pairing_id,
        session=session,
        from_value=before,
        to_value=session.state,
        planned_start=session.planned_start,
        actor=by,
        at=at,
        reason=reason.strip()[:LONGEST_REASON],
    )


def drop_upcoming_sessions(pairing: Pairing, *, by: User | None, at: datetime) -> None:
    """Cancel what was planned, without blame on anybody."""
    upcoming = Session.objects.filter(pairing=pairing, state__in=UPCOMING_STATES).select_for_update(of=("self",))
    for session in upcoming.order_by("pk"):
        assert session.planned_start is not None  # by constraint
        session.held_on = session.planned_start.astimezone(pairing.unit.zone).date()
        session.calendar_sequence += 1
        move_session(
            session,
            SessionState.CANCELLED,
            *("held_on", "calendar_sequence"),
            by=by,
            at=at,
            reason=_("Pasangan berakhir."),
        )


def move_mentor(
    mentor: Mentor, to: str, *, by: User | None, at: datetime, reason: str = "", moves: Moves = MENTOR_MOVES
) -> Mentor:
    """Move a locked mentor; RuleError for a move that `moves` does not list."""
    require_move(moves, mentor.state, to)
    before, mentor.state = mentor.state, MentorState(to)
    if to != MentorState.PAUSED:
        mentor.paused_until = None
    mentor.save(update_fields=["state", "paused_until"])
    record_mentor_move(mentor, before, by=by, at=at, reason=reason)
    return mentor


def record_mentor_move(mentor: Mentor, before: str, *, by: User | None, at: datetime, reason: str = "") -> None:
    """Keep one move of a mentor."""
    MentorTransition.objects.create(
        unit_id=mentor.unit_id,
        mentor=mentor,
        from_value=before,
        to_value=mentor.state,
        actor=by,
        at=at,
        reason=reason.strip()[:LONGEST_REASON],
    )


def move_programme(programme: Programme, to: str, *fields: str, by: User, at: datetime) -> None:
    """Move a locked programme, saving `fields` with it; RuleError for a move that is not listed."""
    require_move(PROGRAMME_MOVES, programme.state, to)
    before, programme.state = programme.state, ProgrammeState(to)
    programme.save(update_fields=["state", *fields])
    record_programme_move(programme, before, by=by, at=at)


def record_programme_move(programme: Programme, before: str, *, by: User, at: datetime) -> None:
    """Keep one move of a programme."""
    ProgrammeTransition.objects.create(
        unit_id=programme.unit_id,
        programme=programme,
        from_value=before,
        to_value=programme.state,
        actor=by,
        at=at,
    )


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


def move_diagnostic(diagnostic: Diagnostic, to: str, *fields: str, by: User, at: datetime, reason: str = "") -> None:
    """Move a locked row of a round, saving `fields` with it; RuleError for a move that is not listed."""
    require_move(DIAGNOSTIC_MOVES, diagnostic.state, to)
    before, diagnostic.state = diagnostic.state, DiagnosticState(to)
    diagnostic.save(update_fields=["state", *fields])
    record_diagnostic_move(diagnostic, before, by=by, at=at, reason=reason)


def record_diagnostic_move(diagnostic: Diagnostic, before: str, *, by: User, at: datetime, reason: str = "") -> None:
    """Keep one move of a round."""
    DiagnosticTransition.objects.create(
        unit=diagnostic.unit,
        pairing=diagnostic.pairing,
        learner=diagnostic.learner,
        diagnostic=diagnostic,
        from_value=before,
        to_value=diagnostic.state,
        actor=by,
        at=at,
        reason=reason.strip()[:LONGEST_REASON],
    )


def move_goal(goal: Goal, to: str, *fields: str, by: User | None, at: datetime, reason: str = "") -> None:
    """Move a locked goal, saving `fields` with it; RuleError for a move that is not listed."""
    require_move(GOAL_MOVES, goal.state, to)
    before, goal.state = goal.state, GoalState(to)
    goal.save(update_fields=["state", *fields])
    record_goal_move(goal, before, by=by, at=at, reason=reason)


def record_goal_move(goal: Goal, before: str, *, by: User | None, at: datetime, reason: str = "") -> None:
    """Keep one move of a goal."""
    GoalTransition.objects.create(
        unit_id=goal.unit_id,
        pairing_id=goal.pairing_id,
        learner_id=goal.learner_id,
        goal=goal,
        from_value=before,
        to_value=goal.state,
        actor=by,
        at=at,
        reason=reason.strip()[:LONGEST_REASON],
    )


def record_action_move(
    action: ActionItem, before: str, after: str, *, by: User, at: datetime, reason: str, is_proposal: bool = False
) -> None:
    """Keep one move of a step of a plan, or the learner's proposal of one."""
    ActionTransition.objects.create(
        unit_id=action.unit_id,
        pairing_id=action.pairing_id,
        learner_id=action.owner_id,
        action=action,
        from_value=before,
        to_value=after,
        actor=by,
        at=at,
        reason=reason.strip()[:LONGEST_REASON],
        is_proposal=is_proposal,
    )


def move_action(action: ActionItem, to: str, *fields: str, by: User, at: datetime, reason: str = "") -> None:
    """Move a locked step of a plan, saving `fields` with it; RuleError for a move that is not listed."""
    require_move(ACTION_MOVES, action.state, to)
    before, action.state = action.state, ActionState(to)
    action.save(update_fields=["state", *fields])
    record_action_move(action, before, to, by=by, at=at, reason=reason)
