"""«Data saya»: consents, requests with their clock, a copy, restriction, being forgotten."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.consents import MENTORING, consent_record, given_codes
from accounts.data_requests import request_move, request_open
from accounts.enums import RequestState, Role
from accounts.models import Consent, DataRequest, OutboxMessage, SensitiveRead, User
from accounts.models.privacy import DUE
from accounts.scoping import acting_as
from cadres.models import Member
from core.errors import RuleError
from mentoring.models import Pairing, PairingParticipant, PrivateNote
from mentoring.selectors.matching import waiting_members
from tests.factories.accounts import PASSWORD, staff
from tests.factories.mentoring import active_pairing, held_session

pytestmark = pytest.mark.django_db
ANSWER = "Sudah kami kerjakan sesuai permintaan."


@pytest.fixture
def officer(db):
    """Data protection officer at the national board."""
    return staff(Role.DPO, "pusat", full_name="Pejabat Data")


def ask(user, kind, **details):
    with acting_as(user):
        return request_open(by=user, member=user.member, kind=kind, details=details)


def fulfil(officer, request):
    with acting_as(officer):
        request_move(by=officer, request=request, to=RequestState.IN_PROCESS)
        request_move(by=officer, request=request, to=RequestState.FULFILLED, note=ANSWER)


def test_page_shows_my_data_to_me_in_any_role(client_of, marthina, sari):
    Member.objects.filter(pk=marthina.member.pk).update(phone="+6281244550011", address="Jalan Sagu 7")
    staff(Role.SECRETARIAT, "96.01")  # another office far away

    text = client_of(marthina).get("/data-saya/").content.decode()

    assert "Jalan Sagu 7" in text
    assert "tidak terhubung" in client_of(sari).get("/data-saya/").content.decode()


def test_secretary_reads_her_own_row_outside_her_unit(client_of, marthina):
    from accounts.models import Assignment
    from tests.factories.accounts import unit

    Assignment.objects.filter(user=marthina).delete()
    Assignment.objects.create(user=marthina, role=Role.SECRETARIAT, unit=unit("13.71"))

    assert "Marthina Sagrim" in client_of(marthina).get("/data-saya/").content.decode()


def test_who_read_me_is_shown_to_me_alone(client_of, marthina, yohanis, sari):
    client_of(sari).get(f"/kader/{marthina.member.pk}/")
    client_of(sari).get(f"/kader/{marthina.member.pk}/")

    assert SensitiveRead.objects.filter(field="profile").count() == 1
    assert "Sari Wanggai: Data induk" in client_of(marthina).get("/data-saya/").content.decode()
    assert "Sari Wanggai" not in client_of(yohanis).get("/data-saya/").content.decode()


def test_consent_is_versioned_withdrawn_and_never_rewritten(client_of, marthina):
    client = client_of(marthina)
    client.post("/data-saya/persetujuan/", {"purpose": MENTORING, "answer": "yes"})
    assert MENTORING in given_codes(marthina.member.pk)
    client.post("/data-saya/persetujuan/", {"purpose": MENTORING, "answer": "no"})

    assert MENTORING not in given_codes(marthina.member.pk)
    assert list(Consent.objects.order_by("pk").values_list("is_given", "purpose__version", "channel")) == [
        (True, 1, "app"),
        (False, 1, "app"),
    ]
    assert not Member.objects.get(pk=marthina.member.pk).wants_mentoring
    with acting_as(marthina), pytest.raises(Exception, match="permission denied"), transaction.atomic():
        Consent.objects.update(is_given=True)


def test_membership_itself_is_not_refused_here(marthina):
    with acting_as(marthina), pytest.raises(RuleError, match="akhiri keanggotaan"):
        consent_record(by=marthina, member=marthina.member, code="membership", is_given=False)


def test_request_has_a_clock_and_the_officer_is_told_four_times(officer, marthina):
    request = ask(marthina, "restriction")

    hours = OutboxMessage.objects.filter(kind="data_request", recipient=officer).order_by("due_at")
    assert request.due_at - request.received_at == timedelta(hours=72)
    assert [m.payload["hours"] for m in hours] == [0, 24, 48, 66]
    assert [round((m.due_at - request.received_at).total_seconds() / 3600) for m in hours] == [0, 24, 48, 66]


@pytest.mark.parametrize(
    ("before", "after"), [("received", "fulfilled"), ("fulfilled", "in_process"), ("refused", "identified")]
)
def test_database_lets_no_other_move_of_a_request_pass(marthina, before, after):
    now = timezone.now()
    request = DataRequest.objects.create(
        unit=marthina.member.unit, member=marthina.member, kind="other", state=before, received_at=now,
        due_at=now + DUE, received_by=marthina, closed_at=now, answer="x",
    )  # fmt: skip

    with pytest.raises(IntegrityError), transaction.atomic():
        DataRequest.objects.filter(pk=request.pk).update(state=after)
    with pytest.raises(IntegrityError), transaction.atomic():
        DataRequest.objects.filter(pk=request.pk).update(due_at=now)


def test_refusal_needs_its_reason_and_only_the_officer_decides(officer, sari, marthina):
    request = ask(marthina, "other", words="Tolong")
    with acting_as(officer), pytest.raises(RuleError, match="jawabannya"):
        request_move(by=officer, request=request, to=RequestState.REFUSED, note="tidak")
    with acting_as(sari), pytest.raises(RuleError, match="pejabat"):
        request_move(by=sari, request=request, to=RequestState.REFUSED, note=ANSWER)


def test_correction_is_written_when_the_officer_fulfils_it(client_of, officer, marthina):
    answer = client_of(marthina).post(
        "/data-saya/permintaan/correction/", {"full_name": "Marthina Sagrim Momot", "words": "Sesuai KTP"}
    )
    assert answer.status_code == 302
    fulfil(officer, DataRequest.objects.get())

    assert Member.objects.get(pk=marthina.member.pk).full_name == "Marthina Sagrim Momot"


def test_restriction_hides_from_lists_until_it_is_lifted(client_of, officer, sari, kornelis, marthina):
    fulfil(officer, ask(marthina, "restriction"))
    page = client_of(sari).get("/kader/").content.decode()
    assert "Marthina Sagrim" not in page
    assert "1 orang meminta datanya dibatasi: ia dihitung" in page
    with acting_as(kornelis):
        assert not waiting_members(kornelis).filter(pk=marthina.member.pk).exists()

    client_of(marthina).post("/data-saya/pembatasan/cabut/")

    assert "Marthina Sagrim" in client_of(sari).get("/kader/").content.decode()


def test_copy_is_json_and_csv_and_given_once(client_of, yohanis, marthina):
    session = held_session(active_pairing(yohanis, marthina), log={"goal": "Bersama Yohanis Kareth ke balai"})
    PrivateNote.objects.create(session=session, author=yohanis, body="hanya mentor")
    client = client_of(marthina)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post("/data-saya/permintaan/portability/", {"words": ""})
    url = f"/data-saya/unduh/{DataRequest.objects.get().pk}/"
    first, second = client.post(url), client.post(url)

    with zipfile.ZipFile(io.BytesIO(first.content)) as archive:
        data = json.loads(archive.read("data.json"))
        assert "anggota.csv" in archive.namelist()
    assert data["anggota"][0]["nama"] == "Marthina Sagrim"
    assert [row["status"] for row in data["pendampingan"]] == ["Aktif"]
    assert data["sesi"][0]["tujuan"] == "Bersama (Mentor) ke balai"
    assert "hanya mentor" not in json.dumps(data)
    assert "Yohanis" not in json.dumps(data)
    assert second.status_code == 302
    assert DataRequest.objects.get().state == RequestState.FULFILLED


def test_forgotten_leaves_counts_and_no_name(officer, yohanis, marthina):
    pairing = active_pairing(yohanis, marthina)
    Member.objects.filter(pk=marthina.member.pk).update(phone="+6281244550011", address="Jalan Sagu 7")
    before = Member.objects.count()
    fulfil(officer, ask(marthina, "erasure"))

    gone = Member.objects.get(pk=marthina.member.pk)
    assert Member.objects.count() == before
    assert (gone.status, gone.phone, gone.address, gone.gender) == ("ended", "", "", "female")
    assert Pairing.objects.get(pk=pairing.pk).state == "ended_early"
    assert not PairingParticipant.objects.filter(name__contains="Marthina").exists()
    assert not Member.pgh_event_model.objects.filter(pgh_obj_id=gone.pk, full_name__contains="Marthina").exists()
    assert not User.objects.get(pk=marthina.pk).is_active


def test_officer_works_through_the_queue(client_of, officer, sari, marthina):
    request = ask(marthina, "other", words="Mohon penjelasan retensi")
    client, url = client_of(officer), f"/permintaan-data/{request.pk}/"

    assert client.get("/permintaan-data/").context["page"].paginator.count == 1
    assert "Mohon penjelasan retensi" in client.get(url).content.decode()
    client.post(url, {"to": "in_process", "note": ""})
    client.post(url, {"to": "fulfilled", "note": ANSWER})
    assert DataRequest.objects.get().answer == ANSWER
    assert client_of(sari).get(url).status_code == 403


def test_secretary_writes_down_what_came_on_paper(client_of, officer, sari, stranger, marthina):
    url = f"/kader/{marthina.member.pk}/permintaan-data/restriction/"
    asked = {"words": "Surat 12 Juni", "received_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M")}
    wrong = client_of(sari).post(url, asked | {"channel": "paper"})
    client_of(sari).post(url, asked | {"channel": "paper", "identity": "ktp"})

    request = DataRequest.objects.get()
    assert wrong.status_code == 422
    assert "Surat 12 Juni" in wrong.content.decode()
    assert (request.channel, request.state, request.received_by) == ("paper", "identified", sari)
    assert [(m.to_value, m.actor, m.note) for m in request.moves.all()][1] == (
        "identified", sari, "Dipastikan dengan: KTP-el.",
    )  # fmt: skip
    assert client_of(stranger).post(url, asked | {"channel": "paper", "identity": "ktp"}).status_code == 404
    assert client_of(officer).get(f"/permintaan-data/{request.pk}/").status_code == 200
