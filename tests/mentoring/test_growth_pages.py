"""The rubric and the plan through the screens: both phones, without script, and the coordinator's desk."""

import gzip
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from mentoring.enums import Format
from mentoring.models import ActionItem, Diagnostic, Goal
from tests.factories.cadres import member_user
from tests.factories.mentoring import active_pairing, grow, mentor_of, pairing_of, plan_of, round_of
from tests.mentoring.growing import CODES, learner_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def pairing(yohanis, marthina):
    return active_pairing(yohanis, marthina)


@pytest.fixture
def learner(pairing, marthina):
    return learner_of(pairing, marthina)


def path(name, pk):
    return reverse(f"mentoring:{name}", args=[pk])


def goal_body(pairing, **fields):
    today = timezone.localdate()
    return {
        "competency": "C01",
        "statement": "Saya mengunjungi dua puluh rumah di RT 3",
        "measure": "rumah",
        "baseline": "0",
        "target": "20",
        "check_on": f"{today + timedelta(days=20)}",
        "due_on": f"{today + timedelta(days=40)}",
        "org_goal": str(pairing.programme.goals.get().pk),
        "smart": [str(line) for line in range(1, 9)],
    } | fields


def test_two_phones_go_from_the_rubric_to_an_agreed_plan(client_of, pairing, learner, yohanis, marthina):
    mentee, mentor = client_of(marthina), client_of(yohanis)
    here = path("phone_growth", learner.pk)
    assert here in mentee.get(path("phone_pairing", pairing.pk)).content.decode()

    mentee.post(path("phone_growth_begin", learner.pk), {"round": "baseline", "profile": "cadre"})
    rubric = path("phone_growth_rubric", learner.pk)
    mentee.post(rubric, {"C01": "2", "save": "1"})
    half = mentee.post(rubric, {"C01": "2", "send": "1"})
    assert half.status_code == 422
    assert "Belum dijawab 11 kompetensi" in half.content.decode()
    mentee.post(rubric, dict.fromkeys(CODES, "2") | {"send": "1"})
    assert "Menunggu pihak lain" in mentee.get(here).content.decode()
    mentor.post(rubric, dict.fromkeys(CODES, "2") | {"C04": "4", "C05": "0", "send": "1"})

    talk = path("phone_growth_talk", learner.pk)
    page = mentor.get(talk).content.decode()
    assert page.count("bicarakan dulu") >= 2
    assert "belum tahu" in page
    agreed = dict.fromkeys(CODES, "2")
    refused = mentor.post(talk, agreed)
    assert refused.status_code == 422
    assert 'id="id_talked_C04_error"' in refused.content.decode(), "each thing stands at its competency"
    assert 'id="id_talked_C05_error"' in refused.content.decode()
    assert "id_talked_C01" not in refused.content.decode()
    far = {"talked_C04": "on", "note_C04": "Sudah berlatih", "talked_C05": "on", "note_C05": "Belum pernah"}
    mentor.post(talk, agreed | far)
    confirm = path("phone_growth_confirm", learner.pk)
    for said in ("", "C04 belum cocok " * 20):
        asked_again = mentee.post(confirm, {"answer": "tidak", "reason": said})
        assert asked_again.status_code == 422
        assert said.strip() in asked_again.content.decode(), "what was typed is kept"
    mentee.post(confirm, {"answer": "tidak", "reason": "C04 belum cocok"})
    assert Diagnostic.objects.get().state == "talk"
    mentor.post(talk, agreed | far)
    mentee.post(confirm, {"answer": "ya"})
    assert Diagnostic.objects.get().state == "locked"

    page = mentee.get(here).content.decode()
    assert "Ideologi &amp; aturan partai" in page
    assert "Kesenjangan terbesar" in page
    new = path("phone_growth_goal", learner.pk)
    kept = mentee.post(new, goal_body(pairing, statement="Kata saya sendiri", check_on="2099-01-01"))
    assert kept.status_code == 422
    assert "Kata saya sendiri" in kept.content.decode()
    mentee.post(new, goal_body(pairing))
    mentee.post(path("phone_growth_accept", learner.pk))
    assert "Saya setuju dengan rencana ini" in mentor.get(here).content.decode()
    mentor.post(path("phone_growth_accept", learner.pk))
    assert Goal.objects.get().state == "agreed"


