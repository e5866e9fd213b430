"""Limits that the party sets stand on the pages as they are set, never as somebody once typed them."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from core.context import jobs_context
from mentoring.enums import PairingState
from mentoring.models import Programme
from mentoring.services.logs import logs_acknowledge_silent
from mentoring.services.programmes import programme_create
from regions.models import Setting
from tests.factories.accounts import unit
from tests.factories.mentoring import active_pairing, held_session, mentor_of, pairing_of

pytestmark = pytest.mark.django_db
ODD = {
    "mentoring.offer_days": 23,
    "mentoring.acknowledge_days": 29,
    "mentoring.pause_days": 83,
    "mentoring.cadence_days": 17,
}


@pytest.fixture
def odd_party(kornelis):
    for key, value in ODD.items():
        Setting.objects.create(key=key, value=value, reason="Keputusan rapat", changed_by=kornelis)


def test_pages_tell_the_limits_that_hold(odd_party, client_of, yohanis, marthina):
    mentor_of(yohanis.member)
    offer = pairing_of(marthina.member, mentor=yohanis.member, state=PairingState.OFFERED)
    running = active_pairing(yohanis)
    session = held_session(running, timezone.localdate() - timedelta(days=29))
    with jobs_context():
        assert logs_acknowledge_silent(at=session.received_at + timedelta(days=29)) == 1

    client = client_of(yohanis)
    pages = {
        "Tanpa jawaban 23 hari": ("phone_offer", offer.pk),
        "otomatis setelah 29 hari": ("phone_session", session.pk),
        "paling lama 83 hari": ("phone_pause", running.pk),
    }
    for words, (name, pk) in pages.items():
        assert words in client.get(reverse(f"mentoring:{name}", args=[pk])).content.decode()


def test_a_programme_takes_the_rhythm_of_the_party(odd_party, deed, kornelis):
    today = timezone.localdate()

    made = deed(
        programme_create,
        by=kornelis,
        name="Angkatan I",
        starts_on=today,
        ends_on=today + timedelta(days=120),
        unit=unit("96.71"),
    )

    assert Programme.objects.get(pk=made.pk).cadence_days == 17


def test_no_text_of_mentoring_states_a_number_of_days():
    texts = [
        *(settings.BASE_DIR / "templates/mentoring").rglob("*.html"),
        *settings.BASE_DIR.glob("mentoring/views/*.py"),
    ]

    assert [path.name for path in texts if re.search(r"\d+ hari\b", path.read_text())] == []
