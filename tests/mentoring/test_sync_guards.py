"""What nobody writes by raw SQL: items in another's name, decisions, affirmations, codes of the day."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.messages import kind_of
from accounts.models import OutboxMessage
from accounts.scoping import acting_as
from core.context import jobs_context
from mentoring.models import PairingParticipant, ParafCard, ParafTry, Session, SyncItem
from mentoring.rules.paraf import code_of
from tests.factories.mentoring import active_pairing, held_session

pytestmark = pytest.mark.django_db
BRING_IN = """
INSERT INTO mentoring_syncitem
    (unit_id, pairing_id, author_id, client_uuid, digest, state, cause, body, reason, received_at)
VALUES (%s, %s, %s, %s, '\\x01', 'held', 'rights', '', '', now())
"""


@pytest.fixture
def pairing(yohanis, marthina):
    return active_pairing(yohanis, marthina)


def run(by, sql, *values):
    """A statement under the database role of a person; how many rows it touched."""
    with acting_as(by), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount


def is_refused(by, sql, *values):
    try:
        return run(by, sql, *values) == 0
    except DatabaseError:
        return True


def send(client, pairing, client_id=None, **fields):
    words = {"date": timezone.localdate().isoformat(), "time": "00:05", "minutes": "60", "mode": "face_to_face"}
    words |= {"next": "unknown", "no_next_reason": "Menunggu kerja"} | fields
    item = {"client_id": client_id or str(uuid4()), "pairing": pairing.pk, "fields": words}
    answer = client.post("/api/v1/sync", json.dumps({"items": [item]}), content_type="application/json")
    return item, answer.json()["results"][0]


@pytest.fixture
def held(client_of, pairing, yohanis):
    """An item of a mentor who has left the pairing meanwhile."""
    PairingParticipant.objects.filter(user=yohanis).update(left_at=timezone.now())
    send(client_of(yohanis), pairing, goal="Naskah pidato")
    return SyncItem.objects.get()


def test_nobody_brings_in_an_item_in_anothers_name(pairing, yohanis, marthina, kornelis):
    place = [pairing.unit_id, pairing.pk]

    assert is_refused(kornelis, BRING_IN, *place, yohanis.pk, uuid4())
    assert is_refused(kornelis, BRING_IN, *place, kornelis.pk, uuid4())
    assert is_refused(marthina, BRING_IN, *place, yohanis.pk, uuid4())
    assert is_refused(marthina, BRING_IN, *place, marthina.pk, uuid4()), "a cadre logs nothing"
    with pytest.raises(DatabaseError), transaction.atomic(), jobs_context(), connection.cursor() as cursor:
        cursor.execute(BRING_IN, [*place, yohanis.pk, uuid4()])
    assert run(yohanis, BRING_IN, *place, yohanis.pk, uuid4()) == 1


def test_an_item_is_taken_in_as_the_session_of_its_author_and_key_alone(client_of, held, pairing, kornelis):
    other = held_session(pairing, timezone.localdate() - timedelta(days=3))
    take = """UPDATE mentoring_syncitem SET state = 'taken', session_id = %s, decided_by_id = %s, decided_at = now()
        WHERE id = %s"""

    assert is_refused(kornelis, take, other.pk, kornelis.pk, held.pk)
    assert is_refused(
        kornelis, take.replace("taken", "aside").replace("SET", "SET reason = 'x',"), other.pk, kornelis.pk, held.pk
    )
    assert client_of(kornelis).post(f"/sesi/tertahan/{held.pk}/terima/").status_code == 302
    held.refresh_from_db()
    assert (held.state, held.session.log.client_uuid) == ("taken", held.client_uuid)


def test_an_edited_item_waits_once_with_its_versions(client_of, held, pairing, yohanis, kornelis):
    mentor, office = client_of(yohanis), client_of(kornelis)
    key = str(held.client_uuid)

    _item, newer = send(mentor, pairing, key, goal="Naskah debat")
    _item, again = send(mentor, pairing, key, goal="Naskah pidato")

    assert (newer["code"], again["code"]) == ("held", "held")
    last = SyncItem.objects.get(state="held")
    assert SyncItem.objects.exclude(pk=last.pk).get().state == "older"
    message = OutboxMessage.objects.get(kind="sync.held")
    assert (message.subject, message.occasion) == (f"sync:{yohanis.pk}:{key}", "v0")
    with jobs_context():
        assert kind_of(message).still_wanted(message)
    queue = office.get("/sesi/tertahan/").content.decode()
    assert queue.count("/sesi/tertahan/") == queue.count(f"/sesi/tertahan/{last.pk}/") + queue.count(
        '"/sesi/tertahan/"'
    )
    assert office.get(message.payload["path"]).url == f"/sesi/tertahan/{last.pk}/"
    page = office.get(f"/sesi/tertahan/{last.pk}/").content.decode()
    assert "Naskah debat" in page
    assert "Naskah pidato" in page
    assert office.post(f"/sesi/tertahan/{held.pk}/terima/").url == f"/sesi/tertahan/{last.pk}/"

    office.post(f"/sesi/tertahan/{last.pk}/sisihkan/", {"reason": "Jelaskan dulu"})
    send(mentor, pairing, key, goal="Naskah debat terbuka")

    assert sorted(OutboxMessage.objects.filter(kind="sync.held").values_list("occasion", flat=True)) == ["v0", "v1"]


def test_only_its_author_replaces_what_waits(held, kornelis, marthina):
    older = "UPDATE mentoring_syncitem SET state = 'older' WHERE id = %s"

    assert is_refused(kornelis, older, held.pk)
    assert is_refused(marthina, older, held.pk)


def test_an_affirmation_is_his_own_and_comes_after_the_log(pairing, sari, yohanis, marthina):
    typed = held_session(pairing)
    Session.objects.filter(pk=typed.pk).update(source="paper", logged_by=sari, on_behalf_of=yohanis)
    columns = ", ".join(field.column for field in Session._meta.concrete_fields if field.name != "id")
    changed = columns.replace("affirmed_at", "now()").replace("client_uuid", "gen_random_uuid()")
    changed = changed.replace("sequence,", "sequence + 50,", 1).replace("started_at", "started_at - interval '1 day'")
    copy = f"INSERT INTO mentoring_session ({columns}) SELECT {changed} FROM mentoring_session WHERE id = %s"

    assert is_refused(sari, copy, typed.pk)
    assert run(sari, copy.replace("now()", "NULL"), typed.pk) == 1, "without the yes it is a log like any other"
    assert run(yohanis, "UPDATE mentoring_session SET affirmed_at = now() WHERE id = %s", typed.pk) == 1
    assert is_refused(sari, "UPDATE mentoring_session SET on_behalf_of_id = %s WHERE id = %s", marthina.pk, typed.pk)


def test_a_yes_by_code_rests_on_a_code_that_was_typed(client_of, pairing, yohanis, marthina):
    session, learner = held_session(pairing), pairing.participants.get(user=marthina)
    yes = """UPDATE mentoring_session SET state = 'acknowledged', acknowledged_via = 'code', acknowledged_at = now()
        WHERE id = %s"""

    assert is_refused(yohanis, yes, session.pk)
    Session.objects.filter(pk=session.pk).update(state="logged")
    client_of(yohanis).post(f"/m/sesi/{session.pk}/paraf/", {"code": code_of(learner.pk, 0, session.held_on)})
    session.refresh_from_db()
    assert (session.acknowledged_via, ParafTry.objects.get().participant) == ("code", learner)


def test_a_code_fits_a_learner_who_was_there_that_day_or_nobody(pairing, yohanis, marthina):
    session = held_session(pairing)
    foreign = held_session(active_pairing())
    learner, mentor = (pairing.participants.get(user=user) for user in (marthina, yohanis))
    typed = """INSERT INTO mentoring_paraftry (unit_id, pairing_id, session_id, participant_id, day, by_id, at)
        VALUES (%s, %s, %s, %s, %s, %s, now())"""
    day = session.held_on

    def fits(at, who, when):
        return not is_refused(yohanis, typed, pairing.unit_id, pairing.pk, at.pk, who, when, yohanis.pk)

    assert not fits(foreign, None, None)
    assert not fits(session, mentor.pk, day)
    assert not fits(session, learner.pk, day - timedelta(days=1))
    session.attendance.filter(participant=learner).update(status="excused")
    assert not fits(session, learner.pk, day)
    session.attendance.filter(participant=learner).update(status="late")
    assert fits(session, None, None)
    assert fits(session, learner.pk, day)


def test_a_series_of_codes_never_falls_back(deed, client_of, pairing, marthina, yohanis, sari):
    address = f"/m/pasangan/{pairing.pk}/paraf/"
    for _ in range(2):
        client_of(marthina).post(address)
    card = ParafCard.objects.get()
    change = "UPDATE mentoring_parafcard SET serial = %s, issued_by_id = %s WHERE id = %s"

    assert card.serial == 2
    assert all(is_refused(marthina, change, serial, marthina.pk, card.pk) for serial in (0, 1, 4))
    assert is_refused(marthina, change, 3, sari.pk, card.pk)
    assert is_refused(sari, "UPDATE mentoring_parafcard SET serial = 0 WHERE id = %s", card.pk)
    assert is_refused(
        marthina,
        "UPDATE mentoring_parafcard SET participant_id = %s WHERE id = %s",
        pairing.participants.get(user=yohanis).pk,
        card.pk,
    )
    assert run(marthina, change, 3, marthina.pk, card.pk) == 1


def test_sheets_are_numbered_a_few_at_a_time(pairing, sari):
    assert run(sari, "UPDATE mentoring_pairing SET sheets = 8 WHERE id = %s", pairing.pk) == 1
    assert is_refused(sari, "UPDATE mentoring_pairing SET sheets = 32767 WHERE id = %s", pairing.pk)
