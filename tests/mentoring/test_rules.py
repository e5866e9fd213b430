"""Pure rules: the tables of moves, the derivation of phases, what a session may be."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import RuleError
from mentoring.enums import Category, EvidenceKind, PairingState, Phase
from mentoring.rules.moves import ACTION_MOVES, GUARDED, PAIRING_MOVES, require_move
from mentoring.rules.phases import ORDER, Facts, derive_phase, exit_tests
from mentoring.rules.sessions import log_problem, plan_problem

pytestmark = pytest.mark.django_db  # the party's settings are in the database
WIT = ZoneInfo("Asia/Jayapura")
NOW = datetime(2026, 11, 21, 15, 0, tzinfo=WIT)
MACHINES = {**GUARDED, "action": ACTION_MOVES}
FACTS = st.builds(
    Facts,
    state=st.sampled_from(list(PairingState)),
    category=st.sampled_from(list(Category)),
    all_oriented=st.booleans(),
    agreement_in_force=st.booleans(),
    sessions=st.integers(0, 9),
    execution_sessions=st.integers(0, 9),
    learners=st.just(3),
    baselines=st.integers(0, 3),
    plans=st.integers(0, 3),
    evidence=st.frozensets(st.sampled_from(list(EvidenceKind))),
)


@pytest.mark.parametrize("machine", MACHINES)
def test_machine_names_every_state_and_leads_only_to_named_ones(machine):
    moves = MACHINES[machine]
    states = type(next(iter(moves)))

    assert set(moves) == set(states)
    assert {after for afters in moves.values() for after in afters} <= set(states)


@pytest.mark.parametrize("machine", MACHINES)
def test_every_unlisted_move_is_refused_with_both_states_in_words(machine):
    moves = MACHINES[machine]
    for before in moves:
        for after in moves:
            if after in moves[before]:
                require_move(moves, before, after)
            else:
                with pytest.raises(RuleError, match="tidak bisa menjadi"):
                    require_move(moves, before, after)


@given(st.lists(st.sampled_from(list(PairingState)), max_size=30))
def test_no_walk_leaves_an_end_or_runs_twice_through_the_offer(wanted):
    state, path = PairingState.PROPOSED, [PairingState.PROPOSED]
    for after in wanted:
        if after in PAIRING_MOVES[state]:
            state = after
            path.append(state)

    ends = [PairingState.COMPLETED, PairingState.DECLINED, PairingState.ENDED_EARLY, PairingState.REMATCHED]
    assert all(path.count(once) <= 1 for once in (PairingState.OFFERED, PairingState.ACCEPTED, *ends))
    assert all(step not in ends for step in path[:-1])
    if PairingState.ACTIVE in path:
        assert path.index(PairingState.ACCEPTED) < path.index(PairingState.ACTIVE)


@given(FACTS)
def test_phase_is_the_first_whose_test_fails(facts):
    phase = derive_phase(facts)

    for earlier in ORDER[: ORDER.index(phase)]:
        assert all(test.passed for test in exit_tests(earlier, facts))
    if phase != Phase.EVALUATION:
        assert not all(test.passed for test in exit_tests(phase, facts))


@given(FACTS, st.data())
def test_more_evidence_never_moves_a_pairing_back(facts, data):
    more = replace(
        facts,
        all_oriented=facts.all_oriented or data.draw(st.booleans()),
        agreement_in_force=facts.agreement_in_force or data.draw(st.booleans()),
        sessions=facts.sessions + data.draw(st.integers(0, 5)),
        execution_sessions=facts.execution_sessions + data.draw(st.integers(0, 5)),
        baselines=data.draw(st.integers(facts.baselines, 3)),
        plans=data.draw(st.integers(facts.plans, 3)),
        evidence=facts.evidence | data.draw(st.frozensets(st.sampled_from(list(EvidenceKind)))),
    )

    assert ORDER.index(derive_phase(more)) >= ORDER.index(derive_phase(facts))


def test_personal_mentoring_needs_no_baseline_and_no_plan():
    facts = Facts(
        state=PairingState.ACTIVE,
        all_oriented=True,
        agreement_in_force=True,
        sessions=2,
        evidence=frozenset({EvidenceKind.COORDINATOR_TALK}),
    )

    assert derive_phase(facts) == Phase.DIAGNOSTIC
    assert derive_phase(replace(facts, category=Category.PERSONAL)) == Phase.EXECUTION


@pytest.mark.parametrize(
    ("ago", "mentor", "coordinator"),
    [
        (timedelta(minutes=-10), True, True),
        (timedelta(minutes=-11), False, False),
        (timedelta(days=30), True, True),
        (timedelta(days=31), False, True),
        (timedelta(days=90), False, True),
        (timedelta(days=91), False, False),
    ],
)
def test_logging_looks_back_thirty_days_and_ahead_ten_minutes(ago, mentor, coordinator):
    start = NOW - ago

    assert (log_problem(start, NOW, WIT, may_backdate=False) == "") is mentor
    assert (log_problem(start, NOW, WIT, may_backdate=True) == "") is coordinator


def test_planning_looks_ahead_one_year():
    assert plan_problem(NOW + timedelta(minutes=1), NOW) == ""
    assert "sudah lewat" in plan_problem(NOW, NOW)
    assert "tahunnya" in plan_problem(NOW + timedelta(days=400), NOW)
