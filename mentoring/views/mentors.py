"""Mentors: list, page, invitation, states, capacity."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import STAFF_ROLES, TIER_ROLES, Role
from accounts.models import User
from accounts.policy import allow
from cadres.models import Member
from core.search import seal, unseal
from core.views import paged, performed_with, status_of
from mentoring.forms.filters import MentorFilter, MentorLoadFilter
from mentoring.forms.mentors import CapacityForm, FindMemberForm, MentorForm, MentorMoveForm
from mentoring.letters.mentors import APPOINTED, appointment_pdf, thanks_pdf
from mentoring.models import Mentor, MentorTransition, Pairing
from mentoring.rules.rights import is_coordinator_of
from mentoring.selectors.matching import find_members, may_mentor
from mentoring.selectors.mentors import health_of, papers_of, strengths_in_words, thanks_of
from mentoring.selectors.office import pairing_rows, sees_people, women_share
from mentoring.services.mentors import mentor_invite, mentor_move, mentor_set_capacity
from mentoring.views.common import asked_id
from mentoring.views.lists import list_context, read_filter


@allow(*TIER_ROLES)
@require_safe
def mentors(request: HttpRequest) -> HttpResponse:
    """The mentors of one's unit; staff see how many each carries."""
    user = cast(User, request.user)
    found = read_filter(MentorFilter, request)
    rows = found.apply(Mentor.objects.for_user(user).select_related("member", "unit"))
    shown = rows.listed()
    women, everybody = women_share(shown)
    context = {
        "women": women,
        "everybody": everybody,
        "hidden": rows.hidden().count(),
        "sees_people": sees_people(user),
    }
    page = paged(request, shown, everybody)
    return render(request, "mentoring/mentors.html", list_context(request, found, page) | context)


@allow(*TIER_ROLES)
@require_safe
def mentor(request: HttpRequest, pk: int) -> HttpResponse:
    """One mentor with his load and, for staff, his pairings."""
    return _mentor_page(request, _mentor(request, pk))


def _mentor(request: HttpRequest, pk: int) -> Mentor:
    rows = Mentor.objects.for_user(request.user).select_related("member", "unit")
    return cast(Mentor, get_object_or_404(rows, pk=pk))


def _mentor_page(request: HttpRequest, found: Mentor, status: int = 200, **forms) -> HttpResponse:
    user = cast(User, request.user)
    is_coordinator = is_coordinator_of(user, found.unit)
    led = Pairing.objects.for_user(user).filter(
        participants__member_id=found.member_id, participants__role="mentor", participants__left_at=None
    )
    capacity = {"soft_capacity": found.soft_capacity, "capacity": found.capacity, "note": found.note}
    sees = sees_people(user)
    context = {
        "mentor": found,
        "papers": papers_of(user, found) if sees else None,
        "health": health_of(user, [found])[0] if sees else None,
        "strengths": strengths_in_words(found),
        "is_appointed": found.state in APPOINTED,
        "is_thanked": sees and found.wants_recognition and thanks_of(found).is_due,
        "sees_people": sees_people(user),
        "is_coordinator": is_coordinator,
        "rows": pairing_rows(user, led.order_by("-created_at", "pk")[:50]) if sees_people(user) else [],
        "moves": MentorTransition.objects.for_user(user).filter(mentor=found).select_related("actor", "on_behalf_of"),
        "move_form": forms.get("move_form") or MentorMoveForm(mentor=found, by=user),
        "capacity_form": forms.get("capacity_form") or CapacityForm(initial=capacity),
    }
    return render(request, "mentoring/mentor.html", context, status=status)


@allow(*STAFF_ROLES)
@require_safe
def mentor_load(request: HttpRequest) -> HttpResponse:
    """Load and health of the mentors, by name: who needs help. Nobody is ranked."""
    user = cast(User, request.user)
    found = read_filter(MentorLoadFilter, request)
    rows = found.apply(Mentor.objects.for_user(user).select_related("member", "unit"))
    page = paged(request, rows.listed())
    context = {"rows": health_of(user, page), "hidden": rows.hidden().count()}
    return render(request, "mentoring/mentor_load.html", list_context(request, found, page) | context)


@allow(*STAFF_ROLES)
@require_safe
def mentor_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter of appointment."""
    return letter_of(_mentor(request, pk))


@allow(*STAFF_ROLES)
@require_safe
def mentor_thanks(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper of thanks, for who wants one and has something to be thanked for."""
    return thanks_paper_of(_mentor(request, pk))


def letter_of(found: Mentor) -> HttpResponse:
    """The letter of who is appointed; 404 before."""
    if found.state not in APPOINTED:
        raise Http404
    return _pdf(appointment_pdf(found), f"pengangkatan-mentor-{found.pk}.pdf")


def thanks_paper_of(found: Mentor) -> HttpResponse:
    """The paper of thanks; 404 for who wants none or has nothing confirmed yet."""
    thanks = thanks_of(found)
    if not found.wants_recognition or not thanks.is_due:
        raise Http404
    return _pdf(thanks_pdf(found, thanks), f"piagam-mentor-{found.pk}.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@allow(*STAFF_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def mentor_add(request: HttpRequest) -> HttpResponse:
    """Ask a member to mentor: find him (`?cari=`), then say where the invitation goes (`?kader=`)."""
    user = cast(User, request.user)
    members = may_mentor(user)
    chosen = asked_id(request, "kader")
    if chosen is None:
        words = unseal(request.GET.get("cari", ""), user_id=user.pk)
        context = {"words": words, "found": find_members(members, words) if words else []}
        return render(request, "mentoring/mentor_find.html", context)
    member = get_object_or_404(Member.objects.for_user(user).select_related("unit", "user"), pk=chosen)
    form = MentorForm(request.POST or None, member=member)
    if request.method == "POST" and form.is_valid():
        made = performed_with(form, request, mentor_invite, member=member, **form.cleaned_data)
        if made:
            return redirect(made)
    return render(request, "mentoring/mentor_form.html", {"form": form, "member": member}, status=status_of(form))


@allow(*STAFF_ROLES)
@require_POST
def mentor_search(request: HttpRequest) -> HttpResponse:
    """Take a name by POST and go on with it sealed."""
    form = FindMemberForm(request.POST)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    return redirect(f"{reverse('mentoring:mentor_add')}?cari={seal(words, user_id=request.user.pk)}")


@allow(Role.COORDINATOR)
@require_POST
def mentor_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a mentor on."""
    found = _mentor(request, pk)
    form = MentorMoveForm(request.POST, mentor=found, by=request.user)
    if form.is_valid() and performed_with(form, request, mentor_move, mentor=found, **form.cleaned_data):
        return redirect(found)
    return _mentor_page(request, found, status=422, move_form=form)


@allow(*STAFF_ROLES)
@require_POST
def mentor_capacity(request: HttpRequest, pk: int) -> HttpResponse:
    """Change how many a mentor carries."""
    found = _mentor(request, pk)
    form = CapacityForm(request.POST)
    if form.is_valid() and performed_with(form, request, mentor_set_capacity, mentor=found, **form.cleaned_data):
        return redirect(found)
    return _mentor_page(request, found, status=422, capacity_form=form)
