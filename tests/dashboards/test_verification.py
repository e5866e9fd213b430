"""Applicants of the list, verified many at one go: each for himself, with one reason."""

import re
from datetime import date

import pytest
from django.utils import timezone

from accounts.consents import MEMBERSHIP, given_codes
from accounts.enums import Role
from cadres.models import Member, MemberTransition
from cadres.services import membership
from tests.factories.accounts import staff
from tests.factories.cadres import MemberFactory

pytestmark = pytest.mark.django_db
URL = "/kader/verifikasi/"
BORN = date(1990, 1, 1)
PROOF = {"agreed": "on", "channel": "paper", "document": "ktp", "proof": "Formulir anggota, map 3"}


def applicant(**fields):
    return MemberFactory(
        **{"status": "applied", "identity_seen": "", "nik_missing_reason": "Belum rekam", "birth_date": BORN} | fields
    )


def shown_on(page):
    """What the form of the page sends beside what is typed: the keys of those it shows."""
    return {"pilih": [member.pk for member in page.context["rows"]]}


def test_the_list_of_applicants_leads_to_their_verification(client_of, sari, kornelis):
    applicant()
    link = f"{URL}?status=applied"

    assert link in client_of(sari).get("/kader/?status=applied").content.decode()
    assert link not in client_of(sari).get("/kader/?status=active").content.decode()
    assert URL not in client_of(kornelis).get("/kader/?status=applied").content.decode()
    assert client_of(kornelis).get(URL).status_code == 403


def test_what_the_heading_offers_follows_a_filter_that_swaps_the_list(client_of, sari):
    page = client_of(sari).get("/kader/").content.decode()

    assert 'hx-select-oob="#page-title"' in page
    assert page.count('id="page-title"') == 1


def test_all_of_the_filter_are_verified_each_with_its_move(client_of, sari):
    first, second = applicant(), applicant(identity_seen="kk")
    other, elsewhere = MemberFactory(), applicant(code="13.71.01.1001")

    shown = client_of(sari).get(f"{URL}?status=applied")
    done = client_of(sari).post(f"{URL}?status=applied", PROOF | shown_on(shown))

    assert 'data-total="2"' in shown.content.decode()
    assert (done.status_code, done.url) == (302, "/kader/?status=applied")
    moves = MemberTransition.objects.filter(to_value="verified").order_by("member")
    assert [(move.member, move.actor, move.note) for move in moves] == [
        (first, sari, PROOF["proof"]),
        (second, sari, PROOF["proof"]),
    ]
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.identity_seen, second.identity_seen, MEMBERSHIP in given_codes(first.pk)) == ("ktp", "kk", True)
    assert set(Member.objects.filter(pk__in=[other.pk, elsewhere.pk]).values_list("status", flat=True)) == {
        "active",
        "applied",
    }


def test_only_the_ticked_are_verified_and_who_lacks_something_is_named_and_left_as_he_was(client_of, sari):
    ticked, left = applicant(), applicant()
    young = applicant(full_name="Masih Muda", birth_date=timezone.localdate())

    asked = client_of(sari).post(URL, {"pilih": [ticked.pk, young.pk]})
    answer = client_of(sari).post(URL, {**PROOF, "pilih": [ticked.pk, young.pk]}).content.decode()

    assert asked.context["form"].is_bound is False
    states = {m.pk: m.status for m in Member.objects.filter(pk__in=[ticked.pk, left.pk, young.pk])}
    assert states == {ticked.pk: "verified", left.pk: "applied", young.pk: "applied"}
    assert "Masih Muda" in answer
    assert "17 tahun" in answer
    assert given_codes(young.pk) == set()


def test_at_most_so_many_at_once_the_first_by_name(client_of, sari, monkeypatch):
    monkeypatch.setattr(membership, "MOST_VERIFIED", 1)
    applicant(full_name="Zakarias")
    first = applicant(full_name="Agustina")

    page = client_of(sari).get(URL)
    client_of(sari).post(URL, PROOF | shown_on(page))

    assert list(Member.objects.filter(status="verified")) == [first]


def test_whom_the_page_did_not_show_is_verified_by_no_click_also_not_by_a_second(client_of, sari, monkeypatch):
    monkeypatch.setattr(membership, "MOST_VERIFIED", 2)
    shown = [applicant(full_name=name) for name in ("Agustina", "Bernard")]
    applicant(full_name="Cornelia")
    desk = client_of(sari)
    page = desk.get(URL).content.decode()
    keys = re.findall(r'name="pilih"\s+value="(\d+)"', page)
    applicant(full_name="Aaron")

    answers = [desk.post(URL, PROOF | {"pilih": keys}) for _click in range(2)]
    without = desk.post(URL, PROOF)

    assert set(Member.objects.filter(status="verified")) == set(shown)
    assert [answer.url for answer in (*answers, without)] == ["/kader/"] * 3
    assert "tidak lagi menunggu verifikasi" in desk.get("/kader/").content.decode()


@pytest.mark.parametrize("wrong", [{"agreed": ""}, {"proof": "map 3"}, {"document": "sim"}])
def test_without_a_reason_nobody_is_verified_and_what_was_typed_stays(client_of, sari, wrong):
    answer = client_of(sari).post(URL, {**PROOF, **wrong, "pilih": [applicant().pk]})

    assert answer.status_code == 422
    assert not Member.objects.filter(status="verified").exists()
    assert answer.context["form"]["proof"].value() == {**PROOF, **wrong}["proof"]


def test_the_page_asks_the_same_for_one_and_for_three(client_of, count_queries):
    client = client_of(staff(Role.SECRETARIAT, "96.71"))
    applicant()
    client.get(URL)
    spent = []
    for _round in range(2):
        with count_queries() as asked:
            client.get(URL)
        spent.append(asked())
        applicant()
        applicant()

    assert spent[0] == spent[1] <= 8
