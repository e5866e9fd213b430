"""Closing and handing over at a desk, and the paper of thanks."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import STAFF_ROLES, Role
from accounts.models import User
from accounts.policy import allow
from core.views import performed, performed_with, status_of
from mentoring.enums import PairingState, Phase
from mentoring.forms.relations import ThankForm
from mentoring.models import Closure, ClosureForm, Handover, Pairing
from mentoring.papers import thanks_pdf
from mentoring.rules.rights import is_coordinator_of
from mentoring.selectors.closures import checks_of, closure_of, forms_sent
from mentoring.selectors.handover import NEVER, as_read, facts_of, passing_to
from mentoring.selectors.office import pairing_rows
from mentoring.services.closures import closing_thank, pairing_complete
from mentoring.services.handover import handover_make


def _pairing(request: HttpRequest, pk: int) -> Pairing:
    return cast(Pairing, get_object_or_404(Pairing.objects.for_user(request.user).select_related("unit"), pk=pk))


@allow(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def closure(request: HttpRequest, pk: int) -> HttpResponse:
    """The checklist of a closing with what is missing; the coordinator proposes the next role and thanks."""
    user = cast(User, request.user)
    pairing = _pairing(request, pk)
    found = closure_of(pairing)
    initial = {"next_role": found.next_role, "next_role_note": found.next_role_note} if found else {}
    form = ThankForm(request.POST or None, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and performed_with(form, request, closing_thank, pairing=pairing, **form.cleaned_data)
    ):
        return redirect("mentoring:pairing_closure", pk)
    checks = checks_of(pairing, found, forms_sent(pairing))
    context = {
        "pairing": pairing,
        "row": pairing_rows(user, [pairing])[0],
        "closure": found,
        "checks": checks,
        "is_complete": all(check.passed for check in checks),
        "is_open": pairing.state == PairingState.ACTIVE and pairing.phase == Phase.EVALUATION,
        "told": ClosureForm.objects.for_user(user).filter(pairing=pairing).select_related("participant"),
        "form": form,
    }
    return render(request, "mentoring/closure.html", context, status=status_of(form))


@allow(Role.COORDINATOR)
@require_POST
def complete(request: HttpRequest, pk: int) -> HttpResponse:
    """Declare a pairing completed; what is missing is said."""
    pairing = _pairing(request, pk)
    done = performed(request, pairing_complete, pairing=pairing, done=_("Pasangan selesai."))
    return redirect(pairing) if done else redirect("mentoring:pairing_closure", pk)


@allow(Role.MENTOR, Role.MENTEE, *STAFF_ROLES)
@require_safe
def thanks(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper of thanks, for its people and the staff."""
    pairing = _pairing(request, pk)
    rows = Closure.objects.for_user(request.user).exclude(thanked_at=None).select_related("pairing__unit", "thanked_by")
    found = rows.filter(pairing=pairing).first()
    if found is None:
        messages.info(request, _("Piagam terbit setelah koordinator menutup pendampingan dengan ucapan terima kasih."))
        return redirect("home")
    headers = {"Content-Disposition": f'attachment; filename="piagam-{pairing.pk}.pdf"'}
    return HttpResponse(thanks_pdf(found), content_type="application/pdf", headers=headers)


@allow(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: HttpRequest, pk: int) -> HttpResponse:
    """What passes from the last mentor to the next, field by field, and what never does."""
    user = cast(User, request.user)
    pairing = _pairing(request, pk)
    if request.method == "POST":
        performed(
            request, handover_make, pairing=pairing, done=_("Serah terima tersimpan; mentor baru dapat membacanya.")
        )
        return redirect("mentoring:pairing_handover", pk)
    made = Handover.objects.for_user(user).filter(pairing=pairing).select_related("learner", "made_by").order_by("pk")
    context = {
        "pairing": pairing,
        "made": [(each, as_read(each.facts)) for each in made],
        "coming": [(each, as_read(facts_of(each.before, each.learner))) for each in passing_to(user, pairing)],
        "never": NEVER,
        "may_hand_over": is_coordinator_of(user, pairing.unit),
    }
    return render(request, "mentoring/handover.html", context)
