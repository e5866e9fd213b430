"""Candidacies: moves and decrees, lists, evidence, marks, replacement, and who may do what (DOMAIN §6, §9)."""

from datetime import date
from decimal import Decimal
from importlib import import_module
from itertools import product

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from accounts.consents import consent_record
from accounts.enums import Role
from accounts.scoping import acting_as
from cadres.elections.moves import BY_DECREE, CANDIDACY_MOVES
from cadres.elections.ranking import weigh
from cadres.enums import CandidacyState, EligibilityKind
from cadres.models import Candidacy, CandidacyTransition, Chamber, DuplicatePair, SelectionScore
from cadres.selectors.candidacies import free_seats, is_old_enough, next_in_line, ranking, stages_of
from cadres.services import candidacies as deeds
from cadres.services.duplicates import members_merge, merge_undo
from cadres.services.membership import member_move_status
from core.errors import RuleError
from mentoring.selectors.conflicts import ties_among
from tests.factories.accounts import staff
from tests.factories.cadres import MemberFactory
from tests.factories.elections import candidate, district, walk
from tests.refusals import is_refused

pytestmark = pytest.mark.django_db
RAW = "UPDATE cadres_candidacy SET state = %s, votes = 1, decree_no = 'x', decree_on = '2026-01-01' WHERE id = %s"
DECREE = {"decree_no": "KPU/20", "decree_on": date(2026, 2, 1)}
SURVEY = {
    "kind": "electability",
    "share": Decimal("12.5"),
    "surveyed_on": date(2026, 3, 1),
    "sample": 400,
    "margin": Decimal("4.9"),
}


def refused(deed, **arguments) -> str:
    with pytest.raises(RuleError) as found, transaction.atomic():
        deed(**arguments)
    return str(found.value)


def test_the_database_knows_the_same_moves():
    guards = import_module("cadres.migrations.0017_election_guards")

    assert {before: tuple(afters) for before, afters in guards.NEXT.items()} == {
        str(before): tuple(map(str, afters)) for before, afters in CANDIDACY_MOVES.items() if afters
    }
    assert len(EligibilityKind) == guards.WANTED


def test_every_other_move_is_refused_by_service_and_database(sari):
    found = candidate(by=sari, number=1)
    wrong = [(a, b) for a, b in product(CandidacyState, repeat=2) if a != b and b not in CANDIDACY_MOVES[a]]

    for to in (to for before, to in wrong if before == "bacaleg"):
        assert refused(deeds.candidacy_move, by=sari, candidacy=found, to=to, reason="x").startswith("Tahap")
        assert is_refused(RAW, to, found.pk, error=IntegrityError)
    assert len(wrong) == 13 * 12 - sum(map(len, CANDIDACY_MOVES.values()))


@pytest.mark.parametrize("to", [state for state in BY_DECREE if state in ("dcs", "dct")])
def test_lists_of_the_election_office_stand_on_a_decree(sari, to: str):
    before = {"dcs": "nominated", "dct": "dcs"}[to]
    found = walk(candidate(by=sari, number=1), before, by=sari)

    assert "keputusan KPU" in refused(deeds.candidacy_move, by=sari, candidacy=found, to=to)
    with pytest.raises(IntegrityError), transaction.atomic():
        CandidacyTransition.objects.create(unit=found.unit, candidacy=found, to_value=to, actor=sari)


def test_the_final_list_names_what_is_missing(sari):
    found = walk(candidate(by=sari, number=1), "dcs", by=sari)
    decree = {"decree_no": "KPU/9", "decree_on": date(2026, 1, 9)}
    for kind in EligibilityKind:
        deeds.eligibility_record(by=sari, candidacy=found, kind=kind, state="done")
    deeds.eligibility_record(by=sari, candidacy=found, kind="police", state="done", expires_on=date(2026, 1, 8))

    sentence = refused(deeds.candidacy_move, by=sari, candidacy=found, to="dct", **decree)

    assert sentence == "Belum lengkap: SKCK."
    raw = "UPDATE cadres_candidacy SET state = 'dct', decree_on = '2026-01-09' WHERE id = %s"
    assert is_refused(raw, found.pk, error=IntegrityError)
    deeds.eligibility_record(by=sari, candidacy=found, kind="resignation", state="exempt")
    deeds.eligibility_record(by=sari, candidacy=found, kind="police", state="done", expires_on=date(2026, 1, 9))
    assert deeds.candidacy_move(by=sari, candidacy=found, to="dct", **decree).state == "dct"


