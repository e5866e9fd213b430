"""What the pages of lists share: sealed search words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from core.search import seal
from core.templatetags.layout import PAGE_PARAMETER
from dashboards.forms.filters import WORDS


def sealed(request: HttpRequest, url: str, words: str) -> HttpResponse:
    """The list with the search words sealed into its address, and the filters kept."""
    query = request.GET.copy()
    for name in ("q", PAGE_PARAMETER, WORDS):
        query.pop(name, None)
    if token := seal(words, user_id=request.user.pk):
        query[WORDS] = token
    return redirect(f"{url}?{query.urlencode()}" if query else url)
