"""The ladder against independent models: counts from SQL of their own, deeds from a table of states, and the clock."""

import time
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from accounts.enums import Role
from accounts.scoping import acting_as
from cadres.enums import AWARD_MOVES, EVENT_MOVES, PATH_MOVES, REGISTRATION_MOVES, AwardState, PathState
from cadres.ladder.gaps import standings
from cadres.models import LevelAward, LevelPath, Member, PathTransition
from cadres.services.awards import appeal_decide, appeal_file, award_grant, award_propose, award_return, award_revoke
from cadres.services.paths import path_resume, path_wait
from core.errors import RuleError
from tests.factories.accounts import staff, unit
from tests.factories.cadres import MemberFactory
from tests.factories.ladder import eligible, event_of, level, mentored, trained
from tests.triggers import told_to, written

pytestmark = pytest.mark.django_db

# Written apart from the product: one member, one rule at a time, as somebody would count by hand.
BY_HAND = {
    "stay": "SELECT (extract(year FROM age(current_date, joined_on)) * 12 + extract(month FROM "
    "age(current_date, joined_on)))::int FROM cadres_member WHERE id = %(m)s",
    "training": "SELECT (SELECT count(*) FROM cadres_trainingregistration r, cadres_training t WHERE t.id = r.event_id "
    "AND r.member_id = %(m)s AND r.result = 'passed' AND t.kind = 'diklat' AND t.starts_at >= m.joined_on AND "
    "coalesce(t.level_id, %(l)s) = %(l)s) + (SELECT count(*) FROM cadres_accreditation c WHERE c.member_id = %(m)s AND "
    "c.event_kind = 'diklat' AND c.level_id = %(l)s AND c.state = 'approved') FROM cadres_member m WHERE m.id = %(m)s",
    "sessions": "SELECT count(*) FROM mentoring_session s WHERE s.state IN ('logged', 'acknowledged') AND EXISTS "
    "(SELECT FROM mentoring_sessionattendance a, mentoring_pairingparticipant p WHERE a.session_id = s.id AND "
    "p.id = a.participant_id AND p.member_id = %(m)s AND p.role <> 'mentor' AND a.status <> 'absent')",
    "final_evaluation": "SELECT count(*) FROM mentoring_pairing r WHERE r.state = 'completed' AND "
    "r.category = 'formal_stage' AND r.id IN (SELECT pairing_id FROM mentoring_pairingparticipant "
    "WHERE member_id = %(m)s AND role <> 'mentor')",
    "no_sanction": "SELECT (status = 'active')::int FROM cadres_member WHERE id = %(m)s",
}


def by_hand(member):
    counts = {}
    with connection.cursor() as cursor:
        for kind, sql in BY_HAND.items():
            cursor.execute(sql, {"m": member.pk, "l": level("dasar").pk})
            counts[kind] = cursor.fetchone()[0]
    return counts


person = st.fixed_dictionaries(
    {
        "days": st.integers(160, 900),
        "passed": st.integers(0, 2),
        "failed": st.integers(0, 1),
        "bimtek": st.integers(0, 1),
        "sessions": st.integers(0, 5),
        "finished": st.booleans(),
        "status": st.sampled_from(["active", "suspended"]),
    }
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=st.lists(person, min_size=1, max_size=3))
def test_the_count_equals_one_from_scratch(people):
    with transaction.atomic():
        members = []
        for facts in people:
            member = MemberFactory(
                joined_on=timezone.localdate() - timedelta(days=facts["days"]), status=facts["status"]
            )
            for _ in range(facts["passed"]):
                trained(member, event_of(level=level("dasar")))
            for _ in range(facts["failed"]):
                trained(member, event_of(), result="failed")
            for _ in range(facts["bimtek"]):
                trained(member, event_of(kind="bimtek"))
            state = {} if facts["finished"] else {"state": "active", "ended_on": None}
            mentored(member, sessions=facts["sessions"], **state)
            members.append(member)

        found = standings(members)

        for member in members:
            rules = {r.requirement.kind: r.have for r in found[member.pk].rules}
            assert rules == by_hand(member)
        transaction.set_rollback(True)


THOUSAND = """
INSERT INTO cadres_member (unit_id, full_name, prefix, suffix, gender, birthplace, phone, has_whatsapp, email, address,
    nik, nik_last4, nik_missing_reason, level, status, wants_mentoring, is_mentee, joined_on, created_at)
SELECT %(unit)s, 'Orang ' || n, '', '', '', '', '', false, '', '', '', '', '', 'anggota', 'active', true, false,
    current_date - 700, now() FROM generate_series(1, 1000) AS n;
INSERT INTO cadres_trainingregistration (event_id, member_id, unit_id, state, registered_by_id, registered_at,
    attended_at, attended_by, confirmed_by_id, reason, result, result_by_id, result_at)
SELECT %(event)s, m.id, m.unit_id, 'attended', %(by)s, now(), now(), 'hand', %(by)s, 'Kertas', 'passed', %(by)s, now()
FROM cadres_member m WHERE m.full_name LIKE 'Orang %%';
INSERT INTO cadres_levelpath (member_id, level_id, requirement_set_id, unit_id, state, started_on, since, reason)
SELECT m.id, %(level)s, %(rules)s, m.unit_id, 'running', current_date - 100, current_date - 100, ''
FROM cadres_member m WHERE m.full_name LIKE 'Orang %%';
"""


