"""Nobody ends on a blank page: addresses that only save lead back to a page, and lost entries are said."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from tests.factories.accounts import PASSWORD
from tests.factories.mentoring import ProgrammeFactory

HTML = {"HTTP_ACCEPT": "text/html,application/xhtml+xml"}


@pytest.fixture
def programme(kornelis):
    return ProgrammeFactory.create(state="draft", coordinator=kornelis)


@pytest.mark.parametrize("method", ["get", "head"])
def test_an_address_that_only_saves_leads_to_the_page_above(client_of, kornelis, programme, method):
    client = client_of(kornelis)

    response = getattr(client, method)(reverse("mentoring:programme_goal", args=[programme.pk]), **HTML)

    assert response.status_code == 302
    assert response.url == reverse("mentoring:programme", args=[programme.pk])
    assert [str(m) for m in get_messages(response.wsgi_request)] == [
        "Halaman itu hanya untuk menyimpan. Silakan ulangi dari sini."
    ]


def test_the_way_back_passes_over_what_only_saves_and_what_is_closed_to_the_role(client_of, marthina):
    response = client_of(marthina).get(reverse("accounts:switch"), **HTML)

    assert response.url == reverse("dashboards:home")


def test_programs_that_ask_for_no_page_still_hear_405(client_of, kornelis, programme):
    url = reverse("mentoring:programme_goal", args=[programme.pk])

    assert client_of(kornelis).get(url).status_code == 405


def test_signing_in_after_a_lost_entry_says_so(client, db, programme):
    url = reverse("mentoring:programme_goal", args=[programme.pk])
    sentence = "Sesi Anda habis; isian terakhir belum tersimpan."

    lost, looked = client.post(url, {"statement": "Kursi"}), client.get(url)

    assert sentence in client.get(lost.url).content.decode()
    assert sentence not in client.get(looked.url).content.decode()
    back = client.post(lost.url, {"login": programme.coordinator.email, "password": PASSWORD})
    assert back.url == url


def test_a_fresh_sign_in_counts_as_recent(client, sari):
    client.post(reverse("account_login"), {"login": sari.email, "password": PASSWORD})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200

    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 0, "email": sari.email}]
    session.save()

    assert client.get(reverse("mfa_activate_totp")).status_code == 302
