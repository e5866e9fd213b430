"""Deeds on what phones have sent: keep a receipt, hold what waits, choose between versions, take in, set aside."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import User
from core import roles
from core.context import database_context
from core.errors import RuleError
from mentoring.entries import LogEntry
from mentoring.enums import HoldCause, Source, SyncState
from mentoring.models import Pairing, Session, SyncItem, SyncNote
from mentoring.rules import rights
from mentoring.services.corrections import log_correct
from mentoring.services.logs import session_log
from mentoring.services.pairings import lock_pairing, require_reason
from mentoring.services.reminders import tell_of_held


@dataclass(frozen=True)
class Sent:
    """An item as it came: who wrote it, in which pairing, under which key, and its words without the private note."""

    author: User
    pairing: Pairing
    client_uuid: UUID
    digest: bytes
    body: str
    private_note: str = ""
    recorded_at: datetime | None = None


def one_sender(user: User) -> None:
    """Let batches of one person wait for each other until the transaction ends: two devices never cross."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('sync'), %s)", [user.pk])


def find_receipts(author: User, client_uuid: UUID) -> list[SyncItem]:
    """What its author has sent under a key, the oldest first; also when he has no role left."""
    with _as_author(author):
        return list(SyncItem.objects.filter(author=author, client_uuid=client_uuid).select_related("session"))


def item_keep(sent: Sent, session: Session) -> SyncItem:
    """The receipt of an item that is a session; the one there is, when the same came in other bytes."""
    receipts = find_receipts(sent.author, sent.client_uuid)
    there = next((each for each in receipts if each.state == SyncState.KEPT), None)
    return there or _create(sent, SyncState.KEPT, session=session, body="")


def item_conflict(sent: Sent, session: Session) -> SyncItem:
    """Keep the other version of a log beside it, for its author to choose."""
    found = _create(sent, SyncState.CONFLICT, session=session)
    _keep_note(found, sent)
    return found


def item_hold(sent: Sent, cause: HoldCause) -> SyncItem:
    """Keep an item whose author may no longer log it, for the coordinator of the pairing.

    A version of it that waits already is replaced and stays beside it: one line in the queue, one message.
    """
    with _for_author(sent.author):
        versions = SyncItem.objects.filter(author=sent.author, client_uuid=sent.client_uuid)
        versions.filter(state=SyncState.HELD).update(state=SyncState.OLDER)
        found = _create(sent, SyncState.HELD, cause=cause)
        decided = versions.filter(decided_at__isnull=False).count()
        tell_of_held(item=found, decided=decided, at=timezone.now())
    _keep_note(found, sent)
    return found


def _create(sent: Sent, state: SyncState, **fields: Any) -> SyncItem:
    words = {
        "unit_id": sent.pairing.unit_id,
        "pairing": sent.pairing,
        "author": sent.author,
        "client_uuid": sent.client_uuid,
        "digest": sent.digest,
        "state": state,
        "body": sent.body,
        "recorded_at": sent.recorded_at,
    }
    return SyncItem.objects.create(**words | fields)


def _keep_note(item: SyncItem, sent: Sent) -> None:
    if sent.private_note.strip():
        with _as_author(sent.author):
            SyncNote.objects.create(item=item, author=sent.author, body=sent.private_note.strip())


def _as_author(author: User) -> Any:
    """The database as the author himself sees it, with or without a role: his own items and notes, nobody's rows."""
    return database_context(role=roles.PERSON, user_id=author.pk, app_role=Role.MENTOR)


def _for_author(author: User) -> Any:
    """The database as a job of the author's: what he hands in is his, also where he has lost his place."""
    return database_context(role=roles.JOBS, user_id=author.pk, app_role="job")


@transaction.atomic
def conflict_settle(
    *, by: User, item: SyncItem, chosen: Collection[str], other: LogEntry, at: datetime | None = None
) -> SyncItem:
    """Choose between two versions (their author): `chosen` names the fields taken from the `other` one; none keeps
    what is stored. Both stay on record. Raises RuleError when it is settled, or the log can no longer change.
    """
    locked = _lock(by, item)
    if locked.author_id != by.pk or locked.state != SyncState.CONFLICT:
        raise RuleError(_("Versi kiriman ini sudah dipilih."))
    assert locked.session is not None  # by constraint
    if chosen:
        log_correct(by=by, session=locked.session, entry=other, fields=chosen, at=at)
    return _decide(locked, SyncState.SETTLED, by=by, at=at)


@transaction.atomic
def held_take(*, by: User, item: SyncItem, entry: LogEntry, at: datetime | None = None) -> SyncItem:
    """Let a held item become its author's session (coordinator). Raises RuleError for what a log is refused for."""
    locked = _lock(by, item)
    rights.require_coordinator(by, locked.pairing.unit)
    if locked.state not in (SyncState.HELD, SyncState.ASIDE):
        raise RuleError(_("Kiriman ini sudah diterima."))
    locked.session = session_log(
        by=by, pairing=locked.pairing, entry=entry, author=locked.author, source=Source.OWN, at=at
    )
    return _decide(locked, SyncState.TAKEN, by=by, at=at)


@transaction.atomic
def held_set_aside(*, by: User, item: SyncItem, reason: str, at: datetime | None = None) -> SyncItem:
    """Leave a held item out of the sessions, with a reason its author reads (coordinator). Nothing is deleted."""
    require_reason(reason)
    locked = _lock(by, item)
    rights.require_coordinator(by, locked.pairing.unit)
    if locked.state != SyncState.HELD:
        raise RuleError(_("Kiriman ini sudah diputus."))
    locked.reason = reason.strip()[:300]
    return _decide(locked, SyncState.ASIDE, by=by, at=at)


def _lock(by: User, item: SyncItem) -> SyncItem:
    pairing = lock_pairing(item.pairing, by)
    locked = SyncItem.objects.for_user(by).select_for_update(of=("self",)).get(pk=item.pk)
    locked.pairing = pairing
    return locked


def _decide(item: SyncItem, state: SyncState, *, by: User, at: datetime | None) -> SyncItem:
    item.state, item.decided_by, item.decided_at = state, by, at or timezone.now()
    item.save(update_fields=["state", "session", "decided_by", "decided_at", "reason"])
    return item
