"""What came of a partnership, and the partner's own link: counts alone, hidden where they tell on few."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError

from accounts.models import today
from dashboards.selectors.partners import partner_reach, results_of
from partnerships import services
from partnerships.models import ActivityCadre, PartnerLink
from tests.factories.cadres import MemberFactory
from tests.factories.partnerships import agreed
from tests.partnerships.test_partnerships import activity
from tests.refusals import is_refused

pytestmark = pytest.mark.django_db


def with_people(by, *, women: int, men: int):
    """A partnership with one placement in which so many took part, all born in 1980."""
    row = agreed(by)
    done = activity(by, row)
    for n in range(women + men):
        member = MemberFactory.create(
            full_name=f"Rahasia{n}", gender="female" if n < women else "male", birth_date=date(1980, 1, 1)
        )
        ActivityCadre.objects.create(unit=member.unit, activity=done, member=member, added_by=by)
    return row


@pytest.mark.parametrize(
    ("women", "men", "shown"),
    [(6, 6, (12, 6)), (4, 8, (12, None)), (8, 4, (12, None)), (2, 1, (None, None)), (5, 0, (5, 5))],
)
def test_few_are_hidden_with_whatever_gives_them_away(sari, women, men, shown):
    row = with_people(sari, women=women, men=men)

    hidden, whole = (results_of(row, hides_few=hides).reach for hides in (True, False))

    assert (hidden.people, hidden.women) == shown
    assert (whole.people, whole.women) == (women + men, women)


def test_goals_are_met_upwards_and_downwards(sari):
    row = agreed(sari)
    said = {"objective": "network", "statement": "x", "measure": "kader", "due_on": today()}
    for baseline, target, actual in ((0, 10, 12), (10, 2, 3), (10, 2, 1), (0, 5, None)):
        goal = services.goal_add(by=sari, partnership=row, baseline=baseline, target=target, **said)
        if actual is not None:
            services.goal_measure(by=sari, partnership=row, goal=goal, actual=actual)

    results = results_of(row, hides_few=False)

    assert (results.goals, results.goals_met) == (4, 2)


def test_the_link_shows_counts_and_nobody(sari, client, client_of):
    row = with_people(sari, women=3, men=9)
    made = client_of(sari).post(f"/kemitraan/{row.pk}/tautan/", {"days": 30})
    address = made.context["address"]

    page = client.get(address)

    text = page.content.decode()
    assert page.status_code == 200
    assert "12" in text
    assert "Rahasia" not in text
    assert "tidak ditampilkan" in text
    assert "/kader/" not in text
    assert page["Cache-Control"] == "no-store"
    assert address.rsplit("/", 2)[1].encode() not in bytes(PartnerLink.objects.get().token_hash)


def test_a_link_ends_and_is_taken_back(sari, client):
    row = agreed(sari)
    first = services.link_give(by=sari, partnership=row, days=30)
    second = services.link_give(by=sari, partnership=row, days=30)

    assert client.get(f"/mitra/{first}/").status_code == 404
    assert client.get(f"/mitra/{second}/").status_code == 200
    with time_machine.travel(f"{today() + timedelta(days=31)}T03:00:00Z"):
        assert client.get(f"/mitra/{second}/").status_code == 404
    services.link_revoke(by=sari, partnership=row)
    assert client.get(f"/mitra/{second}/").status_code == 404
    assert is_refused("UPDATE partnerships_partnerlink SET revoked_at = NULL", error=IntegrityError)
    assert is_refused("UPDATE partnerships_partnerlink SET expires_on = '2099-01-01'", error=IntegrityError)


def test_results_page_hides_few_from_leaders_only(sari, dewi, stranger, client_of):
    row = with_people(sari, women=2, men=1)
    url = f"/kemitraan/{row.pk}/hasil/"

    assert client_of(sari).get(url).context["results"].reach.people == 3
    assert client_of(dewi).get(url).context["results"].reach.people is None
    assert client_of(stranger).get(url).status_code == 404


def test_a_total_hides_with_the_one_partnership_it_would_tell(sari):
    with_people(sari, women=6, men=6)
    few = agreed(sari, name="Kecil")
    ActivityCadre.objects.create(
        unit=few.unit, activity=activity(sari, few), member=MemberFactory.create(), added_by=sari
    )

    hidden, whole = (partner_reach(sari, few.unit, hides_few=hides)["people"] for hides in (True, False))

    assert (hidden, whole) == (None, 13)
