"""Long lists by a job, the file once for its owner; and the other lists that can leave the house."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import SensitiveRead
from cadres.enums import ExportState
from cadres.models import ExportJob, OfficerTerm
from cadres.services.exports import sweep_exports
from core.search import seal
from dashboards.tasks import write_export
from dashboards.views import exports as views
from tests.factories.accounts import staff, unit
from tests.factories.cadres import MemberFactory
from tests.factories.mentoring import mentor_of, pairing_of

pytestmark = pytest.mark.django_db

REASON = "Rapat pleno bulan November"


@pytest.fixture(autouse=True)
def short_lists_are_long(monkeypatch):
    """A list of three is written by a job."""
    monkeypatch.setattr(views, "AT_ONCE", 2)


def ask(client, query="", path="/kader/ekspor/", **data):
    return client.post(f"{path}{query}", {"reason": REASON, "form": "csv", **data})


def run(job):
    write_export(job.pk, job.owner_id, job.assignment_id)
    job.refresh_from_db()
    return job


def take(client, job):
    return client.post(reverse("dashboards:export_download", args=[job.pk]))


def rows_of(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def ready(client, **options):
    ask(client, **options)
    return run(ExportJob.objects.latest("pk"))


def test_long_list_is_written_by_a_job_and_taken_once(client_of, sari):
    for name in ("Ani", "Budi", "Citra"):
        MemberFactory(full_name=name)
    MemberFactory(full_name="Dedi", gender="male")
    MemberFactory(full_name="Jauh", code="13.71.01.1001")
    client = client_of(sari)

    asked = ask(client, "?jenis=female&urut=-name&hal=1")
    job = ExportJob.objects.get()
    waiting = client.get("/ekspor/").content.decode()
    run(job)
    page = client.get("/ekspor/").content.decode()
    first, second = take(client, job), take(client, job)

    assert asked.url == "/ekspor/"
    assert ("Disiapkan" in waiting, "Siap diunduh" in page) == (True, True)
    rows = rows_of(first)
    assert [row[0] for row in rows[1:4]] == ["Citra", "Budi", "Ani"]
    assert "Sari Wanggai" in rows[-1][0]
    assert REASON in rows[-1][0]
    assert (second.status_code, second.url) == (302, "/ekspor/")
    job.refresh_from_db()
    assert (job.state, bytes(job.content)) == (ExportState.TAKEN, b"")
    record = SensitiveRead.objects.get()
    assert (record.subject_kind, record.field, record.reason) == ("export", "csv:3", REASON)


def test_search_words_and_ticks_hold_in_the_job(client_of, sari):
    people = [MemberFactory(full_name=f"Wanggai {n}") for n in range(4)]
    MemberFactory(full_name="Lain")
    client = client_of(sari)

    found = ready(client, query=f"?cari={seal('wanggai', user_id=sari.pk)}")
    ticked = ready(client, pilih=[person.pk for person in people[:3]])

    assert (found.row_count, ticked.row_count) == (4, 3)


def test_job_run_twice_or_after_a_kill_writes_one_file(client_of, sari, monkeypatch):
    MemberFactory.create_batch(3)
    ask(client_of(sari))
    job = ExportJob.objects.get()

    def die(*args, **options):
        raise SystemExit

    with monkeypatch.context() as killed:
        killed.setattr("cadres.services.exports.encrypt_bytes", die)
        with pytest.raises(SystemExit):
            run(job)
    job.refresh_from_db()
    assert (job.state, bytes(job.content)) == (ExportState.ASKED, b"")
    rung = []
    monkeypatch.setattr("cadres.services.exports.ring_on_commit", lambda *args: rung.append(args))
    ExportJob.objects.update(asked_at=timezone.now() - timedelta(minutes=5))
    sweep_exports()
    assert rung == [("dashboards.tasks.write_export", job.pk, sari.pk, job.assignment_id)]

    content = bytes(run(job).content)
    assert bytes(run(job).content) == content != b""


def test_file_lies_encrypted_and_is_forgotten_after_a_quarter_of_an_hour(client_of, sari):
    MemberFactory.create_batch(3, full_name="Kanari Rahasia")
    client = client_of(sari)
    job = ready(client)
    with connection.cursor() as cursor:
        cursor.execute("SELECT j::text || encode(content, 'escape') FROM cadres_exportjob j")
        (stored,) = cursor.fetchone()
    assert "Kanari" not in stored

    ExportJob.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    late = take(client, job)

    assert late.status_code == 302
    assert (sweep_exports(), sweep_exports()) == (1, 0)
    job.refresh_from_db()
    assert (job.state, bytes(job.content)) == (ExportState.EXPIRED, b"")


def test_nobody_else_finds_the_file(client_of, sari, stranger):
    MemberFactory.create_batch(3)
    job = ready(client_of(sari))
    colleague = staff(Role.SECRETARIAT, "96.71")
    above = staff(Role.SECRETARIAT, "96")

    assert [take(client_of(user), job).status_code for user in (colleague, above, stranger)] == [404] * 3
    assert str(job.pk) not in str(client_of(colleague).get("/ekspor/").context["rows"])
    assert take(client_of(staff(Role.LEADER, "96.71")), job).status_code == 403
    assert client_of(sari).get(reverse("dashboards:export_download", args=[job.pk])).status_code == 405
    assert take(client_of(sari), job).status_code == 200


def test_right_that_is_gone_before_the_run_or_the_download_gives_nothing(client_of, sari):
    MemberFactory.create_batch(3)
    client = client_of(sari)
    ask(client)
    asked, done = ExportJob.objects.get(), ready(client)
    assignment = sari.assignments.get()
    assignment.ends_on = assignment.starts_on = timezone.localdate() - timedelta(days=1)
    assignment.save()
    other = staff(Role.SECRETARIAT, "96.01").assignments.get()
    other.user = sari
    other.save()

    run(asked)

    assert (asked.state, bytes(asked.content)) == (ExportState.ASKED, b"")
    assert take(client, done).status_code == 404


def test_three_exports_may_wait(client_of, sari):
    MemberFactory.create_batch(3)
    client = client_of(sari)

    statuses = [ask(client).status_code for _ in range(4)]

    assert statuses == [302, 302, 302, 422]
    assert SensitiveRead.objects.count() == 3


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_exports_costs_the_same(client_of, sari, count_queries, count):
    MemberFactory.create_batch(3)
    client = client_of(sari)
    for _ in range(count):
        ready(client)

    with count_queries() as spent:
        client.get("/ekspor/")

    assert spent() == 6


def test_officers_mentors_and_pairings_leave_as_the_lists_show_them(client_of, kornelis):
    ani, budi = MemberFactory(full_name="Ani"), MemberFactory(full_name="Budi", gender="male")
    OfficerTerm.objects.create(member=ani, unit=unit("96.71"), post="=Ketua", decree_no="SK-1", starts_on="2025-01-01")
    far = MemberFactory(full_name="Jauh", code="13.71.01.1001")
    mentor_of(ani)
    mentor_of(far)
    pairing_of(budi, mentor=ani)
    client = client_of(kornelis)

    officers, mentors, pairings = (
        rows_of(ask(client, path=f"/{name}/ekspor/")) for name in ("pengurus", "mentor", "pasangan")
    )

    assert officers[1][0] == "Ani"
    assert officers[1][3] == "'=Ketua"
    assert "Jauh" not in str(officers + mentors + pairings)
    assert mentors[1][0] == "Ani"
    assert pairings[1][:2] == ["Budi", "Ani"]
    kinds = set(SensitiveRead.objects.values_list("subject_kind", flat=True))
    assert kinds == {"export_officers", "export_mentors", "export_pairings"}
    assert client.get("/pasangan/ekspor/?wilayah=13.71").status_code == 404
    assert client.get("/mentor/ekspor/?status=zzz").status_code == 400
