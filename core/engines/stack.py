"""Which engines this run needs, and the three URLs that every other process gets.

``DATABASE_URL`` and ``REDIS_URL`` name real servers, and nothing is started in their place. What they do not
name is started privately below the data folder.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Self

from core import driver
from core.engines import EngineError, secrets, sockets
from core.engines.children import Child
from core.engines.folder import DataFolder
from core.engines.postgres import Cluster
from core.engines.roles import create_database, create_roles, prepare_database
from core.engines.urls import database_of, with_database, with_login
from core.engines.valkey import Valkey
from core.roles import APP, OWNER

DATABASE = "kaderisasi"


class Stack:
    """The engines of one run. Entering it starts them, leaving it stops them.

    ``environment`` then holds ``DATABASE_URL`` (the application's login), ``OWNER_DATABASE_URL`` (that of
    migrations) and ``REDIS_URL``. ``children`` are the servers that were started, in order.
    """

    def __init__(self, folder: DataFolder, given: Mapping[str, str], *, queue: bool = True) -> None:
        self.folder = folder
        self.given = given
        self.queue = queue
        self.environment: dict[str, str] = {}
        self.children: list[Child] = []
        self.sockets: Path | None = None

    def __enter__(self) -> Self:
        try:
            self.environment |= self._database()
            if self.queue:
                self.environment["REDIS_URL"] = self.given.get("REDIS_URL") or self._start_valkey()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for child in reversed(self.children):
            child.stop()
        if self.sockets:
            sockets.leave(self.sockets, self.folder.path / "run")

    def _database(self) -> dict[str, str]:
        url = self.given.get("DATABASE_URL")
        if not url:
            found = roles_and_database(with_database(self._start_postgres(), DATABASE), self.folder)
        elif may_administer(url):
            found = roles_and_database(url, self.folder)
        elif self.given.get("OWNER_DATABASE_URL"):
            found = {"DATABASE_URL": url, "OWNER_DATABASE_URL": self.given["OWNER_DATABASE_URL"]}
        else:
            raise EngineError(
                "DATABASE_URL names a login that cannot make roles. Let OWNER_DATABASE_URL name that of "
                f"{OWNER}, for migrations (docs/operations.md)."
            )
        check_durability(found["DATABASE_URL"])
        return found

    def _start_postgres(self) -> str:
        password = secrets.keep(self.folder.secrets / "postgres")
        cluster = Cluster(self.folder.path / "postgres", self._socket_folder(), password)
        self.children.append(cluster.child)
        cluster.start()
        return cluster.url

    def _start_valkey(self) -> str:
        valkey = Valkey(self.folder.path / "valkey", self._socket_folder())
        self.children.append(valkey.child)
        valkey.start()
        return valkey.url

    def _socket_folder(self) -> Path:
        self.sockets = sockets.socket_folder(self.folder.path / "run", mode=self.folder.mode)
        return self.sockets


def may_administer(url: str) -> bool:
    """Whether the login of ``url`` may make roles."""
    with _connected(url, _maintenance(url)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
        return bool(cursor.fetchone()[0])


def roles_and_database(url: str, folder: DataFolder) -> dict[str, str]:
    """Make roles and database with the administrator's ``url``, and answer with the URLs of the two logins.

    Their passwords are made once and kept in the data folder.
    """
    files = {OWNER: folder.secrets / OWNER, APP: folder.secrets / APP}
    is_new = not all(file.exists() for file in files.values())
    passwords = {role: secrets.keep(file) for role, file in files.items()}
    with _connected(_maintenance(url), url) as connection:
        create_roles(connection, passwords, renew=is_new)
        create_database(connection, database_of(url) or DATABASE)
    url = with_database(url, database_of(url) or DATABASE)
    with _connected(url) as connection:
        prepare_database(connection)
    return {
        "DATABASE_URL": with_login(url, APP, passwords[APP]),
        "OWNER_DATABASE_URL": with_login(url, OWNER, passwords[OWNER]),
    }


def check_durability(url: str) -> None:
    """Raise ``EngineError`` when the server would answer before a write is on the disk."""
    with _connected(url) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('fsync'), current_setting('synchronous_commit')")
        fsync, commit = cursor.fetchone()
    if fsync != "on" or commit not in ("on", "remote_apply"):
        raise EngineError(
            f"the database may lose what it has confirmed (fsync={fsync}, synchronous_commit={commit}): set both to on."
        )


@contextmanager
def _connected(*urls: str) -> Iterator[Any]:
    """A connection to the first of ``urls`` that answers. Raises ``EngineError`` when none does."""
    for url in urls:
        try:
            connection = driver.connect(url, connect_timeout=10)
            break
        except driver.OperationalError as error:
            reason = str(error).strip()
    else:
        raise EngineError(f"the database of DATABASE_URL does not answer: {reason}")
    with closing(connection):
        yield connection


def _maintenance(url: str) -> str:
    return with_database(url, "postgres")
