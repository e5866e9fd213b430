"""What the demonstration tells of evaluations."""

import pytest

from accounts.models import Consent
from evaluations.models import Alert, Evaluation, Instrument, PdltAssessment
from mentoring.models import OfferLinkUse, PhaseEvidence

pytestmark = pytest.mark.django_db(databases=["default", "owner"], transaction=True)


def test_the_story_has_rounds_checks_feedback_alerts_and_pdlt(demo):
    assert set(Evaluation.objects.values_list("occasion", flat=True)) == {
        "baseline",
        "mid",
        "final",
        "rapport",
        "session",
    }
    assert set(Evaluation.objects.values_list("state", flat=True)) >= {"open", "submitted", "locked"}
    assert Alert.objects.exists()
    assert set(PdltAssessment.objects.values_list("state", flat=True)) == {"draft", "shared"}
    assert not PhaseEvidence.objects.filter(kind="rapport_checked", pairing__phase="rapport").exists()
    assert Instrument.objects.filter(province__isnull=False, state="published").exists()


def test_the_story_has_consents_and_an_offer_answered_by_its_link(demo):
    given = set(Consent.objects.values_list("is_given", flat=True))

    assert given == {True, False}
    assert OfferLinkUse.objects.filter(outcome="accepted", pairing__state="offered").exists()
