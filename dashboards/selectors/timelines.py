"""One timeline of all that the reader may see of a member: one query, however long it is."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localtime

from accounts.models import User
from cadres.models import Member
from core.templatetags.format import date_id
from dashboards.selectors.happenings import KINDS, SOURCES, Facts

LONGEST_TEXT = 280
_PLACES = {name: place for place, name in enumerate(SOURCES)}


@dataclass(frozen=True)
class Happening:
    """A row of the timeline before it is put into words."""

    at: datetime
    kind: str
    source: str
    pk: int
    facts: Facts

    @property
    def day(self) -> date:
        """The day in the reader's zone; sources that know a day alone keep it, as zones lie east of Greenwich."""
        return localtime(self.at).date()


@dataclass(frozen=True)
class Event:
    """One entry of the timeline as it is shown."""

    day: date
    kind: str
    title: str
    detail: str = ""
    text: str = ""
    milestone: bool = False
    url: str = ""

    @property
    def when(self) -> str:
        """The day as it is shown."""
        return date_id(self.day)


def happenings(user: User, member: Member) -> list[Happening]:
    """Everything of every source that the user may see, newest first; within a day the later source first."""
    first, *others = [source.rows(user, member, name) for name, source in SOURCES.items()]
    rows = [
        Happening(at, kind, name, pk, json.loads(facts)) for at, kind, name, pk, facts in first.union(*others, all=True)
    ]
    return sorted(rows, key=lambda row: (row.day, row.at, _PLACES[row.source], row.pk), reverse=True)


def told(rows: Iterable[Happening], names: Mapping[int, str]) -> list[Event]:
    """The rows in words; `names` are the others of each pairing, by its id."""
    return [_event(row, names) for row in rows]


def kind_counts(rows: Iterable[Happening]) -> list[tuple[str, str, int]]:
    """The kinds that occur, with how many there are of each: (key, label, count)."""
    counts = Counter(row.kind for row in rows)
    return [(key, str(label), counts[key]) for key, label in KINDS if counts[key]]


def _event(row: Happening, names: Mapping[int, str]) -> Event:
    said = SOURCES[row.source].say(row.facts)
    text = f"{said.text[:LONGEST_TEXT].rstrip()}…" if len(said.text) > LONGEST_TEXT else said.text
    detail = names.get(row.facts["pairing"], "") if row.source == "pairing" else said.detail
    return Event(row.day, row.kind, said.title, detail, text, said.milestone, said.url)
