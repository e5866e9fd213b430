"""«Ingin bicara rahasia»: one's own reports for everybody who signs in, and the cases of those who handle them."""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.enums import Role
from accounts.models import User
from accounts.policy import allow, signed_in
from core.views import layout_of, paged, performed_with, status_of
from mentoring.enums import ConcernState
from mentoring.forms.concerns import (
    AdditionForm,
    ConcernForm,
    ConcernMoveForm,
    ConcernNameForm,
    ConcernNoteForm,
    WithdrawForm,
)
from mentoring.models import Concern, ConcernAct
from mentoring.selectors.concerns import Case, nameable, own_concerns, reporting
from mentoring.services.concerns import (
    concern_add,
    concern_file,
    concern_move,
    concern_name,
    concern_note,
    concern_opened,
    concern_withdraw,
)

READ_WRITE = ["GET", "HEAD", "POST"]


@signed_in
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """One's own reports with where each stands, and the way to write one."""
    user = cast(User, request.user)
    with reporting(user):
        page = paged(request, own_concerns(user).defer("text"))
        rows = list(page.object_list)
    return render(request, "mentoring/concerns.html", {"layout": layout_of(request), "page": page, "rows": rows})


@signed_in
@require_http_methods(READ_WRITE)
def write(request: HttpRequest) -> HttpResponse:
    """Write a report."""
    user = cast(User, request.user)
    form = ConcernForm(request.POST or None, people=nameable(user), initial={"client_uuid": uuid4()})
    if request.method == "POST" and form.is_valid():
        concern = performed_with(form, request, concern_file, **form.report())
        if concern:
            messages.success(request, _("Terkirim. Statusnya dapat Anda baca di sini."))
            return redirect("mentoring:concern", concern.pk)
    return render(
        request, "mentoring/concern_form.html", {"layout": layout_of(request), "form": form}, status=status_of(form)
    )


@signed_in
@require_http_methods(READ_WRITE)
def own_one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One's own report: where it stands, what one is told, and more to add."""
    user = cast(User, request.user)
    concern = _own_or_404(user, pk)
    form = AdditionForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and performed_with(form, request, concern_add, concern=concern, **form.cleaned_data)
    ):
        messages.success(request, _("Ditambahkan."))
        return redirect("mentoring:concern", pk)
    with reporting(user):
        hidden = ConcernAct.HIDDEN_FROM_REPORTER
        context = {
            "layout": layout_of(request),
            "concern": concern,
            "names": list(concern.names.order_by("pk")),
            "acts": list(concern.acts.exclude(kind__in=hidden).select_related("unit")),
            "form": form,
        }
    return render(request, "mentoring/concern.html", context, status=status_of(form))


@signed_in
@require_http_methods(READ_WRITE)
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take one's own report back."""
    user = cast(User, request.user)
    concern = _own_or_404(user, pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if (
        request.method == "POST"
        and form.is_valid()
        and performed_with(form, request, concern_withdraw, concern=concern, **form.cleaned_data)
    ):
        messages.success(request, _("Laporan dicabut."))
        return redirect("mentoring:concern", pk)
    context = {"layout": layout_of(request), "concern": concern, "form": form}
    return render(request, "mentoring/concern_withdraw.html", context, status=status_of(form))


def _own_or_404(user: User, pk: UUID) -> Concern:
    with reporting(user):
        return get_object_or_404(own_concerns(user), pk=pk)


@allow(Role.COORDINATOR, Role.DPO)
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """What waits for this handler: what is due first comes first."""
    state = request.GET.get("status", "open")
    if state not in ("open", "closed"):
        raise BadRequest("unknown filter")
    found = Concern.objects.for_user(cast(User, request.user)).select_related("unit", "handling_unit").defer("text")
    rows = found.open().order_by("due_at", "pk") if state == "open" else found.order_by("-closed_at", "pk")
    if state == "closed":
        rows = rows.filter(state=ConcernState.RESOLVED)
    page = paged(request, rows)
    return render(request, "mentoring/concern_cases.html", {"page": page, "state": state})


@allow(Role.COORDINATOR, Role.DPO)
@require_http_methods(READ_WRITE)
def case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One report as its handler works on it: what is said, what was done, and the next deed."""
    user = cast(User, request.user)
    concern = get_object_or_404(Concern.objects.for_user(user).select_related("unit", "handling_unit"), pk=pk)
    concern_opened(by=user, concern=concern)
    asked = request.POST.get("deed", "") if request.method == "POST" else ""
    forms: dict[str, Form] = {
        "move": ConcernMoveForm(request.POST if asked == "move" else None, concern=concern),
        "note": ConcernNoteForm(request.POST if asked == "note" else None),
        "name": ConcernNameForm(request.POST if asked == "name" else None),
    }
    if request.method == "POST":
        if asked not in forms:
            raise BadRequest("unknown deed")
        kept = forms[asked].is_valid() and performed_with(
            forms[asked], request, _stay(DEEDS[asked]), concern=concern, **forms[asked].cleaned_data
        )
        if kept == "gone":
            messages.success(request, _("Orangnya dicatat. Laporan diteruskan ke penangan lain."))
            return redirect("mentoring:concern_cases")
        if kept:
            messages.success(request, _("Tersimpan."))
            return redirect("mentoring:concern_case", pk)
    context: dict[str, Any] = {"case": Case(concern, user), "concern": concern, "forms": forms}
    status = status_of(forms[asked]) if asked else 200
    return render(request, "mentoring/concern_case.html", context, status=status)


DEEDS: dict[str, Callable[..., Any]] = {"move": concern_move, "note": concern_note, "name": concern_name}


def _stay(deed: Callable[..., Any]) -> Callable[..., Any]:
    """«gone» when the deed has taken the report out of the handler's hands."""

    def perform(**arguments: Any) -> Any:
        return "gone" if deed(**arguments) is False else "kept"

    return perform
