"""R1–R7: the pure rules, the same in the database, offers that stop at them, and waivers from above (DOMAIN §5)."""

import itertools
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Consent, ProcessingPurpose
from accounts.scoping import acting_as
from cadres.models import Member
from core.errors import RuleError
from mentoring.enums import Answer, Format, PairingState, Rule, TieKind, WaiverState
from mentoring.models import Concern, ConcernName, ConcernReporter, ConflictWaiver, DeclaredTie, Pairing, SecondAdult
from mentoring.rules.conflicts import Person, conflicts, couples
from mentoring.selectors.ties import open_conflicts, ties_of
from mentoring.services.agreements import activate_if_ready
from mentoring.services.conflicts import second_adult_name, tie_correct, waiver_ask, waiver_decide
from mentoring.services.moves import move_pairing
from mentoring.services.offers import pairing_answer, pairing_propose
from tests.factories.accounts import staff
from tests.factories.cadres import MemberFactory, member_user
from tests.factories.mentoring import ProgrammeFactory, active_pairing, agreement_of, mentor_of, pairing_of

pytestmark = pytest.mark.django_db
CHILD = date.today().replace(day=1) - timedelta(days=17 * 365)


@pytest.fixture
def above(db):
    """The coordinator of Papua Barat Daya."""
    return staff(Role.COORDINATOR, "96", full_name="Koordinator Provinsi")


@pytest.fixture
def pair(yohanis, marthina):
    """A mentor and a learner whom nothing keeps apart."""
    mentor_of(yohanis.member)
    return marthina.member, yohanis.member


def tie(one, other, kind, is_yes=True, by=None):
    a, b = sorted((one, other), key=lambda member: member.pk)
    by = by or one.user
    return DeclaredTie.objects.create(unit=one.unit, member_a=a, member_b=b, kind=kind, is_yes=is_yes, declared_by=by)


def upheld(reporter, named, **fields):
    due = timezone.now() + timedelta(days=7)
    wanted = {"category": "labour", "text": "x", "unit": named.unit.regency, "due_at": due}
    concern = Concern.objects.create(**wanted | fields)
    ConcernReporter.objects.create(concern=concern, user=reporter.user)
    ConcernName.objects.create(concern=concern, member=named, user=named.user, unit=named.unit, label="x")
    Concern.objects.filter(pk=concern.pk).update(state="resolved", outcome="upheld", closed_at=timezone.now())


def allow_child(member, by):
    purpose = ProcessingPurpose.objects.filter(code="parental").order_by("-version").first()
    Consent.objects.create(
        unit=member.unit, member=member, purpose=purpose, is_given=True, channel="paper", recorded_by=by, proof="F-1"
    )


def codes(learner, leader, format=Format.ONE_TO_ONE):
    return [
        each.code for each in open_conflicts([(learner.pk, leader.pk)], format=format).get((learner.pk, leader.pk), [])
    ]


def in_database(learner, leader, format=Format.ONE_TO_ONE):
    with connection.cursor() as cursor:
        cursor.execute("SELECT kad_broken_rules(%s, %s, %s, current_date)", [learner.pk, leader.pk, format])
        return cursor.fetchone()[0]


# The rules themselves


@pytest.mark.parametrize(
    ("format", "broken"),
    [
        (Format.ONE_TO_ONE, ["R7"]),
        (Format.GROUP, ["R7"]),
        (Format.PEER, []),
        (Format.CIRCLE, []),
        (Format.REVERSE, []),
    ],
)
def test_level_counts_in_one_to_one_and_group_alone(format, broken):
    assert [c.code for c in conflicts(Person(2), Person(2), format=format)] == broken


def test_a_report_looks_like_any_other_interest_and_is_never_waived():
    interest, report = conflicts(Person(0), Person(2), between=["R2", "R5"])

    assert (report.sentence, report.shown_code) == (interest.sentence, interest.shown_code)
    assert (interest.is_waivable, report.is_waivable) == (True, False)
    assert "R5" not in Rule.values


def test_couples_are_who_leads_and_who_learns_and_peers_both_ways():
    assert couples([(1, "mentor"), (2, "mentee"), (3, "mentee")]) == [(2, 1), (3, 1)]
    assert couples([(1, "peer"), (2, "peer")]) == [(1, 2), (2, 1)]
    assert couples([(9, "facilitator"), (1, "peer")]) == [(1, 9)]


