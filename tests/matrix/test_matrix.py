"""0 leaks over all routes × actors × relations × methods (TRUST SEC-01…05)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.urls import URLPattern, path
from django.utils import timezone
from time_machine import travel

from accounts import scoping
from accounts.models import FIRST_ZONE
from accounts.policy import Policy
from accounts.scoping import ScopedQuerySet
from evaluations.rollups import drain
from mentoring.models import Concern, PrivateNote
from tests.matrix import sweep
from tests.matrix.changes import perturb
from tests.matrix.routes import routes
from tests.matrix.world import Actor, World

pytestmark = pytest.mark.usefixtures("unwritten")

FLOOR = 2_000
ACTORS = [
    *["anonymous", "deactivated", "pending_factor", "mentor", "mentee", "other_mentor"],
    *["leader", "leader_above", "leader_beside", "leader_below", "secretariat", "coordinator", "national", "admin"],
    *["coordinator_above", "delegate"],
]


def without_row_security(monkeypatch: Any) -> None:
    """Python's scoping alone: requests keep the arranging role, which passes row security."""

    def context(**settings: Any) -> Any:
        return transaction.atomic()

    monkeypatch.setattr(scoping, "database_context", context)


def without_scoping(monkeypatch: Any) -> None:
    """Row security alone: `for_user` gives everything."""
    monkeypatch.setattr(ScopedQuerySet, "for_user", lambda self, user: self.all())
    for model, gates in ((PrivateNote, ("for_user",)), (Concern, ("for_user", "reported_by"))):
        for gate in gates:
            monkeypatch.setattr(model.objects._queryset_class, gate, lambda self, user: self.all())


MODES = {"scoping alone": without_row_security, "row security alone": without_scoping}


def test_every_route_carries_a_policy():
    holes = [route.name or str(route.view) for route in routes() if route.policy is None]

    assert holes == []


def test_a_view_without_a_policy_turns_the_suite_red(monkeypatch):
    def forgotten(request):
        """A new view whose author forgot the policy."""

    from kaderisasi import urls

    monkeypatch.setattr(urls, "urlpatterns", [*urls.urlpatterns, path("lupa/", forgotten, name="forgotten")])
    monkeypatch.setattr("tests.matrix.routes.get_resolver", lambda: type("R", (), {"url_patterns": urls.urlpatterns}))

    assert [route.name for route in routes() if route.policy is None] == ["forgotten"]


def test_a_parameter_without_a_provider_turns_the_suite_red(world):
    def view(request, secret):
        """A new view with a parameter that the matrix does not know."""

    view.policy = Policy()  # type: ignore[attr-defined]
    pattern: URLPattern = path("x/<int:secret>/", view, name="x")
    route = sweep.Route(pattern.name or "", view, ("secret",))

    with pytest.raises(sweep.Unprovided):
        sweep.kind_of(route, "secret")


def test_public_routes_are_these():
    public = sorted(route.name for route in routes() if route.policy and route.policy.public)

    assert public == [
        "account_inactive",
        "account_login",
        "account_logout",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_signup",
        "accounts:invitation_accept",
        "cadres:certificate_check",
        "dashboards:partner_page",
        "healthz",
        "mentoring:api_openapi",
        "mentoring:calendar_feed",
        "mentoring:offer_link",
        "mentoring:paraf_link",
        "mentoring:phone_manifest",
        "mentoring:phone_offline",
        "mentoring:phone_worker",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "readyz",
    ]


# A fresh secret, drawn anew for each request, is all that these show.
DRAWN_ANEW = frozenset({"mfa_activate_totp", "mfa_add_webauthn"})
# Who asks HEAD too, which the same views answer: one of each kind of sight.
ASKING_HEAD = frozenset({"anonymous", "mentor", "leader_beside", "secretariat"})


@pytest.fixture(scope="module")
def tomorrow(world: World) -> Iterator[datetime]:
    """The day after the world was built, with that day's figures counted: once, they are the same for every actor.

    An hour before it nobody has a role yet, and every page would be the same refusal.
    """
    day_after = timezone.localtime(timezone=FIRST_ZONE) + timedelta(days=1)
    moment = day_after.replace(hour=10, minute=0, second=0, microsecond=0)
    with sweep.undone():
        with travel(moment, tick=False):
            drain()
        yield moment


def is_asked_again(world: World, cell: sweep.Cell, actor: Actor) -> bool:
    """Whether a page must stay the same: a list, or one of an object near to the actor."""
    if cell.route.name in DRAWN_ANEW or sweep.is_barred(cell.route, actor):
        return False
    return cell.thing is None or cell.thing in sweep.samples(world, cell.thing.kind, actor, most=1)


