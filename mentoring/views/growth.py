"""A pairing's diagnostics and plans at the coordinator's desk; nobody else of the office sees them (DOMAIN §9)."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.enums import Role
from accounts.models import User
from accounts.policy import allow
from core.views import performed
from mentoring.models import Goal, Pairing
from mentoring.selectors.growth import growths
from mentoring.services.plans import goal_see


@allow(Role.COORDINATOR)
@require_safe
def pairing_growth(request: HttpRequest, pk: int) -> HttpResponse:
    """Each learner with his track, gaps, goals and steps; made to be printed."""
    found = get_object_or_404(Pairing.objects.for_user(request.user).select_related("unit"), pk=pk)
    context = {"pairing": found, "growths": growths(cast(User, request.user), found)}
    return render(request, "mentoring/growth.html", context)


@allow(Role.COORDINATOR)
@require_POST
def goal_seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark the result of a goal as seen."""
    goal = get_object_or_404(Goal.objects.for_user(request.user), pk=pk)
    performed(request, goal_see, goal=goal, done=_("Hasil tujuan ditandai sudah dilihat."))
    return redirect("mentoring:pairing_growth", goal.pairing_id)
