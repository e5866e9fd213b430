"""Deeds of a transfer between units (mutasi): asked for, released by the old unit, accepted by the new one."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cadres.enums import TRANSFER_MOVES, MemberStatus, TransferState
from cadres.models import Member, OfficerTerm, Transfer
from cadres.rules import can_accept, can_edit_member, can_keep_members_at, can_release
from core.context import jobs_context
from core.errors import RuleError
from regions.models import Unit

STAYING = (MemberStatus.APPLIED, MemberStatus.ENDED)


@transaction.atomic
def transfer_request(*, by: User, member: Member, to_unit: Unit, reason: str, at: datetime | None = None) -> Transfer:
    """Ask for a member's move to a unit, in sight or not. He stays where he is until that unit accepts him.

    Raises RuleError outside the user's reach, for somebody who is no member, without a reason, or while a
    transfer of his is open.
    """
    locked = Member.objects.select_for_update(of=("self",)).select_related("unit").defer("nik").get(pk=member.pk)
    if not can_edit_member(by, locked):
        raise RuleError(_("Kader ini di luar wilayah kerja Anda."))
    if locked.status in STAYING or locked.merged_into_id:
        raise RuleError(_("Hanya keanggotaan yang berjalan yang dapat dimutasi."))
    if to_unit.pk == locked.unit_id or not to_unit.is_active:
        raise RuleError(_("Pilih unit lain yang aktif."))
    reason = _required(reason, _("Tulis alasan mutasi, paling sedikit 10 huruf."))
    try:
        with transaction.atomic():
            return Transfer.objects.create(
                unit=locked.unit,
                member=locked,
                name=locked.full_name,
                to_unit=to_unit,
                reason=reason,
                requested_by=by,
                requested_at=at or timezone.now(),
            )
    except IntegrityError:
        raise RuleError(_("Mutasi kader ini masih berjalan.")) from None


@transaction.atomic
def transfer_release(*, by: User, transfer: Transfer, letter_no: str, at: datetime | None = None) -> Transfer:
    """Let the member go: the old unit's secretariat, with the letter.

    Raises RuleError without the right, or while he holds an office of the old unit.
    """
    locked = _lock(by, transfer)
    if not can_release(by, locked):
        raise RuleError(_("Pelepasan dilakukan sekretariat unit asal."))
    held = OfficerTerm.objects.for_user(by).open().filter(member=locked.member_id).select_related("unit")
    if posts := [f"{term.post}, {term.unit.full_name}" for term in held if not term.unit.contains(locked.to_unit)]:
        raise RuleError(_("Akhiri dulu jabatannya: %(posts)s.") % {"posts": "; ".join(posts)})
    if not letter_no.strip():
        raise RuleError(_("Isi nomor surat pindah."))
    locked.letter_no, locked.released_by, locked.released_at = letter_no.strip()[:60], by, at or timezone.now()
    return _move(locked, TransferState.RELEASED, "letter_no", "released_by", "released_at")


@transaction.atomic
def transfer_accept(*, by: User, transfer: Transfer, at: datetime | None = None) -> Transfer:
    """Take the member in: from now on he is the new unit's. What happened until now stays the old unit's to read.

    Raises RuleError without the right, or for whoever let him go: two people are needed.
    """
    locked = _lock(by, transfer)
    if not can_keep_members_at(by, locked.to_unit):
        raise RuleError(_("Penerimaan dilakukan sekretariat unit tujuan."))
    if not can_accept(by, locked):
        raise RuleError(_("Yang melepas tidak dapat sekaligus menerima; minta petugas lain."))
    locked.closed_by, locked.closed_at = by, at or timezone.now()
    moved = _move(locked, TransferState.ACCEPTED, "closed_by", "closed_at")
    with jobs_context():  # the old unit is out of this user's sight, or the new one of the other's
        member = Member.objects.select_for_update(of=("self",)).defer("nik").get(pk=locked.member_id)
        if member.unit_id != locked.unit_id or member.status in STAYING or member.merged_into_id:
            raise RuleError(_("Data kader ini sudah berubah; mutasi ini tidak berlaku lagi."))
        member.unit = locked.to_unit
        member.save(update_fields=["unit"])
    return moved


@transaction.atomic
def transfer_refuse(*, by: User, transfer: Transfer, reason: str) -> Transfer:
    """Refuse, as the old unit while it is asked, as the new one once he is released; with the reason."""
    locked = _lock(by, transfer)
    asked = locked.unit if locked.state == TransferState.REQUESTED else locked.to_unit
    if not can_keep_members_at(by, asked):
        raise RuleError(_("Penolakan dilakukan unit yang sedang ditanya."))
    locked.refusal = _required(reason, _("Tulis alasan penolakan, paling sedikit 10 huruf."))
    locked.closed_by, locked.closed_at = by, timezone.now()
    return _move(locked, TransferState.REFUSED, "refusal", "closed_by", "closed_at")


@transaction.atomic
def transfer_cancel(*, by: User, transfer: Transfer) -> Transfer:
    """Take a request back before the old unit has released him."""
    locked = _lock(by, transfer)
    if not can_release(by, locked):
        raise RuleError(_("Pembatalan dilakukan unit asal."))
    locked.closed_by, locked.closed_at = by, timezone.now()
    return _move(locked, TransferState.CANCELLED, "closed_by", "closed_at")


def _lock(by: User, transfer: Transfer) -> Transfer:
    found = Transfer.objects.for_user(by).select_for_update(of=("self",)).select_related("unit", "to_unit")
    return found.get(pk=transfer.pk)


def _move(transfer: Transfer, to: TransferState, *changed: str) -> Transfer:
    if to not in TRANSFER_MOVES[TransferState(transfer.state)]:
        raise RuleError(_("Mutasi ini tidak dapat dipindahkan begitu."))
    transfer.state = to
    transfer.save(update_fields=["state", *changed])
    return transfer


def _required(text: str, complaint: str) -> str:
    text = " ".join(text.split())[:200]
    if len(text) < 10:
        raise RuleError(complaint)
    return text
