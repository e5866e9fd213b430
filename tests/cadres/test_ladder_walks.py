"""Promotions walked at random through the database alone, beside a model that is told without the product."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import randoms

from cadres.models import Member
from tests.factories.accounts import unit

pytestmark = pytest.mark.django_db

# Each step is written straight to the tables, past the services; what a constraint or trigger refuses changes nothing.
WALK = """
CREATE OR REPLACE FUNCTION pg_temp.climb(m bigint, asker bigint, leader bigint, steps text[]) RETURNS text[]
LANGUAGE plpgsql AS $$
DECLARE step text; who cadres_member; way cadres_levelpath; paper cadres_levelaward; plea text; trail text[] := '{}';
BEGIN
    FOREACH step IN ARRAY steps LOOP
        SELECT * INTO who FROM cadres_member WHERE id = m;
        SELECT * INTO way FROM cadres_levelpath WHERE member_id = m AND state <> 'done' ORDER BY id DESC LIMIT 1;
        SELECT * INTO paper FROM cadres_levelaward WHERE member_id = m ORDER BY id DESC LIMIT 1;
        BEGIN
            CASE step
            WHEN 'start' THEN
                INSERT INTO cadres_levelpath (unit_id, member_id, level_id, requirement_set_id, state, started_on,
                    since, reason)
                SELECT who.unit_id, m, l.id, s.id, 'running', current_date, current_date, ''
                FROM cadres_level l JOIN cadres_requirementset s ON s.level_id = l.id JOIN cadres_level h
                ON h.code = who.level AND l."order" = h."order" + 1 WHERE l.kind = 'level';
            WHEN 'wait', 'interrupt' THEN
                UPDATE cadres_levelpath SET state = CASE step WHEN 'wait' THEN 'waiting' ELSE 'interrupted' END,
                    reason = 'Menunggu diklat' WHERE id = way.id;
            WHEN 'wait, no reason' THEN
                UPDATE cadres_levelpath SET state = 'waiting', reason = '' WHERE id = way.id;
            WHEN 'resume' THEN UPDATE cadres_levelpath SET state = 'running' WHERE id = way.id;
            WHEN 'finish' THEN UPDATE cadres_levelpath SET state = 'done' WHERE id = way.id;
            WHEN 'propose', 'begin as awarded' THEN
                INSERT INTO cadres_levelaward (unit_id, member_id, level_id, from_level, path_id, state, proposed_by_id,
                    proposed_at, proposed_evidence, decided_by_id, decided_at, decided_evidence, awarded_on,
                    decision_reason, revoke_reason)
                SELECT who.unit_id, m, way.level_id, who.level, way.id, v.state, asker, now(), '{}', v.by,
                    CASE WHEN v.by IS NOT NULL THEN now() END, CASE WHEN v.by IS NOT NULL THEN '{}'::jsonb END,
                    CASE WHEN v.by IS NOT NULL THEN current_date END, '', ''
                FROM (SELECT CASE step WHEN 'propose' THEN 'proposed' ELSE 'awarded' END AS state,
                    CASE step WHEN 'propose' THEN NULL ELSE leader END AS by) v;
            WHEN 'award', 'award, by the proposer', 'award, no evidence' THEN
                UPDATE cadres_levelaward SET state = 'awarded', decided_at = now(), awarded_on = current_date,
                    decided_by_id = CASE step WHEN 'award, by the proposer' THEN asker ELSE leader END,
                    decided_evidence = CASE step WHEN 'award, no evidence' THEN NULL ELSE '{}'::jsonb END
                WHERE id = paper.id;
            WHEN 'return', 'return, no reason' THEN
                UPDATE cadres_levelaward SET state = 'returned', decided_by_id = leader, decided_at = now(),
                    decision_reason = CASE step WHEN 'return' THEN 'Belum waktunya' ELSE '' END WHERE id = paper.id;
            WHEN 'revoke', 'revoke, no reason' THEN
                UPDATE cadres_levelaward SET state = 'revoked', revoked_by_id = leader, revoked_at = now(),
                    revoke_reason = CASE step WHEN 'revoke' THEN 'Ternyata keliru' ELSE '' END WHERE id = paper.id;
            WHEN 'appeal' THEN
                INSERT INTO cadres_awardappeal (unit_id, member_id, award_id, state, reason, filed_by_id, filed_at,
                    tier, answer) VALUES (who.unit_id, m, paper.id, 'filed', 'Syarat lengkap', asker, now(), 1, '');
            WHEN 'uphold', 'dismiss', 'uphold, by who filed' THEN
                UPDATE cadres_awardappeal SET state = CASE step WHEN 'dismiss' THEN 'dismissed' ELSE 'upheld' END,
                    decided_by_id = CASE step WHEN 'uphold, by who filed' THEN asker ELSE leader END,
                    decided_at = now(), answer = 'Sudah diperiksa' WHERE award_id = paper.id AND state = 'filed';
            WHEN 'forge' THEN UPDATE cadres_member SET level = 'utama' WHERE id = m;
            WHEN 'delete' THEN DELETE FROM cadres_levelaward WHERE id = paper.id;
            END CASE;
        EXCEPTION WHEN integrity_constraint_violation THEN NULL;
        END;
        trail := trail || (SELECT concat_ws(' ', level,
            (SELECT string_agg(p.state, '+' ORDER BY p.id) FROM cadres_levelpath p WHERE p.member_id = m),
            (SELECT string_agg(a.state || coalesce('/' || (SELECT x.state FROM cadres_awardappeal x
                WHERE x.award_id = a.id), ''), '+' ORDER BY a.id) FROM cadres_levelaward a WHERE a.member_id = m))
            FROM cadres_member WHERE id = m);
    END LOOP;
    RETURN trail;
