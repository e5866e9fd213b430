"""Nobody works out one person's answers from averages, and nobody acts through a role that somebody lent him."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.models import OutboxMessage
from accounts.scoping import scope_context
from core.context import jobs_context
from core.errors import RuleError
from core.sweeps import SweepFailed
from evaluations.enums import EvaluationState
from evaluations.models import (
    Alert,
    Answer,
    Evaluation,
    EvaluationRound,
    PdltAssessment,
    PdltAssessor,
    PdltMark,
    Reopening,
)
from evaluations.services import reminders
from evaluations.services.answers import answers_keep, reopening_ask, reopening_decide
from evaluations.services.asking import officer_ask, windows_turn
from evaluations.services.pdlt import assessor_name, pdlt_decide, pdlt_open, pdlt_share
from evaluations.services.reminders import handlers_of, raters_remind
from evaluations.tasks import settle_evaluations
from tests.evaluations.test_pdlt import mark, name, scored, shared_long_ago
from tests.factories.accounts import UserFactory, lend, staff
from tests.factories.cadres import member_user
from tests.factories.evaluations import answered, asked, instrument, officer_of, round_at
from tests.factories.mentoring import ProgrammeFactory, active_pairing, held_session

pytestmark = pytest.mark.django_db

ROUNDS = ("baseline", "mid", "final")


def refused(name, attack):
    """The database says no, by the name of its rule."""
    with pytest.raises(DatabaseError) as found, transaction.atomic():
        attack()
    assert found.value.__cause__.diag.constraint_name == name


def deputy_of(user, role=None, **fields):
    """Somebody who acts in the user's name for three days, in his role or in `role` of his."""
    held = user.assignments.get(role=role) if role else user.assignments.get()
    deputy = UserFactory.create(**fields)
    deputy.scope = lend(held, deputy).scope
    return deputy


# --- the change since the baseline


@pytest.fixture
def programme(kornelis):
    return ProgrammeFactory.create(coordinator=kornelis)


def rounds_of(programme):
    today = timezone.localdate()
    return [
        round_at(programme, occasion=occasion, closes_on=today + timedelta(days=14 + place))
        for place, occasion in enumerate(ROUNDS)
    ]


def learners_of(programme, count):
    made = [member_user(Role.MENTEE, full_name=f"Kader {n}") for n in range(count)]
    pairings = [active_pairing(member_user(full_name=f"Mentor {n}"), user, programme) for n, user in enumerate(made)]
    return [each.participants.get(role="mentee") for each in pairings]


def sheet_of(round, learner):
    return asked(
        learner.pairing,
        "I-6.L1",
        round=round,
        subject=learner,
        rater=learner.user,
        role="self",
        occasion=round.occasion,
        closes_on=round.closes_on,
    )


def said(round, learner, value):
    return answered(sheet_of(round, learner), value)


def change(user, first, later):
    with scope_context(user.scope), connection.cursor() as cursor:
        cursor.execute("SELECT n, before FROM kad_paired_change(%s, %s)", [first.pk, later.pk])
        return {(n, None if before is None else float(before)) for n, before in cursor.fetchall()}


def test_two_rounds_give_nobody_away_who_is_in_one_of_them(kornelis, programme):
    first, mid, final = rounds_of(programme)
    learners = learners_of(programme, 6)
    for place, learner in enumerate(learners):
        said(first, learner, 1 + place % 5)
        said(mid, learner, 4)
        if place:
            said(final, learner, 5)

    assert change(kornelis, first, mid) == {(6, 16 / 6)}
    assert change(kornelis, first, final) == {(5, None)}


def test_a_round_of_the_same_people_shows_its_change(kornelis, programme):
    rounds = rounds_of(programme)
    for place, learner in enumerate(learners_of(programme, 5)):
        for round in rounds:
            said(round, learner, 1 + place)

    assert [change(kornelis, rounds[0], later) for later in rounds[1:]] == [{(5, 3)}, {(5, 3)}]
    assert change(kornelis, rounds[1], rounds[2]) == change(kornelis, rounds[0], rounds[0]) == set()


def test_a_round_that_still_runs_shows_only_how_many(kornelis, programme):
    first, mid, _final = rounds_of(programme)
    learners = learners_of(programme, 6)
    for learner in learners:
        said(first, learner, 3)
    for learner in learners[1:]:
        said(mid, learner, 3)
    late = sheet_of(mid, learners[0])

    assert change(kornelis, first, mid) == {(5, None)}
    answered(late, 3)
    assert change(kornelis, first, mid) == {(6, 3)}


