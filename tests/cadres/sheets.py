"""A member list as secretaries really send them, with a known number of every fault."""

import io
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from cadres.genders import FEMALE
from cadres.synthetic import SyntheticPeople, SyntheticPerson

TODAY = date(2026, 11, 21)
HEADERS = (
    "NO", "NAMA  LENGKAP*", "No. KTP / NIK", "Jns. Kelamin", "Tmpt Lahir", "Tgl. Lahir", "No. HP/WA", "NO.KTA",
    "Propinsi", "Kab./Kota", "Distrik/Kec.", "Kel/Kampung", "ALAMAT", "Jenjang Kadr", "Bersedia dibina",
    "Ket.",
)  # fmt: skip
HEADER_ROW_NUMBER = 5
FIRST_ROW_NUMBER = 6
PROVINCE = "Papua Barat Daya"
REGENCY = "Kota Sorong"
#: Real names; each is known in its district alone.
KOTA_SORONG = {
    "Sorong": ("Remu Utara", "Klademak", "Kofkerbu", "Remu"),
    "Sorong Timur": ("Klawalu", "Klamana", "Klawuyuk"),
    "Sorong Manoi": ("Klasabi", "Malawei", "Remu Selatan"),
}
#: Share of the rows with each fault; a row has one fault at most.
SHARES = {
    "nik_damaged": 0.02,
    "duplicate_in_file": 0.01,
    "place_unknown": 0.008,
    "nik_length": 0.005,
    "place_missing": 0.005,
    "date_impossible": 0.003,
    "phone_short": 0.002,
    "date_year": 0.001,
    "name_blank": 0.001,
}
ONE_WORD_NAMES = 0.03
MONTHS = "Januari,Februari,Maret,April,Mei,Juni,Juli,Agustus,September,Oktober,November,Desember"
WOMAN_WRITINGS = ("P", "Perempuan", "p", "Wanita")
MAN_WRITINGS = ("L", "Laki-laki", "l", "Pria")


@dataclass(frozen=True, slots=True)
class UglySheet:
    """The file, and how many rows of it have which fault; `faults` names them by the row number of Excel."""

    content: bytes
    row_count: int
    counts: Mapping[str, int]
    faults: Mapping[int, str]


def ugly_workbook(
    n: int = 5000, seed: int = 1, district_villages: Mapping[str, Sequence[str]] = KOTA_SORONG
) -> UglySheet:
    """Return a list of `n` members below three merged titles, ending in a total and a signature.

    All rows but the faulty ones can be imported. The causes place_unknown, place_missing and duplicate_in_file (the
    second of two equal NIK) are for those who know the regions and the other rows; the rest is `validate_row`'s.
    """
    chance = random.Random(seed)
    people = SyntheticPeople(seed, today=TODAY)
    places = [(district, village) for district, villages in district_villages.items() for village in villages]
    faults = _faults(n, chance)

    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "DATA ANGGOTA"
    _add_titles(sheet, n)
    sheet.append(HEADERS)
    sound: list[list[Any]] = []
    for index in range(n):
        row = _row(index, people.person(), chance.choice(places), chance)
        fault = faults.get(index)
        if fault == "duplicate_in_file":
            row = [index + 1, *chance.choice(sound)[1:]]
        elif fault:
            _spoil(row, fault, chance)
        else:
            sound.append(row)
        sheet.append(row)
    sheet.append(["", "JUMLAH", n])
    sheet.append(["", "", "", "", "", "", "", "", "", "", "", "", "Sorong, 20 November 2026"])

    content = io.BytesIO()
    workbook.save(content)
    by_row_number = {FIRST_ROW_NUMBER + index: fault for index, fault in faults.items()}
    return UglySheet(content.getvalue(), n, dict(Counter(faults.values())), by_row_number)


def _faults(n: int, chance: random.Random) -> dict[int, str]:
    """Choose the rows to spoil; the first rows stay sound, for duplicates to repeat."""
    causes = [cause for cause, share in SHARES.items() for _ in range(max(1, round(n * share)))]
    return dict(zip(chance.sample(range(5, n), len(causes)), causes, strict=True))


def _add_titles(sheet: Worksheet, n: int) -> None:
    titles = ("PARTAI CONTOH", f"DAFTAR ANGGOTA {REGENCY.upper()}", f"Keadaan 20 November 2026 ({n} orang)")
    for number, title in enumerate(titles, start=1):
        sheet.append([title])
        sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=len(HEADERS))
    sheet.append([])


def _row(index: int, person: SyntheticPerson, place: tuple[str, str], chance: random.Random) -> list[Any]:
    name = person.full_name.split(" ")[0] if chance.random() < ONE_WORD_NAMES else person.full_name
    district, village = place
    return [
        index + 1,
        chance.choice((name, name, name.upper(), f" {name} ", name.replace(" ", "  "))),
        person.nik,
        chance.choice(
            ("P", "Perempuan", "p", "Wanita") if person.gender == FEMALE else ("L", "Laki-laki", "l", "Pria")
        ),
        chance.choice(("Sorong", "Sorong", "Teminabuan", "Fak-Fak", "")),
        _written_date(person.birth_date, chance),
        _written_phone(person.phone, chance),
        f"PC-{index + 1:06}",
        PROVINCE,
        chance.choice((REGENCY, REGENCY.upper(), REGENCY.replace(" ", "  "))),
        chance.choice((district, f"Kec. {district}", f"Distrik {district}", f"DISTRIK {district.upper()}")),
        chance.choice((village, village, f"Kel. {village}", f"Kelurahan {village}", village.upper())),
        chance.choice((f"Jl. Contoh No. {chance.randint(1, 200)}", "-", "")),
        chance.choice(("Anggota", "Dasar", "Madya", "")),
        chance.choice(("Ya", "ya", "YA", "Tidak", "")),
        "",
    ]


def _written_date(day: date, chance: random.Random) -> date | str:
    month = MONTHS.split(",")[day.month - 1]
    return chance.choice(
        (
            day,
            f"{day:%d/%m/%Y}",
            f"{day.day}-{day.month}-{day.year}",
            f"{day.day} {month} {day.year}",
            f"{day.day:02}.{day.month:02}.{day.year}",
        )
    )


def _written_phone(phone: str, chance: random.Random) -> str | int:
    national = phone.removeprefix("+62")
    return chance.choice(
        (
            f"0{national}",
            f"+62 {national[:3]}-{national[3:7]}-{national[7:]}",
            f"62{national}",
            int(national),
            f"(0{national[:3]}) {national[3:7]}.{national[7:]}",
        )
    )


def _spoil(row: list[Any], fault: str, chance: random.Random) -> None:
    column, value = {
        # A number cell keeps 15 digits.
        "nik_damaged": (2, int(row[2]) // 10 * 10),
        "nik_length": (2, row[2][:11]),
        "date_impossible": (5, chance.choice(("31/02/1994", "30-2-1988", "31 April 1979"))),
        "date_year": (5, "12/05/20026"),
        "phone_short": (6, "0840-1234"),
        "place_missing": (11, ""),
        "place_unknown": (11, _misspelt(row[11])),
        "name_blank": (1, ""),
    }[fault]
    row[column] = value


def _misspelt(village: str) -> str:
    """Leave out the first vowel: Klawalu becomes Klwalu, which is nowhere."""
    name = village.removeprefix("Kel. ").removeprefix("Kelurahan ").capitalize()
    at = next((index for index, letter in enumerate(name) if letter in "aeiou"), len(name))
    return f"{name[:at]}{name[at + 1 :]}" if at < len(name) else f"{name}x"
