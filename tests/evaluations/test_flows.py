"""The map of mobility is kept in a roll-up: whatever is written, corrected or struck, it equals the rows."""

import random
from datetime import date, timedelta

import pytest
from django.db import connection

from accounts.enums import Role
from cadres.models import Member, MobilityStep
from cadres.selectors.mobility import flows_live
from dashboards.selectors.mobility import channels, flows
from evaluations import rollups
from evaluations.models import RollupFlow
from tests.factories.accounts import staff, unit
from tests.factories.cadres import MemberFactory
from tests.factories.mobility import step_of

pytestmark = pytest.mark.django_db
PLACES = ("96.71.06.1001", "96.71.01.1001", "96.71", "96.01.01.2001", "13.71.01.1001")
CHANNELS = ("officer", "witness", "campaign_staff", "legislator")


def stir(seed: int) -> None:
    """Steps that come, are corrected, struck, move with their people and change sides."""
    draw = random.Random(seed)
    members = [MemberFactory.create(code=draw.choice(PLACES[:3] + PLACES[4:])) for _ in range(5)]
    for n in range(14):
        day = date(2019, 1, 1) + timedelta(days=draw.randrange(2500))
        step_of(draw.choice(members), draw.choice(CHANNELS), post=f"Tugas {n}", starts_on=day)
    rollups.drain()
    for step in draw.sample(list(MobilityStep.objects.order_by("pk")), 6):
        step.starts_on -= timedelta(days=draw.randrange(900))
        step.save()
    struck = draw.choice(list(MobilityStep.objects.order_by("pk")))
    struck.struck_at, struck.struck_by, struck.strike_reason = struck.recorded_at, struck.recorded_by, "Keliru"
    struck.save()
    Member.objects.filter(pk=members[0].pk).update(gender="male", joined_on=date(2020, 6, 1))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cadres_mobilitystep SET unit_id = %s WHERE member_id = %s", [unit("13.71").pk, members[1].pk]
        )


@pytest.mark.parametrize("seed", range(3))
def test_flows_equal_the_rows_and_a_recount_finds_nothing(seed):
    stir(seed)

    rollups.drain()

    assert rollups.recount().rows == 0
    names = {"": "-"} | {each.code: each.name for each in channels()}
    for code in ("pusat", "96", "96.71", "96.71.06", "13.71"):
        reader = staff(Role.LEADER, code)
        told = {(f.origin, f.channel): (f.steps, f.women) for f in flows(reader, unit(code), 2015, 2027, names)}
        assert told == flows_live(reader, unit(code), 2015, 2027)
    assert RollupFlow.objects.totals().filter(unit=unit("pusat")).exists()
