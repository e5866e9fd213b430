"""Lent roles: within the lender's, with an end, both names on every act."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.enums import Role
from accounts.models import Assignment, today
from accounts.scoping import acting_as
from accounts.services import end_assignment
from accounts.services.delegations import delegate, delegation_end
from cadres.enums import EndReason, MemberStatus
from cadres.models import Member, MemberTransition
from cadres.services.membership import member_move_status
from core.errors import RuleError
from tests.factories.accounts import UserFactory, staff, unit
from tests.factories.cadres import MemberFactory

URL = "/pengaturan/akun/pelimpahan/"


@pytest.fixture
def stand_in(db):
    """Somebody of the district below, with an account."""
    return staff(Role.SECRETARIAT, "96.71.06", full_name="Plt Orang")


def lend(by, to, **changed):
    wanted = {
        "assignment": by.assignments.get(),
        "to": to,
        "unit": by.scope.unit,
        "starts_on": today(),
        "ends_on": today() + timedelta(days=10),
        "reason": "SK Plt 12/2026",
    }
    return delegate(by=by, **(wanted | changed))


def test_a_delegate_sees_what_the_lender_sees_until_the_end(dewi, stand_in, monkeypatch):
    MemberFactory(unit=unit("96.71.06.1001"))
    lent = lend(dewi, stand_in)

    with acting_as(stand_in, lent):
        assert stand_in.scope.on_behalf_of_id == dewi.pk
        assert Member.objects.for_user(stand_in).count() == 1

    monkeypatch.setattr("accounts.models.people.today", lambda: today() + timedelta(days=400))
    assert not Assignment.objects.current().filter(pk=lent.pk).exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"unit": "96"}, "atau di bawahnya"),
        ({"unit": "13.71"}, "atau di bawahnya"),
        ({"ends_on": -1}, "sesudah"),
        ({"starts_on": -3}, "lewat"),
        ({"ends_on": 400}, "satu tahun"),
        ({"reason": " "}, "alasan"),
    ],
)
def test_a_delegation_is_refused_beyond_the_lenders_own(dewi, stand_in, changed, said):
    wanted = {
        key: unit(value) if key == "unit" else today() + timedelta(days=value) if isinstance(value, int) else value
        for key, value in changed.items()
    }

    with pytest.raises(RuleError, match=said):
        lend(dewi, stand_in, **wanted)


def test_only_the_holder_or_who_could_give_the_role_lends_it(dewi, sari, kornelis, stranger, stand_in):
    for other in (kornelis, stranger):
        with pytest.raises(RuleError, match="tidak dapat"):
            delegate(
                by=other,
                assignment=dewi.assignments.get(),
                to=stand_in,
                unit=dewi.scope.unit,
                starts_on=today(),
                ends_on=today(),
                reason="tidak berhak",
            )

    assert lend(dewi, stand_in).created_by == dewi
    assert (
        delegate(
            by=sari,
            assignment=dewi.assignments.get(),
            to=kornelis,
            unit=dewi.scope.unit,
            starts_on=today(),
            ends_on=today(),
            reason="SK Plt",
        ).created_by
        == sari
    )


def test_what_is_lent_is_not_lent_on(dewi, stand_in):
    lent = lend(dewi, stand_in)
    third = UserFactory.create()
    stand_in.scope = lent.scope

    with pytest.raises(RuleError):
        delegate(
            by=stand_in,
            assignment=lent,
            to=third,
            unit=lent.unit,
            starts_on=today(),
            ends_on=today(),
            reason="diteruskan",
        )


def test_a_delegation_dies_with_the_role_it_comes_from(dewi, sari, stand_in):
    lent = lend(dewi, stand_in)

    end_assignment(by=sari, assignment=dewi.assignments.get())

    lent.refresh_from_db()
    assert lent.ends_on == today() - timedelta(days=1)
    assert not Assignment.objects.current().filter(pk=lent.pk).exists()


@pytest.mark.parametrize(
    "change",
    [
        "ends_on = NULL",
        "role = 'secretariat'",
        "unit_id = (SELECT id FROM regions_unit WHERE tier = 0)",
        "reason = ''",
        "user_id = (SELECT user_id FROM accounts_assignment b WHERE b.id = a.on_behalf_of_id)",
        "on_behalf_of_id = a.id",
    ],
)
def test_the_database_refuses_a_delegation_beyond_its_lender(dewi, stand_in, change):
    lent = lend(dewi, stand_in)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE accounts_assignment a SET {change} WHERE id = %s", [lent.pk])


def test_the_database_ends_what_outlives_its_lender(dewi, stand_in):
    lent = lend(dewi, stand_in)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE accounts_assignment SET ends_on = %s WHERE id = %s",
            [today() + timedelta(days=3), lent.on_behalf_of_id],
        )

    lent.refresh_from_db()
    assert lent.ends_on == today() + timedelta(days=3)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=lent.pk).update(ends_on=today() + timedelta(days=4))


def test_every_act_is_kept_with_both_names(sari, kornelis):
    member = MemberFactory(unit=unit("96.71.06.1001"), status=MemberStatus.ACTIVE)
    lent = lend(sari, kornelis)

    with acting_as(kornelis, lent):
        member_move_status(by=kornelis, member=member, to=MemberStatus.ENDED, reason=EndReason.RESIGNED)

    move = MemberTransition.objects.select_related("actor", "on_behalf_of").get(member=member)
    assert move.signature == "Kornelis Momot (a.n. Sari Wanggai)"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.metadata->>'on_behalf_of' FROM cadres_memberevent e JOIN pghistory_context c"
            " ON c.id = e.pgh_context_id WHERE e.pgh_obj_id = %s AND e.status = 'ended'",
            [member.pk],
        )
        assert cursor.fetchall() == [(str(sari.pk),)]


def test_an_act_in_ones_own_name_carries_one_name(sari):
    member = MemberFactory(unit=unit("96.71.06.1001"), status=MemberStatus.ACTIVE)

    with acting_as(sari):
        member_move_status(by=sari, member=member, to=MemberStatus.ENDED, reason=EndReason.RESIGNED)

    move = MemberTransition.objects.select_related("actor", "on_behalf_of").get(member=member)
    assert move.signature == "Sari Wanggai"


def test_pages_lend_show_and_take_back(client_of, dewi, stand_in, stranger):
    client = client_of(dewi)
    body = {
        "assignment": dewi.assignments.get().pk,
        "email": stand_in.email,
        "starts_on": today().isoformat(),
        "ends_on": (today() + timedelta(days=5)).isoformat(),
        "reason": "Cuti",
    }

    unknown = client.post(f"{URL}beri/", body | {"email": stranger.email})
    short = client.post(f"{URL}beri/", body | {"reason": "x"})
    given = client.post(f"{URL}beri/", body | {"reason": "Cuti besar"})

    assert (unknown.status_code, short.status_code, given.status_code) == (422, 422, 302)
    lent = Assignment.objects.get(on_behalf_of__user=dewi)
    assert "Plt Orang" in client.get(URL).content.decode()
    assert client_of(stranger).post(f"{URL}{lent.pk}/akhiri/").status_code == 404
    theirs = client_of(stand_in)
    theirs.post("/peran/", {"assignment": lent.pk})
    page = theirs.get(URL)
    assert "a.n. Dewi Rumbiak" in page.content.decode()
    assert theirs.get(f"{URL}beri/").status_code == 403
    assert theirs.post(f"{URL}{lent.pk}/akhiri/").status_code == 302
    lent.refresh_from_db()
    assert lent.ends_on < today()


def test_a_delegate_does_not_end_the_role_he_acts_in(dewi, sari, kornelis):
    lent = lend(sari, kornelis)
    kornelis.scope = lent.scope

    with pytest.raises(RuleError, match="wakili"):
        end_assignment(by=kornelis, assignment=sari.assignments.get())
    delegation_end(by=kornelis, delegation=lent)
    assert not Assignment.objects.current().filter(pk=lent.pk).exists()
