"""The funnel of candidates on a dashboard, and the candidacies behind each of its numbers."""

from typing import Any, cast
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.enums import TIER_ROLES
from accounts.models import User
from accounts.policy import allow
from cadres.enums import ChamberLevel
from core.templatetags.format import ratio
from core.views import paged
from dashboards.forms.elections import STAGES, CandidateFilter
from dashboards.indicators import SMALL
from dashboards.selectors.board import unit_with_code
from dashboards.selectors.candidates import Funnel, candidates, funnels
from dashboards.selectors.quota import standing_of
from mentoring.views.lists import list_context, read_filter
from regions.models import Unit


@allow(*TIER_ROLES)
@require_safe
def board_candidates(request: HttpRequest, code: str) -> HttpResponse:
    """The part of a dashboard that tells how far candidates have come, loaded when it is looked at (K15)."""
    unit = unit_with_code(code)
    if unit is None or not request.user.scope.covers(unit):
        raise Http404
    user = cast(User, request.user)
    found = funnels(user, unit)
    election = found[0].election if found else None
    context = {
        "unit": unit,
        "election": election,
        "quota": standing_of(user, unit, election) if election else None,
        "funnels": [_told(unit, f) for f in found],
    }
    return render(request, "dashboards/board/_candidates.html", context)


def _told(unit: Unit, found: Funnel) -> dict[str, Any]:
    steps = []
    for (stage, label), count, before in zip(STAGES, found.counts, [0, *found.counts], strict=False):
        asked = {"wilayah": unit.code, "pemilu": found.election.code, "lembaga": found.level, "tahap": stage}
        url = f"{reverse('dashboards:candidates')}?{urlencode(asked)}"
        share = ratio(count, before) if before >= SMALL else ""
        steps.append({"label": label, "count": count, "url": url, "figure": f"candidates_{stage}", "share": share})
    return {"label": ChamberLevel(found.level).label, "maximum": max(1, *found.counts), "steps": steps}


@allow(*TIER_ROLES)
@require_safe
def candidate_list(request: HttpRequest) -> HttpResponse:
    """Who came how far in an election: the rows behind the funnel."""
    user = cast(User, request.user)
    found = read_filter(CandidateFilter, request)
    chosen = found.cleaned_data
    assert user.scope is not None
    unit, election = chosen["wilayah"] or user.scope.unit, chosen["pemilu"]
    rows = candidates(
        user, unit, election=election.code if election else "", level=chosen["lembaga"], stage=chosen["tahap"]
    )
    page = paged(request, rows)
    return render(request, "dashboards/elections/candidates.html", list_context(request, found, page))
