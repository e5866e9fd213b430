"""The parent behind `bin/run` and `bin/manage`: engines, web, worker and beat as children it looks after.

python -m kaderisasi.run serve [--no-demo]
python -m kaderisasi.run manage COMMAND …
"""

import argparse
import hashlib
import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from contextlib import closing
from http import HTTPStatus
from pathlib import Path
from typing import Any, NoReturn

from core import driver
from core.engines import EngineError
from core.engines.children import Child, say, stop_all
from core.engines.folder import DataFolder, FolderInUse
from core.engines.secrets import keep
from core.engines.stack import Stack

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = "127.0.0.1"
TICK = 0.1  # seconds between two looks at the children

# What the database and the collected files are prepared from.
SOURCES = (
    "requirements.txt",
    "*/migrations/*.py",
    "kaderisasi/settings.py",
    "locale/**/*.po",
    "regions/**/*.py",
    "regions/data/*",
    "static/**/*",
)
# Commands that make what the others need, or need nothing.
BARE_COMMANDS = ("check", "help", "makemessages", "makemigrations", "migrate", "prepare")


class Stopped(BaseException):
    """The user or the system has asked us to stop."""


def main() -> int:
    """Run the parent; the answer is the exit code of the process."""
    parser = argparse.ArgumentParser(prog="bin/run", description="Serve kaderisasi on this machine.")
    commands = parser.add_subparsers(dest="command", required=True)
    serving = commands.add_parser("serve", prog="bin/run")
    serving.add_argument("--no-demo", action="store_true", help="start empty, ask for the first administrator")
    commands.add_parser("manage", add_help=False)
    options, rest = parser.parse_known_args()
    if options.command == "serve" and rest:
        serving.error(f"unknown: {' '.join(rest)}")
    try:
        return serve(demo=not options.no_demo) if options.command == "serve" else manage(rest)
    except EngineError as error:
        print(error, file=sys.stderr)
        return 1
    except Stopped as stopped:
        say("parent", f"stopped by {stopped}")
        return 0


def serve(*, demo: bool) -> int:
    """Start everything, print the address, and look after the children until somebody stops us."""
    started = time.monotonic()
    _stop_on_signals()
    port = _free_port()
    with DataFolder(_data_path()) as folder, Stack(folder, os.environ) as stack:
        env = _environment(folder, stack, demo=demo)
        if "DATABASE_URL" in os.environ or not _is_prepared(folder, env, demo=demo):
            prepare(folder, env)
        env = _environment(folder, stack, demo=_settle_demo(env, demo=demo))
        with folder.shared(env):
            _run_children(folder, env, port, stack.children, started)
    return 0


def manage(arguments: Sequence[str]) -> int:
    """Run a command of manage.py with the engines up: a running parent's, or our own while it runs."""
    folder = DataFolder(_data_path())
    if arguments[:1] == ["create_roles"]:
        return _in_foreground(arguments, os.environ | _keys(folder))
    _stop_on_signals()
    is_told = False
    while True:
        try:
            with folder, Stack(folder, os.environ) as stack:
                return _manage_alone(folder, stack, arguments)
        except FolderInUse:
            shared = folder.environment()
            if shared is not None:
                _become(arguments, shared)
        if not is_told:
            say("manage", f"waiting for another run on {folder.path}")
            is_told = True
        time.sleep(TICK)


def prepare(folder: DataFolder, env: Mapping[str, str]) -> None:
    """Bring database, translations and static files up to the code. Raises `EngineError` on failure."""
    _stamp_file(folder).unlink(missing_ok=True)
    command = [sys.executable, "manage.py", "prepare"]
    if Child("prepare", command, env=env, cwd=str(ROOT), grace=30).finish() != 0:
        raise EngineError("the preparation failed; see the lines above.")
    _stamp_file(folder).write_text(_stamp(env))


def _manage_alone(folder: DataFolder, stack: Stack, arguments: Sequence[str]) -> int:
    env = _environment(folder, stack, demo=False)
    if not _stamp_file(folder).exists() and arguments and arguments[0] not in BARE_COMMANDS:
        prepare(folder, env)
    return _in_foreground(arguments, _environment(folder, stack, demo=_count_users(env)["demo"] > 0))


