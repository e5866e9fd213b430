"""The phone's door: what is sent is kept once, whatever fails, and never lost (TRUST REL-02…08)."""

import json
import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.messages import kind_of
from accounts.models import Assignment, OutboxMessage
from core.context import jobs_context
from mentoring import intake
from mentoring.enums import PairingState, SessionState, SyncState
from mentoring.models import Pairing, PairingParticipant, ParafTry, PrivateNote, Session, SessionLog, SyncItem, SyncNote
from mentoring.rules.paraf import code_of
from tests.factories.mentoring import active_pairing, held_session, planned_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def pairing(yohanis, marthina):
    return active_pairing(yohanis, marthina)


def log(pairing, *, ago=0, **fields):
    """An item as a phone sends it: a log of a meeting `ago` days before today, shortly after midnight."""
    words = {
        "date": (timezone.localdate() - timedelta(days=ago)).isoformat(),
        "time": "00:05",
        "minutes": "60",
        "mode": "face_to_face",
        "next": "unknown",
        "no_next_reason": "Menunggu jadwal kerja",
        "what_1": "Kunjungi 20 rumah",
    }
    return {
        "client_id": str(uuid4()),
        "pairing": pairing.pk,
        "recorded_at": timezone.now().isoformat(),
        "fields": words | fields,
    }


def send(client, *items, status=200):
    """The results of a batch."""
    response = client.post("/api/v1/sync", json.dumps({"items": items}), content_type="application/json")
    assert response.status_code == status, response.content
    return response.json().get("results", response.json())


def told(results):
    return [(each["status"], each["code"], each["kept"]) for each in results]


STORED = (200, "stored", True)


def test_a_log_sent_again_is_the_same_session_whatever_has_changed_since(client_of, pairing, yohanis):
    client, item = client_of(yohanis), log(pairing)

    first = send(client, item)
    PairingParticipant.objects.exclude(user=yohanis).update(left_at=timezone.now())
    again = send(client, item, item)

    assert told(first) == [STORED]
    assert again == [*first, *first]
    assert (Session.objects.count(), SessionLog.objects.count(), SyncItem.objects.count()) == (1, 1, 1)


def test_fifty_items_of_which_some_are_poison_keep_the_rest(client_of, pairing, yohanis):
    good = [log(pairing, ago=n % 20, time=f"{n // 20:02d}:05") for n in range(6)]
    bad = [
        {"client_id": "x"},
        "text",
        log(pairing, minutes="61"),
        log(pairing, place="\ud800"),
        log(pairing, place="a\0b"),
        log(pairing, date="0000-99-99"),
        {**log(pairing), "pairing": 2**70},
        {**log(pairing), "fields": {"minutes": {"a": 1}}},
    ]

    results = send(
        client_of(yohanis),
        *[item for pair in zip(bad, [*good, log(pairing, ago=7), log(pairing, ago=8)], strict=True) for item in pair],
    )

    assert [each["status"] for each in results[::2]] == [422] * 8
    assert told(results[1::2]) == [STORED] * 8
    assert Session.objects.count() == 8


def test_a_poison_item_that_breaks_the_code_breaks_alone(client_of, pairing, yohanis, monkeypatch):
    real, poison, good = intake.session_log, log(pairing, place="racun"), log(pairing, ago=1)

    def breaks(**arguments):
        session = real(**arguments)
        if arguments["entry"].place == "racun":
            raise ZeroDivisionError
        return session

    monkeypatch.setattr(intake, "session_log", breaks)
    assert told(send(client_of(yohanis), poison, good)) == [(500, "try_again", False), STORED]
    assert [row.place for row in Session.objects.all()] == [""], "nothing of it stays"

    monkeypatch.undo()
    assert told(send(client_of(yohanis), poison, good)) == [STORED, STORED]
    assert Session.objects.count() == 2


