"""The pages of evaluations: forms without a script, progress without answers, the builder."""

import gzip
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from core.context import jobs_context
from core.errors import RuleError
from evaluations.models import Alert, EvaluationRound, Instrument, InstrumentItem, Reopening
from evaluations.models.pdlt import TERMS
from evaluations.selectors.instruments import current_instrument
from evaluations.services.asking import windows_turn
from evaluations.services.instruments import (
    ItemEntry,
    instrument_copy,
    instrument_publish,
    item_remove,
    item_write,
    part_add,
)
from tests.factories.accounts import staff, unit
from tests.factories.evaluations import answered, asked, instrument, round_at
from tests.factories.mentoring import ProgrammeFactory, active_pairing, held_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def pairing(yohanis, marthina, kornelis):
    return active_pairing(yohanis, marthina, ProgrammeFactory.create(coordinator=kornelis))


def test_a_form_is_small_needs_no_script_and_keeps_what_was_answered(marthina, pairing, client_of, count_queries):
    sheet, browser = asked(pairing), client_of(marthina)
    items = list(sheet.instrument.items.all())
    url = sheet.get_absolute_url()

    with count_queries() as spent:
        page = browser.get(url)
    refusal = browser.post(url, {"send": "1", f"i{items[0].pk}": "4"})

    assert spent() <= 14
    assert len(page.content) <= 60_000
    assert len(gzip.compress(page.content)) <= 15_000
    assert refusal.status_code == 422
    assert f'name="i{items[0].pk}" value="4"' in " ".join(refusal.text.split())
    assert "Belum dijawab: 2" in refusal.text
    browser.post(url, {"save": "1", f"i{items[0].pk}": "4", f"i{items[1].pk}": "x"})
    kept = " ".join(browser.get(url).text.split())
    assert kept.count("checked") == 2
    browser.post(url, {"send": "1"} | {f"i{item.pk}": "4" for item in items})
    assert browser.get(url).status_code == 302
    assert "Indeks Anda" in browser.get(reverse("evaluations:result", args=[sheet.pk])).text


def test_a_form_of_somebody_else_does_not_exist(yohanis, kornelis, pairing, client_of):
    sheet = asked(pairing)

    assert client_of(yohanis).get(sheet.get_absolute_url()).status_code == 404
    assert client_of(kornelis).get(sheet.get_absolute_url()).status_code == 404


def test_the_baseline_is_shown_only_after_ones_own_rating(marthina, pairing, client_of):
    learner = pairing.participants.get(role="mentee")
    facts = {"subject": learner, "role": "self"}
    first, later = (round_at(pairing.programme, occasion=occasion) for occasion in ("baseline", "final"))
    answered(asked(pairing, "I-6.L1", round=first, occasion="baseline", **facts), 2)
    sheet = asked(pairing, "I-6.L1", round=later, occasion="final", **facts)
    browser = client_of(marthina)

    before = browser.get(sheet.get_absolute_url()).text
    browser.post(sheet.get_absolute_url(), {"send": "1"} | {f"i{i.pk}": "5" for i in sheet.instrument.items.all()})
    after = browser.get(reverse("evaluations:result", args=[sheet.pk])).text

    assert "awal:" not in before
    assert "checked" not in before
    assert "awal: Tidak setuju" in after


def test_a_coordinator_plans_a_round_and_sees_progress_without_answers(kornelis, marthina, yohanis, pairing, client_of):
    today = timezone.localdate()
    browser = client_of(kornelis)
    body = {
        "programme": pairing.programme_id,
        "instrument": instrument("I-6.L3").pk,
        "occasion": "baseline",
        "opens_on": today.isoformat(),
        "closes_on": (today + timedelta(days=14)).isoformat(),
    }
    add = reverse("evaluations:round_add")
    assert browser.post(add, body | {"closes_on": (today - timedelta(days=1)).isoformat()}).status_code == 422
    browser.post(add, body)
    found = EvaluationRound.objects.get()
    with jobs_context():
        windows_turn()
    sheet = found.evaluations.get(rater=marthina)
    items = list(sheet.instrument.items.all())
    client_of(marthina).post(sheet.get_absolute_url(), {"send": "1"} | {f"i{item.pk}": "4" for item in items})

    page = browser.get(found.get_absolute_url()).text
    assert browser.post(add, body).status_code == 422

    assert "1 dari 2" in page
    assert "Rutin" not in page
    assert 'data-total="1"' in browser.get(reverse("evaluations:rounds")).text


