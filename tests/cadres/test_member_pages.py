"""Adding and changing members: what is typed, what is warned of, what is refused."""

import re
from datetime import date

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.models import SensitiveRead
from cadres.models import Member, MemberTransition
from cadres.selectors.members import nik_hash
from tests.factories.accounts import PASSWORD, staff, unit
from tests.factories.cadres import MemberFactory, member_user

pytestmark = pytest.mark.django_db

ADD = "/kader/tambah/"
NIK = "9971061205900001"
NEUTRAL = "NIK atau nomor KTA ini sudah tercatat. Hubungi sekretariat provinsi untuk memeriksanya."


def typed(**fields):
    """What a browser sends for a new member."""
    klasabi = unit("96.71.06.1005")
    return {
        "full_name": "Yohanis Kareth",
        "prefix": "",
        "suffix": "",
        "birthplace": "Sorong",
        "birth_date": "12/05/1990",
        "gender": "male",
        "nik": NIK,
        "nik_missing_reason": "",
        "phone": "0812 4455 0011",
        "email": "",
        "address": "",
        "unit": klasabi.pk,
        "unit_was": klasabi.path,
        "unit_text": klasabi.path,
        "membership_card_no": "",
        "level": "dasar",
        "joined_on": "",
        "wants_mentoring": "on",
    } | fields


def with_nik(digits=NIK, **fields):
    return MemberFactory(nik=digits, nik_hash=nik_hash(digits), nik_last4=digits[-4:], **fields)


def errors(response):
    return {name: [str(e) for e in found] for name, found in response.context["form"].errors.items()}


def test_member_is_added_as_typed(client_of, sari):
    response = client_of(sari).post(ADD, typed(full_name="Pdt. Yohanis Kareth, S.Th.", membership_card_no="PC-1"))

    member = Member.objects.get()
    assert response.url == member.get_absolute_url()
    assert (member.prefix, member.full_name, member.suffix) == ("Pdt.", "Yohanis Kareth", "S.Th.")
    assert (member.birth_date, member.phone, member.level) == (date(1990, 5, 12), "+6281244550011", "dasar")
    assert (member.nik, bytes(member.nik_hash), member.nik_last4) == (NIK, nik_hash(NIK), "0001")
    assert (member.unit, member.status, member.created_by) == (unit("96.71.06.1005"), "active", sari)
    assert (member.user, member.membership_card_no, member.wants_mentoring) == (None, "PC-1", True)


def test_one_word_name_is_a_name(client_of, sari):
    client_of(sari).post(ADD, typed(full_name="Obed"))

    assert Member.objects.get().full_name == "Obed"


@pytest.mark.parametrize(
    ("fields", "name", "sentence"),
    [
        ({"nik": "99710612059"}, "nik", "NIK harus 16 angka; Anda menulis 11 angka."),
        (
            {"nik": "9971063102900001"},
            "nik",
            "Tanggal lahir di dalam NIK (angka ke-7 sampai ke-12) tidak ada di kalender.",
        ),
        (
            {"birth_date": "12/05/20026"},
            "birth_date",
            "Tahun tidak mungkin; tulis tahun dengan empat angka, misalnya 1990.",
        ),
        ({"birth_date": "31/02/1990"}, "birth_date", "Tanggal tidak ada di kalender; tulis hari/bulan/tahun."),
        ({"phone": "0812"}, "phone", "Nomor HP terlalu pendek; paling sedikit 10 angka termasuk 0 di depan."),
        ({"full_name": "..."}, "full_name", "Nama tidak berisi huruf."),
        ({"nik": ""}, "nik_missing_reason", "Isi NIK, atau tulis di sini mengapa belum ada."),
    ],
)
def test_wrong_value_is_one_sentence_at_its_field_and_nothing_is_lost(client_of, sari, fields, name, sentence):
    response = client_of(sari).post(ADD, typed(**fields))

    assert errors(response) == {name: [sentence]}
    text = response.content.decode()
    assert all(f'value="{value}"' in text for key, value in fields.items() if value and key != "full_name")
    assert 'value="Sorong"' in text
    assert not Member.objects.exists()


def test_missing_nik_needs_a_reason(client_of, sari):
    client_of(sari).post(ADD, typed(nik="", nik_missing_reason="KTP hilang"))

    member = Member.objects.get()
    assert (member.nik, member.nik_hash, member.nik_missing_reason) == ("", None, "KTP hilang")


def test_disagreeing_nik_warns_and_does_not_block(client_of, sari):
    response = client_of(sari).post(ADD, typed(birth_date="13/05/1990", gender="female"), follow=True)

    assert Member.objects.count() == 1
    assert "Tanggal lahir di NIK berbeda dari yang ditulis." in response.content.decode()
    assert "Jenis kelamin di NIK berbeda dari yang ditulis." in response.content.decode()


