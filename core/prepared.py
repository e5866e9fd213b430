"""Statements that every visit of a page asks, composed once a process (ADR 0011).

Composing the statement of a dashboard takes the ORM three times as long as PostgreSQL takes to answer it, and it comes
out the same each time but for a few numbers.
"""

from collections.abc import Mapping
from copy import copy
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)

# Numbers that stand for others in a composed statement: no row has ever had one of them.
_FIRST = -(2**62)


def slots(count: int) -> list[int]:
    """Different numbers to compose a statement with, to be filled in when it is asked."""
    return [_FIRST - place for place in range(count)]


class Prepared(Generic[Row]):
    """Rows whose statement is composed already; asking fills in its slots."""

    def __init__(self, rows: "QuerySet[Row]") -> None:
        self._rows = rows
        self._compiler = rows.query.get_compiler(using=rows.db)
        self._sql, self._params = self._compiler.as_sql()

    def bound(self, values: Mapping[int, Any]) -> tuple[str, tuple[Any, ...]]:
        """The statement and its parameters, with a value in the place of each slot."""
        return self._sql, tuple(values.get(p, p) if type(p) is int else p for p in self._params)

    def ask(self, values: Mapping[int, Any]) -> list[Row]:
        """The rows for these values."""
        compiler, bound = copy(self._compiler), self.bound(values)
        compiler.connection = connections[self._rows.db]  # each thread has its own
        compiler.as_sql = lambda *args, **kwargs: bound
        found = self._rows.all()
        found.query.get_compiler = lambda *args, **kwargs: compiler  # type: ignore[method-assign]
        return list(found)
