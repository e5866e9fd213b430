"""Who has been with whom for as many programmes in a row as the party allows (DOMAIN §5, against factions)."""

from collections.abc import Collection, Sequence

from django.db import connection

from cadres.models import Member
from mentoring.models import Mentor, Programme


def rotation_pairs(programme: Programme, learners: Collection[int]) -> frozenset[tuple[int, int]]:
    """(learner, mentor) as member ids that may not go on together into this programme. One query for any number.

    Counted by the database past row security: the years before may lie in another unit.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT learner, mentor FROM kad_rotation_due(%s, %s::bigint[])", [programme.pk, list(learners)])
        return frozenset(cursor.fetchall())


def rotated_learners(programme: Programme, mentor: Mentor | None, learners: Sequence[Member]) -> frozenset[int]:
    """The learners whom this mentor has led in each of their last programmes."""
    if mentor is None:
        return frozenset()
    due = rotation_pairs(programme, [learner.pk for learner in learners])
    return frozenset(learner for learner, led_by in due if led_by == mentor.member_id)
