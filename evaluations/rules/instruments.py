"""Who may write which instrument (DOMAIN §9): national changes, a province adds and never removes."""

from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import User
from core.errors import RuleError
from evaluations.enums import InstrumentState
from evaluations.models import Instrument
from regions.enums import Tier


def may_write_national(user: User) -> bool:
    """The national coordinator and the system admin."""
    scope = user.scope
    return scope is not None and (
        scope.role == Role.ADMIN or (scope.role == Role.COORDINATOR and scope.unit.tier == Tier.NATIONAL)
    )


def may_write(user: User, instrument: Instrument) -> bool:
    """Whether a user may change this version while it is a draft."""
    if instrument.province_id is None:
        return may_write_national(user)
    return may_add_for_province(user) and user.scope is not None and user.scope.unit.pk == instrument.province_id


def may_add_for_province(user: User) -> bool:
    """The coordinator of a province."""
    scope = user.scope
    return scope is not None and scope.role == Role.COORDINATOR and scope.unit.tier == Tier.PROVINCE


def require_draft(user: User, instrument: Instrument) -> None:
    """Raise RuleError unless it is a draft that the user may write."""
    if not may_write(user, instrument):
        raise RuleError(_("Instrumen nasional diubah koordinator nasional; provinsi menambah di edisinya sendiri."))
    if instrument.state != InstrumentState.DRAFT:
        raise RuleError(_("Versi ini sudah dipakai dan tidak berubah lagi. Buat versi baru."))
