"""What the demonstration holds, read back from the database: accounts, markers, counts."""

from typing import Any

from django.conf import settings
from django.db.models import Q

from accounts.models import Assignment
from cadres.models import Member
from kaderisasi.demo.cast import MARK, PASSWORD
from mentoring.models import ActionItem, Mentor, Pairing, PrivateNote, Session, SessionLog

OWNER = "owner"


def accounts() -> list[dict[str, Any]]:
    """Login, password, role and unit of every demo account, offices first."""
    held = (
        Assignment.objects.using(OWNER)
        .filter(user__is_demo=True, ends_on=None)
        .select_related("user", "unit__area")
        .order_by("pk")
    )
    return [
        {
            "login": each.user.email,
            "password": PASSWORD,
            "role": each.role,
            "unit": each.unit.path,
            "unit_code": each.unit.code,
            "mfa": each.user.has_second_factor,
        }
        for each in held
    ]


def counts() -> dict[str, int]:
    """How much there is of everything."""
    return {
        "cadres": Member.objects.using(OWNER).count(),
        "mentors": Mentor.objects.using(OWNER).count(),
        "pairings": Pairing.objects.using(OWNER).count(),
        "sessions": Session.objects.using(OWNER).count(),
        "sessions_held": Session.objects.using(OWNER).held().count(),
    }


def canaries() -> list[dict[str, Any]]:
    """Every marker, where it stands, and the demo logins that may see it."""
    seen_by = _Watchers()
    found = []
    members = Member.objects.using(OWNER).filter(full_name__contains=MARK).select_related("unit__area", "user")
    for member in members:
        own = seen_by.pair_of(member.user_id)
        staff, office = seen_by.staff(member.unit), seen_by.office(member.unit)
        code = member.unit.code
        found += [
            _canary("member.name", code, member.full_name, office + own),
            _canary("member.address", code, member.address, staff + own),
            _canary("member.phone", code, member.phone, staff + own),
            _canary("member.nik", code, member.nik, []),
        ]
    logs = SessionLog.objects.using(OWNER).filter(goal__contains=MARK).select_related("unit__area")
    for log in logs:
        visible = seen_by.staff(log.unit) + seen_by.people_of(log.pairing_id)
        found += [_canary(f"log.{box}", log.unit.code, getattr(log, box), visible) for box in ("goal", "will")]
    for item in ActionItem.objects.using(OWNER).filter(what__contains=MARK).select_related("unit__area"):
        visible = seen_by.staff(item.unit) + seen_by.people_of(item.pairing_id)
        found.append(_canary("action.what", item.unit.code, item.what, visible))
    for note in PrivateNote.objects.using(OWNER).select_related("author", "session__unit__area"):
        if MARK in note.body:
            found.append(_canary("note.body", note.session.unit.code, note.body, [note.author.email]))
    return found


def _canary(kind: str, code: str, text: str, visible_to: list[str]) -> dict[str, Any]:
    return {"kind": kind, "unit_code": code, "text": text, "visible_to": sorted(set(visible_to))}


class _Watchers:
    """Which demo logins may see what, by walking the assignments once."""

    def __init__(self) -> None:
        held = Assignment.objects.using(OWNER).filter(user__is_demo=True, ends_on=None).select_related("user", "unit")
        self.held = [(each.role, each.unit, each.user) for each in held]
        self.pairings: dict[int, list[str]] = {}
        self.of_user: dict[int, list[int]] = {}
        participants = Pairing.objects.using(OWNER).filter(~Q(participants__user=None), participants__left_at=None)
        for pairing, user, email in participants.values_list("pk", "participants__user", "participants__user__email"):
            self.pairings.setdefault(pairing, []).append(email)
            self.of_user.setdefault(user, []).append(pairing)

    def office(self, unit: Any) -> list[str]:
        """Secretariat, coordinator and leader of the unit and above."""
        roles = ("secretariat", "coordinator", "leader")
        return [user.email for role, place, user in self.held if role in roles and place.contains(unit)]

    def staff(self, unit: Any) -> list[str]:
        """Secretariat and coordinator of the unit and above."""
        roles = ("secretariat", "coordinator")
        return [user.email for role, place, user in self.held if role in roles and place.contains(unit)]

    def people_of(self, pairing: int) -> list[str]:
        """The people of a pairing."""
        return self.pairings.get(pairing, [])

    def pair_of(self, user: int | None) -> list[str]:
        """A person and those he shares a pairing with."""
        return [email for pairing in self.of_user.get(user or 0, []) for email in self.pairings[pairing]]


def report() -> dict[str, Any]:
    """The whole answer of `seed_demo --json`."""
    return {"base_url": settings.BASE_URL, "accounts": accounts(), "canaries": canaries(), "counts": counts()}
