"""Programmes from draft to report: gates, owner and load, windows, calendar, shelf; deeds, and the database behind."""

import threading
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Assignment, OutboxMessage, User
from accounts.scoping import acting_as
from cadres.models import Level
from core.context import jobs_context
from core.errors import RuleError
from dashboards.attention import Situation, attention
from dashboards.indicators import MONTH, NOW, Asked
from dashboards.selectors.board import board_data
from evaluations.rollups import today
from mentoring.enums import PHASE_KINDS, ProgrammeState
from mentoring.models import (
    OrgGoal,
    Pairing,
    Programme,
    ProgrammeNeed,
    ProgrammeReport,
    ProgrammeResource,
    ProgrammeStage,
    ProgrammeTemplate,
    ProgrammeWindow,
    Session,
)
from mentoring.rules.few import may_tell
from mentoring.rules.programmes import windows_problems
from mentoring.rules.report_words import report_lines
from mentoring.selectors.programme_figures import programme_figures
from mentoring.services.coordinators import handover_answer, handover_offer
from mentoring.services.late_phases import phases_tell
from mentoring.services.offers import pairing_propose
from mentoring.services.pairings import pairing_pause, pairing_resume
from mentoring.services.programme_parts import need_add, resource_add, stage_update, windows_set
from mentoring.services.programmes import goal_measure, programme_create, programme_move, programme_update
from mentoring.services.sessions import session_plan
from tests.factories.accounts import staff, unit
from tests.factories.cadres import member_user
from tests.factories.mentoring import (
    ProgrammeFactory,
    active_pairing,
    mentor_of,
    needed,
    pairing_of,
    plan_of,
    round_of,
)

pytestmark = pytest.mark.django_db
FIGURES = dict.fromkeys((*NOW, *MONTH), 0)


@pytest.fixture
def refuses(deed):
    """`refuses(service, by=…, …)`: the sentence with which a deed is refused."""

    def ask(service, **arguments):
        with pytest.raises(RuleError) as refusal:
            deed(service, **arguments)
        return str(refusal.value)

    return ask


def template(code):
    return ProgrammeTemplate.objects.get(code=code)


def db_refuses(constraint, by, write):
    """Whether the database itself refuses a write of this user, by name of the rule."""
    with acting_as(by), pytest.raises(IntegrityError) as refusal, transaction.atomic():
        write()
    return refusal.value.__cause__.diag.constraint_name == constraint


# Templates


@pytest.mark.parametrize(
    ("code", "days", "cadence", "stages"),
    [("six_months", 182, 14, 0), ("candidate_110", 110, 7, 5), ("ladder", 365, 30, 0)],
)
def test_a_template_is_copied_into_the_draft(deed, kornelis, code, days, cadence, stages):
    pattern, today = template(code), timezone.localdate()
    level = Level.objects.get(code="madya") if code == "ladder" else None

    made = deed(programme_create, by=kornelis, name="A", starts_on=today, template=pattern, level=level)
    ProgrammeTemplate.objects.filter(pk=pattern.pk).update(windows={}, stages=[], days=60)

    assert (made.ends_on - today).days == days
    assert (made.kind, made.cadence_days) == (pattern.kind, cadence)
    assert made.programmewindows.count() == 6
    assert made.programmestages.count() == stages
    assert (
        list(
            windows_problems({w.phase: (w.first_day, w.last_day) for w in made.programmewindows.all()}, days, made.kind)
        )
        == []
    )


@pytest.mark.parametrize(
    ("kind", "last", "may"),
    [("standard", 182, True), ("standard", 183, False), ("candidate", 213, True), ("candidate", 214, False)],
)
def test_only_after_a_vote_a_phase_outlives_its_programme(kind, last, may):
    windows = template("six_months").windows | {"evaluation": [154, last]}

    assert (windows_problems(windows, 182, kind) == {}) is may


def test_a_short_programme_is_evaluated_before_it_ends_and_not_shortened_past_it(deed, refuses, kornelis):
    today = timezone.localdate()
    made = deed(programme_create, by=kornelis, name="A", starts_on=today, ends_on=today + timedelta(days=91))

    assert made.programmewindows.get(phase="evaluation").last_day == 91
    later = refuses(programme_update, by=kornelis, programme=made, ends_on=today + timedelta(days=90))
    assert "hari ke-91" in later
    deed(programme_update, by=kornelis, programme=made, ends_on=today + timedelta(days=92))


