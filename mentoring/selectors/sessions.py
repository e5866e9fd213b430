"""Reads about sessions: one with its log, and the list of an office."""

from dataclasses import dataclass

from accounts.models import User
from mentoring.enums import Competency, Obstacle
from mentoring.models import ActionItem, PairingParticipant, Session, SessionAttendance, SessionLog


@dataclass(frozen=True)
class ShownLog:
    """A log ready to be read."""

    log: SessionLog
    topics: list[str]
    obstacles: list[str]
    boxes: list[tuple[str, str]]
    attendance: list[SessionAttendance]
    actions: list[ActionItem]


def log_of(user: User, session: Session) -> ShownLog | None:
    """What was said in a session, for those who may read it; None when there is no log or one may not."""
    log = SessionLog.objects.for_user(user).filter(session=session).first()
    if log is None:
        return None
    labels = {field.name: field.verbose_name for field in SessionLog._meta.fields}
    boxes = ((labels[name], getattr(log, name)) for name in _BOXES)
    return ShownLog(
        log=log,
        topics=[str(Competency(code).label) for code in log.competencies if code in Competency.values],
        obstacles=[str(Obstacle(code).label) for code in log.obstacles if code in Obstacle.values],
        boxes=[(str(label), text) for label, text in boxes if text],
        attendance=list(
            SessionAttendance.objects.for_user(user)
            .filter(session=session)
            .select_related("participant")
            .order_by("participant_id")
        ),
        actions=list(
            ActionItem.objects.for_user(user).filter(session=session).select_related("owner").order_by("due_on", "pk")
        ),
    )


_BOXES = ("goal", "reality", "options", "will")


def people_of(user: User, session: Session) -> list[PairingParticipant]:
    """Who takes part in a session's pairing, for those who may know."""
    return list(PairingParticipant.objects.for_user(user).filter(pairing_id=session.pairing_id).order_by("pk"))