def test_locked_answers_are_asked_for_and_opened_through_the_pages(kornelis, marthina, pairing, client_of):
    found = round_at(pairing.programme)
    learner = pairing.participants.get(role="mentee")
    sheet = answered(asked(pairing, "I-6.L1", round=found, occasion="baseline", subject=learner, role="self"), 3)
    ask = reverse("evaluations:reopen", args=[sheet.pk])
    until = (timezone.localdate() + timedelta(days=5)).isoformat()

    refusal = client_of(kornelis).post(ask, {"reason": "", "closes_on": until})
    client_of(kornelis).post(ask, {"reason": "Salah menekan", "closes_on": until})
    admin = client_of(staff(Role.ADMIN, "pusat"))
    page = admin.get(reverse("evaluations:reopenings")).text
    admin.post(reverse("evaluations:reopening", args=[Reopening.objects.get().pk]), {"answer": "ya"})

    sheet.refresh_from_db()
    assert refusal.status_code == 422
    assert "Salah menekan" in page
    assert marthina.full_name not in page
    assert sheet.state == "reopened"


def test_a_talk_waits_in_the_queue_until_it_is_written_down(kornelis, marthina, pairing, client_of):
    sheet = asked(pairing)
    client_of(marthina).post(
        sheet.get_absolute_url(),
        {"send": "1"} | {f"i{item.pk}": "3" if item.is_reversed else "2" for item in sheet.instrument.items.all()},
    )
    alert = Alert.objects.get()
    browser = client_of(kornelis)

    queue = browser.get(reverse("evaluations:alerts")).text
    refusal = browser.post(alert.get_absolute_url(), {"note": ""})
    browser.post(alert.get_absolute_url(), {"note": "Bicara dengan keduanya"})

    assert marthina.full_name in queue
    assert refusal.status_code == 422
    assert 'data-total="0"' in browser.get(reverse("evaluations:alerts")).text
    assert "Bicara dengan keduanya" in browser.get(alert.get_absolute_url()).text


def test_a_mentor_reads_averages_of_three_sessions_on_his_phone(yohanis, marthina, pairing, client_of):
    url = reverse("evaluations:averages", args=[pairing.pk])
    assert "Data belum cukup" in client_of(yohanis).get(url).text

    for number in range(3):
        session = held_session(pairing, timezone.localdate() - timedelta(days=20 - number))
        answered(asked(pairing, "I-4", session=session), 4)

    page = client_of(yohanis).get(url).text
    assert "3 sesi" in page
    assert "4,0" in page
    assert "aman dan dihormati" not in page
    assert client_of(marthina).get(url).status_code == 403


# The builder


def test_national_makes_the_next_version_and_the_old_one_stays_as_it_was(client_of):
    national = staff(Role.COORDINATOR, "pusat")
    browser, first = client_of(national), instrument("I-6.L1")
    browser.post(reverse("evaluations:instrument_new", args=[first.pk]))
    draft = Instrument.objects.get(code="I-6.L1", state="draft")
    page = reverse("evaluations:instrument", args=[draft.pk])
    add = reverse("evaluations:instrument_item", args=[draft.pk])

    refusal = browser.post(add, {"code": "6", "text": "Baru", "kind": "likert", "labels": "satu"})
    browser.post(add, {"code": "6", "text": "Materinya jelas", "kind": "yes_no", "is_required": "on"})
    item = reverse("evaluations:item", args=[draft.items.get(code="1").pk])
    browser.post(item, {"code": "1", "text": "Program ini cocok", "kind": "likert", "labels": "a\nb\nc\nd\ne"})
    browser.post(reverse("evaluations:item", args=[draft.items.get(code="5").pk]), {"remove": "1"})
    preview = browser.get(reverse("evaluations:instrument_preview", args=[draft.pk]))
    browser.post(reverse("evaluations:instrument_publish", args=[draft.pk]))

    assert refusal.status_code == 422
    assert "paling sedikit dua pilihan" in refusal.text
    assert "Program ini cocok" in preview.text
    first.refresh_from_db()
    assert first.state == "retired"
    assert first.items.count() == 5
    assert current_instrument(unit("96.71"), "I-6.L1", "round").version == 2
    assert "tidak berubah lagi" in browser.get(page).text


