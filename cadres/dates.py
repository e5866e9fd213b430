"""Dates as people and spreadsheets write them, day before month."""

import re
from datetime import date, datetime, timedelta
from typing import NoReturn

from django.utils.translation import gettext as _

from cadres.errors import InputError

OLDEST_YEARS = 110
#: Day 0 of the date numbers of Excel, shifted for the 29 February 1900 that Excel believes in.
SERIAL_EPOCH = date(1899, 12, 30)
#: Smaller numbers are years that stand alone, larger ones lie after the year 9999.
SERIALS = range(2101, 2958466)

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari pebruari feb peb february",
            "maret mar mrt march",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "agustus agu agst agt ags agust august aug",
            "september sept sep",
            "oktober okt october oct",
            "november nopember nov nop",
            "desember des december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_CLOCK = re.compile(r"[T\s]+\d{1,2}[:.]\d{2}([:.]\d{2}(\.\d+)?)?\s*(Z|WIB|WITA|WIT)?$")
_WEEKDAY = re.compile(r"^(senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\s*,?\s+", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4,})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[-/., ]\s*(\d{1,2})\s*[-/., ]\s*('?\d+)")
_NAMED_MONTH = re.compile(r"(\d{1,2})[\s\-/.]*([a-z]+)[\s\-/.,]*('?\d+)", re.IGNORECASE)
_DIGITS = re.compile(r"\d+(\.0+)?")


class DateError(InputError):
    """A value that is no usable date.

    Codes: date_unreadable, date_impossible (no such day), date_year, date_future, date_old.
    """


def parse_date(value: str | int | float | date, *, today: date | None = None) -> date:
    """Read a past date from a date cell, an Excel date number or text such as 31/12/1990 or «31 Des 1990».

    Two-digit years are the latest past ones. Raises DateError, one cause per error, for days that do not exist,
    for days after `today` and for days more than 110 years before it.
    """
    today = today or date.today()
    found = _read(value, today)
    if found > today:
        raise DateError("date_future", _("Tanggal ini belum terjadi; periksa tahunnya."))
    if found < _years_before(today, OLDEST_YEARS):
        raise DateError("date_old", _("Tanggal ini lebih dari 110 tahun yang lalu; periksa tahunnya."))
    return found


def split_birthplace(text: str) -> tuple[str, str]:
    """Split «Sorong, 12-05-1990» into place and date text; either may be missing."""
    first_digit = re.search(r"\d", text)
    at = first_digit.start() if first_digit else len(text)
    place = _WEEKDAY.sub("", text[:at])
    return place.strip(" ,;/.-–—:\t\n"), text[at:].strip()


def _read(value: str | int | float | date, today: date) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _WEEKDAY.sub("", _CLOCK.sub("", str(value).strip()))
    if _DIGITS.fullmatch(text):
        return _from_digits(text.partition(".")[0], today)
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
    elif (match := _NAMED_MONTH.fullmatch(text)) and match.group(2).lower() in _MONTHS:
        day, month, year = match.group(1), str(_MONTHS[match.group(2).lower()]), match.group(3)
    else:
        _refuse_unreadable()
    return _day(year.removeprefix("'"), int(month), int(day), today)


def _from_digits(digits: str, today: date) -> date:
    """Read a number without signs: an Excel date number, ddmmyyyy (its first 0 may be lost) or yyyymmdd."""
    if len(digits) in (7, 8):
        padded = digits.zfill(8)
        if 1 <= int(padded[2:4]) <= 12 and padded[4:6] in ("19", "20"):
            return _day(padded[4:], int(padded[2:4]), int(padded[:2]), today)
        return _day(padded[:4], int(padded[4:6]), int(padded[6:]), today)
    if len(digits) > 7 or int(digits) not in SERIALS:
        _refuse_unreadable()
    return SERIAL_EPOCH + timedelta(days=int(digits))


def _day(year_text: str, month: int, day: int, today: date) -> date:
    if len(year_text) not in (2, 4) or (len(year_text) == 4 and not 1000 <= int(year_text) <= 2999):
        raise DateError("date_year", _("Tahun tidak mungkin; tulis tahun dengan empat angka, misalnya 1990."))
    year = int(year_text)
    if len(year_text) == 2:
        year += 2000 if (2000 + year, month, day) <= (today.year, today.month, today.day) else 1900
    try:
        return date(year, month, day)
    except ValueError as error:
        sentence = _("Tanggal tidak ada di kalender; tulis hari/bulan/tahun.")
        raise DateError("date_impossible", sentence) from error


def _refuse_unreadable() -> NoReturn:
    raise DateError("date_unreadable", _("Tanggal tidak terbaca; tulis seperti 31/12/1990."))


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
