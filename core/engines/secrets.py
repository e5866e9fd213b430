"""Secrets that are made once and kept in files only their owner can read."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path


def password() -> str:
    """A new password, safe to stand in a URL."""
    return secrets.token_urlsafe(24)


def write_private(path: Path, text: str) -> None:
    """Write ``text`` to a 0600 file under its final name all at once."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def keep(path: Path, make: Callable[[], str] = password) -> str:
    """The secret in ``path``; made and written first when there is none."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_private(path, make())
    return path.read_text().strip()
