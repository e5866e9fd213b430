"""What several pages need: the unit of an address, pages of 25, a deed that may be refused."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.forms import Form
from django.http import Http404, HttpRequest

from core.errors import RuleError
from core.templatetags.layout import PAGE_PARAMETER
from regions.models import Unit

PAGE = 25
UNPROCESSABLE = 422


def asked_unit(request: HttpRequest) -> Unit:
    """The unit that `wilayah` names inside the reader's sight; without it his own. Another one is 404."""
    root: Unit = request.user.scope.unit  # type: ignore[union-attr]
    code = request.GET.get("wilayah", "")
    if not code or code == root.code:
        return root
    unit = Unit.objects.with_code(code).select_related("area").first()
    if unit is None or not request.user.scope.covers(unit):  # type: ignore[union-attr]
        raise Http404
    return unit


def page_of(rows: Any, request: HttpRequest) -> Page:
    """The page that the address names."""
    return Paginator(rows, PAGE).get_page(request.GET.get(PAGE_PARAMETER))


def performed(request: HttpRequest, deed: Callable[..., Any], *, done: str = "", **arguments: Any) -> Any:
    """What the deed gave back, or None when it was refused: the refusal becomes a message."""
    try:
        result = deed(by=request.user, **arguments)
    except RuleError as error:
        messages.error(request, str(error))
        return None
    if done:
        messages.success(request, done)
    return result or True


def performed_with(form: Form, request: HttpRequest, deed: Callable[..., Any], **arguments: Any) -> Any:
    """What the deed gave back, or None when it was refused: the form then says why and keeps its values."""
    try:
        return deed(by=request.user, **arguments) or True
    except RuleError as error:
        form.add_error(None, str(error))
        return None
