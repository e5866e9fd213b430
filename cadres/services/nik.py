"""Deeds around the NIK: asking who has it, and showing it. Both are counted and recorded (TRUST SEC-14, SEC-15)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import SensitiveRead, User
from cadres.models import Member
from cadres.rules import can_reveal_nik
from cadres.selectors.members import holder_of_nik, nik_hash
from core.crypto import keyed_hash
from core.errors import RuleError

REVEALS_PER_HOUR = 30
#: How often an hour one person may be told that a NIK is known out of his sight.
KNOWN_ELSEWHERE_PER_HOUR = 20
SHORTEST_REASON = 10
ELSEWHERE = "nik_elsewhere"

#: Of what the user was told that it is known: the kind, and the id of the holder or a keyed hash of the card number.
Subject = tuple[str, int]


class TooManyElsewhere(RuleError):
    """A sheet would tell more numbers held out of sight than the hour has left; `subjects` are their holders."""

    def __init__(self, subjects: Iterable[Subject] = ()) -> None:
        super().__init__(
            _("Terlalu banyak nomor di berkas ini sudah tercatat di luar wilayah Anda. Hubungi sekretariat provinsi.")
        )
        self.subjects = set(subjects)


@dataclass(frozen=True)
class NikHolder:
    """Who has a NIK: a member in sight, or somebody out of sight of whom nothing more is said."""

    member: Member | None


def find_nik_holder(*, by: User, digits: str, besides: int | None = None) -> NikHolder | None:
    """Who has the NIK; None when nobody does. `besides` is the member whose own it may be.

    Raises RuleError when the acting user has learnt too often within the hour that a NIK is known elsewhere:
    from then on he learns nothing about any.
    """
    member = Member.objects.for_user(by).defer("nik").filter(nik_hash=nik_hash(digits)).exclude(pk=besides).first()
    if member:
        return NikHolder(member)
    refuse_after_too_many(by=by)
    holder = holder_of_nik(digits)
    if holder is None or holder == besides:
        return None
    record_known_elsewhere(by=by, subject_id=holder)
    return NikHolder(None)


def refuse_after_too_many(*, by: User) -> None:
    """Raises RuleError when the acting user has been told of 20 numbers held out of his sight within the hour."""
    if SensitiveRead.objects.within_the_hour(by, ELSEWHERE).count() >= KNOWN_ELSEWHERE_PER_HOUR:
        raise RuleError(_("Terlalu banyak pemeriksaan NIK. Coba lagi satu jam lagi."))


def record_known_elsewhere(*, by: User, subject_id: int, subject_kind: str = "member") -> None:
    """Keep that the user was told a NIK or card number is known out of his sight; within the hour once a person."""
    record_all_elsewhere(by=by, subjects=[(subject_kind, subject_id)])


def record_card_elsewhere(*, by: User, card: str) -> None:
    """The same for a card number: which one is told by a keyed hash of it, never by itself."""
    record_all_elsewhere(by=by, subjects=[card_subject(card)])


def record_all_elsewhere(*, by: User, subjects: Iterable[Subject]) -> None:
    """The same for many at once."""
    SensitiveRead.objects.bulk_create(
        SensitiveRead(reader=by, subject_kind=kind, subject_id=pk, field=ELSEWHERE, reason="duplicate check")
        for kind, pk in sorted(set(subjects) - _told_within_the_hour(by))
    )


def refuse_more_than_left(*, by: User, subjects: Iterable[Subject] = ()) -> None:
    """Raises TooManyElsewhere when the 20 of the hour are told, or telling these would pass them."""
    told, wanted = _told_within_the_hour(by), set(subjects)
    if len(told) >= KNOWN_ELSEWHERE_PER_HOUR or len(told | wanted) > KNOWN_ELSEWHERE_PER_HOUR:
        raise TooManyElsewhere(wanted)


def card_subject(card: str) -> Subject:
    """Who has a card number, as it is recorded."""
    return "card", int.from_bytes(keyed_hash(card, "card")[:6])


def _told_within_the_hour(by: User) -> set[Subject]:
    told = SensitiveRead.objects.within_the_hour(by, ELSEWHERE)
    return set(told.values_list("subject_kind", "subject_id"))


def reveal_nik(*, by: User, member: Member, reason: str) -> str:
    """The full NIK, recorded with its reason before it is shown.

    Raises RuleError without the right, without a NIK, without a reason, or after 30 within the hour.
    """
    if not can_reveal_nik(by, member):
        raise RuleError(_("NIK lengkap hanya dapat dibuka sekretariat unit kader ini."))
    if not member.nik_last4:
        raise RuleError(_("Kader ini belum punya NIK."))
    reason = " ".join(reason.split())
    if len(reason) < SHORTEST_REASON:
        raise RuleError(_("Tulis alasannya, paling sedikit 10 huruf."))
    if SensitiveRead.objects.within_the_hour(by, "nik").count() >= REVEALS_PER_HOUR:
        raise RuleError(_("Batas 30 kali per jam tercapai. Coba lagi nanti."))
    SensitiveRead.objects.create(
        reader=by, subject_kind="member", subject_id=member.pk, field="nik", reason=reason[:200]
    )
    return member.nik
