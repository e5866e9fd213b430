"""Who runs the database server. PostgreSQL refuses to run as root; an ordinary user needs nothing.

For root there are two ways, and no account is made and no parent folder opened for either:

- drop: a real change to an unprivileged account. Needs program and data folder to be reachable for it.
- user namespace: root's id shows as nobody's to the server. Works under a private home folder; refused in
  a chroot and in containers without the right. The server keeps root's rights on files, which is one more
  reason why the application's role is never a superuser.
"""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.engines import EngineError

NOBODY = 65534
NAMESPACE = ("unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}", "--")
ACCOUNTS = ("postgres", "nobody")


@dataclass(frozen=True)
class Identity:
    """How to start a program under this identity: a command before it, and options of ``Popen``."""

    description: str = "this user"
    prefix: tuple[str, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)
    uid: int | None = None

    def give(self, path: Path) -> Path:
        """Make ``path`` belong to the identity, and to nobody else."""
        if path.is_dir():
            path.chmod(0o700)
        if self.uid is not None:
            os.chown(path, self.uid, self.options["group"])
        return path

    def run(self, command: list[str], env: dict[str, str]) -> subprocess.CompletedProcess[str]:
        """Run a program under this identity and return what it said."""
        return subprocess.run(
            [*self.prefix, *command], env=env, cwd="/", capture_output=True, text=True, **self.options
        )


def choose(program: Path, folder: Path, cluster: Path) -> Identity:
    """The identity that can run ``program`` on data below ``folder``.

    A ``cluster`` that exists keeps its owner. Raises ``EngineError`` when root has neither way.
    """
    if os.geteuid() != 0:
        return Identity()
    owner = cluster.stat() if cluster.exists() else None
    if owner is None or owner.st_uid != 0:
        identity = _drop(owner.st_uid, owner.st_gid) if owner else _first_account()
        if identity and _works(identity, [str(program), "--version"]) and _reaches(identity, folder):
            return identity
    identity = Identity("nobody, in a user namespace", prefix=NAMESPACE)
    if (
        (owner is None or owner.st_uid == 0)
        and shutil.which(NAMESPACE[0])
        and _works(identity, [str(program), "--version"])
    ):
        return identity
    raise EngineError(
        f"started as root, but no other account can reach {folder} and user namespaces are not allowed.\n"
        "Run as an ordinary user, move the folder out of the private home, or set DATABASE_URL."
    )


def _first_account() -> Identity | None:
    for name in ACCOUNTS:
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        return _drop(account.pw_uid, account.pw_gid)
    return None


def _drop(uid: int, gid: int) -> Identity:
    options = {"user": uid, "group": gid, "extra_groups": []}
    return Identity(f"the account with id {uid}", options=options, uid=uid)


def _reaches(identity: Identity, folder: Path) -> bool:
    return _works(identity, ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)])


def _works(identity: Identity, command: list[str]) -> bool:
    try:
        return identity.run(command, {"PATH": os.defpath}).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False
