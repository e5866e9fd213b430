"""The goals of the party (K18)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from core.templatetags.format import UNKNOWN, percent, short_date
from mentoring.models import OrgGoal


def goals(found: Sequence[OrgGoal]) -> list[dict[str, Any]]:
    """K18: how far each goal of a programme is on its way; a fall may be meant, so nothing is clipped."""
    return [
        {
            "label": format_html('<a href="{}">{}</a>', programme_url(goal), goal.statement),
            "told": UNKNOWN if goal.reached is None else percent(100 * goal.reached),
            "share": None if goal.reached is None else min(max(100 * goal.reached, Decimal(0)), Decimal(100)),
            "made_of": [_way(goal)],
        }
        for goal in found
    ]


def programme_url(goal: OrgGoal) -> str:
    """The page of the programme that a goal belongs to."""
    return reverse("mentoring:programme", args=[goal.programme_id])


def _way(goal: OrgGoal) -> str:
    parts = {name: _amount(getattr(goal, name)) for name in ("baseline", "actual", "target")}
    parts |= {"measure": goal.measure, "day": short_date(goal.due_on)}
    if goal.actual is None:
        return _("belum diukur; dari %(baseline)s ke %(target)s %(measure)s sampai %(day)s") % parts
    return _("%(actual)s; dari %(baseline)s ke %(target)s %(measure)s sampai %(day)s") % parts


def _amount(value: Decimal | None) -> str:
    return UNKNOWN if value is None else number_format(value.normalize(), use_l10n=True)
