"""What an address of a list asks for: unit, filters, words, order. Read by the page and by the file of the list."""

from typing import Any

from django.core.exceptions import BadRequest

from cadres.rules import can_read_profiles, is_secretariat
from cadres.views.common import asked_unit
from core.search import unseal
from core.templatetags.layout import SORT_PARAMETER
from dashboards.forms.filters import WORDS, Filters
from dashboards.forms.members import SORTS, MemberFilters, SecretariatMemberFilters, StaffMemberFilters
from dashboards.selectors.members import member_condition
from regions.models import Unit


def read_filters(request: Any, form: type[Filters], unit: Unit) -> Filters:
    """The filters of the address, checked. Raises BadRequest (400) for one that is not allowed."""
    children = Unit.objects.children_of(unit).annotate_code()
    filters = form(request.GET, root=request.user.scope.unit, unit=unit, children=children)
    filters.check(request.GET)
    return filters


def search_words(request: Any) -> str:
    """What is being searched for; it travels sealed."""
    return unseal(request.GET.get(WORDS, ""), user_id=request.user.pk)


def asked_members(request: Any) -> dict[str, Any]:
    """What an address of the registry list asks for: unit, filters, words, order. Reads `user` and `GET` alone."""
    unit = asked_unit(request)
    is_staff = can_read_profiles(request.user)
    form = StaffMemberFilters if is_staff else MemberFilters
    filters = read_filters(request, SecretariatMemberFilters if is_secretariat(request.user) else form, unit)
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
