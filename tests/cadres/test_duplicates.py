"""Duplicates: 1,000 planted pairs among 50,000, the review, the merge and its undo."""

import random
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.scoping import acting_as
from cadres.enums import MemberStatus, PairState
from cadres.likeness import DUPLICATE, Facts, likeness
from cadres.models import (
    Certificate,
    DuplicatePair,
    Level,
    LevelAward,
    LevelPath,
    Member,
    MemberMerge,
    MemberTransition,
    OfficerTerm,
    PathTransition,
    Recommendation,
    TrainingRegistration,
)
from cadres.selectors.duplicates import list_pairs, suspicions
from cadres.services.duplicates import find_duplicates, members_merge, merge_undo, pair_tell_apart
from cadres.synthetic import SyntheticPeople
from core.driver import copy_in
from core.errors import RuleError
from mentoring.models import Mentor, PairingParticipant
from tests.factories.accounts import staff, unit
from tests.factories.cadres import MemberFactory, member_user
from tests.factories.ladder import event_of, trained
from tests.factories.mentoring import active_pairing

pytestmark = pytest.mark.django_db
PEOPLE, PLANTED = 50_000, 1_000
BORN = date(1988, 3, 14)


def slip(chance, text):
    """One letter another, left out, or doubled."""
    at = chance.randrange(1, len(text))
    return text[:at] + chance.choice(["", chance.choice("aeiou"), text[at] * 2]) + text[at + 1 :]


def written_again(chance, person):
    """The same person entered a second time: (name, birth date, phone, nik_last4), as offices write it."""
    name, born, phone = person.full_name, person.birth_date, person.phone
    first, *rest = name.split()
    name = chance.choice(
        [name, name, name.upper(), slip(chance, name), " ".join([*rest, first]), f"{first[:1]}. {' '.join(rest)}",
         f"{first} {chance.choice(['Maria', 'Yohanes'])} {' '.join(rest)}", f"{name}, S.Pd."]
    )  # fmt: skip
    kind = chance.random()
    if kind < 0.10:
        born = None
    elif kind < 0.20:
        born = born.replace(year=born.year + chance.choice([-1, 1]), day=min(born.day, 28))
    if born == person.birth_date and chance.random() < 0.35:
        phone = chance.choice(["", f"+62840{chance.randrange(10**8):08}"])
    last4 = chance.choice(["", "", person.nik[-4:], f"{chance.randrange(10**4):04}"])
    return name, born, phone, last4


@pytest.fixture
def country():
    """50,000 rows: 1,000 people twice, and families who share a phone or a birthday. The planted pairs of ids."""
    chance, people = random.Random(50), SyntheticPeople(seed=50)
    start = 10_000_000
    rows, planted = [], set()
    villages = list(unit("96.71")._meta.model.objects.filter(tier=4, province=unit("96")).order_by("pk")[:400])

    def row(pk, name, gender, born, phone, last4, village):
        tiers = (village.province_id, village.regency_id, village.district_id, village.village_id)
        nik = ("x", pk.to_bytes(32, "big"), last4) if last4 else ("", None, "")
        return (pk, name, "", "", gender, born, "", phone, False, "", "", *nik, "belum", "anggota", "active", True,
                False, False, "", False, timezone.now(), village.pk, *tiers)  # fmt: skip

    pk = start
    while len(rows) < PEOPLE:
        person, village = people.person(), chance.choice(villages)
        rows.append(row(pk, person.full_name, person.gender, person.birth_date, person.phone, person.nik[-4:], village))
        if len(planted) < PLANTED and chance.random() < 0.03:
            name, born, phone, last4 = written_again(chance, person)
            other = village if chance.random() < 0.6 else chance.choice(villages)
            rows.append(row(pk + 1, name, person.gender, born, phone, last4, other))
            planted.add((pk, pk + 1))
            pk += 1
        elif chance.random() < 0.10:  # a relative: the phone of the house, the family name, at times a twin
            relative = people.person()
            family = person.full_name.split()[-1]
            twin = chance.random() < 0.1
            born = person.birth_date if twin else relative.birth_date
            name = f"{relative.full_name.split()[0]} {family}"
            rows.append(row(pk + 1, name, relative.gender, born, person.phone, relative.nik[-4:], village))
            pk += 1
        pk += 1
    columns = ["id", "full_name", "prefix", "suffix", "gender", "birth_date", "birthplace", "phone", "has_whatsapp",
               "email", "address", "nik", "nik_hash", "nik_last4", "nik_missing_reason", "level", "status",
               "wants_mentoring", "is_mentee", "ever_married", "identity_seen", "restricted", "created_at", "unit_id",
               "province_id", "regency_id", "district_id", "village_id"]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE cadres_member DISABLE TRIGGER USER")
        copy_in(connection, "cadres_member", columns, rows)
        cursor.execute("ALTER TABLE cadres_member ENABLE TRIGGER USER")
        cursor.execute("ANALYZE cadres_member")
    return planted


