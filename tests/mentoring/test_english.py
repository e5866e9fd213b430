"""English readers read English: also inside composed sentences, and with one of a kind."""

from types import SimpleNamespace

import polib
import pytest
from django.test import override_settings
from django.utils import translation
from django.utils.translation import trans_real

from accounts.models import OutboxMessage, User
from kaderisasi.management.commands.check_catalogue import CATALOGUE
from mentoring import notices
from mentoring.models import Mentor
from mentoring.selectors.matching import candidate


@pytest.fixture(autouse=True)
def english(tmp_path, settings, monkeypatch):
    """English as the catalogue has it, compiled for the test."""
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    polib.pofile(str(CATALOGUE)).save_as_mofile(str(folder / "django.mo"))
    settings.LOCALE_PATHS = [tmp_path]
    monkeypatch.setattr(trans_real, "_translations", {})
    with translation.override("en"):
        yield


@override_settings(BASE_URL="https://contoh.test")
def test_messages_lead_to_details_in_english():
    message = OutboxMessage(recipient=User(full_name="Dorkas"), payload={"path": "/m/"})

    assert "Details: https://contoh.test/m/" in notices._offer_mail(message).text


@pytest.mark.parametrize(("full", "words"), [(True, "; full by now"), (False, "; above the usual load")])
def test_reasons_for_a_mentor_are_english(full, words):
    mentor = Mentor(load=4, capacity=5)
    mentor.__dict__.update(distance=0, is_busy=True, is_full=full)

    assert candidate(mentor).summary.endswith(words)


def test_one_is_told_as_one():
    mentor = SimpleNamespace(load=1, capacity=1, distance=0, is_busy=False, is_full=False)

    assert candidate(mentor).summary.endswith("Has 1 cadre now; the limit is 1")
