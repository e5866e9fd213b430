"""Who was there, person by person: present, late, excused or absent (DOMAIN §7.3)."""

import json
from uuid import uuid4

import pytest
from django.utils import timezone

from mentoring.entries import LogEntry
from mentoring.enums import Format
from mentoring.models import SessionAttendance
from mentoring.rules.paraf import code_of
from mentoring.selectors.sync import in_words
from mentoring.services.pairings import own_participant
from tests.factories.cadres import MemberFactory
from tests.factories.mentoring import mentor_of, pairing_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(yohanis, marthina):
    """Yohanis mentors a group of three."""
    others = [MemberFactory.create(full_name=name) for name in ("Dorkas", "Elias")]
    mentor_of(yohanis.member)
    return pairing_of(marthina.member, *others, mentor=yohanis.member, format=Format.GROUP)


def item(group, **fields):
    words = {"date": timezone.localdate().isoformat(), "time": "00:05", "minutes": "60", "mode": "face_to_face"}
    words |= {"next": "unknown", "no_next_reason": "Menunggu kerja"} | fields
    return {"client_id": str(uuid4()), "pairing": group.pk, "fields": words}


def send(client, sent):
    answer = client.post("/api/v1/sync", json.dumps({"items": [sent]}), content_type="application/json")
    return answer.json()["results"][0]


def kept():
    rows = SessionAttendance.objects.order_by("participant")
    return {row.participant.name.split()[0]: row.status for row in rows.select_related("participant")}


def test_page_asks_of_everybody_and_keeps_what_was_said(client_of, group, yohanis):
    client, path = client_of(yohanis), f"/m/catat/?pasangan={group.pk}"
    form = client.get(path).context["form"]
    assert len(form.attendances()) == 4
    people = {person.name.split()[0]: f"here_{person.pk}" for person in group.participants.all()}
    words = {name: form[name].value() for name in ("client_uuid", "when", "time", "minutes", "mode")}
    words |= {"next": "unknown", "no_next_reason": "Panen"}

    sent = client.post(
        path, words | {people["Marthina"]: "late", people["Dorkas"]: "excused", people["Elias"]: "absent"}
    )

    assert sent.status_code == 302
    assert kept() == {"Yohanis": "present", "Marthina": "late", "Dorkas": "excused", "Elias": "absent"}
    session = group.sessions.get(state="logged")
    assert "Dorkas: izin" in " ".join(client.get(f"/m/sesi/{session.pk}/").content.decode().split())


def test_a_phone_with_a_page_of_before_tells_who_was_present(client_of, group, yohanis):
    there = [str(person.pk) for person in group.participants.all() if person.name != "Elias"]

    assert send(client_of(yohanis), item(group, present=there))["code"] == "stored"

    assert kept()["Elias"] == "absent"
    assert set(kept().values()) == {"present", "absent"}


def test_nobody_there_is_no_session(client_of, group, yohanis):
    away = {f"here_{person.pk}": "excused" for person in group.participants.exclude(role="mentor")}

    answer = send(client_of(yohanis), item(group, **away))

    assert (answer["code"], "Paling sedikit seorang kader hadir." in str(answer["errors"])) == ("refused", True)


def test_the_code_of_one_who_was_excused_is_no_yes(client_of, group, yohanis, marthina):
    learner = own_participant(group, marthina)
    log = item(group, **{f"here_{learner.pk}": "excused"})
    yes = {"kind": "paraf", "client_id": str(uuid4()), "pairing": group.pk}
    yes["fields"] = {"of": log["client_id"], "code": code_of(learner.pk, 0, timezone.localdate())}
    send(client_of(yohanis), log)

    assert send(client_of(yohanis), yes)["code"] == "refused"


def test_two_versions_tell_who_was_late(group, yohanis):
    learner = group.participants.get(name="Elias")
    entry = LogEntry(start=timezone.now(), minutes=60, attendance={learner.pk: "late"}, no_next_reason="-")

    words = in_words(entry, "Asia/Jayapura", {learner.pk: "Elias"})

    assert words["attendance"] == ("Kehadiran", "Elias (terlambat)")
