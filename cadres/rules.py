"""Who may do what with members, offices and imports (DOMAIN §9)."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.consents import MEMBERSHIP, PARENTAL
from accounts.enums import STAFF_ROLES, Role
from accounts.models import User
from accounts.rules import acting_people
from cadres.enums import MemberStatus
from cadres.models import BoardDispute, Member, MemberMerge, OfficerTerm, Transfer
from regions.enums import Tier
from regions.models import Unit

#: UU 2/2008 art. 14: seventeen, or ever married; for data protection an unmarried person is a child until eighteen.
LAWFUL_AGE = 17
ADULT_AGE = 18


def is_secretariat(user: User) -> bool:
    """Whether the user keeps the register of some unit."""
    return user.scope is not None and user.scope.role == Role.SECRETARIAT and user.scope.tier is not None


def can_read_profiles(user: User) -> bool:
    """Whether the user sees more of a member than name, level, office and unit."""
    return user.scope is not None and user.scope.role in STAFF_ROLES


def can_keep_members_at(user: User, unit: Unit) -> bool:
    """Whether the user may add members at a unit, or move one there: inside his own reach only."""
    return is_secretariat(user) and user.scope.covers(unit)  # type: ignore[union-attr]


def first_status(card_no: str | None) -> MemberStatus:
    """Where a membership begins (DOMAIN §4.1): who brings a card number was taken in before, others apply."""
    return MemberStatus.ACTIVE if card_no else MemberStatus.APPLIED


def can_edit_member(user: User, member: Member) -> bool:
    """Whether the user may change a member's data."""
    return can_keep_members_at(user, member.unit)


def can_reveal_nik(user: User, member: Member) -> bool:
    """Whether the user may see the full NIK, with reason and log: the secretariat of the member's own board.

    The register is kept by the regency (DOMAIN §4.1), so «own unit» is the regency and what lies below it;
    province and national secretariats see it masked.
    """
    return can_edit_member(user, member) and user.scope.unit.tier >= Tier.REGENCY  # type: ignore[union-attr]


def can_import(user: User) -> bool:
    """Whether the user may bring in sheets."""
    return is_secretariat(user)


def can_export_members(user: User) -> bool:
    """Whether the user may take out lists with names (reason and watermark)."""
    return can_read_profiles(user)


def can_manage_unit(user: User, unit: Unit) -> bool:
    """Whether the user may add cells below a unit and officers in it."""
    return can_keep_members_at(user, unit)


def can_edit_bodies(user: User) -> bool:
    """Whether the user changes the list of affiliated bodies: the system's admin and the national secretariat."""
    is_national = is_secretariat(user) and user.scope.tier == Tier.NATIONAL  # type: ignore[union-attr]
    return is_national or (user.scope is not None and user.scope.role == Role.ADMIN)


def is_frozen(unit: Unit) -> bool:
    """Whether the unit's board is disputed (DOMAIN §2): nothing that it could give or approve goes out.

    The flag is stored, raised by the database when two people claim one seat, or by hand; a board above takes it
    away by decree.
    """
    return BoardDispute.objects.open().filter(unit=unit).exists()


def can_decide_on_board(user: User, unit: Unit) -> bool:
    """Whether the user confirms offices of a unit and resolves its disputes: the secretariat of a board above.

    Nothing stands above the national board: it decides on itself, still by two people.
    """
    is_above = can_manage_unit(user, unit) and user.scope.unit != unit  # type: ignore[union-attr]
    return is_above or (can_manage_unit(user, unit) and unit.tier == Tier.NATIONAL)


def can_activate(user: User, member: Member) -> bool:
    """Whether the user may make a verified member active: the secretariat of the regency or above (DOMAIN §4.1)."""
    return can_edit_member(user, member) and user.scope.unit.tier <= Tier.REGENCY  # type: ignore[union-attr]


def can_suspend(user: User, member: Member) -> bool:
    """Whether the user may suspend and restore by decree: the leader of the regency or above."""
    scope = user.scope
    is_leader = scope is not None and scope.role == Role.LEADER and scope.unit.tier <= Tier.REGENCY
    return is_leader and scope.covers(member.unit)  # type: ignore[union-attr]


