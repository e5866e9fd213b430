"""Everything between new code and the first page, in one process."""

import io
import json
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from cadres.models import Election
from core.engines.secrets import write_private
from evaluations.models import RollupState
from regions.models import Area, Holiday


class Command(BaseCommand):
    """Idempotent; `bin/run` calls it when something it depends on has changed, an upgrade calls it once."""

    help = "Migrates, compiles translations, collects static files, loads regions and elections, and seeds the demo."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("migrations")
        is_new = self._has_pending_migrations()
        call_command("migrate", database="owner", interactive=False, verbosity=0)
        if is_new:  # a figure may be measured in a new way: the next drain counts anew, which is no drift
            RollupState.objects.using("owner").all().delete()
        call_command("createcachetable", database="owner", verbosity=0)
        self.stdout.write("translations and static files")
        compile_translations()
        call_command("collectstatic", interactive=False, verbosity=0)
        if not Area.objects.using("owner").exists():
            self.stdout.write("regions (some seconds)")
            call_command("load_regions", stdout=self.stdout)
        if not Holiday.objects.using("owner").exists():
            call_command("load_holidays", stdout=self.stdout)
        if not Election.objects.using("owner").exists():
            self.stdout.write("elections")
            call_command("load_elections", stdout=self.stdout)
        if settings.DEMO and "seed_demo" in get_commands() and not self._has_real_users():
            self.stdout.write("demonstration data (some seconds)")
            seed_demonstration(Path(settings.DATA_DIR))

    def _has_pending_migrations(self) -> bool:
        executor = MigrationExecutor(connections["owner"])
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))

    def _has_real_users(self) -> bool:
        return get_user_model().objects.using("owner").filter(is_demo=False).exists()


def compile_translations() -> None:
    """Write the .mo beside each .po that is newer: gettext's own tools need not be installed."""
    for folder in settings.LOCALE_PATHS:
        for source in Path(folder).glob("*/LC_MESSAGES/*.po"):
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                polib.pofile(str(source)).save_as_mofile(str(target))


def seed_demonstration(folder: Path) -> None:
    """Seed the story of one city and keep its accounts for the parent to print."""
    answer = io.StringIO()
    call_command("seed_demo", "--json", stdout=answer)
    write_private(folder / "demo.json", json.dumps(json.loads(answer.getvalue())))
