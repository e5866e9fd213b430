"""Elections are prepared here, as rows: name and day, calendar, districts copied or uploaded, the end of terms."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import Role
from accounts.policy import allow
from cadres.elections.rights import keeps_elections
from cadres.elections.sheets import Sheet, written
from cadres.enums import ChamberLevel
from cadres.forms.elections import CopyForm, ElectionForm, PackedForm, StagesForm, TermForm, UploadForm
from cadres.models import Election
from cadres.selectors.elections import elections_held, gone_areas, levels_in, levels_of, misplaced, sheet_of
from cadres.services import elections as deeds
from core.views import UNPROCESSABLE, performed, performed_with, status_of

#: The two sheets, as their addresses name them.
SHEETS = ("dapil", "wilayah")
#: So many problems of a sheet are told at once.
TOLD = 25


@allow(Role.SECRETARIAT)
@require_safe
def elections(request: HttpRequest) -> HttpResponse:
    """All elections with what each holds."""
    _require_keeper(request)
    return render(request, "cadres/elections/elections.html", {"elections": list(elections_held())})


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def election_add(request: HttpRequest) -> HttpResponse:
    """Write a new election down."""
    _require_keeper(request)
    form = ElectionForm(request.POST or None)
    is_sound = form.is_bound and form.is_valid()
    if is_sound and (made := performed_with(form, request, deeds.election_save, **form.cleaned_data)):
        messages.success(request, _("Pemilu dicatat. Isi tahapan dan dapilnya."))
        return redirect("cadres:election", made.code)
    context = {"form": form, "election": None}
    return render(request, "cadres/elections/election_form.html", context, status=status_of(form))


@allow(Role.SECRETARIAT)
@require_safe
def election(request: HttpRequest, election: str) -> HttpResponse:
    """One election: its calendar, what it holds, and the deeds on it."""
    return _page(request, _election(request, election))


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def election_edit(request: HttpRequest, election: str) -> HttpResponse:
    """Change code, name and day."""
    found = _election(request, election)
    initial = {"code": found.code, "name": found.name, "voting_on": found.voting_on}
    form = ElectionForm(request.POST or None, initial=initial)
    said = form.cleaned_data if form.is_bound and form.is_valid() else None
    if said and (saved := performed_with(form, request, deeds.election_save, election=found, **said)):
        messages.success(request, _("Perubahan disimpan."))
        return redirect("cadres:election", saved.code)
    context = {"form": form, "election": found}
    return render(request, "cadres/elections/election_form.html", context, status=status_of(form))


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def election_stages(request: HttpRequest, election: str) -> HttpResponse:
    """Date the stages."""
    found = _election(request, election)
    form = StagesForm(request.POST or None, election=found)
    is_sound = form.is_bound and form.is_valid()
    if is_sound and performed_with(form, request, deeds.stages_set, election=found, days=form.days):
        messages.success(request, _("Tahapan disimpan."))
        return redirect("cadres:election", found.code)
    context = {"form": form, "election": found}
    return render(request, "cadres/elections/stages.html", context, status=status_of(form))


@allow(Role.SECRETARIAT)
@require_POST
def election_copy(request: HttpRequest, election: str) -> HttpResponse:
    """Show what a copy of an earlier election's districts brings, and bring it in (`sure`)."""
    found = _election(request, election)
    form = CopyForm(request.POST, election=found)
    if not form.is_valid():
        return _page(request, found, copy=form)
    return _brought(request, found, form.sheet, form, source=form.cleaned_data["source"])


@allow(Role.SECRETARIAT)
@require_POST
def election_upload(request: HttpRequest, election: str) -> HttpResponse:
    """Show what uploaded sheets bring, and bring them in (`sure`)."""
    found = _election(request, election)
    if "packed" in request.POST:
        packed = PackedForm(request.POST)
        if packed.is_valid():
            return _brought(request, found, packed.sheet, packed)
        messages.error(request, _("Unggah kembali berkasnya."))
        return redirect("cadres:election", found.code)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, found, upload=form)
    return _brought(request, found, form.sheet, PackedForm(initial={"packed": form.packed}))