def can_merge(user: User, first: Member, second: Member) -> bool:
    """Whether the user may take one row into another: a secretariat above both."""
    return can_edit_member(user, first) and can_edit_member(user, second)


def can_undo_merge(user: User, merge: MemberMerge) -> bool:
    """Whether the user may take a merge back: thirty days long, a secretariat above both."""
    return merge.can_still_be_undone and can_keep_members_at(user, merge.unit)


def can_release(user: User, transfer: Transfer) -> bool:
    """Whether the user may let a member go: the secretariat of the old unit."""
    return can_keep_members_at(user, transfer.unit)


def can_accept(user: User, transfer: Transfer) -> bool:
    """Whether the user may take a member in: the secretariat of the new unit, and not whoever let him go."""
    released = {transfer.released_by_id, transfer.released_for_id}
    return can_keep_members_at(user, transfer.to_unit) and not acting_people(user) & released


def has_recorded(user: User, term: OfficerTerm) -> bool:
    """Whether the user wrote a term down, or one in whose name it was done: he does not confirm it."""
    return bool(acting_people(user) & {term.recorded_by_id, term.recorded_for_id})


def age_on(birth_date: date, day: date) -> int:
    """Full years on a day."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def is_minor(member: Member, day: date) -> bool:
    """Whether data protection calls the member a child: under eighteen and never married."""
    born = member.birth_date
    return born is not None and not member.ever_married and age_on(born, day) < ADULT_AGE


@dataclass(frozen=True)
class Condition:
    """One thing that the next step asks for: what, whether it is there, and who can see to it."""

    code: str
    label: str
    is_met: bool
    who: str = ""


def serves_no_state() -> str:
    """What an active member must not do, in the words of a condition."""
    return _("Tidak sedang menjabat birokrat atau diplomat")


def conditions_of(
    member: Member, to: str, *, given: AbstractSet[str], day: date, serves: bool = False
) -> list[Condition]:
    """What a membership needs for its next step (DOMAIN §3, §4.1). `given`: codes of the consents in force.

    `serves`: he holds a post under a ban on parties.
    """
    secretariat = _("sekretariat unit kader ini")
    if to == MemberStatus.VERIFIED:
        age = age_on(member.birth_date, day) if member.birth_date else None
        found = [
            Condition("born", _("Tanggal lahir diisi"), age is not None, secretariat),
            Condition(
                "age",
                _("Berumur 17 tahun atau pernah menikah"),
                member.ever_married or (age is not None and age >= LAWFUL_AGE),
                _("menunggu umurnya cukup"),
            ),
            Condition("consent", _("Persetujuan keanggotaan dicatat"), MEMBERSHIP in given, secretariat),
            Condition("identity", _("Bukti diri dilihat"), bool(member.identity_seen), secretariat),
            Condition(
                "nik",
                _("NIK diisi, atau alasannya bila belum ada"),
                bool(member.nik_last4 or member.nik_missing_reason),
                secretariat,
            ),
        ]
        if is_minor(member, day):
            found.append(
                Condition("parental", _("Persetujuan orang tua atau wali"), PARENTAL in given, _("orang tua atau wali"))
            )
        return found
    found = []
    if to == MemberStatus.ACTIVE and member.status == MemberStatus.VERIFIED:
        card = bool(member.membership_card_no)
        found.append(Condition("card", _("Nomor KTA diisi"), card, _("sekretariat kabupaten/kota atau di atasnya")))
    if to == MemberStatus.ACTIVE and serves:
        found.append(Condition("service", serves_no_state(), False, secretariat))
    return found


def next_status(member: Member) -> str:
    """Where a membership goes from here on the straight way; empty when it has arrived."""
    return {MemberStatus.APPLIED: MemberStatus.VERIFIED, MemberStatus.VERIFIED: MemberStatus.ACTIVE}.get(
        MemberStatus(member.status), ""
    )
