"""PDLT: two assessors, none the mentor, a third above twenty points; shared, objected to, decided by a named human."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Consent, OutboxMessage, ProcessingPurpose
from accounts.scoping import scope_context
from core.errors import RuleError
from evaluations.models import PdltAssessment, PdltAssessor, PdltMark
from evaluations.rules import pdlt as rules
from evaluations.selectors.pdlt import ranking_totals
from evaluations.services.pdlt import (
    Mark,
    assessor_name,
    marks_keep,
    pdlt_decide,
    pdlt_object,
    pdlt_open,
    pdlt_share,
)
from tests.factories.accounts import staff
from tests.factories.mentoring import active_pairing

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(dewi, marthina):
    with scope_context(dewi.scope):
        return pdlt_open(by=dewi, member=marthina.member)


def name(dewi, case, user=None):
    user = user or staff(Role.ASSESSOR, "96.71")
    with scope_context(dewi.scope):
        return assessor_name(by=dewi, assessment=case, user=user), user


def mark(assessor, user, value=5, gate="clear", **others):
    items = assessor.assessment.instrument.items.select_related("part")
    marks = {
        item.pk: Mark("Notulen rapat", gate=others.get(item.code, gate))
        if item.part.is_gate
        else Mark("SK dan daftar hadir", value=others.get(item.code, value))
        for item in items
    }
    with scope_context(user.scope):
        return marks_keep(by=user, assessor=assessor, marks=marks, submit=True)


def scored(dewi, case, *values):
    for value in values:
        mark(*name(dewi, case), value)
    case.refresh_from_db()
    return case


def test_two_assessors_who_agree_score_a_case_and_one_does_not(dewi, case):
    assert scored(dewi, case, 4).state == "draft"

    found = scored(dewi, case, 4)

    assert (found.state, found.total, found.gate) == ("scored", 75, "clear")
    assert found.parts == {"P": 75, "D": 75, "L": 75}


def test_more_than_twenty_points_apart_call_for_a_third(dewi, case):
    assert scored(dewi, case, 5, 3).state == "draft"

    assert scored(dewi, case, 4).state == "scored"


def test_the_total_of_the_database_is_that_of_the_rules(dewi, case):
    assessor, user = name(dewi, case)
    mark(assessor, user, 3, P1=5, D2=1, L4=4, T2="under_review")
    assessor.refresh_from_db()

    parts = [rules.Part(p.code, p.weight) for p in case.instrument.parts.filter(is_gate=False)]
    marks = {"P": [5, 3, 3, 3], "D": [3, 1, 3, 3], "L": [3, 3, 3, 4]}
    total = rules.total_score(parts, rules.part_scores(marks))

    assert abs(float(assessor.total) - float(total)) < 0.01
    assert assessor.gate == "under_review"


def test_neither_mentor_nor_member_nor_leader_assesses(dewi, case, yohanis, marthina):
    active_pairing(yohanis, marthina)
    for user in (yohanis, marthina):
        user.assignments.create(role=Role.ASSESSOR, unit=dewi.scope.unit)
        with pytest.raises(RuleError, match="tidak menilai"):
            name(dewi, case, user)
    with pytest.raises(RuleError, match="tidak ikut menilai"):
        name(dewi, case, dewi)
    with pytest.raises(DatabaseError), transaction.atomic(), scope_context(dewi.scope):
        PdltAssessor.objects.create(unit=case.unit, assessment=case, user=yohanis, named_by=dewi)


def test_every_mark_has_its_evidence_and_what_was_sent_stays(dewi, case):
    assessor, user = name(dewi, case)
    item = case.instrument.items.first()
    with scope_context(user.scope):
        with pytest.raises(RuleError, match="P1"):
            marks_keep(by=user, assessor=assessor, marks={item.pk: Mark(" ", value=3)})
        with pytest.raises(RuleError, match="Belum dinilai"):
            marks_keep(by=user, assessor=assessor, marks={item.pk: Mark("SK", value=3)}, submit=True)
    mark(assessor, user, 3)
    with scope_context(user.scope):
        with pytest.raises(RuleError):
            marks_keep(by=user, assessor=assessor, marks={item.pk: Mark("SK", value=5)})
        for attack in (
            lambda: PdltMark.objects.update(value=5),
            lambda: PdltAssessor.objects.update(total=100),
            lambda: PdltAssessment.objects.filter(pk=case.pk).delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                attack()


def test_an_assessor_sees_his_cases_and_his_own_marks_alone(dewi, case, yohanis, kornelis, sari):
    first, user = name(dewi, case)
    second, other = name(dewi, case)
    outsider = staff(Role.ASSESSOR, "96.71")
    mark(first, user, 3)
    mark(second, other, 3)

    seen = {}
    for each in (user, outsider, yohanis, kornelis, sari, dewi):
        with scope_context(each.scope):
            seen[each] = (PdltAssessment.objects.count(), PdltAssessor.objects.count(), PdltMark.objects.count())
            assert seen[each] == (
                PdltAssessment.objects.for_user(each).count(),
                PdltAssessor.objects.for_user(each).count(),
                PdltMark.objects.for_user(each).count(),
            )

    assert seen == {
        user: (1, 1, 17),
        outsider: (0, 0, 0),
        yohanis: (0,) * 3,
        kornelis: (0,) * 3,
        sari: (0,) * 3,
        dewi: (1, 2, 0),
    }


def test_the_member_reads_it_once_it_is_shared_and_is_told(dewi, case, marthina):
    scored(dewi, case, 4, 4)
    with scope_context(marthina.scope):
        assert (PdltAssessment.objects.count(), PdltMark.objects.count()) == (0, 0)

    with scope_context(dewi.scope):
        pdlt_share(by=dewi, assessment=case)

    with scope_context(marthina.scope):
        assert (PdltAssessment.objects.count(), PdltMark.objects.count()) == (1, 34)
    message = OutboxMessage.objects.get(kind="pdlt.shared")
    assert message.recipient == marthina
    assert "75" not in str(message.payload)


def test_nobody_decides_before_the_fourteen_days_are_over(dewi, case):
    scored(dewi, case, 4, 4)
    with scope_context(dewi.scope):
        pdlt_share(by=dewi, assessment=case)
        with pytest.raises(RuleError, match="keberatan sampai"):
            pdlt_decide(by=dewi, assessment=case, verdict="met", reason="Cukup")
        with pytest.raises(DatabaseError), transaction.atomic():
            PdltAssessment.objects.filter(pk=case.pk).update(
                state="final", verdict="met", verdict_reason="x", decided_by=dewi, decided_at=timezone.now()
            )


def shared_long_ago(dewi, case):
    scored(dewi, case, 4, 4)
    with scope_context(dewi.scope):
        pdlt_share(by=dewi, assessment=case)
    PdltAssessment.objects.filter(pk=case.pk).update(objection_until=timezone.localdate() - timedelta(days=2))
    case.refresh_from_db()


def test_a_named_human_decides_with_a_reason_and_it_stays(dewi, case):
    shared_long_ago(dewi, case)
    with scope_context(dewi.scope):
        with pytest.raises(RuleError, match="alasan"):
            pdlt_decide(by=dewi, assessment=case, verdict="met", reason=" ")
        pdlt_decide(by=dewi, assessment=case, verdict="met", reason="Bukti lengkap")
        with pytest.raises(DatabaseError), transaction.atomic():
            PdltAssessment.objects.filter(pk=case.pk).update(verdict="not_yet")

    case.refresh_from_db()
    assert (case.state, case.verdict, case.decided_by) == ("final", "met", dewi)


def test_an_objection_within_the_days_calls_for_another_assessor(dewi, case, marthina):
    scored(dewi, case, 4, 4)
    with scope_context(dewi.scope):
        pdlt_share(by=dewi, assessment=case)
        with pytest.raises(DatabaseError), transaction.atomic():
            PdltAssessment.objects.filter(pk=case.pk).update(
                state="objected", objection="x", objected_at=timezone.now()
            )
    with scope_context(marthina.scope):
        pdlt_object(by=marthina, assessment=case, objection="P2: saksi di dua TPS belum dihitung")

    assert scored(dewi, case, 5).state == "scored"
    assert float(case.total) == 83.33


def test_after_the_days_nobody_objects(dewi, case, marthina):
    shared_long_ago(dewi, case)

    with scope_context(marthina.scope):
        with pytest.raises(RuleError, match="lewat"):
            pdlt_object(by=marthina, assessment=case, objection="Terlambat")
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE evaluations_pdltassessment SET state = 'objected', objection = 'x'")


def test_totals_feed_a_ranking_only_with_consent_of_its_own(dewi, case, marthina):
    shared_long_ago(dewi, case)
    with scope_context(dewi.scope):
        pdlt_decide(by=dewi, assessment=case, verdict="met", reason="Bukti lengkap")

    assert ranking_totals(dewi, [marthina.member]) == {}
    Consent.objects.create(
        unit=marthina.member.unit, member=marthina.member, is_given=True, channel="app", recorded_by=marthina,
        purpose=ProcessingPurpose.objects.filter(code="selection").last(),
    )  # fmt: skip
    assert ranking_totals(dewi, [marthina.member]) == {marthina.member.pk: 75}


def test_the_pages_lead_from_opening_to_decision(dewi, marthina, client_of):
    leader, assessors = client_of(dewi), [staff(Role.ASSESSOR, "96.71") for _ in range(2)]
    leader.post(reverse("evaluations:pdlt_open"), {"member": marthina.member.pk})
    case = PdltAssessment.objects.get()
    page = reverse("evaluations:pdlt_case", args=[case.pk])
    for user in assessors:
        assert leader.post(reverse("evaluations:pdlt_assessor", args=[case.pk]), {"user": user.pk}).status_code == 302
        own = PdltAssessor.objects.get(user=user)
        task = reverse("evaluations:pdlt_task", args=[own.pk])
        browser = client_of(user)
        assert marthina.full_name in browser.get(reverse("evaluations:pdlt_tasks")).text
        refusal = browser.post(task, {"send": "1", f"m{case.instrument.items.first().pk}": "4"})
        assert refusal.status_code == 422
        assert "Tulis buktinya untuk: P1" in refusal.text
        body = {"send": "1"}
        for item in case.instrument.items.select_related("part"):
            body |= {f"m{item.pk}": "clear" if item.part.is_gate else "4", f"e{item.pk}": "Notulen"}
        assert browser.post(task, body).status_code == 302
        assert "tidak berubah lagi" in browser.get(task).text
        assert client_of(dewi).get(task).status_code == 403
    assert leader.post(reverse("evaluations:pdlt_share", args=[case.pk])).status_code == 302
    assert "Kader dapat menanggapi" in leader.get(page).text
    member = client_of(marthina)
    assert "Notulen" in member.get(reverse("evaluations:own_pdlt")).text
    refusal = member.post(reverse("evaluations:own_pdlt_object", args=[case.pk]), {"objection": ""})
    assert refusal.status_code == 422
    assert member.get(page).status_code == 403
    assert "Notulen" not in leader.get(page).text
    PdltAssessment.objects.filter(pk=case.pk).update(objection_until=timezone.localdate() - timedelta(days=2))
    decide = reverse("evaluations:pdlt_decide", args=[case.pk])
    assert leader.post(decide, {"verdict": "met"}).status_code == 422
    assert leader.post(decide, {"verdict": "met", "reason": "Bukti lengkap"}).status_code == 302
    assert "Bukti lengkap" in leader.get(page).text
