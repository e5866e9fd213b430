"""Adding cells and officers to a unit."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import Role
from accounts.policy import allow
from cadres.forms.units import CellForm, OfficerForm, TermEndForm
from cadres.models import OfficerTerm
from cadres.rules import can_manage_unit
from cadres.services.cells import cell_add as add_cell
from cadres.services.districts import district_set_signal
from cadres.services.offices import term_add, term_end
from core.errors import RuleError
from core.views import performed
from regions.enums import Tier
from regions.models import Unit


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def cell_add(request: HttpRequest, code: str) -> HttpResponse:
    """A new cell below a village unit."""
    unit = _managed_unit(request, code)
    if unit.tier != Tier.VILLAGE:
        raise Http404
    form = CellForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cell = add_cell(by=request.user, village=unit, **form.cleaned_data)
        except RuleError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("%(name)s dibuat.") % {"name": cell.name})
            return redirect(unit)
    return render(request, "cadres/cell_form.html", {"form": form, "unit": unit})


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def officer_add(request: HttpRequest, code: str) -> HttpResponse:
    """An office of a unit for a member, with its decree. The button «Cari» only looks for the member."""
    unit = _managed_unit(request, code)
    form = OfficerForm(request.POST or None, by=request.user, unit=unit)
    searching = "search" in request.POST
    if request.method == "POST" and not searching and form.is_valid():
        data = {name: value for name, value in form.cleaned_data.items() if name != "words"}
        try:
            term_add(by=request.user, unit=unit, **data)
        except RuleError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Pengurus ditambahkan dan menunggu pengesahan tingkat di atasnya."))
            return redirect(unit)
    if searching:  # what was typed stays, and nothing is wrong yet
        form = OfficerForm(initial=request.POST.dict(), by=request.user, unit=unit)
    return render(request, "cadres/officer_form.html", {"form": form, "unit": unit})


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def officer_end(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The end of an office; the term stays in the story of unit and member."""
    unit = _managed_unit(request, code)
    terms = OfficerTerm.objects.for_user(request.user).filter(unit=unit).open()
    term = get_object_or_404(terms.select_related("member", "unit").defer("member__nik"), pk=pk)
    form = TermEndForm(request.POST or None, initial={"ends_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            term_end(by=request.user, term=term, on=form.cleaned_data["ends_on"])
        except RuleError as error:
            form.add_error("ends_on", str(error))
        else:
            messages.success(
                request,
                _("Jabatan %(name)s sebagai %(post)s berakhir.") % {"name": term.member.full_name, "post": term.post},
            )
            return redirect(unit)
    return render(request, "cadres/officer_end.html", {"form": form, "unit": unit, "term": term})


@allow(Role.SECRETARIAT)
@require_POST
def unit_signal(request: HttpRequest, code: str) -> HttpResponse:
    """The signal of a district is weak, or is not any more."""
    unit, is_weak = _managed_unit(request, code), request.POST.get("sinyal") == "sulit"
    done = _("Ditandai sinyal sulit.") if is_weak else _("Tanda sinyal sulit dilepas.")
    performed(request, district_set_signal, district=unit, is_weak=is_weak, done=done)
    return redirect(unit)


def _managed_unit(request: HttpRequest, code: str) -> Unit:
    unit = get_object_or_404(Unit.objects.with_code(code).select_related("area"))
    if not can_manage_unit(request.user, unit):
        raise Http404
    return unit
