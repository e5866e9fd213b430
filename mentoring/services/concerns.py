"""Deeds on confidential reports (DOMAIN §§4.4, 9, 10). Whoever is named learns nothing of any of them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import Message, queue_messages
from cadres.models import Member
from core.errors import RuleError
from core.sweeps import attempt, settle_each
from mentoring.enums import ConcernActKind, ConcernOutcome, ConcernState
from mentoring.models import Concern, ConcernAct, ConcernName, ConcernReporter
from mentoring.selectors.concerns import Nameable, concerned_unit, handlers_of, reporting
from mentoring.services.moves import (
    move_concern,
)
from regions.settings import value

NOTICE = "concern"
LEAST_WORDS = 20
FEWEST = 10
MOST_FOUND = 5


@transaction.atomic
def concern_file(
    *,
    by: User,
    category: str,
    text: str,
    named: Sequence[Nameable] = (),
    is_anonymous: bool = False,
    client_uuid: UUID | None = None,
    at: datetime | None = None,
) -> Concern:
    """Write down a report; the database routes it around whoever is named, and the handlers are told at once.

    The same `client_uuid` of the same person again is the same report. Raises RuleError for a report that says too
    little to act on.
    """
    text = text.strip()
    if len(text) < LEAST_WORDS:
        raise RuleError(_("Ceritakan apa yang terjadi, paling sedikit %(n)d huruf.") % {"n": LEAST_WORDS})
    now, days = at or timezone.now(), value("mentoring.concern_days")
    place, key = concerned_unit(by), client_uuid or uuid4()
    with reporting(by):
        _one_at_a_time(by)
        if sent := Concern.objects.filter(reporter_link__user=by, reporter_link__client_uuid=key).first():
            return sent
        concern = Concern.objects.create(
            category=category,
            text=text,
            is_anonymous=is_anonymous,
            unit=place,
            submitted_at=now,
            answer_days=days,
            due_at=now + timedelta(days=days),
        )
        ConcernReporter.objects.create(concern=concern, user=by, client_uuid=key)
        for each in named:
            ConcernName.objects.create(
                concern=concern, user_id=each.user_id, member_id=each.member_id, unit_id=each.unit_id, label=each.name
            )
        _keep_own(concern, ConcernActKind.MOVED, at=now, to_value=ConcernState.SUBMITTED)
        concern.refresh_from_db()
        _tell(concern, now)
    return concern


@transaction.atomic
def concern_add(*, by: User, concern: Concern, text: str, at: datetime | None = None) -> None:
    """Add to one's own report while it is open. Raises RuleError for an empty line or a report that has ended."""
    with reporting(by):
        locked = _lock_own(concern, by)
        if not text.strip():
            raise RuleError(_("Tulis yang ingin Anda tambahkan."))
        if not locked.is_open:
            raise RuleError(_("Laporan ini sudah selesai. Buat laporan baru bila ada hal lain."))
        _keep_own(locked, ConcernActKind.ADDED, at=at or timezone.now(), note=text.strip())


@transaction.atomic
def concern_withdraw(*, by: User, concern: Concern, reason: str = "", at: datetime | None = None) -> None:
    """Take back one's own report; no reason is asked. Raises RuleError for one that has ended."""
    now = at or timezone.now()
    with reporting(by):
        locked = _lock_own(concern, by)
        if not locked.is_open:
            raise RuleError(_("Laporan ini sudah selesai."))
        before = move_concern(locked, ConcernState.RESOLVED, outcome=ConcernOutcome.WITHDRAWN, at=now)
        _keep_own(
            locked,
            ConcernActKind.MOVED,
            at=now,
            from_value=before,
            to_value=ConcernState.RESOLVED,
            note=reason.strip(),
        )


@transaction.atomic
def concern_opened(*, by: User, concern: Concern, at: datetime | None = None) -> None:
    """Keep that a handler has opened a report, once for each of them (FEATURES S3)."""
    if not ConcernAct.objects.filter(concern=concern, kind=ConcernActKind.OPENED, actor=by).exists():
        _keep(concern, ConcernActKind.OPENED, by=by, at=at or timezone.now())


@transaction.atomic
def concern_move(
    *, by: User, concern: Concern, to: str, note: str, outcome: str = "", at: datetime | None = None
) -> Concern:
    """Move a report on, with a sentence that its reporter reads (handler).

    Raises RuleError for a move that is not listed, without a sentence, or to an end that says no outcome.
    """
    now = at or timezone.now()
    locked = _lock_handled(concern, by)
    note = note.strip()
    if len(note) < FEWEST:
        raise RuleError(_("Tulis satu kalimat untuk pelapor, paling sedikit %(n)d huruf.") % {"n": FEWEST})
    ends = to == ConcernState.RESOLVED
    if ends and locked.state == ConcernState.SUBMITTED:
        raise RuleError(_("Telaah dulu laporan ini sebelum menyelesaikannya."))
    if ends and (outcome == ConcernOutcome.WITHDRAWN or outcome not in ConcernOutcome.values):
        raise RuleError(_("Pilih hasilnya. Hanya pelapor yang dapat mencabut laporan."))
    before = move_concern(locked, to, outcome=outcome if ends else "", at=now)
    _keep(locked, ConcernActKind.MOVED, by=by, at=now, from_value=before, to_value=to, note=note)
    return locked


