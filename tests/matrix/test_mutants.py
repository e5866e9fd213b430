"""The guard itself is tested: seeded leaks, one at a time, each of which the matrix must find.

That it finds nothing without the leak is what test_matrix.py says of the same actors and walls.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q

from accounts import middleware, scoping
from accounts.policy import Policy
from accounts.scoping import ScopedModel
from cadres.models import ImportBatch, Member
from core import roles
from mentoring.models import Mentor, Programme, Session
from tests.matrix import sweep
from tests.matrix.routes import routes
from tests.matrix.test_matrix import without_row_security, without_scoping
from tests.matrix.world import Actor, World

pytestmark = pytest.mark.usefixtures("unwritten")


@dataclass(frozen=True)
class Mutant:
    """A seeded bug: in which wall, seen by whom, how it is made, and the routes that are looked at first."""

    name: str
    wall: str
    actor: str
    seed: Callable[[Any], None]
    first: str = ""


def unscoped(model: type[ScopedModel]) -> Callable[[Any], None]:
    """A model that forgot its scope."""
    return lambda monkeypatch: monkeypatch.setattr(model, "scope_filter", classmethod(lambda cls, scope: Q()))


def sql(statement: str) -> Callable[[Any], None]:
    """A migration gone wrong (run by the owner inside the test's transaction)."""

    def seed(monkeypatch: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return seed


def policy_true(table: str) -> Callable[[Any], None]:
    """A policy of the regency tier that forgot its unit."""
    return sql(f"ALTER POLICY kad_kabupaten_read ON {table} USING (true)")


def open_to_all(name: str) -> Callable[[Any], None]:
    """A view whose policy names no role."""

    def seed(monkeypatch: Any) -> None:
        view = next(route.view for route in routes() if route.name == name)
        monkeypatch.setattr(view, "policy", Policy())

    return seed


def no_policies(monkeypatch: Any) -> None:
    """A middleware that asks nobody."""
    monkeypatch.setattr(middleware.PolicyMiddleware, "process_view", lambda *args, **kwargs: None)


def no_second_factor(monkeypatch: Any) -> None:
    """A middleware that forgets second factors."""
    monkeypatch.setattr(middleware, "NEEDS_SECOND_FACTOR", frozenset())


def wide_scope(monkeypatch: Any) -> None:
    """Everybody acts as the national tier."""
    monkeypatch.setattr(scoping.Scope, "database_role", property(lambda self: roles.SCOPE_ROLES[0]))


SCOPING, ROWS, BOTH = "scoping alone", "row security alone", "both"
MUTANTS = [
    Mutant("members without scope", SCOPING, "leader_beside", unscoped(Member), "dashboards:member"),
    Mutant("sessions without scope", SCOPING, "secretariat", unscoped(Session), "mentoring:session"),
    Mutant("programmes without scope", SCOPING, "leader_beside", unscoped(Programme), "mentoring:programme"),
    Mutant("mentors without scope", SCOPING, "leader_beside", unscoped(Mentor), "mentoring:mentor"),
    Mutant("imports without scope", SCOPING, "secretariat", unscoped(ImportBatch), "cadres:import"),
    Mutant("registry open to every role", BOTH, "mentor", open_to_all("dashboards:members"), "dashboards:members"),
    Mutant("import open to every role", BOTH, "leader", open_to_all("cadres:imports"), "cadres:imports"),
    Mutant("no policies", BOTH, "mentor", no_policies),
    Mutant("no second factor", BOTH, "pending_factor", no_second_factor),
    Mutant(
        "members' policy true",
        ROWS,
        "leader_beside",
        policy_true("cadres_member"),
    ),
    Mutant(
        "pairings' policy true",
        ROWS,
        "leader_beside",
        policy_true("mentoring_pairing"),
    ),
    Mutant(
        "sessions' policy true",
        ROWS,
        "leader_beside",
        policy_true("mentoring_session"),
    ),
    Mutant(
        "participants unprotected",
        ROWS,
        "leader",
        policy_true("mentoring_pairingparticipant"),
    ),
    Mutant("imports unprotected", ROWS, "secretariat", policy_true("cadres_importbatch")),
    Mutant("every scope national", ROWS, "leader_beside", wide_scope),
]


def faults(world: World, actor: Actor, wall: str, first: str) -> list[str]:
    """What the matrix finds for one actor: stray rows, or the first leak or wrong status of a page."""
    if wall == ROWS and (stray := sweep.stray_rows(world, actor)):
        return stray
    browser, found = sweep.browser(actor), []
    for cell in sweep.cells(world, actor, first=first):
        response = browser.get(cell.url)
        shown = sweep.leaks(world, actor, sweep.text_of(response), rows_only=wall == ROWS)
        if shown or (wall != ROWS and response.status_code not in sweep.expected(cell, actor)):
            found.append(f"{cell.url} {response.status_code} {shown}")
            break
    return found


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_seeded_leak_is_found(world, mutant, monkeypatch):
    actor = next(actor for actor in world.actors if actor.name == mutant.actor)
    {SCOPING: without_row_security, ROWS: without_scoping, BOTH: lambda m: None}[mutant.wall](monkeypatch)
    policies = {route.name: route.policy for route in routes()}

    mutant.seed(monkeypatch)
    monkeypatch.setattr(sweep, "POLICIES", policies)

    assert faults(world, actor, mutant.wall, mutant.first) != []
