"""News of a promotion: to whoever proposed it and to the cadre, in the product and by mail, without a personal word."""

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.quiet_hours import allowed_moment
from accounts.services import Message, queue_messages
from cadres.enums import AWARD_NEWS
from cadres.ladder.rights import PROPOSERS
from cadres.models import LevelAward


def tell_of_award(*, by: User, award: LevelAward, occasion: str) -> int:
    """Queue the news of a move of a promotion (DOMAIN §10); how many. Whoever made the move knows already.

    Part of a deed that has been checked. The message says that there is news and where, never which; it waits until
    the quiet hours of the cadre's unit are over.
    """
    member = award.member
    readers = {award.proposed_by_id: _proposers_page(award)}
    if member.user_id:
        readers[member.user_id] = reverse("cadres:phone_ladder")
    due = allowed_moment(timezone.now(), member.unit.zone)
    return queue_messages(
        Message(f"award:{award.pk}", AWARD_NEWS, occasion, reader, due, {"path": path})
        for reader, path in readers.items()
        if reader != by.pk
    )


def _proposers_page(award: LevelAward) -> str:
    """Where whoever proposed it reads of it: an app above may know a page of his, else the office's."""
    own = (proposers.page(award.proposed_by_id, award.member) for proposers in PROPOSERS)
    return next(filter(None, own), "") or reverse("cadres:award", args=[award.pk])
