"""The PostgreSQL server of a test run, and the template that every test database is cloned from.

A throw-away cluster of our own, kept in ``var/test`` so that the next run starts at once; or, when
``DATABASE_URL`` names a server, that one. Such a server has to be made for tests: the login must be an
administrator, and the passwords of the product's roles are set anew.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Self

from core import driver
from core.engines import EngineError, secrets, sockets
from core.engines.folder import DataFolder
from core.engines.postgres import Cluster
from core.engines.roles import create_database, create_roles, let_application_enter, prepare_database
from core.engines.urls import with_database, with_login
from core.roles import APP, DATA, OWNER

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "test"
RUNS_AT_ONCE = 16

# What arranges a test: past row security, with the privileges of the application and no more. A request
# under test enters its own role with SET LOCAL.
ARRANGER = "kad_test"

# What a template depends on. A change in any of it makes a new one: from the fullest old one to which migrations
# were only added since, else from nothing.
GROUND = (
    *("core/engines/roles.py", "core/roles.py", "regions/**/*.py", "requirements.txt"),
    *("cadres/management/**/*.py", "cadres/data/elections/*/*"),
)
MIGRATIONS = ("*/migrations/*.py",)
SOURCES = (*MIGRATIONS, *GROUND)
OLD_TEMPLATES_KEPT = 3
# What the demonstration depends on beside those: any rule, service or trigger, and the day it is told.
APPS = ("core", "regions", "accounts", "cadres", "mentoring", "partnerships", "evaluations", "kaderisasi")
DEMO_SOURCES = (*SOURCES, *(f"{app}/**/*.{kind}" for app in APPS for kind in ("py", "sql", "csv")))
DEMO_LOCK = 0x6B6465
COMMANDS = (
    ("migrate", "--database", "owner"),
    ("createcachetable", "--database", "owner"),
    ("load_regions",),
    ("load_elections",),
)


class Server:
    """The server of this run. Entering it starts it if need be; leaving it stops what was started."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self.url = os.environ.get("DATABASE_URL", "")
        self.is_private = not self.url
        self.prefix = "test_" if self.is_private else f"kaderisasi_test_{os.getpid()}_"
        self.template = f"{self.prefix}template_{_fingerprint()}"
        self._stems: list[str] = []
        self._passwords: dict[str, str] = {}

    def __enter__(self) -> Self:
        try:
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _start(self) -> None:
        folder = _enter_free_folder(self._stack)
        if self.is_private:
            run = sockets.socket_folder(folder.path / "run", mode=folder.mode)
            self._stack.callback(sockets.leave, run, folder.path / "run")
            cluster = Cluster(
                folder.path / "postgres",
                run,
                secrets.keep(folder.secrets / "postgres"),
                throw_away=True,
            )
            self._stack.callback(cluster.child.stop)
            cluster.start()
            self.url = cluster.url
        self._passwords = {role: secrets.keep(folder.secrets / role) for role in (OWNER, APP)}
        self._prepare()

    def __exit__(self, *_: object) -> None:
        if not self.is_private and self.url:
            with closing(driver.connect(with_database(self.url, "postgres"))) as server, server.cursor() as cursor:
                self._drop_databases(cursor)
        self._stack.close()

    def login(self, role: str, database: str) -> str:
        """The URL of a role's login to one of the server's databases."""
        return with_database(with_login(self.url, role, self._passwords[role]), database)

    def description(self) -> dict[str, str]:
        """What a test process needs to clone a database and to log in."""
        return {
            "url": self.url,
            "template": self.template,
            "prefix": self.prefix,
            "app": self.login(APP, "postgres"),
            "owner": self.login(OWNER, "postgres"),
        }

    def _prepare(self) -> None:
        with closing(driver.connect(with_database(self.url, "postgres"))) as connection:
            create_roles(connection, self._passwords, renew=True)
            with connection.cursor() as cursor:
                _create_arranger(cursor)
                if not self._exists(cursor):
                    self._stems = self._templates_to_grow_from(cursor)
                    self._drop_databases(cursor)
                    self._make_template(connection)

    def _exists(self, cursor) -> bool:
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [self.template])
        return cursor.fetchone() is not None

    def _templates_to_grow_from(self, cursor) -> list[str]:
        """Old templates whose migrations all stand unchanged among today's, the fullest first."""
        cursor.execute(
            "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database WHERE starts_with(datname, %s)",
            [f"{self.prefix}template_"],
        )
        today = _contents()
        found = [(name, json.loads(contents)) for name, contents in cursor.fetchall() if contents]
        fitting = [(len(old), name) for name, old in found if _is_part(old, today)]
        return [name for _, name in sorted(fitting, reverse=True)][:OLD_TEMPLATES_KEPT]

    def _drop_databases(self, cursor) -> None:
        """Templates of no more use, and whatever a killed run left behind."""
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [self.prefix])
        for (name,) in cursor.fetchall():
            if name not in self._stems:
                cursor.execute(f"DROP DATABASE {driver.quoted(name)} WITH (FORCE)")

    def _make_template(self, connection) -> None:
        """Build it under another name, so that one that is half made is never used."""
        draft = f"{self.prefix}draft"
        if self._stems:
            administer(self.url, _copy(self._stems[0], draft))
        else:
            create_database(connection, draft)
        with closing(driver.connect(with_database(self.url, draft))) as inside:
            prepare_database(inside)
        env = os.environ | {
            "DATABASE_URL": self.login(APP, draft),
            "OWNER_DATABASE_URL": self.login(OWNER, draft),
            "PYTHONWARNINGS": "ignore",
        }
        for command in COMMANDS:
            done = subprocess.run([sys.executable, "manage.py", *command, "-v0"], env=env, cwd=ROOT)
            if done.returncode != 0:
                raise EngineError(f"no test database: manage.py {command[0]} failed, see above.")
        with closing(driver.connect(with_database(self.url, draft))) as inside, inside.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        with connection.cursor() as cursor:
            cursor.execute(f"COMMENT ON DATABASE {draft} IS %s", [json.dumps(_contents())])
            cursor.execute(f"ALTER DATABASE {draft} RENAME TO {self.template}")


