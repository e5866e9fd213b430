"""Mails that did not go out and another try; and the log of what was sent to whom, or why not."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.enums import MessageState, Role
from accounts.forms import DeliveryFilter
from accounts.messages import label_of, why_not
from accounts.models import User
from accounts.policy import allow
from accounts.runs import last_run, last_sent
from accounts.selectors import assignments_seen_by, roles_of, stuck_mails
from accounts.selectors import deliveries as sent_to
from accounts.services.mails import mail_try_again
from core.views import paged, performed

KEEPERS = (Role.ADMIN, Role.SECRETARIAT)


@allow(*KEEPERS)
@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    """The mails that wait after an error or were given up: to whom and of which kind, never what they say."""
    page = paged(request, stuck_mails(request.user))
    held = roles_of(message.recipient_id for message in page)
    rows = [
        {
            "message": message,
            "kind": label_of(message.kind),
            "role": held.get(message.recipient_id, ""),
            "is_given_up": message.state == MessageState.FAILED,
        }
        for message in page
    ]
    return render(request, "accounts/mails.html", {"page": page, "rows": rows, "total": page.paginator.count})


@allow(*KEEPERS)
@require_safe
def deliveries(request: HttpRequest) -> HttpResponse:
    """What was sent to whom by which way, and why not; and what the last run did."""
    return _deliveries(request, None)


@allow(*KEEPERS)
@require_safe
def assignment_mails(request: HttpRequest, pk: int) -> HttpResponse:
    """The same of one person."""
    held = get_object_or_404(assignments_seen_by(request.user), pk=pk)
    return _deliveries(request, held.user)


def _deliveries(request: HttpRequest, recipient: User | None) -> HttpResponse:
    filters = DeliveryFilter(request.GET)
    if not filters.is_valid():
        raise BadRequest("unknown filter")
    found = filters.narrow(sent_to(request.user, recipient))
    page = paged(request, found)
    held = roles_of(message.recipient_id for message in page)
    rows = [
        {
            "message": message,
            "kind": label_of(message.kind),
            "role": held.get(message.recipient_id, ""),
            "why": why_not(message),
            "is_mailed": message.state == MessageState.SENT,
        }
        for message in page
    ]
    context = {"page": page, "rows": rows, "total": page.paginator.count, "filters": filters, "recipient": recipient}
    context |= {"in_words": filters.in_words, "run": last_run(), "last_sent": last_sent()}
    return render(request, "accounts/deliveries.html", context)


@allow(*KEEPERS)
@require_POST
def mail_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Try one again now."""
    message = get_object_or_404(stuck_mails(request.user), pk=pk)
    performed(request, mail_try_again, message=message, done=_("Surat dicoba lagi; lihat hasilnya sebentar lagi."))
    return redirect("accounts:mails")
