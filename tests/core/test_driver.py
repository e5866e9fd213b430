import io

import pytest
from django.db import DataError, connection

from core import driver

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(db):
    with connection.cursor() as cursor:
        cursor.execute('CREATE TEMP TABLE "odd name" (id int, "Text" text, flag boolean, raw bytea, body jsonb)')
    return "odd name"


def rows_of(table):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT id, "Text", flag, raw, body FROM "{table}" ORDER BY id')
        return [(*row[:3], row[3] and bytes(row[3]), row[4]) for row in cursor.fetchall()]


def test_copy_keeps_every_value_as_it_is(table):
    texts = ["", "\\N", '"', 'a,"b"\nc', "Ágnes ’😀", "\\.", " x\t"]
    rows = [(number, text, True, b"\x00\xff", {"k": [1, None]}) for number, text in enumerate(texts)]
    rows.append((99, None, None, None, None))

    count = driver.copy_in(connection, table, ["id", "Text", "flag", "raw", "body"], iter(rows))

    assert count == len(rows)
    assert rows_of(table) == [(*row[:4], row[4] and '{"k": [1, null]}') for row in rows]


def test_copy_takes_more_than_one_block(table):
    rows = ((number, "x" * 100, None, None, None) for number in range(5_000))

    assert driver.copy_in(connection, table, ["id", "Text", "flag", "raw", "body"], rows) == 5_000


def test_copy_of_nothing_is_nothing(table):
    assert driver.copy_in(connection, table, ["id"], []) == 0


def test_copy_raises_as_queries_do(table):
    with pytest.raises(DataError):
        driver.copy_in(connection, table, ["id"], [("one",)])


def test_copy_out_writes_to_a_stream(table):
    driver.copy_in(connection, table, ["id"], [(1,), (2,)])
    stream = io.StringIO()

    count = driver.copy_sql(connection, f'COPY (SELECT id FROM "{table}" ORDER BY id) TO STDOUT', stream)

    assert (count, stream.getvalue()) == (2, "1\n2\n")
