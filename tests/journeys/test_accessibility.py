"""Every page of every role: no accessibility fault, no script error, no policy violation, no overflow."""

import json
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from accounts.enums import Role
from tests.factories.accounts import PASSWORD
from tests.journeys.conftest import DESK, PHONE, Stage
from tests.matrix import sweep
from tests.matrix.world import Actor, build

ROLES = ["anonymous", "mentor", "mentee", "leader", "secretariat", "coordinator", "admin"]
# Whose pages of the account (password, second factor) stand for everybody's: one in each layout.
ACCOUNT_PAGES_OF = {"anonymous", "mentor", "secretariat"}
# Desks of the office in the order in which a page that several may open is taken: by the first of them.
OFFICE_DESKS = ["secretariat", "coordinator", "leader", "admin"]
# What looks different at each desk.
EACH_ITS_OWN = {"dashboards:dashboard"}
# Who has many pages shares them between two tests, so that no process is left alone with them.
HALVES = {"secretariat": 2}
PARTS = [(role, part) for role in ROLES for part in range(HALVES.get(role, 1))]
# Half of axe's time goes into describing what is right.
LEAN = {"resultTypes": ["violations"], "preload": False}
RULES = LEAN | {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}}
# What another theme can break on the very same page.
COLOURS = LEAN | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}

# At either width everything is asked in one theme, in the other what a theme can change: each is put on once a page.
LOOKS = (("desk", DESK, ("light", "dark")), ("phone", PHONE, ("dark", "light")))


def pages(world: Any, actor: Actor) -> list[str]:
    """The addresses of all pages that answer this actor with HTML; one object of a kind is enough."""
    browser, found, seen = sweep.browser(actor), [], set()
    for cell in sweep.cells(world, actor):
        shared = ":" not in cell.route.name and actor.name not in ACCOUNT_PAGES_OF
        done = cell.route.name in seen or "?" in cell.url or _is_seen_elsewhere(cell.route, actor)
        if shared or done or sweep.is_barred(cell.route, actor):
            continue
        response = browser.get(cell.url)
        is_page = response.status_code == 200 and b"<html" in response.content
        if is_page:
            found.append(cell.url)
        if is_page or response.status_code == 405:
            seen.add(cell.route.name)
    return found


def _is_seen_elsewhere(route: Any, actor: Actor) -> bool:
    """Whether a desk that shows the very same page is asked already: the office is one house with many desks."""
    if actor.name not in OFFICE_DESKS or route.name in EACH_ITS_OWN:
        return False
    desks = OFFICE_DESKS[: OFFICE_DESKS.index(actor.name)]
    return any(route.policy.permits(Role(desk)) for desk in desks)


def faults(page: Page, rules: dict[str, Any]) -> list[str]:
    """Violations that axe, which the page holds already, finds; and content wider than the screen."""
    result = page.evaluate("rules => axe.run(rules)", rules)
    found = [
        f"{v['id']}: {v['nodes'][0]['html'][:120]} {json.dumps(v['nodes'][0].get('any', [{}])[:1])[:160]}"
        for v in result["violations"]
    ]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"):
        found.append("wider than the screen")
    return found


def whole(page: Page, viewport: dict[str, int]) -> None:
    """Make the screen as high as the page: what lies under the fixed bar can be scrolled clear of it."""
    page.set_viewport_size(viewport)  # type: ignore[arg-type]
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": viewport["width"], "height": max(height, viewport["height"])})


def put_on(page: Page, theme: str) -> None:
    """Let the system prefer a theme, and wait until the page wears it."""
    if page.locator("html").get_attribute("data-bs-theme") != theme:
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        page.locator(f"html[data-bs-theme={theme}]").wait_for(state="attached")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("role", "part"), PARTS)
def test_every_page_is_accessible(stage: Stage, role: str, part: int):
    world = build()
    actor = next(actor for actor in world.actors if actor.name == role)
    if actor.user is not None:
        actor.user.set_password(PASSWORD)
        actor.user.save()
    addresses = pages(world, actor)[part :: HALVES.get(role, 1)]
    found = []

    page = stage.sign_in(actor.user, DESK) if actor.user else stage.page(DESK)
    page.add_init_script(AXE_SCRIPT)
    for address in addresses:
        page.set_viewport_size(DESK)  # type: ignore[arg-type]
        page.goto(address)
        for name, viewport, themes in LOOKS:
            whole(page, viewport)
            for theme, rules in zip(themes, (RULES, COLOURS), strict=True):
                put_on(page, theme)
                found += [f"{name} {theme} {address} {fault}" for fault in faults(page, rules)]

    assert addresses != []
    assert found == []
