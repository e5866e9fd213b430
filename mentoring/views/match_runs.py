"""Matching a whole cohort: draft runs of a programme, the choice for each cadre, weights and wishes."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from accounts.enums import Role
from accounts.models import User
from accounts.policy import allow
from cadres.models import Member
from core.views import paged, performed, performed_with, status_of
from mentoring.enums import TAKES_PAIRINGS, Factor, MatchRunState, Reach
from mentoring.forms.matching import ChoiceForm, WeightsForm, WishForm
from mentoring.models import MatchRun, MatchSuggestion, MentoringWish, Programme
from mentoring.selectors.cohorts import waiting_in, weights_of
from mentoring.selectors.match_runs import (
    MATCHED,
    UNMATCHED,
    changed_members,
    changes_of,
    rows_of,
    runs_of,
    suggestions_of,
)
from mentoring.services.match_offers import offer_plan, run_offer, run_undo, suggestion_accept
from mentoring.services.match_runs import match_ask, pair_lock, pair_unlock, weights_set, wish_set
from mentoring.views.common import asked_id


@allow(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def match_programme(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft runs of a programme and what counts in them; POST asks for a new one."""
    user, programme = cast(User, request.user), _programme(request, pk)
    if request.method == "POST":
        run = performed(request, match_ask, programme=programme, assignment=request.assignment)  # type: ignore[attr-defined]
        return redirect(run or reverse("mentoring:match_programme", args=[pk]))
    weights, reach = weights_of(programme)
    context = {
        "programme": programme,
        "weights": [(Factor(factor).label, weight) for factor, weight in weights.items()],
        "heaviest": max(*weights.values(), 1),
        "reach": Reach(reach).label,
        "waiting": waiting_in(user, programme).count(),
        "is_open": programme.state in TAKES_PAIRINGS,
        "page": paged(request, runs_of(user, programme)),
    }
    return render(request, "mentoring/match_programme.html", context)


