"""The process that reads one uploaded file and may die of it: `python -m cadres.spreadsheets.child .xlsx < file`.

Writes JSON lines: first the table's description or the refusal, then the rows.
"""

import json
import resource
import sys
from typing import Any, TextIO

from cadres.spreadsheets.errors import SpreadsheetError
from cadres.spreadsheets.reading import read_content
from cadres.spreadsheets.tables import MAX_FILE_BYTES

MEMORY_BYTES = 512 * 2**20
CPU_SECONDS = 20
OUTPUT_BYTES = 64 * 2**20


def limit_resources() -> None:
    """Give this process its limits, for good: address space, CPU time, size of the answer, no core file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT_BYTES, OUTPUT_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Read the file on the standard input, whose extension is the only argument."""
    limit_resources()
    try:
        table = read_content(sys.stdin.buffer.read(MAX_FILE_BYTES + 1), sys.argv[1])
    except SpreadsheetError as error:
        _write(sys.stdout, {"refusal": error.code, "values": error.values})
        return
    except MemoryError:
        _write(sys.stdout, {"refusal": "too_heavy", "values": {}})
        return
    description = {name: getattr(table, name) for name in table.__slots__ if name != "rows"}
    _write(sys.stdout, description)
    for row in table.rows:
        _write(sys.stdout, row)


def _write(output: TextIO, value: Any) -> None:
    output.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
