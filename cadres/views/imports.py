"""Bringing in sheets: upload, columns, dry run, corrections, write, undo."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from accounts.enums import Role
from accounts.policy import allow
from cadres.enums import Impact, ImportKind, ImportState, RowState
from cadres.forms.imports import ColumnsForm, RowForm, UploadForm, masked
from cadres.models import ImportBatch, ImportRow
from cadres.selectors.imports import (
    bad_rows,
    impact_rows,
    problem_groups,
    problem_rows,
    problems_workbook,
    shown_impact,
    written_members,
)
from cadres.services.import_fixes import WRONG, import_continue, row_correct, same_mistakes, suggestion_take
from cadres.services.imports import (
    TASKS,
    can_discard,
    can_undo,
    import_check,
    import_discard,
    import_run,
    import_start,
    import_undo,
    remembered_mapping,
)
from cadres.spreadsheets.columns import BIRTHPLACE_AND_DATE, COLUMN_LABELS
from cadres.spreadsheets.errors import SpreadsheetError
from cadres.spreadsheets.workbooks import template_workbook
from core.errors import RuleError
from core.views import paged, performed

#: Fields that may stand in one column with another.
BOTH = {"birth_date": BIRTHPLACE_AND_DATE, "birthplace": BIRTHPLACE_AND_DATE}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STEPS = (gettext_lazy("Unggah berkas"), gettext_lazy("Cocokkan kolom"), gettext_lazy("Periksa"), gettext_lazy("Impor"))


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """The upload, and what was brought in before. A file that cannot be read is told in one sentence."""
    asked = {"kind": ImportKind.RESULTS, "event": event} if (event := request.GET.get("kegiatan", "")) else {}
    files = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*files, by=request.user, initial=asked)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kind = ImportKind(form.cleaned_data["kind"])
            event = form.cleaned_data["event"] if kind == ImportKind.RESULTS else None
            upload = import_start(by=request.user, filename=file.name, content=file.read(), kind=kind, event=event)
        except SpreadsheetError as error:
            form.add_error("file", error.sentence)
        else:
            _tell_earlier(request, upload.batch, upload.earlier)
            return redirect(upload.batch)
    batches = ImportBatch.objects.for_user(request.user).select_related("created_by").defer("content", "sample")
    page = paged(request, batches.order_by("-created_at", "-pk"))
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
    kind = request.GET.get("isi", ImportKind.MEMBERS)
    if kind not in ImportKind.values:
        raise Http404
    names = {"members": "kader", "officers": "pengurus", "results": "hasil-diklat"}
    return _file(template_workbook(kind), f"templat-{names[kind]}.xlsx")


@allow(Role.SECRETARIAT)
@require_safe
def import_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Where an import stands: its progress, its numbers with the rows behind each, or its result."""
    batch = _batch(request, pk)
    if batch.state == ImportState.UPLOADED:
        return redirect("cadres:import_columns", pk)
    if batch.state == ImportState.DISCARDED:
        messages.info(request, _("Unggahan ini sudah dibuang."))
        return redirect("cadres:imports")
    impact, group = request.GET.get("lihat", ""), request.GET.get("masalah", "")
    if impact and (impact not in Impact.values or group):
        raise Http404
    groups = problem_groups(batch)
    if group and group not in {key for key, _label, _count in groups}:
        raise Http404
    is_impact = bool(impact) and batch.state == ImportState.CHECKED
    found = impact_rows(request.user, batch, Impact(impact)) if is_impact else problem_rows(request.user, batch, group)
    counts = _counts(batch)
    known = counts[impact or "refused_rows"] if batch.state == ImportState.CHECKED and not group else None
    page = paged(request, found, known)
    context = {
        "batch": batch,
        "steps": _steps(_step_of(batch)),
        "is_running": batch.state in TASKS,
        "counts": counts,
        "impact": impact if is_impact else "",
        "impact_label": Impact(impact).label if is_impact else "",
        "groups": groups,
        "group": group,
        "bad_count": counts["refused_rows"]
        if batch.state == ImportState.CHECKED
        else bad_rows(request.user, batch).count(),
        "page": page,
        "rows": shown_impact(request.user, batch, page) if is_impact else _shown_rows(request, batch, page),
        "can_undo": can_undo(batch),
        "can_discard": can_discard(batch),
        "problem_count": sum(count for _key, _label, count in groups),
        "people": written_members(request.user, batch.pk).count() if batch.state == ImportState.DONE else 0,
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
        {
            "field": field,
            "header": header,
            "values": [masked(row[at], field.value()) for row in sample if at < len(row) and row[at]],
        }
        for at, (field, header) in enumerate(zip(form, batch.headers, strict=True))
    ]
    remembered = remembered_mapping(request.user, batch.kind, batch.headers)
    is_remembered = remembered is not None and remembered.columns == batch.columns
    context = {"batch": batch, "form": form, "columns": columns, "steps": _steps(2)}
    context["remembered"] = remembered if is_remembered else None
    return render(request, "cadres/import_columns.html", context)


