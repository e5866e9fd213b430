"""What each kind of message says, and whether it is still wanted. Apps register their kinds when they load."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.enums import MessageState, Topic, Why
from accounts.models import OutboxMessage


@dataclass(frozen=True)
class Mail:
    """A rendered message: no NIK, score, topic, or name of anybody but the recipient (DOMAIN §10)."""

    subject: str
    text: str


@dataclass(frozen=True)
class CalendarPart:
    """A meeting as a mail carries it for the reader's calendar; `method` is that of iTIP (RFC 5546)."""

    content: str
    method: str


@dataclass(frozen=True)
class Kind:
    """How to render a kind of message, and the question asked at the moment of sending.

    `calendar` is asked by the mail alone, not by pages that list messages.
    """

    render: Callable[[OutboxMessage], Mail]
    still_wanted: Callable[[OutboxMessage], bool]
    label: Any
    topic: Topic = Topic.DUTY
    calendar: Callable[[OutboxMessage], CalendarPart | None] = lambda message: None


_KINDS: dict[str, Kind] = {}


def register(
    kind: str,
    *,
    render: Callable[[OutboxMessage], Mail],
    label: Any,
    topic: Topic,
    still_wanted: Callable[[OutboxMessage], bool] = lambda message: True,
    calendar: Callable[[OutboxMessage], CalendarPart | None] = lambda message: None,
) -> None:
    """Make a kind known. `render` and `calendar` run in the recipient's language and zone, all as the jobs role.

    `label` is what those read who look after the mails; `topic` is what recipients choose by.
    """
    _KINDS[kind] = Kind(render, still_wanted, label, topic, calendar)


def registered() -> dict[str, Kind]:
    """All kinds that the installed apps know, by their codes."""
    return dict(_KINDS)


def why_not(message: OutboxMessage) -> str:
    """Why a message was not mailed, in a sentence; empty for one that was, or that waits for its moment."""
    if message.state in (MessageState.SENT, MessageState.PENDING) and not message.note:
        return ""
    return str(Why(message.note).label) if message.note in Why.values else message.note


def label_of(kind: str) -> str:
    """What a kind of message is called; its code when no installed app knows it."""
    return str(_KINDS[kind].label) if kind in _KINDS else kind


def kind_of(message: OutboxMessage) -> Kind:
    """The kind of a message; KeyError for one that no installed app knows."""
    return _KINDS[message.kind]
