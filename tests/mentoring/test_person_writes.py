"""What a mentor may not do even with SQL of his own: widen his sight, answer for others, raise his capacity."""

import pytest
from django.db import Error, connection, transaction

from accounts.models import User
from accounts.scoping import scope_context
from mentoring.models import PairingParticipant
from tests.factories.cadres import MemberFactory
from tests.factories.mentoring import active_pairing, mentor_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def attack(yohanis, marthina):
    pairing = active_pairing(yohanis, marthina)
    if not hasattr(yohanis.member, "mentor"):
        mentor_of(yohanis.member)
    stranger = MemberFactory.create(code="13.71.01.1001")
    words = {
        "me": yohanis.pk,
        "other": marthina.pk,
        "pairing": pairing.pk,
        "unit": pairing.unit_id,
        "stranger": stranger.pk,
        "mine": PairingParticipant.objects.get(user=yohanis).pk,
        "theirs": PairingParticipant.objects.get(user=marthina).pk,
    }

    def run(sql: str) -> int:
        with scope_context(yohanis.scope):
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(sql.format(**words))
                    return cursor.rowcount
            except Error:
                return 0

    return run


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO mentoring_pairingparticipant (pairing_id, member_id, name, role, answer, unit_id) "
        "VALUES ({pairing}, {stranger}, 'x', 'mentee', 'accepted', {unit})",
        "UPDATE mentoring_pairingparticipant SET answer = 'declined' WHERE id = {theirs}",
        "UPDATE mentoring_pairingparticipant SET user_id = {me} WHERE id = {theirs}",
        "DELETE FROM mentoring_pairingparticipant WHERE id = {theirs}",
        "DELETE FROM mentoring_pairingtransition WHERE pairing_id = {pairing}",
        "UPDATE mentoring_pairingtransition SET reason = 'x' WHERE pairing_id = {pairing}",
        "UPDATE mentoring_mentor SET capacity = 12",
        "UPDATE cadres_member SET level = 'utama' WHERE user_id = {me}",
        "UPDATE cadres_member SET unit_id = (SELECT id FROM regions_unit WHERE tier = 0) WHERE user_id = {me}",
        "UPDATE mentoring_pairing SET unit_id = (SELECT id FROM regions_unit WHERE tier = 0)",
        "DELETE FROM mentoring_pairing WHERE id = {pairing}",
        "INSERT INTO accounts_assignment (user_id, role, unit_id, starts_on) "
        "SELECT {me}, 'secretariat', id, '2020-01-01' FROM regions_unit WHERE tier = 0",
        "UPDATE accounts_assignment SET role = 'secretariat' WHERE user_id = {me}",
        "UPDATE regions_unit SET name = 'x' WHERE id = {unit}",
    ],
)
def test_a_mentor_cannot_widen_his_reach_by_sql(attack, sql):
    assert attack(sql) == 0


def test_a_mentor_still_keeps_his_own_row(attack):
    assert attack("UPDATE cadres_member SET address = 'Jalan Baru' WHERE user_id = {me}") == 1
    assert attack("UPDATE mentoring_pairingparticipant SET name = name WHERE id = {mine}") == 1
    assert User.objects.exists()
