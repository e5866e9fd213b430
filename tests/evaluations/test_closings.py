"""A past month tells the same again: what is kept of it, when, and that nobody changes it."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from cadres.models import Member
from core.context import jobs_context
from dashboards.outcomes import corrections
from dashboards.selectors.board import board_data
from evaluations import rollups
from evaluations.calendar import frozen_until
from evaluations.few import hide_few
from evaluations.models import RollupClosing, RollupMonth, RollupNow, RollupOutcome, RollupState
from evaluations.selectors.months import month_story, state_with_month
from mentoring.enums import PairingState, SessionState
from mentoring.models import Session
from tests.evaluations.world import World
from tests.factories.accounts import staff, unit
from tests.factories.cadres import MemberFactory

pytestmark = pytest.mark.django_db

JUNE = date(2026, 6, 1)


def day(text):
    return time_machine.travel(datetime.fromisoformat(f"{text}T03:00:00").replace(tzinfo=UTC), tick=False)


def story(month):
    user, district = staff("leader", "96.71"), unit("96.71.06")
    return month_story(state_with_month(user, district, month), district, month)


@pytest.mark.parametrize(
    ("as_of", "first_open"),
    [("2026-09-28", "2026-06-01"), ("2026-09-29", "2026-07-01"), ("2026-11-22", "2026-08-01")],
)
def test_a_month_freezes_when_ninety_days_after_its_end_are_over(as_of, first_open):
    assert frozen_until(date.fromisoformat(as_of)) == date.fromisoformat(first_open)


def test_where_things_stood_is_kept_when_the_month_is_over_whoever_moves_later():
    with day("2026-06-30"):
        member = MemberFactory.create(code="96.71.06.1001")
        rollups.drain()
    with day("2026-07-01"):
        rollups.drain()
        Member.objects.filter(pk=member.pk).update(unit=unit("13.71.01.1001"))
        rollups.drain()

    assert RollupNow.objects.totals().filter(unit=unit("96.71.06")).count() == 0
    assert story(JUNE).standing["members_active"] == 1


def test_late_logs_change_a_month_for_ninety_days_and_are_a_correction_after_that():
    with day("2026-06-20"):
        world = World(1)
        pairing = world.add_pairing(state=PairingState.ACTIVE, unit=unit("96.71.06.1001"), active_on=date(2026, 5, 1))
        rollups.drain()

    def hold(on):
        fields = {"pairing": pairing, "unit": pairing.unit, "state": SessionState.LOGGED, "held_on": on}
        assert Session.objects.filter(pk=world.add_session(**fields).pk).exists()
        rollups.drain()

    with day("2026-09-28"):
        rollups.drain()
        hold(date(2026, 6, 10))
        assert RollupMonth.objects.totals().get(unit=unit("96.71.06"), month=JUNE).sessions_held == 1
    with day("2026-09-29"):
        rollups.drain()
        hold(date(2026, 6, 12))
        told = story(JUNE)
        data = board_data(staff("leader", "96.71"), unit("96.71.06"), "2026-06")

        assert told.frozen["sessions_held"] == 1
        assert told.corrections["sessions_held"] == 1
        assert data.this_month["sessions_held"] == 1
        assert any("sesi terlaksana +1" in line for line in corrections(data))
    assert rollups.recount().rows == 0


def test_results_that_come_in_late_are_a_correction_where_neither_look_hides_them():
    here = unit("96.71.06")
    kept = {"goals_achieved": 6, "gain_people": 7, "rapport_mentees": 9, "behaviour_people": 5, "hides_rapport": True}
    with day("2026-09-29"):
        rollups.drain()
        RollupClosing.objects.create(unit=here, month=JUNE, figures=kept)
        RollupOutcome.objects.create(
            unit=here, month=JUNE, goals_achieved=8, gain_people=8, rapport_mentees=12, behaviour_people=5,
            reaction_people=6, hides_gain=True,
        )  # fmt: skip
        data = board_data(staff("leader", "96.71"), here, "2026-06")

    assert data.story.corrections == {"goals_achieved": 2, "reaction_people": 6}
    assert corrections(data) == ["tujuan tercapai +2", "yang menilai program +6"]
    assert data.story.outcome["goals_achieved"] == 6


def test_a_frozen_month_without_anything_stays_empty():
    with day("2026-09-29"):
        world = World(1)
        rollups.drain()
        pairing = world.add_pairing(state=PairingState.ACTIVE, unit=unit("96.71.06.1001"), active_on=date(2026, 5, 1))
        world.add_session(pairing=pairing, unit=pairing.unit, state=SessionState.LOGGED, held_on=date(2026, 6, 12))
        rollups.drain()
        told = story(JUNE)

    assert (told.frozen["sessions_held"], told.corrections["sessions_held"]) == (0, 1)


def test_what_was_kept_can_neither_be_changed_nor_deleted():
    kept = RollupClosing.objects.create(unit=unit("96.71"), month=JUNE, standing={"members_active": 3})
    RollupClosing.objects.filter(pk=kept.pk).update(figures={"sessions_held": 1})

    for change in ({"figures": {"sessions_held": 2}}, {"standing": {"members_active": 4}}, {"month": date(2026, 7, 1)}):
        with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
            RollupClosing.objects.filter(pk=kept.pk).update(**change)
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        kept.delete()


def test_a_recount_twice_on_a_day_keeps_the_same():
    with day("2026-09-29"):
        World(2).fill(6)
        rollups.recount()
        before = list(RollupClosing.objects.order_by("pk").values())
        rollups.recount()

    assert list(RollupClosing.objects.order_by("pk").values()) == before
    assert RollupState.objects.get().frozen_until == date(2026, 7, 1)


def test_results_of_few_are_hidden_with_a_sister_on_every_page():
    def put(code, people, **own):
        return RollupOutcome.objects.create(unit=unit(code), month=JUNE, gain_people=people, gain_points=27720, **own)

    few, sister = put("96.71.06", 2), put("96.71.01", 9)
    totals = [put("96.71", 30), put("96", 30), put("pusat", 30)]
    own = put("96.71", 19, is_own=True)

    with jobs_context(), connection.cursor() as cursor:
        hide_few(cursor, [JUNE])
        hide_few(cursor, [JUNE])

    hidden = set(RollupOutcome.objects.filter(hides_gain=True).values_list("pk", flat=True))
    assert hidden == {few.pk, sister.pk}
    assert not RollupOutcome.objects.filter(hides_goals=True).exists()
    assert len(totals) == 3
    assert own.pk not in hidden