def test_the_calendar_of_candidates_moves_with_its_beginning_and_is_fixed_once_open(deed, refuses, kornelis):
    today = timezone.localdate()
    made = deed(programme_create, by=kornelis, name="A", starts_on=today, template=template("candidate_110"))
    quiet = made.programmestages.get(kind="quiet")
    assert quiet.starts_on == today + timedelta(days=100)

    deed(programme_update, by=kornelis, programme=made, starts_on=today + timedelta(days=7))

    quiet.refresh_from_db()
    assert quiet.starts_on == today + timedelta(days=107)
    Programme.objects.filter(pk=made.pk).update(state="open")
    dates = {"kind": "quiet", "name": "x", "starts_on": today, "ends_on": today}
    assert "masih rancangan" in refuses(stage_update, by=kornelis, stage=quiet, **dates)
    rows = ProgrammeStage.objects.filter(pk=quiet.pk)
    assert db_refuses("programme_parts_stay", kornelis, lambda: rows.update(name="Lain"))


def test_a_programme_towards_a_level_names_it_and_takes_nobody_who_has_it(deed, refuses, kornelis, yohanis):
    today = timezone.localdate()
    wanted = {"name": "A", "starts_on": today, "template": template("ladder")}
    assert "Pilih jenjang" in refuses(programme_create, by=kornelis, **wanted)
    made = deed(programme_create, by=kornelis, level=Level.objects.get(code="madya"), **wanted)
    Programme.objects.filter(pk=made.pk).update(state="open")
    learner = member_user(Role.MENTEE, full_name="Dorkas Pattiasina", level="utama").member

    sentence = refuses(
        pairing_propose,
        by=kornelis,
        programme=made,
        learners=[learner],
        mentor=mentor_of(yohanis.member),
        reason="Dekat",
    )

    assert "sudah di jenjang yang dituju" in sentence


# Gates


def test_database_opens_nothing_without_goal_and_needs(kornelis):
    programme = ProgrammeFactory.create(state="draft", coordinator=kornelis)
    rows = Programme.objects.filter(pk=programme.pk)
    assert db_refuses("programme_gate", kornelis, lambda: rows.update(state="open"))

    needed(programme)
    with acting_as(kornelis):
        assert rows.update(state="open") == 1

    assert db_refuses("programme_gate", kornelis, lambda: rows.update(state="running"))
    assert db_refuses("programme_parts_stay", kornelis, lambda: ProgrammeNeed.objects.all().delete())


def test_goals_of_the_database_differ_from_their_start():
    goal = OrgGoal.objects.get(programme=ProgrammeFactory.create())

    with pytest.raises(IntegrityError, match="orggoal_target_differs"), transaction.atomic():
        OrgGoal.objects.filter(pk=goal.pk).update(target=goal.baseline)


def test_a_finding_says_what_how_one_knows_and_how_many(deed, refuses, kornelis):
    programme = ProgrammeFactory.create(state="draft", coordinator=kornelis)
    row = {"finding": "Belum berani bicara", "evidence": "Wawancara", "competencies": ["C04"], "cadres": 9}
    assert "Isi temuan" in refuses(need_add, by=kornelis, programme=programme, **row | {"competencies": []})

    deed(need_add, by=kornelis, programme=programme, **row)

    assert list(programme.programmeneeds.values_list("finding", "cadres")) == [("Belum berani bicara", 9)]


def test_closing_lists_all_that_is_missing_then_freezes_the_figures(deed, refuses, kornelis, yohanis, marthina):
    programme = ProgrammeFactory.create(coordinator=kornelis, state="evaluating")
    pairing = active_pairing(yohanis, marthina, programme=programme)

    sentence = refuses(programme_move, by=kornelis, programme=programme, to="closed")

    for part in ("1 pasangan belum selesai", "angka akhir sasaran «Kursi DPRK»", "uraian laporan akhir"):
        assert part in sentence
    rows = Programme.objects.filter(pk=programme.pk)
    assert db_refuses("programme_gate", kornelis, lambda: rows.update(state="closed", closing_report="x"))
    today = timezone.localdate()
    Pairing.objects.filter(pk=pairing.pk).update(state="completed", ended_on=today)
    deed(goal_measure, by=kornelis, goal=programme.goals.get(), actual=Decimal(11))
    deed(programme_move, by=kornelis, programme=programme, to="closed", report="Selesai dengan baik.")

    report = ProgrammeReport.objects.get(programme=programme)
    assert (report.goals[0]["reached"], report.figures["k13"]) == (0.75, {"part": 1, "base": 1})
    assert set(report.figures) == {"k1", "k2", "k3", "k7", "k8", "k9", "k10", "k13"}
    assert "sudah ditutup" in refuses(goal_measure, by=kornelis, goal=programme.goals.get(), actual=Decimal(12))
    with acting_as(kornelis), pytest.raises(Exception, match="permission denied"), transaction.atomic():
        ProgrammeReport.objects.filter(pk=report.pk).update(figures={})


