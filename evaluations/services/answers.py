"""Answering: kept half done, sent for good; opened again only with a reason (DOMAIN §4.4)."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import User
from accounts.rules import acting_people
from core.doorbell import ring_on_commit
from core.errors import RuleError
from evaluations.enums import EvaluationState, ItemKind
from evaluations.models import Answer, Evaluation, InstrumentItem, Reopening
from evaluations.services.asking import TASK
from evaluations.services.reminders import is_fresh
from mentoring.rules import rights

Told = Mapping[int, int | str | None]


@transaction.atomic
def answers_keep(
    *, by: User, evaluation: Evaluation, told: Told, submit: bool = False, at: datetime | None = None
) -> Evaluation:
    """Keep what somebody says by item: a level, a text, None for «tidak tahu». With `submit` it is sent for good.

    Raises RuleError when the window is over, or naming the questions that are missing.
    """
    locked = Evaluation.objects.asked_of(by).select_for_update(of=("self",)).get(pk=evaluation.pk)
    if not locked.is_answerable:
        raise RuleError(_("Jawaban ini sudah dikirim atau waktunya sudah lewat, dan tidak berubah lagi."))
    items = {item.pk: item for item in locked.instrument.items.all()}
    Answer.objects.bulk_create(
        [_answer(locked, items[key], said) for key, said in told.items() if key in items],
        update_conflicts=True,
        unique_fields=["evaluation", "item"],
        update_fields=["value", "text"],
    )
    if submit:
        _send(locked, items, at or timezone.now())
    return locked


def _answer(evaluation: Evaluation, item: InstrumentItem, said: int | str | None) -> Answer:
    if item.kind == ItemKind.TEXT:
        return Answer(evaluation=evaluation, item=item, text=str(said or "").strip())
    return Answer(evaluation=evaluation, item=item, value=None if said is None else int(said))


def _send(evaluation: Evaluation, items: Mapping[int, InstrumentItem], now: datetime) -> None:
    done = set(Answer.objects.filter(evaluation=evaluation).values_list("item", flat=True))
    missing = [
        item.code for key, item in items.items() if item.is_required and item.kind != ItemKind.TEXT and key not in done
    ]
    if missing:
        raise RuleError(
            _("Belum dijawab: %(codes)s. Pilih «Tidak tahu» bila memang tidak tahu.") % {"codes": ", ".join(missing)}
        )
    evaluation.state, evaluation.submitted_at = EvaluationState.SUBMITTED, now
    evaluation.save(update_fields=["state", "submitted_at"])
    if is_fresh(now):
        ring_on_commit(TASK)


@transaction.atomic
def reopening_ask(*, by: User, evaluation: Evaluation, reason: str, closes_on: date) -> Reopening:
    """Ask a system admin to open locked answers again (coordinator); their writer changes them himself."""
    rights.require_coordinator(by, evaluation.unit)
    if evaluation.state != EvaluationState.LOCKED or evaluation.submitted_at is None:
        raise RuleError(_("Hanya jawaban yang terkirim dan terkunci yang dibuka lagi."))
    if evaluation.rater_id in acting_people(by):
        raise RuleError(_("Jawaban Anda sendiri dimintakan buka lagi oleh koordinator lain."))
    if not reason.strip():
        raise RuleError(_("Tulis alasannya, tanpa nama orang dan tanpa isi jawaban."))
    if closes_on < timezone.localdate(timezone=evaluation.unit.zone):
        raise RuleError(_("Tanggal tutup paling awal hari ini."))
    try:
        with transaction.atomic():
            return Reopening.objects.create(
                unit=evaluation.unit,
                evaluation=evaluation,
                reason=reason.strip(),
                asked_by=by,
                closes_on=closes_on,
            )
    except IntegrityError:
        raise RuleError(_("Permintaan untuk jawaban ini masih menunggu admin sistem.")) from None


@transaction.atomic
def reopening_decide(*, by: User, reopening: Reopening, grant: bool, at: datetime | None = None) -> Reopening:
    """Grant or refuse (system admin, once). The database opens the answers; who wrote them is asked again by the job.

    Averages keep standing on what was said at the first locking (`Answer.counted`).
    """
    if by.scope is None or by.scope.role != Role.ADMIN:
        raise RuleError(_("Hanya admin sistem yang membuka jawaban yang terkunci."))
    locked = Reopening.objects.for_user(by).select_for_update(of=("self",)).get(pk=reopening.pk)
    if locked.granted is not None:
        raise RuleError(_("Permintaan ini sudah diputuskan."))
    if acting_people(by) & {locked.asked_by_id, locked.asked_for_id}:
        raise RuleError(_("Yang meminta tidak memutuskan. Serahkan kepada admin sistem lain."))
    locked.granted, locked.decided_by, locked.decided_at = grant, by, at or timezone.now()
    locked.save(update_fields=["granted", "decided_by", "decided_at"])
    ring_on_commit(TASK)
    return locked
