"""Word to those who are asked, and to those who must act (DOMAIN §10): no score, no topic, no name."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import pairwise

from django.db.models import CharField, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Assignment, OutboxMessage, User
from accounts.outbox import zone_of, zones_of
from accounts.quiet_hours import allowed_moment
from accounts.services import Message, queue_messages
from core.sweeps import write_each
from evaluations.enums import ALERT_KIND, ASK_KINDS, PDLT_KIND, AlertKind, Occasion
from evaluations.models import Alert, Evaluation, KeptFrom, PdltAssessment
from regions.enums import Tier

MORNING = time(8)
SUBJECT = "evaluation:"
# Past this a story is being told (demonstration, late entry): what was due then is not sent now.
STALE = timedelta(hours=1)


def is_fresh(at: datetime) -> bool:
    """Whether a deed happens now; what is only told is neither announced nor settled at once."""
    return at >= timezone.now() - STALE


def raters_remind(*, at: datetime | None = None) -> None:
    """Tell once whoever is asked, also when his answers are opened again.

    Apart from the turning of windows: what cannot be told keeps none of them shut. Who has no message yet is found in
    the outbox, so that a run that fell between the two loses nobody.
    """
    now = at or timezone.now()
    if not is_fresh(now):
        return
    told = OutboxMessage.objects.filter(
        subject=Concat(Value(SUBJECT), Cast(OuterRef("pk"), CharField())),
        recipient=OuterRef("rater"),
        occasion=Cast(OuterRef("closes_on"), CharField()),
    )
    asked = list(Evaluation.objects.answerable().filter(~Exists(told)).select_related("rater"))
    zones_of(each.rater for each in asked)  # together; each message then finds its own
    write_each(
        asked,
        lambda some: queue_messages(message for each in some for message in _asks(each, now)),
        model="evaluations.evaluation",
    )


def _asks(evaluation: Evaluation, now: datetime) -> Iterator[Message]:
    """At once, five days and one day before the end; feedback is asked for once.

    Each waits until the next moment that is still ahead.
    """
    zone = zone_of(evaluation.rater)
    end = datetime.combine(evaluation.closes_on + timedelta(days=1), time(0), zone)
    last = [datetime.combine(evaluation.closes_on - timedelta(days=days), MORNING, zone) for days in (5, 1)]
    later = last if evaluation.occasion != Occasion.SESSION else []
    planned = [(kind, due) for kind, due in zip(ASK_KINDS, [now, *later], strict=False) if now <= due < end]
    for (kind, due), (_kind, expires) in pairwise([*planned, ("", end)]):
        yield Message(
            subject=f"{SUBJECT}{evaluation.pk}",
            kind=kind,
            occasion=evaluation.closes_on.isoformat(),
            recipient_id=evaluation.rater_id,
            due_at=allowed_moment(due, zone, expires),
            expires_at=expires,
            payload={"path": reverse("evaluations:answer", args=[evaluation.pk])},
        )


def handlers_of(alert: Alert) -> list[int]:
    """Who is told of an alert: for a talk the programme's coordinator, else the nearest tier above the regency.

    Never somebody of the pairing itself, nor his deputies or those for whom he acts.
    """

    def kept_from(who: str) -> KeptFrom:
        return KeptFrom(Value(alert.pairing_id), Value(alert.raised_at), F(who))

    if alert.kind == AlertKind.TALK:
        free = User.objects.filter(~Q(kept_from("pk")), pk=alert.pairing.programme.coordinator_id)
        return list(free.values_list("pk", flat=True))
    held = Assignment.objects.current().filter(role=Role.COORDINATOR)
    above = held.filter(~Q(kept_from("user_id")), ~Q(kept_from("on_behalf_of__user_id")))
    for places in (Q(unit=alert.province_id), Q(unit__tier=Tier.NATIONAL)):
        if found := list(above.filter(places).order_by("pk").values_list("user", flat=True)):
            return found
    return []


def tell_handlers(alert: Alert, *, at: datetime) -> int:
    """Plan the messages of an alert; how many people there are to be told."""
    held = Assignment.objects.current().filter(user__in=handlers_of(alert)).select_related("user")
    users = {each.user_id: each.user for each in held}
    return queue_messages(
        Message(
            subject=f"alert:{alert.pk}",
            kind=ALERT_KIND,
            occasion="raised",
            recipient_id=key,
            due_at=allowed_moment(at, zone_of(user)),
            payload={"path": reverse("evaluations:alerts")},
        )
        for key, user in users.items()
    )


def tell_member(assessment: PdltAssessment, *, at: datetime) -> None:
    """Tell a member that his assessment can be read."""
    user = assessment.member.user
    if user is not None:
        queue_messages(
            [
                Message(
                    subject=f"pdlt:{assessment.pk}",
                    kind=PDLT_KIND,
                    occasion=at.isoformat(timespec="seconds"),
                    recipient_id=user.pk,
                    due_at=allowed_moment(at, zone_of(user)),
                    payload={"path": reverse("evaluations:own_pdlt")},
                )
            ]
        )
