import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kaderisasi.demo.cast import Cast
from mentoring.enums import Format, PairingState, Phase
from mentoring.models import Pairing
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db(databases=["default", "owner"], transaction=True)


def seed(**options):
    answer = StringIO()
    call_command("seed_demo", json=True, stdout=answer, **options)
    return json.loads(answer.getvalue())


def test_seed_demo_tells_the_whole_story_once(demo):
    first = seed()
    second = seed()

    assert first == second
    assert first["counts"]["cadres"] >= 300
    assert first["counts"]["pairings"] >= 60
    assert first["counts"]["sessions_held"] >= 500
    assert set(Pairing.objects.values_list("phase", flat=True)) == set(Phase)
    assert set(Pairing.objects.values_list("format", flat=True)) == set(Format)
    assert set(Pairing.objects.values_list("state", flat=True)) >= {
        PairingState.OFFERED,
        PairingState.ACCEPTED,
        PairingState.ACTIVE,
        PairingState.PAUSED,
        PairingState.COMPLETED,
        PairingState.DECLINED,
        PairingState.ENDED_EARLY,
    }
    logins = {account["login"] for account in first["accounts"]}
    assert logins >= {
        f"{name}@contoh.test"
        for name in (
            "sekretariat.96.71",
            "mentor.1.96.71",
            "pimpinan.96",
            "koordinator.96.71",
            "kader.1.96.71",
            "admin",
        )
    }


def test_a_cast_marks_texts_only_when_asked():
    assert Cast().mark("Bicara") == "Bicara"
    assert Cast(canary=True).mark("Bicara") != Cast(canary=True, serial=1).mark("Bicara") != "Bicara"


def test_seed_demo_with_canaries_marks_every_person_and_note(demo):
    answer = seed(canary=True)

    texts = [canary["text"] for canary in answer["canaries"] if canary["kind"] != "member.phone"]
    assert len(texts) == len(set(texts)) > 1_000
    kinds = {canary["kind"] for canary in answer["canaries"]}
    assert kinds == {
        "member.name",
        "member.address",
        "member.birthplace",
        "member.phone",
        "member.nik",
        "mentor.note",
        "log.goal",
        "log.reality",
        "log.options",
        "log.will",
        "action.what",
        "level.talk_note",
        "level.evidence",
        "plan.statement",
        "plan.outcome_note",
        "agreement.purpose",
        "agreement.rhythm",
        "evidence.note",
        "closure.gains",
        "closure.unfinished",
        "transition.reason",
        "session_transition.reason",
        "session.place",
        "programme.name",
        "goal.statement",
        "note.body",
    }
    assert all(len(c["visible_to"]) == 1 for c in answer["canaries"] if c["kind"] == "note.body")


def test_seed_demo_leaves_a_real_database_alone():
    UserFactory.create()

    with pytest.raises(CommandError):
        seed()
