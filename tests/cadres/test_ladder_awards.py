"""Promotion: two people, evidence that is kept, refusals that say why, and the appeal."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.messages import kind_of
from accounts.models import Assignment, OutboxMessage
from accounts.scoping import acting_as
from cadres.enums import AwardState, PathState
from cadres.ladder.gaps import standing_of
from cadres.models import Certificate, LevelPath, Member, OfficerTerm, PathTransition
from cadres.services.accreditations import accreditation_decide, accreditation_propose
from cadres.services.awards import (
    appeal_decide,
    appeal_file,
    award_grant,
    award_propose,
    award_return,
    award_revoke,
    recommend,
)
from cadres.services.certificates import certificate_check
from core.errors import RuleError
from tests.factories.accounts import UserFactory, lend, staff
from tests.factories.cadres import MemberFactory, member_user
from tests.factories.ladder import eligible, event_of, level, mentored, trained
from tests.refusals import is_refused

pytestmark = pytest.mark.django_db


def level_of(member):
    return Member.objects.values_list("level", flat=True).get(pk=member.pk)


def test_who_meets_every_rule_is_ready():
    member = eligible()

    standing = standing_of(member)

    assert (standing.level.code, standing.is_ready) == ("dasar", True)
    assert [(r.requirement.kind, r.have, r.need) for r in standing.rules] == [
        ("stay", 26, 12), ("training", 1, 1), ("sessions", 4, 4), ("final_evaluation", 1, 1), ("no_sanction", 1, 1),
    ]  # fmt: skip


def test_each_unmet_rule_is_named_with_its_count():
    member = MemberFactory(joined_on=timezone.localdate() - timedelta(days=100))
    trained(member, event_of(kind="bimtek"))
    mentored(member, sessions=2, state="active", ended_on=None, active_on=timezone.localdate() - timedelta(days=90))

    standing = standing_of(member)

    found = {r.requirement.kind: (r.have, r.missing) for r in standing.unmet}
    assert found == {"stay": (3, 9), "training": (0, 1), "sessions": (0, 4), "final_evaluation": (0, 1)}


def test_the_coordinator_proposes_and_the_leader_awards(kornelis, dewi):
    member = eligible(full_name="Obed Saa")

    with acting_as(kornelis):
        award = award_propose(by=kornelis, member=member)
    with acting_as(dewi):
        award = award_grant(by=dewi, award=award)

    assert (award.state, level_of(member)) == (AwardState.AWARDED, "dasar")
    assert award.proposed_evidence == award.decided_evidence
    assert [rule["have"] for rule in award.decided_evidence["rules"]] == [26, 1, 4, 1, 1]
    path = LevelPath.objects.get()
    assert path.state == PathState.DONE
    assert list(PathTransition.objects.values_list("to_value", "actor")) == [
        ("running", kornelis.pk),
        ("done", dewi.pk),
    ]
    certificate = Certificate.objects.get()
    checked = certificate_check(certificate.code)
    assert (checked.initials, checked.title, checked.is_valid) == (
        "OS",
        "Kader Dasar",
        True,
    )


def test_the_evidence_stays_as_it_was_seen(kornelis, dewi):
    member = eligible()
    with acting_as(kornelis):
        award = award_propose(by=kornelis, member=member)
    mentored(member, sessions=3)

    with acting_as(dewi):
        award = award_grant(by=dewi, award=award)

    assert [r["have"] for r in award.proposed_evidence["rules"]][2] == 4
    assert [r["have"] for r in award.decided_evidence["rules"]][2] == 7


def test_the_gate_is_asked_again_when_the_leader_decides(kornelis, dewi):
    member = eligible()
    with acting_as(kornelis):
        award = award_propose(by=kornelis, member=member)
    member.trainings.update(result="failed")

    with acting_as(dewi), pytest.raises(RuleError, match=r"Lulus Diklat: 1 \(0/1\)"):
        award_grant(by=dewi, award=award)

    assert level_of(member) == "anggota"


def test_what_is_missing_is_said_to_the_proposer(kornelis):
    member = MemberFactory(joined_on=timezone.localdate())

    with acting_as(kornelis), pytest.raises(RuleError, match="Belum lengkap"):
        award_propose(by=kornelis, member=member)


@pytest.mark.parametrize(
    ("role", "code"), [(Role.SECRETARIAT, "96.71"), (Role.LEADER, "96.71.06"), (Role.LEADER, "96.01")]
)
def test_others_do_not_decide(kornelis, role, code):
    member, other = eligible(), staff(role, code)
    with acting_as(kornelis):
        award = award_propose(by=kornelis, member=member)

    with acting_as(other), pytest.raises((RuleError, type(award).DoesNotExist)):
        award_grant(by=other, award=award)


def test_a_leader_above_may_decide(kornelis):
    member, above = eligible(), staff(Role.LEADER, "96")
    with acting_as(kornelis):
        award = award_propose(by=kornelis, member=member)

    with acting_as(above):
        award_grant(by=above, award=award)

    assert level_of(member) == "dasar"


def test_a_return_needs_a_reason_and_an_appeal_goes_one_tier_up(kornelis, dewi):
    member, above = eligible(), staff(Role.LEADER, "96")
    with acting_as(kornelis):
        award = award_propose(by=kornelis, member=member)
    with acting_as(dewi):
        with pytest.raises(RuleError):
            award_return(by=dewi, award=award, reason="tidak")
        award = award_return(by=dewi, award=award, reason="Tunggu musyawarah cabang")
    with acting_as(kornelis):
        appeal = appeal_file(by=kornelis, award=award, reason="Syaratnya sudah lengkap semua")

    with acting_as(dewi), pytest.raises(RuleError):
        appeal_decide(by=dewi, appeal=appeal, upheld=True, answer="Saya ubah pikiran saya")
    with acting_as(above):
        appeal_decide(by=above, appeal=appeal, upheld=True, answer="Musyawarah bukan syarat jenjang")

    award.refresh_from_db()
    assert (award.state, award.decided_by, level_of(member)) == (AwardState.AWARDED, above, "dasar")
    assert award.decision_reason == "Tunggu musyawarah cabang"


def test_a_revoked_award_stays_and_the_certificate_says_so(kornelis, dewi):
    member = eligible()
    with acting_as(kornelis):
        award = award_propose(by=kornelis, member=member)
    with acting_as(dewi):
        award = award_grant(by=dewi, award=award)
        award = award_revoke(by=dewi, award=award, reason="Sertifikat diklat ternyata palsu")

    assert (award.state, level_of(member)) == (AwardState.REVOKED, "anggota")
    assert certificate_check(award.certificate.code).is_valid is False


def test_a_running_cadre_stays_on_the_version_he_started(kornelis):
    from cadres.models import Requirement, RequirementSet
    from cadres.services.paths import path_start

    early, late = eligible(), eligible()
    with acting_as(kornelis):
        path_start(by=kornelis, member=early)
    stricter = RequirementSet.objects.create(level=level("dasar"), version=2, in_force_from=timezone.localdate())
    Requirement.objects.create(requirement_set=stricter, kind="sessions", amount=9)

    assert [standing_of(member).requirement_set.version for member in (early, late)] == [1, 2]
    assert [standing_of(member).is_ready for member in (early, late)] == [True, False]


def test_recommendations_count_from_leaders_of_the_member(kornelis):
    member, below = MemberFactory(level="dasar"), staff(Role.LEADER, "96.71.06")
    with acting_as(below):
        recommend(by=below, member=member, level=level("madya"), note="Rajin dan dipercaya warga")

    with acting_as(kornelis), pytest.raises(RuleError):
        recommend(by=kornelis, member=member, level=level("madya"), note="Rajin dan dipercaya warga")

    assert [r.have for r in standing_of(member).rules if r.requirement.kind == "recommendation"] == [1]


def refused(sql):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_database_refuses_what_the_services_refuse(kornelis, dewi):
    member = eligible()
    with acting_as(kornelis):
        award = award_propose(by=kornelis, member=member)

    refused(f"UPDATE cadres_member SET level = 'dasar' WHERE id = {member.pk}")
    refused(f"UPDATE cadres_member SET level = 'jenderal' WHERE id = {member.pk}")
    refused(f"UPDATE cadres_levelaward SET state = 'revoked' WHERE id = {award.pk}")
    refused(f"UPDATE cadres_levelaward SET state = 'awarded' WHERE id = {award.pk}")
    refused(
        "UPDATE cadres_levelaward SET state = 'awarded', decided_by_id = proposed_by_id, decided_at = now(), "
        f"awarded_on = now(), decided_evidence = '{{}}' WHERE id = {award.pk}"
    )
    refused(
        f"UPDATE cadres_levelaward SET state = 'returned', decided_by_id = {dewi.pk}, decided_at = now() "
        f"WHERE id = {award.pk}"
    )
    refused(f"UPDATE cadres_levelaward SET proposed_evidence = '{{}}' WHERE id = {award.pk}")
    refused(f"DELETE FROM cadres_levelaward WHERE id = {award.pk}")
    refused(f"UPDATE cadres_requirement SET amount = 1 WHERE requirement_set_id = {award.path.requirement_set_id}")
    refused("DELETE FROM cadres_levelpath")
    with acting_as(dewi):
        award_grant(by=dewi, award=award)
    refused(f"UPDATE cadres_levelaward SET awarded_on = '2020-01-01' WHERE id = {award.pk}")
    refused(f"UPDATE cadres_levelaward SET state = 'returned' WHERE id = {award.pk}")
    refused("UPDATE cadres_certificate SET name = 'Orang Lain'")
    refused("UPDATE cadres_levelpath SET state = 'running'")


def test_a_board_in_dispute_decides_nothing(kornelis, dewi):
    member = eligible()
    for person in (MemberFactory(), MemberFactory()):
        OfficerTerm.objects.create(
            unit=dewi.scope.unit, member=person, post="Ketua", decree_no="SK-1", starts_on=timezone.localdate()
        )
    with acting_as(kornelis):
        award = award_propose(by=kornelis, member=member)

    with acting_as(dewi), pytest.raises(RuleError, match="disengketakan"):
        award_grant(by=dewi, award=award)


def test_proposer_and_cadre_hear_of_each_move_without_a_personal_word(kornelis, dewi, client_of):
    user = member_user(Role.MENTEE, full_name="Marthina Sagrim")
    member = eligible()
    Member.objects.filter(pk=user.member.pk).update(user=None)
    Member.objects.filter(pk=member.pk).update(user=user)
    member.refresh_from_db()

    with acting_as(kornelis):
        award = award_propose(by=kornelis, member=member)
    with acting_as(dewi):
        award_return(by=dewi, award=award, reason="Tunggu musyawarah cabang")

    told = OutboxMessage.objects.filter(kind="award_news").order_by("pk")
    assert [(m.occasion, m.recipient) for m in told] == [
        ("proposed", user), ("returned", kornelis), ("returned", user),
    ]  # fmt: skip
    mails = [kind_of(message).render(message) for message in told]
    words = ("Dasar", "dikembalikan", member.full_name)
    assert not [word for word in words for mail in mails if word in mail.subject + mail.text]
    OutboxMessage.objects.update(due_at=timezone.now())
    assert "Kabar usulan kenaikan jenjang" in client_of(user).get("/m/kotak/").content.decode()
    assert f"/jenjang/usulan/{award.pk}/" in client_of(kornelis).get("/pemberitahuan/").content.decode()


def both_roles(user):
    """Also a coordinator, whose role he lends: his proposer acts in his name."""
    deputy = UserFactory()
    held = Assignment.objects.create(user=user, role=Role.COORDINATOR, unit=user.scope.unit)
    lent = lend(held, deputy)
    return deputy, lent


def test_who_lent_the_proposer_his_role_does_not_award(dewi):
    member, (deputy, lent) = eligible(), both_roles(dewi)
    with acting_as(deputy, lent):
        award = award_propose(by=deputy, member=member)
    leader = dewi.assignments.get(role=Role.LEADER)

    with acting_as(dewi, leader), pytest.raises(RuleError, match="bukan pengusulnya"):
        award_grant(by=dewi, award=award)

    award.refresh_from_db()
    assert (award.proposed_for, award.state) == (dewi, AwardState.PROPOSED)
    statement = (
        "UPDATE cadres_levelaward SET state = 'returned', decision_reason = 'x', decided_at = now(), "
        "decided_by_id = %s WHERE id = %s"
    )
    with acting_as(dewi, leader):
        assert is_refused(statement, dewi.pk, award.pk, error=IntegrityError)
    page = client_for(dewi, leader).get(award.get_absolute_url()).content.decode()
    assert f"{deputy.full_name} (a.n. {dewi.full_name})" in page


def client_for(user, assignment):
    client = Client()
    client.force_login(user)
    client.post(reverse("accounts:switch"), {"assignment": assignment.pk})
    return client


def test_whose_role_is_lent_is_neither_proposed_nor_recommended_by_his_deputy(dewi):
    deputy, lent = both_roles(dewi)
    member = eligible(user=dewi)

    with acting_as(deputy, lent), pytest.raises(RuleError, match="diusulkan koordinator"):
        award_propose(by=deputy, member=member)


def test_both_sides_of_a_recognition_are_kept_apart_too(kornelis):
    deputy, member = UserFactory(), MemberFactory()
    lent = lend(kornelis.assignments.get(), deputy)
    facts = {"event_kind": "diklat", "title": "Diklat lama", "held_on": timezone.localdate(), "document_ref": "S-1"}
    with acting_as(deputy, lent):
        asked = accreditation_propose(by=deputy, member=member, level=level("dasar"), **facts)

    with acting_as(kornelis), pytest.raises(RuleError, match="bukan pengusulnya"):
        accreditation_decide(by=kornelis, accreditation=asked, approved=True)
    with acting_as(kornelis):
        assert is_refused(
            "UPDATE cadres_accreditation SET state = 'approved', decided_by_id = %s, decided_at = now() WHERE id = %s",
            kornelis.pk,
            asked.pk,
            error=IntegrityError,
        )


def test_two_clicks_at_once_get_the_sentence(kornelis, dewi):
    member = eligible()
    note = {"level": level("madya"), "note": "Rajin dan dipercaya warga"}
    with acting_as(dewi):
        recommend(by=dewi, member=member, **note)
        with pytest.raises(RuleError, match="sudah merekomendasikan"):
            recommend(by=dewi, member=member, **note)
    with acting_as(kornelis):
        award = award_propose(by=kornelis, member=member)
    with acting_as(dewi):
        award_return(by=dewi, award=award, reason="Tunggu musyawarah cabang")
    with acting_as(kornelis):
        appeal_file(by=kornelis, award=award, reason="Syaratnya sudah lengkap semua")
        with pytest.raises(RuleError, match="Keberatan sudah diajukan"):
            appeal_file(by=kornelis, award=award, reason="Syaratnya sudah lengkap semua")


def test_an_award_leads_to_the_page_that_anybody_checks_it_on(client_of, kornelis, dewi):
    member = eligible()
    with acting_as(kornelis):
        award = award_propose(by=kornelis, member=member)
    with acting_as(dewi):
        award_grant(by=dewi, award=award)

    page = client_of(dewi).get(award.get_absolute_url()).content.decode()

    assert f"/periksa/{Certificate.objects.get().code}/" in page
