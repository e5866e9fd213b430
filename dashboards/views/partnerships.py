"""What came of a partnership: for the office, and for the partner himself by a link, without anybody's data."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.enums import STAFF_ROLES, TIER_ROLES
from accounts.policy import allow, public
from core.context import jobs_context
from core.throttle import is_throttled
from dashboards.selectors.partners import results_of
from partnerships.models import Activity, PartnerGoal, Partnership
from partnerships.services import find_link


@allow(*TIER_ROLES)
@require_safe
def partner_results(request: HttpRequest, pk: int) -> HttpResponse:
    """The results of one partnership; who may not know its cadres reads no count of fewer than five."""
    rows = Partnership.objects.for_user(request.user).select_related("unit")
    found = get_object_or_404(rows, pk=pk)
    hides_few = request.user.scope.role not in STAFF_ROLES
    context = {
        "partnership": found,
        "results": results_of(found, hides_few=hides_few),
        "goals": found.goals.all(),
        "hides_few": hides_few,
    }
    return render(request, "dashboards/partners/results.html", context)


@public("a partner without an account reads what came of his own partnership: counts only, by a link that ends")
@require_safe
def partner_page(request: HttpRequest, token: str) -> HttpResponse:
    """The partner's own page. A link that ran out, was taken back or never was says so, and nothing else."""
    if is_throttled(get_adapter(request).get_client_ip(request), "partner", limit=20, seconds=60):
        return _answer(request, {"partnership": None, "too_many": True}, 429)
    found = find_link(token)
    if found is None:
        return _answer(request, {"partnership": None, "too_many": False}, 404)
    with jobs_context():
        activities = list(Activity.objects.filter(partnership=found).order_by("-starts_on", "-pk"))
        goals = list(PartnerGoal.objects.filter(partnership=found))
    results = results_of(found, hides_few=True)
    context = {"partnership": found, "too_many": False, "results": results, "activities": activities, "goals": goals}
    return _answer(request, context, 200)


def _answer(request: HttpRequest, context: dict, status: int) -> HttpResponse:
    response = render(request, "dashboards/partners/public.html", context, status=status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response
