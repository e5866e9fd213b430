"""Training events at the desk: the calendar, one event and its participants, attendance, marks, the list of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import STAFF_ROLES, Role
from accounts.policy import allow
from cadres.enums import EventKind
from cadres.forms.training import AttendanceExportForm, CodeForm, EventForm, HandForm, MarkForm, ParticipantForm
from cadres.ladder.rights import can_bring_results, can_organise
from cadres.models import TrainingEvent, TrainingRegistration
from cadres.rules import can_import
from cadres.selectors.training import attendance_rows, events, participants, sheet_results
from cadres.services.attendance import attendance_by_hand, attendance_confirm, is_attendance_open
from cadres.services.exports import export_record
from cadres.services.training import (
    event_move,
    event_save,
    registration_add,
    registration_cancel,
    registration_mark,
    registration_seat,
)
from cadres.spreadsheets.workbooks import write_workbook
from cadres.views.common import asked_unit
from core.errors import RuleError
from core.templatetags.format import local_time
from core.views import UNPROCESSABLE, paged, performed, performed_with

OFFICE = (*sorted(STAFF_ROLES), Role.LEADER)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WHEN = ("mendatang", "lalu")


@allow(*OFFICE)
@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    """The calendar: what is to come, or what has been; by kind."""
    when, kind = request.GET.get("waktu", WHEN[0]), request.GET.get("jenis", "")
    if when not in WHEN or (kind and kind not in EventKind.values):
        raise BadRequest("unknown filter")
    rows, unit = events(request.user), asked_unit(request)
    if unit != request.user.scope.unit:
        rows = rows & events(request.user).filter(pk__in=TrainingEvent.objects.at_or_below(unit).values("pk"))
    rows = rows.filter(kind=kind) if kind else rows
    now = timezone.now()
    rows = (
        rows.filter(ends_at__gte=now).order_by("starts_at", "pk")
        if when == WHEN[0]
        else rows.filter(ends_at__lt=now).order_by("-starts_at", "-pk")
    )
    context = {
        "page": paged(request, rows),
        "when": when,
        "kind": kind,
        "kinds": EventKind.choices,
        "can_add": request.user.scope.role in STAFF_ROLES,
    }
    return render(request, "cadres/training/events.html", context)


@allow(*STAFF_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def event_add(request: HttpRequest) -> HttpResponse:
    """Write an event down; it opens for registration afterwards."""
    return _edit(request, TrainingEvent(created_by=request.user), _("Buat kegiatan pelatihan"))


@allow(*STAFF_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def event_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an event that is not over."""
    return _edit(request, _organised(request, pk), _("Ubah kegiatan"))


@allow(*OFFICE)
@require_safe
def event(request: HttpRequest, pk: int) -> HttpResponse:
    """One event: facts for everybody, participants for staff."""
    return _page(request, _event(request, pk))


@allow(*STAFF_ROLES)
@require_POST
def event_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Open, close or call off an event; a reason that is refused stays in its field."""
    found = _organised(request, pk)
    to, reason = request.POST.get("to", ""), request.POST.get("reason", "")
    if performed(request, event_move, event=found, to=to, reason=reason):
        return redirect(found)
    return _page(request, _event(request, pk), typed={"reason": reason}, status=UNPROCESSABLE)


@allow(*STAFF_ROLES)
@require_POST
def event_register(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a seat for a member; the button «Cari» only looks for him."""
    found = _event(request, pk)
    form = ParticipantForm(request.POST, by=request.user, event=found)
    if "search" in request.POST:
        return _page(
            request, found, participant_form=ParticipantForm(initial=request.POST.dict(), by=request.user, event=found)
        )
    if form.is_valid():
        row = performed_with(form, request, registration_add, event=found, member=form.cleaned_data["member"])
        if row:
            messages.success(request, row.get_state_display())
            return redirect(found)
    return _page(request, found, participant_form=form, status=UNPROCESSABLE)


