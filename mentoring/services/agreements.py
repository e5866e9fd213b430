"""Orientation and agreement: what makes an accepted pairing active."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import acting_people
from core.context import jobs_context
from core.crypto import encrypt_bytes
from core.errors import RuleError
from mentoring.documents import Terms, clauses, newest_edition, orientation_items
from mentoring.enums import (
    MEETING_STATES,
    UNSIGNED_STATES,
    AgreementState,
    Answer,
    Mode,
    PairingState,
)
from mentoring.models import (
    Agreement,
    AgreementScan,
    AgreementSignature,
    OrientationTick,
    Pairing,
    PairingParticipant,
)
from mentoring.rules import rights
from mentoring.rules.papers import paper_kind
from mentoring.selectors.ties import conflicts_of
from mentoring.services.moves import (
    move_agreement,
    move_pairing,
)
from mentoring.services.pairings import lock_pairing, own_participant, pairing_refresh_phase


@transaction.atomic
def pairing_orient(*, by: User, pairing: Pairing, items: Collection[str], at: datetime | None = None) -> None:
    """Complete one's own orientation checklist; all of it, or RuleError. Activates the pairing if it was the last."""
    if orientation_tick(by=by, pairing=pairing, items=items, at=at):
        raise RuleError(_("Centang semua butir setelah Anda memahaminya."))


@transaction.atomic
def orientation_tick(*, by: User, pairing: Pairing, items: Collection[str], at: datetime | None = None) -> list[str]:
    """Keep which items of one's own checklist one has understood (DOMAIN §7.5); the codes that are still open.

    What is ticked stays ticked. The last item completes the orientation, and activates the pairing if it was the last.
    """
    now = at or timezone.now()
    locked = lock_pairing(pairing, by)
    me = own_participant(locked, by)
    if me.answer != Answer.ACCEPTED:
        raise RuleError(_("Jawab tawarannya dulu."))
    known = [code for code, _sentence in orientation_items(me.role)]
    ticked = set(me.ticks.values_list("item", flat=True))
    OrientationTick.objects.bulk_create(
        OrientationTick(unit=locked.unit, pairing=locked, participant=me, item=code, ticked_at=now)
        for code in known
        if code in items and code not in ticked
    )
    still_open = [code for code in known if code not in ticked and code not in items]
    if not still_open and me.oriented_at is None:
        me.oriented_at = now
        me.save(update_fields=["oriented_at"])
    activate_if_ready(locked, by=by, at=now)
    return still_open


def activate_if_ready(pairing: Pairing, *, by: User, at: datetime) -> None:
    """Make an accepted pairing active once its agreement is in force, everybody is oriented, and no rule forbids it."""
    in_force = pairing.agreements.filter(state=AgreementState.IN_FORCE).exists()
    ready = in_force and not pairing.participants.filter(left_at=None, oriented_at=None).exists()
    if ready and pairing.state == PairingState.ACCEPTED and not conflicts_of(pairing):
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
    every_days: int | None = None,
    mode: str = Mode.FACE_TO_FACE,
    place: str = "",
    conflicts: str = "",
    feedback: str = "",
    at: datetime | None = None,
) -> Agreement:
    """Write a version for everybody to sign (mentor, peer or coordinator). An unsigned older version gives way.

    The eleven clauses of the newest edition are filled with the terms and kept as they read (DOMAIN §7.2);
    `every_days` is the pairing's rhythm unless said otherwise. Raises RuleError when the pairing is not accepted, or
    the dates do not fit.
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
    often = every_days or locked.cadence_days
    terms = Terms(often, mode, place.strip(), starts_on, ends_on, conflicts.strip(), feedback.strip())
    edition = newest_edition()
    versions = Agreement.objects.filter(pairing=locked)
    for older in versions.filter(state__in=UNSIGNED_STATES):
        move_agreement(older, AgreementState.AMENDED)
    return Agreement.objects.create(
        unit=locked.unit,
        pairing=locked,
        version=(versions.aggregate(last=Max("version"))["last"] or 0) + 1,
        purpose=purpose.strip(),
        rhythm=rhythm.strip(),
        edition=edition,
        clauses=clauses(terms, edition),
        **asdict(terms),
        created_at=now,
    )


@transaction.atomic
def agreement_sign(*, by: User, agreement: Agreement, at: datetime | None = None) -> Agreement:
    """Say yes to one version, for oneself. The last yes puts it in force and the version before out of it.

    The pairing's planned end is the one of the version in force.
    """
    now = at or timezone.now()
    locked = lock_pairing(agreement.pairing, by)
    return _sign(locked, agreement, [own_participant(locked, by)], by=by, at=now)


@transaction.atomic
def agreement_sign_on_paper(
    *,
    by: User,
    agreement: Agreement,
    participants: Collection[PairingParticipant],
    content: bytes,
    at: datetime | None = None,
) -> AgreementScan:
    """Enter what was signed with a pen (secretariat): the scan is checked, encrypted, and stands for each who signed.

    What follows from the last signature is moved as the system, since a secretariat moves no pairing. Raises
    RuleError for another role, a file that is no scan, or a version that is not to be signed (DOMAIN §4.2).
    """
    now = at or timezone.now()
    locked = lock_pairing(agreement.pairing, by)
    rights.require_secretariat(by, locked.unit)
    if locked.participants.filter(user__in=acting_people(by)).exists():
        raise RuleError(_("Anda ikut dalam pendampingan ini. Minta petugas lain memasukkan kertasnya."))
    kind = paper_kind(content)
    here = list(locked.participants.filter(pk__in=[each.pk for each in participants], left_at=None))
    if not here:
        raise RuleError(_("Pilih siapa yang menandatangani di kertas."))
    scan = AgreementScan.objects.create(
        unit=locked.unit,
        pairing=locked,
        agreement=agreement,
        kind=kind,
        content=encrypt_bytes(content),
        size=len(content),
        recorded_by=by,
        recorded_at=now,
    )
    with jobs_context():
        _sign(locked, agreement, here, by=by, at=now, scan=scan)
    return scan


def _sign(
    pairing: Pairing,
    agreement: Agreement,
    signers: Collection[PairingParticipant],
    *,
    by: User,
    at: datetime,
    scan: AgreementScan | None = None,
) -> Agreement:
    """Put signatures under one version of a locked pairing, and what follows from the last one."""
    version = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    if version.state not in UNSIGNED_STATES:
        raise RuleError(_("Versi ini sudah berlaku atau sudah diganti. Buka versi terbaru."))
    signed = set(version.signatures.values_list("participant", flat=True))
    for signer in signers:
        if signer.pk not in signed:
            AgreementSignature.objects.create(
                unit=pairing.unit, pairing=pairing, agreement=version, participant=signer, signed_at=at, scan=scan
            )
    if version.state == AgreementState.DRAFT:
        move_agreement(version, AgreementState.SIGNED_ONE)
    if _enforce_if_signed(pairing, version):
        activate_if_ready(pairing, by=by, at=at)
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
