"""PDLT: two assessors, none the mentor, a third above twenty points; shared, objected to, decided by a named human."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import OutboxMessage
from accounts.scoping import acting_as, scope_context
from core.errors import RuleError
from evaluations.enums import INSTRUMENT_MOVES, PDLT_MOVES, InstrumentState, PdltState
from evaluations.models import Instrument, InstrumentItem, PdltAssessment, PdltAssessor, PdltMark, PdltTerms
from evaluations.models.pdlt import TERMS
from evaluations.services.instruments import ItemEntry, instrument_copy, instrument_publish, item_write, measures_set
from evaluations.services.pdlt import (
    Mark,
    assessor_name,
    marks_keep,
    pdlt_decide,
    pdlt_object,
    pdlt_open,
    pdlt_share,
    period_start,
)
from mentoring.models import ConflictWaiver, Pairing
from mentoring.selectors.ties import open_conflicts
from mentoring.services.offers import pairing_propose
from tests.factories.accounts import staff, unit
from tests.factories.evaluations import instrument
from tests.factories.mentoring import ProgrammeFactory, active_pairing, mentor_of, pairing_of
from tests.triggers import told_to, written

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


def test_the_total_weighs_the_parts_and_the_worst_gate_counts(dewi, case):
    assessor, user = name(dewi, case)
    mark(assessor, user, 3, P1=5, D2=1, L4=4, T2="under_review", T3="clear")
    assessor.refresh_from_db()

    # (mean - 1) / 4 * 100 of 5 3 3 3, of 3 1 3 3 and of 3 3 3 4; weights 35, 35 and 30.
    assert assessor.parts == {"P": 62.5, "D": 37.5, "L": 56.25}
    assert float(assessor.total) == round(0.35 * 62.5 + 0.35 * 37.5 + 0.30 * 56.25, 2)
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


def paired_with(assessor, learner, kornelis):
    """Propose the assessor as the learner's mentor, and past the rules."""
    programme = ProgrammeFactory.create(coordinator=kornelis)
    guide = mentor_of(assessor.member)
    with acting_as(kornelis), pytest.raises(RuleError, match=r"benturan kepentingan.*Pilih orang lain"):
        pairing_propose(by=kornelis, programme=programme, learners=[learner], mentor=guide, reason="Cocok")
    pairing = pairing_of(learner, mentor=assessor.member, programme=programme, state="proposed")
    with acting_as(kornelis), transaction.atomic():
        Pairing.objects.filter(pk=pairing.pk).update(state="offered")
    return pairing


def test_an_assessor_of_a_running_case_becomes_no_mentor_of_the_member_whatever_is_waived(
    dewi, case, marthina, kornelis, yohanis
):
    yohanis.assignments.create(role=Role.ASSESSOR, unit=dewi.scope.unit)
    name(dewi, case, yohanis)
    ConflictWaiver.objects.create(
        unit=marthina.member.unit, learner=marthina.member, leader=yohanis.member, rule="R2", reason="x",
        asked_by=kornelis, state="granted", answer="x", actor=dewi, acting_unit=unit("96"), decided_at=timezone.now(),
    )  # fmt: skip

    with pytest.raises(DatabaseError) as found:
        paired_with(yohanis, marthina.member, kornelis)
    assert found.value.__cause__.diag.constraint_name == "pairing_conflict"

    PdltAssessor.objects.all().delete()
    assert not open_conflicts([(marthina.member.pk, yohanis.member.pk)])


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


# The numbers of a version, and what the database keeps by itself


def next_version(**numbers):
    """The second national version of PDLT, with other numbers."""
    national = staff(Role.COORDINATOR, "pusat")
    made = instrument_copy(by=national, instrument=instrument("I-5"))
    parts = list(made.parts.filter(is_gate=False))
    terms = {name: getattr(made.terms, name) for name in TERMS} | numbers
    with scope_context(national.scope):
        measures_set(
            by=national,
            instrument=made,
            weights={part.pk: part.weight for part in parts},
            least={part.pk: 60 for part in parts},
            terms=terms,
        )
        return instrument_publish(by=national, instrument=made)


