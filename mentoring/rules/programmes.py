"""Limits of programmes (DOMAIN §5)."""

from datetime import date

from django.utils.translation import gettext as _

SHORTEST_DAYS = 60
LONGEST_DAYS = 550


def length_problem(starts_on: date, ends_on: date) -> str:
    """Why a programme may not have these dates: two to eighteen months; empty when it may."""
    if ends_on <= starts_on:
        return _("Tanggal selesai harus setelah tanggal mulai.")
    if not SHORTEST_DAYS <= (ends_on - starts_on).days <= LONGEST_DAYS:
        return _("Program berlangsung dua sampai delapan belas bulan. Periksa tanggalnya.")
    return ""
