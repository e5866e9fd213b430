"""The frame of an office's list: filter, count, words."""

from typing import Any

from django.core.exceptions import BadRequest
from django.core.paginator import Page
from django.http import Http404, HttpRequest

from mentoring.forms.filters import ListFilter


def read_filter(filter_class: type[ListFilter], request: HttpRequest) -> Any:
    """The filter of the address, cleaned. A foreign unit is 404, a value outside the list 400."""
    found = filter_class(request.GET, user=request.user)  # type: ignore[arg-type]
    if not found.is_valid():
        if found.is_out_of_scope:
            raise Http404
        raise BadRequest("a filter that does not exist")
    return found


def list_context(request: HttpRequest, found: ListFilter, page: Page[Any]) -> dict[str, Any]:
    """What every list template needs."""
    return {
        "filter": found,
        "page": page,
        "total": page.paginator.count,
        "words": found.words,
        "active": len(found.words),
        "clear_url": request.path,
    }
