"""Lists as files: the reason before, the file at once or by a job, and one's own exports."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import STAFF_ROLES
from accounts.policy import allow
from cadres.enums import ExportState
from cadres.models import ExportJob
from cadres.services.exports import Written, export_ask, export_record, export_take
from core.errors import RuleError
from core.keys import read_key
from core.views import paged
from dashboards.exports import LISTINGS, ListRequest, picked_rows, write_file
from dashboards.forms.members import ExportForm
from dashboards.selectors.exports import MOST_ROWS

#: A longer list is written by a job.
AT_ONCE = 2_000
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@allow(*STAFF_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def list_export(request: HttpRequest, listing: str) -> HttpResponse:
    """The rows and order of a list, or the ticked ones, as a file; with a reason, a watermark and a record."""
    kind = LISTINGS[listing]
    asked = kind.asked(ListRequest(request.user, request.GET))
    picked = [pk for text in request.POST.getlist("pilih") if (pk := read_key(text))]
    rows = picked_rows(asked.rows, picked)
    count = rows.count()
    form = ExportForm(request.POST if "reason" in request.POST else None)
    if form.is_valid() and 0 < count <= MOST_ROWS:
        chosen = {"listing": listing, "form": form.cleaned_data["form"]}
        common = {"by": request.user, "unit": asked.unit, "count": count, "reason": form.cleaned_data["reason"]}
        try:
            if count > AT_ONCE:
                query = request.GET.urlencode()
                export_ask(**common, **chosen, assignment=request.assignment, query=query, picked=picked)
                return redirect("dashboards:exports")
            common["reason"] = export_record(**common, **chosen)
            del common["count"], common["unit"]
            return _answer(write_file(**common, **chosen, asked=asked, rows=rows))
        except RuleError as error:
            form.add_error("reason", str(error))
    context = {
        "listing": kind,
        "unit": asked.unit,
        "in_words": asked.in_words,
        "list_url": reverse(kind.url_name),
        "query": request.GET.urlencode(),
        "form": form,
        "ticked": picked,
        "count": count,
        "too_many": count > MOST_ROWS,
        "is_long": count > AT_ONCE,
    }
    return render(request, "dashboards/exports/ask.html", context, status=422 if form.errors else 200)


@allow(*STAFF_ROLES)
@require_safe
def exports(request: HttpRequest) -> HttpResponse:
    """One's own long exports, those that wait first taken from here."""
    mine = ExportJob.objects.for_user(request.user).filter(assignment=request.assignment).defer("content", "query")
    page = paged(request, mine.order_by("-asked_at", "-pk"))
    rows = [{"job": job, "title": LISTINGS[job.listing].title} for job in page]
    is_waiting = any(job.state == ExportState.ASKED for job in page)
    return render(request, "dashboards/exports/mine.html", {"page": page, "rows": rows, "is_waiting": is_waiting})


@allow(*STAFF_ROLES)
@require_POST
def export_download(request: HttpRequest, pk: int) -> HttpResponse:
    """The file, once, for its owner."""
    mine = ExportJob.objects.for_user(request.user).filter(owner=request.user, assignment=request.assignment)
    job = get_object_or_404(mine.defer("content", "query"), pk=pk)
    try:
        filename, content = export_take(by=request.user, assignment=request.assignment, job=job)
    except RuleError as error:
        messages.error(request, str(error))
        return redirect("dashboards:exports")
    return _answer(Written(filename, content, job.row_count))


def _answer(file: Written) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{file.filename}"'}
    return HttpResponse(file.content, content_type=TYPES[file.filename.rpartition(".")[2]], headers=headers)
