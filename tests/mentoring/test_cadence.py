"""The rhythm's arithmetic: the database function against a count by hand."""

from datetime import date, timedelta

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentoring.cadence import last_day

DAYS = st.dates(date(2026, 1, 1), date(2027, 6, 30))


def slots_due(active_on, ended_on, cadence_days, month, as_of):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kad_slots_due(%s, %s, %s::smallint, %s, %s)", [active_on, ended_on, cadence_days, month, as_of]
        )
        return cursor.fetchone()[0]


def by_hand(active_on, ended_on, cadence_days, month, as_of):
    """Walk from slot to slot and count the last days that lie in the month."""
    count, last = 0, active_on + timedelta(days=cadence_days - 1)
    until = min(day for day in (last_day(month), as_of, ended_on) if day)
    while last <= until:
        count += last >= month
        last += timedelta(days=cadence_days)
    return count


@pytest.mark.django_db
def test_slots_due_counts_slots_that_end_in_the_month():
    active_on = date(2026, 11, 3)

    assert slots_due(active_on, None, 14, date(2026, 11, 1), date(2026, 11, 15)) == 0
    assert slots_due(active_on, None, 14, date(2026, 11, 1), date(2026, 11, 16)) == 1
    assert slots_due(active_on, None, 14, date(2026, 11, 1), date(2026, 11, 30)) == 2
    assert slots_due(active_on, None, 14, date(2026, 12, 1), date(2026, 12, 31)) == 2
    assert slots_due(active_on, date(2026, 11, 20), 14, date(2026, 11, 1), date(2026, 12, 31)) == 1
    assert slots_due(None, None, 14, date(2026, 11, 1), date(2026, 12, 31)) == 0


@pytest.mark.django_db
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DAYS, st.none() | st.integers(0, 300), st.integers(7, 90), DAYS, DAYS)
def test_slots_due_is_what_counting_by_hand_gives(active_on, lasted, cadence_days, in_month, as_of):
    ended_on = None if lasted is None else active_on + timedelta(days=lasted)
    month = in_month.replace(day=1)

    assert slots_due(active_on, ended_on, cadence_days, month, as_of) == by_hand(
        active_on, ended_on, cadence_days, month, as_of
    )
