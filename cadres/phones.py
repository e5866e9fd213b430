"""Indonesian mobile numbers: read in any writing, kept as E.164 `+628…`, shown in groups."""

import re

from django.utils.translation import gettext as _

from cadres.errors import InputError
from cadres.numbers import is_scientific, typed_text

#: Digits after `+628`.
SHORTEST_REST = 8
LONGEST_REST = 11
#: Fewer digits would match nearly every number.
SHORTEST_SEARCH = 3

_SEPARATORS = re.compile(r"[\s.\-–—()\[\]'’`_]+")
_BETWEEN_NUMBERS = re.compile(r"[/,;&|\n]|\bdan\b|\batau\b", re.IGNORECASE)
_LABEL = re.compile(r"^(?:no|hp|wa|tel|telp|tlp|telepon|whatsapp)\b[\s.:/]*", re.IGNORECASE)


class PhoneError(InputError):
    """A text that is no Indonesian mobile number.

    Codes: phone_letters, phone_damaged, phone_two, phone_foreign, phone_landline, phone_short, phone_long.
    """


def normalise_phone(value: str | int | float) -> str:
    """Return "+628…" for 08…, 628…, +628…, 00628… or 8… in any grouping, or for a number cell.

    Raises PhoneError.
    """
    text = _LABEL.sub("", typed_text(value))
    if is_scientific(text):
        raise PhoneError(
            "phone_damaged", _("Excel mengubah nomor HP menjadi bilangan; angka akhir hilang. Ketik ulang nomornya.")
        )
    if sum(_digit_count(part) >= SHORTEST_REST for part in _BETWEEN_NUMBERS.split(text)) > 1:
        raise PhoneError("phone_two", _("Ada dua nomor HP dalam satu isian; sisakan satu."))
    compact = _SEPARATORS.sub("", text)
    digits = compact.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        raise PhoneError("phone_letters", _("Nomor HP hanya boleh berisi angka."))
    if compact.startswith("+") and not digits.startswith("62"):
        raise PhoneError("phone_foreign", _("Hanya nomor HP Indonesia (+62) yang dapat disimpan."))

    national = _national_part(digits)
    if not national.startswith("8"):
        raise PhoneError("phone_landline", _("Ini bukan nomor HP; nomor HP mulai dengan 08."))
    rest = len(national) - 1
    if rest < SHORTEST_REST:
        raise PhoneError("phone_short", _("Nomor HP terlalu pendek; paling sedikit 10 angka termasuk 0 di depan."))
    if rest > LONGEST_REST:
        raise PhoneError("phone_long", _("Nomor HP terlalu panjang; paling banyak 13 angka termasuk 0 di depan."))
    return f"+62{national}"


def phone_search_keys(text: str) -> list[str]:
    """Return the substrings of stored numbers that a part of a number, in any writing, may mean.

    "0812-44" may be the start (`+6281244…`) or stand in the middle; letters or too few digits give no key.
    """
    compact = _SEPARATORS.sub("", text)
    digits = compact.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()) or len(digits) < SHORTEST_SEARCH:
        return []
    if compact.startswith("+"):
        return [compact]
    if digits.startswith("0062"):
        return [f"+{digits[2:]}"]
    if digits.startswith("0"):
        return [f"+62{digits[1:]}", digits]
    return [digits]


def display_phone(phone: str) -> str:
    """Return a stored number in groups: "+62 812-4455-0011"; blank stays blank."""
    if not phone:
        return ""
    national = phone.removeprefix("+62")
    return f"+62 {'-'.join(part for part in (national[:3], national[3:7], national[7:]) if part)}"


def mask_phone(phone: str) -> str:
    """Return a stored number with its middle hidden: "+62 812-••••-0011"; blank stays blank."""
    return f"+62 {phone[3:6]}-••••-{phone[-4:]}" if phone else ""


def whatsapp_number(phone: str) -> str:
    """Return a stored number as wa.me wants it: digits without plus or leading zero."""
    return phone.removeprefix("+")


def _digit_count(text: str) -> int:
    return sum(letter.isdigit() for letter in text)


def _national_part(digits: str) -> str:
    """Cut off the country code and the zero, in whatever order people have put them (0062…, 62 08…)."""
    if digits.startswith("0062"):
        digits = digits[2:]
    return digits.removeprefix("62").removeprefix("0")
