"""Reads over the ladder: how many stand where, who is ready, who has stopped, and what waits for a decision."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import User
from cadres.enums import AwardState, LevelKind, PathState
from cadres.models import Level, LevelAward, LevelPath, Member
from regions.enums import Tier
from regions.models import Unit

#: What the list of paths can show, and how it is called in an address.
VIEWS = {
    "siap": Q(state=PathState.RUNNING, ready_since__isnull=False),
    "berjalan": Q(state=PathState.RUNNING),
    "terhenti": Q(state=PathState.INTERRUPTED),
    "tunggu": Q(state=PathState.WAITING),
}


@dataclass(frozen=True)
class Step:
    """A level with the active members who hold it, and how many of them were awarded it here."""

    level: Level
    count: int
    awarded: int

    @property
    def recognised(self) -> int:
        """Those who brought the level with them («diakui»)."""
        return self.count - self.awarded


def steps(user: User, unit: Unit) -> list[Step]:
    """The steps of the ladder with their counts. Three queries."""
    members = Member.objects.for_user(user).within(unit).active()
    counts = dict(members.order_by().values_list("level").annotate(Count("pk")))
    valid = LevelAward.objects.for_user(user).within(unit).valid().filter(member__status="active")
    here = valid.filter(level__code=F("member__level")).order_by().values_list("level__code")
    awarded = dict(here.annotate(Count("member", distinct=True)))
    levels = Level.objects.filter(kind=LevelKind.LEVEL).order_by("order")
    return [Step(level, counts.get(level.code, 0), awarded.get(level.code, 0)) for level in levels]


def paths(user: User, unit: Unit) -> QuerySet[LevelPath]:
    """Open paths in sight, those with a proposal marked."""
    proposed = LevelAward.objects.filter(path=OuterRef("pk"), state=AwardState.PROPOSED)
    rows = LevelPath.objects.for_user(user).within(unit).exclude(state=PathState.DONE)
    return rows.annotate(is_proposed=Exists(proposed)).select_related("member__unit", "level").defer("member__nik")


def path_counts(user: User, unit: Unit) -> dict[str, int]:
    """How many paths each view shows. One query."""
    rows = LevelPath.objects.for_user(user).within(unit)
    return rows.aggregate(**{name: Count("pk", filter=condition) for name, condition in VIEWS.items()})


def awards(user: User, unit: Unit) -> QuerySet[LevelAward]:
    """Promotions in sight, whatever their state."""
    rows = LevelAward.objects.for_user(user).within(unit)
    return rows.select_related("member__unit", "level", "proposed_by", "decided_by").defer("member__nik")


@dataclass(frozen=True)
class RuleChange:
    """One edit of a level or of what it asks for: when, by whom (empty: the installation), and what, in words."""

    at: datetime
    who: str
    what: list[str]


def rule_changes(level: Level) -> list[RuleChange]:
    """What has been changed about a level, the newest first: its own fields by their history, and new versions."""
    kept: Any = level
    events = list(kept.events.select_related("pgh_context").order_by("pgh_id"))
    edits = [(event, _differences(before, event)) for before, event in pairwise(events)]
    names = _names_of({user for event, _what in edits if (user := _user_of(event))})
    found = [
        RuleChange(event.pgh_created_at, names.get(_user_of(event) or 0, ""), what) for event, what in edits if what
    ]
    for rules in level.requirement_sets.select_related("created_by"):
        published = _("Versi %(n)d syarat terbit: %(note)s") % {"n": rules.version, "note": rules.note or "–"}
        who = rules.created_by.full_name if rules.created_by else ""
        found.append(RuleChange(rules.created_at, who, [published]))
    return sorted(found, key=lambda change: change.at, reverse=True)


def _differences(before: Any, after: Any) -> list[str]:
    """«Nama: Madya → Kader Madya» for each field of a level that an edit changed."""
    told = []
    for name in ("name", "approval_tier", "silent_days"):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            if name == "approval_tier":
                old, new = Tier(old).label, Tier(new).label
            field: Any = Level._meta.get_field(name)
            told.append(f"{capfirst(field.verbose_name)}: {old} → {new}")
    return told


def _user_of(event: Any) -> int | None:
    """Who acted, as the middleware noted it."""
    return event.pgh_context.metadata.get("user") if event.pgh_context else None


def _names_of(users: AbstractSet[int]) -> dict[int, str]:
    return dict(User.objects.filter(pk__in=users).values_list("pk", "full_name")) if users else {}
