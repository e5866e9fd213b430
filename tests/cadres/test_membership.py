"""The life of a membership: walked by Hypothesis against a model, refused by raw SQL, moved on its page."""

import json
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from hypothesis.strategies import booleans, randoms, sampled_from

from accounts.consents import MEMBERSHIP, PARENTAL, consent_record
from accounts.enums import Role
from accounts.models import ProcessingPurpose, today
from accounts.scoping import acting_as
from cadres.enums import MemberStatus
from cadres.models import Member, MemberTransition
from cadres.services.membership import member_give_card, member_identify, member_move_status
from core.errors import RuleError
from mentoring.models import Pairing
from tests.factories.accounts import staff, unit
from tests.factories.cadres import MemberFactory
from tests.factories.mentoring import active_pairing, pairing_of
from tests.refusals import is_refused

pytestmark = pytest.mark.django_db
DECREE = {"decree_no": "SK-9/2026", "decree_on": date(2026, 1, 5)}


def years_ago(years, days=0):
    day = today()
    return day.replace(year=day.year - years, day=min(day.day, 28)) - timedelta(days=days)


def applicant(**fields):
    return MemberFactory(
        **{"status": MemberStatus.APPLIED, "birth_date": years_ago(30), "nik_missing_reason": "belum"} | fields
    )


def whole(by, **fields):
    """An applicant with everything that verifying asks for."""
    member = applicant(**fields)
    consent_record(by=by, member=member, code=MEMBERSHIP, is_given=True, channel="paper", proof="F-1")
    member_identify(by=by, member=member, document="ktp")
    return member


def verified(by, **fields):
    member = whole(by, **fields)
    member_move_status(by=by, member=member, to=MemberStatus.VERIFIED)
    return member


class Life(RuleBasedStateMachine):
    """Every deed in any order by either hand; the model knows what must come of it."""

    hands: dict = {}
    walks = 0

    @initialize(age=sampled_from([16, 17, 30]), married=booleans())
    def apply(self, age, married):
        type(self).walks += 1
        self.sari, self.dewi = self.hands["sari"], self.hands["dewi"]
        self.age, self.married = age, married
        self.member = applicant(birth_date=years_ago(age, 5), ever_married=married)
        self.status, self.consents, self.identified, self.card = "applied", set(), False, False
        self.moves = 0

    def attempt(self, may, deed, by):
        done = True
        try:
            with transaction.atomic(), acting_as(by):
                deed(by)
        except RuleError:
            done = False
        assert done == may
        return done

    def move(self, by, to, may, **more):
        if self.attempt(may, lambda by: member_move_status(by=by, member=self.member, to=to, **more), by):
            self.status, self.moves = to, self.moves + 1

    @precondition(lambda self: self.status == "applied")
    @rule(code=sampled_from([MEMBERSHIP, PARENTAL]), proof=sampled_from(["", "F-7"]))
    def agree(self, code, proof):
        given = {"code": code, "is_given": True, "channel": "paper", "proof": proof}
        if self.attempt(bool(proof), lambda by: consent_record(by=by, member=self.member, **given), self.sari):
            self.consents.add(code)

    @precondition(lambda self: self.status == "applied")
    @rule(document=sampled_from(["ktp", "kk", "sim"]))
    def identify(self, document):
        may = document != "sim"
        if self.attempt(may, lambda by: member_identify(by=by, member=self.member, document=document), self.sari):
            self.identified = True

    @rule()
    def give_card(self):
        number = f"K-{self.member.pk}"
        if self.attempt(True, lambda by: member_give_card(by=by, member=self.member, number=number), self.sari):
            self.card = True

    @rule(by_leader=booleans())
    def verify(self, by_leader):
        lawful = self.age >= 17 or self.married
        needed = {MEMBERSHIP} | ({PARENTAL} if self.age < 18 and not self.married else set())
        ready = lawful and self.identified and needed <= self.consents
        by = self.dewi if by_leader else self.sari
        self.move(by, "verified", self.status == "applied" and ready and not by_leader)

    @rule()
    def activate(self):
        self.move(self.sari, "active", self.status == "verified" and self.card)

    @rule(decree=booleans(), by_leader=booleans())
    def suspend(self, decree, by_leader):
        may = self.status == "active" and decree and by_leader
        self.move(self.dewi if by_leader else self.sari, "suspended", may, **(DECREE if decree else {}))

    @precondition(lambda self: self.status != "verified")
    @rule(decree=booleans())
    def restore(self, decree):
        may = self.status == "suspended" and decree
        self.move(self.dewi, "active", may, **(DECREE if decree else {}))

    @precondition(lambda self: self.moves >= 2)
    @rule(reason=sampled_from(["", "resigned", "dismissed", "duplicate"]), decree=booleans())
    def end(self, reason, decree):
        may = self.status != "ended" and (reason == "resigned" or (reason == "dismissed" and decree))
        self.move(self.sari, "ended", may, reason=reason, **(DECREE if decree else {}))

    @invariant()
    def row_and_history_agree(self):
        if hasattr(self, "member"):
            row = Member.objects.filter(pk=self.member.pk).values("status").get()
            assert row["status"] == self.status
            assert MemberTransition.objects.filter(member=self.member).count() == self.moves


