"""Days on which somebody is not free: his own to say, a hint for who plans with him, nobody else's to know."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts.scoping import acting_as
from cadres.selectors.own import EXTRA
from core.errors import RuleError
from mentoring.models import BusyTime, Pairing, Session
from mentoring.retention import retention_apply, retention_due
from mentoring.services.busy import busy_add, busy_remove
from tests.factories.mentoring import active_pairing

pytestmark = pytest.mark.django_db
PAGE = "/m/jadwal/tidak-tersedia/"


@pytest.fixture
def day(db):
    return timezone.localdate() + timedelta(days=5)


@pytest.fixture
def away(day, marthina):
    """Marthina is not free on that day."""
    return BusyTime.objects.create(user=marthina, first_on=day, last_on=day)


def test_days_are_said_listed_and_taken_back(client_of, marthina, day):
    client = client_of(marthina)
    form = {"first_on": day.isoformat(), "last_on": (day + timedelta(days=2)).isoformat()}
    for _ in range(2):
        assert client.post(PAGE, form).url == PAGE
    row = BusyTime.objects.get()

    assert f"{PAGE}{row.pk}/hapus/" in client.get(PAGE).content.decode()
    assert client.post(f"{PAGE}{row.pk}/hapus/").url == PAGE
    assert BusyTime.objects.count() == 0


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [(3, 2, "sebelum hari pertama"), (-5, -1, "sudah lewat"), (0, 93, "Paling lama 92 hari")],
)
def test_what_makes_no_sense_is_refused_with_what_to_do(client_of, marthina, first, last, why):
    today = timezone.localdate()
    form = {
        "first_on": (today + timedelta(days=first)).isoformat(),
        "last_on": (today + timedelta(days=last)).isoformat(),
    }

    answer = client_of(marthina).post(PAGE, form)

    assert answer.status_code == 422
    assert why in answer.content.decode()


@pytest.mark.parametrize("walls", ["scoping", "row security"])
def test_only_who_meets_somebody_or_keeps_his_pairings_knows(away, yohanis, marthina, kornelis, dewi, stranger, walls):
    active_pairing(yohanis, marthina)
    other = active_pairing().participants.first().user

    def seen(user):
        with acting_as(user):
            if walls == "row security":
                return BusyTime.objects.exists()
        return BusyTime.objects.for_user(user).exists()  # arranged past row security: scoping stands alone

    assert [seen(user) for user in (marthina, yohanis, kornelis)] == [True, True, True]
    assert [seen(user) for user in (dewi, stranger, other)] == [False, False, False]


@pytest.mark.parametrize("walls", ["both", "rows"])
def test_a_former_partner_does_not_know(away, yohanis, marthina, walls):
    pairing = active_pairing(yohanis, marthina)
    Pairing.objects.filter(pk=pairing.pk).update(state="ended_early", ended_on=timezone.localdate())

    with acting_as(yohanis):
        rows = BusyTime.objects.for_user(yohanis) if walls == "both" else BusyTime.objects.all()
        assert not rows.exists()


def test_nobody_writes_the_days_of_others(away, day, yohanis, marthina, kornelis):
    active_pairing(yohanis, marthina)

    for user in (yohanis, kornelis):
        with acting_as(user):
            with pytest.raises(RuleError):
                busy_remove(by=user, busy=away)
            with pytest.raises(DatabaseError), transaction.atomic():
                BusyTime.objects.create(user=marthina, first_on=day, last_on=day + timedelta(days=1))
            assert BusyTime.objects.filter(pk=away.pk).update(last_on=day + timedelta(days=9)) == 0
            assert BusyTime.objects.filter(pk=away.pk).delete()[0] == 0


def test_a_list_of_days_has_an_end(marthina, day):
    with acting_as(marthina):
        for number in range(20):
            busy_add(by=marthina, first_on=day, last_on=day + timedelta(days=number))
        with pytest.raises(RuleError, match="Paling banyak 20"):
            busy_add(by=marthina, first_on=day, last_on=day + timedelta(days=30))


@pytest.mark.parametrize("offset", [0, 1])
def test_a_plan_on_such_a_day_is_hinted_at_and_kept(client_of, away, day, yohanis, marthina, kornelis, offset):
    pairing = active_pairing(yohanis, marthina)
    wanted = {"date": (day + timedelta(days=offset)).isoformat(), "mode": "face_to_face", "place": "Balai"}

    for user, path, time in (
        (yohanis, f"/m/pasangan/{pairing.pk}/rencana/", "10:00"),
        (kornelis, f"/sesi/rencana/?pasangan={pairing.pk}", "16:00"),
    ):
        client = client_of(user)
        assert "Tidak tersedia:" in client.get(path).content.decode()
        page = client.post(path, wanted | {"time": time}, follow=True).content.decode()
        assert ("ada yang tidak tersedia" in page) == (offset == 0)

    assert Session.objects.filter(pairing=pairing).count() == 2


def test_days_go_a_month_after_they_are_over_and_with_a_closed_account(away, day, marthina, yohanis):
    ago = [timezone.localdate() - timedelta(days=days) for days in (35, 9)]
    _old, recent = (BusyTime.objects.create(user=yohanis, first_on=each, last_on=each) for each in ago)

    assert {due.rule.code: due.tonight for due in retention_due()}["busy"] == 1
    for _ in range(2):
        retention_apply()
    assert set(BusyTime.objects.all()) == {away, recent}
    marthina.is_active = False
    marthina.save()

    assert list(BusyTime.objects.all()) == [recent]


def test_copy_of_ones_data_has_ones_days(away, day, marthina, yohanis):
    active_pairing(yohanis, marthina)
    with acting_as(marthina):
        assert EXTRA["waktu_tidak_tersedia"](marthina.member, marthina) == [{"dari": day, "sampai": day}]
    with acting_as(yohanis):
        assert EXTRA["waktu_tidak_tersedia"](yohanis.member, yohanis) == []