@transaction.atomic
def concern_note(*, by: User, concern: Concern, note: str, at: datetime | None = None) -> None:
    """Keep what was done or heard, for handlers alone."""
    locked = _lock_handled(concern, by)
    if not note.strip():
        raise RuleError(_("Tulis catatannya."))
    _keep(locked, ConcernActKind.NOTED, by=by, at=at or timezone.now(), note=note.strip())


@transaction.atomic
def concern_name(*, by: User, concern: Concern, query: str, at: datetime | None = None) -> bool:
    """Name somebody whom the reporter described (handler): full name or card number of one member within reach.

    The report then goes around him too. Whether it stays with this handler. Raises RuleError when nobody or more
    than one fits, or he is named already.
    """
    locked = _lock_handled(concern, by)
    member = _one_member(by, query)
    _keep(locked, ConcernActKind.NAMED, by=by, at=at or timezone.now(), note=member.full_name)
    try:
        with transaction.atomic():
            ConcernName.objects.create(
                concern=locked, member=member, user_id=member.user_id, unit=member.unit, label=member.full_name
            )
    except IntegrityError:
        raise RuleError(_("Orang ini sudah tercatat di laporan.")) from None
    stays = Concern.objects.for_user(by).filter(pk=locked.pk).exists()
    if not stays:
        _tell(locked, at or timezone.now())
    return stays


def concerns_escalate(now: datetime | None = None) -> int:
    """Send up one tier what nobody answered in time, and at once what nobody is free to handle; how many (as jobs)."""
    moment = now or timezone.now()
    late = Concern.objects.filter(state=ConcernState.SUBMITTED, due_at__lte=moment)
    settled = settle_each(late, partial(_reroute, up=True, at=moment))
    for concern in Concern.objects.open().order_by("pk"):
        if not handlers_of(concern):
            settled += attempt(
                partial(_reroute, concern, up=False, at=moment), model="mentoring.concern", row=concern.pk
            )
    return settled


def _reroute(concern: Concern, *, up: bool, at: datetime) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT kad_concern_reroute(%s, %s, %s)", [concern.pk, up, at])
        moved = bool(cursor.fetchone()[0])
    if moved:
        _tell(concern, at)
    return moved


def _one_at_a_time(by: User) -> None:
    """Let two clicks at once of one person answer to each other, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('concern'), %s)", [by.pk % 2**31])


def _one_member(by: User, query: str) -> Member:
    words = " ".join(query.split())
    if not words:
        raise RuleError(_("Tulis nama lengkap atau nomor KTA orangnya."))
    members = Member.objects.for_user(by).filter(merged_into=None).select_related("unit")
    found = list(members.filter(membership_card_no=words)[:2]) or list(
        members.filter(full_name__iexact=words).order_by("pk")[: MOST_FOUND + 1]
    )
    if not found:
        raise RuleError(_("Tidak ada kader dengan nama lengkap atau nomor KTA itu di wilayah Anda."))
    if len(found) > 1:
        raise RuleError(_("Ada lebih dari satu kader dengan nama itu. Tulis nomor KTA-nya."))
    return found[0]


def _lock_own(concern: Concern, by: User) -> Concern:
    return Concern.objects.reported_by(by).select_for_update(of=("self",)).get(pk=concern.pk)


def _lock_handled(concern: Concern, by: User) -> Concern:
    locked = Concern.objects.for_user(by).select_for_update(of=("self",)).filter(pk=concern.pk).first()
    if locked is None or by.scope is None or by.scope.role != locked.desk:
        raise RuleError(_("Laporan ini ditangani orang lain."))
    return locked


def _keep(concern: Concern, kind: str, *, by: User, at: datetime, **fields: str) -> None:
    """Keep an act of a handler, at the unit he acts for."""
    unit = by.scope.unit if by.scope else None
    ConcernAct.objects.create(concern=concern, kind=kind, actor=by, unit=unit, at=at, **fields)


def _keep_own(concern: Concern, kind: str, *, at: datetime, **fields: str) -> None:
    """Keep an act of the reporter, without his name: who he is stands in one row only."""
    ConcernAct.objects.create(
        concern=concern, kind=kind, is_reporters=True, on_behalf_of=None, unit_id=concern.unit_id, at=at, **fields
    )


def case_path(pk: UUID) -> str:
    """Where a handler reads a report."""
    return reverse("mentoring:concern_case", args=[pk])


def _tell(concern: Concern, at: datetime) -> None:
    """Tell who handles it now, at once and by night too: a greeting and a link, no name, word or kind (DOMAIN §10)."""
    queue_messages(
        Message(
            subject=f"concern:{concern.pk}",
            kind=NOTICE,
            occasion=f"{at:%Y%m%dT%H%M%S}",
            recipient_id=recipient,
            due_at=at,
            payload={"path": case_path(concern.pk)},
        )
        for recipient in handlers_of(concern)
    )