def _settle_demo(env: Mapping[str, str], *, demo: bool) -> bool:
    """Whether this is a demonstration: what the data are decides, not what was asked for."""
    users = _count_users(env)
    if users["demo"] and not demo:
        raise EngineError("this folder holds demonstration data; set KADERISASI_DATA to another one.")
    if not users["all"] and not demo:
        _ask_for_administrator(env)
    return users["demo"] > 0 or (demo and not users["all"])


def _ask_for_administrator(env: Mapping[str, str]) -> None:
    if sys.stdin.isatty():
        subprocess.run([sys.executable, "manage.py", "create_admin"], cwd=ROOT, env=env, check=False)
    else:
        print("There is no user yet. Make the first administrator with: bin/manage create_admin EMAIL", flush=True)


def _run_children(
    folder: DataFolder, env: Mapping[str, str], port: int, engines: Sequence[Child], started: float
) -> NoReturn:
    """The web first, since somebody waits for it; then the jobs. Ends with an exception, always."""
    web, jobs = _web(env, port), [_worker(env), _beat(env, folder)]
    try:
        web.start()
        web.wait_until(lambda: _answers(port), seconds=120, pause=TICK)
        _announce(folder, env, port, time.monotonic() - started)
        for job in jobs:
            job.start()
        while True:
            for child in (*engines, web, *jobs):
                child.look_after(time.monotonic())
            time.sleep(TICK)
    finally:
        say("parent", "stopping")
        stop_all([*reversed(jobs), web])


def _web(env: Mapping[str, str], port: int) -> Child:
    options = ["--worker-class=gthread", "--workers=2", "--threads=4", "--graceful-timeout=30"]
    quiet = ["--log-level=warning", "--no-control-socket"]
    bind = f"--bind={ADDRESS}:{port}"
    return _python("web", ["gunicorn", bind, *options, *quiet, "kaderisasi.wsgi:application"], env, grace=35)


def _worker(env: Mapping[str, str]) -> Child:
    options = ["--concurrency=2", "--without-gossip", "--without-mingle", "--loglevel=WARNING"]
    env = {**env, "PYTHONWARNINGS": "ignore:You're running the worker"}  # as root, said at every start
    return _python("worker", ["celery", "-q", "-A", "kaderisasi", "worker", *options], env, grace=20)


def _beat(env: Mapping[str, str], folder: DataFolder) -> Child:
    schedule = folder.make("beat") / "schedule"
    options = [f"--schedule={schedule}", "--pidfile=", "--loglevel=WARNING"]
    return _python("beat", ["celery", "-q", "-A", "kaderisasi", "beat", *options], env, grace=10)


def _python(name: str, module: list[str], env: Mapping[str, str], *, grace: float) -> Child:
    return Child(name, [sys.executable, "-m", *module], env=env, cwd=str(ROOT), grace=grace)


def _announce(folder: DataFolder, env: Mapping[str, str], port: int, seconds: float) -> None:
    lines = [f"kaderisasi is up after {seconds:.1f} s: http://{ADDRESS}:{port}/   (Ctrl-C stops it)"]
    if env["KADERISASI_DEMO"] == "1":
        lines += _account_lines(folder)
    print("\n".join(lines), flush=True)


def _account_lines(folder: DataFolder) -> list[str]:
    """A login of each role in each regency, from what `seed_demo` has said; nothing when it has not run here."""
    try:
        accounts: list[dict[str, Any]] = json.loads((folder.path / "demo.json").read_text())["accounts"]
    except (FileNotFoundError, json.JSONDecodeError, KeyError):
        return []
    shown = {(account["role"], *account["unit"].split(", ")[-2:]): account for account in reversed(accounts)}
    rows = [f"  {account['login']:<36} {account['role']}, {account['unit']}" for account in shown.values()]
    passwords = sorted({account["password"] for account in accounts})
    return [f"Demonstration accounts, password {' or '.join(passwords)}:", *reversed(rows)]