@allow(Role.SECRETARIAT)
@require_POST
def import_write(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the write of the rows that are ready; moves to another unit have their own tick."""
    batch = _batch(request, pk)
    try:
        takes_moves = request.POST.get("pindah") == "ya"
        import_run(by=request.user, batch=batch, assignment=request.assignment, takes_moves=takes_moves)
    except RuleError as error:
        messages.error(request, str(error))
    return redirect(batch)


@allow(Role.SECRETARIAT)
@require_POST
def import_go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend what a written import has left wrong, in an import of its own."""
    batch = _batch(request, pk)
    made = performed(request, import_continue, batch=batch)
    if made:
        messages.info(request, _("Baris yang belum masuk kini di impor tersendiri. Perbaiki di sini, lalu impor."))
    return redirect(made or batch)


@allow(Role.SECRETARIAT)
@require_POST
def import_throw_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw an upload away that nobody will write."""
    batch = _batch(request, pk)
    try:
        import_discard(by=request.user, batch=batch)
    except RuleError as error:
        messages.error(request, str(error))
        return redirect(batch)
    messages.success(request, _("Unggahan dibuang; isinya sudah dihapus."))
    return redirect("cadres:imports")


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def import_row(request: HttpRequest, pk: int) -> HttpResponse:
    """One row that is wrong, corrected where it stands and checked at once."""
    row = _row(request, pk)
    form = RowForm(request.POST if request.method == "POST" else None, row=row)
    if request.method == "POST" and form.is_valid():
        try:
            row = row_correct(by=request.user, row=row, cells=form.cells)
        except RuleError as error:
            form.add_error(None, str(error))
        else:
            if row.state not in WRONG:
                messages.success(request, _("Baris %(number)d sudah benar.") % {"number": row.number})
                return redirect(row.batch)
    problems = [] if form.errors else _shown(row.batch, row)["problems"]
    context = {"batch": row.batch, "row": row, "form": form, "problems": problems, "steps": _steps(3)}
    return render(request, "cadres/import_row.html", context, status=422 if request.method == "POST" else 200)


@allow(Role.SECRETARIAT)
@require_POST
def import_row_suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the nearest unit for one row, or for all rows with the same mistake."""
    row = _row(request, pk)
    try:
        count = suggestion_take(by=request.user, row=row, for_all=request.POST.get("semua") == "ya")
    except RuleError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("%(count)d baris menjadi benar.") % {"count": count})
    group = request.POST.get("masalah", "")
    known = {key for key, _label, _count in problem_groups(_batch(request, row.batch_id))}
    return redirect(f"{row.batch.get_absolute_url()}?masalah={group}" if group in known else row.batch)


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


def _row(request: HttpRequest, pk: int) -> ImportRow:
    """A row that can be corrected; a row that is not wrong has no page."""
    rows = ImportRow.objects.for_user(request.user).filter(state__in=WRONG, batch__state=ImportState.CHECKED)
    return get_object_or_404(rows.select_related("batch", "batch__created_by").defer("batch__content"), pk=pk)


def _counts(batch: ImportBatch) -> dict[str, int]:
    """The numbers of a batch, with those that follow from them."""
    names = ("bad", "duplicate", "ready", "new", "update", "moved", "confirm", "unchanged", "skipped")
    counts = {**dict.fromkeys(names, 0), **batch.counts}
    refused = counts["bad"] + counts["duplicate"]
    changed = counts["update"] - counts["moved"] - counts["confirm"]
    return counts | {"changed": changed, "refused_rows": refused}


def _shown_rows(request: HttpRequest, batch: ImportBatch, page: Any) -> list[dict[str, Any]]:
    """The bad rows of a page; with how many others each suggestion would repair."""
    is_open = batch.state == ImportState.CHECKED
    same = same_mistakes(request.user, batch, page) if is_open else {}
    return [_shown(batch, row) | {"same": same.get(row.pk, 0), "is_open": is_open} for row in page]


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
            "value": masked(cell(problem["field"]) or cell(BOTH.get(problem["field"], "")), problem["field"]),
            "sentence": problem["sentence"],
        }
        for problem in row.problems
    ]
    return {
        "pk": row.pk,
        "number": row.number,
        "name": cell("full_name"),
        "suggestion": row.suggestion,
        "problems": problems,
        "is_duplicate": row.state == RowState.DUPLICATE,
    }


def _file(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
