"""What one is asked: the list, the form, one's own answers; and for who leads, averages of enough people."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.enums import PERSON_ROLES, TIER_ROLES, Role
from accounts.models import User
from accounts.policy import allow
from core.views import performed_with, status_of
from evaluations.forms.answers import AnswerForm
from evaluations.models import Evaluation
from evaluations.selectors.answers import (
    answers_of,
    feedback_averages,
    own_evaluations,
    own_result,
    rapport_averages,
)
from evaluations.services.answers import answers_keep
from mentoring.enums import LEADERS
from mentoring.selectors.phone import phone_pairing

RATERS = (*PERSON_ROLES, *TIER_ROLES)


def _layout(request: HttpRequest) -> str:
    """Mentors and cadres on their phone; officers and coordinators at their desk."""
    scope = cast(User, request.user).scope
    return "layout/phone.html" if scope is not None and scope.is_person else "layout/office.html"


@allow(*RATERS)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What waits for me, soonest first, and what I have sent."""
    rows = list(own_evaluations(cast(User, request.user)))
    context = {
        "layout": _layout(request),
        "open": [each for each in rows if each.is_answerable],
        "sent": [each for each in rows if each.submitted_at and not each.is_answerable][::-1][:20],
    }
    return render(request, "evaluations/mine.html", context)


@allow(*RATERS)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One form: kept half done, or sent for good."""
    user = cast(User, request.user)
    found = get_object_or_404(own_evaluations(user), pk=pk)
    if not found.is_answerable:
        return redirect("evaluations:result", pk)
    form = AnswerForm(request.POST or None, instrument=found.instrument, kept=answers_of(user, found))
    if request.method == "POST" and form.is_valid() and _keep(request, form, found):
        return redirect("evaluations:mine")
    context = {"layout": _layout(request), "evaluation": found, "form": form}
    return render(request, "evaluations/answer.html", context, status=status_of(form))


def _keep(request: HttpRequest, form: AnswerForm, found: Evaluation) -> bool:
    submit = "send" in request.POST
    if not performed_with(form, request, answers_keep, evaluation=found, told=form.told, submit=submit):
        return False
    messages.success(request, _("Terima kasih, jawaban Anda terkirim.") if submit else _("Jawaban Anda disimpan dulu."))
    return True


@allow(*RATERS)
@require_safe
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """My own answers, beside my own baseline."""
    user = cast(User, request.user)
    found = get_object_or_404(own_evaluations(user), pk=pk)
    if found.is_answerable:
        return redirect("evaluations:answer", pk)
    context = {"layout": _layout(request), "evaluation": found, "result": own_result(user, found)}
    return render(request, "evaluations/result.html", context)


@allow(Role.MENTOR)
@require_safe
def averages(request: HttpRequest, pk: int) -> HttpResponse:
    """What the mentees of one pairing say on average: never one of them alone."""
    own = phone_pairing(cast(User, request.user), pk)
    if own is None or own.me.role not in LEADERS:
        raise Http404
    context = {
        "own": own,
        "rapport": rapport_averages(own.pairing.pk),
        "feedback": feedback_averages(own.pairing.pk),
        "is_single": own.pairing.format in ("one_to_one", "reverse"),
    }
    return render(request, "evaluations/averages.html", context)
