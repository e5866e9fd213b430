"""The register of incidents: the officer's alone."""

import csv
import io

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import INCIDENT_MOVES, IncidentState, Role
from accounts.forms import IncidentForm, IncidentMoveForm
from accounts.incidents import incident_move, incident_record
from accounts.models import Incident
from accounts.policy import allow
from core.errors import RuleError
from core.templatetags.format import local_time
from core.views import paged

COLUMNS = ("kind", "what", "data_kinds", "affected", "measures", "state")
MOMENTS = ("detected_at", "due_at", "subjects_told_at", "agency_told_at", "closed_at")


@allow(Role.DPO)
@require_safe
def incidents(request: HttpRequest) -> HttpResponse:
    """All incidents, the newest first, with their clocks."""
    rows = Incident.objects.for_user(request.user)
    page = paged(request, rows)
    return render(request, "accounts/incidents.html", {"page": page})


@allow(Role.DPO)
@require_http_methods(["GET", "HEAD", "POST"])
def incident_add(request: HttpRequest) -> HttpResponse:
    """Write an incident down; the clock runs from when it was known."""
    form = IncidentForm(request.POST or None, initial={"detected_at": timezone.now()})
    if request.method == "POST" and form.is_valid():
        try:
            made = incident_record(by=request.user, incident=form.instance)
        except RuleError as error:
            form.add_error("detected_at", str(error))
        else:
            messages.success(request, _("Insiden dicatat. Batas pemberitahuan 72 jam berjalan."))
            return redirect(made)
    return render(request, "accounts/incident_add.html", {"form": form}, status=422 if form.errors else 200)


@allow(Role.DPO)
@require_http_methods(["GET", "HEAD", "POST"])
def incident(request: HttpRequest, pk: int) -> HttpResponse:
    """One incident: what is known, its clock, its moves, and the next step."""
    found = get_object_or_404(Incident.objects.for_user(request.user).select_related("recorded_by"), pk=pk)
    form = IncidentMoveForm(request.POST or None, instance=Incident.objects.for_user(request.user).get(pk=pk))
    if request.method == "POST" and form.is_valid():
        try:
            incident_move(by=request.user, incident=found, to=request.POST.get("to", ""), **form.cleaned_data)
        except RuleError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Tersimpan."))
            return redirect(found)
    context = {
        "incident": found,
        "moves": list(found.moves.select_related("actor")),
        "next_states": [s for s in IncidentState if s in INCIDENT_MOVES[IncidentState(found.state)]],
        "form": form,
    }
    return render(request, "accounts/incident.html", context, status=422 if form.errors else 200)


@allow(Role.DPO)
@require_POST
def incidents_export(request: HttpRequest) -> HttpResponse:
    """The register as CSV, for the agency or an auditor: no person stands in it."""
    table = io.StringIO()
    writer = csv.writer(table, delimiter=";")
    writer.writerow(["#", *(str(Incident._meta.get_field(name).verbose_name) for name in (*COLUMNS, *MOMENTS))])
    for row in Incident.objects.for_user(request.user).order_by("detected_at", "pk"):
        told = [row.get_kind_display(), row.what, row.data_kinds, row.affected, row.measures, row.get_state_display()]
        moments = [local_time(at) if (at := getattr(row, name)) else "" for name in MOMENTS]
        writer.writerow([row.pk, *(_safe(value) for value in told), *moments])
    headers = {"Content-Disposition": f'attachment; filename="insiden-{timezone.localdate():%Y%m%d}.csv"'}
    return HttpResponse("\ufeff" + table.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _safe(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
