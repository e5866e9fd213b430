"""Whether the process lives and whether it can work. No versions, no data, no cache."""

from datetime import timedelta

from django.core.cache import cache
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from accounts.models import OutboxMessage
from core.context import jobs_context

OLDEST_WAITING = timedelta(minutes=5)


def faults() -> list[str]:
    """What keeps this process from working: names of parts, empty when all is well."""
    found = []
    try:
        with jobs_context():
            late = OutboxMessage.objects.due(timezone.now() - OLDEST_WAITING).exists()
        if late:
            found.append("outbox")
        executor = MigrationExecutor(connections["default"])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            found.append("migrations")
        cache.set("ready", 1, 5)
        if cache.get("ready") != 1:
            found.append("cache")
    except DatabaseError:
        found.append("database")
    return found
