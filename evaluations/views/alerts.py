"""What answers call for: the coordinator's queue."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.enums import Role
from accounts.models import User
from accounts.policy import allow
from core.views import paged, performed_with, status_of
from evaluations.forms.rounds import NoteForm
from evaluations.models import Alert
from evaluations.services.alerts import alert_handle
from mentoring.selectors.office import names_by_pairing


@allow(Role.COORDINATOR)
@require_safe
def alerts(request: HttpRequest) -> HttpResponse:
    """What waits for a talk, most urgent first; handled ones stay for a month."""
    user = cast(User, request.user)
    shown = Alert.objects.for_user(user).filter(handled_at=None).select_related("item", "unit", "pairing")
    page = paged(request, shown.order_by("due_on", "pk"))
    names = names_by_pairing(user, [each.pairing_id for each in page])
    rows = [(each, names.get(each.pairing_id, [])) for each in page]
    context = {"page": page, "rows": rows, "total": page.paginator.count, "today": timezone.localdate()}
    return render(request, "evaluations/alerts.html", context)


@allow(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def alert(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: what to do, and writing down what came of it."""
    user = cast(User, request.user)
    rows = Alert.objects.for_user(user).select_related("item", "unit", "pairing", "handled_by")
    found = get_object_or_404(rows, pk=pk)
    form = NoteForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and performed_with(form, request, alert_handle, alert=found, **form.cleaned_data)
    ):
        return redirect("evaluations:alerts")
    names = names_by_pairing(user, [found.pairing_id]).get(found.pairing_id, [])
    return render(
        request, "evaluations/alert.html", {"alert": found, "names": names, "form": form}, status=status_of(form)
    )
