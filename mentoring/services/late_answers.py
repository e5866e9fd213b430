"""Word of papers nobody signs and offers nobody answers: to who is waited for, then to the coordinator (DOMAIN §10).

Worked out at each run from what stands now, so that a new version, a new coordinator or a late account is met as it is.
A run that was missed sends the latest word only; the same word is never sent twice.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, Q
from django.utils import timezone

from accounts.models import User
from accounts.services import Message, queue_messages
from mentoring.enums import (
    AGREEMENT_KINDS,
    AGREEMENT_LATE_KIND,
    LOGGERS,
    MEETING_STATES,
    OFFER_LAPSED_KIND,
    OFFER_SILENT_KIND,
    UNSIGNED_STATES,
    Answer,
    PairingState,
)
from mentoring.models import Agreement, Pairing, PairingParticipant
from mentoring.rules.pairings import offer_days
from mentoring.services.reminders import note, occasion

FIRST, SECOND, AT_LAST = timedelta(days=7), timedelta(days=14), timedelta(days=21)
# What was late before this is in the coordinator's queue; nobody is written to about it.
OLD = timedelta(days=45)
# How long before an offer lapses its coordinator is told.
BEFORE_LAPSE = timedelta(days=4)


@dataclass(frozen=True)
class OpenPaper:
    """A pairing whose agreement waits: for signatures under `version`, or without one to be written at all."""

    pairing: Pairing
    version: Agreement | None
    since: datetime

    @property
    def occasion(self) -> str:
        """Another version is another occasion."""
        return f"v{self.version.version if self.version else 0}"

    @property
    def waits_for(self) -> Q:
        """Whose turn it is: who has not signed, or who may write the first version."""
        if self.version:
            return ~Q(signatures__agreement=self.version)
        return Q(role__in=LOGGERS)


def open_papers(now: datetime, **wanted: int) -> Iterator[OpenPaper]:
    """Agreements that have waited seven days or more, of the pairings that are `wanted`."""
    waiting = (now - OLD, now - FIRST)
    unsigned = Agreement.objects.filter(
        state__in=UNSIGNED_STATES, pairing__state__in=MEETING_STATES, created_at__range=waiting
    )
    if wanted:
        unsigned = unsigned.filter(**{f"pairing__{name}": value for name, value in wanted.items()})
    for version in unsigned.select_related("pairing__programme__coordinator").order_by("pk"):
        yield OpenPaper(version.pairing, version, version.created_at)
    moved = Q(transitions__kind="state", transitions__to_value=PairingState.ACCEPTED)
    unwritten = Pairing.objects.filter(state=PairingState.ACCEPTED, agreements=None, **wanted)
    unwritten = unwritten.annotate(accepted_at=Max("transitions__at", filter=moved))
    for pairing in unwritten.filter(accepted_at__range=waiting).select_related("programme__coordinator").order_by("pk"):
        yield OpenPaper(pairing, None, pairing.accepted_at)


def agreements_tell(*, at: datetime | None = None) -> int:
    """Remind of unsigned agreements: after 7 and 14 days who is waited for, after 21 the coordinator. A system job."""
    now = at or timezone.now()
    return queue_messages(message for paper in open_papers(now) for message in _about(paper, now))


def _about(paper: OpenPaper, now: datetime) -> Iterator[Message]:
    age = now - paper.since
    last, page = paper.since + OLD, "mentoring:phone_agreement" if paper.version else "mentoring:phone_pairing"
    if age >= AT_LAST:
        users: Iterable[User] = [paper.pairing.programme.coordinator]
        kind, expires, page = AGREEMENT_LATE_KIND, last, "mentoring:pairing"
    elif age >= SECOND:
        users, kind, expires = _waited_for(paper), AGREEMENT_KINDS[1], paper.since + AT_LAST
    else:
        users, kind, expires = _waited_for(paper), AGREEMENT_KINDS[0], paper.since + SECOND
    for user in users:
        yield note(paper.pairing, kind, user, page=page, occasion=paper.occasion, at=now, expires_at=expires)


def _waited_for(paper: OpenPaper) -> list[User]:
    here = PairingParticipant.objects.filter(paper.waits_for, pairing=paper.pairing, left_at=None, user__isnull=False)
    return [person.user for person in here.select_related("user").order_by("pk") if person.user]


def offers_tell(*, at: datetime | None = None) -> int:
    """Tell the coordinator of an offer that is about to lapse unanswered; once each. A system job."""
    now = at or timezone.now()
    days = timedelta(days=offer_days())
    silent = Pairing.objects.filter(
        state=PairingState.OFFERED, offered_at__gt=now - days, offered_at__lte=now - days + BEFORE_LAPSE
    ).filter(participants__answer=Answer.WAITING, participants__left_at=None)
    return queue_messages(
        _to_coordinator(pairing, OFFER_SILENT_KIND, now, expires_at=pairing.offered_at + days)
        for pairing in silent.select_related("programme__coordinator").order_by("pk").distinct()
        if pairing.offered_at
    )


def tell_of_lapse(pairing: Pairing, *, at: datetime) -> None:
    """Tell the coordinator that an offer has ended in silence: its cadre waits again."""
    queue_messages([_to_coordinator(pairing, OFFER_LAPSED_KIND, at, expires_at=at + OLD)])


def _to_coordinator(pairing: Pairing, kind: str, now: datetime, *, expires_at: datetime) -> Message:
    assert pairing.offered_at is not None
    return note(
        pairing,
        kind,
        pairing.programme.coordinator,
        page="mentoring:pairing",
        occasion=occasion(pairing.offered_at),
        at=now,
        expires_at=expires_at,
    )