def test_a_province_adds_and_never_removes(client_of):
    province = staff(Role.COORDINATOR, "96")
    made = instrument_copy(by=province, instrument=instrument("I-1"))
    own = item_write(
        by=province, instrument=made, entry=ItemEntry("W1", "Jalan ke tempat pertemuan aman.", labels=list("abcde"))
    )

    with pytest.raises(RuleError, match="Butir nasional"):
        item_remove(by=province, item=made.items.get(code="7"))
    with pytest.raises(RuleError, match="Butir nasional"):
        item_write(
            by=province, instrument=made, item=made.items.get(code="7"), entry=ItemEntry("7", "x", labels=list("ab"))
        )
    with pytest.raises(RuleError):
        item_write(by=staff(Role.COORDINATOR, "13"), instrument=made, entry=ItemEntry("W2", "x", labels=list("ab")))
    instrument_publish(by=province, instrument=made)

    assert own.is_counted is False
    assert current_instrument(unit("96.71"), "I-1", "rapport") == made
    assert current_instrument(unit("13.71"), "I-1", "rapport") == instrument("I-1")


def test_a_round_asks_with_the_edition_of_the_programmes_province(kornelis, pairing, client_of):
    nation, above = staff(Role.COORDINATOR, "pusat"), staff(Role.COORDINATOR, "96")
    base, day = instrument("I-6.L1"), timezone.localdate()
    edition = instrument_copy(by=above, instrument=base)
    entry = ItemEntry("W1", "Tempat kegiatan mudah dicapai.", labels=list("abcde"))
    item_write(by=above, instrument=edition, entry=entry)
    instrument_publish(by=above, instrument=edition)
    data = {"programme": pairing.programme_id, "instrument": base.pk, "occasion": "baseline"}

    answer = client_of(nation).post(
        reverse("evaluations:round_add"), data | {"opens_on": day, "closes_on": day + timedelta(days=7)}
    )

    assert answer.status_code == 302
    assert EvaluationRound.objects.get().instrument == edition


def test_the_database_refuses_a_province_that_dropped_an_item(db):
    made = instrument_copy(by=staff(Role.COORDINATOR, "96"), instrument=instrument("I-1"))
    InstrumentItem.objects.filter(instrument=made, code="7").delete()

    with pytest.raises(DatabaseError) as found, transaction.atomic():
        Instrument.objects.filter(pk=made.pk).update(state="published", published_at=timezone.now())

    assert "removes none" in str(found.value)


