"""What a party may set about its ladder (DOMAIN §3)."""

from functools import partial
from typing import Any

from django.forms import TypedChoiceField
from django.utils.translation import gettext_lazy as _

from regions.enums import SettingGroup, Tier
from regions.settings import declare

_TIERS: Any = partial(
    TypedChoiceField,
    coerce=int,
    choices=[(int(tier), tier.label) for tier in (Tier.NATIONAL, Tier.PROVINCE, Tier.REGENCY)],
)

for code, label, tier in (
    ("dasar", _("Kader Dasar disetujui di"), Tier.REGENCY),
    ("madya", _("Kader Madya disetujui di"), Tier.PROVINCE),
    ("utama", _("Kader Utama disetujui di"), Tier.NATIONAL),
):
    declare(
        f"cadres.approval_tier.{code}",
        group=SettingGroup.LADDER,
        label=label,
        help=_("Pimpinan tingkat ini, atau di atasnya, memutuskan usulan naik jenjang."),
        default=int(tier),
        form=_TIERS,
        source="DOMAIN §3",
    )
