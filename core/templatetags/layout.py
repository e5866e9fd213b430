"""Small helpers of the shared templates: undo messages, page numbers, sortable headings, filter controls."""

from collections.abc import Iterator

from django import forms, template
from django.contrib.messages.storage.base import Message
from django.core.paginator import Page
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.form_errors import sentences, summary

register = template.Library()

UNDO = "undo:"
SAVED = "saved:"
SORT_PARAMETER = "urut"
PAGE_PARAMETER = "hal"


@register.filter
def undo_url(message: Message) -> str:
    """Address that undoes what a message reports, from extra_tags «undo:<url>»; empty without one."""
    tags = message.extra_tags or ""
    return tags.removeprefix(UNDO) if tags.startswith(UNDO) else ""


@register.filter
def error_sentences(field: forms.BoundField) -> list[str]:
    """The errors of a field in words that help; use it wherever a field's errors are shown."""
    return sentences(field)


@register.filter
def error_summary(form: forms.BaseForm) -> list[tuple[str, str]]:
    """What the summary over a form says: (id of the field or empty, sentence)."""
    return summary(form)


@register.filter
def saved_draft(message: Message) -> str:
    """Name of the draft that the server has now, from extra_tags «saved:<name>»; empty without one."""
    tags = message.extra_tags or ""
    return tags.removeprefix(SAVED) if tags.startswith(SAVED) else ""


@register.filter
def page_numbers(page: Page) -> Iterator[int | str]:
    """Page numbers to offer, with «…» for the left-out ones: 1 2 3 … 12."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.simple_tag(takes_context=True)
def sort_header(context: template.Context, field: str, label: str, css: str = "") -> SafeString:
    """Table heading that sorts by a field through ?urut=; a second click turns the order round.

    Keeps the other filters, drops the page number, and says the state in aria-sort.
    """
    query = context["request"].GET.copy()
    order = query.get(SORT_PARAMETER, "")
    state, arrow, target = "none", "", field
    if order == field:
        state, arrow, target = "ascending", " ↑", f"-{field}"
    elif order == f"-{field}":
        state, arrow, target = "descending", " ↓", field
    query[SORT_PARAMETER] = target
    query.pop(PAGE_PARAMETER, None)
    return format_html(
        '<th scope="col" class="{}" aria-sort="{}"><a href="?{}">{}<span aria-hidden="true">{}</span></a></th>',
        css,
        state,
        query.urlencode(),
        label,
        arrow,
    )


@register.filter
def filter_control(field: forms.BoundField) -> SafeString:
    """Control of a filter bar: no label above it, so its label becomes its accessible name."""
    searches = field.widget_type in ("text", "search")
    attrs: dict[str, str | bool] = {
        "class": "form-control" if searches else "form-select",
        "aria-label": str(field.label),
    }
    if searches:
        attrs["placeholder"] = str(field.help_text or field.label)
    return field.as_widget(attrs=attrs)
