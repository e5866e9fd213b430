"""Bringing in sheets: upload, columns, dry run, write, undo."""

import json
import re
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from accounts.enums import Role
from accounts.policy import allow
from cadres.enums import ImportState, RowState
from cadres.forms.imports import ColumnsForm, UploadForm
from cadres.models import ImportBatch, ImportRow
from cadres.nik import mask_nik
from cadres.selectors.imports import bad_rows, problem_groups, problem_rows, problems_workbook
from cadres.services.imports import TASKS, can_undo, import_check, import_run, import_start, import_undo
from cadres.spreadsheets.columns import BIRTHPLACE_AND_DATE, COLUMN_LABELS
from cadres.spreadsheets.errors import SpreadsheetError
from cadres.spreadsheets.workbooks import template_workbook
from core.errors import RuleError

PAGE = 25
WHOLE_NIK = re.compile(r"(?<!\d)\d(?:[ .-]?\d){15}(?!\d)")
#: Fields that may stand in one column with another.
BOTH = {"birth_date": BIRTHPLACE_AND_DATE, "birthplace": BIRTHPLACE_AND_DATE}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STEPS = (gettext_lazy("Unggah berkas"), gettext_lazy("Cocokkan kolom"), gettext_lazy("Periksa"), gettext_lazy("Impor"))


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """The upload, and what was brought in before. A file that cannot be read is told in one sentence."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = import_start(by=request.user, filename=file.name, content=file.read())
        except SpreadsheetError as error:
            form.add_error("file", error.sentence)
        else:
            _tell_earlier(request, upload.batch, upload.earlier)
            return redirect(upload.batch)
    batches = ImportBatch.objects.for_user(request.user).select_related("created_by").defer("content", "sample")
    page = Paginator(batches.order_by("-created_at", "-pk"), PAGE).get_page(request.GET.get("hal"))
    context = {"form": form, "page": page, "steps": _steps(1)}
    return render(request, "cadres/imports.html", context, status=422 if form.errors else 200)


def _tell_earlier(request: HttpRequest, batch: ImportBatch, earlier: ImportBatch | None) -> None:
    if earlier == batch:
        messages.info(request, _("Berkas ini sudah diunggah; lanjutkan dari sini."))
    elif earlier:
        messages.info(request, _("Berkas ini sudah pernah diimpor. Baris yang sama tidak ditulis dua kali."))


@allow(Role.SECRETARIAT)
@require_safe
def import_template(request: HttpRequest) -> HttpResponse:
    """The empty list to fill in."""
    return _file(template_workbook(), "templat-kader.xlsx")


@allow(Role.SECRETARIAT)
@require_safe
def import_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Where an import stands: its progress, its numbers and bad rows, or its result."""
    batch = _batch(request, pk)
    if batch.state == ImportState.UPLOADED:
        return redirect("cadres:import_columns", pk)
    group = request.GET.get("masalah", "")
    groups = problem_groups(batch)
    if group and group not in {key for key, _label, _count in groups}:
        raise Http404
    page = Paginator(problem_rows(request.user, batch, group), PAGE).get_page(request.GET.get("hal"))
    context = {
        "batch": batch,
        "steps": _steps(_step_of(batch)),
        "is_running": batch.state in TASKS,
        "counts": {"bad": 0, "duplicate": 0, "ready": 0, "new": 0, "update": 0, "unchanged": 0, **batch.counts},
        "groups": groups,
        "group": group,
        "bad_count": bad_rows(request.user, batch).count(),
        "page": page,
        "rows": [_shown(batch, row) for row in page],
        "can_undo": can_undo(batch),
    }
    return render(request, "cadres/import.html", context)


