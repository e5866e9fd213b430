"""Word of pairings that do not meet: to who leads first, then to the coordinator, at last to the tier above.

Two ladders in one: the nudges after 14, 28 and 42 days, and the dormant pairing after 35 (as the party sets it), 60
and 75 (DOMAIN §10). Worked out at each run from what stands now: a meeting that is logged ends the silence, with it
what is to be planned and what is planned already. A run that was missed sends the latest word only.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone

from accounts.models import User
from accounts.services import Message, queue_messages
from mentoring.cadence import UnmetSince
from mentoring.enums import LEARNERS, LOGGERS, SILENCE_KINDS
from mentoring.models import Pairing, Session
from mentoring.party_settings import dormant_days
from mentoring.selectors.programmes import coordinators_above
from mentoring.services.reminders import note, people_of, told_of

# What has been silent for longer than this after the last step is in the coordinator's queue.
OLD = timedelta(days=45)


@dataclass(frozen=True)
class Step:
    """One word: after how many days without a meeting, and who hears it beside those who lead."""

    kind: str
    days: int
    learners: bool = False
    coordinator: bool = False
    above: bool = False

    @property
    def is_early(self) -> bool:
        """Before a pairing is dormant: who has a meeting ahead needs no nudge."""
        return self.days < dormant_days()


def steps() -> list[Step]:
    """The steps in the order in which they come; where the party's day of dormancy is that of another, they are one."""
    first, second, dormant, third, fourth, last = SILENCE_KINDS
    found = (
        Step(first, 14),
        Step(second, 28, coordinator=True),
        Step(dormant, dormant_days(), learners=True),
        Step(third, 42, coordinator=True, above=True),
        Step(fourth, 60, learners=True, coordinator=True),
        Step(last, 75, learners=True, coordinator=True, above=True),
    )
    by_day: dict[int, Step] = {}
    for step in sorted(found, key=lambda step: step.days):
        other = by_day.setdefault(step.days, step)
        by_day[step.days] = Step(
            dormant if dormant in (step.kind, other.kind) else step.kind,
            step.days,
            *(getattr(step, who) or getattr(other, who) for who in ("learners", "coordinator", "above")),
        )
    return list(by_day.values())


def silences_tell(*, at: datetime | None = None) -> int:
    """Write to those whom a silence concerns; asking again writes nothing twice. How many. A system job."""
    now = at or timezone.now()
    today = timezone.localdate(now)
    found = steps()
    ends = [today - timedelta(days=step.days) for step in found[1:]] + [today - timedelta(days=found[-1].days) - OLD]
    return sum(
        queue_messages(_messages(step, _silent(step, today, since=end, now=now), now))
        for step, end in zip(found, ends, strict=True)
    )


def _silent(step: Step, today: date, *, since: date, now: datetime) -> QuerySet[Pairing]:
    """Running pairings that have come to this step and not to the next, and of which nobody has been told."""
    told = told_of("pairing", step.kind).filter(occasion=Cast(OuterRef("unmet"), CharField()))
    found = Pairing.objects.active().annotate(unmet=UnmetSince(today)).exclude(cadence_days__gt=step.days)
    found = found.filter(~Exists(told), unmet__lte=today - timedelta(days=step.days), unmet__gt=since)
    if step.is_early:
        ahead = Session.objects.upcoming().filter(pairing=OuterRef("pk"), planned_start__gt=now).order_by()
        found = found.filter(~Exists(ahead))
    return found.select_related("programme__coordinator", "unit").order_by("pk")


def _messages(step: Step, silent: Iterable[Pairing], now: datetime) -> Iterator[Message]:
    pairings = {pairing.pk: pairing for pairing in silent}
    people = people_of(pairings, {*LOGGERS, *(LEARNERS if step.learners else ())})
    above: dict[int, list[User]] = {}
    for key, pairing in pairings.items():
        for user in people[key]:
            yield _word(pairing, step, user, "mentoring:phone_pairing", now)
        office = [pairing.programme.coordinator] if step.coordinator else []
        if step.above:
            if pairing.unit_id not in above:
                above[pairing.unit_id] = list(coordinators_above(pairing.unit))
            office += above[pairing.unit_id]
        for user in {user.pk: user for user in office}.values():
            yield _word(pairing, step, user, "mentoring:pairing", now)


def _word(pairing: Pairing, step: Step, user: User, page: str, now: datetime) -> Message:
    occasion = str(pairing.unmet)  # type: ignore[attr-defined]
    return note(pairing, step.kind, user, page=page, occasion=occasion, at=now, expires_at=now + OLD)
