"""The figures of a programme in words: one line each, with what stands behind it. No number without its base."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.templatetags.format import date_id, percent, thousands

NOTHING = "—"


@dataclass(frozen=True)
class Line:
    """One indicator of a report."""

    code: str
    name: str
    value: str
    detail: str


def report_lines(figures: Mapping[str, Mapping[str, Any]]) -> list[Line]:
    """The indicators in the order of their numbers."""
    speed, plans, gain = figures["k7"], figures["k9"], figures["k10"]
    return [
        Line("K1", _("Pasangan aktif"), thousands(figures["k1"]["value"]), _on(figures["k1"]["on"])),
        _share("K2", _("Cakupan kader yang bersedia"), figures["k2"]),
        _share("K3", _("Kepatuhan irama"), figures["k3"]),
        _days(_("Sampai kesepakatan"), speed["agreement"]),
        _days(_("Sampai rubrik awal dikunci"), speed["baseline"]),
        _days(_("Sampai rencana aksi disepakati"), speed["plan"]),
        _share("K8", _("Rubrik awal lengkap"), figures["k8"]),
        _reached(plans),
        _rise(gain),
        _share("K13", _("Ketuntasan"), figures["k13"]),
    ]


def _on(day: str) -> str:
    return _("pada %(day)s") % {"day": date_id(date.fromisoformat(day))}


def _share(code: str, name: str, parts: Mapping[str, Any], beside: str = "") -> Line:
    if not parts["base"]:
        return Line(code, name, NOTHING, _("tidak ada yang dihitung"))
    told = _("%(part)s dari %(base)s") % {"part": _plain(parts["part"]), "base": _plain(parts["base"])}
    value = percent(round(100 * parts["part"] / parts["base"]))
    return Line(code, name, value, f"{told}; {beside}" if beside else told)


def _plain(number: float) -> str:
    return thousands(int(number)) if number == int(number) else number_format(number, 1)


def _days(name: str, speed: Mapping[str, Any]) -> Line:
    if speed["median"] is None:
        return Line("K7", name, NOTHING, _("belum ada yang sampai di sana"))
    detail = _("median dari %(n)s pasangan; %(open)s belum") % {
        "n": thousands(speed["n"]),
        "open": thousands(speed["open"]),
    }
    return Line("K7", name, _("%(days)s hari") % {"days": number_format(speed["median"], 1)}, detail)


def _few() -> str:
    return _("tidak ditampilkan: kurang dari 5 kader, di sini atau di sisa unitnya")


def _reached(plans: Mapping[str, Any]) -> Line:
    name = _("Capaian rencana")
    return Line("K9", name, NOTHING, _few()) if plans["base"] is None else _share("K9", name, plans, _beside(plans))


def _beside(plans: Mapping[str, Any]) -> str:
    return _("dibatalkan %(dropped)s, belum dinilai %(open)s") % {
        "dropped": thousands(plans["dropped"]),
        "open": thousands(plans["open"]),
    }


def _rise(gain: Mapping[str, Any]) -> Line:
    name = _("Kenaikan kompetensi")
    if gain["mean"] is None:
        return Line("K10", name, NOTHING, _few())
    detail = ngettext("rata-rata %(n)s kader", "rata-rata %(n)s kader", gain["n"]) % {"n": thousands(gain["n"])}
    if gain["base"]:
        closed = percent(round(100 * gain["part"] / gain["base"]))
        detail += "; " + _("%(share)s dari kesenjangan tertutup") % {"share": closed}
    return Line("K10", name, _("%(n)s tingkat") % {"n": f"{gain['mean']:+.2f}".replace(".", ",")}, detail)
