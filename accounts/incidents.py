"""Deeds on incidents: recording, moving on, and who is told while the clock runs (UU 27/2022 art. 46)."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.data_requests import is_officer, remind_officers
from accounts.enums import INCIDENT_MOVES, IncidentState
from accounts.models import Incident, IncidentMove, User
from accounts.models.privacy import DUE
from core.errors import RuleError

NOTICE = "incident"


@transaction.atomic
def incident_record(*, by: User, incident: Incident) -> Incident:
    """Open an incident; the clock runs from when it was known. Raises RuleError for anybody but the officer."""
    _require_officer(by)
    if not timezone.now() - timedelta(days=365) <= incident.detected_at <= timezone.now():
        raise RuleError(_("Waktu diketahui tidak boleh di depan, atau lebih dari setahun yang lalu."))
    incident.recorded_by, incident.due_at, incident.state = by, incident.detected_at + DUE, IncidentState.DETECTED
    incident.save()
    _keep(incident, "", by, "")
    path = incident.get_absolute_url()
    remind_officers(subject=f"incident:{incident.pk}", kind=NOTICE, path=path, since=incident.detected_at)
    return incident


@transaction.atomic
def incident_move(*, by: User, incident: Incident, to: str, note: str = "", **found: Any) -> Incident:
    """Move an incident on with what was found out: `affected`, `measures`, `subjects_told_at`, `agency_told_at`.

    Raises RuleError for a move that is not listed, without what it needs, or for anybody but the officer.
    """
    _require_officer(by)
    locked = Incident.objects.for_user(by).select_for_update().get(pk=incident.pk)
    before = IncidentState(locked.state)
    if to not in INCIDENT_MOVES[before]:
        raise RuleError(_("Insiden ini tidak dapat dipindahkan begitu."))
    for name, value in found.items():
        if value not in (None, ""):
            setattr(locked, name, value)
    if locked.affected is None:
        raise RuleError(_("Tulis dulu berapa orang yang terkena."))
    told = (locked.subjects_told_at, locked.agency_told_at)
    if to != IncidentState.ASSESSED and (not all(told) or not locked.measures):
        raise RuleError(_("Isi kapan orangnya dan lembaga diberi tahu, dan apa tindakannya."))
    if any(at and not locked.detected_at <= at <= timezone.now() for at in told):
        raise RuleError(_("Pemberitahuan terjadi sesudah insiden diketahui, dan tidak di depan."))
    locked.state = to
    locked.closed_at = timezone.now() if to == IncidentState.CLOSED else None
    locked.save()
    _keep(locked, before, by, note)
    return locked


def _require_officer(by: User) -> None:
    if not is_officer(by):
        raise RuleError(_("Register insiden dipegang pejabat pelindungan data."))


def _keep(incident: Incident, before: str, by: User, note: str) -> None:
    note = " ".join(note.split())[:500]
    IncidentMove.objects.create(incident=incident, from_value=before, to_value=incident.state, actor=by, note=note)
