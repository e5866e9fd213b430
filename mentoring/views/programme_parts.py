"""What belongs to a programme, at a desk: needs, schedule, shelf, hand-over, final report."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import STAFF_ROLES, TIER_ROLES, Role
from accounts.models import User
from accounts.policy import allow
from core.views import performed, performed_with, status_of
from mentoring.enums import LIVE_STATES, UPCOMING_STATES, Phase, ProgrammeKind, ProgrammeState
from mentoring.forms.programme_parts import HandoverForm, NeedForm, ResourceForm, StageForm, WindowsForm
from mentoring.models import (
    OrgGoal,
    Pairing,
    ProgrammeHandover,
    ProgrammeNeed,
    ProgrammeReport,
    ProgrammeResource,
    ProgrammeStage,
    Session,
)
from mentoring.rules.programmes import load_warning
from mentoring.rules.report_words import report_lines
from mentoring.rules.rights import is_coordinator_of
from mentoring.selectors.office import state_counts
from mentoring.selectors.programme_figures import goal_figures, programme_figures
from mentoring.selectors.programmes import (
    coordinator_load,
    is_ownerless,
    missing_for,
    need_hints,
    open_handover,
    window_rows,
)
from mentoring.services.coordinators import handover_answer, handover_offer, handover_withdraw
from mentoring.services.programme_parts import (
    need_add,
    need_remove,
    resource_add,
    resource_remove,
    stage_add,
    stage_remove,
    stage_update,
    windows_set,
)
from mentoring.views.phone import PHONE
from mentoring.views.programmes import find_programme


@allow(*STAFF_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def needs(request: HttpRequest, pk: int) -> HttpResponse:
    """The needs assessment: what was found, what the registry says, and a form while the programme is a draft."""
    user, found = cast(User, request.user), find_programme(request, pk)
    hints = need_hints(user, found)
    chosen = next((hint for hint in hints if hint.key == request.GET.get("petunjuk")), None)
    initial = vars(chosen) if chosen else {}
    form = NeedForm(request.POST or None, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and performed_with(form, request, need_add, programme=found, **form.cleaned_data)
    ):
        messages.success(request, _("Temuan disimpan."))
        return redirect("mentoring:programme_needs", pk)
    context = {
        "programme": found,
        "needs": found.programmeneeds.all(),
        "hints": hints,
        "form": form,
        "may_edit": is_coordinator_of(user, found.unit) and found.state == ProgrammeState.DRAFT,
    }
    return render(request, "mentoring/programme_needs.html", context, status=status_of(form))


@allow(Role.COORDINATOR)
@require_POST
def need_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a finding out of a draft."""
    need = get_object_or_404(ProgrammeNeed.objects.for_user(request.user).select_related("programme__unit"), pk=pk)
    performed(request, need_remove, need=need, done=_("Temuan dihapus."))
    return redirect("mentoring:programme_needs", need.programme_id)


@allow(*TIER_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request: HttpRequest, pk: int) -> HttpResponse:
    """The windows of the phases and the stages of the calendar; the coordinator sets them while it is a draft."""
    found = find_programme(request, pk)
    form = WindowsForm(request.POST or None, programme=found, windows=list(found.programmewindows.all()))
    if request.method == "POST" and form.is_valid():
        done = performed_with(form, request, windows_set, programme=found, windows=form.windows())
        if done:
            messages.success(request, _("Jendela fase disimpan."))
            return redirect("mentoring:programme_schedule", pk)
    return _schedule_page(request, found, windows_form=form, status=status_of(form))


def _schedule_page(request: HttpRequest, found: Any, status: int = 200, **forms: Any) -> HttpResponse:
    user = cast(User, request.user)
    windows_form = forms.get("windows_form") or WindowsForm(programme=found, windows=list(found.programmewindows.all()))
    context = {
        "programme": found,
        "windows": window_rows(found),
        "windows_form": windows_form,
        "stages": found.programmestages.all(),
        "stage_form": forms.get("stage_form") or StageForm(),
        "has_calendar": found.kind == ProgrammeKind.CANDIDATE,
        "may_edit": is_coordinator_of(user, found.unit) and found.state == ProgrammeState.DRAFT,
    }
    return render(request, "mentoring/programme_schedule.html", context, status=status)


@allow(Role.COORDINATOR)
@require_POST
def stage_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a stage to the calendar."""
    found = find_programme(request, pk)
    form = StageForm(request.POST)
    if form.is_valid() and performed_with(form, request, stage_add, programme=found, **form.cleaned_data):
        messages.success(request, _("Tahap ditambahkan."))
        return redirect("mentoring:programme_schedule", pk)
    return _schedule_page(request, found, status=422, stage_form=form)


@allow(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def stage_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a stage right, or take it out."""
    rows = ProgrammeStage.objects.for_user(request.user).select_related("programme__unit", "programme__coordinator")
    stage = get_object_or_404(rows, pk=pk)
    if request.method == "POST" and request.POST.get("remove"):
        performed(request, stage_remove, stage=stage, done=_("Tahap dihapus."))
        return redirect("mentoring:programme_schedule", stage.programme_id)
    form = StageForm(request.POST or None, instance=stage)
    if (
        request.method == "POST"
        and form.is_valid()
        and performed_with(form, request, stage_update, stage=stage, **form.cleaned_data)
    ):
        messages.success(request, _("Tahap disimpan."))
        return redirect("mentoring:programme_schedule", stage.programme_id)
    context = {"programme": stage.programme, "stage": stage, "form": form}
    return render(request, "mentoring/programme_stage.html", context, status=status_of(form))


