"""Being forgotten, looked for in the whole database: no text column of any table holds the name any more."""

from datetime import timedelta

import pytest
from cryptography.fernet import InvalidToken
from django.db import connection
from django.utils import timezone

from accounts.data_requests import request_move, request_open
from accounts.enums import Channel, RequestState, Role
from accounts.models import Consent, ProcessingPurpose, SensitiveRead, User
from accounts.scoping import acting_as
from cadres.models import (
    Accreditation,
    AwardAppeal,
    Certificate,
    LevelAward,
    LevelPath,
    Member,
    MemberTransition,
    OfficerTerm,
    PathTransition,
    Recommendation,
    Transfer,
)
from cadres.services.certificates import certificate_check
from cadres.services.data_subjects import REMAINS
from cadres.services.membership import member_move_status
from core.crypto import decrypt
from mentoring.models import (
    ActionItem,
    Agreement,
    MentorTransition,
    PairingTransition,
    PhaseEvidence,
    PrivateNote,
    SessionLog,
    SessionTransition,
)
from tests.factories.accounts import staff, unit
from tests.factories.cadres import MemberFactory, member_user
from tests.factories.ladder import event_of, level, trained
from tests.factories.mentoring import active_pairing, held_session, planned_session

pytestmark = pytest.mark.django_db
NAME = "Markus Penandaqz Yoteni"
ANSWER = f"Sudah kami kerjakan untuk {NAME}."


@pytest.fixture
def officer(db):
    """Data protection officer at the national board."""
    return staff(Role.DPO, "pusat", full_name="Pejabat Data")


@pytest.fixture
def markus(db):
    """Somebody whose name stands nowhere else, with every kind of row, the name typed into each of its words."""
    user = member_user(Role.MENTEE, full_name=NAME, phone="+6281244550011", address=f"Rumah {NAME}")
    plant(user)
    return user


def plant(user: User) -> None:
    by, other, said = (
        staff(Role.SECRETARIAT, "96.71"),
        staff(Role.LEADER, "96.71"),
        f"Kata tentang markus  penandaqz yoteni, {NAME}.",
    )
    member = user.member
    now, common = timezone.now(), {"unit": member.unit, "member": member}
    User.objects.filter(pk=user.pk).update(email="penandaqz@contoh.test")
    madya = level("madya")
    path = LevelPath.objects.create(
        **common, level=madya, requirement_set=madya.requirement_sets.first(), state="waiting", reason=said
    )
    PathTransition.objects.create(**common, path=path, to_value="waiting", actor=by, reason=said)
    Recommendation.objects.create(**common, level=madya, note=said, given_by=other)
    award = LevelAward.objects.create(
        **common, level=madya, from_level="anggota", path=path, proposed_by=by, proposed_evidence={"note": said}
    )
    award.state, award.decided_by, award.decided_at, award.decision_reason = "returned", other, now, said
    award.save()
    AwardAppeal.objects.create(**common, award=award, reason=said, filed_by=user, tier=1)
    Accreditation.objects.create(
        **common, level=madya, event_kind="diklat", title=said, held_on=now.date(), document_ref=NAME, proposed_by=by
    )
    registration = trained(member, event_of())
    Certificate.objects.create(
        **common, registration=registration, number="000001/DIKLAT/9671/2026", title="Diklat", name=f"H. {NAME}, S.H.",
        issued_on=now.date(), issued_by=by,
    )  # fmt: skip
    Transfer.objects.create(
        **common, name=NAME, to_unit=unit("96.71.06.1002"), reason=said, state="refused", refusal=said, requested_by=by
    )
    OfficerTerm.objects.create(**common, post="Ketua", decree_no=NAME, starts_on=now.date() - timedelta(days=9))
    MemberTransition.objects.create(**common, from_value="", to_value="active", actor=by, note=said)
    purpose = ProcessingPurpose.objects.get(code="mentoring")
    Consent.objects.create(
        **common, purpose=purpose, is_given=True, channel=Channel.PAPER, recorded_by=by, proof=f"Formulir {NAME}"
    )
    SensitiveRead.objects.create(reader=by, subject_kind="member", subject_id=member.pk, field="nik", reason=said)
    _plant_in_mentoring(user, said)


