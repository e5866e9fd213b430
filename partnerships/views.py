"""Pages of partnerships: the registry, one partnership with its deeds."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import Q
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.enums import STAFF_ROLES, TIER_ROLES
from accounts.models import today
from accounts.policy import allow
from cadres.models import TrainingEvent
from cadres.views.common import asked_unit
from core.views import UNPROCESSABLE, paged, performed, performed_with
from mentoring.models import Programme
from partnerships import forms, services
from partnerships.enums import PARTNERSHIP_MOVES, PartnershipState
from partnerships.models import ActivityCadre, PartnerGoal, PartnerLink, Partnership
from partnerships.rules import keeps_partners
from partnerships.selectors import activities_of, missing_for_force, partnerships_of

DEEDS: dict[str, Any] = {
    "move": services.partnership_move,
    "review": services.review_record,
    "stakeholder": services.stakeholder_add,
    "goal": services.goal_add,
    "activity": services.activity_add,
    "cadres": services.cadres_add,
    "actual": services.goal_measure,
}


#: Deeds on one row of a partnership, named by `row`.
ROW_FORMS: dict[str, type[Form]] = {"cadres": forms.CadresForm, "actual": forms.ActualForm}


@allow(*TIER_ROLES)
@require_safe
def partnerships(request: HttpRequest) -> HttpResponse:
    """The partners of the reader's sight: kind, objectives, dates, what waits."""
    unit, form = asked_unit(request), forms.PartnerFilterForm(request.GET)
    if not form.is_valid():
        raise BadRequest("unknown filter")
    chosen = {name: value for name, value in form.cleaned_data.items() if value}
    rows = partnerships_of(request.user, unit).filter(_condition(chosen))
    labels = {name: dict(form.fields[name].choices) for name in chosen}  # type: ignore[attr-defined]
    context = {
        "unit": unit,
        "form": form,
        "active": len(chosen),
        "in_words": [str(labels[name][value]) for name, value in chosen.items()],
        "page": paged(request, rows),
        "can_add": request.user.scope.role in STAFF_ROLES,
    }
    return render(request, "partnerships/list.html", context)


@allow(*STAFF_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def partnership_add(request: HttpRequest) -> HttpResponse:
    """Write down a partnership of the unit one acts for."""
    form = forms.PartnershipForm(request.POST or None, initial={"starts_on": today()})
    if request.method == "POST" and form.is_valid():
        unit = request.user.scope.unit
        if made := performed_with(form, request, services.partnership_save, unit=unit, **form.cleaned_data):
            messages.success(request, _("Kemitraan dicatat sebagai rancangan."))
            return redirect(made)
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "partnerships/form.html", {"form": form, "partnership": None}, status=status)


