"""Programmes: list, page, edit, goals, states."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import TIER_ROLES, Role
from accounts.models import User
from accounts.policy import allow
from core.views import paged, performed, performed_with, status_of
from mentoring.enums import TAKES_PAIRINGS, ProgrammeState
from mentoring.forms.filters import ProgrammeFilter
from mentoring.forms.programmes import GoalForm, MeasureForm, NewProgrammeForm, ProgrammeForm, ReportForm
from mentoring.models import OrgGoal, Pairing, Programme, ProgrammeTemplate, ProgrammeTransition
from mentoring.rules.moves import PROGRAMME_MOVES
from mentoring.rules.programmes import load_warning
from mentoring.rules.rights import is_coordinator_of
from mentoring.selectors.office import sees_people, state_counts, with_pairings
from mentoring.selectors.programmes import (
    coordinator_load,
    is_ownerless,
    missing_for,
    open_handover,
    quiet_end,
    window_rows,
)
from mentoring.services.programmes import (
    goal_add,
    goal_measure,
    goal_remove,
    goal_update,
    programme_create,
    programme_move,
    programme_update,
)
from mentoring.views.lists import list_context, read_filter

VERBS = {
    ProgrammeState.OPEN: gettext_lazy("Buka program"),
    ProgrammeState.RUNNING: gettext_lazy("Jalankan"),
    ProgrammeState.EVALUATING: gettext_lazy("Mulai evaluasi"),
    ProgrammeState.CLOSED: gettext_lazy("Tutup program"),
}


@allow(*TIER_ROLES)
@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """The programmes of one's unit, newest first."""
    user = cast(User, request.user)
    found = read_filter(ProgrammeFilter, request)
    rows = Programme.objects.for_user(user).select_related("unit", "coordinator")
    page = paged(request, with_pairings(found.apply(rows).with_owners(), user))
    return render(request, "mentoring/programmes.html", list_context(request, found, page))


@allow(*TIER_ROLES)
@require_safe
def programme(request: HttpRequest, pk: int) -> HttpResponse:
    """One programme with its goals and how its pairings stand."""
    found = find_programme(request, pk)
    return _programme_page(request, found)


def find_programme(request: HttpRequest, pk: int) -> Programme:
    rows = Programme.objects.for_user(request.user).select_related("unit", "coordinator")
    return cast(Programme, get_object_or_404(rows, pk=pk))


def _programme_page(request: HttpRequest, found: Programme, status: int = 200, **forms) -> HttpResponse:
    user = cast(User, request.user)
    goals = OrgGoal.objects.for_user(user).filter(programme=found).order_by("due_on", "pk")
    is_coordinator = is_coordinator_of(user, found.unit)
    moves = PROGRAMME_MOVES[found.state] if is_coordinator else ()
    context = {
        "programme": found,
        "goals": goals,
        "states": state_counts(Pairing.objects.for_user(user).filter(programme=found)),
        "is_coordinator": is_coordinator,
        "takes_pairings": is_coordinator and found.state in TAKES_PAIRINGS,
        "sees_people": sees_people(user),
        "moves": ProgrammeTransition.objects.for_user(user)
        .filter(programme=found)
        .select_related("actor", "on_behalf_of"),
        "missing": (missing := missing_for(found, moves[0], report="-") if moves else []),
        "is_ready": bool(moves) and not missing,
        "next_state": moves[0] if moves else "",
        "next_verb": VERBS[ProgrammeState(moves[0])] if moves else "",
        "needs": found.programmeneeds.all(),
        "windows": window_rows(found),
        "stages": found.programmestages.all(),
        "quiet_until": quiet_end(found.pk),
        "shelf_count": found.programmeresources.count(),
        "is_ownerless": is_ownerless(found),
        "load_warning": load_warning(coordinator_load(found.coordinator_id))
        if is_coordinator_of(user, found.unit)
        else "",
        "overdue": Pairing.objects.for_user(user).filter(programme=found).overdue_on(timezone.localdate()).count(),
        "handover": open_handover(user, found),
        "goal_form": forms.get("goal_form") or GoalForm(programme=found),
        "report_form": forms.get("report_form") or ReportForm(),
    }
    return render(request, "mentoring/programme.html", context, status=status)