def test_a_case_is_judged_by_the_numbers_of_its_version(dewi, marthina, case):
    made = next_version(fewest_assessors=3, most_apart=10, objection_days=30, period_months=36)
    other = active_pairing().participants.get(role="mentee").member
    with scope_context(dewi.scope):
        later = pdlt_open(by=dewi, member=other)

    assert scored(dewi, case, 4, 4).state == "scored"  # by the version it began with
    assert scored(dewi, later, 4, 4).state == "draft"
    assert scored(dewi, later, 5).state == "draft"  # three, but 25 points apart
    assert scored(dewi, later, 4).state == "scored"
    with scope_context(dewi.scope):
        pdlt_share(by=dewi, assessment=later)
        with pytest.raises(DatabaseError), transaction.atomic():
            PdltAssessment.objects.filter(pk=case.pk).update(
                state="shared", shared_at=timezone.now(), objection_until=timezone.localdate() + timedelta(days=13)
            )
    later.refresh_from_db()
    assert later.instrument == made
    assert later.objection_until == timezone.localdate() + timedelta(days=30)
    assert later.period_from == period_start(later.period_to, 36)


@pytest.mark.parametrize("numbers", [{"fewest_assessors": 1}, {"objection_days": 13}, {"most_apart": 0}])
def test_a_version_asks_for_no_less_than_the_least(numbers, db):
    with pytest.raises(RuleError, match="di luar batasnya"):
        next_version(**numbers)
    draft = PdltTerms.objects.filter(instrument__state="draft")
    with pytest.raises(DatabaseError), transaction.atomic():
        draft.update(**numbers)
    assert draft.count() == 1