def test_opening_answers_again_changes_no_figure(kornelis, programme):
    first, mid, _final = rounds_of(programme)
    learners = learners_of(programme, 6)
    for learner in learners:
        said(first, learner, 2)
        said(mid, learner, 4)
    sheet = Evaluation.objects.get(round=first, subject=learners[0])
    seen = [change(kornelis, first, mid)]

    reopened(kornelis, sheet)
    seen.append(change(kornelis, first, mid))
    writer = learners[0].user
    writer.scope = writer.assignments.get(role=Role.MENTEE).scope
    with scope_context(writer.scope):
        answers_keep(by=writer, evaluation=sheet, told=dict.fromkeys(items_of(sheet), 5), submit=True)
    seen.append(change(kornelis, first, mid))
    with jobs_context():
        windows_turn(at=timezone.now() + timedelta(days=60))
    seen.append(change(kornelis, first, mid))

    assert seen == [{(6, 2)}] * 4
    assert set(Answer.objects.filter(evaluation=sheet).values_list("value", "counted")) == {(5, 2)}


def items_of(sheet):
    return sheet.instrument.items.exclude(kind="text").values_list("pk", flat=True)


def reopened(coordinator, sheet, days=20):
    admin = staff(Role.ADMIN, "pusat")
    with scope_context(coordinator.scope):
        until = timezone.localdate() + timedelta(days=days)
        wish = reopening_ask(by=coordinator, evaluation=sheet, reason="Salah menekan", closes_on=until)
    with scope_context(admin.scope):
        reopening_decide(by=admin, reopening=wish, grant=True)
    sheet.refresh_from_db()
    return sheet


def test_nobody_joins_a_round_that_is_over_nor_moves_its_window(kornelis, programme):
    first = rounds_of(programme)[0]
    one, other = learners_of(programme, 2)
    answered(sheet_of(first, one), 3, locked_at=timezone.now() + timedelta(days=20))
    days = timezone.localdate() + timedelta(days=40)

    with scope_context(kornelis.scope):
        refused("evaluation_in_its_round", lambda: sheet_of(first, other))
        refused(
            "evaluations_evaluationround_stays",
            lambda: EvaluationRound.objects.filter(pk=first.pk).update(closes_on=days),
        )


# --- feedback


def test_tidak_tahu_gives_no_single_session_away(yohanis, marthina, kornelis):
    pairing = active_pairing(yohanis, marthina, ProgrammeFactory.create(coordinator=kornelis))
    seen = []
    for number, value in enumerate((1, 2, 3, None, None, 5)):
        session = held_session(pairing, timezone.localdate() - timedelta(days=20 - number))
        sheet = asked(pairing, "I-4", session=session)
        answered(sheet, dict.fromkeys(("F2", "F3", "F4", "F5"), 4) | {"F1": value})
        with scope_context(yohanis.scope), connection.cursor() as cursor:
            item = sheet.instrument.items.get(code="F1").pk
            cursor.execute("SELECT mean, n FROM kad_feedback_average(%s) WHERE item = %s", [pairing.pk, item])
            seen.append([(float(mean), n) for mean, n in cursor.fetchall()])

    assert seen == [[], [], *[[(2, 3)]] * 4]


# --- alerts


@pytest.mark.parametrize("end", ["deputy", "lender"])
def test_an_alert_goes_round_both_ends_of_a_delegation_with_somebody_of_the_pairing(end, yohanis, marthina, kornelis):
    above = staff(Role.COORDINATOR, "96")
    pairing = active_pairing(yohanis, marthina, ProgrammeFactory.create(coordinator=kornelis))
    sheet = answered(asked(pairing), 5)
    alert = Alert.objects.get(evaluation=sheet, item__code="7")
    assert handlers_of(alert) == [above.pk]
    if end == "deputy":  # the mentor holds an office too, and lends it
        held = yohanis.assignments.create(role=Role.COORDINATOR, unit=above.scope.unit)
        lend(held, above)
    else:
        lend(above.assignments.get(), yohanis)

    with scope_context(above.scope):
        assert (Alert.objects.count(), Alert.objects.for_user(above).count()) == (0, 0)
    with jobs_context():
        assert handlers_of(alert) == []


