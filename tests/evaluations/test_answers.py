"""Who is asked, whose answers are whose, and what leaves them (DOMAIN §§4.4, 8, 9)."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.models import OutboxMessage
from accounts.scoping import scope_context
from core.context import jobs_context
from core.errors import RuleError
from evaluations.enums import EVALUATION_MOVES, AlertKind, EvaluationState
from evaluations.models import Alert, Answer, Evaluation, Instrument, Reopening
from evaluations.rules.scoring import mean_level
from evaluations.services.alerts import alert_handle, alerts_tell, rapport_note
from evaluations.services.answers import answers_keep, reopening_ask, reopening_decide
from evaluations.services.asking import checks_ask, feedback_ask, officer_ask, round_open, windows_turn
from evaluations.tasks import ask_evaluations, settle_evaluations
from mentoring.enums import EvidenceKind, Format
from mentoring.models import PhaseEvidence
from tests.factories.accounts import staff
from tests.factories.cadres import member_user
from tests.factories.evaluations import answered, asked, instrument, officer_of, round_at
from tests.factories.mentoring import ProgrammeFactory, active_pairing, held_session, mentor_of, pairing_of
from tests.triggers import told_to, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def pairing(yohanis, marthina, kornelis):
    return active_pairing(yohanis, marthina, ProgrammeFactory.create(coordinator=kornelis))


def say(user, evaluation, values, *, submit=True):
    """Answer as the person himself, under his own role."""
    items = {item.code: item.pk for item in evaluation.instrument.items.exclude(kind="text")}
    with scope_context(user.scope):
        told = {items[code]: value for code, value in values.items()}
        return answers_keep(by=user, evaluation=evaluation, told=told, submit=submit)


def all_of(evaluation, value, **others):
    return {item.code: value for item in evaluation.instrument.items.exclude(kind="text")} | others


@contextmanager
def refused(name=""):
    """The database says no; what was arranged stays."""
    with pytest.raises(DatabaseError) as found, transaction.atomic():
        yield
    diagnosis = getattr(found.value.__cause__, "diag", None)
    assert not name or (diagnosis and diagnosis.constraint_name == name)


def test_answers_are_kept_half_done_and_sent_only_when_complete(marthina, pairing):
    sheet = asked(pairing)

    say(marthina, sheet, {"1": 4, "2": None}, submit=False)

    with pytest.raises(RuleError, match="3, 4, 5"):
        say(marthina, sheet, {"1": 5})
    assert Answer.objects.get(evaluation=sheet, item__code="2").value is None
    sheet.refresh_from_db()
    assert sheet.state == EvaluationState.OPEN


def test_what_was_sent_does_not_change_in_any_of_six_ways(marthina, kornelis, pairing):
    sheet = asked(pairing)
    say(marthina, sheet, all_of(sheet, 4, **{"7": 1, "8": 1, "9": 1}))
    other = asked(pairing, opens_on=timezone.localdate() - timedelta(days=2))

    with pytest.raises(RuleError):
        say(marthina, sheet, {"1": 1})
    with scope_context(marthina.scope):
        mine = Answer.objects.filter(evaluation=sheet)
        for attack in (
            lambda: mine.update(value=1),
            lambda: mine.update(evaluation=other),
            lambda: mine.delete(),
            lambda: Answer.objects.create(evaluation=other, item=instrument("I-7").items.first(), value=1),
            lambda: Evaluation.objects.filter(pk=sheet.pk).update(state="open"),
            lambda: Evaluation.objects.filter(pk=sheet.pk).update(rater=kornelis),
        ):
            with refused():
                attack()
        with connection.cursor() as cursor, refused():
            cursor.execute("UPDATE evaluations_answer SET value = 1")
    assert set(Answer.objects.filter(evaluation=sheet).values_list("value", flat=True)) == {4, 1}


def test_nobody_but_the_writer_reads_an_answer(marthina, yohanis, kornelis, sari, dewi, pairing):
    sheet = answered(asked(pairing), 4)
    above = staff(Role.COORDINATOR, "96")

    seen = {}
    for user in (marthina, yohanis, kornelis, sari, dewi, above, staff(Role.LEADER, "pusat")):
        with scope_context(user.scope):
            seen[user] = Answer.objects.filter(evaluation=sheet).count(), Answer.objects.for_user(user).count()
    with jobs_context():
        assert Answer.objects.count() == 0

    assert seen.pop(marthina) == (10, 10)
    assert set(seen.values()) == {(0, 0)}


def test_mentor_secretariat_and_leader_do_not_even_see_who_was_asked(yohanis, kornelis, sari, dewi, pairing):
    asked(pairing)

    seen = []
    for user in (yohanis, sari, dewi, kornelis):
        with scope_context(user.scope):
            seen.append((Evaluation.objects.count(), Evaluation.objects.for_user(user).count()))

    assert seen == [(0, 0), (0, 0), (0, 0), (1, 1)]


def test_nobody_answers_for_somebody_else(yohanis, kornelis, pairing):
    sheet = asked(pairing)
    item = sheet.instrument.items.first()

    for user in (yohanis, kornelis):
        with scope_context(user.scope), refused():
            Answer.objects.create(evaluation=sheet, item=item, value=5)
    with scope_context(kornelis.scope), refused("evaluation_locked"):
        Evaluation.objects.filter(pk=sheet.pk).update(state="submitted", submitted_at=timezone.now())


@pytest.mark.parametrize("code", ["7", "8", "9"])
def test_a_raw_answer_of_four_on_items_7_to_9_tells_the_tier_above_alone(code, marthina, kornelis, pairing):
    above = staff(Role.COORDINATOR, "96")
    sheet = asked(pairing)

    say(marthina, sheet, all_of(sheet, 5, **{"7": 3, "8": 3, "9": 3, code: 4}))

    alert = Alert.objects.get()
    assert (alert.kind, alert.item.code, alert.value) == (AlertKind.ITEM, code, 4)
    with scope_context(kornelis.scope):
        assert (Alert.objects.count(), Alert.objects.for_user(kornelis).count()) == (0, 0)
    with scope_context(above.scope):
        assert (Alert.objects.count(), Alert.objects.for_user(above).count()) == (1, 1)
    with jobs_context():
        alerts_tell()
        alerts_tell()
    assert list(OutboxMessage.objects.filter(kind="evaluation.alert").values_list("recipient", flat=True)) == [above.pk]


def test_three_on_items_7_to_9_tells_nobody(marthina, pairing):
    sheet = asked(pairing)

    say(marthina, sheet, all_of(sheet, 5, **{"7": 3, "8": 3, "9": 3}))

    assert not Alert.objects.exists()


@pytest.mark.parametrize(("safe", "alerts"), [(2, 1), (3, 0)])
def test_feeling_unsafe_in_a_session_tells_the_tier_above(safe, alerts, marthina, pairing):
    sheet = asked(pairing, "I-4", session=held_session(pairing))

    say(marthina, sheet, all_of(sheet, 4, F6=safe))

    assert Alert.objects.filter(kind=AlertKind.ITEM, item__code="F6").count() == alerts


def test_an_alert_is_not_for_whom_it_is_about(marthina, pairing):
    mentor = pairing.participants.get(role="mentor").user
    above = staff(Role.COORDINATOR, "96")
    own = pairing_of(
        member_user(Role.MENTEE, full_name="Dorkas").member, mentor=mentor.member, programme=pairing.programme
    )
    own.participants.filter(role="mentor").update(user=above)
    mentor.member.__class__.objects.filter(pk=mentor.member.pk).update(user=above)
    sheet = asked(pairing)

    say(marthina, sheet, all_of(sheet, 5))

    assert Alert.objects.filter(kind="item").count() == 3
    with scope_context(above.scope):
        assert (Alert.objects.count(), Alert.objects.for_user(above).count()) == (0, 0)


def test_a_low_check_puts_one_talk_into_the_queue_that_names_no_side(marthina, yohanis, kornelis, pairing):
    mine, theirs = asked(pairing), asked(pairing, "I-1b", side="mentor")

    say(marthina, mine, all_of(mine, 2, **{"7": 3, "8": 3, "9": 3}))
    say(yohanis, theirs, all_of(theirs, 2))

    talk = Alert.objects.get(kind=AlertKind.TALK)
    assert (talk.evaluation_id, talk.item_id, talk.due_on) == (None, None, timezone.localdate() + timedelta(7))
    with scope_context(kornelis.scope):
        with pytest.raises(RuleError):
            alert_handle(by=kornelis, alert=talk, note=" ")
        alert_handle(by=kornelis, alert=talk, note="Bicara dengan keduanya; sepakat bertemu lagi")
        with pytest.raises(RuleError):
            alert_handle(by=kornelis, alert=talk, note="lagi")
    assert PhaseEvidence.objects.filter(pairing=pairing, kind=EvidenceKind.COORDINATOR_TALK).exists()


def test_the_mean_of_the_database_is_the_mean_of_the_rules(pairing):
    cases = [{"1": 5, "2": 4, "3": None, "4": 2, "5": 5, "6": 3, "7": 2, "8": 1, "9": None, "10": 4}]
    cases.append(cases[0] | {"1": None})
    for number, values in enumerate(cases):
        sheet = answered(asked(pairing, opens_on=timezone.localdate() - timedelta(days=30 + number)), values)
        with connection.cursor() as cursor:
            cursor.execute("SELECT kad_evaluation_mean(%s)", [sheet.pk])
            found = cursor.fetchone()[0]
        ours = mean_level([i for i in sheet.instrument.items.all() if i.gives_level], values)
        assert (found is None and ours is None) or abs(float(found) - float(ours)) < 1e-9


def test_both_checks_from_three_up_fulfil_the_phase_and_one_does_not(yohanis, marthina, pairing):
    for days in (12, 5):
        held_session(pairing, timezone.localdate() - timedelta(days=days))
    mine, theirs = asked(pairing), asked(pairing, "I-1b", side="mentor")

    say(marthina, mine, all_of(mine, 4, **{"7": 1, "8": 1, "9": 1}))
    with jobs_context():
        assert rapport_note() == 1
    assert not PhaseEvidence.objects.exists()
    say(yohanis, theirs, all_of(theirs, 3))
    with jobs_context():
        rapport_note()
        assert rapport_note() == 0

    pairing.refresh_from_db()
    assert PhaseEvidence.objects.get().kind == EvidenceKind.RAPPORT_CHECKED
    assert pairing.phase == "diagnostic"


def test_a_low_side_does_not_fulfil_the_phase(yohanis, marthina, pairing):
    mine, theirs = asked(pairing), asked(pairing, "I-1b", side="mentor")
    say(marthina, mine, all_of(mine, 4, **{"7": 1, "8": 1, "9": 1}))
    say(yohanis, theirs, all_of(theirs, 2))

    with jobs_context():
        rapport_note()

    assert not PhaseEvidence.objects.exists()


def averages(user, pairing, name="kad_rapport_average"):
    with scope_context(user.scope), connection.cursor() as cursor:
        cursor.execute(f"SELECT item, mean, n FROM {name}(%s)", [pairing.pk])
        return cursor.fetchall()


def test_a_one_to_one_mentor_sees_no_result_at_all(yohanis, pairing):
    for days in (100, 200, 300):
        answered(asked(pairing, opens_on=timezone.localdate() - timedelta(days=days)), 4)

    assert averages(yohanis, pairing) == []


def group(yohanis, kornelis, size):
    members = [member_user(Role.MENTEE, full_name=f"Kader {n}").member for n in range(size)]
    mentor_of(yohanis.member)
    programme = ProgrammeFactory.create(coordinator=kornelis)
    return pairing_of(*members, mentor=yohanis.member, programme=programme, format=Format.GROUP)


@pytest.mark.parametrize(("size", "shown"), [(2, 0), (3, 10)])
def test_who_leads_a_group_sees_averages_of_three_mentees(size, shown, yohanis, kornelis, marthina):
    found = group(yohanis, kornelis, size)
    for place in range(size):
        answered(asked(found, place=place), 2 + place)

    rows = averages(yohanis, found)

    assert len(rows) == shown
    assert {(float(mean), n) for _item, mean, n in rows} == ({(3.0, 3)} if shown else set())
    assert averages(kornelis, found) == []
    assert averages(marthina, found) == []


def test_feedback_is_shown_by_threes_without_f6(yohanis, kornelis, pairing):
    seen = []
    for number in range(5):
        session = held_session(pairing, timezone.localdate() - timedelta(days=20 - number))
        answered(
            asked(pairing, "I-4", session=session, closes_on=timezone.localdate() + timedelta(number)), number % 5 + 1
        )
        seen.append(averages(yohanis, pairing, "kad_feedback_average"))

    assert seen[0] == seen[1] == []
    assert seen[2] == seen[3] == seen[4]
    codes = set(instrument("I-4").items.filter(pk__in=[row[0] for row in seen[2]]).values_list("code", flat=True))
    assert codes == {"F1", "F2", "F3", "F4", "F5"}
    assert averages(kornelis, pairing, "kad_feedback_average") == []


def test_the_clock_asks_opens_reminds_and_locks_once(marthina, yohanis, pairing):
    for days in (12, 5):
        held_session(pairing, timezone.localdate() - timedelta(days=days))

    ask_evaluations()
    ask_evaluations()

    assert Evaluation.objects.filter(occasion="rapport").count() == 2
    assert Evaluation.objects.filter(occasion="session").count() == 4
    assert set(Evaluation.objects.values_list("state", flat=True)) == {EvaluationState.OPEN}
    mine = OutboxMessage.objects.filter(recipient=marthina, kind__startswith="evaluation")
    check = Evaluation.objects.get(occasion="rapport", rater=marthina)
    kinds = mine.filter(subject=f"evaluation:{check.pk}").order_by("due_at").values_list("kind", flat=True)
    assert list(kinds) == ["evaluation.open", "evaluation.in_5_days", "evaluation.tomorrow"]
    with jobs_context():
        windows_turn(at=timezone.now() + timedelta(days=30))
    assert set(Evaluation.objects.values_list("state", flat=True)) == {EvaluationState.LOCKED}


def test_a_round_asks_everybody_with_an_account_once(kornelis, yohanis, marthina, pairing):
    today = timezone.localdate()
    window = {"opens_on": today, "closes_on": today + timedelta(days=14)}
    with scope_context(kornelis.scope):
        found = round_open(
            by=kornelis, programme=pairing.programme, instrument=instrument("I-6.L3"), occasion="baseline", **window
        )
        with pytest.raises(RuleError, match="sudah ada"):
            round_open(
                by=kornelis, programme=pairing.programme, instrument=instrument("I-6.L3"), occasion="baseline", **window
            )

    assert sorted(found.evaluations.values_list("role", "rater")) == sorted(
        [("self", marthina.pk), ("mentor", yohanis.pk)]
    )
    officer = officer_of("96.71.06")
    with scope_context(kornelis.scope):
        learner = pairing.participants.get(role="mentee")
        officer_ask(by=kornelis, round=found, subject=learner, officer=officer)
        with pytest.raises(RuleError):
            officer_ask(by=kornelis, round=found, subject=learner, officer=yohanis)
    with jobs_context():
        windows_turn()
    sheet = found.evaluations.get(role="officer")
    say(officer, sheet, all_of(sheet, 3))
    sheet.refresh_from_db()
    assert sheet.state == EvaluationState.SUBMITTED


def test_locked_answers_open_again_only_through_an_admin_who_did_not_ask(kornelis, marthina, pairing):
    sheet = answered(asked(pairing), 4)
    admin = staff(Role.ADMIN, "pusat")
    until = timezone.localdate() + timedelta(days=20)
    with scope_context(kornelis.scope):
        with pytest.raises(RuleError, match="alasan"):
            reopening_ask(by=kornelis, evaluation=sheet, reason=" ", closes_on=until)
        wish = reopening_ask(by=kornelis, evaluation=sheet, reason="Salah menekan", closes_on=until)
        with pytest.raises(RuleError):
            reopening_decide(by=kornelis, reopening=wish, grant=True)
        with refused("reopening_decided_once"):
            Reopening.objects.filter(pk=wish.pk).update(granted=True, decided_by=marthina, decided_at=timezone.now())
    with scope_context(admin.scope):
        assert Evaluation.objects.count() == 0
        reopening_decide(by=admin, reopening=wish, grant=True)
        with pytest.raises(RuleError):
            reopening_decide(by=admin, reopening=wish, grant=False)

    sheet.refresh_from_db()
    assert (sheet.state, sheet.closes_on) == (EvaluationState.REOPENED, until)
    say(marthina, sheet, {"1": 5})


def change(user, first, later):
    with scope_context(user.scope), connection.cursor() as cursor:
        cursor.execute(
            "SELECT item, n, before, after FROM kad_paired_change(%s, %s) ORDER BY item", [first.pk, later.pk]
        )
        return cursor.fetchall()


@pytest.mark.parametrize(("both", "shown"), [(4, False), (5, True)])
def test_change_is_told_of_people_with_both_measures_and_always_how_many(both, shown, kornelis, dewi, stranger):
    programme = ProgrammeFactory.create(coordinator=kornelis)
    rounds = [round_at(programme, occasion=occasion) for occasion in ("baseline", "final")]
    for number in range(both + 2):
        found = active_pairing(
            member_user(full_name=f"M{number}"), member_user(Role.MENTEE, full_name=f"K{number}"), programme
        )
        for place, each in enumerate(rounds):
            if number >= both and place == number - both:
                continue  # has only one of the two
            learner = found.participants.get(role="mentee")
            answered(
                asked(found, "I-6.L1", round=each, subject=learner, role="self", occasion=each.occasion), 2 + 2 * place
            )

    rows = change(kornelis, *rounds)

    assert [row[1] for row in rows] == [both] * 5
    assert {(row[2], row[3]) for row in rows} == ({(2, 4)} if shown else {(None, None)})
    assert change(dewi, *rounds) == change(stranger, *rounds) == []


def test_settling_twice_tells_once(marthina, pairing):
    staff(Role.COORDINATOR, "96")
    sheet = asked(pairing)
    say(marthina, sheet, all_of(sheet, 5))

    settle_evaluations()
    told = OutboxMessage.objects.filter(kind="evaluation.alert").count()
    settle_evaluations()

    assert told == OutboxMessage.objects.filter(kind="evaluation.alert").count() == 3


def test_an_alert_waits_untold_until_somebody_is_there_to_be_told(marthina, pairing):
    sheet = asked(pairing)
    say(marthina, sheet, all_of(sheet, 5))
    items = Alert.objects.filter(kind=AlertKind.ITEM)

    settle_evaluations()
    assert items.filter(told_at=None).count() == items.count() > 0
    above = staff(Role.COORDINATOR, "96")
    settle_evaluations()

    assert not items.filter(told_at=None).exists()
    assert OutboxMessage.objects.filter(kind="evaluation.alert", recipient=above).count() == items.count()


def test_who_withdrew_from_evaluation_is_not_asked(pairing, marthina):
    from accounts.models import Consent, ProcessingPurpose

    for days in (12, 5):
        held_session(pairing, timezone.localdate() - timedelta(days=days))
    Consent.objects.create(
        unit=marthina.member.unit, member=marthina.member, is_given=False, channel="app", recorded_by=marthina,
        purpose=ProcessingPurpose.objects.filter(code="evaluation").last(),
    )  # fmt: skip

    with jobs_context():
        checks_ask()
        feedback_ask()

    assert not Evaluation.objects.filter(rater=marthina).exists()


def test_every_instrument_of_the_domain_is_there_and_published():
    found = {each.code: each.items.count() for each in Instrument.objects.published()}

    assert found == {
        "I-1": 10, "I-1b": 8, "I-4": 7, "I-4b": 6, "I-5": 17, "I-6.L1": 5, "I-6.L2": 12, "I-6.L3": 5, "I-7": 12,
    }  # fmt: skip


def test_the_database_knows_the_same_moves():
    assert told_to("check_move", "evaluations_evaluation") == written(EVALUATION_MOVES)


def test_asking_costs_the_same_for_one_pairing_and_for_three(db, count_queries):
    def asked_of(pairings):
        for number in range(pairings):
            learner = member_user(Role.MENTEE, email=f"kader.{pairings}{number}@contoh.test").member
            mentor = member_user(email=f"mentor.{pairings}{number}@contoh.test").member
            pair = pairing_of(learner, mentor=mentor)
            for days in (12, 5):
                held_session(pair, timezone.localdate() - timedelta(days=days))
        with jobs_context(), count_queries() as spent:
            checks_ask()
            feedback_ask()
        return spent()

    one, three = asked_of(1), asked_of(3)

    assert one == three
    assert Evaluation.objects.count() == 4 * (2 + 2 * 2)