@pytest.mark.parametrize("actor", ACTORS, indirect=True)
def test_reading_leaks_nothing_and_what_is_invisible_changes_nothing(
    world, actor, tomorrow, time_machine, record_property
):
    """What an actor sees holds nothing that he may not see, and does not depend on it in a single byte (TRUST SEC-03).

    The same pages are asked again when everything out of his sight has changed: his lists, and an object of each kind
    that he may find and may not. Not what his role is refused: that answer is given before anything is looked up.
    """
    time_machine.move_to(tomorrow, tick=False)
    # What is asked again has a session of its own: both times it hears what the same pages before it left to say.
    once, twice = sweep.browser(actor), sweep.browser(actor)
    faults, pages, headed, count = [], {}, set(), 0

    for cell in sweep.cells(world, actor):
        is_again = is_asked_again(world, cell, actor)
        asked = [("get", (twice if is_again else once).get)]
        if cell.thing is not None and cell.route.name not in headed and actor.name in ASKING_HEAD:
            headed.add(cell.route.name)
            asked.append(("head", once.head))
        for method, ask in asked:
            count += 1
            response = ask(cell.url)
            found = sweep.leaks(world, actor, sweep.text_of(response))
            if found:
                faults.append(f"{method} {cell.url} shows {found}")
            if response.status_code not in sweep.expected(cell, actor):
                faults.append(f"{method} {cell.url} answers {response.status_code}")
            if method == "get" and is_again:
                pages[cell.url] = sweep.signature(response)
    record_property("cells", count)
    assert faults == []

    things = len(world.things)
    touched = perturb(world, actor)
    drain()

    assert touched > 0
    assert len(world.things) == things
    assert [url for url in pages if sweep.signature(twice.get(url)) != pages[url]] == []


@pytest.mark.parametrize(
    ("actor", "mode"),
    [
        (name, mode)
        for mode in ("scoping alone", "row security alone")
        for name in ("mentor", "other_mentor", "leader", "leader_beside", "leader_below", "secretariat", "coordinator")
    ],
    indirect=["actor"],
)
def test_each_wall_alone_leaks_nothing(world, actor, mode, monkeypatch, record_property):
    """Those who come nearest to what they must not see; not what is refused before either wall is reached."""
    browser = sweep.browser(actor)
    faults, count = [], 0
    MODES[mode](monkeypatch)

    for cell in sweep.cells(world, actor, most=1):
        if sweep.is_barred(cell.route, actor):
            continue
        count += 1
        response = browser.get(cell.url)
        found = sweep.leaks(world, actor, sweep.text_of(response), rows_only=mode == "row security alone")
        if found:
            faults.append(f"{cell.url} shows {found}")
        if mode == "scoping alone" and response.status_code not in sweep.expected(cell, actor):
            faults.append(f"{cell.url} answers {response.status_code}")

    record_property("cells", count)
    assert faults == []


@pytest.mark.parametrize("actor", ACTORS, indirect=True)
def test_the_database_alone_shows_no_foreign_row(world, actor):
    assert sweep.stray_rows(world, actor) == []


@pytest.mark.parametrize("actor", ACTORS, indirect=True)
def test_writing_touches_nothing_foreign(world, actor, record_property):
    browser = sweep.browser(actor)
    everything, foreign = sweep.fingerprint(), sweep.fingerprint(actor)
    forged = sweep.forged_body(world, actor)
    faults, count = [], 0

    for cell, bodies in sweep.writings(world, actor, forged):
        policy = cell.route.policy
        refused = (
            not actor.signs_in
            or not policy.permits(actor.role)
            or (cell.thing is not None and cell.thing.kind != "unit" and not cell.thing.visible(actor))
        )
        for method, body in bodies:
            count += 1
            if refused and not policy.public:
                response = getattr(browser, method)(cell.url, body)
                if response.status_code not in {302, 401, 403, 404, 405}:
                    faults.append(f"{method} {cell.url} answers {response.status_code} although refused")
            else:
                with sweep.undone():
                    response = getattr(browser, method)(cell.url, body)
                    if response.status_code >= 500:
                        faults.append(f"{method} {cell.url} answers {response.status_code}")
                    if method == "post" and response.status_code < 400 and sweep.fingerprint(actor) != foreign:
                        faults.append(f"{method} {cell.url} wrote outside the actor's reach")
            found = sweep.leaks(world, actor, sweep.text_of(response))
            if found:
                faults.append(f"{method} {cell.url} shows {found}")
    if sweep.fingerprint() != everything:  # what was refused was not taken back: it must not have written
        faults.append("a refused request wrote")

    record_property("cells", count)
    assert faults == []


def test_every_canary_is_known_by_its_shape(world):
    assert [word for word in world.by_word if not sweep.SHAPES.fullmatch(word)] == []


def test_the_matrix_is_wide_enough(world, record_property):
    reads = sum(len(list(sweep.cells(world, actor))) for actor in world.actors)
    writes = sum(len(bodies) for actor in world.actors for _cell, bodies in sweep.writings(world, actor, {}))

    record_property("cells", reads + writes)
    assert reads + writes >= FLOOR
