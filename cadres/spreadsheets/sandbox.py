"""Read an uploaded file in a child process with limits, so that a bomb hurts nobody else."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from cadres.spreadsheets.errors import SpreadsheetError
from cadres.spreadsheets.tables import Row, Table

#: Wall clock of the child; its limits of memory and CPU time are its own.
CHILD_SECONDS = 30
#: All that the child may know of this process: no key, no database.
_INHERITED = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH")
_PROJECT_FOLDER = Path(__file__).resolve().parents[2]

logger = logging.getLogger(__name__)


class StoredRows:
    """The rows a child wrote, read line by line from an unnamed temporary file."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._start = file.tell()

    def __iter__(self) -> Iterator[Row]:
        self._file.seek(self._start)
        for line in self._file:
            number, cells = json.loads(line)
            yield Row(number, tuple(cells))

    def __del__(self) -> None:
        self._file.close()


def read_table_safely(path: str | Path, filename: str) -> Table:
    """Read the table of an uploaded file; `filename` is what its owner called it.

    A plain subprocess, so it also works inside Celery's worker processes, which may not have multiprocessing
    children. Only the extension of the name is passed on. Raises SpreadsheetError.
    """
    with open(path, "rb") as file:
        return _read(file, filename)


def read_content_safely(content: bytes | memoryview, filename: str) -> Table:
    """Read the table of an uploaded file that lies in memory; otherwise as `read_table_safely`."""
    with TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        return _read(file, filename)


def _read(file: IO[bytes], filename: str) -> Table:
    with ExitStack() as stack:
        answer = stack.enter_context(TemporaryFile())
        return_code = _run_child(file, answer, Path(filename).suffix)
        answer.seek(0)
        table = _table(answer, return_code)
        stack.pop_all()
        return table


def _run_child(file: IO[bytes], answer: IO[bytes], extension: str) -> int:
    environment = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    try:
        return subprocess.run(
            [sys.executable, "-X", "utf8", "-m", "cadres.spreadsheets.child", extension],
            stdin=file,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            cwd=_PROJECT_FOLDER,
            env=environment | {"RUST_BACKTRACE": "0"},
            timeout=CHILD_SECONDS,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired as error:
        raise SpreadsheetError("too_heavy") from error


def _table(answer: IO[bytes], return_code: int) -> Table:
    if return_code:
        # A negative code is the signal of a limit (memory: SIGABRT, time: SIGXCPU or SIGKILL, answer: SIGXFSZ).
        logger.warning("Reading a spreadsheet ended with code %s", return_code)
        raise SpreadsheetError("too_heavy" if return_code < 0 else "broken")
    found = json.loads(answer.readline())
    if "refusal" in found:
        raise SpreadsheetError(found["refusal"], **found["values"])
    return Table(
        headers=tuple(found["headers"]),
        rows=StoredRows(answer),
        row_count=found["row_count"],
        header_row_number=found["header_row_number"],
        sheet=found["sheet"],
        skipped_rows=tuple(found["skipped_rows"]),
    )
