"""Statements composed once are those that would have been composed for the very same user and unit."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Assignment
from accounts.sight import Sight, numbers
from core.prepared import Prepared, slots
from dashboards.selectors.board import around
from evaluations.selectors.figures import stored_figures
from evaluations.selectors.months import state_of_month
from tests.evaluations.world import cell
from tests.factories.accounts import UserFactory, lend, staff, unit

pytestmark = pytest.mark.django_db

HOLDERS = [
    (role, code) for role in (Role.LEADER, Role.SECRETARIAT, Role.COORDINATOR) for code in ("pusat", "96", "96.71")
]
PLACES = ("pusat", "96", "96.71", "96.71.06", "96.71.06.1001")


def statements(user, place, month):
    """The querysets of a dashboard."""
    return [around(user, place), state_of_month(user, place, month), *stored_figures(user, place, None)]


def same(user, place):
    month, sight = timezone.localdate().replace(day=1), Sight.of(user, place)
    direct = [rows.query.sql_with_params() for rows in statements(user, place, month)]
    prepared = [Prepared(rows).bound(numbers(user, place)) for rows in statements(*sight.stand_ins(), month)]
    return [(sql, list(map(str, params))) for sql, params in direct], [
        (sql, list(map(str, params))) for sql, params in prepared
    ]


@pytest.mark.parametrize(("role", "code"), HOLDERS)
def test_a_statement_for_a_sight_is_the_one_for_its_user_and_unit(role, code):
    user = staff(role, code)

    for place in (*map(unit, PLACES), cell(unit("96.71.06.1001"))):
        direct, prepared = same(user, place)
        assert prepared == direct


def test_who_acts_for_another_has_the_lender_in_his_statements():
    lender, user = staff(Role.COORDINATOR, "96"), UserFactory.create()
    user.scope = lend(lender.assignments.get(), to=user).scope

    direct, prepared = same(user, unit("96.71"))

    assert prepared == direct
    assert str(lender.pk) in direct[0][1]


def test_each_who_asks_is_answered_for_himself_and_another_day_is_another_statement(time_machine):
    (holder,) = slots(1)
    held = Prepared(Assignment.objects.filter(user=holder).current())
    dewi, sari = staff(Role.LEADER, "96"), staff(Role.SECRETARIAT, "96.71")

    first, second = held.ask({holder: dewi.pk}), held.ask({holder: sari.pk})

    assert [each.user for each in (*second, *first)] == [sari, dewi]
    today = Sight.of(dewi, unit("96"))
    time_machine.move_to(timezone.now() + timedelta(days=1))
    assert Sight.of(dewi, unit("96")) != today
