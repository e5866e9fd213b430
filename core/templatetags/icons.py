"""Lucide icons as inline SVG."""

from functools import cache

from django import template
from lucide.templatetags.lucide import lucide

register = template.Library()


@register.simple_tag
def icon(name: str, size: int = 18) -> str:
    """Inline icon, always decoration: the words or the aria-label stand on its parent.

    Raises lucide.IconDoesNotExist for an unknown name.
    """
    return _svg(str(name), size)


@cache
def _svg(name: str, size: int) -> str:
    """Drawn once a process: a page shows dozens, and each costs as much as a small query."""
    return lucide(name, size=size, **{"class": "k-icon", "aria-hidden": "true"})