def test_who_may_be_the_same_is_shown_first_and_kept_on_demand(client_of, sari):
    known = MemberFactory(full_name="YOHANIS KARETH", birth_date="1990-05-12", code="96.71.02.1001")
    client = client_of(sari)

    warned = client.post(ADD, typed())

    assert known.get_absolute_url() in warned.content.decode()
    assert "nama dan tanggal lahir sama" in warned.content.decode()
    assert Member.objects.count() == 1

    client.post(ADD, typed(confirmed="1"))

    assert Member.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"full_name": "Nama Lain", "phone": "+6281244550011"}, "nomor HP sama"),
        ({"full_name": "Yohanes Kareth"}, "nama mirip"),
        ({"full_name": "Kareth Yohanis"}, "nama mirip"),
    ],
)
def test_reasons_to_take_two_for_one(client_of, sari, fields, reason):
    MemberFactory(**fields)

    assert reason in client_of(sari).post(ADD, typed()).content.decode()


def test_people_out_of_sight_are_never_named(client_of, sari):
    MemberFactory(full_name="Yohanis Kareth", birth_date="1990-05-12", phone="+6281244550011", code="13.71.01.1001")

    client_of(sari).post(ADD, typed())

    assert Member.objects.count() == 2


def test_nik_of_a_member_in_sight_names_him(client_of, sari):
    known = with_nik(full_name="Obed Saa")

    response = client_of(sari).post(ADD, typed(confirmed="1"))

    assert known.get_absolute_url() in errors(response)["nik"][0]
    assert Member.objects.count() == 1


def test_nik_out_of_sight_is_answered_neutrally_and_recorded(client_of, sari):
    with_nik(full_name="Orang Jauh", code="13.71.01.1001")

    response = client_of(sari).post(ADD, typed(confirmed="1"))

    assert errors(response) == {"nik": [NEUTRAL]}
    assert "Orang Jauh" not in response.content.decode()
    assert SensitiveRead.objects.get(reader=sari).field == "nik_elsewhere"


def test_card_number_out_of_sight_is_answered_neutrally(client_of, sari):
    MemberFactory(membership_card_no="JAUH", code="13.71.01.1001")

    response = client_of(sari).post(ADD, typed(membership_card_no="JAUH"))

    assert response.status_code == 200
    assert errors(response) == {"__all__": [NEUTRAL]}
    assert 'value="JAUH"' in response.content.decode()
    assert Member.objects.count() == 1


def test_after_twenty_card_numbers_nothing_is_learnt_about_any(client_of, sari):
    cards = [f"JAUH-{n}" for n in range(1, 23)]
    for card in cards[:-1]:
        MemberFactory(membership_card_no=card, code="13.71.01.1001")
    client = client_of(sari)

    without = {"nik": "", "nik_missing_reason": "KTP hilang"}
    answers = [errors(client.post(ADD, typed(membership_card_no=card, **without)))["__all__"] for card in cards]

    assert answers[:20] == [[NEUTRAL]] * 20
    assert answers[20:] == [["Terlalu banyak pemeriksaan NIK. Coba lagi satu jam lagi."]] * 2


def test_after_twenty_answers_nothing_is_learnt_about_any_nik(client_of, sari):
    numbers = [f"997106120590{n:04}" for n in range(1, 24)]
    for digits in numbers[:-2]:
        with_nik(digits, code="13.71.01.1001")
    client = client_of(sari)

    answers = [client.post("/kader/serupa/", {"nik": digits}).content.decode() for digits in numbers]

    told = [NEUTRAL in answer for answer in answers]
    throttled = ["Terlalu banyak pemeriksaan NIK" in answer for answer in answers]
    assert told == [True] * 20 + [False] * 3
    assert throttled == [False] * 20 + [True] * 3
    saved = client.post(ADD, typed(nik=numbers[-1], confirmed="1"))
    assert errors(saved) == {"nik": ["Terlalu banyak pemeriksaan NIK. Coba lagi satu jam lagi."]}


def test_typing_the_same_nik_on_counts_once(client_of, sari):
    with_nik(code="13.71.01.1001")
    client = client_of(sari)

    for _ in range(3):
        assert NEUTRAL in client.post("/kader/serupa/", {"nik": NIK, "full_name": "Yo"}).content.decode()

    assert SensitiveRead.objects.count() == 1


def test_warning_while_typing(client_of, sari):
    known = with_nik(full_name="Obed Saa", birth_date="1980-01-02")
    client = client_of(sari)

    same_nik = client.post("/kader/serupa/", {"nik": NIK, "birth_date": "kapan"}).content.decode()
    alike = client.post("/kader/serupa/", {"full_name": "obed saa", "birth_date": "2/1/1980"}).content.decode()
    himself = client.post("/kader/serupa/", {"full_name": "obed saa", "besides": known.pk}).content.decode()

    assert "NIK sama" in same_nik
    assert "nama dan tanggal lahir sama" in alike
    assert himself.strip() == ""