def test_a_published_version_is_frozen_by_the_database(db):
    first = instrument("I-1")
    item = first.items.first()

    for attack in (
        lambda: InstrumentItem.objects.filter(pk=item.pk).update(text="x"),
        lambda: InstrumentItem.objects.filter(pk=item.pk).delete(),
        lambda: InstrumentItem.objects.create(instrument=first, code="99", text="x", labels=["a", "b"]),
        lambda: Instrument.objects.filter(pk=first.pk).update(name="x"),
        lambda: Instrument.objects.filter(pk=first.pk).update(state="draft", published_at=None),
        lambda: Instrument.objects.filter(code="I-7").delete(),
        lambda: instrument("I-5").parts.update(weight=50),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attack()


@pytest.mark.parametrize(
    ("role", "code"), [(Role.COORDINATOR, "96.71"), (Role.SECRETARIAT, "pusat"), (Role.LEADER, "pusat")]
)
def test_nobody_else_writes_instruments(role, code, client_of):
    from accounts.scoping import scope_context

    user = staff(role, code)
    with pytest.raises(RuleError):
        instrument_copy(by=user, instrument=instrument("I-1"))
    with scope_context(user.scope), pytest.raises(DatabaseError), transaction.atomic():
        Instrument.objects.create(code="X", name="x", use="round")


def test_the_numbers_of_pdlt_are_rows_whose_weights_make_up_100(client_of):
    national = staff(Role.COORDINATOR, "pusat")
    browser = client_of(national)
    made = instrument_copy(by=national, instrument=instrument("I-5"))
    parts = list(made.parts.filter(is_gate=False))
    url = reverse("evaluations:instrument_measures", args=[made.pk])
    body = {name: getattr(made.terms, name) for name in TERMS} | {f"l{part.pk}": 55 for part in parts}
    weights = {f"w{part.pk}": weight for part, weight in zip(parts, (40, 30, 30), strict=True)}

    refusals = [
        browser.post(url, body | {f"w{part.pk}": 50 for part in parts}),
        browser.post(url, body | weights | {"fewest_assessors": 1}),
    ]
    browser.post(url, body | weights | {"most_apart": 15})

    assert [page.status_code for page in refusals] == [422, 422]
    assert "harus 100 persen" in refusals[0].text
    assert [(part.weight, part.least) for part in made.parts.filter(is_gate=False)] == [(40, 55), (30, 55), (30, 55)]
    made.terms.refresh_from_db()
    assert made.terms.most_apart == 15


def test_the_phone_begins_with_what_one_is_asked(marthina, pairing, client_of):
    sheet = asked(pairing)

    page = client_of(marthina).get(reverse("mentoring:phone_home")).text

    assert f'href="{sheet.get_absolute_url()}"' in page


def test_a_round_asks_the_database_as_often_for_three_as_for_one(kornelis, pairing, client_of, count_queries):
    programme = pairing.programme
    found, browser = round_at(programme, "I-6.L3"), client_of(kornelis)
    spent = []
    for more in (1, 2):
        for _ in range(more):
            relation = active_pairing(None, None, programme)
            asked(relation, "I-6.L3", round=found, occasion="baseline", role="self", rater=kornelis,
                  subject=relation.participants.get(role="mentee"))  # fmt: skip
        with count_queries() as queries:
            page = browser.get(found.get_absolute_url())
        spent.append(queries())

    assert spent[0] == spent[1]
    assert (page.context["total"], page.context["answered"], len(page.context["page"])) == (3, 0, 3)


def test_national_names_asks_and_groups_anew_and_a_province_does_not(client_of):
    national, province = staff(Role.COORDINATOR, "pusat"), staff(Role.COORDINATOR, "96")
    made = instrument_copy(by=national, instrument=instrument("I-6.L1"))
    edition = instrument_copy(by=province, instrument=instrument("I-6.L1"))
    browser = client_of(national)
    head, part = (reverse(f"evaluations:instrument_{name}", args=[made.pk]) for name in ("head", "part"))

    nobody = browser.post(head, {"name": "Reaksi", "intro": ""})
    browser.post(head, {"name": "Reaksi peserta", "intro": "Dua menit.", "raters": ["self", "coordinator"]})
    browser.post(part, {"code": "A", "name": "Tempat"})
    again = browser.post(part, {"code": "A", "name": "Tempat"})
    body = {"code": "6", "text": "Tempatnya aman", "kind": "yes_no", "part": made.parts.get().pk}
    browser.post(reverse("evaluations:instrument_item", args=[made.pk]), body)
    refused = client_of(province).post(reverse("evaluations:instrument_head", args=[edition.pk]), {"name": "x"})

    made.refresh_from_db()
    assert (nobody.status_code, again.status_code, refused.status_code) == (422, 422, 422)
    assert "sudah dipakai" in again.text
    assert (made.name, made.intro, made.raters) == ("Reaksi peserta", "Dua menit.", ["self", "coordinator"])
    assert made.items.get(code="6").part.name == "Tempat"


def test_the_database_refuses_a_province_that_names_an_instrument_anew(db):
    made = instrument_copy(by=staff(Role.COORDINATOR, "96"), instrument=instrument("I-1"))
    Instrument.objects.filter(pk=made.pk).update(name="Lain")

    with pytest.raises(DatabaseError, match="removes none"), transaction.atomic():
        Instrument.objects.filter(pk=made.pk).update(state="published", published_at=timezone.now())


def test_a_version_of_pdlt_is_in_force_only_weighed_and_with_items_in_each_part(db):
    national = staff(Role.COORDINATOR, "pusat")
    made = instrument_copy(by=national, instrument=instrument("I-5"))
    part_add(by=national, instrument=made, code="S", name="Disiplin")
    with pytest.raises(RuleError, match="100 persen"):
        instrument_publish(by=national, instrument=made)
    made.parts.filter(code="P").update(weight=34)
    with pytest.raises(RuleError, match="Disiplin"):
        instrument_publish(by=national, instrument=made)
    with pytest.raises(DatabaseError, match="asks something"), transaction.atomic():
        Instrument.objects.filter(pk=made.pk).update(state="published", published_at=timezone.now())

    entry = ItemEntry("S1", "Hadir tepat waktu.", labels=list("abcde"), part=made.parts.get(code="S"))
    item_write(by=national, instrument=made, entry=entry)

    assert instrument_publish(by=national, instrument=made).state == "published"


def test_too_few_answers_make_no_index_and_it_says_why(marthina, pairing, client_of):
    sheet = asked(pairing)
    answered(sheet, {str(number): 4 for number in range(1, 8)})

    page = client_of(marthina).get(reverse("evaluations:result", args=[sheet.pk])).text

    assert "sedikitnya 80% butir" in page
    assert "Indeks Anda" not in page
