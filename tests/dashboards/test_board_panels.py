"""What each role acts on: loads, late logs, weak signal, goals, data, queues; and what people say, of five or more."""

import re
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.scoping import scope_context
from cadres.services.districts import district_set_signal
from core.context import jobs_context
from core.errors import RuleError
from dashboards.outcomes import result_rows
from evaluations import rollups
from evaluations.calendar import months_from
from evaluations.figures import GAIN_UNIT, OUTCOME
from evaluations.models import RollupOutcome
from evaluations.selectors.months import FLAGS
from mentoring.models import OrgGoal, Pairing, ProgrammeWindow
from regions.models import Unit
from tests.evaluations.world import World
from tests.factories.accounts import staff, unit
from tests.factories.cadres import MemberFactory, member_user
from tests.factories.evaluations import answered, asked
from tests.factories.mentoring import ProgrammeFactory, active_pairing

pytestmark = pytest.mark.django_db

DISTRICT = "96.71.06"


def shown(client, code="96.71", query=""):
    """A dashboard in words."""
    page = client.get(f"/w/{code}/dasbor/{query}").content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def words(row):
    """A line of results in words."""
    return " ".join(str(part) for part in (row["label"], row["told"], *row["made_of"]))


@pytest.fixture
def world():
    """A filled world with up-to-date figures."""
    world = World(7, is_neat=True).fill(25)
    rollups.drain()
    return world


# --- weak signal (K19)


def test_the_secretariat_says_where_the_signal_is_weak_and_the_rhythm_stands_beside_the_rest(
    client_of, sari, dewi, world
):
    client, district = client_of(sari), Unit.objects.get(pk=unit(DISTRICT).pk)
    Unit.objects.filter(weak_signal=True).update(weak_signal=False)
    rollups.drain()
    before = shown(client_of(dewi))

    answer = client.post(f"/wilayah/{DISTRICT}/sinyal/", {"sinyal": "sulit"}, follow=True)
    rollups.drain()

    district.refresh_from_db()
    assert district.weak_signal
    assert "Lepas tanda sinyal sulit" in answer.content.decode()
    assert "Kesetaraan wilayah" not in before
    assert "Kesetaraan wilayah" in shown(client_of(dewi))
    assert rollups.recount().rows == 0


@pytest.mark.parametrize(("code", "status"), [(DISTRICT, 404), ("96.71.06.1001", 302)])
def test_nobody_else_says_so_and_of_no_other_tier(client_of, sari, dewi, stranger, code, status):
    who = stranger if code == DISTRICT else sari

    assert client_of(dewi).post(f"/wilayah/{code}/sinyal/", {"sinyal": "sulit"}).status_code == 403
    assert client_of(who).post(f"/wilayah/{code}/sinyal/", {"sinyal": "sulit"}).status_code == status
    assert not Unit.objects.filter(weak_signal=True).exists()


def test_the_database_lets_a_secretariat_change_the_signal_of_its_districts_and_nothing_else(sari, stranger, dewi):
    district = unit(DISTRICT)
    for user, change in ((stranger, {"weak_signal": True}), (dewi, {"weak_signal": True}), (sari, {"name": "Lain"})):
        with (
            pytest.raises(DatabaseError, match="does not change the tree"),
            scope_context(user.scope),
            transaction.atomic(),
        ):
            Unit.objects.filter(pk=district.pk).update(**change)
    with pytest.raises(RuleError, match="di luar wilayah"), scope_context(stranger.scope):
        district_set_signal(by=stranger, district=district, is_weak=True)
    with scope_context(sari.scope):
        district_set_signal(by=sari, district=district, is_weak=True)

    assert Unit.objects.get(pk=district.pk).weak_signal


# --- loads, late logs, goals, data


def test_leaders_see_how_many_mentors_carry_how_much_and_not_who(client_of, dewi, kornelis, world):
    leader, coordinator = (client_of(user).get("/w/96.71/dasbor/").content.decode() for user in (dewi, kornelis))

    assert "Di bawah beban wajar" in leader
    assert "beban=ringan" in coordinator
    assert "beban=" not in leader


def test_late_logs_stand_by_the_units_below_the_latest_first(client_of, world):
    month = f"{months_from(rollups.today(), -2):%Y-%m}"
    page = client_of(staff(Role.LEADER, "96")).get(f"/w/96/dasbor/?bulan={month}").content.decode()

    part = page.split("Laporan terlambat per wilayah")[1].split("</section>")[0]
    assert re.search(r'laporan=terlambat&(amp;)?sampai=[\d-]+" data-figure="logs_late" data-count="\d+"', part)
    assert f"/w/96.71/dasbor/?bulan={month}" in part


def test_the_goals_of_the_units_own_programmes_tell_how_far_they_are_also_past_the_target(client_of, dewi, kornelis):
    programme = ProgrammeFactory.create(coordinator=kornelis, unit=unit("96.71"))
    day = timezone.localdate() + timedelta(days=30)
    for statement, actual in (("Naik", 26), ("Turun", 8), ("Belum", None)):
        OrgGoal.objects.create(
            programme=programme, unit=programme.unit, statement=statement, measure="kader", baseline=10, target=20,
            actual=actual, due_on=day,
        )  # fmt: skip
    rollups.drain()
    MemberFactory.create()
    rollups.drain()

    page = shown(client_of(dewi)).split("Sasaran organisasi")[1]

    assert re.search(r"Naik 160% 26; dari 10 ke 20 kader", page)
    assert re.search(r"Turun −?-?20% 8; dari 10 ke 20 kader", page)
    assert "Belum — belum diukur" in page


