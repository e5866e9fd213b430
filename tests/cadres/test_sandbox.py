import gc
import multiprocessing
import resource
import subprocess
import sys
from multiprocessing.connection import Connection

import pytest

from cadres.spreadsheets import sandbox
from cadres.spreadsheets.errors import SpreadsheetError
from cadres.spreadsheets.sandbox import read_content_safely, read_table_safely
from tests.cadres.bombs import bombs, workbook

BOMBS = list(bombs())
BOMB_SECONDS = 5
PARENT_KILOBYTES = 50 * 1024

MEASURE_PARENT = """
import sys
from pathlib import Path
from cadres.spreadsheets.errors import SpreadsheetError
from cadres.spreadsheets.sandbox import read_content_safely, read_table_safely

def most_memory():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))

before = most_memory()
for path in Path(sys.argv[1]).iterdir():
    try:
        read_table_safely(path, path.name)
    except SpreadsheetError:
        continue
    sys.exit(f"{path.name} was read")
print(most_memory() - before)
"""


def seconds_of_children():
    """What the children have cost, in seconds of processor time: the same on a busy machine."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.fixture
def plain_path(tmp_path):
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(workbook(["Nama", "NIK"], ["Sari", "9971023112900012"], ["Dewi", None]))
    return path


def test_table_comes_back_from_the_child_and_can_be_walked_twice(plain_path):
    table = read_table_safely(plain_path, "Daftar Anggota.XLSX")

    assert (table.headers, table.row_count, table.header_row_number, table.sheet) == (("Nama", "NIK"), 2, 1, "Sheet")
    for _walk in range(2):
        assert list(table.rows) == [(2, ("Sari", "9971023112900012")), (3, ("Dewi", ""))]


def test_file_in_memory_is_read_alike(plain_path):
    from_memory = read_content_safely(plain_path.read_bytes(), plain_path.name)

    assert list(from_memory.rows) == list(read_table_safely(plain_path, plain_path.name).rows)


def test_stored_rows_leave_no_file_open(plain_path):
    table = read_table_safely(plain_path, plain_path.name)
    file = table.rows._file

    del table
    gc.collect()

    assert file.closed


@pytest.mark.parametrize("bomb", BOMBS, ids=[bomb.filename for bomb in BOMBS])
def test_bomb_is_refused_quickly_with_a_sentence(bomb, tmp_path):
    path = tmp_path / "unggahan"
    path.write_bytes(bomb.content)

    before = seconds_of_children()
    with pytest.raises(SpreadsheetError) as refusal:
        read_table_safely(path, bomb.filename)
    taken = seconds_of_children() - before

    assert refusal.value.code == bomb.code
    assert refusal.value.sentence.endswith(".")
    assert taken <= BOMB_SECONDS


def test_bombs_cost_the_parent_no_memory(tmp_path):
    for bomb in BOMBS:
        (tmp_path / bomb.filename).write_bytes(bomb.content)

    measured = subprocess.run(
        [sys.executable, "-c", MEASURE_PARENT, tmp_path], capture_output=True, text=True, timeout=120, check=False
    )

    assert measured.returncode == 0, measured.stderr
    assert int(measured.stdout) <= PARENT_KILOBYTES


def _read_in_daemon(path: str, answer: Connection) -> None:
    answer.send([row.cells for row in read_table_safely(path, path).rows])


def test_daemonic_worker_may_read_too(plain_path):
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    worker = context.Process(target=_read_in_daemon, args=(str(plain_path), theirs), daemon=True)

    worker.start()
    arrived = ours.poll(30)
    cells = ours.recv() if arrived else None
    worker.join(10)

    assert cells == [("Sari", "9971023112900012"), ("Dewi", "")]


def test_child_that_takes_too_long_is_ended(plain_path, monkeypatch):
    monkeypatch.setattr(sandbox, "CHILD_SECONDS", 0.001)

    with pytest.raises(SpreadsheetError) as refusal:
        read_table_safely(plain_path, plain_path.name)

    assert refusal.value.code == "too_heavy"


def test_child_knows_no_secret_and_no_name(plain_path, tmp_path, monkeypatch):
    spy = tmp_path / "spy"
    answer = '{"refusal":"empty","values":{}}'
    spy.write_text(f"#!/bin/sh\nenv > {tmp_path}/env; echo \"$@\" > {tmp_path}/args; echo '{answer}'\n")
    spy.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(spy))
    monkeypatch.setenv("SECRET_KEY", "rahasia")
    monkeypatch.setenv("DATABASE_URL", "postgres://rahasia")

    with pytest.raises(SpreadsheetError):
        read_table_safely(plain_path, "Yohanis Kambu 9971023112900012.xlsx")

    assert "rahasia" not in (tmp_path / "env").read_text()
    assert "Yohanis" not in (tmp_path / "args").read_text()
    assert (tmp_path / "args").read_text().split()[-1] == ".xlsx"


def test_child_that_dies_of_a_fault_means_a_broken_file(plain_path, tmp_path, monkeypatch):
    faulty = tmp_path / "faulty"
    faulty.write_text("#!/bin/sh\nexit 1\n")
    faulty.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(faulty))

    with pytest.raises(SpreadsheetError) as refusal:
        read_table_safely(plain_path, plain_path.name)

    assert refusal.value.code == "broken"
