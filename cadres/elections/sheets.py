"""Districts of an election as two sheets: the columns are those of `cadres/data/elections/`. Pure.

What cannot be read is told line by line, so that whoever made the sheet can mend it there.
"""

import csv
import io
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cadres.enums import ChamberLevel

DISTRICT_COLUMNS = ("level", "code", "name", "seats", "assembly_region")
AREA_COLUMNS = ("level", "dapil_code", "region_code", "partial_name")
MOST_LINES = 20_000
MOST_SEATS = 20
LONGEST_CODE, LONGEST_NAME, LONGEST_PART = 8, 80, 60


@dataclass(frozen=True)
class DistrictLine:
    """A district: of which assembly (the code of its region; empty: the national one), with how many seats."""

    level: str
    code: str
    name: str
    seats: int
    region: str
    line: int = 0


@dataclass(frozen=True)
class AreaLine:
    """An area that belongs to a district, whole or the part that is named."""

    level: str
    code: str
    area: str
    part: str
    line: int = 0


@dataclass(frozen=True)
class Sheet:
    """Both sheets as they were read, and what is wrong with them, in words."""

    districts: tuple[DistrictLine, ...] = ()
    areas: tuple[AreaLine, ...] = ()
    problems: tuple[str, ...] = ()


def read(districts: str, areas: str) -> Sheet:
    """Read both sheets, with commas or semicolons between the columns."""
    problems: list[str] = []
    found = [_district(row, line, problems) for row, line in _rows(districts, DISTRICT_COLUMNS, problems)]
    lines = [each for each in found if each]
    parts = [_area(row, line) for row, line in _rows(areas, AREA_COLUMNS, problems)]
    problems += _doubles(lines)
    problems += _strays(lines, parts)
    return Sheet(tuple(lines), tuple(parts), tuple(problems))


def written(sheet: Sheet) -> tuple[str, str]:
    """Both sheets as they are uploaded: what an election holds, to be changed and brought into the next."""
    districts = [(each.level, each.code, each.name, each.seats, each.region) for each in sheet.districts]
    areas = [(each.level, each.code, each.area, each.part) for each in sheet.areas]
    return _table(DISTRICT_COLUMNS, districts), _table(AREA_COLUMNS, areas)


def _table(columns: Iterable[str], rows: Iterable[tuple]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([columns, *rows])
    return text.getvalue()


def _rows(text: str, columns: Collection[str], problems: list[str]) -> Iterator[tuple[dict[str, str], int]]:
    first = text.lstrip("\ufeff").partition("\n")[0]
    reader = csv.DictReader(
        io.StringIO(text.lstrip("\ufeff")), delimiter=";" if first.count(";") > first.count(",") else ","
    )
    if missing := [name for name in columns if name not in (reader.fieldnames or ())]:
        problems.append(_("Kolom tidak ditemukan: %(names)s.") % {"names": ", ".join(missing)})
        return
    try:
        for number, row in enumerate(reader, 2):
            if number > MOST_LINES:
                problems.append(_("Paling banyak %(n)d baris.") % {"n": MOST_LINES})
                return
            yield {name: (row[name] or "").strip() for name in columns}, number
    except csv.Error:
        problems.append(_("Berkas ini tidak dapat dibaca sebagai CSV."))


def _district(row: dict[str, str], line: int, problems: list[str]) -> DistrictLine | None:
    seats = int(row["seats"]) if row["seats"].isascii() and row["seats"].isdigit() and len(row["seats"]) < 4 else 0
    wrong = [
        (row["level"] not in ChamberLevel.values, "level", row["level"]),
        (not 0 < len(row["code"]) <= LONGEST_CODE, "code", row["code"]),
        (not 0 < len(row["name"]) <= LONGEST_NAME, "name", row["name"]),
        (not 1 <= seats <= MOST_SEATS, "seats", row["seats"]),
        ((row["level"] == ChamberLevel.NATIONAL) != (not row["assembly_region"]), "assembly_region", ""),
    ]
    told = [f"{name} «{value[:20]}»" if value else name for is_wrong, name, value in wrong if is_wrong]
    if told:
        problems.append(
            _("Dapil, baris %(line)d: %(what)s tidak dapat dipakai.") % {"line": line, "what": ", ".join(told)}
        )
        return None
    return DistrictLine(row["level"], row["code"], row["name"], seats, row["assembly_region"], line)


def _area(row: dict[str, str], line: int) -> AreaLine:
    return AreaLine(row["level"], row["dapil_code"], row["region_code"], row["partial_name"][:LONGEST_PART], line)


def _doubles(lines: Iterable[DistrictLine]) -> Iterator[str]:
    seen: dict[tuple[str, str], int] = {}
    for each in lines:
        if before := seen.get((each.level, each.code)):
            yield _("Dapil, baris %(line)d: kode %(code)s sudah ada di baris %(before)d.") % {
                "line": each.line, "code": each.code, "before": before,
            }  # fmt: skip
        seen.setdefault((each.level, each.code), each.line)


def _strays(lines: Iterable[DistrictLine], parts: Iterable[AreaLine]) -> Iterator[str]:
    """Areas of no district, and districts without an area."""
    known, covered, seen = {(each.level, each.code) for each in lines}, set(), set()
    for part in parts:
        covered.add((part.level, part.code))
        if (part.level, part.code) not in known:
            yield _("Wilayah, baris %(line)d: dapil %(code)s tidak ada di daftar dapil.") % {
                "line": part.line, "code": part.code[:LONGEST_CODE],
            }  # fmt: skip
        if (part.level, part.code, part.area, part.part) in seen:
            yield _("Wilayah, baris %(line)d: wilayah ini sudah disebut untuk dapil yang sama.") % {"line": part.line}
        seen.add((part.level, part.code, part.area, part.part))
    for each in lines:
        if (each.level, each.code) not in covered:
            yield _("Dapil, baris %(line)d: %(name)s belum punya wilayah.") % {"line": each.line, "name": each.name}