def test_only_the_secretariat_sees_what_rows_lack_and_who_waits(client_of, sari, dewi, kornelis):
    MemberFactory.create(phone="", birth_date=None)
    MemberFactory.create(status="applied")
    rollups.drain()

    page = client_of(sari).get("/w/96.71/dasbor/").content.decode()
    others = [client_of(user).get("/w/96.71/dasbor/").content.decode() for user in (dewi, kornelis)]

    assert 'data-figure="members_no_phone" data-count="1"' in page
    assert "/kader/verifikasi/?status=applied" in page
    assert not any("Tanpa nomor HP" in other or "verifikasi" in other for other in others)
    assert client_of(dewi).get("/kader/?kurang=hp").status_code == 400


def test_a_coordinators_queue_of_overdue_phases_is_told_with_its_number(client_of, dewi, kornelis, yohanis, marthina):
    programme = ProgrammeFactory.create(coordinator=kornelis)
    ProgrammeWindow.objects.create(programme=programme, unit=programme.unit, phase="rapport", first_day=1, last_day=2)
    pairing = active_pairing(yohanis, marthina, programme, phase="rapport")
    Pairing.objects.filter(pk=pairing.pk).update(active_on=timezone.localdate() - timedelta(days=30))
    rollups.drain()

    queue = "pasangan lewat tenggat fasenya"
    assert f"1 {queue}" in shown(client_of(kornelis))
    assert queue not in shown(client_of(dewi))
    assert 'data-total="1"' in client_of(kornelis).get("/pasangan/lewat/?wilayah=96.71").content.decode()


def test_a_leader_comes_from_the_country_to_a_ranting_in_four_clicks(client_of, world):
    client, line = client_of(staff(Role.LEADER, "pusat")), ("pusat", "96", "96.71", DISTRICT, "96.71.06.1001")

    for here, below in pairwise(line):
        page = client.get(f"/w/{here}/dasbor/?semua=ya").content.decode()
        assert f'href="/w/{below}/dasbor/"' in page.split('id="units"')[1]


# --- what people say (K11, K12, K21)


def outcome(**told):
    return dict.fromkeys((*OUTCOME, *FLAGS), 0) | told


def test_what_people_say_is_told_with_how_many_said_it():
    rows = result_rows(
        outcome(
            rapport_mentees=12, rapport_mentee_points=12 * 80 * GAIN_UNIT, rapport_mentors=6,
            rapport_mentor_points=6 * 75 * GAIN_UNIT, reaction_invited=20, reaction_people=10, reaction_answers=50,
            reaction_satisfied=40, behaviour_people=8, behaviour_points=8 * 10 * GAIN_UNIT,
        )
    )  # fmt: skip

    told = {row["label"]: words(row) for row in rows}
    assert (
        told["Kekuatan relasi"] == "Kekuatan relasi 80 dari 100, 12 kader mengisi; mentor 75 dari 6 orang, selisih −5"
    )
    assert told["Kepuasan program"] == "Kepuasan program 80% 10 menjawab dari 20 yang diminta (50%)."
    assert told["Perubahan perilaku"].startswith("Perubahan perilaku +0,40 dari skala 0–4, 8 kader")


def test_nobody_having_answered_is_unknown_and_few_are_hidden_with_the_response_beside():
    asked_only = result_rows(outcome(reaction_invited=7))
    few = result_rows(
        outcome(reaction_invited=7, reaction_people=3, reaction_answers=15, reaction_satisfied=15, hides_reaction=True)
    )

    assert words(asked_only[3]).startswith("Kepuasan program — 0 menjawab dari 7")
    assert words(asked_only[2]).startswith("Kekuatan relasi — belum ada")
    assert words(few[3]).startswith("Kepuasan program – 3 menjawab dari 7 yang diminta (3 dari 7).")
    assert "100%" not in words(few[3])


def test_few_who_have_answered_are_hidden_with_a_sister_and_a_running_month_tells_nothing(kornelis):
    programme = ProgrammeFactory.create(coordinator=kornelis)
    day = months_from(rollups.today(), -1) + timedelta(days=2)
    for code, people in ((DISTRICT, 3), ("96.71.01", 6)):
        for _ in range(people):
            learner = member_user(Role.MENTEE, code=f"{code}.1001")
            pairing = active_pairing(member_user(code=f"{code}.1001"), learner, programme)
            for opens_on in (day - timedelta(days=10), rollups.today().replace(day=1) - timedelta(days=13)):
                sheet = asked(pairing, "I-1", opens_on=opens_on, closes_on=opens_on + timedelta(days=14))
                answered(sheet, 4)
    rollups.drain()

    rows = RollupOutcome.objects.totals().exclude(rapport_mentees=0)
    assert set(rows.values_list("unit__area__code", "month", "rapport_mentees", "hides_rapport")) == {
        (code, day.replace(day=1), n, hidden)
        for code, n, hidden in ((DISTRICT, 3, True), ("96.71.01", 6, True), ("96.71", 9, False), ("96", 9, False),
                                (None, 9, False))
    }  # fmt: skip


def test_jobs_alone_may_ask_what_a_form_comes_to(kornelis, dewi, sari, marthina):
    for user in (kornelis, dewi, sari, marthina):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            scope_context(user.scope),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT * FROM kad_counted(ARRAY[1])")
    with jobs_context(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM kad_counted(ARRAY[1])")
        assert cursor.fetchall() == []
