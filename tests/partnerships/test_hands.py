"""Whose hand wrote what, what stays formal, and partners of one person who stood in two rows (DOMAIN §4.4, §9)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import today
from accounts.scoping import acting_as
from cadres.models import DuplicatePair
from cadres.services.duplicates import members_merge, merge_undo
from core.errors import RuleError
from dashboards.selectors.partners import results_of
from partnerships import services
from partnerships.models import ActivityCadre, Partnership, PartnershipTransition, Review
from tests.factories.accounts import unit
from tests.factories.cadres import MemberFactory
from tests.factories.partnerships import agreed
from tests.refusals import is_refused

pytestmark = pytest.mark.django_db


def placement(row: Partnership, title: str = "Magang"):
    return row.activities.create(unit=row.unit, kind="placement", title=title, starts_on=today())


def taken(activity, member, by, state: str = "joined") -> ActivityCadre:
    return ActivityCadre.objects.create(unit=member.unit, activity=activity, member=member, state=state, added_by=by)


def test_nobody_writes_in_another_name(sari, kornelis):
    row = services.partnership_move(by=sari, partnership=agreed(sari), to="under_review")
    activity, member = placement(row), MemberFactory.create()
    own = {"unit": row.unit, "partnership": row, "actor": sari}

    with acting_as(kornelis):
        review = Review.objects.create(**own, reviewed_on=today(), findings="x", verdict="end")
        move = PartnershipTransition.objects.create(**own, to_value="renewed")
        cadre = taken(activity, member, sari)
        ActivityCadre.objects.filter(pk=cadre.pk).update(added_by=sari, state="finished")

    for found, name in ((review, "actor"), (move, "actor"), (cadre, "added_by")):
        found.refresh_from_db()
        assert getattr(found, name) == kornelis


def test_a_review_is_written_only_while_it_is_reviewed(sari):
    row = agreed(sari)

    with acting_as(sari), pytest.raises(IntegrityError, match="being reviewed"), transaction.atomic():
        Review.objects.create(
            unit=row.unit, partnership=row, reviewed_on=today(), findings="x", verdict="end", actor=sari
        )


def test_a_formal_one_stays_formal_and_ends_later_only_by_renewing(sari):
    row, later = agreed(sari), today() + timedelta(days=900)

    with acting_as(sari):
        for values in ({"kind": "informal"}, {"kind": "industry", "ends_on": later}):
            with pytest.raises(RuleError, match="tetap formal"):
                services.partnership_save(by=sari, partnership=row, **values)
        raw = "UPDATE partnerships_partnership SET kind = 'informal' WHERE id = %s"
        assert is_refused(raw, row.pk, error=IntegrityError)
        raw = "UPDATE partnerships_partnership SET ends_on = %s WHERE id = %s"
        assert is_refused(raw, later, row.pk, error=IntegrityError)
        row = services.partnership_move(by=sari, partnership=row, to="under_review")
        services.review_record(by=sari, partnership=row, findings="Baik", verdict="continue")
        row = services.partnership_move(by=sari, partnership=row, to="renewed", ends_on=later)
    assert row.ends_on == later


def test_a_merge_counts_one_person_once_and_its_undo_gives_everything_back(sari):
    row = agreed(sari)
    both, alone = placement(row, "Bersama"), placement(row, "Sendiri")
    kept, lost = MemberFactory.create(full_name="Ruth Mandowen"), MemberFactory.create(full_name="Ruth Mandowen")
    for member in (*(MemberFactory.create() for _ in range(3)), kept):
        taken(both, member, sari)
    taken(both, lost, sari, state="finished")
    taken(alone, lost, sari)
    pair = DuplicatePair.objects.create(unit=unit("96.71"), first=kept, second=lost, score=90)
    rows = lambda: set(ActivityCadre.objects.values_list("pk", "activity", "member", "state", "unit"))  # noqa: E731
    before = rows()
    assert results_of(row, hides_few=True).reach.people == 5

    with acting_as(sari):
        merge = members_merge(by=sari, pair=pair, kept=kept, from_lost={})

    assert results_of(row, hides_few=False).reach.people == 4
    assert results_of(row, hides_few=True).reach.people is None
    mine = ActivityCadre.objects.filter(member=kept).order_by("activity")
    assert list(mine.values_list("activity", "state")) == [(both.pk, "finished"), (alone.pk, "joined")]
    assert not ActivityCadre.objects.filter(member=lost).exists()
    with acting_as(sari):
        merge_undo(by=sari, merge=merge)
    assert rows() == before


def test_nobody_but_a_merge_says_whose_part_it_was(sari):
    one, other = MemberFactory.create(), MemberFactory.create()

    with acting_as(sari), pytest.raises(Exception, match="permission denied"), transaction.atomic():
        connection.cursor().execute("SELECT kad_merge_activities(%s, %s)", [one.pk, other.pk])