def test_planted_pairs_are_found_and_little_else(country, record_property):
    began = timezone.now()
    found = {(each.first, each.second) for each in suspicions()}
    seconds = (timezone.now() - began).total_seconds()
    right = len(found & country)
    recall, precision = right / len(country), right / len(found)
    record_property("figures", f"recall {recall:.3f} precision {precision:.3f} in {seconds:.1f} s of {PEOPLE}")
    print(f"recall {recall:.3f} precision {precision:.3f} in {seconds:.1f} s; planted {len(country)}")  # noqa: T201

    assert len(country) == PLANTED
    assert recall >= 0.95
    assert precision >= 0.90


@pytest.mark.parametrize(
    ("other", "is_one"),
    [
        (Facts("Maria Saa", BORN, "", "female", "", None), True),
        (Facts("M. Saa", BORN, "+6284000000001", "female", "", None), True),
        (Facts("Maria Saa", None, "", "female", "", None), False),
        (Facts("Dorkas Saa", BORN, "+6284000000001", "female", "0009", None), False),
        (Facts("Maria Saa", date(1960, 1, 2), "", "female", "", None), False),
        (Facts("Maria Saa", BORN, "", "male", "0009", None), False),
    ],
    ids=["same", "shortened", "namesake", "twin", "aunt", "another"],
)
def test_weights_tell_people_apart(other, is_one):
    points, _reasons = likeness(Facts("Maria Saa", BORN, "+6284000000001", "female", "0001", None), other)

    assert (points >= DUPLICATE) == is_one


@pytest.fixture
def pair():
    """One woman twice in Kota Sorong: an old row with an office, a new one with a phone."""
    old = MemberFactory(full_name="Maria Saa", birth_date=BORN, membership_card_no="K-1")
    new = MemberFactory(
        full_name="Maria Saa", birth_date=BORN, phone="+6284000000001", code="96.71.01.1001",
        nik="9971061205900001", nik_hash=b"x" * 32, nik_last4="0001",
    )  # fmt: skip
    OfficerTerm.objects.create(unit=new.unit, member=new, post="Bendahara", starts_on=date(2025, 1, 1))
    find_duplicates()
    return DuplicatePair.objects.get(first=old, second=new)


def test_pair_goes_to_whoever_stands_above_both(pair, sari, stranger):
    district = staff(Role.SECRETARIAT, "96.71.06")

    assert pair.unit == unit("96.71")
    for user, seen in ((sari, 1), (stranger, 0), (district, 0)):
        with acting_as(user):
            assert list_pairs(user, PairState.OPEN).count() == seen
            assert DuplicatePair._base_manager.count() == seen


def test_looking_twice_asks_once_and_no_is_remembered(pair, sari):
    with acting_as(sari):
        pair_tell_apart(by=sari, pair=pair)
    find_duplicates()
    find_duplicates()

    assert [p.state for p in DuplicatePair.objects.all()] == [PairState.DIFFERENT]


def test_pair_that_is_no_longer_alike_leaves_the_queue(pair):
    Member.objects.filter(pk=pair.second_id).update(full_name="Dorkas Momot")

    assert find_duplicates() == 0


def snapshot():
    fields = [f.attname for f in Member._meta.concrete_fields if f.attname not in ("is_mentee",)]
    return (
        list(Member.objects.order_by("pk").values_list(*fields)),
        list(OfficerTerm.objects.order_by("pk").values_list("pk", "member", "ends_on")),
        list(PairingParticipant.objects.order_by("pk").values_list("pk", "member", "user")),
        list(Mentor.objects.order_by("pk").values_list("pk", "member", "load")),
    )


def test_merge_keeps_both_histories_and_undo_restores_all(pair, sari, marthina):
    mentor = member_user(Role.MENTOR, full_name="Maria Saa", birth_date=BORN)
    active_pairing(mentor, marthina)
    find_duplicates()
    both = DuplicatePair.objects.get(first=pair.first_id, second=mentor.member.pk)
    before = snapshot()
    with acting_as(sari):
        merge = members_merge(by=sari, pair=both, kept=both.first, from_lost={})

    lost, kept = Member.objects.get(pk=mentor.member.pk), Member.objects.get(pk=pair.first_id)
    assert (lost.status, lost.merged_into_id, lost.user, kept.user) == (MemberStatus.ENDED, kept.pk, None, mentor)
    assert MemberTransition.objects.get(member=lost).reason == "duplicate"
    assert Mentor.objects.get().member == kept
    assert PairingParticipant.objects.filter(member=lost).count() == 0
    with acting_as(sari):
        merge_undo(by=sari, merge=merge)
    assert snapshot() == before
    assert DuplicatePair.objects.get(pk=both.pk).state == PairState.OPEN


def ladder():
    rows = (LevelPath, PathTransition, LevelAward, Certificate, TrainingRegistration, Recommendation)
    return [list(model.objects.order_by("pk").values_list("pk", "member")) for model in rows]