END $$
"""
STEPS = ("start", "propose", "award", "return", "revoke", "appeal", "uphold", "dismiss", "wait", "interrupt", "resume",
         "finish", "wait, no reason", "begin as awarded", "award, by the proposer", "award, no evidence",
         "return, no reason", "revoke, no reason", "uphold, by who filed", "forge", "delete")  # fmt: skip
# What often comes next, so that walks get somewhere.
NEXT = {"": "start", "start": "propose", "propose": "award return", "return": "appeal", "appeal": "uphold dismiss",
        "uphold": "award", "award": "start revoke", "revoke": "start", "wait": "resume"}  # fmt: skip
WALKS_AT_ONCE, LENGTH = 250, 9
LADDER = ["anggota", "dasar", "madya", "utama"]


class Climb:
    """One cadre on the ladder, as DOMAIN §4.1 tells it."""

    def __init__(self):
        self.held, self.paths, self.awards = 0, [], []  # paths: [aim, state]; awards: [aim, from, path, state, appeal]

    def take(self, step):
        """Do a step if it is lawful; the place where the cadre stands afterwards."""
        open_paths = [path for path in self.paths if path[1] != "done"]
        path, award = (open_paths or [None])[-1], (self.awards or [None])[-1]
        if step == "start":
            if self.held < 3 and self.held + 1 not in [aim for aim, _ in open_paths]:
                self.paths.append([self.held + 1, "running"])
        elif step in ("wait", "interrupt"):
            if path and path[1] == "running":
                path[1] = {"wait": "waiting", "interrupt": "interrupted"}[step]
        elif step in ("resume", "finish"):
            if path:
                path[1] = {"resume": "running", "finish": "done"}[step]
        elif step == "propose":
            if path and "proposed" not in [award[3] for award in self.awards]:
                self.awards.append([path[0], self.held, path, "proposed", ""])
        elif award:
            self._decide(step, award)
        return self.place()

    def _decide(self, step, award):
        aim, begun, path, state, appeal = award
        if step == "award":
            heard = state == "proposed" or (state == "returned" and appeal == "upheld")
            if heard and self.held == begun and aim == self.held + 1:
                award[3], path[1], self.held = "awarded", "done", aim
        elif step == "return" and state == "proposed":
            award[3] = "returned"
        elif step == "revoke" and state == "awarded" and self.held == aim:
            award[3], self.held = "revoked", begun
        elif step == "appeal" and not appeal:
            award[4] = "filed"
        elif step in ("uphold", "dismiss") and appeal == "filed":
            award[4] = {"uphold": "upheld", "dismiss": "dismissed"}[step]

    def place(self):
        """Level, paths and awards, as the walk of the database says them."""
        paths = "+".join(state for _, state in self.paths)
        awards = "+".join(f"{award[3]}/{award[4]}".rstrip("/") for award in self.awards)
        return " ".join(filter(None, [LADDER[self.held], paths, awards]))


def steps_of(chance):
    """A walk: the step that often comes next, or any."""
    walk = []
    while len(walk) < LENGTH:
        likely = NEXT.get(walk[-1] if walk else "", "").split()
        walk.append(chance.choice(likely) if likely and chance.random() < 0.6 else chance.choice(STEPS))
    return walk


# Not shrunk: a walk that differs is short, and is printed whole.
@settings(
    max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), database=None, phases=[Phase.generate]
)
@given(chance=randoms(use_true_random=True))
def test_database_promotes_as_the_model_does(kornelis, dewi, chance):
    """2,000 walks of nine steps, each step a statement that the database takes or refuses."""
    place = unit("96.71.06.1001")
    members = Member.objects.bulk_create(Member(full_name="Orang Jalan", unit=place) for _ in range(WALKS_AT_ONCE))
    walks = [steps_of(chance) for _ in members]
    with connection.cursor() as cursor:
        cursor.execute(WALK)
        cursor.execute(
            "SELECT pg_temp.climb(w.member, %s, %s, string_to_array(w.steps, '|'))"
            " FROM unnest(%s::bigint[], %s::text[]) WITH ORDINALITY AS w(member, steps, place) ORDER BY w.place",
            [kornelis.pk, dewi.pk, [member.pk for member in members], ["|".join(walk) for walk in walks]],
        )
        for (trail,), walk in zip(cursor.fetchall(), walks, strict=True):
            model = Climb()
            assert trail == [model.take(step) for step in walk], walk


def test_model_reaches_the_top_and_falls_back():
    """The model itself: two levels up, one of them by an appeal, and one down."""
    model = Climb()
    up = ["start", "propose", "return", "appeal", "uphold", "award", "start", "propose", "award", "revoke"]

    assert [model.take(step) for step in up][-1] == "dasar done+done awarded/upheld+revoked"
