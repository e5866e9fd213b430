"""The story of one member: offices, pairings, sessions, moves; as much of it as the reader may see."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from cadres.models import Member, MemberTransition, OfficerTerm
from cadres.rules import can_read_profiles
from core.templatetags.format import date_id, day_month
from dashboards.selectors.members import PHASES, place_below
from mentoring.enums import LEADERS, LEARNERS, RUNNING_STATES, AgreementState, PairingState, Phase
from mentoring.models import Agreement, Pairing, PairingParticipant, PairingTransition, Session

LONGEST_TEXT = 280
STEPS = (Phase.ORIENTATION, *PHASES)
KINDS = (
    ("sesi", gettext_lazy("Sesi")),
    ("pendampingan", gettext_lazy("Pendampingan")),
    ("keanggotaan", gettext_lazy("Keanggotaan dan jabatan")),
)
#: What happened to a pairing, by the state it came to.
MOVES = {
    PairingState.PROPOSED: gettext_lazy("Pasangan diusulkan"),
    PairingState.OFFERED: gettext_lazy("Tawaran dikirim"),
    PairingState.ACCEPTED: gettext_lazy("Kedua pihak bersedia"),
    PairingState.ACTIVE: gettext_lazy("Pendampingan dimulai"),
    PairingState.PAUSED: gettext_lazy("Pendampingan dijeda"),
    PairingState.COMPLETED: gettext_lazy("Pendampingan selesai"),
    PairingState.DECLINED: gettext_lazy("Tawaran tidak diterima"),
    PairingState.ENDED_EARLY: gettext_lazy("Pendampingan berakhir lebih awal"),
    PairingState.REMATCHED: gettext_lazy("Dicarikan pasangan lain"),
}


@dataclass
class Event:
    """One entry of the timeline."""

    day: date
    kind: str
    title: str
    detail: str = ""
    text: str = ""
    milestone: bool = False
    url: str = ""

    @property
    def when(self) -> str:
        """The day as it is shown."""
        return date_id(self.day)


@dataclass
class Relation:
    """A pairing of the member, with the others in it and the agreement in force."""

    pairing: Pairing
    is_mentored: bool
    others: list[PairingParticipant]
    agreement: Agreement | None = None

    @property
    def names(self) -> str:
        """Who the others are: for somebody who is mentored those who lead, if anybody does."""
        leads = [person for person in self.others if person.role in LEADERS] if self.is_mentored else []
        return ", ".join(person.name for person in leads or self.others)


@dataclass
class Profile:
    """All that a page about a member shows beside the member's own columns."""

    place: str
    offices: list[OfficerTerm] = field(default_factory=list)
    current: Relation | None = None
    mentees: list[Relation] = field(default_factory=list)
    steps: list[dict[str, Any]] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    held: int = 0


def profile_of(user: User, member: Member) -> Profile:
    """The profile as the user may see it: leaders get name, level, offices and unit."""
    terms = list(OfficerTerm.objects.for_user(user).filter(member=member).select_related("unit").order_by("rank", "pk"))
    profile = Profile(place=place_below(member.unit, user), offices=[term for term in terms if term.ends_on is None])
    if not can_read_profiles(user):
        return profile
    relations = _relations(user, member)
    running = [relation for relation in relations if relation.pairing.state in RUNNING_STATES]
    profile.current = next((relation for relation in running if relation.is_mentored), None)
    profile.mentees = [relation for relation in running if not relation.is_mentored]
    moves = list(
        PairingTransition.objects.for_user(user)
        .filter(pairing__in=[r.pairing.pk for r in relations])
        .order_by("at", "pk")
    )
    if profile.current:
        _add_agreement(user, profile.current)
        profile.steps = _steps(profile.current.pairing, moves)
    sessions = _sessions(user, [r.pairing.pk for r in relations if r.is_mentored])
    profile.held = len(sessions)
    events = [
        *_membership_events(user, member, terms),
        *_pairing_events(relations, moves),
        *(_session_event(session) for session in sessions),
    ]
    profile.events = sorted(events, key=lambda event: event.day)[::-1]  # within a day, too, the last comes first
    return profile