def test_merge_takes_the_way_up_along_and_the_undo_gives_it_back(pair, sari, dewi, kornelis):
    held, common = timezone.now(), {"unit": pair.second.unit, "member": pair.second}
    aim = Level.objects.get(code="dasar")
    path = LevelPath.objects.create(**common, level=aim, requirement_set=aim.requirement_sets.first())
    PathTransition.objects.create(**common, path=path, to_value="running", actor=kornelis)
    award = LevelAward.objects.create(
        **common, level=aim, from_level="anggota", path=path, proposed_by=kornelis, proposed_evidence={}
    )
    award.state, award.decided_by, award.decided_at = "awarded", dewi, held
    award.awarded_on, award.decided_evidence = held.date(), {}
    award.save()
    Certificate.objects.create(
        **common, award=award, number="1", title="Kader Dasar", name="Maria Saa", issued_on=held.date(), issued_by=dewi
    )
    event = event_of()
    trained(pair.second, event)
    trained(pair.first, event)
    Recommendation.objects.create(**common, level=aim, note="Baik", given_by=dewi)
    before = ladder()
    with acting_as(sari):
        merge = members_merge(by=sari, pair=pair, kept=pair.first, from_lost={})

    kept = pair.first.pk
    assert Member.objects.get(pk=kept).level == "dasar"
    assert [{member for _pk, member in rows} for rows in ladder()[:4]] == [{kept}] * 4
    assert TrainingRegistration.objects.filter(member=pair.second).count() == 1  # both were there: it stays as history
    with acting_as(sari):
        merge_undo(by=sari, merge=merge)
    assert ladder() == before
    assert Member.objects.get(pk=kept).level == "anggota"


def test_nobody_else_says_whose_a_decision_is(pair, sari, kornelis):
    for user in (sari, kornelis):
        with acting_as(user), pytest.raises(Exception, match="permission denied"), transaction.atomic():
            connection.cursor().execute("SELECT kad_merge_ladder(%s, %s)", [pair.second_id, pair.first_id])


def test_merge_takes_the_chosen_fields_and_the_offices(pair, sari):
    before = snapshot()
    with acting_as(sari):
        merge = members_merge(by=sari, pair=pair, kept=pair.first, from_lost={"nik": True, "phone": True})
        kept = Member.objects.get(pk=pair.first_id)
        assert (kept.nik, kept.nik_last4, kept.phone) == ("9971061205900001", "0001", "+6284000000001")
        assert kept.membership_card_no == "K-1"
        assert OfficerTerm.objects.get().member == kept
        merge_undo(by=sari, merge=merge)

    assert snapshot() == before


def test_what_was_changed_after_the_merge_stays_at_the_undo(pair, sari):
    with acting_as(sari):
        merge = members_merge(by=sari, pair=pair, kept=pair.first, from_lost={"phone": True})
        Member.objects.filter(pk=pair.first_id).update(phone="+6284000000099")
        merge_undo(by=sari, merge=merge)

    assert Member.objects.get(pk=pair.first_id).phone == "+6284000000099"


def test_undo_ends_after_thirty_days(pair, sari):
    with acting_as(sari):
        merge = members_merge(by=sari, pair=pair, kept=pair.first, from_lost={})
        MemberMerge.objects.update(merged_at=timezone.now() - timedelta(days=31))
        with pytest.raises(RuleError):
            merge_undo(by=sari, merge=merge)


def test_two_sides_of_one_pairing_are_not_merged(sari):
    mentor = member_user(Role.MENTOR, full_name="Maria Saa", birth_date=BORN)
    mentee = member_user(Role.MENTEE, full_name="Maria Saa", birth_date=BORN)
    active_pairing(mentor, mentee)
    find_duplicates()

    pair = DuplicatePair.objects.get()

    with acting_as(sari), pytest.raises(RuleError, match="pasangan yang sama"):
        members_merge(by=sari, pair=pair, kept=pair.first, from_lost={})


def test_review_page_merges_and_undoes(client_of, sari, stranger, pair):
    client, page = client_of(sari), f"/kader/ganda/{pair.pk}/"
    assert client_of(stranger).get(page).status_code == 404
    text = client.get(page).content.decode()
    assert "9971061205900001" not in text
    choices = {"kept": str(pair.first_id), "nik": str(pair.second_id), "phone": str(pair.second_id),
               "membership_card_no": str(pair.first_id)}  # fmt: skip

    answer = client.post(page, choices)

    assert answer.headers["Location"] == f"/kader/{pair.first_id}/"
    assert client.get(f"/kader/{pair.second_id}/").headers["Location"] == f"/kader/{pair.first_id}/"
    assert Member.objects.get(pk=pair.first_id).nik_last4 == "0001"
    client.post(f"{page}urungkan/")
    assert Member.objects.get(pk=pair.second_id).merged_into_id is None


@pytest.mark.parametrize("rows", [1, 3])
def test_queue_costs_the_same_whatever_its_length(client_of, sari, rows, count_queries):
    for number in range(rows):
        for _ in range(2):
            MemberFactory(full_name=f"Orang Kembar {chr(65 + number)}", birth_date=date(1990, 1, number + 1))
    find_duplicates()
    client = client_of(sari)
    client.get("/kader/ganda/")

    with count_queries() as spent:
        page = client.get("/kader/ganda/")

    assert page.context["page"].paginator.count == rows
    assert spent() <= 12
