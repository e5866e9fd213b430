"""Live figures are the stored ones, counted again under the reader's sight."""

from datetime import date, timedelta

import pytest

from accounts.enums import Role
from accounts.scoping import scope_context
from cadres.models import Member
from evaluations import rollups
from evaluations.figures import MONTH, NOW
from evaluations.models import RollupMonth, RollupNow
from evaluations.selectors.figures import board_figures
from mentoring.enums import PairingState, SessionState
from mentoring.models import Pairing
from mentoring.rules.pairings import last_met
from tests.evaluations.world import World, cell
from tests.factories.accounts import staff, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = World(11, is_neat=True).fill(60)
    rollups.drain()
    return world


def figures(row, names):
    return {name: row[name] for name in names}


@pytest.mark.parametrize("role", [Role.LEADER, Role.SECRETARIAT, Role.COORDINATOR])
def test_live_figures_of_a_district_equal_its_roll_up(world, role):
    user, district = staff(role, "96.71"), unit("96.71.06")
    now = RollupNow.objects.totals().values().get(unit=district)
    months = {row["month"]: row for row in RollupMonth.objects.totals().filter(unit=district).values()}

    with scope_context(user.scope):
        board = board_figures(user, district, [], rollups.today())

    assert figures(board.now_of(district.pk), NOW) == figures(now, NOW)
    assert now["pairings_active"] > 0
    for month in rollups.open_months(rollups.today()):
        stored = figures(months.get(month) or dict.fromkeys(MONTH, 0), MONTH)
        assert figures(board.month_of(district.pk, month), MONTH) == stored


def test_villages_and_cells_add_up_to_what_stands_in_them(world):
    user, village = staff(Role.LEADER, "96.71.06.1001"), unit("96.71.06.1001")
    below = cell(village)

    with scope_context(user.scope):
        board = board_figures(user, village, [below.pk], rollups.today())

    assert board.now_of(village.pk)["members_active"] == Member.objects.active().filter(village=village).count()
    assert board.now_of(below.pk)["members_active"] == Member.objects.active().filter(unit=below).count() > 0


def test_mentees_of_past_months_are_not_counted_outside_the_scope(world):
    stranger, district = staff(Role.LEADER, "13.71"), unit("96.71.06")

    with scope_context(stranger.scope):
        board = board_figures(stranger, district, [], rollups.today())

    months = [board.month_of(district.pk, month) for month in rollups.open_months(rollups.today())]
    assert not any(figures(board.now_of(district.pk), NOW).values())
    assert not any(any(figures(month, MONTH).values()) for month in months)


def test_open_months_are_the_last_thirteen():
    assert rollups.open_months(date(2026, 1, 31))[0] == date(2025, 1, 1)
    assert rollups.open_months(date(2026, 1, 31))[-1] == date(2026, 1, 1)
    assert len(rollups.open_months(date(2026, 3, 1))) == 13


@pytest.mark.parametrize("seed", range(4))
def test_list_badge_and_figures_agree_on_who_is_dormant(seed):
    world, day = World(seed, is_neat=True), rollups.today()
    for _ in range(40):
        world.add_member()
        pairing = world.add_pairing(
            state=world.random.choice([PairingState.ACTIVE] * 3 + [PairingState.PAUSED]), active_on=world.days_ago(90)
        )
        for days in world.random.choice([(), (20,), (35,), (36,), (60, 10), (120,)]):
            world.add_session(pairing=pairing, state=SessionState.LOGGED, held_on=day - timedelta(days=days))
    rollups.drain()

    listed = set(Pairing.objects.dormant_on(day))
    badges = {p for p in Pairing.objects.active() if last_met(p, day).tone == "bad"}
    now = RollupNow.objects.totals().get(unit=unit("pusat")).pairings_dormant
    month = RollupMonth.objects.totals().get(unit=unit("pusat"), month=day.replace(day=1)).pairings_dormant

    assert badges == listed
    assert (now, month) == (len(listed), len(listed))
    assert listed, "there is something to agree on"