def test_another_body_under_the_same_key_keeps_both_and_the_writer_chooses(client_of, pairing, yohanis, kornelis):
    client, item = client_of(yohanis), log(pairing, goal="Satu", place="Klasabi")
    other = item | {
        "fields": item["fields"] | {"goal": "Dua", "place": "Remu", "what_1": "Naskah", "private_note": "R"}
    }
    send(client, item)

    (result,) = send(client, other)

    assert (result["status"], result["code"], result["kept"], result["stored"]["goal"]) == (
        409,
        "conflict",
        True,
        "Satu",
    )
    assert send(client, other) == [result], "the same again is the same version"
    assert SyncItem.objects.filter(state=SyncState.CONFLICT).count() == 1
    box = client.get("/m/kotak/").content.decode()
    assert result["url"] in box
    page = client.get(result["url"]).content.decode()
    for words in ("Satu", "Dua", "Klasabi", "Remu", "Naskah"):
        assert words in page
    assert client_of(kornelis).get(result["url"]).status_code == 403
    choice = {"keep": "each", "goal": "sent", "place": "stored", "new_actions": "sent", "private_note": "sent"}
    assert client.post(result["url"], choice).status_code == 302
    stored = SessionLog.objects.get()
    assert (stored.goal, stored.session.place) == ("Dua", "Klasabi")
    assert set(stored.session.actions.values_list("what", flat=True)) == {"Kunjungi 20 rumah", "Naskah"}
    assert PrivateNote.objects.get().body == "R"
    assert client.get(result["url"]).status_code == 404
    assert told(send(client, other)) == [(200, "settled", True)]


def test_what_a_cadre_has_acknowledged_keeps_its_words(client_of, pairing, yohanis, marthina):
    client, item = client_of(yohanis), log(pairing, goal="Satu")
    send(client, item)
    session = Session.objects.get()
    client_of(marthina).post(f"/m/sesi/{session.pk}/tanggapi/")
    (result,) = send(client, item | {"fields": item["fields"] | {"goal": "Dua"}})

    refused = client.post(result["url"], {"keep": "all_sent"})
    kept = client.post(result["url"], {"keep": "all_stored"})

    assert (refused.status_code, kept.status_code) == (422, 302)
    assert "sudah ditanggapi" in refused.content.decode()
    assert SessionLog.objects.get().goal == "Satu"


def test_a_peer_changes_no_words_of_another(client_of, pairing, yohanis, marthina):
    Pairing.objects.filter(pk=pairing.pk).update(format="circle")
    pairing.participants.update(role="peer")
    send(client_of(yohanis), log(pairing, goal="Kata Yohanis"))
    client = client_of(marthina)
    (result,) = send(client, log(pairing, goal="Kata Marthina"))

    refused = client.post(result["url"], {"keep": "all_sent"})
    kept = client.post(result["url"], {"keep": "all_stored"})

    assert (refused.status_code, kept.status_code) == (422, 302)
    assert "diubah oleh yang menulisnya" in refused.content.decode()
    assert SessionLog.objects.get().goal == "Kata Yohanis"


def test_a_meeting_that_another_has_logged_becomes_two_versions(client_of, pairing, yohanis):
    planned = planned_session(pairing, timezone.now())
    client, first = client_of(yohanis), log(pairing)
    send(client, first)
    Session.objects.filter(pk=planned.pk).update(client_uuid=uuid4())

    (same_hour,) = send(client, log(pairing, goal="Lain"))
    (same_plan,) = send(client, log(pairing, time="00:06") | {"session": planned.pk})

    assert (same_hour["code"], same_plan["code"]) == ("conflict", "conflict")
    assert Session.objects.count() == 1


def test_what_the_page_has_sent_and_the_phone_sends_again_is_one_log(client_of, pairing, yohanis):
    planned = planned_session(pairing, timezone.now())
    client, item = client_of(yohanis), log(pairing, goal="Satu\r\nDua", private_note="Catatan")
    page = item["fields"] | {"client_uuid": item["client_id"], "when": "other"}
    assert client.post(f"/m/catat/?sesi={planned.pk}", page).status_code == 302

    words = item["fields"] | {"goal": "Satu\nDua"}
    again, changed = send(
        client,
        item | {"session": planned.pk, "fields": words},
        item | {"session": planned.pk, "fields": words | {"goal": "Lain"}},
    )

    assert (again["code"], changed["code"]) == ("stored", "conflict")
    assert (SessionLog.objects.count(), PrivateNote.objects.count()) == (1, 1)