def test_only_a_resignation_may_be_exempt(sari):
    found = candidate(by=sari)

    assert "Hanya SK" in refused(deeds.eligibility_record, by=sari, candidacy=found, kind="health", state="exempt")


@pytest.mark.parametrize(
    ("born", "old"), [(date(2002, 11, 3), True), (date(2002, 11, 4), False), (None, None), (date(2004, 2, 29), False)]
)
def test_age_is_counted_on_the_day_of_the_final_list(born: date | None, old: bool | None):
    assert is_old_enough(born, date(2023, 11, 3)) is old


def test_a_number_is_given_once_and_not_beyond_the_seats(sari):
    first, second = candidate(by=sari, number=1), candidate(by=sari)

    assert "sudah dipakai" in refused(deeds.candidacy_number, by=sari, candidacy=second, number=1)
    assert "sebanyak kursi" in refused(deeds.candidacy_number, by=sari, candidacy=second, number=7)
    assert is_refused("UPDATE cadres_candidacy SET list_number = 7 WHERE id = %s", second.pk, error=IntegrityError)
    deeds.candidacy_move(by=sari, candidacy=first, to="withdrawn", reason="Pindah tugas")
    assert deeds.candidacy_number(by=sari, candidacy=second, number=1).list_number == 1


def test_one_member_stands_once_in_an_election_and_only_where_he_is_registered(sari):
    found = candidate(by=sari)
    elsewhere = MemberFactory.create(code="96.01")

    assert "sudah dicalonkan" in refused(deeds.candidacy_add, by=sari, member=found.member, district=district("967101"))
    assert "di luar" in refused(deeds.candidacy_add, by=sari, member=elsewhere, district=district())
    with pytest.raises(IntegrityError, match="outside the board"), transaction.atomic():
        Candidacy.objects.create(
            unit=elsewhere.unit,
            member=elsewhere,
            election=found.election,
            constituency=district(),
            created_by=sari,
        )


def test_only_the_board_that_fixes_the_list_writes(sari, dewi, kornelis):
    province = staff(Role.SECRETARIAT, "96")
    local = candidate(by=sari)
    provincial = candidate(district("960001", "dprd_provinsi"), by=province)

    for user in (dewi, kornelis):
        assert "disusun sekretariat" in refused(deeds.candidacy_move, by=user, candidacy=local, to="nominated")
    sentence = refused(deeds.candidacy_move, by=sari, candidacy=provincial, to="nominated")
    assert sentence.startswith("Daftar calon DPR Papua Barat Daya disusun")
    for user, row in ((dewi, local), (kornelis, local), (sari, provincial)):
        with acting_as(user):
            assert Candidacy.objects.for_user(user).filter(pk=row.pk).exists()
            try:
                with transaction.atomic():
                    changed = Candidacy._base_manager.filter(pk=row.pk).update(list_number=2)
            except DatabaseError:
                changed = 0
        assert changed == 0
    assert deeds.candidacy_move(by=province, candidacy=local, to="nominated").state == "nominated"


def test_nobody_keeps_his_own_candidacy(sari):
    member = MemberFactory.create(user=sari, code="96.71")

    assert "calonnya sendiri" in refused(deeds.candidacy_add, by=sari, member=member, district=district())
    with acting_as(sari), pytest.raises(DatabaseError), transaction.atomic():
        Candidacy.objects.create(
            unit=member.unit,
            member=member,
            election=district().chamber.election,
            constituency=district(),
            created_by=sari,
        )


