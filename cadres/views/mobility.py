"""Pages that write the steps of a career down and correct them."""

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.enums import Role
from accounts.policy import allow
from cadres.forms.mobility import StepForm, StrikeForm
from cadres.mobility.rights import keeps_steps
from cadres.models import Member, MobilityStep
from cadres.services.mobility import step_add, step_correct, step_strike
from core.views import UNPROCESSABLE, performed_with


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def member_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a post of a member."""
    people = Member.objects.for_user(request.user).select_related("unit").defer("nik")
    member = get_object_or_404(people, pk=pk)
    if not keeps_steps(request.user, member):
        raise PermissionDenied
    form = StepForm(request.POST or None)
    is_sound = request.method == "POST" and form.is_valid()
    if is_sound and performed_with(form, request, step_add, member=member, **form.cleaned_data):
        messages.success(request, _("Langkah karier dicatat."))
        return redirect("dashboards:member_career", member.pk)
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "cadres/mobility/step.html", {"member": member, "step": None, "form": form}, status=status)


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a step, or strike one that never was; `deed` says which."""
    rows = MobilityStep.objects.for_user(request.user).select_related("member__unit", "channel", "struck_by")
    found = get_object_or_404(rows.defer("member__nik"), pk=pk)
    if not found.is_by_hand or found.struck_at or not keeps_steps(request.user, found.member):
        raise PermissionDenied
    deed = request.POST.get("deed", "")
    if request.method == "POST" and deed not in ("correct", "strike"):
        raise BadRequest("unknown deed")
    form = StepForm(request.POST if deed == "correct" else None, initial=StepForm.initial_of(found))
    strike = StrikeForm(request.POST if deed == "strike" else None)
    bound, act, done = (
        (strike, step_strike, _("Langkah dicoret."))
        if deed == "strike"
        else (form, step_correct, _("Langkah diperbaiki."))
    )
    if deed and bound.is_valid() and performed_with(bound, request, act, step=found, **bound.cleaned_data):
        messages.success(request, done)
        return redirect("dashboards:member_career", found.member_id)
    context = {"member": found.member, "step": found, "form": form, "strike": strike}
    return render(request, "cadres/mobility/step.html", context, status=UNPROCESSABLE if deed else 200)