def test_whoever_acts_for_somebody_kept_out_is_kept_out(yohanis, marthina, kornelis):
    pairing = active_pairing(yohanis, marthina, ProgrammeFactory.create(coordinator=kornelis))
    above = staff(Role.COORDINATOR, "96")
    lend(above.assignments.get(), yohanis)
    deputy = deputy_of(above)
    answered(asked(pairing), 5)

    with scope_context(deputy.scope):
        assert (Alert.objects.count(), Alert.objects.for_user(deputy).count()) == (0, 0)


# --- messages


@pytest.mark.parametrize(
    ("left", "kinds"),
    [
        (0, ["evaluation.open"]),
        (1, ["evaluation.open"]),
        (3, ["evaluation.open", "evaluation.tomorrow"]),
        (10, ["evaluation.open", "evaluation.in_5_days", "evaluation.tomorrow"]),
    ],
)
def test_however_short_a_window_who_is_asked_is_told_once(left, kinds, yohanis, marthina, kornelis):
    pairing = active_pairing(yohanis, marthina, ProgrammeFactory.create(coordinator=kornelis))
    now = timezone.localtime().replace(hour=12, minute=0) + timedelta(days=1)
    day = now.date()
    sheet = asked(pairing, state="scheduled", opens_on=day, closes_on=day + timedelta(days=left))

    for _again in range(2):
        with jobs_context():
            windows_turn(at=now)
            raters_remind(at=now)

    told = OutboxMessage.objects.filter(subject=f"evaluation:{sheet.pk}").order_by("due_at")
    assert list(told.values_list("kind", flat=True)) == kinds
    assert all(each.due_at < each.expires_at for each in told)


def test_what_cannot_be_told_keeps_no_window_shut_and_is_told_later(monkeypatch, yohanis, marthina, kornelis):
    pairing = active_pairing(yohanis, marthina, ProgrammeFactory.create(coordinator=kornelis))
    sheet = asked(pairing, state="scheduled")
    told = OutboxMessage.objects.filter(subject=f"evaluation:{sheet.pk}", kind="evaluation.open")

    with monkeypatch.context() as broken:
        broken.setattr(reminders, "zone_of", lambda user: 1 / 0)
        with pytest.raises(SweepFailed, match="raters_remind"):
            settle_evaluations()
    sheet.refresh_from_db()

    assert (sheet.state, told.count()) == (EvaluationState.OPEN, 0)
    settle_evaluations()
    assert [each.recipient for each in told] == [marthina]


def test_whose_answers_are_opened_again_is_told_once(yohanis, marthina, kornelis):
    pairing = active_pairing(yohanis, marthina, ProgrammeFactory.create(coordinator=kornelis))
    sheet = answered(asked(pairing), 4)

    reopened(kornelis, sheet)
    for _again in range(2):
        with jobs_context():
            windows_turn()
            raters_remind()

    told = OutboxMessage.objects.filter(subject=f"evaluation:{sheet.pk}", kind="evaluation.open")
    assert [each.recipient for each in told] == [marthina]


# --- who is asked, who asks


def test_a_coordinator_makes_nobody_up_who_rates(yohanis, marthina, kornelis):
    pairing = active_pairing(yohanis, marthina, ProgrammeFactory.create(coordinator=kornelis))

    with scope_context(kornelis.scope):
        for fields in ({"rater": kornelis}, {"rater": kornelis, "role": "self"}, {"rater": marthina, "role": "mentor"}):
            refused("evaluation_own_rater", lambda fields=fields: asked(pairing, **fields))
        assert asked(pairing).rater == marthina


def test_nobody_asks_and_grants_through_a_lent_role(yohanis, marthina, kornelis):
    pairing = active_pairing(yohanis, marthina, ProgrammeFactory.create(coordinator=kornelis))
    sheet = answered(asked(pairing), 4)
    kornelis.assignments.create(role=Role.ADMIN, unit=staff(Role.ADMIN, "pusat").scope.unit)
    deputy = deputy_of(kornelis, Role.COORDINATOR)
    until = timezone.localdate() + timedelta(days=20)
    with scope_context(deputy.scope):
        wish = reopening_ask(by=deputy, evaluation=sheet, reason="Salah menekan", closes_on=until)
    wish.refresh_from_db()
    assert (wish.asked_by, wish.asked_for) == (deputy, kornelis)

    kornelis.scope = kornelis.assignments.get(role=Role.ADMIN).scope
    with scope_context(kornelis.scope):
        with pytest.raises(RuleError, match="tidak memutuskan"):
            reopening_decide(by=kornelis, reopening=wish, grant=True)
        rows = Reopening.objects.filter(pk=wish.pk)
        forged = {"granted": True, "decided_at": timezone.now(), "decided_by": marthina}
        refused("reopening_two_people", lambda: rows.update(**forged))


