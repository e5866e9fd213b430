"""Boards: what waits for the confirmation of the board above, one office, and disputes."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.enums import TIER_ROLES, Role
from accounts.policy import allow
from cadres.enums import Seat, TermState
from cadres.forms.boards import ConfirmForm, CorrectForm, DisputeForm, ResolveForm, ReturnForm
from cadres.models import LATE_DAYS, BoardDispute, DisputeClaim, OfficerTerm
from cadres.rules import can_decide_on_board, can_manage_unit, has_recorded, is_frozen
from cadres.services import boards as deeds
from cadres.views.common import asked_unit
from core.views import UNPROCESSABLE, paged, performed_with
from regions.models import Unit

LATE = "lama"


@allow(*TIER_ROLES)
@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """The offices of boards below that wait for a confirmation, the longest first; or were returned, or confirmed."""
    unit, state = asked_unit(request), request.GET.get("status", TermState.WAITING)
    if state not in (*TermState.values, LATE):
        raise BadRequest("unknown state")
    below = OfficerTerm.objects.for_user(request.user).below(unit).open()
    rows = below.late() if state == LATE else below.filter(state=state)
    rows = (
        rows.select_related("member", "unit", "recorded_by", "recorded_for")
        .defer("member__nik")
        .order_by("recorded_at", "pk")
    )
    disputed = BoardDispute.objects.for_user(request.user).below(unit).open()
    context = {
        "page": paged(request, rows),
        "unit": unit,
        "state": state,
        "states": [*TermState.choices, (LATE, _("Lebih dari %(n)d hari") % {"n": LATE_DAYS})],
        "disputes": disputed.count(),
    }
    return render(request, "cadres/boards/terms.html", context)


@allow(*TIER_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def term(request: HttpRequest, pk: int) -> HttpResponse:
    """One office: what it stands on, who wrote it down, who confirmed it, and what the reader may do."""
    found = get_object_or_404(_terms(request), pk=pk)
    forms = _forms_of_term(request, found)
    if request.method == "POST":
        deed = request.POST.get("deed", "")
        if deed not in FORMS:
            raise BadRequest("unknown deed")
        if deed not in forms:
            raise PermissionDenied
        form = forms[deed] = FORMS[deed](request.POST, auto_id=f"{deed}_%s")
        if form.is_valid() and performed_with(form, request, DEEDS[deed], term=found, **form.cleaned_data):
            messages.success(request, _("Tersimpan."))
            return redirect(found)
    moves = found.transitions.select_related("actor", "on_behalf_of", "acting_unit")
    context = {
        "term": found,
        "forms": forms,
        "moves": moves,
        "is_frozen": is_frozen(found.unit),
        "decides": can_decide_on_board(request.user, found.unit),
        "is_own": has_recorded(request.user, found),
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "cadres/boards/term.html", context, status=status)


@allow(*TIER_ROLES)
@require_safe
def disputes(request: HttpRequest) -> HttpResponse:
    """Disputed boards in sight, those that are open first asked for."""
    unit, state = asked_unit(request), request.GET.get("status", "open")
    if state not in ("open", "resolved"):
        raise BadRequest("unknown state")
    rows = BoardDispute.objects.for_user(request.user).within(unit).filter(resolved_at__isnull=state == "open")
    context = {
        "page": paged(request, rows.select_related("unit").order_by("-raised_at", "-pk")),
        "unit": unit,
        "state": state,
        "states": [("open", _("Belum selesai")), ("resolved", _("Selesai"))],
    }
    return render(request, "cadres/boards/disputes.html", context)


@allow(*TIER_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def dispute(request: HttpRequest, pk: int) -> HttpResponse:
    """One dispute: who claims what, and the decree that settles it."""
    rows = BoardDispute.objects.for_user(request.user)
    found = get_object_or_404(rows.select_related("unit", "raised_by", "resolved_by", "resolved_by_unit"), pk=pk)
    claims = deeds.claims_of(request.user, found.unit) if found.is_open else {}
    may = found.is_open and can_decide_on_board(request.user, found.unit)
    form = None
    if may:
        initial = {"decree_on": timezone.localdate()}
        form = ResolveForm(request.POST if request.method == "POST" else None, claims=claims, initial=initial)
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid() and performed_with(form, request, deeds.dispute_resolve, dispute=found, **form.decision):
            messages.success(request, _("Sengketa diselesaikan. Kepengurusan unit ini berjalan lagi."))
            return redirect(found)
    context = {
        "dispute": found,
        "form": form,
        "outcome": [] if found.is_open else _outcome(request, found),
        "claims": [(Seat(seat).label, claimed) for seat, claimed in claims.items() if len(claimed) > 1],
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "cadres/boards/dispute.html", context, status=status)


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def dispute_raise(request: HttpRequest, code: str) -> HttpResponse:
    """Freeze a board by hand, with a reason."""
    unit = get_object_or_404(Unit.objects.with_code(code).select_related("area"))
    if not can_manage_unit(request.user, unit):
        raise Http404
    form = DisputeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        raised = performed_with(form, request, deeds.dispute_raise, unit=unit, **form.cleaned_data)
        if raised:
            messages.success(request, _("Sengketa dicatat. Tingkat di atas melihatnya di dasbor."))
            return redirect(raised)
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "cadres/boards/dispute_form.html", {"form": form, "unit": unit}, status=status)


def _outcome(request: HttpRequest, dispute: BoardDispute) -> QuerySet[DisputeClaim]:
    """Who claimed a seat as a dispute was settled, those whose claim was upheld first."""
    rows = DisputeClaim.objects.for_user(request.user).filter(dispute=dispute)
    return rows.select_related("term__member", "term__unit").defer("term__member__nik")


FORMS: dict[str, type[Form]] = {"confirm": ConfirmForm, "return": ReturnForm, "correct": CorrectForm}
DEEDS = {"confirm": deeds.term_confirm, "return": deeds.term_return, "correct": deeds.term_correct}


def _terms(request: HttpRequest) -> QuerySet[OfficerTerm]:
    people = ("member", "unit", "recorded_by", "recorded_for", "confirmed_by", "confirmed_for", "confirmed_by_unit")
    return OfficerTerm.objects.for_user(request.user).select_related(*people).defer("member__nik")


def _forms_of_term(request: HttpRequest, term: OfficerTerm) -> dict[str, Any]:
    """The deeds that are open to the reader, each with its form."""
    initial = {name: getattr(term, name) for name in deeds.EVIDENCE}
    if term.is_waiting and can_decide_on_board(request.user, term.unit):
        names = ["return"] if has_recorded(request.user, term) else ["confirm", "return"]
    elif term.ends_on is None and can_manage_unit(request.user, term.unit):
        names = ["correct"]
    else:
        names = []
    return {name: FORMS[name](initial=initial, auto_id=f"{name}_%s") for name in names}
