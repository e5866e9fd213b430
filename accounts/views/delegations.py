"""Lending a role: what is lent, giving, taking back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import TIER_ROLES, Role
from accounts.forms import DelegationForm
from accounts.policy import allow
from accounts.rules import can_end_delegation
from accounts.selectors import delegations_seen_by, lendable
from accounts.services import delegations as deeds
from core.errors import RuleError
from core.views import paged


@allow(*TIER_ROLES, Role.ADMIN)
@require_safe
def delegations(request: HttpRequest) -> HttpResponse:
    """Lent roles that hold or will: one's own, and those a manager of roles sees."""
    page = paged(request, delegations_seen_by(request.user))
    context = {
        "page": page,
        "rows": [(each, can_end_delegation(request.user, each)) for each in page],
        "total": page.paginator.count,
        "may_lend": request.user.scope.on_behalf_of_id is None and lendable(request.user).exists(),
    }
    return render(request, "accounts/delegations.html", context)


@allow(*TIER_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def delegation_add(request: HttpRequest) -> HttpResponse:
    """Lend one of one's own roles."""
    if request.user.scope.on_behalf_of_id is not None:
        raise PermissionDenied
    form = DelegationForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            deeds.delegate(by=request.user, **form.cleaned_data)
        except RuleError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Peran dilimpahkan."))
            return redirect("accounts:delegations")
    return render(request, "accounts/delegate.html", {"form": form}, status=422 if form.is_bound else 200)


@allow(*TIER_ROLES, Role.ADMIN)
@require_POST
def delegation_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a lent role back."""
    delegation = get_object_or_404(delegations_seen_by(request.user), pk=pk)
    try:
        deeds.delegation_end(by=request.user, delegation=delegation)
    except RuleError as error:
        raise PermissionDenied(str(error)) from error
    messages.success(request, _("Pelimpahan diakhiri."))
    return redirect("accounts:delegations" if request.user.pk != delegation.user_id else "dashboards:home")