@allow(*STAFF_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def shelf(request: HttpRequest, pk: int) -> HttpResponse:
    """What there is to read in each phase."""
    user, found = cast(User, request.user), find_programme(request, pk)
    form = ResourceForm(request.POST or None, request.FILES or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and performed_with(form, request, resource_add, programme=found, **form.deed)
    ):
        messages.success(request, _("Bahan disimpan."))
        return redirect("mentoring:programme_shelf", pk)
    rows = list(found.programmeresources.defer("content"))
    context = {
        "programme": found,
        "phases": [(phase.label, own) for phase in Phase if (own := [row for row in rows if row.phase == phase])],
        "form": form,
        "may_edit": is_coordinator_of(user, found.unit) and found.state != ProgrammeState.CLOSED,
    }
    return render(request, "mentoring/programme_shelf.html", context, status=status_of(form))


@allow(Role.COORDINATOR)
@require_POST
def resource_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take something off the shelf."""
    rows = ProgrammeResource.objects.for_user(request.user).select_related("programme__unit").defer("content")
    found = get_object_or_404(rows, pk=pk)
    performed(request, resource_remove, resource=found, done=_("Bahan dihapus."))
    return redirect("mentoring:programme_shelf", found.programme_id)


@allow(*TIER_ROLES, *PHONE)
@require_safe
def resource(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper itself."""
    found = get_object_or_404(ProgrammeResource.objects.for_user(request.user).distinct(), pk=pk)
    if not found.content:
        return redirect(found.url)
    headers = {"Content-Disposition": f'attachment; filename="bahan-{found.pk}.pdf"'}
    return HttpResponse(bytes(found.content), content_type="application/pdf", headers=headers)


@allow(*STAFF_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is asked to take the programme over, what passes on and what never does."""
    user, found = cast(User, request.user), find_programme(request, pk)
    form = HandoverForm(request.POST or None, programme=found)
    if request.method == "POST":
        if not is_coordinator_of(user, found.unit):
            raise Http404
        if form.is_valid() and performed_with(form, request, handover_offer, programme=found, **form.cleaned_data):
            messages.success(request, _("Serah terima ditawarkan; program pindah setelah diterima."))
            return redirect("mentoring:programme_handover", pk)
    pairings = Pairing.objects.for_user(user).filter(programme=found)
    live = pairings.filter(state__in=LIVE_STATES)
    offer = open_handover(user, found)
    context = {
        "programme": found,
        "form": form,
        "offer": offer,
        "is_asked": offer is not None and offer.to_user_id == user.pk,
        "past": ProgrammeHandover.objects.for_user(user)
        .filter(programme=found)
        .exclude(pk=offer.pk if offer else None)
        .select_related("from_user", "to_user"),
        "states": state_counts(live),
        "sessions": Session.objects.for_user(user).filter(pairing__in=live, state__in=UPCOMING_STATES).count(),
        "goals": OrgGoal.objects.for_user(user).filter(programme=found).count(),
        "overdue": live.overdue_on(timezone.localdate()).count(),
        "load_warning": load_warning(coordinator_load(found.coordinator_id)),
        "is_ownerless": is_ownerless(found),
        "may_offer": is_coordinator_of(user, found.unit)
        and offer is None
        and found.state not in (ProgrammeState.DRAFT, ProgrammeState.CLOSED),
        "is_coordinator": is_coordinator_of(user, found.unit),
    }
    return render(request, "mentoring/programme_handover.html", context, status=status_of(form))


@allow(Role.COORDINATOR)
@require_POST
def handover_reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept, decline, or take back an offer."""
    rows = ProgrammeHandover.objects.for_user(request.user).select_related("programme__unit", "unit")
    found = get_object_or_404(rows, pk=pk)
    answer = request.POST.get("answer")
    if answer == "withdraw":
        performed(request, handover_withdraw, handover=found, done=_("Tawaran ditarik."))
    elif answer in ("ya", "tidak"):
        done = _("Program ini sekarang Anda pegang.") if answer == "ya" else _("Jawaban Anda tersimpan.")
        performed(request, handover_answer, handover=found, accepts=answer == "ya", done=done)
    return redirect("mentoring:programme_handover", found.programme_id)


@allow(*TIER_ROLES)
@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The final report: frozen once the programme is closed, counted as of today before."""
    user, found = cast(User, request.user), find_programme(request, pk)
    kept = ProgrammeReport.objects.for_user(user).filter(programme=found).select_related("closed_by").first()
    figures = kept.figures if kept else programme_figures(found, user, timezone.localdate(timezone=found.unit.zone))
    context = {
        "programme": found,
        "report": kept,
        "lines": report_lines(figures),
        "goals": [
            goal | {"share": None if goal["reached"] is None else 100 * goal["reached"]}
            for goal in (kept.goals if kept else goal_figures(found))
        ],
        "needs": found.programmeneeds.all(),
        "missing": [] if kept else missing_for(found, ProgrammeState.CLOSED),
    }
    return render(request, "mentoring/programme_report.html", context)
