"""The data folder: one owner at a time, and a fixed place for everything in it."""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from core.engines import EngineError, secrets


class FolderInUse(EngineError):
    """Another run holds the lock."""


class DataFolder:
    """Everything that must outlive a run. Entering it takes the lock; nothing is touched before.

    A second start that changed as much as a permission made a live server panic at its shutdown.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self._shared = self.path / "running.json"
        self._lock: int | None = None

    def __enter__(self) -> Self:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self._lock = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise EngineError(
                f"cannot write to {self.path} ({error.strerror}): run as its owner, "
                "or set KADERISASI_DATA to a folder of your own."
            ) from error
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._lock)
            raise FolderInUse(f"another run already works on {self.path}; stop it first.") from error
        if os.geteuid() in (0, self.path.stat().st_uid):
            self.path.chmod(self.mode)
        self._shared.unlink(missing_ok=True)  # left by a run that was killed
        return self

    def __exit__(self, *_: object) -> None:
        if self._lock is not None:
            os.close(self._lock)

    @property
    def mode(self) -> int:
        """Private; for root just passable, since its database server is another account."""
        return 0o711 if os.geteuid() == 0 else 0o700

    def make(self, name: str, mode: int = 0o700) -> Path:
        """The folder ``name`` inside, made if need be."""
        folder = self.path / name
        folder.mkdir(mode=mode, exist_ok=True)
        return folder

    @property
    def secrets(self) -> Path:
        return self.path / "secrets"

    @contextmanager
    def shared(self, environment: Mapping[str, str]) -> Iterator[None]:
        """Let commands of the same user join this run: they find its environment while the block runs."""
        secrets.write_private(self._shared, json.dumps(dict(environment)))
        try:
            yield
        finally:
            self._shared.unlink(missing_ok=True)

    def environment(self) -> dict[str, str] | None:
        """The environment of the run that holds the lock, None while it is not ready to be joined."""
        try:
            return json.loads(self._shared.read_text())
        except (FileNotFoundError, json.JSONDecodeError):
            return None
