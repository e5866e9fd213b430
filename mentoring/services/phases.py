"""Evidence that lets a pairing leave a phase."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleError
from mentoring.enums import (
    WRITTEN_EVIDENCE,
    Category,
    EvidenceKind,
    PairingState,
    Phase,
)
from mentoring.models import (
    Pairing,
    PhaseEvidence,
)
from mentoring.rules import rights
from mentoring.rules.phases import KEYS, ORDER, PROVED
from mentoring.services.diagnostics import baselines_set_aside
from mentoring.services.pairings import lock_pairing, pairing_refresh_phase, require_reason
from mentoring.services.plans import plans_reopen


@transaction.atomic
def pairing_record_evidence(
    *, by: User, pairing: Pairing, kind: str, note: str, at: datetime | None = None
) -> PhaseEvidence:
    """Record a proof that a phase is fulfilled (coordinator). Recording it again changes the note."""
    now = at or timezone.now()
    locked = lock_pairing(pairing, by)
    rights.require_coordinator(by, locked.unit)
    if kind not in WRITTEN_EVIDENCE:
        raise RuleError(_("Bukti ini dicatat otomatis dari jawaban kedua pihak."))
    if locked.state not in (PairingState.ACTIVE, PairingState.PAUSED):
        raise RuleError(_("Bukti fase dicatat setelah pasangan aktif."))
    if not note.strip():
        raise RuleError(_("Tulis apa buktinya, misalnya tanggal pembicaraan."))
    evidence, is_new = PhaseEvidence.objects.get_or_create(
        pairing=locked,
        kind=EvidenceKind(kind),
        defaults={"unit": locked.unit, "note": note, "recorded_by": by, "recorded_at": now},
    )
    if not is_new:
        evidence.note = note
        evidence.save(update_fields=["note"])
    pairing_refresh_phase(pairing=locked, by=by, at=now)
    return evidence


@transaction.atomic
def pairing_note_rapport(*, pairing: Pairing, at: datetime | None = None) -> PhaseEvidence:
    """Note that the checks of everybody in a pairing stand at 3.0 or above (DOMAIN §4.3). Twice is once.

    A job of the app that knows the checks asks for it; the phase follows. Who said what stays there.
    """
    now = at or timezone.now()
    locked = Pairing.objects.select_for_update(of=("self",)).select_related("unit", "programme").get(pk=pairing.pk)
    evidence, _is_new = PhaseEvidence.objects.get_or_create(
        pairing=locked,
        kind=EvidenceKind.RAPPORT_CHECKED,
        defaults={
            "unit": locked.unit,
            "note": _("Cek kedekatan semua pihak 3,0 atau lebih."),
            "recorded_at": now,
        },
    )
    pairing_refresh_phase(pairing=locked, by=None, at=now)
    return evidence


@transaction.atomic
def pairing_send_back(*, by: User, pairing: Pairing, reason: str, at: datetime | None = None) -> Pairing:
    """Send a pairing back one phase by taking back the proof that opened the present one (coordinator).

    A locked baseline is set aside, never changed: the next is a new row. An agreed plan is accepted anew.
    """
    now = at or timezone.now()
    locked = lock_pairing(pairing, by)
    rights.require_coordinator(by, locked.unit)
    require_reason(reason)
    before = ORDER[max(0, ORDER.index(Phase(locked.phase)) - 1)]
    if not _take_back(locked, before, reason=reason, at=now):
        raise RuleError(_("Dari fase ini pasangan tidak dapat dikembalikan."))
    return pairing_refresh_phase(pairing=locked, by=by, at=now, reason=reason)


def _take_back(pairing: Pairing, phase: Phase, *, reason: str, at: datetime) -> int:
    """Take back what fulfilled a phase; how many proofs. Personal mentoring asks for no baseline and no plan."""
    if phase in PROVED and pairing.category == Category.PERSONAL:
        return 0
    if phase == Phase.DIAGNOSTIC:
        return baselines_set_aside(pairing=pairing, reason=reason, at=at)
    if phase == Phase.ACTION_PLAN:
        return plans_reopen(pairing=pairing)
    taken_back, _counts = pairing.evidence.filter(kind__in=KEYS.get(phase, ())).delete()
    return taken_back
