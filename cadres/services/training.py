"""Deeds around training events: holding one, taking a seat, marking, and the paper for those who passed."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import acting_people
from cadres.enums import EVENT_MOVES, EventState, MemberStatus, RegistrationState, TrainingResult
from cadres.ladder.rights import can_organise, can_register
from cadres.models import Member, TrainingEvent, TrainingRegistration
from cadres.services.certificates import certificate_issue
from core.errors import RuleError, refused_by

EDITABLE = ("unit", "kind", "level", "title", "topic", "place", "starts_at", "ends_at", "capacity")


@transaction.atomic
def event_save(*, by: User, event: TrainingEvent) -> TrainingEvent:
    """Write an event down, or change one that is not over. Raises RuleError without the right at its unit."""
    if not can_organise(by, event.unit):
        raise RuleError(_("Unit ini di luar wilayah kerja Anda."))
    if event.pk is None:
        event.created_by = by
        event.save()
        return event
    now_is = TrainingEvent.objects.select_for_update(of=("self",)).select_related("unit").get(pk=event.pk)
    if not can_organise(by, now_is.unit):
        raise RuleError(_("Unit ini di luar wilayah kerja Anda."))
    if now_is.state in (EventState.CLOSED, EventState.CANCELLED):
        raise RuleError(_("Kegiatan ini sudah selesai atau dibatalkan."))
    if event.capacity < now_is.taken:
        raise RuleError(_("Sudah ada %(n)d peserta; kursi tidak dapat kurang dari itu.") % {"n": now_is.taken})
    event.save(update_fields=[*EDITABLE])
    return event


@transaction.atomic
def event_move(*, by: User, event: TrainingEvent, to: str, reason: str = "") -> TrainingEvent:
    """Open, close or call off an event; calling off needs a reason. Raises RuleError for other moves."""
    event = TrainingEvent.objects.select_for_update(of=("self",)).select_related("unit").get(pk=event.pk)
    if not can_organise(by, event.unit):
        raise RuleError(_("Unit ini di luar wilayah kerja Anda."))
    if to not in EVENT_MOVES[EventState(event.state)]:
        raise RuleError(_("Status ini tidak dapat diubah begitu."))
    reason = " ".join(reason.split())
    if to == EventState.CANCELLED and len(reason) < 10:
        raise RuleError(_("Tulis alasannya, paling sedikit 10 huruf."))
    if to == EventState.CLOSED and event.starts_at > timezone.now():
        raise RuleError(_("Kegiatan ini belum dimulai."))
    event.state, event.reason = EventState(to), reason[:200]
    event.save(update_fields=["state", "reason"])
    if to == EventState.CLOSED:
        _certify_sheets(by, event)
    return event


def _certify_sheets(by: User, event: TrainingEvent) -> None:
    """What sheets have brought is final once the event is closed: whoever passed gets the certificate now."""
    rows = TrainingRegistration.objects.for_user(by).filter(event=event, from_sheet=True, certificate=None)
    for row in rows.filter(result=TrainingResult.PASSED).select_related("event__unit", "member__unit"):
        _certify(by, row)


def _certify(by: User, row: TrainingRegistration) -> None:
    day = row.event.ends_at.astimezone(row.event.unit.zone).date()
    certificate_issue(by=by, member=row.member, title=row.event.title, short=row.event.kind, on=day, registration=row)


@transaction.atomic
def registration_add(
    *, by: User, event: TrainingEvent, member: Member, at: datetime | None = None
) -> TrainingRegistration:
    """Take a seat for a member, or a place on the waiting list when all are taken.

    Raises RuleError without the right, when the event is not open, for somebody who is no active member or outside the
    units the event reaches, or twice.
    """
    if not can_register(by, event, member):
        raise RuleError(_("Kegiatan ini tidak menjangkau unit kader itu."))
    if event.state != EventState.OPEN or event.ends_at < (at or timezone.now()):
        raise RuleError(_("Pendaftaran tidak dibuka."))
    if member.status != MemberStatus.ACTIVE:
        raise RuleError(_("Hanya anggota aktif yang dapat mendaftar."))
    row = TrainingRegistration.objects.filter(event=event, member=member).first()
    if row is None:
        row = TrainingRegistration(unit=member.unit, event=event, member=member)
    elif row.state != RegistrationState.CANCELLED:
        raise RuleError(_("Kader ini sudah terdaftar."))
    row.registered_by, row.registered_at = by, at or timezone.now()
    with refused_by("registration_once", _("Kader ini sudah terdaftar.")):
        return _seated(row)


@transaction.atomic
def registration_seat(*, by: User, registration: TrainingRegistration) -> TrainingRegistration:
    """Give a seat to somebody on the waiting list. Raises RuleError without the right, or while none is free."""
    row = _locked(by, registration)
    if row.state != RegistrationState.WAITING:
        raise RuleError(_("Status ini tidak dapat diubah begitu."))
    if _seated(row).state == RegistrationState.WAITING:
        raise RuleError(_("Belum ada kursi yang kosong."))
    return row


@transaction.atomic
def registration_cancel(*, by: User, registration: TrainingRegistration) -> TrainingRegistration:
    """Give a seat back. Raises RuleError without the right, or when he was there already."""
    rows = TrainingRegistration.objects.for_user(by).select_for_update(of=("self",))
    row = rows.select_related("event__unit", "member__unit").get(pk=registration.pk)
    if not can_register(by, row.event, row.member):
        raise RuleError(_("Kader ini di luar wilayah kerja Anda."))
    if row.state not in (RegistrationState.REGISTERED, RegistrationState.WAITING):
        raise RuleError(_("Status ini tidak dapat diubah begitu."))
    row.state = RegistrationState.CANCELLED
    row.save(update_fields=["state"])
    return row


@transaction.atomic
def registration_mark(
    *, by: User, registration: TrainingRegistration, result: str, score: int | None = None, at: datetime | None = None
) -> TrainingRegistration:
    """Say whether a participant passed, with his mark (0–100); who passed gets the certificate.

    Raises RuleError without the right, for somebody who was not there, for a mark that does not exist, or when the
    result stands already.
    """
    row = _locked(by, registration)
    if row.member.user_id in acting_people(by):
        raise RuleError(_("Nilai Anda sendiri ditetapkan panitia lain."))
    if row.state != RegistrationState.ATTENDED:
        raise RuleError(_("Nilai hanya untuk peserta yang hadir."))
    if row.result == TrainingResult.PASSED:
        raise RuleError(_("Hasilnya sudah ditetapkan dan sertifikatnya sudah terbit."))
    if result not in (TrainingResult.PASSED, TrainingResult.FAILED) or not (score is None or 0 <= score <= 100):
        raise RuleError(_("Pilih lulus atau belum lulus, dengan nilai 0 sampai 100."))
    row.result, row.score, row.result_by, row.result_at = result, score, by, at or timezone.now()
    row.from_sheet = False
    row.save(update_fields=["result", "score", "result_by", "result_at", "from_sheet"])
    if result == TrainingResult.PASSED:
        _certify(by, row)
    return row


def _seated(row: TrainingRegistration) -> TrainingRegistration:
    """Saved with a seat; on the waiting list when the database says that all are taken."""
    row.state = RegistrationState.REGISTERED
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if "trainingevent_within_capacity" not in str(error):
            raise
        row.state = RegistrationState.WAITING
        row.save()
    return row


def _locked(by: User, registration: TrainingRegistration) -> Any:
    rows = TrainingRegistration.objects.for_user(by).select_for_update(of=("self",))
    row = rows.select_related("event__unit", "member__unit", "unit").get(pk=registration.pk)
    if not can_organise(by, row.event.unit):
        raise RuleError(_("Kegiatan ini dipegang penyelenggaranya."))
    return row
