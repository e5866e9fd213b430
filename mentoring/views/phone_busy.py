"""My days that are not free: said by myself, seen by who plans with me."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.policy import allow
from core.views import performed, performed_with, status_of
from mentoring.forms.sessions import BusyForm
from mentoring.models import BusyTime
from mentoring.services.busy import busy_add, busy_remove
from mentoring.views.phone import PHONE


def _own(request: HttpRequest) -> Any:
    user = cast(User, request.user)
    return BusyTime.objects.for_user(user).filter(user=user, last_on__gte=timezone.localdate()).order_by("first_on")


@allow(*PHONE)
@require_http_methods(["GET", "HEAD", "POST"])
def busy(request: HttpRequest) -> HttpResponse:
    """My days that are not free, and a new entry."""
    form = BusyForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and performed_with(form, request, busy_add, **form.cleaned_data):
        return redirect("mentoring:phone_busy")
    return render(request, "mentoring/phone/busy.html", {"form": form, "rows": _own(request)}, status=status_of(form))


@allow(*PHONE)
@require_POST
def free(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an entry back."""
    found = get_object_or_404(_own(request), pk=pk)
    performed(request, busy_remove, busy=found, done=_("Catatan dihapus."))
    return redirect("mentoring:phone_busy")
