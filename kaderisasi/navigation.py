"""Menus by role (DESIGN §3): what the layouts show around every page."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.devices import account_key
from accounts.enums import PERSON_ROLES, TIER_ROLES, Role
from accounts.told import MOST, unread
from regions.enums import Tier
from regions.models import Party

R = Role


@dataclass(frozen=True)
class Item:
    """One entry: `within` are the URL names on which it is the current one; `deepest` the last tier that has it."""

    label: Any
    icon: str
    url_name: str
    roles: frozenset[Role] | set[Role]
    within: tuple[str, ...] = ()
    deepest: Tier = Tier.CELL


MENU: tuple[tuple[Any, tuple[Item, ...]], ...] = (
    ("", (Item(_("Dasbor"), "layout-dashboard", "dashboards:own", TIER_ROLES, ("dashboards:dashboard",)),)),
    (
        _("Pembinaan"),
        (
            Item(_("Kader"), "users", "dashboards:members", TIER_ROLES, ("dashboards:member", "cadres:member_")),
            Item(_("Mentor"), "user-star", "mentoring:mentors", TIER_ROLES, ("mentoring:mentor",)),
            Item(
                _("Pasangkan"), "handshake", "mentoring:pair", {R.COORDINATOR}, ("mentoring:pair_", "mentoring:match_")
            ),
            Item(_("Perlu dihubungi"), "phone", "mentoring:contacts", {R.COORDINATOR}, ("mentoring:pairing_contact",)),
            Item(
                _("Perlu dibicarakan"), "heart-handshake", "evaluations:alerts", {R.COORDINATOR}, ("evaluations:alert",)
            ),
            Item(_("Pengecualian"), "scale", "mentoring:waivers", {R.COORDINATOR}, ("mentoring:waiver",)),
            Item(_("Kiriman tertahan"), "inbox", "mentoring:held", {R.COORDINATOR}, ("mentoring:held",)),
            Item(_("Perlu penjelasan"), "message-circle", "mentoring:odds", {R.COORDINATOR}, ("mentoring:odd",)),
            Item(
                _("Pasangan"),
                "users-round",
                "mentoring:pairings",
                TIER_ROLES,
                ("mentoring:pairing", "mentoring:cadence", "mentoring:overdue"),
            ),
            Item(_("Sesi"), "notebook-pen", "mentoring:sessions", TIER_ROLES, ("mentoring:session",)),
            Item(
                _("Evaluasi"),
                "clipboard-check",
                "evaluations:rounds",
                {R.COORDINATOR},
                (
                    "evaluations:round",
                    "evaluations:officer",
                    "evaluations:reopen",
                    "evaluations:instrument",
                    "evaluations:item",
                ),
            ),
            Item("PDLT", "medal", "evaluations:pdlt_cases", {R.LEADER, R.DPO}, ("evaluations:pdlt_",)),
            Item(_("Tugas menilai"), "medal", "evaluations:pdlt_tasks", {R.ASSESSOR}, ("evaluations:pdlt_task",)),
            Item(_("Jenjang"), "footprints", "cadres:ladder", TIER_ROLES, ("cadres:award", "cadres:ladder_")),
            Item(_("Pelatihan"), "presentation", "cadres:events", TIER_ROLES, ("cadres:event",)),
        ),
    ),
    (
        _("Organisasi"),
        (
            Item(_("Program"), "goal", "mentoring:programmes", TIER_ROLES, ("mentoring:programme",)),
            Item(
                _("Pencalonan"),
                "landmark",
                "dashboards:quota",
                TIER_ROLES,
                (
                    "dashboards:district",
                    "cadres:candidacy",
                    "cadres:district",
                    "cadres:election",
                    "cadres:member_candidacy",
                ),
                Tier.REGENCY,
            ),
            Item(
                _("Kemitraan"),
                "network",
                "partnerships:partnerships",
                TIER_ROLES,
                ("partnerships:", "dashboards:partner_"),
            ),
            Item(
                _("Saluran mobilitas"),
                "route",
                "dashboards:mobility",
                TIER_ROLES,
                ("dashboards:mobility_", "dashboards:bench", "cadres:step", "cadres:way"),
            ),
            Item(_("Wilayah"), "map", "dashboards:units", TIER_ROLES | {R.ADMIN}, ("dashboards:unit",)),
            Item(
                _("Pengurus"),
                "id-card",
                "dashboards:officers",
                TIER_ROLES,
                ("dashboards:officers", "cadres:term", "cadres:dispute"),
            ),
        ),
    ),
    (
        _("Data"),
        (
            Item(_("Syarat jenjang"), "list-checks", "cadres:ladder_rules", {R.ADMIN}, ("cadres:ladder_level",)),
            Item(_("Instrumen"), "clipboard-list", "evaluations:instruments", {R.ADMIN}, ("evaluations:instrument",)),
            Item(_("Buka jawaban"), "lock-keyhole", "evaluations:reopenings", {R.ADMIN}),
            Item(_("Data ganda"), "copy-check", "cadres:pairs", {R.SECRETARIAT}, ("cadres:pair",)),
            Item(_("Mutasi"), "arrow-right-left", "cadres:transfers", {R.SECRETARIAT}, ("cadres:transfer",)),
            Item(_("Permintaan data"), "shield-check", "cadres:data_requests", {R.DPO}, ("cadres:data_request",)),
            Item(
                _("Laporan rahasia"),
                "lock-keyhole",
                "mentoring:concern_cases",
                {R.COORDINATOR, R.DPO},
                ("mentoring:concern_case",),
                Tier.PROVINCE,
            ),
            Item(_("Insiden data"), "circle-alert", "accounts:incidents", {R.DPO}, ("accounts:incident",)),
            Item(_("Masa simpan"), "calendar-days", "mentoring:retention", {R.DPO, R.ADMIN}),
            Item(_("Impor"), "arrow-left-right", "cadres:imports", {R.SECRETARIAT}, ("cadres:import",)),
            Item(_("Ekspor"), "download", "dashboards:exports", {R.SECRETARIAT, R.COORDINATOR}),
            Item(
                _("Akun & peran"),
                "shield-user",
                "accounts:people",
                {R.SECRETARIAT, R.COORDINATOR, R.ADMIN},
                ("accounts:people", "accounts:invite"),
            ),
            Item(_("Surat gagal"), "mail-warning", "accounts:mails", {R.SECRETARIAT, R.ADMIN}),
            Item(
                _("Riwayat kiriman"),
                "send",
                "accounts:deliveries",
                {R.SECRETARIAT, R.ADMIN},
                ("accounts:assignment_mails",),
            ),
            Item(
                _("Pemekaran"),
                "git-branch",
                "accounts:reshapes",
                {R.ADMIN, R.SECRETARIAT},
                ("accounts:reshape",),
                Tier.NATIONAL,
            ),
            Item(
                _("Pengaturan"),
                "settings",
                "accounts:settings",
                {R.ADMIN, R.SECRETARIAT},
                ("accounts:setting", "accounts:label", "cadres:bod", "mentoring:text", "mentoring:template"),
                Tier.PROVINCE,
            ),
        ),
    ),
)

MENTOR_TABS = (
    Item(_("Beranda"), "house", "mentoring:phone_home", {R.MENTOR, R.MENTEE}),
    Item(_("Binaan"), "users", "mentoring:phone_mentees", {R.MENTOR}, ("mentoring:phone_pairing",)),
    Item(
        _("Jadwal"),
        "calendar-days",
        "mentoring:phone_schedule",
        {R.MENTOR, R.MENTEE},
        ("mentoring:phone_plan", "mentoring:phone_calendar"),
    ),
    Item(_("Jenjang"), "footprints", "cadres:phone_ladder", {R.MENTOR, R.MENTEE}, ("cadres:phone_",)),
    Item(_("Pemberitahuan"), "bell", "mentoring:phone_outbox", {R.MENTOR, R.MENTEE}, ("mentoring:phone_conflict",)),
)


BELL = "mentoring:phone_outbox"


def _entry(item: Item, current: str) -> dict[str, Any]:
    is_current = current == item.url_name or any(current.startswith(name) for name in item.within)
    count = unread() if item.url_name == BELL else None
    return {
        "label": item.label,
        "icon": item.icon,
        "url": reverse(item.url_name),
        "count": count,
        "current": is_current,
    }


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Menu groups, phone tabs, the assignments to switch between, and the demonstration banner."""
    assignment = getattr(request, "assignment", None)
    role = Role(assignment.role) if assignment else None
    tier = assignment.unit.tier if assignment else Tier.CELL
    current = request.resolver_match.view_name if request.resolver_match else ""
    menu = []
    for title, items in MENU if role else ():
        entries = [_entry(item, current) for item in items if role in item.roles and tier <= item.deepest]
        if entries:
            menu.append({"title": title, "items": entries})
    return {
        "menu": menu,
        "tabs": [_entry(item, current) for item in MENTOR_TABS if role in item.roles],
        "scope_label": str(assignment) if assignment else "",
        "assignments": [
            {"id": each.pk, "label": str(each), "current": each == assignment}
            for each in getattr(request, "assignments", [])
        ],
        "account_menu": _account_menu(role),
        "bell": _bell(role),
        "help_url": "",
        "search_url": reverse("dashboards:members_search") if role in TIER_ROLES else "",
        "organisation": _party_name(),
        "demo_mode": settings.DEMO,
        "account_key": account_key(getattr(request, "user", None)),
        "carries_field": role in PERSON_ROLES,
    }