def test_the_numbers_of_a_version_in_use_stay_and_none_goes_without(db):
    for attack in (
        lambda: PdltTerms.objects.filter(instrument=instrument("I-5")).update(most_apart=50),
        lambda: PdltTerms.objects.filter(instrument=instrument("I-5")).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attack()
    made = instrument_copy(by=staff(Role.COORDINATOR, "pusat"), instrument=instrument("I-5"))
    PdltTerms.objects.filter(instrument=made).delete()
    with pytest.raises(DatabaseError, match="has its numbers"), transaction.atomic():
        Instrument.objects.filter(pk=made.pk).update(state="published", published_at=timezone.now())


def test_a_province_adds_an_item_that_counts_nothing_and_changes_no_number(dewi, marthina):
    province = staff(Role.COORDINATOR, "96")
    made = instrument_copy(by=province, instrument=instrument("I-5"))
    with pytest.raises(RuleError, match="berlaku nasional"):
        measures_set(by=province, instrument=made, weights={}, least={}, terms={})
    item_write(by=province, instrument=made, entry=ItemEntry("L5", "Aktif di ranting.", labels=list("abcde")))
    PdltTerms.objects.filter(instrument=made).update(most_apart=50)
    with pytest.raises(DatabaseError, match="weighs as the nation"), transaction.atomic():
        Instrument.objects.filter(pk=made.pk).update(state="published", published_at=timezone.now())
    PdltTerms.objects.filter(instrument=made).update(most_apart=20)
    instrument_publish(by=province, instrument=made)

    with scope_context(dewi.scope):
        case = pdlt_open(by=dewi, member=marthina.member)
    assessor, user = name(dewi, case)
    mark(assessor, user, 3, L5=5)

    assessor.refresh_from_db()
    assert (case.instrument, assessor.total) == (made, 50)


def test_a_province_leaves_national_items_in_their_part(dewi):
    province = staff(Role.COORDINATOR, "96")
    made = instrument_copy(by=province, instrument=instrument("I-5"))
    moved, home = made.items.get(code="P1"), made.parts.get(items__code="P1")
    other = made.parts.filter(is_gate=False).exclude(pk=home.pk).first()

    InstrumentItem.objects.filter(pk=moved.pk).update(part=other)
    with pytest.raises(DatabaseError, match="weighs as the nation"), transaction.atomic():
        instrument_publish(by=province, instrument=made)

    InstrumentItem.objects.filter(pk=moved.pk).update(part=home)
    assert instrument_publish(by=province, instrument=made).state == InstrumentState.PUBLISHED


@pytest.mark.parametrize(
    ("change", "sentence"),
    [({"status": "suspended"}, "aktif"), ({"status": "ended"}, "aktif"), ({"restricted": True}, "membatasi")],
)
def test_a_case_is_about_an_active_member(dewi, marthina, change, sentence):
    type(marthina.member).objects.filter(pk=marthina.member.pk).update(**change)
    marthina.member.refresh_from_db()
    with scope_context(dewi.scope):
        with pytest.raises(RuleError, match=sentence):
            pdlt_open(by=dewi, member=marthina.member)
        with pytest.raises(DatabaseError, match="active member"), transaction.atomic():
            opened(dewi, marthina)


def opened(dewi, marthina, **fields):
    today = timezone.localdate()
    return PdltAssessment.objects.create(
        **{
            "unit": marthina.member.unit,
            "member": marthina.member,
            "name": "x",
            "instrument": instrument("I-5"),
            "period_from": period_start(today, 60),
            "period_to": today,
            "opened_by": dewi,
        }
        | fields
    )


def test_the_period_is_that_of_the_version(dewi, marthina):
    with scope_context(dewi.scope), pytest.raises(DatabaseError, match="period"), transaction.atomic():
        opened(dewi, marthina, period_from=date(2020, 1, 1))


@pytest.mark.parametrize(("day", "start"), [("2026-03-31", "2025-02-28"), ("2026-01-15", "2024-12-15")])
def test_a_period_begins_on_a_day_that_there_is(day, start, db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT (%s::date - make_interval(months => 13))::date", [day])

        assert period_start(date.fromisoformat(day), 13) == date.fromisoformat(start) == cursor.fetchone()[0]


def test_an_assessor_stands_in_the_members_own_line_of_units(dewi, case):
    for code in ("13.71", "96.01"):
        user = staff(Role.ASSESSOR, code)
        with pytest.raises(RuleError, match="di wilayah kader ini atau di atasnya"):
            name(dewi, case, user)
        with scope_context(dewi.scope), pytest.raises(DatabaseError, match="line of units"), transaction.atomic():
            PdltAssessor.objects.create(unit=case.unit, assessment=case, user=user, named_by=dewi)
    over = staff(Role.ASSESSOR, "96.71")
    over.assignments.update(starts_on=date(2025, 1, 1), ends_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(RuleError, match="di wilayah kader ini"):
        name(dewi, case, over)

    for code in ("96.71", "96", "pusat"):
        assert name(dewi, case, staff(Role.ASSESSOR, code))[0].assessment == case


def test_the_moves_of_the_database_are_those_of_python(db):
    assert told_to("check_move", "evaluations_pdltassessment") == written(PDLT_MOVES)
    assert told_to("check_move", "evaluations_instrument") == written(INSTRUMENT_MOVES)
    assert set(PDLT_MOVES) == set(PdltState)
    assert set(INSTRUMENT_MOVES) == set(InstrumentState)


def test_a_leader_reads_what_a_case_waits_for(dewi, case, client_of):
    browser, page = client_of(dewi), case.get_absolute_url()
    assert "Tunjuk 2 penilai lagi." in browser.get(page).text
    scored(dewi, case, 5, 3)
    assert "Selisih penilai 50 poin, lebih dari 20: tunjuk satu penilai lagi." in browser.get(page).text
    scored(dewi, case, 3)

    text = " ".join(browser.get(page).text.split())

    assert "Belum menurut patokan: Jumlah di bawah 70." in text
