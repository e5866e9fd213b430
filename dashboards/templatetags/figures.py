"""A number on a page opens the list of its rows."""

from django import template
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString

from core.templatetags.format import thousands
from dashboards.indicators import Number

register = template.Library()


@register.simple_tag
def rows_of(number: Number, text: str = "", css: str = "") -> SafeString:
    """The number (or a text that tells it) as a link to its rows, marked with what it counts; bare without rows."""
    told = conditional_escape(text or thousands(number.count))
    if not number.url:
        return told
    style = f' class="{escape(css)}"' if css else ""
    return SafeString(  # a page has a hundred of them; the figure and its count are our own
        f'<a{style} href="{escape(number.url)}" data-figure="{number.figure}" data-count="{number.count}">{told}</a>'
    )
