"""Who may open which view. Deny by default: a view without a policy is refused, and a test lists it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_not_required

from accounts.enums import Role

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Policy:
    """The roles that may open a view; `public` needs no sign-in and says why.

    `answers_json`: for scripts, which get a status and a code where a page would lead to the sign-in.
    """

    roles: frozenset[Role] = frozenset()
    public: str = ""
    without_second_factor: bool = False
    answers_json: bool = False

    def permits(self, role: Role | None) -> bool:
        """Whether a role passes; an empty set means every signed-in person."""
        return bool(self.public) or not self.roles or role in self.roles


def allow(*roles: Role) -> Callable[[View], View]:
    """Mark a view as open to these roles."""

    def mark(view: View) -> View:
        view.policy = Policy(roles=frozenset(roles))  # type: ignore[attr-defined]
        return view

    return mark


def signed_in(view: View) -> View:
    """Mark a view as open to everybody who is signed in, with or without an assignment."""
    view.policy = Policy(without_second_factor=True)  # type: ignore[attr-defined]
    return view


def api(view: View) -> View:
    """Mark a view as a script's door for everybody who is signed in; it acts for himself alone, so needs no factor."""
    view.policy = Policy(without_second_factor=True, answers_json=True)  # type: ignore[attr-defined]
    return view


def public(reason: str) -> Callable[[View], View]:
    """Mark a view as open to the world, with the reason."""

    def mark(view: View) -> View:
        marked: Any = login_not_required(view)
        marked.policy = Policy(public=reason, without_second_factor=True)
        return marked

    return mark
