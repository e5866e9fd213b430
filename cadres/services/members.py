"""Deeds on a member: adding, changing, exporting. The moves of the membership: `services.membership`."""

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cadres.models import Member
from cadres.nik import Nik
from cadres.rules import can_keep_members_at, first_status
from cadres.selectors.members import holder_of_nik, nik_hash
from cadres.services.nik import record_card_elsewhere, record_known_elsewhere, refuse_after_too_many
from core.errors import RuleError

EDITED = (
    *("full_name", "prefix", "suffix", "unit", "gender", "birth_date", "birthplace", "phone", "has_whatsapp"),
    *("email", "address", "membership_card_no", "joined_on", "bodies", "wants_mentoring", "ever_married"),
    "nik_missing_reason",
)
NIK = ("nik", "nik_hash", "nik_last4")


def known_elsewhere() -> str:
    """The one neutral sentence about a NIK or card number that somebody out of sight has."""
    return _("NIK atau nomor KTA ini sudah tercatat. Hubungi sekretariat provinsi untuk memeriksanya.")


def give_nik(member: Member, nik: Nik) -> None:
    """Set a member's NIK with its hash and last digits; not saved."""
    member.nik, member.nik_hash, member.nik_last4 = nik.digits, nik_hash(nik.digits), nik.last4
    member.nik_missing_reason = ""


def member_save(*, by: User, member: Member, nik: Nik | None = None, fields: Collection[str] = EDITED) -> Member:
    """Add a member, or keep changes of one in `fields`. A `nik` replaces the one there is; None leaves it.

    Raises RuleError when the unit is outside the user's reach, the NIK or card number is another's, or the user
    has been told so too often within the hour. A number held out of the user's sight is answered neutrally and
    recorded; nothing is written then.
    """
    if not can_keep_members_at(by, member.unit):
        raise RuleError(_("Unit ini di luar wilayah kerja Anda."))
    if member.pk is None:
        member.created_by, member.status = by, first_status(member.membership_card_no)
    if nik or _has_new_card(member):
        refuse_after_too_many(by=by)
    if nik:
        give_nik(member, nik)
    try:
        with transaction.atomic():
            # Only what was changed: the rest of a row that was read a while ago may have changed since,
            # and a NIK that stays is neither decrypted nor encrypted anew.
            member.save(update_fields={*fields, *((*NIK, "nik_missing_reason") if nik else ())} if member.pk else None)
    except IntegrityError as error:
        # Names of constraints, never values, tell the cause: the text of the error quotes a row.
        if "nik_hash" not in str(error) and "membership_card_no" not in str(error):
            raise
        if nik and "nik_hash" in str(error):
            record_known_elsewhere(by=by, subject_id=holder_of_nik(nik.digits) or 0)
        else:
            record_card_elsewhere(by=by, card=member.membership_card_no or "")
        raise RuleError(known_elsewhere()) from None
    return member


def _has_new_card(member: Member) -> bool:
    """Whether saving would try a card number that this member does not have yet."""
    card = member.membership_card_no
    return bool(card) and not Member.objects.filter(pk=member.pk, membership_card_no=card).exists()
