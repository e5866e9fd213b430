"""Agreements at a desk: all versions with what each changed, and signatures on paper."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import STAFF_ROLES, Role
from accounts.models import User
from accounts.policy import allow
from core.crypto import decrypt_bytes
from core.views import performed_with, status_of
from mentoring.enums import UNSIGNED_STATES, PaperKind
from mentoring.forms.agreements import PaperForm
from mentoring.models import AgreementScan, Pairing, PairingParticipant
from mentoring.selectors.agreements import Version, versions_of
from mentoring.services.agreements import agreement_sign_on_paper

MEDIA = {PaperKind.PDF: "application/pdf", PaperKind.JPEG: "image/jpeg", PaperKind.PNG: "image/png"}


@allow(*STAFF_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """The versions of a pairing's agreement; the secretariat enters here what was signed on paper."""
    user = cast(User, request.user)
    pairing = get_object_or_404(Pairing.objects.for_user(user).select_related("unit"), pk=pk)
    found = versions_of(user, pairing)
    form = _paper_form(request, user, pairing, found)
    if request.method == "POST" and form is not None and form.is_valid():
        deed = performed_with(
            form,
            request,
            agreement_sign_on_paper,
            agreement=found[0].agreement,
            participants=form.cleaned_data["participants"],
            content=form.content(),
        )
        if deed:
            return redirect("mentoring:pairing_agreements", pk)
    context: dict[str, Any] = {"pairing": pairing, "versions": found, "form": form}
    return render(request, "mentoring/agreements.html", context, status=status_of(form) if form else 200)


def _paper_form(request: HttpRequest, user: User, pairing: Pairing, found: list[Version]) -> PaperForm | None:
    """The form for a secretariat while the newest version lacks signatures."""
    newest = found[0].agreement if found else None
    if user.scope is None or user.scope.role != Role.SECRETARIAT or newest is None:
        return None
    if newest.state not in UNSIGNED_STATES:
        return None
    signed = {each.participant_id for each in newest.signatures.all()}
    people = PairingParticipant.objects.for_user(user).filter(pairing=pairing, left_at=None).exclude(pk__in=signed)
    return PaperForm(request.POST or None, request.FILES or None, open_for=people)


@allow(*STAFF_ROLES)
@require_POST
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest scan of a pairing's agreement as a file; a POST, so that no preview takes it."""
    user = cast(User, request.user)
    pairing = get_object_or_404(Pairing.objects.for_user(user), pk=pk)
    found = AgreementScan.objects.for_user(user).filter(pairing=pairing).order_by("-pk").first()
    if found is None:
        return redirect("mentoring:pairing_agreements", pk)
    name = f"kesepakatan-{pairing.pk}.{found.kind}"
    return HttpResponse(
        decrypt_bytes(bytes(found.content)),
        content_type=MEDIA[PaperKind(found.kind)],
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"},
    )
