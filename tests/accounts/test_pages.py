from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Assignment, Invitation, OutboxMessage, SensitiveRead, User
from accounts.outbox import sweep
from accounts.services import (
    accept_invitation,
    assign,
    end_assignment,
    find_invitation,
    invitation_path,
    invite,
    roles_end,
)
from core.crypto import encrypt
from core.errors import RuleError
from core.logs import scrub, scrub_event
from core.search import seal, unseal
from tests.factories.accounts import PASSWORD, UserFactory, staff, unit


def sign_in(client, email, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_login_by_mail_address_in_any_case(client, sari):
    response = sign_in(client, sari.email.upper())

    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(sari.pk)


def test_login_answers_the_same_for_a_wrong_password_and_an_unknown_address(client, sari):
    wrong = sign_in(client, sari.email, "salah-sekali-2026")
    unknown = sign_in(client, "tidak.ada@contoh.test", "salah-sekali-2026")

    assert wrong.status_code == unknown.status_code
    errors = [list(r.context["form"].non_field_errors()) for r in (wrong, unknown)]
    assert errors[0] == errors[1] != []


@pytest.mark.usefixtures("shared_cache")
def test_login_stops_after_five_wrong_passwords(client, sari):
    for _ in range(5):
        sign_in(client, sari.email, "salah-sekali-2026")

    sign_in(client, sari.email)

    assert "_auth_user_id" not in client.session


def test_nobody_signs_up_by_himself(client, db):
    response = client.post(reverse("account_signup"), {"email": "baru@contoh.test", "password1": PASSWORD})

    assert not User.objects.filter(email="baru@contoh.test").exists()
    assert response.status_code == 200


def test_a_person_without_a_role_is_told_whom_to_ask(client, db):
    client.force_login(UserFactory.create())

    assert client.get(reverse("dashboards:home")).status_code == 200


def test_a_get_does_not_sign_out(client, sari):
    client.force_login(sari)

    client.get(reverse("account_logout"))

    assert "_auth_user_id" in client.session


def test_invitation_lets_one_person_in_once(client, client_of, sari):
    response = client_of(sari).post(
        reverse("accounts:invite"),
        {
            "full_name": "Yosepha Asmuruf",
            "salutation": "Ibu",
            "email": "yosepha@contoh.test",
            "role": Role.MENTOR,
            "unit": unit("96.71").pk,
        },
    )
    sweep()
    path = invitation_path(Invitation.objects.get(), mailed=True)

    first = client.post(path, {"password": "Pagi-Cerah-Di-Remu-1"})
    second = client.post(path, {"password": "Orang-Lain-Sekali-2"})

    assert response.status_code == 200
    assert path in mail.outbox[0].body
    assert "Yosepha" in mail.outbox[0].body
    assert first.status_code == 302
    assert second.status_code == 404
    assert User.objects.get(email="yosepha@contoh.test").check_password("Pagi-Cerah-Di-Remu-1")
    assert Assignment.objects.get(user__email="yosepha@contoh.test").role == Role.MENTOR


@pytest.mark.parametrize("password", ["pendek", "sorong-partai", "123456789012"])
def test_invitation_refuses_a_weak_password_in_words(client, sari, password):
    invitation = invite(by=sari, email="baru@contoh.test", full_name="Baru", role=Role.LEADER, unit=unit("96.71.06"))

    response = client.post(invitation_path(invitation), {"password": password})

    assert response.status_code == 422
    assert response.context["form"].errors["password"]
    assert find_invitation(invitation_path(invitation).split("/")[-2]) is not None


def test_an_invented_or_old_link_opens_nothing(client, sari, time_machine):
    invitation = invite(by=sari, email="a@contoh.test", full_name="A", role=Role.LEADER, unit=unit("96.71"))
    path = invitation_path(invitation)

    forged = client.get(path[:-3] + "xx/")
    time_machine.move_to(timezone.now() + timedelta(days=15))
    old = client.get(path)

    assert (forged.status_code, old.status_code) == (404, 404)


@pytest.mark.parametrize(
    ("giver", "role", "code", "allowed"),
    [
        (Role.SECRETARIAT, Role.LEADER, "96.71", True),
        (Role.SECRETARIAT, Role.MENTOR, "96.71.06", True),
        (Role.SECRETARIAT, Role.ADMIN, "96.71", False),
        (Role.SECRETARIAT, Role.LEADER, "96", False),
        (Role.SECRETARIAT, Role.LEADER, "13.71", False),
        (Role.COORDINATOR, Role.MENTOR, "96.71", True),
        (Role.COORDINATOR, Role.SECRETARIAT, "96.71", False),
        (Role.LEADER, Role.MENTOR, "96.71", False),
        (Role.MENTOR, Role.MENTOR, "96.71", False),
        (Role.ADMIN, Role.SECRETARIAT, "13.71", True),
    ],
)
def test_nobody_gives_a_role_wider_than_his_own_reach(db, giver, role, code, allowed):
    by, somebody = staff(giver, "96.71"), UserFactory.create()

    if allowed:
        assert assign(by=by, user=somebody, role=role, unit=unit(code)).role == role
    else:
        with pytest.raises(RuleError):
            assign(by=by, user=somebody, role=role, unit=unit(code))


def test_a_role_that_ends_is_gone_with_the_next_request(client_of, sari, time_machine):
    other = staff(Role.SECRETARIAT, "96.71")
    time_machine.move_to(timezone.now() + timedelta(days=3))
    browser = client_of(other)
    before = browser.get(reverse("accounts:people"))

    end_assignment(by=sari, assignment=other.assignments.get())
    after = browser.get(reverse("accounts:people"))

    assert (before.status_code, after.status_code) == (200, 403)


def test_switch_takes_only_ones_own_assignments(client_of, sari, dewi):
    browser = client_of(sari)
    mine = Assignment.objects.create(user=sari, role=Role.COORDINATOR, unit=unit("96.71.06"))

    foreign = browser.post(reverse("accounts:switch"), {"assignment": dewi.assignments.get().pk})
    own = browser.post(reverse("accounts:switch"), {"assignment": mine.pk})
    garbage = browser.post(reverse("accounts:switch"), {"assignment": "x" * 30})

    assert (foreign.status_code, own.status_code, garbage.status_code) == (404, 302, 404)
    assert browser.session["assignment"] == mine.pk


def test_people_lists_the_roles_of_ones_own_subtree(client_of, sari, dewi, stranger):
    response = client_of(sari).get(reverse("accounts:people"))

    shown = {held.user for held in response.context["page"]}
    assert shown == {sari, dewi}


def test_a_second_factor_is_demanded_where_it_is_enforced(client_of, sari, settings):
    settings.MFA_ENFORCED = True
    browser = client_of(sari)

    before = browser.get(reverse("accounts:people"))
    User.objects.filter(pk=sari.pk).update(has_second_factor=True)
    after = browser.get(reverse("accounts:people"))

    assert before.headers["Location"] == reverse("mfa_index")
    assert after.status_code == 200


def test_probes_say_what_is_wrong_without_data(client, db):
    healthy, ready = client.get("/healthz"), client.get("/readyz")

    assert (healthy.status_code, healthy.content) == (200, b"ok")
    assert (ready.status_code, ready.content) == (200, b"ok")


def test_inviting_somebody_who_waits_does_not_hand_over_his_account(client, client_of, sari, kornelis):
    waiting = invite(by=sari, email="sek@contoh.test", full_name="S", role=Role.SECRETARIAT, unit=unit("96.71"))
    own_link = invitation_path(waiting)

    response = client_of(kornelis).post(
        reverse("accounts:invite"),
        {"full_name": "X", "email": "sek@contoh.test", "role": Role.MENTEE, "unit": unit("96.71").pk},
    )

    assert response.status_code == 422
    assert Invitation.objects.count() == 1
    assert client.get(own_link).status_code == 200


def test_nobody_forces_a_role_on_an_account_of_another_region(client_of, sari, stranger):
    response = client_of(sari).post(
        reverse("accounts:invite"),
        {"full_name": "X", "email": stranger.email, "role": Role.MENTOR, "unit": unit("96.71").pk},
    )

    assert response.status_code == 422
    assert stranger.full_name not in response.content.decode()
    assert stranger.assignments.count() == 1


def test_a_role_that_is_added_is_not_the_one_somebody_lands_in(sari):
    added = Assignment.objects.create(user=sari, role=Role.COORDINATOR, unit=unit("96"))

    assert list(sari.assignments.current())[-1] == added


@pytest.mark.parametrize("path", ["/kader/?wilayah=%00", "/wilayah/%00/", "/wilayah/cari/?q=1.%00", "/w/%00/dasbor/"])
def test_a_nul_byte_is_refused_in_peace(client_of, sari, path):
    assert client_of(sari).get(path).status_code == 400


def test_log_lines_say_of_nobody_that_he_reports_in_confidence():
    line = {"request": "POST /rahasia/tulis/", "event": "request_finished", "user_id": 7, "ip": "10.0.0.7"}

    assert scrub_event(None, "", dict(line)) == {"request": "POST /rahasia/tulis/", "event": "request_finished"}
    assert scrub_event(None, "", line | {"request": "GET /m/"})["user_id"] == 7


def test_log_lines_hold_no_way_in():
    line = scrub("POST /undangan/abc:def:ghi/ 422; /tawaran/gAAA/ 403; GET /mitra/x-y/ 200 /kader/?cari=gAAA")

    assert line == "POST /undangan/[token]/ 422; /tawaran/[token]/ 403; GET /mitra/[token]/ 200 /kader/?[query]"


def test_a_search_token_opens_nothing_but_search_words():
    assert unseal(encrypt("9971011212345671"), user_id=1) == ""


def test_a_search_token_opens_for_its_owner_alone(client_of, sari, dewi):
    token = seal("Wanggai", user_id=sari.pk)

    assert (unseal(token, user_id=sari.pk), unseal(token, user_id=dewi.pk)) == ("Wanggai", "")
    assert "«Wanggai»" not in client_of(dewi).get(f"/kader/?cari={token}").content.decode()


def test_a_new_invitation_takes_the_place_of_one_that_was_not_used(client, sari):
    asked = {"email": "baru@contoh.test", "full_name": "Baru", "role": Role.LEADER, "unit": unit("96.71.06")}
    first = invite(by=sari, **asked)

    second = invite(by=sari, **asked)

    assert client.get(invitation_path(first)).status_code == 404
    assert client.get(invitation_path(second)).status_code == 200
    assert Assignment.objects.filter(user=second.user).count() == 1
    assert OutboxMessage.objects.filter(recipient=second.user, kind="invitation").count() == 2


def test_the_link_goes_with_the_last_role(client, sari):
    invitation = invite(by=sari, email="baru@contoh.test", full_name="Baru", role=Role.LEADER, unit=unit("96.71.06"))

    end_assignment(by=sari, assignment=invitation.user.assignments.get())

    assert client.get(invitation_path(invitation)).status_code == 404


@pytest.mark.parametrize("mailed", [True, False])
def test_a_wider_role_asks_for_a_proven_mailbox(sari, kornelis, mailed):
    invitation = invite(by=kornelis, email="x@contoh.test", full_name="X", role=Role.MENTEE, unit=unit("96.71.06"))
    found = find_invitation(invitation_path(invitation, mailed=mailed).split("/")[-2])
    accept_invitation(invitation=found, password="Pagi-Cerah-Di-Remu-1")
    asked = {"email": "x@contoh.test", "full_name": "X", "role": Role.SECRETARIAT, "unit": unit("96.71")}

    if mailed:
        assert invite(by=sari, **asked).accepted_at
    else:
        with pytest.raises(RuleError, match="Lupa kata sandi"):
            invite(by=sari, **asked)


def test_whose_membership_ended_gets_no_role_anywhere(sari, stranger):
    gone = staff(Role.MENTEE, "96.71.06")
    roles_end(by=sari, user=gone)

    for by, code in ((sari, "96.71"), (stranger, "13.71")):
        with pytest.raises(RuleError):
            invite(by=by, email=gone.email, full_name="X", role=Role.MENTEE, unit=unit(code))


def test_addresses_of_other_regions_cannot_be_tried_one_after_the_other(sari):
    far = [staff(Role.MENTEE, "13.71").email for _ in range(21)]
    told = []

    for email in far:
        with pytest.raises(RuleError) as refused:
            invite(by=sari, email=email, full_name="X", role=Role.MENTEE, unit=unit("96.71"))
        told.append("di luar wilayah" in str(refused.value))

    assert told == [True] * 20 + [False]
    assert SensitiveRead.objects.filter(reader=sari, field="account_elsewhere").count() == 20


@pytest.mark.parametrize(("role", "status"), [(Role.SECRETARIAT, 302), (Role.MENTOR, 200)])
def test_an_office_role_lasts_half_a_day_and_a_phone_a_month(db, client_of, time_machine, role, status):
    browser = client_of(staff(role, "96.71"))
    page = reverse("mfa_index")

    time_machine.move_to(timezone.now() + timedelta(hours=11))
    assert browser.get(page).status_code == 200
    time_machine.move_to(timezone.now() + timedelta(hours=2))

    assert browser.get(page).status_code == status


def test_signing_out_leaves_what_a_phone_has_not_sent(client_of, sari):
    left = client_of(sari).post(reverse("account_logout"))

    assert left["Clear-Site-Data"] == '"cache"'


def test_signing_out_leaves_nothing_in_the_browser(client_of, sari):
    client = client_of(sari)

    asked, left = client.get(reverse("account_logout")), client.post(reverse("account_logout"), {"empty": "1"})

    assert not asked.has_header("Clear-Site-Data")
    assert left["Clear-Site-Data"] == '"cache", "storage"'
    assert "data-k-logout" in asked.content.decode()
