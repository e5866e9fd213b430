"""Reads over the ladder: how many stand where, who is ready, who has stopped, and what waits for a decision."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from cadres.enums import AwardState, LevelKind, PathState
from cadres.models import Level, LevelAward, LevelPath, Member
from cadres.selectors.changes import Change, edits_of
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
    rows = LevelPath.objects.for_user(user).within(unit).exclude(state=PathState.DONE).filter(member__restricted=False)
    return rows.annotate(is_proposed=Exists(proposed)).select_related("member__unit", "level").defer("member__nik")


def path_counts(user: User, unit: Unit) -> dict[str, int]:
    """How many paths each view shows. One query."""
    rows = LevelPath.objects.for_user(user).within(unit).filter(member__restricted=False)
    return rows.aggregate(**{name: Count("pk", filter=condition) for name, condition in VIEWS.items()})


def awards(user: User, unit: Unit) -> QuerySet[LevelAward]:
    """Promotions in sight, whatever their state."""
    rows = LevelAward.objects.for_user(user).within(unit)
    return rows.select_related("member__unit", "level", "proposed_by", "proposed_for", "decided_by").defer(
        "member__nik"
    )


def rule_changes(level: Level) -> list[Change]:
    """What has been changed about a level, the newest first: its own fields by their history, and new versions."""
    found = edits_of(level, ("name", "approval_tier", "silent_days"), _shown)
    for rules in level.requirement_sets.select_related("created_by"):
        published = _("Versi %(n)d syarat terbit: %(note)s") % {"n": rules.version, "note": rules.note or "–"}
        who = rules.created_by.full_name if rules.created_by else ""
        found.append(Change(rules.created_at, who, [published]))
    return sorted(found, key=lambda change: change.at, reverse=True)


def _shown(field: str, value: Any) -> Any:
    return Tier(value).label if field == "approval_tier" else value
