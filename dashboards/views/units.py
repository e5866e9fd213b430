"""Units of the party: the tree that everybody may read, with the people whom the viewer may see."""

from typing import cast

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.enums import Role
from accounts.models import User
from accounts.policy import allow
from cadres.models import Member, OfficerTerm
from cadres.rules import can_manage_unit
from dashboards.forms.officers import OfficerFilter
from dashboards.selectors.officers import officers_of, running
from mentoring.views.lists import list_context, paged, read_filter
from regions.enums import Tier
from regions.models import Unit
from regions.selectors import search_units, trail

READERS = (Role.SECRETARIAT, Role.COORDINATOR, Role.LEADER, Role.ADMIN)
PAGE = 50


@allow(*READERS)
@require_GET
def units(request: HttpRequest) -> HttpResponse:
    """Search the tree; without words the unit one works at."""
    words = request.GET.get("q", "")[:80]
    if not words.strip() and request.assignment is not None:
        return unit(request, request.assignment.unit.code)
    return render(request, "dashboards/units/search.html", {"words": words, "found": search_units(words, limit=25)})


@allow(*READERS)
@require_GET
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """One unit: its place in the tree, its board, its children. People outside one's scope do not show."""
    found = Unit.objects.with_code(code).select_related("area").first()
    if found is None:
        raise Http404
    user = cast(User, request.user)
    terms = OfficerTerm.objects.for_user(user).filter(unit=found).filter(running()).select_related("member")
    counts = (
        Member.objects.for_user(user)
        .within(found)
        .aggregate(members=Count("pk", filter=Q(status="active")), mentees=Count("pk", filter=Q(is_mentee=True)))
    )
    children = Paginator(Unit.objects.children_of(found).annotate_code(), PAGE).get_page(request.GET.get("hal"))
    sees = user.scope is not None and user.scope.covers(found)
    context = {
        "unit": found,
        "trail": [{"label": step.full_name, "url": step.get_absolute_url()} for step in trail(found)[:-1]],
        "children": children,
        "child_label": children[0].label if children.paginator.count else "",
        "terms": terms.defer("member__nik").order_by("rank", "starts_on", "pk"),
        "counts": counts,
        "sees": sees,
        "may_manage": can_manage_unit(user, found),
        "may_add_cell": can_manage_unit(user, found) and found.tier == Tier.VILLAGE,
    }
    return render(request, "dashboards/units/unit.html", context)


@allow(Role.SECRETARIAT, Role.COORDINATOR, Role.LEADER, Role.ADMIN, Role.MENTOR)
@require_GET
def unit_search(request: HttpRequest) -> HttpResponse:
    """Rows for the picker: the units where the acting role can do something."""
    scope = cast(User, request.user).scope
    within = scope.unit if scope and scope.tier is not None else None
    found = search_units(request.GET.get("q", "")[:80], within=within)
    return render(request, "dashboards/units/_options.html", {"found": found})


@allow(Role.SECRETARIAT, Role.COORDINATOR, Role.LEADER)
@require_GET
def officers(request: HttpRequest) -> HttpResponse:
    """The people who hold an office now, each once."""
    user = cast(User, request.user)
    found = read_filter(OfficerFilter, request)
    rows = found.apply(officers_of(user, found.unit))
    page = paged(request, rows)
    terms = OfficerTerm.objects.for_user(user).filter(member__in=list(page)).filter(running()).select_related("unit")
    held: dict[int, list[OfficerTerm]] = {}
    for term in terms.order_by("rank", "pk"):
        held.setdefault(term.member_id, []).append(term)
    context = {"rows": [(person, held.get(person.pk, [])) for person in page]}
    return render(request, "dashboards/units/officers.html", list_context(request, found, page) | context)
