"""What a person writes about a session, as plain values between form and service (DOMAIN §7.3)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
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
        """A keyed hash of what was written for others to read: tells a repeated sending from another one."""
        own = ("client_uuid", "recorded_at", "private_note")
        body = {name: value for name, value in asdict(self).items() if name not in own}
        # A browser's form sends \r\n where a script sends \n.
        text = json.dumps(body, sort_keys=True, default=str).replace("\\r\\n", "\\n")
        return keyed_hash(text, "session log")

    def pack(self) -> str:
        """As JSON, without the private note."""
        return json.dumps(asdict(replace(self, private_note="")), sort_keys=True, default=str)

    @classmethod
    def unpack(cls, text: str) -> "LogEntry":
        """What `pack` has written."""
        kept = json.loads(text)
        days = {"next_meeting_on": _day(kept["next_meeting_on"])}
        moments = {name: kept[name] and datetime.fromisoformat(kept[name]) for name in ("start", "recorded_at")}
        keyed = {name: {int(pk): to for pk, to in kept[name].items()} for name in ("attendance", "reviewed")}
        new = [NewAction(each["what"], each["owner_id"], _day(each["due_on"])) for each in kept["new_actions"]]
        return cls(**kept | days | moments | keyed | {"new_actions": new, "client_uuid": UUID(kept["client_uuid"])})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
