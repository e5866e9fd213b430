"""What every test may ask for: the small cast, and clients signed in as them."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connection, connections
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from accounts.enums import Role
from accounts.models import FIRST_ZONE, User
from kaderisasi import celery_app
from kaderisasi.navigation import _party_name
from tests.factories.accounts import staff
from tests.factories.cadres import member_user

# The cast lives in Sorong: its day is the day of the tests, also while it is still yesterday in Jakarta.
override_settings(TIME_ZONE=str(FIRST_ZONE)).enable()
for database in connections.settings.values():
    database["TIME_ZONE"] = str(FIRST_ZONE)
# Three processes share two cores: how long something took says nothing about it.
hypothesis.settings.register_profile("suite", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("suite")
celery_app.loader.import_default_modules()  # so that a rung bell finds its task, as in a worker

pytest_plugins = ["tests.plugins.database"]

# Statements that the tests' own outer transaction adds: they do not exist in production.
NOISE = ("SAVEPOINT", "RELEASE", "ROLLBACK TO", "SELECT current_setting", "SELECT set_config")

# Where single tests take longest, and the many that share one world.
LONGEST = ("tests/journeys/", "tests/engines/", "tests/demo/", "tests/accounts/test_outbox_kills.py")
WORLD = ("tests/matrix/",)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Deal the long tests evenly to the processes, to be done first; otherwise the shuffled order stays.

    xdist begins by giving each process one slice of the list. Who is done takes half of what the longest queue has
    left, from its end: short tests, so that nobody is left with a long one when the others rest. The first process has
    all that wait for the demonstration, which is told once, and the others the rest of the long ones.
    """
    hands = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    told = [item for item in items if "demo" in getattr(item, "fixturenames", ())]
    others = [item for item in items if "demo" not in getattr(item, "fixturenames", ())]
    longest = sorted((item for item in others if item.nodeid.startswith(LONGEST)), key=_file)
    world = sorted((item for item in others if item.nodeid.startswith(WORLD)), key=_file)
    short = [item for item in others if not item.nodeid.startswith(LONGEST + WORLD)]
    dealt: list[pytest.Item] = []
    for hand in range(hands):
        first = longest[hand - 1 :: hands - 1] if hand else [*told, *(longest if hands == 1 else ())]
        first = first + world[hand::hands]
        size = max(0, (len(items) - len(dealt)) // (hands - hand) - len(first))
        dealt += first + short[:size]
        short = short[size:]
    items[:] = dealt


def _file(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[0]


@pytest.fixture(autouse=True, scope="session")
def strict_templates(_fail_for_invalid_template_variable: None) -> None:
    """FAIL_INVALID_TEMPLATE_VARS changes the settings; Celery's checks have made the engine before that."""
    engine = engines["django"].engine
    engine.string_if_invalid = settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"]


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """A browser signed in as the user: `client_of(sari)`."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def sari(db: None) -> User:
    """Sari, secretariat of Kota Sorong."""
    return staff(Role.SECRETARIAT, "96.71", full_name="Sari Wanggai", salutation="Ibu")


@pytest.fixture
def kornelis(db: None) -> User:
    """Kornelis, programme coordinator of Kota Sorong."""
    return staff(Role.COORDINATOR, "96.71", full_name="Kornelis Momot", salutation="Bapak")


@pytest.fixture
def dewi(db: None) -> User:
    """Dewi, leader of Kota Sorong."""
    return staff(Role.LEADER, "96.71", full_name="Dewi Rumbiak", salutation="Ibu")


@pytest.fixture
def yohanis(db: None) -> User:
    """Yohanis, member and mentor in Kota Sorong."""
    return member_user(Role.MENTOR, full_name="Yohanis Kareth")


@pytest.fixture
def marthina(db: None) -> User:
    """Marthina, member and mentee in Kota Sorong."""
    return member_user(Role.MENTEE, full_name="Marthina Sagrim")


@pytest.fixture
def stranger(db: None) -> User:
    """Secretariat of Kota Padang: must see nothing of Sorong."""
    return staff(Role.SECRETARIAT, "13.71", full_name="Orang Asing")


@pytest.fixture
def count_queries() -> Callable[..., Any]:
    """`with count_queries() as spent: …; assert spent() <= 8`: statements as production would run them.

    The request's own set_config counts as one.
    """

    @contextmanager
    def counting() -> Iterator[Callable[[], int]]:
        _party_name()  # read once a process, by whichever test comes first
        with CaptureQueriesContext(connection) as captured:
            yield lambda: 1 + sum(not q["sql"].startswith(NOISE) for q in captured.captured_queries)

    return counting
