"""The profile: the whole story for staff, four facts for leaders, nothing for strangers."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from accounts.scoping import acting_as
from cadres.models import Member, OfficerTerm
from dashboards.selectors.happenings import SOURCES
from dashboards.selectors.profiles import profile_of
from mentoring.models import PairingTransition, PrivateNote
from tests.factories.accounts import staff
from tests.factories.cadres import MemberFactory
from tests.factories.mentoring import active_pairing, held_session, pairing_of
from tests.factories.stories import long_life

pytestmark = pytest.mark.django_db


def page(client, member, **query):
    return client.get(member.get_absolute_url(), query)


def test_an_offer_that_waits_is_told_instead_of_nobody(client_of, kornelis, yohanis, marthina):
    member = marthina.member
    assert "Belum didampingi." in client_of(kornelis).get(f"/kader/{member.pk}/").content.decode()
    pairing_of(member, mentor=yohanis.member, state="offered")

    page = client_of(kornelis).get(f"/kader/{member.pk}/").content.decode()

    assert "Ditawari mentor; menunggu jawaban." in page
    assert "Belum didampingi." not in page


def test_stranger_and_other_roles_find_no_profile(client_of, stranger):
    member = MemberFactory()

    assert page(client_of(stranger), member).status_code == 404
    assert client_of(stranger).get("/kader/999999/").status_code == 404
    for role in (Role.MENTOR, Role.MENTEE, Role.ADMIN, Role.DPO):
        assert page(client_of(staff(role, "96.71")), member).status_code == 403


def test_staff_read_the_whole_story(client_of, kornelis):
    pairing = active_pairing()
    mentee = Member.objects.get(is_mentee=True)
    Member.objects.filter(pk=mentee.pk).update(joined_on=date(2024, 3, 1), phone="+6281244550011", has_whatsapp=True)
    OfficerTerm.objects.create(
        member=mentee, unit=mentee.unit, post="Bendahara", decree_no="SK-7", starts_on=date(2025, 1, 2)
    )
    session = held_session(pairing, log={"will": "Kunjungi 20 rumah", "progress": "forward"})
    PairingTransition.objects.create(unit=pairing.unit, pairing=pairing, kind="phase", to_value="diagnostic")
    PrivateNote.objects.create(
        session=session, author=User.objects.get(member__pairing_participants__role="mentor"), body="Rahasia besar"
    )

    text = page(client_of(kornelis), mentee).content.decode()

    for shown in (
        "Yosepha Asmuruf",
        "Bendahara",
        "SK-7",
        "Sesi ke-1 · tatap muka, 60 menit",
        "Kunjungi 20 rumah",
        "kemajuan: maju",
        "Masuk fase diagnostik",
        "Membangun kedekatan",
        "Bergabung",
        "+62 812-••••-0011",
        "https://wa.me/6281244550011",
    ):
        assert shown in text, shown
    assert "Rahasia besar" not in text


def test_timeline_is_newest_first_and_filtered_by_kind(client_of, kornelis):
    pairing = active_pairing()
    mentee = Member.objects.get(is_mentee=True)
    today = timezone.localdate()
    for days in (20, 3):
        held_session(pairing, on=today - timedelta(days=days))
    client = client_of(kornelis)

    every = page(client, mentee).context["events"]
    sessions = page(client, mentee, acara="sesi").context["events"]

    assert [event.day for event in every] == sorted((event.day for event in every), reverse=True)
    assert [event.day for event in sessions] == [today - timedelta(days=3), today - timedelta(days=20)]
    assert page(client, mentee, acara="nik").status_code == 400


def test_deeds_are_offered_to_those_who_may(client_of, sari, kornelis, dewi):
    member = MemberFactory(nik="9971061205900001", nik_hash=b"x" * 32, nik_last4="0001")

    offered = {
        user.scope.role: [
            word in page(client_of(user), member).content.decode() for word in ("Ubah data", "Tampilkan NIK", "Cetak")
        ]
        for user in (sari, kornelis, dewi)
    }

    assert offered == {
        Role.SECRETARIAT: [True, True, True],
        Role.COORDINATOR: [False, False, True],
        Role.LEADER: [False, False, True],
    }


def test_nik_is_masked_for_everybody(client_of, sari, kornelis):
    member = MemberFactory(nik="9971061205900001", nik_hash=b"x" * 32, nik_last4="0001")

    for user in (sari, kornelis):
        text = page(client_of(user), member).content.decode()
        assert "••••••••••••0001" in text
        assert "997106120590" not in text


@pytest.mark.parametrize("sessions", [1, 3])
def test_profile_costs_the_same_whatever_happened(client_of, kornelis, sessions, count_queries):
    pairing = active_pairing()
    mentee = Member.objects.get(is_mentee=True)
    for days in range(sessions):
        held_session(pairing, on=timezone.localdate() - timedelta(days=days + 1))
    client = client_of(kornelis)
    page(client, mentee)

    with count_queries() as spent:
        page(client, mentee)

    assert spent() == 7


#: What a coordinator does not read, and what a leader reads (DOMAIN §9).
REGISTRY = {"import", "merge", "unmerge", "transfer", "release", "arrival"}
LEADERS = {"term", "term_end", "step", "step_end", "recommendation", "proposal", "award", "revocation", "appeal",
           "appeal_answer", "certificate", "certificate_end"}  # fmt: skip


def test_timeline_tells_of_everything_that_the_reader_may_see(sari, kornelis, dewi, stranger):
    member = long_life(sari, kornelis, dewi, sessions=1)
    told = {}
    for user in (sari, kornelis, dewi, stranger):
        with acting_as(user):
            told[user] = {row.source for row in profile_of(user, member).happenings}

    assert told[sari] == set(SOURCES)
    assert told[kornelis] == set(SOURCES) - REGISTRY
    assert told[dewi] == LEADERS
    assert told[stranger] == set()


def test_timeline_says_it_in_words(client_of, sari, kornelis, dewi):
    member = long_life(sari, kornelis, dewi, sessions=1)

    first, second = (page(client_of(sari), member, hal=number).content.decode() for number in (1, 2))

    text = first + second
    for said in (
        "Keanggotaan: Dibekukan", "SK-9/2025", "Mutasi diminta", "Mutasi tidak jadi", "Bendahara selesai",
        "Jenjang Kader Dasar ditetapkan", "Keberatan dikabulkan", "Jenjang Kader Dasar dicabut", "terhenti",
        "Direkomendasikan untuk Kader Dasar", "Hadir di Diklat Kader", "Pendaftaran Bimtek Saksi",
        "Pelatihan lama diakui", "Sertifikat Kader Dasar dicabut", "Data ganda digabung", "Penggabungan diurungkan",
        "Dimasukkan lewat impor", "Masuk fase diagnostik", "Saksi TPS 3 selesai", "Magang siaran bersama Radio Contoh",
    ):  # fmt: skip
        assert said in text, said


def test_timeline_is_paged_and_counted_by_kind(client_of, sari, kornelis, dewi, count_queries):
    member = long_life(sari, kornelis, dewi, sessions=40)
    client = client_of(kornelis)
    page(client, member)

    with count_queries() as spent:
        sessions = page(client, member, acara="sesi", hal=2)

    counts = {key: count for key, _label, count in sessions.context["kinds"]}
    assert (counts["sesi"], len(sessions.context["events"])) == (40, 15)
    assert 'data-total="40"' in sessions.content.decode()
    assert "hx-push-url" in sessions.content.decode()
    assert spent() == 7


def test_leader_reads_awards_and_certificates_but_no_session(client_of, sari, kornelis, dewi):
    member = long_life(sari, kornelis, dewi, sessions=1)

    text = page(client_of(dewi), member).content.decode()

    assert "Jenjang Kader Dasar dicabut" in text
    assert "Saksi TPS 3 mulai" in text
    for hidden in ("Magang siaran", "Sesi ke-", "Kunjungi", "Dibekukan", "Bergabung dengan partai", "anggota.xlsx"):
        assert hidden not in text