def _bell(role: Role | None) -> dict[str, Any] | None:
    """Where what was told to me is read, and how much of it is new; nothing for who acts in no role."""
    if role is None:
        return None
    count = unread()
    url = reverse(BELL if role in PERSON_ROLES else "mentoring:notices")
    return {"url": url, "count": count, "shown": f"{MOST}+" if count > MOST else str(count)}


def _account_menu(role: Role | None) -> list[dict[str, Any]]:
    """What stands in the menu under one's own name."""
    own = [
        {"label": _("Data saya"), "icon": "id-card", "url": reverse("cadres:own_data")},
        {"label": _("Ingin bicara rahasia"), "icon": "lock-keyhole", "url": reverse("mentoring:concerns")},
        {"label": _("Pengaturan notifikasi"), "icon": "bell", "url": reverse("accounts:notifications")},
    ]
    if role in TIER_ROLES or role in PERSON_ROLES:
        own.append({"label": _("Isian saya"), "icon": "clipboard-check", "url": reverse("evaluations:mine")})
    if role in PERSON_ROLES:
        own.append({"label": _("PDLT saya"), "icon": "medal", "url": reverse("evaluations:own_pdlt")})
    if role not in TIER_ROLES:
        return own
    return [*own, {"label": _("Pelimpahan tugas"), "icon": "user-cog", "url": reverse("accounts:delegations")}]


@cache
def _party_name() -> str:
    """Read once a process: it changes when the installation is set up, not between requests."""
    return Party.objects.values_list("name", flat=True).first() or ""
