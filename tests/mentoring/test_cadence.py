"""The rhythm's arithmetic: the database function against a count by hand."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import FIRST_ZONE
from mentoring.cadence import last_day
from mentoring.enums import MentorState, PairingState
from mentoring.models import Mentor, Pairing
from mentoring.services.pairings import pairing_end, pairing_pause, pairing_resume
from mentoring.tasks import settle_overdue
from tests.factories.mentoring import active_pairing

DAYS = st.dates(date(2026, 1, 1), date(2027, 6, 30))


def slots_due(active_on, ended_on, cadence_days, month, as_of, pauses=(), paused_on=None):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kad_slots_due(%s, %s, %s::smallint, %s::daterange[], %s, %s, %s)",
            [active_on, ended_on, cadence_days, list(pauses), paused_on, month, as_of],
        )
        return cursor.fetchone()[0]


def by_hand(active_on, ended_on, cadence_days, month, as_of, pauses=(), paused_on=None):
    """Walk from day to day; each slot ends with the last of its running days."""
    count, ran, day = 0, 0, active_on
    until = min(day for day in (last_day(month), as_of, ended_on) if day)
    while day <= until:
        stands = any(p.lower <= day < p.upper for p in pauses) or (paused_on and paused_on <= day)
        ran += not stands
        count += not stands and ran % cadence_days == 0 and day >= month
        day += timedelta(days=1)
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
@given(DAYS, st.none() | st.integers(0, 300), st.integers(7, 90), DAYS, DAYS, st.sets(DAYS, max_size=5))
def test_slots_due_is_what_counting_by_hand_gives(active_on, lasted, cadence_days, in_month, as_of, turns):
    ended_on = None if lasted is None else active_on + timedelta(days=lasted)
    turns = sorted(turns)
    pauses = [DateRange(since, until) for since, until in zip(turns[::2], turns[1::2], strict=False)]
    paused_on = turns[-1] if len(turns) % 2 else None
    asked = (active_on, ended_on, cadence_days, in_month.replace(day=1), as_of, pauses, paused_on)

    assert slots_due(*asked) == by_hand(*asked)


@pytest.mark.django_db
def test_a_pause_is_remembered_and_stops_the_clock(deed, yohanis, marthina):
    today = timezone.localdate()
    pairing = active_pairing(yohanis, marthina, active_on=today - timedelta(days=200))
    end = pairing.planned_end_on
    now = timezone.now()

    deed(pairing_pause, by=yohanis, pairing=pairing, reason="Sakit", at=now - timedelta(days=80))
    deed(pairing_resume, by=marthina, pairing=pairing, at=now - timedelta(days=20))

    pairing.refresh_from_db()
    assert pairing.pauses == [DateRange(today - timedelta(days=80), today - timedelta(days=20))]
    assert (pairing.state, pairing.paused_on, pairing.planned_end_on) == (PairingState.ACTIVE, None, end)
    paused = today - timedelta(days=50)
    assert not Pairing.objects.active_at_end_of(paused).exists()
    assert Pairing.objects.active_at_end_of(today).get() == pairing
    assert not Pairing.objects.dormant_on(today).exists(), "20 days since the pause ended"
    assert Pairing.objects.dormant_on(today + timedelta(days=16)).get() == pairing


@pytest.mark.django_db
def test_who_ends_in_a_pause_leaves_it_behind(deed, yohanis, marthina):
    pairing = active_pairing(yohanis, marthina, active_on=timezone.localdate() - timedelta(days=200))
    deed(pairing_pause, by=yohanis, pairing=pairing, reason="Sakit", at=timezone.now() - timedelta(days=9))
    deed(pairing_end, by=marthina, pairing=pairing)

    pairing.refresh_from_db()
    assert (pairing.paused_on, len(pairing.pauses)) == (None, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days", "mentor_state", "after"),
    [
        (89, MentorState.ACTIVE, PairingState.PAUSED),
        (90, MentorState.ACTIVE, PairingState.ACTIVE),
        (90, MentorState.PAUSED, PairingState.REMATCHED),
    ],
)
def test_a_pause_ends_after_ninety_days(yohanis, marthina, days, mentor_state, after):
    today = timezone.localdate(timezone=FIRST_ZONE)
    pairing = active_pairing(
        yohanis, marthina, state=PairingState.PAUSED, active_on=today - timedelta(days=200),
        paused_on=today - timedelta(days=days),
    )  # fmt: skip
    Mentor.objects.update(state=mentor_state)

    settle_overdue()
    settle_overdue()

    pairing.refresh_from_db()
    assert pairing.state == after
    assert pairing.transitions.exclude(reason="Satu wilayah.").count() == (after != PairingState.PAUSED)
