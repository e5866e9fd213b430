"""Orientation and agreement: what makes an accepted pairing active."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleError
from mentoring.documents import clauses, orientation_items
from mentoring.enums import (
    MEETING_STATES,
    AgreementState,
    Answer,
    PairingState,
)
from mentoring.models import (
    Agreement,
    AgreementSignature,
    Pairing,
)
from mentoring.rules import rights
from mentoring.services.moves import move_agreement, move_pairing
from mentoring.services.pairings import lock_pairing, own_participant, pairing_refresh_phase


@transaction.atomic
def pairing_orient(*, by: User, pairing: Pairing, items: Collection[str], at: datetime | None = None) -> None:
    """Complete one's own orientation checklist; all of it, or RuleError. Activates the pairing if it was the last."""
    now = at or timezone.now()
    locked = lock_pairing(pairing, by)
    me = own_participant(locked, by)
    if me.answer != Answer.ACCEPTED:
        raise RuleError(_("Jawab tawarannya dulu."))
    if {code for code, _sentence in orientation_items(me.role)} - set(items):
        raise RuleError(_("Centang semua butir setelah Anda memahaminya."))
    if me.oriented_at is None:
        me.oriented_at = now
        me.save(update_fields=["oriented_at"])
    activate_if_ready(locked, by=by, at=now)


def activate_if_ready(pairing: Pairing, *, by: User, at: datetime) -> None:
    """Make an accepted pairing active once its agreement is in force and everybody is oriented."""
    in_force = pairing.agreements.filter(state=AgreementState.IN_FORCE).exists()
    ready = in_force and not pairing.participants.filter(left_at=None, oriented_at=None).exists()
    if ready and pairing.state == PairingState.ACCEPTED:
        move_pairing(
            pairing,
            PairingState.ACTIVE,
            by=by,
            at=at,
            active_on=at.astimezone(pairing.unit.zone).date(),
        )
    pairing_refresh_phase(pairing=pairing, by=by, at=at)


@transaction.atomic
def agreement_draft(
    *,
    by: User,
    pairing: Pairing,
    purpose: str,
    rhythm: str,
    starts_on: date,
    ends_on: date,
    at: datetime | None = None,
) -> Agreement:
    """Write a version for everybody to sign (mentor, peer or coordinator). An unsigned older version gives way.

    Raises RuleError when the pairing is not accepted, or the dates do not fit.
    """
    now = at or timezone.now()
    locked = lock_pairing(pairing, by)
    if not rights.may_log(locked.participants.filter(user_id=by.pk, left_at=None).first()):
        rights.require_coordinator(by, locked.unit)
    if locked.state not in MEETING_STATES:
        raise RuleError(_("Kesepakatan dibuat setelah kedua pihak bersedia."))
    if not purpose.strip() or not rhythm.strip():
        raise RuleError(_("Isi tujuan dan irama pertemuan."))
    if ends_on <= starts_on:
        raise RuleError(_("Tanggal selesai harus setelah tanggal mulai."))
    versions = Agreement.objects.filter(pairing=locked)
    for older in versions.filter(state__in=[AgreementState.DRAFT, AgreementState.SIGNED_ONE]):
        move_agreement(older, AgreementState.AMENDED)
    return Agreement.objects.create(
        unit=locked.unit,
        pairing=locked,
        version=(versions.aggregate(last=Max("version"))["last"] or 0) + 1,
        purpose=purpose.strip(),
        rhythm=rhythm.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        clauses=clauses(),
        created_at=now,
    )


@transaction.atomic
def agreement_sign(*, by: User, agreement: Agreement, at: datetime | None = None) -> Agreement:
    """Say yes to one version, for oneself. The last yes puts it in force and the version before out of it.

    The pairing's planned end is the one of the version in force.
    """
    now = at or timezone.now()
    locked = lock_pairing(agreement.pairing, by)
    me = own_participant(locked, by)
    version = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    if version.state not in (AgreementState.DRAFT, AgreementState.SIGNED_ONE):
        raise RuleError(_("Versi ini sudah berlaku atau sudah diganti. Buka versi terbaru."))
    AgreementSignature.objects.get_or_create(
        agreement=version,
        participant=me,
        defaults={"unit": locked.unit, "pairing": locked, "signed_at": now},
    )
    if version.state == AgreementState.DRAFT:
        move_agreement(version, AgreementState.SIGNED_ONE)
    if _enforce_if_signed(locked, version):
        activate_if_ready(locked, by=by, at=now)
    return version


def settle_without(pairing: Pairing, *, by: User, at: datetime) -> None:
    """What those who remain in a locked pairing have all done already comes into force when somebody has left."""
    version = pairing.agreements.select_for_update().filter(state=AgreementState.SIGNED_ONE).order_by("version").last()
    if version:
        _enforce_if_signed(pairing, version)
    activate_if_ready(pairing, by=by, at=at)


def _enforce_if_signed(pairing: Pairing, version: Agreement) -> bool:
    """Put a version in force, and the one before out of it, once nobody's signature is missing; whether it is now."""
    if pairing.participants.filter(left_at=None).exclude(signatures__agreement=version).exists():
        return False
    for older in Agreement.objects.filter(pairing=pairing, state=AgreementState.IN_FORCE):
        move_agreement(older, AgreementState.AMENDED)
    move_agreement(version, AgreementState.IN_FORCE)
    pairing.planned_end_on = version.ends_on
    pairing.save(update_fields=["planned_end_on"])
    return True