@allow(Role.SECRETARIAT)
@require_safe
def election_sheet(request: HttpRequest, election: str, which: str) -> HttpResponse:
    """What an election holds as one of the two sheets: changed, it is uploaded for the next. Nobody's data."""
    found = _election(request, election)
    text = written(sheet_of(found, ChamberLevel.values))[SHEETS.index(which)]
    headers = {"Content-Disposition": f'attachment; filename="{which}-{found.code}.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


@allow(Role.SECRETARIAT)
@require_POST
def election_term(request: HttpRequest, election: str) -> HttpResponse:
    """Write down when the terms of a level end: no seat is filled in the six months before (PAW)."""
    found = _election(request, election)
    form = TermForm(request.POST)
    if form.is_valid() and performed_with(form, request, deeds.terms_set, election=found, **form.cleaned_data):
        messages.success(request, _("Akhir masa jabatan disimpan."))
        return redirect("cadres:election", found.code)
    return _page(request, found, term=form)


@allow(Role.SECRETARIAT)
@require_POST
def election_clear(request: HttpRequest, election: str, level: str) -> HttpResponse:
    """Take the districts of a level out again, while nobody stands there."""
    found = _election(request, election)
    if level not in ChamberLevel.values:
        raise Http404
    done = _("Dapil tingkat itu dihapus.")
    performed(request, deeds.districts_clear, done=done, election=found, level=level)
    return redirect("cadres:election", found.code)


@allow(Role.SECRETARIAT)
@require_POST
def election_drop(request: HttpRequest, election: str) -> HttpResponse:
    """Take an election back, while nobody stands in it."""
    found = _election(request, election)
    performed(request, deeds.election_drop, done=_("Pemilu dihapus."), election=found)
    return redirect("cadres:elections")


def _brought(
    request: HttpRequest, found: Election, sheet: Sheet, form: Form, source: Election | None = None
) -> HttpResponse:
    """The page that says what a sheet brings; once somebody is sure, it is brought in."""
    problems = [*sheet.problems, *misplaced(found, sheet)]
    if "sure" in request.POST and not problems:
        if n := performed(request, deeds.districts_load, election=found, sheet=sheet, source=source):
            messages.success(request, _("%(n)d dapil masuk.") % {"n": n})
        return redirect("cadres:election", found.code)
    context = {
        "election": found,
        "levels": levels_in(sheet),
        "problems": problems[:TOLD],
        "problem_total": len(problems),
        "gone": gone_areas(sheet),
        "form": form,
        "hidden": [
            (name, value)
            for name in form.fields
            for value in request.POST.getlist(name) or [form.initial.get(name, "")]
        ],
    }
    return render(request, "cadres/elections/districts.html", context, status=UNPROCESSABLE if problems else 200)


def _page(request: HttpRequest, found: Election, **refused: Form) -> HttpResponse:
    levels = levels_of(request.user, found)
    forms: dict[str, Any] = {
        "copy": CopyForm(election=found, auto_id="copy_%s"),
        "upload": UploadForm(auto_id="upload_%s"),
        "term": TermForm(auto_id="term_%s"),
    }
    context = {
        "election": found,
        "stages": found.stages.all(),
        "levels": levels,
        "terms": {each.level: each.term_end for each in found.chambers.order_by("pk")},
        "stands": any(each.candidates for each in levels),
        "forms": forms | refused,
    }
    return render(request, "cadres/elections/election.html", context, status=UNPROCESSABLE if refused else 200)


def _election(request: HttpRequest, code: str) -> Election:
    _require_keeper(request)
    return get_object_or_404(Election.objects.prefetch_related("stages"), code=code)


def _require_keeper(request: HttpRequest) -> None:
    if not keeps_elections(request.user):
        raise PermissionDenied
