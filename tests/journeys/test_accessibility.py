"""Every page of every role: no accessibility fault, no script error, no policy violation, no overflow."""

import json
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.factories.accounts import PASSWORD
from tests.journeys.conftest import DESK, PHONE, Stage
from tests.matrix import sweep
from tests.matrix.world import Actor, build

ROLES = ["anonymous", "mentor", "mentee", "leader", "secretariat", "coordinator", "national", "admin"]
VARIANTS = {"desk": (DESK, False), "desk dark": (DESK, True), "phone": (PHONE, False), "phone dark": (PHONE, True)}
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}}


def pages(world: Any, actor: Actor) -> list[str]:
    """The addresses of all pages that answer this actor with HTML; one object of a kind is enough."""
    browser, found, seen = sweep.browser(actor), [], set()
    for cell in sweep.cells(world, actor):
        if cell.route.name in seen or "?" in cell.url:
            continue
        response = browser.get(cell.url)
        if response.status_code == 200 and b"<html" in response.content:
            found.append(cell.url)
            seen.add(cell.route.name)
    return found


def faults(page: Page) -> list[str]:
    """Violations that axe finds, and content wider than the screen."""
    result = Axe().run(page, options=RULES).response
    found = [
        f"{v['id']}: {v['nodes'][0]['html'][:120]} {json.dumps(v['nodes'][0].get('any', [{}])[:1])[:160]}"
        for v in result["violations"]
    ]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"):
        found.append("wider than the screen")
    return found


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_accessible(stage: Stage, role: str):
    world = build()
    actor = next(actor for actor in world.actors if actor.name == role)
    if actor.user is not None:
        actor.user.set_password(PASSWORD)
        actor.user.save()
    addresses = pages(world, actor)
    found = []

    for name, (viewport, dark) in VARIANTS.items():
        page = stage.sign_in(actor.user, viewport, dark=dark) if actor.user else stage.page(viewport, dark=dark)
        for address in addresses:
            page.goto(address)
            found += [f"{name} {address} {fault}" for fault in faults(page)]
        page.close()

    assert addresses != []
    assert found == []
