"""A transfer: asked for, released, accepted by another; each unit reads its own period."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounts.enums import Role
from accounts.scoping import acting_as
from cadres.models import Member, MemberTransition, OfficerTerm, Transfer
from cadres.services.membership import member_move_status
from cadres.services.transfers import (
    transfer_accept,
    transfer_cancel,
    transfer_refuse,
    transfer_release,
    transfer_request,
)
from core.errors import RuleError
from evaluations.models import RollupNow
from evaluations.tasks import drain_rollups
from mentoring.models import Mentor
from tests.factories.accounts import staff, unit
from tests.factories.cadres import MemberFactory
from tests.factories.mentoring import mentor_of

pytestmark = pytest.mark.django_db
REASON = "Pindah domisili ke Padang"
NEW = "13.71.01.1001"


@pytest.fixture
def member():
    return MemberFactory(full_name="Ferdinand Kambu")


def figures():
    """Active members as the roll-ups have them: Kota Sorong, Kota Padang."""
    rows = dict(RollupNow.objects.totals().values_list("unit", "members_active"))
    return [rows.get(unit(code).pk, 0) for code in ("96.71", "13.71")]


def released(sari, member):
    with acting_as(sari):
        asked = transfer_request(by=sari, member=member, to_unit=unit(NEW), reason=REASON)
        return transfer_release(by=sari, transfer=asked, letter_no="SP-1/2026")


def test_member_moves_when_the_new_unit_accepts(sari, stranger, member):
    mentor_of(member)
    transfer = released(sari, member)
    assert Member.objects.get(pk=member.pk).unit_id == member.unit_id
    with acting_as(stranger):
        assert not Member.objects.for_user(stranger).filter(pk=member.pk).exists()
        transfer_accept(by=stranger, transfer=transfer)
        assert Member.objects.for_user(stranger).get(pk=member.pk).unit == unit(NEW)

    assert Member.objects.get(pk=member.pk).regency == unit("13.71")
    assert Mentor.objects.get(member=member).regency == unit("13.71")
    with acting_as(sari):
        assert not Member.objects.for_user(sari).filter(pk=member.pk).exists()


def test_each_unit_reads_its_own_period(sari, stranger, dewi, member, client_of):
    with acting_as(dewi):
        decree = {"decree_no": "SK-1", "decree_on": date(2026, 1, 2)}
        member_move_status(by=dewi, member=member, to="suspended", **decree)
        member_move_status(by=dewi, member=member, to="active", **decree)
    transfer = released(sari, member)
    with acting_as(stranger):
        transfer_accept(by=stranger, transfer=transfer)
        member_move_status(by=stranger, member=member, to="ended", reason="resigned", note="Rahasia Padang")
        assert MemberTransition.objects.for_user(stranger).count() == 1

    old, new = (client_of(user).get(f"/mutasi/{transfer.pk}/").content.decode() for user in (sari, stranger))

    assert "Masa di" in old
    assert "Dibekukan" in old
    assert "Rahasia Padang" not in old
    assert "Dibekukan" not in new


def test_figures_follow_the_member(sari, stranger, member):
    drain_rollups()
    before = figures()
    transfer = released(sari, member)
    with acting_as(stranger):
        transfer_accept(by=stranger, transfer=transfer)
    drain_rollups()

    assert figures() == [before[0] - 1, before[1] + 1]


def test_who_holds_an_office_is_not_let_go(sari, member):
    OfficerTerm.objects.create(unit=member.unit, member=member, post="Ketua", starts_on=date(2025, 1, 1))

    with pytest.raises(RuleError, match="Ketua"):
        released(sari, member)


def test_two_people_are_needed(member):
    above = staff(Role.SECRETARIAT, "pusat")
    transfer = released(above, member)

    with acting_as(above), pytest.raises(RuleError, match="petugas lain"):
        transfer_accept(by=above, transfer=transfer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Transfer.objects.filter(pk=transfer.pk).update(state="accepted", closed_by=above)


def test_refusal_has_a_reason_and_cancelling_comes_before_the_release(sari, stranger, member):
    transfer = released(sari, member)
    with acting_as(sari), pytest.raises(RuleError):
        transfer_cancel(by=sari, transfer=transfer)
    with acting_as(stranger):
        with pytest.raises(RuleError, match="alasan"):
            transfer_refuse(by=stranger, transfer=transfer, reason="tidak")
        transfer_refuse(by=stranger, transfer=transfer, reason="Tidak dikenal di alamat ini")

    assert Transfer.objects.get(pk=transfer.pk).state == "refused"
    assert Member.objects.get(pk=member.pk).unit_id == member.unit_id


@pytest.mark.parametrize(
    ("before", "after"), [("requested", "accepted"), ("accepted", "released"), ("refused", "requested")]
)
def test_database_lets_no_other_move_pass(sari, member, before, after):
    transfer = Transfer.objects.create(
        unit=member.unit, member=member, name="x", to_unit=unit(NEW), reason=REASON, requested_by=sari, state=before,
        released_by=sari, closed_by=staff(Role.SECRETARIAT, "pusat"), refusal="karena",
    )  # fmt: skip

    with pytest.raises(IntegrityError), transaction.atomic():
        Transfer.objects.filter(pk=transfer.pk).update(state=after)


def test_pages_lead_through_a_transfer(client_of, sari, stranger, member):
    desk, there = client_of(sari), client_of(stranger)
    desk.post(
        f"/kader/{member.pk}/mutasi/",
        {"to_unit": unit(NEW).pk, "to_unit_text": "x", "to_unit_was": "x", "reason": REASON},
    )
    transfer = Transfer.objects.get()
    page = f"/mutasi/{transfer.pk}/"
    assert there.get("/mutasi/").context["page"].paginator.count == 1
    assert f"Menunggu sekretariat {transfer.unit.full_name} melepas" in there.get(page).content.decode()
    desk.post(page, {"deed": "release", "letter_no": "SP-2"})
    assert f"Menunggu sekretariat {transfer.to_unit.full_name} menerima" in desk.get(page).content.decode()
    assert "Menunggu sekretariat" not in there.get(page).content.decode()
    assert desk.post(page, {"deed": "refuse", "reason": "x"}).status_code == 422
    there.post(page, {"deed": "accept"})

    assert Transfer.objects.get().state == "accepted"
    assert "Ferdinand Kambu" in desk.get("/mutasi/").content.decode()
    assert client_of(staff(Role.SECRETARIAT, "96.01")).get(page).status_code == 404
