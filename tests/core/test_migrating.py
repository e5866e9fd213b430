"""Operations are joined, never dropped or reordered; what another one has to leave behind first begins a new batch."""

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from core.migrating import Together, joined

CELL = migrations.CreateModel("Cell", [("id", models.BigAutoField(primary_key=True))])
NAMED = migrations.AddField("cell", "name", models.TextField(default=""))
PLACED = migrations.AddField("cell", "place", models.TextField(default=""))
UNNAMED = migrations.AlterField("cell", "name", models.TextField())
ONCE = migrations.AddConstraint("cell", models.UniqueConstraint(fields=["name"], name="cell_once"))
SQL = migrations.RunSQL("SELECT 1")
PYTHON = migrations.RunPython(migrations.RunPython.noop)


def shape(*operations):
    return [each.operations if isinstance(each, Together) else each for each in joined(operations)]


def test_every_migration_keeps_its_operations_in_their_order():
    for migration in MigrationLoader(None).disk_migrations.values():
        flat = []
        for each in joined(migration.operations):
            flat += each.operations if isinstance(each, Together) else [each]

        assert flat == migration.operations


@pytest.mark.parametrize(
    ("operations", "expected"),
    [
        ([NAMED, SQL, ONCE], [[NAMED, SQL, ONCE]]),
        ([CELL, NAMED, PLACED], [CELL, [NAMED, PLACED]]),
        ([NAMED, UNNAMED], [NAMED, UNNAMED]),
        ([NAMED, PLACED, PYTHON, ONCE], [[NAMED, PLACED], PYTHON, ONCE]),
        ([SQL, SQL], [SQL, SQL]),
    ],
    ids=["one table", "a new table", "one column twice", "python", "no model"],
)
def test_what_another_one_leaves_behind_begins_a_new_batch(operations, expected):
    assert shape(*operations) == expected


def test_models_are_rendered_after_the_last_of_a_batch():
    state = ProjectState()
    CELL.state_forwards("core", state)
    before = state.apps.get_model("core", "cell")

    Together([NAMED, PLACED]).state_forwards("core", state)

    assert "apps" not in vars(state)
    assert [field.name for field in before._meta.fields] == ["id"]
    assert [field.name for field in state.apps.get_model("core", "cell")._meta.fields] == ["id", "name", "place"]
