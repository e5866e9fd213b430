"""The dashboard before there is anything, and what it costs then and later."""

import pytest
import time_machine
from django.utils import timezone

from accounts.enums import Role
from evaluations import rollups
from tests.evaluations.world import World, cell
from tests.factories.accounts import staff, unit

pytestmark = pytest.mark.django_db

CODES = ("pusat", "96", "96.71", "96.71.06", "96.71.06.1001", "96.71.06.1001-1")


def board(code):
    return f"/w/{code}/dasbor/"


def test_an_empty_unit_teaches_the_first_step(client_of, sari, dewi):
    rollups.drain()

    assert "/impor/" in client_of(sari).get(board("96.71")).content.decode()
    assert "Belum ada data" in client_of(dewi).get(board("96.71")).content.decode()


def test_figures_before_the_first_count_are_said_to_be_missing(client_of, dewi):
    with time_machine.travel(timezone.now()):
        page = client_of(dewi).get(board("96.71")).content.decode()

    assert "Angka belum pernah dihitung" in page


def test_a_dashboard_costs_ten_queries_whatever_there_is(client_of, count_queries):
    rollups.drain()
    cell(unit("96.71.06.1001"))
    client = client_of(staff(Role.LEADER, "pusat"))

    def costs():
        counted = []
        for code in CODES:
            with count_queries() as count:
                client.get(board(code))
            counted.append(count())
        return counted

    costs()  # the party's name is read once a process
    empty = costs()
    World(7).fill(40)
    rollups.drain()

    assert max(empty) <= 10
    assert costs() == empty
