"""The report card: who gets which fields, what is never on it, and that the walls stand behind a careless caller."""

import json
import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import SensitiveRead
from accounts.scoping import scope_context
from cadres.models import Certificate, LevelAward, LevelPath, Member
from cadres.selectors.own import as_oneself
from dashboards.cards import card_pdf, card_words
from dashboards.selectors.cards import GUIDE_PARTS, OFFICE_PARTS, OWN_PARTS, card_of
from evaluations.models import Answer, PdltAssessment
from mentoring.models import Diagnostic
from partnerships.models import ActivityCadre
from tests.factories.accounts import unit
from tests.factories.cadres import member_user
from tests.factories.evaluations import asked, instrument
from tests.factories.ladder import event_of, level, trained
from tests.factories.mentoring import ProgrammeFactory, active_pairing, pairing_of, plan_of, round_of
from tests.factories.mobility import step_of
from tests.factories.partnerships import agreed

pytestmark = pytest.mark.django_db

#: One word for each part that stands on no other.
WORDS = {
    "award": "3 Feb 2025",
    "paper": "S-77/2026",
    "training": "Diklat Rapor",
    "mentoring": "Program Rapor",
    "competency": "Ideologi & aturan partai",
    "goal": "Tujuan di rapor",
    "pdlt": "Memenuhi",
    "step": "Saksi Rapor",
    "partner": "Magang Rapor",
}
SECRETS = ("81,25", "81.25", "Rahasia benar", "Alasan putusan")


@pytest.fixture
def learner(yohanis, marthina, kornelis, dewi):
    """Marthina with a row behind every part, and with an answer that nobody else reads."""
    member, today, now = marthina.member, timezone.localdate(), timezone.now()
    programme = ProgrammeFactory.create(name=WORDS["mentoring"], coordinator=kornelis)
    pairing = active_pairing(yohanis, marthina, programme)
    learner = pairing.participants.get(role="mentee")
    round_of(learner, level=2, locked_at=now - timedelta(days=60))
    round_of(learner, level=3, round="final")
    plan_of(learner, statement=WORDS["goal"])
    trained(member, event_of(title=WORDS["training"]))
    step = level("dasar")
    own = {"unit": member.unit, "member": member, "level": step}
    path = LevelPath.objects.create(**own, requirement_set=step.requirement_sets.get())
    award = LevelAward.objects.create(
        **own, path=path, from_level=member.level, proposed_by=kornelis, proposed_evidence={}
    )
    LevelAward.objects.filter(pk=award.pk).update(
        state="awarded", decided_by=dewi, decided_at=now, decided_evidence={}, awarded_on=date(2025, 2, 3)
    )
    Certificate.objects.create(
        unit=member.unit, member=member, award=award, number=WORDS["paper"], title="Kader Dasar",
        name=member.full_name, issued_on=today, issued_by=dewi,
    )  # fmt: skip
    PdltAssessment.objects.create(
        unit=member.unit, member=member, name=member.full_name, instrument=instrument("I-5"), opened_by=dewi,
        period_from=today - timedelta(days=1800), period_to=today, state="final", total=Decimal("81.25"),
        parts={"P": 81.25}, gate="clear", shared_at=now, verdict="met", verdict_reason=SECRETS[3], decided_by=dewi,
        decided_at=now,
    )  # fmt: skip
    step_of(member, "witness", 4, post=WORDS["step"])
    partner = agreed(kornelis)
    done = partner.activities.create(unit=partner.unit, kind="placement", title=WORDS["partner"], starts_on=today)
    ActivityCadre.objects.create(unit=member.unit, member=member, activity=done, added_by=kornelis)
    sheet = asked(pairing, "I-4")
    Answer.objects.create(evaluation=sheet, item=sheet.instrument.items.get(kind="text"), text=SECRETS[2])
    member.refresh_from_db()
    return learner


def told(user, parts):
    with scope_context(user.scope):
        return json.dumps(card_words(card_of(user, Member.objects.get(full_name="Marthina Sagrim"), parts)))


def found(text):
    assert not any(secret in text for secret in SECRETS)
    return {part for part, word in WORDS.items() if word in text.replace("\\u0026", "&")}


def test_each_reader_gets_his_parts_and_no_other(learner, marthina, yohanis, kornelis, sari, dewi):
    office = {user: OFFICE_PARTS[user.scope.role] for user in (kornelis, sari, dewi)}
    readers = {marthina: OWN_PARTS, yohanis: GUIDE_PARTS} | office

    texts = {user: told(user, parts) for user, parts in readers.items()}

    assert {user: found(text) for user, text in texts.items()} == {
        marthina: set(WORDS),
        yohanis: {"mentoring", "competency", "goal"},
        kornelis: set(WORDS) - {"pdlt"},
        sari: set(WORDS) - {"pdlt", "competency", "goal"},
        dewi: {"award", "paper", "pdlt", "step"},
    }
    growth, ladder, papers = ["Kompetensi", "Tujuan rencana aksi"], ["Jenjang"], ["Sertifikat"]
    career = ["Langkah karier", "Mitra"]
    assert {user: [table["title"] for table in json.loads(text)["tables"]] for user, text in texts.items()} == {
        marthina: [*ladder, *growth, "Pendampingan", "Pelatihan", *career, *papers, "PDLT"],
        yohanis: [*growth, "Pendampingan"],
        kornelis: [*ladder, *growth, "Pendampingan", "Pelatihan", *career, *papers],
        sari: [*ladder, "Pendampingan", "Pelatihan", *career, *papers],
        dewi: [*ladder, career[0], *papers, "PDLT"],
    }


