"""History of rows about people: every insert, change and delete, by ORM, bulk or raw SQL (pghistory triggers)."""

from collections.abc import Callable
from typing import Any

import pghistory
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


def tracked(**options: Any) -> Callable[[Any], Any]:
    """Class decorator: keep an event table beside the model's table; `exclude` leaves fields out."""
    return pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), **options)


class InstallTriggers(Operation):
    """Put the triggers of the app's models into the database, all at once.

    `CreateModel` only notes them (`options["triggers"]`); one `AddTrigger` each would render every model anew, a
    minute for a new database instead of seconds.
    """

    reduces_to_sql = True

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The state has them already."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Create or replace every trigger of the app."""
        for (label, _), model in to_state.models.items():
            if label == app_label:
                for trigger in model.options.get("triggers", ()):
                    schema_editor.execute(trigger.install_sql, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """They go with their tables."""

    def describe(self) -> str:
        """What `migrate` prints."""
        return "Install the triggers of the app's models"
