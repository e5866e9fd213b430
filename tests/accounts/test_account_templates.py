"""The pages of signing in and of second factors, walked through as a person does, in our words."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.urls import reverse

from tests.factories.accounts import PASSWORD

SIGNED_OUT = ["account_login", "account_reset_password", "account_reset_password_done", "account_signup"]
SIGNED_OUT += ["account_reset_password_from_key_done", "account_inactive"]
OWN = ["account_change_password", "account_logout", "account_reauthenticate", "mfa_index"]
GUARDED = ["mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"]


def heading(response):
    return re.search(r"<h1>(.*?)</h1>", response.content.decode(), re.DOTALL)[1].strip()


def code_of(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


@pytest.fixture
def at_the_door(client, sari):
    """A browser that has just proved itself with the password, so that no page asks for it again."""
    client.post(reverse("account_login"), {"login": sari.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


@pytest.mark.parametrize("name", SIGNED_OUT)
def test_page_for_everybody_is_a_plain_page_of_ours(client, db, name):
    response = client.get(reverse(name))

    assert response.status_code == 200
    assert 'class="k-plain' in response.content.decode()


@pytest.mark.parametrize("name", [*OWN, *GUARDED])
def test_own_account_page_is_a_plain_page_of_ours(at_the_door, name):
    response = at_the_door.get(reverse(name), follow=True)

    assert response.status_code == 200
    assert 'class="k-plain' in response.content.decode()


def test_login_keeps_the_address_and_says_what_is_wrong(client, sari):
    page = client.post(reverse("account_login"), {"login": sari.email, "password": "salah-sekali-2026"})

    text = page.content.decode()
    assert heading(page) == "Masuk"
    assert f'value="{sari.email}"' in text
    assert "Ada 1 isian yang perlu diperbaiki" in text


def test_login_offers_a_passkey_without_inline_script(client, db):
    text = client.get(reverse("account_login")).content.decode()

    assert 'id="passkey_login"' in text
    assert 'data-allauth-onload="allauth.webauthn.forms.loginForm" type="application/json"' in text


def test_forgotten_password_goes_by_a_link_that_works_once(client, sari):
    asked = client.post(reverse("account_reset_password"), {"email": sari.email}, follow=True)
    link = re.search(r"https?://[^/]+(/\S+)", mail.outbox[0].body)[1]

    form = client.get(link, follow=True)
    place = form.redirect_chain[-1][0]
    done = client.post(place, {"password1": "Baru-Sekali-2026", "password2": "Baru-Sekali-2026"}, follow=True)
    again = client.get(link, follow=True)

    assert heading(asked) == "Periksa email Anda"
    assert heading(form) == "Buat kata sandi baru"
    assert heading(done) == "Kata sandi sudah diganti"
    assert heading(again) == "Tautan tidak berlaku lagi"
    sari.refresh_from_db()
    assert sari.check_password("Baru-Sekali-2026")


def test_forgotten_password_mail_names_nobody(client, sari):
    client.post(reverse("account_reset_password"), {"email": sari.email})

    message = mail.outbox[0]
    assert message.subject == "Buat kata sandi baru"
    assert message.body.startswith("Halo,")
    assert "Sari" not in message.body
    assert sari.email not in message.body


def test_authenticator_app_and_recovery_codes_from_first_to_last(at_the_door, client, sari):
    page = at_the_door.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    refused = at_the_door.post(reverse("mfa_activate_totp"), {"code": "000000"})
    codes = at_the_door.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}, follow=True)
    index = at_the_door.get(reverse("mfa_index"))
    fresh = at_the_door.get(reverse("mfa_generate_recovery_codes"))
    off = at_the_door.get(reverse("mfa_deactivate_totp"))

    assert heading(page) == "Aktifkan aplikasi autentikator"
    assert 'src="data:image/svg+xml' in page.content.decode()
    assert "perlu diperbaiki" in refused.content.decode()
    assert heading(codes) == "Kode cadangan"
    assert codes.content.decode().count("<li>") >= 10
    assert "Tersisa 10 dari 10 kode" in index.content.decode()
    assert "Kode yang lama tidak berlaku lagi." in fresh.content.decode()
    assert heading(off) == "Matikan aplikasi autentikator?"


def test_second_step_of_signing_in_asks_for_the_code(at_the_door, sari, client):
    secret = at_the_door.get(reverse("mfa_activate_totp")).context["form"].secret
    at_the_door.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    at_the_door.post(reverse("account_logout"))

    step = client.post(reverse("account_login"), {"login": sari.email, "password": PASSWORD}, follow=True)
    recovery = Authenticator.objects.get(user=sari, type="recovery_codes").wrap().get_unused_codes()[0]
    inside = client.post(reverse("mfa_authenticate"), {"code": recovery})

    assert heading(step) == "Verifikasi dua langkah"
    assert inside.status_code == 302
    assert client.session["_auth_user_id"] == str(sari.pk)


def test_passkeys_can_be_listed_renamed_and_removed(at_the_door, sari):
    key = Authenticator.objects.create(user=sari, type="webauthn", data={"name": "Ponsel", "credential": {}})

    shown = at_the_door.get(reverse("mfa_list_webauthn"))
    renaming = at_the_door.get(reverse("mfa_edit_webauthn", args=[key.pk]))
    removing = at_the_door.get(reverse("mfa_remove_webauthn", args=[key.pk]))

    assert "Ponsel" in shown.content.decode()
    assert "belum pernah dipakai" in shown.content.decode()
    assert 'value="Ponsel"' in renaming.content.decode()
    assert heading(removing) == "Hapus Ponsel?"
