"""A drainer is killed at any moment, again and again: what is stored is what a recount finds."""

import os
import random
import socket
import threading
import time

import pytest
from django.db import DatabaseError, InterfaceError, connection

from evaluations import rollups
from evaluations.models import RollupDirty
from tests.evaluations.world import World

KILLS = 50


class Drainer(threading.Thread):
    """Drains as long as it may, whatever happens to its connection."""

    def __init__(self):
        super().__init__()
        self.may_run, self.wire, self.killed = True, None, 0

    def run(self):
        while self.may_run:
            try:
                connection.ensure_connection()
                self.wire = connection.connection.fileno()
                rollups.drain()
            except (DatabaseError, InterfaceError):
                self.killed, self.wire = self.killed + 1, None
                connection.close()
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_killing_the_drainer_loses_and_doubles_nothing():
    world, chance, drainer = World(17).fill(6), random.Random(5), Drainer()
    drainer.start()

    until = time.monotonic() + 60
    while drainer.killed < KILLS and time.monotonic() < until:
        world.step()
        time.sleep(chance.uniform(0.0, 0.05))
        if wire := drainer.wire:  # as when its process dies: the line is cut, whatever was being said
            killed = drainer.killed
            with socket.socket(fileno=os.dup(wire)) as line:
                line.shutdown(socket.SHUT_RDWR)
            while drainer.killed == killed:
                time.sleep(0.001)
    drainer.may_run = False
    drainer.join()
    while RollupDirty.objects.exists():
        rollups.drain()

    assert drainer.killed >= KILLS
    assert rollups.recount().rows == 0
