"""What the last runs of the sweep did; one that sent nothing says why. Kept in the shared cache, not in a table."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog
from django.core.cache import cache
from django.db.models import Count, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.enums import MessageState, Why
from accounts.models import OutboxMessage
from core.context import jobs_context
from core.templatetags.format import local_time

KEY, SENT_KEY = "outbox.last_run", "outbox.last_sent"
KEPT = 7 * 24 * 3600
#: A sweep begins every 20 seconds: who is silent for longer does not run.
SILENT = timedelta(minutes=2)

log = structlog.get_logger("kaderisasi.outbox")


@dataclass(frozen=True)
class Run:
    """One run: when, how many mails went out, and what stood in the queue when it ended."""

    at: datetime
    sent: int
    waiting: int
    held: int
    retried: int
    next_at: datetime | None

    @property
    def is_silent(self) -> bool:
        """Whether no run has begun for so long that none is to be expected."""
        return timezone.now() - self.at > SILENT

    def reason(self) -> str:
        """What it did, or why it sent nothing, in a sentence."""
        if self.sent:
            return ngettext("%(n)d surat terkirim.", "%(n)d surat terkirim.", self.sent) % {"n": self.sent}
        if not self.waiting:
            return _("Tidak ada yang dikirim: antrean kosong.")
        parts = []
        if self.held:
            parts.append(_("%(n)d menunggu jam tenang berakhir") % {"n": self.held})
        if self.retried:
            parts.append(_("%(n)d dicoba lagi setelah gangguan") % {"n": self.retried})
        if later := self.waiting - self.held - self.retried:
            parts.append(_("%(n)d belum tiba saatnya") % {"n": later})
        sentence = _("Tidak ada yang dikirim: %(why)s.") % {"why": ", ".join(parts)}
        following = _("Berikutnya %(moment)s.") % {"moment": local_time(self.next_at)}
        return f"{sentence} {following}"


def keep_run(sent: int) -> Run:
    """Note what a run did and what is left; the log says why nothing went out when that has changed."""
    with jobs_context():
        waiting = OutboxMessage.objects.filter(state=MessageState.PENDING)
        left = waiting.aggregate(
            waiting=Count("pk"),
            held=Count("pk", filter=Q(note=Why.QUIET)),
            retried=Count("pk", filter=Q(attempts__gt=0) & ~Q(note=Why.QUIET)),
            next_at=Min("due_at"),
        )
    run, before = Run(at=timezone.now(), sent=sent, **left), last_run()
    cache.set(KEY, run, KEPT)
    if sent:
        cache.set(SENT_KEY, run.at, KEPT)
    elif before is None or replace(before, at=run.at) != run:
        log.info("outbox.idle", **left | {"next_at": run.next_at and run.next_at.isoformat()})
    return run


def last_run() -> Run | None:
    """The last run, None when none is known."""
    found: Run | None = cache.get(KEY)
    return found


def last_sent() -> datetime | None:
    """When a mail last went out, within a week."""
    found: datetime | None = cache.get(SENT_KEY)
    return found
