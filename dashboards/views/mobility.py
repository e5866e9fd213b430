"""Pages of mobility: the map of flows, the rows behind it, the bench of each post and seat, and one cadre's way."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.enums import PERSON_ROLES, STAFF_ROLES, TIER_ROLES
from accounts.models import User, today
from accounts.policy import allow
from cadres.enums import Gender
from cadres.mobility.rights import keeps_steps
from cadres.models import CareerPath, ElectoralDistrict, Member
from cadres.rules import can_read_profiles
from cadres.selectors.members import readable_people
from cadres.selectors.mobility import (
    BANDS,
    UNKNOWN,
    Bench,
    bench_rows,
    benches,
    career_paths,
    missing,
    moved,
    needs_of,
    path_name,
    seated,
    steps_of,
)
from cadres.services.data_subjects import record_profile_read
from cadres.views.common import asked_unit
from core.context import jobs_context
from core.views import paged
from dashboards.forms.mobility import OUTSIDE, READINESS, BenchFilters, MapFilters, StepFilters, band_label
from dashboards.selectors.board import unit_with_code
from dashboards.selectors.mobility import SPAN, channels, flows, walkers, years_of
from dashboards.selectors.partners import partner_reach
from evaluations.suppression import LEAST
from partnerships.selectors import partners_of
from regions.enums import Tier
from regions.models import Unit


@allow(*TIER_ROLES)
@require_safe
def mobility(request: HttpRequest) -> HttpResponse:
    """The map: how many steps led from channel to channel in some years."""
    unit, day = asked_unit(request), today()
    years = years_of(request.user, unit, day)
    filters = _filters(request, MapFilters, unit, years=years, span=SPAN)
    first, last = filters.period
    rows = channels()
    names = {each.code: each.name for each in rows} | {"": _("Luar partai")}
    found = flows(request.user, unit, first, last, names)
    counts = filters.cleaned_data["bangku"] == "ya"  # benches are counted from people: only when somebody asks
    context = {
        "unit": unit,
        "filters": filters,
        "active": len([name for name in filters.chosen if name != "bangku"]),
        "first": first,
        "last": last,
        "flows": found,
        "outside": OUTSIDE,
        "order": [("", names[""]), *((each.code, each.name) for each in rows)],
        "total": sum(flow.steps for flow in found),
        "women": sum(flow.women for flow in found),
        "benches": benches(request.user, unit, _paths_to(unit)) if counts else [],
        "uncounted": [] if counts else [Bench(path) for path in _paths_to(unit)],
    }
    return render(request, "dashboards/mobility/map.html", context)


@allow(*TIER_ROLES)
@require_safe
def mobility_steps(request: HttpRequest) -> HttpResponse:
    """The steps behind a cell of the map: whose, what, since when."""
    unit = asked_unit(request)
    years = years_of(request.user, unit, today())
    filters = _filters(request, StepFilters, unit, years=years, span=SPAN, channels=channels())
    origin, goal = filters.cleaned_data["dari"], filters.cleaned_data["ke"]
    rows = moved(request.user, unit, *filters.period)
    if origin:
        rows = rows.filter(origin=None if origin == OUTSIDE else origin)
    if goal:
        rows = rows.filter(channel=goal)
    rows = rows.select_related("member__unit", "channel", "origin").defer("member__nik").order_by("-starts_on", "-pk")
    context = {
        "unit": unit,
        "filters": filters,
        "active": len(filters.chosen),
        "page": paged(request, rows),
        "period": filters.period,
    }
    return render(request, "dashboards/mobility/steps.html", context)


@allow(*TIER_ROLES)
@require_safe
def board_ahead(request: HttpRequest, code: str) -> HttpResponse:
    """The part of a dashboard that looks ahead: the bench of the unit's posts and the reach of its partners."""
    unit = unit_with_code(code)
    if unit is None or not request.user.scope.covers(unit):
        raise Http404
    context = {
        "unit": unit,
        "benches": benches(request.user, unit, _paths_to(unit)),
        "partners": partner_reach(request.user, unit, hides_few=request.user.scope.role not in STAFF_ROLES),
    }
    return render(request, "dashboards/board/_ahead.html", context)


@allow(*TIER_ROLES)
@require_safe
def bench(request: HttpRequest, path: str) -> HttpResponse:
    """Who could take a post, or a seat of a district: ready now, one step away, two steps away."""
    unit = asked_unit(request)
    way = get_object_or_404(career_paths(), code=path)
    # A leader reads name, level and unit (DOMAIN §9): how far somebody is, not what he lacks, nor how old he is.
    is_staff = can_read_profiles(request.user)
    filters = _filters(request, BenchFilters, unit, ages=is_staff)
    district = _district(request.user, filters.cleaned_data["dapil"])
    asked = {"on": today(), "district": district}
    (whole,) = benches(request.user, unit, [way], **asked)
    rows = bench_rows(request.user, unit, way, **asked)
    unmet = int(filters.cleaned_data["kurang"]) if filters.cleaned_data["kurang"] else None
    gender, band = filters.cleaned_data["jenis"] or None, filters.cleaned_data.get("usia") or None
    for name, value in (("unmet", unmet), ("gender", gender), ("band", band)):
        rows = rows if value is None else rows.filter(**{name: value})
    total = whole.count(unmet, gender, band)
    with jobs_context():  # what leaders may not read is asked here: keys and flags alone leave it
        page = paged(request, rows, total)
        seats = list(page.object_list)
    page.object_list = seated(request.user, seats)
    near = walkers(request.user, way, page.object_list)
    context = {
        "unit": unit,
        "path": way,
        "name": path_name(way),
        "bench": whole,
        "table": _bench_table(whole, ages=is_staff),
        "is_staff": is_staff,
        "district": district,
        "districts": _districts(unit, way),
        "filters": filters,
        "active": len([name for name in filters.chosen if name != "dapil"]),
        "page": page,
        "total": total,
        "rows": [(row, missing(way, row), near.get(row.pk)) for row in page.object_list],
    }
    return render(request, "dashboards/mobility/bench.html", context)


