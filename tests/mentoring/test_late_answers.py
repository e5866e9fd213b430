"""Agreements nobody signs, offers nobody answers: told once each to whose turn it is, never after the answer."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from accounts.models import OutboxMessage
from accounts.outbox import sweep
from core.context import jobs_context
from mentoring.enums import (
    AGREEMENT_KINDS,
    AGREEMENT_LATE_KIND,
    OFFER_LAPSED_KIND,
    OFFER_SILENT_KIND,
    AgreementState,
    Answer,
    PairingState,
)
from mentoring.models import Agreement, PairingTransition
from mentoring.services.agreements import agreement_draft, agreement_sign
from mentoring.services.late_answers import agreements_tell, offers_tell
from mentoring.services.offers import pairing_answer, pairings_lapse
from tests.factories.mentoring import ProgrammeFactory, agreement_of, mentor_of, pairing_of

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Asia/Jayapura"))
TODAY = NOW.date()

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine, db):
    """Saturday, ten in the morning in Sorong."""
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def accepted(kornelis, yohanis, marthina):
    """An accepted pairing of Kornelis' programme, without an agreement."""
    mentor_of(yohanis.member)
    programme = ProgrammeFactory.create(coordinator=kornelis)
    return pairing_of(marthina.member, mentor=yohanis.member, programme=programme, state=PairingState.ACCEPTED)


@pytest.fixture
def half_signed(accepted, yohanis):
    """Its first version, which only the mentor has signed."""
    return agreement_of(accepted, AgreementState.SIGNED_ONE, signed_by=[yohanis])


@pytest.fixture
def offered(kornelis, yohanis, marthina):
    """An offer that nobody has answered."""
    mentor_of(yohanis.member)
    programme = ProgrammeFactory.create(coordinator=kornelis)
    state, moment = PairingState.OFFERED, {"offered_at": NOW, "created_at": NOW}
    return pairing_of(marthina.member, mentor=yohanis.member, programme=programme, state=state, **moment)


def at(clock, days):
    """The jobs after some days, twice each, and the sweep."""
    clock.move_to(NOW + timedelta(days=days, minutes=1), tick=False)
    for _ in range(2):
        for job in (agreements_tell, offers_tell, pairings_lapse):
            with jobs_context():
                job()
        sweep()


def told():
    """(kind, recipient, state) of every message about agreements and silent offers, in the order of asking."""
    kinds = (*AGREEMENT_KINDS, AGREEMENT_LATE_KIND, OFFER_SILENT_KIND, OFFER_LAPSED_KIND)
    found = OutboxMessage.objects.filter(kind__in=kinds).order_by("pk")
    return list(found.values_list("kind", "recipient", "state"))


def test_a_missing_signature_is_asked_for_after_7_and_14_days_then_told_to_the_coordinator(
    clock, half_signed, marthina, kornelis
):
    at(clock, 6)
    assert told() == []
    for day in (7, 13, 14, 20, 21, 30):
        at(clock, day)

    assert told() == [
        (AGREEMENT_KINDS[0], marthina.pk, "sent"),
        (AGREEMENT_KINDS[1], marthina.pk, "sent"),
        (AGREEMENT_LATE_KIND, kornelis.pk, "sent"),
    ]


def test_a_run_after_a_long_break_tells_the_latest_only(clock, half_signed, kornelis):
    at(clock, 22)

    assert told() == [(AGREEMENT_LATE_KIND, kornelis.pk, "sent")]


def test_without_a_first_version_whoever_may_write_it_is_asked(clock, accepted, yohanis):
    PairingTransition.objects.create(
        unit=accepted.unit, pairing=accepted, from_value="offered", to_value="accepted", at=NOW
    )

    at(clock, 7)

    assert told() == [(AGREEMENT_KINDS[0], yohanis.pk, "sent")]


def test_a_signature_stops_what_waits_at_once(clock, deed, half_signed, marthina):
    night = NOW + timedelta(days=7, hours=12)  # 22.00: held until the morning
    clock.move_to(night, tick=False)
    with jobs_context():
        agreements_tell()
    assert [state for _kind, _who, state in told()] == ["pending"]
    deed(agreement_sign, by=marthina, agreement=half_signed)
    at(clock, 8)

    assert told() == [(AGREEMENT_KINDS[0], marthina.pk, "cancelled")]


def test_a_new_version_is_a_new_occasion_and_the_old_one_falls_away(clock, deed, half_signed, yohanis, marthina):
    at(clock, 7)
    dates = {"starts_on": TODAY, "ends_on": TODAY + timedelta(days=150)}
    deed(agreement_draft, by=yohanis, pairing=half_signed.pairing, purpose="Siap", rhythm="Sabtu", **dates)
    at(clock, 14)
    newest = Agreement.objects.get(version=2)
    assert newest.state == AgreementState.DRAFT

    assert [row[:2] for row in told()] == [
        (AGREEMENT_KINDS[0], marthina.pk),
        (AGREEMENT_KINDS[0], yohanis.pk),
        (AGREEMENT_KINDS[0], marthina.pk),
    ]


def test_a_silent_offer_goes_to_the_coordinator_before_it_lapses_and_when_it_has(clock, offered, kornelis):
    at(clock, 9)
    assert told() == []
    for day in (10, 13, 14, 15):
        at(clock, day)

    offered.refresh_from_db()
    assert offered.state == PairingState.DECLINED
    assert told() == [(OFFER_SILENT_KIND, kornelis.pk, "sent"), (OFFER_LAPSED_KIND, kornelis.pk, "sent")]


def test_an_answered_offer_is_told_to_nobody(clock, deed, offered, yohanis, marthina):
    night = NOW + timedelta(days=10, hours=12)
    clock.move_to(night, tick=False)
    with jobs_context():
        offers_tell()
    for person in (yohanis, marthina):
        deed(pairing_answer, by=person, pairing=offered, accepts=True)
    at(clock, 11)

    assert not offered.participants.filter(answer=Answer.WAITING).exists()
    assert [state for _kind, _who, state in told()] == ["cancelled"]


def test_the_coordinator_reads_in_the_product_what_waits(client_of, clock, half_signed, kornelis, marthina):
    at(clock, 7)
    assert "Kesepakatan menunggu" in client_of(marthina).get("/m/kotak/").content.decode()
    at(clock, 21)

    page = client_of(kornelis).get("/pemberitahuan/").content.decode()

    assert "Kesepakatan belum ditandatangani" in page
    assert f'href="/pasangan/{half_signed.pairing_id}/"' in page
