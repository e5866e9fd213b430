"""The phone of mentors and mentees, page by page."""

import re
from datetime import timedelta
from unittest.mock import patch
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone

from mentoring.enums import AgreementState, Answer, PairingState, Phase, SessionState
from mentoring.models import ActionItem, Agreement, Diagnostic, Pairing, PrivateNote, Session, SessionLog
from tests.factories.mentoring import (
    ProgrammeFactory,
    active_pairing,
    agreement_of,
    held_session,
    mentor_of,
    pairing_of,
    plan_of,
    planned_session,
    round_of,
)

pytestmark = pytest.mark.django_db


def page(client, name, *args, query="", status=200):
    response = client.get(reverse(f"mentoring:{name}", args=args) + query)
    assert response.status_code == status, (name, response.status_code)
    return response.content.decode()


def fields(content):
    """The values a browser would send from the form on the page."""
    data = {}
    for tag in re.findall(r"<(?:input|textarea)[^>]*>", content):
        name = re.search(r'name="([^"]+)"', tag)
        if not name or "disabled" in tag:
            continue
        value = re.search(r'value="([^"]*)"', tag)
        if re.search(r'type="(radio|checkbox)"', tag):
            if " checked" in tag:
                data.setdefault(name[1], []).append(value[1] if value else "on")
        else:
            data[name[1]] = value[1] if value else ""
    for select in re.findall(r"<select[^>]*name=\"([^\"]+)\"[^>]*>(.*?)</select>", content, re.S):
        chosen = re.search(r'value="([^"]*)" selected', select[1])
        data[select[0]] = chosen[1] if chosen else ""
    return data


@pytest.fixture
def pairing(yohanis, marthina):
    return active_pairing(yohanis, marthina)


def test_every_phone_page_opens_for_both_sides(client_of, yohanis, marthina, pairing):
    planned = planned_session(pairing)
    held = held_session(pairing)
    for user in (yohanis, marthina):
        client = client_of(user)
        for name in ("phone_home", "phone_schedule", "phone_outbox"):
            page(client, name)
        for name in (
            "phone_pairing",
            "phone_orientation",
            "phone_agreement",
            "phone_agreement_write",
            "phone_plan",
            "phone_pause",
            "phone_end",
        ):
            page(client, name, pairing.pk)
        for session in (planned, held):
            for name in ("phone_session", "phone_acknowledge", "phone_session_move", "phone_session_cancel"):
                page(client, name, session.pk)
        page(client, "phone_offer", pairing.pk, status=302)
    page(client_of(yohanis), "phone_mentees")
    page(client_of(yohanis), "phone_mentor_invitation")
    page(client_of(yohanis), "phone_log", query=f"?pasangan={pairing.pk}")
    page(client_of(marthina), "phone_log", query=f"?pasangan={pairing.pk}", status=404)


def test_mentor_logs_a_planned_session_from_what_the_form_holds(client_of, yohanis, pairing):
    start = (timezone.now() - timedelta(hours=2)).replace(microsecond=0, second=0)
    planned = planned_session(pairing, start)
    client = client_of(yohanis)
    home = page(client, "phone_home")
    assert f"/m/catat/?sesi={planned.pk}" in home

    address = f"{reverse('mentoring:phone_log')}?sesi={planned.pk}"
    data = fields(client.get(address).content.decode())
    response = client.post(address, data | {"progress": "forward"})

    assert response.status_code == 302, response.content.decode()
    session = Session.objects.get(pk=planned.pk)
    assert (session.state, session.sequence, session.started_at) == (SessionState.LOGGED, 1, start)
    assert session.place == "Balai Kelurahan Klasabi"
    following = Session.objects.upcoming().get()
    assert following.planned_start == start + timedelta(days=14)

    again = client.post(address, data | {"progress": "forward"})

    assert again.status_code == 302
    assert Session.objects.count() == 2
    other = client.post(address, data | {"progress": "stuck"})
    assert other.status_code == 409
    assert "Tidak ada yang ditimpa" in other.content.decode()


