"""The map of mobility from its roll-up, and the mentors who walked a way themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Max, Min, Sum

from accounts.models import User
from cadres.models import CareerPath, Channel, Member
from cadres.selectors.mobility import flows_live, moved
from dashboards.selectors.nearness import nearest
from evaluations.models import RollupFlow
from mentoring.enums import MentorState
from mentoring.models import Mentor
from regions.enums import Tier
from regions.models import Unit

#: How many years the map shows unless somebody asks for others.
SPAN = 5


@dataclass(frozen=True)
class Flow:
    """How many steps led from one channel to another; an empty origin is «from outside the party»."""

    origin: str
    channel: str
    origin_name: str
    channel_name: str
    steps: int
    women: int


def flows(user: User, unit: Unit, first: int, last: int, names: dict[str, str]) -> list[Flow]:
    """The flows of a unit in some years, the strongest first. From the roll-up; below a district from the rows."""
    if unit.tier > Tier.DISTRICT:
        counted = flows_live(user, unit, first, last)
    else:
        rows = RollupFlow.objects.for_user(user).totals().filter(unit=unit, year__range=(first, last))
        sums = rows.order_by().values_list("origin", "channel").annotate(n=Sum("steps"), women=Sum("steps_women"))
        counted = {(origin, channel): (n, women) for origin, channel, n, women in sums}
    found = [
        Flow(origin, channel, names[origin], names[channel], n, women)
        for (origin, channel), (n, women) in counted.items()
    ]
    return sorted(found, key=lambda flow: (-flow.steps, flow.origin_name, flow.channel_name))


def years_of(user: User, unit: Unit, today: date) -> list[int]:
    """The years in which anything happened in a unit, and this one; the newest first."""
    if unit.tier > Tier.DISTRICT:
        span = moved(user, unit, 1900, today.year).aggregate(first=Min("starts_on__year"), last=Max("starts_on__year"))
    else:
        rows = RollupFlow.objects.for_user(user).totals().filter(unit=unit)
        span = rows.aggregate(first=Min("year"), last=Max("year"))
    first, last = span["first"] or today.year, max(span["last"] or today.year, today.year)
    return list(range(last, min(first, today.year - SPAN + 1) - 1, -1))


def channels() -> list[Channel]:
    """The channels in their order."""
    return list(Channel.objects.all())


def walkers(user: User, path: CareerPath, members: Sequence[Member]) -> dict[int, Mentor]:
    """For each member the nearest mentor with a free place who reached the goal of a way himself; two queries.

    Nearest: most tiers shared, then the fewest mentees. Whoever may see the mentor may know what posts he held.
    """
    regencies, provinces = {m.regency_id for m in members}, {m.province_id for m in members}
    if not members:
        return {}
    rows = Mentor.objects.for_user(user).filter(state=MentorState.ACTIVE, load__lt=F("soft_capacity"))
    rows = rows.filter(
        member__steps__channel=path.goal_id, member__steps__tier=path.goal_tier, member__steps__struck_at=None
    )
    near = rows.filter(regency__in=regencies) | rows.filter(province__in=provinces)
    mentors = list(near.select_related("member__unit").defer("member__nik").distinct().order_by("load", "pk")[:200])
    found = {member.pk: nearest(member, mentors) for member in members}
    return {pk: mentor for pk, mentor in found.items() if mentor}
