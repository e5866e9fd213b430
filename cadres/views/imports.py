"""Bringing in a sheet: upload, columns, dry run, write, undo. Long work happens in the background."""

import json
from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import Role
from accounts.models import User
from accounts.policy import allow
from cadres.enums import ImportState, RowState
from cadres.models import ImportBatch
from cadres.rules import can_import
from cadres.services.imports import can_undo, import_check, import_run, import_start, import_undo
from cadres.spreadsheets.columns import COLUMN_LABELS
from cadres.spreadsheets.errors import SpreadsheetError
from cadres.spreadsheets.rows import GROUP_LABELS
from cadres.spreadsheets.workbooks import template_workbook, write_workbook
from core.errors import RuleError

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BUSY = (ImportState.CHECKING, ImportState.IMPORTING, ImportState.UNDOING)
PAGE = 25


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Upload a sheet; below it the ones before."""
    user, problem = cast(User, request.user), ""
    if request.method == "POST":
        try:
            return _uploaded(request, user)
        except (SpreadsheetError, RuleError) as error:
            problem = str(getattr(error, "sentence", error))
    batches = ImportBatch.objects.for_user(user).select_related("created_by", "unit").defer("content")
    page = Paginator(batches.order_by("-created_at", "-pk"), PAGE).get_page(request.GET.get("hal"))
    context = {"page": page, "total": page.paginator.count, "problem": problem, "may_import": can_import(user)}
    return render(request, "cadres/imports.html", context, status=422 if problem else 200)


def _uploaded(request: HttpRequest, user: User) -> HttpResponse:
    file = request.FILES.get("file")
    if file is None:
        raise RuleError(_("Pilih berkas XLSX atau CSV dulu."))
    upload = import_start(by=user, filename=file.name or "", content=file.read())
    if upload.earlier:
        messages.info(request, _("Berkas yang sama pernah diimpor. Baris yang tidak berubah akan dilewati."))
    return redirect(upload.batch)


@allow(Role.SECRETARIAT)
@require_GET
def import_template(request: HttpRequest) -> HttpResponse:
    """The sheet to fill in, with NIK and phone columns as text."""
    return _workbook(template_workbook(), "templat-kader.xlsx")


def _workbook(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=WORKBOOK, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _batch(request: HttpRequest, pk: int) -> ImportBatch:
    found = ImportBatch.objects.for_user(request.user).select_related("unit", "created_by").defer("content")
    return cast(ImportBatch, get_object_or_404(found, pk=pk))


@allow(Role.SECRETARIAT)
@require_GET
def import_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Where an import stands: columns to confirm, progress, the dry run's answer, or the result."""
    batch = _batch(request, pk)
    group = request.GET.get("masalah", "")
    shown = {"group": group} if group in GROUP_LABELS else {}
    bad = batch.rows.filter(state__in=[RowState.BAD, RowState.DUPLICATE])
    if shown:
        bad = bad.filter(problems__contains=[shown])
    page = Paginator(bad.order_by("number"), PAGE).get_page(request.GET.get("hal"))
    context = {
        "batch": batch,
        "busy": batch.state in BUSY,
        "fields": _fields(batch),
        "steps": _steps(batch),
        "tiles": _tiles(batch),
        "groups": [
            {"group": name, "label": GROUP_LABELS.get(name, name), "count": count, "current": name == group}
            for name, count in batch.counts.get("groups", {}).items()
        ],
        "group": group,
        "page": page,
        "rows": [_told(batch, row) for row in page],
        "ready": batch.counts.get("ready", 0),
        "written": batch.counts.get("written", batch.counts.get("ready", 0)),
        "may_undo": can_undo(batch),
    }
    return render(request, "cadres/import.html", context)


def _fields(batch: ImportBatch) -> list[dict[str, object]]:
    """For each field of a member: the column that was matched, and what stands in it."""
    if batch.state not in (ImportState.UPLOADED, ImportState.CHECKED):
        return []
    sample = json.loads(batch.sample or "[]")
    return [
        {
            "name": name,
            "label": label,
            "column": batch.columns.get(name),
            "example": _example(sample, batch.columns.get(name)),
        }
        for name, label in COLUMN_LABELS.items()
    ]


