"""Diagnostics and action plans: blind ratings, talk and lock; goals in own words, both yeses, and their results."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.models import OutboxMessage, User
from accounts.scoping import acting_as
from core.context import jobs_context
from core.errors import RuleError
from mentoring.enums import ActionState, Category, Format, GoalState, Phase
from mentoring.models import (
    ActionItem,
    ActionTransition,
    Diagnostic,
    DiagnosticLevel,
    DiagnosticRating,
    DiagnosticTransition,
    Goal,
    GoalTransition,
    Plan,
    Rubric,
    RubricItem,
)
from mentoring.rules.diagnostics import Agreed, must_talk, proposed_gaps
from mentoring.selectors.cohorts import NEEDS
from mentoring.selectors.growth import growths
from mentoring.selectors.learning import gaps_of
from mentoring.selectors.phases import growth_of, phase_facts
from mentoring.services.diagnostics import (
    diagnostic_confirm,
    diagnostic_open,
    diagnostic_return,
    levels_agree,
    rating_save,
)
from mentoring.services.phases import pairing_send_back
from mentoring.services.plans import (
    action_add,
    action_confirm,
    action_propose,
    goal_see,
    goal_settle,
    goal_write,
    goals_lapse,
    plan_accept,
)
from tests.factories.cadres import member_user
from tests.factories.mentoring import active_pairing, grow, mentor_of, pairing_of, plan_of, round_of
from tests.mentoring.growing import agreed, entry, learner_of, levels, measure_and_plan, planned, rated

pytestmark = pytest.mark.django_db


def run(sql, *parameters):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.rowcount


@pytest.fixture
def pairing(yohanis, marthina):
    return active_pairing(yohanis, marthina)


@pytest.fixture
def learner(pairing, marthina):
    return learner_of(pairing, marthina)


@pytest.fixture
def refuses(deed):
    """The sentence of a refused deed."""

    def ask(service, **arguments):
        with pytest.raises(RuleError) as refusal:
            deed(service, **arguments)
        return str(refusal.value)

    return ask


# The rubric


def test_rubric_has_twelve_competencies_with_the_targets_of_the_guide():
    targets = {
        item.competency: (item.target_cadre, item.target_officer, item.target_candidate)
        for item in RubricItem.objects.filter(rubric__version=1)
    }

    assert len(targets) == 12
    assert [code for code, (cadre, _o, _c) in targets.items() if cadre == 3] == ["C01"]
    assert [code for code, (_c, officer, _k) in targets.items() if officer == 4] == ["C01", "C06", "C12"]
    assert [code for code, (_c, _o, candidate) in targets.items() if candidate == 4] == ["C03", "C05", "C08"]


def test_a_version_in_use_is_frozen(learner):
    run("UPDATE mentoring_rubric SET name = 'Rubrik' WHERE version = 1")
    round_of(learner, state="draft")

    for sql in (
        "UPDATE mentoring_rubric SET name = 'lain' WHERE version = 1",
        "UPDATE mentoring_rubricitem SET target_cadre = 1",
        "DELETE FROM mentoring_rubricitem WHERE competency = 'C12'",
        "INSERT INTO mentoring_rubricitem (rubric_id, competency, anchors, target_cadre, target_officer,"
        " target_candidate) SELECT rubric_id, 'C01', anchors, 1, 1, 1 FROM mentoring_rubricitem LIMIT 1",
    ):
        with pytest.raises(IntegrityError, match="in use"):
            run(sql)
    Rubric.objects.create(version=2, name="Rubrik 2", scale=["a", "b", "c", "d", "e"])


# Rating blindly


def test_each_side_is_blind_until_both_have_sent(deed, pairing, learner, yohanis, marthina, kornelis):
    found = deed(diagnostic_open, by=marthina, learner=learner, round="baseline")
    deed(rating_save, by=marthina, diagnostic=found, levels=levels(2), submit=True)

    for user in (yohanis, kornelis):
        with acting_as(user):
            assert DiagnosticRating._base_manager.count() == 0
            assert DiagnosticRating.objects.for_user(user).count() == 0
    with acting_as(marthina), pytest.raises(IntegrityError, match="sent"):
        run("UPDATE mentoring_diagnosticrating SET is_open = true")

    deed(rating_save, by=yohanis, diagnostic=found, levels=levels(3), submit=True)
    found.refresh_from_db()
    assert found.state == "talk"
    for user in (yohanis, marthina, kornelis):
        with acting_as(user):
            assert DiagnosticRating.objects.for_user(user).count() == 2
    row = DiagnosticLevel.objects.get(diagnostic=found, competency="C01")
    assert (row.self_level, row.mentor_level, row.target, row.agreed_level) == (2, 3, 3, None)
    assert [move.to_value for move in DiagnosticTransition.objects.all()] == ["draft", "talk"]
    assert {message.recipient for message in OutboxMessage.objects.filter(kind="rubric.new")} == {yohanis}


def test_a_rating_may_wait_half_done_and_stays_as_it_was_sent(deed, refuses, learner, marthina):
    found = deed(diagnostic_open, by=marthina, learner=learner, round="baseline")
    half = {"C01": 2}
    deed(rating_save, by=marthina, diagnostic=found, levels=half)

    assert "Belum dijawab 11" in refuses(rating_save, by=marthina, diagnostic=found, levels=half, submit=True)
    unknown = levels(C10=None, C09=None, C08=None)
    assert "Belum tahu" in refuses(rating_save, by=marthina, diagnostic=found, levels=unknown, submit=True)
    deed(rating_save, by=marthina, diagnostic=found, levels=levels(C10=None), submit=True)
    assert "tidak diubah" in refuses(rating_save, by=marthina, diagnostic=found, levels=levels(5))
    with acting_as(marthina), pytest.raises(IntegrityError, match="sent"):
        run("UPDATE mentoring_diagnosticrating SET levels = '{}'")


def test_database_takes_no_incomplete_rating_and_no_rating_for_somebody_else(deed, learner, yohanis, marthina):
    found = deed(diagnostic_open, by=marthina, learner=learner, round="baseline")
    sql = (
        "INSERT INTO mentoring_diagnosticrating (unit_id, pairing_id, learner_id, diagnostic_id, side, author_id,"
        " levels, submitted_at, is_open) VALUES (%s, %s, %s, %s, %s, %s, '{\"C01\": 1}', {at}, false)"
    )
    row = (learner.unit_id, learner.pairing_id, learner.pk, found.pk)

    with acting_as(marthina):
        with pytest.raises(IntegrityError, match="ten of the twelve"):
            run(sql.replace("{at}", "now()"), *row, "self", marthina.pk)
        for side, author in (("mentor", marthina), ("self", yohanis), ("mentor", yohanis)):
            with pytest.raises(ProgrammingError, match="row-level security"):
                run(sql.replace("{at}", "null"), *row, side, author.pk)


# The talk


def test_levels_that_lie_far_apart_are_talked_about_and_high_ones_carry_evidence(
    deed, refuses, pairing, yohanis, marthina
):
    found = rated(deed, pairing, yohanis, marthina, own=levels(2, C04=None), other=levels(2, C01=4, C02=3))
    talked = Agreed("C04", 2, True, "Belum pernah bicara di depan umum")

    refusal = refuses(levels_agree, by=yohanis, diagnostic=found, agreed=agreed(C03=Agreed("C03", 4)))
    assert refusal.count("berjauhan") == 2
    assert "Integritas & etika: tingkat 4 dan 5 perlu satu baris bukti." in refusal
    assert "C02" not in refusal
    far = Agreed("C01", 3, True, "Kami membaca AD/ART bersama")
    deed(
        levels_agree,
        by=yohanis,
        diagnostic=found,
        agreed=agreed(C01=far, C04=talked, C03=Agreed("C03", 4, evidence="Pakta ditandatangani 12 orang")),
    )
    assert "Anda sendiri" in refuses(diagnostic_confirm, by=yohanis, diagnostic=found)
    assert "alasannya" in refuses(diagnostic_return, by=marthina, diagnostic=found, reason=" ")
    deed(diagnostic_return, by=marthina, diagnostic=found, reason="C03 terlalu tinggi")
    deed(levels_agree, by=marthina, diagnostic=found, agreed=agreed(C01=far, C04=talked))
    locked = deed(diagnostic_confirm, by=yohanis, diagnostic=found)

    assert (locked.state, locked.agreed_by, locked.locked_by) == ("locked", marthina, yohanis)
    assert [move.to_value for move in DiagnosticTransition.objects.all()] == [
        *("draft", "talk", "agreed", "talk", "agreed", "locked")
    ]


@pytest.mark.parametrize(
    ("own", "other", "expected"), [(2, 2, False), (2, 3, False), (2, 4, True), (5, 1, True), (None, 2, True)]
)
def test_two_steps_apart_have_to_be_talked_about(own, other, expected):
    assert must_talk(own, other) is expected


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("agreed_level = 2", "level_talked_about"),
        ("agreed_level = 4, talked = true, talk_note = 'x'", "level_high_has_evidence"),
        ("agreed_level = 6, talked = true, talk_note = 'x', evidence = 'x'", "level_agreed_level"),
    ],
)
def test_database_knows_the_rules_of_the_talk(deed, pairing, yohanis, marthina, change, constraint):
    rated(deed, pairing, yohanis, marthina, own=levels(1), other=levels(3))

    with acting_as(yohanis), pytest.raises(IntegrityError, match=constraint):
        run(f"UPDATE mentoring_diagnosticlevel SET {change} WHERE competency = 'C05'")


def test_what_both_had_said_is_copied_never_typed(deed, pairing, yohanis, marthina):
    rated(deed, pairing, yohanis, marthina, own=levels(1), other=levels(2))

    with acting_as(yohanis):
        run("UPDATE mentoring_diagnosticlevel SET self_level = 5, mentor_level = 5, target = 1")

    assert set(DiagnosticLevel.objects.values_list("self_level", "mentor_level")) == {(1, 2)}
    assert DiagnosticLevel.objects.get(competency="C01").target == 3


# The lock


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE mentoring_diagnosticlevel SET agreed_level = 1",
        "UPDATE mentoring_diagnostic SET profile = 'officer'",
        "UPDATE mentoring_diagnostic SET locked_at = now() - interval '1 day'",
        "UPDATE mentoring_diagnostic SET state = 'talk'",
        "INSERT INTO mentoring_diagnosticlevel (unit_id, pairing_id, learner_id, diagnostic_id, competency, target,"
        " talked, talk_note, evidence) SELECT unit_id, pairing_id, learner_id, id, 'C01', 1, false, '', ''"
        " FROM mentoring_diagnostic",
    ],
)
def test_a_locked_baseline_never_changes(pairing, learner, yohanis, marthina, sql):
    round_of(learner)

    for user in (yohanis, marthina):
        with acting_as(user), pytest.raises(IntegrityError):
            run(sql)


def test_nothing_is_locked_by_one_person_or_half_agreed(deed, pairing, yohanis, marthina):
    found = rated(deed, pairing, yohanis, marthina)

    with acting_as(yohanis), pytest.raises(IntegrityError, match="every competency"):
        run("UPDATE mentoring_diagnostic SET state = 'agreed', agreed_by_id = %s", yohanis.pk)
    deed(levels_agree, by=yohanis, diagnostic=found, agreed=agreed())
    with acting_as(yohanis), pytest.raises(IntegrityError, match="diagnostic_locked_by_two"):
        run("UPDATE mentoring_diagnostic SET state = 'locked', locked_by_id = %s, locked_at = now()", yohanis.pk)


def test_rounds_come_one_by_one_and_each_is_a_row(deed, refuses, learner, yohanis, marthina):
    assert "Rubrik awal dikunci dulu" in refuses(diagnostic_open, by=yohanis, learner=learner, round="mid")
    deed(diagnostic_open, by=yohanis, learner=learner, round="baseline")
    assert "sedang diisi" in refuses(diagnostic_open, by=marthina, learner=learner, round="baseline")
    run("UPDATE mentoring_diagnostic SET set_aside_at = now(), set_aside_reason = 'x'")
    round_of(learner)

    assert "sudah terkunci" in refuses(diagnostic_open, by=marthina, learner=learner, round="baseline")
    assert "setelah pasangan selesai" in refuses(diagnostic_open, by=marthina, learner=learner, round="follow_up")
    deed(diagnostic_open, by=yohanis, learner=learner, round="final")
    assert list(Diagnostic.objects.filter(set_aside_at=None).order_by("pk").values_list("round", "state")) == [
        ("baseline", "locked"),
        ("final", "draft"),
    ]


def test_gaps_are_the_three_largest_and_equal_ones_go_by_the_programme(learner):
    found = round_of(learner, level=2, profile="officer")
    rows = list(found.levels.all())

    assert [row.competency for row in proposed_gaps(rows)] == ["C01", "C06", "C12"]
    assert [row.competency for row in proposed_gaps(rows, ["C12", "C01"])] == ["C12", "C01", "C06"]
    run("UPDATE mentoring_diagnosticlevel SET agreed_level = 1 WHERE competency = 'C05'")
    run("UPDATE mentoring_diagnosticlevel SET agreed_level = 3 WHERE competency IN ('C01', 'C12')")
    assert [row.competency for row in proposed_gaps(found.levels.all(), ["C12"])] == ["C05", "C06", "C12"]
    assert sum(row.gap for row in rows) == 3 * 2 + 9 * 1


# The plan


def test_a_plan_is_agreed_by_both_and_opens_the_execution(deed, refuses, pairing, learner, yohanis, marthina):
    round_of(learner)
    serves = pairing.programme.goals.get()
    goal = deed(goal_write, by=marthina, learner=learner, entry=entry(smart=[1, 2, 3]))

    assert "belum lolos daftar periksa: Menutup kesenjangan" in refuses(plan_accept, by=marthina, learner=learner)
    goal = deed(goal_write, by=marthina, learner=learner, entry=entry(), goal=goal)
    assert "sasaran organisasi" in refuses(plan_accept, by=marthina, learner=learner)
    goal = deed(goal_write, by=marthina, learner=learner, entry=entry(org_goal=serves), goal=goal)
    plan = deed(plan_accept, by=marthina, learner=learner)
    assert (plan.agreed_at, Goal.objects.get().state) == (None, "draft")
    assert {message.recipient for message in OutboxMessage.objects.filter(kind="plan.new")} == {yohanis}
    deed(goal_write, by=yohanis, learner=learner, entry=entry(org_goal=serves, target=25), goal=goal)
    assert Plan.objects.get().learner_accepted_at is None, "what changed is accepted anew"

    deed(plan_accept, by=yohanis, learner=learner)
    plan = deed(plan_accept, by=marthina, learner=learner)
    goal.refresh_from_db()
    assert (goal.state, goal.target, plan.agreed_at) == ("agreed", 25, goal.agreed_at)
    assert [(move.to_value, move.actor) for move in goal.transitions.all()] == [
        ("draft", marthina),
        ("agreed", marthina),
    ]
    assert "tidak diubah" in refuses(goal_write, by=marthina, learner=learner, entry=entry(), goal=goal)


def test_goals_close_gaps_and_serve_their_own_programme(deed, refuses, pairing, learner, marthina):
    round_of(learner)
    foreign = active_pairing().programme.goals.get()

    sentence = refuses(goal_write, by=marthina, learner=learner, entry=entry(competency="C02"))
    assert sentence == "Tujuan menutup kesenjangan hasil diagnostik: Ideologi & aturan partai."
    assert "program ini" in refuses(goal_write, by=marthina, learner=learner, entry=entry(org_goal=foreign))


def test_a_plan_has_five_goals_and_a_goal_five_steps_at_most(deed, refuses, learner, marthina):
    assert "Kunci dulu rubrik awal" in refuses(goal_write, by=marthina, learner=learner, entry=entry())
    round_of(learner)
    goals = [deed(goal_write, by=marthina, learner=learner, entry=entry()) for _n in range(5)]
    for number in range(5):
        deed(action_add, by=marthina, goal=goals[0], what=f"Langkah {number}", due_on=None)

    assert "paling banyak 5 tujuan" in refuses(goal_write, by=marthina, learner=learner, entry=entry())
    assert "paling banyak 5 langkah" in refuses(action_add, by=marthina, goal=goals[0], what="x", due_on=None)
    copy = ", ".join(f.column for f in Goal._meta.concrete_fields if f.column != "id")
    with acting_as(marthina), pytest.raises(IntegrityError, match="five goals at most"):
        run(f"INSERT INTO mentoring_goal ({copy}) SELECT {copy} FROM mentoring_goal LIMIT 1")
    steps = ", ".join(f.column for f in ActionItem._meta.concrete_fields if f.column != "id")
    with acting_as(marthina), pytest.raises(IntegrityError, match="five steps at most"):
        run(f"INSERT INTO mentoring_actionitem ({steps}) SELECT {steps} FROM mentoring_actionitem LIMIT 1")

    deed(goal_settle, by=marthina, goal=goals[4], to="dropped", note="Terlalu banyak")
    deed(goal_write, by=marthina, learner=learner, entry=entry())


@pytest.mark.django_db(transaction=True)
def test_limits_of_a_plan_hold_however_many_write_at_once():
    yohanis = member_user(Role.MENTOR, full_name="Yohanis Kareth")
    marthina = member_user(Role.MENTEE, full_name="Marthina Sagrim")
    learner = learner_of(active_pairing(yohanis, marthina), marthina)
    round_of(learner)

    def goals(me, number):
        goal_write(by=me, learner=learner, entry=entry())

    assert at_once([yohanis, marthina] * 4, goals) == ["RuleError"] * 3 + ["kept"] * 5
    goal = Goal.objects.order_by("pk").first()

    def steps(me, number):
        action_add(by=me, goal=goal, what=f"Langkah {number}", due_on=None)

    assert at_once([yohanis, marthina] * 4, steps) == ["RuleError"] * 3 + ["kept"] * 5
    assert (Goal.objects.count(), ActionItem.objects.count()) == (5, 5)


def at_once(people, deed):
    """What becomes of a deed that all these people do at the same moment."""
    gate, outcomes = threading.Barrier(len(people)), []

    def attempt(pk, number):
        try:
            me = User.objects.get(pk=pk)
            gate.wait(20)
            with acting_as(me):
                deed(me, number)
            outcomes.append("kept")
        except (RuleError, IntegrityError) as error:
            outcomes.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt, args=[me.pk, number]) for number, me in enumerate(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("UPDATE mentoring_goal SET statement = 'lain', state = 'agreed'", "both accept"),
        ("UPDATE mentoring_goal SET smart = '{1,2}', state = 'agreed'", "both accept|goal_is_smart"),
        ("UPDATE mentoring_plan SET guide_accepted_at = now()", "for himself"),
        ("UPDATE mentoring_plan SET learner_accepted_at = now(), agreed_at = now()", "agreed by both"),
        ("UPDATE mentoring_goal SET check_on = due_on + 1", "goal_checked_before_due"),
        ("UPDATE mentoring_goal SET target = baseline", "goal_goes_somewhere"),
        ("UPDATE mentoring_goal SET state = 'dropped'", "goal_outcome_is_told"),
    ],
)
def test_database_lets_nobody_agree_alone(learner, marthina, sql, message):
    plan_of(learner, agreed=False)

    with acting_as(marthina), pytest.raises(IntegrityError, match=message):
        run(sql)


def test_an_agreed_goal_keeps_its_words(learner, marthina):
    plan_of(learner)

    with acting_as(marthina), pytest.raises(IntegrityError, match="this goal is agreed"):
        run("UPDATE mentoring_goal SET statement = 'lain'")


def test_results_need_evidence_come_from_the_guide_and_are_seen_by_the_coordinator(
    deed, refuses, pairing, yohanis, marthina, kornelis
):
    round_of(learner_of(pairing, marthina))
    goal = planned(deed, pairing, yohanis, marthina)
    result = {"goal": goal, "to": "achieved", "note": "23 rumah, daftar di sekretariat"}

    assert "yang mendampingi" in refuses(goal_settle, by=marthina, **result)
    assert "bukti" in refuses(goal_settle, by=yohanis, **result | {"note": " "})
    assert "belum ada hasilnya" in refuses(goal_see, by=kornelis, goal=goal)
    deed(goal_settle, by=yohanis, **result)
    assert "Dari «Tercapai»" in refuses(goal_settle, by=yohanis, **result | {"to": "missed"})
    seen = deed(goal_see, by=kornelis, goal=goal)
    assert (seen.state, seen.seen_by) == ("achieved", kornelis)
    with acting_as(kornelis), pytest.raises(ProgrammingError, match="looks on"):
        run("UPDATE mentoring_goal SET outcome_note = 'lain'")


def test_a_goal_without_result_is_missed_fourteen_days_after_its_end(learner):
    today = timezone.localdate()
    late = plan_of(learner, check_on=today - timedelta(days=60), due_on=today - timedelta(days=15))
    recent = plan_of(learner, check_on=today - timedelta(days=60), due_on=today - timedelta(days=13))

    for settled in (1, 0):
        with jobs_context():
            assert goals_lapse() == settled
    late.refresh_from_db()
    recent.refresh_from_db()
    assert (late.state, recent.state) == (GoalState.MISSED, GoalState.AGREED)
    assert [(move.to_value, move.actor) for move in GoalTransition.objects.filter(goal=late)] == [("missed", None)]


def test_the_learner_proposes_what_became_of_a_step_and_the_guide_confirms(
    deed, refuses, pairing, learner, yohanis, marthina
):
    goal = plan_of(learner)
    step = deed(action_add, by=yohanis, goal=goal, what="Susun daftar", due_on=timezone.localdate() + timedelta(days=9))
    assert step.owner == learner
    assert list(OutboxMessage.objects.filter(recipient=marthina).order_by("due_at").values_list("kind", flat=True)) == [
        "action.in_2_days",
        "action.day_after",
    ]

    assert "Kader sendiri" in refuses(action_propose, by=yohanis, action=step, to="done")
    assert "perlu alasan" in refuses(action_propose, by=marthina, action=step, to="dropped")
    assert "belum mengusulkan" in refuses(action_confirm, by=yohanis, action=step)
    deed(action_propose, by=marthina, action=step, to="done")
    assert "dipastikan oleh" in refuses(action_confirm, by=marthina, action=step)
    assert "masih kurang" in refuses(action_confirm, by=yohanis, action=step, accepts=False)
    deed(action_confirm, by=yohanis, action=step, accepts=False, note="Daftar belum lengkap")
    deed(action_propose, by=marthina, action=step, to="dropped", note="Warga pindah")
    deed(action_confirm, by=yohanis, action=step)

    step.refresh_from_db()
    assert (step.state, step.reason, step.proposed_state) == (ActionState.DROPPED, "Warga pindah", "")
    assert [(m.from_value, m.to_value, m.is_proposal) for m in ActionTransition.objects.all()] == [
        ("open", "done", True),
        ("open", "open", False),
        ("open", "dropped", True),
        ("open", "dropped", False),
    ]
    with pytest.raises(IntegrityError, match="action_dropped_says_why"):
        run("UPDATE mentoring_actionitem SET reason = ''")


# Phases and formats


def test_phases_follow_from_locked_baselines_and_agreed_plans(pairing, learner, dewi, sari):
    assert growth_of(pairing).learners == 1
    round_of(learner, state="agreed", round="mid")
    plan_of(learner, agreed=False)
    assert (growth_of(pairing).baselines, growth_of(pairing).plans) == (0, 0)
    round_of(learner)
    run("UPDATE mentoring_plan SET agreed_at = now()")

    for user in (sari, None):
        with acting_as(user) if user else jobs_context():
            assert (phase_facts(pairing).baselines, phase_facts(pairing).plans) == (1, 1), "the same for everybody"
    with acting_as(dewi):
        assert growth_of(pairing).learners == 0, "a leader does not count it either"


def test_sending_back_keeps_the_locked_baseline_and_asks_for_a_new_one(deed, pairing, yohanis, marthina, kornelis):
    measure_and_plan(deed, pairing, yohanis, marthina)
    run("UPDATE mentoring_pairing SET phase = 'execution' WHERE id = %s", pairing.pk)
    pairing.evidence.create(unit=pairing.unit, kind="coordinator_talk", note="ok", recorded_by=kornelis)
    run("UPDATE mentoring_pairing SET phase = 'execution' WHERE id = %s", pairing.pk)

    deed(pairing_send_back, by=kornelis, pairing=pairing, reason="Tujuan terlalu umum")
    plan = Plan.objects.get()
    assert (plan.agreed_at, plan.learner_accepted_at, Goal.objects.get().state) == (None, None, "agreed")


def test_a_baseline_that_is_set_aside_stays_as_it_was(pairing, learner, kornelis, marthina):
    round_of(learner)

    with acting_as(kornelis):
        run("UPDATE mentoring_diagnostic SET set_aside_at = now(), set_aside_reason = 'Diisi terburu-buru'")
        with pytest.raises(IntegrityError, match="is locked"):
            run("UPDATE mentoring_diagnostic SET set_aside_reason = 'lain'")
        with pytest.raises(ProgrammingError, match="looks on"):
            run("UPDATE mentoring_diagnostic SET profile = 'officer'")
    assert growth_of(pairing).baselines == 0
    round_of(learner)
    assert growth_of(pairing).baselines == 1


def test_each_of_a_group_has_his_own_and_sees_no_other(deed, refuses, yohanis, marthina, sari, dewi, kornelis):
    selfina = member_user(Role.MENTEE, full_name="Selfina Nauw")
    mentor_of(yohanis.member)
    group = pairing_of(marthina.member, selfina.member, mentor=yohanis.member, format=Format.GROUP)
    grow(group)
    mine, hers = learner_of(group, marthina), learner_of(group, selfina)
    step = ActionItem.objects.create(
        unit=group.unit, pairing=group, goal=Goal.objects.get(learner=hers), owner=hers, what="Rahasia"
    )

    tables = (Diagnostic, DiagnosticRating, DiagnosticLevel, Plan, Goal, ActionItem)
    seen = {}
    for user in (marthina, selfina, yohanis, kornelis, sari, dewi):
        with acting_as(user):
            seen[user] = [model._base_manager.count() for model in tables]
            assert seen[user] == [model.objects.for_user(user).count() for model in tables], "both walls agree"
    assert seen[yohanis] == seen[kornelis] == [2, 4, 24, 2, 2, 1]
    assert seen[marthina] == [1, 2, 12, 1, 1, 0]
    assert seen[selfina] == [1, 2, 12, 1, 1, 1]
    assert seen[sari] == seen[dewi] == [0] * 6
    assert "Hanya kader ini" in refuses(goal_write, by=marthina, learner=hers, entry=entry())
    with pytest.raises(ActionItem.DoesNotExist):
        deed(action_propose, by=marthina, action=step, to="done")
    assert [growth.learner for growth in growths(_acting(kornelis), group)] == [mine, hers]


def _acting(user):
    with acting_as(user):
        return user


def test_peers_guide_each_other_and_a_facilitator_stands_before_them(deed, refuses, marthina, yohanis):
    selfina = member_user(Role.MENTEE, full_name="Selfina Nauw")
    peers = pairing_of(marthina.member, selfina.member, format=Format.PEER)
    for one, other in ((marthina, selfina), (selfina, marthina)):
        found = rated(deed, peers, other, one)
        deed(levels_agree, by=other, diagnostic=found, agreed=agreed())
        deed(diagnostic_confirm, by=one, diagnostic=found)
    assert growth_of(peers).baselines == 2

    run("UPDATE mentoring_pairing SET format = 'circle' WHERE id = %s", peers.pk)
    peers.participants.create(
        unit=peers.unit, member=yohanis.member, name="Yohanis", role="facilitator", answer="accepted"
    )
    learner = learner_of(peers, marthina)
    assert "Hanya kader ini" in refuses(goal_write, by=selfina, learner=learner, entry=entry())
    deed(goal_write, by=yohanis, learner=learner, entry=entry())
    with acting_as(selfina):
        assert Goal._base_manager.count() == Goal.objects.for_user(selfina).count() == 0


def test_personal_mentoring_may_plan_without_measuring(deed, yohanis, marthina):
    pairing = active_pairing(yohanis, marthina, category=Category.PERSONAL, phase=Phase.RAPPORT)
    learner = learner_of(pairing, marthina)

    goal = deed(goal_write, by=marthina, learner=learner, entry=entry(competency="C11"))
    deed(plan_accept, by=marthina, learner=learner)
    deed(plan_accept, by=yohanis, learner=learner)

    goal.refresh_from_db()
    assert (goal.state, growth_of(pairing).plans) == ("agreed", 1)


def test_page_of_a_pairing_costs_the_same_for_one_and_for_three_learners(count_queries, kornelis, yohanis):
    spent = []
    mentor_of(yohanis.member)
    for many in (2, 4):
        learners = [member_user(Role.MENTEE).member for _n in range(many)]
        group = pairing_of(*learners, mentor=yohanis.member, format=Format.GROUP)
        grow(group)
        with acting_as(kornelis), count_queries() as count:
            for growth in growths(kornelis, group):
                assert len(growth.track) == 12
                assert [list(goal.actions.all()) for goal in growth.goals] == [[]]
        spent.append(count())

    assert spent[0] == spent[1] <= 9


def test_the_matcher_learns_the_gaps_of_the_last_locked_round(learner):
    round_of(learner, level=1)
    round_of(learner, level=2, round="mid")
    round_of(learner, level=1, round="final", state="agreed")

    gaps = gaps_of([learner.member_id])[learner.member_id]

    targets = dict(DiagnosticLevel.objects.filter(diagnostic__round="mid").values_list("competency", "target"))
    assert gaps == {code: max(0, target - 2) for code, target in targets.items()}
    assert max(gaps.values()) > 0
    assert [gaps_of] == NEEDS