def test_life_walks_as_the_model_does(sari, dewi):
    Life.hands, Life.walks = {"sari": sari, "dewi": dewi}, 0

    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=40,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )

    assert Life.walks >= 40


WALK = """
CREATE OR REPLACE FUNCTION pg_temp.walk(m bigint, purposes jsonb, actor bigint, steps text[]) RETURNS text[]
LANGUAGE plpgsql AS $$
DECLARE step text; state text := 'applied'; trail text[] := '{}'; BEGIN
    FOREACH step IN ARRAY steps LOOP
        IF step = 'identity' THEN
            UPDATE cadres_member SET identity_seen = 'ktp' WHERE id = m;
        ELSIF step = 'card' THEN
            UPDATE cadres_member SET membership_card_no = 'W' || m WHERE id = m;
        ELSIF step IN ('membership', 'parental') THEN
            INSERT INTO accounts_consent
                (unit_id, member_id, purpose_id, is_given, at, channel, recorded_by_id, proof)
            SELECT unit_id, m, (purposes ->> step)::bigint, true, now(), 'paper', actor, 'F' FROM cadres_member
            WHERE id = m;
        ELSIF step <> state THEN
            BEGIN
                UPDATE cadres_member SET status = step WHERE id = m;
                state := step;
            EXCEPTION WHEN check_violation THEN NULL;
            END;
        END IF;
        trail := trail || state;
    END LOOP;
    RETURN trail || (SELECT status::text FROM cadres_member WHERE id = m);
END $$
"""
WALKS_AT_ONCE = 250
EVIDENCE = ("identity", "card", "membership", "parental")


def model(age, married, steps):
    """The states a membership passes through, told without the product."""
    state, has, trail = "applied", set(), []
    listed = {"applied": {"verified", "ended"}, "verified": {"active", "ended"}, "active": {"suspended", "ended"},
              "suspended": {"active", "ended"}, "ended": set()}  # fmt: skip
    for step in steps:
        if step in EVIDENCE:
            has.add(step)
        else:
            child = age < 18 and not married
            blocked = (
                step == "verified"
                and not (
                    has >= {"identity", "membership"} and (age >= 17 or married) and (not child or "parental" in has)
                )
            ) or (state == "verified" and step == "active" and "card" not in has)
            state = step if step in listed[state] and not blocked else state
        trail.append(state)
    return [*trail, state]


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(chance=randoms(use_true_random=False))
def test_database_walks_as_the_model_does(sari, chance):
    """2,000 walks of nine steps, each step an UPDATE that the database takes or refuses."""
    steps = [*EVIDENCE, *EVIDENCE, "identity", "membership", "verified", "verified", *MemberStatus.values]
    people = [(chance.choice([16, 17, 30]), chance.random() < 0.3) for _ in range(WALKS_AT_ONCE)]
    members = Member.objects.bulk_create(
        Member(full_name="Orang Jalan", unit=unit("96.71.06.1001"), birth_date=years_ago(age, 5), ever_married=married,
               status="applied", nik_missing_reason="belum")
        for age, married in people
    )  # fmt: skip
    purposes = json.dumps({p.code: p.pk for p in ProcessingPurpose.objects.all()})
    with connection.cursor() as cursor:
        cursor.execute(WALK)
        for (age, married), member in zip(people, members, strict=True):
            walk = [chance.choice(steps) for _ in range(9)]
            cursor.execute("SELECT pg_temp.walk(%s, %s, %s, %s)", [member.pk, purposes, sari.pk, walk])
            assert cursor.fetchone()[0] == model(age, married, walk), (age, married, walk)


