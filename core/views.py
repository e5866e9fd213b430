"""What the pages of every app share: a deed that may be refused, the status of a form, pages of a list."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import csrf

from core.errors import RuleError
from core.templatetags.layout import PAGE_PARAMETER

UNPROCESSABLE = 422
PAGE = 25


def status_of(form: Form) -> int:
    """200 for a fresh form, 422 for one that was sent and is shown again."""
    return UNPROCESSABLE if form.is_bound else 200


def layout_of(request: HttpRequest) -> str:
    """The layout of a page that everybody has: that of the phone for mentors and cadres, of the desk for offices."""
    scope = getattr(request.user, "scope", None)
    return "layout/phone.html" if scope is None or scope.is_person else "layout/office.html"


def paged(request: HttpRequest, rows: Any, total: int | None = None) -> Page[Any]:
    """The asked page of the rows; the last one when it lies beyond. `total` spares a count that is known already."""
    paginator = Paginator(rows, PAGE)
    if total is not None:
        paginator.__dict__["count"] = total  # fills the cached property
    return paginator.get_page(request.GET.get(PAGE_PARAMETER))


def performed(request: HttpRequest, deed: Callable[..., Any], *, done: str = "", **arguments: Any) -> Any:
    """What the deed gave back, or None when it was refused: the refusal becomes a message. `by` is the acting user."""
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


API_PATH = "/api/"


def api_problem(status: int, code: str, message: str, **more: Any) -> JsonResponse:
    """Why a script gets nothing: a code that it acts on, and a sentence that it may show."""
    return JsonResponse({"code": code, "message": message} | more, status=status)


def must_sign_in() -> JsonResponse:
    """What a script hears when nobody is signed in (any more)."""
    message = _("Masuk lagi untuk mengirim. Yang belum terkirim tetap ada di ponsel.")
    return api_problem(401, "login_required", message, login_url=reverse("account_login"))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A token of another sign-in: a page says so, a script gets a fresh one and goes on.

    A stranger's script gets none: its cookie would take the place of the one that the form to sign in came with.
    """
    if request.path.startswith(API_PATH):
        if not request.user.is_authenticated:
            return must_sign_in()
        message = _("Masuk diperbarui. Kiriman dicoba lagi.")
        return api_problem(403, "csrf", message, csrf_token=get_token(request))
    return csrf.csrf_failure(request, reason=reason)
