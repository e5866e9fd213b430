"""A line between phone and server that can be cut, also in the middle of an answer."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import urlsplit

CHUNK = 65_536


class Cable:
    """Forwards TCP to `url`. `url` of the cable is what the phone dials."""

    def __init__(self, url: str) -> None:
        there = urlsplit(url)
        self.there = (there.hostname, there.port)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://localhost:{self.listener.getsockname()[1]}"
        self.is_cut = False
        self.answer_bytes: int | None = None  # how much of the next answers comes through before the line breaks
        self.lines: set[socket.socket] = set()
        threading.Thread(target=self._listen, daemon=True).start()

    def cut(self) -> None:
        """No signal: what runs breaks off, nothing gets through."""
        self.is_cut = True
        for line in list(self.lines):
            self._hang_up(line)

    def mend(self) -> None:
        """Signal again."""
        self.is_cut, self.answer_bytes = False, None

    def close(self) -> None:
        """Take the cable away."""
        self.cut()
        self.listener.close()

    def _listen(self) -> None:
        while True:
            try:
                near, _address = self.listener.accept()
            except OSError:
                return
            if self.is_cut:
                self._hang_up(near)
                continue
            with suppress(OSError):
                far = socket.create_connection(self.there)
                self.lines |= {near, far}
                self._carry(near, far, lambda: None)
                self._carry(far, near, lambda: self.answer_bytes)

    def _carry(self, source: socket.socket, target: socket.socket, limit: Callable[[], int | None]) -> None:
        def carry() -> None:
            carried = 0
            with suppress(OSError):
                while data := source.recv(CHUNK):
                    most = limit()
                    if most is not None and carried + len(data) > most:
                        target.sendall(data[: max(0, most - carried)])
                        break
                    target.sendall(data)
                    carried += len(data)
            self._hang_up(source)
            self._hang_up(target)

        threading.Thread(target=carry, daemon=True).start()

    def _hang_up(self, line: socket.socket) -> None:
        self.lines.discard(line)
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)
        with suppress(OSError):
            line.close()