def test_a_survey_names_its_makers(sari):
    found = candidate(by=sari)

    deeds.survey_record(by=sari, candidacy=found, pollster="Lembaga A", payer="Partai", **SURVEY)

    assert "membiayai" in refused(
        deeds.survey_record, by=sari, candidacy=found, pollster="Lembaga B", payer=" ", **SURVEY
    )
    assert "sudah tercatat" in refused(
        deeds.survey_record, by=sari, candidacy=found, pollster="Lembaga A", payer="Partai", **SURVEY
    )


def test_growth_counts_only_with_a_consent_apart(sari):
    found = candidate(by=sari)
    service = deeds.criterion_add(by=sari, chamber=district().chamber, name="Pengabdian", weight=30)
    growth = deeds.criterion_add(by=sari, chamber=district().chamber, name="Rubrik", weight=70, is_development=True)
    deeds.score_record(by=sari, candidacy=found, criterion=service, score=80)

    assert "belum menyetujui" in refused(deeds.score_record, by=sari, candidacy=found, criterion=growth, score=10)
    with pytest.raises(IntegrityError), transaction.atomic():
        SelectionScore.objects.create(unit=found.unit, candidacy=found, criterion=growth, score=10, scored_by=sari)
    consent = {"by": sari, "member": found.member, "code": "selection", "channel": "paper", "proof": "Map 3"}
    consent_record(is_given=True, **consent)
    deeds.score_record(by=sari, candidacy=found, criterion=growth, score=10)
    assert [each.weighed.mark for each in ranking(sari, district())] == [31]
    consent_record(is_given=False, **consent)
    assert [(each.weighed.mark, each.shares_growth) for each in ranking(sari, district())] == [(80, False)]


def test_who_says_no_to_growth_loses_nothing():
    criteria = [(1, 30, False), (2, 70, True)]

    assert weigh(criteria, {1: 80, 2: 10}, shares_growth=False).mark == 80
    assert weigh(criteria, {1: 80}, shares_growth=False).is_whole
    assert not weigh(criteria, {1: 80}, shares_growth=True).is_whole
    assert weigh(criteria, {}, shares_growth=True).mark is None


def test_a_seat_that_falls_free_goes_to_the_next_by_votes(sari):
    winner, third, second = (
        walk(candidate(by=sari, number=n), "dct", by=sari, votes=v) for n, v in ((1, 900), (2, 200), (3, 700))
    )
    decree = {"decree_no": "KPU/20", "decree_on": date(2026, 2, 1)}
    deeds.candidacy_move(by=sari, candidacy=winner, to="elected", **decree)
    for each in (third, second):
        deeds.candidacy_move(by=sari, candidacy=each, to="not_elected")
    deeds.candidacy_move(by=sari, candidacy=winner, to="seated")

    assert [each.pk for each in next_in_line(sari, district())] == [second.pk, third.pk]
    assert "Belum ada kursi" in refused(deeds.candidacy_move, by=sari, candidacy=second, to="paw_in", **decree)
    deeds.candidacy_move(by=sari, candidacy=winner, to="paw_out", **decree)
    assert free_seats(district()) == 1
    assert "terbanyak berikutnya" in refused(deeds.candidacy_move, by=sari, candidacy=third, to="paw_in", **decree)
    deeds.candidacy_move(by=sari, candidacy=second, to="paw_in", **decree)
    assert deeds.candidacy_move(by=sari, candidacy=second, to="seated").state == "seated"
    assert free_seats(district()) == 0


def a_seat_to_fill(sari) -> tuple[Candidacy, Candidacy, Candidacy]:
    """Who left his seat, who is next by votes, and who comes after him."""
    left, second, third = (
        walk(candidate(by=sari, number=n), "dct", by=sari, votes=v) for n, v in ((1, 900), (2, 700), (3, 200))
    )
    deeds.candidacy_move(by=sari, candidacy=left, to="elected", **DECREE)
    for each in (second, third):
        deeds.candidacy_move(by=sari, candidacy=each, to="not_elected")
    deeds.candidacy_move(by=sari, candidacy=left, to="seated")
    deeds.candidacy_move(by=sari, candidacy=left, to="paw_out", **DECREE)
    return left, second, third


