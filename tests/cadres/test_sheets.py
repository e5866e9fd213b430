from collections import Counter

import pytest

from cadres.spreadsheets.columns import match_columns, raw_values
from cadres.spreadsheets.places import nearest, place_key
from cadres.spreadsheets.rows import CleanRow, validate_row
from cadres.spreadsheets.sandbox import read_table_safely
from tests.cadres.sheets import FIRST_ROW_NUMBER, HEADER_ROW_NUMBER, KOTA_SORONG, TODAY, ugly_workbook

FOUND_IN_THE_DATABASE = {"duplicate_in_file", "place_missing", "place_unknown"}


@pytest.fixture(scope="module")
def ugly():
    return ugly_workbook(2000, seed=4)


@pytest.fixture(scope="module")
def checked(ugly, tmp_path_factory):
    path = tmp_path_factory.mktemp("sheet") / "daftar.xlsx"
    path.write_bytes(ugly.content)
    table = read_table_safely(path, path.name)
    fields = match_columns(table.headers).fields
    return table, {row.number: validate_row(raw_values(fields, row.cells), TODAY) for row in table.rows}


def test_ugly_sheet_is_the_same_for_the_same_seed(ugly):
    assert ugly_workbook(2000, seed=4).faults == ugly.faults
    assert ugly_workbook(2000, seed=5).faults != ugly.faults


def test_ugly_sheet_is_read_whole(ugly, checked):
    table, _results = checked

    assert table.header_row_number == HEADER_ROW_NUMBER
    assert table.row_count == ugly.row_count == 2000
    assert table.skipped_rows == (FIRST_ROW_NUMBER + 2000, FIRST_ROW_NUMBER + 2001)
    match = match_columns(table.headers)
    assert (match.unknown, match.missing, match.guessed) == ((), (), {"level"})


def test_every_fault_is_found_in_its_row_and_nothing_else(ugly, checked):
    _table, results = checked

    found = {
        number: [problem.cause_code for problem in result]
        for number, result in results.items()
        if isinstance(result, list)
    }

    assert found == {number: [fault] for number, fault in ugly.faults.items() if fault not in FOUND_IN_THE_DATABASE}
    assert Counter(ugly.faults.values()) == ugly.counts


def test_faults_for_the_database_are_there_as_counted(ugly, checked):
    _table, results = checked
    clean = [result for result in results.values() if isinstance(result, CleanRow)]
    known = {place_key(village) for villages in KOTA_SORONG.values() for village in villages}

    niks = Counter(result.nik.digits for result in clean)
    misspelt = [result.village for result in clean if result.village and place_key(result.village) not in known]

    assert sum(count - 1 for count in niks.values()) == ugly.counts["duplicate_in_file"]
    assert sum(not result.village for result in clean) == ugly.counts["place_missing"]
    assert len(misspelt) == ugly.counts["place_unknown"]
    assert all(nearest(village, known, limit=1) for village in misspelt)


def test_sound_rows_keep_their_variety(checked):
    _table, results = checked
    clean = [result for result in results.values() if isinstance(result, CleanRow)]

    assert any(" " not in result.full_name for result in clean)
    assert all(result.phone.startswith("+62840") and result.birth_date and result.gender for result in clean)
    assert all(result.nik.region_code.startswith("99.") and result.warnings == () for result in clean)