def test_what_was_never_sent_is_not_opened_again(yohanis, marthina, kornelis):
    pairing = active_pairing(yohanis, marthina, ProgrammeFactory.create(coordinator=kornelis))
    sheet = asked(pairing, state="locked")
    until = timezone.localdate() + timedelta(days=20)

    with scope_context(kornelis.scope):
        with pytest.raises(RuleError, match="terkirim dan terkunci"):
            reopening_ask(by=kornelis, evaluation=sheet, reason="Belum sempat", closes_on=until)
        refused(
            "reopening_of_what_was_sent",
            lambda: Reopening.objects.create(
                unit=sheet.unit, evaluation=sheet, reason="x", closes_on=until, asked_by=kornelis
            ),
        )


def test_one_officer_is_asked_about_one_person_also_before_the_round_opens(yohanis, marthina, kornelis):
    pairing = active_pairing(yohanis, marthina, ProgrammeFactory.create(coordinator=kornelis))
    learner = pairing.participants.get(role="mentee")
    found = round_at(pairing.programme, "I-6.L3", opens_on=timezone.localdate() + timedelta(days=3))
    one, other = (officer_of("96.71") for _ in range(2))

    with scope_context(kornelis.scope):
        officer_ask(by=kornelis, round=found, subject=learner, officer=one)
        with pytest.raises(RuleError, match="sudah ada pengurus"):
            officer_ask(by=kornelis, round=found, subject=learner, officer=other)
    assert found.evaluations.filter(state=EvaluationState.SCHEDULED).count() == 1


# --- PDLT


@pytest.fixture
def case(dewi, marthina):
    with scope_context(dewi.scope):
        return pdlt_open(by=dewi, member=marthina.member)


def leading(user, dewi):
    """The user leads too, and has lent that to somebody."""
    user.assignments.create(role=Role.LEADER, unit=dewi.scope.unit)
    return deputy_of(user, Role.LEADER)


def test_a_deputy_leads_no_case_about_his_lender(dewi, marthina):
    deputy = leading(marthina, dewi)

    with scope_context(deputy.scope):
        with pytest.raises(RuleError, match="pemberi kuasa"):
            pdlt_open(by=deputy, member=marthina.member)
        refused("pdlt_not_ones_own", lambda: forged_case(marthina.member, deputy))
        refused("pdlt_not_ones_own", lambda: forged_case(marthina.member, dewi))


def forged_case(member, by):
    today = timezone.localdate()
    return PdltAssessment.objects.create(
        unit=member.unit,
        member=member,
        name="x",
        instrument=instrument("I-5"),
        period_from=today - timedelta(days=1800),
        period_to=today,
        opened_by=by,
    )


def test_a_deputy_names_no_assessor_and_decides_nothing_about_his_lender(dewi, case, marthina):
    deputy, user = leading(marthina, dewi), staff(Role.ASSESSOR, "96.71")
    with scope_context(deputy.scope):
        with pytest.raises(RuleError, match="pemberi kuasa"):
            assessor_name(by=deputy, assessment=case, user=user)
        refused(
            "pdlt_not_ones_own",
            lambda: PdltAssessor.objects.create(unit=case.unit, assessment=case, user=user, named_by=dewi),
        )
    shared_long_ago(dewi, case)
    with scope_context(deputy.scope):
        with pytest.raises(RuleError, match="pemberi kuasa"):
            pdlt_decide(by=deputy, assessment=case, verdict="met", reason="Bukti lengkap")
        decided = {"state": "final", "verdict": "met", "verdict_reason": "x", "decided_at": timezone.now()}
        mine = PdltAssessment.objects.filter(pk=case.pk)
        refused("pdlt_not_ones_own", lambda: mine.update(decided_by=deputy, **decided))


def test_who_names_in_a_name_does_not_have_his_lender_assess(dewi, case):
    deputy, other = deputy_of(dewi), staff(Role.ASSESSOR, "96.71")
    dewi.assignments.create(role=Role.ASSESSOR, unit=dewi.scope.unit)

    with scope_context(deputy.scope):
        with pytest.raises(RuleError, match="tidak ikut menilai"):
            assessor_name(by=deputy, assessment=case, user=dewi)
        refused(
            "pdlt_assessor_apart",
            lambda: PdltAssessor.objects.create(unit=case.unit, assessment=case, user=dewi, named_by=deputy),
        )
        made = assessor_name(by=deputy, assessment=case, user=other)
    made.refresh_from_db()
    assert (made.named_by, made.named_for) == (deputy, dewi)


