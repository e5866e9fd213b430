"""Pages of partnerships: the registry, one partnership with its deeds."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import Q
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import STAFF_ROLES, TIER_ROLES
from accounts.models import today
from accounts.policy import allow
from cadres.models import TrainingEvent
from cadres.views.common import asked_unit
from core.views import UNPROCESSABLE, paged, performed, performed_with
from mentoring.models import Programme
from partnerships import forms, services
from partnerships.enums import PARTNERSHIP_MOVES, PartnershipState
from partnerships.models import Activity, ActivityCadre, PartnerGoal, PartnerLink, Partnership
from partnerships.rules import keeps_partners
from partnerships.selectors import activities_of, missing_for_force, partnerships_of

FORMS: dict[str, Callable[..., Form]] = {
    "move": forms.MoveForm,
    "review": forms.ReviewForm,
    "stakeholder": forms.StakeholderForm,
    "goal": forms.GoalForm,
    "actual": forms.ActualForm,
    "activity": forms.ActivityForm,
    "cadres": forms.CadresForm,
    "link": forms.LinkForm,
}
#: A form of the page: which deed, and of which row where the deed has many.
Key = tuple[str, int | None]


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
@require_safe
def partnership(request: HttpRequest, pk: int) -> HttpResponse:
    """One partnership with what is agreed, done and reviewed; each deed has an address of its own."""
    return _page(request, _partnership(request, pk))


@allow(*STAFF_ROLES)
@require_POST
def partnership_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move it on: in force, under review, renewed, ended."""
    return _deed(request, _kept(request, pk), "move", services.partnership_move)


@allow(*STAFF_ROLES)
@require_POST
def review_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the yearly review."""
    return _deed(request, _kept(request, pk), "review", services.review_record)


@allow(*STAFF_ROLES)
@require_POST
def stakeholder_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Name an institution that has a stake."""
    return _deed(request, _kept(request, pk), "stakeholder", services.stakeholder_add)


@allow(*STAFF_ROLES)
@require_POST
def goal_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a goal."""
    return _deed(request, _kept(request, pk), "goal", services.goal_add)


@allow(*STAFF_ROLES)
@require_POST
def goal_measure(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep where a goal stands now."""
    goal = get_object_or_404(PartnerGoal.objects.for_user(request.user), pk=pk)
    return _deed(request, _kept(request, goal.partnership_id), "actual", services.goal_measure, goal=goal)


@allow(*STAFF_ROLES)
@require_POST
def activity_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Note what is done together."""
    return _deed(request, _kept(request, pk), "activity", services.activity_add)


@allow(*STAFF_ROLES)
@require_POST
def cadres_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add cadres to an activity by the numbers of their cards."""
    activity = get_object_or_404(Activity.objects.for_user(request.user), pk=pk)
    return _deed(request, _kept(request, activity.partnership_id), "cadres", services.cadres_add, activity=activity)


@allow(*STAFF_ROLES)
@require_POST
def link_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the partner's link back."""
    found = _kept(request, pk)
    performed(request, services.link_revoke, done=_("Tautan dicabut."), partnership=found)
    return redirect(found)


@allow(*STAFF_ROLES)
@require_POST
def partnership_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the partner a link; a new one is shown this once."""
    found = _kept(request, pk)
    form = forms.LinkForm(request.POST)
    if not form.is_valid():
        raise BadRequest("no number of days")
    token = services.link_give(by=request.user, partnership=found, days=form.cleaned_data["days"])
    address = request.build_absolute_uri(reverse("dashboards:partner_page", args=[token]))
    return render(request, "partnerships/link.html", {"partnership": found, "address": address})


@allow(*STAFF_ROLES)
@require_POST
def cadre_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what became of a cadre's part in an activity."""
    cadre = get_object_or_404(ActivityCadre.objects.for_user(request.user).select_related("activity"), pk=pk)
    found = _kept(request, cadre.activity.partnership_id)
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


def _kept(request: HttpRequest, pk: int) -> Partnership:
    """A partnership that the reader writes; one that he only reads is 403."""
    found = _partnership(request, pk)
    if not keeps_partners(request.user, found.unit):
        raise PermissionDenied
    return found


def _deed(request: HttpRequest, found: Partnership, name: str, deed: Callable[..., Any], **rows: Any) -> HttpResponse:
    """Do what was posted and go back to the page, or show it again with what was typed. `rows`: the row of the deed."""
    row = next(iter(rows.values()), None)
    form = _form(request, name, found, request.POST, row=row)
    if form.is_valid() and performed_with(form, request, deed, partnership=found, **rows, **form.cleaned_data):
        messages.success(request, _("Tersimpan."))
        return redirect(found)
    return _page(request, found, refused={(name, row.pk if row else None): form})


def _page(request: HttpRequest, found: Partnership, refused: Mapping[Key, Form] | None = None) -> HttpResponse:
    keeps = keeps_partners(request.user, found.unit)
    shown = refused or {}
    context = {
        "partnership": found,
        "keeps": keeps,
        "forms": _forms(request, found, shown) if keeps else {},
        "lacks": missing_for_force(found) if found.state == PartnershipState.DRAFT else [],
        "stakeholders": found.stakeholders.all(),
        "goals": _with_forms(request, found, "actual", found.goals.all(), shown, is_open=keeps and found.is_running),
        "activities": _activities(request, found, shown, keeps=keeps),
        "reviews": found.reviews.select_related("actor", "on_behalf_of"),
        "moves": found.transitions.select_related("actor", "on_behalf_of"),
        "link": PartnerLink.objects.for_user(request.user).filter(partnership=found, revoked_at=None).first(),
        "is_staff": request.user.scope.role in STAFF_ROLES,
    }
    return render(request, "partnerships/page.html", context, status=UNPROCESSABLE if refused else 200)


def _form(request: HttpRequest, name: str, found: Partnership, data: Any = None, row: Any = None) -> Form:
    options: dict[str, Any] = {"auto_id": f"{name}{row.pk if row else ''}_%s"}
    if name == "move":
        options["partnership"] = found
    if name == "activity":
        options["events"] = TrainingEvent.objects.around(request.user.scope).order_by("-starts_at")
        options["programmes"] = Programme.objects.for_user(request.user).within(found.unit).order_by("-starts_on")
    return FORMS[name](data, **options)


def _forms(request: HttpRequest, found: Partnership, refused: Mapping[Key, Form]) -> dict[str, Form]:
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
    return made | {name: form for (name, row), form in refused.items() if row is None}


def _with_forms(
    request: HttpRequest, found: Partnership, deed: str, rows: Any, refused: Mapping[Key, Form], *, is_open: bool
) -> list[dict[str, Any]]:
    """Rows each with a form of its own; the refused one as it was typed."""
    return [
        {
            "row": row,
            "form": refused.get((deed, row.pk)) or (_form(request, deed, found, row=row) if is_open else None),
        }
        for row in rows
    ]


def _activities(
    request: HttpRequest, found: Partnership, refused: Mapping[Key, Form], *, keeps: bool
) -> list[dict[str, Any]]:
    """The activities with the cadres whom the reader may know."""
    seen = ActivityCadre.objects.for_user(request.user).filter(activity__partnership=found)
    cadres: dict[int, list[ActivityCadre]] = {}
    for cadre in seen.select_related("member").defer("member__nik").order_by("member__name_key", "pk"):
        cadres.setdefault(cadre.activity_id, []).append(cadre)
    rows = activities_of(request.user, found)
    made = _with_forms(request, found, "cadres", rows, refused, is_open=keeps and found.is_running)
    return [each | {"cadres": cadres.get(each["row"].pk, [])} for each in made]
