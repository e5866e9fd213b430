"""A log that its writer corrects from another version of it, while nobody has said yes to it yet."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleError
from mentoring.entries import LogEntry
from mentoring.enums import Attendance, SessionState
from mentoring.models import ActionItem, Session, SessionAttendance, SessionLog
from mentoring.rules import rights
from mentoring.rules.sessions import NEW_ACTIONS, log_problem, pairing_problem
from mentoring.services.logs import LoggedAlready, note_write
from mentoring.services.pairings import own_participant
from mentoring.services.reminders import remind_of_action
from mentoring.services.sessions import lock_session

#: Columns that are taken over as they are: of the session, and of its log.
OF_SESSION = ("minutes", "mode", "place")
OF_LOG = ("competencies", "progress", "goal", "reality", "options", "will", "obstacles", "evidence_count")


@transaction.atomic
def log_correct(
    *, by: User, session: Session, entry: LogEntry, fields: Collection[str], at: datetime | None = None
) -> Session:
    """Take the named fields of another version over into a stored log; its history keeps what stood there.

    By who wrote it or in whose name it was written, until a learner has acknowledged or disputed it: among peers,
    everybody writes logs and answers those of the others. `new_actions` are added to those it has. Raises RuleError for
    what a log is refused for.
    """
    now = at or timezone.now()
    locked = lock_session(session, by)
    if not rights.may_log(own_participant(locked.pairing, by)):
        raise RuleError(_("Catatan ini diubah oleh mentornya."))
    log = SessionLog.objects.get(session=locked)
    if by.pk not in {log.author_id, locked.logged_by_id, locked.on_behalf_of_id}:
        raise RuleError(_("Catatan ini diubah oleh yang menulisnya. Bila isinya keliru, sanggah."))
    if locked.state != SessionState.LOGGED:
        raise RuleError(_("Catatan ini sudah ditanggapi kader, jadi isinya tidak berubah lagi."))
    for name in (name for name in OF_SESSION if name in fields):
        setattr(locked, name, getattr(entry, name))
    if "start" in fields:
        _move_start(locked, entry, now)
    locked.save()
    for name in (name for name in OF_LOG if name in fields):
        setattr(log, name, getattr(entry, name))
    if "next" in fields:
        log.next_meeting_on, log.no_next_reason = entry.next_meeting_on, entry.no_next_reason
    log.save()
    for name in (name for name in _PARTS if name in fields):
        _PARTS[name](locked, entry, by, now)
    return locked


def _move_start(session: Session, entry: LogEntry, now: datetime) -> None:
    zone = session.pairing.unit.zone
    held_on = entry.start.astimezone(zone).date()
    problem = log_problem(entry.start, now, zone, may_backdate=True) or pairing_problem(session.pairing, held_on)
    if problem:
        raise RuleError(problem)
    same = Session.objects.filter(pairing=session.pairing, started_at=entry.start).exclude(pk=session.pk).first()
    if same:
        raise LoggedAlready(same)
    session.started_at, session.held_on = entry.start, held_on


def _add_actions(session: Session, entry: LogEntry, by: User, now: datetime) -> None:
    stored = set(ActionItem.objects.filter(session=session).values_list("what", "owner_id", "due_on"))
    more = [new for new in entry.new_actions if (new.what.strip(), new.owner_id, new.due_on) not in stored]
    if len(stored) + len(more) > NEW_ACTIONS:
        raise RuleError(_("Tindak lanjut baru paling banyak tiga."))
    for new in more:
        action = ActionItem.objects.create(
            unit_id=session.unit_id,
            pairing_id=session.pairing_id,
            session=session,
            what=new.what.strip(),
            owner_id=new.owner_id,
            due_on=new.due_on,
        )
        remind_of_action(action=action, at=now)
    if more:
        SessionLog.objects.filter(session=session).update(no_new_action=False)


def _change_attendance(session: Session, entry: LogEntry, by: User, now: datetime) -> None:
    for row in SessionAttendance.objects.filter(session=session):
        row.status = Attendance(entry.attendance.get(row.participant_id, Attendance.PRESENT))
        row.save(update_fields=["status"])


def _change_note(session: Session, entry: LogEntry, by: User, now: datetime) -> None:
    note_write(by=by, session=session, body=entry.private_note, at=now)


_PARTS: Mapping[str, Callable[[Session, LogEntry, User, datetime], None]] = {
    "new_actions": _add_actions,
    "attendance": _change_attendance,
    "private_note": _change_note,
}
