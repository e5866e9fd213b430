"""The registry list, its export, and the profile."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.enums import TIER_ROLES, Role
from accounts.policy import allow
from cadres.enums import MemberStatus
from cadres.models import Candidacy, Member, body_names
from cadres.rules import (
    can_edit_member,
    can_export_members,
    can_read_profiles,
    can_reveal_nik,
    can_suspend,
    is_secretariat,
)
from cadres.services.data_subjects import record_profile_read
from core.templatetags.layout import SORT_PARAMETER
from core.views import paged
from dashboards.lists import asked_members
from dashboards.selectors.happenings import KINDS
from dashboards.selectors.members import list_members, member_counts, member_rows
from dashboards.selectors.profiles import profile_of
from dashboards.selectors.timelines import kind_counts, told
from dashboards.views.lists import sealed
from mentoring.party_settings import dormant_days

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@allow(*TIER_ROLES)
@require_safe
def members(request: HttpRequest) -> HttpResponse:
    """The registry of the reader's sight, filtered, sorted, 25 a page."""
    if "q" in request.GET:
        return sealed(request, reverse("dashboards:members"), request.GET["q"])
    found = asked_members(request)
    body = found["filters"].chosen.get("sayap", "")
    counts = member_counts(request.user, found["unit"], found["condition"], body=body)
    rows = list_members(request.user, found["unit"], found["condition"], found["sort"])
    page = paged(request, rows, counts["shown"])
    is_staff = can_read_profiles(request.user)
    context = {
        **found,
        "counts": counts,
        "page": page,
        "rows": member_rows(request.user, page.object_list),
        "chips": _chips(request, counts),
        "is_staff": is_staff,
        "can_add": is_secretariat(request.user),
        "can_verify": is_secretariat(request.user) and found["filters"].chosen.get("status") == MemberStatus.APPLIED,
        "can_export": can_export_members(request.user),
        "search_label": _("Nama, NIK, HP, atau nomor KTA") if is_staff else _("Nama kader"),
    }
    return render(request, "dashboards/members/list.html", context)


@allow(*TIER_ROLES)
@require_POST
def members_search(request: HttpRequest) -> HttpResponse:
    """Takes search words by POST and leads to the list, where they are sealed."""
    return sealed(request, reverse("dashboards:members"), request.POST.get("q", ""))


@allow(*TIER_ROLES)
@require_safe
def member(request: HttpRequest, pk: int) -> HttpResponse:
    """One member: all that the reader may see of him."""
    people = Member.objects.for_user(request.user).select_related("unit").defer("nik")
    person = get_object_or_404(people, pk=pk)
    if person.merged_into_id and Member.objects.for_user(request.user).filter(pk=person.merged_into_id).exists():
        return redirect("dashboards:member", person.merged_into_id)
    if can_read_profiles(request.user) and request.method == "GET":
        record_profile_read(by=request.user, member=person)
    kind = request.GET.get("acara", "")
    if kind and kind not in dict(KINDS):
        raise BadRequest("unknown filter")
    profile = profile_of(request.user, person)
    rows = [row for row in profile.happenings if not kind or row.kind == kind]
    page = paged(request, rows)
    context = {
        "member": person,
        "profile": profile,
        "kinds": kind_counts(profile.happenings),
        "kind": kind,
        "page": page,
        "events": told(page.object_list, profile.names),
        "printed": told(rows, profile.names) if page.has_other_pages() else [],
        "candidacies": Candidacy.objects.for_user(request.user).filter(member=person).select_related("constituency"),
        "is_staff": can_read_profiles(request.user),
        "may_open_pdlt": request.user.scope.role == Role.LEADER and person.status == MemberStatus.ACTIVE,
        "can_edit": can_edit_member(request.user, person),
        "can_pair": request.user.scope.role == Role.COORDINATOR and person.wants_mentoring and not person.is_mentee,
        "can_suspend": can_suspend(request.user, person),
        "can_reveal": can_reveal_nik(request.user, person) and bool(person.nik_last4),
    }
    return render(request, "dashboards/members/profile.html", context)


def _chips(request: HttpRequest, counts: dict[str, int]) -> list[dict[str, Any]]:
    """Views with their counts; each opens the list it counts, in the same unit."""
    chips = [
        (_("Semua"), "all", {}),
        (_("Sedang didampingi"), "mentored", {"dampingan": "ya"}),
        (_("Belum didampingi"), "unmentored", {"status": "active", "dampingan": "tidak"}),
        (_("Perempuan"), "women", {"jenis": "female"}),
        (_("Tanpa sesi > %(n)d hari") % {"n": dormant_days()}, "dormant", {"tanpa_sesi": "ya"}),
    ]
    if body := request.GET.get("sayap"):
        chips.append((body_names().get(body, body), "body", {"sayap": body}))
    ignored = {"wilayah", "hal", SORT_PARAMETER}
    now = {name: value for name, value in request.GET.items() if value and name not in ignored}
    found = []
    for label, key, wanted in chips:
        if key in counts:
            query = request.GET.copy()
            query.clear()
            query.update({"wilayah": request.GET["wilayah"]} if request.GET.get("wilayah") else {})
            query.update(wanted)
            url = f"?{query.urlencode()}" if query else reverse("dashboards:members")
            found.append({"label": label, "count": counts[key], "url": url, "current": now == wanted})
    return found
