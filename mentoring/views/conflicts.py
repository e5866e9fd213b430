"""What stands between two people: declared ties, second adults, and waivers of the tier above."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.enums import STAFF_ROLES, Role
from accounts.models import User
from accounts.policy import allow
from cadres.models import Member
from core.views import paged, performed_with, status_of
from mentoring.enums import TieKind, WaiverState
from mentoring.forms.conflicts import AskWaiverForm, CorrectTiesForm, DecideWaiverForm, SecondAdultForm
from mentoring.models import ConflictWaiver, Mentor, SecondAdult
from mentoring.rules.rights import may_waive
from mentoring.selectors.ties import open_conflicts, ties_of
from mentoring.services.conflicts import second_adult_name, tie_correct, waiver_ask, waiver_decide
from mentoring.views.common import asked_id


def _pair(request: HttpRequest) -> tuple[Member, Mentor]:
    """The two people whom the address names: `?kader=` and `?mentor=`."""
    member, mentor = asked_id(request, "kader"), asked_id(request, "mentor")
    if member is None or mentor is None:
        raise Http404
    members = Member.objects.for_user(request.user).select_related("unit")
    mentors = Mentor.objects.for_user(request.user).select_related("member__unit", "unit")
    return get_object_or_404(members, pk=member), get_object_or_404(mentors, pk=mentor)


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def ties(request: HttpRequest) -> HttpResponse:
    """What was declared about two people, and the secretariat's correction."""
    learner, mentor = _pair(request)
    declared = ties_of(request.user, learner.pk, mentor.member_id)
    now = {kind: any(row.is_yes for row in rows) for kind, rows in declared.items()}
    form = CorrectTiesForm(request.POST or None, now=now)
    if request.method == "POST" and form.is_valid():
        changed = [(kind, said) for kind, said in form.cleaned_data.items() if said != now[kind] or not declared[kind]]
        arguments = {"learner": learner, "leader": mentor.member}
        if all(performed_with(form, request, tie_correct, kind=k, is_yes=v, **arguments) for k, v in changed):
            messages.success(request, _("Pernyataan tersimpan."))
            return redirect(request.get_full_path())
    said = [row for kind in TieKind.values for row in declared[kind]]
    context = {"form": form, "learner": learner, "mentor": mentor, "said": said}
    return render(request, "mentoring/ties.html", context, status=status_of(form))


@allow(*STAFF_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def second_adult(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the second adult of a minor."""
    member = get_object_or_404(Member.objects.for_user(request.user).select_related("unit"), pk=pk)
    known = SecondAdult.objects.for_user(request.user).filter(member=member).first()
    form = SecondAdultForm(
        request.POST or None, initial={"name": known.name, "relation": known.relation} if known else None
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and performed_with(form, request, second_adult_name, member=member, **form.cleaned_data)
    ):
        messages.success(request, _("Pendamping tersimpan."))
        return redirect(member)
    return render(request, "mentoring/second_adult.html", {"form": form, "member": member}, status=status_of(form))


@allow(Role.COORDINATOR)
@require_safe
def waivers(request: HttpRequest) -> HttpResponse:
    """What was asked of the tier above; those that wait come first."""
    rows = ConflictWaiver.objects.for_user(request.user).select_related("learner", "leader", "unit", "acting_unit")
    page = paged(request, rows.order_by("state", "-asked_at", "pk"))
    return render(request, "mentoring/waivers.html", {"page": page, "total": page.paginator.count})


@allow(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def waiver_new(request: HttpRequest) -> HttpResponse:
    """Ask to let two people be paired in spite of a rule."""
    learner, mentor = _pair(request)
    pair = (learner.pk, mentor.member_id)
    form = AskWaiverForm(request.POST or None, found=open_conflicts([pair]).get(pair, []))
    if request.method == "POST" and form.is_valid():
        asked = performed_with(form, request, waiver_ask, learner=learner, leader=mentor.member, **form.cleaned_data)
        if asked:
            messages.success(request, _("Permintaan terkirim kepada koordinator di tingkat atas."))
            return redirect("mentoring:waiver", asked.pk)
    context = {"form": form, "learner": learner, "mentor": mentor}
    return render(request, "mentoring/waiver_form.html", context, status=status_of(form))


@allow(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def waiver(request: HttpRequest, pk: int) -> HttpResponse:
    """One request with its answer; who stands above both people answers it here."""
    user = cast(User, request.user)
    rows = ConflictWaiver.objects.for_user(user).select_related(
        "learner__unit", "leader__unit", "asked_by", "actor", "on_behalf_of", "acting_unit"
    )
    found = get_object_or_404(rows, pk=pk)
    form = DecideWaiverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = performed_with(form, request, waiver_decide, waiver=found, **form.cleaned_data)
        if done:
            messages.success(request, _("Putusan tersimpan."))
            return redirect("mentoring:waiver", found.pk)
    decides = found.state == WaiverState.ASKED and may_waive(user, found.learner.unit, found.leader.unit)
    context: dict[str, Any] = {"waiver": found, "form": form, "decides": decides}
    return render(request, "mentoring/waiver.html", context, status=status_of(form))