def test_database_and_rules_see_the_same_conflicts(sari):
    """Every kind of tie, age, accompaniment and level, in every format."""
    cases = itertools.product((None, *TieKind.values), (None, CHILD), (False, True), ("anggota", "madya"))
    for kind, born, accompanied, level in cases:
        learner, leader = MemberFactory.create(level=level, birth_date=born), MemberFactory.create(level="dasar")
        if kind:
            tie(learner, leader, kind, by=sari)
        if accompanied:
            allow_child(learner, sari)
            SecondAdult.objects.create(unit=learner.unit, member=learner, name="Bibi", relation="bibi", named_by=sari)
        for format in (Format.ONE_TO_ONE, Format.PEER):
            assert in_database(learner, leader, format) == codes(learner, leader, format)


def test_a_named_report_that_was_upheld_keeps_two_apart_and_an_anonymous_one_does_not(pair):
    learner, leader = pair
    upheld(learner, leader, is_anonymous=True)

    assert (codes(learner, leader), in_database(learner, leader)) == ([], [])
    upheld(leader, learner)
    assert (codes(learner, leader), in_database(learner, leader)) == (["R5"], ["R5"])


def test_consent_alone_or_a_second_adult_alone_is_not_enough_for_a_minor(pair, sari, deed):
    learner, leader = pair
    Member.objects.filter(pk=learner.pk).update(birth_date=CHILD)

    allow_child(learner, sari)
    assert codes(learner, leader) == ["R6"]
    deed(second_adult_name, by=sari, member=learner, name="Bibi Ona", relation="bibi")
    assert codes(learner, leader) == []


def test_facts_of_a_cohort_cost_the_same_queries_for_one_pair_and_for_thirty(pair, sari, count_queries):
    _learner, leader = pair
    many = [(MemberFactory.create(birth_date=CHILD).pk, leader.pk) for _ in range(30)]
    spent = []
    for pairs in ([(many[0])], many):
        with count_queries() as counted:
            open_conflicts(pairs)
        spent.append(counted())

    assert spent[0] == spent[1]


# Offers stop at them


@pytest.fixture
def propose(deed, kornelis, pair):
    programme = ProgrammeFactory.create(coordinator=kornelis)
    learner, leader = pair

    def proposing(**changes):
        wanted = {"programme": programme, "learners": [learner], "mentor": leader.mentor, "reason": "Cocok"}
        return deed(pairing_propose, by=kornelis, **wanted | changes)

    return proposing


def test_a_tie_that_either_side_declared_stops_the_offer_and_says_what_is_left_to_do(propose, pair):
    learner, leader = pair
    tie(leader, learner, TieKind.FAMILY)

    with pytest.raises(RuleError, match=r"keluarga dekat.*minta pengecualian"):
        propose()
    assert not Pairing.objects.exists()


def test_a_refused_pair_says_the_same_for_a_report_as_for_another_interest(propose, pair):
    learner, leader = pair
    upheld(learner, leader)
    with pytest.raises(RuleError) as for_report:
        propose()
    Concern.objects.update(outcome="not_upheld")
    tie(learner, leader, TieKind.SELECTION)

    with pytest.raises(RuleError) as for_interest:
        propose()
    assert str(for_report.value) == str(for_interest.value)


def test_who_declares_a_tie_with_his_yes_keeps_the_offer_waiting_until_above_lets_it_pass(
    propose, pair, deed, kornelis, above, yohanis, marthina
):
    learner, leader = pair
    pairing = propose()

    deed(pairing_answer, by=yohanis, pairing=pairing, accepts=True, ties={(learner.pk, TieKind.PAYS)})
    deed(pairing_answer, by=marthina, pairing=pairing, accepts=True, ties=set())
    pairing.refresh_from_db()
    assert pairing.state == PairingState.OFFERED
    waiver = deed(waiver_ask, by=kornelis, learner=learner, leader=leader, rule="R4", reason="Honor kecil")
    deed(waiver_decide, by=above, waiver=waiver, is_granted=True, answer="Bukan atasan langsung")

    pairing.refresh_from_db()
    assert pairing.state == PairingState.ACCEPTED
    assert DeclaredTie.objects.filter(is_yes=True).count() == 1
    assert DeclaredTie.objects.filter(is_yes=False).count() == 5


def test_a_tie_that_comes_out_later_keeps_a_pairing_from_beginning(pair, kornelis, deed):
    learner, leader = pair
    pairing = pairing_of(learner, mentor=leader, state=PairingState.ACCEPTED)
    pairing.participants.update(oriented_at=timezone.now())
    agreement_of(pairing)
    tie(learner, leader, TieKind.FAMILY)

    deed(lambda by: activate_if_ready(pairing, by=by, at=timezone.now()), by=kornelis)
    pairing.refresh_from_db()
    assert pairing.state == PairingState.ACCEPTED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (PairingState.PROPOSED, PairingState.OFFERED),
        (PairingState.OFFERED, PairingState.ACCEPTED),
        (PairingState.ACCEPTED, PairingState.ACTIVE),
    ],
)
def test_the_database_refuses_what_a_service_forgot(pair, kornelis, before, after):
    learner, leader = pair
    pairing = pairing_of(learner, mentor=leader, state=before)
    row = tie(learner, leader, TieKind.FAMILY)

    def move():
        with acting_as(kornelis), transaction.atomic():
            move_pairing(pairing, after, by=kornelis, at=timezone.now(), active_on=timezone.localdate())

    with pytest.raises(IntegrityError, match="may not be paired"):
        move()
    pairing.refresh_from_db()
    DeclaredTie.objects.filter(pk=row.pk).update(is_yes=False)
    move()
    assert pairing.state == after


