"""The registry and the story of one member: what the registry and mentoring know, on one page."""

from typing import cast

from django.db.models import Count
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.enums import Role
from accounts.models import User
from accounts.policy import allow
from cadres.models import Member, OfficerTerm
from cadres.phones import whatsapp_number
from cadres.rules import can_edit_member, can_export_members, can_reveal_nik, is_secretariat
from core.search import seal
from dashboards.forms.members import CHIPS, MemberFilter
from dashboards.selectors.members import registry, sees_people, timeline
from mentoring.enums import Phase
from mentoring.models import Mentor, Pairing
from mentoring.views.lists import list_context, paged, read_filter

OFFICE = (Role.SECRETARIAT, Role.COORDINATOR, Role.LEADER)


@allow(*OFFICE)
@require_GET
def members(request: HttpRequest) -> HttpResponse:
    """Find, filter, sort. `?q=` is answered with the same list under a sealed address."""
    if "q" in request.GET:
        return _searched(request.GET.copy(), request.GET["q"])
    user = cast(User, request.user)
    found = read_filter(MemberFilter, request)
    rows = found.apply(registry(user))
    in_sight = Member.objects.for_user(user)
    counts = in_sight.aggregate(**{f"chip{n}": Count("pk", filter=chip[2]) for n, chip in enumerate(CHIPS)})
    is_whole = not found.words
    page = paged(request, rows, counts["chip0"] if is_whole else None)
    chips = [
        {"query": query, "label": label, "count": counts[f"chip{n}"], "current": _is_current(request, query)}
        for n, (query, label, _condition) in enumerate(CHIPS)
    ]
    context = {
        "chips": chips,
        "everybody": counts["chip0"],
        "place": found.cleaned_data["wilayah"] or request.assignment.unit,  # type: ignore[attr-defined]
        "sees_people": sees_people(user),
        "may_add": is_secretariat(user),
        "may_export": can_export_members(user),
        "search_words": found.search_words,
        "phases": {value: number for number, value in enumerate(Phase.values, start=1)},
    }
    return render(request, "dashboards/members/list.html", list_context(request, found, page) | context)


def _is_current(request: HttpRequest, query: str) -> bool:
    asked = {name: value for name, value in request.GET.items() if value and name not in ("urut", "hal")}
    return asked == QueryDict(query).dict()


@allow(*OFFICE)
@require_POST
def members_search(request: HttpRequest) -> HttpResponse:
    """Take the words of the search box, which are personal, and answer with a sealed address."""
    return _searched(request.GET.copy(), request.POST.get("q", ""))


def _searched(query: QueryDict, words: str) -> HttpResponse:
    for name in ("q", "hal", "cari"):
        query.pop(name, None)
    if sealed := seal(words):
        query["cari"] = sealed
    return redirect(f"{reverse('dashboards:members')}?{query.urlencode()}")


@allow(*OFFICE)
@require_GET
def member(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole story of one member, as far as the viewer may read it."""
    user = cast(User, request.user)
    found = get_object_or_404(registry(user), pk=pk)
    staff = sees_people(user)
    pairing = (
        Pairing.objects.for_user(user).filter(pk=found.pairing_now).first() if staff and found.pairing_now else None
    )
    terms = OfficerTerm.objects.for_user(user).filter(member=found).select_related("unit").order_by("-starts_on", "pk")
    context = {
        "member": found,
        "sees_people": staff,
        "pairing": pairing,
        "steps": _steps(pairing) if pairing else [],
        "terms": terms,
        "events": timeline(user, found),
        "mentor": Mentor.objects.for_user(user).filter(member=found).first(),
        "may_edit": can_edit_member(user, found),
        "may_reveal": staff and can_reveal_nik(user, found),
        "whatsapp": whatsapp_number(found.phone) if staff and found.phone else "",
    }
    return render(request, "dashboards/members/profile.html", context)


def _steps(pairing: Pairing) -> list[dict[str, object]]:
    at = Phase.values.index(pairing.phase)
    return [
        {
            "label": label,
            "state": "done" if number < at else "current" if number == at else "todo",
            "note": _("sejak %(day)s") % {"day": pairing.phase_since.strftime("%d/%m/%Y")} if number == at else "",
        }
        for number, (_value, label) in enumerate(Phase.choices)
    ]
