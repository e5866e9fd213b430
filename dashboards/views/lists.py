"""What the lists of these pages share: the unit of an address, its filters, the sealed search words."""

from typing import Any

from django.core.exceptions import BadRequest
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cadres.rules import can_read_profiles
from cadres.views.common import asked_unit
from core.search import seal, unseal
from core.templatetags.layout import PAGE_PARAMETER, SORT_PARAMETER
from dashboards.forms.filters import WORDS, Filters
from dashboards.forms.members import SORTS, MemberFilters, StaffMemberFilters
from dashboards.selectors.members import member_condition
from regions.models import Unit

PAGE = 25


def read_filters(request: Any, form: type[Filters], unit: Unit) -> Filters:
    """The filters of the address, checked. Raises BadRequest (400) for one that is not allowed."""
    children = Unit.objects.children_of(unit).annotate_code()
    filters = form(request.GET, root=request.user.scope.unit, unit=unit, children=children)
    filters.check(request.GET)
    return filters


def search_words(request: Any) -> str:
    """What is being searched for; it travels sealed."""
    return unseal(request.GET.get(WORDS, ""))


def sealed(request: HttpRequest, url: str, words: str) -> HttpResponse:
    """The list with the search words sealed into its address, and the filters kept."""
    query = request.GET.copy()
    for name in ("q", PAGE_PARAMETER, WORDS):
        query.pop(name, None)
    if token := seal(words):
        query[WORDS] = token
    return redirect(f"{url}?{query.urlencode()}" if query else url)


def counted_page(rows: QuerySet[Any], count: int, request: HttpRequest) -> Page:
    """The page the address names, of rows that were counted already."""
    paginator = Paginator(rows, PAGE)
    paginator.__dict__["count"] = count  # a cached property
    return paginator.get_page(request.GET.get(PAGE_PARAMETER))


def asked_members(request: Any) -> dict[str, Any]:
    """What an address of the registry list asks for: unit, filters, words, order. Reads `user` and `GET` alone."""
    unit = asked_unit(request)
    is_staff = can_read_profiles(request.user)
    filters = read_filters(request, StaffMemberFilters if is_staff else MemberFilters, unit)
    sort = request.GET.get(SORT_PARAMETER) or "name"
    if sort.removeprefix("-") not in (*SORTS, *(["session"] if is_staff else [])):
        raise BadRequest("unknown order")
    words = search_words(request)
    chosen = filters.chosen
    return {
        "unit": unit,
        "filters": filters,
        "words": words,
        "sort": sort,
        "condition": member_condition(request.user, chosen, words),
        "active": len(chosen) + bool(words),
        "in_words": [*filters.in_words, *([f"«{words}»"] if words else [])],
        "query": request.GET.urlencode(),
    }