@allow(*STAFF_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def event_attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """The organiser's screen at the door: type the code a participant shows; whose it was is said back."""
    found = _organised(request, pk)
    form = CodeForm(request.POST or None)
    confirmed = None
    if request.method == "POST" and form.is_valid():
        try:
            confirmed = attendance_confirm(by=request.user, event=found, code=form.cleaned_data["code"])
        except RuleError as error:
            form.add_error("code", str(error))
        else:
            form = CodeForm()
    rows = list(participants(request.user, found))
    context = {
        "event": found,
        "form": form,
        "confirmed": confirmed,
        "is_open": is_attendance_open(found),
        "rows": rows,
        "present": sum(row.state == "attended" for row in rows),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "cadres/training/attendance.html", context, status=status)


@allow(*STAFF_ROLES)
@require_POST
def registration_step(request: HttpRequest, pk: int) -> HttpResponse:
    """What the organiser does with a participant: seat, cancel, tick by hand, mark. What is refused stays typed."""
    rows = TrainingRegistration.objects.for_user(request.user).select_related("event__unit", "member__unit")
    row = get_object_or_404(rows.defer("member__nik"), pk=pk)
    asked = request.POST.get("do", "")
    if asked == "seat":
        done = performed(request, registration_seat, registration=row, done=_("Kursi diberikan."))
    elif asked == "cancel":
        done = performed(request, registration_cancel, registration=row, done=_("Pendaftaran dibatalkan."))
    elif asked == "hand":
        form = HandForm(request.POST)
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        done = performed(request, attendance_by_hand, registration=row, reason=reason, done=_("Kehadiran dicatat."))
    elif asked == "mark":
        mark = MarkForm(request.POST)
        done = mark.is_valid() and performed(
            request, registration_mark, registration=row, **mark.cleaned_data, done=_("Hasil disimpan.")
        )
        if not mark.is_valid():
            messages.error(request, _("Pilih lulus atau belum lulus, dengan nilai 0 sampai 100."))
    else:
        raise BadRequest("unknown deed")
    if done:
        return redirect(row.event)
    typed = {"row": row.pk, "do": asked, "why": request.POST.get("reason", ""), "score": request.POST.get("score", "")}
    return _page(request, _event(request, row.event_id), typed=typed, status=UNPROCESSABLE)


@allow(*STAFF_ROLES)
@require_POST
def event_export(request: HttpRequest, pk: int) -> HttpResponse:
    """The attendance list for the report on state aid, with a reason, a record and a watermark."""
    found = _organised(request, pk)
    form = AttendanceExportForm(request.POST)
    if not form.is_valid():
        return _page(request, found, export_form=form, status=UNPROCESSABLE)
    headers, rows = attendance_rows(request.user, found)
    reason, now = form.cleaned_data["reason"], timezone.now()
    export_record(by=request.user, unit=found.unit, count=len(rows), form="xlsx", reason=reason, listing="attendance")
    values = {"name": request.user.full_name, "at": local_time(now), "reason": reason}
    mark = _("Diekspor oleh %(name)s, %(at)s. Alasan: %(reason)s") % values
    content = write_workbook(headers, [*rows, (), (mark,)], title=_("Daftar hadir"))
    name = f"daftar-hadir-{found.pk}-{timezone.localtime(now):%Y%m%d}.xlsx"
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _event(request: HttpRequest, pk: int) -> TrainingEvent:
    return get_object_or_404(events(request.user), pk=pk)


def _organised(request: HttpRequest, pk: int) -> TrainingEvent:
    found = _event(request, pk)
    if not can_organise(request.user, found.unit):
        raise PermissionDenied
    return found


def _edit(request: HttpRequest, found: TrainingEvent, title: str) -> HttpResponse:
    form = EventForm(request.POST or None, instance=found, by=request.user)
    if request.method == "POST" and form.is_valid() and performed_with(form, request, event_save, event=form.instance):
        return redirect(found)
    context = {"form": form, "title": title, "event": found}
    return render(request, "cadres/training/event_form.html", context, status=UNPROCESSABLE if form.is_bound else 200)


def _page(
    request: HttpRequest,
    found: TrainingEvent,
    *,
    participant_form: ParticipantForm | None = None,
    export_form: AttendanceExportForm | None = None,
    typed: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    is_staff = request.user.scope.role in STAFF_ROLES
    rows = participants(request.user, found) if is_staff else TrainingRegistration.objects.none()
    context = {
        "event": found,
        "page": paged(request, rows),
        "is_staff": is_staff,
        "can_organise": can_organise(request.user, found.unit),
        "is_attendance_open": is_attendance_open(found),
        "has_begun": found.starts_at <= timezone.now(),
        "can_import_results": can_import(request.user) and can_bring_results(request.user, found),
        "sheet_count": sheet_results(request.user, found) if is_staff else 0,
        "participant_form": participant_form or ParticipantForm(by=request.user, event=found),
        "export_form": export_form or AttendanceExportForm(),
        "typed": {"row": 0, "do": "", "why": "", "score": "", "reason": ""} | (typed or {}),
    }
    return render(request, "cadres/training/event.html", context, status=status)
