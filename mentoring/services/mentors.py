"""Deeds on mentors (DOMAIN §4.1)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.enums import Role
from accounts.models import Assignment, User
from accounts.services import end_assignment
from cadres.enums import MemberStatus
from cadres.models import Member
from core.errors import RuleError
from mentoring.enums import LEADERS, LIVE_STATES, MOST_MENTEES, MentorState, PairingState
from mentoring.models import Mentor, Pairing
from mentoring.rules import rights
from mentoring.services.departures import depart
from mentoring.services.moves import move_mentor, record_mentor_move
from mentoring.services.pairings import lock_pairing, pairing_pause
from mentoring.services.people import person_invite
from regions.settings import value


@transaction.atomic
def mentor_invite(
    *,
    by: User,
    member: Member,
    email: str = "",
    soft_capacity: int | None = None,
    capacity: int | None = None,
    note: str = "",
    at: datetime | None = None,
) -> Mentor:
    """Ask a member to mentor: he gets an account and answers himself. Raises RuleError when he may not or is one."""
    rights.require_staff(by, member.unit)
    if member.status != MemberStatus.ACTIVE:
        raise RuleError(_("Keanggotaan %(name)s tidak aktif.") % {"name": member.full_name})
    if Mentor.objects.filter(member=member).exists():
        raise RuleError(_("%(name)s sudah tercatat sebagai mentor.") % {"name": member.full_name})
    soft_capacity = value("mentoring.soft_capacity") if soft_capacity is None else soft_capacity
    capacity = value("mentoring.capacity") if capacity is None else capacity
    _require_capacity(soft_capacity, capacity)
    person_invite(by=by, member=member, email=email, role=Role.MENTOR)
    made = Mentor.objects.create(
        unit=member.unit, member=member, soft_capacity=soft_capacity, capacity=capacity, note=note.strip()
    )
    record_mentor_move(made, "", by=by, at=at or timezone.now())
    return made


@transaction.atomic
def mentor_accept(*, by: User, mentor: Mentor, at: datetime | None = None) -> Mentor:
    """Say yes to the invitation and to the code of conduct, for oneself."""
    locked = _lock(mentor, by)
    if locked.member.user_id != by.pk:
        raise RuleError(_("Undangan ini dijawab oleh mentornya sendiri."))
    return move_mentor(locked, MentorState.ACCEPTED, by=by, at=at or timezone.now())


@transaction.atomic
def mentor_move(*, by: User, mentor: Mentor, to: str, reason: str = "", at: datetime | None = None) -> Mentor:
    """Move a mentor on (coordinator): oriented, active, paused, removed; a mentor may pause and resume himself.

    Pausing pauses his running pairings; removing (coordinator of the tier above) ends them, withdraws his open
    offers, and his access with them. Raises RuleError for what is not allowed.
    """
    now = at or timezone.now()
    # Pairings before the mentor: the order in which answers and endings lock them.
    led = _led_by(mentor, by) if to in (MentorState.PAUSED, MentorState.REMOVED) else []
    locked = _lock(mentor, by)
    is_self = locked.member.user_id == by.pk
    if not (is_self and {locked.state, to} == {MentorState.ACTIVE, MentorState.PAUSED}):
        rights.require_coordinator(by, locked.unit)
    if to == MentorState.ACCEPTED:
        raise RuleError(_("Undangan ini dijawab oleh mentornya sendiri."))
    if to == MentorState.REMOVED and not rights.may_remove(by, locked):
        raise RuleError(_("Memberhentikan mentor adalah wewenang koordinator di tingkat atasnya."))
    if to in (MentorState.PAUSED, MentorState.REMOVED) and not reason.strip():
        raise RuleError(_("Tulis alasannya."))
    moved = move_mentor(locked, to, by=by, at=now, reason=reason)
    for pairing in led:
        if to == MentorState.REMOVED:
            rights.require_coordinator(by, pairing.unit)
            depart(pairing, pairing.participants.get(member=moved.member), by=by, at=now, reason=reason)
        elif pairing.state == PairingState.ACTIVE:
            pairing_pause(by=by, pairing=pairing, reason=reason, at=now)
    if to == MentorState.REMOVED:
        for assignment in Assignment.objects.current().filter(user__member=moved.member, role=Role.MENTOR):
            end_assignment(by=by, assignment=assignment)
    return moved


@transaction.atomic
def mentor_set_capacity(*, by: User, mentor: Mentor, soft_capacity: int, capacity: int, note: str = "") -> Mentor:
    """Change how many mentees a mentor carries; never below those he has."""
    locked = _lock(mentor, by)
    rights.require_staff(by, locked.unit)
    _require_capacity(soft_capacity, capacity)
    if capacity < locked.load:
        sentence = ngettext(
            "Mentor ini sedang membina %(n)d kader; batasnya tidak bisa kurang.",
            "Mentor ini sedang membina %(n)d kader; batasnya tidak bisa kurang.",
            locked.load,
        )
        raise RuleError(sentence % {"n": locked.load})
    locked.soft_capacity, locked.capacity, locked.note = soft_capacity, capacity, note.strip()
    locked.save(update_fields=["soft_capacity", "capacity", "note"])
    return locked


def _require_capacity(soft: int, hard: int) -> None:
    if not 1 <= soft <= hard <= MOST_MENTEES:
        sentence = _("Beban wajar paling sedikit 1 dan tidak melebihi batas; batas paling banyak %(most)d.")
        raise RuleError(sentence % {"most": MOST_MENTEES})


def _lock(mentor: Mentor, by: User) -> Mentor:
    found = Mentor.objects.for_user(by).select_for_update(of=("self",)).select_related("unit", "member")
    return found.get(pk=mentor.pk)


def _led_by(mentor: Mentor, by: User) -> list[Pairing]:
    """What he leads now and has been offered to lead, locked."""
    leads = Pairing.objects.for_user(by).filter(
        state__in=LIVE_STATES,
        participants__member_id=mentor.member_id,
        participants__role__in=LEADERS,
        participants__left_at=None,
    )
    return [lock_pairing(pairing, by) for pairing in leads.order_by("pk")]