def _relations(user: User, member: Member) -> list[Relation]:
    mine = list(
        PairingParticipant.objects.for_user(user)
        .filter(member=member)
        .select_related("pairing__programme")
        .order_by("-pairing_id")
    )
    others: dict[int, list[PairingParticipant]] = {person.pairing_id: [] for person in mine}
    people = PairingParticipant.objects.for_user(user).filter(pairing__in=others, left_at=None).order_by("pk")
    for person in people.exclude(member=member):
        others[person.pairing_id].append(person)
    return [Relation(person.pairing, person.role in LEARNERS, others[person.pairing_id]) for person in mine]


def _add_agreement(user: User, relation: Relation) -> None:
    agreements = Agreement.objects.for_user(user).filter(pairing=relation.pairing, state=AgreementState.IN_FORCE)
    relation.agreement = agreements.first()


def _sessions(user: User, pairings: list[int]) -> list[Session]:
    held = Session.objects.for_user(user).held().filter(pairing__in=pairings)
    return list(held.select_related("log").order_by("held_on", "pk"))


def _steps(pairing: Pairing, moves: Iterable[PairingTransition]) -> list[dict[str, Any]]:
    """The phases of the running pairing, each with since when."""
    began = {m.to_value: localtime(m.at).date() for m in moves if m.pairing_id == pairing.pk and m.kind == "phase"}
    began[pairing.phase] = pairing.phase_since
    now = STEPS.index(pairing.phase) if pairing.phase in STEPS else -1
    steps = []
    for at, phase in enumerate(STEPS):
        since = began.get(phase)
        note = _("sejak %(day)s") % {"day": day_month(since)} if since and at <= now else ""
        state = "done" if at < now else "current" if at == now else "todo"
        steps.append({"label": phase.label, "state": state, "note": note})
    return steps


def _membership_events(user: User, member: Member, terms: Iterable[OfficerTerm]) -> Iterator[Event]:
    if member.joined_on:
        yield Event(member.joined_on, "keanggotaan", _("Bergabung dengan partai"), milestone=True)
    yield Event(localtime(member.created_at).date(), "keanggotaan", _("Datanya dimasukkan ke registri"))
    for move in MemberTransition.objects.for_user(user).filter(member=member):
        title = _("Keanggotaan: %(status)s") % {"status": move.get_to_value_display()}
        detail = move.get_reason_display() if move.reason else ""
        yield Event(localtime(move.at).date(), "keanggotaan", title, detail, move.note, milestone=True)
    for term in terms:
        detail = ", ".join(filter(None, [term.unit.full_name, term.portfolio, term.decree_no]))
        yield Event(term.starts_on, "keanggotaan", _("%(post)s mulai") % {"post": term.post}, detail, milestone=True)
        if term.ends_on:
            yield Event(term.ends_on, "keanggotaan", _("%(post)s selesai") % {"post": term.post}, detail)


def _pairing_events(relations: Iterable[Relation], moves: Iterable[PairingTransition]) -> Iterator[Event]:
    by_pairing = {relation.pairing.pk: relation for relation in relations}
    for move in moves:
        relation = by_pairing[move.pairing_id]
        if move.kind == "phase":
            if not relation.is_mentored:
                continue
            title = _("Masuk fase %(phase)s") % {"phase": str(Phase(move.to_value).label).lower()}
        else:
            is_back = (move.from_value, move.to_value) == (PairingState.PAUSED, PairingState.ACTIVE)
            title = _("Pendampingan dilanjutkan") if is_back else str(MOVES[PairingState(move.to_value)])
        day = localtime(move.at).date()
        yield Event(day, "pendampingan", title, relation.names, move.reason, milestone=move.kind == "phase")


def _session_event(session: Session) -> Event:
    title = _("Sesi ke-%(number)s · %(mode)s, %(minutes)s menit") % {
        "number": session.sequence,
        "mode": str(session.get_mode_display()).lower(),
        "minutes": session.minutes,
    }
    log = getattr(session, "log", None)
    detail, text = session.place, ""
    if log:
        progress = (
            _("kemajuan: %(progress)s") % {"progress": log.get_progress_display().lower()} if log.progress else ""
        )
        detail = " · ".join(filter(None, [session.place, progress]))
        text = log.will or log.goal
    text = f"{text[:LONGEST_TEXT].rstrip()}…" if len(text) > LONGEST_TEXT else text
    assert session.held_on is not None
    return Event(session.held_on, "sesi", title, detail, text)
