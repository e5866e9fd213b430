"""Sheets of paper: numbered once, scanned or typed, one session from each whoever enters it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from accounts.scoping import acting_as
from mentoring.enums import Format
from mentoring.models import Pairing, ParafCard, Session, SessionLog
from mentoring.rules.paraf import code_of
from mentoring.rules.sheets import sheet_uuid
from mentoring.selectors.sheets import sheets_of
from tests.factories.mentoring import active_pairing
from tests.mentoring.test_on_behalf import QUICK, line

pytestmark = pytest.mark.django_db


@pytest.fixture
def pairing(yohanis, marthina):
    made = active_pairing(yohanis, marthina)
    Pairing.objects.filter(pk=made.pk).update(sheets=3)
    return made


def test_numbers_go_on_and_are_given_once(client_of, sari, pairing):
    page = f"/pasangan/{pairing.pk}/lembar/"
    client = client_of(sari)

    assert client.post(page, {"count": "9"}).status_code == 422
    printed = client.post(page, {"count": "2"})
    shown = client.get(printed.url).content.decode()

    pairing.refresh_from_db()
    assert pairing.sheets == 5
    assert [f"Lembar <b>{n}</b>" in shown for n in (3, 4, 5)] == [False, True, True]
    assert "Yohanis Kareth" in shown
    for change in ("sheets = 4", "sheets = 0"):
        with pytest.raises(DatabaseError), acting_as(sari), connection.cursor() as cursor:
            cursor.execute(f"UPDATE mentoring_pairing SET {change}")


def test_a_mentor_numbers_none(client_of, yohanis, pairing):
    with pytest.raises(DatabaseError), acting_as(yohanis), connection.cursor() as cursor:
        cursor.execute("UPDATE mentoring_pairing SET sheets = 9")


def test_a_set_holds_every_relation_of_the_mentor_that_meets(client_of, sari, pairing, yohanis):
    other = active_pairing(yohanis)
    ended = active_pairing(yohanis)
    today = timezone.localdate()
    Pairing.objects.filter(pk=ended.pk).update(state="ended_early", ended_on=today, active_on=today)
    mentor = yohanis.member.mentor

    made = client_of(sari).post(f"/mentor/{mentor.pk}/lembar/", {"count": "1"})
    shown = client_of(sari).get(made.url).content.decode()

    assert dict(Pairing.objects.values_list("pk", "sheets")) == {pairing.pk: 4, other.pk: 1, ended.pk: 0}
    assert shown.count('class="k-sheet"') == 2


def test_the_code_holds_numbers_alone_and_leads_through_the_sign_in(client, sari, pairing, monkeypatch):
    told = []
    monkeypatch.setattr("mentoring.selectors.sheets.qr_svg", lambda text, **_shape: told.append(text) or "")
    assert [sheet.qr for sheet in sheets_of(sari, [Pairing.objects.get(pk=pairing.pk)], 1)] == [""]

    answer = client.get(f"/lembar/{pairing.pk}/3/")

    assert told[0].endswith(f"/lembar/{pairing.pk}/3/")
    assert answer.url == f"/masuk/?next=/lembar/{pairing.pk}/3/"


def test_a_sheet_leads_each_to_his_own_form(client_of, sari, yohanis, marthina, stranger, dewi, pairing):
    path = f"/lembar/{pairing.pk}/2/"
    office, mentor = client_of(sari).get(path).url, client_of(yohanis).get(path).url

    assert office == f"{QUICK}?pasangan={pairing.pk}&lembar=2&program={pairing.programme_id}"
    assert mentor == f"/m/catat/?pasangan={pairing.pk}&lembar=2"
    form = client_of(sari).get(office).context["form"]
    assert (form["pairing"].value(), form["sheet"].value()) == (pairing.pk, 2)
    own = client_of(yohanis).get(mentor)
    assert own.context["form"]["client_uuid"].value() == str(sheet_uuid(pairing.pk, 2))
    assert "lembar 2" in own.content.decode()
    others = {user.full_name: client_of(user).get(path).status_code for user in (marthina, stranger, dewi)}
    assert list(others.values()) == [403, 404, 403]
    assert [client_of(sari).get(f"/lembar/{pairing.pk}/{n}/").status_code for n in (0, 4)] == [404, 404]
    assert client_of(yohanis).get(f"/m/catat/?pasangan={pairing.pk}&lembar=4").status_code == 404
    Pairing.objects.filter(pk=pairing.pk).update(format=Format.CIRCLE)
    assert client_of(sari).get(path).url == f"/sesi/catat/?pasangan={pairing.pk}&lembar=2"


def test_a_number_that_was_entered_says_so_and_shows_the_session(client_of, sari, kornelis, yohanis, pairing):
    client_of(sari).post(QUICK, line(pairing, sheet="2"))
    session = Session.objects.get()

    again = client_of(kornelis).post(QUICK, line(pairing, sheet="2", time="09:00"))
    unknown = client_of(kornelis).post(QUICK, line(pairing, sheet="4", time="09:00"))

    assert (again.status_code, unknown.status_code, Session.objects.count()) == (422, 422, 1)
    assert "Lembar ini sudah tercatat" in again.content.decode()
    assert f'href="{session.get_absolute_url()}"' in again.content.decode()
    assert "Belum ada lembar bernomor ini" in unknown.content.decode()
    assert client_of(kornelis).get(f"/lembar/{pairing.pk}/2/").url == session.get_absolute_url()
    assert client_of(yohanis).get(f"/lembar/{pairing.pk}/2/").url == f"/m/sesi/{session.pk}/"


def test_two_who_enter_the_same_sheet_make_one_session(client_of, sari, yohanis, pairing):
    mentor = client_of(yohanis)
    path = f"/m/catat/?pasangan={pairing.pk}&lembar=1"
    form = mentor.get(path).context["form"]
    words = {name: form[name].value() for name in ("client_uuid", "when", "minutes", "mode", "next")}
    client_of(sari).post(QUICK, line(pairing, sheet="1", date=(timezone.localdate() - timedelta(days=2)).isoformat()))

    late = mentor.post(path, words | {"time": "00:01", "date": ""})

    assert late.status_code == 422
    assert "Lembar ini sudah tercatat sebagai sesi ke-1" in late.content.decode()
    log = SessionLog.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        SessionLog.objects.create(
            unit=pairing.unit,
            pairing=pairing,
            session=Session.objects.create(
                unit=pairing.unit,
                pairing=pairing,
                created_by=yohanis,
                time_zone="Asia/Jayapura",
                planned_start=timezone.now(),
            ),
            author=yohanis,
            client_uuid=log.client_uuid,
            phase=log.phase,
            no_next_reason="-",
        )


def test_a_page_of_sheets_costs_the_same_for_one_and_three(client_of, sari, pairing, yohanis, count_queries):
    client, mentor = client_of(sari), yohanis.member.mentor
    page = f"/mentor/{mentor.pk}/lembar/?jumlah=1"
    with count_queries() as one:
        client.get(page)
    for _ in range(2):
        active_pairing(yohanis)
    Pairing.objects.update(sheets=1)

    with count_queries() as three:
        assert client.get(page).content.decode().count('class="k-sheet"') == 3

    assert three() == one()


def test_secretariat_prints_codes_as_a_new_series_that_the_learner_sees(
    client_of, sari, kornelis, yohanis, marthina, pairing
):
    page, learner = f"/pasangan/{pairing.pk}/kartu-paraf/", pairing.participants.get(user=marthina)
    today = timezone.localdate()
    before, fresh = (code_of(learner.pk, serial, today) for serial in (0, 1))
    client = client_of(sari)
    assert before not in client.get(page).content.decode()

    printed = client.post(page, {"participant": learner.pk}).content.decode()

    assert (fresh in printed, before in printed) == (True, False)
    assert fresh not in client.get(page).content.decode(), "shown once"
    card = ParafCard.objects.get()
    assert (card.participant, card.serial, card.issued_by) == (learner, 1, sari)
    own = client_of(marthina).get(f"/m/pasangan/{pairing.pk}/paraf/").content.decode()
    assert "Kartu dicetak Sari Wanggai" in own
    mentor = pairing.participants.get(user=yohanis)
    client.post(page, {"participant": mentor.pk})
    client.post(page, {"participant": active_pairing().participants.get(role="mentee").pk})
    assert ParafCard.objects.count() == 1
    assert [client_of(user).post(page, {"participant": learner.pk}).status_code for user in (kornelis, yohanis)] == [
        403
    ] * 2
