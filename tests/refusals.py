"""Statements that the database refuses, whoever sends them."""

from typing import Any

from django.db import DatabaseError, ProgrammingError, connection, transaction


def is_refused(statement: str, *values: Any, error: type[DatabaseError] = ProgrammingError) -> bool:
    """Whether the database refuses a statement: for lack of a right, unless `error` says otherwise."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
    except error:
        return True
    return False
