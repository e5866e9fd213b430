"""Consents per purpose: recorded, withdrawn, asked about (DOMAIN §11). The newest row of a purpose holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.enums import Channel
from accounts.models import Consent, ProcessingPurpose, User
from core.errors import RuleError

MEMBERSHIP, MENTORING, EVALUATION, PHOTO, WHATSAPP, SELECTION, PARENTAL = (
    *("membership", "mentoring", "evaluation", "photo", "whatsapp", "selection"),
    "parental",
)
#: Asked of the person himself, one unticked box each.
ASKED = (MEMBERSHIP, MENTORING, EVALUATION, PHOTO, WHATSAPP, SELECTION)
#: Told what a person said, once he has said it: apps above stop or go on at once.
LISTENERS: list[Any] = []


@dataclass(frozen=True)
class Stand:
    """A purpose as it is now, and what the person last said to it."""

    purpose: ProcessingPurpose
    consent: Consent | None

    @property
    def is_given(self) -> bool:
        """Whether the last word was yes."""
        return self.consent is not None and self.consent.is_given

    @property
    def is_outdated(self) -> bool:
        """Whether he said yes to an older text."""
        return self.is_given and self.consent.purpose_id != self.purpose.pk  # type: ignore[union-attr]


def current_purposes() -> dict[str, ProcessingPurpose]:
    """The purposes with their newest texts, by code, in the order in which they are shown."""
    newest = {purpose.code: purpose for purpose in ProcessingPurpose.objects.order_by("version")}
    return dict(sorted(newest.items(), key=lambda item: (item[1].rank, item[0])))


def given_codes(member_id: int) -> set[str]:
    """The purposes to which the last word was yes: the member's, or that of a row merged into his."""
    mine = Q(member=member_id) | Q(member__merged_into=member_id)
    said = Consent.objects.filter(mine).order_by("at", "pk").values_list("purpose__code", "is_given")
    return {code for code, is_given in dict(said).items() if is_given}


def withdrawn_members(code: str, members: Iterable[int]) -> set[int]:
    """Those of some members whose last word on a purpose was no. Who was never asked is not among them."""
    said = Consent.objects.filter(member__in=list(members), purpose__code=code).newest()
    return {consent.member_id for consent in said if not consent.is_given}


def stands_of(member: Any, user: User) -> list[Stand]:
    """Every purpose with the member's last word, as the user may see it."""
    said = {c.purpose.code: c for c in _said(member, user)}
    return [Stand(purpose, said.get(code)) for code, purpose in current_purposes().items() if code in {*ASKED, *said}]


def _said(member: Any, user: User) -> Any:
    return Consent.objects.for_user(user).filter(member=member).newest().select_related("purpose", "recorded_by")


@transaction.atomic
def consent_record(
    *, by: User, member: Any, code: str, is_given: bool, channel: str = Channel.APP, proof: str = ""
) -> Consent:
    """Keep a yes or a no of a member to a purpose, with the text that holds now; who listens acts at once.

    Raises RuleError for an unknown purpose, for a no to what membership itself rests on, and without a proof when
    it was not the person himself.
    """
    purpose = current_purposes().get(code)
    if purpose is None:
        raise RuleError(_("Tujuan pemrosesan ini tidak dikenal."))
    if not is_given and not purpose.is_refusable:
        raise RuleError(_("Tujuan ini melekat pada keanggotaan. Untuk menghentikannya, akhiri keanggotaan."))
    if channel not in Channel.values or (channel == Channel.APP and member.user_id != by.pk):
        raise RuleError(_("Pilih bagaimana persetujuan diberikan."))
    if channel != Channel.APP and not proof.strip():
        raise RuleError(_("Tulis nomor formulir atau rekaman buktinya."))
    consent = Consent.objects.create(
        unit_id=member.unit_id,
        member=member,
        purpose=purpose,
        is_given=is_given,
        channel=channel,
        recorded_by=by,
        proof=proof.strip()[:120],
    )
    for listener in LISTENERS:
        listener(by=by, member=member, code=code, is_given=is_given)
    return consent
