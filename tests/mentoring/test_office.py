"""The office's pages: lists with their filters, matching by hand, one pairing, one session."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import OutboxMessage
from mentoring.cadence import last_day
from mentoring.documents import guide_texts
from mentoring.enums import MentorState, PairingState, Phase, ProgrammeState, SessionState
from mentoring.models import Mentor, MentorTick, Pairing, PhaseEvidence, Programme, ProgrammeTemplate, Session
from tests.factories.cadres import MemberFactory, member_user
from tests.factories.mentoring import (
    ProgrammeFactory,
    active_pairing,
    held_session,
    mentor_of,
    pairing_of,
    planned_session,
)
from tests.mentoring.test_phone import fields

pytestmark = pytest.mark.django_db
LISTS = ("programmes", "mentors", "pairings", "cadence", "sessions")


def path(name, *args):
    return reverse(f"mentoring:{name}", args=args)


def total(client, address):
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return int(re.search(r'data-total="(\d+)"', response.content.decode())[1])


@pytest.fixture
def pairing(yohanis, marthina):
    return active_pairing(yohanis, marthina)


@pytest.mark.parametrize("name", LISTS)
def test_lists_teach_when_empty_and_open_when_not(client_of, sari, kornelis, dewi, stranger, name):
    for user in (sari, kornelis, dewi, stranger):
        assert total(client_of(user), path(name)) == 0
    pairing = active_pairing()
    held_session(pairing)

    assert total(client_of(stranger), path(name)) == 0
    for user in (sari, kornelis, dewi):
        assert total(client_of(user), path(name)) == 1


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    "query", ["wilayah=13.71", "wilayah=xx", "status=salah", "bulan=2026-13", "dorman=20026-01-01", "bulan=0001-01"]
)
def test_filters_outside_the_list_are_refused(client_of, kornelis, name, query):
    response = client_of(kornelis).get(f"{path(name)}?{query}")

    known = {
        "status": name in ("programmes", "mentors", "pairings", "sessions"),
        "bulan": name in ("cadence", "sessions"),
    }
    known |= {"dorman": name == "pairings"}
    refused = known.get(query.partition("=")[0], True)
    assert response.status_code == (404 if "wilayah" in query else 400 if refused else 200)


@pytest.mark.parametrize("name", LISTS)
def test_unknown_order_is_refused(client_of, kornelis, name):
    assert client_of(kornelis).get(f"{path(name)}?urut=-salah").status_code == 400


def test_leaders_cannot_sort_mentors_by_a_load_they_do_not_see(client_of, kornelis, dewi):
    for order in ("beban", "-beban"):
        assert client_of(kornelis).get(f"{path('mentors')}?urut={order}").status_code == 200
        assert client_of(dewi).get(f"{path('mentors')}?urut={order}").status_code == 400
    assert client_of(dewi).get(f"{path('mentors')}?urut=-nama").status_code == 200


def test_lists_narrow_to_a_unit_and_name_what_is_filtered(client_of, kornelis, pairing):
    held_session(pairing)
    client = client_of(kornelis)
    for name in LISTS:
        if name != "programmes":
            assert total(client, f"{path(name)}?wilayah=96.71.06") == 1
        response = client.get(f"{path(name)}?wilayah=96.71.01")
        assert "Hapus saringan" in response.content.decode()
        assert "Tidak ada yang cocok" in response.content.decode()


def test_pairing_list_filters_are_what_the_figures_count(client_of, kornelis, dewi):
    today = timezone.localdate()
    programme = ProgrammeFactory.create()
    met = active_pairing(programme=programme, active_on=today - timedelta(days=100))
    held_session(met, today - timedelta(days=35))
    dormant = active_pairing(programme=programme, active_on=today - timedelta(days=100))
    held_session(dormant, today - timedelta(days=36))
    never = active_pairing(programme=programme, active_on=today - timedelta(days=36))
    active_pairing(programme=programme, active_on=today - timedelta(days=35))
    pairing_of(MemberFactory.create(), mentor=MemberFactory.create(), state=PairingState.OFFERED, programme=programme)
    active_pairing(
        programme=programme,
        state=PairingState.COMPLETED,
        active_on=today - timedelta(days=100),
        ended_on=today - timedelta(days=1),
        phase=Phase.EVALUATION,
    )
    before = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    for user in (kornelis, dewi):
        client = client_of(user)

        def count(query, client=client):
            return total(client, f"{path('pairings')}?{query}")

        assert count("") == 6
        assert count("status=active") == 4
        assert count("status=waiting") == 1
        assert count("fase=evaluation") == 1
        assert count(f"dorman={today.isoformat()}") == 2
        month = Pairing.objects.active_at_end_of(last_day(before)).count()
        assert count(f"aktif_per={before:%Y-%m}") == month
    assert set(Pairing.objects.dormant_on(today)) == {dormant, never}


def test_leaders_see_no_names_and_no_text(client_of, dewi, pairing):
    session = held_session(pairing, place="Rumah Marthina", log={"goal": "RAHASIA"})
    client = client_of(dewi)
    names = ("Yohanis", "Marthina", "Kareth", "Sagrim", "RAHASIA")

    for address in (path("pairings"), path("cadence"), path("sessions"), path("session", session.pk)):
        content = client.get(address).content.decode()
        assert [name for name in names if name in content] == []
    assert client.get(path("pairing", pairing.pk)).status_code == 403
    assert "Yohanis" in client.get(path("mentors")).content.decode()


def test_cadence_list_adds_up(client_of, kornelis):
    month = date(2026, 10, 1)
    kept = active_pairing(active_on=date(2026, 9, 17), cadence_days=14)
    for day in (1, 2, 3, 20):
        held_session(kept, date(2026, 10, day))
    active_pairing(active_on=date(2026, 9, 17), cadence_days=14)
    active_pairing(active_on=date(2026, 10, 30), cadence_days=14)

    response = client_of(kornelis).get(f"{path('cadence')}?bulan={month:%Y-%m}&sampai=2026-11-01")

    content = response.content.decode()
    assert re.findall(r'data-(kept|due)="(\d+)"', content) == [("kept", "2"), ("due", "4")]
    assert 'data-total="2"' in content


def test_session_list_knows_held_and_missed(client_of, kornelis, pairing):
    today = timezone.localdate()
    held_session(pairing, today)
    planned_session(pairing)
    common = {"planned_start": timezone.now(), "held_on": today}
    planned_session(pairing, state=SessionState.CANCELLED, late_cancelled=True, **common)
    planned_session(pairing, state=SessionState.CANCELLED, **common)
    planned_session(pairing, state=SessionState.NO_SHOW_MENTEE, **common)
    client = client_of(kornelis)

    assert total(client, path("sessions")) == 5
    assert total(client, f"{path('sessions')}?bulan={today:%Y-%m}&hasil=held") == 1
    assert total(client, f"{path('sessions')}?bulan={today:%Y-%m}&hasil=missed") == 2
    assert total(client, f"{path('sessions')}?bulan=2020-01&hasil=held") == 0


def test_mentor_list_filters_and_counts_women(client_of, kornelis):
    mentor_of(MemberFactory.create(gender="female"))
    mentor_of(MemberFactory.create(gender="male"))
    mentor_of(MemberFactory.create(gender="female"), state=MentorState.INVITED)
    client = client_of(kornelis)

    assert total(client, path("mentors")) == 3
    assert total(client, f"{path('mentors')}?status=active&jenis=female") == 1
    assert "2 dari 3" in client.get(path("mentors")).content.decode()


def test_coordinator_runs_a_programme_through_its_states(client_of, kornelis, dewi, yohanis, marthina):
    client = client_of(kornelis)
    today = timezone.localdate()
    data = {
        "name": "Menuju 12 kursi",
        "template": ProgrammeTemplate.objects.get(code="six_months").pk,
        "category": "formal_stage",
        "coordinator": kornelis.pk,
        "starts_on": today.isoformat(),
        "ends_on": (today + timedelta(days=30)).isoformat(),
        "cadence_days": 14,
    }
    assert client.post(path("programme_add"), data).status_code == 422
    data["ends_on"] = (today + timedelta(days=180)).isoformat()
    client.post(path("programme_add"), data)
    programme = Programme.objects.get()
    step = path("programme_step", programme.pk)
    assert client.post(step, {"to": "open"}).status_code == 422
    goal = {"statement": "Kursi", "measure": "kursi", "baseline": 8, "target": 8, "due_on": today.isoformat()}
    assert client.post(path("programme_goal", programme.pk), goal).status_code == 422
    client.post(path("programme_goal", programme.pk), goal | {"target": 12})
    assert client.post(step, {"to": "open"}).status_code == 422
    need = {"finding": "Belum berani bicara", "evidence": "Wawancara", "competencies": ["C04"], "cadres": 9}
    client.post(path("programme_needs", programme.pk), need)
    assert client.post(step, {"to": "open"}).status_code == 302
    assert client.post(step, {"to": "running"}).status_code == 422
    pairing = active_pairing(yohanis, marthina, programme=programme)
    assert client.post(step, {"to": "running"}).status_code == 302
    assert client.post(step, {"to": "evaluating"}).status_code == 302
    assert client.post(step, {"to": "closed", "report": "Selesai."}).status_code == 422
    Pairing.objects.filter(pk=pairing.pk).update(state=PairingState.COMPLETED, ended_on=today)
    assert client.post(path("goal_measure", programme.goals.get().pk), {"actual": 11}).status_code == 302
    assert client.post(step, {"to": "closed"}).status_code == 422
    assert client.post(step, {"to": "closed", "report": "Selesai."}).status_code == 302

    assert Programme.objects.get().state == ProgrammeState.CLOSED
    assert client_of(dewi).post(step, {"to": "open"}).status_code == 403
    assert "Selesai." in client_of(dewi).get(path("programme", programme.pk)).content.decode()


def test_mentor_is_invited_and_moved_on(client_of, kornelis, sari):
    member = MemberFactory.create(full_name="Ruben Idie")
    client = client_of(kornelis)
    found = client.post(path("mentor_search"), {"q": "idie"}, follow=True)
    assert "Ruben" not in found.request["QUERY_STRING"]
    assert f"?kader={member.pk}" in found.content.decode()
    address = f"{path('mentor_add')}?kader={member.pk}"
    data = fields(client.get(address).content.decode())
    assert client.post(address, data).status_code == 422
    client.post(address, data | {"email": "ruben@contoh.test"})

    mentor = Mentor.objects.get()
    assert (mentor.state, mentor.member.user.email) == (MentorState.INVITED, "ruben@contoh.test")
    assert OutboxMessage.objects.filter(kind="invitation").count() == 1
    step = path("mentor_step", mentor.pk)
    assert client.post(step, {"to": "active"}).status_code == 422
    Mentor.objects.update(state=MentorState.ACCEPTED)
    assert client.post(step, {"to": "oriented"}).status_code == 422
    for code, _text in guide_texts("mentors"):
        MentorTick.objects.create(unit=mentor.unit, mentor=mentor, item=code)
    assert [client.post(step, {"to": to}).status_code for to in ("oriented", "active", "paused")] == [302, 302, 422]
    assert client_of(sari).post(step, {"to": "paused", "reason": "x"}).status_code == 403
    capacity = path("mentor_capacity", mentor.pk)
    assert client.post(capacity, {"soft_capacity": 6, "capacity": 5}).status_code == 422
    assert client.post(capacity, {"soft_capacity": 4, "capacity": 6, "note": "Melayu Papua"}).status_code == 302


def test_coordinator_pairs_by_hand_and_can_undo(client_of, kornelis):
    programme = ProgrammeFactory.create(state=ProgrammeState.OPEN)
    full = mentor_of(member_user(full_name="Penuh", wants_mentoring=False).member, soft_capacity=1, capacity=1)
    active_pairing(full.member.user)
    free = mentor_of(member_user(full_name="Lapang", wants_mentoring=False).member)
    first = MemberFactory.create(full_name="Dorkas Pattiasina")
    MemberFactory.create(full_name="Selfina Nauw")
    MemberFactory.create(full_name="Tidak Mau", wants_mentoring=False)
    client = client_of(kornelis)
    content = client.get(path("pair")).content.decode()
    assert re.search(r'data-total="(\d+)"', content)[1] == "2"
    assert content.index("Lapang") < content.index("Penuh")

    address = f"{path('pair')}?kader={first.pk}"
    data = {"programme": programme.pk, "format": "one_to_one"}
    assert client.post(address, data | {"mentor": free.pk}).status_code == 422
    silent = client.post(address, data | {"mentor": full.pk, "email": "dorkas@contoh.test"})
    assert (silent.status_code, "bukan saran pertama" in silent.content.decode()) == (422, True)
    refused = client.post(address, data | {"mentor": full.pk, "email": "dorkas@contoh.test", "reason": "Sekantor."})
    assert (refused.status_code, "sebanyak batasnya" in refused.content.decode()) == (422, True)
    response = client.post(address, data | {"mentor": free.pk, "email": "dorkas@contoh.test"}, follow=True)

    pairing = Pairing.objects.get(state=PairingState.OFFERED)
    assert "Urungkan" in response.content.decode()
    assert "Bertugas di unit yang sama" in pairing.transitions.first().reason
    assert pairing.participants.get(role="mentee").user.email == "dorkas@contoh.test"
    client.post(path("pair_undo", pairing.pk))
    assert not Pairing.objects.filter(pk=pairing.pk).exists()


def test_group_and_peers_are_offered_together(client_of, kornelis):
    programme = ProgrammeFactory.create()
    mentor = mentor_of(member_user().member)
    members = [MemberFactory.create(email=f"kader{n}@contoh.test") for n in range(4)]
    client = client_of(kornelis)
    data = {"programme": programme.pk, "reason": "Satu ranting.", "format": "group", "mentor": mentor.pk}
    assert client.get(path("pair_group")).status_code == 200
    assert client.post(path("pair_group"), data | {"learners": [members[0].pk]}).status_code == 422
    client.post(path("pair_group"), data | {"learners": [m.pk for m in members[:2]]})
    client.post(
        path("pair_group"),
        data | {"format": "peer", "mentor": "", "learners": [m.pk for m in members[2:]]},
    )

    group, peers = Pairing.objects.order_by("pk")
    assert (group.format, group.participants.count()) == ("group", 3)
    assert [p.role for p in peers.participants.all()] == ["peer", "peer"]


def test_pairing_page_shows_what_is_missing_and_takes_evidence(client_of, kornelis, sari, pairing):
    held_session(pairing)
    client = client_of(kornelis)
    content = client.get(path("pairing", pairing.pk)).content.decode()
    assert "(1/2)" in content
    held_session(pairing, timezone.localdate())
    evidence = path("pairing_evidence", pairing.pk)
    assert client.post(evidence, {"kind": "coordinator_talk", "note": ""}).status_code == 422
    client.post(evidence, {"kind": "coordinator_talk", "note": "Telepon 20 November"})
    assert Pairing.objects.get().phase == Phase.DIAGNOSTIC

    client.post(path("pairing_back", pairing.pk), {"reason": "Belum bicara dengan kader"})

    assert Pairing.objects.get().phase == Phase.RAPPORT
    assert PhaseEvidence.objects.count() == 0
    for name, data, state in (
        ("pairing_halt", {"reason": "Cuti"}, PairingState.PAUSED),
        ("pairing_go_on", {}, PairingState.ACTIVE),
        ("pairing_stop", {"reason": "Pindah kota"}, PairingState.ENDED_EARLY),
    ):
        assert client.post(path(name, pairing.pk), data).status_code == 302
        assert Pairing.objects.get().state == state
    assert client_of(sari).post(evidence, {"kind": "midterm_done", "note": "x"}).status_code == 403
    assert client_of(sari).get(path("pairing", pairing.pk)).status_code == 200


def test_secretariat_logs_on_behalf_and_the_phase_follows(client_of, sari, yohanis, marthina):
    pairing = active_pairing(yohanis, marthina, phase=Phase.ORIENTATION)
    client = client_of(sari)
    address = f"{path('session_log_on_behalf')}?pasangan={pairing.pk}"
    data = fields(client.get(address).content.decode()) | {"minutes": 75}

    response = client.post(address, data)

    session = Session.objects.get(sequence=1)
    assert response.status_code == 302
    assert (session.logged_by, session.on_behalf_of, session.minutes) == (sari, yohanis, 75)
    assert Pairing.objects.get().phase == Phase.RAPPORT
    assert client.get(path("session", session.pk)).status_code == 200


def test_old_meetings_are_for_the_coordinator(client_of, sari, kornelis, yohanis, marthina):
    pairing = active_pairing(yohanis, marthina, offered_at=timezone.now() - timedelta(days=200))

    def log(user, days):
        client = client_of(user)
        address = f"{path('session_log_on_behalf')}?pasangan={pairing.pk}"
        day = timezone.localdate() - timedelta(days=days)
        data = fields(client.get(address).content.decode())
        data |= {"when": "other", "date": day.isoformat(), "minutes": 60}
        return client.post(address, data).status_code

    assert (log(sari, 30), log(sari, 31), log(kornelis, 31), log(kornelis, 91)) == (302, 422, 302, 422)
    assert list(
        Session.objects.filter(sequence__isnull=False).order_by("held_on").values_list("backdated", flat=True)
    ) == [
        True,
        False,
    ]


def test_coordinator_plans_cancels_and_settles(client_of, kornelis, sari, marthina, pairing):
    client = client_of(kornelis)
    address = f"{path('session_plan')}?pasangan={pairing.pk}"
    assert client.get(path("session_plan")).status_code == 200
    data = fields(client.get(address).content.decode())
    tomorrow = timezone.localdate() + timedelta(days=1)
    client.post(address, data | {"date": "31/12/2099", "time": "10:00"})
    assert Session.objects.count() == 0
    client.post(address, data | {"date": tomorrow.strftime("%d/%m/%Y"), "time": "07.00"})
    session = Session.objects.get()
    assert client.post(path("session_cancel", session.pk), {"reason": "Hujan"}).status_code == 302

    disputed = held_session(pairing, state=SessionState.DISPUTED)
    settle = path("session_settle", disputed.pk)
    assert client_of(sari).post(settle, {"stands": "ya", "reason": "x"}).status_code == 403
    assert client.post(settle, {"stands": "tidak", "reason": "Tidak ada saksi"}).status_code == 302
    disputed.refresh_from_db()
    assert disputed.state == SessionState.CANCELLED


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_one_and_three_rows(client_of, kornelis, count_queries, name, count):
    for _ in range(count):
        held_session(active_pairing())
    client = client_of(kornelis)
    client.get(path(name))

    with count_queries() as spent:
        assert total(client, path(name)) == count

    assert spent() <= 8


def test_strangers_find_nothing(client_of, stranger, pairing):
    session = held_session(pairing)
    mentor, programme = Mentor.objects.first(), Programme.objects.first()
    client = client_of(stranger)

    for address in (
        path("pairing", pairing.pk),
        path("session", session.pk),
        path("mentor", mentor.pk),
        path("programme", programme.pk),
        f"{path('session_log_on_behalf')}?pasangan={pairing.pk}",
        f"{path('session_plan')}?pasangan={pairing.pk}",
    ):
        assert client.get(address).status_code == 404, address


def test_goals_of_a_draft_are_put_right_and_fit_the_programme(client_of, kornelis):
    programme = ProgrammeFactory.create(state="draft", coordinator=kornelis)
    goal = programme.goals.get()
    client, edit = client_of(kornelis), path("goal_edit", goal.pk)
    data = {"statement": "Berhenti", "measure": "orang", "baseline": 9, "target": 3, "due_on": programme.ends_on}

    assert client.post(edit, data).status_code == 422
    assert client.post(edit, data | {"falls": "on"}).status_code == 302
    late = data | {"falls": "on", "due_on": programme.ends_on + timedelta(days=1)}
    assert client.post(edit, late).status_code == 422
    goal.refresh_from_db()
    assert (goal.statement, goal.target) == ("Berhenti", 3)
    Programme.objects.update(state="open")
    assert client.post(edit, data | {"falls": "on"}).status_code == 422
