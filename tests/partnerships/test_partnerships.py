"""Partnerships: their life, what a formal one needs, what is done with cadres, reviews and warnings (DOMAIN §4.4)."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.db import IntegrityError, transaction

from accounts.models import OutboxMessage, today
from accounts.scoping import acting_as
from cadres.models import Member
from core.errors import RuleError
from core.sweeps import SweepFailed
from partnerships import services
from partnerships.enums import PARTNERSHIP_MOVES, Objective, PartnerKind, PartnershipState
from partnerships.models import ActivityCadre, PartnerLink, Partnership
from partnerships.tasks import warn_of_ends
from tests.factories.cadres import MemberFactory
from tests.factories.mentoring import pairing_of
from tests.factories.partnerships import agreed
from tests.refusals import is_refused

pytestmark = pytest.mark.django_db


def refused(deed, **arguments) -> str:
    with pytest.raises(RuleError) as found, transaction.atomic():
        deed(**arguments)
    return str(found.value)


def activity(by, row, **fields):
    values = {"kind": "placement", "title": "Magang", "starts_on": today(), "ends_on": None, "event": None}
    return services.activity_add(by=by, partnership=row, **{**values, "programme": None, **fields})


def test_the_kinds_and_objectives_are_those_of_the_study():
    assert PartnerKind.values == ["formal", "informal", "industry", "community"]
    assert Objective.values == ["leadership", "network", "diversity", "innovation", "continuity"]


def test_the_database_knows_the_same_moves(sari):
    guards = import_module("partnerships.migrations.0002_guards")

    assert {before: tuple(afters) for before, afters in guards.NEXT.items()} == {
        str(before): tuple(map(str, afters)) for before, afters in PARTNERSHIP_MOVES.items() if afters
    }
    row = agreed(sari)
    for to in set(PartnershipState.values) - {"under_review", "in_force"}:
        assert "tidak dapat diubah" in refused(services.partnership_move, by=sari, partnership=row, to=to)
        raw = "UPDATE partnerships_partnership SET state = %s WHERE id = %s"
        assert is_refused(raw, to, row.pk, error=IntegrityError)


@pytest.mark.parametrize("lacks", ["document_ref", "our_role", "their_role", "ends_on"])
def test_a_formal_one_is_whole_before_it_is_in_force(sari, lacks):
    row = agreed(sari, state="draft", **{lacks: None if lacks == "ends_on" else ""})

    assert "belum lengkap" in refused(services.partnership_move, by=sari, partnership=row, to="in_force")
    raw = "UPDATE partnerships_partnership SET state = 'in_force' WHERE id = %s"
    assert is_refused(raw, row.pk, error=IntegrityError)
    informal = agreed(
        sari, name="Sahabat", kind="informal", state="draft", **{lacks: None if lacks == "ends_on" else ""}
    )
    assert services.partnership_move(by=sari, partnership=informal, to="in_force").state == "in_force"


def test_renewing_and_ending_stand_on_a_review(sari):
    row = agreed(sari, ends_on=today() + timedelta(days=20))
    row = services.partnership_move(by=sari, partnership=row, to="under_review")

    renew = {"by": sari, "partnership": row, "to": "renewed"}
    assert "tinjauannya" in refused(services.partnership_move, **renew, ends_on=today() + timedelta(days=400))
    raw = "UPDATE partnerships_partnership SET state = 'renewed' WHERE id = %s"
    assert is_refused(raw, row.pk, error=IntegrityError)
    services.review_record(by=sari, partnership=row, findings="Dua angkatan selesai", verdict="continue")
    assert "yang baru" in refused(services.partnership_move, **renew)
    row = services.partnership_move(**renew, ends_on=today() + timedelta(days=400))
    assert (row.state, row.is_ending, row.reviewed_on) == ("renewed", False, today())
    row = services.partnership_move(by=sari, partnership=row, to="under_review")
    assert "tinjauannya" in refused(services.partnership_move, by=sari, partnership=row, to="ended", reason="x")


def test_what_is_done_together_needs_a_partnership_that_runs(sari):
    row = agreed(sari, state="draft")

    assert "yang berlaku" in refused(activity, by=sari, row=row)
    with pytest.raises(IntegrityError, match="runs"), transaction.atomic():
        row.activities.create(unit=row.unit, kind="placement", title="x", starts_on=today())


def test_learners_of_a_programme_are_taken_over_and_cards_are_added(sari, yohanis, marthina):
    relation = pairing_of(marthina.member, mentor=yohanis.member)
    row = agreed(sari)
    with acting_as(sari):
        done = activity(sari, row, kind="mentoring", programme=relation.programme)
        member = MemberFactory.create(membership_card_no="KTA-7")

        assert services.cadres_add(by=sari, partnership=row, activity=done, cards="KTA-7, KTA-7") == 1
        assert "KTA-9" in refused(services.cadres_add, by=sari, partnership=row, activity=done, cards="KTA-9")
    taken = set(ActivityCadre.objects.filter(activity=done).values_list("member", flat=True))
    assert taken == {marthina.member.pk, member.pk}


def test_a_leader_reads_and_writes_nothing_and_knows_no_cadre(sari, dewi, kornelis, stranger):
    row = agreed(sari)
    done = activity(sari, row)
    ActivityCadre.objects.create(unit=row.unit, activity=done, member=MemberFactory.create(), added_by=sari)

    assert "dicatat sekretariat" in refused(services.partnership_move, by=dewi, partnership=row, to="under_review")
    with acting_as(dewi):
        assert Partnership._base_manager.count() == 1
        assert ActivityCadre._base_manager.count() == 0
        assert Partnership._base_manager.filter(pk=row.pk).update(name="x") == 0
    with acting_as(stranger):
        assert Partnership._base_manager.count() == 0
    assert services.partnership_move(by=kornelis, partnership=row, to="under_review").state == "under_review"


def test_an_end_is_told_once_a_step(sari, kornelis):
    agreed(sari, ends_on=today() + timedelta(days=25))
    agreed(sari, name="Jauh", ends_on=today() + timedelta(days=300))

    warn_of_ends()
    warn_of_ends()

    told = OutboxMessage.objects.filter(kind="partner_end")
    assert sorted(told.values_list("recipient", flat=True)) == sorted([sari.pk, kornelis.pk])
    assert {row.occasion.partition(":")[2] for row in told} == {"30"}


def test_pages_add_move_and_keep_what_was_typed(sari, dewi, client_of, count_queries):
    browser = client_of(sari)
    said = {"name": "Radio Komunitas", "kind": "community", "objectives": ["network"], "summary": "Siaran kader",
            "starts_on": "2026-01-01"}  # fmt: skip

    assert browser.post("/kemitraan/tambah/", said | {"ends_on": "2025-01-01"}).status_code == 422
    made = browser.post("/kemitraan/tambah/", said)
    row = Partnership.objects.get()
    again = browser.post("/kemitraan/tambah/", said | {"name": "RADIO komunitas"})
    moved = browser.post(made["Location"] + "status/", {"to": "in_force"})
    goal_said = {"objective": "network", "statement": "Kader siaran", "measure": "kader", "due_on": "2026-12-31"}
    goal = browser.post(made["Location"] + "sasaran/", {"baseline": 3, "target": 3, **goal_said})

    row.refresh_from_db()
    assert (again.status_code, moved.status_code, goal.status_code, row.state) == (422, 302, 422, "in_force")
    assert "Kader siaran" in goal.content.decode()
    for query, n in (("jenis=community", 1), ("tujuan=diversity", 0), ("perlu=berakhir", 0), ("status=in_force", 1)):
        assert f'data-total="{n}"' in browser.get(f"/kemitraan/?{query}").content.decode()
    with count_queries() as spent:
        browser.get("/kemitraan/")
    assert spent() <= 8
    assert client_of(dewi).post(made["Location"] + "status/", {"to": "under_review"}).status_code == 403


def test_what_has_ended_takes_nothing_more_and_its_link_leads_nowhere(sari):
    row = agreed(sari)
    said = {"objective": "network", "statement": "x", "measure": "x", "due_on": today(), "baseline": 0, "target": 3}
    goal = services.goal_add(by=sari, partnership=row, **said)
    done, token = activity(sari, row), services.link_give(by=sari, partnership=row)
    later = row.ends_on + timedelta(days=9)
    assert "perpanjangan" in refused(services.partnership_save, by=sari, partnership=row, ends_on=later)
    row = services.partnership_move(by=sari, partnership=row, to="under_review")
    services.review_record(by=sari, partnership=row, findings="Selesai", verdict="end")
    assert services.find_link(token) == row

    services.partnership_move(by=sari, partnership=row, to="ended", reason="Tujuan tercapai")

    assert services.find_link(token) is None
    assert not PartnerLink.objects.filter(partnership=row, revoked_at=None).exists()
    for deed, more in (
        (services.goal_measure, {"goal": goal, "actual": 3}),
        (services.goal_add, said),
        (services.cadres_add, {"activity": done, "cards": "KTA-1"}),
        (services.stakeholder_add, {"name": "Dinas", "role": "x"}),
        (services.link_give, {}),
    ):
        assert "sudah berakhir" in refused(deed, by=sari, partnership=row, **more)


def test_nobody_restricted_or_unbegun_is_taken_over(sari, yohanis, marthina):
    relation = pairing_of(marthina.member, mentor=yohanis.member)
    row = agreed(sari)
    Member.objects.filter(pk=marthina.member.pk).update(restricted=True)

    with acting_as(sari):
        done = activity(sari, row, kind="mentoring", programme=relation.programme)

    assert not ActivityCadre.objects.filter(activity=done).exists()


def test_one_bad_row_keeps_no_other_office_from_its_warning(sari, monkeypatch):
    bad = agreed(sari, ends_on=today() + timedelta(days=25))
    agreed(sari, name="Lain", ends_on=today() + timedelta(days=25))
    whole = services._warn
    monkeypatch.setattr(services, "_warn", lambda row, *rest: 1 / 0 if row.pk == bad.pk else whole(row, *rest))

    with pytest.raises(SweepFailed):
        warn_of_ends()

    assert OutboxMessage.objects.filter(kind="partner_end").exists()
