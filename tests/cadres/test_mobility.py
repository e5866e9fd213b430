"""Steps of careers: what writes itself, what is refused, where each came from (DOMAIN §1, §3)."""

from datetime import date
from importlib import import_module

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from accounts.enums import Role
from accounts.models import today
from accounts.scoping import acting_as
from cadres.models import Channel, DuplicatePair, Member, MobilityStep, OfficerTerm
from cadres.services.candidacies import candidacy_move
from cadres.services.duplicates import members_merge, merge_undo
from cadres.services.membership import member_move_status
from cadres.services.mobility import step_add, step_correct, step_strike
from core.errors import RuleError
from tests.factories.accounts import staff, unit
from tests.factories.cadres import MemberFactory
from tests.factories.elections import candidate, walk
from tests.factories.mobility import step_of
from tests.refusals import is_refused

pytestmark = pytest.mark.django_db
NAMES = {"anggota", "pengurus", "kepala partai", "calon", "staf kampanye", "birokrat", "konsultan", "legislator",
         "diplomat", "pimpinan eksekutif", "saksi tps"}  # fmt: skip


def values(channel: str = "witness", **more):
    said = {"tier": 4, "post": "Saksi TPS 14", "starts_on": date(2024, 2, 14), "ends_on": date(2024, 2, 15)}
    return {"channel": Channel.objects.get(code=channel), "evidence": "Mandat 7", **said, **more}


def refused(deed, **arguments) -> str:
    with pytest.raises(RuleError) as found, transaction.atomic():
        deed(**arguments)
    return str(found.value)


def test_the_ten_channels_and_the_witness_are_rows():
    assert {name.lower() for name in Channel.objects.values_list("name", flat=True)} == NAMES
    assert set(Channel.objects.filter(ends_membership=True).values_list("code", flat=True)) == {
        "bureaucrat",
        "diplomat",
    }


def test_the_same_post_is_held_once_at_a_time(sari):
    member = MemberFactory.create()
    step_add(by=sari, member=member, **values(ends_on=None))

    later = {"starts_on": date(2025, 1, 1), "ends_on": None}
    assert "sudah tercatat" in refused(step_add, by=sari, member=member, **values(post="saksi tps 14", **later))
    with pytest.raises(IntegrityError, match="step_same_post_once_at_a_time"), transaction.atomic():
        step_of(member, "witness", post="SAKSI TPS 14", starts_on=date(2026, 1, 1))
    assert step_add(by=sari, member=member, **values(post="Saksi TPS 15", **later)).pk


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({"starts_on": date(2200, 1, 1), "ends_on": None}, "belum tiba"),
        ({"ends_on": date(2024, 2, 14)}, "sesudah"),
        ({"evidence": " "}, "buktinya"),
    ],
)
def test_what_cannot_be_is_refused_in_words(sari, more, word):
    assert word in refused(step_add, by=sari, member=MemberFactory.create(), **values(**more))


def test_only_the_secretariat_that_keeps_him_writes_and_never_his_own(sari, dewi, kornelis, stranger):
    member, own = MemberFactory.create(), MemberFactory.create(user=sari)

    for user in (dewi, kornelis, stranger):
        assert "dicatat sekretariat" in refused(step_add, by=user, member=member, **values())
    assert "kadernya sendiri" in refused(step_add, by=sari, member=own, **values())
    with acting_as(sari), pytest.raises(IntegrityError, match="his own career"), transaction.atomic():
        step_of(own, "witness")
    with acting_as(dewi), pytest.raises(DatabaseError), transaction.atomic():
        step_of(member, "witness")


def test_service_of_the_state_ends_active_membership(sari):
    member = MemberFactory.create()
    serving = values("bureaucrat", post="Staf dinas", starts_on=date(2026, 1, 5), ends_on=None)

    assert "menutup keanggotaan" in refused(step_add, by=sari, member=member, **serving)
    with pytest.raises(IntegrityError, match="no active member"), transaction.atomic():
        step_of(member, "bureaucrat")
    step_add(by=sari, member=member, **serving, ends_membership=True)

    member.refresh_from_db()
    assert (member.status, member.transitions.get().reason) == ("ended", "public_service")
    raw = "UPDATE cadres_member SET status = 'active' WHERE id = %s"
    assert is_refused(raw, member.pk, error=IntegrityError)


def test_service_that_is_over_leaves_a_membership_alone(sari):
    member = MemberFactory.create()

    step_add(by=sari, member=member, **values("bureaucrat", post="Staf dinas"))

    member.refresh_from_db()
    assert member.status == "active"


