"""What the texts of the party ask for: eleven clauses with their blanks, lists of lines, editions in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from string import Formatter

from django.utils.translation import gettext as _

from mentoring.enums import PartyText

SHORTEST_REASON = 5
MOST_A_YEAR = 9
MOST_LINES = 20


@dataclass(frozen=True)
class Line:
    """One clause, or one line of a list; only clauses have a title."""

    code: str
    text: str
    title: str = ""


def next_edition(newest: str, year: int) -> str:
    """The edition after the newest one, in order as text too: «2026-1», «2026-2»; empty after nine in a year."""
    before, _separator, number = newest.partition("-")
    if before != str(year):
        return f"{year}-1" if f"{year}-1" > newest else ""
    count = int(number) + 1 if number.isdigit() else 1
    return f"{year}-{count}" if count <= MOST_A_YEAR else ""


def lines_problem(kind: str, lines: Sequence[Line], before: Sequence[Line]) -> str:
    """Why these lines may not become the next edition; empty when they may."""
    if list(lines) == list(before):
        return _("Belum ada yang berubah dari edisi yang berlaku.")
    if any(not line.text.strip() for line in lines) or not lines:
        return _("Isi setiap butir; yang tidak dipakai dikosongkan seluruhnya.")
    if kind == PartyText.AGREEMENT:
        return _clauses_problem(lines, before)
    if len(lines) > MOST_LINES:
        return _("Paling banyak %(n)d butir.") % {"n": MOST_LINES}
    return ""


def _clauses_problem(lines: Sequence[Line], before: Sequence[Line]) -> str:
    if [line.code for line in lines] != [line.code for line in before]:
        return _("Kesepakatan tetap memuat sebelas pasalnya (butir yang wajib).")
    if any(not line.title.strip() for line in lines):
        return _("Setiap pasal punya judul.")
    try:
        blanks = {name for line in lines for name in _blanks(line.text)}
    except ValueError:
        return _("Kurung kurawal hanya untuk kata isian, misalnya {place}.")
    wanted = {name for line in before for name in _blanks(line.text)}
    if unknown := sorted(blanks - wanted):
        return _("Kata isian ini tidak dikenal: %(names)s.") % {"names": _shown(unknown)}
    if lost := sorted(wanted - blanks):
        return _("Kata isian ini hilang, padahal wajib: %(names)s.") % {"names": _shown(lost)}
    return ""


def _blanks(text: str) -> list[str]:
    found = [(name, spec, conversion) for _text, name, spec, conversion in Formatter().parse(text) if name is not None]
    if any(spec or conversion or not name.isidentifier() for name, spec, conversion in found):
        raise ValueError("a blank is a plain name")
    return [name for name, _spec, _conversion in found]


def _shown(names: Sequence[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)