def _example(sample: list[list[str]], column: int | None) -> str:
    return next((row[column] for row in sample if column is not None and column < len(row) and row[column]), "")


def _steps(batch: ImportBatch) -> list[dict[str, str]]:
    at = {ImportState.UPLOADED: 1, ImportState.CHECKING: 2, ImportState.CHECKED: 2}.get(ImportState(batch.state), 3)
    labels = (_("Unggah berkas"), _("Cocokkan kolom"), _("Periksa"), _("Impor"))
    over = batch.state in (ImportState.DONE, ImportState.UNDONE)
    return [
        {"label": label, "state": "done" if n < at or over else "current" if n == at else "todo", "note": ""}
        for n, label in enumerate(labels)
    ]


def _tiles(batch: ImportBatch) -> list[dict[str, object]]:
    counts = batch.counts
    details = _("%(new)s baru, %(update)s memperbarui") % {
        "new": counts.get("new", 0),
        "update": counts.get("update", 0),
    }
    tiles = (
        (batch.row_count, _("Baris dibaca"), "file-text", "", ""),
        (counts.get("ready", 0), _("Siap diimpor"), "circle-check", "k-good", details),
        (counts.get("bad", 0), _("Perlu diperbaiki"), "circle-alert", "k-bad", ""),
        (counts.get("duplicate", 0), _("Diduga ganda"), "copy", "k-warn", ""),
    )
    return [dict(zip(("count", "label", "icon", "tone", "detail"), tile, strict=True)) for tile in tiles]


def _told(batch: ImportBatch, row: object) -> dict[str, object]:
    cells = json.loads(row.original or "[]")  # type: ignore[attr-defined]
    name = batch.columns.get("full_name")
    problems = [
        {
            "label": COLUMN_LABELS.get(problem["field"], problem["field"]),
            "value": _example([cells], batch.columns.get(problem["field"])),
            "sentence": problem["sentence"],
        }
        for problem in row.problems  # type: ignore[attr-defined]
    ]
    return {"number": row.number, "name": _example([cells], name), "problems": problems}  # type: ignore[attr-defined]


@allow(Role.SECRETARIAT)
@require_POST
def import_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Settle the columns and ask for the dry run."""
    columns = {name: int(value) for name in COLUMN_LABELS if (value := request.POST.get(name, "")[:4]).isdecimal()}
    return _asked(
        request,
        pk,
        lambda user, batch: import_check(by=user, batch=batch, columns=columns, assignment=request.assignment),
    )


@allow(Role.SECRETARIAT)
@require_POST
def import_write(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the write of the rows that are ready."""
    return _asked(request, pk, lambda user, batch: import_run(by=user, batch=batch, assignment=request.assignment))


@allow(Role.SECRETARIAT)
@require_POST
def import_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the whole import to be undone."""
    return _asked(request, pk, lambda user, batch: import_undo(by=user, batch=batch, assignment=request.assignment))


def _asked(request: HttpRequest, pk: int, deed) -> HttpResponse:
    batch = _batch(request, pk)
    try:
        deed(cast(User, request.user), batch)
    except RuleError as error:
        messages.error(request, str(error))
    return redirect(batch)


@allow(Role.SECRETARIAT)
@require_GET
def import_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the background work is; once it is over, the page loads anew."""
    batch = _batch(request, pk)
    if batch.state not in BUSY:
        return HttpResponse(status=204, headers={"HX-Redirect": batch.get_absolute_url()})
    return render(request, "cadres/_progress.html", {"batch": batch})


@allow(Role.SECRETARIAT)
@require_GET
def import_problems(request: HttpRequest, pk: int) -> HttpResponse:
    """The bad rows back in the same layout, with the column «Masalah»."""
    batch = _batch(request, pk)
    bad = batch.rows.filter(state__in=[RowState.BAD, RowState.DUPLICATE]).order_by("number")
    rows = [
        [*_padded(json.loads(row.original or "[]"), len(batch.headers)), " ".join(p["sentence"] for p in row.problems)]
        for row in bad
    ]
    return _workbook(write_workbook([*batch.headers, _("Masalah")], rows), "baris-bermasalah.xlsx")


def _padded(cells: list[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))][:width]
