"""What the demonstration holds, read back from the database: accounts, markers, counts."""

from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db.models import Q

from accounts.models import Assignment
from cadres.models import Member
from kaderisasi.demo.cast import MARK, PASSWORD
from mentoring.enums import LEARNERS
from mentoring.models import (
    ActionItem,
    Agreement,
    Closure,
    DiagnosticLevel,
    Goal,
    Mentor,
    Pairing,
    PairingPart,
    PairingTransition,
    PhaseEvidence,
    PrivateNote,
    Programme,
    Session,
    SessionLog,
    SessionTransition,
)
from mentoring.models.diagnostics import LearnerPart

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


# Texts of a pairing: read by its people and by the staff of the unit and above, not by leaders.
OF_PAIRINGS: tuple[tuple[str, type[PairingPart], tuple[str, ...]], ...] = (
    ("log", SessionLog, ("goal", "reality", "options", "will")),
    ("action", ActionItem, ("what",)),
    ("agreement", Agreement, ("purpose", "rhythm")),
    ("evidence", PhaseEvidence, ("note",)),
    ("closure", Closure, ("gains", "unfinished")),
    ("transition", PairingTransition, ("reason",)),
    ("session_transition", SessionTransition, ("reason",)),
)

# Texts about one learner: not for the others of his group, nor for the secretariat.
OF_LEARNERS: tuple[tuple[str, type[LearnerPart], tuple[str, ...]], ...] = (
    ("level", DiagnosticLevel, ("talk_note", "evidence")),
    ("plan", Goal, ("statement", "outcome_note")),
)


def canaries() -> list[dict[str, Any]]:
    """Every marker, where it stands, and the demo logins that may see it."""
    watchers = _Watchers()
    return [
        *_of_members(watchers),
        *_of_pairings(watchers),
        *_of_learners(watchers),
        *_of_programmes(watchers),
        *_of_notes(),
    ]


def _marked(model: Any, *boxes: str) -> Any:
    marked = reduce(or_, (Q(**{f"{box}__contains": MARK}) for box in boxes))
    return model.objects.using(OWNER).filter(marked).select_related("unit__area").order_by("pk")


def _of_members(watchers: "_Watchers") -> Iterator[dict[str, Any]]:
    for member in _marked(Member, "full_name").select_related("unit__area", "user"):
        own = watchers.pair_of(member.user_id)
        staff, office = watchers.staff(member.unit), watchers.office(member.unit)
        code = member.unit.code
        yield _canary("member.name", code, member.full_name, office + own)
        for box in ("address", "birthplace", "phone"):
            if text := getattr(member, box):
                yield _canary(f"member.{box}", code, text, staff + own)
        if member.nik:  # who was written down twice brought it once
            yield _canary("member.nik", code, member.nik, [])
    for mentor in _marked(Mentor, "note").select_related("unit__area", "member"):
        visible = watchers.office(mentor.unit) + watchers.pair_of(mentor.member.user_id)
        yield _canary("mentor.note", mentor.unit.code, mentor.note, visible)


def _of_pairings(watchers: "_Watchers") -> Iterator[dict[str, Any]]:
    for kind, model, boxes in OF_PAIRINGS:
        for row in _marked(model, *boxes):
            if getattr(row, "goal_id", None):
                continue  # a step of a plan
            visible = watchers.staff(row.unit) + watchers.people_of(row.pairing_id)  # type: ignore[attr-defined]
            for box in boxes:
                if MARK in (text := getattr(row, box)):
                    yield _canary(f"{kind}.{box}", row.unit.code, text, visible)
    for session in _marked(Session, "place"):
        visible = watchers.office(session.unit) + watchers.people_of(session.pairing_id)
        yield _canary("session.place", session.unit.code, session.place, visible)


def _of_learners(watchers: "_Watchers") -> Iterator[dict[str, Any]]:
    """Texts of diagnostics and plans: the learner's, his guides' and the coordinators'."""
    for kind, model, boxes in OF_LEARNERS:
        for row in _marked(model, *boxes).select_related("unit__area", "learner__user"):
            guides = row.pairing.participants.using(OWNER).exclude(role__in=LEARNERS).select_related("user")
            among = [person.user.email for person in guides if person.user and person.left_at is None]
            own = among or watchers.people_of(row.pairing_id)
            visible = watchers.coordinators(row.unit) + own + [row.learner.user.email]
            for box in boxes:
                if MARK in (text := getattr(row, box)):
                    yield _canary(f"{kind}.{box}", row.unit.code, text, visible)


def _of_programmes(watchers: "_Watchers") -> Iterator[dict[str, Any]]:
    for programme in _marked(Programme, "name"):
        pairings = programme.pairings.values_list("pk", flat=True)
        people = [email for pairing in pairings for email in watchers.people_of(pairing)]
        visible = watchers.office(programme.unit) + people
        yield _canary("programme.name", programme.unit.code, programme.name, visible)
        for goal in programme.goals.filter(statement__contains=MARK):
            yield _canary("goal.statement", programme.unit.code, goal.statement, visible)


def _of_notes() -> Iterator[dict[str, Any]]:
    for note in PrivateNote.objects.using(OWNER).select_related("author", "session__unit__area").order_by("pk"):
        if MARK in note.body:
            yield _canary("note.body", note.session.unit.code, note.body, [note.author.email])


def _canary(kind: str, code: str, text: str, visible_to: list[str]) -> dict[str, Any]:
    return {"kind": kind, "unit_code": code, "text": text, "visible_to": sorted(set(visible_to))}


class _Watchers:
    """Which demo logins may see what, by walking the assignments once."""

    def __init__(self) -> None:
        held = Assignment.objects.using(OWNER).filter(user__is_demo=True, ends_on=None).select_related("user", "unit")
        self.held = [(each.role, each.unit, each.user) for each in held]
        self.known: dict[tuple[tuple[str, ...], int], list[str]] = {}
        self.pairings: dict[int, list[str]] = {}
        self.of_user: dict[int, list[int]] = {}
        participants = Pairing.objects.using(OWNER).filter(~Q(participants__user=None), participants__left_at=None)
        for pairing, user, email in participants.values_list("pk", "participants__user", "participants__user__email"):
            self.pairings.setdefault(pairing, []).append(email)
            self.of_user.setdefault(user, []).append(pairing)

    def office(self, unit: Any) -> list[str]:
        """Secretariat, coordinator and leader of the unit and above."""
        return self._holding(("secretariat", "coordinator", "leader"), unit)

    def staff(self, unit: Any) -> list[str]:
        """Secretariat and coordinator of the unit and above."""
        return self._holding(("secretariat", "coordinator"), unit)

    def coordinators(self, unit: Any) -> list[str]:
        """The coordinators of the unit and above."""
        return self._holding(("coordinator",), unit)

    def _holding(self, roles: tuple[str, ...], unit: Any) -> list[str]:
        if (roles, unit.pk) not in self.known:
            held = [user.email for role, place, user in self.held if role in roles and place.contains(unit)]
            self.known[roles, unit.pk] = held
        return self.known[roles, unit.pk]

    def people_of(self, pairing: int) -> list[str]:
        """The people of a pairing."""
        return self.pairings.get(pairing, [])

    def pair_of(self, user: int | None) -> list[str]:
        """A person and those he shares a pairing with."""
        return [email for pairing in self.of_user.get(user or 0, []) for email in self.pairings[pairing]]


def report() -> dict[str, Any]:
    """The whole answer of `seed_demo --json`."""
    return {"base_url": settings.BASE_URL, "accounts": accounts(), "canaries": canaries(), "counts": counts()}
