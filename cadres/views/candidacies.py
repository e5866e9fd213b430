"""Candidacies: beginning one from a member's page, and the page of one with its deeds."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.enums import TIER_ROLES, Role
from accounts.models import today
from accounts.policy import allow
from cadres.elections.moves import BY_DECREE, CANDIDACY_MOVES, COUNTING, EXITS, OPEN_LISTS
from cadres.elections.rights import fixes_lists, keeps_candidacy
from cadres.enums import CandidacyState
from cadres.forms import candidacies as forms
from cadres.models import Candidacy, Chamber, ElectoralDistrict, Member
from cadres.selectors.candidacies import criteria_of, eligibility_of, list_of
from cadres.services import candidacies as deeds
from core.views import UNPROCESSABLE, performed_with
from regions.enums import Tier

FORMS: dict[str, type[Form]] = {
    "move": forms.MoveForm,
    "number": forms.NumberForm,
    "votes": forms.VotesForm,
    "eligibility": forms.EligibilityForm,
    "survey": forms.SurveyForm,
    "score": forms.ScoreForm,
}
DEEDS = {
    "move": deeds.candidacy_move,
    "number": deeds.candidacy_number,
    "votes": deeds.candidacy_votes,
    "eligibility": deeds.eligibility_update,
    "survey": deeds.survey_record,
    "score": deeds.score_record,
}
NEEDS_CANDIDACY = ("move", "score", "eligibility")


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def member_candidacy(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a candidacy of a member, in a district whose list the reader fixes."""
    people = Member.objects.for_user(request.user).select_related("unit").defer("nik")
    member = get_object_or_404(people, pk=pk)
    line = [each for each in (member.unit.province_id, member.unit.regency_id) if each]
    own = request.user.scope.unit
    chambers = Chamber.objects.filter(unit__in=line) | Chamber.objects.filter(unit__tier=Tier.NATIONAL)
    chambers = [each for each in chambers.select_related("unit") if own.contains(each.unit)]
    form = forms.CandidacyForm(request.POST or None, districts=forms.districts_for(chambers))
    if request.method == "POST" and form.is_valid():
        begun = performed_with(form, request, deeds.candidacy_add, member=member, **form.cleaned_data)
        if begun:
            messages.success(request, _("Pencalonan dicatat."))
            return redirect(begun)
    status = UNPROCESSABLE if request.method == "POST" else 200
    context = {"member": member, "form": form, "chambers": chambers}
    return render(request, "cadres/elections/candidacy_form.html", context, status=status)


