"""Moves of members between units."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.enums import Role
from accounts.models import User
from accounts.policy import allow
from cadres.enums import TransferState
from cadres.forms.membership import RefusalForm, ReleaseForm, TransferForm
from cadres.models import Member, MemberTransition, OfficerTerm, Transfer
from cadres.rules import can_accept, can_edit_member, can_keep_members_at, can_release
from cadres.selectors.members import restricted_among
from cadres.services import transfers as deeds
from core.errors import RuleError
from core.views import paged
from regions.selectors import search_units


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def transfer_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a member's move to another unit."""
    people = Member.objects.for_user(request.user).select_related("unit").defer("nik")
    member = get_object_or_404(people, pk=pk)
    if not can_edit_member(request.user, member):
        raise PermissionDenied
    form = TransferForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            asked = deeds.transfer_request(by=request.user, member=member, **form.cleaned_data)
        except RuleError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Mutasi diminta."))
            return redirect(asked)
    return render(request, "cadres/transfer_form.html", {"form": form, "member": member})


@allow(Role.SECRETARIAT)
@require_safe
def transfer_units(request: HttpRequest) -> HttpResponse:
    """The rows of the picker: any unit of the party; units are not personal."""
    found = search_units(request.GET.get("q", "")[:80], limit=12)
    return render(request, "dashboards/units/_options.html", {"units": found})


@allow(Role.SECRETARIAT)
@require_safe
def transfers(request: HttpRequest) -> HttpResponse:
    """What goes out of and comes into the user's units."""
    state = request.GET.get("status", "")
    if state and state not in TransferState.values:
        raise BadRequest("unknown filter")
    rows = Transfer.objects.for_user(request.user).select_related("unit", "to_unit").order_by("-requested_at", "-pk")
    page = paged(request, rows.filter(state=state) if state else rows)
    chips = [("", _("Semua")), *TransferState.choices]
    restricted = restricted_among(row.member_id for row in page)
    context = {"page": page, "state": state, "chips": chips, "restricted": restricted}
    return render(request, "cadres/transfers.html", context)


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """One move: where it stands, who acts next, and what the user's own units may read of the member."""
    rows = Transfer.objects.for_user(request.user)
    found = get_object_or_404(rows.select_related("unit", "to_unit", "requested_by", "released_by", "closed_by"), pk=pk)
    form: Any = None
    if request.method == "POST":
        form = _act(request, found)
        if form is None:
            return redirect(found)
    return render(request, "cadres/transfer.html", _context(request, found, form), status=422 if form else 200)


def _act(request: HttpRequest, transfer: Transfer) -> Any:
    """Do what the button says; the form with its errors, or None when it is done."""
    deed, form, data = request.POST.get("deed", ""), None, {}
    if deed in ("release", "refuse"):
        form = (ReleaseForm if deed == "release" else RefusalForm)(request.POST)
        if not form.is_valid():
            return form
        data = form.cleaned_data
    elif deed not in ("accept", "cancel"):
        raise BadRequest("unknown deed")
    try:
        getattr(deeds, f"transfer_{deed}")(by=request.user, transfer=transfer, **data)
    except RuleError as error:
        if form is not None:
            form.add_error(None, str(error))
            return form
        messages.error(request, str(error))
    else:
        messages.success(request, _("Tersimpan."))
    return None


def _context(request: HttpRequest, transfer: Transfer, form: Any) -> dict[str, Any]:
    user = request.user
    asked, released = transfer.state == TransferState.REQUESTED, transfer.state == TransferState.RELEASED
    member = Member.objects.for_user(user).filter(pk=transfer.member_id).defer("nik").first()
    mine = can_keep_members_at(user, transfer.unit)
    until = transfer.closed_at if transfer.state == TransferState.ACCEPTED else None
    moves = MemberTransition.objects.for_user(user).filter(member=transfer.member_id).select_related("unit")
    terms = OfficerTerm.objects.for_user(user).filter(member=transfer.member_id).select_related("unit")
    steps = (TransferState.REQUESTED, TransferState.RELEASED, TransferState.ACCEPTED)
    at = steps.index(TransferState(transfer.state)) if transfer.state in steps else -1
    return {
        "transfer": transfer,
        "member": member,
        "release_form": (form if isinstance(form, ReleaseForm) else ReleaseForm()) if asked and mine else None,
        "can_cancel": asked and can_release(user, transfer),
        "can_accept": released and can_accept(user, transfer),
        **_waits(user, transfer),
        "refusal_form": (form if isinstance(form, RefusalForm) else RefusalForm())
        if (asked and mine) or (released and can_keep_members_at(user, transfer.to_unit))
        else None,
        "steps": [
            {"label": step.label, "state": "done" if i < at else "current" if i == at else "todo", "note": ""}
            for i, step in enumerate(steps)
        ],
        "moves": [move for move in moves if until is None or move.at <= until] if mine else [],
        "terms": list(terms) if mine else [],
        "shows_period": mine and until is not None,
    }


def _waits(user: User, transfer: Transfer) -> dict[str, str]:
    """Whose turn it is when it is not the user's: `waits`, and in `waits_for` why it is not."""
    at = {TransferState.REQUESTED: transfer.unit, TransferState.RELEASED: transfer.to_unit}.get(
        TransferState(transfer.state)
    )
    if at is None or (can_release if at == transfer.unit else can_accept)(user, transfer):
        return {"waits": "", "waits_for": ""}
    sentence = _("Menunggu sekretariat %(unit)s melepas kader ini.")
    if at == transfer.to_unit:
        sentence = _("Menunggu sekretariat %(unit)s menerima kader ini.")
    is_own = can_keep_members_at(user, at)
    why = _("Yang melepas tidak dapat sekaligus menerima; minta petugas lain.") if is_own else ""
    return {"waits": sentence % {"unit": at.full_name}, "waits_for": why}
