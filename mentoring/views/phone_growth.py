"""A learner's diagnostic and action plan on the phone, for himself and who guides him."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.policy import allow
from core.views import performed, performed_with, status_of
from mentoring.enums import LEARNERS, DiagnosticState, GoalState
from mentoring.forms.growth import (
    BeginForm,
    ConfirmForm,
    GoalForm,
    JudgeForm,
    OutcomeForm,
    ProposeForm,
    RatingForm,
    StepForm,
    TalkForm,
)
from mentoring.models import ActionItem, Diagnostic, Goal
from mentoring.selectors.growth import OwnGrowth, gap_codes, own_growth, programme_goals
from mentoring.services.diagnostics import (
    diagnostic_confirm,
    diagnostic_open,
    diagnostic_return,
    levels_agree,
    rating_save,
)
from mentoring.services.plans import action_add, action_confirm, action_propose, goal_settle, goal_write, plan_accept
from mentoring.views.phone import PHONE


def _growth(request: HttpRequest, learner_pk: int) -> OwnGrowth:
    found = own_growth(cast(User, request.user), learner_pk)
    if found is None:
        raise Http404
    return found


@allow(*PHONE)
@require_safe
def growth(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a learner stands: the open round, the track from the baseline, goals and steps."""
    found = _growth(request, pk)
    latest = found.growth.latest
    form = BeginForm(initial={"profile": latest.profile} if latest else {})
    return render(request, "mentoring/phone/growth.html", {"found": found, "form": form})


@allow(*PHONE)
@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a round of the rubric."""
    found = _growth(request, pk)
    form = BeginForm(request.POST)
    if form.is_valid() and performed_with(form, request, diagnostic_open, learner=found.learner, **form.cleaned_data):
        return redirect("mentoring:phone_growth_rubric", pk)
    return render(request, "mentoring/phone/growth.html", {"found": found, "form": form}, status=422)


@allow(*PHONE)
@require_http_methods(["GET", "HEAD", "POST"])
def rubric(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own side of the open round: kept half done, or sent for good."""
    found = _growth(request, pk)
    if not found.must_rate:
        return redirect("mentoring:phone_growth", pk)
    diagnostic = cast(Diagnostic, found.growth.open_round)
    form = RatingForm(request.POST or None, diagnostic=diagnostic, kept=found.rating.levels if found.rating else {})
    if request.method == "POST" and form.is_valid():
        submit = "send" in request.POST
        deed = performed_with(form, request, rating_save, diagnostic=diagnostic, levels=form.levels, submit=submit)
        if deed:
            return redirect("mentoring:phone_growth", pk)
    return render(request, "mentoring/phone/rubric.html", {"found": found, "form": form}, status=status_of(form))


@allow(*PHONE)
@require_http_methods(["GET", "HEAD", "POST"])
def talk(request: HttpRequest, pk: int) -> HttpResponse:
    """Both ratings side by side, and what the talk comes to."""
    return _talk_page(request, _growth(request, pk), pk)


def _talk_page(
    request: HttpRequest, found: OwnGrowth, pk: int, confirm_form: ConfirmForm | None = None
) -> HttpResponse:
    diagnostic = found.growth.open_round
    if diagnostic is None or diagnostic.state == DiagnosticState.DRAFT:
        return redirect("mentoring:phone_growth", pk)
    rows = list(diagnostic.levels.all())
    form = TalkForm(None if confirm_form else request.POST or None, diagnostic=diagnostic, rows=rows)
    if (
        form.is_bound
        and form.is_valid()
        and performed_with(form, request, levels_agree, diagnostic=diagnostic, agreed=form.agreed)
    ):
        return redirect("mentoring:phone_growth", pk)
    context = {"found": found, "diagnostic": diagnostic, "form": form, "confirm_form": confirm_form or ConfirmForm()}
    return render(request, "mentoring/phone/rubric_talk.html", context, status=status_of(confirm_form or form))


@allow(*PHONE)
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own yes to the levels that the other side wrote down, or back to the talk."""
    found = _growth(request, pk)
    form, diagnostic = ConfirmForm(request.POST), found.growth.open_round
    if diagnostic is None:
        return redirect("mentoring:phone_growth", pk)
    if not form.is_valid():
        return _talk_page(request, found, pk, form)
    if form.cleaned_data["answer"] == "ya":
        performed(request, diagnostic_confirm, diagnostic=diagnostic, done=_("Rubrik terkunci."))
    elif performed_with(form, request, diagnostic_return, diagnostic=diagnostic, reason=form.cleaned_data["reason"]):
        messages.success(request, _("Rubrik dibicarakan lagi."))
    else:
        return _talk_page(request, found, pk, form)
    return redirect("mentoring:phone_growth", pk)


@allow(*PHONE)
@require_http_methods(["GET", "HEAD", "POST"])
def goal_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a goal of one's own, or of whom one guides."""
    return _goal_page(request, _growth(request, pk), None)


