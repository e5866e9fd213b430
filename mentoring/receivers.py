"""What mentoring does when something happens in the registry below it."""

from typing import Any

from django.dispatch import receiver

from accounts.models import User
from cadres.models import Member
from cadres.signals import membership_ended
from mentoring.services.departures import membership_settle


@receiver(membership_ended)
def settle_membership(member: Member, by: User, **kwargs: Any) -> None:
    """Take who is no longer a member out of mentoring, in the same transaction."""
    membership_settle(by=by, member=member)
