"""Consent to mentoring: withdrawn, what runs rests at once; given again, it goes on (DOMAIN §11, UU 27/2022 art. 9)."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.consents import MENTORING, consent_record
from accounts.models import OutboxMessage
from accounts.scoping import acting_as
from core.context import jobs_context
from core.errors import RuleError
from mentoring.enums import PairingState
from mentoring.models import Pairing, PairingTransition
from mentoring.services.pairings import pairing_pause, pairing_resume, pauses_end
from tests.factories.mentoring import ProgrammeFactory, active_pairing, pairing_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def pairing(kornelis, yohanis, marthina):
    return active_pairing(yohanis, marthina, programme=ProgrammeFactory(coordinator=kornelis))


def say(user, is_given):
    with acting_as(user):
        consent_record(by=user, member=user.member, code=MENTORING, is_given=is_given)


def state(pairing):
    return Pairing.objects.get(pk=pairing.pk).state


def test_withdrawal_pauses_at_once_and_a_new_yes_goes_on(pairing, marthina):
    say(marthina, False)
    assert state(pairing) == PairingState.PAUSED
    say(marthina, True)

    assert state(pairing) == PairingState.ACTIVE


def test_others_are_told_that_it_rests_and_not_why(pairing, kornelis, yohanis, marthina):
    say(marthina, False)

    told = OutboxMessage.objects.filter(kind="pairing.paused")
    assert set(told.values_list("recipient", flat=True)) == {kornelis.pk, yohanis.pk}
    assert [set(message.payload) for message in told] == [{"path"}, {"path"}]
    reason = PairingTransition.objects.filter(to_value="paused").get().reason
    assert reason == "Jeda atas permintaan salah seorang."


def test_nobody_resumes_without_his_yes_and_time_does_not_either(pairing, yohanis, marthina):
    say(marthina, False)
    with acting_as(yohanis), pytest.raises(RuleError, match="belum bersedia"):
        pairing_resume(by=yohanis, pairing=pairing)
    with time_machine.travel(timezone.now() + timedelta(days=120)), jobs_context():
        assert (pauses_end(), pauses_end()) == (1, 0)

    assert state(pairing) == PairingState.ENDED_EARLY


def test_a_pause_of_another_cause_is_not_ended_by_a_yes(pairing, yohanis, marthina):
    with acting_as(yohanis):
        pairing_pause(by=yohanis, pairing=pairing, reason="Sakit")
    say(marthina, False)
    say(marthina, True)

    assert state(pairing) == PairingState.PAUSED


def test_an_offer_that_waits_is_withdrawn(kornelis, yohanis, marthina):
    from tests.factories.mentoring import mentor_of

    mentor_of(yohanis.member)
    offer = pairing_of(
        marthina.member, mentor=yohanis.member, programme=ProgrammeFactory(coordinator=kornelis), state="offered"
    )
    say(marthina, False)

    assert state(offer) == PairingState.DECLINED


def test_other_purposes_pause_nothing(pairing, marthina):
    with acting_as(marthina):
        consent_record(by=marthina, member=marthina.member, code="photo", is_given=False)

    assert state(pairing) == PairingState.ACTIVE
