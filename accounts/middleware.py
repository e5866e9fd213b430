"""The context of a request: one transaction, one scope, one policy; and the ways back from dead ends."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.enums import PERSON_ROLES, TIER_ROLES, Role
from accounts.models import Assignment, today
from accounts.policy import Policy
from accounts.scoping import scope_context
from core.prepared import Prepared, slots
from core.views import must_sign_in

SESSION_KEY = "assignment"
SIGNED_IN_AT = "signed_in_at"
NEEDS_SECOND_FACTOR = TIER_ROLES | {Role.ADMIN, Role.DPO}


(_HOLDER,) = slots(1)


@lru_cache(maxsize=2)
def _held(day: date) -> Prepared[Assignment]:
    """What somebody holds on a day: asked by every request."""
    held = Assignment.objects.filter(user=_HOLDER).current()
    return Prepared(held.select_related("unit__area", "on_behalf_of__user"))


class ScopeMiddleware:
    """Open the transaction and set role, user and unit for every request, anonymous ones included.

    Each part is there for a measured reason (TRUST E1–E6): our own transaction, because ATOMIC_REQUESTS wraps
    only the view; lazy responses rendered inside it; context set for anonymous too; rollback from 500 up.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        assignment = self._choose(request)
        zone = assignment.unit.zone if assignment else timezone.get_default_timezone()
        language = getattr(request.user, "language", settings.LANGUAGE_CODE)
        with (
            scope_context(assignment.scope if assignment else None),
            timezone.override(zone),
            translation.override(language),
        ):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    def _is_stale(self, request: HttpRequest) -> bool:
        """Whether the sign-in is older than an office role may last; phones of mentors keep theirs for a month."""
        since = request.session.get(SIGNED_IN_AT, 0)
        return timezone.now().timestamp() - since > settings.OFFICE_SESSION_SECONDS

    def _choose(self, request: HttpRequest) -> Assignment | None:
        """The assignment this request acts under: the one switched to, else the first; read on every request."""
        request.assignments, request.assignment = [], None  # type: ignore[attr-defined]
        if not request.user.is_authenticated:
            return None
        current = _held(today()).ask({_HOLDER: request.user.pk})
        wanted = request.session.get(SESSION_KEY)
        chosen = next((a for a in current if a.pk == wanted), current[0] if current else None)
        if chosen is not None and chosen.role not in PERSON_ROLES and self._is_stale(request):
            logout(request)
            return None
        request.user.scope = chosen.scope if chosen else None
        request.assignments, request.assignment = current, chosen  # type: ignore[attr-defined]
        return chosen


class PolicyMiddleware:
    """Refuse every view whose policy does not permit the acting role; a view without a policy is refused too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        policy: Policy | None = getattr(view, "policy", None)
        if policy is None:
            raise PermissionDenied("This view has no policy.")
        if policy.public or not request.user.is_authenticated:
            return None
        role = request.user.scope.role if request.user.scope else None
        if (
            settings.MFA_ENFORCED
            and role in NEEDS_SECOND_FACTOR
            and not request.user.has_second_factor
            and not policy.without_second_factor
        ):
            return redirect("mfa_index")
        if not policy.permits(role):
            raise PermissionDenied
        return None


class SignInMiddleware(LoginRequiredMiddleware):
    """Send anonymous requests to sign in; one that would have saved something is told that it did not."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponse:  # type: ignore[override]
        policy: Policy | None = getattr(view_func, "policy", None)
        if policy is not None and policy.answers_json:
            return must_sign_in()
        if request.method != "POST":
            return super().handle_no_permission(request, view_func)
        return redirect_to_login(request.get_full_path(), f"{reverse('account_login')}?habis=1")


class WayBackMiddleware:
    """Lead who opens an address that only saves (after signing in anew, or by Enter on a refused form) to a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if (
            response.status_code != 405
            or request.method not in ("GET", "HEAD")
            or not request.user.is_authenticated
            or "text/html" not in request.headers.get("Accept", "")
        ):
            return response
        messages.warning(request, _("Halaman itu hanya untuk menyimpan. Silakan ulangi dari sini."))
        return redirect(self._page_above(request))

    def _page_above(self, request: HttpRequest) -> str:
        """The nearest address above that is open to the acting role; the front page at last."""
        scope = getattr(request.user, "scope", None)
        role = scope.role if scope else None
        parts = request.path_info.strip("/").split("/")
        for length in range(len(parts) - 1, 0, -1):
            path = f"/{'/'.join(parts[:length])}/"
            try:
                view = resolve(path).func
            except Resolver404:
                continue
            policy: Policy | None = getattr(view, "policy", None)
            if policy and policy.permits(role):
                return path
        return reverse("dashboards:home")
