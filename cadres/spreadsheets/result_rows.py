"""One row of a list of training results: whose, of which event, whether he came, his mark, and whether he passed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cadres.enums import TrainingResult
from cadres.spreadsheets.officer_rows import NAMELESS
from cadres.spreadsheets.rows import CleanRow, Problem, not_blank, validate_row

BEST = 100
_PRESENT = frozenset({"hadir", "h", "ya", "y", "v", "x", "✓", "1", "yes", "ada"})
_ABSENT = frozenset({"tidak hadir", "tidak", "t", "tdk", "absen", "a", "alpa", "izin", "sakit", "0", "no"})
_PASSED = frozenset({"lulus", "l", "ya", "y", "✓", "1", "yes", "passed"})
_FAILED = frozenset({"tidak lulus", "belum lulus", "belum", "gagal", "tl", "bl", "tidak", "0", "no", "failed"})


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A row whose values can be kept. `event` is the event's number, 0 when the sheet names none; `result` is "" while
    nothing is said about it."""

    person: CleanRow
    name: str
    event: int
    attended: bool
    score: int | None
    result: str


def validate_result(raw: Mapping[str, str], today: date) -> ResultRow | list[Problem]:
    """Read the values of one row, given by field; all its problems at once.

    Whoever has a result or a mark was there; who was not there has neither.
    """
    # A dash in a list of marks says «nothing here», as in every list.
    values = {field: not_blank(value) for field, value in raw.items()}
    is_numbered = bool(values.get("nik") or values.get("membership_card_no"))
    name = values.get("full_name", "")
    numbers = {field: values.get(field, "") for field in ("nik", "membership_card_no")}
    person = validate_row({**numbers, "full_name": name or (NAMELESS if is_numbered else "")}, today)
    problems = person if isinstance(person, list) else []
    event = _event(values.get("event", ""), problems)
    score = _score(values.get("score", ""), problems)
    result = _result(values.get("result", ""), problems)
    attended = _attended(values.get("attended", ""), bool(result) or score is not None, problems)
    if attended is False and (result or score is not None):
        sentence = _("Yang tidak hadir tidak punya nilai atau hasil.")
        problems.append(Problem("attended", values["attended"], "result_absent", sentence))
    if problems or isinstance(person, list) or attended is None:
        return problems
    return ResultRow(person, person.full_name if name else "", event, attended, score, result)


def _event(text: str, problems: list[Problem]) -> int:
    digits = text.lstrip("#").strip().removesuffix(".0")
    if digits and not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        sentence = _("Tulis nomor kegiatan seperti di halaman kegiatannya, misalnya 12.")
        problems.append(Problem("event", text, "event_unreadable", sentence))
        return 0
    return int(digits or 0)


def _score(text: str, problems: list[Problem]) -> int | None:
    if not text:
        return None
    whole, _comma, rest = text.replace(",", ".").partition(".")
    if whole.isascii() and whole.isdigit() and not rest.strip("0") and int(whole[:4]) <= BEST:
        return int(whole)
    problems.append(Problem("score", text, "result_score", _("Nilai adalah bilangan bulat 0 sampai 100.")))
    return None


def _result(text: str, problems: list[Problem]) -> str:
    word = text.casefold()
    if word in _PASSED:
        return TrainingResult.PASSED
    if word in _FAILED:
        return TrainingResult.FAILED
    if word:
        sentence = _("Tulis «lulus» atau «belum lulus», atau kosongkan.")
        problems.append(Problem("result", text, "result_unknown", sentence))
    return ""


def _attended(text: str, has_result: bool, problems: list[Problem]) -> bool | None:
    word = text.casefold()
    if word in _PRESENT or (not word and has_result):
        return True
    if word in _ABSENT:
        return False
    if not any(problem.group == "result" for problem in problems):
        sentence = _("Tulis «hadir» atau «tidak hadir».")
        problems.append(Problem("attended", text, "result_attendance", sentence))
    return None
