"""Word of what comes near for those who stand in an election: the next stage, a point that runs out (DOMAIN §10).

Thirty days, seven and one before: to the candidate, to who guides him, and to the secretariat that fixes the list. The
word says neither who nor what: that somebody stands is nobody's business on the way of a mail.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Assignment, User
from accounts.outbox import zone_of, zones_of
from accounts.quiet_hours import allowed_moment
from accounts.services import Message, queue_messages
from cadres.enums import EligibilityState
from cadres.models import Candidacy, ElectionStage, Eligibility
from mentoring.enums import DEADLINE_KIND, LEADERS, LEARNERS, MEETING_STATES
from mentoring.models import PairingParticipant

STEPS = (30, 7, 1)


@dataclass(frozen=True)
class Deadline:
    """What comes near for one candidacy: which stage or point, and on which day."""

    candidacy: Candidacy
    subject: str
    on: date

    def occasion(self, today: date) -> str:
        """The day with the step that has come: another day or step is another word."""
        step = min(days for days in STEPS if self.on <= today + timedelta(days=days))
        return f"{self.on:%Y-%m-%d}:{step}"


def deadlines_tell(*, at: datetime | None = None) -> int:
    """Tell of what comes near; asking again writes nothing twice. How many were asked for. A system job."""
    now = at or timezone.now()
    today = timezone.localdate(now)
    return queue_messages(_messages([*_stages(today), *_points(today)], today, now))


def _stages(today: date) -> Iterator[Deadline]:
    """Stages that begin within thirty days, for everybody who stands in their election."""
    coming = ElectionStage.objects.filter(starts_on__gt=today, starts_on__lte=today + timedelta(days=STEPS[0]))
    stages = defaultdict(list)
    for stage in coming.order_by("starts_on"):
        stages[stage.election_id].append(stage)
    for candidacy in _standing().filter(election__in=stages):
        for stage in stages[candidacy.election_id]:
            yield Deadline(candidacy, f"stage:{stage.pk}", stage.starts_on)


def _points(today: date) -> Iterator[Deadline]:
    """Points of eligibility that are there and run out within thirty days."""
    span = (today + timedelta(days=1), today + timedelta(days=STEPS[0]))
    rows = Eligibility.objects.filter(expires_on__range=span).exclude(state=EligibilityState.TODO)
    points = dict(rows.values_list("pk", "candidacy"))
    people = {candidacy.pk: candidacy for candidacy in _standing().filter(pk__in=set(points.values()))}
    for point in rows.order_by("pk"):
        if point.candidacy_id in people and point.expires_on:
            yield Deadline(people[point.candidacy_id], f"eligibility:{point.pk}", point.expires_on)


def _standing():  # type: ignore[no-untyped-def]
    rows = Candidacy.objects.on_lists().select_related("member__user", "constituency__chamber")
    return rows.defer("member__nik").order_by("pk")


def _messages(deadlines: list[Deadline], today: date, now: datetime) -> Iterator[Message]:
    members = {each.candidacy.member_id for each in deadlines}
    guides = _guides(members)
    offices = _offices({each.candidacy.constituency.chamber.unit_id for each in deadlines})
    people = {each.candidacy.member_id: each.candidacy.member.user for each in deadlines if each.candidacy.member.user}
    zones_of([*people.values(), *(user for found in guides.values() for user, _pairing in found)])
    zones_of(user for found in offices.values() for user in found)
    for each in deadlines:
        candidacy = each.candidacy
        if candidacy.member_id in people:
            yield _word(each, people[candidacy.member_id], reverse("mentoring:phone_home"), today, now)
        for user, pairing in guides[candidacy.member_id]:
            yield _word(each, user, reverse("mentoring:phone_pairing", args=[pairing]), today, now)
        path = (
            reverse("cadres:candidacy", args=[candidacy.pk]) if each.subject.startswith("e") else _district(candidacy)
        )
        for user in offices[candidacy.constituency.chamber.unit_id]:
            yield _word(each, user, path, today, now)


def _district(candidacy: Candidacy) -> str:
    return reverse("dashboards:district", args=[candidacy.constituency_id])


def _guides(members: set[int]) -> dict[int, list[tuple[User, int]]]:
    """Who leads the running pairings in which these members learn, with the pairing."""
    learners = PairingParticipant.objects.filter(
        member__in=members, role__in=LEARNERS, left_at=None, pairing__state__in=MEETING_STATES
    )
    learning: dict[int, list[int]] = defaultdict(list)
    for pairing, member in learners.values_list("pairing", "member"):
        learning[pairing].append(member)
    leads = PairingParticipant.objects.filter(pairing__in=learning, role__in=LEADERS, left_at=None, user__isnull=False)
    guides: dict[int, list[tuple[User, int]]] = defaultdict(list)
    for lead in leads.select_related("user").order_by("pk"):
        if lead.user:
            for member in learning[lead.pairing_id]:
                guides[member].append((lead.user, lead.pairing_id))
    return guides


def _offices(units: set[int]) -> dict[int, list[User]]:
    held = Assignment.objects.current().filter(role=Role.SECRETARIAT, unit__in=units).select_related("user")
    offices: dict[int, list[User]] = defaultdict(list)
    for each in held:
        offices[each.unit_id].append(each.user)
    return offices


def _word(deadline: Deadline, user: User, path: str, today: date, now: datetime) -> Message:
    zone = zone_of(user)
    return Message(
        subject=deadline.subject,
        kind=DEADLINE_KIND,
        occasion=deadline.occasion(today),
        recipient_id=user.pk,
        due_at=allowed_moment(now, zone),
        expires_at=datetime.combine(deadline.on, datetime.min.time(), zone),
        payload={"path": path, "on": deadline.on.isoformat()},
    )
