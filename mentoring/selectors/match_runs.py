"""What the pages of draft runs show: suggestions with names, why not, and what differs between two runs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from accounts.models import User
from cadres.models import Member, level_names
from mentoring.enums import Factor
from mentoring.models import MatchLock, MatchRun, MatchSuggestion, Mentor, Pairing, Programme
from mentoring.rules.match_words import binding_sentence, obstacle_sentence, part_sentence, remedy_sentence, tone_of
from regions.models import Unit

MATCHED, UNMATCHED = "dapat", "belum"


@dataclass(frozen=True)
class ScorePart:
    """One factor of a score: a bar when it is known, and a sentence."""

    label: str
    points: int | None
    of: int
    sentence: str
    tone: str
    icon: str


@dataclass(frozen=True)
class Choice:
    """A mentor for one cadre with the parts of the score; `percent` of what could be known."""

    mentor: Mentor
    points: int
    of: int
    parts: list[ScorePart]
    is_suggested: bool
    is_locked: bool

    @property
    def percent(self) -> int:
        """How well he fits, of 100."""
        return 100 * self.points // self.of if self.of else 0

    @property
    def strong(self) -> str:
        """The factors in which he fits well, for a glance."""
        return self._named("good")

    @property
    def weak(self) -> str:
        """The factors in which he fits badly, for a glance."""
        return self._named("warn")

    def _named(self, tone: str) -> str:
        return ", ".join(str(part.label) for part in self.parts if part.tone == tone)


@dataclass(frozen=True)
class WhyNot:
    """Why somebody stays without a mentor, and what would help."""

    binding: str
    obstacles: list[str]
    remedy: str
    kind: str
    rule: str
    mentor: Mentor | None


@dataclass
class SuggestionRow:
    """A suggestion with the people it is about; `mentor` is None when nobody is left or he is out of sight."""

    suggestion: MatchSuggestion
    member: Member
    mentor: Mentor | None
    percent: int = 0
    why_not: WhyNot | None = None
    is_locked: bool = False
    choices: list[Choice] = field(default_factory=list)


def suggestions_of(user: User, run: MatchRun, shown: str = "") -> QuerySet[MatchSuggestion]:
    """A run in the order of waiting, with `is_offered` and `lock`; all, the matched or the unmatched (`?lihat=`)."""
    offered = Pairing.objects.filter(pk=OuterRef("pairing_id"))
    rows = MatchSuggestion.objects.for_user(user).filter(run=run, member__in=Member.objects.for_user(user))
    if shown:
        rows = rows.filter(mentor__isnull=shown == UNMATCHED)
    held = MatchLock.objects.for_user(user).filter(programme=run.programme_id, member=OuterRef("member"))
    rows = rows.annotate(is_offered=Exists(offered), lock=Subquery(held.values("mentor")[:1]))
    return rows.select_related("member__unit").order_by("place")


def rows_of(user: User, suggestions: Iterable[Any]) -> list[SuggestionRow]:
    """Those of a page (`suggestions_of`) with names and sentences. Two queries."""
    suggestions = list(suggestions)
    wanted = {each.mentor_id for each in suggestions} | {each.remedy.get("mentor") for each in suggestions}
    wanted |= {option["mentor"] for each in suggestions for option in each.options}
    mentors = Mentor.objects.for_user(user).select_related("member", "unit").in_bulk(wanted - {None})
    units = Unit.objects.in_bulk({each.remedy["unit"] for each in suggestions if "unit" in each.remedy})
    return [_row(each, mentors, units) for each in suggestions]


def _row(suggestion: Any, mentors: Mapping[int, Mentor], units: Mapping[int, Unit]) -> SuggestionRow:
    choices = [
        choice_of(option, mentors[option["mentor"]], suggested=suggestion.mentor_id, lock=suggestion.lock)
        for option in suggestion.options
        if option["mentor"] in mentors
    ]
    # The pair of the best whole comes first, though another one may fit this cadre better.
    choices.sort(key=lambda choice: not choice.is_suggested)
    mentor = mentors.get(suggestion.mentor_id or 0)
    return SuggestionRow(
        suggestion=suggestion,
        member=suggestion.member,
        mentor=mentor,
        percent=choices[0].percent if mentor and choices else 0,
        why_not=None if suggestion.mentor_id else why_not_of(suggestion, mentors, units),
        is_locked=suggestion.lock is not None,
        choices=choices,
    )


def choice_of(option: Mapping[str, Any], mentor: Mentor, *, suggested: int | None, lock: int | None) -> Choice:
    """A kept option in words. What was not known counts neither for nor against."""
    parts = [
        ScorePart(
            str(Factor(factor).label),
            points,
            of,
            part_sentence(factor, points, detail),
            # How long a cadre waits says nothing about the mentor.
            *tone_of(None if factor == Factor.WAITING else points, of),
        )
        for factor, points, of, detail in option["parts"]
    ]
    known = [part for part in parts if part.points is not None]
    return Choice(
        mentor=mentor,
        points=sum(part.points or 0 for part in known),
        of=sum(part.of for part in known),
        parts=parts,
        is_suggested=mentor.pk == suggested,
        is_locked=mentor.pk == lock,
    )


def why_not_of(suggestion: MatchSuggestion, mentors: Mapping[int, Mentor], units: Mapping[int, Unit]) -> WhyNot:
    """The binding rule, all obstacles, and the cheapest change in words."""
    remedy = suggestion.remedy
    mentor = mentors.get(remedy.get("mentor", 0))
    unit = units.get(remedy.get("unit", 0))
    names = list(level_names().values())
    level = remedy.get("level", len(names))
    return WhyNot(
        binding=binding_sentence(suggestion.obstacles),
        obstacles=[obstacle_sentence(rule, count) for rule, count in suggestion.obstacles.items()],
        remedy=remedy_sentence(
            remedy,
            mentor=mentor.member.full_name if mentor else "—",
            unit=unit.full_name if unit else "—",
            level=names[level] if level < len(names) else "",
        ),
        kind=remedy.get("kind", ""),
        rule=remedy.get("rule", ""),
        mentor=mentor,
    )


@dataclass(frozen=True)
class Change:
    """What differs for one cadre between two runs."""

    member: Member
    before: Mentor | None
    after: Mentor | None
    was_there: bool
    is_there: bool


def changed_members(user: User, earlier: MatchRun, later: MatchRun) -> list[tuple[int, int | None, int | None]]:
    """(member, mentor before, mentor after) wherever two runs differ, also for who is in one of them only."""
    before, after = _mentors_by_member(user, earlier), _mentors_by_member(user, later)
    members = dict.fromkeys([*after, *before])
    return [
        (member, before.get(member), after.get(member))
        for member in members
        if before.get(member, -1) != after.get(member, -1)
    ]


def changes_of(
    user: User, rows: Iterable[tuple[int, int | None, int | None]], earlier: MatchRun, later: MatchRun
) -> list[Change]:
    """The changes of a page with names."""
    rows = list(rows)
    ids = [member for member, _before, _after in rows]
    people = Member.objects.for_user(user).select_related("unit").in_bulk(ids)
    mentors = Mentor.objects.for_user(user).select_related("member").in_bulk({m for row in rows for m in row[1:] if m})
    stood = MatchSuggestion.objects.for_user(user).filter(run__in=[earlier.pk, later.pk], member__in=ids)
    there = set(stood.values_list("run", "member"))
    return [
        Change(
            people[member],
            mentors.get(before or 0),
            mentors.get(after or 0),
            (earlier.pk, member) in there,
            (later.pk, member) in there,
        )
        for member, before, after in rows
        if member in people
    ]


def _mentors_by_member(user: User, run: MatchRun) -> dict[int, int | None]:
    rows = MatchSuggestion.objects.for_user(user).filter(run=run).order_by("place")
    return dict(rows.values_list("member", "mentor"))


def runs_of(user: User, programme: Programme) -> QuerySet[MatchRun]:
    """The draft runs of a programme, newest first."""
    return (
        MatchRun.objects.for_user(user)
        .filter(programme=programme)
        .select_related("created_by")
        .order_by("-asked_at", "-pk")
    )
