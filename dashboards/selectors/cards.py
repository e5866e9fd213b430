"""The report card of one cadre: where he stands and how he has grown, as much of it as the reader may see.

It never holds an answer, a mark, a total or a private note. What a reader's card leaves out is not printed at all, so
that nothing missing reads as nothing done.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from cadres.enums import PathState, RegistrationState
from cadres.models import Certificate, LevelAward, LevelPath, Member, MobilityStep, TrainingRegistration
from cadres.selectors.mobility import steps_of
from evaluations.models import PdltAssessment
from mentoring.enums import LEADERS, LEARNERS, DiagnosticState, Phase
from mentoring.models import Diagnostic, Pairing, PairingParticipant, PairingTransition
from mentoring.selectors.growth import Growth, growths
from partnerships.models import ActivityCadre
from partnerships.selectors import partners_of

MOST_ROWS = 8  # of one table of the page; the newest


class Part(StrEnum):
    """What a card is made of."""

    LADDER = "ladder"
    PAPERS = "papers"
    TRAINING = "training"
    CAREER = "career"
    PARTNERS = "partners"
    MENTORING = "mentoring"
    GROWTH = "growth"
    PDLT = "pdlt"


#: Who reads which parts (DOMAIN §9): the cadre all of his own, who guides him what they do together, offices by role.
OWN_PARTS = frozenset(Part)
GUIDE_PARTS = frozenset({Part.MENTORING, Part.GROWTH})
OFFICE_PARTS = {
    Role.COORDINATOR: OWN_PARTS - {Part.PDLT},
    Role.SECRETARIAT: OWN_PARTS - {Part.PDLT, Part.GROWTH},
    Role.LEADER: frozenset({Part.LADDER, Part.PAPERS, Part.CAREER, Part.PDLT}),
}


@dataclass(frozen=True)
class Stay:
    """A pairing in which the cadre learns or learnt: who guides, and since when he has been in each phase."""

    pairing: Pairing
    guides: str
    phases: list[tuple[Phase, date]]


@dataclass
class Card:
    """The parts that a reader gets, with their rows."""

    member: Member
    parts: frozenset[Part]
    awards: list[LevelAward] = field(default_factory=list)
    path: LevelPath | None = None
    papers: list[Certificate] = field(default_factory=list)
    trainings: list[TrainingRegistration] = field(default_factory=list)
    steps: list[MobilityStep] = field(default_factory=list)
    partners: list[ActivityCadre] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    growth: Growth | None = None
    cases: list[PdltAssessment] = field(default_factory=list)

    @property
    def measured_on(self) -> list[tuple[str, date]]:
        """The rounds that count, oldest first: which, and the day on which it was locked."""
        rounds = self.growth.locked if self.growth else []
        return [(each.get_round_display(), _day(each.locked_at, self.member)) for each in rounds if each.locked_at]


def card_of(user: User, member: Member, parts: frozenset[Part]) -> Card:
    """The card of a member whom the caller has found in the reader's sight; each part begins at `for_user` again.

    A constant number of queries, whatever the rows.
    """

    def his(model: Any) -> Any:
        return model.objects.for_user(user).filter(member=member)

    card = Card(member, parts)
    if Part.LADDER in parts:
        card.awards = list(his(LevelAward).valid().select_related("level").order_by("-awarded_on", "-pk"))
        running = his(LevelPath).exclude(state=PathState.DONE)
        card.path = running.select_related("level").order_by("-started_on", "-pk").first()
    if Part.PAPERS in parts:
        card.papers = list(his(Certificate).filter(revoked_on=None).order_by("-issued_on", "-pk")[:MOST_ROWS])
    if Part.TRAINING in parts:
        attended = his(TrainingRegistration).filter(state=RegistrationState.ATTENDED)
        card.trainings = list(attended.select_related("event").order_by("-event__starts_at", "-pk")[:MOST_ROWS])
    if Part.CAREER in parts:
        card.steps = list(steps_of(user, member).filter(struck_at=None)[:MOST_ROWS])
    if Part.PARTNERS in parts:
        card.partners = list(partners_of(user, member)[:MOST_ROWS])
    if Part.MENTORING in parts:
        card.stays = _stays(user, member)
    if Part.GROWTH in parts:
        card.growth = _growth(user, member)
    if Part.PDLT in parts:
        shared = his(PdltAssessment).filter(shared_at__isnull=False)
        card.cases = list(shared.order_by("-opened_at", "-pk")[:MOST_ROWS])
    return card


def _learns(user: User, member: Member) -> QuerySet[PairingParticipant]:
    begun = PairingParticipant.objects.for_user(user).filter(pairing__active_on__isnull=False)
    return begun.filter(member=member, role__in=LEARNERS)


def _stays(user: User, member: Member) -> list[Stay]:
    found = _learns(user, member).select_related("pairing__programme").order_by("-pairing__active_on", "-pairing_id")
    pairings = [each.pairing for each in found[:MOST_ROWS]]
    ids = [pairing.pk for pairing in pairings]
    others: dict[int, list[PairingParticipant]] = defaultdict(list)
    for each in PairingParticipant.objects.for_user(user).filter(pairing__in=ids).exclude(member=member).order_by("pk"):
        others[each.pairing_id].append(each)
    began: dict[int, dict[Phase, date]] = defaultdict(dict)
    moves = PairingTransition.objects.for_user(user).filter(pairing__in=ids, kind="phase", to_value__in=Phase.values)
    for move in moves.order_by("at", "pk"):
        began[move.pairing_id][Phase(move.to_value)] = _day(move.at, member)
    return [
        Stay(pairing, _guides(others[pairing.pk]), sorted(began[pairing.pk].items(), key=lambda each: each[1]))
        for pairing in pairings
    ]


def _guides(others: list[PairingParticipant]) -> str:
    """Who leads; between two peers the other one. Who learns beside him in a group stays unnamed."""
    leading = [each.name for each in others if each.role in LEADERS]
    return ", ".join(leading) if leading or len(others) != 1 else others[0].name


def _growth(user: User, member: Member) -> Growth | None:
    """Of the pairing in which he was measured last; before the first measure of the one in which he learns last."""
    locked = Diagnostic.objects.for_user(user).filter(
        learner__member=member, state=DiagnosticState.LOCKED, set_aside_at=None
    )
    measured = locked.order_by("-locked_at", "-pk").select_related("pairing").first()
    learns = _learns(user, member).order_by("-pairing__active_on", "-pairing_id")
    latest = measured or learns.select_related("pairing").first()
    if latest is None:
        return None
    return next((each for each in growths(user, latest.pairing) if each.learner.member_id == member.pk), None)


def _day(at: Any, member: Member) -> date:
    return timezone.localdate(at, timezone=member.unit.zone)