@pytest.mark.parametrize(
    "field", ["status", "user", "created_by", "is_mentee", "nik_hash", "nik_last4", "id", "regency"]
)
def test_forged_fields_are_ignored(client_of, sari, field):
    forged = {"status": "suspended", "user": sari.pk, "created_by": "1", "is_mentee": "on", "id": "4711"}

    client_of(sari).post(ADD, typed(**{field: forged.get(field, "1")}))

    member = Member.objects.get()
    assert (member.status, member.user, member.created_by, member.is_mentee) == ("applied", None, sari, False)
    assert (bytes(member.nik_hash), member.nik_last4, member.regency_id) == (nik_hash(NIK), "0001", unit("96.71").pk)
    assert member.pk != 4711


@pytest.mark.parametrize("code", ["13.71.01.1001", "96", "pusat"])
def test_forged_unit_is_refused(client_of, sari, code):
    place = unit(code)

    response = client_of(sari).post(ADD, typed(unit=place.pk, unit_was=place.path, unit_text=place.path))

    assert list(errors(response)) == ["unit"]
    assert not Member.objects.exists()


def test_unit_typed_without_script_offers_choices(client_of, sari):
    response = client_of(sari).post(ADD, typed(unit="", unit_was="", unit_text="klasabi"))

    assert list(errors(response)) == ["unit"]
    assert re.search(rf'name="unit_choice"\s+value="{unit("96.71.06.1005").pk}"', response.content.decode())


def test_edit_keeps_the_nik_unless_a_new_one_is_typed(client_of, sari):
    member = with_nik(full_name="Obed Saa", code="96.71.06.1005")
    client = client_of(sari)
    edit = reverse("cadres:member_edit", args=[member.pk])

    form = client.get(edit).content.decode()
    client.post(edit, typed(nik="", address="Jl. Contoh 1"))

    member.refresh_from_db()
    assert NIK not in form
    assert (member.nik, member.address, member.full_name) == (NIK, "Jl. Contoh 1", "Yohanis Kareth")

    client.post(edit, typed(nik="9971061205900002"))

    member.refresh_from_db()
    assert (member.nik, member.nik_last4) == ("9971061205900002", "0002")


def test_edit_shows_what_is_stored(client_of, sari):
    member = MemberFactory(full_name="Obed Saa", birth_date="1990-05-12", phone="+6281244550011", code="96.71.06.1005")

    text = client_of(sari).get(reverse("cadres:member_edit", args=[member.pk])).content.decode()

    for value in (
        "Obed Saa",
        "12/05/1990",
        "+62 812-4455-0011",
        "Klasabi, Sorong Manoi, Kota Sorong, Papua Barat Daya",
    ):
        assert f'value="{value}"' in text


@pytest.mark.parametrize("name", ["member_edit", "member_end", "nik_reveal"])
def test_stranger_finds_no_member_to_change(client_of, stranger, name):
    member = with_nik()
    url = reverse(f"cadres:{name}", args=[member.pk])

    assert client_of(stranger).post(url, {"reason": "Verifikasi data KTP"}).status_code == 404


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.LEADER, Role.MENTOR, Role.MENTEE, Role.ADMIN])
def test_only_secretariats_change_members(client_of, role):
    member = with_nik()
    user = member_user(role) if role in (Role.MENTOR, Role.MENTEE) else staff(role, "96.71")
    client = client_of(user)

    assert client.get(ADD).status_code == 403
    for name in ("member_edit", "member_end", "nik_reveal"):
        assert client.post(reverse(f"cadres:{name}", args=[member.pk])).status_code == 403


def reveal(client, member, reason="Verifikasi data KTP"):
    return client.post(reverse("cadres:nik_reveal", args=[member.pk]), {"reason": reason}, follow=True)


@pytest.fixture
def fresh(client_of, sari):
    """Sari's browser a moment after she gave her password anew."""
    client = client_of(sari)
    assert client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302
    return client


def test_nik_is_shown_after_the_password_was_given_anew(client_of, sari):
    member = with_nik()
    client = client_of(sari)

    asked = reveal(client, member)
    shown = client.post(
        f"{asked.request['PATH_INFO']}?{asked.request['QUERY_STRING']}", {"password": PASSWORD}, follow=True
    )

    assert asked.request["PATH_INFO"] == reverse("account_reauthenticate")
    assert NIK not in asked.content.decode()
    assert NIK in shown.content.decode()
    record = SensitiveRead.objects.get()
    assert (record.reader, record.subject_id, record.field) == (sari, member.pk, "nik")
    assert record.reason == "Verifikasi data KTP"


