"""Migrations of a new database in seconds: the models are rendered once for many operations.

After every operation Django renders its model anew, and with it all that are related to it: here that is nearly every
model there is. Of the two minutes that a new database took, the statements took ten seconds.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.migrations import operations as known
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

# What asks the models before and after it for its own table alone. Anything else (Python, renaming, ours) stands alone.
JOINED = (
    *(known.CreateModel, known.AddField, known.AlterField, known.AddConstraint, known.RemoveConstraint),
    *(known.AddIndex, known.RemoveIndex, known.RunSQL, AddTrigger, RemoveTrigger),
)


class Together(Operation):
    """Operations that follow each other, with the models rendered after the last one."""

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change what models are like; they are rendered when somebody asks for one."""
        state.__dict__.pop("apps", None)
        for each in self.operations:
            each.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Change the database, one after another."""
        for each in self.operations:
            each.database_forwards(app_label, schema_editor, from_state, to_state)


def joined(operations: Iterable[Operation]) -> Iterator[Operation]:
    """The same operations in the same order, with those in one that do not ask for what another one leaves behind.

    A table that has just been made, or a column that has just been changed, is changed further in the next ones.
    """
    batch: list[Operation] = []
    touched: set[tuple[str, str]] = set()
    for operation in operations:
        mine, asked = _touched_by(operation)
        if not _is_joined(operation) or asked & touched:
            yield from _together(batch)
            batch, touched = [], set()
        if _is_joined(operation):
            batch.append(operation)
            touched |= mine
        else:
            yield operation
    yield from _together(batch)


def _is_joined(operation: Operation) -> bool:
    if isinstance(operation, known.SeparateDatabaseAndState):
        return not operation.database_operations
    return type(operation) in JOINED


def _touched_by(operation: Operation) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """What an operation leaves behind, and what must not have been touched right before: (model, field or "")."""
    if isinstance(operation, known.CreateModel):
        return {(operation.name.lower(), "")}, set()
    model = str(getattr(operation, "model_name", "")).lower()
    field = str(getattr(operation, "name", "")).lower() if isinstance(operation, JOINED[1:3]) else ""
    mine = {(model, field)} if field else set()
    return mine, mine | {(model, "")}


def _together(batch: Sequence[Operation]) -> Iterator[Operation]:
    changing = sum(not isinstance(each, known.RunSQL) or bool(each.state_operations) for each in batch)
    if changing > 1:
        yield Together(batch)
    else:
        yield from batch


class Executor(MigrationExecutor):
    """Applies each migration with its operations joined; what is recorded is the same."""

    def apply_migration(
        self, state: ProjectState, migration: Migration, fake: bool = False, fake_initial: bool = False
    ) -> ProjectState:
        """Django's own, with `joined` operations."""
        written = migration.operations
        if migration.atomic:
            vars(migration)["operations"] = list(joined(written))
        try:
            return super().apply_migration(state, migration, fake=fake, fake_initial=fake_initial)
        finally:
            vars(migration)["operations"] = written