def test_each_step_knows_where_it_came_from(sari):
    member = MemberFactory.create(joined_on=date(2015, 1, 1))
    before = step_of(member, "consultant", starts_on=date(2010, 1, 1), ends_on=date(2014, 1, 1))
    last = step_of(member, "legislator", 2, starts_on=date(2024, 1, 1))
    middle = step_of(member, "officer", 4, starts_on=date(2018, 1, 1))

    def origins():
        return [MobilityStep.objects.get(pk=step.pk).origin_id for step in (before, middle, last)]

    assert origins() == [None, "member", "officer"]
    step_strike(by=sari, step=middle, reason="Bukan dia")
    assert origins()[2] == "member"
    Member.objects.filter(pk=member.pk).update(joined_on=None)
    assert origins()[0] == "member"


def test_a_step_is_corrected_with_its_history_and_struck_with_a_reason(sari):
    step = step_add(by=sari, member=MemberFactory.create(), **values())

    step_correct(by=sari, step=step, **values(post="Saksi TPS 15"))
    assert "alasannya" in refused(step_strike, by=sari, step=step, reason=" ")
    step_strike(by=sari, step=step, reason="Salah orang")

    said = step.events.order_by("pgh_id").values_list("post", flat=True)
    assert list(dict.fromkeys(said)) == ["Saksi TPS 14", "Saksi TPS 15"]
    assert "sudah dicoret" in refused(step_correct, by=sari, step=step, **values())
    with acting_as(sari):
        assert is_refused("UPDATE cadres_mobilitystep SET post = 'x' WHERE id = %s", step.pk, error=IntegrityError)
        assert is_refused("DELETE FROM cadres_mobilitystep WHERE id = %s", step.pk)


def test_a_confirmed_office_is_a_step_and_follows_its_term(sari):
    member, province = MemberFactory.create(), staff(Role.SECRETARIAT, "96")
    term = OfficerTerm.objects.create(
        unit=unit("96.71"), member=member, post="Ketua", starts_on=date(2024, 5, 1), recorded_by=sari
    )
    assert not MobilityStep.objects.exists()
    term.state, term.confirmed_by, term.confirmed_by_unit = "confirmed", province, unit("96")
    term.confirmed_at, term.confirming_decree_no, term.confirming_decree_on = term.recorded_at, "SK/1", date(2024, 6, 1)
    term.save()

    step = MobilityStep.objects.get()
    assert (step.channel_id, step.tier, step.origin_id, step.evidence) == ("party_head", 2, "member", "SK/1")
    assert "mengikuti jabatan" in refused(step_strike, by=sari, step=step, reason="x")
    term.ends_on = today()
    term.save()
    step.refresh_from_db()
    assert step.ends_on == today()


def test_a_candidacy_writes_candidate_and_legislator(sari):
    found = walk(candidate(by=sari, number=1), "dct", by=sari, votes=900)
    decree = {"decree_no": "KPU/20", "decree_on": date(2026, 2, 1)}
    candidacy_move(by=sari, candidacy=found, to="elected", **decree)
    candidacy_move(by=sari, candidacy=found, to="seated")

    steps = MobilityStep.objects.filter(member=found.member).order_by("pk")
    assert [(s.channel_id, s.tier) for s in steps] == [("candidate", 2), ("legislator", 2)]
    assert steps[0].ends_on is not None
    candidacy_move(by=sari, candidacy=found, to="paw_out", **decree)
    assert steps.all()[1].ends_on is not None


def test_steps_follow_a_merge_and_come_back(sari):
    kept, lost = MemberFactory.create(full_name="Ruth Mandowen"), MemberFactory.create(full_name="Ruth Mandowen")
    double, own = step_of(lost, "witness", post="Saksi"), step_of(lost, "consultant", post="Konsultan")
    step_of(kept, "witness", post="saksi")
    first, second = sorted((kept, lost), key=lambda m: m.pk)
    pair = DuplicatePair.objects.create(first=first, second=second, unit=unit("96.71"), score=90, reasons=[])

    with acting_as(sari):
        merge = members_merge(by=sari, pair=pair, kept=kept, from_lost={})
    assert [MobilityStep.objects.get(pk=s.pk).member_id for s in (double, own)] == [lost.pk, kept.pk]
    assert MobilityStep.objects.standing().filter(channel="witness").count() == 1  # one person is counted once
    with acting_as(sari):
        merge_undo(by=sari, merge=merge)
    assert MobilityStep.objects.get(pk=own.pk).member_id == lost.pk
    assert MobilityStep.objects.standing().filter(channel="witness").count() == 2


