"""Who may do what on the ladder and with trainings (DOMAIN §9)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from accounts.enums import STAFF_ROLES, Role
from accounts.models import User
from accounts.rules import acting_people
from cadres.enums import EventState, LevelKind
from cadres.models import AwardAppeal, Level, LevelAward, Member, TrainingEvent
from regions.enums import Tier
from regions.models import Unit


@dataclass(frozen=True)
class Proposers:
    """Who may propose a level beside coordinators, as an app above knows (a mentor his mentee, DOMAIN §9).

    `may`: whether the user may propose the member; `page`: where the user with an id reads what became of the member's
    proposal, empty for one who has no such page.
    """

    may: Callable[[User, Member], bool]
    page: Callable[[int, Member], str]


#: Filled by apps above when they load, so that no import goes upwards.
PROPOSERS: list[Proposers] = []


def _acts_as(user: User, *roles: Role) -> bool:
    return user.scope is not None and user.scope.tier is not None and user.scope.role in roles


def _covers(user: User, unit: Unit) -> bool:
    return user.scope is not None and user.scope.covers(unit)


def can_see_gaps(user: User, member: Member) -> bool:
    """Whether the user sees what somebody lacks: staff of his units, and himself; leaders see frozen counts only."""
    return (_acts_as(user, *STAFF_ROLES) and _covers(user, member.unit)) or member.user_id == user.pk


def can_guide(user: User, member: Member) -> bool:
    """Whether the user starts, halts and resumes somebody's path."""
    return _acts_as(user, *STAFF_ROLES) and _covers(user, member.unit)


def can_coordinate(user: User, member: Member) -> bool:
    """Whether the user coordinates somebody's unit."""
    return _acts_as(user, Role.COORDINATOR) and _covers(user, member.unit)


def can_propose(user: User, member: Member) -> bool:
    """Whether the user proposes somebody for a level: his coordinator, or whom an app above names; never oneself."""
    if member.user_id in acting_people(user):
        return False
    return can_coordinate(user, member) or any(each.may(user, member) for each in PROPOSERS)


def can_recommend(user: User, member: Member) -> bool:
    """Whether the user vouches for somebody: a leader of one of his units."""
    return _acts_as(user, Role.LEADER) and _covers(user, member.unit)


def can_approve(user: User, level: Level, unit: Unit) -> bool:
    """Whether the user decides on a level for a member of the unit: a leader of the approval tier or above."""
    return (
        _acts_as(user, Role.LEADER) and user.scope.tier <= level.approval_tier and _covers(user, unit)  # type: ignore[union-attr, operator]
    )


def can_decide(user: User, award: LevelAward) -> bool:
    """Whether the user decides on a proposal; never on his own, and never on one for himself."""
    own = acting_people(user) & {award.proposed_by_id, award.proposed_for_id, award.member.user_id}
    return not own and can_approve(user, award.level, award.member.unit)


def can_revoke(user: User, award: LevelAward) -> bool:
    """Whether the user takes an award back: a leader of the same tier or above."""
    return can_approve(user, award.level, award.member.unit)


def can_appeal(user: User, award: LevelAward) -> bool:
    """Whether the user objects to a returned proposal: the member himself, or a coordinator for him."""
    return award.member.user_id == user.pk or can_coordinate(user, award.member)


def can_decide_appeal(user: User, appeal: AwardAppeal) -> bool:
    """Whether the user decides on an appeal: a leader one tier up, who had no part in it so far."""
    award = appeal.award
    deeds = (award.proposed_by_id, award.decided_by_id, appeal.filed_by_id)
    lent = (award.proposed_for_id, award.decided_for_id, appeal.filed_for_id)
    return (
        _acts_as(user, Role.LEADER)
        and user.scope.tier <= appeal.tier  # type: ignore[union-attr, operator]
        and _covers(user, award.member.unit)
        and not acting_people(user) & {*deeds, *lent, award.member.user_id}
    )


def can_organise(user: User, unit: Unit) -> bool:
    """Whether the user holds trainings of a unit: its staff and those above."""
    return _acts_as(user, *STAFF_ROLES) and _covers(user, unit)


def can_bring_results(user: User, event: TrainingEvent) -> bool:
    """Whether the user may bring the results of an event on a sheet: one of his units', begun and not closed."""
    return can_organise(user, event.unit) and event.state == EventState.OPEN and event.starts_at <= timezone.now()


def can_register(user: User, event: TrainingEvent, member: Member) -> bool:
    """Whether the user takes a seat for somebody: staff of his units, or he himself; events reach down only."""
    mine = member.user_id == user.pk or (_acts_as(user, *STAFF_ROLES) and _covers(user, member.unit))
    return mine and event.unit.contains(member.unit)


def can_record_accreditation(user: User, member: Member) -> bool:
    """Whether the user asks to recognise something from before."""
    return _acts_as(user, Role.SECRETARIAT, Role.COORDINATOR) and _covers(user, member.unit)


def can_edit_ladder(user: User) -> bool:
    """Whether the user changes levels and their rules: the system's admin and the national secretariat."""
    if user.scope is None:
        return False
    national = _acts_as(user, Role.SECRETARIAT) and user.scope.tier == Tier.NATIONAL
    return national or user.scope.role == Role.ADMIN


def is_next_level(member: Member, level: Level, above: dict[str, Level]) -> bool:
    """Whether a level comes next for a member; tracks stand beside the ladder."""
    return level.kind == LevelKind.TRACK or above.get(member.level) == level