def test_a_term_ends_as_written_down_or_five_years_after_the_oath():
    chamber = district().chamber
    assert (chamber.term_end, chamber.may_replace_on(date(2040, 1, 1))) == (None, True)
    chamber.election.stages.create(kind="oath", starts_on=date(2024, 10, 31), ends_on=date(2024, 10, 31))
    chamber = district().chamber
    assert (chamber.term_end, chamber.replaced_until) == (date(2029, 10, 31), date(2029, 4, 30))
    chamber.term_ends_on = date(2031, 8, 1)

    assert chamber.may_replace_on(date(2031, 2, 1))
    assert not chamber.may_replace_on(date(2031, 2, 2))


def test_no_seat_is_filled_in_the_last_half_year(sari):
    _left, second, _third = a_seat_to_fill(sari)
    Chamber.objects.filter(pk=district().chamber_id).update(term_ends_on=date(2026, 7, 31))

    assert "6 bulan sebelumnya" in refused(deeds.candidacy_move, by=sari, candidacy=second, to="paw_in", **DECREE)
    assert is_refused(RAW.replace("2026-01-01", "2026-02-01"), "paw_in", second.pk, error=IntegrityError)
    on_time = DECREE | {"decree_on": date(2026, 1, 31)}
    assert deeds.candidacy_move(by=sari, candidacy=second, to="paw_in", **on_time).state == "paw_in"


def test_no_seat_is_filled_that_nobody_left(sari):
    _left, second, third = a_seat_to_fill(sari)
    deeds.candidacy_move(by=sari, candidacy=second, to="paw_in", **DECREE)

    assert "Belum ada kursi" in refused(deeds.candidacy_move, by=sari, candidacy=third, to="paw_in", **DECREE)
    assert is_refused(RAW, "paw_in", third.pk, error=IntegrityError)


def test_who_has_left_the_party_is_passed_over_and_anybody_else_with_a_reason(sari):
    _left, second, third = a_seat_to_fill(sari)

    assert second.member.full_name in refused(
        deeds.candidacy_move, by=sari, candidacy=third, to="paw_in", reason=" ", **DECREE
    )
    raw = "INSERT INTO cadres_candidacytransition (candidacy_id, unit_id, from_value, to_value, reason, actor_id, at, "
    raw += "decree_no, decree_on) VALUES (%s, %s, 'not_elected', 'paw_in', '', %s, now(), 'x', '2026-01-01')"
    assert is_refused(raw, third.pk, third.unit_id, sari.pk, error=IntegrityError)
    member_move_status(by=sari, member=second.member, to="ended", reason="resigned")
    assert "bukan anggota aktif" in refused(deeds.candidacy_move, by=sari, candidacy=second, to="paw_in", **DECREE)
    assert deeds.candidacy_move(by=sari, candidacy=third, to="paw_in", **DECREE).state == "paw_in"


def test_a_reason_lets_the_next_but_one_come_in(sari):
    _left, _second, third = a_seat_to_fill(sari)

    more = DECREE | {"reason": "Calon di atasnya menyatakan tidak bersedia"}
    assert deeds.candidacy_move(by=sari, candidacy=third, to="paw_in", **more).state == "paw_in"


def test_who_was_elected_and_never_sat_leaves_a_seat(sari):
    first, second = (walk(candidate(by=sari, number=n), "dct", by=sari, votes=9 - n) for n in (1, 2))
    deeds.candidacy_move(by=sari, candidacy=first, to="elected", **DECREE)
    deeds.candidacy_move(by=sari, candidacy=second, to="not_elected")
    deeds.candidacy_move(by=sari, candidacy=first, to="withdrawn", reason="Mengundurkan diri sebelum dilantik")

    assert free_seats(district()) == 1
    assert deeds.candidacy_move(by=sari, candidacy=second, to="paw_in", **DECREE).state == "paw_in"


