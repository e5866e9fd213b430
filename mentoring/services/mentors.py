"""Deeds on mentors (DOMAIN §4.1)."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.enums import Role
from accounts.models import FIRST_ZONE, Assignment, User
from accounts.services import end_assignment
from cadres.enums import MemberStatus
from cadres.models import Member
from core.errors import RuleError
from core.sweeps import settle_each
from mentoring.documents import guide_texts, newest_guide
from mentoring.enums import LEADERS, LIVE_STATES, MOST_MENTEES, GuideKind, MentorState, PairingState
from mentoring.models import ConductSignature, Mentor, MentorTick, MentorTransition, Pairing, PairingParticipant
from mentoring.rules import rights
from mentoring.services.departures import depart
from mentoring.services.moves import (
    move_mentor,
    move_pairing,
    record_move,
)
from mentoring.services.pairings import lock_pairing, pairing_pause
from mentoring.services.people import person_invite
from mentoring.services.reminders import tell_of_pause
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
    record_move(made, "", by=by, at=at or timezone.now())
    return made


@transaction.atomic
def mentor_accept(*, by: User, mentor: Mentor, at: datetime | None = None) -> Mentor:
    """Say yes to the invitation and sign the newest code of conduct, for oneself."""
    locked = _lock(mentor, by)
    if locked.member.user_id != by.pk:
        raise RuleError(_("Undangan ini dijawab oleh mentornya sendiri."))
    _sign(locked, at or timezone.now())
    return move_mentor(locked, MentorState.ACCEPTED, by=by, at=at or timezone.now())


@transaction.atomic
def conduct_sign(*, by: User, mentor: Mentor, at: datetime | None = None) -> None:
    """Sign the newest code of conduct, for oneself; what was signed before stays."""
    _sign(_own(mentor, by), at or timezone.now())


def _sign(mentor: Mentor, at: datetime) -> None:
    ConductSignature.objects.get_or_create(
        mentor=mentor, edition=newest_guide(GuideKind.CONDUCT), defaults={"unit": mentor.unit, "signed_at": at}
    )


@transaction.atomic
def mentor_orient(*, by: User, mentor: Mentor, items: Collection[str], at: datetime | None = None) -> None:
    """Tick what one has understood of the mentors' orientation (DOMAIN §7.5), for oneself; a tick stays."""
    locked = _own(mentor, by)
    known = {code for code, _sentence in guide_texts(GuideKind.FOR_MENTORS)}
    done = set(MentorTick.objects.filter(mentor=locked).values_list("item", flat=True))
    MentorTick.objects.bulk_create(
        MentorTick(unit=locked.unit, mentor=locked, item=code, ticked_at=at or timezone.now())
        for code in sorted(known & set(items) - done)
    )


@transaction.atomic
def mentor_describe(
    *,
    by: User,
    mentor: Mentor,
    strengths: Mapping[str, int],
    languages: Collection[str],
    times: Collection[str],
    travels: str,
    wants_recognition: bool,
    note: str = "",
) -> Mentor:
    """Say what a mentor is good at, speaks, when he has time and how far he travels: he himself, or staff."""
    locked = _lock(mentor, by)
    if locked.member.user_id != by.pk:
        rights.require_staff(by, locked.unit)
    locked.strengths = {code: strength for code, strength in sorted(strengths.items()) if strength}
    locked.languages, locked.times, locked.travels = sorted(languages), sorted(times), travels
    locked.wants_recognition, locked.note = wants_recognition, note.strip()
    locked.save(update_fields=["strengths", "languages", "times", "travels", "wants_recognition", "note"])
    return locked


def missing_items(mentor: Mentor) -> list[str]:
    """What is left of his orientation, as sentences."""
    done = set(MentorTick.objects.filter(mentor=mentor).values_list("item", flat=True))
    return [sentence for code, sentence in guide_texts(GuideKind.FOR_MENTORS) if code not in done]


