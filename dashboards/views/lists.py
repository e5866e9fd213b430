"""What the pages of lists share: sealed search words, pages of 25."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from core.search import seal
from core.templatetags.layout import PAGE_PARAMETER
from dashboards.forms.filters import WORDS

PAGE = 25


def sealed(request: HttpRequest, url: str, words: str) -> HttpResponse:
    """The list with the search words sealed into its address, and the filters kept."""
    query = request.GET.copy()
    for name in ("q", PAGE_PARAMETER, WORDS):
        query.pop(name, None)
    if token := seal(words, user_id=request.user.pk):
        query[WORDS] = token
    return redirect(f"{url}?{query.urlencode()}" if query else url)


def counted_page(rows: QuerySet[Any], count: int, request: HttpRequest) -> Page:
    """The page the address names, of rows that were counted already."""
    paginator = Paginator(rows, PAGE)
    paginator.__dict__["count"] = count  # a cached property
    return paginator.get_page(request.GET.get(PAGE_PARAMETER))
