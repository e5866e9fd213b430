"""Mentors as pages show them: papers, load and health, thanks; and what matching reads of them."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, DateField, DateTimeField, ExpressionWrapper, F, Max, Q, QuerySet, When
from django.db.models.functions import Cast, Greatest
from django.utils import timezone

from accounts.models import User
from mentoring.cadence import LOG_DUE
from mentoring.documents import guide_texts, newest_guide
from mentoring.enums import (
    LEADERS,
    RUNNING_STATES,
    UPCOMING_STATES,
    Competency,
    GuideKind,
    PairingState,
    ParticipantRole,
    SessionState,
)
from mentoring.models import ConductSignature, Mentor, MentorTick, Pairing, PairingParticipant, Session
from mentoring.rules.contacts import FIRST, SECOND, THEN
from mentoring.selectors.cohorts import LANGUAGES, STRENGTHS, TIMES


@dataclass(frozen=True)
class Papers:
    """A mentor's code of conduct and orientation: the texts, and what of them is done."""

    conduct: list[tuple[str, str]]
    signed: ConductSignature | None
    orientation: list[tuple[str, str]]
    ticked: frozenset[str]

    @property
    def is_signed(self) -> bool:
        """Whether the newest edition is signed."""
        return self.signed is not None

    @property
    def is_oriented(self) -> bool:
        """Whether nothing is left to tick."""
        return not {code for code, _sentence in self.orientation} - self.ticked


def papers_of(user: User, mentor: Mentor) -> Papers:
    """The papers of a mentor, as the user may see them."""
    signatures = ConductSignature.objects.for_user(user).filter(mentor=mentor)
    ticks = MentorTick.objects.for_user(user).filter(mentor=mentor)
    return Papers(
        conduct=guide_texts(GuideKind.CONDUCT),
        signed=signatures.filter(edition=newest_guide(GuideKind.CONDUCT)).first(),
        orientation=guide_texts(GuideKind.FOR_MENTORS),
        ticked=frozenset(ticks.values_list("item", flat=True)),
    )


def strengths_in_words(mentor: Mentor) -> list[tuple[str, int]]:
    """What a mentor can teach, strongest first."""
    said = sorted(mentor.strengths.items(), key=lambda one: (-one[1], one[0]))
    return [(str(Competency(code).label), strength) for code, strength in said]


@dataclass(frozen=True)
class Health:
    """How a mentor's relations stand. Figures to help by; nobody is ranked by them."""

    mentor: Mentor
    running: int = 0
    dormant: int = 0
    overdue_logs: int = 0
    last_held_on: date | None = None
    last_contact_on: date | None = None

    @property
    def needs_help(self) -> bool:
        """Whether somebody should call: silence, logs that do not come, or more mentees than is usual."""
        return bool(self.dormant or self.overdue_logs) or self.mentor.load > self.mentor.soft_capacity


def health_of(user: User, mentors: Iterable[Mentor]) -> list[Health]:
    """Load and health of some mentors in their order; four queries however many there are."""
    mentors = list(mentors)
    today = timezone.localdate()
    led = PairingParticipant.objects.for_user(user).filter(
        member__in=[mentor.member_id for mentor in mentors], role__in=LEADERS, left_at=None
    )
    leads: dict[int, list[int]] = {}
    for member, pairing in led.filter(pairing__state__in=RUNNING_STATES).values_list("member_id", "pairing_id"):
        leads.setdefault(member, []).append(pairing)
    every = [pairing for pairings in leads.values() for pairing in pairings]
    known = Pairing.objects.for_user(user).filter(pk__in=every)
    facts = {
        row["pk"]: row for row in known.annotate(called=Max("contacts__on")).values("pk", "last_held_on", "called")
    }
    dormant = set(known.dormant_on(today).values_list("pk", flat=True))
    late = Session.objects.for_user(user).filter(
        pairing__in=every, state__in=UPCOMING_STATES, planned_start__lt=timezone.now() - LOG_DUE
    )
    overdue = Counter(late.values_list("pairing_id", flat=True))
    return [_health(mentor, leads.get(mentor.member_id, []), facts, dormant, overdue) for mentor in mentors]


def _health(
    mentor: Mentor,
    pairings: list[int],
    facts: Mapping[int, Mapping[str, Any]],
    dormant: Collection[int],
    overdue: Mapping[int, int],
) -> Health:
    seen = [facts[pk] for pk in pairings if pk in facts]
    return Health(
        mentor,
        running=len(seen),
        dormant=sum(pk in dormant for pk in pairings),
        overdue_logs=sum(overdue[pk] for pk in pairings if pk in overdue),
        last_held_on=max((row["last_held_on"] for row in seen if row["last_held_on"]), default=None),
        last_contact_on=max((row["called"] for row in seen if row["called"]), default=None),
    )


def contacts_due(user: User, today: date | None = None) -> QuerySet[Pairing]:
    """Active pairings whose next talk is due by a day, longest overdue first, with `due_on`.

    As `rules.contacts.next_contact_on` says it of `contact_count` and `last_contact`.
    """

    def after(column: str, span: timedelta) -> Cast:
        return Cast(ExpressionWrapper(F(column) + span, DateTimeField()), DateField())

    due = Case(
        When(contact_count=0, then=after("active_on", FIRST)),
        When(contact_count=1, then=Greatest(after("active_on", SECOND), after("last_contact", FIRST))),
        default=after("last_contact", THEN),
        output_field=DateField(),
    )
    since = Q(contacts__on__gte=F("active_on"))
    active = Pairing.objects.for_user(user).filter(state=PairingState.ACTIVE, active_on__isnull=False)
    counted = active.annotate(
        contact_count=Count("contacts", filter=since), last_contact=Max("contacts__on", filter=since)
    )
    return counted.annotate(due_on=due).filter(due_on__lte=today or timezone.localdate()).order_by("due_on", "pk")


@dataclass(frozen=True)
class Thanks:
    """What a paper of thanks says: sessions that the mentees themselves confirmed, and what came of them."""

    confirmed: int
    mentees: int
    completed: int
    since: date | None

    @property
    def is_due(self) -> bool:
        """Whether there is something to thank for."""
        return self.confirmed > 0


def thanks_of(mentor: Mentor) -> Thanks:
    """What a mentor is thanked for. Logs that only silence acknowledged do not count (DOMAIN §7.4)."""
    led = PairingParticipant.objects.filter(member=mentor.member_id, role__in=LEADERS).values("pairing")
    said_yes = Session.objects.filter(pairing__in=led, state=SessionState.ACKNOWLEDGED, auto_acknowledged=False)
    learners = PairingParticipant.objects.filter(
        pairing__in=said_yes.values("pairing"), role__in=(ParticipantRole.MENTEE, ParticipantRole.PEER)
    )
    first = said_yes.order_by("held_on").values_list("held_on", flat=True).first()
    return Thanks(
        confirmed=said_yes.count(),
        mentees=learners.values("member").distinct().count(),
        completed=Pairing.objects.filter(pk__in=led, state=PairingState.COMPLETED).count(),
        since=first,
    )


def _column(name: str) -> Any:
    def read(members: Collection[int]) -> Mapping[int, Any]:
        return dict(Mentor.objects.filter(member__in=list(members)).values_list("member_id", name))

    return read


STRENGTHS.append(_column("strengths"))
LANGUAGES.append(_column("languages"))
TIMES.append(_column("times"))