def test_rights_lost_meanwhile_hold_the_item_for_the_coordinator(client_of, pairing, yohanis, kornelis, sari, dewi):
    client, item = client_of(yohanis), log(pairing, goal="Sebelum diganti", private_note="RAHASIA")
    mine = pairing.participants.get(user=yohanis)
    PairingParticipant.objects.filter(pk=mine.pk).update(left_at=timezone.now())
    Assignment.objects.filter(user=yohanis).update(ends_on=timezone.localdate() - timedelta(days=1))

    (result,) = send(client, item)

    assert (result["status"], result["code"], result["cause"], result["kept"]) == (202, "held", "rights", True)
    assert send(client, item) == [result]
    held, note = SyncItem.objects.get(), SyncNote.objects.get()
    told_to = OutboxMessage.objects.get(kind="sync.held")
    assert told_to.recipient == pairing.programme.coordinator
    assert told_to.payload["path"] == f"/sesi/tertahan/{held.pk}/"
    with jobs_context():
        assert kind_of(told_to).still_wanted(told_to)
    assert note.body == "RAHASIA"
    office = client_of(kornelis)
    page = office.get(f"/sesi/tertahan/{held.pk}/").content.decode()
    assert "Sebelum diganti" in page
    assert "RAHASIA" not in page
    assert f"/sesi/tertahan/{held.pk}/" in office.get("/sesi/tertahan/").content.decode()
    assert [client_of(user).get("/sesi/tertahan/").status_code for user in (sari, dewi)] == [403, 403]

    assert office.post(f"/sesi/tertahan/{held.pk}/sisihkan/", {"reason": ""}).status_code == 422
    assert office.post(f"/sesi/tertahan/{held.pk}/sisihkan/", {"reason": "Tunggu penjelasan"}).status_code == 302
    assert send(client, item)[0]["code"] == "set_aside"
    with jobs_context():
        assert not kind_of(told_to).still_wanted(told_to)
    taken = office.post(f"/sesi/tertahan/{held.pk}/terima/")

    session = Session.objects.get()
    assert (taken.status_code, taken.url) == (302, session.get_absolute_url())
    assert (session.log.author, session.logged_by, session.source) == (yohanis, yohanis, "own")
    assert (PrivateNote.objects.get().author, SyncNote.objects.count()) == (yohanis, 0)
    assert told(send(client, item)) == [STORED]


def test_late_and_after_the_end_is_the_coordinators(client_of, pairing, yohanis, kornelis):
    pairing.offered_at = timezone.now() - timedelta(days=200)
    pairing.save()
    client = client_of(yohanis)

    late, older = send(client, log(pairing, ago=40), log(pairing, ago=100))

    assert (late["code"], late["cause"], older["code"], older["kept"]) == ("held", "late", "invalid", False)
    held = SyncItem.objects.get()
    assert client_of(kornelis).post(f"/sesi/tertahan/{held.pk}/terima/").status_code == 302
    assert Session.objects.get().backdated
    pairing.refresh_from_db()
    pairing.state, pairing.ended_on = PairingState.ENDED_EARLY, timezone.localdate() - timedelta(days=5)
    pairing.save()

    before, after = send(client, log(pairing, ago=6), log(pairing, ago=1))

    assert (before["code"], after["code"], after["cause"]) == ("stored", "held", "ended")


@pytest.mark.parametrize("years", [-5, 5])
def test_a_phone_whose_clock_is_wrong_loses_and_reorders_nothing(client_of, pairing, yohanis, years):
    clock = timezone.now() + timedelta(days=365 * years)

    results = send(client_of(yohanis), log(pairing) | {"recorded_at": clock.isoformat()})

    session = Session.objects.get()
    assert told(results) == [STORED]
    assert session.recorded_at == clock
    assert abs(session.received_at - timezone.now()) < timedelta(minutes=1)
    assert session.held_on == timezone.localdate()


def test_foreign_pairings_and_keys_read_as_unknown(client_of, pairing, yohanis):
    foreign = active_pairing()
    theirs = held_session(foreign)

    results = send(
        client_of(yohanis),
        log(foreign),
        {**log(pairing), "pairing": 10**9},
        log(pairing) | {"client_id": str(theirs.log.client_uuid)},
    )

    assert told(results) == [(404, "unknown_pairing", False)] * 2 + [STORED]


def test_signed_out_and_stale_tokens_answer_in_json_and_go_on(pairing, yohanis):
    client, item = Client(enforce_csrf_checks=True), log(pairing)
    client.force_login(yohanis)
    body = {"data": json.dumps({"items": [item]}), "content_type": "application/json"}

    stale = client.post("/api/v1/sync", **body, headers={"X-CSRFToken": "x" * 64})
    fresh = stale.json()["csrf_token"]
    stored = client.post("/api/v1/sync", **body, headers={"X-CSRFToken": fresh})
    client.logout()
    strangers = [Client(), Client(enforce_csrf_checks=True)]
    out = [Client().get("/api/v1/bundle"), *(each.post("/api/v1/sync", **body) for each in strangers)]

    assert (stale.status_code, stale.json()["code"]) == (403, "csrf")
    assert told(stored.json()["results"]) == [STORED]
    assert [(each.status_code, each.json()["code"]) for each in out] == [(401, "login_required")] * 3
    assert out[0].json()["login_url"] == "/masuk/"
    assert not any(each.cookies for each in out)  # else the form to sign in would lose its own
    assert {each["Cache-Control"] for each in (stale, stored, *out)} == {"no-store, private"}


