"""When somebody goes: a mentor is removed, a membership ends. What he was part of goes on without him, or ends."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cadres.models import Member
from core.context import jobs_context
from mentoring.enums import LEARNERS, LIVE_STATES, MentorState, PairingState, ParticipantRole
from mentoring.models import Mentor, Pairing, PairingParticipant
from mentoring.rules.moves import GUARDED
from mentoring.rules.pairings import sizes
from mentoring.services.agreements import settle_without
from mentoring.services.moves import (
    drop_upcoming_sessions,
    move_mentor,
    move_pairing,
)
from mentoring.services.offers import accept_if_all_agree
from mentoring.services.pairings import last_day_of


@transaction.atomic
def membership_settle(*, by: User, member: Member, at: datetime | None = None) -> None:
    """The end of a membership as mentoring sees it (DOMAIN §4.1): no mentor, no offers, no running pairings.

    `by` is whoever ended the membership and stands in the history. The pairings are moved as the system: the
    secretariat that keeps the register has no right to touch them, and some may stand outside its unit.
    """
    now = at or timezone.now()
    reason = _("Keanggotaan berakhir.")  # kept for good: without a name
    # Pairings before the mentor: the order in which answers and endings lock them.
    with jobs_context():
        for pairing in _live_pairings_of(member):
            depart(pairing, pairing.participants.get(member=member, left_at=None), by=by, at=now, reason=reason)
    mentor = Mentor.objects.select_for_update().filter(member=member).exclude(state=MentorState.REMOVED).first()
    if mentor:
        move_mentor(mentor, MentorState.REMOVED, by=by, at=now, reason=reason, moves=GUARDED["mentor"])


@transaction.atomic
def membership_pause(*, by: User, member: Member, at: datetime | None = None) -> None:
    """A suspended membership as mentoring sees it (DOMAIN §4.1): what runs through the member pauses.

    A group goes on without one of its learners. The people resume it themselves once the membership is restored.
    Done as the system: the leader who signs the decree sees no pairing's people.
    """
    with jobs_context():
        pause_without(member, by=by, at=at or timezone.now(), reason=_("Keanggotaan salah seorang dibekukan."))


def pause_without(member: Member, *, by: User, at: datetime, reason: str) -> list[Pairing]:
    """Pause what runs through a member, as the system; the paused pairings. A group goes on without one of many."""
    part = PairingParticipant.objects.filter(member=member, left_at=None, pairing__state=PairingState.ACTIVE)
    found = Pairing.objects.filter(pk__in=part.values("pairing")).select_related("unit", "programme")
    paused = []
    for pairing in found.select_for_update(of=("self",)).order_by("pk"):
        me = pairing.participants.get(member=member, left_at=None)
        learners = pairing.participants.filter(left_at=None, role__in=LEARNERS).exclude(pk=me.pk).count()
        if me.role in LEARNERS and learners >= max(1, sizes(pairing.format)[0]):
            continue
        day = at.astimezone(pairing.unit.zone).date()
        move_pairing(pairing, PairingState.PAUSED, by=by, at=at, reason=reason, paused_on=day)
        paused.append(pairing)
    return paused


def lock_pairings_of(member: Member) -> None:
    """Hold the live pairings of a member, wherever they stand, until the transaction ends.

    Every move of a pairing locks it and then, through the trigger that keeps `is_mentee`, its members. Whoever locks
    a member and then his pairings calls this first, or the two wait for each other.
    """
    with jobs_context():
        list(_live_pairings_of(member).values_list("pk"))


def _live_pairings_of(member: Member) -> QuerySet[Pairing]:
    part = PairingParticipant.objects.filter(member=member, left_at=None, pairing__state__in=LIVE_STATES)
    found = Pairing.objects.filter(pk__in=part.values("pairing")).select_related("unit")
    return found.select_for_update(of=("self",)).order_by("pk")


def depart(pairing: Pairing, me: PairingParticipant, *, by: User, at: datetime, reason: str) -> None:
    """Take somebody out of a locked pairing or offer; whoever calls has checked the right to it.

    It goes on where enough learners are left: a group without one of them, a circle without its facilitator.
    Else an offer is withdrawn and a pairing ends; «rematched» when the mentor goes, so that his mentees wait for
    another one in the coordinator's queue.
    """
    others = list(pairing.participants.filter(left_at=None).exclude(pk=me.pk))
    leads = me.role == ParticipantRole.MENTOR
    if not leads and sum(other.role in LEARNERS for other in others) >= sizes(pairing.format)[0]:
        me.left_at = at
        me.save(update_fields=["left_at"])
        if pairing.state == PairingState.OFFERED:
            accept_if_all_agree(pairing, others, by=by, at=at)
        else:
            settle_without(pairing, by=by, at=at)
    elif pairing.state in (PairingState.PROPOSED, PairingState.OFFERED):
        move_pairing(pairing, PairingState.DECLINED, by=by, at=at, reason=reason)
    else:
        drop_upcoming_sessions(pairing, by=by, at=at)
        after = PairingState.REMATCHED if leads else PairingState.ENDED_EARLY
        move_pairing(pairing, after, by=by, at=at, reason=reason, ended_on=last_day_of(pairing, at))
