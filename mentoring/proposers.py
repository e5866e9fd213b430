"""What mentoring adds to the ladder's rights: a mentor proposes whom he mentors in a running pairing (DOMAIN §9)."""

from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from cadres.ladder.rights import PROPOSERS, Proposers
from cadres.models import Member
from core.context import jobs_context
from mentoring.enums import LEADERS, LEARNERS, PairingState
from mentoring.models import PairingParticipant
from mentoring.party_settings import mentors_propose


def may_propose(user: User, member: Member) -> bool:
    """Whether the user, acting as mentor, leads an active pairing in which the member learns, if the party wants it."""
    if user.scope is None or user.scope.role != Role.MENTOR or not mentors_propose():
        return False
    led = PairingParticipant.objects.for_user(user).filter(
        user_id=user.pk, left_at=None, role__in=LEADERS, pairing__state=PairingState.ACTIVE
    )
    learners = PairingParticipant.objects.for_user(user).filter(left_at=None, role__in=LEARNERS)
    return learners.filter(member=member, pairing__in=led.values("pairing")).exclude(user_id=user.pk).exists()


def page_of(user_id: int, member: Member) -> str:
    """The mentor's own page about a mentee, while he leads a pairing of his; asked as the system, whoever acts."""
    with jobs_context():
        led = PairingParticipant.objects.filter(user_id=user_id, left_at=None, role__in=LEADERS)
        learners = PairingParticipant.objects.filter(member=member, left_at=None, role__in=LEARNERS)
        pairing = learners.filter(pairing__in=led.values("pairing")).order_by("-pairing").values_list("pairing").first()
    return reverse("mentoring:phone_levels", args=pairing) if pairing else ""


PROPOSERS.append(Proposers(may_propose, page_of))
