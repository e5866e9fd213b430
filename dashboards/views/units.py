"""The tree of units: pages, search, picker; and who holds an office."""

from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.enums import TIER_ROLES, Role
from accounts.policy import allow
from accounts.rules import SPLITTING_TIERS, can_reshape
from cadres.models import BoardDispute
from cadres.rules import can_export_members, can_manage_unit, is_secretariat
from cadres.views.common import asked_unit
from core.views import paged
from dashboards.forms.members import OfficerFilters
from dashboards.lists import read_filters
from dashboards.selectors.members import list_officers, officer_counts, offices_of, place_below
from dashboards.selectors.units import (
    ancestors,
    children_rows,
    members_at,
    officers_of,
    unit_with_trail,
    units_below,
)
from regions.enums import Tier
from regions.models import Unit
from regions.selectors import search_units

FOUND = 50


@allow(*Role)
@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """Search over all units of the country; names of units are not personal, so they may stand in the address."""
    words = request.GET.get("q", "")[:80]
    own = request.user.scope.unit if request.user.scope else None
    found = search_units(words, limit=FOUND) if words.strip() else []
    below = Unit.objects.children_of(own).annotate_code() if own and not words.strip() else []
    return render(request, "dashboards/units/search.html", {"words": words, "found": found, "own": own, "below": below})


@allow(*Role)
@require_safe
def unit_search(request: HttpRequest) -> HttpResponse:
    """The rows of a picker: inside the reader's sight when he has one, else anywhere."""
    scope = request.user.scope
    root = scope.unit if scope and scope.tier is not None else None
    found = search_units(request.GET.get("q", "")[:80], within=root, limit=12)
    return render(request, "dashboards/units/_options.html", {"units": found})


@allow(*Role)
@require_safe
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """One unit: everybody reads the tree, people and numbers only as far as the reader's sight goes."""
    disputes = BoardDispute.objects.for_user(request.user).filter(unit=OuterRef("pk")).open()
    place = get_object_or_404(unit_with_trail(code).annotate(dispute=Subquery(disputes.values("pk")[:1])))
    scope = request.user.scope
    rows = children_rows(request.user, place)
    is_inside = bool(scope and scope.covers(place))
    officers, former = officers_of(request.user, place)
    context = {
        "unit": place,
        "trail": [{"label": each.full_name, "url": each.get_absolute_url()} for each in ancestors(place)],
        "rows": rows,
        "children_title": rows[0].unit.label if rows else _("Unit di bawahnya"),
        "shows_counts": any(row.members is not None for row in rows),
        "officers": officers,
        "former": former,
        "is_inside": is_inside,
        "members_url": f"{reverse('dashboards:members')}?wilayah={place.code}" if is_inside else "",
        "can_manage": can_manage_unit(request.user, place),
        "can_reshape": can_reshape(request.user) and place.tier in SPLITTING_TIERS and place.is_active,
        "can_set_signal": can_manage_unit(request.user, place) and place.tier == Tier.DISTRICT,
        "can_add_cell": can_manage_unit(request.user, place) and place.tier == Tier.VILLAGE,
    }
    return render(request, "dashboards/units/unit.html", context)


@allow(Role.SECRETARIAT, Role.ADMIN)
@require_safe
def unit_records(request: HttpRequest, code: str) -> HttpResponse:
    """What goes along when a unit moves, one by one: the units below it, or every member (`?isi=kader`)."""
    place = get_object_or_404(unit_with_trail(code))
    shows_members = request.GET.get("isi") == "kader"
    if not can_reshape(request.user) or (shows_members and not is_secretariat(request.user)):
        raise PermissionDenied
    found = members_at(request.user, place) if shows_members else units_below(place)
    page = paged(request, found, found.count())
    context = {
        "unit": place,
        "trail": [{"label": each.full_name, "url": each.get_absolute_url()} for each in ancestors(place)],
        "page": page,
        "shows_members": shows_members,
        "can_list_members": is_secretariat(request.user),
    }
    return render(request, "dashboards/units/records.html", context)


@allow(*TIER_ROLES)
@require_safe
def officers(request: HttpRequest) -> HttpResponse:
    """The members who hold an office in the unit or below today, each once."""
    place = asked_unit(request)
    filters = read_filters(request, OfficerFilters, place)
    people = list_officers(request.user, place, filters.chosen)
    shown, hidden = officer_counts(request.user, place, filters.chosen)
    page = paged(request, people, shown)
    offices = offices_of(request.user, place, page.object_list)
    context = {
        "unit": place,
        "filters": filters,
        "active": len(filters.chosen),
        "in_words": filters.in_words,
        "page": page,
        "hidden": hidden,
        "rows": [
            {"member": member, "place": place_below(member.unit, request.user), "offices": offices[member.pk]}
            for member in page.object_list
        ],
        "can_add": is_secretariat(request.user),
        "can_export": can_export_members(request.user),
    }
    return render(request, "dashboards/units/officers.html", context)
