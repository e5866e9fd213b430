"""A member with his offices, his pairings and his timeline; as much of it as the reader may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from accounts.models import User
from cadres.models import Member, OfficerTerm
from cadres.rules import can_read_profiles
from core.templatetags.format import day_month
from dashboards.selectors.members import PHASES, place_below
from dashboards.selectors.timelines import Happening, happenings
from mentoring.enums import LEADERS, LEARNERS, RUNNING_STATES, AgreementState, PairingState, Phase
from mentoring.models import Agreement, Pairing, PairingParticipant
from regions.models import Unit

STEPS = (Phase.ORIENTATION, *PHASES)


@dataclass
class Relation:
    """A pairing of the member, with the others in it and the agreement in force."""

    pairing: Pairing
    is_mentored: bool
    others: Sequence[PairingParticipant]
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
    happenings: list[Happening]
    offices: list[OfficerTerm] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    steps: list[dict[str, Any]] = field(default_factory=list)

    @property
    def current(self) -> Relation | None:
        """The running pairing in which the member learns."""
        return next((relation for relation in self._running if relation.is_mentored), None)

    @property
    def offer(self) -> Relation | None:
        """The offer to be mentored that waits for an answer."""
        waits = (PairingState.PROPOSED, PairingState.OFFERED)
        return next((each for each in self.relations if each.is_mentored and each.pairing.state in waits), None)

    @property
    def mentees(self) -> list[Relation]:
        """The running pairings that the member leads."""
        return [relation for relation in self._running if not relation.is_mentored]

    @property
    def held(self) -> int:
        """How many sessions took place in which the member learnt."""
        return sum(row.source == "session" for row in self.happenings)

    @property
    def names(self) -> dict[int, str]:
        """Who else is in each pairing, by its id."""
        return {relation.pairing.pk: relation.names for relation in self.relations}

    @property
    def _running(self) -> list[Relation]:
        return [relation for relation in self.relations if relation.pairing.state in RUNNING_STATES]


def profile_of(user: User, member: Member) -> Profile:
    """The profile as the user may see it. Leaders get name, level, offices and unit, and what they decide on: awards
    and certificates (DOMAIN §9). Two queries for staff, one for leaders.
    """
    rows = happenings(user, member)
    profile = Profile(place=place_below(member.unit, user), happenings=rows, offices=_offices(rows))
    if can_read_profiles(user):
        profile.relations = _relations(user, member)
        if profile.current:
            profile.steps = _steps(profile.current.pairing, rows)
    return profile


def _offices(rows: Iterable[Happening]) -> list[OfficerTerm]:
    """The offices that have not ended, as their beginnings on the timeline tell of them."""
    open_terms = [row for row in rows if row.source == "term" and row.facts["ends"] is None]
    open_terms.sort(key=lambda row: (row.facts["rank"], row.pk))
    return [
        OfficerTerm(
            pk=row.pk,
            post=row.facts["post"],
            portfolio=row.facts["portfolio"],
            decree_no=row.facts["decree"],
            confirming_decree_no=row.facts["confirming"],
            starts_on=row.day,
            unit=Unit(name=row.facts["place"], label=row.facts["label"], tier=row.facts["tier"]),
        )
        for row in open_terms
    ]


def _relations(user: User, member: Member) -> list[Relation]:
    mine = PairingParticipant.objects.for_user(user).filter(member=member)
    in_force = Agreement.objects.for_user(user).filter(pairing=OuterRef("pairing"), state=AgreementState.IN_FORCE)
    people = list(
        PairingParticipant.objects.for_user(user)
        .filter(pairing__in=mine.values("pairing"))
        .select_related("pairing__programme")
        .annotate(
            agreed_from=Subquery(in_force.values("starts_on")[:1]),
            agreed_until=Subquery(in_force.values("ends_on")[:1]),
        )
        .order_by("-pairing_id", "pk")
    )
    relations = []
    for person in people:
        if person.member_id == member.pk:
            others = [
                other
                for other in people
                if other.pairing_id == person.pairing_id and other.member_id != member.pk and other.left_at is None
            ]
            agreement = (
                Agreement(starts_on=person.agreed_from, ends_on=person.agreed_until) if person.agreed_from else None
            )
            relations.append(Relation(person.pairing, person.role in LEARNERS, others, agreement))
    return relations


def _steps(pairing: Pairing, rows: Iterable[Happening]) -> list[dict[str, Any]]:
    """The phases of the running pairing, each with since when."""
    moves = [row for row in rows if row.source == "pairing" and row.facts["pairing"] == pairing.pk]
    began = {row.facts["to"]: row.day for row in reversed(moves) if row.facts["what"] == "phase"}
    began[pairing.phase] = pairing.phase_since
    now = STEPS.index(pairing.phase) if pairing.phase in STEPS else -1
    steps = []
    for at, phase in enumerate(STEPS):
        since = began.get(phase)
        note = _("sejak %(day)s") % {"day": day_month(since)} if since and at <= now else ""
        state = "done" if at < now else "current" if at == now else "todo"
        steps.append({"label": phase.label, "state": state, "note": note})
    return steps