@allow(Role.SECRETARIAT)
@require_safe
def import_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The progress bar while a job is at it; afterwards the page is loaded anew."""
    batch = _batch(request, pk)
    if batch.state in TASKS:
        return render(request, "cadres/_import_progress.html", {"batch": batch})
    return HttpResponseClientRedirect(batch.get_absolute_url())


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def import_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Which column is which field, as told by the headers and corrected by the secretary."""
    batch = _batch(request, pk)
    form = ColumnsForm(request.POST or None, batch=batch)
    if request.method == "POST" and form.is_valid():
        try:
            import_check(by=request.user, batch=batch, columns=form.columns, assignment=request.assignment)
        except RuleError as error:
            form.add_error(None, str(error))
        else:
            return redirect(batch)
    sample = json.loads(batch.sample or "[]")
    columns = [
        {"field": field, "header": header, "values": [_masked(row[at]) for row in sample if at < len(row) and row[at]]}
        for at, (field, header) in enumerate(zip(form, batch.headers, strict=True))
    ]
    context = {"batch": batch, "form": form, "columns": columns, "steps": _steps(2)}
    return render(request, "cadres/import_columns.html", context)


@allow(Role.SECRETARIAT)
@require_POST
def import_write(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the write of the rows that are ready."""
    batch = _batch(request, pk)
    try:
        import_run(by=request.user, batch=batch, assignment=request.assignment)
    except RuleError as error:
        messages.error(request, str(error))
    return redirect(batch)


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def import_revert(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what undoing takes back, and ask for the whole import to be undone."""
    batch = _batch(request, pk)
    if request.method == "GET" and can_undo(batch):
        counts = {"created": 0, "updated": 0, **batch.counts}
        return render(request, "cadres/import_undo.html", {"batch": batch, "counts": counts})
    try:
        import_undo(by=request.user, batch=batch, assignment=request.assignment)
    except RuleError as error:
        messages.error(request, str(error))
    return redirect(batch)


@allow(Role.SECRETARIAT)
@require_safe
def import_problems(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that were not ready, in the layout they came in, with columns «Masalah» and «Baris asal»."""
    batch = _batch(request, pk)
    if not bad_rows(request.user, batch).exclude(original="").exists():
        raise Http404
    return _file(problems_workbook(request.user, batch), f"masalah-impor-{batch.pk}.xlsx")


def _batch(request: HttpRequest, pk: int) -> ImportBatch:
    batches = ImportBatch.objects.for_user(request.user).select_related("created_by", "unit").defer("content")
    return get_object_or_404(batches, pk=pk)


def _steps(current: int) -> list[dict[str, Any]]:
    """The four steps with the current one, counted from 1; beyond the last all are done."""
    states = ["done" if at < current else "current" if at == current else "todo" for at in range(1, len(STEPS) + 1)]
    return [{"label": label, "state": state, "note": ""} for label, state in zip(STEPS, states, strict=True)]


def _step_of(batch: ImportBatch) -> int:
    if batch.state in (ImportState.DONE, ImportState.UNDOING, ImportState.UNDONE):
        return len(STEPS) + 1
    return 4 if batch.state == ImportState.IMPORTING else 3


def _shown(batch: ImportBatch, row: ImportRow) -> dict[str, Any]:
    """A bad row for the table: who, which column, what stands there, and what is wrong."""
    cells = json.loads(row.original or "[]")

    def cell(field: str) -> str:
        at = batch.columns.get(field)
        return cells[at] if at is not None and at < len(cells) else ""

    problems = [
        {
            "column": COLUMN_LABELS.get(problem["field"], ""),
            "value": _masked(cell(problem["field"]) or cell(BOTH.get(problem["field"], ""))),
            "sentence": problem["sentence"],
        }
        for problem in row.problems
    ]
    return {
        "number": row.number,
        "name": cell("full_name"),
        "problems": problems,
        "is_duplicate": row.state == RowState.DUPLICATE,
    }


def _masked(text: str) -> str:
    """A cell as it stands in the file; a whole NIK shows its last digits alone, like everywhere."""
    return WHOLE_NIK.sub(lambda found: mask_nik(found[0][-4:]), text)


def _file(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
