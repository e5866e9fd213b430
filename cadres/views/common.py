"""What several pages need: the unit of an address, pages of 25."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest

from core.templatetags.layout import PAGE_PARAMETER
from regions.models import Unit

PAGE = 25


def asked_unit(request: Any) -> Unit:
    """The unit that `wilayah` names inside the reader's sight; without it his own. Another one is 404.

    Reads `user` and `GET` alone.
    """
    root: Unit = request.user.scope.unit
    code = request.GET.get("wilayah", "")
    if not code or code == root.code:
        return root
    unit = Unit.objects.with_code(code).select_related("area").first()
    if unit is None or not request.user.scope.covers(unit):
        raise Http404
    return unit


def page_of(rows: Any, request: HttpRequest) -> Page:
    """The page that the address names."""
    return Paginator(rows, PAGE).get_page(request.GET.get(PAGE_PARAMETER))
