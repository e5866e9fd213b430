"""Matching a cohort through the pages: draft, why not, locks, weights, comparison, offers and undo."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Assignment
from accounts.scoping import acting_as
from cadres.models import Member
from core.errors import RuleError
from mentoring.enums import Factor, MatchRunState, PairingState, ProgrammeState
from mentoring.models import MatchLock, MatchRun, MatchSuggestion, MatchWeights, Mentor, MentoringWish, Pairing
from mentoring.selectors import cohorts
from mentoring.selectors import conflicts as tie_facts
from mentoring.selectors.match_runs import changed_members
from mentoring.services import match_runs
from mentoring.services.match_offers import run_offer, run_undo, suggestion_accept
from mentoring.services.match_runs import (
    match_ask,
    pair_lock,
    pair_unlock,
    run_match,
    take_up_matches,
    weights_set,
    wish_set,
)
from regions.models import Setting
from tests.factories.accounts import staff
from tests.factories.cadres import MemberFactory, member_user
from tests.factories.mentoring import ProgrammeFactory, mentor_of, pairing_of

pytestmark = pytest.mark.django_db
KLASABI, MALABUTOR, OTHER_DISTRICT = "96.71.06.1001", "96.71.06.1002", "96.71.01.1001"


def path(name, *args):
    return reverse(f"mentoring:{name}", args=args)


def waiting(name="Dorkas Pattiasina", days=10, code=KLASABI, **fields) -> Member:
    """A cadre with an account who waits for a mentor."""
    since = timezone.now() - timedelta(days=days)
    return member_user(Role.MENTEE, code=code, full_name=name, created_at=since, **fields).member


def mentoring(name="Yosepha Asmuruf", code=KLASABI, level="madya", gender="female", **fields) -> Mentor:
    """An active mentor with an account, above the cadres by level."""
    return mentor_of(
        member_user(Role.MENTOR, code=code, full_name=name, level=level, gender=gender, wants_mentoring=False).member,
        **fields,
    )


@pytest.fixture
def programme(kornelis):
    return ProgrammeFactory.create(coordinator=kornelis)


def drafted(by, programme) -> MatchRun:
    """A run that was computed at once."""
    assignment = by.assignments.get()
    with acting_as(by, assignment):
        return match_ask(by=by, programme=programme, assignment=assignment)


def of(run, member) -> MatchSuggestion:
    """What a run says of a member."""
    return MatchSuggestion.objects.get(run=run, member=member)


def test_run_matches_everybody_who_waits_and_offers_nothing(kornelis, programme):
    people = [waiting(f"Kader {number}", days=10 + number) for number in range(3)]
    mentor = mentoring()

    run = drafted(kornelis, programme)

    assert (run.state, run.learners, run.mentors, run.matched) == (MatchRunState.READY, 3, 1, 3)
    assert [s.member for s in run.suggestions.order_by("place")] == people[::-1]
    assert {s.mentor for s in run.suggestions.all()} == {mentor}
    assert run.weights["needs"] == 30
    assert not Pairing.objects.exists()


def test_run_knows_the_rules_that_keep_a_pair_apart(kornelis, programme, monkeypatch):
    waiting("Muda", days=50, birth_date=timezone.localdate() - timedelta(days=365 * 17))
    waiting("Senior", days=40, level="utama")
    kin = waiting("Saudara", days=30)
    wishing = waiting("Berkeinginan", days=20)
    left = waiting("Pernah", days=10)
    mentor = mentoring(gender="male")
    monkeypatch.setattr(tie_facts, "TIE_SOURCES", [lambda ids: [(mentor.member_id, kin.pk, "R3")]])
    MentoringWish.objects.create(unit=wishing.unit, member=wishing, mentor_gender="female", recorded_by=kornelis)
    pairing_of(left, mentor=mentor.member, programme=programme, state=PairingState.DECLINED)

    run = drafted(kornelis, programme)

    assert run.matched == 0
    assert [s.obstacles for s in run.suggestions.order_by("place")] == [
        {"R6": 1},
        {"R7": 1},
        {"R3": 1},
        {"wish": 1},
        {"before": 1},
    ]


def test_run_counts_offers_that_a_mentor_has_not_answered(kornelis, programme):
    mentor = mentoring(capacity=2, soft_capacity=2)
    pairing_of(waiting("Ditawari"), mentor=mentor.member, programme=programme, state=PairingState.OFFERED)
    first, second = waiting("Lama", days=90), waiting("Baru", days=1)

    run = drafted(kornelis, programme)

    assert (of(run, first).mentor, of(run, second).mentor) == (mentor, None)
    assert of(run, second).remedy == {"kind": "seat", "mentor": mentor.pk, "from": 2, "to": 3}


def test_remedy_of_a_seat_holds_when_the_capacity_is_raised(kornelis, programme):
    mentor = mentoring(capacity=1, soft_capacity=1)
    people = [waiting(f"Kader {number}", days=number) for number in range(2)]
    before = drafted(kornelis, programme)
    helped = next(s for s in before.suggestions.all() if s.remedy.get("kind") == "seat")
    Mentor.objects.filter(pk=mentor.pk).update(capacity=helped.remedy["to"])

    after = drafted(kornelis, programme)

    assert (before.matched, after.matched) == (1, len(people))
    assert of(after, helped.member).mentor == mentor


def test_remedy_of_going_farther_holds_when_the_cadre_agrees(kornelis, programme, deed):
    weights = dict.fromkeys(Factor.values, 10)
    deed(weights_set, by=kornelis, programme=programme, weights=weights, reach="district")
    member, mentor = waiting(code=KLASABI), mentoring(code=OTHER_DISTRICT)
    before = drafted(kornelis, programme)
    deed(wish_set, by=kornelis, member=member, mentor_gender="", goes_farther=True)

    after = drafted(kornelis, programme)

    assert of(before, member).remedy == {"kind": "leave", "rule": "far", "mentor": mentor.pk}
    assert of(after, member).mentor == mentor


def test_sources_join_into_the_score(kornelis, programme, monkeypatch):
    member = waiting()
    near, strong = mentoring("Dekat", code=KLASABI), mentoring("Kuat", code=OTHER_DISTRICT)
    monkeypatch.setattr(cohorts, "NEEDS", [lambda ids: {member.pk: {"C04": 3}}])
    monkeypatch.setattr(cohorts, "STRENGTHS", [lambda ids: {strong.member_id: {"C04": 5}, near.member_id: {"C04": 1}}])
    monkeypatch.setattr(cohorts, "LANGUAGES", [lambda ids: {pk: ["moi"] for pk in ids}])

    run = drafted(kornelis, programme)

    assert of(run, member).mentor == strong
    parts = {part[0]: part[1:] for part in of(run, member).options[0]["parts"]}
    assert parts["needs"] == [30, 30, ["C04"]]
    assert parts["language"] == [10, 10, ["moi"]]
    assert parts["time"] == [None, 5, None]


@pytest.mark.parametrize("state", [ProgrammeState.DRAFT, ProgrammeState.EVALUATING, ProgrammeState.CLOSED])
def test_run_is_refused_for_a_programme_that_takes_nobody(kornelis, state):
    waiting()

    with pytest.raises(RuleError, match="belum dibuka"):
        drafted(kornelis, ProgrammeFactory.create(coordinator=kornelis, state=state))


def test_run_is_refused_when_nobody_waits_or_one_is_being_made(kornelis, programme):
    with pytest.raises(RuleError, match="Tidak ada kader"):
        drafted(kornelis, programme)
    waiting()
    MatchRun.objects.create(unit=programme.unit, programme=programme, created_by=kornelis)

    with pytest.raises(RuleError, match="sedang dihitung"):
        drafted(kornelis, programme)


def test_a_large_cohort_is_a_job_that_may_run_twice(kornelis, programme, monkeypatch):
    monkeypatch.setattr(match_runs, "AT_ONCE", 1)
    monkeypatch.setattr(match_runs, "_STEP", 1)
    mentoring()
    for number in range(3):
        waiting(f"Kader {number}")
    run = drafted(kornelis, programme)
    asked = run.state
    assignment = kornelis.assignments.get()
    for _ in range(2):
        run_match(run_id=run.pk, user=kornelis, assignment=assignment)

    run.refresh_from_db()
    assert (asked, run.state, run.matched, run.progress) == (MatchRunState.ASKED, MatchRunState.READY, 3, 3)
    assert run.suggestions.count() == 3


def test_a_job_whose_right_was_taken_away_does_nothing(kornelis, programme, monkeypatch):
    monkeypatch.setattr(match_runs, "AT_ONCE", 0)
    waiting()
    run = drafted(kornelis, programme)
    assignment = kornelis.assignments.get()
    Assignment.objects.filter(pk=assignment.pk).update(ends_on=timezone.localdate() - timedelta(days=1))

    run_match(run_id=run.pk, user=kornelis, assignment=assignment)

    run.refresh_from_db()
    assert run.state == MatchRunState.ASKED


def test_a_job_that_breaks_leaves_a_sentence(kornelis, programme, monkeypatch):
    monkeypatch.setattr(match_runs, "AT_ONCE", 0)
    waiting()
    run = drafted(kornelis, programme)
    monkeypatch.setattr(match_runs, "decide", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run_match(run_id=run.pk, user=kornelis, assignment=kornelis.assignments.get())

    run.refresh_from_db()
    assert (run.state, run.failure) == (MatchRunState.FAILED, "Ada gangguan di pihak kami. Hitung lagi.")


def test_waiting_jobs_are_rung_again_and_given_up_after_an_hour(kornelis, programme):
    assignment, now = kornelis.assignments.get(), timezone.now()
    other = ProgrammeFactory.create(coordinator=kornelis)
    common = {"unit": programme.unit, "created_by": kornelis, "assignment": assignment}
    old = MatchRun.objects.create(programme=programme, asked_at=now - timedelta(hours=2), **common)
    MatchRun.objects.create(programme=other, asked_at=now - timedelta(minutes=5), **common)

    assert take_up_matches() == 1
    old.refresh_from_db()
    assert old.state == MatchRunState.FAILED


def test_locks_hold_in_the_next_run_until_they_are_opened(kornelis, programme, deed):
    member = waiting()
    near, far = mentoring("Dekat"), mentoring("Jauh", code=OTHER_DISTRICT)
    deed(pair_lock, by=kornelis, programme=programme, member=member, mentor=far)
    locked = drafted(kornelis, programme)
    deed(pair_unlock, by=kornelis, programme=programme, member=member)

    opened = drafted(kornelis, programme)

    assert (of(locked, member).mentor, of(locked, member).is_locked) == (far, True)
    assert (of(opened, member).mentor, of(opened, member).is_locked) == (near, False)


def test_lock_refuses_forbidden_pairs_full_mentors_and_who_does_not_wait(kornelis, programme, deed):
    member, other = waiting(), waiting("Lain")
    low, small = mentoring("Sejajar", level="anggota"), mentoring("Kecil", capacity=1, soft_capacity=1)
    deed(pair_lock, by=kornelis, programme=programme, member=other, mentor=small)

    for mentor, who, sentence in [
        (low, member, "Aturan tidak mengizinkan"),
        (small, member, "habis dikunci"),
        (small, MemberFactory.create(wants_mentoring=False), "tidak lagi menunggu"),
    ]:
        with pytest.raises(RuleError, match=sentence):
            deed(pair_lock, by=kornelis, programme=programme, member=who, mentor=mentor)
    assert MatchLock.objects.count() == 1


def test_weights_change_the_next_run_and_leave_the_last_one(kornelis, programme, deed):
    member = waiting()
    near, free = mentoring("Dekat", load=2), mentoring("Luang", code=OTHER_DISTRICT)
    before = drafted(kornelis, programme)
    only = dict.fromkeys(Factor.values, 0) | {Factor.LOAD.value: 50}
    deed(weights_set, by=kornelis, programme=programme, weights=only, reach="regency")

    after = drafted(kornelis, programme)

    assert (of(before, member).mentor, of(after, member).mentor) == (near, free)
    with acting_as(kornelis):
        assert changed_members(kornelis, before, after) == [(member.pk, near.pk, free.pk)]


def test_weights_must_count_something_and_belong_to_the_coordinator(kornelis, sari, programme, deed):
    nothing = dict.fromkeys(Factor.values, 0)

    with pytest.raises(RuleError, match="paling sedikit satu"):
        deed(weights_set, by=kornelis, programme=programme, weights=nothing, reach="regency")
    with pytest.raises(RuleError, match="jauh"):
        deed(weights_set, by=kornelis, programme=programme, weights=nothing | {"load": 5}, reach="moon")
    with pytest.raises(RuleError, match="Hanya koordinator"):
        deed(weights_set, by=sari, programme=programme, weights=nothing | {"load": 5}, reach="regency")
    assert not MatchWeights.objects.exists()


def test_accepting_another_mentor_asks_for_a_reason(kornelis, programme, deed):
    member = waiting()
    mentoring("Dekat")
    far = mentoring("Jauh", code=OTHER_DISTRICT)
    suggestion = of(drafted(kornelis, programme), member)

    with pytest.raises(RuleError, match="bukan saran pertama"):
        deed(suggestion_accept, by=kornelis, suggestion=suggestion, mentor=far)
    pairing = deed(suggestion_accept, by=kornelis, suggestion=suggestion, mentor=far, reason="Sudah saling kenal.")

    assert pairing.state == PairingState.OFFERED
    assert pairing.transitions.get(to_value="proposed").reason == "Sudah saling kenal."
    with pytest.raises(RuleError, match="sudah ditawari"):
        deed(suggestion_accept, by=kornelis, suggestion=suggestion, mentor=far, reason="Lagi")


def test_accepting_asks_the_rules_again(kornelis, programme, deed, monkeypatch):
    member, mentor = waiting(), mentoring()
    suggestion = of(drafted(kornelis, programme), member)
    monkeypatch.setattr(tie_facts, "TIE_SOURCES", [lambda ids: [(member.pk, mentor.member_id, "R5")]])

    with pytest.raises(RuleError, match="benturan kepentingan"):
        deed(suggestion_accept, by=kornelis, suggestion=suggestion, mentor=mentor)
    monkeypatch.undo()
    Mentor.objects.filter(pk=mentor.pk).update(state="paused")
    with pytest.raises(RuleError, match="jeda"):
        deed(suggestion_accept, by=kornelis, suggestion=suggestion, mentor=mentor)
    assert not Pairing.objects.exists()


def test_offering_all_tells_what_could_not_be_offered_and_can_be_undone(kornelis, programme, deed):
    reached = [waiting(f"Kader {number}", days=number) for number in range(2)]
    MemberFactory.create(full_name="Tanpa Akun", email="")
    mentoring()
    run = drafted(kornelis, programme)

    done = deed(run_offer, by=kornelis, run=run)
    again = deed(run_offer, by=kornelis, run=run)
    taken = deed(run_undo, by=kornelis, run=run)

    [(reason, left)] = done.held.items()
    assert (done.made, again.made, taken) == (2, 0, 2)
    assert ("belum punya akun" in reason.lower(), [each.member.full_name for each in left]) == (True, ["Tanpa Akun"])
    assert not Pairing.objects.exists()
    with pytest.raises(RuleError, match="sepuluh menit"):
        deed(run_undo, by=kornelis, run=run)
    assert deed(run_offer, by=kornelis, run=run).made == len(reached)


def test_offers_of_an_old_run_never_pass_a_mentors_limit(kornelis, programme, deed):
    mentor = mentoring(capacity=2, soft_capacity=2)
    for number in range(2):
        waiting(f"Kader {number}")
    run = drafted(kornelis, programme)
    Mentor.objects.filter(pk=mentor.pk).update(capacity=1, soft_capacity=1)

    done = deed(run_offer, by=kornelis, run=run)

    [(reason, left)] = done.held.items()
    assert (done.made, len(left), "penuh" in reason) == (1, 1, True)


def test_the_plan_promises_what_the_offers_keep(kornelis, programme, deed, client_of, count_queries):
    Setting.objects.create(key="mentoring.coordinator_most", value=3, reason="Rapat", changed_by=kornelis)
    mentoring("Satu", capacity=5, soft_capacity=5)
    for number in range(4):
        waiting(f"Kader {number}")
    MemberFactory.create(full_name="Tanpa Akun", email="")
    run = drafted(kornelis, programme)
    client, address = client_of(kornelis), path("match_run_offer", run.pk)

    with count_queries() as spent:
        page = client.get(address)
    plan = page.context["plan"]
    promised = [each.member_id for each in plan.ready], {reason: len(left) for reason, left in plan.held.items()}
    text = page.content.decode()
    assert spent() <= 30
    assert (len(promised[0]), sorted(promised[1].values()), Pairing.objects.count()) == (3, [1, 1], 0)
    assert ("3 kader akan ditawari" in text, "batasnya 3" in text, "Tanpa Akun" in text) == (True, True, True)

    after = client.post(address, follow=True).content.decode()

    offered = MatchSuggestion.objects.filter(run=run, pairing__isnull=False).order_by("place")
    assert [each.member_id for each in offered] == promised[0]
    assert ("3 pasangan ditawarkan." in after, after.count("1 kader belum ditawari: ")) == (True, 2)


def test_runs_are_numbered_within_their_programme(kornelis, programme):
    waiting()
    other = ProgrammeFactory.create(coordinator=kornelis)

    runs = [drafted(kornelis, each) for each in (programme, other, programme)]

    assert [run.number for run in runs] == [1, 1, 2]


def test_a_person_writes_his_own_wish_and_nobody_elses(marthina, yohanis, deed):
    wish = deed(wish_set, by=marthina, member=marthina.member, mentor_gender="female", goes_farther=False)

    assert (wish.mentor_gender, wish.recorded_by) == ("female", marthina)
    with pytest.raises(RuleError, match="Hanya koordinator"):
        deed(wish_set, by=yohanis, member=marthina.member, mentor_gender="male", goes_farther=False)


def test_nobody_but_the_coordinator_sees_a_run(kornelis, sari, dewi, stranger, programme, client_of):
    member = waiting()
    mentoring()
    run = drafted(kornelis, programme)

    for user in (sari, dewi, stranger):
        with acting_as(user):
            assert not MatchRun.objects.exists()
            assert not MatchSuggestion.objects.exists()
        assert client_of(user).get(path("match_run", run.pk)).status_code == 403
    other = staff(Role.COORDINATOR, "13.71")
    assert client_of(other).get(path("match_run", run.pk)).status_code == 404
    assert client_of(other).get(path("match_suggestion", of(run, member).pk)).status_code == 404


# The pages


def test_journey_from_the_queue_to_the_offers_and_back(client_of, kornelis, programme):
    member = waiting("Dorkas Pattiasina", days=30)
    unlucky = waiting("Selfina Nauw", days=2)
    mentoring("Yosepha Asmuruf", capacity=1, soft_capacity=1)
    client = client_of(kornelis)
    assert path("match_programme", programme.pk) in client.get(path("pair")).content.decode()

    asked = client.post(path("match_programme", programme.pk), follow=True)
    text = asked.content.decode()
    run = MatchRun.objects.get()
    assert asked.redirect_chain[-1][0] == path("match_run", run.pk)
    assert "1 dari 2 mendapat mentor" in text
    assert "Naikkan batas binaan Yosepha Asmuruf dari 1 menjadi 2." in text
    assert "Satu-satunya mentor yang cocok sudah terisi." in text

    page = client.get(path("match_suggestion", of(run, member).pk)).content.decode()
    for sentence in ("Di unit yang sama", "2 jenjang di atas kader", "Kader ini menunggu 30 hari", "Saran pertama"):
        assert sentence in page
    why = client.get(path("match_suggestion", of(run, unlucky).pk)).content.decode()
    assert "Mengapa belum mendapat mentor" in why
    assert "Sudah dicoba dalam hitungan" in why

    offered = client.post(path("match_run_offer", run.pk), follow=True).content.decode()
    assert "1 pasangan ditawarkan." in offered
    assert path("match_run_undo", run.pk) in offered
    assert "Sudah ditawari" in client.get(path("match_run", run.pk)).content.decode()
    client.post(path("match_run_undo", run.pk))
    assert not Pairing.objects.exists()
    one = client.post(path("match_suggestion", of(run, member).pk), {"mentor": of(run, member).mentor_id}, follow=True)
    assert "Dorkas Pattiasina ditawari mentor Yosepha Asmuruf." in one.content.decode()


def test_run_page_filters_and_stays_within_ten_queries(client_of, kornelis, programme, count_queries):
    mentoring(capacity=3)
    spent_by_size = []
    for size in (1, 29):
        for number in range(size):
            waiting(f"Kader {size} {number}", days=number)
        run = drafted(kornelis, programme)
        client = client_of(kornelis)
        with count_queries() as spent:
            page = client.get(path("match_run", run.pk))
        spent_by_size.append(spent())
        assert page.status_code == 200
    address = path("match_run", run.pk)
    pages = [client.get(address + query).content.decode() for query in ("", "?lihat=dapat", "?lihat=belum")]
    totals = [int(re.search(r'data-total="(\d+)"', page)[1]) for page in pages]

    assert totals == [30, 3, 27]
    assert max(spent_by_size) <= 10, spent_by_size
    assert client_of(kornelis).get(path("match_run", run.pk) + "?lihat=x").status_code == 404


def test_pages_of_one_cadre_and_of_the_programme_stay_within_ten_queries(client_of, kornelis, programme, count_queries):
    member = waiting()
    for number in range(5):
        mentoring(f"Mentor {number}")
    run = drafted(kornelis, programme)
    client = client_of(kornelis)
    for address in (path("match_programme", programme.pk), path("match_suggestion", of(run, member).pk)):
        with count_queries() as spent:
            assert client.get(address).status_code == 200
        assert spent() <= 10, (address, spent())


def test_choosing_below_the_first_keeps_what_was_typed_and_says_what_is_missing(client_of, kornelis, programme):
    member = waiting()
    mentoring("Dekat")
    far = mentoring("Jauh", code=OTHER_DISTRICT)
    suggestion = of(drafted(kornelis, programme), member)
    address = path("match_suggestion", suggestion.pk)

    refused = client_of(kornelis).post(address, {"mentor": far.pk, "reason": ""})
    unknown = client_of(kornelis).post(address, {"mentor": 10**9, "reason": "Kenal"})

    assert refused.status_code == unknown.status_code == 422
    assert "bukan saran pertama" in refused.content.decode()
    assert 'value="Kenal"' in unknown.content.decode()
    client_of(kornelis).post(address, {"mentor": far.pk, "reason": "Sudah saling kenal."})
    assert Pairing.objects.get().participants.filter(member=far.member).exists()


def test_lock_and_unlock_on_the_page_of_a_cadre(client_of, kornelis, programme):
    member, mentor = waiting(), mentoring()
    suggestion = of(drafted(kornelis, programme), member)
    client, address = client_of(kornelis), path("match_suggestion_lock", suggestion.pk)

    assert "Pasangan dikunci" in client.post(address, {"mentor": mentor.pk}, follow=True).content.decode()
    assert MatchLock.objects.get().mentor == mentor
    assert "Kunci dibuka" in client.post(address, {"buka": "ya"}, follow=True).content.decode()
    assert not MatchLock.objects.exists()
    assert client.post(address, {"mentor": 10**9}).status_code == 404


def test_comparison_names_who_got_somebody_else(client_of, kornelis, programme, deed):
    member = waiting("Dorkas Pattiasina")
    mentoring("Dekat Sekali")
    far = mentoring("Jauh Sekali", code=OTHER_DISTRICT)
    client = client_of(kornelis)
    first = drafted(kornelis, programme)
    alone = client.get(path("match_run_changes", first.pk)).content.decode()
    deed(pair_lock, by=kornelis, programme=programme, member=member, mentor=far)
    newcomer = waiting("Orang Baru", days=1)
    second = drafted(kornelis, programme)

    page = client.get(path("match_run_changes", second.pk)).content.decode()

    assert "Belum ada usulan lain" in alone
    for word in ("Dorkas Pattiasina", "Dekat Sekali", "Jauh Sekali", newcomer.full_name, "belum menunggu"):
        assert word in page
    third = drafted(kornelis, programme)
    assert "Kedua usulan sama" in client.get(path("match_run_changes", third.pk)).content.decode()
    assert client.get(path("match_run_changes", third.pk) + f"?dengan={first.pk}").status_code == 200


def test_weights_page_keeps_what_was_typed_and_saves(client_of, kornelis, programme):
    client, address = client_of(kornelis), path("match_weights", programme.pk)
    typed = dict.fromkeys(Factor.values, "7") | {"reach": "district"}

    wrong = client.post(address, typed | {"needs": "101"})
    nothing = client.post(address, dict.fromkeys(Factor.values, "0") | {"reach": "district"})
    saved = client.post(address, typed, follow=True)

    assert (wrong.status_code, nothing.status_code) == (422, 422)
    assert 'value="101"' in wrong.content.decode()
    assert "paling sedikit satu hal" in nothing.content.decode()
    assert "Bobot disimpan" in saved.content.decode()
    own = MatchWeights.objects.get()
    assert (own.needs, own.waiting, own.reach, own.set_by) == (7, 7, "district", kornelis)


def test_progress_is_shown_while_a_job_is_at_it(client_of, kornelis, programme, monkeypatch):
    monkeypatch.setattr(match_runs, "AT_ONCE", 0)
    waiting()
    run = drafted(kornelis, programme)
    client = client_of(kornelis)

    assert "Menghitung pasangan" in client.get(path("match_run", run.pk)).content.decode()
    assert "Menghitung pasangan" in client.get(path("match_run_progress", run.pk)).content.decode()
    run_match(run_id=run.pk, user=kornelis, assignment=kornelis.assignments.get())
    assert client.get(path("match_run_progress", run.pk)).headers["HX-Redirect"] == run.get_absolute_url()


def test_wishes_are_written_on_the_phone_and_in_the_office(client_of, kornelis, marthina):
    on_phone = client_of(marthina).post(path("phone_wish"), {"mentor_gender": "female"}, follow=True)
    assert "Keinginan Anda dicatat." in on_phone.content.decode()
    assert MentoringWish.objects.get().mentor_gender == "female"

    client = client_of(kornelis)
    client.post(path("wish", marthina.member.pk), {"mentor_gender": "", "goes_farther": "on"})
    wish = MentoringWish.objects.get()

    assert (wish.mentor_gender, wish.goes_farther, wish.recorded_by) == ("", True, kornelis)
    assert client.post(path("wish", marthina.member.pk), {"mentor_gender": "religion"}).status_code == 422


def test_empty_pages_teach(client_of, kornelis, programme):
    page = client_of(kornelis).get(path("match_programme", programme.pk)).content.decode()

    assert "Belum ada usulan" in page
    assert "Tidak ada kader yang menunggu" in page
    assert "Agama, suku, dan foto tidak pernah dipakai" in page