def test_too_much_at_once_is_told_before_it_is_read(client_of, pairing, yohanis):
    client = client_of(yohanis)
    batch = {"content_type": "application/json"}

    answers = [
        client.post("/api/v1/sync", json.dumps({"items": [{}] * 51}), **batch),
        client.post("/api/v1/sync", json.dumps({"items": [{"x": "y" * 530_000}]}), **batch),
        client.post("/api/v1/sync", "{", **batch),
        client.post("/api/v1/sync", "[" * 100_000, **batch),
        client.post("/api/v1/sync", json.dumps({"item": 1}), **batch),
        client.post("/api/v1/sync", {"items": "x"}),
    ]

    assert [(each.status_code, each.json()["code"]) for each in answers] == [
        (413, "too_many"),
        (413, "too_large"),
        (400, "not_json"),
        (400, "not_json"),
        (422, "no_items"),
        (415, "not_json"),
    ]


def test_too_often_says_when_again(client_of, pairing, yohanis, monkeypatch):
    monkeypatch.setattr("mentoring.views.api.BATCHES", 1)
    client = client_of(yohanis)
    send(client)

    response = client.post("/api/v1/sync", json.dumps({"items": []}), content_type="application/json")

    assert (response.status_code, response.json()["code"]) == (429, "too_often")
    assert 1 <= int(response["Retry-After"]) <= 60


def test_the_private_note_of_what_waits_is_its_authors_alone(client_of, deed, pairing, yohanis, marthina, kornelis):
    client, item = client_of(yohanis), log(pairing, private_note="RAHASIA")
    send(client, item)
    send(client, item | {"fields": item["fields"] | {"private_note": "LAIN", "goal": "x"}})

    seen = {
        user.full_name: deed(lambda by: (SyncNote.objects.count(), SyncItem.objects.count()), by=user)
        for user in (yohanis, marthina, kornelis)
    }

    assert list(seen.values()) == [(1, 2), (0, 0), (0, 2)]


def test_the_database_keeps_words_and_decisions(client_of, deed, pairing, yohanis, kornelis):
    client, item = client_of(yohanis), log(pairing)
    PairingParticipant.objects.filter(user=yohanis).update(left_at=timezone.now())
    send(client, item)
    held = SyncItem.objects.get()

    def write(by, **changes):
        with transaction.atomic():
            SyncItem.objects.filter(pk=held.pk).update(**changes)

    decided = {"state": "aside", "reason": "x", "decided_at": timezone.now()}
    for by, changes in (
        (kornelis, {"body": "lain"}),
        (kornelis, decided | {"decided_by": yohanis}),
        (kornelis, {"state": "settled", "decided_by": kornelis, "decided_at": timezone.now(), "cause": ""}),
    ):
        with pytest.raises(DatabaseError):
            deed(write, by=by, **changes)
    deed(write, by=yohanis, **decided | {"decided_by": yohanis})
    held.refresh_from_db()
    assert held.state == SyncState.HELD, "he has left, and writes nothing there"
    with pytest.raises(DatabaseError):
        deed(lambda by: SyncItem.objects.filter(pk=held.pk).delete(), by=kornelis)


# Bundle


def bundle(client, since=""):
    response = client.get("/api/v1/bundle", {"since": since})
    assert response.status_code == 200, response.content
    return response.json()


def test_bundle_brings_only_what_changed(client_of, pairing, yohanis, marthina):
    client, other = client_of(yohanis), active_pairing(yohanis)
    first = bundle(client)
    assert sorted(each["id"] for each in first["pairings"]) == sorted([pairing.pk, other.pk])
    assert {field["name"] for field in first["form"]["fields"]} >= {"date", "minutes", "mode", "topics", "private_note"}

    nothing = bundle(client, first["token"])
    send(client, log(pairing))
    one = bundle(client, nothing["token"])
    PairingParticipant.objects.filter(pairing=other, user=yohanis).update(left_at=timezone.now())
    less = bundle(client, one["token"])

    assert (nothing["pairings"], nothing["gone"], nothing["form"]) == ([], [], None)
    (changed,) = one["pairings"]
    assert (changed["id"], changed["next_sequence"]) == (pairing.pk, 2)
    assert [each["what"] for each in changed["actions"]] == ["Kunjungi 20 rumah"]
    assert (less["pairings"], less["gone"]) == ([], [other.pk])
    assert bundle(client_of(marthina), first["token"])["form"] is not None, "another's token is none"
    assert len(bundle(client, "rusak")["pairings"]) == 1


