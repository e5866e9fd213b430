"""The data folder: one owner at a time, and a fixed place for everything in it."""

import fcntl
import os
from pathlib import Path
from typing import Self

from core.engines import EngineError


class DataFolder:
    """Everything that must outlive a run. Entering it takes the lock; nothing is touched before.

    A second start that changed as much as a permission made a live server panic at its shutdown.
    """

    def __init__(self, path: Path, *, wait: bool = False) -> None:
        self.path = path.absolute()
        self.wait = wait
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
            fcntl.flock(self._lock, fcntl.LOCK_EX | (0 if self.wait else fcntl.LOCK_NB))
        except OSError as error:
            os.close(self._lock)
            raise EngineError(f"another run already works on {self.path}; stop it first.") from error
        self.path.chmod(self.mode)
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

    @property
    def running(self) -> Path:
        """The environment of the engines that are up now, for commands that join them."""
        return self.path / "running.env"
