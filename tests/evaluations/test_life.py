"""Evaluations and PDLT in a person's life: merge, transfer, erasure, withdrawn consent, end, copy, five years."""

import json
from datetime import timedelta

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.consents import EVALUATION, consent_record
from accounts.enums import Role
from accounts.scoping import acting_as
from cadres.models import DuplicatePair, Member
from cadres.selectors.own import as_oneself, own_data
from cadres.services.duplicates import members_merge, merge_undo
from cadres.services.membership import member_move_status
from core.errors import RuleError
from evaluations.models import Alert, Answer, Evaluation, PdltAssessment, PdltAssessor, PdltMark, Reopening
from mentoring.retention import retention_apply
from tests.factories.accounts import staff, unit
from tests.factories.cadres import MemberFactory
from tests.factories.evaluations import asked, instrument
from tests.factories.mentoring import active_pairing

pytestmark = pytest.mark.django_db
NAME = "Markus Penandaqz"


@pytest.fixture
def pairing(yohanis, marthina):
    return active_pairing(yohanis, marthina)


def case_of(member, by, *, years=0, state="shared", evidence="Notulen"):
    """A case about a member with what one assessor has sent, straight to rows."""
    at, today = timezone.now() - timedelta(days=366 * years), timezone.localdate()
    case = PdltAssessment.objects.create(
        unit=member.unit, member=member, name=member.full_name, instrument=instrument("I-5"), opened_by=by,
        period_from=today - timedelta(days=1800), period_to=today, opened_at=at,
    )  # fmt: skip
    assessor = PdltAssessor.objects.create(
        unit=member.unit, assessment=case, user=staff(Role.ASSESSOR, "96.71"), named_by=by
    )
    for item in case.instrument.items.select_related("part"):
        given = {"gate": "clear"} if item.part.is_gate else {"value": 4}
        PdltMark.objects.create(assessor=assessor, item=item, evidence=evidence, **given)
    PdltAssessor.objects.filter(pk=assessor.pk).update(submitted_at=at)
    said = {"verdict": "met", "verdict_reason": "Cukup", "decided_by": by, "decided_at": at} if state == "final" else {}
    for before in ("scored", "shared"):
        PdltAssessment.objects.filter(pk=case.pk).update(state=before, shared_at=at, objection_until=today)
    PdltAssessment.objects.filter(pk=case.pk).update(state=state, **said)
    case.refresh_from_db()
    return case


def own_cases(user):
    with acting_as(user), as_oneself(user):
        return set(PdltAssessment.objects.for_user(user).values_list("pk", flat=True))


def test_a_merge_takes_the_cases_along_and_gives_them_back(sari, dewi, marthina):
    lost = MemberFactory(full_name=marthina.member.full_name)
    case = case_of(lost, dewi)
    pair = DuplicatePair.objects.create(unit=lost.unit, first=marthina.member, second=lost, score=90)

    with acting_as(sari):
        merge = members_merge(by=sari, pair=pair, kept=marthina.member, from_lost={})
    assert own_cases(marthina) == {case.pk}
    with acting_as(sari):
        merge_undo(by=sari, merge=merge)

    assert own_cases(marthina) == set()
    case.refresh_from_db()
    assert case.member_id == lost.pk


def test_two_running_cases_are_not_merged(sari, dewi, marthina):
    lost = MemberFactory(full_name=marthina.member.full_name)
    for member in (lost, marthina.member):
        case_of(member, dewi)
    pair = DuplicatePair.objects.create(unit=lost.unit, first=marthina.member, second=lost, score=90)

    with acting_as(sari), pytest.raises(RuleError, match="PDLT"), transaction.atomic():
        members_merge(by=sari, pair=pair, kept=marthina.member, from_lost={})


def test_a_running_case_moves_with_its_member_and_a_decided_one_stays(dewi, marthina):
    old, running = case_of(marthina.member, dewi, state="final"), case_of(marthina.member, dewi)
    new = staff(Role.LEADER, "96.01")

    Member.objects.filter(pk=marthina.member.pk).update(unit=unit("96.01"))

    for leader, seen in ((dewi, {old.pk}), (new, {running.pk})):
        with acting_as(leader):
            assert set(PdltAssessment.objects.for_user(leader).values_list("pk", flat=True)) == seen
            assert set(PdltAssessment._base_manager.values_list("pk", flat=True)) == seen
            assert set(PdltAssessor._base_manager.values_list("assessment", flat=True)) == seen