def test_a_thousand_cadres_are_counted_within_two_seconds(sari, record_property):
    event, dasar = event_of(capacity=2000, by=sari), level("dasar")
    values = {"unit": unit("96.71.06.1001").pk, "event": event.pk, "by": sari.pk, "level": dasar.pk}
    with connection.cursor() as cursor:
        cursor.execute(THOUSAND, values | {"rules": dasar.requirement_sets.get().pk})
    members = list(Member.objects.filter(full_name__startswith="Orang "))

    start = time.perf_counter()
    found = standings(members)
    spent = time.perf_counter() - start

    record_property("seconds", spent)
    assert (len(found), {len(standing.rules) for standing in found.values()}) == (1000, {5})
    assert spent <= 2


MODELLED = {
    "levelpath": PATH_MOVES,
    "levelaward": AWARD_MOVES,
    "training": EVENT_MOVES,
    "trainingregistration": REGISTRATION_MOVES,
}


@pytest.mark.parametrize("table", MODELLED)
def test_the_database_knows_the_same_moves(table):
    assert told_to("check_move", f"cadres_{table}") == written(MODELLED[table])


class Promotion(RuleBasedStateMachine):
    """One cadre's promotion walked at random; what the services allow and refuse is compared with a small model."""

    def __init__(self):
        super().__init__()
        self.atom = transaction.atomic()
        self.atom.__enter__()
        self.coordinator = staff(Role.COORDINATOR, "96.71")
        self.leader, self.above = staff(Role.LEADER, "96.71"), staff(Role.LEADER, "96")
        self.member = eligible()
        self.award, self.appealed, self.decided_by = None, False, None
        self.state, self.path, self.holds, self.level = None, None, True, "anggota"

    def teardown(self):
        transaction.set_rollback(True)
        self.atom.__exit__(None, None, None)

    def deed(self, allowed, by, call, **arguments):
        with acting_as(by):
            if not allowed:
                with pytest.raises(RuleError):
                    call(by=by, **arguments)
                return None
            return call(by=by, **arguments)

    @rule()
    def propose(self):
        allowed = self.holds and self.level == "anggota" and self.state != "proposed" and self.path in (None, "running")
        award = self.deed(allowed, self.coordinator, award_propose, member=self.member, level=level("dasar"))
        if award:
            self.award, self.state, self.appealed, self.path = award, "proposed", False, "running"

    @precondition(lambda self: self.award)
    @rule()
    def grant(self):
        allowed = self.state == "proposed" and self.holds
        if self.deed(allowed, self.leader, award_grant, award=self.award):
            self.state, self.level, self.path = "awarded", "dasar", None

    @precondition(lambda self: self.award)
    @rule()
    def send_back(self):
        if self.deed(
            self.state == "proposed", self.leader, award_return, award=self.award, reason="Belum waktunya naik"
        ):
            self.state = "returned"

    @precondition(lambda self: self.award)
    @rule()
    def take_back(self):
        if self.deed(self.state == "awarded", self.leader, award_revoke, award=self.award, reason="Ternyata keliru"):
            self.state, self.level = "revoked", "anggota"

    @precondition(lambda self: self.award)
    @rule()
    def object(self):
        allowed = self.state == "returned" and not self.appealed
        if self.deed(allowed, self.coordinator, appeal_file, award=self.award, reason="Semua syarat lengkap"):
            self.appealed = True

    @precondition(lambda self: self.appealed and self.state == "returned" and self.award.appeal.state == "filed")
    @rule(upheld=st.booleans())
    def answer(self, upheld):
        newest = LevelAward.objects.filter(member=self.member).order_by("-pk").first() == self.award
        allowed = not upheld or (self.holds and newest and self.level == "anggota")
        arguments = {"appeal": self.award.appeal, "upheld": upheld, "answer": "Sudah kami periksa"}
        if self.deed(allowed, self.above, appeal_decide, **arguments):
            self.award = LevelAward.objects.get(pk=self.award.pk)
            if upheld:
                self.state, self.level, self.path = "awarded", "dasar", None

    @precondition(lambda self: self.path)
    @rule()
    def wait(self):
        path = LevelPath.objects.exclude(state=PathState.DONE).get()
        if self.deed(self.path == "running", self.coordinator, path_wait, path=path, reason="Menunggu diklat"):
            self.path = "waiting"

    @precondition(lambda self: self.path)
    @rule()
    def resume(self):
        path = LevelPath.objects.exclude(state=PathState.DONE).get()
        if self.deed(self.path == "waiting", self.coordinator, path_resume, path=path):
            self.path = "running"

    @rule()
    def evidence_changes(self):
        self.holds = not self.holds
        self.member.trainings.update(result="passed" if self.holds else "failed")

    @precondition(lambda self: self.award)
    @rule(to=st.sampled_from(AwardState.values))
    def forge(self, to):
        """Whoever writes past the services is refused by the database."""
        if to == self.state:
            return
        with pytest.raises(IntegrityError), transaction.atomic():
            LevelAward.objects.filter(pk=self.award.pk).update(state=to)

    @invariant()
    def agrees(self):
        assert Member.objects.values_list("level", flat=True).get(pk=self.member.pk) == self.level
        if self.award:
            assert LevelAward.objects.values_list("state", flat=True).get(pk=self.award.pk) == self.state
        open_paths = LevelPath.objects.exclude(state=PathState.DONE).values_list("state", flat=True)
        assert list(open_paths) == ([self.path] if self.path else [])
        last = {move.path_id: move.to_value for move in PathTransition.objects.order_by("at", "pk")}
        assert all(last[path.pk] == path.state for path in LevelPath.objects.all())


def test_promotions_and_paths_walk_as_the_model_says():
    walks = settings(
        max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    run_state_machine_as_test(Promotion, settings=walks)
