"""What comes out of the printer."""

import re

import pytest

from accounts.models import User
from evaluations.tasks import drain_rollups
from mentoring.enums import Format
from mentoring.models import Pairing
from tests.factories.cadres import MemberFactory
from tests.factories.mentoring import active_pairing, held_session, pairing_of
from tests.factories.stories import long_life
from tests.journeys.conftest import Stage

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = re.compile(rb"/Type\s*/Page\b")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_dashboard_is_one_page(stage: Stage, dewi: User, dark: bool):
    pairing = active_pairing()
    held_session(pairing)
    drain_rollups()
    page = stage.sign_in(dewi, dark=dark)

    paper = page.pdf(prefer_css_page_size=True, print_background=True)

    assert page.locator("#units tbody tr").count() >= 8
    assert len(PAGE.findall(paper)) == 1


def test_every_session_sheet_is_one_page(stage: Stage, sari: User):
    people = MemberFactory.create_batch(12)
    circle = pairing_of(*people, format=Format.CIRCLE)
    Pairing.objects.update(sheets=2)
    page = stage.sign_in(sari)
    page.goto(f"/pasangan/{circle.pk}/lembar/?jumlah=2")

    paper = page.pdf(prefer_css_page_size=True, print_background=True)

    assert page.locator(".k-sheet-people tr").count() == 24
    assert len(PAGE.findall(paper)) == 2


def test_profile_of_a_long_life_is_two_pages(stage: Stage, sari: User, kornelis: User, dewi: User):
    member = long_life(sari, kornelis, dewi)
    page = stage.sign_in(sari)
    page.goto(member.get_absolute_url())

    paper = page.pdf(prefer_css_page_size=True, print_background=True)

    assert page.locator("#results .k-timeline > li").count() == 25
    assert page.locator(".k-timeline-all > li").count() == int(
        page.locator("#results").get_attribute("data-total") or 0
    )
    assert len(PAGE.findall(paper)) <= 2
