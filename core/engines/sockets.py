"""Where unix sockets may live: their path is limited to about a hundred bytes."""

import hashlib
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

from core.engines import EngineError

LONGEST_PATH = 107 if sys.platform.startswith("linux") else 103  # bytes; the kernel's sun_path less one
LONGEST_NAME = "postgres/.s.PGSQL.5432"
PLAIN_PATH = re.compile(r"[\w./-]+", re.ASCII)  # needs no quoting in a URL, whoever parses it


def socket_folder(wanted: Path, *, mode: int = 0o700) -> Path:
    """``wanted``, or a private folder in the temporary directory when sockets in ``wanted`` would not work.

    Raises ``EngineError`` when the folder in the temporary directory belongs to someone else.
    """
    if _fits(wanted):
        wanted.mkdir(parents=True, exist_ok=True)
        wanted.chmod(mode)
        return wanted
    digest = hashlib.sha256(os.fsencode(wanted)).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"kaderisasi-{os.geteuid()}-{digest}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if found.st_uid != os.geteuid() or found.st_mode & 0o022 or folder.is_symlink():
        raise EngineError(f"{folder} is not private to this user: remove it, or set TMPDIR to another folder.")
    folder.chmod(mode)
    return folder


def leave(folder: Path, wanted: Path) -> None:
    """Remove the folder in the temporary directory, when that is where the sockets were."""
    if folder != wanted:
        shutil.rmtree(folder, ignore_errors=True)


def _fits(folder: Path) -> bool:
    path = str(folder / LONGEST_NAME)
    return len(os.fsencode(path)) <= LONGEST_PATH and PLAIN_PATH.fullmatch(path) is not None
