"""The page behind a link that was sent by WhatsApp: a greeting, a date of birth, two answers, then the ties."""

import secrets
from datetime import timedelta

from allauth.account.adapter import get_adapter
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.policy import public
from core.crypto import decrypt, encrypt
from core.errors import RuleError
from core.throttle import is_throttled
from mentoring.forms.conflicts import TiesForm
from mentoring.forms.offer_links import LinkAnswerForm
from mentoring.services.offer_links import (
    Browser,
    Offered,
    answer_by_link,
    compared_by_link,
    find_offer,
    require_own_browser,
    require_person,
)

PAGE = "mentoring/offer_link.html"
COOKIE = "tawaran"
KEPT = timedelta(days=30)
STAFF = "staff"
_PROOF, PROVEN_FOR = "offer link proof", timedelta(minutes=30)


@public("somebody without a password answers his own offer; the link is signed, lives three days, names nobody first")
@require_http_methods(["GET", "HEAD", "POST"])
def offer_link(request: HttpRequest, token: str) -> HttpResponse:
    """Yes or no for oneself; whoever wants to read more signs in. Twenty questions a minute an address."""
    if is_throttled(get_adapter(request).get_client_ip(request), "offer", limit=20, seconds=60):
        return _page(request, "too_many", 429)
    offered = find_offer(token)
    if offered is None:
        return _page(request, "closed", 404)
    if request.method != "POST":
        return _open(request, offered, LinkAnswerForm())
    if "proof" in request.POST:
        return _ties(request, token, offered)
    form = LinkAnswerForm(request.POST)
    accepts = request.POST.get("answer") == "ya"
    try:
        if form.is_valid():
            browser = browser_of(request)
            require_own_browser(offered, browser)
            require_person(offered, form.cleaned_data["birth_date"])
            if accepts and compared_by_link(offered):
                return _ask_ties(request, offered, TiesForm(others=compared_by_link(offered)))
            answer_by_link(token=token, accepts=accepts, browser=browser)
            return _page(request, "accepted" if accepts else "declined", 200)
    except RuleError as error:
        return _open(request, offered, form, problem=str(error))
    return _open(request, offered, form)


def _ties(request: HttpRequest, token: str, offered: Offered) -> HttpResponse:
    """The second step of a yes: what ties the person to the others."""
    form = TiesForm(request.POST, others=compared_by_link(offered))
    accepts = request.POST.get("answer") == "ya"
    try:
        if not _is_proven(request.POST["proof"], offered):
            raise RuleError(_("Terlalu lama. Buka tautannya lagi dan isi tanggal lahir Anda."))
        if form.is_valid():
            ties = form.ties if accepts else None
            answer_by_link(token=token, accepts=accepts, browser=browser_of(request), ties=ties)
            return _page(request, "accepted" if accepts else "declined", 200, waits=accepts and bool(form.ties))
    except RuleError as error:
        return _open(request, offered, LinkAnswerForm(), problem=str(error))
    return _ask_ties(request, offered, form)


def _is_proven(proof: str, offered: Offered) -> bool:
    try:
        return decrypt(proof, _PROOF, max_age=int(PROVEN_FOR.total_seconds())) == str(offered.participant.pk)
    except InvalidToken:
        return False


def browser_of(request: HttpRequest) -> Browser:
    """Which browser asks, by its own signed cookie; RuleError without one."""
    mark = request.get_signed_cookie(COOKIE, default="", salt=COOKIE, max_age=int(KEPT.total_seconds()))
    kind, _separator, key = str(mark).partition(":")
    if not key:
        raise RuleError(_("Peramban ini menolak kuki. Tekan jawaban Anda sekali lagi, atau masuk dengan akun Anda."))
    address = str(get_adapter(request).get_client_ip(request))
    return Browser(key, address, request.user.pk if request.user.is_authenticated else None, kind == STAFF)


def mark_browser(request: HttpRequest, response: HttpResponse, kind: str = "") -> None:
    """Let the browser keep a key of its own; one in which links are prepared stays marked."""
    mark = str(request.get_signed_cookie(COOKIE, default="", salt=COOKIE, max_age=int(KEPT.total_seconds())))
    before, _separator, key = mark.partition(":")
    response.set_signed_cookie(
        COOKIE,
        f"{kind or before}:{key or secrets.token_urlsafe(16)}",
        salt=COOKIE,
        max_age=KEPT,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _open(request: HttpRequest, offered: Offered, form: LinkAnswerForm, problem: str = "") -> HttpResponse:
    context = {"pairing": offered.participant.pairing_id, "form": form, "problem": problem}
    response = _page(request, "open", 422 if form.is_bound or problem else 200, **context)
    mark_browser(request, response)
    return response


def _ask_ties(request: HttpRequest, offered: Offered, form: TiesForm) -> HttpResponse:
    proof = encrypt(str(offered.participant.pk), _PROOF)
    return _page(request, "ties", 422 if form.is_bound else 200, form=form, proof=proof)


def _page(request: HttpRequest, state: str, status: int, **context: object) -> HttpResponse:
    return link_page(request, PAGE, state, status, {"waits": False} | context)


def link_page(request: HttpRequest, template: str, state: str, status: int, context: dict[str, object]) -> HttpResponse:
    """A page behind a link for somebody without a password: no index lists it, no browser keeps it."""
    response = render(request, template, {"state": state} | context, status=status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    return response