@allow(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def programme_add(request: HttpRequest) -> HttpResponse:
    """Draft a programme of one's own unit."""
    form = NewProgrammeForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        made = performed_with(form, request, programme_create, **form.cleaned_data)
        if made:
            messages.success(request, _("Rancangan program disimpan. Tambahkan sasaran dan kajian kebutuhannya."))
            return redirect(made)
    context = {
        "form": form,
        "title": _("Buat program"),
        "submit": _("Simpan rancangan"),
        "templates": ProgrammeTemplate.objects.filter(is_offered=True),
    }
    return render(request, "mentoring/programme_form.html", context, status=status_of(form))


@allow(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def programme_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a programme that is not closed."""
    found = find_programme(request, pk)
    form = ProgrammeForm(request.POST or None, instance=found, by=request.user)
    if (
        request.method == "POST"
        and form.is_valid()
        and performed_with(form, request, programme_update, programme=found, **form.cleaned_data)
    ):
        messages.success(request, _("Program disimpan."))
        return redirect(found)
    context = {"form": form, "title": _("Ubah program"), "submit": _("Simpan"), "programme": found}
    return render(request, "mentoring/programme_form.html", context, status=status_of(form))


@allow(Role.COORDINATOR)
@require_POST
def programme_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a programme on; what is missing is said in a sentence."""
    found = find_programme(request, pk)
    to, form = request.POST.get("to", ""), ReportForm(request.POST)
    if to in PROGRAMME_MOVES[found.state] and form.is_valid():
        moved = performed_with(form, request, programme_move, programme=found, to=to, **form.cleaned_data)
        if moved:
            messages.success(request, _("Status program kini: %(state)s.") % {"state": ProgrammeState(to).label})
            return redirect(found)
    return _programme_page(request, found, status=422, report_form=form)


@allow(Role.COORDINATOR)
@require_POST
def programme_goal(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a goal."""
    found = find_programme(request, pk)
    form = GoalForm(request.POST, programme=found)
    if form.is_valid() and performed_with(form, request, goal_add, programme=found, **form.cleaned_data):
        messages.success(request, _("Sasaran ditambahkan."))
        return redirect(found)
    return _programme_page(request, found, status=422, goal_form=form)


def _goal(request: HttpRequest, pk: int) -> OrgGoal:
    rows = OrgGoal.objects.for_user(request.user).select_related("programme__unit", "programme__coordinator", "unit")
    return cast(OrgGoal, get_object_or_404(rows, pk=pk))


@allow(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def goal_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a goal of a draft right, or take it out."""
    goal = _goal(request, pk)
    found = goal.programme
    if request.method == "POST" and request.POST.get("remove"):
        performed(request, goal_remove, goal=goal, done=_("Sasaran dihapus."))
        return redirect(found)
    form = GoalForm(request.POST or None, instance=goal, programme=found)
    if (
        request.method == "POST"
        and form.is_valid()
        and performed_with(form, request, goal_update, goal=goal, **form.cleaned_data)
    ):
        messages.success(request, _("Sasaran disimpan."))
        return redirect(found)
    context = {"programme": found, "goal": goal, "form": form, "may_remove": found.state == ProgrammeState.DRAFT}
    return render(request, "mentoring/goal.html", context, status=status_of(form))


@allow(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def goal_measured(request: HttpRequest, pk: int) -> HttpResponse:
    """Note where a goal stands now."""
    goal = _goal(request, pk)
    found = goal.programme
    form = MeasureForm(request.POST or None, instance=goal)
    if (
        request.method == "POST"
        and form.is_valid()
        and performed_with(form, request, goal_measure, goal=goal, **form.cleaned_data)
    ):
        messages.success(request, _("Angka kini disimpan."))
        return redirect(found)
    context = {"programme": found, "goal": goal, "form": form, "may_remove": False}
    return render(request, "mentoring/goal.html", context, status=status_of(form))
