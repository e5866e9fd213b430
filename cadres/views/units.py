"""What a secretariat adds to a unit: cells below a village, officers in its board."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import Role
from accounts.models import User
from accounts.policy import allow
from cadres.forms.units import CellForm, TermForm
from cadres.models import Member
from cadres.rules import can_manage_unit
from cadres.selectors.members import search_condition
from cadres.services.cells import cell_add as add_cell
from cadres.services.offices import term_add
from core.errors import RuleError
from regions.enums import Tier
from regions.models import Unit


def _unit(request: HttpRequest, code: str) -> Unit:
    found = Unit.objects.with_code(code).select_related("area").first()
    user = cast(User, request.user)
    if found is None or user.scope is None or not user.scope.covers(found):
        raise Http404
    if not can_manage_unit(user, found):
        raise PermissionDenied
    return found


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "POST"])
def cell_add(request: HttpRequest, code: str) -> HttpResponse:
    """Add a cell below a village."""
    unit = _unit(request, code)
    if unit.tier != Tier.VILLAGE:
        raise Http404
    form = CellForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cell = add_cell(by=cast(User, request.user), village=unit, name=form.cleaned_data["name"])
        except RuleError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(name)s dibuat.") % {"name": cell.name})
            return redirect(unit)
    return _form(request, unit, form, _("Tambah kelompok"))


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "POST"])
def officer_add(request: HttpRequest, code: str) -> HttpResponse:
    """Put a member into an office of the unit."""
    unit, user = _unit(request, code), cast(User, request.user)
    form = TermForm(request.POST or None, by=user, unit=unit)
    if request.method == "POST" and form.is_valid():
        try:
            term_add(by=user, unit=unit, **form.cleaned_data)
        except RuleError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Pengurus ditambahkan."))
            return redirect(unit)
    return _form(request, unit, form, _("Tambah pengurus"))


def _form(request: HttpRequest, unit: Unit, form: CellForm | TermForm, title: str) -> HttpResponse:
    context = {"form": form, "unit": unit, "title": title}
    return render(request, "cadres/unit_form.html", context, status=422 if request.method == "POST" else 200)


@allow(Role.SECRETARIAT, Role.COORDINATOR)
@require_POST
def member_search(request: HttpRequest) -> HttpResponse:
    """Rows for a picker of members. By POST: what is typed is a person's name."""
    user, words = cast(User, request.user), request.POST.get("q", "")[:80]
    found = Member.objects.for_user(user).active().filter(search_condition(words, user)) if words.strip() else []
    rows = found.select_related("unit").defer("nik").order_by("name_key", "pk")[:20] if words.strip() else []
    return render(request, "cadres/_member_options.html", {"found": rows})