# Ties and second adults


def test_nobody_but_the_secretariat_and_the_declarer_reads_a_tie(pair, sari, kornelis, dewi, yohanis, marthina, above):
    learner, leader = pair
    tie(learner, leader, TieKind.FAMILY)
    seen = {}
    for user in (sari, kornelis, dewi, yohanis, marthina, above):
        with acting_as(user):
            kept = ties_of(user, learner.pk, leader.pk)[TieKind.FAMILY]
            seen[user.full_name] = (len(kept), DeclaredTie._base_manager.count())

    assert {name for name, counts in seen.items() if counts != (0, 0)} == {"Sari Wanggai", "Marthina Sagrim"}


def test_the_secretariat_corrects_and_others_may_not(pair, sari, kornelis, deed):
    learner, leader = pair
    tie(learner, leader, TieKind.FAMILY)
    wanted = {"learner": learner, "leader": leader, "kind": TieKind.FAMILY, "is_yes": False}

    with pytest.raises(RuleError, match="sekretariat"):
        deed(tie_correct, by=kornelis, **wanted)
    deed(tie_correct, by=sari, **wanted)
    assert codes(learner, leader) == []
    deed(tie_correct, by=sari, **wanted | {"is_yes": True})
    assert codes(learner, leader) == ["R3"]


def test_nobody_declares_in_the_name_of_another(yohanis, marthina):
    active_pairing(yohanis, marthina)
    a, b = sorted((yohanis.member, marthina.member), key=lambda member: member.pk)

    with pytest.raises(Exception, match=r"everybody declares|row-level security"), acting_as(yohanis):
        DeclaredTie.objects.create(unit=a.unit, member_a=a, member_b=b, kind="pays", is_yes=True, declared_by=marthina)


# Waivers


@pytest.fixture
def asked(pair, kornelis, deed):
    """A request to let R7 pass."""
    learner, leader = pair
    learner = MemberFactory.create(level="utama")
    return deed(waiver_ask, by=kornelis, learner=learner, leader=leader, rule="R7", reason="Ahli anggaran")


def test_a_waiver_lifts_its_rule_for_its_pair_alone(asked, above, deed, pair):
    _learner, leader = pair
    other = MemberFactory.create(level="utama")

    deed(waiver_decide, by=above, waiver=asked, is_granted=True, answer="Setuju untuk satu program")
    assert codes(asked.learner, leader) == []
    assert in_database(asked.learner, leader) == []
    assert (codes(other, leader), in_database(other, leader)) == (["R7"], ["R7"])


def test_only_the_tier_above_decides_once_and_with_a_reason(asked, kornelis, above, deed):
    decide = {"waiver": asked, "is_granted": True, "answer": "Setuju"}

    with pytest.raises(RuleError, match="tingkat atasnya"):
        deed(waiver_decide, by=kornelis, **decide)
    with pytest.raises(RuleError, match="alasannya"):
        deed(waiver_decide, by=above, **decide | {"answer": " "})
    deed(waiver_decide, by=above, **decide | {"is_granted": False})
    with pytest.raises(RuleError, match="sudah diputus"):
        deed(waiver_decide, by=above, **decide)
    assert codes(asked.learner, asked.leader) == ["R7"]


def test_a_waiver_that_only_looks_possible_is_refused_above_without_saying_why(pair, kornelis, above, deed):
    learner, leader = pair
    upheld(learner, leader)
    waiver = deed(waiver_ask, by=kornelis, learner=learner, leader=leader, rule="R2", reason="Sudah berdamai")

    with pytest.raises(RuleError, match="tidak dapat diberikan") as refused:
        deed(waiver_decide, by=above, waiver=waiver, is_granted=True, answer="Boleh")
    assert "lapor" not in str(refused.value)
    assert codes(learner, leader) == ["R5"]


