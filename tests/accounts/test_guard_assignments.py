"""Roles cannot be taken past the rules: not with raw SQL in whatever role a page runs."""

import pytest

from accounts.enums import Role
from accounts.models import Assignment
from accounts.scoping import acting_as
from accounts.services import assign
from core.errors import RuleError
from tests.factories.accounts import UserFactory, staff, unit
from tests.refusals import is_refused

pytestmark = pytest.mark.django_db

GIVE = (
    "INSERT INTO accounts_assignment (user_id, role, unit_id, starts_on, reason) VALUES (%s, %s, %s, '2026-01-01', '')"
)
ACTORS = [
    (Role.LEADER, "96.71"),
    (Role.SECRETARIAT, "96.71"),
    (Role.COORDINATOR, "96.71"),
    (Role.SECRETARIAT, "pusat"),
    (Role.MENTOR, "96.71"),
]


@pytest.mark.parametrize(("role", "code"), ACTORS)
def test_nobody_makes_himself_admin(role, code):
    user = staff(role, code)
    own, national = user.assignments.get(), unit("pusat").pk

    with acting_as(user):
        assert is_refused("UPDATE accounts_assignment SET role = 'admin', unit_id = %s WHERE id = %s", national, own.pk)
        assert is_refused("UPDATE accounts_assignment SET user_id = %s WHERE role = 'admin'", user.pk) or not (
            Assignment.objects.filter(role="admin").exists()
        )
        assert is_refused(
            "INSERT INTO accounts_assignment (user_id, role, unit_id, starts_on, reason) "
            "VALUES (%s, 'admin', %s, '2026-01-01', '')",
            user.pk,
            national,
        )
        assert is_refused("DELETE FROM accounts_assignment WHERE id = %s", own.pk)


def test_a_secretariat_gives_roles_inside_its_reach_only():
    sari, stranger = staff(Role.SECRETARIAT, "96.71"), UserFactory()
    with acting_as(sari):
        assert is_refused(GIVE, stranger.pk, "leader", unit("13.71").pk)
        assert is_refused(GIVE, stranger.pk, "leader", unit("96").pk)
        assert is_refused(GIVE, stranger.pk, "dpo", unit("96.71").pk)
        assert not is_refused(GIVE, stranger.pk, "leader", unit("96.71.06").pk)


def test_a_coordinator_gives_mentors_and_mentees_only():
    kornelis, stranger = staff(Role.COORDINATOR, "96.71"), UserFactory()
    with acting_as(kornelis):
        assert is_refused(GIVE, stranger.pk, "coordinator", unit("96.71").pk)
        assert not is_refused(GIVE, stranger.pk, "mentor", unit("96.71.06.1001").pk)


def test_an_end_may_come_sooner_for_oneself_and_never_later():
    dewi = staff(Role.LEADER, "96.71")
    own = dewi.assignments.get()

    with acting_as(dewi):
        assert not is_refused("UPDATE accounts_assignment SET ends_on = '2099-01-01' WHERE id = %s", own.pk)
        assert is_refused("UPDATE accounts_assignment SET ends_on = '2099-02-01' WHERE id = %s", own.pk)
        assert is_refused("UPDATE accounts_assignment SET ends_on = NULL WHERE id = %s", own.pk)


def test_nobody_gives_himself_an_office():
    sari = staff(Role.SECRETARIAT, "96.71")

    with acting_as(sari):
        assert is_refused(GIVE, sari.pk, "leader", unit("96.71").pk)
        with pytest.raises(RuleError, match="diri sendiri"):
            assign(by=sari, user=sari, role=Role.LEADER, unit=unit("96.71"))
