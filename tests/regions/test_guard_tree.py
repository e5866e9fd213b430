"""The tree, its areas and its words cannot be changed past the rules, not with raw SQL in whatever role a page runs."""

import pytest

from accounts.enums import Role
from accounts.scoping import acting_as
from cadres.services.cells import cell_add
from regions.models import Unit
from tests.factories.accounts import staff, unit
from tests.refusals import is_refused

pytestmark = pytest.mark.django_db

ACTORS = [(Role.LEADER, "pusat"), (Role.SECRETARIAT, "96"), (Role.SECRETARIAT, "96.71"), (Role.MENTOR, "96.71")]
MOVES = [
    "UPDATE regions_unit SET parent_id = (SELECT id FROM regions_unit WHERE tier = 0) WHERE id = %s",
    "UPDATE regions_unit SET regency_id = 1 WHERE id = %s",
    "UPDATE regions_unit SET name = 'X' WHERE id = %s",
    "DELETE FROM regions_unit WHERE id = %s",
    "UPDATE regions_area SET code = '99' WHERE id = (SELECT area_id FROM regions_unit WHERE id = %s)",
    "INSERT INTO regions_unitlabel (party_id, tier, province_id, label) "
    "SELECT p.id, 3, u.province_id, 'X' FROM regions_party p, regions_unit u WHERE u.id = %s",
    "INSERT INTO regions_setting (key, value, since, changed_by_id, reason) "
    "SELECT 'label.3.' || %s, '\"X\"', now(), current_setting('app.user_id')::bigint, 'x'",
]


@pytest.mark.parametrize("move", MOVES, ids=range(len(MOVES)))
@pytest.mark.parametrize(("role", "code"), ACTORS)
def test_the_tree_of_another_province_is_out_of_reach(role, code, move):
    far = unit("13.71")

    with acting_as(staff(role, code)):
        assert is_refused(move, far.pk)


def test_a_secretariat_adds_cells_below_its_villages_alone():
    sari = staff(Role.SECRETARIAT, "96.71")
    add = (
        "INSERT INTO regions_unit (tier, parent_id, own_code, name, path, province_id, regency_id, district_id, "
        "village_id, time_zone, label, is_active) SELECT 5, id, 'x', 'x', 'x', province_id, regency_id, district_id, "
        "id, time_zone, '', true FROM regions_unit WHERE id = %s"
    )

    with acting_as(sari):
        assert is_refused(add, unit("13.71.01.1001").pk)
        assert cell_add(by=sari, village=unit("96.71.06.1001"), name="RW 9").tier == 5


def test_a_province_names_its_own_tiers():
    secretary, district = staff(Role.SECRETARIAT, "96"), unit("96.71.06")

    with acting_as(secretary):
        assert not is_refused("UPDATE regions_unit SET label = 'Komisariat' WHERE id = %s", district.pk)

    assert Unit.objects.get(pk=district.pk).label == "Komisariat"
