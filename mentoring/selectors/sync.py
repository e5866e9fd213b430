"""Two versions of a log beside each other, and what waits of what phones have sent."""

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from core.templatetags.format import date_id, local_time
from mentoring.entries import LogEntry, NewAction
from mentoring.enums import Attendance, Competency, Mode, Obstacle, Progress, SyncState
from mentoring.models import (
    ActionItem,
    PairingParticipant,
    PrivateNote,
    Session,
    SessionAttendance,
    SessionLog,
    SyncItem,
    SyncNote,
)


@dataclass(frozen=True)
class Difference:
    """One field in which two versions differ: its name, and both in words."""

    name: str
    label: str
    stored: str
    sent: str


def own_conflicts(user: User) -> QuerySet[SyncItem]:
    """The user's own items of which two versions wait for his choice."""
    return _own(user).filter(state=SyncState.CONFLICT)


def own_waiting(user: User) -> QuerySet[SyncItem]:
    """The user's own items that wait for the coordinator or were set aside by him."""
    return _own(user).filter(state__in=[SyncState.HELD, SyncState.ASIDE])


def _own(user: User) -> QuerySet[SyncItem]:
    rows = SyncItem.objects.for_user(user).filter(author_id=user.pk)
    return rows.select_related("session").order_by("-received_at", "-pk")


def held_items(user: User) -> QuerySet[SyncItem]:
    """What waits for the coordinator, the longest first."""
    rows = SyncItem.objects.for_user(user).filter(state=SyncState.HELD)
    return rows.select_related("pairing__unit", "author").order_by("received_at", "pk")


def versions_of(user: User, item: SyncItem) -> QuerySet[SyncItem]:
    """What its writer has sent under the key of an item, the oldest first; the item itself is one of them."""
    rows = SyncItem.objects.for_user(user).filter(author_id=item.author_id, client_uuid=item.client_uuid)
    return rows.order_by("received_at", "pk")


def sent_entry(user: User, item: SyncItem) -> LogEntry:
    """The version that waits, with its private note where the user may read it."""
    note = SyncNote.objects.for_user(user).filter(item=item).first()
    return replace(LogEntry.unpack(item.body), private_note=note.body if note else "")


def stored_entry(user: User, session: Session) -> LogEntry:
    """A stored session as its writer told it."""
    log = SessionLog.objects.for_user(user).get(session=session)
    note = PrivateNote.objects.for_user(user).filter(session=session).first()
    absent = SessionAttendance.objects.for_user(user).filter(session=session).exclude(status=Attendance.PRESENT)
    actions = ActionItem.objects.for_user(user).filter(session=session).order_by("pk")
    assert session.started_at is not None
    return LogEntry(
        start=session.started_at,
        minutes=session.minutes or 0,
        mode=session.mode,
        place=session.place,
        attendance=dict(absent.values_list("participant", "status")),
        competencies=log.competencies,
        progress=log.progress,
        goal=log.goal,
        reality=log.reality,
        options=log.options,
        will=log.will,
        obstacles=log.obstacles,
        evidence_count=log.evidence_count,
        new_actions=[NewAction(each.what, each.owner_id, each.due_on) for each in actions],
        no_new_action=log.no_new_action,
        next_meeting_on=log.next_meeting_on,
        no_next_reason=log.no_next_reason,
        private_note=note.body if note else "",
        client_uuid=log.client_uuid,
        recorded_at=session.recorded_at,
    )


def differences(user: User, session: Session, stored: LogEntry, sent: LogEntry) -> list[Difference]:
    """Where the two differ, in words; empty when they say the same."""
    people = PairingParticipant.objects.for_user(user).filter(pairing_id=session.pairing_id)
    names = dict(people.values_list("pk", "name"))
    mine, theirs = (in_words(entry, session.time_zone, names) for entry in (stored, sent))
    return [
        Difference(name, label, mine[name][1], theirs[name][1])
        for name, (label, _words) in mine.items()
        if mine[name][1] != theirs[name][1]
    ]


def in_words(entry: LogEntry, zone: str, names: dict[int, str]) -> dict[str, tuple[str, str]]:
    """A version field by field: its name → what it is called, and what it says."""
    boxes = {field.name: str(field.verbose_name) for field in SessionLog._meta.fields}
    shown: dict[str, tuple[Any, Any]] = {
        "start": (_("Mulai"), local_time(entry.start, zone)),
        "minutes": (_("Lama (menit)"), entry.minutes),
        "mode": (_("Cara"), Mode(entry.mode).label),
        "place": (_("Tempat"), entry.place),
        "attendance": (_("Kehadiran"), ", ".join(_came(names, entry, pk) for pk in sorted(entry.attendance))),
        "competencies": (_("Yang dibahas"), _labels(Competency, entry.competencies)),
        "progress": (_("Kemajuan"), Progress(entry.progress).label if entry.progress else ""),
        **{name: (boxes[name], getattr(entry, name)) for name in ("goal", "reality", "options", "will")},
        "obstacles": (_("Hambatan"), _labels(Obstacle, entry.obstacles)),
        "evidence_count": (_("Bukti"), entry.evidence_count or ""),
        "new_actions": (_("Tindak lanjut baru"), "\n".join(_step(new, names) for new in entry.new_actions)),
        "next": (
            _("Bertemu lagi"),
            date_id(entry.next_meeting_on) if entry.next_meeting_on else entry.no_next_reason,
        ),
        "private_note": (_("Catatan pribadi"), entry.private_note),
    }
    return {name: (str(label), str(words).strip()) for name, (label, words) in shown.items()}


def _came(names: dict[int, str], entry: LogEntry, pk: int) -> str:
    return f"{names.get(pk, '')} ({str(Attendance(entry.attendance[pk]).label).lower()})"


def _labels(choices: Any, codes: Any) -> str:
    return ", ".join(str(choices(code).label) for code in sorted(codes))


def _step(new: NewAction, names: dict[int, str]) -> str:
    due = f", {date_id(new.due_on)}" if new.due_on else ""
    return f"{new.what} ({names.get(new.owner_id, '')}{due})"
