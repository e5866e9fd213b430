"""The dashboard: who sees which, what it says, what it costs."""

import copy
import re
from datetime import timedelta

import pytest
from django.db import InternalError, connection
from django.utils import timezone

from accounts.enums import PERSON_ROLES, Role
from cadres.models import Member
from core.readonly import read_only
from evaluations import rollups
from evaluations.models import RollupState
from regions.models import Unit
from tests.evaluations.world import World, cell, kept_world
from tests.factories.accounts import UserFactory, staff, unit
from tests.factories.cadres import MemberFactory, member_user

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker):
    yield from kept_world(django_db_blocker, lambda: World(7).fill(25))


@pytest.fixture
def world(filled, db):
    """A filled world whose figures are up to date."""
    return copy.deepcopy(filled)


def board(code, query=""):
    return f"/w/{code}/dasbor/{query}"


# --- who, where -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.COORDINATOR, Role.LEADER])
def test_office_roles_land_on_the_dashboard_of_their_unit(client_of, role):
    client = client_of(staff(role, "96.71"))

    assert client.get("/").headers["Location"] == board("96.71")
    assert client.get("/dasbor/").headers["Location"] == board("96.71")
    assert client.get(board("96.71")).status_code == 200


def test_people_and_admins_land_on_their_own_pages(client_of, yohanis, marthina):
    assert client_of(yohanis).get("/").headers["Location"] == "/m/"
    assert client_of(marthina).get("/").headers["Location"] == "/m/"
    assert client_of(staff(Role.ADMIN, "pusat")).get("/").headers["Location"] == "/pengaturan/akun/"


def test_somebody_without_a_role_is_told_whom_to_ask(client_of):
    response = client_of(UserFactory.create()).get("/")

    assert response.status_code == 200
    assert "Hubungi sekretariat wilayah Anda" in response.content.decode()


@pytest.mark.parametrize("role", Role)
def test_every_role_lands_on_a_page_of_its_own(client_of, role):
    user = member_user(role) if role in PERSON_ROLES else staff(role, "pusat" if role == Role.DPO else "96.71")

    response = client_of(user).get("/", follow=True)

    assert (response.status_code, response.wsgi_request.path != "/") == (200, True)


def test_who_has_no_role_is_told_whom_to_ask(client_of):
    assert "Hubungi sekretariat" in client_of(UserFactory()).get("/").content.decode()


@pytest.mark.parametrize("code", ["96", "pusat", "13.71", "96.01", "99.99", "tidak-ada"])
def test_a_unit_outside_the_scope_does_not_exist(client_of, dewi, code):
    assert client_of(dewi).get(board(code)).status_code == 404


@pytest.mark.parametrize("role", [Role.MENTOR, Role.MENTEE])
def test_people_have_no_dashboard(client_of, yohanis, marthina, role):
    user = yohanis if role == Role.MENTOR else marthina

    assert client_of(user).get(board("96.71.06.1001")).status_code == 403


def test_the_same_page_stands_at_every_tier(client_of, world):
    client = client_of(staff(Role.LEADER, "pusat"))
    below = cell(unit("96.71.06.1001"))

    for code in ("pusat", "96", "96.71", "96.71.06", "96.71.06.1001", below.own_code):
        response = client.get(board(code))

        assert response.status_code == 200, code
        assert "Pasangan aktif" in response.content.decode()


def test_ancestors_outside_the_scope_have_no_link(client_of, dewi, world):
    trail = client_of(dewi).get(board("96.71.06")).content.decode().split("breadcrumb", 1)[1].split("</nav>")[0]

    assert re.findall(r'href="([^"]+)"', trail) == [board("96.71")]
    assert "Papua Barat Daya" in trail


# --- what it says -----------------------------------------------------------------------------------------------


def test_a_share_of_few_is_told_in_words_and_of_none_as_unknown(client_of, dewi):
    for willing, mentored in ((True, True), (True, False), (True, False)):
        MemberFactory.create(wants_mentoring=willing, is_mentee=mentored)
    rollups.drain()

    page = client_of(dewi).get(board("96.71")).content.decode()

    assert "1 dari 3" in page
    assert not re.search(r"(?<!\d)0%", re.sub(r"<svg.*?</svg>", "", page, flags=re.S))


