"""A number on a page opens the list of its rows."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.templatetags.format import thousands
from dashboards.indicators import Number

register = template.Library()


@register.simple_tag
def rows_of(number: Number, text: str = "", css: str = "") -> SafeString:
    """The number (or a text that tells it) as a link to its rows, marked with what it counts; bare without rows."""
    if not number.url:
        return format_html("{}", text or thousands(number.count))
    return format_html(
        '<a{} href="{}" data-figure="{}" data-count="{}">{}</a>',
        format_html(' class="{}"', css) if css else "",
        number.url,
        number.figure,
        number.count,
        text or thousands(number.count),
    )