def test_bundle_carries_names_and_no_more_of_anybody(client_of, pairing, yohanis, marthina):
    member = marthina.member
    member.phone, member.address = "+6281234567890", "Jalan Rahasia 7"
    member.save()

    response = client_of(yohanis).get("/api/v1/bundle")

    text = response.content.decode()
    assert "Marthina Sagrim" in text
    assert not [word for word in ("81234567890", "Rahasia", member.nik_last4 or "9999", marthina.email) if word in text]
    assert response["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("count", [1, 3])
def test_bundle_costs_the_same_for_one_and_three_mentees(client_of, yohanis, count_queries, count):
    for _ in range(count):
        held_session(active_pairing(yohanis))
    client = client_of(yohanis)
    bundle(client)

    with count_queries() as spent:
        bundle(client)

    assert spent() == 15


def test_an_office_alone_has_no_bundle(client_of, sari):
    response = client_of(sari).get("/api/v1/bundle")

    assert (response.status_code, response.json()["code"]) == (403, "no_role")


# The description


def fits(value, schema, root, where="$"):
    """What of a value does not fit an OpenAPI schema, as far as ours go."""
    if "$ref" in schema:
        return fits(value, root["components"]["schemas"][schema["$ref"].split("/")[-1]], root, where)
    if "anyOf" in schema:
        tried = [fits(value, each, root, where) for each in schema["anyOf"]]
        return [] if [] in tried else tried[0]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{where}: {value!r}"]
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
    if "type" in schema and (type(value) is not kinds[schema["type"]]):
        return [f"{where}: {type(value).__name__}"]
    if isinstance(value, list):
        return [fault for n, each in enumerate(value) for fault in fits(each, schema["items"], root, f"{where}[{n}]")]
    if not isinstance(value, dict):
        return []
    known, more = schema.get("properties", {}), schema.get("additionalProperties", True)
    faults = [f"{where}.{name} is missing" for name in schema.get("required", []) if name not in value]
    for name, each in value.items():
        if name in known:
            faults += fits(each, known[name], root, f"{where}.{name}")
        elif more is False:
            faults.append(f"{where}.{name} is not described")
        elif isinstance(more, dict):
            faults += fits(each, more, root, f"{where}.{name}")
    return faults


def test_the_description_is_what_the_door_answers(client_of, pairing, yohanis):
    planned_session(pairing)
    client, document = client_of(yohanis), Client().get("/api/v1/openapi.json").json()
    schemas, item = document["components"]["schemas"], log(pairing, private_note="x")
    other = item | {"fields": item["fields"] | {"goal": "Dua"}}
    late = log(pairing, ago=35)
    pairing.offered_at = timezone.now() - timedelta(days=90)
    pairing.save()
    assert fits({"items": [item, other]}, schemas["Batch"], document) == []

    sent = client.post(
        "/api/v1/sync",
        json.dumps({"items": [item, other, late, {}, log(pairing, mode="x")]}),
        content_type="application/json",
    )

    assert [each["status"] for each in sent.json()["results"]] == [200, 409, 202, 422, 422]
    assert fits(sent.json(), schemas["Results"], document) == []
    assert fits(bundle(client), schemas["Bundle"], document) == []
    assert fits(Client().get("/api/v1/bundle").json(), schemas["Problem"], document) == []
    assert document["openapi"] == "3.1.0"
    assert Session.objects.filter(state=SessionState.LOGGED).count() == 1


# A learner's yes by code


def code_for(pairing, user, day=None, serial=0):
    """What a learner reads from his list."""
    return code_of(pairing.participants.get(user=user).pk, serial, day or timezone.localdate())


def paraf(pairing, of, code):
    return {
        "client_id": str(uuid4()),
        "kind": "paraf",
        "pairing": pairing.pk,
        "fields": {"of": of["client_id"], "code": code},
    }


def test_a_code_of_the_day_sent_after_its_log_is_the_cadres_yes(client_of, pairing, yohanis, marthina):
    client, item = client_of(yohanis), log(pairing)
    code = code_for(pairing, marthina)
    assert code in client_of(marthina).get(f"/m/pasangan/{pairing.pk}/paraf/").content.decode()
    assert bundle(client_of(marthina))["pairings"][0]["codes"][timezone.localdate().isoformat()] == code
    assert "codes" not in bundle(client)["pairings"][0], "the mentor carries none"
    yes = paraf(pairing, item, code)

    early, *results = send(client, paraf(pairing, item, code), item, yes, yes)

    session = Session.objects.get()
    assert early["code"] == "no_session"
    assert told(results) == [STORED] * 3
    assert (session.state, session.acknowledged_via) == (SessionState.ACKNOWLEDGED, "code")


def test_codes_that_are_guessed_swapped_replayed_old_or_void_are_refused(client_of, pairing, yohanis, marthina):
    client, other = client_of(yohanis), active_pairing(yohanis)
    theirs = other.participants.get(role="mentee").user
    pairing.offered_at = timezone.now() - timedelta(days=80)
    pairing.save()
    first, second, yesterday, old = log(pairing), log(pairing, time="00:06"), log(pairing, ago=1), log(pairing, ago=29)
    send(client, first, second, yesterday, old)
    today = timezone.localdate()
    used = code_for(pairing, marthina)
    tries = [
        paraf(pairing, first, code_for(other, theirs)),
        paraf(pairing, first, code_for(pairing, marthina, today - timedelta(days=1))),
        paraf(pairing, first, used),
        paraf(pairing, second, used),
    ]

    results = [each["code"] for each in send(client, *tries)]

    assert results == ["refused", "refused", "stored", "refused"]
    ParafTry.objects.filter(participant=None).update(at=timezone.now() - timedelta(days=2))
    Session.objects.filter(log__client_uuid=old["client_id"]).update(held_on=today - timedelta(days=31))
    (late,) = send(client, paraf(pairing, old, code_for(pairing, marthina, today - timedelta(days=31))))
    assert late["code"] == "refused"
    before = code_for(pairing, marthina, today - timedelta(days=1))
    client_of(marthina).post(f"/m/pasangan/{pairing.pk}/paraf/")
    (void,) = send(client, paraf(pairing, yesterday, before))
    assert void["code"] == "refused"
    wrong = [paraf(pairing, yesterday, f"{n:06d}") for n in range(4)]
    assert {each["code"] for each in send(client, *wrong)} == {"refused"}
    fits = paraf(pairing, yesterday, code_for(pairing, marthina, today - timedelta(days=1), serial=1))
    (closed,) = send(client, fits)
    assert (closed["code"], "Terlalu banyak" in closed["message"]) == ("refused", True)
    assert Session.objects.filter(state=SessionState.ACKNOWLEDGED).count() == 1


def test_a_code_counts_once_in_the_database(pairing, yohanis, marthina):
    learner, session = pairing.participants.get(user=marthina), held_session(pairing)
    words = {"unit": pairing.unit, "pairing": pairing, "session": session, "by": yohanis}
    ParafTry.objects.create(**words, participant=learner, day=session.held_on)

    with pytest.raises(DatabaseError), transaction.atomic():
        ParafTry.objects.create(**words, participant=learner, day=session.held_on)


def test_mentor_types_the_code_on_the_page_of_the_session(client_of, pairing, yohanis, marthina):
    session = held_session(pairing)
    client, address = client_of(yohanis), f"/m/sesi/{session.pk}/paraf/"
    assert address in client.get(f"/m/sesi/{session.pk}/").content.decode()

    wrong = client.post(address, {"code": "1"})
    right = client.post(address, {"code": code_for(pairing, marthina, session.held_on)})

    session.refresh_from_db()
    assert (wrong.status_code, right.status_code, session.acknowledged_via) == (422, 302, "code")


@pytest.mark.django_db(transaction=True)
def test_two_devices_that_send_the_same_at_once_make_each_session_once(client_of):
    pairing = active_pairing()
    mentor = pairing.participants.get(role="mentor").user
    other = active_pairing(mentor)
    items = [log(pairing), log(other), log(pairing, ago=1), log(other, ago=1)]
    clients, start, answers = [client_of(mentor) for _ in range(2)], threading.Barrier(2), []

    def post(client, batch):
        try:
            start.wait()
            answers.append(told(send(client, *batch)))
        finally:
            connection.close()

    threads = [threading.Thread(target=post, args=pair) for pair in zip(clients, (items, items[::-1]), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [[STORED] * 4] * 2
    assert (Session.objects.count(), SyncItem.objects.count()) == (4, 4)
