"""What each kind of message says, and whether it is still wanted. Apps register their kinds when they load."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.models import OutboxMessage


@dataclass(frozen=True)
class Mail:
    """A rendered message: no NIK, score, topic, or name of anybody but the recipient (DOMAIN §10)."""

    subject: str
    text: str


@dataclass(frozen=True)
class Kind:
    """How to render a kind of message, and the question asked at the moment of sending."""

    render: Callable[[OutboxMessage], Mail]
    still_wanted: Callable[[OutboxMessage], bool]
    label: Any


_KINDS: dict[str, Kind] = {}


def register(
    kind: str,
    *,
    render: Callable[[OutboxMessage], Mail],
    label: Any,
    still_wanted: Callable[[OutboxMessage], bool] = lambda message: True,
) -> None:
    """Make a kind known. `render` runs in the recipient's language and zone, `still_wanted` as the jobs role.

    `label` is what those read who look after the mails.
    """
    _KINDS[kind] = Kind(render, still_wanted, label)


def label_of(kind: str) -> str:
    """What a kind of message is called; its code when no installed app knows it."""
    return str(_KINDS[kind].label) if kind in _KINDS else kind


def kind_of(message: OutboxMessage) -> Kind:
    """The kind of a message; KeyError for one that no installed app knows."""
    return _KINDS[message.kind]
