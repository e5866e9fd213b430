"""The texts of the party as their editors read them: editions, what changed, and what a template means in dates."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from mentoring.documents import newest_edition, newest_guide
from mentoring.enums import PartyText, Phase
from mentoring.models import ClauseText, GuideText, PartyTextChange, ProgrammeStage, ProgrammeTemplate
from mentoring.rules.texts import Line

EDITED = (PartyText.AGREEMENT, PartyText.CONDUCT, PartyText.FOR_MENTORS, PartyText.FOR_LEARNERS)


def newest_of(kind: str) -> str:
    """The edition of a text that counts now."""
    return newest_edition() if kind == PartyText.AGREEMENT else newest_guide(kind)


def editions_of(kind: str) -> list[str]:
    """Every edition of a text, the newest first."""
    rows = ClauseText.objects.all() if kind == PartyText.AGREEMENT else GuideText.objects.filter(kind=kind)
    return sorted(set(rows.values_list("edition", flat=True)), reverse=True)


def lines_of(kind: str, edition: str) -> list[Line]:
    """The lines of one edition as they were written, blanks unfilled."""
    if kind == PartyText.AGREEMENT:
        clauses = ClauseText.objects.filter(edition=edition).order_by("position")
        return [Line(row.code, row.text, row.title) for row in clauses]
    rows = GuideText.objects.filter(kind=kind, edition=edition).order_by("position")
    return [Line(row.code, row.text) for row in rows]


def changes_of(kind: str, key: str = "") -> QuerySet[PartyTextChange]:
    """Who changed a text or one template, the newest first."""
    found = PartyTextChange.objects.filter(kind=kind).select_related("actor", "on_behalf_of")
    return found.filter(key=key) if key else found


@dataclass(frozen=True)
class Difference:
    """One line before and after; empty before when it is new, empty after when it goes."""

    title: str
    before: str
    after: str


def differences(before: list[Line], after: list[Line]) -> list[Difference]:
    """What an edition changes, line by line."""
    old, new = {line.code: line for line in before}, {line.code: line for line in after}
    found = []
    for code in dict.fromkeys([*old, *new]):
        was, now = old.get(code, Line(code, "")), new.get(code, Line(code, ""))
        if (was.title, was.text) != (now.title, now.text):
            found.append(Difference(now.title or was.title, was.text, now.text))
    return found


@dataclass(frozen=True)
class Dated:
    """A phase or a stage of a template with the dates of a programme that begins on a day."""

    name: str
    first: date
    last: date


def dated(template: ProgrammeTemplate, begins: date) -> list[Dated]:
    """The calendar of a programme that would begin on a day: phases, then stages."""
    spans = [(str(Phase(phase).label), *days) for phase, days in template.windows.items()]
    for kind, name, first, last in template.stages:
        beside = ProgrammeStage(kind=kind, name=name).kind_beside_name
        spans.append((f"{beside}: {name}" if beside else name, first, last))
    return [Dated(name, begins + timedelta(days=first), begins + timedelta(days=last)) for name, first, last in spans]