@allow(*TIER_ROLES)
@require_safe
def member_career(request: HttpRequest, pk: int) -> HttpResponse:
    """The posts of one cadre and, for staff, what a way asks of him that he has not. Who reads it is kept."""
    member = get_object_or_404(readable_people(request.user), pk=pk)
    is_staff = can_read_profiles(request.user)
    if is_staff and request.method == "GET":
        record_profile_read(by=request.user, member=member)
    way = _asked_path(request, steps_of(request.user, member))
    context = _career(request.user, member, way, names_needs=is_staff) | {
        "mentor": walkers(request.user, way, [member]).get(member.pk) if way else None,
        "can_write": keeps_steps(request.user, member),
        "is_staff": is_staff,
    }
    return render(request, "dashboards/mobility/career.html", context)


@allow(*PERSON_ROLES)
@require_safe
def my_career(request: HttpRequest) -> HttpResponse:
    """One's own posts and the next step, on the phone."""
    member = Member.objects.for_user(request.user).filter(user=request.user).select_related("unit").defer("nik").first()
    if member is None:
        raise Http404
    way = _asked_path(request, steps_of(request.user, member))
    return render(request, "dashboards/mobility/my_career.html", _career(request.user, member, way))


def _career(user: User, member: Member, way: CareerPath | None, *, names_needs: bool = True) -> dict[str, Any]:
    return {
        "member": member,
        "steps": steps_of(user, member),
        "paths": [(path, path_name(path)) for path in career_paths()],
        "path": way,
        "name": path_name(way) if way else "",
        "needs": needs_of(way, member) if way and names_needs else [],
        "taken": partners_of(user, member),
    }


def _asked_path(request: HttpRequest, steps: Any) -> CareerPath | None:
    """The way that the address names; without a word the first that starts from a post the member holds."""
    paths = list(career_paths())
    if code := request.GET.get("jalur", ""):
        found = next((path for path in paths if path.code == code), None)
        if found is None:
            raise BadRequest("unknown path")
        return found
    held = set(steps.open().values_list("channel", "tier"))
    return next((path for path in paths if (path.origin_id, path.origin_tier) in held), paths[0] if paths else None)


def _filters(request: HttpRequest, form: type, unit: Unit, **options: Any) -> Any:
    children = Unit.objects.children_of(unit).annotate_code()
    filters = form(request.GET, root=request.user.scope.unit, unit=unit, children=children, **options)
    filters.check(request.GET)
    return filters


def _paths_to(unit: Unit) -> list[CareerPath]:
    """The ways that lead to posts and seats of a unit's own tier."""
    return [path for path in career_paths() if path.goal_tier == unit.tier]


def _district(user: User, text: str) -> ElectoralDistrict | None:
    if not text:
        return None
    if not text.isdigit():
        raise BadRequest("unknown district")
    found = get_object_or_404(ElectoralDistrict.objects.select_related("chamber__unit"), pk=int(text))
    if not user.scope.covers(found.chamber.unit):  # type: ignore[union-attr]
        raise Http404
    return found


def _districts(unit: Unit, way: CareerPath) -> list[ElectoralDistrict]:
    """The districts of the newest election whose lists the unit's board fixes: one bench for each seat's place."""
    if way.goal_id != "candidate" or unit.tier != way.goal_tier or unit.tier == Tier.NATIONAL:
        return []
    rows = ElectoralDistrict.objects.filter(chamber__unit=unit).select_related("chamber__election")
    found = list(rows.order_by("-chamber__election__voting_on", "code"))
    return [each for each in found if each.chamber.election_id == found[0].chamber.election_id]


def _bench_table(whole: Any, *, ages: bool) -> list[dict[str, Any]]:
    """The bench by readiness, gender and age band; each number opens its rows.

    Without `ages` nobody's age is told: bands are numbers without rows, and none where one of them has fewer than five.
    """
    columns = [("jenis", code, str(label)) for code, label in Gender.choices]
    columns += [("usia", code, band_label(code)) for code in (*(code for code, _first, _last in BANDS), UNKNOWN)]
    table = []
    for code, label in READINESS:
        unmet = int(code)
        cells = [(None, None, "", whole.count(unmet))]
        bands = {value: whole.count(unmet, band=value) for name, value, _words in columns if name == "usia"}
        few = not ages and any(0 < n < LEAST for n in bands.values())
        for name, value, words in columns:
            n = whole.count(unmet, gender=value) if name == "jenis" else None if few else bands[value]
            cells.append((name, value, words, n))
        table.append({"code": code, "label": label, "cells": cells})
    return table
