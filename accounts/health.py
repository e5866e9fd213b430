"""Whether the process lives and whether it can work. No versions, no data, no cache."""

from datetime import timedelta
from functools import cache as once

from django.core.cache import cache
from django.db import DatabaseError, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
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
        if _migrations() - MigrationRecorder(connections["default"]).applied_migrations().keys():
            found.append("migrations")
        cache.set("ready", 1, 5)
        if cache.get("ready") != 1:
            found.append("cache")
    except DatabaseError:
        found.append("database")
    return found


@once
def _migrations() -> frozenset[tuple[str, str]]:
    """What the code brings; read once a process, since its files take half a second."""
    return frozenset(MigrationLoader(None).graph.nodes)
