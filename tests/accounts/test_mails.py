"""Mails that did not go out: who sees them, and another try."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.enums import MessageState, Role
from accounts.models import OutboxMessage
from accounts.outbox import MAX_ATTEMPTS
from accounts.scoping import acting_as
from accounts.selectors import stuck_mails
from accounts.services.mails import mail_try_again
from core.errors import RuleError
from tests.factories.accounts import staff

LIST = "/pengaturan/surat/"


def stuck(recipient, **fields):
    wanted = {"kind": "session.tomorrow", "attempts": 3, "note": "SMTPServerDisconnected", "due_at": timezone.now()}
    wanted |= {"subject": f"session:{OutboxMessage.objects.count()}", "occasion": "1", **fields}
    return OutboxMessage.objects.create(recipient=recipient, **wanted)


def test_list_names_recipient_kind_fault_and_next_try(client_of, sari, yohanis):
    stuck(yohanis)
    stuck(yohanis, state=MessageState.FAILED, attempts=MAX_ATTEMPTS)
    stuck(yohanis, attempts=0)
    stuck(yohanis, state=MessageState.SENT)

    page = client_of(sari).get(LIST).content.decode()

    assert 'data-total="2"' in page
    for shown in ("Yohanis Kareth", "Mentor", "Pengingat sesi", "SMTPServerDisconnected", "Berhenti dicoba"):
        assert shown in page


@pytest.mark.parametrize("walls", ["scoping", "row security"])
def test_secretariat_sees_its_own_people_and_the_admin_all(sari, yohanis, stranger, dewi, walls):
    near, far = stuck(yohanis), stuck(stranger)
    admin = staff(Role.ADMIN, "pusat")

    def seen(user):
        with acting_as(user):
            found = stuck_mails(user) if walls == "scoping" else OutboxMessage.objects.stuck()
            return {message.pk for message in found}

    assert (seen(sari), seen(admin), seen(dewi)) == ({near.pk}, {near.pk, far.pk}, set())
    assert seen(yohanis) == (set() if walls == "scoping" else {near.pk})


@pytest.mark.parametrize("walls", ["scoping", "row security"])
def test_word_of_a_confidential_report_is_listed_to_nobody(sari, yohanis, walls):
    stuck(yohanis, kind="concern")
    admin = staff(Role.ADMIN, "pusat")

    for user in (sari, admin):
        with acting_as(user):
            found = stuck_mails(user) if walls == "scoping" else OutboxMessage.objects.filter(recipient=yohanis)
            assert list(found) == []


def test_another_try_is_due_at_once_and_keeps_the_count(client_of, sari, yohanis):
    given_up = stuck(yohanis, state=MessageState.FAILED, attempts=MAX_ATTEMPTS)

    answer = client_of(sari).post(f"{LIST}{given_up.pk}/coba/")

    given_up.refresh_from_db()
    assert (answer.url, given_up.state, given_up.attempts) == (LIST, MessageState.PENDING, MAX_ATTEMPTS)
    assert given_up.due_at <= timezone.now()


def test_foreign_mails_and_other_columns_stay_out_of_reach(client_of, sari, yohanis, stranger):
    foreign, own = stuck(stranger, state=MessageState.FAILED), stuck(yohanis)

    assert client_of(sari).post(f"{LIST}{foreign.pk}/coba/").status_code == 404
    with acting_as(sari), connection.cursor() as cursor:
        cursor.execute("SELECT kad_try_mail_again(%s)", [foreign.pk])
        assert cursor.fetchone() == (False,)
        with pytest.raises(RuleError, match="sudah terkirim"):
            mail_try_again(by=sari, message=foreign)
        try:
            with transaction.atomic():
                changed = OutboxMessage.objects.filter(pk=own.pk).update(recipient=sari)
        except DatabaseError:
            changed = 0
        assert changed == 0


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_whatever_it_holds(client_of, sari, yohanis, count_queries, count):
    for _ in range(count):
        stuck(yohanis)
    client = client_of(sari)
    client.get(LIST)

    with count_queries() as spent:
        client.get(LIST)

    assert spent() <= 9


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"Sari Wanggai", "Yohanis Kareth", "Dewi Rumbiak"}),
        ("?peran=mentor", {"Yohanis Kareth"}),
        ("?wilayah=96.71.06", {"Yohanis Kareth"}),
    ],
)
def test_roles_are_filtered_by_role_and_unit(client_of, sari, yohanis, dewi, query, names):
    page = client_of(sari).get(f"/pengaturan/akun/{query}").content.decode()

    assert {name for name in ("Sari Wanggai", "Yohanis Kareth", "Dewi Rumbiak") if f"<td>{name}" in page} == names


def test_roles_are_searched_by_name_which_never_stands_in_the_address(client_of, sari, yohanis, dewi):
    client = client_of(sari)

    answer = client.post("/pengaturan/akun/cari/?peran=mentor", {"q": "YOHÁNIS"})
    page = client.get(answer.url).content.decode()

    assert "ohanis" not in answer.url.lower()
    assert "peran=mentor" in answer.url
    assert ("<td>Yohanis Kareth" in page, "<td>Dewi Rumbiak" in page) == (True, False)
    nobody = client.get(client.post("/pengaturan/akun/cari/", {"q": "tidakada"}).url).content.decode()
    assert "Tidak ada yang cocok" in nobody
    assert client.get("/pengaturan/akun/?peran=raja").status_code == 400
