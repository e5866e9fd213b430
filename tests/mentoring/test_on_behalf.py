"""Sessions that others bring in for a mentor: in a row from paper, from a pasted message; and his own yes."""

import json
import re
import time
from datetime import date, timedelta
from unittest.mock import patch
from urllib.parse import unquote
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import OutboxMessage
from core.errors import RuleError
from mentoring.enums import SessionState
from mentoring.models import PrivateNote, Session, SessionLog
from mentoring.rules.log_text import LogText, read_text, write_text
from mentoring.services.sessions import session_miss, session_miss_object
from tests.factories.mentoring import active_pairing, held_session, planned_session

pytestmark = pytest.mark.django_db
QUICK, PASTE = "/sesi/catat/cepat/", "/sesi/tempel/"


@pytest.fixture
def pairing(yohanis, marthina):
    return active_pairing(yohanis, marthina)


def words(**fields):
    """The fields of a log as a phone holds them."""
    return {
        "date": timezone.localdate().isoformat(),
        "time": "00:05",
        "minutes": "60",
        "mode": "phone",
        "next": "unknown",
        "no_next_reason": "Menunggu jadwal",
        "topics": ["C04", "C12"],
        "progress": "forward",
        "goal": "Berani bicara\ndi depan warga",
        "obstacles": ["signal"],
        "what_1": "Naskah | 3 menit",
    } | fields


def message(pairing, client_id, **fields):
    me = pairing.participants.get(role="mentor")
    lists = {name: value if isinstance(value, list) else [value] for name, value in words(**fields).items()}
    return write_text(LogText(pairing.pk, me.pk, None, client_id, timezone.now(), lists))


def phone(client, pairing, client_id, **fields):
    """The same log as the phone sends it."""
    item = {"client_id": str(client_id), "pairing": pairing.pk, "fields": words(**fields)}
    response = client.post("/api/v1/sync", json.dumps({"items": [item]}), content_type="application/json")
    return response.json()["results"][0]


# The text


def test_text_says_again_what_was_written():
    sent = LogText(
        12,
        45,
        345,
        UUID("019a9f3e-5b1c-7c3a-9d55-0242ac120002"),
        timezone.now().replace(microsecond=0),
        {
            "date": ["2026-11-21"],
            "time": ["15:00"],
            "mode": ["face_to_face"],
            "topics": ["C04", "C12"],
            "goal": ["Satu\nDua: tiga"],
            "obstacles": ["signal", "cost"],
            "action_31": ["not_done"],
            "what_1": ["Naskah"],
            "owner_1": ["46"],
            "due_1": ["2026-12-01"],
            "next": ["unknown"],
            "no_next_reason": ["Panen"],
        },
    )

    text = write_text(sent)

    assert "Cara: tatap muka\n" in text
    assert "Tindak 1: Naskah | 46 | 2026-12-01\n" in text
    assert read_text(f"[21/11 15.02] Bapak Yohanis: {text}\nTerima kasih") == sent
    assert read_text(text.replace("\n", "  \r\n")) == sent


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (lambda text: text.split("\n", 1)[1], "dari baris pertama"),
        (lambda text: text.rsplit("\n", 1)[0], "teks terpotong"),
        (lambda text: text.replace("Naskah", "Naskab"), "Teks berubah"),
        (lambda text: text.replace("Lama: 60\n", ""), "Teks berubah"),
        (lambda text: f"{text}\n{text}", "lebih dari satu"),
        (lambda text: "Selamat sore", "dari baris pertama"),
    ],
)
def test_damaged_text_says_what_is_wrong(client_of, pairing, sari, harm, sentence):
    text = harm(message(pairing, uuid4()))

    with pytest.raises(RuleError, match=sentence):
        read_text(text)
    page = client_of(sari).post(PASTE, {"text": text})

    assert (page.status_code, sentence in page.content.decode()) == (422, True)
    assert Session.objects.count() == 0


