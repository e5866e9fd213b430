"""PDLT: the leader's cases, the assessor's, and the member's own."""

from typing import Any, cast

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import PERSON_ROLES, Role
from accounts.models import User
from accounts.policy import allow
from core.views import paged, performed, performed_with, status_of
from evaluations.forms.pdlt import AssessorForm, CaseForm, MarksForm, ObjectionForm, VerdictForm
from evaluations.models import PdltAssessment, PdltAssessor, PdltMark
from evaluations.rules.pdlt import shortfalls
from evaluations.selectors.pdlt import still_needed
from evaluations.services.pdlt import assessor_name, marks_keep, pdlt_decide, pdlt_object, pdlt_open, pdlt_share


def _cases(request: HttpRequest):
    return PdltAssessment.objects.for_user(request.user).select_related(
        "unit", "instrument__terms", "decided_by", "decided_for", "opened_by"
    )


@allow(Role.LEADER, Role.DPO)
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """The cases of the unit, newest first; of data protection officers all of them."""
    sent = Count("assessors", filter=Q(assessors__submitted_at__isnull=False))
    page = paged(request, _cases(request).annotate(sent=sent).order_by("-opened_at", "-pk"))
    return render(request, "evaluations/pdlt/cases.html", {"page": page, "total": page.paginator.count})


@allow(Role.LEADER)
@require_POST
def case_open(request: HttpRequest) -> HttpResponse:
    """Open a case about a member, from his page."""
    form = CaseForm(request.POST, user=request.user)
    made = form.is_valid() and performed(request, pdlt_open, member=form.cleaned_data["member"])
    return redirect("evaluations:pdlt_case", made.pk) if made else redirect("evaluations:pdlt_cases")


@allow(Role.LEADER, Role.DPO)
@require_safe
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One case: who assesses, totals, and what comes next. No single mark."""
    return _case_page(request, get_object_or_404(_cases(request), pk=pk))


def _case_page(request: HttpRequest, found: PdltAssessment, *, status: int = 200, **forms: Any) -> HttpResponse:
    assessors = PdltAssessor.objects.for_user(request.user).filter(assessment=found).select_related("user")
    scope = cast(User, request.user).scope
    today = timezone.localdate(timezone=found.unit.zone)
    parts = [part for part in found.instrument.parts.all() if not part.is_gate]
    form = AssessorForm(assessment=found)
    is_counted = found.total is not None
    context = {
        "case": found,
        "parts": [(part, found.parts.get(part.code)) for part in parts],
        "needed": still_needed(cast(User, request.user), found),
        "below": shortfalls(parts, found.parts, found.total, found.gate, found.instrument.terms) if is_counted else [],
        "assessors": assessors,
        "leads": scope is not None and scope.role == Role.LEADER,
        "may_decide": found.state == "shared" and found.objection_until is not None and today > found.objection_until,
        "form": form,
        "can_name": form.fields["user"].queryset.exists(),
        "verdict_form": VerdictForm(),
    }
    return render(request, "evaluations/pdlt/case.html", context | forms, status=status)


@allow(Role.LEADER)
@require_POST
def case_assessor(request: HttpRequest, pk: int) -> HttpResponse:
    """Name an assessor."""
    found = get_object_or_404(_cases(request), pk=pk)
    form = AssessorForm(request.POST, assessment=found)
    if form.is_valid() and performed_with(form, request, assessor_name, assessment=found, **form.cleaned_data):
        return redirect("evaluations:pdlt_case", pk)
    return _case_page(request, found, status=422, form=form)


@allow(Role.LEADER)
@require_POST
def case_share(request: HttpRequest, pk: int) -> HttpResponse:
    """Share it with the member."""
    found = get_object_or_404(_cases(request), pk=pk)
    performed(request, pdlt_share, assessment=found, done=_("Hasil dibagikan. Kader kini dapat menanggapinya."))
    return redirect("evaluations:pdlt_case", pk)


@allow(Role.LEADER)
@require_POST
def case_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The decision of the one who signs in."""
    found = get_object_or_404(_cases(request), pk=pk)
    form = VerdictForm(request.POST)
    if form.is_valid() and performed_with(form, request, pdlt_decide, assessment=found, **form.cleaned_data):
        return redirect("evaluations:pdlt_case", pk)
    return _case_page(request, found, status=422, verdict_form=form)


@allow(Role.ASSESSOR)
@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """The cases that I assess; nothing else of anybody."""
    rows = PdltAssessor.objects.for_user(request.user).select_related("assessment__unit")
    return render(request, "evaluations/pdlt/tasks.html", {"rows": rows.order_by("submitted_at", "-pk")})


@allow(Role.ASSESSOR)
@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """My marks of one case, each with its evidence."""
    rows = PdltAssessor.objects.for_user(request.user).select_related("assessment__instrument", "assessment__unit")
    found = get_object_or_404(rows, pk=pk)
    form = MarksForm(request.POST or None, assessor=found)
    if request.method == "POST" and form.is_valid():
        submit = "send" in request.POST
        if performed_with(form, request, marks_keep, assessor=found, marks=form.marks, submit=submit):
            return redirect("evaluations:pdlt_tasks" if submit else "evaluations:pdlt_task", *([] if submit else [pk]))
    context = {"assessor": found, "case": found.assessment, "form": form}
    return render(request, "evaluations/pdlt/task.html", context, status=status_of(form))


@allow(*PERSON_ROLES)
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """What was found of me, with every mark and its evidence; the days in which I may object."""
    return _own_page(request, ObjectionForm())


def _own_page(request: HttpRequest, form: ObjectionForm, status: int = 200) -> HttpResponse:
    rows = []
    for found in _cases(request):
        marks = PdltMark.objects.for_user(request.user).filter(assessor__assessment=found).select_related("item")
        parts = [(part, found.parts.get(part.code)) for part in found.instrument.parts.all() if not part.is_gate]
        until = found.objection_until
        open_ = found.state == "shared" and until is not None and timezone.localdate(timezone=found.unit.zone) <= until
        rows.append((found, parts, list(marks.order_by("item__place", "assessor")), open_))
    return render(request, "evaluations/pdlt/own.html", {"rows": rows, "form": form}, status=status)


@allow(*PERSON_ROLES)
@require_POST
def own_object(request: HttpRequest, pk: int) -> HttpResponse:
    """Object to one's own."""
    found = get_object_or_404(_cases(request), pk=pk)
    form = ObjectionForm(request.POST)
    if form.is_valid() and performed_with(form, request, pdlt_object, assessment=found, **form.cleaned_data):
        return redirect("evaluations:own_pdlt")
    return _own_page(request, form, status=422)
