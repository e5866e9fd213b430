"""The quota board, a district's page and what-if: what they say and who sees it."""

import time

import pytest

from accounts.enums import Role
from cadres.models import Candidacy, Member
from mentoring.models import Mentor
from tests.factories.accounts import staff
from tests.factories.cadres import MemberFactory
from tests.factories.elections import candidate, district
from tests.factories.mentoring import pairing_of

pytestmark = pytest.mark.django_db
VECTOR = {f"p{place}": name for place, name in enumerate("ABCDEF", 1)} | {
    f"v{place}": votes for place, votes in enumerate((9000, 5200, 3400, 2600, 1500, 900), 1)
}


@pytest.fixture
def full_list(sari) -> list[Candidacy]:
    """Six candidates in Kota Sorong 4: the third and the sixth are women."""
    return [
        candidate(by=sari, number=n, gender="female" if n in (3, 6) else "male", level="dasar") for n in range(1, 7)
    ]


def board_of(response) -> dict[str, str]:
    return {row.name: row.status for row in response.context["districts"]}


def test_a_list_that_names_women_only_by_name_is_caught(sari, yohanis, full_list, client_of):
    page = client_of(sari).get("/caleg/")

    assert board_of(page) == {
        "Kota Sorong 1": "none",
        "Kota Sorong 2": "none",
        "Kota Sorong 3": "none",
        "Kota Sorong 4": "warn",
    }
    for row in (full_list[2], full_list[5]):
        pairing_of(row.member, mentor=yohanis.member)
    assert board_of(client_of(sari).get("/caleg/"))["Kota Sorong 4"] == "good"


def test_the_board_says_what_is_broken_and_by_which_rule(sari, client_of):
    for n in range(1, 5):
        candidate(by=sari, number=n, gender="female" if n == 4 else "male")

    now = client_of(sari).get("/caleg/")
    older = client_of(sari).get("/caleg/?aturan=2023-04-17")

    broken = next(row for row in now.context["districts"] if row.verdict.size)
    assert (broken.verdict.needed, broken.verdict.lacking, broken.verdict.empty_blocks) == (2, 1, (1,))
    row = next(row for row in older.context["districts"] if row.verdict.size)
    assert (row.verdict.needed, row.verdict.lacking) == (1, 0)
    assert "Kurang 1 perempuan" in now.content.decode()


def test_a_district_proposes_women_and_the_nearest_mentor(sari, yohanis, client_of):
    Member.objects.filter(pk=yohanis.member.pk).update(gender="male")
    candidate(by=sari, number=1, gender="male")
    candidate(by=sari, number=2, gender="male")
    near = MemberFactory.create(full_name="Ruth Mandowen", level="madya", code="96.71.06.1001")
    MemberFactory.create(full_name="Anggota Baru", level="anggota")
    away = MemberFactory.create(code="96.71.01.1001", gender="male")
    far = Mentor.objects.create(unit=away.unit, member=away, state="active")
    mentor = Mentor.objects.create(unit=yohanis.member.unit, member=yohanis.member, state="active")

    page = client_of(sari).get(district().get_absolute_url())

    assert [(each.member, each.mentor) for each in page.context["proposals"]] == [(near, mentor)]
    assert far.pk < mentor.pk


def test_what_if_gives_the_seats_of_the_vector(sari, client_of):
    page = client_of(sari).get(f"/dapil/{district().pk}/kursi/", {"seats": 11, **VECTOR})

    assert [row["seats"] for row in page.context["results"]] == [4, 3, 2, 1, 1, 0]


def test_what_if_shows_who_of_the_own_list_wins_by_personal_votes(sari, full_list, client_of):
    Candidacy.objects.filter(pk=full_list[0].pk).update(votes=100)
    Candidacy.objects.filter(pk=full_list[5].pk).update(votes=800)

    page = client_of(sari).get(f"/dapil/{district().pk}/kursi/", {"seats": 1, "p1": "Contoh", "v1": 900})

    assert [(each.pk, is_in) for each, is_in in page.context["people"]] == [
        (full_list[5].pk, True),
        (full_list[0].pk, False),
    ]


def test_a_candidacy_begins_on_a_profile_and_is_kept_on_its_page(sari, client_of):
    browser, member = client_of(sari), MemberFactory.create()

    begun = browser.post(f"/kader/{member.pk}/calonkan/", {"district": district().pk, "state": "bacaleg"})
    row = Candidacy.objects.get(member=member)
    refused = browser.post(row.get_absolute_url(), {"deed": "number", "number": 9})
    kept = browser.post(row.get_absolute_url(), {"deed": "number", "number": 2})

    row.refresh_from_db()
    assert begun["Location"] == row.get_absolute_url()
    assert (refused.status_code, kept.status_code, row.list_number) == (422, 302, 2)
    assert 'value="9"' in refused.content.decode()
    assert "Bakal calon" in browser.get(f"/kader/{member.pk}/").content.decode()


def test_leaders_and_coordinators_read_and_change_nothing(sari, dewi, kornelis, full_list, client_of):
    for reader in (dewi, kornelis):
        page = client_of(reader).get(full_list[0].get_absolute_url())

        assert page.status_code == 200
        assert page.context["forms"] == {}
        assert client_of(reader).post(full_list[0].get_absolute_url(), {"deed": "number"}).status_code == 403
        assert client_of(reader).get(district().get_absolute_url()).status_code == 200


def test_mentors_and_strangers_find_nothing(yohanis, stranger, full_list, client_of):
    for path in (full_list[0].get_absolute_url(), district().get_absolute_url(), f"/dapil/{district().pk}/kursi/"):
        assert client_of(yohanis).get(path).status_code == 403
        assert client_of(stranger).get(path).status_code == 404


@pytest.mark.parametrize(("code", "rows"), [("pusat", 39), ("96", 7), ("96.71", 1)])
def test_each_tier_reads_its_chambers_in_few_queries(code: str, rows: int, client_of, count_queries):
    browser = client_of(staff(Role.LEADER, code))
    browser.get("/caleg/")

    with count_queries() as spent:
        page = browser.get("/caleg/")

    assert len(page.context["rows"]) == rows
    assert spent() <= 16


def test_a_national_board_of_all_districts_is_quick(client_of):
    browser = client_of(staff(Role.LEADER, "pusat"))
    browser.get("/caleg/")

    start = time.perf_counter()
    page = browser.get("/caleg/")

    assert len(page.context["whole"].districts) == 2710
    assert time.perf_counter() - start < 1.5  # generous: the measured figure stands in docs/performance.md
