"""What a coordinator does around relations: links of offers, wishes for a mentor, calls after early ends."""

from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.enums import Role
from accounts.models import User
from accounts.policy import allow
from cadres.models import Member
from core.views import paged, performed_with, status_of
from mentoring.enums import Answer, PairingState, RequestState
from mentoring.forms.relations import ExitCallForm, RequestAnswerForm
from mentoring.models import ExitForm, MentorRequest, OfferLinkUse, Pairing, PairingParticipant
from mentoring.rules.pairings import offer_days
from mentoring.selectors.closures import calls_due
from mentoring.selectors.office import pairing_rows
from mentoring.services.offer_links import LIVES, seal_offer
from mentoring.services.relations import exit_call, request_settle
from mentoring.views.common import whatsapp_to
from mentoring.views.offer_link import STAFF, mark_browser


@allow(Role.COORDINATOR)
@require_safe
def offer_links(request: HttpRequest, pk: int) -> HttpResponse:
    """A WhatsApp text for each who has not answered, to be sent by a human; the link carries no person."""
    user = cast(User, request.user)
    pairing = get_object_or_404(Pairing.objects.for_user(user), pk=pk)
    waiting = PairingParticipant.objects.for_user(user).filter(
        pairing=pairing, pairing__state=PairingState.OFFERED, left_at=None, answer=Answer.WAITING
    )
    rows = list(waiting.exclude(user=None).select_related("pairing", "user").order_by("pk"))
    members = Member.objects.for_user(user).defer("nik").in_bulk([row.member_id for row in rows])
    links = [(row, *_prepared(row, members.get(row.member_id))) for row in rows]
    uses = OfferLinkUse.objects.for_user(user).filter(pairing=pairing).select_related("participant")
    context = {
        "pairing": pairing,
        "links": links,
        "uses": uses.order_by("used_at", "pk"),
        "days": LIVES.days,
        "offer_days": offer_days(),
    }
    response = render(request, "mentoring/offer_links.html", context)
    mark_browser(request, response, STAFF)
    return response


def _prepared(row: PairingParticipant, member: Member | None) -> tuple[str, str]:
    """The text, and the address that opens WhatsApp with it."""
    assert row.user is not None
    text = _(
        "Halo %(name)s, ada tawaran pendampingan yang menunggu jawaban Anda. "
        "Buka tautan ini dan jawab ya atau tidak: %(link)s (berlaku %(n)d hari)"
    ) % {
        "name": row.user.greeting,
        "link": settings.BASE_URL + reverse("mentoring:offer_link", args=[seal_offer(row)]),
        "n": LIVES.days,
    }
    return text, whatsapp_to(member, text)


@allow(Role.COORDINATOR)
@require_safe
def mentor_requests(request: HttpRequest) -> HttpResponse:
    """Who would like which mentor; the open ones, longest waiting first."""
    user = cast(User, request.user)
    found = MentorRequest.objects.for_user(user).filter(state=RequestState.WAITING).select_related("member__unit")
    page = paged(request, found.defer("member__nik").order_by("asked_at", "pk"))
    return render(request, "mentoring/mentor_requests.html", {"page": page, "page_obj": page})


@allow(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def mentor_request(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer one wish."""
    rows = MentorRequest.objects.for_user(request.user).select_related("member__unit").defer("member__nik")
    found = get_object_or_404(rows, pk=pk)
    form = RequestAnswerForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and performed_with(form, request, request_settle, wish=found, **form.cleaned_data)
    ):
        return redirect("mentoring:mentor_requests")
    return render(request, "mentoring/mentor_request.html", {"wish": found, "form": form}, status=status_of(form))


@allow(Role.COORDINATOR)
@require_safe
def early_ends(request: HttpRequest) -> HttpResponse:
    """Pairings that ended early and whose people wait for a call."""
    user = cast(User, request.user)
    page = paged(request, calls_due(user).select_related("unit"))
    context = {"page": page, "page_obj": page, "rows": pairing_rows(user, page)}
    return render(request, "mentoring/early_ends.html", context)


@allow(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def early_end(request: HttpRequest, pk: int) -> HttpResponse:
    """One early end: what its people said, if anything, and the call that was made."""
    user = cast(User, request.user)
    pairing = get_object_or_404(Pairing.objects.for_user(user).select_related("unit"), pk=pk)
    form = ExitCallForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and performed_with(form, request, exit_call, pairing=pairing, **form.cleaned_data)
    ):
        return redirect("mentoring:early_ends")
    told = ExitForm.objects.for_user(user).filter(pairing=pairing).select_related("participant")
    context = {"pairing": pairing, "row": pairing_rows(user, [pairing])[0], "told": told, "form": form}
    return render(request, "mentoring/early_end.html", context, status=status_of(form))
