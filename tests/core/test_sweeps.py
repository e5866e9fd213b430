"""Jobs over many rows go on past what is refused, and fail in the end."""

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone
from structlog.testing import capture_logs

from accounts.models import OutboxMessage
from core.sweeps import SweepFailed, attempt, in_turn, settle_each, write_each
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def refuse(what):
    """Break the statement, as a trigger would; the transaction around it is lost without a savepoint."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")
    raise AssertionError(what)


def _message(number):
    return OutboxMessage.objects.create(
        subject=f"thing:{number}",
        kind="x",
        occasion="x",
        recipient=UserFactory.create(),
        due_at=timezone.now(),
        payload={},
    )


def test_a_job_goes_past_a_refused_row_and_a_refused_step_and_fails_in_the_end():
    bad, good = (_message(number) for number in range(2))
    done = []

    def settle(row):
        refuse(row) if row == bad else done.append(row)

    def rows():
        settle_each(OutboxMessage.objects.all(), settle)

    def step():
        refuse("all of it")

    with capture_logs() as said, pytest.raises(SweepFailed, match=f"accounts.outboxmessage row={bad.pk}, step=step"):
        in_turn(rows, step, lambda: done.append("last"))

    assert done == [good, "last"]
    assert [(each["event"], each["error"]) for each in said] == [("sweep.failed", "DataError")] * 2


def test_a_job_that_went_well_says_nothing():
    done = []

    in_turn(lambda: attempt(lambda: done.append(1), row=1), lambda: done.append(2))

    assert done == [1, 2]


def test_rows_are_written_in_one_go_and_each_by_itself_once_one_is_refused():
    kept, asked = [], []

    def write(rows):
        asked.append(list(rows))
        if 2 in rows:
            raise IntegrityError
        kept.extend(rows)

    def job():
        write_each([1, 2, 3], write, model="thing")

    with pytest.raises(SweepFailed, match="model=thing"):
        in_turn(job)

    assert (kept, asked) == ([1, 3], [[1, 2, 3], [1], [2], [3]])
