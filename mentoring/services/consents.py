"""Somebody withdraws his consent to mentoring, or gives it again (UU 27/2022 art. 9 and 40, DOMAIN §11)."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.consents import LISTENERS, MENTORING
from accounts.models import Consent, User
from accounts.services import Message, queue_messages
from cadres.enums import MemberStatus
from cadres.models import Member
from core.context import jobs_context
from mentoring.enums import HALT_KINDS, MentorState, PairingState
from mentoring.models import Mentor, Pairing, PairingParticipant
from mentoring.services.departures import depart, lock_pairings_of, pause_without
from mentoring.services.moves import (
    move_pairing,
)
from mentoring.services.pairings import somebody_withdrew

PAUSED, RESUMED = HALT_KINDS
UNANSWERED = (PairingState.PROPOSED, PairingState.OFFERED, PairingState.ACCEPTED)


@transaction.atomic
def follow_consent(*, by: User, member: Member, code: str, is_given: bool) -> None:
    """Pause what runs with somebody who withdraws, end what has not begun, and go on when he says yes again.

    Done as the system, for his pairings may stand outside the sight of whoever records his word. The others are
    told that it rests, not why.
    """
    if code != MENTORING:
        return
    with jobs_context():
        (_resume if is_given else _halt)(by, member)


LISTENERS.append(follow_consent)


def _halt(by: User, member: Member) -> None:
    lock_pairings_of(member)
    at = _withdrawn_at(member) or timezone.now()  # the moment itself tells later which pauses were his
    reason = _("Jeda atas permintaan salah seorang.")
    for pairing in pause_without(member, by=by, at=at, reason=reason):
        _tell(pairing, PAUSED, but=member)
    open_parts = PairingParticipant.objects.filter(member=member, left_at=None, pairing__state__in=UNANSWERED)
    for part in open_parts.select_related("pairing__unit").order_by("pairing"):
        depart(part.pairing, part, by=by, at=at, reason=reason)


def _resume(by: User, member: Member) -> None:
    at = _withdrawn_at(member)
    part = PairingParticipant.objects.filter(member=member, left_at=None, pairing__state=PairingState.PAUSED)
    found = Pairing.objects.filter(pk__in=part.values("pairing")).select_related("unit", "programme")
    for pairing in found.select_for_update(of=("self",)).order_by("pk"):
        last = pairing.transitions.filter(kind="state").order_by("-at", "-pk").first()
        if last is None or last.at != at or _something_else_halts(pairing):
            continue
        move_pairing(pairing, PairingState.ACTIVE, by=by, at=timezone.now(), reason=_("Jeda selesai."))
        _tell(pairing, RESUMED, but=member)


def _something_else_halts(pairing: Pairing) -> bool:
    """Another one's withdrawal, a mentor at rest, a membership that does not hold."""
    here = Member.objects.filter(pairing_participants__pairing=pairing, pairing_participants__left_at=None)
    at_rest = Mentor.objects.filter(member__in=here, state=MentorState.PAUSED)
    return somebody_withdrew(pairing) or at_rest.exists() or here.exclude(status=MemberStatus.ACTIVE).exists()


def _withdrawn_at(member: Member) -> datetime | None:
    """When the member last said no."""
    said = Consent.objects.filter(member=member, purpose__code=MENTORING, is_given=False)
    return said.order_by("-at", "-pk").values_list("at", flat=True).first()


def _tell(pairing: Pairing, kind: str, *, but: Member) -> None:
    """The others in the pairing and its coordinator: that it rests or goes on, nothing more."""
    others = pairing.participants.filter(left_at=None, user__isnull=False).exclude(member=but)
    now, office, phone = (
        timezone.now(),
        reverse("mentoring:pairing", args=[pairing.pk]),
        reverse("mentoring:phone_pairing", args=[pairing.pk]),
    )
    paths = {pairing.programme.coordinator_id: office} | dict.fromkeys(others.values_list("user", flat=True), phone)
    queue_messages(
        Message(
            subject=f"pairing:{pairing.pk}",
            kind=kind,
            occasion=now.isoformat(timespec="seconds"),
            recipient_id=recipient,
            due_at=now,
            payload={"path": path},
        )
        for recipient, path in paths.items()
    )