def results_of(programme, people):
    """Mentees of a programme who reached their goal and rose by one."""
    mentor = member_user(Role.MENTOR)
    for _ in range(people):
        pairing = pairing_of(member_user(Role.MENTEE).member, mentor=mentor.member, programme=programme)
        learner = pairing.participants.get(role="mentee")
        plan_of(learner, state="achieved", outcome_note="Sudah dilihat")
        round_of(learner, level=1)
        round_of(learner, level=2, round="final")


def told(by, programme):
    """What stands behind K9 and K10 in a report of today: goals, people, and the mean."""
    with acting_as(by):
        figures = programme_figures(programme, by, timezone.localdate())
    lines = {line.code: line.value for line in report_lines(figures)}
    values = [figures["k9"]["base"], figures["k10"]["n"], figures["k10"]["mean"]]
    assert [lines["K9"], lines["K10"]] == (["—", "—"] if values[1] is None else ["100%", "+1,00 tingkat"])
    return values


def test_a_report_tells_nothing_of_few_nor_what_would_leave_few(kornelis):
    programme, other = (ProgrammeFactory.create(coordinator=kornelis, state="running") for _ in range(2))
    results_of(programme, 4)
    assert told(kornelis, programme) == [None, None, None]

    results_of(programme, 1)
    assert told(kornelis, programme) == [5, 5, 1.0]

    results_of(other, 1)  # the dashboard of the unit says six: five taken away are one
    assert told(kornelis, programme) == [None, None, None]

    results_of(other, 4)
    assert told(kornelis, programme) == told(kornelis, other) == [5, 5, 1.0]


@pytest.mark.parametrize(
    ("own", "others", "may"),
    [(5, [], True), (4, [], False), (0, [], False), (6, [5, 3], False), (6, [9, 2, 3], True), (6, [0], True)],
)
def test_what_is_left_of_a_unit_is_nobody_or_five(own, others, may):
    assert may_tell(own, others) is may


@pytest.mark.parametrize("state", ["open", "running"])
def test_no_report_is_written_before_a_programme_is_evaluated(kornelis, state):
    programme = ProgrammeFactory.create(coordinator=kornelis, state=state)
    forged = {"unit": programme.unit, "programme": programme, "figures": {}, "goals": [], "closed_by": kornelis}

    assert db_refuses("report_while_evaluating", kornelis, lambda: ProgrammeReport.objects.create(**forged))


def test_a_report_names_who_wrote_it_whatever_he_says(kornelis):
    programme, other = ProgrammeFactory.create(coordinator=kornelis, state="evaluating"), staff(Role.COORDINATOR, "96")
    forged = {"programme": programme, "figures": {}, "goals": [], "closed_by": other}
    below = {"unit": unit("96.71.06"), **forged}
    assert db_refuses("report_while_evaluating", kornelis, lambda: ProgrammeReport.objects.create(**below))

    with acting_as(kornelis):
        ProgrammeReport.objects.create(unit=programme.unit, **forged)

    assert ProgrammeReport.objects.get().closed_by == kornelis


# Owner and load


