"""A change of the tree that a worker does: asked for, done once, its progress, its failure."""

import pytest
from django.db import IntegrityError, transaction

from accounts.enums import Role
from accounts.models import ReshapeJob, today
from accounts.plans import Plan
from accounts.scoping import acting_as
from accounts.services import reshape_jobs
from accounts.tasks import run_reshape, take_up_reshapes
from core.errors import RuleError
from regions.enums import ReshapeKind
from regions.models import Reshape
from tests.factories.accounts import staff, unit
from tests.factories.cadres import MemberFactory


@pytest.fixture
def pusat(db, monkeypatch):
    monkeypatch.setattr(reshape_jobs, "AT_ONCE", 0)
    MemberFactory.create(unit=unit("96.71.06.1001"), full_name="Obed Saa")
    return staff(Role.SECRETARIAT, "pusat")


FORM = {
    "kind": "move",
    "on": today().isoformat(),
    "decree_no": "SK 1",
    "name": "",
    "code": "",
    "codes": "",
}


def sent(**more):
    return {**FORM, "units": [unit("96.71").pk], "target": unit("92").pk, **more}


def ring(job):
    run_reshape(job.pk, job.assignment.user_id, job.assignment_id)
    job.refresh_from_db()


def test_many_rows_are_a_job_whose_page_leads_to_the_change_and_back(client_of, pusat):
    client = client_of(pusat)

    answer = client.post("/wilayah/96/ubah-susunan/", sent(confirm="1"))
    job = ReshapeJob.objects.get()
    running = client.get(answer.url).content.decode()

    assert answer.url == f"/wilayah/pemekaran/berjalan/{job.pk}/"
    assert "0 dari 1" in running
    assert "Perubahan susunan sedang berjalan" in client.get("/wilayah/pemekaran/").content.decode()
    ring(job)
    ring(job)  # a bell that rings twice
    assert Reshape.objects.count() == 1
    assert unit("96.71").province == unit("92")
    assert client.get(answer.url).url == f"/wilayah/pemekaran/{job.reshape_id}/"
    with acting_as(pusat):
        assert reshape_jobs.progress_of(job) == 1
    back = client.post(f"/wilayah/pemekaran/{job.reshape_id}/urungkan/")
    ring(ReshapeJob.objects.get(plan__isnull=True))
    assert back.url.startswith("/wilayah/pemekaran/berjalan/")
    assert unit("96.71").province == unit("96")


def test_a_refusal_is_kept_and_changes_nothing(client_of, pusat):
    client = client_of(pusat)
    answer = client.post("/wilayah/96/ubah-susunan/", sent(confirm="1"))
    pusat.assignments.update(role=Role.COORDINATOR)

    ring(ReshapeJob.objects.get())

    pusat.assignments.update(role=Role.SECRETARIAT)
    assert ReshapeJob.objects.get().failure
    assert "Susunan wilayah tidak berubah" in client.get(answer.url).content.decode()
    assert unit("96.71").province == unit("96")


def test_one_change_at_a_time(pusat):
    plan = Plan(ReshapeKind.MOVE, [unit("96.71")], today(), "SK", unit("92"))
    assignment = pusat.assignments.get()

    with acting_as(pusat):
        job = reshape_jobs.reshape_ask(by=pusat, assignment=assignment, plan=plan)
        with pytest.raises(RuleError, match="sedang berjalan"):
            reshape_jobs.reshape_ask(by=pusat, assignment=assignment, plan=plan)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReshapeJob.objects.create(plan=job.plan, assignment=assignment)
    assert Plan.from_json(plan.as_json()) == plan


def test_a_job_that_nobody_took_up_is_rung_again(pusat, monkeypatch):
    rung = []
    monkeypatch.setattr(reshape_jobs, "ring_on_commit", lambda *args: rung.append(args))
    plan = Plan(ReshapeKind.MOVE, [unit("96.71")], today(), "SK", unit("92"))
    with acting_as(pusat):
        job = reshape_jobs.reshape_ask(by=pusat, assignment=pusat.assignments.get(), plan=plan)

    take_up_reshapes()
    assert len(rung) == 1
    ReshapeJob.objects.update(asked_at=job.asked_at - reshape_jobs.STALE * 2)
    take_up_reshapes()

    assert rung[1] == rung[0]


def test_preview_opens_every_record_that_goes_along(client_of, pusat):
    client = client_of(pusat)
    MemberFactory.create(unit=unit("96.71.06.1002"), full_name="Sudah Keluar", status="ended")

    preview = client.post("/wilayah/96/ubah-susunan/", sent(decree_no="SK 2")).content.decode()

    assert 'href="/wilayah/96.71/isi/?isi=kader"\n' in preview or "/wilayah/96.71/isi/?isi=kader" in preview
    assert "Kota Sorong, Papua Barat" in preview
    people = client.get("/wilayah/96.71/isi/?isi=kader").content.decode()
    assert 'data-total="2"' in people
    assert "Obed Saa" in people
    assert "Sudah Keluar" in people
    below = client.get("/wilayah/96.71.06/isi/").content.decode()
    assert "96.71.06.1001" in below


def test_who_may_not_change_the_tree_does_not_list_what_would_go(client_of, sari, db):
    assert client_of(sari).get("/wilayah/96.71/isi/").status_code == 403
    admin = client_of(staff(Role.ADMIN, "pusat"))
    assert admin.get("/wilayah/96.71/isi/").status_code == 200
    assert admin.get("/wilayah/96.71/isi/?isi=kader").status_code == 403
