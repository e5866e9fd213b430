"""What evaluations do when something happens in the registry below them."""

from typing import Any

from django.dispatch import receiver

from cadres.models import Member
from cadres.signals import members_merged, membership_ended, merge_undone
from evaluations.services.life import cases_repoint, cases_repoint_back, evaluations_close


@receiver(membership_ended)
def close_forms(member: Member, **kwargs: Any) -> None:
    """Ask no longer of or about somebody who is no member any more."""
    evaluations_close(member=member)


@receiver(members_merged)
def take_over(lost: Member, kept: Member, **kwargs: Any) -> dict[str, list[int]]:
    """Two rows become one person: his PDLT follows."""
    return cases_repoint(lost=lost, kept=kept)


@receiver(merge_undone)
def give_back(lost: Member, kept: Member, moved: dict[str, list[int]], **kwargs: Any) -> None:
    """What a merge has moved goes back."""
    cases_repoint_back(lost=lost, kept=kept, moved=moved)