@allow(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def match_weights(request: HttpRequest, pk: int) -> HttpResponse:
    """How much each thing counts in one programme."""
    programme = _programme(request, pk)
    weights, reach = weights_of(programme)
    form = WeightsForm(request.POST or None, weights=weights, reach=reach)
    if request.method == "POST" and form.is_valid():
        chosen = {"weights": form.weights, "reach": form.cleaned_data["reach"]}
        if performed_with(form, request, weights_set, programme=programme, **chosen):
            messages.success(request, _("Bobot disimpan. Hitung usulan baru untuk melihat akibatnya."))
            return redirect("mentoring:match_programme", pk)
    return render(
        request, "mentoring/match_weights.html", {"programme": programme, "form": form}, status=status_of(form)
    )


@allow(Role.COORDINATOR)
@require_safe
def match_run(request: HttpRequest, pk: int) -> HttpResponse:
    """One draft: everybody with the mentor of the best whole, or why nobody; `?lihat=` the matched or the unmatched."""
    user, run = cast(User, request.user), _run(request, pk)
    shown = request.GET.get("lihat", "")
    if shown not in ("", MATCHED, UNMATCHED):
        raise Http404
    page = paged(request, suggestions_of(user, run, shown))
    earlier = runs_of(user, run.programme).filter(state=MatchRunState.READY, pk__lt=run.pk).first()
    context = {
        "run": run,
        "is_running": run.state == MatchRunState.ASKED,
        "shown": shown,
        "page": page,
        "rows": rows_of(user, page),
        "earlier": earlier,
    }
    return render(request, "mentoring/match_run.html", context)


@allow(Role.COORDINATOR)
@require_safe
def match_run_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The progress bar while a job is at it; afterwards the page is loaded anew."""
    run = _run(request, pk)
    if run.state == MatchRunState.ASKED:
        return render(request, "mentoring/_match_progress.html", {"run": run})
    return HttpResponseClientRedirect(run.get_absolute_url())


@allow(Role.COORDINATOR)
@require_safe
def match_run_changes(request: HttpRequest, pk: int) -> HttpResponse:
    """What a draft changes against another one of its programme (`?dengan=`, else the one before)."""
    user, run = cast(User, request.user), _run(request, pk)
    others = runs_of(user, run.programme).filter(state=MatchRunState.READY).exclude(pk=run.pk)
    asked = asked_id(request, "dengan")
    other = get_object_or_404(others, pk=asked) if asked else others.filter(pk__lt=run.pk).first()
    found = changed_members(user, other, run) if other else []
    page = paged(request, found)
    changes = changes_of(user, page, other, run) if other else []
    context = {"run": run, "other": other, "page": page, "changes": changes}
    return render(request, "mentoring/match_changes.html", context)


@allow(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def match_run_offer(request: HttpRequest, pk: int) -> HttpResponse:
    """All pairs of a draft that are still open: first what would be offered and what not, by POST the offers."""
    run = _run(request, pk)
    if request.method != "POST":
        plan = performed(request, offer_plan, run=run)
        return render(request, "mentoring/match_offer.html", {"run": run, "plan": plan}) if plan else redirect(run)
    done = performed(request, run_offer, run=run)
    if done and done.made:
        text = ngettext("%(n)d pasangan ditawarkan.", "%(n)d pasangan ditawarkan.", done.made) % {"n": done.made}
        messages.success(request, text, extra_tags=f"undo:{reverse('mentoring:match_run_undo', args=[pk])}")
    if done:
        for reason, left in done.held.items():
            messages.warning(request, _left(reason, left))
    return redirect(run)


def _left(reason: str, left: list[MatchSuggestion]) -> str:
    """«3 kader belum ditawari: …» in one message for all of one reason."""
    text = ngettext("%(n)d kader belum ditawari: %(why)s", "%(n)d kader belum ditawari: %(why)s", len(left))
    return text % {"n": len(left), "why": reason}


@allow(Role.COORDINATOR)
@require_POST
def match_run_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was offered from a draft within ten minutes."""
    run = _run(request, pk)
    taken = performed(request, run_undo, run=run)
    if taken:
        text = ngettext("%(n)d tawaran diurungkan.", "%(n)d tawaran diurungkan.", taken) % {"n": taken}
        messages.success(request, text)
    return redirect(run)


@allow(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def match_suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    """One cadre of a draft: the five best mentors with the parts of the score, or why nobody; POST offers one."""
    user = cast(User, request.user)
    row, run = _row(request, pk)
    mentors = {choice.mentor.pk: choice.mentor for choice in row.choices}
    suggested = row.suggestion.mentor_id
    form = ChoiceForm(request.POST or None, member=row.member, suggested=suggested, options=set(mentors))
    if request.method == "POST" and form.is_valid():
        made = performed_with(
            form,
            request,
            suggestion_accept,
            suggestion=row.suggestion,
            mentor=mentors[form.cleaned_data["mentor"]],
            reason=form.cleaned_data["reason"],
            email=form.cleaned_data.get("email", ""),
        )
        if made:
            names = {"name": row.member.full_name, "mentor": mentors[form.cleaned_data["mentor"]].member.full_name}
            undo = f"undo:{reverse('mentoring:pair_undo', args=[made.pk])}"
            messages.success(request, _("%(name)s ditawari mentor %(mentor)s.") % names, extra_tags=undo)
            return redirect(_back_to(run, row.suggestion))
    wish = MentoringWish.objects.for_user(user).filter(member=row.member).first()
    context = {"row": row, "run": run, "form": form, "wish": wish}
    return render(request, "mentoring/match_suggestion.html", context, status=status_of(form))


@allow(Role.COORDINATOR)
@require_POST
def match_suggestion_lock(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a pair for the next drafts, or let them decide again."""
    row, run = _row(request, pk)
    if request.POST.get("buka"):
        done = _("Kunci dibuka; usulan berikutnya memutuskan lagi.")
        performed(request, pair_unlock, programme=run.programme, member=row.member, done=done)
        return redirect(row.suggestion)
    mentor = next((c.mentor for c in row.choices if str(c.mentor.pk) == request.POST.get("mentor")), None)
    if mentor is None:
        raise Http404
    done = _("Pasangan dikunci; usulan berikutnya mempertahankannya.")
    performed(request, pair_lock, programme=run.programme, member=row.member, mentor=mentor, done=done)
    return redirect(row.suggestion)


@allow(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def wish(request: HttpRequest, pk: int) -> HttpResponse:
    """What a cadre has said about his mentor, written down by the coordinator."""
    member = get_object_or_404(Member.objects.for_user(request.user).select_related("unit"), pk=pk)
    known = MentoringWish.objects.for_user(request.user).filter(member=member).first()
    form = WishForm(request.POST or None, instance=known)
    if request.method == "POST" and form.is_valid():
        performed(request, wish_set, member=member, done=_("Keinginan dicatat."), **form.cleaned_data)
        return redirect(f"{reverse('mentoring:pair')}?kader={pk}" if _waits(member) else member)
    return render(request, "mentoring/wish.html", {"member": member, "form": form}, status=status_of(form))


@allow(Role.MENTEE)
@require_http_methods(["GET", "HEAD", "POST"])
def phone_wish(request: HttpRequest) -> HttpResponse:
    """What the cadre wishes of his mentor, on his own phone."""
    member = get_object_or_404(Member.objects.for_user(request.user).select_related("unit"), user=request.user)
    known = MentoringWish.objects.for_user(request.user).filter(member=member).first()
    form = WishForm(request.POST or None, instance=known)
    if request.method == "POST" and form.is_valid():
        performed(request, wish_set, member=member, done=_("Keinginan Anda dicatat."), **form.cleaned_data)
        return redirect("mentoring:phone_home")
    return render(request, "mentoring/phone/wish.html", {"form": form}, status=status_of(form))


def _waits(member: Member) -> bool:
    return member.wants_mentoring and not member.is_mentee


def _programme(request: HttpRequest, pk: int) -> Programme:
    rows = Programme.objects.for_user(request.user).select_related("unit")
    return cast(Programme, get_object_or_404(rows, pk=pk))


def _run(request: HttpRequest, pk: int) -> MatchRun:
    rows = MatchRun.objects.for_user(request.user).select_related("programme__unit", "created_by", "unit")
    return cast(MatchRun, get_object_or_404(rows, pk=pk))


def _row(request: HttpRequest, pk: int) -> tuple[Any, MatchRun]:
    """A suggestion with its names, and its run."""
    user = cast(User, request.user)
    found = get_object_or_404(MatchSuggestion.objects.for_user(user).only("run_id"), pk=pk)
    run = _run(request, found.run_id)
    suggestion = get_object_or_404(suggestions_of(user, run), pk=pk)
    return rows_of(user, [suggestion])[0], run


def _back_to(run: MatchRun, suggestion: MatchSuggestion) -> str:
    """The page of the run on which the cadre stands."""
    return f"{run.get_absolute_url()}?hal={suggestion.place // 25 + 1}"
