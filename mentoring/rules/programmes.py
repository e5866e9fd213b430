"""Limits of programmes (DOMAIN §5)."""

from datetime import date

from django.utils.translation import gettext as _

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
