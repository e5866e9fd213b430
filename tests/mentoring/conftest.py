"""Deeds under test run as in a request: under the database role of whoever acts."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.scoping import acting_as


@pytest.fixture
def deed() -> Callable[..., Any]:
    """`deed(session_plan, by=yohanis, …)`: the service under row security, as the user."""

    def perform(service: Callable[..., Any], *, by: Any, **arguments: Any) -> Any:
        with acting_as(by):
            return service(by=by, **arguments)

    return perform
