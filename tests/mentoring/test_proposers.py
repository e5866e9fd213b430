"""A mentor proposes a level for whoever he mentors in a running pairing (DOMAIN §9); a leader decides."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from accounts.enums import Role
from accounts.models import OutboxMessage
from accounts.scoping import acting_as
from accounts.services.settings import setting_change
from cadres.enums import AwardState
from cadres.ladder import rights
from cadres.models import LevelAward, LevelPath
from cadres.services.awards import award_grant, award_propose, award_return
from core.errors import RuleError
from tests.factories.accounts import staff
from tests.factories.cadres import MemberFactory, member_user
from tests.factories.ladder import eligible, event_of, level, trained
from tests.factories.mentoring import ProgrammeFactory, held_session, pairing_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentee(yohanis):
    """A cadre who is ready for Kader Dasar and whom Yohanis mentors."""
    member = eligible(full_name="Obed Saa")
    pairing_of(member, mentor=yohanis.member)
    return member


def proposed(by, member):
    with acting_as(by):
        return award_propose(by=by, member=member)


def refused(by, member):
    with acting_as(by), pytest.raises(RuleError) as caught:
        award_propose(by=by, member=member)
    return str(caught.value)


def test_the_mentor_proposes_and_the_leader_decides(yohanis, dewi, mentee):
    award = proposed(yohanis, mentee)

    assert (award.proposed_by, award.from_level, award.state) == (yohanis, "anggota", AwardState.PROPOSED)
    assert LevelPath.objects.get().transitions.get().actor == yohanis
    with acting_as(dewi):
        award_grant(by=dewi, award=award)
    mentee.refresh_from_db()
    assert mentee.level == "dasar"


def test_only_for_ones_own_mentee_while_the_pairing_runs(yohanis, mentee):
    other = eligible(full_name="Selfina Nauw")
    paused = eligible(full_name="Dorkas Pattiasina")
    pairing_of(paused, mentor=yohanis.member, state="paused", paused_on=timezone.localdate())
    ended = eligible(full_name="Markus Fonataba")
    pairing_of(ended, mentor=yohanis.member, state="completed", ended_on=timezone.localdate())

    assert {refused(yohanis, member).split()[3] for member in (other, paused, ended)} == {"koordinator"}
    assert "koordinator" in refused(yohanis, yohanis.member)


def test_a_mentee_does_not_propose_himself_or_his_peers(marthina, yohanis):
    pairing_of(marthina.member, mentor=yohanis.member)

    assert "koordinator" in refused(marthina, marthina.member)


def test_an_unmet_rule_is_named_and_a_second_proposal_refused(yohanis, kornelis, mentee):
    newcomer = MemberFactory(full_name="Dorkas Pattiasina", joined_on=timezone.localdate() - timedelta(days=30))
    pairing_of(newcomer, mentor=yohanis.member)

    assert "Belum lengkap" in refused(yohanis, newcomer)
    assert LevelPath.objects.filter(member=newcomer).count() == 0
    proposed(kornelis, mentee)
    assert "masih menunggu" in refused(yohanis, mentee)


def test_the_mentor_does_not_decide(yohanis, mentee):
    award = proposed(yohanis, mentee)

    assert not rights.can_decide(yohanis, award)
    with acting_as(yohanis):
        assert LevelAward._base_manager.filter(pk=award.pk).update(decision_reason="x") == 0


def test_the_party_switches_it_off(client_of, yohanis, mentee):
    admin = staff(Role.ADMIN, "pusat", full_name="Admin Sistem")
    with acting_as(admin):
        setting_change(by=admin, key="mentoring.mentor_proposes", value="no", reason="Keputusan rapat pleno")

    assert "koordinator" in refused(yohanis, mentee)
    pairing = mentee.pairing_participants.filter(pairing__state="active").get().pairing
    assert client_of(yohanis).get(f"/m/pasangan/{pairing.pk}/jenjang/").status_code == 403
    assert f"/{pairing.pk}/jenjang/" not in client_of(yohanis).get(f"/m/pasangan/{pairing.pk}/").content.decode()


def forge(by, member, **changes):
    """Insert a proposal by raw SQL in the role of the user."""
    path = LevelPath.objects.get(member=member)
    values = {"proposed_by_id": by.pk, "state": "proposed"} | changes
    with acting_as(by), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO cadres_levelaward (unit_id, member_id, level_id, from_level, path_id, state, proposed_by_id,"
            " proposed_at, proposed_evidence, decision_reason, revoke_reason)"
            " VALUES (%s, %s, %s, 'anggota', %s, %s, %s, now(), '{}', '', '')",
            [member.unit_id, member.pk, path.level_id, path.pk, values["state"], values["proposed_by_id"]],
        )
        transaction.set_rollback(True)


def on_the_way(member):
    rules = level("dasar").requirement_sets.first()
    LevelPath.objects.create(member=member, unit=member.unit, level=rules.level, requirement_set=rules)
    return member


def test_the_database_lets_a_mentor_insert_for_his_running_mentee_alone(yohanis, dewi, mentee):
    stranger = on_the_way(eligible(full_name="Selfina Nauw"))
    paused = on_the_way(eligible(full_name="Dorkas Pattiasina"))
    pairing_of(paused, mentor=yohanis.member, state="paused", paused_on=timezone.localdate())
    on_the_way(mentee)
    colleague = member_user(Role.MENTEE, full_name="Lea Kambu")
    pairing_of(colleague.member, mentor=yohanis.member)

    forge(yohanis, mentee)

    for by, member, changes in (
        (yohanis, stranger, {}),
        (yohanis, paused, {}),
        (yohanis, mentee, {"proposed_by_id": dewi.pk}),
        (yohanis, mentee, {"state": "awarded"}),
        (colleague, mentee, {}),
    ):
        with pytest.raises((ProgrammingError, IntegrityError)):
            forge(by, member, **changes)


def test_the_mentor_reads_what_he_proposed_and_nothing_else(yohanis, kornelis, mentee):
    other = eligible(full_name="Selfina Nauw")
    pairing_of(other, mentor=yohanis.member)
    proposed(kornelis, other)
    award = proposed(yohanis, mentee)

    with acting_as(yohanis):
        assert list(LevelAward.objects.for_user(yohanis)) == [award]
        assert list(LevelAward._base_manager.all()) == [award]


def test_the_page_shows_what_is_there_and_proposes_once(client_of, yohanis, dewi, mentee):
    pairing = mentee.pairing_participants.filter(pairing__state="active").get().pairing
    client, url = client_of(yohanis), f"/m/pasangan/{pairing.pk}/jenjang/"
    assert url in client.get(f"/m/pasangan/{pairing.pk}/").content.decode()

    page = client.get(url).content.decode()
    assert ("Usulkan ke Kader Dasar" in page, page.count('data-met="yes"')) == (True, 5)
    client.post(url, {"member": mentee.pk})
    client.post(url, {"member": mentee.pk})

    award = LevelAward.objects.get()
    page = client.get(url).content.decode()
    assert ("Menunggu keputusan pimpinan" in page, "Usulkan ke Kader Dasar" in page) == (True, False)
    with acting_as(dewi):
        award_return(by=dewi, award=award, reason="Lengkapi berkas diklatnya dulu")
    page = client.get(url).content.decode()
    assert ("Lengkapi berkas diklatnya dulu" in page, "Usulkan ke Kader Dasar" in page) == (True, True)
    news = OutboxMessage.objects.get(recipient=yohanis)
    assert news.payload["path"] == url
    assert client_of(member_user(Role.MENTOR, full_name="Lain Orang")).get(url).status_code == 404


def test_a_rule_that_is_missing_stands_instead_of_the_button(client_of, yohanis):
    newcomer = MemberFactory(full_name="Dorkas Pattiasina")
    trained(newcomer, event_of())
    pairing = pairing_of(newcomer, mentor=yohanis.member, programme=ProgrammeFactory.create())
    held_session(pairing, on=timezone.localdate())

    page = client_of(yohanis).get(f"/m/pasangan/{pairing.pk}/jenjang/").content.decode()

    assert ("Dapat diusulkan ke Kader Dasar" in page, "Usulkan ke" in page) == (True, False)