def test_steps_and_results_on_both_phones_and_the_desk(client_of, pairing, learner, yohanis, marthina, kornelis):
    goal = plan_of(learner)
    mentee, mentor, desk = client_of(marthina), client_of(yohanis), client_of(kornelis)
    mentee.post(path("phone_goal_step", goal.pk), {"what": "Susun daftar nama", "due_on": ""})
    step = ActionItem.objects.get()

    assert mentee.post(path("phone_action", step.pk), {"to": "dropped", "note": ""}).status_code == 422
    mentee.post(path("phone_action", step.pk), {"to": "done", "note": "Ada di sekretariat"})
    assert "Ada di sekretariat" in mentor.get(path("phone_action", step.pk)).content.decode()
    mentor.post(path("phone_action", step.pk), {"answer": "ya"})
    step.refresh_from_db()
    assert step.state == "done"

    assert mentor.post(path("phone_goal_outcome", goal.pk), {"to": "achieved", "note": ""}).status_code == 422
    mentor.post(path("phone_goal_outcome", goal.pk), {"to": "achieved", "note": "23 rumah"})
    page = desk.get(path("pairing_growth", pairing.pk)).content.decode()
    assert "23 rumah" in page
    assert "Susun daftar nama" in page
    desk.post(path("pairing_goal_seen", goal.pk))
    goal.refresh_from_db()
    assert (goal.state, goal.seen_by) == ("achieved", kornelis)
    assert "Tandai sudah dilihat" not in desk.get(path("pairing_growth", pairing.pk)).content.decode()


def test_track_shows_baseline_now_and_target_as_chart_and_table(client_of, pairing, learner, marthina, kornelis):
    round_of(learner, level=2, profile="officer")
    round_of(learner, level=3, profile="officer", round="final")

    for user, name, key in ((marthina, "phone_growth", learner.pk), (kornelis, "pairing_growth", pairing.pk)):
        page = client_of(user).get(path(name, key)).content.decode()
        assert page.count('class="k-trail') == 12
        assert page.count('<td class="k-num">3</td>') == 12 + 9
        assert "12 dari 12 kompetensi naik" in page


def test_office_without_a_coordinator_and_strangers_find_nothing(
    client_of, pairing, learner, sari, dewi, stranger, kornelis
):
    goal = plan_of(learner)
    other = member_user(Role.MENTEE)
    active_pairing(mentee=other)

    assert client_of(sari).get(path("pairing_growth", pairing.pk)).status_code == 403
    assert client_of(dewi).get(path("pairing_growth", pairing.pk)).status_code == 403
    assert "perkembangan" not in client_of(sari).get(path("pairing", pairing.pk)).content.decode()
    assert path("pairing_growth", pairing.pk) in client_of(kornelis).get(path("pairing", pairing.pk)).content.decode()
    for name, key in (("phone_growth", learner.pk), ("phone_goal", goal.pk), ("phone_growth_rubric", learner.pk)):
        assert client_of(other).get(path(name, key)).status_code == 404


def test_group_pages_lead_each_to_his_own_and_the_mentor_to_all(client_of, yohanis, marthina):
    selfina = member_user(Role.MENTEE, full_name="Selfina Nauw")
    mentor_of(yohanis.member)
    group = pairing_of(marthina.member, selfina.member, mentor=yohanis.member, format=Format.GROUP)
    grow(group)
    mine, hers = (path("phone_growth", learner_of(group, user).pk) for user in (marthina, selfina))

    page = client_of(marthina).get(path("phone_pairing", group.pk)).content.decode()
    assert mine in page
    assert hers not in page
    assert client_of(marthina).get(hers).status_code == 404
    page = client_of(yohanis).get(path("phone_pairing", group.pk)).content.decode()
    assert mine in page
    assert hers in page


def test_phone_pages_are_light_and_cheap(client_of, count_queries, pairing, learner, yohanis, marthina):
    client = client_of(marthina)
    round_of(learner, state="talk")
    plan_of(learner, agreed=False)
    for name in ("phone_growth", "phone_growth_talk"):
        page = client.get(path(name, learner.pk))
        assert len(gzip.compress(page.content)) < 14_000
    with count_queries() as spent:
        client.get(path("phone_growth", learner.pk))
    assert spent() <= 22
