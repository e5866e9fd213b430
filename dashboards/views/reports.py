"""The monthly report of a unit, as a page for paper and as a sheet."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.enums import TIER_ROLES
from accounts.policy import allow
from core.readonly import read_only
from dashboards.reports import month_report, report_pdf, report_xlsx
from dashboards.selectors.board import kept_month, unit_with_code

FILES = {
    "pdf": (report_pdf, "application/pdf"),
    "xlsx": (report_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@allow(*TIER_ROLES)
@require_safe
@read_only()
def report(request: HttpRequest, code: str, month: str, form: str) -> HttpResponse:
    """The report of a unit in one's scope for a month that is open or kept; another month, or unit, does not exist."""
    unit = unit_with_code(code)
    if unit is None or not request.user.scope.covers(unit):
        raise Http404
    asked = kept_month(request.user, unit, month)
    if asked is None:
        raise Http404
    write, content_type = FILES[form]
    answer = HttpResponse(write(month_report(request.user, unit, asked)), content_type=content_type)
    answer["Content-Disposition"] = f'inline; filename="laporan-{unit.code}-{asked:%Y-%m}.{form}"'
    return answer
