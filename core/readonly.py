"""A guard for pages that only read."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def read_only() -> Iterator[None]:
    """Let only reading statements pass in the block; PostgreSQL refuses the others with `InternalError`.

    Also a decorator: `@read_only()`. Holds for a savepoint, so the surrounding transaction may write again.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        yield
