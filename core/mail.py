"""Mail as files: the delivery of a laptop and of the tests."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.text import get_valid_filename


class SpoolBackend(BaseEmailBackend):
    """Write each message to `<EMAIL_FILE_PATH>/<Message-ID>.eml`.

    The name comes from the Message-ID and the write is atomic, so that a message sent again after a crash
    replaces itself: exactly one file a message.
    """

    def __init__(self, *args: Any, file_path: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.folder = Path(file_path or settings.EMAIL_FILE_PATH)

    def send_messages(self, email_messages: Any) -> int:
        """Write the messages; the number written. Raises OSError when the folder cannot be written."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            mime = message.message()
            name = get_valid_filename(mime["Message-ID"].strip("<>"))
            unfinished = self.folder / f".{name}.{os.getpid()}"
            unfinished.write_bytes(mime.as_bytes())
            unfinished.replace(self.folder / f"{name}.eml")
        return len(email_messages)
