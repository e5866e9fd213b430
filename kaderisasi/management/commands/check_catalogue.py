"""The English catalogue is complete, or it is not done."""

import shutil
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

GATHER = {"locale": ["en"], "add_location": "file", "no_wrap": True, "ignore_patterns": [".venv", "var"]}
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "var", "__pycache__", ".*_cache", "node_modules")
CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")
SHOWN = 40


class Command(BaseCommand):
    """Gathers the texts of a copy of the code, so that a check changes nothing. Needs GNU gettext."""

    help = "Checks that every text has its English one: none missing, fuzzy or obsolete."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--update", action="store_true", help="gather the texts into the catalogue instead")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["update"]:
            call_command("makemessages", verbosity=0, **GATHER)
            return
        problems = self._problems()
        for problem in problems[:SHOWN]:
            self.stderr.write(problem)
        if problems:
            raise CommandError(f"{len(problems)} texts to see to. bin/fix gathers them into {CATALOGUE}.")

    def _problems(self) -> list[str]:
        with tempfile.TemporaryDirectory() as temporary:
            copy = Path(temporary) / "code"
            shutil.copytree(settings.BASE_DIR, copy, ignore=LEFT_OUT)
            command = [sys.executable, "manage.py", "check_catalogue", "--update"]
            subprocess.run(command, cwd=copy, check=True)
            catalogue = polib.pofile(str(copy / CATALOGUE))
        return [
            *(f"missing: {entry.msgid}" for entry in catalogue.untranslated_entries()),
            *(f"fuzzy: {entry.msgid}" for entry in catalogue.fuzzy_entries()),
            *(f"obsolete: {entry.msgid}" for entry in catalogue.obsolete_entries()),
        ]