def test_the_page_says_as_of_when_and_turns_amber_after_a_day(client_of, dewi, world):
    client = client_of(dewi)
    fresh = client.get(board("96.71")).content.decode()
    RollupState.objects.update(computed_at=timezone.now() - timedelta(hours=25))
    stale = client.get(board("96.71")).content.decode()

    assert re.search(r"Data per \w{3}, \d+ \w{3} \d{4}, \d\d\.\d\d WIT", fresh)
    assert "lebih tua dari 24 jam" not in fresh
    assert "lebih tua dari 24 jam" in stale


def test_drift_is_a_red_banner(client_of, dewi, world):
    RollupState.objects.update(drift=3)

    page = client_of(dewi).get(board("96.71")).content.decode()

    assert 'role="alert"' in page
    assert "3 baris berbeda" in page


def test_a_past_month_is_chosen_in_the_address_and_kept_when_drilling(client_of, dewi, world):
    month = f"{rollups.open_months(rollups.today())[-3]:%Y-%m}"

    page = client_of(dewi).get(board("96.71", f"?bulan={month}")).content.decode()

    assert f'value="{month}" selected' in page
    assert f"aktif_per={month}" in page
    assert board("96.71.06", f"?bulan={month}") in page


@pytest.mark.parametrize("month", ["2020-01", "kemarin", "2026-13", ""])
def test_a_month_that_is_not_open_means_the_present_one(client_of, dewi, world, month):
    page = client_of(dewi).get(board("96.71", f"?bulan={month}")).content.decode()

    assert f'value="{rollups.today():%Y-%m}" selected' in page


def test_the_share_link_carries_title_and_address_only(client_of, dewi, world):
    page = client_of(dewi).get(board("96.71")).content.decode()

    shared = re.search(r'href="(https://wa\.me/[^"]+)"', page).group(1)
    assert shared == "https://wa.me/?text=Kota%20Sorong%20http%3A%2F%2Ftestserver%2Fw%2F96.71%2Fdasbor%2F"


def lines(page):
    """The names of the table of units, in order."""
    return re.findall(r'<th scope="row">\s*<a href="/w/[^"]+">([^<]+)</a>', page.split('id="units"')[1])


def test_the_worst_unit_comes_first_and_the_order_can_be_chosen(client_of, world):
    client = client_of(staff(Role.LEADER, "96"))
    worst_first = lines(client.get(board("96")).content.decode())
    by_name = lines(client.get(board("96", "?urut=nama")).content.decode())
    backwards = lines(client.get(board("96", "?urut=-nama")).content.decode())
    nonsense = lines(client.get(board("96", "?urut=;drop")).content.decode())

    assert by_name == sorted(by_name) == backwards[::-1]
    assert worst_first == nonsense
    assert set(worst_first) == set(by_name)


def test_ten_units_are_shown_unless_all_are_wanted(client_of, world):
    client = client_of(staff(Role.LEADER, "pusat"))

    short, full = (client.get(board("pusat", query)).content.decode() for query in ("", "?semua=ya"))

    assert (len(lines(short)), len(lines(full))) == (10, 38)
    assert "Tampilkan semua 38" in short


def test_the_map_has_a_tile_and_a_link_for_each_province(client_of, world):
    page = client_of(staff(Role.LEADER, "pusat")).get(board("pusat")).content.decode()

    tiles = re.findall(r'<a href="/w/(\d\d)/dasbor/" class="k-tile', page)
    assert len(set(tiles)) == 38


def test_a_name_cannot_write_html(client_of, world):
    Unit.objects.filter(pk=unit("96.71.06").pk).update(name="<script>alert(1)</script>")

    page = client_of(staff(Role.LEADER, "96.71")).get(board("96.71")).content.decode()

    assert "<script>alert" not in page


# --- the guard --------------------------------------------------------------------------------------------------


def test_the_read_only_guard_lets_only_reading_pass():
    MemberFactory.create()
    count = Member.objects.count()

    with read_only():
        assert Member.objects.count() == count
    with pytest.raises(InternalError, match="read-only"), read_only():
        Member.objects.update(full_name="Lain")

    MemberFactory.create()
    assert Member.objects.count() == count + 1


def test_a_dashboard_cannot_write(client_of, dewi, world, monkeypatch):
    def writing(*args):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE evaluations_rollupstate SET drift = 9")

    monkeypatch.setattr("dashboards.views.board.board_data", writing)

    with pytest.raises(InternalError, match="read-only"):
        client_of(dewi).get(board("96.71"))


def test_the_dashboard_never_enters_a_cache(client_of, dewi, world):
    assert "no-store" in client_of(dewi).get(board("96.71")).headers["Cache-Control"]
