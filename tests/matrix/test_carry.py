"""A change of the tree carries every kind of row about people, filled ones too: no guard stands in its way."""

from collections.abc import Iterator

import pytest
from django.db import connection

from accounts.enums import Role
from accounts.models import today
from accounts.plans import Plan
from accounts.scoping import acting_as
from accounts.services.reshapes import people_tables, reshape_do, reshape_undo
from cadres.models import SelectionCriterion
from regions.enums import ReshapeKind
from tests.accounts.test_reshapes import strays
from tests.factories.accounts import staff, unit
from tests.matrix import sweep
from tests.matrix.world import World

#: Guards of rows that fire whatever column changes.
GUARDS = """
    SELECT tgrelid::regclass || ': ' || tgname FROM pg_trigger WHERE NOT tgisinternal AND tgname NOT LIKE 'pgtrigger%%'
    AND tgtype & 17 = 17 AND tgattr = '' AND tgqual IS NULL AND tgrelid::regclass::text = ANY (%s)
"""


@pytest.fixture
def pusat(world: World) -> Iterator[World]:
    """The world, taken back afterwards, with what is worked out of it."""
    with sweep.undone():
        # Marked with a consent that has been withdrawn since.
        SelectionCriterion.objects.update(is_development=True)
        yield world


def test_every_kind_of_row_is_carried_to_another_province_and_back(pusat: World) -> None:
    by = staff(Role.SECRETARIAT, "pusat", full_name="Sekretariat Pusat")
    rows = {table for table, _name in people_tables(rollups=False)}

    with acting_as(by):
        done = reshape_do(by=by, plan=Plan(ReshapeKind.MOVE, [unit("96.71")], today(), "SK 1", unit("13")))

    assert len(done.counts) > len(rows) * 0.8
    with connection.cursor() as cursor:
        # What the world has no row of cannot refuse one either.
        cursor.execute(GUARDS, [sorted(rows - set(done.counts))])
        assert cursor.fetchall() == []
    assert strays() == {}
    with acting_as(by):
        reshape_undo(by=by, reshape=done)
    assert strays() == {}