def test_pasted_message_and_the_phone_make_one_session(client_of, pairing, sari, yohanis):
    key, other = uuid4(), uuid4()
    office, mentor = client_of(sari), client_of(yohanis)

    pasted = [office.post(PASTE, {"text": message(pairing, key)}).status_code for _ in range(2)]
    sent = phone(mentor, pairing, key, private_note="RAHASIA")
    first = phone(mentor, pairing, other, time="00:06", private_note="LAIN")
    office.post(PASTE, {"text": message(pairing, other, time="00:06")})

    assert (pasted, sent["code"], first["code"]) == ([302, 302], "stored", "stored")
    assert SessionLog.objects.count() == Session.objects.count() == 2
    by_message, by_phone = Session.objects.order_by("started_at")
    assert (by_message.source, by_message.logged_by, by_message.on_behalf_of) == ("message", sari, yohanis)
    assert (by_phone.source, by_phone.logged_by, by_phone.on_behalf_of) == ("own", yohanis, None)
    assert by_message.log.author == yohanis
    assert by_message.log.goal.splitlines() == ["Berani bicara", "di depan warga"]
    assert sorted(note.body for note in PrivateNote.objects.all()) == ["LAIN", "RAHASIA"]


def test_message_of_another_place_or_with_a_false_writer_is_refused(client_of, pairing, sari, stranger):
    learner = pairing.participants.get(role="mentee")
    fields = {name: [value] for name, value in words(topics="C04", obstacles="signal").items()}
    forged = LogText(pairing.pk, learner.pk, None, uuid4(), None, fields)

    far = client_of(stranger).post(PASTE, {"text": message(pairing, uuid4())}).content.decode()
    false = client_of(sari).post(PASTE, {"text": write_text(forged)}).content.decode()
    wrong = client_of(sari).post(PASTE, {"text": message(pairing, uuid4(), minutes="61")}).content.decode()

    assert "tidak ada di wilayah Anda" in far
    assert "bukan mentor pasangan ini" in false
    assert "Lama" in wrong
    assert Session.objects.count() == 0


# In a row


def line(pairing, **fields):
    return {
        "client_uuid": str(uuid4()),
        "source": "paper",
        "pairing": pairing.pk,
        "date": timezone.localdate().isoformat(),
        "time": "00:05",
        "minutes": "75",
        "mode": "face_to_face",
        "topics": "4 12",
        "what": "Kunjungi 20 rumah",
        "no_next_reason": "Panen",
    } | fields


def test_one_line_after_another_stays_on_the_page_and_keeps_what_is_the_same(client_of, sari, pairing, yohanis):
    other, client = active_pairing(programme=pairing.programme), client_of(sari)
    programme, day = pairing.programme_id, (timezone.localdate() - timedelta(days=2)).isoformat()
    address = f"{QUICK}?program={programme}"
    page = client.get(address).content.decode()
    assert re.search(r'<select name="pairing"[^>]*autofocus', page)
    assert "Marthina Sagrim · Yohanis Kareth" in page

    sent = line(pairing, date=day, source="call")
    first = client.post(address, sent)
    again = client.post(address, sent)
    second = client.post(first.url, line(other, date=day, source="call"))

    assert first.url == again.url == second.url == f"{QUICK}?program={programme}&tanggal={day}&sumber=call"
    page = client.get(first.url).content.decode()
    assert f'value="{day}"' in page
    assert re.search(r'value="call"[^>]*checked', page)
    assert Session.objects.count() == 2
    mine = Session.objects.get(pairing=pairing)
    assert (mine.logged_by, mine.on_behalf_of, mine.source, mine.minutes) == (sari, yohanis, "call", 75)
    assert mine.log.competencies == ["C04", "C12"]
    assert [action.owner.role for action in mine.actions.all()] == ["mentee"]


