"""One row of a member list: every value read, every problem named, in one pass."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadres.dates import parse_date, split_birthplace
from cadres.errors import InputError
from cadres.genders import parse_gender
from cadres.names import PersonName, clean_name, parse_name
from cadres.nik import Nik, nik_warnings, parse_nik
from cadres.phones import normalise_phone
from cadres.spreadsheets.columns import BIRTHPLACE_AND_DATE

MAX_CARD_LENGTH = 32
MAX_EMAIL_LENGTH = 254
#: As wide as the columns of a member; names of regions are only looked up.
MAX_TEXT_LENGTHS = {"birthplace": 100, "address": 250}
MAX_TEXT_LENGTH = 150

#: Problems are counted by group: the part of a cause code before its first underscore. The groups place and
#: duplicate are found where the regions and the other rows are known.
GROUP_LABELS = {
    "name": gettext_lazy("Nama tidak lengkap"),
    "nik": gettext_lazy("NIK salah"),
    "date": gettext_lazy("Tanggal tidak terbaca"),
    "gender": gettext_lazy("Jenis kelamin tidak dikenal"),
    "phone": gettext_lazy("No. HP salah"),
    "email": gettext_lazy("Email salah"),
    "card": gettext_lazy("No. KTA terlalu panjang"),
    "text": gettext_lazy("Isian terlalu panjang"),
    "answer": gettext_lazy("Ya atau tidak tidak terbaca"),
    "place": gettext_lazy("Wilayah tidak dikenal"),
    "body": gettext_lazy("Sayap atau ormas tidak dikenal"),
    "post": gettext_lazy("Jabatan belum diisi"),
    "event": gettext_lazy("Kegiatan tidak dapat diisi"),
    "result": gettext_lazy("Hasil tidak dapat disimpan"),
    "duplicate": gettext_lazy("Ganda di dalam berkas"),
}

#: What people write into a cell that they leave empty.
_BLANKS = frozenset({"-", "--", "---", "–", "—", "_", ".", "?", "n/a", "#n/a", "null", "none", "nihil", "kosong"})
_BLANK_PHRASES = frozenset({"tidak ada", "tdk ada", "belum ada", "blm ada", "tidak punya", "tidak diisi"})
_EMAIL = re.compile(r"[^@\s,;<>()]+@[^@\s,;<>()]+\.[^@\s,;<>().]{2,}")
_YES = frozenset({"ya", "y", "iya", "bersedia", "setuju", "mau", "yes", "true", "1", "✓"})
_NO = frozenset({"tidak", "t", "tdk", "tidak bersedia", "tidak setuju", "tidak mau", "no", "n", "false", "0"})
_TEXT_FIELDS = ("birthplace", "province", "regency", "district", "village", "address", "level",
                "bodies")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be kept: the field, what the file says there, the cause and a sentence for the reader."""

    field: str
    value: str
    cause_code: str
    sentence: str

    @property
    def group(self) -> str:
        """The key of GROUP_LABELS under which the import page counts the problem."""
        return self.cause_code.partition("_")[0]


@dataclass(frozen=True, slots=True)
class CleanRow:
    """A row whose values can be kept; regions, level and bodies are cleaned text for the caller to look up.

    Blank texts are "", blank dates and a blank NIK None. `warnings` are problems that do not stop the row.
    """

    full_name: str
    prefix: str
    suffix: str
    nik: Nik | None
    birth_date: date | None
    birthplace: str
    gender: str
    phone: str
    email: str
    membership_card_no: str
    province: str
    regency: str
    district: str
    village: str
    address: str
    level: str
    joined_on: date | None
    bodies: str = ""
    wants_mentoring: bool | None = None
    warnings: tuple[Problem, ...] = ()


def validate_row(raw: Mapping[str, str], today: date) -> CleanRow | list[Problem]:
    """Read the values of one row, given by field as `columns.raw_values` does; all its problems at once."""
    values = {field: not_blank(value) for field, value in raw.items()}
    if both := values.pop(BIRTHPLACE_AND_DATE, ""):
        place, day = split_birthplace(both)
        values["birthplace"] = values.get("birthplace") or place
        values["birth_date"] = values.get("birth_date") or day

    problems: list[Problem] = []

    def read(field: str, reader: Callable[[str], Any], blank: Any) -> Any:
        value = values.get(field, "")
        if not value:
            return blank
        try:
            return reader(value)
        except InputError as error:
            problems.append(Problem(field, value, error.code, error.sentence))
            return blank

    def read_date(value: str) -> date:
        return parse_date(value, today=today)

    name = _read_name(values.get("full_name", ""), problems)
    nik = read("nik", parse_nik, None)
    birth_date = read("birth_date", read_date, None)
    gender = read("gender", parse_gender, "")
    phone = read("phone", normalise_phone, "")
    email = read("email", _read_email, "")
    card_no = read("membership_card_no", _read_card_no, "")
    joined_on = read("joined_on", read_date, None)
    wants_mentoring = read("wants_mentoring", _read_answer, None)
    texts = {field: read(field, _text_reader(field), "") for field in _TEXT_FIELDS}
    if problems or name is None:
        return problems
    return CleanRow(
        full_name=name.full_name,
        prefix=name.prefix,
        suffix=name.suffix,
        nik=nik,
        birth_date=birth_date,
        gender=gender,
        phone=phone,
        email=email,
        membership_card_no=card_no,
        joined_on=joined_on,
        wants_mentoring=wants_mentoring,
        warnings=_warnings(nik, birth_date, gender, values),
        **texts,
    )


def not_blank(value: str) -> str:
    """Return the value, or "" for what people write into a cell that they leave empty."""
    value = value.strip()
    lowered = value.lower()
    return "" if lowered in _BLANKS or lowered in _BLANK_PHRASES else value


def _read_name(value: str, problems: list[Problem]) -> PersonName | None:
    try:
        return parse_name(value)
    except InputError as error:
        problems.append(Problem("full_name", value, error.code, error.sentence))
        return None


def _read_email(value: str) -> str:
    address = value.removeprefix("mailto:").strip()
    if len(address) > MAX_EMAIL_LENGTH or not _EMAIL.fullmatch(address):
        raise InputError("email_form", _("Alamat email tidak lengkap; tulis seperti nama@contoh.id."))
    return address


def _read_card_no(value: str) -> str:
    card_no = clean_name(value)
    if len(card_no) > MAX_CARD_LENGTH:
        raise InputError("card_long", _("Nomor KTA paling panjang 32 huruf atau angka."))
    return card_no


def _read_answer(value: str) -> bool:
    word = value.strip(" .").casefold()
    if word not in _YES | _NO:
        raise InputError("answer_unknown", _("Tulis «ya» atau «tidak», atau kosongkan."))
    return word in _YES


def _text_reader(field: str) -> Callable[[str], str]:
    longest = MAX_TEXT_LENGTHS.get(field, MAX_TEXT_LENGTH)

    def read_text(value: str) -> str:
        text = clean_name(value)
        if len(text) > longest:
            sentence = _("Isian ini terlalu panjang; paling banyak %(longest)d huruf.")
            raise InputError("text_long", sentence % {"longest": longest})
        return text

    return read_text


def _warnings(nik: Nik | None, birth_date: date | None, gender: str, values: Mapping[str, str]) -> tuple[Problem, ...]:
    if nik is None:
        return ()
    return tuple(
        Problem("nik", values["nik"], warning.code, warning.sentence)
        for warning in nik_warnings(nik, birth_date, gender)
    )