@allow(*STAFF_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def partnership_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is agreed."""
    found = _partnership(request, pk)
    if not keeps_partners(request.user, found.unit) or found.state == PartnershipState.ENDED:
        raise PermissionDenied
    form = forms.PartnershipForm(request.POST or None, initial=forms.PartnershipForm.initial_of(found))
    is_sound = request.method == "POST" and form.is_valid()
    if is_sound and performed_with(form, request, services.partnership_save, partnership=found, **form.cleaned_data):
        messages.success(request, _("Perubahan disimpan."))
        return redirect(found)
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "partnerships/form.html", {"form": form, "partnership": found}, status=status)


@allow(*TIER_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def partnership(request: HttpRequest, pk: int) -> HttpResponse:
    """One partnership with what is agreed, done and reviewed; `deed` says what is posted."""
    found, deed, bound = _partnership(request, pk), request.POST.get("deed", ""), None
    keeps = keeps_partners(request.user, found.unit)
    if request.method == "POST":
        if not keeps:
            raise PermissionDenied
        if deed not in DEEDS:
            raise BadRequest("unknown deed")
        more = _named(request, found, deed)
        bound = _form(request, deed, found, request.POST)
        if bound.is_valid() and performed_with(
            bound, request, DEEDS[deed], partnership=found, **more, **bound.cleaned_data
        ):
            messages.success(request, _("Tersimpan."))
            return redirect(found)
    context = {
        "partnership": found,
        "keeps": keeps,
        "forms": _forms(request, found, deed, bound) if keeps else {},
        "lacks": missing_for_force(found) if found.state == PartnershipState.DRAFT else [],
        "stakeholders": found.stakeholders.all(),
        "goals": _with_forms(request, found.goals.all(), "actual", bound, is_open=keeps and found.state != "ended"),
        "activities": _activities(request, found, bound, keeps=keeps),
        "reviews": found.reviews.select_related("actor", "on_behalf_of"),
        "moves": found.transitions.select_related("actor", "on_behalf_of"),
        "link": PartnerLink.objects.for_user(request.user).filter(partnership=found, revoked_at=None).first(),
        "is_staff": request.user.scope.role in STAFF_ROLES,
    }
    return render(request, "partnerships/page.html", context, status=UNPROCESSABLE if bound else 200)


@allow(*STAFF_ROLES)
@require_http_methods(["POST"])
def partnership_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the partner a link, or take it back; a new one is shown this once."""
    found = _partnership(request, pk)
    if not keeps_partners(request.user, found.unit):
        raise PermissionDenied
    if request.POST.get("deed") == "revoke":
        services.link_revoke(by=request.user, partnership=found)
        messages.success(request, _("Tautan dicabut."))
        return redirect(found)
    form = forms.LinkForm(request.POST)
    if not form.is_valid():
        raise BadRequest("no number of days")
    token = services.link_give(by=request.user, partnership=found, days=form.cleaned_data["days"])
    address = request.build_absolute_uri(reverse("dashboards:partner_page", args=[token]))
    return render(request, "partnerships/link.html", {"partnership": found, "address": address})


@allow(*STAFF_ROLES)
@require_http_methods(["POST"])
def cadre_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what became of a cadre's part in an activity."""
    rows = ActivityCadre.objects.for_user(request.user).select_related("activity__partnership__unit")
    cadre = get_object_or_404(rows, pk=pk)
    found = cadre.activity.partnership
    if not keeps_partners(request.user, found.unit):
        raise PermissionDenied
    state = request.POST.get("state", "")
    performed(request, services.cadre_settle, done=_("Tersimpan."), partnership=found, cadre=cadre, state=state)
    return redirect(found)


def _condition(chosen: dict[str, str]) -> Q:
    found = Q()
    if kind := chosen.get("jenis"):
        found &= Q(kind=kind)
    if objective := chosen.get("tujuan"):
        found &= Q(objectives__contains=[objective])
    if state := chosen.get("status"):
        found &= Q(state=state)
    day = today()
    if chosen.get("perlu") == "berakhir":
        found &= Q(pk__in=Partnership.objects.ending(day).values("pk"))
    elif chosen.get("perlu") == "tinjau":
        found &= Q(pk__in=Partnership.objects.awaiting_review(day).values("pk"))
    return found


def _partnership(request: HttpRequest, pk: int) -> Partnership:
    found: Partnership = get_object_or_404(Partnership.objects.for_user(request.user).select_related("unit"), pk=pk)
    return found


def _form(request: HttpRequest, name: str, found: Partnership, data: Any = None) -> Form:
    options: dict[str, Any] = {"auto_id": f"{name}_%s"}
    if name == "move":
        return forms.MoveForm(data, partnership=found, **options)
    if name == "activity":
        events = TrainingEvent.objects.around(request.user.scope).order_by("-starts_at")
        programmes = Programme.objects.for_user(request.user).within(found.unit).order_by("-starts_on")
        return forms.ActivityForm(data, events=events, programmes=programmes, **options)
    plain: dict[str, type[Form]] = {
        "review": forms.ReviewForm,
        "stakeholder": forms.StakeholderForm,
        "goal": forms.GoalForm,
        "link": forms.LinkForm,
        **ROW_FORMS,
    }
    return plain[name](data, **options)


def _forms(request: HttpRequest, found: Partnership, deed: str, bound: Form | None) -> dict[str, Form]:
    """The deeds that the state still knows, each with its form; the refused one as it was typed."""
    goes_on = found.state != PartnershipState.ENDED
    open_deeds = {
        "move": bool(PARTNERSHIP_MOVES[found.state]),
        "review": found.state == PartnershipState.UNDER_REVIEW,
        "stakeholder": goes_on,
        "goal": goes_on,
        "activity": found.is_running,
        "link": found.is_running,
    }
    made = {name: _form(request, name, found) for name, is_open in open_deeds.items() if is_open}
    return made | ({deed: bound} if bound and deed not in ROW_FORMS else {})


def _named(request: HttpRequest, found: Partnership, deed: str) -> dict[str, Any]:
    """The goal or activity of this partnership that a deed names."""
    if deed not in ROW_FORMS:
        return {}
    text = request.POST.get("row", "")
    if not text.isdigit():
        raise BadRequest("which row?")
    if deed == "cadres":
        return {"activity": get_object_or_404(activities_of(request.user, found), pk=int(text))}
    return {
        "goal": get_object_or_404(PartnerGoal.objects.for_user(request.user).filter(partnership=found), pk=int(text))
    }


def _with_forms(
    request: HttpRequest, rows: Any, deed: str, bound: Form | None, *, is_open: bool
) -> list[dict[str, Any]]:
    """Rows each with a form of its own; the refused one as it was typed."""
    refused = request.POST.get("row") if bound and request.POST.get("deed") == deed else None
    made = []
    for row in rows:
        fresh = ROW_FORMS[deed](auto_id=f"{deed}{row.pk}_%s") if is_open else None
        made.append({"row": row, "form": bound if refused == str(row.pk) else fresh})
    return made


def _activities(request: HttpRequest, found: Partnership, bound: Form | None, *, keeps: bool) -> list[dict[str, Any]]:
    """The activities with the cadres whom the reader may know."""
    seen = ActivityCadre.objects.for_user(request.user).filter(activity__partnership=found)
    cadres: dict[int, list[ActivityCadre]] = {}
    for cadre in seen.select_related("member").defer("member__nik").order_by("member__name_key", "pk"):
        cadres.setdefault(cadre.activity_id, []).append(cadre)
    rows = _with_forms(request, activities_of(request.user, found), "cadres", bound, is_open=keeps and found.is_running)
    return [each | {"cadres": cadres.get(each["row"].pk, [])} for each in rows]
