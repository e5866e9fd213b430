"""Instruments: what is asked, the builder, and how it looks on a phone."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import Role
from accounts.models import User
from accounts.policy import allow
from core.views import performed, performed_with, status_of
from evaluations.enums import InstrumentUse
from evaluations.forms.answers import AnswerForm
from evaluations.forms.instruments import HeadForm, ItemForm, MeasuresForm, PartForm
from evaluations.models import Instrument, InstrumentItem
from evaluations.rules.instruments import may_add_for_province, may_write, may_write_national
from evaluations.services.instruments import (
    instrument_copy,
    instrument_describe,
    instrument_publish,
    item_remove,
    item_write,
    measures_set,
    part_add,
)

READERS = (Role.COORDINATOR, Role.ADMIN)


def _instruments(request: HttpRequest):
    scope = cast(User, request.user).scope
    assert scope is not None
    return Instrument.objects.seen_at(scope.unit).select_related("province__area", "base")


@allow(*READERS)
@require_safe
def instruments(request: HttpRequest) -> HttpResponse:
    """The instruments that hold here, the drafts, and what was used before."""
    rows = list(_instruments(request).order_by("code", "province", "-version"))
    return render(request, "evaluations/instruments.html", {"rows": rows})


@allow(*READERS)
@require_safe
def instrument(request: HttpRequest, pk: int) -> HttpResponse:
    """One version: its items; of a draft also the builder."""
    found = get_object_or_404(_instruments(request), pk=pk)
    return _page(request, found)


def _page(request: HttpRequest, found: Instrument, *, status: int = 200, **forms) -> HttpResponse:
    user = cast(User, request.user)
    writes = found.is_draft and may_write(user, found)
    base_codes = set(found.base.items.values_list("code", flat=True)) if found.base else set()
    changes = writes and found.province_id is None
    context = {
        "instrument": found,
        "items": list(found.items.select_related("part")),
        "base_codes": base_codes,
        "writes": writes,
        "may_copy": found.state == "published"
        and ((may_write_national(user) and not found.province_id) or may_add_for_province(user)),
        "adds_only": may_add_for_province(user),
        "form": ItemForm(instrument=found),
        "preview": AnswerForm(instrument=found),
        "head": HeadForm(instrument=found) if changes else None,
        "part_form": PartForm() if changes else None,
        "measures": MeasuresForm(instrument=found) if changes and found.use == InstrumentUse.PDLT else None,
    }
    return render(request, "evaluations/instrument.html", context | forms, status=status)


@allow(*READERS)
@require_POST
def instrument_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft of the next version, or of the province's edition."""
    found = get_object_or_404(_instruments(request), pk=pk)
    made = performed(
        request, instrument_copy, instrument=found, done=_("Draf dibuat. Ubah, pratinjau, lalu berlakukan.")
    )
    return redirect("evaluations:instrument", made.pk if made else pk)


@allow(*READERS)
@require_POST
def instrument_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an item to a draft."""
    found = get_object_or_404(_instruments(request), pk=pk)
    form = ItemForm(request.POST, instrument=found)
    if form.is_valid() and performed_with(form, request, item_write, instrument=found, entry=form.entry):
        return redirect("evaluations:instrument", pk)
    return _page(request, found, status=422, form=form)


@allow(*READERS)
@require_POST
def instrument_head(request: HttpRequest, pk: int) -> HttpResponse:
    """Set name, introduction and who answers."""
    found = get_object_or_404(_instruments(request), pk=pk)
    form = HeadForm(request.POST, instrument=found)
    if form.is_valid() and performed_with(form, request, instrument_describe, instrument=found, **form.head):
        return redirect("evaluations:instrument", pk)
    return _page(request, found, status=422, head=form)


@allow(*READERS)
@require_POST
def instrument_part(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a group of items."""
    found = get_object_or_404(_instruments(request), pk=pk)
    form = PartForm(request.POST)
    if form.is_valid() and performed_with(form, request, part_add, instrument=found, **form.cleaned_data):
        return redirect("evaluations:instrument", pk)
    return _page(request, found, status=422, part_form=form)


@allow(*READERS)
@require_POST
def instrument_measures(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the numbers of a version of PDLT."""
    found = get_object_or_404(_instruments(request).filter(use=InstrumentUse.PDLT), pk=pk)
    form = MeasuresForm(request.POST, instrument=found)
    if form.is_valid() and performed_with(form, request, measures_set, instrument=found, **form.measures):
        return redirect("evaluations:instrument", pk)
    return _page(request, found, status=422, measures=form)


@allow(*READERS)
@require_POST
def instrument_publish_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a draft be answered from now on."""
    found = get_object_or_404(_instruments(request), pk=pk)
    performed(request, instrument_publish, instrument=found, done=_("Versi ini berlaku. Isinya tidak berubah lagi."))
    return redirect("evaluations:instrument", pk)


@allow(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an item of a draft, or take it out."""
    items = InstrumentItem.objects.filter(instrument__in=_instruments(request))
    found = get_object_or_404(items.select_related("instrument__base"), pk=pk)
    form = ItemForm(request.POST or None, instrument=found.instrument, item=found)
    if request.method == "POST" and "remove" in request.POST:
        if performed(request, item_remove, item=found):
            messages.success(request, _("Butir dihapus dari draf."))
        return redirect("evaluations:instrument", found.instrument_id)
    if request.method == "POST" and form.is_valid():
        deed = performed_with(form, request, item_write, instrument=found.instrument, entry=form.entry, item=found)
        if deed:
            return redirect("evaluations:instrument", found.instrument_id)
    return render(request, "evaluations/item.html", {"item": found, "form": form}, status=status_of(form))


@allow(*READERS)
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The questions as they stand on a phone; nothing is sent."""
    found = get_object_or_404(_instruments(request), pk=pk)
    return render(request, "evaluations/preview.html", {"instrument": found, "form": AnswerForm(instrument=found)})
