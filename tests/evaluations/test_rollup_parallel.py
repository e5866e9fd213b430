"""Drains beside each other, and beside a recount: each with a transaction of its own."""

import threading

import pytest
from django.db import connection

from evaluations import rollups
from evaluations.models import RollupDirty
from tests.evaluations.world import World
from tests.factories.cadres import MemberFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_drain_leaves_at_once_while_another_is_at_it():
    World(5).fill(10)
    rollups.drain()
    MemberFactory.create()
    holds, may_go = threading.Event(), threading.Event()

    def recounting():
        with rollups._exclusive():
            holds.set()
            may_go.wait(20)
        connection.close()

    thread = threading.Thread(target=recounting)
    thread.start()
    holds.wait(20)
    left = rollups.drain()
    may_go.set()
    thread.join()

    assert left == rollups.DrainResult()
    assert rollups.drain().marks > 0


def test_drains_in_parallel_count_as_one():
    world = World(5).fill(10)
    rollups.drain()
    for _ in range(3):
        world.add_member()
        world.add_pairing()
    failures = []

    def work(number):
        try:
            for _ in range(4):
                MemberFactory.create(code=["96.71.06.1001", "13.71.01.1001"][number % 2])
                rollups.drain(limit=3)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while RollupDirty.objects.exists():
        rollups.drain()

    assert failures == []
    assert rollups.recount().rows == 0
