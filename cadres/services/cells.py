"""Deeds on cells: the groups of cadres below a village unit, which stand on no government area."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from cadres.rules import can_manage_unit
from core.errors import RuleError
from regions.enums import Tier
from regions.models import Unit, UnitLabel


@transaction.atomic
def cell_add(*, by: User, village: Unit, name: str) -> Unit:
    """Add a cell below a village unit; its code is the village's with a running number.

    Raises RuleError outside the user's reach, below any other tier, or for a name that a cell there has.
    """
    if not can_manage_unit(by, village):
        raise RuleError(_("Unit ini di luar wilayah kerja Anda."))
    if village.tier != Tier.VILLAGE:
        raise RuleError(_("Kelompok hanya dapat dibuat di bawah ranting."))
    Unit.objects.select_for_update().get(pk=village.pk)  # two at once get two numbers
    cells = Unit.objects.filter(parent=village)
    if cells.filter(name__iexact=name).exists():
        raise RuleError(_("Sudah ada kelompok dengan nama ini di sini."))
    return Unit.objects.create(
        tier=Tier.CELL,
        parent=village,
        own_code=f"{village.code}-K{cells.count() + 1:02}",
        name=name,
        path=f"{name}, {village.path}",
        time_zone=village.time_zone,
        label=_cell_label(village, name),
        **village.tier_ids,
    )


def _cell_label(village: Unit, name: str) -> str:
    """What a cell is called here; nothing when its name says it already."""
    labels = UnitLabel.objects.filter(Q(province=village.province_id) | Q(province=None), tier=Tier.CELL)
    label = labels.order_by("province").values_list("label", flat=True).first() or ""
    return "" if name.lower().startswith(label.lower().partition(" ")[0]) else label
