"""Mails that did not go out: what stopped them, when they are tried next, and another try now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.enums import MessageState, Role
from accounts.messages import label_of
from accounts.policy import allow
from accounts.selectors import roles_of, stuck_mails
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
@require_POST
def mail_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Try one again now."""
    message = get_object_or_404(stuck_mails(request.user), pk=pk)
    performed(request, mail_try_again, message=message, done=_("Surat dicoba lagi; lihat hasilnya sebentar lagi."))
    return redirect("accounts:mails")
