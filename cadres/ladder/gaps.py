"""«Kurang apa lagi?»: each rule of a level with what is there and what is missing, for one member or for thousands."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from django.db import connection
from django.utils import timezone

from cadres.enums import LevelKind, PathState
from cadres.ladder.evidence import NOTHING, Asked, Found, kind_of
from cadres.models import Level, LevelPath, Member, Requirement, RequirementSet
from core.context import jobs_context


@dataclass(frozen=True)
class Rule:
    """One requirement beside what was found for it."""

    requirement: Requirement
    member_id: int
    found: Found

    @property
    def need(self) -> int:
        """How much is asked for."""
        return self.requirement.amount

    @property
    def have(self) -> int:
        """How much is there."""
        return self.found.have

    @property
    def met(self) -> bool:
        """Whether it is enough."""
        return self.have >= self.need

    @property
    def missing(self) -> int:
        """How much is missing."""
        return max(self.need - self.have, 0)

    @property
    def label(self) -> str:
        """The rule in words."""
        return kind_of(self.requirement.kind).label(self.need, self.requirement.detail)

    @property
    def who(self) -> str:
        """Who can do what is missing."""
        return str(kind_of(self.requirement.kind).who)

    @property
    def link(self) -> str:
        """Where it is done; empty when there is no page for it."""
        return kind_of(self.requirement.kind).link(self.member_id, self.requirement.detail)

    @property
    def link_label(self) -> str:
        """What the link says."""
        return str(kind_of(self.requirement.kind).link_label)


@dataclass
class Standing:
    """Where a member stands on the way to a level."""

    member_id: int
    level: Level
    requirement_set: RequirementSet
    since: date
    on: date
    path: LevelPath | None = None
    rules: list[Rule] = field(default_factory=list)

    @property
    def is_ready(self) -> bool:
        """Whether every rule is met; a set without rules promises nothing."""
        return bool(self.rules) and all(rule.met for rule in self.rules)

    @property
    def unmet(self) -> list[Rule]:
        """The rules that are not met yet."""
        return [rule for rule in self.rules if not rule.met]

    @property
    def last_evidence(self) -> date | None:
        """The last day on which something was done for the level."""
        days = [r.found.last for r in self.rules if r.found.last and kind_of(r.requirement.kind).is_activity]
        return max(days, default=None)

    def snapshot(self) -> dict[str, Any]:
        """What was seen, to be kept with a decision: counts and ids, no name and no text of anybody."""
        return {
            "level": self.level.code,
            "version": self.requirement_set.version,
            "on": self.on.isoformat(),
            "since": self.since.isoformat(),
            "ready": self.is_ready,
            "rules": [
                {
                    "kind": rule.requirement.kind,
                    "detail": rule.requirement.detail,
                    "need": rule.need,
                    "have": rule.have,
                    "accredited": rule.found.accredited,
                    "from_sheets": rule.found.from_sheets,
                    "met": rule.met,
                    "sources": list(rule.found.sources),
                }
                for rule in self.rules
            ],
        }


def frozen_rules(snapshot: dict[str, Any]) -> list[dict[str, Any]]:
    """The rules of a kept snapshot, each with its words."""
    return [
        {"from_sheets": 0, **rule, "label": kind_of(rule["kind"]).label(rule["need"], rule["detail"])}
        for rule in snapshot["rules"]
    ]


# Since when somebody holds his level: the award, else since he joined or was written down.
SINCE = """
SELECT m.id, coalesce(
    (SELECT max(a.awarded_on) FROM cadres_levelaward a JOIN cadres_level l ON l.id = a.level_id
        WHERE a.member_id = m.id AND l.code = m.level AND a.state = 'awarded'),
    m.joined_on, m.created_at::date)
FROM cadres_member m WHERE m.id = ANY (%(members)s)
"""


def standings(members: Iterable[Member], *, level: Level | None = None, on: date | None = None) -> dict[int, Standing]:
    """Where members stand: towards their next level, or towards `level` (a track, or the next one itself).

    A running cadre is measured by the version he started with, everybody else by the one in force on the day.
    Members at the top, and levels without rules, are left out. The number of queries does not grow with members.
    """
    members, on = list(members), on or timezone.localdate()
    with jobs_context():
        wanted = _wanted(members, level, on)
        _count(wanted.values())
    return wanted


def standing_of(member: Member, *, level: Level | None = None, on: date | None = None) -> Standing | None:
    """Where one member stands; None at the top of the ladder."""
    return standings([member], level=level, on=on).get(member.pk)


def next_levels() -> dict[str, Level]:
    """The level above each, by code."""
    steps = list(Level.objects.filter(kind=LevelKind.LEVEL).order_by("order"))
    return {here.code: above for here, above in pairwise(steps)}


def in_force(levels: Iterable[Level], on: date) -> dict[int, RequirementSet]:
    """The version of each level's rules that holds on a day, by level."""
    sets = RequirementSet.objects.filter(level__in=[level.pk for level in levels], in_force_from__lte=on)
    return {found.level_id: found for found in sets.order_by("version").select_related("level")}


def _wanted(members: list[Member], level: Level | None, on: date) -> dict[int, Standing]:
    above = next_levels()
    aims = {m.pk: level or above.get(m.level) for m in members}
    levels = {aim.pk: aim for aim in aims.values() if aim}
    sets = in_force(levels.values(), on)
    paths = LevelPath.objects.filter(member__in=aims).exclude(state=PathState.DONE).select_related("requirement_set")
    by_aim = {(path.member_id, path.level_id): path for path in paths}
    with connection.cursor() as cursor:
        cursor.execute(SINCE, {"members": list(aims)})
        since = dict(cursor.fetchall())
    found = {}
    for member_id, aim in aims.items():
        path = by_aim.get((member_id, aim.pk)) if aim else None
        rules = path.requirement_set if path else sets.get(aim.pk) if aim else None
        if aim and rules:
            found[member_id] = Standing(member_id, aim, rules, since.get(member_id) or on, on, path)
    return found


def _count(wanted: Iterable[Standing]) -> None:
    by_set: dict[int, list[Standing]] = defaultdict(list)
    for standing in wanted:
        by_set[standing.requirement_set.pk].append(standing)
    for requirement in Requirement.objects.filter(requirement_set__in=by_set).order_by("order", "pk"):
        group = by_set[requirement.requirement_set_id]
        asked = [Asked(each.member_id, each.level.pk, each.since, each.on) for each in group]
        found = kind_of(requirement.kind).count(asked, requirement.detail)
        for standing in group:
            standing.rules.append(Rule(requirement, standing.member_id, found.get(standing.member_id, NOTHING)))
