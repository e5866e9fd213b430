"""Who was there: a code on the participant's own page, confirmed on the organiser's screen, once.

A code is an HMAC of the registration and the minute: it belongs to one seat at one event, tells nothing, and cannot be
made or used by anybody else. It is read off the participant's own phone after his own login; only the organiser turns
it into attendance, so nobody signs for another. What cannot be shown is ticked by hand, with a reason.
"""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import acting_people
from cadres.enums import AttendanceBy, EventState, RegistrationState
from cadres.ladder.rights import can_organise
from cadres.models import AttendanceTry, TrainingEvent, TrainingRegistration
from core.crypto import keyed_hash
from core.errors import RuleError

DIGITS = 8
#: How long one code shows; the one before it still opens the door.
WINDOW_SECONDS = 60
#: Before it starts and after it ends, in which attendance is taken.
EARLY, LATE = timedelta(hours=2), timedelta(hours=6)
#: Wrong codes that one organiser may type at an event within `TRIES_WITHIN`.
TRIES, TRIES_WITHIN = 20, timedelta(minutes=10)
SHORTEST_REASON = 10


def attendance_code(registration: TrainingRegistration, *, at: datetime | None = None) -> str:
    """The code of a seat for this minute: eight digits."""
    return _code(registration, _window(at or timezone.now()))


def code_expires_in(at: datetime | None = None) -> int:
    """Seconds until the next code shows."""
    return WINDOW_SECONDS - int((at or timezone.now()).timestamp()) % WINDOW_SECONDS


def is_attendance_open(event: TrainingEvent, *, at: datetime | None = None) -> bool:
    """Whether attendance is being taken."""
    at = at or timezone.now()
    return event.state == EventState.OPEN and event.starts_at - EARLY <= at <= event.ends_at + LATE


def attendance_confirm(
    *, by: User, event: TrainingEvent, code: str, at: datetime | None = None
) -> TrainingRegistration:
    """Confirm the participant whose code is shown now; every code typed is kept, also one that fits nobody.

    Raises RuleError without the right, outside the event's hours, after too many wrong codes, and for a code that is
    wrong, old, another event's, or used: the sentence never says which seat it might have been.
    """
    at = at or timezone.now()
    if not can_organise(by, event.unit):
        raise RuleError(_("Kehadiran dicatat penyelenggaranya."))
    if not is_attendance_open(event, at=at):
        raise RuleError(_("Kehadiran dicatat pada hari kegiatan."))
    wrong = AttendanceTry.objects.filter(event=event, by=by, accepted=False, at__gt=at - TRIES_WITHIN)
    if wrong.count() >= TRIES:
        raise RuleError(_("Terlalu banyak kode yang salah. Tunggu 10 menit, atau centang dengan alasan."))
    with transaction.atomic():
        row = _fitting(by, event, code, at)
        if row is not None:
            row.state, row.attended_at, row.attended_by = RegistrationState.ATTENDED, at, AttendanceBy.CODE
            row.confirmed_by = by
            row.save(update_fields=["state", "attended_at", "attended_by", "confirmed_by"])
        AttendanceTry.objects.create(event=event, by=by, at=at, accepted=row is not None)
    if row is None:
        raise RuleError(_("Kode ini tidak berlaku. Minta peserta menunjukkan kode yang baru."))
    return row


@transaction.atomic
def attendance_by_hand(*, by: User, registration: TrainingRegistration, reason: str) -> TrainingRegistration:
    """Tick somebody who cannot show a code, with a reason. Raises RuleError without the right or the reason."""
    rows = TrainingRegistration.objects.for_user(by).select_for_update(of=("self",))
    row = rows.select_related("event__unit", "unit", "member").get(pk=registration.pk)
    reason = " ".join(reason.split())
    if not can_organise(by, row.event.unit) or row.member.user_id in acting_people(by):
        raise RuleError(_("Kehadiran dicatat penyelenggaranya."))
    if row.state != RegistrationState.REGISTERED or row.event.starts_at - EARLY > timezone.now():
        raise RuleError(_("Status ini tidak dapat diubah begitu."))
    if len(reason) < SHORTEST_REASON:
        raise RuleError(_("Tulis alasannya, paling sedikit 10 huruf."))
    row.state, row.attended_at, row.attended_by = RegistrationState.ATTENDED, timezone.now(), AttendanceBy.HAND
    row.confirmed_by, row.reason = by, reason[:200]
    row.save(update_fields=["state", "attended_at", "attended_by", "confirmed_by", "reason"])
    return row


def _window(at: datetime) -> int:
    return int(at.timestamp()) // WINDOW_SECONDS


def _code(registration: TrainingRegistration, window: int) -> str:
    # A key of its own for each seat: what one participant shows says nothing about another's.
    key = keyed_hash(f"{registration.event_id}:{registration.pk}", "attendance")
    digest = hmac.new(key, str(window).encode(), hashlib.sha256).digest()
    return f"{int.from_bytes(digest[:8], 'big') % 10**DIGITS:0{DIGITS}d}"


def _fitting(by: User, event: TrainingEvent, code: str, at: datetime) -> TrainingRegistration | None:
    """The one seat that the code fits; all seats are compared, so that time tells nothing. Two that fit are none."""
    typed = "".join(char for char in code if char.isascii() and char.isdigit())
    rows = TrainingRegistration.objects.for_user(by).filter(event=event, state=RegistrationState.REGISTERED)
    now = _window(at)
    fitting = []
    for row in rows.select_for_update(of=("self",)).select_related("member__unit", "unit").defer("member__nik"):
        fits = [hmac.compare_digest(_code(row, window), typed) for window in (now, now - 1)]
        if any(fits) and row.member.user_id not in acting_people(by):
            fitting.append(row)
    return fitting[0] if len(fitting) == 1 else None