@allow(*TIER_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def candidacy(request: HttpRequest, pk: int) -> HttpResponse:
    """One candidacy: its stage, what it still lacks, surveys and marks; each deed is a POST that names itself."""
    found = get_object_or_404(_candidacies(request), pk=pk)
    keeps = keeps_candidacy(request.user, found)
    deed, bound = request.POST.get("deed", ""), None
    if request.method == "POST":
        if deed not in FORMS:
            raise BadRequest("unknown deed")
        if not keeps:
            raise PermissionDenied
        bound = _form(deed, found, request.POST)
        if bound.is_valid() and performed_with(bound, request, DEEDS[deed], candidacy=found, **bound.cleaned_data):
            messages.success(request, _("Tersimpan."))
            return redirect(found)
    day = found.election.lists_fixed_on
    context = {
        "candidacy": found,
        "forms": _forms(found, deed, bound) if keeps else {},
        "keeps": keeps,
        "is_own": found.member.user_id == request.user.pk,
        "covers": request.user.scope.covers(found.constituency.chamber.unit),
        "points": [(point, point.holds_on(max(day, today()))) for point in eligibility_of(found)],
        "surveys": found.surveys.all(),
        "scores": found.scores.select_related("criterion", "scored_by").order_by("-criterion__weight"),
        "moves": found.transitions.select_related("actor", "on_behalf_of"),
        "by_decree": [str(CandidacyState(state).label) for state in BY_DECREE],
    }
    return render(request, "cadres/elections/candidacy.html", context, status=UNPROCESSABLE if bound else 200)


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def district_list(request: HttpRequest, pk: int) -> HttpResponse:
    """A whole list at once: numbers, votes, and the decree that moves several; `deed` says which."""
    rows = ElectoralDistrict.objects.select_related("chamber__unit", "chamber__election")
    district = get_object_or_404(rows, pk=pk)
    if not fixes_lists(request.user, district.chamber):
        raise Http404
    people = [each for each in list_of(request.user, district) if each.state not in EXITS]
    deed = request.POST.get("deed", "")
    if request.method == "POST" and deed not in ("fill", "move"):
        raise BadRequest("unknown deed")
    fill = forms.ListForm(request.POST if deed == "fill" else None, candidacies=people)
    initial = {"who": _behind(people), "decree_on": today()}
    move = forms.ListMoveForm(request.POST if deed == "move" else None, candidacies=people, initial=initial)
    if _list_done(request, people, fill, move):
        messages.success(request, _("Daftar disimpan."))
        return redirect("cadres:district_list", district.pk)
    context = {
        "district": district,
        "rows": [(each, *(_cell(fill, name, each) for name in ("number", "votes"))) for each in people],
        "fill": fill,
        "move": move,
        "by_decree": [str(CandidacyState(state).label) for state in BY_DECREE],
    }
    return render(request, "cadres/elections/list.html", context, status=UNPROCESSABLE if deed else 200)


def _list_done(request: HttpRequest, people: list[Candidacy], fill: forms.ListForm, move: forms.ListMoveForm) -> bool:
    if fill.is_bound and fill.is_valid():
        said = {"numbers": fill.said("number"), "votes": fill.said("votes")}
        return bool(performed_with(fill, request, deeds.list_fill, candidacies=people, **said))
    if move.is_bound and move.is_valid():
        said = dict(move.cleaned_data)
        who = said.pop("who")
        chosen = [each for each in people if str(each.pk) in who]
        return bool(performed_with(move, request, deeds.list_move, candidacies=chosen, **said))
    return False


def _behind(people: list[Candidacy]) -> list[str]:
    """Those who have come least far: whom the next decree is likely to move."""
    stages = list(CandidacyState)
    least = min((stages.index(CandidacyState(each.state)) for each in people), default=0)
    return [str(each.pk) for each in people if stages.index(CandidacyState(each.state)) == least]


def _cell(form: Form, name: str, candidacy: Candidacy) -> Any:
    key = f"{name}_{candidacy.pk}"
    return form[key] if key in form.fields else None


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def district_criteria(request: HttpRequest, pk: int) -> HttpResponse:
    """The weighted criteria by which the candidates of a district's chamber are chosen."""
    rows = ElectoralDistrict.objects.select_related("chamber__unit", "chamber__election")
    district = get_object_or_404(rows, pk=pk)
    if not fixes_lists(request.user, district.chamber):
        raise Http404
    form = forms.CriterionForm(request.POST or None)
    is_sound = request.method == "POST" and form.is_valid()
    if is_sound and performed_with(form, request, deeds.criterion_add, chamber=district.chamber, **form.cleaned_data):
        messages.success(request, _("Kriteria ditambahkan."))
        return redirect("cadres:district_criteria", district.pk)
    status = UNPROCESSABLE if request.method == "POST" else 200
    context = {"district": district, "form": form, "criteria": list(criteria_of(district.chamber))}
    return render(request, "cadres/elections/criteria.html", context, status=status)


def _candidacies(request: HttpRequest) -> Any:
    rows = Candidacy.objects.for_user(request.user).select_related("member__unit", "election")
    rows = rows.select_related("constituency__chamber__unit").defer("member__nik")
    return rows.prefetch_related("eligibility", "election__stages")


def _form(name: str, candidacy: Candidacy, data: Any = None) -> Form:
    more: dict[str, Any] = {"candidacy": candidacy} if name in NEEDS_CANDIDACY else {}
    initial = {"number": candidacy.list_number, "votes": candidacy.votes, "decree_on": today()}
    return FORMS[name](data, auto_id=f"{name}_%s", initial=initial, **more)


def _forms(candidacy: Candidacy, deed: str, bound: Form | None) -> dict[str, Form]:
    """The deeds that the stage still knows, each with its form; the refused one as it was typed."""
    open_deeds = {
        "move": bool(CANDIDACY_MOVES[candidacy.state]),
        "number": candidacy.state in OPEN_LISTS,
        "votes": candidacy.state in COUNTING,
        "eligibility": candidacy.state in (CandidacyState.INTERESTED, *OPEN_LISTS),
        "survey": True,
        "score": criteria_of(candidacy.constituency.chamber).exists(),
    }
    found = {name: _form(name, candidacy) for name, is_open in open_deeds.items() if is_open}
    return found | ({deed: bound} if bound else {})
