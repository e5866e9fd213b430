"""What a person writes about a session, as plain values between form and service (DOMAIN §7.3)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4, uuid5

from core.crypto import keyed_hash
from mentoring.enums import Mode


def planned_after(client_uuid: UUID) -> UUID:
    """The `client_uuid` of the meeting that a log plans."""
    return uuid5(client_uuid, "next")


@dataclass(frozen=True)
class NewAction:
    """A step that somebody promised; `owner_id` is a participant."""

    what: str
    owner_id: int
    due_on: date | None = None


@dataclass(frozen=True)
class LogEntry:
    """A session as its writer tells it.

    `start` is aware; `attendance` maps participants to an Attendance (those left out were present);
    `reviewed` maps older actions to their new state. Either a new action or `no_new_action`; either
    `next_meeting_on` or `no_next_reason`.
    """

    start: datetime
    minutes: int
    mode: str = Mode.FACE_TO_FACE
    place: str = ""
    attendance: Mapping[int, str] = field(default_factory=dict)
    competencies: Sequence[str] = ()
    progress: str = ""
    goal: str = ""
    reality: str = ""
    options: str = ""
    will: str = ""
    obstacles: Sequence[str] = ()
    evidence_count: int = 0
    reviewed: Mapping[int, str] = field(default_factory=dict)
    new_actions: Sequence[NewAction] = ()
    no_new_action: bool = False
    next_meeting_on: date | None = None
    no_next_reason: str = ""
    private_note: str = ""
    client_uuid: UUID = field(default_factory=uuid4)
    recorded_at: datetime | None = None

    def digest(self) -> bytes:
        """A keyed hash of everything that was written: tells a repeated sending from another one."""
        body = {name: value for name, value in asdict(self).items() if name not in ("client_uuid", "recorded_at")}
        return keyed_hash(json.dumps(body, sort_keys=True, default=str), "session log")
