"""Deeds on districts."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cadres.rules import can_manage_unit
from core.errors import RuleError
from regions.enums import Tier
from regions.models import Unit


@transaction.atomic
def district_set_signal(*, by: User, district: Unit, is_weak: bool) -> None:
    """Say whether the signal of a district is weak, so that its figures stand apart (DOMAIN §13 K19).

    Raises RuleError outside the user's reach, or for a unit of another tier.
    """
    if not can_manage_unit(by, district):
        raise RuleError(_("Unit ini di luar wilayah kerja Anda."))
    if district.tier != Tier.DISTRICT:
        raise RuleError(_("Sinyal dicatat per distrik atau kecamatan."))
    Unit.objects.filter(pk=district.pk).update(weak_signal=is_weak)
    district.weak_signal = is_weak
