"""Django's own command, with the executor that joins operations (core/migrating.py)."""

from django.core.management.commands import migrate

from core.migrating import Executor

migrate.MigrationExecutor = Executor  # the command takes it from its own module


class Command(migrate.Command):
    """As Django's."""
