"""The life of a membership: where it stands, what the next step lacks, and the deeds that move it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.consents import MEMBERSHIP, PARENTAL, consent_record, current_purposes, given_codes
from accounts.enums import Role
from accounts.models import today
from accounts.policy import allow
from cadres.enums import MemberStatus
from cadres.forms.membership import CardForm, ConsentForm, DecreeForm, EndForm, IdentityForm
from cadres.mobility.rights import serves_the_state
from cadres.models import Member, MemberTransition
from cadres.rules import (
    can_activate,
    can_edit_member,
    can_read_profiles,
    can_suspend,
    conditions_of,
    is_minor,
    next_status,
)
from cadres.services.membership import member_give_card, member_identify, member_move_status
from core.errors import RuleError

STEPS = (MemberStatus.APPLIED, MemberStatus.VERIFIED, MemberStatus.ACTIVE)
FORMS = {
    "consent": ConsentForm,
    "parental": ConsentForm,
    "identity": IdentityForm,
    "card": CardForm,
    "suspend": DecreeForm,
    "restore": DecreeForm,
    "end": EndForm,
}


@allow(Role.SECRETARIAT, Role.COORDINATOR, Role.LEADER)
@require_http_methods(["GET", "HEAD", "POST"])
def membership(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a membership stands and «Apa lagi?»; each deed is a POST that names itself in `deed`."""
    people = (
        Member.objects.for_user(request.user).select_related("unit", "merged_into").defer("nik", "merged_into__nik")
    )
    member = get_object_or_404(people, pk=pk)
    deed = request.POST.get("deed", "")
    bound = None
    if request.method == "POST":
        if deed not in (*FORMS, "move"):
            raise BadRequest("unknown deed")
        if not _deeds(request, member):
            raise PermissionDenied
        bound = FORMS[deed](request.POST, auto_id=f"{deed}-%s") if deed in FORMS else None
        if bound is None or bound.is_valid():
            try:
                _do(request, member, deed, bound.cleaned_data if bound else {})
            except RuleError as error:
                if bound is None:
                    messages.error(request, str(error))
                    return redirect("cadres:membership", member.pk)
                bound.add_error(None, str(error))
            else:
                messages.success(request, _("Tersimpan."))
                return redirect("cadres:membership", member.pk)
    return render(
        request, "cadres/membership.html", _context(request, member, deed, bound), status=422 if bound else 200
    )


def _do(request: HttpRequest, member: Member, deed: str, data: dict[str, Any]) -> None:
    by = request.user
    if deed in ("consent", "parental"):
        if not can_edit_member(by, member):
            raise RuleError(_("Persetujuan dicatat sekretariat."))
        code = MEMBERSHIP if deed == "consent" else PARENTAL
        consent_record(by=by, member=member, code=code, is_given=True, channel=data["channel"], proof=data["proof"])
    elif deed == "identity":
        member_identify(by=by, member=member, **data)
    elif deed == "card":
        member_give_card(by=by, member=member, **data)
    elif deed == "move":
        member_move_status(by=by, member=member, to=next_status(member))
    else:
        to = {"suspend": MemberStatus.SUSPENDED, "restore": MemberStatus.ACTIVE, "end": MemberStatus.ENDED}[deed]
        member_move_status(by=by, member=member, to=to, **data)


def _deeds(request: HttpRequest, member: Member) -> list[str]:
    """What the user may do here now."""
    if member.merged_into_id or member.status == MemberStatus.ENDED:
        return []
    if can_suspend(request.user, member):
        return {MemberStatus.ACTIVE: ["suspend"], MemberStatus.SUSPENDED: ["restore"]}.get(member.status, [])  # type: ignore[call-overload]
    if not can_edit_member(request.user, member):
        return []
    if member.status == MemberStatus.APPLIED:
        return ["consent", *(["parental"] if is_minor(member, today()) else []), "identity", "move", "end"]
    if member.status == MemberStatus.VERIFIED and can_activate(request.user, member):
        return ["card", "move", "end"]
    return ["end"]


def _context(request: HttpRequest, member: Member, deed: str, bound: Any) -> dict[str, Any]:
    is_staff = can_read_profiles(request.user)
    to = next_status(member)
    serves = to == MemberStatus.ACTIVE and serves_the_state(member)
    conditions = (
        conditions_of(member, to, given=given_codes(member.pk), day=today(), serves=serves) if to and is_staff else []
    )
    missing = {condition.code for condition in conditions if not condition.is_met}
    asked = {"consent": "consent", "parental": "parental", "identity": "identity", "card": "card"}
    deeds = _deeds(request, member)
    forms = {
        name: bound if name == deed and bound is not None else FORMS[name](auto_id=f"{name}-%s")
        for name in deeds
        if name in FORMS and (name not in asked or asked[name] in missing)
    }
    moves = (
        MemberTransition.objects.for_user(request.user)
        .filter(member=member)
        .select_related("actor", "on_behalf_of", "unit")
    )
    at = STEPS.index(MemberStatus(member.status)) if member.status in STEPS else len(STEPS)
    return {
        "member": member,
        "is_staff": is_staff,
        "steps": [
            {"label": step.label, "state": "done" if i < at else "current" if i == at else "todo", "note": ""}
            for i, step in enumerate(STEPS)
        ],
        "to": MemberStatus(to).label if to else "",
        "conditions": conditions,
        "is_ready": not missing,
        "can_move": "move" in deeds,
        "forms": forms,
        "purposes": current_purposes() if {"consent", "parental"} & set(forms) else {},
        "moves": list(moves)[::-1] if is_staff else [],
        "has_errors": bound is not None,
    }
