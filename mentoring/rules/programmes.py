"""Limits of programmes (DOMAIN §5)."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from core.templatetags.format import date_id
from mentoring.models import Programme
from regions.settings import value


def length_problem(starts_on: date, ends_on: date) -> str:
    """Why a programme may not have these dates; empty when it may."""
    if ends_on <= starts_on:
        return _("Tanggal selesai harus setelah tanggal mulai.")
    least, most = value("mentoring.programme_least_days"), value("mentoring.programme_most_days")
    if not least <= (ends_on - starts_on).days <= most:
        return _("Program berlangsung %(least)d sampai %(most)d hari. Periksa tanggalnya.") % {
            "least": least,
            "most": most,
        }
    return ""


def goal_problems(
    programme: Programme, *, baseline: Decimal | None, target: Decimal | None, due_on: date | None, falls: bool
) -> dict[str, str]:
    """Why a programme may not have this goal, by field. A target below the start must be meant (`falls`)."""
    found = {}
    if baseline is not None and target is not None:
        if baseline == target:
            found["target"] = _("Angka target harus berbeda dari angka awal.")
        elif target < baseline and not falls:
            found["target"] = _("Target lebih kecil dari angka awal. Centang «Memang turun» bila itu maksudnya.")
    if due_on is not None and not programme.starts_on <= due_on <= programme.ends_on:
        found["due_on"] = _("Tenggat harus di dalam waktu program: %(first)s sampai %(last)s.") % {
            "first": date_id(programme.starts_on),
            "last": date_id(programme.ends_on),
        }
    return found