def test_a_line_that_is_refused_keeps_its_words_and_says_where(client_of, sari, pairing):
    client = client_of(sari)
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()

    page = client.post(QUICK, line(pairing, date=tomorrow, topics="4 99", no_next_reason="")).content.decode()
    late = client.post(QUICK, line(pairing, date=tomorrow, no_next_reason="")).content.decode()

    assert "1 sampai 12" in page
    assert "Kunjungi 20 rumah" in page
    assert "Sesi ini belum dimulai" in late
    assert "Tulis alasannya" in late
    assert Session.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_quick_page_costs_the_same_for_one_and_three_pairings(client_of, sari, count_queries, count):
    for _ in range(count):
        pairing = active_pairing()
        client_of(sari).post(QUICK, line(pairing))
    client = client_of(sari)
    client.get(QUICK)

    with count_queries() as spent:
        page = client.get(QUICK).content.decode()

    assert page.count("sesi ke-1") == count
    assert spent() == 9


def test_leaders_and_mentors_type_nothing_for_others(client_of, dewi, yohanis):
    answers = [client_of(user).get(address).status_code for user in (dewi, yohanis) for address in (QUICK, PASTE)]

    assert answers == [403] * 4


# His own yes, and the sources


def test_mentor_says_yes_with_one_tap_and_nobody_for_him(client_of, deed, sari, pairing, yohanis, marthina):
    client_of(sari).post(QUICK, line(pairing))
    session = Session.objects.get()
    mentor = client_of(yohanis)
    assert "Dicatat atas nama Anda" in mentor.get("/m/").content.decode()
    assert "Sari Wanggai" in mentor.get(f"/m/sesi/{session.pk}/").content.decode()
    assert "belum dibenarkan" in client_of(sari).get(session.get_absolute_url()).content.decode()

    def forge(by):
        with transaction.atomic():
            Session.objects.filter(pk=session.pk).update(affirmed_at=timezone.now())

    for other in (sari, marthina):
        with pytest.raises(DatabaseError):
            deed(forge, by=other)
    client_of(marthina).post(f"/m/sesi/{session.pk}/benar/")
    client_of(marthina).post(f"/m/sesi/{session.pk}/tanggapi/")
    session.refresh_from_db()
    assert (session.affirmed_at, session.state, session.acknowledged_via) == (None, SessionState.ACKNOWLEDGED, "login")

    mentor.post(f"/m/sesi/{session.pk}/benar/")

    session.refresh_from_db()
    assert session.affirmed_at is not None
    assert "dibenarkan mentor" in client_of(sari).get(session.get_absolute_url()).content.decode()


def test_mentor_objects_to_what_others_logged_in_his_name(client_of, sari, pairing, yohanis):
    client_of(sari).post(QUICK, line(pairing))
    session = Session.objects.get()

    client_of(yohanis).post(f"/m/sesi/{session.pk}/tanggapi/", {"answer": "keberatan", "reason": "Tidak bertemu."})

    session.refresh_from_db()
    assert session.state == SessionState.DISPUTED


def test_sources_are_counted_apart(client_of, sari, pairing):
    held_session(pairing)
    planned_session(pairing)
    client = client_of(sari)
    for minute, source in ((1, "call"), (2, "paper"), (3, "paper")):
        client.post(QUICK, line(pairing, time=f"00:0{minute}", source=source))
    client.post(PASTE, {"text": message(pairing, uuid4(), time="00:09")})

    totals = {
        source: re.search(r'data-total="(\d+)"', client.get(f"/sesi/?sumber={source}").content.decode())[1]
        for source in ("own", "call", "paper", "message")
    }

    assert totals == {"own": "1", "call": "1", "paper": "2", "message": "1"}


# A cadre's yes by link


def link_of(client, session):
    page = unquote(client.get(f"/sesi/{session.pk}/tautan-paraf/").content.decode())
    return re.search(r"http://[^/]+(/paraf/[^/]+/)", page)[1]