def administer(url: str, *statements: str, database: str = "postgres") -> None:
    """Run statements as the administrator, outside any test database unless one is named."""
    with closing(driver.connect(with_database(url, database))) as connection, connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def clone(server: dict[str, str], database: str, *, template: str = "") -> None:
    """Make ``database`` anew from the template."""
    administer(
        server["url"],
        f"DROP DATABASE IF EXISTS {database} WITH (FORCE)",
        _copy(template or server["template"], database),
    )


def _copy(template: str, database: str) -> str:
    return f"CREATE DATABASE {database} TEMPLATE {template} OWNER {OWNER} STRATEGY FILE_COPY"


def _create_arranger(cursor) -> None:
    cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [ARRANGER])
    if cursor.fetchone() is None:
        cursor.execute(f"CREATE ROLE {ARRANGER} NOLOGIN BYPASSRLS IN ROLE {DATA}")
    let_application_enter(cursor, ARRANGER)
    cursor.execute(f"GRANT {OWNER} TO {ARRANGER}")  # so that a test can break a policy and see the guard fail


def _enter_free_folder(stack: ExitStack) -> DataFolder:
    """Each run has a folder of its own, so that several can work in one checkout."""
    for number in range(RUNS_AT_ONCE):
        with suppress(EngineError):
            return stack.enter_context(DataFolder(FOLDER / str(number)))
    raise EngineError(f"no free folder in {FOLDER}: it cannot be written, or too many test runs are at work.")


@contextmanager
def demo_template(server: dict[str, str]) -> Iterator[tuple[str, bool]]:
    """The name of the template that holds the demonstration, as the code tells it today, and whether it is there.

    One process at a time. What older code has told is dropped.
    """
    name = f"{server['prefix']}demo_{_fingerprint(DEMO_SOURCES, f'{date.today()}')}"
    with closing(driver.connect(with_database(server["url"], "postgres"))) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [DEMO_LOCK])
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [f"{server['prefix']}demo_"])
        found = [row[0] for row in cursor.fetchall()]
        for old in found:
            if old != name:
                cursor.execute(f"DROP DATABASE {driver.quoted(old)} WITH (FORCE)")
        yield name, name in found


def _fingerprint(sources: Sequence[str] = SOURCES, more: str = "") -> str:
    digest = hashlib.sha256(more.encode())
    for path in _files(sources):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _files(sources: Sequence[str]) -> list[Path]:
    found = (path for pattern in sources for path in ROOT.glob(pattern))
    return sorted(path for path in found if ".venv" not in path.parts)


def _contents() -> dict[str, str]:
    """What a template holds: its ground, and each migration by path and digest."""
    migrations = {str(path.relative_to(ROOT)): _digest(path) for path in _files(MIGRATIONS)}
    return {"ground": _fingerprint(GROUND)} | migrations


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def _is_part(old: dict[str, str], today: dict[str, str]) -> bool:
    return old.items() <= today.items()
