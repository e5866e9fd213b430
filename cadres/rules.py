"""Who may do what with members, offices and imports (DOMAIN §9)."""

from django.utils import timezone

from accounts.enums import STAFF_ROLES, Role
from accounts.models import User
from cadres.models import Member, OfficerTerm
from regions.enums import Tier
from regions.models import Unit

#: Posts that chair a board; «Wakil Ketua» and «Ketua Bidang …» do not.
CHAIR = r"^\s*((plt|pj)\.?\s*)?ketua( umum)?\s*$"


def is_secretariat(user: User) -> bool:
    """Whether the user keeps the register of some unit."""
    return user.scope is not None and user.scope.role == Role.SECRETARIAT and user.scope.tier is not None


def can_read_profiles(user: User) -> bool:
    """Whether the user sees more of a member than name, level, office and unit."""
    return user.scope is not None and user.scope.role in STAFF_ROLES


def can_keep_members_at(user: User, unit: Unit) -> bool:
    """Whether the user may add members at a unit, or move one there: inside his own reach only."""
    return is_secretariat(user) and user.scope.covers(unit)  # type: ignore[union-attr]


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


def is_frozen(unit: Unit) -> bool:
    """Whether two members chair the unit at once: a dispute (DOMAIN §2).

    Its leaders decide nothing until the tier above has settled who chairs, by ending one of the terms.
    """
    today = timezone.localdate()
    chairs = OfficerTerm.objects.open().filter(unit=unit, starts_on__lte=today, post__iregex=CHAIR)
    return chairs.values("member").distinct().count() > 1
