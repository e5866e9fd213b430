"""Pemekaran: what was changed in the tree, a change with its preview, and its undo."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from accounts.enums import Role
from accounts.forms import ReshapeForm
from accounts.models import ReshapeJob
from accounts.policy import allow
from accounts.rules import SPLITTING_TIERS, can_reshape
from accounts.services.reshape_jobs import progress_of, reshape_ask, undo_ask
from accounts.services.reshapes import people_tables, reshape_preview, totals, undo_problem
from core.errors import RuleError
from core.views import paged
from regions.models import Reshape, Unit

EDITORS = (Role.SECRETARIAT, Role.ADMIN)


@allow(*EDITORS)
@require_safe
def reshapes(request: HttpRequest) -> HttpResponse:
    """Every change of the tree, the newest first."""
    _require(request)
    found = Reshape.objects.select_related("target", "merged", "done_by").prefetch_related("moves__unit")
    page = paged(request, found)
    context = {
        "page": page,
        "total": page.paginator.count,
        "running": ReshapeJob.objects.filter(finished_at=None).first(),
    }
    return render(request, "accounts/reshapes.html", context)


@allow(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def reshape_new(request: HttpRequest, code: str) -> HttpResponse:
    """A change of what stands below a unit: asked for, shown with every row that goes along, then done."""
    _require(request)
    source = get_object_or_404(Unit.objects.with_code(code).select_related("area"), is_active=True)
    if source.tier not in SPLITTING_TIERS:
        raise Http404
    form = ReshapeForm(request.POST or None, source=source)
    moved = None
    if request.method == "POST" and form.is_valid():
        try:
            if "confirm" in request.POST:
                done = reshape_ask(by=request.user, assignment=request.assignment, plan=form.plan)
                return _follow(request, done, _("Susunan wilayah diubah."))
            moved = reshape_preview(by=request.user, plan=form.plan)
        except RuleError as error:
            form.add_error(None, str(error))
    context = {
        "form": form,
        "source": source,
        "moved": moved,
        "totals": totals(moved or []),
        # Names are for the registry's keepers; an admin sees how many.
        "shows_members": request.user.scope.role == Role.SECRETARIAT,
        "members": "cadres_member",
    }
    return render(request, "accounts/reshape_new.html", context, status=422 if form.errors else 200)


@allow(*EDITORS)
@require_safe
def reshape(request: HttpRequest, number: int) -> HttpResponse:
    """One change of the tree: what moved from where, what went along, and whether it can be undone."""
    _require(request)
    found = get_object_or_404(
        Reshape.objects.select_related("target__area", "merged", "done_by", "undone_by"), pk=number
    )
    names = dict(people_tables())
    context = {
        "reshape": found,
        "moves": found.moves.select_related("unit__area", "old_parent", "new_parent").order_by("unit__name"),
        "counts": sorted((names.get(table, table), n) for table, n in found.counts.items()),
        "problem": undo_problem(found),
    }
    return render(request, "accounts/reshape.html", context)


@allow(*EDITORS)
@require_POST
def reshape_revert(request: HttpRequest, number: int) -> HttpResponse:
    """Put everything back."""
    _require(request)
    found = get_object_or_404(Reshape, pk=number)
    try:
        done = undo_ask(by=request.user, assignment=request.assignment, reshape=found)
    except RuleError as error:
        messages.error(request, str(error))
        return redirect("accounts:reshape", found.pk)
    return _follow(request, done, _("Susunan wilayah dikembalikan."))


@allow(*EDITORS)
@require_safe
def reshape_job(request: HttpRequest, number: int) -> HttpResponse:
    """How far a change is that a worker does; once it is done, the change itself."""
    _require(request)
    job = get_object_or_404(ReshapeJob, pk=number)
    if job.finished_at and not job.failure:
        target = reverse("accounts:reshape", args=[job.reshape_id])
        return HttpResponseClientRedirect(target) if request.htmx else redirect(target)
    context = {"job": job, "done": progress_of(job), "is_running": job.finished_at is None}
    page = "accounts/_reshape_progress.html" if request.htmx else "accounts/reshape_job.html"
    return render(request, page, context)


def _follow(request: HttpRequest, done: Reshape | ReshapeJob, sentence: str) -> HttpResponse:
    """To the change that was made, or to the progress of the one that a worker makes."""
    if isinstance(done, ReshapeJob):
        return redirect("accounts:reshape_job", done.pk)
    messages.success(request, sentence)
    return redirect("accounts:reshape", done.pk)


def _require(request: HttpRequest) -> None:
    if not can_reshape(request.user):
        raise PermissionDenied