def test_a_programme_changes_hands_when_the_other_says_yes(deed, refuses, kornelis):
    programme = ProgrammeFactory.create(coordinator=kornelis)
    other, far = staff(Role.COORDINATOR, "96.71"), staff(Role.COORDINATOR, "13.71")
    rows = Programme.objects.filter(pk=programme.pk)
    assert "serah terima" in refuses(programme_update, by=kornelis, programme=programme, coordinator=other)
    assert db_refuses("programme_handed_over", kornelis, lambda: rows.update(coordinator=other))
    note = {"programme": programme, "note": "Dua pasangan perlu ditengahi"}
    assert "bukan koordinator" in refuses(handover_offer, by=kornelis, to_user=far, **note)

    offer = deed(handover_offer, by=kornelis, to_user=other, **note)
    assert "sudah ditawarkan" in refuses(handover_offer, by=kornelis, to_user=other, **note)
    assert "Hanya koordinator yang ditawari" in refuses(handover_answer, by=kornelis, handover=offer, accepts=True)
    deed(handover_answer, by=other, handover=offer, accepts=True)

    programme.refresh_from_db()
    assert programme.coordinator == other


def test_a_programme_whose_coordinator_has_left_is_ownerless_for_the_tier_above(client_of, kornelis):
    programme = ProgrammeFactory.create(coordinator=kornelis)
    assert not Programme.objects.ownerless().exists()
    above = staff(Role.COORDINATOR, "96")

    Assignment.objects.filter(user=kornelis).update(ends_on=timezone.localdate() - timedelta(days=1))

    assert list(Programme.objects.ownerless()) == [programme]
    client = client_of(above)
    assert "tanpa koordinator" in client.get(programme.get_absolute_url()).content.decode()
    with acting_as(above):
        boards = board_data(above, unit("96"), "").boards
        items = attention(Situation(Role.COORDINATOR, Asked("96", today(), today()), FIGURES, FIGURES, [], boards))
    assert [(item.text, item.harmed) for item in items] == [("program tanpa koordinator", 1)]
    listed = client.get("/program/?koordinator=tanpa&wilayah=96").content.decode()
    assert 'data-total="1"' in listed


def test_a_coordinator_takes_no_more_than_the_limit(deed, refuses, kornelis, yohanis, marthina, monkeypatch):
    programme = ProgrammeFactory.create(coordinator=kornelis, state="open")
    for _ in range(50):
        Pairing.objects.create(unit=programme.unit, programme=programme, category="personal", state="offered")
    wanted = {"programme": programme, "learners": [marthina.member], "mentor": mentor_of(yohanis.member)}

    assert "batasnya 50" in refuses(pairing_propose, by=kornelis, reason="Dekat", **wanted)
    row = {"unit": programme.unit, "programme": programme, "category": "personal"}
    assert db_refuses("coordinator_within_load", kornelis, lambda: Pairing.objects.create(**row))


