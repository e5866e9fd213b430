"""Who may be asked as an officer: of the person's own line of units, in the coordinator's sight, one for each."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Consent, ProcessingPurpose
from accounts.scoping import scope_context
from cadres.models import OfficerTerm
from cadres.services.boards import term_return
from core.errors import RuleError
from evaluations.models import Evaluation
from evaluations.services.asking import officer_ask
from tests.factories.accounts import staff
from tests.factories.evaluations import asked, officer_of, round_at
from tests.factories.mentoring import ProgrammeFactory, active_pairing

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner(yohanis, marthina, kornelis):
    pairing = active_pairing(yohanis, marthina, ProgrammeFactory.create(coordinator=kornelis))
    return pairing.participants.get(role="mentee")


@pytest.fixture
def sheet(learner):
    found = round_at(learner.pairing.programme, "I-6.L3")
    return asked(learner.pairing, "I-6.L3", round=found, occasion="baseline", subject=learner, role="self")


def ask(by, sheet, officer):
    with scope_context(by.scope):
        return officer_ask(by=by, round=sheet.round, subject=sheet.subject, officer=officer)


def slip(by, sheet, officer):
    """As a careless service would write it."""
    with scope_context(by.scope), transaction.atomic():
        Evaluation.objects.create(
            unit=sheet.unit, pairing=sheet.pairing, round=sheet.round, instrument=sheet.instrument, rater=officer,
            subject=sheet.subject, role="officer", occasion="baseline", opens_on=sheet.round.opens_on,
            closes_on=sheet.round.closes_on,
        )  # fmt: skip


def test_officers_of_the_own_line_are_asked(kornelis, sheet):
    for code in ("96.71.06.1001", "96.71.06", "96.71"):
        assert ask(kornelis, sheet, officer_of(code)).role == "officer"
        Evaluation.objects.filter(role="officer").delete()


@pytest.mark.parametrize("code", ["96.71.06.1002", "96.71.01", "96.01", "13.71"])
def test_officers_beside_the_line_are_refused_by_service_and_database(kornelis, sheet, code):
    beside = officer_of(code)

    with pytest.raises(RuleError, match="di wilayah kader ini atau di atasnya"):
        ask(kornelis, sheet, beside)
    with pytest.raises(DatabaseError, match="line of units"):
        slip(kornelis, sheet, beside)


def test_an_office_that_ended_or_was_returned_gives_no_say(kornelis, sheet):
    over = officer_of("96.71", ends_on=timezone.localdate() - timedelta(days=1))
    returned = officer_of("96.71.06")
    above = staff(Role.SECRETARIAT, "96")
    with scope_context(above.scope):
        term_return(by=above, term=returned.member.terms.get(), reason="SK belum ada")

    for user in (over, returned, staff(Role.SECRETARIAT, "96.71")):
        with pytest.raises(RuleError):
            ask(kornelis, sheet, user)
        with pytest.raises(DatabaseError, match="line of units"):
            slip(kornelis, sheet, user)


def test_nobody_of_the_pairing_speaks_as_an_officer(kornelis, sheet, yohanis):
    OfficerTerm.objects.create(
        member=yohanis.member, unit=yohanis.member.unit, post="Ketua bidang", starts_on=timezone.localdate()
    )

    with pytest.raises(RuleError, match="bagian dari pasangannya"):
        ask(kornelis, sheet, yohanis)
    with pytest.raises(DatabaseError, match="nobody of the pairing"):
        slip(kornelis, sheet, yohanis)


def test_one_officer_for_one_person(kornelis, sheet):
    ask(kornelis, sheet, officer_of("96.71"))

    with pytest.raises(RuleError, match="sudah ada pengurus"):
        ask(kornelis, sheet, officer_of("96.71.06"))
    with pytest.raises(DatabaseError, match="evaluation_one_officer"):
        slip(kornelis, sheet, officer_of("96.71"))


def test_the_page_offers_the_line_by_unit_and_asks(kornelis, sheet, client_of):
    here, above = officer_of("96.71.06.1001"), officer_of("96.71")
    beside, foreign = officer_of("96.71.01"), officer_of("13.71")
    browser, url = client_of(kornelis), reverse("evaluations:officer", args=[sheet.pk])

    page = browser.get(url)
    narrowed = browser.get(f"{url}?wilayah=96.71")
    elsewhere = browser.get(f"{url}?wilayah=13.71")
    refusals = [browser.post(url, {"officer": user.pk}) for user in (beside, foreign)]
    done = browser.post(url, {"officer": here.pk})

    assert {term.member.user_id for term in page.context["page"]} == {here.pk, above.pk}
    assert [(place.code, count) for place, count in page.context["places"]] == [("96.71.06.1001", 1), ("96.71", 1)]
    assert {term.member.user_id for term in narrowed.context["page"]} == {above.pk}
    assert {term.member.user_id for term in elsewhere.context["page"]} == {here.pk, above.pk}
    assert [page.status_code for page in refusals] == [422, 422]
    assert "Pilih pengurus dari daftar" in refusals[0].text
    assert done.status_code == 302
    assert sheet.round.evaluations.get(role="officer").rater == here
    assert url not in browser.get(sheet.round.get_absolute_url()).text


def test_the_page_of_a_round_leads_there_while_it_is_open(kornelis, sheet, client_of):
    url, browser = reverse("evaluations:officer", args=[sheet.pk]), client_of(kornelis)
    assert url in browser.get(sheet.round.get_absolute_url()).text
    empty = browser.get(url).text
    type(sheet.round).objects.update(closes_on=timezone.localdate() - timedelta(days=1), opens_on="2026-01-01")

    assert "Belum ada pengurus yang dapat diminta" in empty
    assert url not in browser.get(sheet.round.get_absolute_url()).text


def test_another_region_does_not_find_the_page(sheet, marthina, client_of):
    url = reverse("evaluations:officer", args=[sheet.pk])

    assert client_of(staff(Role.COORDINATOR, "13.71")).get(url).status_code == 404
    assert client_of(marthina).get(url).status_code == 403


def test_a_programme_is_found_by_typing_and_only_in_ones_own_region(kornelis, client_of):
    mine = ProgrammeFactory.create(name="Sekolah Kader Sorong", coordinator=kornelis)
    ProgrammeFactory.create(name="Sekolah Kader Padang", code="13.71")
    over = ProgrammeFactory.create(name="Sekolah Kader Lama", coordinator=kornelis, state="closed")
    browser, add = client_of(kornelis), reverse("evaluations:round_add")

    rows = browser.get(reverse("evaluations:programmes"), {"q": "sekolah kader"}).text
    typed = browser.post(add, {"programme_text": "sekolah"})

    assert "Sekolah Kader Sorong" in rows
    assert "Padang" not in rows
    assert over.name not in rows
    assert typed.status_code == 422
    assert 'name="programme_choice"' in typed.text
    assert f'value="{mine.pk}"' in typed.text
    assert "Sekolah Kader Sorong" in browser.get(add, {"program": mine.pk}).text


def test_nobody_is_asked_about_who_withdrew_or_whose_pairing_ended(kornelis, marthina, sheet):
    officer = officer_of("96.71")
    said = {"unit": marthina.member.unit, "member": marthina.member, "channel": "app", "recorded_by": marthina}
    purpose = ProcessingPurpose.objects.filter(code="evaluation").last()
    Consent.objects.create(purpose=purpose, is_given=False, **said)
    with pytest.raises(RuleError, match="tidak lagi dinilai"):
        ask(kornelis, sheet, officer)
    Consent.objects.create(purpose=purpose, is_given=True, **said)
    sheet.pairing.participants.update(left_at=timezone.now())
    sheet.subject.refresh_from_db()

    with pytest.raises(RuleError, match="tidak lagi dinilai"):
        ask(kornelis, sheet, officer)