def test_database_refuses_to_verify_without_evidence(sari):
    move = "UPDATE cadres_member SET status = 'verified' WHERE id = %s"
    with acting_as(sari):
        lacking = {
            "consent": applicant(identity_seen="ktp"),
            "identity": whole(sari),
            "birth date": whole(sari, birth_date=None),
            "nik": whole(sari, nik_missing_reason=""),
            "age": whole(sari, birth_date=years_ago(16)),
            "parent": whole(sari, birth_date=years_ago(17, 5)),
        }
    Member.objects.filter(pk=lacking["identity"].pk).update(identity_seen="")

    assert [what for what, member in lacking.items() if not is_refused(move, member.pk, error=IntegrityError)] == []


def test_seventeen_or_married_with_a_parents_word(sari):
    with acting_as(sari):
        married = whole(sari, birth_date=years_ago(16, 5), ever_married=True)
        member_move_status(by=sari, member=married, to=MemberStatus.VERIFIED)
        minor = whole(sari, birth_date=years_ago(17, 5))
        with pytest.raises(RuleError, match="orang tua atau wali"):
            member_move_status(by=sari, member=minor, to=MemberStatus.VERIFIED)
        consent_record(by=sari, member=minor, code=PARENTAL, is_given=True, channel="paper", proof="F-2")
        member_move_status(by=sari, member=minor, to=MemberStatus.VERIFIED)

    assert {married.status, minor.status} == {MemberStatus.VERIFIED}


def test_suspension_needs_its_decree_in_the_database(sari):
    member = MemberFactory()
    insert = (
        "INSERT INTO cadres_membertransition (member_id, unit_id, from_value, to_value, reason, note, decree_no, "
        "actor_id, at) VALUES (%s, %s, 'active', 'suspended', '', '', '', %s, now())"
    )

    assert is_refused(insert, member.pk, member.unit_id, sari.pk, error=IntegrityError)


def test_leader_changes_nothing_but_the_status(dewi):
    member = MemberFactory()

    with acting_as(dewi), pytest.raises(Exception, match="nothing else"), transaction.atomic():
        Member.objects.filter(pk=member.pk).update(full_name="Nama Lain")


def test_suspension_pauses_what_runs_with_the_member(dewi, yohanis, marthina):
    pairing = active_pairing(yohanis, marthina)
    others = [MemberFactory() for _ in range(3)]
    group = pairing_of(*others, mentor=MemberFactory(), format="group")
    with acting_as(dewi):
        for member in (marthina.member, others[0]):
            member_move_status(by=dewi, member=member, to=MemberStatus.SUSPENDED, note="Sidang etik", **DECREE)

    assert Pairing.objects.get(pk=pairing.pk).state == "paused"
    assert Pairing.objects.get(pk=group.pk).state == "active"  # goes on without one of three


def test_leader_of_a_district_suspends_nobody(marthina):
    leader = staff(Role.LEADER, "96.71.06")

    with acting_as(leader), pytest.raises((RuleError, Member.DoesNotExist)):
        member_move_status(by=leader, member=marthina.member, to=MemberStatus.SUSPENDED, **DECREE)


def test_page_says_what_is_missing_and_leads_to_active(client_of, sari):
    member = applicant()
    client, url = client_of(sari), f"/kader/{member.pk}/keanggotaan/"
    before = client.get(url).context["conditions"]

    client.post(url, {"deed": "consent", "agreed": "on", "channel": "paper", "proof": "F-12"})
    client.post(url, {"deed": "identity", "document": "ktp"})
    client.post(url, {"deed": "move"})
    client.post(url, {"deed": "card", "number": "967100001"})
    client.post(url, {"deed": "move"})

    assert [c.code for c in before if not c.is_met] == ["consent", "identity"]
    assert Member.objects.get(pk=member.pk).status == MemberStatus.ACTIVE
    assert "F-12" not in client.get(url).content.decode()


def test_page_is_read_by_staff_and_leaders_of_the_place(client_of, dewi, kornelis, stranger, yohanis):
    member = MemberFactory()
    url = f"/kader/{member.pk}/keanggotaan/"

    assert [client_of(user).get(url).status_code for user in (dewi, kornelis, stranger, yohanis)] == [
        200,
        200,
        404,
        403,
    ]
    assert client_of(kornelis).post(url, {"deed": "end", "reason": "resigned"}).status_code == 403
    assert client_of(dewi).post(url, {"deed": "end", "reason": "resigned"}).status_code == 422
