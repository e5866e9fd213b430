"""Who keeps the steps of a career: the secretariat that keeps the member's data, never his own (DOMAIN §9)."""

from accounts.models import User
from accounts.rules import acting_people
from cadres.models import Member
from cadres.rules import can_edit_member


def keeps_steps(user: User, member: Member) -> bool:
    """Whether the user writes a member's steps down. Needs the member's unit."""
    return can_edit_member(user, member) and member.user_id not in acting_people(user)
