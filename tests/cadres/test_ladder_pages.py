"""The pages of the ladder and of promotions."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.enums import Role
from accounts.scoping import acting_as
from cadres.models import Accreditation, Certificate, Level, LevelAward, LevelPath, Member
from cadres.services.awards import award_grant, award_propose
from cadres.services.paths import path_start, path_wait, paths_sweep
from tests.factories.accounts import staff
from tests.factories.cadres import MemberFactory, member_user
from tests.factories.ladder import eligible, event_of, level, trained

pytestmark = pytest.mark.django_db


def gaps(member):
    return f"/kader/{member.pk}/jenjang/"


def rules_of(response):
    return {rule.requirement.kind: (rule.have, rule.need, rule.met) for rule in response.context["standing"].rules}


def test_the_page_names_each_rule_what_is_there_and_who_can_do_it(client_of, kornelis):
    member = MemberFactory(joined_on=timezone.localdate() - timedelta(days=500))
    trained(member, event_of())

    response = client_of(kornelis).get(gaps(member))

    assert rules_of(response) == {
        "stay": (16, 12, True),
        "training": (1, 1, True),
        "sessions": (0, 4, False),
        "final_evaluation": (0, 1, False),
        "no_sanction": (1, 1, True),
    }
    assert response.content.count(b'data-met="no"') == 2
    assert "Kader bersama mentornya" in response.content.decode()


def test_a_leader_sees_no_live_evidence_but_may_recommend(client_of, dewi):
    member = MemberFactory(joined_on=timezone.localdate() - timedelta(days=500))

    page = client_of(dewi).get(gaps(member))
    answer = client_of(dewi).post(gaps(member) + "rekomendasi/", {"level": "dasar", "note": "Rajin dan jujur bekerja"})

    assert page.context["standing"] is None
    assert (answer.status_code, member.recommendations.get().given_by) == (302, dewi)


def test_from_ready_to_certificate_through_the_pages(client_of, kornelis, dewi):
    member = eligible()
    with acting_as(kornelis):
        path_start(by=kornelis, member=member)
    paths_sweep()
    desk, chair = client_of(kornelis), client_of(dewi)

    queue = desk.get("/jenjang/")
    proposed = desk.post(gaps(member) + "usulkan/", {"level": "dasar"})
    award = LevelAward.objects.get()
    waiting = chair.get("/jenjang/usulan/")
    seen = chair.get(award.get_absolute_url())
    chair.post(award.get_absolute_url() + "putusan/", {"answer": "grant"})
    paper = client_of(kornelis).get(f"/sertifikat/{Certificate.objects.get().pk}.pdf")

    assert [path.member for path in queue.context["page"]] == [member]
    assert proposed.url == award.get_absolute_url()
    assert waiting.content.count(b'data-total="1"') == 1
    assert [rule["have"] for rule in seen.context["rules"]] == [26, 1, 4, 1, 1]
    assert Member.objects.get(pk=member.pk).level == "dasar"
    assert (paper.status_code, paper["Content-Type"], paper.content[:5]) == (200, "application/pdf", b"%PDF-")


def test_a_return_without_a_reason_keeps_the_page_and_says_why(client_of, kornelis, dewi):
    member = eligible()
    with acting_as(kornelis):
        award = award_propose(by=kornelis, member=member)

    answer = client_of(dewi).post(award.get_absolute_url() + "putusan/", {"reason": "singkat"})

    award.refresh_from_db()
    assert (answer.status_code, award.state) == (422, "proposed")


def test_evidence_that_changed_since_is_said(client_of, kornelis, dewi):
    member = eligible()
    with acting_as(kornelis):
        award = award_propose(by=kornelis, member=member)
    member.trainings.update(result="failed")

    page = client_of(dewi).get(award.get_absolute_url())

    assert (page.context["has_changed"], page.context["still_ready"]) == (True, False)


def test_waiting_and_going_on_take_one_click_each(client_of, kornelis):
    member = MemberFactory(joined_on=timezone.localdate())
    desk = client_of(kornelis)
    desk.post(gaps(member) + "mulai/", {"level": "dasar"})
    path = LevelPath.objects.get()

    desk.post(f"/jenjang/jalan/{path.pk}/", {"to": "waiting", "reason": "Menunggu diklat"})
    path.refresh_from_db()
    listed = desk.get("/jenjang/?lihat=tunggu")
    desk.post(f"/jenjang/jalan/{path.pk}/", {"to": "running"})

    assert (path.state, path.reason) == ("waiting", "Menunggu diklat")
    assert "Menunggu diklat" in listed.content.decode()
    path.refresh_from_db()
    assert (path.state, path.resumed_on) == ("running", timezone.localdate())


def test_recognition_needs_a_second_person_and_is_counted_apart(client_of, sari, kornelis):
    member = MemberFactory(joined_on=timezone.localdate() - timedelta(days=500))
    typed = {
        "level": level("dasar").pk,
        "event_kind": "diklat",
        "title": "Diklat Dasar 2019",
        "held_on": "1/7/2019",
        "document_ref": "SK-7/2019",
    }
    client_of(sari).post(f"/kader/{member.pk}/pengakuan/", typed)
    row = Accreditation.objects.get()

    client_of(kornelis).post(f"/pengakuan/{row.pk}/", {"answer": "approve"})
    page = client_of(kornelis).get(gaps(member))

    row.refresh_from_db()
    assert (row.state, row.proposed_by, row.decided_by) == ("approved", sari, kornelis)
    training = next(r for r in page.context["standing"].rules if r.requirement.kind == "training")
    assert (training.have, training.found.accredited) == (1, 1)


def test_the_check_page_shows_initials_level_and_validity_only(client, kornelis, dewi):
    member = eligible(full_name="Yohanis Kareth")
    with acting_as(kornelis):
        award = award_propose(by=kornelis, member=member)
    with acting_as(dewi):
        award = award_grant(by=dewi, award=award)

    page = client.get(f"/periksa/{award.certificate.code}/")
    unknown = client.get(f"/periksa/{'0' * 32}/")

    text = page.content.decode()
    assert (page.status_code, unknown.status_code) == (200, 404)
    assert ("YK" in text, "Kader Dasar" in text, "Kareth" in text, "Klasabi" in text) == (True, True, False, False)
    assert page["X-Robots-Tag"] == "noindex, nofollow"


def test_the_check_page_answers_twenty_times_a_minute(client):
    answers = [client.get(f"/periksa/{'0' * 32}/").status_code for _ in range(21)]

    assert answers == [404] * 20 + [429]


def test_the_count_of_a_level_opens_its_members(client_of, kornelis):
    MemberFactory.create_batch(2, level="madya")
    MemberFactory(level="madya", status="suspended")
    MemberFactory(level="madya", code="13.71.01.1001")

    page = client_of(kornelis).get("/jenjang/")
    counts = {step.level.code: (step.count, step.recognised) for step in page.context["steps"]}
    listed = client_of(kornelis).get("/kader/?status=active&jenjang=madya&wilayah=96.71")

    assert counts["madya"] == (2, 2)
    assert listed.context["counts"]["shown"] == 2


def test_the_lists_ask_the_same_of_the_database_for_one_and_for_three(client_of, kornelis, count_queries):
    def asked(address):
        with count_queries() as spent:
            assert client_of(kornelis).get(address).status_code == 200
        return spent()

    def add(count):
        for _ in range(count):
            member = eligible()
            with acting_as(kornelis):
                award_propose(by=kornelis, member=member)
        paths_sweep()

    add(1)
    asked("/jenjang/")  # a process reads the party's name and those of the levels once
    one = [asked("/jenjang/?lihat=berjalan"), asked("/jenjang/usulan/")]
    add(2)

    assert [asked("/jenjang/?lihat=berjalan"), asked("/jenjang/usulan/")] == one


def test_the_national_secretariat_publishes_a_new_version(client_of, kornelis):
    national, member = staff(Role.SECRETARIAT, "pusat"), MemberFactory(joined_on=timezone.localdate())
    with acting_as(kornelis):
        path_start(by=kornelis, member=member)
    typed = {"form": "rules", "in_force_from": f"{timezone.localdate():%d/%m/%Y}", "note": "Kongres", "sessions": "6"}

    answer = client_of(national).post("/jenjang/syarat/dasar/", typed)
    refused = client_of(staff(Role.SECRETARIAT, "96")).post("/jenjang/syarat/dasar/", typed)

    sets = Level.objects.get(code="dasar").requirement_sets.order_by("version")
    assert (answer.status_code, refused.status_code) == (302, 403)
    assert [[(r.kind, r.amount) for r in each.requirements.all()] for each in sets][1:] == [[("sessions", 6)]]
    assert LevelPath.objects.get().requirement_set.version == 1


def test_the_phone_shows_ones_own_gaps_and_an_appeal(client_of, kornelis, dewi):
    user = member_user(Role.MENTEE, full_name="Marthina Sagrim")

    today = timezone.localdate()
    with acting_as(kornelis):
        LevelPath.objects.create(
            unit=user.member.unit,
            member=user.member,
            level=level("dasar"),
            requirement_set=level("dasar").requirement_sets.get(),
            started_on=today,
        )
    award = LevelAward.objects.create(
        unit=user.member.unit,
        member=user.member,
        level=level("dasar"),
        from_level="anggota",
        path=LevelPath.objects.get(),
        proposed_by=kornelis,
        proposed_evidence={},
    )
    LevelAward.objects.filter(pk=award.pk).update(
        state="returned", decided_by=dewi, decided_at=timezone.now(), decision_reason="Belum waktunya"
    )
    phone = client_of(user)

    page = phone.get("/m/jenjang/")
    answer = phone.post(f"/m/jenjang/{award.pk}/keberatan/", {"reason": "Syarat saya sudah lengkap"})
    after = phone.get(f"/m/jenjang/{award.pk}/keberatan/")

    assert page.context["standing"].level.code == "dasar"
    assert "Belum waktunya" in page.content.decode()
    assert (answer.status_code, after.context["appeal"].tier) == (302, 1)


def test_silence_stops_a_path_once_however_often_the_job_runs(kornelis):
    long_ago = timezone.localdate() - timedelta(days=181)
    silent, busy = MemberFactory(joined_on=long_ago), MemberFactory(joined_on=long_ago)
    with acting_as(kornelis):
        for member in (silent, busy):
            path_start(by=kornelis, member=member, on=long_ago)
    trained(busy, event_of(on=timezone.localdate() - timedelta(days=3)))

    first, second = paths_sweep(), paths_sweep()

    assert (first.interrupted, second.interrupted) == (1, 0)
    path = LevelPath.objects.get(member=silent)
    assert (path.state, path.reason) == ("interrupted", "Tanpa kegiatan baru selama 181 hari.")
    assert list(path.transitions.values_list("to_value", "actor")) == [("running", kornelis.pk), ("interrupted", None)]
    assert LevelPath.objects.get(member=busy).state == "running"


def test_who_waits_is_not_stopped(kornelis):
    long_ago = timezone.localdate() - timedelta(days=300)
    member = MemberFactory(joined_on=long_ago)
    with acting_as(kornelis):
        path_wait(by=kornelis, path=path_start(by=kornelis, member=member, on=long_ago), reason="Cuti melahirkan")

    assert paths_sweep().interrupted == 0


def test_the_history_of_each_shipped_level_begins_once(db):
    events = Level.pgh_event_model.objects.values_list("pgh_obj_id", "pgh_label")

    assert sorted(events) == sorted((pk, "insert") for pk in Level.objects.values_list("pk", flat=True))


def test_the_page_of_a_level_tells_who_changed_what(client_of):
    editor = staff(Role.SECRETARIAT, "pusat", full_name="Ester Rumbiak")
    page = "/jenjang/syarat/madya/"
    client_of(editor).post(page, {"form": "level", "name": "Madya Baru", "approval_tier": "0", "silent_days": "180"})

    newest = client_of(editor).get(page).context["changes"][0]

    assert newest.who == "Ester Rumbiak"
    assert newest.what == ["Nama: Kader Madya → Madya Baru", "Disetujui di tingkat: Provinsi → Pusat"]