def test_what_is_written_of_a_candidacy_bears_the_hand_that_wrote_it(sari):
    other, found = staff(Role.SECRETARIAT, "96.71"), candidate(by=sari)
    criterion = deeds.criterion_add(by=sari, chamber=district().chamber, name="Pengabdian", weight=30)
    own = {"unit": found.unit, "candidacy": found}

    with acting_as(other):
        moved = CandidacyTransition.objects.create(**own, to_value="withdrawn", reason="x", actor=sari)
        mark = SelectionScore.objects.create(**own, criterion=criterion, score=50, scored_by=sari)
        SelectionScore.objects.filter(pk=mark.pk).update(score=60, scored_by=sari)
        Candidacy.objects.filter(pk=found.pk).update(created_by=other)

    for row, name in ((moved, "actor"), (mark, "scored_by")):
        row.refresh_from_db()
        assert getattr(row, name) == other
    found.refresh_from_db()
    assert found.created_by == sari


def test_results_wait_for_votes(sari):
    found = walk(candidate(by=sari, number=1), "dct", by=sari)

    assert "suaranya" in refused(deeds.candidacy_move, by=sari, candidacy=found, to="not_elected")


def test_rivals_and_judges_are_kept_apart(sari):
    one, other, third = candidate(by=sari), candidate(by=sari), candidate(district("967101"), by=sari)
    judge = MemberFactory.create(user=sari, code="96.71")
    criterion = deeds.criterion_add(by=sari, chamber=district().chamber, name="Pengabdian", weight=30)
    deeds.score_record(by=sari, candidacy=one, criterion=criterion, score=60)

    ties = ties_among([one.member_id, other.member_id, third.member_id, judge.pk])

    assert ties[frozenset({one.member_id, other.member_id})] == {"R1"}
    assert ties[frozenset({judge.pk, one.member_id})] == {"R2"}
    assert len(ties) == 2


def test_mentors_learn_the_stage_of_whom_they_see_and_nothing_else(sari, yohanis, marthina):
    begun = deeds.candidacy_add(by=sari, member=marthina.member, district=district(), state="bacaleg")

    with acting_as(marthina):
        assert stages_of(marthina, [marthina.member.pk]) == {marthina.member.pk: "Bakal calon"}
        assert Candidacy.objects.for_user(marthina).count() == Candidacy._base_manager.count() == 1
    with acting_as(yohanis):
        assert stages_of(yohanis, [marthina.member.pk]) == {}  # not his mentee
        assert Candidacy._base_manager.filter(pk=begun.pk).count() == 0


def test_candidacies_are_never_deleted_nor_their_moves_rewritten(sari):
    found = candidate(by=sari)

    with acting_as(sari):
        assert is_refused("DELETE FROM cadres_candidacy WHERE id = %s", found.pk)
        assert is_refused("UPDATE cadres_candidacytransition SET reason = 'x'")
        assert is_refused("UPDATE cadres_surveyresult SET share = 99")


def test_a_merge_takes_the_candidacies_along_and_gives_them_back(sari):
    found = candidate(by=sari, full_name="Ruth Mandowen")
    kept = MemberFactory.create(full_name="Ruth Mandowen")
    pair = DuplicatePair.objects.create(unit=kept.unit, first=found.member, second=kept, score=90)

    with acting_as(sari):
        merge = members_merge(by=sari, pair=pair, kept=kept, from_lost={})
        assert Candidacy.objects.get(pk=found.pk).member_id == kept.pk
        merge_undo(by=sari, merge=merge)
        assert Candidacy.objects.get(pk=found.pk).member_id == found.member_id


def test_the_end_of_a_membership_withdraws_what_it_stood_for_and_leaves_a_seat(sari):
    standing, seated = candidate(by=sari), walk(candidate(by=sari, number=1), "dct", by=sari, votes=900)
    deeds.candidacy_move(by=sari, candidacy=seated, to="elected", decree_no="KPU/20", decree_on=date(2026, 2, 1))
    deeds.candidacy_move(by=sari, candidacy=seated, to="seated")

    with acting_as(sari):
        for each in (standing, seated):
            member_move_status(by=sari, member=each.member, to="ended", reason="resigned")

    standing.refresh_from_db()
    seated.refresh_from_db()
    assert (standing.state, seated.state) == ("withdrawn", "seated")
    kept = CandidacyTransition.objects.filter(candidacy=standing).latest("pk")
    assert (kept.to_value, kept.reason, kept.actor) == ("withdrawn", "Keanggotaan berakhir.", sari)
