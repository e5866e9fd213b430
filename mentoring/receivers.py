"""What mentoring does when something happens in the registry below it."""

from typing import Any

from django.dispatch import receiver

from accounts.models import User
from cadres.models import Member
from cadres.signals import (
    members_merged,
    membership_ended,
    membership_ending,
    membership_suspended,
    merge_undone,
)
from mentoring.services import consents  # noqa: F401  listens to what members say to mentoring
from mentoring.services.departures import lock_pairings_of, membership_pause, membership_settle
from mentoring.services.merges import repoint, repoint_back


@receiver(membership_ending)
def lock_pairings(member: Member, **kwargs: Any) -> None:
    """Hold what the end will move, before the member's own row is held."""
    lock_pairings_of(member)


@receiver(membership_ended)
def settle_membership(member: Member, by: User, **kwargs: Any) -> None:
    """Take who is no longer a member out of mentoring, in the same transaction."""
    membership_settle(by=by, member=member)


@receiver(membership_suspended)
def pause_membership(member: Member, by: User, **kwargs: Any) -> None:
    """Pause what runs with somebody whose membership is suspended, in the same transaction."""
    membership_pause(by=by, member=member)


@receiver(members_merged)
def take_over(lost: Member, kept: Member, **kwargs: Any) -> dict[str, list[int]]:
    """Two rows become one person: his pairings and his mentoring follow."""
    return repoint(lost=lost, kept=kept)


@receiver(merge_undone)
def give_back(lost: Member, kept: Member, moved: dict[str, list[int]], **kwargs: Any) -> None:
    """What a merge has moved goes back."""
    repoint_back(lost=lost, kept=kept, moved=moved)