def test_an_assessor_decides_nothing_through_a_lent_role(dewi, case):
    shared_long_ago(dewi, case)
    deputy = UserFactory.create()
    assessor = case.assessors.first().user
    deputy.scope = lend(assessor.assignments.create(role=Role.LEADER, unit=dewi.scope.unit), deputy).scope

    with scope_context(deputy.scope):
        with pytest.raises(RuleError, match="Penilai tidak memutuskan"):
            pdlt_decide(by=deputy, assessment=case, verdict="met", reason="Bukti lengkap")
        decided = {"state": "final", "verdict": "met", "verdict_reason": "x", "decided_at": timezone.now()}
        rows = PdltAssessment.objects.filter(pk=case.pk)
        refused("pdlt_decided_in_time", lambda: rows.update(decided_by=deputy, **decided))
    deputy_of_leader = deputy_of(dewi)
    with scope_context(deputy_of_leader.scope):
        pdlt_decide(by=deputy_of_leader, assessment=case, verdict="met", reason="Bukti lengkap")
    case.refresh_from_db()
    assert case.decider == f"{deputy_of_leader.full_name} (a.n. {dewi.full_name})"


def test_a_leader_signs_for_no_assessor(dewi, case, kornelis):
    assessor, user = name(dewi, case)
    other = staff(Role.ASSESSOR, "96.71")
    with scope_context(user.scope):
        items = case.instrument.items.select_related("part")
        for item in items:
            given = {"gate": "clear"} if item.part.is_gate else {"value": 4}
            PdltMark.objects.create(assessor=assessor, item=item, evidence="SK", **given)

    with scope_context(dewi.scope):
        rows = PdltAssessor.objects.filter(pk=assessor.pk)
        refused("pdlt_own_hand", lambda: rows.update(submitted_at=timezone.now()))
        made = PdltAssessor.objects.create(unit=case.unit, assessment=case, user=other, named_by=kornelis)
    made.refresh_from_db()
    assert made.named_by == dewi


def test_the_member_reads_no_mark_before_it_is_sent_and_shared(dewi, case, marthina):
    scored(dewi, case, 4, 4)
    with scope_context(dewi.scope):
        pdlt_share(by=dewi, assessment=case)
    PdltAssessment.objects.filter(pk=case.pk).update(
        state="objected", objection="P2 keliru", objected_at=timezone.now()
    )
    third, user = name(dewi, case)
    read = []

    def reads():
        with scope_context(marthina.scope):
            read.append((PdltMark.objects.count(), PdltMark.objects.for_user(marthina).count()))
            read.append((PdltAssessor.objects.count(), PdltAssessor.objects.for_user(marthina).count()))

    with scope_context(user.scope):
        PdltMark.objects.create(assessor=third, item=case.instrument.items.first(), value=1, evidence="Belum selesai")
    reads()
    mark(third, user, 4)
    reads()
    with scope_context(dewi.scope):
        pdlt_share(by=dewi, assessment=case)
    reads()

    assert read == [(34, 34), (2, 2), (34, 34), (2, 2), (51, 51), (3, 3)]


def test_no_case_and_no_evaluation_leaves_the_sight_of_its_unit(dewi, case, marthina, yohanis, kornelis, stranger):
    pairing = active_pairing(yohanis, marthina, ProgrammeFactory.create(coordinator=kornelis))
    sheet = asked(pairing)
    shared_long_ago(dewi, case)
    away = stranger.scope.unit

    with scope_context(marthina.scope):
        for moved in ({"unit": away}, {"regency": away}):
            refused(
                "evaluations_pdltassessment_stays",
                lambda moved=moved: PdltAssessment.objects.filter(pk=case.pk).update(**moved),
            )
        sent = {"state": "submitted", "submitted_at": timezone.now(), "unit": away}
        with pytest.raises(DatabaseError), transaction.atomic():
            Evaluation.objects.filter(pk=sheet.pk).update(**sent)
    sheet.refresh_from_db()
    case.refresh_from_db()
    assert (sheet.unit, case.regency) == (pairing.unit, dewi.scope.unit)
