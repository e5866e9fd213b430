"""The national identity number (NIK): `PPRRDD ddmmyy nnnn`, women's day of birth plus 40, no check digit."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cadres.errors import InputError, InputWarning
from cadres.numbers import is_scientific, typed_text

NIK_LENGTH = 16
WOMAN_DAY_OFFSET = 40
#: The day and month are fixed but the century is not: both are tried.
CENTURIES = (1900, 2000)
#: So many zeros at the end are not a serial number but what a number cell has lost.
LOST_ZEROS = "0" * 6

_SEPARATORS = re.compile(r"[\s.\-'’`_]+")


class NikError(InputError):
    """A text that cannot be a NIK. Codes: nik_letters, nik_length, nik_damaged, nik_date, nik_serial."""


@dataclass(frozen=True, slots=True)
class Nik:
    """A NIK of the right form. `year` has two digits; `region_code` is dotted as in the list of regions."""

    digits: str
    region_code: str
    day: int
    month: int
    year: int
    is_woman: bool

    @property
    def last4(self) -> str:
        """The only part that pages show without a reason."""
        return self.digits[-4:]

    @property
    def birth_dates(self) -> tuple[date, ...]:
        """The days of birth the number allows, one per century in which the day exists."""
        return tuple(
            date(century + self.year, self.month, self.day)
            for century in CENTURIES
            if _day_exists(century + self.year, self.month, self.day)
        )


def parse_nik(value: str | int | float) -> Nik:
    """Read a NIK as typed or as a spreadsheet cell; spaces, dots and dashes are ignored.

    Raises NikError. A region that does not exist is no error: the caller may warn.
    """
    text = typed_text(value)
    if is_scientific(text):
        raise _damaged()
    digits = _SEPARATORS.sub("", text)
    if not (digits.isascii() and digits.isdigit()):
        raise NikError("nik_letters", _("NIK hanya boleh berisi angka."))
    if len(digits) != NIK_LENGTH:
        sentence = _("NIK harus 16 angka; Anda menulis %(count)d angka.")
        raise NikError("nik_length", sentence % {"count": len(digits)})
    if digits.endswith(LOST_ZEROS):
        raise _damaged()

    written_day = int(digits[6:8])
    is_woman = written_day > WOMAN_DAY_OFFSET
    nik = Nik(
        digits=digits,
        region_code=f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}",
        day=written_day - WOMAN_DAY_OFFSET if is_woman else written_day,
        month=int(digits[8:10]),
        year=int(digits[10:12]),
        is_woman=is_woman,
    )
    if not nik.birth_dates:
        raise NikError("nik_date", _("Tanggal lahir di dalam NIK (angka ke-7 sampai ke-12) tidak ada di kalender."))
    if digits.endswith("0000"):
        raise NikError("nik_serial", _("Empat angka terakhir NIK tidak mungkin 0000."))
    return nik


def nik_warnings(nik: Nik, birth_date: date | None, gender: str | None) -> list[InputWarning]:
    """List where a NIK disagrees with the stated birth date or gender ("male", "female").

    Only warnings: a NIK is not issued again when the civil record is corrected.
    """
    warnings = []
    if birth_date and birth_date not in nik.birth_dates:
        warnings.append(InputWarning("nik_birth_date", _("Tanggal lahir di NIK berbeda dari yang ditulis.")))
    if gender and (gender == "female") != nik.is_woman:
        warnings.append(InputWarning("nik_gender", _("Jenis kelamin di NIK berbeda dari yang ditulis.")))
    return warnings


def mask_nik(last4: str) -> str:
    """Return the NIK as pages show it: twelve dots and the last four digits; blank stays blank."""
    return f"{'•' * (NIK_LENGTH - 4)}{last4}" if last4 else ""


def _damaged() -> NikError:
    return NikError(
        "nik_damaged", _("Excel mengubah NIK menjadi bilangan; angka akhir hilang. Ketik ulang 16 angkanya dari KTP.")
    )


def _day_exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
