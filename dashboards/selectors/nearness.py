"""Which mentor stands nearest to a member in the tree of units."""

from collections.abc import Iterable

from cadres.models import Member
from mentoring.models import Mentor

TIERS = ("province_id", "regency_id", "district_id", "village_id")


def nearest(member: Member, mentors: Iterable[Mentor]) -> Mentor | None:
    """The mentor with whom most tiers are shared, the first of equal ones; None when nobody shares any."""

    def shared(mentor: Mentor) -> int:
        return sum(
            getattr(mentor, tier) is not None and getattr(mentor, tier) == getattr(member, tier) for tier in TIERS
        )

    near = [each for each in mentors if each.member_id != member.pk and shared(each)]
    return max(near, key=shared, default=None)