def test_whom_it_is_about_is_forgotten_in_answers_marks_and_reasons(kornelis, dewi, yohanis, marthina, pairing):
    Member.objects.filter(pk=marthina.member.pk).update(full_name=NAME)
    case = case_of(Member.objects.get(pk=marthina.member.pk), dewi, evidence=f"Surat {NAME}")
    sheet = asked(pairing, "I-4b", side="mentor")
    text = sheet.instrument.items.filter(kind="text").first() or sheet.instrument.items.first()
    Answer.objects.create(evaluation=sheet, item=text, text=f"Menurut saya {NAME} baik")
    Evaluation.objects.filter(pk=sheet.pk).update(state="locked")
    Reopening.objects.create(
        unit=sheet.unit, evaluation=sheet, reason=f"{NAME} keliru", asked_by=kornelis, closes_on=sheet.closes_on
    )

    Member.objects.filter(pk=marthina.member.pk).update(
        full_name="Mantan anggota", status="ended", pseudonymised_at=timezone.now()
    )

    case.refresh_from_db()
    words = [case.name, PdltMark.objects.first().evidence, Answer.objects.get().text, Reopening.objects.get().reason]
    assert [NAME in each for each in words] == [False] * 4
    assert Answer.objects.get().text == "Menurut saya Mantan anggota baik"


def states():
    return set(Evaluation.objects.values_list("state", flat=True))


def test_a_no_to_evaluation_closes_what_is_asked_of_and_about_somebody(yohanis, marthina, pairing):
    asked(pairing), asked(pairing, side="mentor", state="scheduled", occasion="session", code="I-4b")

    with acting_as(marthina):
        consent_record(by=marthina, member=marthina.member, code=EVALUATION, is_given=False)

    assert states() == {"locked"}
    assert not Evaluation.objects.filter(locked_at=None).exists()


def test_the_end_of_a_membership_closes_the_forms(sari, yohanis, marthina, pairing):
    asked(pairing)

    with acting_as(sari):
        member_move_status(by=sari, member=marthina.member, to="ended", reason="resigned")

    assert states() == {"locked"}


def test_the_copy_of_ones_data_holds_ones_answers_and_the_shared_case(dewi, yohanis, marthina, pairing):
    sheet = asked(pairing, "I-4")
    text = sheet.instrument.items.get(code="F7")
    Answer.objects.create(evaluation=sheet, item=text, text=f"Terima kasih {yohanis.member.full_name}, jelas")
    case_of(marthina.member, dewi, evidence="Daftar hadir")

    with acting_as(marthina), as_oneself(marthina) as member:
        data = own_data(member, marthina)
        theirs = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)

    assert data["isian_evaluasi"][0]["jawaban"] == "Terima kasih (…), jelas"
    assert data["pdlt"][0]["status"] == "Dibagikan kepada kader"
    assert data["nilai_pdlt"][0]["bukti"] == "Daftar hadir"
    assert "Penilai" not in theirs
    with acting_as(yohanis), as_oneself(yohanis) as member:
        assert own_data(member, yohanis)["isian_evaluasi"] == own_data(member, yohanis)["pdlt"] == []


def test_answers_and_cases_are_kept_five_years(kornelis, dewi, yohanis, marthina, pairing):
    today = timezone.localdate()
    for days in (1900, 1000):
        sheet = asked(
            pairing, state="open", opens_on=today - timedelta(days=days), closes_on=today - timedelta(days=days)
        )
        Answer.objects.create(evaluation=sheet, item=sheet.instrument.items.first(), value=3)
        Alert.objects.create(
            unit=sheet.unit, pairing=pairing, evaluation=sheet, kind="item", item=sheet.instrument.items.first(),
            value=4, due_on=today,
        )  # fmt: skip
    for years in (6, 4):
        case_of(marthina.member, dewi, years=years, state="final")

    first, second = retention_apply(), retention_apply()

    assert (first["evaluations"], second["evaluations"]) == (2, 0)
    assert [model.objects.count() for model in (Evaluation, Answer, Alert, PdltAssessment, PdltAssessor)] == [1] * 5
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute("SELECT kad_destroy_evaluations('', now(), false)")
