"""What a new mentor gets to read, field by field: never private notes, rapport talks, or reports (DOMAIN §7.6)."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from accounts.enums import Role
from accounts.scoping import acting_as
from mentoring.enums import Answer, EvidenceKind, ParticipantRole
from mentoring.models import ClosureForm, PairingParticipant, PhaseEvidence, PrivateNote
from mentoring.selectors.handover import PASSES
from mentoring.services.concerns import concern_add, concern_file
from mentoring.services.handover import handover_make
from mentoring.services.pairings import pairing_end
from mentoring.services.relations import exit_tell
from tests.factories.cadres import member_user
from tests.factories.mentoring import active_pairing, held_session, mentor_of

pytestmark = pytest.mark.django_db
LOG = {"goal": "Rahasia-tujuan", "reality": "Rahasia-keadaan", "options": "Rahasia-pilihan", "will": "Rahasia-langkah"}
NOTE, TALK = "Rahasia-catatan pribadi", "Rahasia-bicara terpisah"
REPORT, MORE = "Rahasia-laporan panjang", "Rahasia-tambahan"
OURS = ("mentoring", "partnerships", "evaluations", "accounts", "cadres")


@pytest.fixture
def relation(yohanis, marthina, kornelis) -> Any:
    """A pairing in which everything that must stay was written."""
    pairing = active_pairing(yohanis, marthina)
    session = held_session(pairing, log=LOG)
    PrivateNote.objects.create(session=session, author=yohanis, body=NOTE)
    common = {"unit": pairing.unit, "pairing": pairing}
    PhaseEvidence.objects.create(**common, kind=EvidenceKind.COORDINATOR_TALK, note=TALK, recorded_by=kornelis)
    with acting_as(marthina):
        concern = concern_file(by=marthina, category="labour", text=REPORT)
        concern_add(by=marthina, concern=concern, text=MORE)
    pairing.last_session = session
    return pairing


def is_open(table: str) -> bool:
    """Whether the present role may ask the table at all."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, 'SELECT')", [table])
        return bool(cursor.fetchone()[0])


def readable(user: Any) -> Iterator[tuple[str, str, Any]]:
    """Every field of every row that the database alone shows to a user: model, field, value; history included."""
    with acting_as(user):
        for model in apps.get_models():
            if model._meta.app_label in OURS and is_open(model._meta.db_table):
                for row in model._base_manager.all():
                    for field in model._meta.concrete_fields:
                        yield model._meta.label, field.name, getattr(row, field.attname)


def test_a_new_relation_begins_without_anything_of_the_one_before(relation, marthina, kornelis, deed, client_of):
    deed(pairing_end, by=kornelis, pairing=relation, reason="Mentor pindah kota", rematch=True)
    successor = member_user(Role.MENTOR, full_name="Mentor Baru")
    fresh = active_pairing(successor, marthina, programme=relation.programme)

    seen = list(readable(successor))
    page = client_of(successor).get(reverse("mentoring:phone_pairing", args=[fresh.pk])).content.decode()

    assert ("mentoring.Pairing", "id", fresh.pk) in seen
    assert [(model, name) for model, name, value in seen if "Rahasia-" in str(value)] == []
    assert [(model, name) for model, name, value in seen if name == "pairing" and value == relation.pk] == []
    assert "Rahasia-" not in page


def test_a_handover_passes_its_fields_and_no_private_word(relation, marthina, kornelis, deed, client_of):
    deed(pairing_end, by=marthina, pairing=relation)
    relation.refresh_from_db()
    deed(exit_tell, by=marthina, pairing=relation, words="Rahasia-alasan keluar")
    ClosureForm.objects.create(
        unit=relation.unit,
        pairing=relation,
        participant=relation.participants.get(user=marthina),
        helped="Rahasia-pandangan",
        change="Rahasia-usul",
        again=True,
    )
    successor = member_user(Role.MENTOR, full_name="Mentor Baru")
    fresh = active_pairing(successor, marthina, programme=relation.programme)

    made = deed(handover_make, by=kornelis, pairing=fresh)

    seen = list(readable(successor))
    assert ("mentoring.Handover", "id", made[0].pk) in seen
    assert [(model, name) for model, name, value in seen if "Rahasia-" in str(value)] == []
    assert {group: {tuple(row) for row in rows} - {PASSES[group]} for group, rows in made[0].facts.items()} == {
        group: set() for group in PASSES
    }
    for user, name in ((kornelis, "pairing_handover"), (successor, "phone_handover")):
        assert "Rahasia-" not in client_of(user).get(reverse(f"mentoring:{name}", args=[fresh.pk])).content.decode()


def test_who_joins_a_running_relation_reads_its_logs_and_no_private_words(relation, yohanis, client_of):
    second = member_user(Role.MENTOR, full_name="Mentor Kedua")
    mentor_of(second.member)
    PairingParticipant.objects.create(
        unit=relation.unit,
        pairing=relation,
        member=second.member,
        user=second,
        name=second.full_name,
        role=ParticipantRole.FACILITATOR,
        answer=Answer.ACCEPTED,
    )

    words = {str(value) for _, _, value in readable(second)}
    session = reverse("mentoring:phone_session", args=[relation.last_session.pk])
    page = client_of(second).get(session).content.decode()

    assert words >= set(LOG.values())
    assert words & {NOTE, REPORT, MORE} == set()
    assert NOTE not in page
    assert REPORT not in page


def test_the_author_and_the_reporter_keep_their_own(relation, yohanis, marthina):
    assert NOTE in {str(value) for _, _, value in readable(yohanis)}
    assert {REPORT, MORE} <= {str(value) for _, _, value in readable(marthina)}
    assert {NOTE} & {str(value) for _, _, value in readable(marthina)} == set()
