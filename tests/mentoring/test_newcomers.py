"""What newcomers stumbled over: long queues, old promises, dates that leave goals outside."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.errors import RuleError
from mentoring.models import ActionItem
from mentoring.services.programmes import goal_add, programme_create, programme_update
from tests.factories.cadres import MemberFactory
from tests.factories.mentoring import active_pairing, held_session

PAIR = "/pasangkan/"


@pytest.fixture
def pairing(yohanis, marthina):
    return active_pairing(yohanis, marthina)


def test_queue_is_narrowed_to_a_name_that_stays_out_of_the_address(client_of, kornelis):
    for name in ("Obed Saa", "Dorkas Mambor"):
        MemberFactory.create(full_name=name, wants_mentoring=True, unit=kornelis.scope.unit)
    client = client_of(kornelis)

    answer = client.post(f"{PAIR}cari/", {"q": "DORKAS"})
    page = client.get(answer.url).content.decode()

    assert "orkas" not in answer.url.lower()
    assert ("Dorkas Mambor" in page, "Obed Saa" in page, 'data-total="1"' in page) == (True, False, True)
    nobody = client.get(client.post(f"{PAIR}cari/", {"q": "tidakada"}).url).content.decode()
    assert "Tidak ada kader yang menunggu dengan nama itu" in nobody


def test_dates_of_a_programme_leave_no_goal_outside(client_of, kornelis):
    start = timezone.localdate()
    programme = programme_create(by=kornelis, name="Program", starts_on=start, ends_on=start + timedelta(days=200))
    goal_add(by=kornelis, programme=programme, statement="Kader aktif", measure="orang", baseline=1, target=9,
             due_on=start + timedelta(days=180))  # fmt: skip

    with pytest.raises(RuleError, match="Kader aktif"):
        programme_update(by=kornelis, programme=programme, ends_on=start + timedelta(days=100))

    programme_update(by=kornelis, programme=programme, ends_on=start + timedelta(days=182))
    programme.refresh_from_db()
    assert programme.ends_on == start + timedelta(days=182)


def promised(pairing, days):
    return ActionItem.objects.create(
        pairing=pairing,
        unit=pairing.unit,
        session=pairing.sessions.first() or held_session(pairing),
        owner=pairing.participants.get(role="mentee"),
        what=f"Janji {days}",
        due_on=timezone.localdate() + timedelta(days=days),
    )


def test_home_shows_the_three_nearest_promises_and_folds_the_rest(client_of, marthina, pairing):
    for days in (-30, -20, -10, -2, 1, 5):
        promised(pairing, days)

    page = client_of(marthina).get(reverse("mentoring:phone_home")).content.decode()

    assert [page.index(f"Janji {days}<") for days in (1, -2, 5, -10)] == sorted(
        page.index(f"Janji {days}<") for days in (1, -2, 5, -10)
    )
    assert page.index("3 lainnya") > page.index("Janji 5<")
    assert page.index("3 lainnya") < page.index("Janji -10<")
    assert "Mentor menandainya saat sesi berikut." in page


def test_log_form_says_until_when_and_no_optional_note_where_it_is_asked_for(client_of, yohanis, pairing):
    promised(pairing, 3)

    page = client_of(yohanis).get(f"/m/catat/?pasangan={pairing.pk}").content.decode()

    assert "· tenggat" in page
    assert "Belum dikerjakan" in page
    for name in ("date", "owner_1", "due_1", "next_date"):
        label = page[page.index(f'for="id_{name}"') :]
        assert "boleh kosong" not in label[: label.index("</label>")]
