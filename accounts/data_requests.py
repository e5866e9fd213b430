"""Requests of data subjects and their clock of 72 hours (UU 27/2022, DOMAIN §4.4 and §10).

What a request means for other rows is registered by the app that owns them (`register`).
"""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import REQUEST_MOVES, Channel, RequestKind, RequestState, Role
from accounts.models import Assignment, DataRequest, DataRequestMove, User
from accounts.models.privacy import DUE
from accounts.services import Message, queue_messages
from core.errors import RuleError
from regions.enums import Tier

#: When the officer is told, in hours after it came in; the leader of the party hears of it at 48.
TOLD_AT = (0, 24, 48, 66)
LEADER_AT = 48
NOTICE = "data_request"
Fulfil = Callable[..., None]
_FULFIL: dict[str, Fulfil] = {}


def register(kind: str, fulfil: Fulfil) -> None:
    """Make known what fulfilling a kind of request does: `fulfil(by=, request=, details=)`; it may raise RuleError."""
    _FULFIL[kind] = fulfil


def details_of(request: DataRequest) -> dict[str, Any]:
    """What the person asked for, as it was written down."""
    return json.loads(request.details) if request.details else {}


@transaction.atomic
def request_open(
    *,
    by: User,
    member: Any,
    kind: str,
    details: dict[str, Any] | None = None,
    channel: str = Channel.APP,
    identity: str = "",
    at: datetime | None = None,
) -> DataRequest:
    """Take in a request and start its clock. Somebody who asks for himself, signed in, is known already.

    For what came on paper, by telephone or WhatsApp (`channel`), whoever writes it down says by what (`identity`) he
    made sure of the person; his name stays with that move. Raises RuleError while one of the same kind is open,
    without that, and for a moment ahead or long past.
    """
    now = at or timezone.now()
    if member.user_id != by.pk and (channel == Channel.APP or not identity):
        raise RuleError(_("Pilih bagaimana permintaan datang, dan apa yang memastikan orangnya."))
    if not timezone.now() - timedelta(days=30) <= now <= timezone.now() + timedelta(minutes=1):
        raise RuleError(_("Waktu diterima tidak boleh di depan, atau lebih dari 30 hari yang lalu."))
    try:
        with transaction.atomic():
            request = DataRequest.objects.create(
                unit_id=member.unit_id,
                member=member,
                kind=kind,
                channel=channel,
                details=json.dumps(details or {}, ensure_ascii=False),
                received_at=now,
                due_at=now + DUE,
                received_by=by,
            )
    except IntegrityError:
        raise RuleError(_("Permintaan yang sama masih dikerjakan.")) from None
    _keep(request, "", RequestState.RECEIVED, by, now)
    if member.user_id == by.pk:
        request_move(
            by=by, request=request, to=RequestState.IDENTIFIED, note=_("Masuk dengan akunnya sendiri."), at=now
        )
    else:
        request_move(by=by, request=request, to=RequestState.IDENTIFIED, note=identity, at=now)
    _tell(request)
    return request


@transaction.atomic
def request_move(*, by: User, request: DataRequest, to: str, note: str = "", at: datetime | None = None) -> DataRequest:
    """Move a request on; fulfilling does what was asked. Refusing and fulfilling say why or how.

    Raises RuleError for a move that is not listed, without a reason, or for anybody but the officer.
    """
    now = at or timezone.now()
    locked = DataRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    before = RequestState(locked.state)
    is_own_sign_in = to == RequestState.IDENTIFIED and locked.received_by_id == by.pk
    if not (is_officer(by) or is_own_sign_in or (to == RequestState.FULFILLED and kind_answers_itself(locked))):
        raise RuleError(_("Permintaan data ditangani pejabat pelindungan data."))
    if to not in REQUEST_MOVES[before]:
        raise RuleError(_("Permintaan ini tidak dapat dipindahkan begitu."))
    note = " ".join(note.split())[:500]
    if to in (RequestState.REFUSED, RequestState.FULFILLED) and len(note) < 10:
        raise RuleError(_("Tulis jawabannya untuk orang ini, paling sedikit 10 huruf."))
    locked.state = to
    if to in (RequestState.REFUSED, RequestState.FULFILLED):
        locked.closed_at, locked.answer = now, note
    locked.save(update_fields=["state", "closed_at", "answer"])
    _keep(locked, before, to, by, now, note)
    if to == RequestState.FULFILLED and locked.kind in _FULFIL:  # last: who is forgotten is so in these words too
        _FULFIL[locked.kind](by=by, request=locked, details=details_of(locked))
    request.state, request.closed_at, request.answer = locked.state, locked.closed_at, locked.answer
    return locked


def is_officer(user: User) -> bool:
    """Whether the user acts as data protection officer."""
    return user.scope is not None and user.scope.role == Role.DPO


def kind_answers_itself(request: DataRequest) -> bool:
    """A copy of one's own data needs nobody's decision."""
    return request.kind == RequestKind.PORTABILITY


def _keep(request: DataRequest, before: str, after: str, by: User, at: datetime, note: str = "") -> None:
    DataRequestMove.objects.create(
        unit_id=request.unit_id, request=request, from_value=before, to_value=after, actor=by, at=at, note=note
    )


def _tell(request: DataRequest) -> None:
    path = reverse("cadres:data_request", args=[request.pk])
    remind_officers(subject=f"data_request:{request.pk}", kind=NOTICE, path=path, since=request.received_at)


def remind_officers(*, subject: str, kind: str, path: str, since: datetime) -> None:
    """The officer at once, after 24, 48 and 66 hours; the leader of the party at 48. Never held for the night."""
    held = Assignment.objects.current()
    officers = set(held.filter(role=Role.DPO).values_list("user", flat=True))
    officers = officers or set(held.filter(role=Role.ADMIN).values_list("user", flat=True))
    leaders = set(held.filter(role=Role.LEADER, unit__tier=Tier.NATIONAL).values_list("user", flat=True))
    fresh = timezone.now() - timedelta(hours=1)
    queue_messages(
        Message(
            subject=subject,
            kind=kind,
            occasion=f"{hours}h",
            recipient_id=recipient,
            due_at=due,
            payload={"path": path, "hours": hours},
        )
        for hours in TOLD_AT
        for recipient in (officers | leaders if hours == LEADER_AT else officers)
        if (due := since + timedelta(hours=hours)) > fresh
    )
