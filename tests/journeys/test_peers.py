"""Two peers in a real browser: yes by a link without signing in, then orientation, agreement and a first log."""

import re
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from accounts.enums import Role
from mentoring.enums import Format, PairingState
from mentoring.models import Agreement, Pairing, Session
from tests.factories.cadres import member_user
from tests.factories.mentoring import ProgrammeFactory, pairing_of
from tests.journeys.conftest import PHONE, Stage


def links_of(page: Page, pairing: Pairing) -> dict[str, str]:
    """Whom the coordinator's page prepares a message for, and the path in it."""
    page.goto(f"/pasangan/{pairing.pk}/tautan/")
    found = {}
    for card in page.locator("section.card", has=page.locator("a[href*='wa.me']")).all():
        text = parse_qs(urlsplit(card.locator("a").get_attribute("href") or "").query)["text"][0]
        found[card.locator("h2").inner_text()] = re.search(r"/tawaran/\S+/", text).group()  # type: ignore[union-attr]
    return found


def prepare(page: Page, pairing: Pairing, *, writes: bool) -> None:
    """The orientation list in two goes, and the agreement, which one of them writes."""
    page.goto(f"/m/pasangan/{pairing.pk}/orientasi/")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Saya sudah memahami").click()
    expect(page.get_by_text(re.compile("Masih 5 butir"))).to_be_visible()
    for box in page.get_by_role("checkbox", disabled=False).all():
        box.check()
    page.get_by_role("button", name="Saya sudah memahami").click()
    page.wait_for_url("**/m/")
    if writes:
        page.goto(f"/m/pasangan/{pairing.pk}/kesepakatan/tulis/")
        page.fill("[name=purpose]", "Saling menguatkan sebagai penggerak RW")
        page.fill("[name=rhythm]", "Sabtu sore")
        page.fill("[name=place]", "Balai Klasabi")
        page.get_by_role("button", name="Simpan").click()
    page.goto(f"/m/pasangan/{pairing.pk}/kesepakatan/")
    expect(page.get_by_text("di Balai Klasabi")).to_be_visible()
    page.get_by_role("button", name="Saya setuju dan menandatangani").click()
    page.wait_for_load_state()


@pytest.mark.django_db(transaction=True)
def test_peers_agree_by_link_and_meet(stage: Stage, kornelis: Any) -> None:
    born = {"birth_date": date(1995, 8, 17)}
    people = [member_user(Role.MENTEE, full_name=name, **born) for name in ("Dorkas Pattiasina", "Selfina Nauw")]
    programme = ProgrammeFactory.create(coordinator=kornelis)
    pairing = pairing_of(
        *[person.member for person in people], programme=programme, format=Format.PEER, state=PairingState.OFFERED
    )

    links = links_of(stage.sign_in(kornelis), pairing)
    assert set(links) == {"Dorkas Pattiasina", "Selfina Nauw"}
    for path in links.values():
        visitor = stage.page(PHONE, script=False)
        visitor.goto(path)
        assert not any(name in visitor.content() for name in ("Dorkas", "Selfina"))
        visitor.get_by_label("Tanggal lahir Anda").fill("17/08/1995")
        visitor.get_by_role("button", name="Saya bersedia").click()
        expect(visitor.get_by_role("heading", name="Satu pertanyaan sebelum menjawab ya")).to_be_visible()
        visitor.get_by_role("button", name="Saya bersedia").click()
        expect(visitor.get_by_role("heading", name="Terima kasih, jawaban Anda tersimpan")).to_be_visible()
    pairing.refresh_from_db()
    assert pairing.state == PairingState.ACCEPTED

    phones = [stage.sign_in(person, PHONE) for person in people]
    for number, phone in enumerate(phones):
        prepare(phone, pairing, writes=number == 0)
    pairing.refresh_from_db()
    assert (pairing.state, Agreement.objects.get().state) == (PairingState.ACTIVE, "in_force")

    phones[1].goto(f"/m/catat/?pasangan={pairing.pk}")
    phones[1].get_by_role("button", name="Simpan").click()
    phones[1].wait_for_url("**/m/")
    assert Session.objects.filter(sequence=1, logged_by=people[1]).count() == 1
