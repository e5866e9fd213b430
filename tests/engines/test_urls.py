from pathlib import Path

import environ
import pytest

from core.engines import urls


def test_socket_url_is_read_by_django_environ():
    url = urls.socket_url(Path("/run/a+b"), user="kad_app", password="p@ss/w:rd%", database="db")

    found = environ.Env.db_url_config(url)

    assert (found["HOST"], found["NAME"]) == ("/run/a+b", "db")
    assert (found["USER"], found["PASSWORD"], found["PORT"]) == ("kad_app", "p@ss/w:rd%", "")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgres://admin:x@db:5433/site?sslmode=require", "postgres://kad_app:y@db:5433/site?sslmode=require"),
        ("postgres://admin:x@//run/pg/site", "postgres://kad_app:y@//run/pg/site"),
        ("postgresql:///site", "postgresql://kad_app:y@/site"),
    ],
)
def test_login_is_replaced_and_nothing_else(url, expected):
    assert urls.with_login(url, "kad_app", "y") == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgres://admin:x@db:5433/site?sslmode=require", "postgres://admin:x@db:5433/other?sslmode=require"),
        ("postgres://admin:x@//run/pg/site", "postgres://admin:x@//run/pg/other"),
        ("postgres:///site", "postgres:///other"),
        ("postgres://admin:x@db:5433", "postgres://admin:x@db:5433/other"),
    ],
)
def test_database_is_replaced_and_nothing_else(url, expected):
    assert urls.with_database(url, "other") == expected
    assert urls.database_of(expected) == "other"
