"""What was changed about a row of the party's own rules, from its history, in words."""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db.models import Model
from django.utils.text import capfirst

from accounts.models import User

Shown = Callable[[str, Any], Any]


@dataclass(frozen=True)
class Change:
    """One edit: when, by whom (empty: the installation), and what, in words."""

    at: datetime
    who: str
    what: list[str]


def edits_of(row: Model, fields: Iterable[str], shown: Shown) -> list[Change]:
    """The edits of some fields of a tracked row, the oldest first; `shown` says a field's value as people read it."""
    kept: Any = row
    fields = tuple(fields)
    events = list(kept.events.select_related("pgh_context").order_by("pgh_id"))
    edits = [(event, _differences(row, before, event, fields, shown)) for before, event in pairwise(events)]
    names = _names_of({user for event, _what in edits if (user := _user_of(event))})
    return [Change(event.pgh_created_at, names.get(_user_of(event) or 0, ""), what) for event, what in edits if what]


def _differences(row: Model, before: Any, after: Any, fields: Iterable[str], shown: Shown) -> list[str]:
    """«Nama: Madya → Kader Madya» for each field that an edit changed."""
    told = []
    for name in fields:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            field: Any = row._meta.get_field(name)
            told.append(f"{capfirst(field.verbose_name)}: {shown(name, old)} → {shown(name, new)}")
    return told


def _user_of(event: Any) -> int | None:
    """Who acted, as the middleware noted it."""
    return event.pgh_context.metadata.get("user") if event.pgh_context else None


def _names_of(users: AbstractSet[int]) -> dict[int, str]:
    return dict(User.objects.filter(pk__in=users).values_list("pk", "full_name")) if users else {}
