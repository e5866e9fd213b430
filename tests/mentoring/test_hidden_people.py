"""Who has asked that his data be restricted stands on no list; the list says how many it leaves out (DOMAIN §11)."""

import pytest

from accounts.scoping import acting_as
from cadres.models import Member, OfficerTerm, Transfer
from cadres.selectors.training import attendance_rows
from cadres.services.awards import award_propose
from mentoring.models import Mentor
from tests.factories.accounts import unit
from tests.factories.cadres import MemberFactory
from tests.factories.ladder import eligible, event_of, trained
from tests.factories.mentoring import active_pairing, held_session

pytestmark = pytest.mark.django_db
SAID = "1 orang meminta datanya dibatasi"


def restricted(member):
    Member.objects.filter(pk=member.pk).update(restricted=True)


def mentor(member):
    return Mentor.objects.create(unit=member.unit, member=member, state="active")


def listed(client, url):
    page = client.get(url)
    assert page.status_code == 200
    return page.content.decode()


@pytest.mark.parametrize("url", ["/mentor/", "/mentor/beban/"])
def test_mentors_under_restriction_are_counted_and_not_named(client_of, kornelis, url):
    mentor(MemberFactory(full_name="Terlihat Semua"))
    hidden = MemberFactory(full_name="Minta Dibatasi")
    mentor(hidden)
    assert SAID not in listed(client_of(kornelis), url)
    restricted(hidden)

    page = listed(client_of(kornelis), url)

    assert "Terlihat Semua" in page
    assert "Minta Dibatasi" not in page
    assert SAID in page
    assert 'data-total="1"' in page


def test_the_file_of_mentors_holds_the_rows_of_the_screen(client_of, kornelis):
    hidden = MemberFactory(full_name="Minta Dibatasi")
    mentor(hidden)
    mentor(MemberFactory())
    restricted(hidden)

    assert 'data-total="1"' in listed(client_of(kornelis), "/mentor/ekspor/")


def test_pairings_and_sessions_go_on_without_the_name(client_of, kornelis):
    pairing = active_pairing()
    held_session(pairing)
    learner = Member.objects.get(is_mentee=True)
    urls = ("/pasangan/", "/sesi/")
    assert all(learner.full_name in listed(client_of(kornelis), url) for url in urls)
    restricted(learner)

    for url in urls:
        page = listed(client_of(kornelis), url)
        assert learner.full_name not in page
        assert "(data dibatasi)" in page


def test_trainings_confirmations_and_moves_go_on_without_the_name(client_of, sari, kornelis, stranger):
    member, event = MemberFactory(full_name="Minta Dibatasi"), event_of(by=sari)
    trained(member, event, result="open")
    OfficerTerm.objects.create(
        member=member, unit=unit("96.71.06"), post="Ketua", state="waiting", starts_on="2025-01-01", decree_no="SK-1"
    )
    Transfer.objects.create(
        unit=member.unit, member=member, name=member.full_name, to_unit=unit("13.71.01.1001"), requested_by=sari
    )
    pages = (
        (sari, f"/diklat/{event.pk}/"),
        (sari, f"/diklat/{event.pk}/hadir/"),
        (sari, "/pengurus/pengesahan/"),
        (sari, "/mutasi/"),
        (stranger, "/mutasi/"),
    )
    for user, url in pages:
        assert "Minta Dibatasi" in listed(client_of(user), url), url
    restricted(member)

    for user, url in pages:
        page = listed(client_of(user), url)
        assert "Minta Dibatasi" not in page, url
        assert "(data dibatasi)" in page, url
    with acting_as(sari):
        assert attendance_rows(sari, event)[1][0][1] == "(data dibatasi)"


def test_officers_and_proposals_are_counted_and_not_named(client_of, sari, kornelis):
    member = eligible(full_name="Minta Dibatasi")
    OfficerTerm.objects.create(
        member=member, unit=unit("96.71"), post="Ketua", decree_no="SK-1", starts_on="2025-01-01"
    )
    with acting_as(kornelis):
        award_propose(by=kornelis, member=member)
    restricted(member)

    for user, url in ((sari, "/pengurus/"), (kornelis, "/jenjang/usulan/")):
        page = listed(client_of(user), url)
        assert "Minta Dibatasi" not in page, url
        assert SAID in page, url
