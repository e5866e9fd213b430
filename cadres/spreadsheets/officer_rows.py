"""One row of a list of officers: who, which office of which unit, by which decree, from when to when.

The date of the decree is not the beginning of the term: «Tanggal SK» and «TMT» are two columns.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cadres.dates import parse_date
from cadres.errors import InputError
from cadres.names import clean_name
from cadres.spreadsheets.rows import CleanRow, Problem, not_blank, validate_row

LENGTHS = {"post": 100, "portfolio": 100, "decree_no": 60}
#: Whoever is named by a number alone passes under this name.
NAMELESS = "x"


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """A row whose values can be kept. `person` holds name, NIK, card number and region; `ends_on` lies in the past or
    is None: an office gets its end when it ends."""

    person: CleanRow
    name: str
    post: str
    portfolio: str
    decree_no: str
    decree_on: date | None
    starts_on: date
    ends_on: date | None


def validate_officer(raw: Mapping[str, str], today: date) -> OfficerRow | list[Problem]:
    """Read the values of one row, given by field; all its problems at once."""
    values = {field: not_blank(value) for field, value in raw.items()}
    is_numbered = bool(values.get("nik") or values.get("membership_card_no"))
    name = values.get("full_name", "")
    person = validate_row({**values, "full_name": name or (NAMELESS if is_numbered else "")}, today)
    problems = person if isinstance(person, list) else []
    texts = {}
    for field, longest in LENGTHS.items():
        texts[field] = clean_name(values.get(field, ""))
        if len(texts[field]) > longest:
            sentence = _("Isian ini terlalu panjang; paling banyak %(longest)d huruf.") % {"longest": longest}
            problems.append(Problem(field, texts[field], "text_long", sentence))
    if not texts["post"]:
        problems.append(Problem("post", "", "post_missing", _("Jabatan belum diisi.")))
    starts_on, ends_on = (_date(field, values, today, problems) for field in ("starts_on", "ends_on"))
    decree_on = _date("decree_on", values, today, problems)
    if starts_on is None and not any(problem.field == "starts_on" for problem in problems):
        sentence = _("Tanggal mulai (TMT) belum diisi; tanggal SK bukan tanggal mulai.")
        problems.append(Problem("starts_on", "", "date_missing", sentence))
    if starts_on and ends_on and ends_on <= starts_on:
        sentence = _("Tanggal selesai harus sesudah tanggal mulai.")
        problems.append(Problem("ends_on", values["ends_on"], "date_order", sentence))
    if decree_on and decree_on > today:
        sentence = _("Tanggal SK belum tiba; periksa tanggalnya.")
        problems.append(Problem("decree_on", values["decree_on"], "date_future", sentence))
    if problems or isinstance(person, list) or starts_on is None:
        return problems
    ended = ends_on if ends_on and ends_on <= today else None
    name = person.full_name if name else ""
    return OfficerRow(person, name, **texts, decree_on=decree_on, starts_on=starts_on, ends_on=ended)


def _date(field: str, values: Mapping[str, str], today: date, problems: list[Problem]) -> date | None:
    value = values.get(field, "")
    if not value:
        return None
    try:
        # Decrees are given ahead, and boards are elected for five years.
        return parse_date(value, today=date(today.year + 10, 12, 31))
    except InputError as error:
        problems.append(Problem(field, value, error.code, error.sentence))
        return None
