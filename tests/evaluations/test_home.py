"""A form counts where its rater was at home when it was locked, and K21 tells what a round shows and no more."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.enums import Role
from accounts.scoping import scope_context
from core.context import jobs_context
from evaluations import rollups
from evaluations.calendar import months_from
from evaluations.figures import GAIN_UNIT
from evaluations.models import Evaluation, RollupOutcome
from tests.factories.accounts import staff, unit
from tests.factories.cadres import member_user
from tests.factories.evaluations import answered, asked, round_at
from tests.factories.mentoring import ProgrammeFactory, active_pairing

pytestmark = pytest.mark.django_db

HERE, THERE = "96.71.06.1001", "96.71.01.1001"
LAST = months_from(rollups.today(), -1)
K11_K12 = ("rapport_mentees", "rapport_mentee_points", "reaction_invited", "reaction_people", "reaction_answers")


@pytest.fixture
def programme(kornelis):
    return ProgrammeFactory.create(coordinator=kornelis)


def checked(learner, programme, value=4, day=3, pairing=None):
    """The learner has sent a check of last month; his form is locked."""
    pairing = pairing or active_pairing(member_user(code=HERE), learner, programme)
    opens_on = LAST + timedelta(days=day - 14)
    return answered(asked(pairing, opens_on=opens_on, closes_on=opens_on + timedelta(days=14)), value)


def move(user, code):
    user.member.unit = unit(code)
    user.member.save()


def told(code, *names):
    row = RollupOutcome.objects.totals().filter(unit=unit(code), month=LAST).values(*names).first()
    return list((row or dict.fromkeys(names, 0)).values())


def listed(client, code, measure="kedekatan"):
    page = client.get(f"/evaluasi/penilai/?wilayah={code}&bulan={LAST:%Y-%m}&ukuran={measure}")
    return page.content.decode()


def test_a_past_month_stays_at_both_units_when_a_person_moves(programme):
    people = [member_user(Role.MENTEE, code=code) for code in (HERE, HERE, THERE)]
    round = round_at(programme, opens_on=LAST, closes_on=LAST + timedelta(days=9))
    for place, each in enumerate(people):
        pairing = checked(each, programme, 2 + place).pairing
        own = {"subject": pairing.participants.get(user=each), "rater": each, "role": "self"}
        window = {"opens_on": round.opens_on, "closes_on": round.closes_on, "occasion": round.occasion}
        answered(asked(pairing, "I-6.L1", round=round, **own, **window), 2 + place)
    rollups.drain()
    before = [told(code, *K11_K12) for code in ("96.71.06", "96.71.01", "96.71")]

    move(people[0], THERE)
    rollups.drain()

    assert [each[0] for each in before] == [2, 1, 3]
    assert [told(code, *K11_K12) for code in ("96.71.06", "96.71.01", "96.71")] == before
    assert rollups.recount().rows == 0


def test_who_moves_between_two_forms_of_a_month_counts_once(programme):
    learner = member_user(Role.MENTEE, code=HERE)
    sheet = checked(learner, programme, 5)
    move(learner, THERE)
    checked(learner, programme, 1, day=20, pairing=sheet.pairing)
    rollups.drain()

    assert [told(code, "rapport_mentees")[0] for code in ("96.71.06", "96.71.01", "96.71")] == [1, 0, 1]


def test_where_a_form_counts_is_written_by_its_first_lock_alone(programme):
    sheet = checked(member_user(Role.MENTEE, code=HERE), programme)
    waiting = asked(sheet.pairing)
    changes = {"home": unit(THERE), "counts_on": LAST}

    assert (sheet.home, sheet.counts_on) == (unit(HERE), sheet.closes_on)
    with jobs_context():
        refused("evaluation_locked", Evaluation.objects.filter(pk=sheet.pk), home=unit(THERE))
        refused("evaluation_locked", Evaluation.objects.filter(pk=waiting.pk), **changes)
    for name, value in changes.items():
        refused("evaluation_home_stays", Evaluation.objects.filter(pk=sheet.pk), **{name: value})
    Evaluation.objects.filter(pk=waiting.pk).update(**changes)
    waiting.refresh_from_db()
    assert (waiting.home, waiting.counts_on) == (None, None)


def refused(name, rows, **changes):
    """Also past the application."""
    with pytest.raises(DatabaseError) as found, transaction.atomic():
        rows.update(**changes)
    assert found.value.__cause__.diag.constraint_name == name


def test_the_list_behind_the_number_holds_who_has_left_without_a_name(client_of, programme):
    stays, leaves = (member_user(Role.MENTEE, code=HERE, full_name=name) for name in ("Tinggal Sini", "Pindah Jauh"))
    for each in (stays, leaves):
        checked(each, programme)
    rollups.drain()
    client = client_of(staff(Role.COORDINATOR, "96.71.06"))

    assert 'data-total="2"' in listed(client, "96.71.06")
    move(leaves, "13.71.01.1001")
    page = listed(client, "96.71.06")
    assert 'data-total="2"' in page
    assert "Tinggal Sini" in page
    assert "Pindah Jauh" not in page
    assert "1 orang kini di luar wilayah Anda" in page
    assert 'data-total="0"' in listed(client_of(staff(Role.COORDINATOR, "13.71")), "13.71")


# --- K21 beside the page of the round


def behaviour(programme, learners, lacking=()):
    """Mentor and learner rate at the baseline and four months later; of `lacking` the mentor leaves one item out."""
    ends = LAST + timedelta(days=20)
    rounds = [
        round_at(programme, "I-6.L3", occasion=occasion, opens_on=ends - timedelta(days=days + 14),
                 closes_on=ends - timedelta(days=days))
        for occasion, days in (("baseline", 150), ("follow_up", 0))
    ]  # fmt: skip
    for place, (pairing, learner) in enumerate(learners):
        about = pairing.participants.get(user=learner)
        for after, round in enumerate(rounds):
            for part in pairing.participants.all():
                role = "self" if part.pk == about.pk else "mentor"
                sheet = asked(pairing, "I-6.L3", round=round, subject=about, rater=part.user, role=role,
                              occasion=round.occasion, opens_on=round.opens_on, closes_on=round.closes_on)  # fmt: skip
                codes = [item.code for item in sheet.instrument.items.all()]
                values = dict.fromkeys(codes, 1 + after * (1 + place % 3))
                if learner in lacking and role == "mentor" and after:
                    del values[codes[0]]
                answered(sheet, values)
    rollups.drain()
    return rounds


def shown(user, rounds):
    with scope_context(user.scope), connection.cursor() as cursor:
        cursor.execute("SELECT n, before, after FROM kad_paired_change(%s, %s)", [round.pk for round in rounds])
        return cursor.fetchall()


@pytest.mark.parametrize("lacking", [0, 1, 2])
def test_k21_is_the_sum_of_what_the_round_shows(client_of, kornelis, programme, lacking):
    learners = [member_user(Role.MENTEE, code=HERE) for _ in range(6)]
    pairs = [(active_pairing(member_user(code=HERE), each, programme), each) for each in learners]

    items = shown(kornelis, behaviour(programme, pairs, learners[:lacking]))

    whole, n = 6 - lacking, {n for n, _before, _after in items}
    people, points = told("96.71", "behaviour_people", "behaviour_points")
    assert n == {whole}
    if whole < 5:
        assert {after for _n, _before, after in items} == {None}
        assert (people, points) == (0, 0)
    else:
        change = sum(after - before for _n, before, after in items) / len(items)
        assert people == whole
        assert abs(points - change / 4 * 100 * GAIN_UNIT * whole) < 1
    assert f'data-total="{people}"' in listed(client_of(kornelis), "96.71", "perilaku")
    assert rollups.recount().rows == 0
