"""The canary world and those who look at it, for all files of this folder."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.template import Template

from accounts.models import User
from tests.matrix import sweep
from tests.matrix.world import Actor, World, build


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The canary world, built once a process and taken back at the end."""
    with django_db_blocker.unblock():
        block = transaction.atomic()
        block.__enter__()
        try:
            yield build()
        finally:
            transaction.set_rollback(True)
            block.__exit__(None, None, None)


@pytest.fixture
def actor(request: pytest.FixtureRequest, world: World) -> Actor:
    """One of the actors, by name."""
    return next(actor for actor in world.actors if actor.name == request.param)


@pytest.fixture
def unwritten(world: World, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test leaves the world as it was; second factors are asked of the one actor who lacks his.

    Thousands of requests: who is signed in is kept in memory, a refusal is not written into a log, and nobody asks
    which templates a page was made of.
    """
    sweep.noting_names(monkeypatch)
    monkeypatch.setattr(Template, "_render", lambda self, context: self.nodelist.render(context))
    settings.MFA_ENFORCED = True
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    monkeypatch.setattr(logging.root.manager, "disable", logging.CRITICAL)
    with sweep.undone():
        User.objects.exclude(email="pending_factor@aktor.test").update(has_second_factor=True)
        for person in world.actors:
            if person.user is not None:
                person.user.refresh_from_db()
        yield