@pytest.mark.parametrize("channel", ["candidate", "legislator"])
def test_an_election_that_is_known_is_told_by_its_candidacies(sari, channel):
    member, known = MemberFactory.create(), date(2023, 5, 1)
    later = values(channel, starts_on=known, ends_on=date(2024, 2, 14))

    assert "lewat «Calonkan»" in refused(step_add, by=sari, member=member, **later)
    with acting_as(sari), pytest.raises(IntegrityError, match="an election that is known"), transaction.atomic():
        step_of(member, channel, 2, starts_on=known, ends_on=date(2024, 2, 14))
    assert step_add(by=sari, member=member, **later | {"starts_on": date(2023, 4, 30)}).pk


def test_pages_write_correct_and_keep_what_was_typed(sari, dewi, client_of):
    member, browser = MemberFactory.create(), client_of(sari)
    said = {"channel": "witness", "tier": "4", "post": "Saksi TPS 3", "evidence": "Mandat 3", "starts_on": "14/02/2024"}

    kept = browser.post(f"/kader/{member.pk}/langkah/", said | {"starts_on": "14/02/2200"})
    made = browser.post(f"/kader/{member.pk}/langkah/", said)
    step = MobilityStep.objects.get()
    struck = browser.post(step.get_absolute_url(), {"deed": "strike", "reason": "Salah orang"})

    assert (kept.status_code, made.status_code, struck.status_code) == (422, 302, 302)
    assert "Saksi TPS 3" in kept.content.decode()
    assert "Salah orang" in browser.get(made["Location"]).content.decode()
    assert client_of(dewi).get(f"/kader/{member.pk}/langkah/").status_code == 403


@pytest.mark.parametrize("channel", ["officer", "party_head", "candidate", "legislator"])
def test_nobody_is_put_into_an_office_that_runs_by_hand(sari, channel):
    member = MemberFactory.create()
    running = values(channel, ends_on=None)

    assert "mengikuti jabatan" in refused(step_add, by=sari, member=member, **running)
    with acting_as(sari), pytest.raises(IntegrityError, match="writes its own step"), transaction.atomic():
        step_of(member, channel, 2)
    past = {"starts_on": date(2019, 4, 17), "ends_on": date(2020, 4, 17)}
    assert step_add(by=sari, member=member, **values(channel) | past).pk


def test_who_serves_the_state_is_not_activated_and_takes_no_row_over(sari):
    waiting = MemberFactory.create(status="verified", membership_card_no="KTA-77")
    step_of(waiting, "bureaucrat", post="Staf dinas")
    kept = MemberFactory.create(full_name=waiting.full_name)
    first, second = sorted((kept, waiting), key=lambda m: m.pk)
    pair = DuplicatePair.objects.create(first=first, second=second, unit=unit("96.71"), score=90, reasons=[])

    with acting_as(sari):
        assert "birokrat" in refused(member_move_status, by=sari, member=waiting, to="active")
        assert "birokrat" in refused(members_merge, by=sari, pair=pair, kept=kept, from_lost={})


def test_a_strike_names_whom_it_was_done_for(sari):
    lender = staff(Role.SECRETARIAT, "96.71")
    step = step_add(by=sari, member=MemberFactory.create(), **values())
    step.struck_at, step.struck_by, step.strike_reason = step.recorded_at, sari, "Salah orang"

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.on_behalf_of', %s, true)", [str(lender.pk)])
        step.save()
        cursor.execute("SELECT set_config('app.on_behalf_of', '', true)")

    step.refresh_from_db()
    assert (step.recorded_for, step.struck_for) == (None, lender)
    assert lender.full_name in step.striker


def test_offices_and_candidacies_from_before_become_steps(sari):
    found = walk(candidate(by=sari, number=1), "dct", by=sari, votes=900)
    decree = {"decree_no": "KPU/20", "decree_on": date(2026, 2, 1)}
    candidacy_move(by=sari, candidacy=found, to="elected", **decree)
    candidacy_move(by=sari, candidacy=found, to="seated")
    term = OfficerTerm.objects.create(
        unit=unit("96.71"), member=found.member, post="Ketua", starts_on=date(2020, 5, 1), recorded_by=sari
    )
    term.state, term.confirmed_by, term.confirmed_by_unit = "confirmed", staff(Role.SECRETARIAT, "96"), unit("96")
    term.confirmed_at, term.confirming_decree_no, term.confirming_decree_on = term.recorded_at, "SK/1", date(2020, 6, 1)
    term.save()
    facts = ("unit", "member", "channel", "tier", "post", "starts_on", "ends_on", "evidence", "origin", "term")
    written = set(MobilityStep.objects.values_list(*facts, "candidacy"))
    MobilityStep.objects.all().delete()

    with connection.cursor() as cursor:
        cursor.execute(import_module("cadres.migrations.0025_mobility_mended").BACK_FILL)

    assert set(MobilityStep.objects.values_list(*facts, "candidacy")) == written
    assert len(written) == 3
