"""The facts that phases are derived from, for one pairing or for a page of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.utils import timezone

from mentoring.enums import HELD_STATES, MEETING_STATES, AgreementState, Category, Phase
from mentoring.models import Agreement, Pairing, PairingParticipant, PhaseEvidence, Session
from mentoring.rules.phases import KEYS, ExitTest, Facts, exit_tests


@dataclass(frozen=True)
class Growth:
    """Of those who learn in a pairing: how many, with a locked baseline, with an agreed plan, and since when all."""

    learners: int
    baselines: int
    plans: int
    planned_at: datetime | None


def growths_of(keys: Iterable[int]) -> dict[int, Growth]:
    """Counts without content, so that the phase is the same for whoever asks (a secretariat sees no plan)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p, g.learners, g.baselines, g.plans, g.planned_at "
            "FROM unnest(%s::bigint[]) p CROSS JOIN LATERAL kad_growth(p) g",
            [list(keys)],
        )
        return {row[0]: Growth(*row[1:]) for row in cursor.fetchall()}


def growth_of(pairing: Pairing) -> Growth:
    """As `growths_of`, of one pairing."""
    return growths_of([pairing.pk])[pairing.pk]


def phase_facts_of(pairings: Iterable[Pairing]) -> dict[int, Facts]:
    """What the database knows now of each; `pairing.unit` should be loaded. Five queries, however many."""
    rows = {pairing.pk: pairing for pairing in pairings}
    evidence: dict[int, dict[str, datetime]] = defaultdict(dict)
    for each in PhaseEvidence.objects.filter(pairing__in=rows):
        evidence[each.pairing_id][each.kind] = each.recorded_at
    growths = growths_of(rows)
    held: dict[int, list[date]] = defaultdict(list)
    met = Session.objects.filter(pairing__in=rows, state__in=HELD_STATES)
    for key, day in met.order_by().values_list("pairing", "held_on"):
        held[key].append(day)
    unoriented = PairingParticipant.objects.filter(pairing__in=rows, left_at=None, oriented_at=None)
    waiting = set(unoriented.order_by().values_list("pairing", flat=True))
    agreed = Agreement.objects.filter(pairing__in=rows, state=AgreementState.IN_FORCE)
    in_force = set(agreed.order_by().values_list("pairing", flat=True))
    return {
        key: Facts(
            state=pairing.state,
            category=pairing.category,
            all_oriented=key not in waiting,
            agreement_in_force=key in in_force,
            sessions=len(held[key]),
            execution_sessions=_since(pairing, held[key], evidence[key], growths[key]),
            learners=growths[key].learners,
            baselines=growths[key].baselines,
            plans=growths[key].plans,
            evidence=frozenset(evidence[key]),
        )
        for key, pairing in rows.items()
    }


def _since(pairing: Pairing, held: list[date], evidence: dict[str, datetime], growth: Growth) -> int:
    """Sessions since the plans were agreed; in personal mentoring since both sides were close."""
    close = [evidence[kind] for kind in KEYS[Phase.RAPPORT] if kind in evidence]
    is_personal = pairing.category == Category.PERSONAL
    since = min(close, default=None) if is_personal else growth.planned_at
    return sum(day >= since.astimezone(pairing.unit.zone).date() for day in held) if since else 0


def phase_facts(pairing: Pairing) -> Facts:
    """As `phase_facts_of`, of one pairing."""
    return phase_facts_of([pairing])[pairing.pk]


@dataclass(frozen=True)
class PhaseClock:
    """A pairing's phase with what is missing to leave it, and where its window stands."""

    pairing: Pairing
    tests: list[ExitTest]
    today: date

    @property
    def missing(self) -> list[ExitTest]:
        """The lines that are not fulfilled."""
        return [test for test in self.tests if not test.passed]

    @property
    def due_on(self) -> date | None:
        """Where the window ends; None where nothing has one, or the pairing does not run."""
        return self.pairing.phase_due_on if self.pairing.state in MEETING_STATES else None

    @property
    def days_late(self) -> int:
        """Days since the window ended; 0 while it is open."""
        return max(0, (self.today - self.due_on).days) if self.due_on else 0


def phase_clocks(pairings: Iterable[Pairing]) -> dict[int, PhaseClock]:
    """The phase of each pairing with what is missing. Five queries, however many."""
    pairings = list(pairings)
    facts = phase_facts_of(pairings)
    return {
        each.pk: PhaseClock(
            each, exit_tests(Phase(each.phase), facts[each.pk]), timezone.localdate(timezone=each.unit.zone)
        )
        for each in pairings
    }