def _plant_in_mentoring(user: User, said: str) -> None:
    mentor = member_user(Role.MENTOR, full_name="Yosepha Asmuruf")
    pairing = active_pairing(mentor, user)
    common = {"unit": pairing.unit, "pairing": pairing}
    MentorTransition.objects.create(
        unit=pairing.unit, mentor=mentor.member.mentor, from_value="active", to_value="paused", reason="Jeda"
    )
    Agreement.objects.filter(pairing=pairing).update(purpose=said, rhythm=said, clauses=[{"text": said}])
    PairingTransition.objects.create(**common, to_value="active", reason=said)
    PhaseEvidence.objects.create(**common, kind="coordinator_talk", note=said, recorded_by=mentor)
    session = held_session(pairing, log={"goal": said, "reality": said, "will": said}, place=f"Rumah {NAME}")
    SessionLog.objects.filter(session=session).update(dispute=said)
    SessionTransition.objects.create(**common, session=session, to_value="logged", reason=said)
    planned_session(pairing, place=f"Rumah {NAME}")
    me = pairing.participants.get(member=user.member)
    ActionItem.objects.create(**common, session=session, what=said, owner=me)
    PrivateNote.objects.create(session=session, author=mentor, body=said)


def found(words: str) -> set[str]:
    """Every column of every table in whose text, or whose ciphertext read with our key, the words stand."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.table_name, c.column_name FROM information_schema.columns c JOIN information_schema.tables t "
            "USING (table_schema, table_name) WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' "
            "AND c.data_type IN ('text', 'character varying', 'character', 'jsonb', 'json', 'ARRAY', 'bytea')"
        )
        hits = set()
        for table, column in cursor.fetchall():
            cursor.execute(
                f'SELECT "{column}"::text FROM "{table}" WHERE "{column}"::text ~* %s OR "{column}"::text LIKE %s',
                [words, "gAAAAA%"],
            )
            hits |= {f"{table}.{column}" for (text,) in cursor.fetchall() if words in _opened(text).lower()}
        return hits


def _opened(text: str) -> str:
    try:
        return decrypt(text) if text.startswith("gAAAAA") else text
    except InvalidToken:
        return ""


def ask(user, kind, **details):
    with acting_as(user):
        return request_open(by=user, member=user.member, kind=kind, details=details)


def fulfil(officer, request, note=ANSWER):
    with acting_as(officer):
        request_move(by=officer, request=request, to=RequestState.IN_PROCESS, note=f"Periksa {NAME}")
        request_move(by=officer, request=request, to=RequestState.FULFILLED, note=note)


def test_name_stands_nowhere_any_more(officer, markus):
    fulfil(officer, ask(markus, "correction", birthplace="Sorong", words=f"Saya {NAME}"))
    before = found("penandaqz")
    fulfil(officer, ask(markus, "erasure", words=f"Hapus {NAME}"))

    assert len(before) >= 40, sorted(before)
    assert {"cadres_memberevent.full_name", "mentoring_sessionlogevent.goal", "mentoring_privatenote.body"} <= before
    assert found("penandaqz") - set(REMAINS) == set()


def test_paper_keeps_number_title_and_validity(officer, markus, client):
    paper = Certificate.objects.get(member=markus.member)
    assert certificate_check(paper.code).initials == "MPY"
    fulfil(officer, ask(markus, "erasure"))

    after, checked = Certificate.objects.get(pk=paper.pk), certificate_check(paper.code)
    assert (after.number, after.title, after.name) == (paper.number, "Diklat", "")
    assert (checked.initials, checked.title, checked.is_valid) == ("", "Diklat", True)
    assert client.get(f"/periksa/{paper.code}/").status_code == 200


def test_double_that_was_merged_into_him_is_forgotten_with_him(officer, markus):
    double = MemberFactory(full_name=NAME, status="ended", merged_into=markus.member)
    fulfil(officer, ask(markus, "erasure"))

    double.refresh_from_db()
    assert double.pseudonymised_at is not None
    assert found("penandaqz") - set(REMAINS) == set()


def test_namesakes_and_others_keep_their_words(officer, markus):
    other = MemberFactory(full_name=NAME, address=f"Rumah {NAME}")
    fulfil(officer, ask(markus, "erasure"))

    other.refresh_from_db()
    assert (other.full_name, other.address) == (NAME, f"Rumah {NAME}")
    texts = SessionLog.objects.get()
    assert texts.goal == f"Kata tentang {texts.pairing.participants.get(member=markus.member).name}, " + (
        f"{Member.objects.get(pk=markus.member.pk).full_name}."
    )


def test_sentences_of_the_system_name_nobody(dewi, sari, markus):
    decree = {"decree_no": "SK/1", "decree_on": timezone.localdate(), "note": "Sanksi organisasi"}
    with acting_as(dewi):
        member_move_status(by=dewi, member=markus.member, to="suspended", **decree)
    with acting_as(sari):
        member = Member.objects.get(pk=markus.member.pk)
        member_move_status(by=sari, member=member, to="ended", reason="resigned", note="Surat")

    written = PairingTransition.objects.filter(to_value__in=["paused", "ended_early"]).values_list("reason", flat=True)
    assert list(written) == ["Keanggotaan salah seorang dibekukan.", "Keanggotaan berakhir."]
