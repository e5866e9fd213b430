"""Taking out a list of members: with a reason, a watermark, and a record."""

import csv
import io
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.enums import Role
from accounts.models import User
from accounts.policy import allow
from cadres.models import Member
from cadres.services.members import member_export_record
from cadres.spreadsheets.workbooks import safe_cell, write_workbook
from cadres.views.imports import WORKBOOK
from core.errors import RuleError

MOST_ROWS = 20_000


@allow(Role.SECRETARIAT, Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def export(request: HttpRequest) -> HttpResponse:
    """The active members in sight as XLSX or CSV; the NIK stays masked."""
    user = cast(User, request.user)
    rows = Member.objects.for_user(user).active().select_related("unit").defer("nik").order_by("name_key", "pk")
    if request.method == "POST":
        form = "csv" if request.POST.get("form") == "csv" else "xlsx"
        people = list(rows[:MOST_ROWS])
        try:
            member_export_record(
                by=user,
                unit=request.assignment.unit,  # type: ignore[attr-defined]
                count=len(people),
                form=form,
                reason=request.POST.get("reason", ""),
            )
        except RuleError as error:
            messages.error(request, str(error))
            return redirect("cadres:export")
        return _file(form, people, user)
    return render(request, "cadres/export.html", {"total": rows.count()})


def _file(form: str, people: list[Member], user: User) -> HttpResponse:
    headers = [_("Nama"), _("Unit"), _("Jenjang"), _("Nomor KTA"), _("NIK"), _("Nomor HP"), _("Jenis kelamin")]
    rows = [
        [
            person.titled_name,
            person.unit.path,
            person.get_level_display(),
            person.membership_card_no or "",
            person.masked_nik,
            person.phone,
            person.get_gender_display(),
        ]
        for person in people
    ]
    moment = timezone.localtime().strftime("%d/%m/%Y %H.%M")
    rows.append([_("Diunduh oleh %(name)s, %(moment)s") % {"name": user.full_name, "moment": moment}] + [""] * 6)
    if form == "xlsx":
        content, kind = write_workbook(headers, rows), WORKBOOK
    else:
        text = io.StringIO()
        csv.writer(text, delimiter=";").writerows([[safe_cell(cell) for cell in row] for row in [headers, *rows]])
        content, kind = ("\ufeff" + text.getvalue()).encode(), "text/csv; charset=utf-8"
    name = f'attachment; filename="kader.{form}"'
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": name})
