"""The page behind a link that was sent by WhatsApp: a greeting and two answers, and nobody's name."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.policy import public
from core.errors import RuleError
from core.throttle import is_throttled
from mentoring.services.offer_links import answer_by_link, find_offer

PAGE = "mentoring/offer_link.html"


@public("somebody without a password answers his own offer; the link is signed, lives three days and shows no name")
@require_http_methods(["GET", "HEAD", "POST"])
def offer_link(request: HttpRequest, token: str) -> HttpResponse:
    """Yes or no for oneself; whoever wants to read more signs in. Twenty questions a minute an address."""
    if is_throttled(get_adapter(request).get_client_ip(request), "offer", limit=20, seconds=60):
        return _answer(request, "too_many", 429)
    offered = find_offer(token)
    if offered is None:
        return _answer(request, "closed", 404)
    if request.method == "POST" and request.POST.get("answer") in ("ya", "tidak"):
        accepts = request.POST["answer"] == "ya"
        try:
            answer_by_link(token=token, accepts=accepts)
        except RuleError as error:
            return _answer(request, "open", 422, pairing=offered.participant.pairing_id, problem=str(error))
        return _answer(request, "accepted" if accepts else "declined", 200)
    return _answer(request, "open", 200, pairing=offered.participant.pairing_id, problem="")


def _answer(request: HttpRequest, state: str, status: int, **context: object) -> HttpResponse:
    response = render(request, PAGE, {"state": state} | context, status=status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    return response
