"""What phones sent and their writers may not log any more: the coordinator takes it in or sets it aside."""

import json
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.enums import Role
from accounts.models import User
from accounts.policy import allow
from core.views import UNPROCESSABLE, paged, performed_with
from mentoring.enums import SyncState
from mentoring.forms.logs import LogForm
from mentoring.forms.sessions import ReasonForm
from mentoring.intake import form_data
from mentoring.models import PairingParticipant, SyncItem
from mentoring.selectors.office import names_by_pairing
from mentoring.selectors.sync import held_items, in_words, versions_of
from mentoring.services.sync import held_set_aside, held_take

WAITS = (SyncState.HELD, SyncState.ASIDE)


@allow(Role.COORDINATOR)
@require_safe
def held(request: HttpRequest) -> HttpResponse:
    """What waits, the longest first."""
    user = cast(User, request.user)
    page = paged(request, held_items(user))
    names = names_by_pairing(user, {item.pairing_id for item in page})
    rows = [(item, names.get(item.pairing_id, [])) for item in page]
    context = {"page": page, "rows": rows, "total": page.paginator.count}
    return render(request, "mentoring/held.html", context)


@allow(Role.COORDINATOR)
@require_safe
def held_item(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: what it says, and the two ways on."""
    item = _item(request, pk)
    return _newer(request, item) or _page(request, item)


@allow(Role.COORDINATOR)
@require_POST
def held_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it become the session of its writer."""
    item = _item(request, pk)
    if newer := _newer(request, item):
        return newer
    form = _log_form(item)
    if not form.is_valid():
        return _page(request, item, status=UNPROCESSABLE)
    taken = performed_with(form, request, held_take, item=item, entry=form.entry_at(item.recorded_at))
    if not taken:
        return _page(request, item, status=UNPROCESSABLE, log_form=form)
    messages.success(request, _("Catatan diterima sebagai sesi."))
    return redirect(taken.session)


@allow(Role.COORDINATOR)
@require_POST
def held_refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Set it aside, with the reason its writer reads."""
    item = _item(request, pk)
    if newer := _newer(request, item):
        return newer
    form = ReasonForm(request.POST)
    if form.is_valid() and performed_with(form, request, held_set_aside, item=item, **form.cleaned_data):
        messages.success(request, _("Kiriman disisihkan; isinya tetap tersimpan."))
        return redirect("mentoring:held")
    return _page(request, item, status=UNPROCESSABLE, reason_form=form)


def _item(request: HttpRequest, pk: int) -> SyncItem:
    rows = SyncItem.objects.for_user(request.user).filter(state__in=(*WAITS, SyncState.OLDER))
    return cast(SyncItem, get_object_or_404(rows.select_related("pairing__unit", "author", "decided_by"), pk=pk))


def _newer(request: HttpRequest, item: SyncItem) -> HttpResponse | None:
    """From a version that its writer has replaced, the way to what stands now."""
    if item.state != SyncState.OLDER:
        return None
    newest = versions_of(cast(User, request.user), item).exclude(state=SyncState.OLDER).select_related("session").last()
    messages.info(request, _("Penulisnya telah mengirim versi baru. Inilah yang berlaku."))
    if newest is None or newest.state not in WAITS:
        return redirect(newest.session if newest and newest.session else "mentoring:held")
    return redirect("mentoring:held_item", newest.pk)


def _log_form(item: SyncItem) -> LogForm:
    """The words of an item in the form of a log, as its coordinator may log it."""
    people = PairingParticipant.objects.filter(pairing=item.pairing).order_by("pk")
    body = json.loads(item.body)
    return LogForm(
        form_data(body["fields"], item.client_uuid),
        by=item.author,
        pairing=item.pairing,
        people=[person for person in people if person.left_at is None or person.user_id == item.author_id],
        may_backdate=True,
        free_minutes=True,
        with_note=False,
    )


def _page(request: HttpRequest, item: SyncItem, status: int = 200, **forms: Any) -> HttpResponse:
    user = cast(User, request.user)
    log_form = forms.pop("log_form", None) or _log_form(item)
    names = {person.pk: person.name for person in PairingParticipant.objects.filter(pairing=item.pairing)}
    is_readable = log_form.is_valid() or hasattr(log_form, "entry")
    older = versions_of(user, item).filter(state=SyncState.OLDER).select_related("pairing__unit", "author")
    context = {
        "item": item,
        "names": names_by_pairing(user, [item.pairing_id]).get(item.pairing_id, []),
        "form": log_form,
        "words": in_words(log_form.entry, item.pairing.unit.time_zone, names) if is_readable else {},
        "raw": {} if is_readable else json.loads(item.body)["fields"],
        "versions": [(each, _changed(each, item)) for each in older],
        "reason_form": ReasonForm(),
    }
    return render(request, "mentoring/held_item.html", context | forms, status=status)


def _changed(older: SyncItem, item: SyncItem) -> list[tuple[str, str]]:
    """Where an earlier version says something else: the label of the field, and what stood there."""
    before, now = (json.loads(each.body)["fields"] for each in (older, item))
    labels = _log_form(older).fields
    differing = sorted(name for name in {*before, *now} if before.get(name) != now.get(name))
    return [
        (str(labels[name].label) if name in labels else name, ", ".join(before.get(name, []))) for name in differing
    ]