@pytest.mark.django_db(transaction=True)
def test_two_offers_at_once_never_pass_the_limit_of_the_coordinator():
    owner, acting = staff(Role.COORDINATOR, "96.71"), [staff(Role.COORDINATOR, "96.71") for _ in range(3)]
    programme = ProgrammeFactory.create(coordinator=owner, state="open")
    for _ in range(49):
        Pairing.objects.create(unit=programme.unit, programme=programme, category="personal", state="offered")
    pairs = [
        (mentor_of(member_user(Role.MENTOR, full_name=f"Mentor {n}").member), member_user(Role.MENTEE).member)
        for n in range(3)
    ]
    start, outcomes = threading.Barrier(3), []

    def offer(user, mentor, learner):
        try:
            user = User.objects.get(pk=user.pk)
            start.wait()
            with acting_as(user):
                pairing_propose(by=user, programme=programme, learners=[learner], mentor=mentor, reason="Dekat")
            outcomes.append("made")
        except RuleError as error:
            outcomes.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=offer, args=[user, *pair]) for user, pair in zip(acting, pairs, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert outcomes.count("made") == 1
    assert sum("batasnya 50" in outcome for outcome in outcomes) == 2
    assert Pairing.objects.count() == 50


# Windows


def test_windows_end_in_the_order_of_the_phases(deed, refuses, kornelis):
    made = deed(programme_create, by=kornelis, name="A", starts_on=timezone.localdate())
    windows = {w.phase: (w.first_day, w.last_day) for w in made.programmewindows.all()}

    assert "sebelum fase sebelumnya" in refuses(
        windows_set, by=kornelis, programme=made, windows=windows | {"diagnostic": (1, 5)}
    )
    deed(windows_set, by=kornelis, programme=made, windows=windows | {"diagnostic": (14, 50)})

    assert made.programmewindows.get(phase="diagnostic").last_day == 50


def test_a_phase_is_due_where_its_window_ends_and_pauses_move_it(deed, kornelis, yohanis, marthina):
    programme, today = ProgrammeFactory.create(coordinator=kornelis), timezone.localdate()
    needed(programme)
    pairing = active_pairing(yohanis, marthina, programme=programme, active_on=today - timedelta(days=30))
    pairing.refresh_from_db()
    assert pairing.phase_due_on == today - timedelta(days=2)  # rapport: day 28
    assert list(Pairing.objects.overdue_on(today)) == [pairing]

    now = timezone.now()
    deed(pairing_pause, by=yohanis, pairing=pairing, reason="Sakit", at=now - timedelta(days=10))
    assert not Pairing.objects.overdue_on(today).exists()
    deed(pairing_resume, by=yohanis, pairing=pairing, at=now)

    pairing.refresh_from_db()
    assert pairing.phase_due_on == today + timedelta(days=8)


def test_who_is_late_is_told_once_and_the_coordinator_after_two_weeks(kornelis, yohanis, marthina):
    programme, today = ProgrammeFactory.create(coordinator=kornelis), timezone.localdate()
    needed(programme)
    pairing = active_pairing(yohanis, marthina, programme=programme, active_on=today - timedelta(days=30))

    for _ in range(2):
        with jobs_context():
            phases_tell()
    sent = list(OutboxMessage.objects.filter(kind__in=PHASE_KINDS).values_list("kind", "recipient"))
    assert sent == [(PHASE_KINDS[0], yohanis.pk)]

    Pairing.objects.filter(pk=pairing.pk).update(active_on=today - timedelta(days=44))
    with jobs_context():
        phases_tell()
    late = OutboxMessage.objects.filter(kind=PHASE_KINDS[1]).values_list("recipient", flat=True)
    assert list(late) == [kornelis.pk]


def test_the_queue_says_what_is_missing_and_whose_turn_it_is(client_of, kornelis, yohanis, marthina, dewi):
    programme, today = ProgrammeFactory.create(coordinator=kornelis), timezone.localdate()
    needed(programme)
    active_pairing(yohanis, marthina, programme=programme, active_on=today - timedelta(days=50))

    page = client_of(kornelis).get("/pasangan/lewat/").content.decode()

    assert 'data-total="1"' in page
    assert "22 hari" in page
    for part in ("Sesi terlaksana", "(0/2)", "mentor", "koordinator"):
        assert part in page
    assert client_of(dewi).get("/pasangan/lewat/").status_code == 403
    own = client_of(marthina).get(f"/m/pasangan/{Pairing.objects.get().pk}/").content.decode()
    assert "giliran mentor dan kader" in own
    assert "lewat 22 hari" in own


# The quiet period


def test_no_campaign_is_planned_in_the_quiet_period(deed, refuses, kornelis, yohanis, marthina):
    programme, today = ProgrammeFactory.create(coordinator=kornelis), timezone.localdate()
    pairing = active_pairing(yohanis, marthina, programme=programme)
    common = {"unit": programme.unit, "programme": programme, "kind": "quiet", "name": "Masa tenang"}
    ProgrammeStage.objects.create(**common, starts_on=today + timedelta(days=2), ends_on=today + timedelta(days=4))
    start = timezone.now() + timedelta(days=3)

    assert "masa tenang" in refuses(session_plan, by=yohanis, pairing=pairing, start=start, is_campaign=True)
    session = deed(session_plan, by=yohanis, pairing=pairing, start=start)

    rows = Session.objects.filter(pk=session.pk)
    assert db_refuses("session_quiet_period", yohanis, lambda: rows.update(is_campaign=True))


def test_quiet_period_is_shown_where_people_stand(client_of, kornelis, yohanis, marthina):
    programme, today = ProgrammeFactory.create(coordinator=kornelis), timezone.localdate()
    pairing = active_pairing(yohanis, marthina, programme=programme)
    common = {"unit": programme.unit, "programme": programme, "kind": "quiet", "name": "Masa tenang"}
    ProgrammeStage.objects.create(**common, starts_on=today, ends_on=today)

    for user, path in (
        (kornelis, programme.get_absolute_url()),
        (kornelis, pairing.get_absolute_url()),
        (yohanis, "/m/"),
        (marthina, f"/m/pasangan/{pairing.pk}/"),
    ):
        assert "Masa tenang sampai" in client_of(user).get(path).content.decode()


# The shelf


def test_the_shelf_takes_links_and_small_papers_only(deed, refuses, kornelis):
    programme = ProgrammeFactory.create(coordinator=kornelis)
    row = {"programme": programme, "phase": "rapport", "audience": "mentor", "title": "Mendengar"}
    for fields, part in (
        ({}, "salah satu saja"),
        ({"url": "http://contoh.test"}, "https://"),
        ({"content": b"<html>"}, "bukan PDF"),
        ({"content": b"%PDF-" + bytes(400_000)}, "300 KB"),
    ):
        assert part in refuses(resource_add, by=kornelis, **row, **fields)

    assert deed(resource_add, by=kornelis, **row, content=b"%PDF-1.4").pk


def test_the_shelf_of_the_phase_stands_on_the_phone_for_whom_it_is_meant(client_of, kornelis, yohanis, marthina):
    programme = ProgrammeFactory.create(coordinator=kornelis)
    pairing = active_pairing(yohanis, marthina, programme=programme)
    for title, phase, audience in (
        ("Satu", "rapport", "both"),
        ("Dua", "rapport", "mentor"),
        ("Tiga", "execution", "both"),
    ):
        ProgrammeResource.objects.create(
            unit=programme.unit, programme=programme, phase=phase, audience=audience, title=f"Bahan {title}",
            content=b"%PDF-1.4",
        )  # fmt: skip

    def seen(user):
        page = client_of(user).get(f"/m/pasangan/{pairing.pk}/").content.decode()
        return [title for title in ("Satu", "Dua", "Tiga") if f"Bahan {title}" in page]

    assert (seen(yohanis), seen(marthina)) == (["Satu", "Dua"], ["Satu"])
    paper = client_of(marthina).get(f"/bahan/{ProgrammeResource.objects.first().pk}/")
    assert (paper.status_code, paper["Content-Type"], paper.content) == (200, "application/pdf", b"%PDF-1.4")


# Pages


def test_a_coordinator_goes_from_needs_to_report_through_the_pages(client_of, kornelis, yohanis, marthina):
    client, today = client_of(kornelis), timezone.localdate()
    form = {
        "name": "Angkatan I", "template": template("candidate_110").pk, "coordinator": kornelis.pk,
        "category": "formal_stage", "starts_on": f"{today:%Y-%m-%d}", "ends_on": "", "cadence_days": "",
    }  # fmt: skip
    assert client.post("/program/tambah/", form).status_code == 302
    made = Programme.objects.get()
    base = f"/program/{made.pk}/"
    page = client.get(base).content.decode()
    assert "kajian kebutuhan (paling sedikit satu temuan)" in page
    need = {"finding": "Belum berani bicara", "evidence": "Wawancara", "competencies": ["C04"], "cadres": 9}
    assert client.get(f"{base}kebutuhan/?petunjuk=waiting").status_code == 200
    assert client.post(f"{base}kebutuhan/", need).status_code == 302
    schedule = client.get(f"{base}jadwal/").content.decode()
    assert "Masa tenang" in schedule
    windows = {
        f"{w.phase}_{part}": getattr(w, f"{part}_day")
        for w in made.programmewindows.all()
        for part in ("first", "last")
    }
    assert client.post(f"{base}jadwal/", windows | {"rapport_last": 0}).status_code == 422
    assert client.post(f"{base}jadwal/", windows | {"rapport_last": 9}).status_code == 302
    link = {"title": "GROW", "phase": "execution", "audience": "both", "url": "https://contoh.test/grow"}
    assert client.post(f"{base}bahan/", link).status_code == 302
    assert "GROW" in client.get(f"{base}bahan/").content.decode()
    OrgGoal.objects.create(
        unit=made.unit, programme=made, statement="Kursi", measure="kursi", baseline=8, target=12, due_on=today
    )
    assert client.post(f"{base}status/", {"to": "open"}).status_code == 302
    assert client.get(f"{base}serah-terima/").status_code == 200
    report = client.get(f"{base}laporan/").content.decode()
    assert "masih berubah" in report
    assert ProgrammeWindow.objects.get(programme=made, phase="rapport").last_day == 9
    made.refresh_from_db()
    assert made.state == ProgrammeState.OPEN
