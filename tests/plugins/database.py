"""Test databases: one server for the run, one clone of the template for each test process.

The alias ``default`` logs in as the application and arranges under ``kad_test``; a request under test takes
its own role. The alias ``owner`` is that of migrations. A test with ``transaction=True`` gets a new clone
after it, since the application cannot truncate.
"""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import environ
import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections
from django.test import TransactionTestCase

from core.engines import EngineError
from core.engines.urls import with_database
from tests.plugins.server import ARRANGER, Server, administer, clone, demo_template

SERVER = pytest.StashKey[Server]()
LOCAL_CACHE = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
SHARED_CACHE = settings.CACHES


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a process of xdist, before it starts, where the server is."""
    node.workerinput["server"] = _server(node.config).description()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server that this process has started."""
    if SERVER in config.stash:
        config.stash[SERVER].__exit__()


def _server(config: pytest.Config) -> Server:
    if SERVER not in config.stash:
        try:
            config.stash[SERVER] = Server().__enter__()
        except EngineError as error:
            raise pytest.UsageError(str(error)) from error
    return config.stash[SERVER]


@pytest.fixture(scope="session")
def test_server(request: pytest.FixtureRequest) -> dict[str, str]:
    """Where the server is: administrator's URL, template, and the URLs of the application and the owner."""
    workerinput = getattr(request.config, "workerinput", None)
    return workerinput["server"] if workerinput else _server(request.config).description()


@pytest.fixture(scope="session")
def test_database(test_server: dict[str, str], request: pytest.FixtureRequest) -> Iterator[str]:
    """The name of this process's own clone, dropped at the end."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    name = f"{test_server['prefix']}{worker}"
    clone(test_server, name)
    yield name
    administer(test_server["url"], f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, test_server: dict[str, str], test_database: str, django_db_blocker: Any
) -> Iterator[None]:
    """Point Django at the clone, in place of pytest-django's own making of test databases."""
    _point("default", with_database(test_server["app"], test_database), {"options": f"-c role={ARRANGER}"})
    _point("owner", with_database(test_server["owner"], test_database), {})

    def reset(_: TransactionTestCase) -> None:
        connections.close_all()
        clone(test_server, test_database)

    flush, TransactionTestCase._fixture_teardown = TransactionTestCase._fixture_teardown, reset
    yield
    TransactionTestCase._fixture_teardown = flush
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture(scope="session")
def told(test_server: dict[str, str], test_database: str, django_db_setup: None, django_db_blocker: Any) -> str:
    """The template with the demonstration, every text marked; told at most once for the code as it is."""
    with demo_template(test_server) as (name, is_there):
        if not is_there:
            with django_db_blocker.unblock():
                call_command("seed_demo", canary=True, json=True, stdout=StringIO())
                connections.close_all()
            administer(test_server["url"], "ANALYZE", database=test_database)
            administer(test_server["url"], f"ALTER DATABASE {test_database} RENAME TO {name}")
            clone(test_server, test_database)
    return name


@pytest.fixture
def demo(told: str, test_server: dict[str, str], test_database: str, transactional_db: None) -> None:
    """The demonstration, in this test's database."""
    connections.close_all()
    clone(test_server, test_database, template=told)


def _point(alias: str, url: str, options: dict[str, str]) -> None:
    """Change the alias in place, so that connections of other threads follow."""
    found = environ.Env.db_url_config(url)
    found["OPTIONS"] = found.get("OPTIONS", {}) | options
    connections[alias].close()
    connections[alias].settings_dict.update(found)


@pytest.fixture(autouse=True)
def local_cache(settings: Any) -> None:
    """An empty cache in memory for each test."""
    settings.CACHES = LOCAL_CACHE
    cache.clear()


@pytest.fixture
def shared_cache(settings: Any, local_cache: None, db: None) -> None:
    """The cache of production, in the database, for tests of what several processes share."""
    settings.CACHES = SHARED_CACHE
