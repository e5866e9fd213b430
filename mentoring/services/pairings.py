"""Deeds on pairings: pause, end, complete, and the phase that follows from the evidence."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.consents import MENTORING, withdrawn_members
from accounts.models import FIRST_ZONE, User
from core.context import jobs_context
from core.errors import RuleError
from core.sweeps import settle_each
from mentoring.enums import (
    LEARNERS,
    MentorState,
    PairingState,
    ParticipantRole,
    Phase,
)
from mentoring.models import (
    Mentor,
    Pairing,
    PairingParticipant,
)
from mentoring.rules import rights
from mentoring.rules.pairings import pause_began
from mentoring.rules.phases import derive_phase, one_step_back_at_most, steps_between
from mentoring.selectors.phases import phase_facts
from mentoring.services.moves import (
    drop_upcoming_sessions,
    move_pairing,
    record_transition,
    today_of,
)
from regions import settings


@transaction.atomic
def pairing_pause(*, by: User, pairing: Pairing, reason: str, at: datetime | None = None) -> None:
    """Halt a running pairing, for as long as the party lets it (`pauses_end`); either side or the coordinator.

    Reminders stop, and the clock of the indicators; the planned end stays as agreed. Raises RuleError when the pauses
    just before have used up the ninety days; not for his pairings when the mentor himself pauses.
    """
    now = at or timezone.now()
    locked = lock_pairing(pairing, by)
    require_part_or_coordinator(by, locked)
    require_reason(reason)
    today, days = today_of(locked, now), settings.value("mentoring.pause_days")
    if pause_began(locked.pauses, today) <= today - timedelta(days=days) and not _mentor_is_paused(locked):
        raise RuleError(_("Jeda paling lama %(n)d hari, dan sudah terpakai. Bertemu dulu, atau akhiri.") % {"n": days})
    move_pairing(locked, PairingState.PAUSED, by=by, at=now, reason=reason, paused_on=today)


@transaction.atomic
def pairing_resume(*, by: User, pairing: Pairing, at: datetime | None = None) -> None:
    """Go on after a pause, which is remembered. Raises RuleError when the mentor himself is paused."""
    now = at or timezone.now()
    locked = lock_pairing(pairing, by)
    require_part_or_coordinator(by, locked)
    if _mentor_is_paused(locked):
        raise RuleError(_("Mentor pasangan ini masih jeda."))
    if somebody_withdrew(locked):
        raise RuleError(_("Salah seorang belum bersedia melanjutkan. Ia dapat menyetujuinya lagi di «Data saya»."))
    move_pairing(locked, PairingState.ACTIVE, by=by, at=now)


def somebody_withdrew(pairing: Pairing) -> bool:
    """Whether somebody in it has withdrawn his consent to mentoring: it waits for his yes (DOMAIN §11)."""
    with jobs_context():  # a mentor does not read what his mentee said
        here = pairing.participants.filter(left_at=None).values_list("member", flat=True)
        return bool(withdrawn_members(MENTORING, here))


def _mentor_is_paused(pairing: Pairing) -> bool:
    leads = pairing.participants.filter(left_at=None, role=ParticipantRole.MENTOR).values("member")
    return Mentor.objects.filter(member__in=leads, state=MentorState.PAUSED).exists()


@transaction.atomic
def pauses_end(*, at: datetime | None = None) -> int:
    """End the pauses that have lasted as long as the party lets them (DOMAIN §4.3); how many. Runs as a system job.

    Pauses a few days apart count as one (`pause_began`).

    The pairing goes on, so that it shows as dormant if nobody meets. Where the mentor himself is still paused his
    mentees are to be re-assigned (DOMAIN §4.1): it ends as «rematched» and they wait in the coordinator's queue.
    """
    now = at or timezone.now()
    reason = _("Jeda paling lama %(n)d hari.") % {"n": settings.value("mentoring.pause_days")}
    longest = now.astimezone(FIRST_ZONE).date() - timedelta(days=settings.value("mentoring.pause_days"))

    def end(pairing: Pairing) -> None:
        if _mentor_is_paused(pairing):
            ended_on = last_day_of(pairing, now)
            drop_upcoming_sessions(pairing, by=None, at=now)
            move_pairing(pairing, PairingState.REMATCHED, by=None, at=now, reason=reason, ended_on=ended_on)
        elif somebody_withdrew(pairing):  # nobody is mentored again without his yes
            ended_on = last_day_of(pairing, now)
            drop_upcoming_sessions(pairing, by=None, at=now)
            move_pairing(pairing, PairingState.ENDED_EARLY, by=None, at=now, reason=reason, ended_on=ended_on)
        else:
            move_pairing(pairing, PairingState.ACTIVE, by=None, at=now, reason=reason)

    paused = Pairing.objects.filter(state=PairingState.PAUSED, paused_on__isnull=False).select_related("unit")
    dates = paused.values_list("pk", "pauses", "paused_on")
    due = [pk for pk, pauses, paused_on in dates if pause_began(pauses, paused_on) <= longest]
    return settle_each(paused.filter(pk__in=due), end)


@transaction.atomic
def pairing_end(
    *, by: User, pairing: Pairing, reason: str = "", rematch: bool = False, at: datetime | None = None
) -> None:
    """End a pairing early, or withdraw an offer; upcoming sessions fall away.

    Either side may, at any time; a mentee gives no reason (DOMAIN §4.3). `rematch` (coordinator) says that the
    mentee gets another mentor.
    """
    now = at or timezone.now()
    locked = lock_pairing(pairing, by)
    require_part_or_coordinator(by, locked)
    me = locked.participants.filter(user_id=by.pk, left_at=None).first()
    if me is None or me.role not in LEARNERS:
        require_reason(reason)
    if locked.state in (PairingState.PROPOSED, PairingState.OFFERED):
        move_pairing(locked, PairingState.DECLINED, by=by, at=now, reason=reason)
        return
    if rematch:
        rights.require_coordinator(by, locked.unit)
    drop_upcoming_sessions(locked, by=by, at=now)
    after = PairingState.REMATCHED if rematch else PairingState.ENDED_EARLY
    move_pairing(locked, after, by=by, at=now, reason=reason, ended_on=last_day_of(locked, now))


@transaction.atomic
def pairing_refresh_phase(
    *, pairing: Pairing, by: User | None, at: datetime | None = None, reason: str = ""
) -> Pairing:
    """Set the phase that follows from the evidence; nothing happens when it is the same or the pairing has ended.

    However much evidence falls away (a session that counts as not held), a pairing goes back one phase at a time.
    Forward it may pass several at once: each is a move of its own, kept and checked by the database.
    """
    now = at or timezone.now()
    if pairing.state in (PairingState.PROPOSED, PairingState.OFFERED, *_ENDED):
        return pairing
    phase = one_step_back_at_most(Phase(pairing.phase), derive_phase(phase_facts(pairing)))
    for step in steps_between(Phase(pairing.phase), phase):
        before, pairing.phase, pairing.phase_since = pairing.phase, step, today_of(pairing, now)
        pairing.save(update_fields=["phase", "phase_since"])
        record_transition(pairing, "phase", before, step, by=by, at=now, reason=reason)
    return pairing


_ENDED = (
    PairingState.COMPLETED,
    PairingState.DECLINED,
    PairingState.ENDED_EARLY,
    PairingState.REMATCHED,
)


def lock_pairing(pairing: Pairing, by: User) -> Pairing:
    """The pairing as it is now, held until the transaction ends: what changes it or its sessions queues here."""
    return Pairing.objects.for_user(by).select_for_update(of=("self",)).select_related("unit").get(pk=pairing.pk)


def own_participant(pairing: Pairing, user: User) -> PairingParticipant:
    """The user's own place in the pairing; RuleError without one."""
    me = pairing.participants.filter(user_id=user.pk, left_at=None).first()
    if me is None:
        raise RuleError(_("Anda bukan bagian dari pasangan ini."))
    return me


def require_part_or_coordinator(by: User, pairing: Pairing) -> None:
    """Raise RuleError unless the user takes part in the pairing or coordinates its unit."""
    if not rights.is_part_of(by, pairing):
        rights.require_coordinator(by, pairing.unit)


def require_reason(reason: str) -> None:
    """Raise RuleError for a blank reason."""
    if not reason.strip():
        raise RuleError(_("Tulis alasannya."))


def last_day_of(pairing: Pairing, now: datetime) -> date:
    """The day a pairing ends when it ends now."""
    return max(today_of(pairing, now), pairing.active_on or date.min)
