"""The landing page of each role, and the dashboard of a unit."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.enums import PERSON_ROLES, TIER_ROLES, Role
from accounts.policy import allow, signed_in
from core.readonly import read_only
from dashboards import outcomes, panels
from dashboards.ranking import ranking
from dashboards.selectors.board import board_data, unit_with_code

MONTH, PROGRAMME = "bulan", "program"


# Where those begin who have no dashboard.
LANDINGS = dict.fromkeys(PERSON_ROLES, "mentoring:phone_home") | {
    Role.ADMIN: "accounts:people",
    Role.ASSESSOR: "evaluations:pdlt_tasks",
    Role.DPO: "cadres:data_requests",
}


@signed_in
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Where each role begins; somebody without one is told whom to ask."""
    scope = request.user.scope
    if scope and scope.tier is not None:
        return redirect("dashboards:dashboard", code=scope.unit.code)
    if scope:
        return redirect(LANDINGS[scope.role])
    return render(request, "dashboards/nothing.html")


@allow(*TIER_ROLES)
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """The dashboard of the unit one acts for."""
    return redirect("dashboards:dashboard", code=request.user.scope.unit.code)


@allow(*TIER_ROLES)
@require_safe
@read_only()
def dashboard(request: HttpRequest, code: str) -> HttpResponse:
    """The dashboard of a unit in one's scope, from the whole country to a cell."""
    unit, scope = unit_with_code(code), request.user.scope
    if unit is None or not scope.covers(unit):
        raise Http404
    data = board_data(request.user, unit, request.GET.get(MONTH, ""), request.GET.get(PROGRAMME, ""))
    kept = {MONTH: f"{data.month:%Y-%m}"} if data.month != data.months[-1] else {}
    if data.programme:
        kept[PROGRAMME] = str(data.programme.pk)
    context = {
        "unit": unit,
        "head": panels.head(data, scope, request.build_absolute_uri(panels.board_url(unit, kept)), kept),
        "is_empty": panels.is_empty(data),
        "can_import": scope.role == Role.SECRETARIAT,
        "cards": panels.cards(data),
        "phases": panels.phases(data),
        "tiles": panels.tiles(data, kept),
        "sessions": panels.sessions(data),
        "rhythm": [*panels.rhythm(data), *panels.weak_signal(data)],
        "loads": panels.loads(data),
        "late_places": panels.late_places(data, kept),
        "lacking": panels.lacking(data),
        "goals": panels.goals(data.goals),
        "women": panels.women(data),
        "quality": outcomes.quality(data),
        "waits": outcomes.waits(data),
        "results": outcomes.results(data),
        "corrections": outcomes.corrections(data),
        "to_do": panels.to_do(data, scope.role, kept),
        "ranking": ranking(data, request.GET.get("urut", ""), request.GET.get("semua") == "ya", kept),
    }
    return render(request, "dashboards/board/page.html", context)
