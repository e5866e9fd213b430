"""Logs that ask for an explanation: on the phone of who wrote them, and in the queue of the coordinator."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.enums import Role
from accounts.models import User
from accounts.policy import allow
from core.views import paged, performed_with, status_of
from mentoring.enums import OddState
from mentoring.forms.oddities import ExplainForm, SettleForm
from mentoring.models import OddLogs
from mentoring.rules.oddities import odd_sentence
from mentoring.selectors.oddities import odd_queue, once_an_occasion, own_odd, sessions_of, siblings
from mentoring.selectors.office import names_by_pairing
from mentoring.services.oddities import odd_explain, odd_settle
from mentoring.views.phone import PHONE


@allow(*PHONE)
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """What asks me, and what was said of it."""
    page = paged(request, once_an_occasion(own_odd(cast(User, request.user))))
    context = {"page": page, "rows": _told(page)}
    return render(request, "mentoring/phone/odds.html", context)


@allow(*PHONE)
@require_http_methods(["GET", "HEAD", "POST"])
def own_one(request: HttpRequest, pk: int) -> HttpResponse:
    """One question: the logs it is about, and my answer."""
    user = cast(User, request.user)
    row = get_object_or_404(own_odd(user), pk=pk)
    form = ExplainForm(request.POST or None)
    if form.is_valid() and performed_with(form, request, odd_explain, row=row, **form.cleaned_data):
        messages.success(request, _("Terima kasih. Penjelasan Anda terkirim kepada koordinator."))
        return redirect("mentoring:phone_odds")
    return _page(request, "mentoring/phone/odd.html", row, form, asks=row.state == OddState.OPEN)


@allow(Role.COORDINATOR)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What is not settled, what was explained first."""
    user = cast(User, request.user)
    page = paged(request, once_an_occasion(odd_queue(user)))
    names = names_by_pairing(user, {row.pairing_id for row in page})
    rows = [(row, sentence, names.get(row.pairing_id, [])) for row, sentence in _told(page)]
    context = {"page": page, "rows": rows, "total": page.paginator.count}
    return render(request, "mentoring/odds.html", context)


@allow(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them, with what its writer says, and the way to settle it."""
    user = cast(User, request.user)
    row = get_object_or_404(OddLogs.objects.for_user(user).select_related("person", "settled_by"), pk=pk)
    form = SettleForm(request.POST or None)
    if form.is_valid() and performed_with(form, request, odd_settle, row=row, **form.cleaned_data):
        messages.success(request, _("Selesai; penulisnya membaca catatan Anda."))
        return redirect("mentoring:odds")
    return _page(request, "mentoring/odd.html", row, form, asks=row.state != OddState.SETTLED)


def _told(rows: Any) -> list[tuple[OddLogs, str]]:
    return [(row, odd_sentence(row.rule, row.total, row.on)) for row in rows]


def _page(request: HttpRequest, template: str, row: OddLogs, form: Any, *, asks: bool) -> HttpResponse:
    user = cast(User, request.user)
    together = list(siblings(user, row))
    sessions = list(sessions_of(user, together))
    names = names_by_pairing(user, {session.pairing_id for session in sessions})
    context = {
        "row": row,
        "sentence": odd_sentence(row.rule, row.total, row.on),
        "sessions": [(session, names.get(session.pairing_id, [])) for session in sessions],
        "hidden": row.total - len(sessions),
        "form": form,
        "asks": asks,
    }
    return render(request, template, context, status=status_of(form))
