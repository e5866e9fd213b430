"""Who keeps the steps of a career: the secretariat that keeps the member's data, never his own (DOMAIN §9)."""

from accounts.models import User
from accounts.rules import acting_people
from cadres.models import Member, MobilityStep
from cadres.rules import can_edit_member
from core.context import jobs_context


def keeps_steps(user: User, member: Member) -> bool:
    """Whether the user writes a member's steps down. Needs the member's unit."""
    return can_edit_member(user, member) and member.user_id not in acting_people(user)


def serves_the_state(member: Member) -> bool:
    """Whether he holds a post under a ban on parties now (DOMAIN §3). As the system: wherever it was written down."""
    with jobs_context():
        return MobilityStep.objects.open().filter(member=member, channel__ends_membership=True).exists()
