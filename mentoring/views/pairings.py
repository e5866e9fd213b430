"""Pairings at a desk: list, cadence, one pairing with its phases, and what a coordinator does to it."""

from typing import Any, cast

from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.enums import STAFF_ROLES, TIER_ROLES, Role
from accounts.models import User
from accounts.policy import allow
from core.views import paged, performed, performed_with
from mentoring.enums import LIVE_STATES, AgreementState, Category, PairingState, Phase
from mentoring.forms.filters import CadenceFilter, OverdueFilter, PairingFilter
from mentoring.forms.pairings import EndForm, EvidenceForm
from mentoring.forms.sessions import ReasonForm
from mentoring.models import (
    Agreement,
    Handover,
    Pairing,
    PairingParticipant,
    PairingTransition,
    PhaseEvidence,
    Programme,
    Session,
)
from mentoring.rules.formats import rules_of
from mentoring.rules.moves import PAIRING_MOVES
from mentoring.rules.phases import KEYS, ORDER, PROVED
from mentoring.rules.rights import is_coordinator_of
from mentoring.selectors.handover import passing_to
from mentoring.selectors.office import cadence_rows, pairing_rows, sees_people, with_moment
from mentoring.selectors.phases import phase_clocks
from mentoring.selectors.programmes import quiet_end
from mentoring.selectors.ties import conflicts_of, couple_of, waivers_of
from mentoring.services.pairings import pairing_end, pairing_pause, pairing_resume
from mentoring.services.phases import pairing_record_evidence, pairing_send_back
from mentoring.views.lists import list_context, read_filter


@allow(*TIER_ROLES)
@require_safe
def pairings(request: HttpRequest) -> HttpResponse:
    """The pairings of one's unit; leaders see them without people."""
    user = cast(User, request.user)
    found = read_filter(PairingFilter, request)
    page = paged(request, found.apply(Pairing.objects.for_user(user).select_related("unit")))
    context = {"rows": pairing_rows(user, page), "sees_people": sees_people(user)}
    return render(request, "mentoring/pairings.html", list_context(request, found, page) | context)


@allow(*TIER_ROLES)
@require_safe
def cadence(request: HttpRequest) -> HttpResponse:
    """What the rhythm asked of each pairing in a month, and what was kept (K3)."""
    user = cast(User, request.user)
    found = read_filter(CadenceFilter, request)
    rows = found.narrowed(Pairing.objects.for_user(user).select_related("unit"))
    owed = cadence_rows(rows, found.month, found.over)
    sums = owed.aggregate(all_due=Sum("due"), all_kept=Sum("kept"), rows=Count("pk"))
    page = paged(request, owed.order_by("kept", "-due", "pk"), sums["rows"])
    context = {
        "rows": pairing_rows(user, page),
        "sees_people": sees_people(user),
        "month": found.month,
        "due": sums["all_due"] or 0,
        "kept": sums["all_kept"] or 0,
    }
    return render(request, "mentoring/cadence.html", list_context(request, found, page) | context)


@allow(*STAFF_ROLES)
@require_safe
def overdue(request: HttpRequest) -> HttpResponse:
    """The coordinator's queue: pairings past the window of their phase, with what is missing and whose turn it is."""
    user = cast(User, request.user)
    found = read_filter(OverdueFilter, request)
    page = paged(request, found.apply(Pairing.objects.for_user(user).select_related("unit")))
    clocks = phase_clocks(page)
    rows = [(row, clocks[row.pairing.pk]) for row in pairing_rows(user, page)]
    context = {"rows": rows, "sees_people": True}
    return render(request, "mentoring/overdue.html", list_context(request, found, page) | context)


@allow(*STAFF_ROLES)
@require_safe
def pairing(request: HttpRequest, pk: int) -> HttpResponse:
    """One pairing: people, phases with what is missing, agreement, sessions, moves."""
    return _pairing_page(request, _pairing(request, pk))


def _pairing(request: HttpRequest, pk: int) -> Pairing:
    return cast(Pairing, get_object_or_404(Pairing.objects.for_user(request.user).select_related("unit"), pk=pk))


