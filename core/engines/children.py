"""Child processes: started with a prefix on each log line, watched, started again, stopped in order."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.engines import EngineError

PR_SET_PDEATHSIG = 1
STEADY = 60  # seconds after which a child's earlier failures are forgotten
PATIENCE = 8  # failures in a row before we give up
LONGEST_PAUSE = 8.0  # seconds between two attempts


def say(name: str, message: str) -> None:
    """Print one line under the name of the process that it is about; standard output is for answers."""
    print(f"{name:<8} | {message}", file=sys.stderr, flush=True)


@dataclass
class Child:
    """One program that has to keep running."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    cwd: str = "/"
    stop_signal: signal.Signals = signal.SIGTERM
    grace: float = 10  # seconds to stop in, before it is killed
    shows: Callable[[str], bool] = bool  # which lines of its output are worth printing
    options: dict[str, Any] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = None
    started: float = 0.0
    failures: int = 0
    due: float | None = None  # when to start it again
    printer: threading.Thread | None = None

    def start(self) -> None:
        """Start the program in its own session, so that the terminal's Ctrl-C reaches only the parent."""
        self.due = None
        self.started = time.monotonic()
        with warnings.catch_warnings():
            # Python 3.12 warns of forks beside threads; ours only print, and hold no lock the child wants.
            warnings.simplefilter("ignore", DeprecationWarning)
            self.process = subprocess.Popen(
                list(self.command),
                env=dict(self.env),
                cwd=self.cwd,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                start_new_session=True,
                preexec_fn=_dies_with_parent(self.stop_signal),
                **self.options,
            )
        self.printer = threading.Thread(target=self._print_lines, args=(self.process,), daemon=True)
        self.printer.start()

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def wait_until(self, ready: Callable[[], bool], *, seconds: float, pause: float = 0.02) -> None:
        """Wait until ``ready()``. Raises ``EngineError`` when the program stops or the time is over."""
        end = time.monotonic() + seconds
        while not ready():
            if not self.is_running:
                code = self.process.returncode if self.process else None
                raise EngineError(f"{self.name} stopped at its start (code {code}); see the lines above.")
            if time.monotonic() > end:
                raise EngineError(f"{self.name} was not ready within {seconds:.0f} seconds.")
            time.sleep(pause)

    def finish(self) -> int:
        """Run a program that ends by itself, to its end; the exit code."""
        self.start()
        try:
            code = self.process.wait() if self.process else 1
            if self.printer:
                self.printer.join()
            return code
        finally:
            self.stop()

    def ask_to_stop(self) -> None:
        """Send the signal for an orderly stop."""
        if self.is_running and self.process:
            self.process.send_signal(self.stop_signal)

    def stop(self) -> None:
        """Stop the program and all that it started; kill what is left after its time of grace."""
        if self.process is None:
            return
        self.ask_to_stop()
        try:
            self.process.wait(self.grace)
        except subprocess.TimeoutExpired:
            say(self.name, "did not stop in time; killed")
        self._kill_group()
        self.process.wait()
        if self.printer:
            self.printer.join(1)
        self.process = None

    def look_after(self, now: float) -> None:
        """Start the program again after it has died, each time after a longer pause.

        Raises ``EngineError`` when it keeps dying.
        """
        if self.is_running or self.process is None:
            return
        if self.due is None:
            self._kill_group()  # its own children may still hold the port
            self.failures = 0 if now - self.started > STEADY else self.failures + 1
            if self.failures > PATIENCE:
                raise EngineError(f"{self.name} keeps stopping (code {self.process.returncode}).")
            pause = min(0.1 * 2**self.failures, LONGEST_PAUSE)
            say(self.name, f"stopped (code {self.process.returncode}); starting it again in {pause:.1f} s")
            self.due = now + pause
        elif now >= self.due:
            self.start()

    def _kill_group(self) -> None:
        if self.process:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                return

    def _print_lines(self, process: subprocess.Popen[str]) -> None:
        if process.stdout is None:
            return
        with process.stdout as lines:
            for line in lines:
                if line.strip() and self.shows(line):
                    say(self.name, line.rstrip())


def stop_all(children: Iterable[Child]) -> None:
    """Ask all of them to stop at the same time, then wait for each."""
    children = list(children)
    for child in children:
        child.ask_to_stop()
    for child in children:
        child.stop()


def _dies_with_parent(stop_signal: signal.Signals) -> Callable[[], None] | None:
    """What the child does first: ask the kernel for ``stop_signal`` when we die (Linux only)."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def before_program() -> None:
        libc.prctl(PR_SET_PDEATHSIG, stop_signal, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return before_program