def _environment(folder: DataFolder, stack: Stack, *, demo: bool) -> dict[str, str]:
    """What every child gets: defaults for this machine, what the user has set, and where the engines are."""
    defaults = {
        "ALLOWED_HOSTS": f"{ADDRESS},localhost",
        "HTTPS": "0",
        "KADERISASI_DEMO": "1" if demo else "0",
        "STATIC_ROOT": str(folder.path / "static"),
    }
    fixed = {"KADERISASI_DATA": str(folder.path), "PYTHONUNBUFFERED": "1"}
    return defaults | _keys(folder) | os.environ | stack.environment | fixed


def _keys(folder: DataFolder) -> dict[str, str]:
    """The site's keys, made at the first start. Whoever loses them loses what they have encrypted."""
    return {
        "SECRET_KEY": keep(folder.secrets / "secret_key", lambda: secrets.token_urlsafe(64)),
        "KADERISASI_KEYS": keep(folder.secrets / "keys", lambda: urlsafe_b64encode(secrets.token_bytes(32)).decode()),
    }


def _is_prepared(folder: DataFolder, env: Mapping[str, str], *, demo: bool) -> bool:
    stamp = _stamp_file(folder)
    return (
        stamp.exists()
        and stamp.read_text() == _stamp(env)
        and Path(env["STATIC_ROOT"]).is_dir()
        and all(source.with_suffix(".mo").exists() for source in ROOT.glob("locale/**/*.po"))
        and not (demo and _count_users(env)["all"] == 0)
    )


def _stamp(env: Mapping[str, str]) -> str:
    digest = hashlib.sha256(env["STATIC_ROOT"].encode())
    for path in sorted(path for pattern in SOURCES for path in ROOT.glob(pattern) if path.is_file()):
        if path.suffix != ".pyc":
            digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _stamp_file(folder: DataFolder) -> Path:
    return folder.path / "prepared"


def _count_users(env: Mapping[str, str]) -> dict[str, int]:
    """How many users there are, and how many of a demonstration; asked without loading Django."""
    connection = driver.connect(env["OWNER_DATABASE_URL"])
    with closing(connection), connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('accounts_user') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return {"all": 0, "demo": 0}
        cursor.execute("SELECT count(*), count(*) FILTER (WHERE is_demo) FROM accounts_user")
        return dict(zip(("all", "demo"), cursor.fetchone(), strict=True))


def _answers(port: int) -> bool:
    """Whether a worker has loaded the site: the master opens the port long before.

    Raises `EngineError` when the site has loaded and does not work.
    """
    connection = http.client.HTTPConnection(ADDRESS, port, timeout=30)
    with closing(connection):
        try:
            connection.request("GET", "/healthz")
            status = connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return False
    if status != HTTPStatus.OK:
        raise EngineError(f"the site does not work: /healthz answers {status}; see the lines above.")
    return True


def _free_port() -> int:
    text = os.environ.get("PORT", "8000")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, int(text)))
        except (OSError, ValueError, OverflowError) as error:
            raise EngineError(f"port {text} cannot be used ({error}); set PORT to another one.") from error
    return int(text)


def _data_path() -> Path:
    return Path(os.environ.get("KADERISASI_DATA") or ROOT / "var")


def _in_foreground(arguments: Sequence[str], env: Mapping[str, str]) -> int:
    """Run manage.py on the terminal; its Ctrl-C is its own."""
    signal.signal(signal.SIGINT, lambda *_: None)
    with subprocess.Popen(_manage_command(arguments), env=env) as process:
        try:
            return process.wait()
        except Stopped:
            process.terminate()
            raise


def _become(arguments: Sequence[str], env: Mapping[str, str]) -> NoReturn:
    os.execve(sys.executable, _manage_command(arguments), dict(env))


def _manage_command(arguments: Sequence[str]) -> list[str]:
    return [sys.executable, str(ROOT / "manage.py"), *arguments]


def _stop_on_signals() -> None:
    """The first signal unwinds everything in order; later ones do not disturb it."""

    def stop(found: int, _: object) -> NoReturn:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: None)
        raise Stopped(signal.Signals(found).name)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)


if __name__ == "__main__":
    sys.exit(main())
