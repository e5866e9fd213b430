"""Matching by hand: who waits, and which mentor has room."""

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import Role
from accounts.models import User
from accounts.policy import allow
from cadres.models import Member
from core.search import seal, unseal
from core.views import performed, performed_with, status_of
from mentoring.enums import MentorState
from mentoring.forms.pairings import GroupForm, PairForm
from mentoring.models import Mentor, Pairing
from mentoring.rules.conflicts import Conflict
from mentoring.selectors.matching import candidate, mentors_for, open_programmes, paired_today, waiting_members
from mentoring.selectors.ties import open_conflicts
from mentoring.services.offers import pairing_propose, pairing_undo
from mentoring.views.common import asked_id

QUEUE, CANDIDATES, GROUP, PROGRAMMES = 6, 6, 50, 3


@allow(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest) -> HttpResponse:
    """The queue on the left, mentors for the chosen cadre (`?kader=`, else the first) on the right."""
    user = cast(User, request.user)
    words = unseal(request.GET.get("cari", ""), user_id=user.pk)
    waiting = waiting_members(user).select_related("unit")
    queue = Paginator(waiting_members(user, words).select_related("unit"), QUEUE).get_page(request.GET.get("hal"))
    chosen = asked_id(request, "kader")
    member = get_object_or_404(waiting, pk=chosen) if chosen is not None else next(iter(queue), None)
    context: dict[str, Any] = {"queue": queue, "member": member, "today": paired_today(user), "candidates": []}
    context["words"] = words
    if member is None:
        return render(request, "mentoring/pair.html", context | {"form": None})
    barred = _barred(user, member)
    mentors = mentors_for(user, member, barred)
    form = PairForm(request.POST or None, by=user, member=member, mentors=mentors)
    if request.method == "POST" and form.is_valid():
        made = _propose(request, form, member, mentors)
        if made:
            undo = f"undo:{reverse('mentoring:pair_undo', args=[made.pk])}"
            text = _("%(name)s ditawari mentor %(mentor)s.") % {
                "name": member.full_name,
                "mentor": form.cleaned_data["mentor"].member.full_name,
            }
            messages.success(request, text, extra_tags=undo)
            return redirect("mentoring:pair")
    offered = Paginator(mentors, CANDIDATES).get_page(request.GET.get("m"))
    context["programmes"] = open_programmes(user)[:PROGRAMMES]
    candidates = [candidate(each, barred.get(each.member_id, ())) for each in offered]
    context |= {"form": form, "offered": offered, "candidates": candidates}
    return render(request, "mentoring/pair.html", context, status=status_of(form))


def _barred(user: User, member: Member) -> dict[int, list[Conflict]]:
    """What stands between a cadre and each mentor of one's unit (R1–R7), by the mentor's member."""
    active = Mentor.objects.for_user(user).filter(state=MentorState.ACTIVE).exclude(member=member)
    pairs = [(member.pk, leader) for leader in active.values_list("member_id", flat=True)]
    return {leader: found for (_learner, leader), found in open_conflicts(pairs).items()}


@allow(Role.COORDINATOR)
@require_POST
def pair_search(request: HttpRequest) -> HttpResponse:
    """Takes a name by POST and leads to the queue, where it is sealed."""
    token = seal(request.POST.get("q", ""), user_id=request.user.pk)
    return redirect(reverse("mentoring:pair", query={"cari": token} if token else None))


def _propose(request: HttpRequest, form: PairForm, member: Any, mentors: Any) -> Pairing | None:
    chosen = mentors.get(pk=form.cleaned_data["mentor"].pk)
    made = performed_with(
        form,
        request,
        pairing_propose,
        programme=form.cleaned_data["programme"],
        learners=[member],
        mentor=chosen,
        format=form.cleaned_data["format"],
        reason=form.cleaned_data["reason"] or candidate(chosen).summary,
        emails=form.emails(member),
    )
    return cast("Pairing | None", made)


@allow(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def pair_group(request: HttpRequest) -> HttpResponse:
    """Several waiting cadres together: a group under a mentor, peers, or a circle."""
    user = cast(User, request.user)
    waiting = list(waiting_members(user).select_related("unit")[:GROUP])
    mentors = Mentor.objects.for_user(user).filter(state=MentorState.ACTIVE).select_related("member")
    form = GroupForm(request.POST or None, by=user, waiting=waiting, mentors=mentors.order_by("member__name_key", "pk"))
    if request.method == "POST" and form.is_valid():
        learners = list(form.cleaned_data["learners"])
        wanted = {name: form.cleaned_data[name] for name in ("programme", "format", "mentor", "reason")}
        emails = {member.pk: member.email for member in learners if member.user_id is None and member.email}
        made = performed_with(form, request, pairing_propose, learners=learners, emails=emails, **wanted)
        if made:
            undo = f"undo:{reverse('mentoring:pair_undo', args=[made.pk])}"
            messages.success(request, _("Tawaran dikirim kepada semua peserta."), extra_tags=undo)
            return redirect(made)
    return render(request, "mentoring/pair_group.html", {"form": form, "waiting": waiting}, status=status_of(form))


@allow(Role.COORDINATOR)
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back an offer that nobody has answered, within ten minutes."""
    pairing = get_object_or_404(Pairing.objects.for_user(request.user), pk=pk)
    performed(request, pairing_undo, pairing=pairing, done=_("Tawaran diurungkan."))
    return redirect("mentoring:pair")
