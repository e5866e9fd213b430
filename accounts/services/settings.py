"""Deeds on the settings of the party, and on what its tiers are called."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import can_change_settings, can_name_tiers
from core.errors import RuleError
from regions import settings
from regions.enums import Tier
from regions.models import Party, Setting, Unit, UnitLabel

SHORTEST_REASON = 5
LONGEST_LABEL = 40

# Units of the tier, in the province or in every province that has no word of its own. A cell without a word in front
# of its name («Pokkar Melati») stays so.
RENAME = """
UPDATE regions_unit u SET label = %(label)s
WHERE u.tier = %(tier)s AND u.label <> %(label)s AND (u.tier < 5 OR u.label <> '')
    AND (u.province_id = %(province)s OR %(province)s IS NULL AND NOT EXISTS (
        SELECT FROM regions_unitlabel l WHERE l.tier = u.tier AND l.province_id = u.province_id))
"""


@transaction.atomic
def setting_change(*, by: User, key: str, value: Any, reason: str) -> Setting:
    """Change a setting for the whole party; it holds from this moment on.

    Raises RuleError without the right, for an unknown key, a value that its field refuses or that does not go with
    another setting, the same value again, or a missing reason.
    """
    declared = settings.find(key)
    if declared is None or not can_change_settings(by):
        raise RuleError(_("Anda tidak dapat mengubah pengaturan ini."))
    try:
        cleaned = declared.field().clean(value)
    except ValidationError as error:
        raise RuleError(" ".join(error.messages)) from error
    if cleaned == settings.value(key):
        raise RuleError(_("Nilainya sama dengan yang berlaku sekarang."))
    problems = settings.problems(key, cleaned)
    if problems:
        raise RuleError(" ".join(problems))
    row = Setting.objects.create(key=key, value=cleaned, changed_by=by, reason=_reason(reason))
    settings.changed()
    return row


@transaction.atomic
def label_change(*, by: User, tier: Tier, label: str, reason: str, province: Unit | None = None) -> Setting:
    """Change what the units of a tier are called, in one province or everywhere else.

    A blank label in a province takes its own word away. Raises RuleError without the right, for the same word
    again, for a blank general one, or without a reason.
    """
    if not can_name_tiers(by, province):
        raise RuleError(_("Anda tidak dapat mengubah sebutan di sini."))
    label = " ".join(label.split())[:LONGEST_LABEL]
    party = Party.objects.first()
    held = UnitLabel.objects.filter(party=party, tier=tier, province=province).first()
    if label == (held.label if held else ""):
        raise RuleError(_("Sebutannya sama dengan yang berlaku sekarang."))
    if not label and province is None:
        raise RuleError(_("Tulis sebutannya."))
    row = Setting.objects.create(key=label_key(tier, province), value=label, changed_by=by, reason=_reason(reason))
    if label:
        UnitLabel.objects.update_or_create(party=party, tier=tier, province=province, defaults={"label": label})
    elif held:
        held.delete()
        label = UnitLabel.objects.get(party=party, tier=tier, province=None).label
    with connection.cursor() as cursor:
        cursor.execute(RENAME, {"tier": tier, "label": label, "province": province.pk if province else None})
    return row


def label_key(tier: Tier, province: Unit | None) -> str:
    """The key under which the history of a label is kept."""
    return f"label.{int(tier)}" + (f".{province.pk}" if province else "")


def _reason(text: str) -> str:
    text = " ".join(text.split())
    if len(text) < SHORTEST_REASON:
        raise RuleError(_("Tulis alasannya, paling sedikit %(n)d huruf.") % {"n": SHORTEST_REASON})
    return text[:200]