def test_repeated_sending_after_a_review_is_still_the_same(client_of, yohanis, marthina, pairing):
    session = held_session(pairing)
    action = ActionItem.objects.create(
        unit=pairing.unit,
        pairing=pairing,
        session=session,
        what="Kunjungi 20 rumah",
        owner=pairing.participants.get(user=marthina),
    )
    client = client_of(yohanis)
    address = f"{reverse('mentoring:phone_log')}?pasangan={pairing.pk}"
    content = client.get(address).content.decode()
    assert "Kunjungi 20 rumah" in content
    data = fields(content) | {f"action_{action.pk}": "done", "what_1": "Naskah 3 menit"}

    answers = [client.post(address, data).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert [(a.what, a.state) for a in ActionItem.objects.order_by("pk")] == [
        ("Kunjungi 20 rumah", "done"),
        ("Naskah 3 menit", "open"),
    ]


@pytest.mark.parametrize("number", ["²", "9" * 5000])
def test_forged_step_is_no_step(client_of, yohanis, pairing, number):
    address = f"{reverse('mentoring:phone_log')}?pasangan={pairing.pk}"
    client = client_of(yohanis)
    data = fields(client.get(address).content.decode()) | {"what_1": "Naskah"}

    sent = urlencode(data | {f"action_{number}": "done"}, doseq=True)
    assert client.post(address, sent, content_type="application/x-www-form-urlencoded").status_code == 302


def test_repeated_sending_is_the_same_whatever_the_first_has_changed(client_of, yohanis, pairing):
    client = client_of(yohanis)
    address = f"{reverse('mentoring:phone_log')}?pasangan={pairing.pk}"
    data = fields(client.get(address).content.decode())
    # As the page sends them: the usual topics first, then those from below the fold.
    data |= {"topics": ["C12", "C04"], "more_topics": ["C01"], "next": "7", "what_1": "Naskah"}

    answers = [client.post(address, data).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert (Session.objects.filter(sequence=1).count(), Session.objects.upcoming().count()) == (1, 1)
    assert SessionLog.objects.get().competencies == ["C01", "C04", "C12"]
    other = client.post(address, data | {"topics": ["C04"]})
    assert (other.status_code, "Tidak ada yang ditimpa" in other.content.decode()) == (409, True)


def test_repeated_sending_a_day_later_is_still_the_same(client_of, yohanis, pairing):
    client = client_of(yohanis)
    address = f"{reverse('mentoring:phone_log')}?pasangan={pairing.pk}"
    data = fields(client.get(address).content.decode()) | {"what_1": "Naskah"}
    first = client.post(address, data)
    later = timezone.now() + timedelta(days=1)

    with patch("django.utils.timezone.now", return_value=later):
        client = client_of(yohanis)
        again = client.post(address, data)

    assert (first.status_code, again.status_code) == (302, 302)
    assert SessionLog.objects.count() == 1


def test_private_note_is_read_by_its_author_only(client_of, yohanis, marthina, kornelis, sari, pairing):
    session = held_session(pairing)
    client = client_of(yohanis)
    client.post(reverse("mentoring:phone_session_note", args=[session.pk]), {"body": "RAHASIA-SEKALI"})

    assert "RAHASIA-SEKALI" in page(client, "phone_session", session.pk)
    assert PrivateNote.objects.get().body == "RAHASIA-SEKALI"
    content = page(client_of(marthina), "phone_session", session.pk)
    assert "RAHASIA-SEKALI" not in content
    assert "Catatan pribadi" not in content
    refused = client_of(marthina).post(reverse("mentoring:phone_session_note", args=[session.pk]), {"body": "x"})
    assert refused.status_code == 403


def test_both_answer_orient_and_sign_until_the_pairing_is_active(client_of, yohanis, marthina):
    mentor_of(yohanis.member, note="Anggaran; Bahasa Moi")
    pairing = pairing_of(marthina.member, mentor=yohanis.member, state=PairingState.OFFERED)
    offered = [page(client_of(user), "phone_offer", pairing.pk) for user in (yohanis, marthina)]
    assert ["Anggaran; Bahasa Moi" in text for text in offered] == [False, True]
    assert yohanis.member.unit.full_name in offered[1]
    both = (client_of(yohanis), client_of(marthina))
    for client in both:
        assert "Lihat dan jawab" in page(client, "phone_home")
        assert "Satu wilayah." in page(client, "phone_offer", pairing.pk)
        client.post(reverse("mentoring:phone_offer", args=[pairing.pk]), {"answer": "ya"})
    assert Pairing.objects.get().state == PairingState.ACCEPTED

    mentor = both[0]
    address = reverse("mentoring:phone_agreement_write", args=[pairing.pk])
    data = fields(mentor.get(address).content.decode())
    assert mentor.post(address, data).status_code == 422
    end = pairing.programme.ends_on
    assert data["ends_on"] == end.isoformat()
    late = data | {"purpose": "x", "rhythm": "x", "ends_on": (end + timedelta(days=1)).isoformat()}
    assert "Programnya selesai" in mentor.post(address, late).content.decode()
    mentor.post(address, data | {"purpose": "Siap menjadi calon", "rhythm": "Sabtu sore"})
    for client in both:
        address = reverse("mentoring:phone_orientation", args=[pairing.pk])
        content = client.get(address).content.decode()
        codes = re.findall(r'name="items"\s+value="(\w+)"', content)
        assert client.post(address, {"items": codes[1:]}).url == address, "one item is still open"
        assert client.post(address, {"items": codes[:1]}).url == reverse("mentoring:phone_home")
        assert "tanda tangani kesepakatan" in page(client, "phone_home")
        client.post(reverse("mentoring:phone_agreement", args=[pairing.pk]), {"version": 1})

    assert Agreement.objects.get().state == AgreementState.IN_FORCE
    assert Pairing.objects.get().state == PairingState.ACTIVE


def test_a_no_needs_no_reason_and_closes_the_offer(client_of, yohanis, marthina):
    mentor_of(yohanis.member)
    pairing = pairing_of(marthina.member, mentor=yohanis.member, state=PairingState.OFFERED)

    client_of(marthina).post(reverse("mentoring:phone_offer", args=[pairing.pk]), {"answer": "tidak"})

    assert Pairing.objects.get().state == PairingState.DECLINED
    assert pairing.participants.get(user=marthina).answer == Answer.DECLINED


def test_signing_a_version_that_was_replaced_is_refused(client_of, yohanis, marthina):
    mentor_of(yohanis.member)
    pairing = pairing_of(marthina.member, mentor=yohanis.member, state=PairingState.ACCEPTED)
    agreement_of(pairing, AgreementState.AMENDED, signed_by=[])

    response = client_of(marthina).post(
        reverse("mentoring:phone_agreement", args=[pairing.pk]), {"version": 1}, follow=True
    )

    assert Agreement.objects.get().state == AgreementState.AMENDED
    assert response.status_code == 200


def test_plan_confirm_move_cancel_and_miss(client_of, yohanis, marthina, pairing):
    mentor, mentee = client_of(yohanis), client_of(marthina)
    day = (timezone.localdate() + timedelta(days=9)).isoformat()
    address = reverse("mentoring:phone_plan", args=[pairing.pk])
    data = fields(mentor.get(address).content.decode()) | {"date": day, "time": "15:00", "place": "Klasabi"}
    assert [mentor.post(address, data).status_code for _ in range(2)] == [302, 302]
    session = Session.objects.get()
    assert "15.00 WIT" in page(mentee, "phone_home")

    mentee.post(reverse("mentoring:phone_session_confirm", args=[session.pk]))
    session.refresh_from_db()
    assert (session.state, session.confirmed_by) == (SessionState.CONFIRMED, marthina)

    move = {"date": day, "time": "16.30", "mode": "phone", "place": "", "reason": "Hujan"}
    mentee.post(reverse("mentoring:phone_session_move", args=[session.pk]), move)
    session.refresh_from_db()
    assert (session.state, session.calendar_sequence, session.mode) == (SessionState.PLANNED, 2, "phone")
    cancel = reverse("mentoring:phone_session_cancel", args=[session.pk])
    assert mentor.post(cancel, {"reason": ""}).status_code == 422
    mentor.post(cancel, {"reason": "Sakit gigi"})
    session.refresh_from_db()
    assert (session.state, session.late_cancelled) == (SessionState.CANCELLED, False)

    missed = planned_session(pairing, timezone.now() - timedelta(hours=3))
    mentee.post(reverse("mentoring:phone_session_miss", args=[missed.pk]))
    missed.refresh_from_db()
    assert missed.state == SessionState.NO_SHOW_MENTOR


def test_mentee_acknowledges_or_objects(client_of, yohanis, marthina, pairing):
    first, second = held_session(pairing), held_session(pairing, timezone.localdate())
    mentee = client_of(marthina)
    assert "menunggu tanggapan" in page(mentee, "phone_home")

    mentee.post(reverse("mentoring:phone_acknowledge", args=[first.pk]))
    address = reverse("mentoring:phone_acknowledge", args=[second.pk])
    assert mentee.post(address, {"answer": "keberatan"}).status_code == 422
    mentee.post(address, {"answer": "keberatan", "reason": "Kami tidak bertemu."})
    client_of(yohanis).post(reverse("mentoring:phone_acknowledge", args=[second.pk]))

    states = dict(Session.objects.values_list("pk", "state"))
    assert states == {first.pk: SessionState.ACKNOWLEDGED, second.pk: SessionState.DISPUTED}


def test_strangers_find_nothing(client_of, pairing, marthina, yohanis):
    other = active_pairing()
    session = held_session(other)

    for user in (marthina, yohanis):
        client = client_of(user)
        page(client, "phone_pairing", other.pk, status=404)
        page(client, "phone_session", session.pk, status=404)
        assert client.post(reverse("mentoring:phone_acknowledge", args=[session.pk])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_phone_home_costs_the_same_for_one_and_three_mentees(client_of, yohanis, count_queries, count):
    for _ in range(count):
        pairing = active_pairing(yohanis, phase=Phase.EVALUATION)
        planned_session(pairing)
        held_session(pairing)
        learner = pairing.participants.get(role="mentee")
        round_of(learner, state="draft")
        plan_of(learner)
    client = client_of(yohanis)
    client.get("/m/")

    with count_queries() as spent:
        found = page(client, "phone_home")

    assert found.count("Isi formulir penutup") == found.count("Isi rubrik") == count
    assert spent() == 18


def waits_for(client):
    """What stands under «Menunggu Anda», in its order: words and address."""
    card = re.search(r"Menunggu Anda</h2>(.*?)</section>", page(client, "phone_home"), re.S)
    found = re.findall(r'href="([^"]+)"\s*>.*?<span\s+class="flex-fill"\s*>([^<]+)<br>', card[1] if card else "", re.S)
    return [(text.strip(), url) for url, text in found]


def test_phone_home_says_what_waits_most_urgent_first(client_of, yohanis, marthina):
    today, programme = timezone.localdate(), ProgrammeFactory.create()
    accepted = pairing_of(marthina.member, mentor=yohanis.member, programme=programme, state=PairingState.ACCEPTED)
    agreement = agreement_of(accepted, AgreementState.SIGNED_ONE, signed_by=[marthina])
    running = active_pairing(yohanis, programme=programme, phase=Phase.EVALUATION)
    learner = running.participants.get(role="mentee")
    round_of(learner, state="agreed", agreed_by=learner.user)
    plan_of(learner, agreed=False)
    Pairing.objects.filter(pk=accepted.pk).update(phase_due_on=today - timedelta(days=2))

    assert waits_for(client_of(yohanis)) == [
        ("Baca dan tanda tangani kode etik", "/m/mentor/"),
        ("Lengkapi daftar periksa orientasi", f"/m/pasangan/{accepted.pk}/orientasi/"),
        ("Baca dan tanda tangani kesepakatan", f"/m/pasangan/{agreement.pairing_id}/kesepakatan/"),
        ("Periksa tingkat yang disepakati", f"/m/perkembangan/{learner.pk}/"),
        ("Setujui rencana aksi", f"/m/perkembangan/{learner.pk}/"),
        ("Isi formulir penutup", f"/m/pasangan/{running.pk}/penutupan/"),
    ]
    assert [text for text, _url in waits_for(client_of(marthina))] == ["Lengkapi daftar periksa orientasi"]
    hers = [text for text, _url in waits_for(client_of(learner.user))]
    assert hers == ["Setujui rencana aksi", "Isi formulir penutup"]


def test_what_is_done_waits_no_more(client_of, yohanis, marthina, pairing):
    learner = pairing.participants.get(user=marthina)
    round_of(learner, state="draft")
    client, address = client_of(marthina), ("Isi rubrik", f"/m/perkembangan/{learner.pk}/rubrik/")
    assert waits_for(client) == [address]

    Diagnostic.objects.update(set_aside_at=timezone.now(), set_aside_reason="Salah")

    assert waits_for(client) == []


def test_log_form_folds_older_steps_and_leaves_them_as_they_are(client_of, yohanis, marthina, pairing):
    session = held_session(pairing)
    owner = pairing.participants.get(user=marthina)
    for n in range(5):
        ActionItem.objects.create(unit=pairing.unit, pairing=pairing, session=session, what=f"Langkah {n}", owner=owner)
    client = client_of(yohanis)
    address = f"{reverse('mentoring:phone_log')}?pasangan={pairing.pk}"

    content = client.get(address).content.decode()
    answer = client.post(address, fields(content))

    assert content.index("Langkah 2") < content.index("2 lainnya") < content.index("Langkah 3")
    assert answer.status_code == 302
    assert set(ActionItem.objects.values_list("state", flat=True)) == {"open"}
    assert Session.objects.get(sequence=2).log.no_new_action


def test_meeting_that_was_called_off_ahead_is_not_yet_behind(client_of, yohanis, pairing):
    off = SessionState.CANCELLED
    coming, gone = (
        planned_session(pairing, at, state=off, held_on=at.date())
        for at in (timezone.now() + timedelta(days=4), timezone.now() - timedelta(days=4))
    )

    content = page(client_of(yohanis), "phone_pairing", pairing.pk)

    assert f"/m/sesi/{gone.pk}/" in content
    assert f"/m/sesi/{coming.pk}/" not in content


def test_a_worker_that_has_not_changed_does_not_travel_again(client):
    first = client.get("/m/sw.js", headers={"accept-encoding": "gzip"})

    again = client.get("/m/sw.js", headers={"accept-encoding": "gzip", "if-none-match": first["ETag"]})

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
