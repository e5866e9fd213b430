"""The ways between posts: read by offices, changed by the national secretariat, with their history."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import TIER_ROLES, Role
from accounts.policy import allow
from accounts.selectors import setting_changes
from cadres.elections.rights import keeps_elections
from cadres.forms.ways import DropForm, WayForm
from cadres.mobility.needs import kind_of
from cadres.models import CareerPath
from cadres.selectors.mobility import career_paths, path_name
from cadres.services.ways import way_drop as drop
from cadres.services.ways import way_key, way_save
from core.views import UNPROCESSABLE, performed_with


@allow(*TIER_ROLES)
@require_safe
def ways(request: HttpRequest) -> HttpResponse:
    """All ways with what each asks for."""
    rows = [(way, path_name(way), [kind_of(n).label(way, n) for n in way.needs.all()]) for way in career_paths()]
    context = {"rows": rows, "can_edit": keeps_elections(request.user)}
    return render(request, "cadres/mobility/ways.html", context)


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def way_add(request: HttpRequest) -> HttpResponse:
    """A new way."""
    return _way_form(request, None)


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def way_edit(request: HttpRequest, path: str) -> HttpResponse:
    """Change a way; its history beside it."""
    return _way_form(request, get_object_or_404(career_paths(), code=path))


@allow(Role.SECRETARIAT)
@require_POST
def way_drop(request: HttpRequest, path: str) -> HttpResponse:
    """Take a way out."""
    _require_keeper(request)
    way, form = get_object_or_404(career_paths(), code=path), DropForm(request.POST, auto_id="drop_%s")
    if form.is_valid() and performed_with(form, request, drop, way=way, **form.cleaned_data):
        messages.success(request, _("Jalur dihapus."))
        return redirect("cadres:ways")
    return _way_form(request, way, drop_form=form)


def _way_form(request: HttpRequest, way: CareerPath | None, drop_form: DropForm | None = None) -> HttpResponse:
    _require_keeper(request)
    data = None if drop_form else request.POST or None
    form = WayForm(data, initial=WayForm.initial_of(way) if way else None)
    if form.is_bound and form.is_valid() and performed_with(form, request, way_save, way=way, **form.said):
        messages.success(request, _("Jalur disimpan."))
        return redirect("cadres:ways")
    context = {
        "form": form,
        "way": way,
        "title": path_name(way) if way else _("Tambah jalur"),
        "changes": setting_changes(way_key(way)) if way else [],
        "drop_form": drop_form or DropForm(auto_id="drop_%s"),
    }
    status = UNPROCESSABLE if form.is_bound or drop_form else 200
    return render(request, "cadres/mobility/way.html", context, status=status)


def _require_keeper(request: HttpRequest) -> None:
    if not keeps_elections(request.user):
        raise PermissionDenied
