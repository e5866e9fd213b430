"""Who there is: mentors by load (K17), women (K16), and what rows of members lack."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from accounts.enums import Role
from core.templatetags.format import percent, ratio, thousands
from dashboards.indicators import (
    K16,
    NOW,
    QUOTA,
    SMALL,
    number,
)
from dashboards.panels.words import linked
from dashboards.selectors.board import BoardData


def loads(data: BoardData) -> dict[str, Any] | None:
    """K17: mentors by what they carry, and what all of them carry of what they can without strain."""
    labels = {
        "mentors_idle": _("Tanpa binaan"),
        "mentors_light": _("Di bawah beban wajar"),
        "mentors_busy": _("Beban wajar"),
        "mentors_full": _("Di batas"),
    }
    mentors, load, soft = (data.now[name] for name in ("mentors_active", "mentors_load", "mentors_soft"))
    if not mentors:
        return None
    shown = [number(NOW[name], data.now, data.asked) for name in labels]
    parts = {"share": ratio(load, soft), "load": thousands(load), "soft": thousands(soft)}
    return {
        "maximum": max(each.count for each in shown),
        "steps": [
            {
                "label": labels[each.figure],
                "count": each.count,
                "url": each.url,
                "figure": each.figure,
                "share": percent(Decimal(100) * each.count / mentors) if mentors >= SMALL else "",
            }
            for each in shown
        ],
        "finding": _("Beban wajar terpakai %(share)s: %(load)s binaan, %(soft)s tempat.") % parts,
    }


def lacking(data: BoardData) -> list[dict[str, Any]]:
    """What rows of active members lack, for the secretariat that keeps them."""
    if data.role != Role.SECRETARIAT:
        return []
    labels = {"nik": _("Tanpa NIK"), "phone": _("Tanpa nomor HP"), "birth": _("Tanpa tanggal lahir")}
    members = data.now["members_active"]
    shown = {name: number(NOW[f"members_no_{name}"], data.now, data.asked) for name in labels}
    return [
        {
            "label": label,
            "told": ratio(shown[name].count, members),
            "share": Decimal(100) * shown[name].count / members if members else None,
            "made_of": [linked(_("%(n)s kader aktif"), shown[name])],
        }
        for name, label in labels.items()
    ]


def women(data: BoardData) -> list[dict[str, Any]]:
    """K16: the share of women in each group, against the line of thirty per cent."""
    found = []
    for indicator in K16:
        share = indicator.share(data.now)
        part, base = number(indicator.part, data.now, data.asked), number(indicator.base[0], data.now, data.asked)
        found.append(
            {
                "label": indicator.label,
                "told": ratio(part.count, base.count),
                "share": share,
                "is_low": share is not None and share < QUOTA,
                "made_of": [linked("%(n)s", part), linked(_("dari %(n)s"), base)],
            }
        )
    return found
