"""What the phone has sent and does not settle by itself: two versions of one log, side by side."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.policy import allow
from core.views import performed_with, status_of
from mentoring.enums import SyncState
from mentoring.forms.sync import VersionsForm
from mentoring.models import SyncItem
from mentoring.selectors.sync import differences, sent_entry, stored_entry
from mentoring.services.sync import conflict_settle
from mentoring.views.common import own_pairing_or_404
from mentoring.views.phone import PHONE


@allow(*PHONE)
@require_http_methods(["GET", "HEAD", "POST"])
def conflict(request: HttpRequest, pk: int) -> HttpResponse:
    """Both versions of one's own log: choose field by field, or keep one of them."""
    user = cast(User, request.user)
    rows = SyncItem.objects.for_user(user).filter(state=SyncState.CONFLICT).select_related("session")
    item = get_object_or_404(rows, pk=pk)
    own = own_pairing_or_404(request, item.pairing_id)
    assert item.session is not None  # by constraint
    sent = sent_entry(user, item)
    found = differences(user, item.session, stored_entry(user, item.session), sent)
    form = VersionsForm(request.POST or None, differences=found)
    if (
        request.method == "POST"
        and form.is_valid()
        and performed_with(form, request, conflict_settle, item=item, chosen=form.chosen, other=sent)
    ):
        messages.success(request, _("Pilihan Anda tersimpan."))
        return redirect("mentoring:phone_outbox")
    context = {"own": own, "item": item, "form": form, "differences": found}
    return render(request, "mentoring/phone/conflict.html", context, status=status_of(form))
