"""The funnel of candidates on a dashboard (K15), and the candidacies behind each of its numbers."""

import re

import pytest

from accounts.enums import Role
from cadres.services.candidacies import candidacy_move
from dashboards.indicators import SMALL
from tests.dashboards.contract import numbers, opened
from tests.factories.accounts import staff
from tests.factories.elections import candidate, district, walk

pytestmark = pytest.mark.django_db
FUNNEL = "/w/96.71/dasbor/calon/"


@pytest.fixture
def candidates(sari):
    """Four would-be candidates of Kota Sorong, the first two nominated; one of these has withdrawn."""
    found = [candidate(by=sari, number=n, full_name=f"Calon {n}") for n in range(1, 5)]
    for each in found[:2]:
        walk(each, "nominated", by=sari)
    candidacy_move(by=sari, candidacy=found[0], to="withdrawn", reason="Pindah tugas")
    return found


def test_every_number_of_the_funnel_opens_as_many_candidacies(client_of, dewi, candidates):
    client = client_of(dewi)
    shown = numbers(client.get(FUNNEL).content.decode())

    assert {figure: count for figure, count, _url in shown} == {
        "candidates_bacaleg": 4,
        "candidates_nominated": 2,
        "candidates_dcs": 0,
        "candidates_dct": 0,
        "candidates_elected": 0,
    }
    for figure, count, url in shown:
        assert opened(client, url) == {"total": count}, figure


def test_who_has_left_stays_where_he_had_come_to_and_is_named(client_of, dewi, candidates):
    page = client_of(dewi).get("/calon/?wilayah=96.71&pemilu=2024&lembaga=dprd_kabkota&tahap=nominated")

    assert re.findall(r"Calon \d", page.content.decode()) == ["Calon 1", "Calon 2"]
    assert "Mengundurkan diri" in page.content.decode()


def test_beside_the_funnel_stands_how_many_lists_meet_the_quota(client_of, dewi, sari):
    for number in (1, 3, 4):
        candidate(by=sari, number=number, gender="male")
    before = client_of(dewi).get(FUNNEL).content.decode()
    for number in (2, 5):
        candidate(by=sari, number=number, gender="female")

    after = client_of(dewi).get(FUNNEL).content.decode()

    assert "0 dari 1 daftar memenuhi batas 30%." in before
    assert "nama saja" not in before
    assert "1 dari 1 daftar memenuhi batas 30%." in after
    assert "1 di antaranya baru dengan nama saja." in after
    assert 'href="/caleg/?wilayah=96.71"' in after


def test_chambers_are_told_apart_and_elsewhere_nobody_is_counted(client_of, dewi, candidates):
    national = staff(Role.SECRETARIAT, "pusat")
    candidate(district("9601", "dpr"), by=national, full_name="Calon Pusat")
    sees, other = client_of(staff(Role.LEADER, "96")), client_of(staff(Role.LEADER, "13.71"))

    page = sees.get("/w/96/dasbor/calon/").content.decode()
    assert [page.count(f'<h3 class="k-sm mb-2">{each}') for each in ("DPR RI", "DPRD kabupaten")] == [1, 1]
    assert client_of(dewi).get("/w/96/dasbor/calon/").status_code == 404
    assert "Belum ada kader wilayah ini yang dicalonkan" in other.get("/w/13.71/dasbor/calon/").content.decode()
    assert opened(other, "/calon/") == {"total": 0}


def test_shares_of_few_are_not_told(client_of, dewi, sari, candidates):
    assert not re.search(r">\s*\d+%", client_of(dewi).get(FUNNEL).content.decode())
    for n in range(5, SMALL + 1):
        candidate(district("967103"), by=sari, number=n - 4)

    assert "20%" in client_of(dewi).get(FUNNEL).content.decode()


@pytest.mark.parametrize("query", ["tahap=menang", "lembaga=mpr", "pemilu=1955"])
def test_a_filter_that_does_not_exist_is_refused(client_of, dewi, query):
    assert client_of(dewi).get(f"/calon/?{query}").status_code == 400


def test_the_list_asks_no_more_for_more_rows(client_of, dewi, sari, count_queries):
    client = client_of(dewi)

    def asked():
        with count_queries() as spent:
            client.get("/calon/")
        return spent()

    candidate(by=sari, number=1)
    few = asked()
    for n in range(2, 5):
        candidate(by=sari, number=n)
    assert asked() == few
