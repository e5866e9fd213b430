"""Offers by link, wishes, one change of mentor, early ends, rotation, agreements on paper, closing and handing over."""

import re
import threading
from datetime import date, timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import OutboxMessage
from accounts.scoping import acting_as
from accounts.services import assign
from cadres.models import Member
from core.errors import RuleError
from mentoring.enums import (
    OFFER_ANSWERED_KIND,
    OFFER_ONE_LINE_KIND,
    OFFER_REFUSED_KIND,
    AgreementState,
    Category,
    Format,
    PairingState,
    Phase,
    RequestState,
    TieKind,
)
from mentoring.models import (
    Agreement,
    AgreementScan,
    ClauseText,
    Closure,
    ClosureForm,
    DeclaredTie,
    ExitCall,
    Handover,
    Mentor,
    MentorChange,
    MentorRequest,
    OfferLinkUse,
    Pairing,
    Programme,
)
from mentoring.retention import retention_apply
from mentoring.rules.cohorts import barriers
from mentoring.rules.conflicts import SENTENCES
from mentoring.selectors.agreements import versions_of
from mentoring.selectors.cohorts import cohort_of
from mentoring.selectors.matching import waiting_members
from mentoring.selectors.rotation import rotation_pairs
from mentoring.services import match_offers, offer_links
from mentoring.services.agreements import agreement_draft, agreement_sign, agreement_sign_on_paper, orientation_tick
from mentoring.services.closures import closing_write, pairing_complete
from mentoring.services.handover import handover_make
from mentoring.services.offer_links import LIVES, Browser, find_offer, seal_offer
from mentoring.services.offers import pairing_answer, pairing_propose, pairing_undo
from mentoring.services.relations import exit_call, exit_tell, mentor_ask, mentor_change, request_settle
from tests.factories.accounts import staff
from tests.factories.cadres import MemberFactory, member_user
from tests.factories.mentoring import (
    ProgrammeFactory,
    active_pairing,
    agreement_of,
    held_session,
    mentor_of,
    pairing_of,
)
from tests.mentoring.closing import close_all_but_the_rubric
from tests.refusals import is_refused

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00\x00\x01\x00" * 2 + b"\x08\x02\x00\x00\x00rest" + b"IEND\xaeB`\x82"


def path(name: str, *args: Any) -> str:
    return reverse(f"mentoring:{name}", args=args)


@pytest.fixture
def refuses(deed):
    def sentence(service: Any, **arguments: Any) -> str:
        with pytest.raises(RuleError) as refusal:
            deed(service, **arguments)
        return str(refusal.value)

    return sentence


@pytest.fixture
def pairing(yohanis, marthina) -> Pairing:
    return active_pairing(yohanis, marthina)


@pytest.fixture
def offered(yohanis, marthina) -> Pairing:
    mentor_of(yohanis.member)
    return pairing_of(marthina.member, mentor=yohanis.member, state=PairingState.OFFERED)


# The link that a human sends


def link_of(pairing: Pairing, user: Any) -> str:
    return path("offer_link", seal_offer(pairing.participants.select_related("pairing").get(user=user)))


BORN, TYPED = date(1995, 8, 17), "17/08/1995"


@pytest.fixture
def born(offered) -> Pairing:
    """The offer, of people whose date of birth is known."""
    Member.objects.filter(pairing_participants__pairing=offered).update(birth_date=BORN)
    return offered


def answer(client: Any, address: str, word: str, *, born: str = TYPED, **ties: Any) -> Any:
    """Both steps of an answer by link: the date of birth, then the ties of a yes."""
    client.get(address)
    page = client.post(address, {"answer": word, "birth_date": born})
    proof = re.search(r'name="proof" value="([^"]+)"', page.content.decode())
    return client.post(address, {"answer": word, "proof": proof[1]} | ties) if proof else page


def elsewhere(address: str = "203.0.113.9") -> Client:
    """A browser of its own on another line than the test's."""
    return Client(REMOTE_ADDR=address)


def test_link_answers_for_its_person_and_names_nobody_before_he_is_known(client, born, yohanis, marthina):
    offered, address = born, link_of(born, marthina)
    page = client.get(address)

    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    body = page.content.decode() + unquote(address)
    assert [word for word in (yohanis.full_name, marthina.full_name, "Marthina", marthina.email) if word in body] == []
    assert offered.participants.get(user=marthina).answer == "waiting", "a preview that only reads answers nothing"

    assert client.post(address, {"answer": "ya", "birth_date": "01/01/1995"}).status_code == 422
    assert "Yohanis" not in client.post(address, {"answer": "ya", "birth_date": ""}).content.decode()
    second = client.post(address, {"answer": "ya", "birth_date": TYPED})
    assert yohanis.full_name in second.content.decode(), "the ties are asked about somebody"
    assert offered.participants.get(user=marthina).answer == "waiting"
    assert answer(client, address, "ya").status_code == 200
    assert offered.participants.get(user=marthina).answer == "accepted"
    assert DeclaredTie.objects.filter(declared_by=marthina, is_yes=False).count() == len(TieKind)
    assert client.get(address).status_code == 404, "an answered link is closed"
    assert client.post(address, {"answer": "tidak"}).status_code == 404
    assert OutboxMessage.objects.get(kind=OFFER_ANSWERED_KIND).recipient == marthina

    assert answer(elsewhere(), link_of(offered, yohanis), "tidak").status_code == 200
    offered.refresh_from_db()
    assert offered.state == PairingState.DECLINED


def test_a_tie_said_by_link_keeps_the_offer_waiting(client, born, yohanis, marthina):
    said = answer(client, link_of(born, marthina), "ya", family=[yohanis.member.pk])
    assert "menunggu putusan koordinator" in said.content.decode()
    assert answer(elsewhere(), link_of(born, yohanis), "ya").status_code == 200

    born.refresh_from_db()
    assert born.state == PairingState.OFFERED


def test_a_date_of_birth_is_guessed_five_times_a_day(client, born, marthina):
    address = link_of(born, marthina)
    for _ in range(5):
        assert "tidak cocok" in answer(client, address, "tidak", born="01/01/1990").content.decode()

    assert "Terlalu banyak percobaan" in answer(client, address, "tidak").content.decode()
    assert born.participants.get(user=marthina).answer == "waiting"


def test_without_a_known_date_of_birth_only_the_sign_in_answers(client, offered, marthina):
    assert "belum tercatat" in answer(client, link_of(offered, marthina), "ya").content.decode()


def test_nobody_answers_both_sides_from_one_browser(client, client_of, born, kornelis, yohanis, marthina):
    Programme.objects.update(coordinator=kornelis)
    above = staff(Role.COORDINATOR, "96")
    assert answer(client, link_of(born, marthina), "ya").status_code == 200

    refused = answer(client, link_of(born, yohanis), "ya")

    assert refused.status_code == 422
    assert "pihak lain sudah menjawab" in refused.content.decode()
    assert born.participants.get(user=yohanis).answer == "waiting"
    told = OutboxMessage.objects.filter(kind=OFFER_REFUSED_KIND)
    assert list(told.values_list("recipient", "payload__path")) == [(above.pk, f"/pasangan/{born.pk}/")]
    assert "ditolak" in client_of(above).get(path("pairing_offer_links", born.pk)).content.decode()
    kept = OfferLinkUse.objects.values_list("outcome", "browser", "address")
    assert [len(part) for row in kept for part in row[1:]] == [64] * 4
    assert answer(elsewhere(), link_of(born, yohanis), "ya").status_code == 200


@pytest.mark.parametrize(
    ("first", "second"), [("203.0.113.9", "203.0.113.9"), ("2001:db8:7::1", "2001:db8:7:0:aaaa:bbbb:cccc:dddd")]
)
@pytest.mark.parametrize("is_soon", [True, False])
def test_two_answers_of_one_line_within_an_hour_are_told_above(
    born, kornelis, yohanis, marthina, first, second, is_soon, time_machine
):
    Programme.objects.update(coordinator=kornelis)
    above = staff(Role.COORDINATOR, "96")
    assert answer(elsewhere(first), link_of(born, marthina), "ya").status_code == 200
    if not is_soon:
        time_machine.move_to(timezone.now() + offer_links.APART)

    assert answer(elsewhere(second), link_of(born, yohanis), "ya").status_code == 200

    told = OutboxMessage.objects.filter(kind=OFFER_ONE_LINE_KIND)
    assert [message.recipient for message in told] == [above] * is_soon


def test_who_is_refused_by_link_signs_in(client, born, yohanis, marthina, deed):
    assert answer(client, link_of(born, marthina), "ya").status_code == 200
    assert answer(client, link_of(born, yohanis), "ya").status_code == 422

    deed(pairing_answer, by=yohanis, pairing=born, accepts=True, ties=[])

    born.refresh_from_db()
    assert born.state == PairingState.ACCEPTED


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("sides", [1, 2])
def test_two_clicks_at_once_are_one_answer_and_only_two_sides_an_alarm(monkeypatch, born, kornelis, sides):
    staff(Role.COORDINATOR, "96")
    people = list(born.participants.select_related("pairing", "user").order_by("pk"))
    tokens = [seal_offer(people[number % sides]) for number in range(2)]
    both_asked, said = threading.Barrier(2), []
    allow = offer_links.require_own_browser
    monkeypatch.setattr(offer_links, "require_own_browser", lambda *args: (allow(*args), both_asked.wait(timeout=20)))

    def click(token: str) -> None:
        try:
            offer_links.answer_by_link(token=token, accepts=True, browser=Browser("peramban", "alamat"))
            said.append("yes")
        except RuleError as error:
            said.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=click, args=[token]) for token in tokens]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    outcomes = sorted(OfferLinkUse.objects.values_list("outcome", flat=True))
    alarms = OutboxMessage.objects.filter(kind=OFFER_REFUSED_KIND).count()
    assert said.count("yes") == 1
    if sides == 1:
        assert "Tawaran ini sudah dijawab." in said
        assert (outcomes, alarms) == (["accepted"], 0)
    else:
        assert (outcomes, alarms) == (["accepted", "refused"], 1)


def test_the_database_keeps_one_person_a_browser(born, yohanis, marthina):
    people = {"unit": born.unit, "pairing": born, "outcome": "accepted", "browser": "a" * 64}
    OfferLinkUse.objects.create(**people, participant=born.participants.get(user=marthina))

    with pytest.raises(IntegrityError, match="link_one_person_a_browser"), transaction.atomic():
        OfferLinkUse.objects.create(**people, participant=born.participants.get(user=yohanis))


def test_who_prepares_the_links_answers_none_of_them(client_of, born, kornelis, yohanis, marthina):
    browser = client_of(kornelis)
    address = link_of(born, marthina)
    assert "Orangnya sendiri yang menjawab" in answer(browser, address, "ya").content.decode()
    browser.get(path("pairing_offer_links", born.pk))
    del browser.cookies[settings.SESSION_COOKIE_NAME]  # signed out

    assert "Orangnya sendiri yang menjawab" in answer(browser, address, "ya").content.decode(), "the mark stays"
    assert born.participants.get(user=marthina).answer == "waiting"
    assert "Orangnya sendiri" in answer(client_of(yohanis), address, "ya").content.decode(), "nor does the other side"
    assert answer(client_of(marthina), address, "ya").status_code == 200


def test_an_offer_taken_back_takes_its_refused_answers_along(deed, client_of, born, kornelis, marthina):
    answer(client_of(kornelis), link_of(born, marthina), "ya")
    assert OfferLinkUse.objects.count() == 1
    Pairing.objects.update(created_at=timezone.now())

    deed(pairing_undo, by=kornelis, pairing=born)

    assert not OfferLinkUse.objects.exists()


def test_link_is_closed_when_old_withdrawn_or_invented(client, offered, marthina, time_machine):
    address = link_of(offered, marthina)
    assert client.get(path("offer_link", "gAAAAAinvented")).status_code == 404
    time_machine.move_to(timezone.now() + LIVES + timedelta(minutes=1))
    assert client.get(address).status_code == 404
    assert client.post(address, {"answer": "ya"}).status_code == 404
    fresh = seal_offer(offered.participants.select_related("pairing").get(user=marthina))
    assert find_offer(fresh) is not None
    Pairing.objects.filter(pk=offered.pk).update(state=PairingState.DECLINED)
    assert find_offer(fresh) is None


def test_coordinator_prepares_whatsapp_for_those_who_wait(client_of, kornelis, sari, offered, yohanis, marthina):
    type(marthina.member).objects.filter(pk=marthina.member.pk).update(phone="+6281244550011", has_whatsapp=True)
    page = client_of(kornelis).get(path("pairing_offer_links", offered.pk)).content.decode()

    assert page.count("https://wa.me/") == 2
    assert "https://wa.me/6281244550011?text=" in page
    assert client_of(sari).get(path("pairing_offer_links", offered.pk)).status_code == 403
    Pairing.objects.filter(pk=offered.pk).update(state=PairingState.DECLINED)
    assert "https://wa.me/" not in client_of(kornelis).get(path("pairing_offer_links", offered.pk)).content.decode()


# Wishes and changes


def test_cadre_names_a_mentor_and_reads_the_answer(client_of, kornelis, marthina, deed, refuses):
    client = client_of(marthina)
    assert client.post(path("phone_mentor_request"), {"wanted": ""}).status_code == 422
    assert client.post(path("phone_mentor_request"), {"wanted": "Ibu Selfina dari Remu"}).status_code == 302
    wish = MentorRequest.objects.get()
    assert "masih menunggu" in refuses(mentor_ask, by=marthina, wanted="Lain")
    assert "Ibu Selfina dari Remu" in client_of(kornelis).get(path("mentor_requests")).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT wanted FROM mentoring_mentorrequest")
        assert "Selfina" not in cursor.fetchone()[0]

    assert client_of(kornelis).post(path("mentor_request", wish.pk), {"to": "not_met", "answer": ""}).status_code == 422
    client_of(kornelis).post(path("mentor_request", wish.pk), {"to": "not_met", "answer": "Beliau sudah penuh."})

    assert "Beliau sudah penuh." in client.get(path("phone_mentor_request")).content.decode()
    assert "tidak bisa menjadi" in refuses(request_settle, by=kornelis, wish=wish, to=RequestState.MET)


def test_only_cadres_wish_and_only_coordinators_answer(refuses, deed, sari, yohanis, marthina):
    assert "Hanya kader" in refuses(mentor_ask, by=yohanis, wanted="X")
    wish = deed(mentor_ask, by=marthina, wanted="X")
    assert "Hanya koordinator" in refuses(request_settle, by=sari, wish=wish, to=RequestState.MET)
    with acting_as(marthina):
        assert is_refused("UPDATE mentoring_mentorrequest SET state = 'met', settled_at = now(), settled_by_id = 1")
    deed(request_settle, by=marthina, wish=wish, to=RequestState.WITHDRAWN)
    assert MentorRequest.objects.get().state == RequestState.WITHDRAWN


def test_one_change_of_mentor_without_a_reason_per_programme(client_of, deed, refuses, pairing, marthina, yohanis):
    assert "punya mentor sendiri" in refuses(mentor_change, by=yohanis, pairing=pairing)
    assert client_of(marthina).post(path("phone_change", pairing.pk)).status_code == 302
    pairing.refresh_from_db()
    assert (pairing.state, MentorChange.objects.count()) == (PairingState.REMATCHED, 1)

    again = active_pairing(None, marthina, pairing.programme)
    assert "satu kali berganti mentor" in refuses(mentor_change, by=marthina, pairing=again)
    again.refresh_from_db()
    assert again.state == PairingState.ACTIVE

    Pairing.objects.filter(pk=again.pk).update(state=PairingState.ENDED_EARLY, ended_on=timezone.localdate())
    elsewhere = active_pairing(None, marthina, ProgrammeFactory.create())
    deed(mentor_change, by=marthina, pairing=elsewhere)
    assert MentorChange.objects.count() == 2


def test_whoever_is_paired_again_keeps_his_place_in_the_queue(kornelis, deed, pairing, marthina):
    newcomer = member_user(Role.MENTEE, full_name="Baru Datang")
    done = active_pairing(None, member_user(Role.MENTEE, full_name="Sudah Selesai")).participants.get(role="mentee")
    Pairing.objects.filter(pk=done.pairing_id).update(state=PairingState.COMPLETED, ended_on=timezone.localdate())
    deed(mentor_change, by=marthina, pairing=pairing)
    long_ago = timezone.now() - timedelta(days=300)
    type(marthina.member).objects.exclude(pk=newcomer.member.pk).update(created_at=long_ago)
    type(marthina.member).objects.filter(pk=newcomer.member.pk).update(created_at=long_ago + timedelta(days=1))

    with acting_as(kornelis):
        waiting = [member.full_name for member in waiting_members(kornelis)]

    order = [name for name in waiting if name in (marthina.full_name, "Baru Datang", "Sudah Selesai")]
    assert order == [marthina.full_name, "Baru Datang", "Sudah Selesai"]


# Rotation


def led(yohanis: Any, marthina: Any, days: int, **fields: Any) -> Pairing:
    """A finished pairing of the two in a programme of its own."""
    day = timezone.localdate() - timedelta(days=days)
    return pairing_of(
        marthina.member,
        mentor=yohanis.member,
        programme=ProgrammeFactory.create(),
        state=PairingState.COMPLETED,
        **{"active_on": day, "ended_on": day + timedelta(days=90)} | fields,
    )


def test_the_same_two_go_through_two_programmes_in_a_row_at_most(deed, refuses, kornelis, yohanis, marthina):
    mentor = mentor_of(yohanis.member)
    wanted = {"by": kornelis, "programme": ProgrammeFactory.create(), "learners": [marthina.member], "reason": "x"}
    led(yohanis, marthina, 400)
    assert rotation_pairs(wanted["programme"], [marthina.member.pk]) == frozenset()
    led(yohanis, marthina, 200)

    assert "2 program berturut-turut" in refuses(pairing_propose, mentor=mentor, **wanted)

    other = member_user(Role.MENTOR, full_name="Mentor Lain")
    mentor_of(other.member)
    led(other, marthina, 100)
    deed(pairing_propose, mentor=mentor, **wanted)


def test_the_matcher_keeps_the_two_apart_too(kornelis, yohanis, marthina):
    mentor_of(yohanis.member)
    for days in (400, 200):
        led(yohanis, marthina, days)
    programme = ProgrammeFactory.create(coordinator=kornelis)

    with acting_as(kornelis) as by:
        found = cohort_of(by, programme)

    assert found.rotated == {(marthina.member.pk, yohanis.member.pk)}
    learner = next(each for each in found.learners if each.member == marthina.member.pk)
    assert "rotation" in barriers(found, learner, found.mentors[0])


def test_two_rules_of_one_sentence_say_it_once(kornelis, yohanis, marthina, monkeypatch):
    mentor_of(yohanis.member)
    programme = ProgrammeFactory.create(coordinator=kornelis)
    with acting_as(kornelis) as by:
        found = cohort_of(by, programme)
    monkeypatch.setattr(match_offers, "barriers", lambda *_: ("R2", "R5"))

    problem = match_offers._problem(found, marthina.member.pk, found.mentors[0].mentor, 0)

    assert problem == SENTENCES["R2"] == SENTENCES["R5"]


def test_database_refuses_a_third_programme_whoever_offers(kornelis, yohanis, marthina):
    mentor_of(yohanis.member)
    for days in (400, 200):
        led(yohanis, marthina, days)
    third = pairing_of(marthina.member, mentor=yohanis.member, state=PairingState.PROPOSED)

    with acting_as(kornelis), pytest.raises(IntegrityError, match="too many programmes"), transaction.atomic():
        Pairing.objects.filter(pk=third.pk).update(state=PairingState.OFFERED)


# Formats in the database


@pytest.mark.parametrize(
    ("chosen", "learners", "led_by", "fits"),
    [
        (Format.ONE_TO_ONE, 1, True, True),
        (Format.ONE_TO_ONE, 2, True, False),
        (Format.ONE_TO_ONE, 1, False, False),
        (Format.REVERSE, 2, True, False),
        (Format.GROUP, 1, True, False),
        (Format.GROUP, 8, True, True),
        (Format.GROUP, 9, True, False),
        (Format.PEER, 2, False, True),
        (Format.PEER, 3, False, False),
        (Format.PEER, 2, True, False),
        (Format.CIRCLE, 3, False, False),
        (Format.CIRCLE, 4, False, True),
    ],
)
def test_database_keeps_the_people_of_each_format(kornelis, yohanis, chosen, learners, led_by, fits):
    people = [member_user(Role.MENTEE).member for _each in range(learners)]
    row = pairing_of(*people, mentor=yohanis.member if led_by else None, format=chosen, state=PairingState.PROPOSED)

    with acting_as(kornelis):
        refused = is_refused(
            "UPDATE mentoring_pairing SET state = 'offered' WHERE id = %s", row.pk, error=IntegrityError
        )

    assert refused is not fits


def test_nobody_joins_once_the_offer_is_made(kornelis, offered):
    stranger = member_user(Role.MENTEE).member
    with acting_as(kornelis), pytest.raises(IntegrityError, match="nobody joins"), transaction.atomic():
        offered.participants.create(unit=offered.unit, member=stranger, name="-", role="mentee")


# Early ends


def test_early_end_asks_nothing_and_waits_for_a_call(client_of, deed, refuses, kornelis, pairing, marthina, yohanis):
    client = client_of(marthina)
    answer = client.post(path("phone_end", pairing.pk), {"reason": ""})
    assert answer.url == path("phone_exit", pairing.pk)
    assert (
        client.post(answer.url, {"reasons": ["time"], "words": "Pindah rumah", "would_continue": "ya"}).status_code
        == 302
    )
    assert "sudah Anda kirim" in refuses(exit_tell, by=marthina, pairing=pairing)
    with acting_as(yohanis):
        assert Pairing.objects.for_user(yohanis).get(pk=pairing.pk).exit_forms.count() == 0

    office = client_of(kornelis)
    assert 'data-total="1"' in office.get(path("early_ends")).content.decode()
    assert "Pindah rumah" in office.get(path("early_end", pairing.pk)).content.decode()
    assert office.post(path("early_end", pairing.pk), {"note": ""}).status_code == 422
    office.post(path("early_end", pairing.pk), {"note": "Bicara dengan keduanya; cari mentor dekat."})
    assert 'data-total="0"' in office.get(path("early_ends")).content.decode()
    assert "sudah dicatat" in refuses(exit_call, by=kornelis, pairing=pairing, note="lagi")
    assert ExitCall.objects.count() == 1


def test_exit_form_is_for_early_ends_only(refuses, pairing, marthina, kornelis):
    assert "berakhir lebih awal" in refuses(exit_tell, by=marthina, pairing=pairing)
    assert "tidak berakhir lebih awal" in refuses(exit_call, by=kornelis, pairing=pairing, note="x")


# Agreement and orientation


def terms(**fields: Any) -> dict[str, Any]:
    today = timezone.localdate()
    return {"purpose": "Siap", "rhythm": "Sabtu", "starts_on": today, "ends_on": today + timedelta(days=100)} | fields


def test_eleven_clauses_are_rows_filled_with_what_was_agreed(deed, pairing, yohanis):
    version = deed(
        agreement_draft,
        by=yohanis,
        pairing=pairing,
        **terms(every_days=7, place="Balai Klasabi", conflicts="satu kantor", mode="phone"),
    )

    assert ClauseText.objects.filter(edition=version.edition).count() == len(version.clauses) == 11
    texts = " ".join(clause["text"] for clause in version.clauses)
    assert "{" not in texts
    for word in ("sekali dalam 7 hari", "Balai Klasabi", "satu kantor", "telepon"):
        assert word in texts
    with acting_as(yohanis):
        assert is_refused("UPDATE mentoring_clausetext SET text = 'x'")


def test_signed_text_cannot_be_rewritten(pairing, yohanis, kornelis):
    for user in (yohanis, kornelis):
        with acting_as(user), pytest.raises(IntegrityError, match="written once"), transaction.atomic():
            Agreement.objects.update(purpose="Lain")


def test_versions_tell_what_changed(client_of, deed, kornelis, pairing, yohanis, marthina):
    newer = deed(agreement_draft, by=yohanis, pairing=pairing, **terms(purpose="Siap menjadi pengurus"))
    for user in (yohanis, marthina):
        deed(agreement_sign, by=user, agreement=newer)

    with acting_as(kornelis):
        newest, first = versions_of(kornelis, pairing)

    assert (newest.agreement.state, first.agreement.state) == (AgreementState.IN_FORCE, AgreementState.AMENDED)
    assert first.changes == []
    purpose = next(change for change in newest.changes if change.title == "Tujuan pendampingan")
    assert purpose.words == [("same", "Siap menjadi"), ("out", "calon"), ("in", "pengurus")]
    for client, name in ((client_of(kornelis), "pairing_agreements"), (client_of(marthina), "phone_agreements")):
        page = re.sub(r"\s+>", ">", client.get(path(name, pairing.pk)).content.decode())
        assert "<ins>pengurus</ins>" in page
        assert "<del>calon</del>" in page


def waiting_for_paper(yohanis: Any, marthina: Any) -> Agreement:
    mentor_of(yohanis.member)
    pairing = pairing_of(marthina.member, mentor=yohanis.member, state=PairingState.ACCEPTED)
    pairing.participants.update(oriented_at=timezone.now())
    return agreement_of(pairing, AgreementState.SIGNED_ONE, signed_by=[yohanis])


def test_paper_signature_counts_and_the_scan_lies_encrypted(client_of, sari, dewi, yohanis, marthina):
    agreement = waiting_for_paper(yohanis, marthina)
    signer = agreement.pairing.participants.get(user=marthina)
    address = path("pairing_agreements", agreement.pairing_id)
    sent = {"participants": [signer.pk], "scan": SimpleUploadedFile("kertas.pdf", PDF)}
    assert client_of(sari).post(address, sent).status_code == 302

    agreement.refresh_from_db()
    scan = AgreementScan.objects.get()
    assert (agreement.state, agreement.pairing.state) == (AgreementState.IN_FORCE, PairingState.ACTIVE)
    assert b"%PDF" not in bytes(scan.content)
    assert (scan.recorded_by, scan.kind, agreement.signatures.get(participant=signer).scan) == (sari, "pdf", scan)
    answer = client_of(sari).post(path("pairing_scan", agreement.pairing_id))
    assert (answer.content, answer["Content-Type"]) == (PDF, "application/pdf")
    assert client_of(dewi).post(path("pairing_scan", agreement.pairing_id)).status_code == 403
    assert "kertas" in client_of(sari).get(address).content.decode()


def test_paper_is_for_the_secretariat_and_a_file_is_what_it_says(refuses, sari, kornelis, yohanis, marthina):
    agreement = waiting_for_paper(yohanis, marthina)
    signer = agreement.pairing.participants.get(user=marthina)
    paper = {"agreement": agreement, "participants": [signer]}
    assert "Hanya sekretariat" in refuses(agreement_sign_on_paper, by=kornelis, content=PDF, **paper)
    assert "bukan foto" in refuses(agreement_sign_on_paper, by=sari, content=b"<html>", **paper)
    assert "kosong" in refuses(agreement_sign_on_paper, by=sari, content=b"", **paper)
    assert "2 MB" in refuses(agreement_sign_on_paper, by=sari, content=PDF + b" " * 3_000_000, **paper)
    assert "program, lampiran" in refuses(
        agreement_sign_on_paper, by=sari, content=PDF.replace(b"<<>>", b"<</JavaScript 1>>"), **paper
    )
    assert "terpotong" in refuses(agreement_sign_on_paper, by=sari, content=PNG[:30], **paper)
    assert "Pilih siapa" in refuses(agreement_sign_on_paper, by=sari, agreement=agreement, participants=[], content=PNG)
    assign(by=None, user=yohanis, role=Role.SECRETARIAT, unit=sari.assignments.get().unit)
    office = yohanis.assignments.get(role=Role.SECRETARIAT)
    with acting_as(yohanis, office), pytest.raises(RuleError, match="ikut dalam pendampingan"):
        agreement_sign_on_paper(by=yohanis, content=PDF, **paper)
    assert AgreementScan.objects.count() == 0


def test_orientation_is_kept_item_by_item(client_of, deed, yohanis, marthina):
    mentor_of(yohanis.member)
    pairing = pairing_of(marthina.member, mentor=yohanis.member, state=PairingState.ACCEPTED)
    assert len(deed(orientation_tick, by=marthina, pairing=pairing, items=["rights", "invented"])) == 5
    me = pairing.participants.get(user=marthina)
    assert (me.oriented_at, [tick.item for tick in me.ticks.all()]) == (None, ["rights"])
    page = client_of(marthina).get(path("phone_orientation", pairing.pk)).content.decode()
    assert page.count("checked disabled") == 1
    assert client_of(marthina).post(path("phone_orientation", pairing.pk), {}).status_code == 422

    assert (
        deed(orientation_tick, by=marthina, pairing=pairing, items=["leaving", "preparing", "goal", "feedback", "data"])
        == []
    )

    me.refresh_from_db()
    assert me.oriented_at is not None
    with acting_as(yohanis):
        assert is_refused(
            "INSERT INTO mentoring_orientationtick (unit_id, pairing_id, participant_id, item, ticked_at) "
            "VALUES (%s, %s, %s, 'x', now())",
            *(pairing.unit_id, pairing.pk, me.pk),
        ), "nobody ticks for another"


# Closing


@pytest.fixture
def closing(yohanis, marthina) -> Pairing:
    """A personal pairing in its last phase, with a held session."""
    pairing = active_pairing(yohanis, marthina, phase=Phase.EVALUATION, category=Category.PERSONAL)
    held_session(pairing)
    pairing.refresh_from_db()
    return pairing


def test_completion_says_what_is_missing_and_needs_all_of_it(deed, refuses, closing, kornelis, yohanis, marthina):
    sentence = refuses(pairing_complete, by=kornelis, pairing=closing)
    for missing in ("Formulir penutup", marthina.full_name, "Capaian", "Kontak", "Peran berikut", "terima kasih"):
        assert missing in sentence

    close_all_but_the_rubric(deed, closing, kornelis, yohanis, [marthina])
    deed(pairing_complete, by=kornelis, pairing=closing)

    closing.refresh_from_db()
    closure = Closure.objects.get()
    assert closing.state == PairingState.COMPLETED
    assert closure.retain_until == closing.ended_on.replace(year=closing.ended_on.year + 2)


def test_final_rubric_is_asked_of_formal_pairings(deed, refuses, closing, kornelis, yohanis, marthina):
    Pairing.objects.filter(pk=closing.pk).update(category=Category.FORMAL_STAGE)
    close_all_but_the_rubric(deed, closing, kornelis, yohanis, [marthina])

    assert refuses(pairing_complete, by=kornelis, pairing=closing).count("(") == 1
    assert "Rubrik akhir" in refuses(pairing_complete, by=kornelis, pairing=closing)


@pytest.mark.parametrize(
    "lacking",
    [
        {"gains": ""},
        {"contact": ""},
        {"next_role": ""},
        {"thanked_at": None},
        {"retain_until": None},
        {"last_session": None},
        "form",
    ],
)
def test_database_refuses_completed_without_a_whole_closing(deed, closing, kornelis, yohanis, marthina, lacking):
    people = [] if lacking == "form" else [marthina]
    close_all_but_the_rubric(deed, closing, kornelis, yohanis, people)
    today = timezone.localdate()
    Closure.objects.update(**{"retain_until": today} | (lacking if lacking != "form" else {}))

    with acting_as(kornelis), pytest.raises(IntegrityError, match="closing is complete"), transaction.atomic():
        Pairing.objects.filter(pk=closing.pk).update(state=PairingState.COMPLETED, ended_on=today)


def test_people_do_not_thank_themselves(deed, closing, yohanis):
    deed(closing_write, by=yohanis, pairing=closing, gains="a", unfinished="b", contact="none")
    with acting_as(yohanis):
        assert is_refused("UPDATE mentoring_closure SET thanked_at = now()")
        assert is_refused("UPDATE mentoring_closure SET next_role = 'officer'")


def test_closing_goes_through_the_pages(client_of, closing, kornelis, yohanis, marthina):
    mentor, mentee, office = client_of(yohanis), client_of(marthina), client_of(kornelis)
    page = path("phone_closing", closing.pk)
    for client in (mentor, mentee):
        sent = {"form": "tell", "t-helped": "Latihan", "t-change": "Waktu", "t-again": "ya"}
        assert client.post(page, sent).status_code == 302
    assert mentee.post(page, {"form": "write", "w-gains": "x"}).status_code == 422, "the mentor writes it"
    assert mentor.post(page, {"form": "write", "w-gains": "", "w-unfinished": "b"}).status_code == 422
    sent = {"form": "write", "w-gains": "Berani bicara", "w-unfinished": "tidak ada", "w-contact": "monthly"}
    assert mentor.post(page, sent).status_code == 302
    assert office.post(path("pairing_finish", closing.pk)).url == path("pairing_closure", closing.pk)
    assert office.post(path("pairing_closure", closing.pk), {"next_role": ""}).status_code == 422
    assert office.post(path("pairing_closure", closing.pk), {"next_role": "officer"}).status_code == 302
    assert mentee.get(path("pairing_thanks", closing.pk)).content.startswith(b"%PDF-")
    office.post(path("pairing_finish", closing.pk))

    closing.refresh_from_db()
    assert closing.state == PairingState.COMPLETED
    assert "Pengurus" in mentee.get(page).content.decode()


def test_words_go_with_the_text_of_the_sessions(deed, closing, kornelis, yohanis, marthina):
    close_all_but_the_rubric(deed, closing, kornelis, yohanis, [marthina])
    today = timezone.localdate()
    Pairing.objects.filter(pk=closing.pk).update(
        active_on=today - timedelta(days=900), ended_on=today - timedelta(days=800)
    )

    retention_apply()

    assert list(Closure.objects.values_list("gains", "unfinished", "next_role")) == [("", "", "officer")]
    assert set(ClosureForm.objects.values_list("helped", "change")) == {("", "")}


# Hand-over


def broken_off(yohanis: Any, marthina: Any) -> Pairing:
    before = active_pairing(yohanis, marthina)
    held_session(before)
    Pairing.objects.filter(pk=before.pk).update(state=PairingState.REMATCHED, ended_on=timezone.localdate())
    return before


def test_handover_gives_the_new_mentor_facts_and_once(client_of, deed, refuses, kornelis, yohanis, marthina):
    before = broken_off(yohanis, marthina)
    successor = member_user(Role.MENTOR, full_name="Mentor Baru")
    now = active_pairing(successor, marthina, before.programme)
    page = client_of(kornelis).get(path("pairing_handover", now.pk)).content.decode()
    assert "Siap menjadi calon" in page
    assert "catatan pribadi mentor" in page

    assert client_of(kornelis).post(path("pairing_handover", now.pk)).status_code == 302

    assert "sudah diserahkan" in refuses(handover_make, by=kornelis, pairing=now)
    for user in (successor, marthina):
        assert "Siap menjadi calon" in client_of(user).get(path("phone_handover", now.pk)).content.decode()
    assert Handover.objects.get().facts["agreement"][0]["purpose"] == "Siap menjadi calon"
    assert client_of(yohanis).get(path("phone_handover", now.pk)).status_code == 404


def test_silence_and_full_mentors_keep_an_offer_open_by_link(client, born, yohanis, marthina):
    Mentor.objects.update(capacity=3, soft_capacity=1)
    Mentor.objects.update(state="paused")
    said = answer(client, link_of(born, yohanis), "ya")

    assert said.status_code == 422
    assert "sedang jeda" in said.content.decode()
    assert born.participants.get(user=yohanis).answer == "waiting"
    with pytest.raises(RuleError), acting_as(yohanis) as by:
        pairing_answer(by=by, pairing=born, accepts=True)


def test_a_pairing_without_an_agreement_says_so(client_of, kornelis):
    programme = ProgrammeFactory.create(coordinator=kornelis)
    pairing = pairing_of(MemberFactory(), mentor=MemberFactory(), programme=programme, state=PairingState.OFFERED)

    response = client_of(kornelis).get(f"/pasangan/{pairing.pk}/kesepakatan/")

    assert response.status_code == 200