def test_nothing_is_asked_that_does_not_stand_in_the_way_nor_twice(asked, kornelis, deed, pair):
    learner, leader = pair

    with pytest.raises(RuleError, match="Tidak ada aturan"):
        deed(waiver_ask, by=kornelis, learner=learner, leader=leader, rule="R3", reason="x")
    with pytest.raises(RuleError, match="sudah diminta"):
        deed(waiver_ask, by=kornelis, learner=asked.learner, leader=leader, rule="R7", reason="x")


@pytest.mark.parametrize(("role", "code"), [(Role.COORDINATOR, "96.71"), (Role.COORDINATOR, "96")])
def test_the_database_takes_a_decision_from_above_alone(asked, role, code):
    by = staff(role, code, full_name="Pemutus")
    change = {"state": WaiverState.GRANTED, "answer": "Ya", "decided_at": timezone.now(), "actor": by}
    outcome = "done"
    try:
        with acting_as(by), transaction.atomic():
            ConflictWaiver.objects.filter(pk=asked.pk).update(**change, acting_unit=by.scope.unit)
    except IntegrityError:
        outcome = "refused"

    assert outcome == ("done" if code == "96" else "refused")


def test_the_database_keeps_a_decision_and_its_author(asked, above, deed):
    forged = staff(Role.COORDINATOR, "96", full_name="Orang Lain")
    change = {
        "state": WaiverState.GRANTED,
        "answer": "Ya",
        "decided_at": timezone.now(),
        "acting_unit": above.scope.unit,
    }
    with pytest.raises(IntegrityError, match="from above"), acting_as(above), transaction.atomic():
        ConflictWaiver.objects.filter(pk=asked.pk).update(**change, actor=forged)
    deed(waiver_decide, by=above, waiver=asked, is_granted=False, answer="Belum")

    with pytest.raises(IntegrityError, match="decided once"), acting_as(above), transaction.atomic():
        ConflictWaiver.objects.filter(pk=asked.pk).update(**change, actor=above)


# Pages


def test_a_coordinator_asks_from_the_queue_and_the_tier_above_answers_on_a_page(pair, kornelis, above, client_of):
    _learner, leader = pair
    learner = MemberFactory.create(level="utama")
    asks, answers = client_of(kornelis), client_of(above)
    queue = asks.get(reverse("mentoring:pair", query={"kader": learner.pk})).content.decode()
    address = reverse("mentoring:waiver_new", query={"kader": learner.pk, "mentor": leader.mentor.pk})
    assert address.replace("&", "&amp;") in queue

    asked = asks.post(address, {"rule": "R7", "reason": "Ahli anggaran"})
    page = asks.get(asked.url).content.decode()
    assert "is_granted" not in page
    wrong = answers.post(asked.url, {"is_granted": "ya", "answer": ""})
    assert wrong.status_code == 422
    answers.post(asked.url, {"is_granted": "ya", "answer": "Setuju satu program"})

    assert ConflictWaiver.objects.get().state == WaiverState.GRANTED
    assert 'data-total="1"' in answers.get(reverse("mentoring:waivers")).content.decode()


def test_the_relation_shows_what_was_waived_to_staff_and_its_own_people(asked, above, deed, kornelis, client_of, pair):
    deed(waiver_decide, by=above, waiver=asked, is_granted=True, answer="Setuju satu program")
    learner = asked.learner
    user = member_user(Role.MENTEE, full_name="Akun Baru")
    Member.objects.filter(pk=user.member.pk).update(user=None)
    Member.objects.filter(pk=learner.pk).update(user=user)
    pairing = pairing_of(Member.objects.get(pk=learner.pk), mentor=pair[1])

    office = client_of(kornelis).get(pairing.get_absolute_url()).content.decode()
    phone = client_of(user).get(reverse("mentoring:phone_pairing", args=[pairing.pk])).content.decode()
    assert "Setuju satu program" in office
    assert "Setuju satu program" in phone


def test_an_offer_asks_for_ties_and_keeps_the_answers(propose, pair, yohanis, client_of):
    learner, _leader = pair
    pairing = propose()
    client, address = client_of(yohanis), reverse("mentoring:phone_offer", args=[pairing.pk])

    assert f'value="{learner.pk}"' in client.get(address).content.decode()
    client.post(address, {"answer": "ya", "family": [learner.pk]})
    assert pairing.participants.get(user=yohanis).answer == Answer.ACCEPTED
    assert codes(*pair) == ["R3"]


def test_the_secretariat_puts_a_tie_right_on_a_page(pair, sari, client_of):
    learner, leader = pair
    tie(learner, leader, TieKind.FAMILY)
    address = reverse("mentoring:ties", query={"kader": learner.pk, "mentor": leader.mentor.pk})
    client = client_of(sari)

    assert "Marthina Sagrim" in client.get(address).content.decode()
    client.post(address, {"pays": "on"})
    assert codes(learner, leader) == ["R4"]
