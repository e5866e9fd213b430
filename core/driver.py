"""The one module that knows which PostgreSQL driver is installed (psycopg2)."""

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import psycopg2
import psycopg2.errors

if TYPE_CHECKING:  # the parent of bin/run connects without loading Django
    from django.db.backends.base.base import BaseDatabaseWrapper

Error = psycopg2.Error
OperationalError = psycopg2.OperationalError
InsufficientPrivilege = psycopg2.errors.InsufficientPrivilege


def connect(url: str, **options: Any) -> Any:
    """Open an autocommitting connection to ``url``, for administration outside Django.

    ``options`` are libpq parameters (``connect_timeout``, ``dbname``, ``options`` …) and win over the URL.
    Raises ``OperationalError`` when the server cannot be reached or refuses the login.
    """
    connection = psycopg2.connect(**_parameters(url), **options)
    connection.autocommit = True
    return connection


def quoted(name: str) -> str:
    """``name`` as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def _parameters(url: str) -> dict[str, str]:
    """Turn a database URL into libpq parameters.

    libpq reads URLs itself, except for the form that django-environ wants for a socket folder:
    ``postgres://user:password@//absolute/folder/database``.
    """
    parts = urlsplit(url)
    if not parts.path.startswith("//"):
        return {"dsn": f"postgresql:{url.partition(':')[2]}"}
    folder, _, database = parts.path[1:].rpartition("/")
    return {
        "host": unquote(folder),
        "dbname": unquote(database),
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
    }


def copy_in(
    connection: "BaseDatabaseWrapper", table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> int:
    """COPY ``rows`` into ``table`` over a Django connection, and return how many went in.

    ``rows`` is read lazily, so a generator of a million rows costs no memory. ``None`` is NULL; text is kept
    as it is; bytes go to ``bytea``, dicts and lists to ``json``. Raises ``django.db.Error`` as queries do.
    """
    quote = connection.ops.quote_name
    names = ", ".join(quote(column) for column in columns)
    return copy_sql(connection, f"COPY {quote(table)} ({names}) FROM STDIN (FORMAT csv)", _Lines(_csv(rows)))


def copy_sql(connection: "BaseDatabaseWrapper", statement: str, stream: IO[Any] | io.TextIOBase) -> int:
    """Run ``COPY … FROM STDIN`` (reads ``stream``) or ``COPY … TO STDOUT`` (writes it); count the rows."""
    with connection.cursor() as cursor, connection.wrap_database_errors:
        cursor.copy_expert(statement, stream)
        return cursor.rowcount


def array_literal(words: Iterable[str]) -> str:
    """A list of texts as PostgreSQL writes an array: what a row for `copy_in` holds for a column of texts."""
    quoted = ('"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"' for word in words)
    return "{" + ",".join(quoted) + "}"


def _csv(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Each row as one line of PostgreSQL's CSV: NULL is nothing at all, everything else is quoted.

    The csv module cannot say the difference between NULL and an empty text before Python 3.12.
    """
    for row in rows:
        yield ",".join("" if value is None else _quoted(value) for value in row) + "\n"


def _quoted(value: Any) -> str:
    if isinstance(value, str):
        text = value
    elif isinstance(value, bytes | bytearray | memoryview):
        text = f"\\x{bytes(value).hex()}"
    elif isinstance(value, dict | list):
        text = json.dumps(value, ensure_ascii=False)
    else:
        text = str(value)
    return '"' + text.replace('"', '""') + '"'


class _Lines(io.TextIOBase):
    """A readable text stream over an iterator of lines."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._rest = ""

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> str:
        wanted = float("inf") if size is None or size < 0 else size
        parts, length = [self._rest], len(self._rest)
        while length < wanted:
            line = next(self._lines, None)
            if line is None:
                break
            parts.append(line)
            length += len(line)
        text = "".join(parts)
        cut = length if wanted == float("inf") else min(length, int(wanted))
        self._rest = text[cut:]
        return text[:cut]
