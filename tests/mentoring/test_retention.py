"""What has been kept long enough is destroyed by one nightly job; the officer sees beforehand what will go."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Consent, DataRequest, ProcessingPurpose, SensitiveRead
from accounts.models.privacy import DUE
from accounts.scoping import acting_as
from cadres.models import Member, MemberTransition
from mentoring.models import (
    ActionItem,
    Concern,
    ConcernAct,
    DiagnosticLevel,
    Goal,
    Pairing,
    PairingTransition,
    PrivateNote,
    Session,
    SessionLog,
    SyncItem,
    SyncNote,
)
from mentoring.retention import COUNTED, DESTROYED, retention_apply, retention_due
from mentoring.services.concerns import concern_file
from mentoring.tasks import destroy_what_is_over
from regions.models import Setting
from regions.settings import changed, find
from tests.factories.accounts import staff
from tests.factories.cadres import MemberFactory, member_user
from tests.factories.mentoring import active_pairing, held_session, pairing_of, plan_of, round_of

pytestmark = pytest.mark.django_db


def years_ago(years):
    return timezone.now() - timedelta(days=round(365.25 * years) + 3)


@pytest.fixture
def old(sari, yohanis, marthina):
    """One thing of each kind that is too old, beside one that is not."""
    today = timezone.localdate()
    for user, years in ((yohanis, 2), (marthina, 1)):
        gone = years_ago(years)
        pairing = active_pairing(
            None, None if years == 2 else user, state="completed", active_on=(gone - timedelta(days=90)).date(),
            ended_on=gone.date(),
        )  # fmt: skip
        session = held_session(pairing, on=gone.date(), log={"goal": f"Isi {years}"})
        ActionItem.objects.create(
            unit=pairing.unit, pairing=pairing, session=session, what=f"Langkah {years}",
            owner=pairing.participants.first(),
        )  # fmt: skip
        PrivateNote.objects.create(session=session, author=yohanis, body=f"Catatan {years}")
    purpose = ProcessingPurpose.objects.get(code="photo")
    for years in (4, 5):
        at = years_ago(years)
        gone = MemberFactory(full_name=f"Lama {years}", status="ended", phone="+6281244550011")
        MemberTransition.objects.create(
            unit=gone.unit, member=gone, from_value="active", to_value="ended", reason="resigned", actor=sari, at=at
        )
        Consent.objects.create(
            unit=gone.unit, member=gone, purpose=purpose, is_given=True, channel="paper", recorded_by=sari, at=at
        )
        DataRequest.objects.create(
            unit=gone.unit, member=gone, kind="other", state="fulfilled", answer="Sudah", received_at=at,
            due_at=at + DUE, closed_at=at, received_by=sari,
        )  # fmt: skip
        SensitiveRead.objects.create(
            reader=sari, subject_kind="member", subject_id=gone.pk, field="nik", reason="Uji", read_at=at
        )
    return today


def test_only_what_is_old_enough_goes_and_twice_is_once(old):
    first, second = retention_apply(), retention_apply()

    assert {name: first[name] for name in ("session_text", "member_core", "consents", "requests", "reads")} == {
        "session_text": 1,
        "member_core": 1,
        "consents": 1,
        "requests": 1,
        "reads": 1,
    }
    assert set(second.values()) == {0}
    assert set(SessionLog.objects.values_list("goal", flat=True)) == {"", "Isi 1"}
    assert Session.objects.filter(minutes=60).count() == 2  # what is counted stays
    assert PrivateNote.objects.count() == 1
    names = set(Member.objects.filter(status="ended").values_list("full_name", flat=True))
    assert "Lama 5" not in names
    assert "Lama 4" in names


def test_what_phones_sent_goes_with_the_sessions(old, yohanis, marthina):
    for log in SessionLog.objects.select_related("session__pairing"):
        pairing, words = log.session.pairing, {"unit": log.unit, "author": yohanis, "digest": b"1", "body": "Rahasia"}
        item = SyncItem.objects.create(**words, pairing=pairing, session=log.session, state="conflict")
        SyncNote.objects.create(item=item, author=yohanis, body="Catatan")

    retention_apply()

    young = Pairing.objects.get(participants__user=marthina)
    assert dict(SyncItem.objects.values_list("pairing", "body"))[young.pk] == "Rahasia"
    assert sorted(SyncItem.objects.values_list("body", flat=True)) == ["", "Rahasia"]
    assert SyncNote.objects.get().item.pairing == young


def test_goals_rubric_reasons_and_offers_that_came_to_nothing_go_too(old, yohanis, marthina):
    gone = years_ago(2)
    grown = active_pairing(yohanis, marthina, state="completed", active_on=gone.date(), ended_on=gone.date())
    learner = grown.participants.get(user=marthina)
    round_of(learner, level=4)
    plan_of(learner)
    declined = pairing_of(member_user(Role.MENTEE).member, mentor=yohanis.member, state="declined")
    PairingTransition.objects.update(at=gone)
    PairingTransition.objects.create(
        unit=declined.unit, pairing=declined, from_value="offered", to_value="declined", reason="Sibuk", at=gone
    )

    first, second = retention_apply(), retention_apply()

    assert (first["session_text"], second["session_text"]) == (3, 0)
    assert set(Goal.objects.values_list("statement", "measure", "target")) == {("", "", 20)}
    assert set(DiagnosticLevel.objects.values_list("evidence", "agreed_level")) == {("-", 4)}
    told = PairingTransition.objects.exclude(reason="").values_list("pairing", flat=True)
    assert set(told).isdisjoint({grown.pk, declined.pk})


def test_reports_are_kept_five_years_and_nobody_counts_them(client_of, marthina):
    with acting_as(marthina):
        reports = [
            concern_file(by=marthina, category="money", text="Saya diminta menyetor uang." * 2) for _ in range(3)
        ]
    ends = {"state": "resolved", "outcome": "upheld"}
    for report, years in zip(reports, (5, 4), strict=False):
        Concern.objects.filter(pk=report.pk).update(**ends, closed_at=years_ago(years))
    officer = staff(Role.DPO, "pusat", full_name="Pejabat Data")
    row = next(row for row in client_of(officer).get("/masa-simpan/").context["rows"] if row[0].code == "concerns")
    assert row[1] is None

    found = [retention_apply(), retention_apply()]

    assert all("concerns" not in each for each in found)
    assert set(Concern.objects.values_list("pk", flat=True)) == {report.pk for report in reports[1:]}
    assert ConcernAct.objects.filter(concern=reports[0].pk).count() == 0


def test_the_party_sets_the_months_and_never_below_two_years(old, sari):
    rule = next(rule for rule in DESTROYED if rule.code == "session_text")
    assert rule.kept_months == 24
    Setting.objects.create(key="mentoring.retention_months", value=36, changed_by=sari, reason="Pleno")
    changed()

    assert rule.kept_months == 36
    assert retention_apply()["session_text"] == 0
    with pytest.raises(ValidationError):
        find("mentoring.retention_months").field().clean(23)


def test_page_says_what_goes_before_it_goes_and_touches_nothing(client_of, old, sari):
    due = {each.rule.code: each.tonight for each in retention_due()}
    officer = staff(Role.DPO, "pusat", full_name="Pejabat Data")
    page = client_of(officer).get("/masa-simpan/")

    assert (due["session_text"], due["member_core"], due["requests"]) == (1, 1, 1)
    assert [due.tonight for rule, due in page.context["rows"] if due][:2] == [1, 1]
    assert SessionLog.objects.filter(goal="Isi 2").exists()
    assert client_of(sari).get("/masa-simpan/").status_code == 403


def test_job_runs_twice(old):
    destroy_what_is_over()
    destroy_what_is_over()

    assert SessionLog.objects.exclude(goal="").count() == 1


def test_database_destroys_nothing_young_and_for_no_role_of_a_page(sari, old):
    with pytest.raises(Exception, match="too young"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT kad_destroy('reads', now(), false)")
    with acting_as(sari), pytest.raises(Exception, match="permission denied"), transaction.atomic():
        connection.cursor().execute("SELECT kad_destroy('reads', now() - interval '9 years', true)")


def test_every_rule_is_known_to_the_database():
    assert [each.rule for each in retention_due()] == list(COUNTED)
    assert [rule.code for rule in DESTROYED if rule not in COUNTED] == ["concerns"]
