"""Rounds of programmes: planning them, who has answered, the change since the baseline, opening answers again."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import Role
from accounts.models import User
from accounts.policy import allow
from core.keys import read_key
from core.views import paged, performed, performed_with, status_of
from evaluations.enums import Rater
from evaluations.forms.rounds import OfficerForm, ReopenForm, RoundForm
from evaluations.models import Evaluation, EvaluationRound, Reopening
from evaluations.selectors.answers import baseline_of, counts_by_role, paired_changes, with_progress
from evaluations.selectors.officers import asks_an_officer, officers_in_line, places_of
from evaluations.selectors.rounds import programmes_named
from evaluations.services.answers import reopening_ask, reopening_decide
from evaluations.services.asking import officer_ask, round_open


def _rounds(request: HttpRequest):
    return EvaluationRound.objects.for_user(request.user).select_related("programme__unit", "instrument", "unit")


@allow(Role.COORDINATOR)
@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """The rounds of one's programmes, newest first, with how many have answered."""
    page = paged(request, with_progress(_rounds(request)).order_by("-opens_on", "-pk"))
    return render(request, "evaluations/rounds.html", {"page": page, "total": page.paginator.count})


@allow(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def round_add(request: HttpRequest) -> HttpResponse:
    """Plan a round; a programme's page names itself."""
    initial = {"programme": read_key(request.GET.get("program", ""))}
    form = RoundForm(request.POST or None, user=cast(User, request.user), initial=initial)
    if request.method == "POST" and form.is_valid():
        made = performed_with(form, request, round_open, **form.cleaned_data)
        if made:
            return redirect("evaluations:round", made.pk)
    return render(request, "evaluations/round_form.html", {"form": form}, status=status_of(form))


@allow(Role.COORDINATOR)
@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """The rows of the picker of programmes; their names are not personal."""
    found = programmes_named(cast(User, request.user), request.GET.get("q", "")[:80])
    return render(request, "evaluations/_programmes.html", {"programmes": found})


@allow(Role.COORDINATOR)
@require_safe
def round(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has answered and who has not, without a single answer; the change since the baseline with its n."""
    found = get_object_or_404(_rounds(request), pk=pk)
    asked = Evaluation.objects.for_user(request.user).filter(round=found).select_related("subject", "rater")
    page = paged(request, asked.order_by("subject__name", "subject", "pk"))
    by_role = counts_by_role(asked)
    here = {row.subject_id for row in page}
    first = baseline_of(found)
    is_open = found.closes_on >= timezone.localdate(timezone=found.unit.zone)
    context = {
        "round": found,
        "page": page,
        "by_role": by_role,
        "total": page.paginator.count,
        "answered": sum(done for _label, done, _all in by_role),
        "asks_officers": is_open and Rater.OFFICER in found.instrument.raters,
        "with_officer": set(asked.filter(role=Rater.OFFICER, subject__in=here).values_list("subject", flat=True)),
        "first": first,
        "changes": paired_changes(first, found) if first else [],
    }
    return render(request, "evaluations/round.html", context)


@allow(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def officer(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the officer who answers about one of the round's people: of that person's own line of units."""
    user = cast(User, request.user)
    rows = asks_an_officer(user).select_related("subject__member__unit", "round__unit", "instrument")
    found = get_object_or_404(rows, pk=pk)
    terms = officers_in_line(user, found.subject)
    form = OfficerForm(request.POST or None, terms=terms)
    if request.method == "POST" and form.is_valid():
        asked = {"round": found.round, "subject": found.subject}
        if performed_with(form, request, officer_ask, **asked, **form.cleaned_data):
            return redirect("evaluations:round", found.round_id)
    places = places_of(terms)
    chosen = next((unit.pk for unit, _n in places if unit.code == request.GET.get("wilayah")), None)
    shown = terms.filter(unit=chosen) if chosen else terms
    page = paged(request, shown.select_related("member", "unit").order_by("-unit__tier", "rank", "pk"))
    context = {
        "evaluation": found,
        "form": form,
        "places": places,
        "chosen": chosen,
        "all": sum(count for _unit, count in places),
        "page": page,
        "total": page.paginator.count,
    }
    return render(request, "evaluations/officer.html", context, status=status_of(form))


@allow(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask to have somebody's locked answers opened again."""
    rows = Evaluation.objects.for_user(request.user).filter(round__isnull=False)
    found = get_object_or_404(rows.select_related("subject", "rater", "round", "instrument", "unit"), pk=pk)
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = performed_with(form, request, reopening_ask, evaluation=found, **form.cleaned_data)
        if asked:
            return redirect("evaluations:round", found.round_id)
    context = {"evaluation": found, "form": form, "past": found.reopenings.select_related("asked_by", "decided_by")}
    return render(request, "evaluations/reopen.html", context, status=status_of(form))


@allow(Role.ADMIN)
@require_safe
def reopenings(request: HttpRequest) -> HttpResponse:
    """What coordinators ask to have opened again: reasons, no names, no answers."""
    page = paged(request, Reopening.objects.for_user(request.user).select_related("asked_by").order_by("-pk"))
    return render(request, "evaluations/reopenings.html", {"page": page, "total": page.paginator.count})


@allow(Role.ADMIN)
@require_POST
def reopening(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant or refuse."""
    found = get_object_or_404(Reopening.objects.for_user(cast(User, request.user)), pk=pk)
    grant = request.POST.get("answer") == "ya"
    done = _("Jawaban dibuka lagi untuk penulisnya.") if grant else _("Permintaan ditolak.")
    performed(request, reopening_decide, reopening=found, grant=grant, done=done)
    return redirect("evaluations:reopenings")
