"""Phases as the registry shows them."""

from django import template

from mentoring.enums import Phase

register = template.Library()


@register.filter
def phase_label(value: str) -> str:
    """The phase in words."""
    return str(Phase(value).label)


@register.filter
def phase_step(value: str) -> int:
    """The phase as a number, 1 for the first."""
    return Phase.values.index(value) + 1