@transaction.atomic
def mentors_resume(*, at: datetime | None = None) -> int:
    """End the pauses of mentors whose day has come, and those of their pairings that began with them; how many.

    Runs as a system job. A pairing that was paused before its mentor stays as it is.
    """
    now = at or timezone.now()
    today = now.astimezone(FIRST_ZONE).date()

    def resume(mentor: Mentor) -> None:
        began = MentorTransition.objects.filter(mentor=mentor, to_value=MentorState.PAUSED).order_by("at", "pk").last()
        move_mentor(mentor, MentorState.ACTIVE, by=None, at=now, reason=_("Jeda berakhir."))
        if began is None:
            return
        led = Pairing.objects.filter(state=PairingState.PAUSED, paused_on__gte=began.at.date(), pk__in=_led(mentor))
        for pairing in led.select_for_update(of=("self",)).select_related("unit").order_by("pk"):
            move_pairing(pairing, PairingState.ACTIVE, by=None, at=now, reason=_("Jeda mentor berakhir."))

    return settle_each(Mentor.objects.filter(state=MentorState.PAUSED, paused_until__lte=today), resume)


@transaction.atomic
def mentor_move(
    *,
    by: User,
    mentor: Mentor,
    to: str,
    reason: str = "",
    until: date | None = None,
    rematch: bool = False,
    at: datetime | None = None,
) -> Mentor:
    """Move a mentor on (coordinator): oriented, active, paused, removed; a mentor may pause and resume himself.

    Pausing (`until` a day, when a job ends it) pauses his running pairings, or ends them so that his mentees wait for
    another mentor (`rematch`); his open offers are withdrawn at once. Removing (coordinator of the tier above) ends
    them, withdraws his open offers, and his access with them. Raises RuleError for what is not allowed.
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
    if to == MentorState.ORIENTED and (missing := missing_items(locked)):
        raise RuleError(_("Orientasi belum lengkap: %(items)s") % {"items": " ".join(missing)})
    _require_pause(until, now, locked)
    locked.paused_until = until if to == MentorState.PAUSED else None
    moved = move_mentor(locked, to, by=by, at=now, reason=reason)
    for pairing in led:
        if to == MentorState.PAUSED:
            tell_of_pause(pairing=pairing, at=now)
        if to == MentorState.REMOVED or rematch or pairing.state in (PairingState.PROPOSED, PairingState.OFFERED):
            if not is_self:
                rights.require_coordinator(by, pairing.unit)
            me = pairing.participants.get(member=moved.member, left_at=None)
            depart(pairing, me, by=by, at=now, reason=reason)
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


def _require_pause(until: date | None, now: datetime, mentor: Mentor) -> None:
    """Raise RuleError for a pause that ends in the past, or lasts longer than the party lets a pairing pause."""
    if until is None:
        return
    today, most = now.astimezone(mentor.unit.zone).date(), value("mentoring.pause_days")
    if not today < until <= today + timedelta(days=most):
        raise RuleError(_("Jeda berakhir paling cepat besok dan paling lama %(n)d hari lagi.") % {"n": most})


def _require_capacity(soft: int, hard: int) -> None:
    if not 1 <= soft <= hard <= MOST_MENTEES:
        sentence = _("Beban wajar paling sedikit 1 dan tidak melebihi batas; batas paling banyak %(most)d.")
        raise RuleError(sentence % {"most": MOST_MENTEES})


def _lock(mentor: Mentor, by: User) -> Mentor:
    found = Mentor.objects.for_user(by).select_for_update(of=("self",)).select_related("unit", "member")
    return found.get(pk=mentor.pk)


def _own(mentor: Mentor, by: User) -> Mentor:
    locked = _lock(mentor, by)
    if locked.member.user_id != by.pk:
        raise RuleError(_("Ini diisi oleh mentornya sendiri."))
    return locked


def _led(mentor: Mentor) -> QuerySet[PairingParticipant, int]:
    leads = PairingParticipant.objects.filter(member=mentor.member_id, role__in=LEADERS, left_at=None)
    return leads.values_list("pairing_id", flat=True)


def _led_by(mentor: Mentor, by: User) -> list[Pairing]:
    """What he leads now and has been offered to lead, locked."""
    leads = Pairing.objects.for_user(by).filter(
        state__in=LIVE_STATES,
        participants__member_id=mentor.member_id,
        participants__role__in=LEADERS,
        participants__left_at=None,
    )
    return [lock_pairing(pairing, by) for pairing in leads.order_by("pk")]