def test_cadre_says_yes_by_a_link_from_his_own_phone_and_nobody_else(client_of, pairing, sari, yohanis, marthina):
    session, office = held_session(pairing), client_of(sari)
    member = marthina.member
    member.birth_date = date(1995, 8, 17)
    member.save()
    born, url = {"birth_date": "17/08/1995"}, link_of(office, session)
    own = Client()
    opened = own.get(url)
    assert opened.status_code == 200
    assert not [name for name in ("Marthina", "Yohanis") if name in opened.content.decode()]
    mentor = client_of(yohanis)
    mentor.get(url)

    answers = {
        "guessed": own.post(url, {"birth_date": "18/08/1995"}),
        "office": office.post(url, born),
        "mentor": mentor.post(url, born),
        "invented": own.post("/paraf/gAAAAA/", born),
    }
    session.refresh_from_db()
    assert [each.status_code for each in answers.values()] == [422, 422, 422, 404]
    assert session.state == SessionState.LOGGED
    done = own.post(url, born)

    session.refresh_from_db()
    assert (done.status_code, session.state, session.acknowledged_via) == (200, SessionState.ACKNOWLEDGED, "link")
    assert own.post(url, born).status_code == 404, "once"


def test_link_of_a_paraf_lives_fourteen_days(client_of, pairing, sari, marthina):
    session, office = held_session(pairing), client_of(sari)
    url = link_of(office, session)

    with patch("time.time", return_value=time.time() + 15 * 86_400):
        assert Client().get(url).status_code == 404
    assert Client().get(url).status_code == 200


# Who was noted as missing objects


def test_who_was_noted_as_missing_objects_once_and_the_coordinator_decides(
    client_of, deed, pairing, yohanis, marthina, kornelis
):
    pairing.programme.coordinator = kornelis
    pairing.programme.save()
    first, second = (planned_session(pairing, timezone.now() - timedelta(hours=n)) for n in (3, 4))
    mentor, mentee, office = client_of(yohanis), client_of(marthina), client_of(kornelis)
    for session in (first, second):
        mentee.post(f"/m/sesi/{session.pk}/tidak-hadir/")
        address = f"/m/sesi/{session.pk}/keberatan/"
        assert address in mentor.get(f"/m/sesi/{session.pk}/").content.decode()
        assert address not in mentee.get(f"/m/sesi/{session.pk}/").content.decode()
        sent = [client.post(address, {"reason": "Saya menunggu di balai."}).status_code for client in (mentee, mentor)]
        assert sent == [422, 302]
        assert mentor.post(address, {"reason": "Lagi"}).status_code == 422
        assert "Keberatan atas ketidakhadiran" in office.get(f"/sesi/{session.pk}/").content.decode()
    assert OutboxMessage.objects.filter(kind="session.objected", recipient=kornelis).count() == 2

    office.post(f"/sesi/{first.pk}/ketidakhadiran/", {"stands": "tidak", "reason": "Keduanya di tempat lain."})
    office.post(f"/sesi/{second.pk}/ketidakhadiran/", {"stands": "ya", "reason": "Saksi membenarkan."})
    again = office.post(f"/sesi/{second.pk}/ketidakhadiran/", {"stands": "tidak", "reason": "x"})

    states = dict(Session.objects.values_list("pk", "state"))
    assert (states, again.status_code) == ({first.pk: "cancelled", second.pk: "no_show_mentor"}, 422)
    assert [row.pk for row in Session.objects.missed()] == [second.pk]
    assert Session.objects.objected().count() == 0


def test_an_objection_comes_within_fourteen_days(deed, pairing, yohanis, marthina):
    session = planned_session(pairing, timezone.now() - timedelta(days=20))
    early = timezone.now() - timedelta(days=20) + timedelta(hours=1)
    deed(session_miss, by=marthina, session=session, who=SessionState.NO_SHOW_MENTOR, at=early)

    with pytest.raises(RuleError, match="paling lama 14 hari"):
        deed(session_miss_object, by=yohanis, session=session, reason="Saya hadir")
    deed(session_miss_object, by=yohanis, session=session, reason="Saya hadir", at=early + timedelta(days=13))

    assert Session.objects.objected().get() == session
