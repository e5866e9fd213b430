"""The register of incidents: the officer's alone, a clock of 72 hours, notices while it runs (UU 27/2022 art. 46)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.enums import IncidentState, Role
from accounts.incidents import incident_move, incident_record
from accounts.models import Incident, OutboxMessage
from accounts.scoping import acting_as
from core.errors import RuleError
from tests.factories.accounts import staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(db):
    """Data protection officer at the national board."""
    return staff(Role.DPO, "pusat", full_name="Pejabat Data")


@pytest.fixture
def incident(officer):
    with acting_as(officer):
        row = Incident(kind="loss", what="Buku daftar hadir hilang", data_kinds="Nama, nomor HP")
        return incident_record(by=officer, incident=row)


def test_clock_runs_from_when_it_was_known_and_the_officer_is_told_four_times(officer, incident):
    leader = OutboxMessage.objects.exclude(recipient=officer)

    assert incident.due_at - incident.detected_at == timedelta(hours=72)
    told = OutboxMessage.objects.filter(kind="incident", recipient=officer).order_by("due_at")
    assert [message.payload["hours"] for message in told] == [0, 24, 48, 66]
    assert not leader.exists()  # nobody leads the national board here


def test_it_moves_on_with_what_the_law_asks_for(officer, incident):
    now = timezone.now()
    with acting_as(officer):
        with pytest.raises(RuleError, match="berapa orang"):
            incident_move(by=officer, incident=incident, to=IncidentState.ASSESSED)
        incident_move(by=officer, incident=incident, to=IncidentState.ASSESSED, affected=23)
        with pytest.raises(RuleError, match="kapan orangnya"):
            incident_move(by=officer, incident=incident, to=IncidentState.NOTIFIED)
        told = {"measures": "Kunci lemari diganti", "subjects_told_at": now, "agency_told_at": now}
        incident_move(by=officer, incident=incident, to=IncidentState.NOTIFIED, **told)
        closed = incident_move(by=officer, incident=incident, to=IncidentState.CLOSED)

    assert (closed.state, closed.affected, closed.is_late) == ("closed", 23, False)
    assert list(incident.moves.values_list("to_value", flat=True)) == ["detected", "assessed", "notified", "closed"]


@pytest.mark.parametrize(
    "change",
    [{"state": "closed"}, {"state": "assessed"}, {"due_at": timezone.now()}, {"kind": "else"}],
    ids=["jump", "without a count", "clock", "kind"],
)
def test_database_refuses_what_the_register_must_not_say(incident, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.filter(pk=incident.pk).update(**change)


def test_nobody_else_reads_or_writes_it(client_of, incident, sari, dewi):
    for user in (sari, dewi):
        assert client_of(user).get("/insiden/").status_code == 403
        with acting_as(user):
            assert Incident._base_manager.count() == 0
            with pytest.raises(RuleError, match="pejabat"):
                incident_record(by=user, incident=Incident(kind="loss", what="x", data_kinds="x"))


def test_pages_record_move_and_export(client_of, officer):
    client = client_of(officer)
    now = timezone.localtime(timezone=officer.scope.unit.zone).strftime("%Y-%m-%dT%H:%M")  # as his page writes it
    made = client.post(
        "/insiden/catat/", {"kind": "loss", "what": "=Buku hilang", "data_kinds": "Nama", "detected_at": now}
    )
    row = Incident.objects.get()
    wrong = client.post(row.get_absolute_url(), {"to": "notified", "measures": "Dicari"})
    client.post(row.get_absolute_url(), {"to": "assessed", "affected": "3"})

    assert made.status_code == 302
    assert wrong.status_code == 422
    assert "Dicari" in wrong.content.decode()
    row.refresh_from_db()
    assert (row.state, row.affected) == ("assessed", 3)
    assert "71 jam lagi" in client.get("/insiden/").content.decode()
    assert "'=Buku hilang" in client.post("/insiden/unduh/").content.decode()
