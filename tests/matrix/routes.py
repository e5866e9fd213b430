"""All routes of the URLconf, as they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from accounts.policy import Policy


@dataclass(frozen=True)
class Route:
    """One pattern: its full name, the view, the policy it carries, and the names of its parameters."""

    name: str
    view: Any
    parameters: tuple[str, ...]

    @property
    def policy(self) -> Policy | None:
        """The policy of the view; None is a hole that a test reports."""
        return getattr(self.view, "policy", None)


def routes() -> list[Route]:
    """Every route, allauth's included."""
    return list(_walk(get_resolver().url_patterns, "", ()))


def _walk(patterns: Any, namespace: str, parameters: tuple[str, ...]) -> Iterator[Route]:
    for entry in patterns:
        own = (*parameters, *entry.pattern.converters, *getattr(entry.pattern.regex, "groupindex", {}))
        own = tuple(dict.fromkeys(own))
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry.url_patterns, inner, own)
        elif isinstance(entry, URLPattern):
            yield Route(f"{namespace}{entry.name or ''}", entry.callback, own)
