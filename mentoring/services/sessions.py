"""Deeds on planned sessions: plan, confirm, move, cancel, miss."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleError
from core.templatetags.format import local_time
from mentoring.enums import (
    CALLED_OFF_KIND,
    LEARNERS,
    LOGGERS,
    MOVED_KIND,
    PLANNED_KIND,
    UPCOMING_STATES,
    Mode,
    SessionState,
)
from mentoring.models import Pairing, PairingParticipant, Session
from mentoring.rules import rights
from mentoring.rules.moves import SESSION_MOVES, require_move
from mentoring.rules.sessions import EARLY, LATE_CANCEL, OBJECT_WITHIN, may_plan, plan_problem
from mentoring.selectors.programmes import is_quiet
from mentoring.services.moves import (
    move,
    record_move,
)
from mentoring.services.pairings import lock_pairing, own_participant, require_reason
from mentoring.services.reminders import remind_of_session, tell_of_objection, tell_of_plan


@transaction.atomic
def session_plan(
    *,
    by: User,
    pairing: Pairing,
    start: datetime,
    mode: str = Mode.FACE_TO_FACE,
    place: str = "",
    is_campaign: bool = False,
    client_uuid: UUID | None = None,
    at: datetime | None = None,
) -> Session:
    """Plan a meeting (either side, or staff) and its reminders. The same `client_uuid` again is the same session.

    Raises RuleError when the pairing may not meet, the moment has passed, something is planned then already, or a
    campaign (`is_campaign`) would fall into the quiet period.
    """
    now = at or timezone.now()
    locked = lock_pairing(pairing, by)
    _require_part_or_staff(by, locked)
    if client_uuid:
        repeated = Session.objects.filter(created_by=by, client_uuid=client_uuid).first()
        if repeated and repeated.pairing_id != locked.pk:
            raise RuleError(_("Rencana ini sudah tersimpan untuk pasangan lain."))
        if repeated:
            return repeated
    if not may_plan(locked):
        raise RuleError(_("Pertemuan direncanakan setelah pasangan diterima dan selama tidak jeda."))
    _require_free(locked, start, now)
    _require_loud(locked, start, is_campaign)
    session = Session.objects.create(
        unit=locked.unit,
        pairing=locked,
        client_uuid=client_uuid or uuid4(),
        planned_start=start,
        time_zone=locked.unit.time_zone,
        mode=Mode(mode),
        place=place.strip(),
        is_campaign=is_campaign,
        created_by=by,
        planned_by=by,
    )
    record_move(session, "", by=by, at=now)
    remind_of_session(session=session)
    tell_of_plan(session=session, kind=PLANNED_KIND, at=now)
    return session


@transaction.atomic
def session_confirm(*, by: User, session: Session, at: datetime | None = None) -> Session:
    """Confirm a plan that the other side made. Who confirmed gets no second reminder."""
    now = at or timezone.now()
    locked = lock_session(session, by)
    if not rights.is_part_of(by, locked.pairing):
        raise RuleError(_("Anda bukan bagian dari pasangan ini."))
    if locked.state == SessionState.CONFIRMED and locked.confirmed_by_id == by.pk:
        return locked
    if locked.planned_by_id == by.pk:
        raise RuleError(_("Rencana ini Anda yang membuat; pihak lain yang mengonfirmasi."))
    locked.confirmed_by = by
    move(locked, SessionState.CONFIRMED, "confirmed_by", by=by, at=now)
    remind_of_session(session=locked)
    return locked


@transaction.atomic
def session_reschedule(
    *,
    by: User,
    session: Session,
    start: datetime,
    reason: str,
    mode: str | None = None,
    place: str | None = None,
    at: datetime | None = None,
) -> Session:
    """Move a plan to another time or place; the other side confirms anew. Calendars see a newer version."""
    now = at or timezone.now()
    locked = lock_session(session, by)
    _require_part_or_staff(by, locked.pairing)
    if locked.state not in UPCOMING_STATES:
        raise RuleError(_("Sesi ini sudah tidak direncanakan."))
    require_reason(reason)
    _require_free(locked.pairing, start, now, but=locked)
    _require_loud(locked.pairing, start, locked.is_campaign)
    before = locked.state
    locked.planned_start, locked.planned_by, locked.confirmed_by = start, by, None
    locked.mode = Mode(mode) if mode else locked.mode
    locked.place = locked.place if place is None else place.strip()
    if before != SessionState.PLANNED:
        require_move(SESSION_MOVES, before, SessionState.PLANNED)
    locked.state = SessionState.PLANNED
    locked.save()
    record_move(locked, before, by=by, at=now, reason=reason)
    remind_of_session(session=locked)
    tell_of_plan(session=locked, kind=MOVED_KIND, at=now)
    return locked


@transaction.atomic
def session_cancel(*, by: User, session: Session, reason: str, at: datetime | None = None) -> Session:
    """Call a meeting off; less than 24 hours before the start it counts as late."""
    now = at or timezone.now()
    locked = lock_session(session, by)
    _require_part_or_staff(by, locked.pairing)
    require_reason(reason)
    start = locked.planned_start
    if start is None or locked.state not in UPCOMING_STATES:
        raise RuleError(_("Sesi ini sudah tidak direncanakan."))
    locked.late_cancelled = start - now < LATE_CANCEL
    _close_plan(locked, SessionState.CANCELLED, by=by, at=now, reason=reason)
    tell_of_plan(session=locked, kind=CALLED_OFF_KIND, at=now)
    return locked


@transaction.atomic
def session_miss(*, by: User, session: Session, who: str, at: datetime | None = None) -> Session:
    """Note that somebody did not come: `who` is NO_SHOW_MENTOR or NO_SHOW_MENTEE. Either side, or staff."""
    now = at or timezone.now()
    if who not in (SessionState.NO_SHOW_MENTOR, SessionState.NO_SHOW_MENTEE):
        raise ValueError(f"not a no-show: {who}")
    locked = lock_session(session, by)
    _require_part_or_staff(by, locked.pairing)
    start = locked.planned_start
    if start is None or locked.state not in UPCOMING_STATES:
        raise RuleError(_("Sesi ini sudah tidak direncanakan."))
    if start > now + EARLY:
        raise RuleError(_("Sesi ini belum dimulai."))
    return _close_plan(locked, who, by=by, at=now)


@transaction.atomic
def session_miss_object(*, by: User, session: Session, reason: str, at: datetime | None = None) -> Session:
    """Object to having been noted as missing, once, within fourteen days; the coordinator decides (DOMAIN §4.2)."""
    now = at or timezone.now()
    locked = lock_session(session, by)
    require_reason(reason)
    if not is_blamed(own_participant(locked.pairing, by), locked) or locked.held_on is None:
        raise RuleError(_("Keberatan ini untuk pihak yang dicatat tidak hadir."))
    if now.astimezone(locked.pairing.unit.zone).date() - locked.held_on > OBJECT_WITHIN:
        raise RuleError(_("Keberatan disampaikan paling lama %(n)d hari.") % {"n": OBJECT_WITHIN.days})
    if _has_answers(locked):
        raise RuleError(_("Keberatan atas pertemuan ini sudah disampaikan."))
    record_move(locked, locked.state, by=by, at=now, reason=reason)
    tell_of_objection(session=locked, at=now)
    return locked


@transaction.atomic
def session_miss_settle(
    *, by: User, session: Session, stands: bool, reason: str, at: datetime | None = None
) -> Session:
    """Decide about such an objection (coordinator): it stands, or counts for nobody as missed."""
    now = at or timezone.now()
    locked = lock_session(session, by)
    rights.require_coordinator(by, locked.pairing.unit)
    require_reason(reason)
    if not Session.objects.objected().filter(pk=locked.pk).exists():
        raise RuleError(_("Tidak ada keberatan yang menunggu putusan."))
    if stands:
        record_move(locked, locked.state, by=by, at=now, reason=reason)
    else:
        move(locked, SessionState.CANCELLED, by=by, at=now, reason=reason)
    return locked


def is_blamed(participant: PairingParticipant, session: Session) -> bool:
    """Whether somebody belongs to the side that was noted as missing."""
    sides = {SessionState.NO_SHOW_MENTOR: LOGGERS, SessionState.NO_SHOW_MENTEE: LEARNERS}
    return participant.role in sides.get(SessionState(session.state), ())


def _has_answers(session: Session) -> bool:
    """Whether somebody has objected already."""
    return session.transitions.filter(from_value=session.state, to_value=session.state).exists()


def other_side_missing(participant: PairingParticipant) -> str:
    """The no-show that this participant reports: that of the other side."""
    return SessionState.NO_SHOW_MENTEE if participant.role in LOGGERS else SessionState.NO_SHOW_MENTOR


def _close_plan(session: Session, to: str, *, by: User, at: datetime, reason: str = "") -> Session:
    assert session.planned_start is not None  # by constraint
    session.held_on = session.planned_start.astimezone(session.pairing.unit.zone).date()
    move(session, to, "held_on", "late_cancelled", by=by, at=at, reason=reason)
    return session


def _require_loud(pairing: Pairing, start: datetime, is_campaign: bool) -> None:
    """Raise RuleError for a campaign in the quiet period (DOMAIN §6)."""
    if is_campaign and is_quiet(pairing, start):
        raise RuleError(_("Hari itu masa tenang: tidak ada kegiatan kampanye. Pilih hari lain, atau hapus centangnya."))


def _require_free(pairing: Pairing, start: datetime, now: datetime, but: Session | None = None) -> None:
    problem = plan_problem(start, now)
    if problem:
        raise RuleError(problem)
    same = Session.objects.filter(pairing=pairing, planned_start=start, state__in=UPCOMING_STATES)
    if same.exclude(pk=but.pk if but else None).exists():
        moment = local_time(start, pairing.unit.time_zone)
        raise RuleError(_("Sudah ada rencana pertemuan pada %(moment)s.") % {"moment": moment})


def _require_part_or_staff(by: User, pairing: Pairing) -> None:
    if not rights.is_part_of(by, pairing):
        rights.require_staff(by, pairing.unit)


def lock_session(session: Session, by: User) -> Session:
    """The session as it is now with its pairing, both held until the transaction ends; the pairing first."""
    pairing = lock_pairing(session.pairing, by)
    locked = Session.objects.select_for_update(of=("self",)).get(pk=session.pk, pairing=pairing)
    locked.pairing = pairing
    return locked
