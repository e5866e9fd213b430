"""The moves of a membership with their evidence (DOMAIN §4.1)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.consents import MEMBERSHIP, consent_record, given_codes
from accounts.models import User, today
from accounts.services import roles_end
from cadres.enums import STATUS_MOVES, EndReason, IdentityDocument, MemberStatus
from cadres.mobility.rights import serves_the_state
from cadres.models import Member, MemberTransition
from cadres.rules import can_activate, can_edit_member, can_suspend, conditions_of
from cadres.services.nik import record_card_elsewhere, refuse_after_too_many
from cadres.services.offices import terms_end
from cadres.signals import membership_ended, membership_ending, membership_suspended
from core.errors import RuleError

#: So many are verified at one go; a request may not take longer.
MOST_VERIFIED = 100
SHORTEST_PROOF = 10


@transaction.atomic
def member_identify(*, by: User, member: Member, document: str, ever_married: bool | None = None) -> None:
    """Keep which proof of identity was seen, and whether the person has been married.

    Raises RuleError outside the user's reach or for an unknown document.
    """
    locked = _lock(member)
    if not can_edit_member(by, locked):
        raise RuleError(_("Kader ini di luar wilayah kerja Anda."))
    if document not in IdentityDocument.values:
        raise RuleError(_("Pilih bukti diri yang dilihat."))
    locked.identity_seen = document
    locked.ever_married = locked.ever_married if ever_married is None else ever_married
    locked.save(update_fields=["identity_seen", "ever_married"])
    member.identity_seen, member.ever_married = locked.identity_seen, locked.ever_married


@transaction.atomic
def member_give_card(*, by: User, member: Member, number: str) -> None:
    """Set the card number (KTA). Raises RuleError without the right, without a number, or for one that is taken."""
    locked = _lock(member)
    if not can_activate(by, locked):
        raise RuleError(_("Nomor KTA diberikan sekretariat kabupaten/kota atau di atasnya."))
    locked.membership_card_no = number.strip() or None
    if locked.membership_card_no is None:
        raise RuleError(_("Isi nomor KTA sebelum keanggotaan diaktifkan."))
    refuse_after_too_many(by=by)
    try:
        with transaction.atomic():
            locked.save(update_fields=["membership_card_no"])
    except IntegrityError:
        record_card_elsewhere(by=by, card=locked.membership_card_no)
        raise RuleError(_("Nomor KTA ini sudah tercatat.")) from None
    member.membership_card_no = locked.membership_card_no


def members_verify(
    *, by: User, members: Iterable[Member], document: str, channel: str, proof: str
) -> list[tuple[Member, str]]:
    """Verify applicants whose forms and proofs of identity lie on the desk: each stored singly, for one stated reason.

    Consent and identity are noted where they are not yet, with `channel`, `proof` and `document`. Returns those who
    could not be verified, each with what is missing; nothing of theirs is kept. No way leads back (DOMAIN §4.1): a
    wrong one ends. Raises RuleError without a reason, or for more than `MOST_VERIFIED`.
    """
    members, proof = list(members), " ".join(proof.split())
    if len(proof) < SHORTEST_PROOF:
        raise RuleError(_("Tulis buktinya, paling sedikit 10 huruf."))
    if len(members) > MOST_VERIFIED:
        raise RuleError(_("Paling banyak %(n)d orang sekali jalan.") % {"n": MOST_VERIFIED})
    refused = []
    for member in members:
        try:
            _verify(by, member, document, channel, proof)
        except RuleError as error:
            refused.append((member, str(error)))
    return refused


@transaction.atomic
def _verify(by: User, member: Member, document: str, channel: str, proof: str) -> None:
    if not can_edit_member(by, member):
        raise RuleError(_("Kader ini di luar wilayah kerja Anda."))
    if MEMBERSHIP not in given_codes(member.pk):
        consent_record(by=by, member=member, code=MEMBERSHIP, is_given=True, channel=channel, proof=proof)
    if not member.identity_seen:
        member_identify(by=by, member=member, document=document)
    member_move_status(by=by, member=member, to=MemberStatus.VERIFIED, note=proof)


@transaction.atomic
def member_move_status(
    *,
    by: User,
    member: Member,
    to: str,
    reason: str = "",
    note: str = "",
    decree_no: str = "",
    decree_on: date | None = None,
    at: datetime | None = None,
) -> None:
    """Move a membership on and keep the move with its evidence.

    Verifying needs consent, identity, a lawful age and a NIK or its reason; activating a card number (regency and
    above); suspending and restoring a leader's decree; ending a reason, and a decree where somebody is dismissed.
    With a membership end, at once, the offices, the roles in the product and what apps above have with the member
    (`membership_ended`); with a suspension they pause (`membership_suspended`). Raises RuleError for a move that
    DOMAIN §4.1 does not know, without the right, or with what is missing.
    """
    now = at or timezone.now()
    if to in (MemberStatus.ENDED, MemberStatus.SUSPENDED):
        membership_ending.send(sender=Member, member=member)
    locked = _lock(member)
    before, decree_no = MemberStatus(locked.status), decree_no.strip()
    by_decree = MemberStatus.SUSPENDED in (to, before) and to != MemberStatus.ENDED
    if not (can_suspend(by, locked) if by_decree else can_edit_member(by, locked)):
        raise RuleError(
            _("Membekukan dan memulihkan adalah wewenang pimpinan kabupaten/kota atau di atasnya.")
            if by_decree
            else _("Kader ini di luar wilayah kerja Anda.")
        )
    if to not in STATUS_MOVES[before] or locked.merged_into_id:
        raise RuleError(_("Status keanggotaan ini tidak dapat diubah begitu."))
    if to == MemberStatus.ACTIVE and before == MemberStatus.VERIFIED and not can_activate(by, locked):
        raise RuleError(_("Mengaktifkan keanggotaan adalah tugas sekretariat kabupaten/kota atau di atasnya."))
    serves = to == MemberStatus.ACTIVE and serves_the_state(locked)
    needed = conditions_of(locked, to, given=_given(locked, to), day=today(), serves=serves)
    if missing := [c for c in needed if not c.is_met]:
        raise RuleError(_("Belum lengkap: %(what)s.") % {"what": "; ".join(c.label for c in missing)})
    if (by_decree or reason == EndReason.DISMISSED) and not (decree_no and decree_on):
        raise RuleError(_("Isi nomor dan tanggal SK."))
    if decree_on and decree_on > today():
        raise RuleError(_("Tanggal SK belum tiba."))
    if to == MemberStatus.ENDED and (reason not in EndReason.values or reason == EndReason.DUPLICATE):
        raise RuleError(_("Pilih alasan keanggotaan berakhir; data ganda digabung lewat halaman data ganda."))
    locked.status = to
    locked.save(update_fields=["status"])
    MemberTransition.objects.create(
        member=locked,
        unit=locked.unit,
        from_value=before,
        to_value=to,
        reason=reason if to == MemberStatus.ENDED else "",
        note=note.strip()[:200],
        decree_no=decree_no,
        decree_on=decree_on,
        actor=by,
        at=now,
    )
    member.status = to
    if to == MemberStatus.SUSPENDED:
        membership_suspended.send(sender=Member, member=locked, by=by)
    elif to == MemberStatus.ENDED:
        end_what_hangs_on(member=locked, by=by)


def end_what_hangs_on(*, member: Member, by: User) -> None:
    """End offices, roles and mentoring with a membership. Part of a deed that has been checked."""
    terms_end(member=member, on=today())
    if member.user is not None:
        roles_end(by=by, user=member.user)
    membership_ended.send(sender=Member, member=member, by=by)


def _given(member: Member, to: str) -> set[str]:
    return given_codes(member.pk) if to == MemberStatus.VERIFIED else set()


def _lock(member: Member) -> Member:
    return Member.objects.select_for_update(of=("self",)).select_related("unit", "user").defer("nik").get(pk=member.pk)