@allow(*PHONE)
@require_http_methods(["GET", "HEAD", "POST"])
def goal(request: HttpRequest, pk: int) -> HttpResponse:
    """One goal: its text while it is a draft, its steps, and what became of it."""
    written, found = _goal(request, pk)
    return _goal_page(request, found, written)


def _goal(request: HttpRequest, pk: int) -> tuple[Goal, OwnGrowth]:
    written = get_object_or_404(
        Goal.objects.for_user(request.user).select_related("org_goal", "learner__pairing"), pk=pk
    )
    return written, _growth(request, written.learner_id)


def _goal_page(
    request: HttpRequest, found: OwnGrowth, written: Goal | None, *, status: int | None = None, **forms: Any
) -> HttpResponse:
    user = cast(User, request.user)
    form = GoalForm(
        request.POST if request.method == "POST" and not forms else None,
        org_goals=programme_goals(user, found.own.pairing),
        gaps=gap_codes(found.learner),
        goal=written,
    )
    if form.is_bound and form.is_valid():
        saved = performed_with(form, request, goal_write, learner=found.learner, entry=form.entry, goal=written)
        if saved:
            return redirect("mentoring:phone_goal", saved.pk)
    context = {
        "found": found,
        "goal": written,
        "steps": ActionItem.objects.for_user(user).filter(goal=written).order_by("due_on", "pk") if written else [],
        "moves": written.transitions.select_related("actor", "on_behalf_of") if written else [],
        "is_draft": written is None or written.state == GoalState.DRAFT,
        "may_settle": written is not None and written.state == GoalState.AGREED and not found.is_self,
        "form": form,
        "step_form": StepForm(),
        "outcome_form": OutcomeForm(),
    }
    status = status or status_of(form)
    return render(request, "mentoring/phone/goal.html", context | forms, status=status)


@allow(*PHONE)
@require_POST
def goal_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a step to a goal."""
    written, found = _goal(request, pk)
    form = StepForm(request.POST)
    if form.is_valid() and performed_with(form, request, action_add, goal=written, **form.cleaned_data):
        return redirect("mentoring:phone_goal", pk)
    return _goal_page(request, found, written, status=422, step_form=form)


@allow(*PHONE)
@require_POST
def goal_outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what became of a goal; a draft is only dropped."""
    written, found = _goal(request, pk)
    data = request.POST.copy()
    if written.state == GoalState.DRAFT:
        data["to"] = GoalState.DROPPED.value
    form = OutcomeForm(data)
    if form.is_valid() and performed_with(form, request, goal_settle, goal=written, **form.cleaned_data):
        return redirect("mentoring:phone_growth", written.learner_id)
    return _goal_page(request, found, written, status=422, outcome_form=form)


@allow(*PHONE)
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own yes to the plan as it stands."""
    found = _growth(request, pk)
    performed(request, plan_accept, learner=found.learner, done=_("Terima kasih, persetujuan Anda tersimpan."))
    return redirect("mentoring:phone_growth", pk)


@allow(*PHONE)
@require_http_methods(["GET", "HEAD", "POST"])
def action(request: HttpRequest, pk: int) -> HttpResponse:
    """One step of a plan: the learner says what became of it, who guides him confirms."""
    steps = ActionItem.objects.for_user(request.user).filter(owner__role__in=LEARNERS)
    step = get_object_or_404(steps.select_related("goal", "owner"), pk=pk)
    if step.goal_id is None:
        return redirect("mentoring:phone_pairing", step.pairing_id)
    found = _growth(request, step.owner_id)
    form = (ProposeForm if found.is_self else JudgeForm)(request.POST or None)
    if request.method == "POST" and form.is_valid() and _answer_step(request, form, step, is_self=found.is_self):
        return redirect("mentoring:phone_goal", step.goal_id)
    context = {"found": found, "step": step, "form": form}
    return render(request, "mentoring/phone/action.html", context, status=status_of(form))


def _answer_step(request: HttpRequest, form: Any, step: ActionItem, *, is_self: bool) -> Any:
    data = form.cleaned_data
    if is_self:
        return performed_with(form, request, action_propose, action=step, **data)
    accepts = data["answer"] == "ya"
    return performed_with(form, request, action_confirm, action=step, accepts=accepts, note=data["note"])