def test_nik_is_shown_with_a_reason_only(fresh):
    member = with_nik()

    response = reveal(fresh, member, "cek")

    assert response.status_code == 422
    assert NIK not in response.content.decode()
    assert not SensitiveRead.objects.exists()


def test_thirty_nik_an_hour_are_enough(fresh, sari):
    member = with_nik()
    SensitiveRead.objects.bulk_create(
        [SensitiveRead(reader=sari, subject_kind="member", subject_id=1, field="nik", reason="x") for _ in range(30)]
    )

    response = reveal(fresh, member)

    assert "Batas 30 kali per jam tercapai." in response.content.decode()
    assert NIK not in response.content.decode()


@pytest.mark.parametrize("code", ["96", "pusat"])
def test_secretariats_above_the_regency_see_it_masked(client_of, code):
    member = with_nik()
    client = client_of(staff(Role.SECRETARIAT, code))

    assert client.post(reverse("cadres:nik_reveal", args=[member.pk])).status_code == 403


def test_membership_ends_with_a_reason(client_of, sari):
    member = MemberFactory()
    client = client_of(sari)
    end = reverse("cadres:member_end", args=[member.pk])

    assert client.get(end).status_code == 200
    assert list(errors(client.post(end, {"reason": "bosan"}))) == ["reason"]
    client.post(end, {"reason": "resigned", "note": "Surat 12 November"})

    member.refresh_from_db()
    move = MemberTransition.objects.get()
    assert member.status == "ended"
    assert (move.from_value, move.to_value, move.reason, move.actor) == ("active", "ended", "resigned", sari)
    assert "tidak dapat diubah begitu" in client.post(end, {"reason": "resigned"}).content.decode()


@pytest.mark.parametrize("number", ["²", "9" * 5000])
def test_forged_numbers_are_nobody(client_of, sari, number):
    client = client_of(sari)
    officer = {"words": "", "member": number, "post": "Ketua", "decree_no": "1", "starts_on": "1/1/2026"}

    alike = client.post(reverse("cadres:duplicates"), {"full_name": "Obed", "besides": number})
    added = client.post(reverse("cadres:officer_add", args=["96.71"]), officer)

    assert alike.status_code == 200
    assert list(errors(added)) == ["member"]


@pytest.fixture
def opened(client_of, sari):
    """`opened()`: what the page of one member holds when it is opened, and how it is sent."""
    member = MemberFactory(full_name="Obed Saa", code="96.71.06.1005", gender="male", address="Jl. Lama", email="")
    edit = reverse("cadres:member_edit", args=[member.pk])
    client = client_of(sari)

    def send(**changes):
        return client.post(edit, typed(**page | changes))

    form = client.get(edit).context["form"]
    page = {name: form[name].value() or "" for name in form.fields if name not in ("unit", "level", "nik", "bodies")}
    page |= {"nik": "", "nik_missing_reason": "Belum ada", "birthplace": member.birthplace, "version": form.version}
    page["birth_date"] = member.birth_date.strftime("%d/%m/%Y") if member.birth_date else ""
    page["joined_on"] = member.joined_on.strftime("%d/%m/%Y") if member.joined_on else ""
    return member, send


def test_edit_leaves_what_somebody_else_has_changed_meanwhile(opened):
    member, send = opened
    Member.objects.filter(pk=member.pk).update(address="Jl. Baru", email="obed@contoh.test")

    response = send(birthplace="Manokwari")

    assert response.status_code == 302, errors(response)
    member.refresh_from_db()
    assert (member.birthplace, member.address, member.email) == ("Manokwari", "Jl. Baru", "obed@contoh.test")


def test_edit_says_which_field_somebody_else_has_changed_too(opened):
    member, send = opened
    Member.objects.filter(pk=member.pk).update(address="Jl. Baru", email="obed@contoh.test")

    refused = send(address="Jl. Sendiri")

    sentence = "Diubah orang lain sementara Anda mengisi. Simpan lagi untuk menggantinya."
    assert errors(refused) == {"address": [sentence]}
    assert refused.context["form"]["address"].value() == "Jl. Sendiri"
    member.refresh_from_db()
    assert member.address == "Jl. Baru"

    again = send(address="Jl. Sendiri", version=refused.context["form"].version)

    assert again.status_code == 302
    member.refresh_from_db()
    assert (member.address, member.email) == ("Jl. Sendiri", "obed@contoh.test")


def test_edit_of_nothing_writes_no_history(opened):
    member, send = opened
    send(nik_missing_reason="Menyusul")
    before = member.events.count()

    response = send(nik_missing_reason="Menyusul", version="")

    assert (response.status_code, member.events.count()) == (302, before)
