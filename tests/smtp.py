"""A mail server for tests: takes every mail, keeps who got it under which Message-ID, takes its time if asked."""

import socketserver
import threading
import time
from collections import Counter
from email import message_from_bytes
from typing import Self


class Mailbox(socketserver.ThreadingTCPServer):
    """Counts what was accepted: a mail counts once its last dot was answered, or would have been."""

    daemon_threads, allow_reuse_address = True, True

    def __init__(self, seconds: float = 0.0) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.seconds, self.lock = seconds, threading.Lock()
        self.received: Counter[tuple[str, str]] = Counter()

    @property
    def url(self) -> str:
        """As EMAIL_URL wants it."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    @property
    def doubles(self) -> int:
        """How many mails came more than once, each time counted, under the same Message-ID."""
        return sum(self.received.values()) - len(self.received)

    @property
    def keys(self) -> set[str]:
        """The keys of the messages behind the mails."""
        return {message_id.strip("<>").partition("@")[0] for message_id, _to in self.received}

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


class _Conversation(socketserver.StreamRequestHandler):
    server: Mailbox

    def handle(self) -> None:
        try:
            self._say(b"220 test")
            for line in self.rfile:
                word = line[:4].upper()
                if word == b"DATA":
                    self._take()
                elif word == b"QUIT":
                    return self._say(b"221 bye")
                else:
                    self._say(b"250 test")
        except OSError:  # the other side was killed
            return None

    def _take(self) -> None:
        self._say(b"354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        if not line:
            return
        mail = message_from_bytes(b"".join(lines))
        with self.server.lock:
            self.server.received[mail["Message-ID"], mail["To"]] += 1
        time.sleep(self.server.seconds)
        self._say(b"250 taken")

    def _say(self, words: bytes) -> None:
        self.wfile.write(words + b"\r\n")