def _pairing_page(request: HttpRequest, found: Pairing, status: int = 200, **forms: Any) -> HttpResponse:
    user = cast(User, request.user)
    people = list(PairingParticipant.objects.for_user(user).filter(pairing=found).order_by("pk"))
    agreement = (
        Agreement.objects.for_user(user)
        .filter(pairing=found)
        .exclude(state=AgreementState.AMENDED)
        .prefetch_related("signatures")
        .order_by("-version")
        .first()
    )
    evidence = list(
        PhaseEvidence.objects.for_user(user).filter(pairing=found).select_related("recorded_by").order_by("recorded_at")
    )
    moves = PAIRING_MOVES[found.state] if is_coordinator_of(user, found.unit) else ()
    context = {
        "pairing": found,
        "people": people,
        "has_handover": Handover.objects.for_user(user).filter(pairing=found).exists() or bool(passing_to(user, found)),
        "format_rules": rules_of(found.format),
        "programme": Programme.objects.for_user(user).filter(pk=found.programme_id).first(),
        "steps": _steps(found),
        "step": ORDER.index(Phase(found.phase)) + 1,
        "step_count": len(ORDER),
        "clock": phase_clocks([found])[found.pk],
        "quiet_until": quiet_end(found.programme_id),
        "agreement": agreement,
        "signed_by": [each.participant_id for each in agreement.signatures.all()] if agreement else [],
        "evidence": evidence,
        "sessions": with_moment(Session.objects.for_user(user).filter(pairing=found)).order_by("-moment", "-pk")[:20],
        "transitions": PairingTransition.objects.for_user(user)
        .filter(pairing=found)
        .select_related("actor", "on_behalf_of")
        .order_by("-at", "-pk"),
        **_rules_of(user, found),
        "is_coordinator": is_coordinator_of(user, found.unit),
        "may_meet": found.state in (PairingState.ACCEPTED, PairingState.ACTIVE),
        "may": dict.fromkeys(moves, True),
        "may_send_back": found.state == PairingState.ACTIVE and _may_send_back(found, evidence),
        "evidence_form": EvidenceForm(pairing=found, recorded=[each.kind for each in evidence]),
        "reason_form": ReasonForm(),
        "end_form": EndForm(),
    }
    return render(request, "mentoring/pairing.html", context | forms, status=status)


def _rules_of(user: User, pairing: Pairing) -> dict[str, Any]:
    """What stands in the way of a pairing (R1–R7), who has let it pass, and between whom; nothing for leaders."""
    if not sees_people(user):
        return {"conflicts": [], "waivers": [], "couple": None, "corrects_ties": False}
    return {
        "conflicts": conflicts_of(pairing) if pairing.state in LIVE_STATES else [],
        "waivers": waivers_of(user, pairing),
        "couple": couple_of(user, pairing),
        "corrects_ties": user.scope is not None and user.scope.role == Role.SECRETARIAT,
    }


def _may_send_back(pairing: Pairing, evidence: list[PhaseEvidence]) -> bool:
    """Whether there is a proof of the phase before that can be taken back."""
    place = ORDER.index(Phase(pairing.phase))
    before = ORDER[place - 1] if place else Phase.PREPARATION
    if before in PROVED:
        return pairing.category != Category.PERSONAL
    return KEYS.get(before) in {each.kind for each in evidence}


def _steps(pairing: Pairing) -> list[dict[str, str]]:
    here = ORDER.index(Phase(pairing.phase))
    over = pairing.state == PairingState.COMPLETED
    return [
        {
            "label": str(phase.label),
            "state": "done" if n < here or over else "current" if n == here else "todo",
        }
        for n, phase in enumerate(ORDER)
    ]


@allow(Role.COORDINATOR)
@require_POST
def pairing_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a proof."""
    found = _pairing(request, pk)
    form = EvidenceForm(request.POST, pairing=found, recorded=[])
    if form.is_valid() and performed_with(form, request, pairing_record_evidence, pairing=found, **form.cleaned_data):
        return redirect(found)
    return _pairing_page(request, found, status=422, evidence_form=form)


@allow(Role.COORDINATOR)
@require_POST
def pairing_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a pairing back one phase."""
    found = _pairing(request, pk)
    form = ReasonForm(request.POST)
    if form.is_valid() and performed_with(form, request, pairing_send_back, pairing=found, **form.cleaned_data):
        return redirect(found)
    return _pairing_page(request, found, status=422, reason_form=form)


@allow(Role.COORDINATOR)
@require_POST
def pairing_halt(request: HttpRequest, pk: int) -> HttpResponse:
    """Pause a pairing."""
    found = _pairing(request, pk)
    form = ReasonForm(request.POST)
    if form.is_valid() and performed_with(form, request, pairing_pause, pairing=found, **form.cleaned_data):
        return redirect(found)
    return _pairing_page(request, found, status=422, reason_form=form)


@allow(Role.COORDINATOR)
@require_POST
def pairing_go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Resume a pairing."""
    found = _pairing(request, pk)
    performed(request, pairing_resume, pairing=found, done=_("Pasangan berlanjut."))
    return redirect(found)


@allow(Role.COORDINATOR)
@require_POST
def pairing_stop(request: HttpRequest, pk: int) -> HttpResponse:
    """End a pairing early, or withdraw an offer."""
    found = _pairing(request, pk)
    form = EndForm(request.POST)
    if form.is_valid() and performed_with(form, request, pairing_end, pairing=found, **form.cleaned_data):
        return redirect(found)
    return _pairing_page(request, found, status=422, end_form=form)
