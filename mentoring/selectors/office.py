"""What the office's lists show beside the rows themselves; leaders get rows without people."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Least
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import User
from cadres.models import HIDDEN, Member
from mentoring.cadence import SlotsDue, last_day
from mentoring.enums import HELD_STATES, LOGGERS, PairingState
from mentoring.models import Mentor, Pairing, PairingParticipant, Programme, Session
from mentoring.rules.pairings import LastMet, last_met


def sees_people(user: User) -> bool:
    """Whether the acting user may know who is in a pairing (leaders may not)."""
    return user.scope is not None and user.scope.role != Role.LEADER


@dataclass(frozen=True)
class PairingRow:
    """A pairing with the names of those in it; empty for leaders."""

    pairing: Pairing
    leads: list[str]
    learners: list[str]

    @property
    def last_met(self) -> LastMet:
        """How long ago the last session was, as a badge."""
        return last_met(self.pairing, timezone.localdate(timezone=self.pairing.unit.zone))


def pairing_rows(user: User, pairings: Iterable[Pairing]) -> list[PairingRow]:
    """The rows of a page with their people. One query."""
    pairings = list(pairings)
    leads: dict[int, list[str]] = defaultdict(list)
    learners: dict[int, list[str]] = defaultdict(list)
    if sees_people(user):
        for person in _people(user, [pairing.pk for pairing in pairings]):
            side = leads if person.role in LOGGERS and person.role != "peer" else learners
            side[person.pairing_id].append(_listed_name(person))
    return [PairingRow(pairing, leads[pairing.pk], learners[pairing.pk]) for pairing in pairings]


def names_by_pairing(user: User, keys: Iterable[int]) -> dict[int, list[str]]:
    """Who is in each pairing, for those who may know. One query."""
    found: dict[int, list[str]] = defaultdict(list)
    if sees_people(user):
        for person in _people(user, keys):
            found[person.pairing_id].append(_listed_name(person))
    return found


def _people(user: User, pairings: Iterable[int]) -> QuerySet[PairingParticipant]:
    """Who is in some pairings, each with `is_hidden`: whether he has asked that no list shows him (DOMAIN §11)."""
    hidden = Member.objects.filter(HIDDEN, pk=OuterRef("member"))
    people = PairingParticipant.objects.for_user(user).filter(pairing__in=list(pairings), left_at=None)
    return people.annotate(is_hidden=Exists(hidden)).order_by("pk")


def _listed_name(person: Any) -> str:
    return _("(data dibatasi)") if person.is_hidden else person.name


def with_moment(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Sessions with `moment`: when they began, else when they were to begin."""
    return sessions.annotate(moment=Coalesce("started_at", "planned_start"))


def with_pairings(programmes: QuerySet[Programme], user: User) -> QuerySet[Programme]:
    """Programmes with `running`, the active pairings the user may count."""
    active = (
        Pairing.objects.for_user(user)
        .active()
        .filter(programme=OuterRef("pk"))
        .order_by()
        .values("programme")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return programmes.annotate(running=Coalesce(Subquery(active), 0))


def cadence_rows(pairings: QuerySet[Pairing], month: date, as_of: date) -> QuerySet[Pairing]:
    """Pairings that owed a meeting in a month, with `due`, `held` and `kept` (K3).

    `as_of` is the last day that counts as over.
    """
    held = (
        Session.objects.filter(pairing=OuterRef("pk"), state__in=HELD_STATES, held_on__range=(month, last_day(month)))
        .order_by()
        .values("pairing")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return (
        pairings.filter(active_on__isnull=False)
        .annotate(due=SlotsDue(month, as_of), held=Coalesce(Subquery(held), 0))
        .filter(due__gt=0)
        .annotate(kept=Least("due", "held"))
    )


def women_share(mentors: QuerySet[Mentor]) -> tuple[int, int]:
    """Women among mentors, and all."""
    counted = mentors.order_by().aggregate(women=Count("pk", filter=Q(member__gender="female")), everybody=Count("pk"))
    return counted["women"], counted["everybody"]


def state_counts(pairings: QuerySet[Pairing]) -> Sequence[tuple[str, str, int]]:
    """How many pairings stand in each state: value, label, count; states without any are left out."""
    counted = dict(pairings.order_by().values_list("state").annotate(n=Count("pk")))
    return [(state.value, str(state.label), counted[state]) for state in PairingState if counted.get(state)]
