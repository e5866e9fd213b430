"""Accounts for those who mentor and are mentored."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import User
from accounts.services import invite
from cadres.models import Member
from core.errors import RuleError
from regions.enums import Tier
from regions.models import Unit


def account_unit(member: Member) -> Unit:
    """Where a member's role as mentor or mentee stands: his unit, or the village above a cell."""
    unit = member.unit
    return unit.parent if unit.tier > Tier.VILLAGE and unit.parent else unit


@transaction.atomic
def person_invite(*, by: User, member: Member, email: str, role: Role) -> User:
    """Give a member an account with a role as mentor or mentee, and mail him the way in; his user.

    A member who has an account gets the role there, whatever the address. Raises RuleError when the address
    belongs to somebody else or the acting user may not.
    """
    if member.user is not None:
        if not member.user.assignments.current().filter(role=role).exists():
            invite(by=by, email=member.user.email, full_name=member.full_name, role=role, unit=account_unit(member))
        return member.user
    if not email:
        raise RuleError(_("%(name)s belum punya akun. Isi emailnya.") % {"name": member.full_name})
    if User.objects.filter(email__iexact=email.strip()).exists():
        raise RuleError(_("Alamat email ini sudah dipakai orang lain."))
    try:
        with transaction.atomic():
            invitation = invite(
                by=by, email=email.strip(), full_name=member.full_name, role=role, unit=account_unit(member)
            )
            member.user = invitation.user
            member.save(update_fields=["user"])
    except IntegrityError as error:
        member.user = None
        raise RuleError(_("Alamat email ini sudah dipakai orang lain.")) from error
    return invitation.user
