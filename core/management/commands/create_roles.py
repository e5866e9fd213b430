"""Database roles of a production server."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.engines import EngineError
from core.engines.folder import DataFolder
from core.engines.secrets import write_private
from core.engines.stack import roles_and_database


class Command(BaseCommand):
    """Idempotent. The passwords are made once and stay in files; none is printed."""

    help = "Makes roles, database and extensions with the administrator's login in DATABASE_URL."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        url = os.environ.get("DATABASE_URL")
        if not url:
            raise CommandError("Set DATABASE_URL to the login of an administrator.")
        folder = DataFolder(Path(settings.DATA_DIR))
        try:
            found = roles_and_database(url, folder)
        except EngineError as error:
            raise CommandError(str(error)) from error
        file = folder.secrets / "database.env"
        write_private(file, "".join(f"{name}={value}\n" for name, value in found.items()))
        self.stdout.write(f"The URLs of the application and of the owner are in {file}.")