def test_a_careless_caller_gets_no_more_than_the_walls_let_through(learner, yohanis, kornelis, sari, dewi):
    assert found(told(kornelis, OWN_PARTS)) == set(WORDS) - {"pdlt"}
    assert found(told(sari, OWN_PARTS)) == set(WORDS) - {"pdlt", "competency", "goal"}
    assert found(told(dewi, OWN_PARTS)) == {"award", "paper", "pdlt", "step"}
    assert found(told(yohanis, OWN_PARTS)) == {"mentoring", "competency", "goal"}


@pytest.mark.parametrize(("shared", "lines"), [(True, 2), (False, 1)])
def test_a_case_is_on_the_card_only_once_it_is_shared(learner, marthina, dewi, shared, lines):
    PdltAssessment.objects.create(
        unit=unit("96.71"), member=learner.member, name="M", instrument=instrument("I-5"), opened_by=dewi,
        period_from=date(2021, 1, 1), period_to=date(2026, 1, 1), state="shared" if shared else "scored",
        total=Decimal("81.25"), gate="clear", shared_at=timezone.now() if shared else None,
    )  # fmt: skip

    for user in (marthina, dewi):
        with scope_context(user.scope):
            card = card_of(user, Member.objects.get(pk=learner.member_id), OWN_PARTS)
        (table,) = (each for each in card_words(card)["tables"] if each["title"] == "PDLT")
        assert len(table["rows"]) == lines
        assert ("Belum diputuskan" in json.dumps(table)) is shared


def test_competencies_stand_with_their_days_and_their_number(learner, marthina):
    with as_oneself(marthina) as member:
        words = card_words(card_of(marthina, member, OWN_PARTS))

    table = next(each for each in words["tables"] if each["tracks"])
    assert table["note"].startswith("n = 12 kompetensi, 2 ukuran: Awal ")
    assert table["rows"][0] == [WORDS["competency"], "2", "3", "3", "+1"]
    assert table["tracks"][0] == [2, 3, 3]


def test_one_measure_makes_no_change(learner, marthina):
    Diagnostic.objects.filter(round="final").update(set_aside_at=timezone.now(), set_aside_reason="Salah isi")

    text = told(marthina, OWN_PARTS)

    assert "Perubahan dihitung setelah ukuran berikutnya." in text
    assert '"2", "—", "3", "—"' in text.replace("\\u2014", "—")


def test_the_page_is_one_sheet_for_himself_his_guide_and_his_offices(
    learner, marthina, yohanis, kornelis, sari, dewi, client_of
):
    own, guided = reverse("dashboards:own_card"), reverse("dashboards:learner_card", args=[learner.pk])
    office = reverse("dashboards:member_card", args=[learner.member_id])

    pages = [client_of(marthina).get(own), client_of(marthina).get(guided), client_of(yohanis).get(guided)]
    pages += [client_of(user).get(office) for user in (kornelis, sari, dewi)]

    for page in pages:
        assert (page.status_code, page["Content-Type"], page.content[:5]) == (200, "application/pdf", b"%PDF-")
        assert len(re.findall(rb"/Type\s*/Page\b", page.content)) == 1
    assert set(SensitiveRead.objects.values_list("reader", flat=True)) == {kornelis.pk, sari.pk}


def test_nobody_else_gets_it(learner, kornelis, stranger, yohanis, marthina, client_of):
    office = reverse("dashboards:member_card", args=[learner.member_id])
    other = active_pairing().participants.get(role="mentee")

    assert client_of(stranger).get(office).status_code == 404
    assert client_of(yohanis).get(office).status_code == 403
    assert client_of(yohanis).get(reverse("dashboards:learner_card", args=[other.pk])).status_code == 404
    assert client_of(kornelis).get(reverse("dashboards:own_card")).status_code == 404
    Member.objects.filter(pk=learner.member_id).update(restricted=True)
    assert client_of(kornelis).get(office).status_code == 404
    assert client_of(marthina).get(reverse("dashboards:own_card")).status_code == 200


def test_a_peer_is_named_and_those_who_learn_beside_him_are_not(marthina, yohanis):
    others = [member_user(Role.MENTEE, full_name=f"Teman {number}") for number in range(3)]
    pairing_of(marthina.member, others[0].member, format="peer")
    with as_oneself(marthina) as member:
        assert "Teman 0" in json.dumps(card_words(card_of(marthina, member, OWN_PARTS)))
    group = [user.member for user in others[1:]]

    pairing_of(*group, mentor=yohanis.member, format="group")

    with as_oneself(others[1]) as member:
        text = json.dumps(card_words(card_of(others[1], member, OWN_PARTS)))
    assert yohanis.full_name in text
    assert "Teman 2" not in text


def test_a_card_without_rows_says_so(marthina):
    with as_oneself(marthina) as member:
        card = card_of(marthina, member, OWN_PARTS)

    assert all(not table["rows"] and table["none"] for table in card_words(card)["tables"])
    assert card_pdf(card).startswith(b"%PDF-")


def test_it_asks_the_database_as_often_for_three_rows_as_for_one(learner, marthina, client_of, count_queries):
    browser, spent = client_of(marthina), []
    for more in (0, 2):
        for _ in range(more):
            trained(learner.member, event_of())
            plan_of(learner)
        with count_queries() as queries:
            browser.get(reverse("dashboards:own_card"))
        spent.append(queries())

    assert spent[0] == spent[1] <= 40
