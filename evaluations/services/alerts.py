"""What answers call for: telling who must act, the talk, and the evidence of a good rapport (DOMAIN §§4.3, 8)."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleError
from core.sweeps import settle_each
from evaluations.enums import AlertKind, Occasion
from evaluations.models import Alert, Evaluation
from evaluations.services.reminders import tell_handlers
from mentoring.enums import EvidenceKind, PairingState, Phase
from mentoring.models import Pairing, PairingTransition, PhaseEvidence
from mentoring.services.phases import pairing_note_rapport, pairing_record_evidence


@transaction.atomic
def alert_handle(*, by: User, alert: Alert, note: str, at: datetime | None = None) -> Alert:
    """Write down what the talk came to (coordinator who sees it). A talk is evidence for the phase of rapport."""
    now = at or timezone.now()
    locked = Alert.objects.for_user(by).select_for_update(of=("self",)).get(pk=alert.pk)
    if locked.handled_at is not None:
        raise RuleError(_("Peringatan ini sudah ditangani."))
    if not note.strip():
        raise RuleError(_("Tulis dengan siapa Anda berbicara dan apa langkah berikutnya."))
    locked.handled_at, locked.handled_by, locked.note = now, by, note.strip()
    locked.save(update_fields=["handled_at", "handled_by", "note"])
    pairing = Pairing.objects.for_user(by).get(pk=locked.pairing_id)
    if locked.kind == AlertKind.TALK and pairing.state == PairingState.ACTIVE and pairing.phase == Phase.RAPPORT:
        told = _("Pembicaraan dengan kedua pihak sesudah cek kedekatan.")
        pairing_record_evidence(by=by, pairing=pairing, kind=EvidenceKind.COORDINATOR_TALK, note=told, at=now)
    return locked


def alerts_tell(*, at: datetime | None = None) -> int:
    """Tell who must act, once an alert; one for which nobody is there to act waits until somebody is. A system job."""
    now = at or timezone.now()

    def tell(alert: Alert) -> None:
        if tell_handlers(alert, at=now):
            alert.told_at = now
            alert.save(update_fields=["told_at"])

    waiting = Alert.objects.filter(told_at=None).select_related("pairing__programme")
    return settle_each(waiting, tell)


def rapport_note(*, at: datetime | None = None) -> int:
    """Note the evidence of pairings whose last checks all stand at 3.0 or above since the phase began. A system job."""
    proved = PhaseEvidence.objects.filter(pairing=OuterRef("pk"), kind=EvidenceKind.RAPPORT_CHECKED)
    checked = Evaluation.objects.filter(pairing=OuterRef("pk"), occasion=Occasion.RAPPORT, submitted_at__isnull=False)
    due = Pairing.objects.active().filter(~Exists(proved), Exists(checked), phase=Phase.RAPPORT)

    def note(pairing: Pairing) -> None:
        since = PairingTransition.objects.filter(pairing=pairing, kind="phase", to_value=Phase.RAPPORT)
        begun = since.order_by("-at").values_list("at", flat=True).first() or pairing.created_at
        with connection.cursor() as cursor:
            cursor.execute("SELECT kad_rapport_fulfilled(%s, %s)", [pairing.pk, begun])
            if cursor.fetchone()[0]:
                pairing_note_rapport(pairing=pairing, at=at)

    return settle_each(due, note)
