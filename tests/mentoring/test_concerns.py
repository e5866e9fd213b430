"""Confidential reports: their way, their life, their pages (DOMAIN §§4.4, 5 R5, 9, 10)."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Assignment, OutboxMessage, User, today
from accounts.outbox import sweep
from accounts.scoping import acting_as
from cadres.models import Member
from core.context import jobs_context
from core.errors import RuleError
from mentoring.enums import ConcernActKind, ConcernOutcome, ConcernState
from mentoring.models import Concern, ConcernAct, ConcernName, ConcernReporter
from mentoring.selectors.concerns import Nameable, handlers_of, nameable, own_concerns, reporting, upheld_between
from mentoring.services.concerns import (
    concern_add,
    concern_file,
    concern_move,
    concern_name,
    concern_note,
    concern_opened,
    concern_withdraw,
    concerns_escalate,
)
from tests.factories.accounts import UserFactory, staff, unit
from tests.factories.cadres import MemberFactory, member_user
from tests.factories.mentoring import active_pairing
from tests.refusals import is_refused

pytestmark = pytest.mark.django_db
TEXT = "Saya diminta menyetor uang supaya nama saya masuk daftar."


@pytest.fixture
def province():
    """Coordinator of the province above Kota Sorong."""
    return staff(Role.COORDINATOR, "96", full_name="Maria Wambrauw")


@pytest.fixture
def nation():
    """Coordinator of the nation."""
    return staff(Role.COORDINATOR, "pusat", full_name="Budi Santoso")


@pytest.fixture
def officer():
    """The data protection officer."""
    return staff(Role.DPO, "pusat", full_name="Rina Lestari")


def named(*users):
    return [
        Nameable(f"u{user.pk}", user.full_name, "", user.pk, getattr(user, "member", None) and user.member.pk)
        for user in users
    ]


def file(by, *accused, text=TEXT, **fields):
    with acting_as(by):
        return concern_file(by=by, category="money", text=text, named=named(*accused), **fields)


def seen_by(user):
    with acting_as(user):
        rows = {row.pk for row in Concern.objects.all()}
        assert rows == {row.pk for row in Concern.objects.for_user(user)}
    return rows


def route_of(concern):
    concern.refresh_from_db()
    return concern.desk, concern.handling_unit


# One report, one person


def test_a_report_sent_twice_is_one(client_of, marthina, province):
    client, address = client_of(marthina), reverse("mentoring:concern_write")
    page = client.get(address).content.decode()
    said = {"category": "money", "text": TEXT, "client_uuid": re.search(r'"client_uuid" value="([^"]+)"', page)[1]}

    first, again = client.post(address, said), client.post(address, said)

    assert first.url == again.url
    assert Concern.objects.count() == OutboxMessage.objects.filter(kind="concern").count() == 1
    other = ConcernReporter.objects.filter(concern=file(marthina))
    with pytest.raises(IntegrityError, match="concern_sent_once"), transaction.atomic():
        other.update(client_uuid=said["client_uuid"])


@pytest.mark.parametrize("is_kept_named", [True, False])
def test_a_report_goes_round_every_account_of_who_is_named(marthina, province, nation, is_kept_named):
    kept, second = MemberFactory.create(user=UserFactory.create()), MemberFactory.create(user=province, code="13.71")
    third = MemberFactory.create(user=UserFactory.create(), code="13.71")
    for lost, into in ((second, kept), (third, second)):
        Member.objects.filter(pk=lost.pk).update(status="ended", merged_into=into)
    accused = kept if is_kept_named else third

    with acting_as(marthina):
        named = [Nameable(f"m{accused.pk}", accused.full_name, "", None, accused.pk)]
        concern = concern_file(by=marthina, category="money", text=TEXT, named=named)

    assert route_of(concern) == ("coordinator", unit("pusat"))
    assert seen_by(province) == set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT kad_concern_named(%s)", [concern.pk])
        assert set(cursor.fetchone()[0]) == {kept.user_id, province.pk, third.user_id}


# The way it takes


def test_a_report_on_a_mentor_goes_to_the_tier_above_his_programmes(
    marthina, yohanis, kornelis, province, nation, officer
):
    concern = file(marthina, yohanis)

    assert route_of(concern) == ("coordinator", unit("96"))
    assert handlers_of(concern) == [province.pk]
    assert seen_by(province) == {concern.pk}
    assert [seen_by(user) for user in (kornelis, nation)] == [set(), set()]
    assert seen_by(officer) == {concern.pk}


def test_a_report_on_nobody_goes_above_its_own_unit(marthina, province):
    assert route_of(file(marthina)) == ("coordinator", unit("96"))


def test_a_report_on_the_coordinator_above_goes_round_him(marthina, province, nation):
    concern = file(marthina, province)

    assert route_of(concern) == ("coordinator", unit("pusat"))
    assert seen_by(province) == set()
    assert seen_by(nation) == {concern.pk}


def test_a_report_on_the_top_goes_to_the_officer(marthina, province, nation, officer):
    concern = file(marthina, nation)

    assert route_of(concern) == ("dpo", unit("pusat"))
    assert [seen_by(user) for user in (province, nation)] == [set(), set()]
    assert seen_by(officer) == {concern.pk}


def test_the_officer_who_is_named_reads_nothing(marthina, officer, nation):
    concern = file(marthina, officer)

    assert seen_by(officer) == set()
    assert handlers_of(concern) == []


def test_who_is_named_from_another_region_raises_it_to_what_is_above_both(marthina, nation):
    far = member_user(Role.MENTOR, "13.71.01.1001", full_name="Mentor Jauh")

    assert route_of(file(marthina, far)) == ("coordinator", unit("pusat"))


def test_without_a_free_coordinator_it_goes_on_upwards(marthina, yohanis, nation):
    assert route_of(file(marthina, yohanis)) == ("coordinator", unit("pusat"))


def test_a_second_role_in_his_region_shuts_the_handler_out(marthina, yohanis, province, nation):
    Assignment.objects.create(user=province, role=Role.SECRETARIAT, unit=unit("96.71"))

    assert route_of(file(marthina, yohanis)) == ("coordinator", unit("pusat"))


def lend(lender, to, code):
    Assignment.objects.create(
        user=to,
        role=lender.scope.role,
        unit=unit(code),
        on_behalf_of=lender.assignments.get(),
        ends_on=today() + timedelta(days=9),
        reason="SK-1/2026",
    )


def test_who_becomes_his_delegate_later_reads_nothing_from_then_on(marthina, kornelis, province, nation):
    concern = file(marthina, kornelis)
    assert seen_by(province) == {concern.pk}

    lend(kornelis, province, "96.71")

    assert seen_by(province) == set()
    assert handlers_of(concern) == []


def test_the_accused_reads_nothing_in_the_name_of_a_handler(marthina, yohanis, province):
    concern = file(marthina, yohanis)
    lend(province, yohanis, "96")

    lent = yohanis.assignments.get(role=Role.COORDINATOR)
    with acting_as(yohanis, lent):
        assert not Concern.objects.exists()
        assert not ConcernName.objects.exists()
    assert seen_by(province) == set()  # somebody acts in his name who is named
    assert handlers_of(concern) == []


def test_a_neutral_delegate_of_the_handler_reads_it(marthina, yohanis, province):
    concern = file(marthina, yohanis)
    neutral = UserFactory.create()
    lend(province, neutral, "96")

    assert seen_by(neutral) == {concern.pk}


def test_what_nobody_is_free_to_handle_any_more_goes_on(marthina, kornelis, province, nation):
    concern = file(marthina, kornelis)
    lend(kornelis, province, "96.71")

    with jobs_context():
        concerns_escalate()

    assert seen_by(nation) == {concern.pk}
    assert ConcernAct.objects.filter(concern=concern, kind=ConcernActKind.ROUTED, unit=unit("pusat")).count() == 1


# Clock and messages


def test_unanswered_it_climbs_a_tier_a_week_and_stops_at_the_officer(marthina, yohanis, province, nation, officer):
    concern = file(marthina, yohanis)
    ways = []
    for week in (1, 2, 3, 4):
        with jobs_context():
            concerns_escalate(timezone.now() + timedelta(days=7 * week, minutes=week))
            concerns_escalate(timezone.now() + timedelta(days=7 * week, minutes=week))  # twice is once
        ways.append((route_of(concern), seen_by(province), seen_by(nation)))

    both, none = {concern.pk}, set()
    assert ways[0] == (("coordinator", unit("pusat")), none, both)
    assert ways[1:] == [(("dpo", unit("pusat")), none, none)] * 3
    assert OutboxMessage.objects.filter(kind="concern").count() == 3


def test_an_answered_report_stays(marthina, yohanis, province, nation, deed):
    concern = file(marthina, yohanis)
    deed(concern_move, by=province, concern=concern, to="triaged", note="Terima kasih, kami pelajari.")

    with jobs_context():
        concerns_escalate(timezone.now() + timedelta(days=40))

    assert route_of(concern)[1] == unit("96")


def test_handlers_are_told_at_once_by_night_and_without_a_word(marthina, yohanis, province, time_machine):
    time_machine.move_to("2026-11-22T17:30:00+00:00", tick=False)  # 02.30 in Sorong
    file(marthina, yohanis)

    with acting_as(province):
        pass
    sweep(now=timezone.now())

    message = OutboxMessage.objects.get(kind="concern")
    assert message.recipient == province
    assert len(mail.outbox) == 1
    words = f"{mail.outbox[0].subject} {mail.outbox[0].body} {message.payload} {message.subject}".lower()
    assert [w for w in ("yohanis", "marthina", "uang", "money", "lapor", "rahasia") if w in words] == []


def test_a_message_is_dropped_when_its_reader_is_shut_out_before_it_leaves(marthina, kornelis, province):
    file(marthina, kornelis)
    lend(kornelis, province, "96.71")

    sweep()

    assert OutboxMessage.objects.get(kind="concern").state == "cancelled"
    assert mail.outbox == []


# Its life


def test_from_triage_to_an_outcome_with_who_when_why_and_where(marthina, yohanis, province, deed):
    concern = file(marthina, yohanis)
    for to, outcome in (("triaged", ""), ("mediation", ""), ("investigation", ""), ("resolved", "upheld")):
        deed(concern_move, by=province, concern=concern, to=to, note="Sudah kami dengar.", outcome=outcome)

    concern.refresh_from_db()
    acts = [(act.from_value, act.to_value, act.actor, act.unit.code) for act in concern.acts.filter(kind="moved")]
    assert (concern.state, concern.outcome) == ("resolved", "upheld")
    assert acts == [
        ("", "submitted", None, "96.71"),
        ("submitted", "triaged", province, "96"),
        ("triaged", "mediation", province, "96"),
        ("mediation", "investigation", province, "96"),
        ("investigation", "resolved", province, "96"),
    ]


@pytest.mark.parametrize(
    ("to", "outcome", "note"),
    [
        ("mediation", "", "Sudah kami dengar."),
        ("resolved", "upheld", "Sudah kami dengar."),
        ("triaged", "", "ok"),
    ],
)
def test_steps_that_skip_or_say_nothing_are_refused(marthina, yohanis, province, deed, to, outcome, note):
    concern = file(marthina, yohanis)

    with pytest.raises(RuleError):
        deed(concern_move, by=province, concern=concern, to=to, note=note, outcome=outcome)


def test_only_the_reporter_withdraws(marthina, yohanis, province, deed):
    concern = file(marthina, yohanis)
    deed(concern_move, by=province, concern=concern, to="triaged", note="Sudah kami dengar.")

    with pytest.raises(RuleError):
        deed(concern_move, by=province, concern=concern, to="resolved", note="Sudah dicabut.", outcome="withdrawn")
    with acting_as(province):
        assert is_refused(
            "UPDATE mentoring_concern SET state = 'resolved', outcome = 'withdrawn', closed_at = now() WHERE id = %s",
            concern.pk,
        )
    deed(concern_withdraw, by=marthina, concern=concern)

    concern.refresh_from_db()
    assert concern.outcome == ConcernOutcome.WITHDRAWN
    with pytest.raises(RuleError):
        deed(concern_add, by=marthina, concern=concern, text="Lagi")
    with pytest.raises(RuleError):
        deed(concern_withdraw, by=marthina, concern=concern)


def test_the_reporter_reads_moves_and_adds_but_no_notes_of_handlers(marthina, yohanis, province, deed):
    concern = file(marthina, yohanis)
    deed(concern_opened, by=province, concern=concern)
    deed(concern_opened, by=province, concern=concern)
    deed(concern_move, by=province, concern=concern, to="triaged", note="Kami pelajari dulu.")
    deed(concern_note, by=province, concern=concern, note="Telepon saksi besok")
    deed(concern_add, by=marthina, concern=concern, text="Ada saksi dua orang")

    with reporting(marthina):
        mine = [(act.kind, act.note) for act in ConcernAct.objects.filter(concern=concern)]
        assert [row.pk for row in own_concerns(marthina)] == [concern.pk]
    with acting_as(province):
        theirs = ConcernAct.objects.filter(concern=concern).count()
    assert mine == [
        ("moved", ""),
        ("opened", ""),
        ("moved", "Kami pelajari dulu."),
        ("added", "Ada saksi dua orang"),
    ]
    assert theirs == 5


def test_an_anonymous_reporter_is_known_to_himself_alone(marthina, yohanis, province, officer, deed):
    concern = file(marthina, yohanis, is_anonymous=True)
    deed(concern_add, by=marthina, concern=concern, text="Ada saksi")

    for user in (province, officer):
        with acting_as(user):
            assert Concern.objects.filter(pk=concern.pk).exists()
            assert not ConcernReporter.objects.exists()
            assert set(ConcernAct.objects.values_list("actor", "on_behalf_of")) == {(None, None)}
    with reporting(marthina):
        assert ConcernReporter.objects.get().concern_id == concern.pk


def test_words_are_not_in_the_database(marthina, yohanis):
    concern = file(marthina, yohanis)

    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM mentoring_concern WHERE id = %s", [concern.pk])
        stored = cursor.fetchone()[0]
        cursor.execute("SELECT label FROM mentoring_concernname")
        label = cursor.fetchone()[0]
    assert "uang" not in stored
    assert "Yohanis" not in label


@pytest.mark.parametrize(
    "role", [Role.MENTOR, Role.MENTEE, Role.SECRETARIAT, Role.LEADER, Role.COORDINATOR, Role.ADMIN]
)
def test_anybody_who_signs_in_may_report(role, province):
    by = staff(role, "96.71") if role not in (Role.MENTOR, Role.MENTEE) else member_user(role)

    concern = file(by)

    with reporting(by):
        assert [row.pk for row in own_concerns(by)] == [concern.pk]


def test_without_any_role_one_may_report_too(officer, province, nation, client_of):
    by = User.objects.create_user("tanpa-peran@contoh.test", full_name="Tanpa Peran")

    answer = client_of(by).post(reverse("mentoring:concern_write"), {"category": "other", "text": TEXT}, follow=True)

    assert answer.status_code == 200
    assert Concern.objects.get().desk == "dpo"


def test_a_handler_who_names_somebody_of_his_own_region_hands_it_on(marthina, province, nation, deed):
    concern = file(marthina)
    MemberFactory.create(full_name="Orang Disebut", code="96.01")
    accused = MemberFactory.create(full_name="Pengurus Provinsi", user=staff(Role.LEADER, "96"))

    assert deed(concern_name, by=province, concern=concern, query="orang disebut")
    assert not deed(concern_name, by=province, concern=concern, query="Pengurus Provinsi")

    assert seen_by(province) == set()
    assert seen_by(nation) == {concern.pk}
    assert set(concern.names.values_list("member__full_name", flat=True)) == {"Orang Disebut", accused.full_name}
    assert OutboxMessage.objects.filter(kind="concern", recipient=nation).count() == 1


# R5


def test_upheld_stands_between_two_people_but_not_when_anonymous(marthina, yohanis, kornelis, province, deed):
    third = member_user(Role.MENTEE, full_name="Orang Ketiga")
    for by, hidden in ((marthina, False), (third, True)):
        concern = file(by, yohanis, is_anonymous=hidden)
        deed(concern_move, by=province, concern=concern, to="triaged", note="Kami pelajari.")
        deed(concern_move, by=province, concern=concern, to="resolved", note="Terbukti benar.", outcome="upheld")

    with acting_as(kornelis):
        assert upheld_between(marthina.member, yohanis.member)
        assert upheld_between(yohanis.member, marthina.member)
        assert not upheld_between(third.member, yohanis.member)
        assert not upheld_between(third.member, marthina.member)
    with acting_as(yohanis):
        assert not upheld_between(marthina.member, yohanis.member)


def test_a_report_that_is_not_upheld_stands_between_nobody(marthina, yohanis, kornelis, province, deed):
    concern = file(marthina, yohanis)
    deed(concern_move, by=province, concern=concern, to="triaged", note="Kami pelajari.")
    deed(concern_move, by=province, concern=concern, to="resolved", note="Tidak terbukti.", outcome="not_upheld")

    with acting_as(kornelis):
        assert not upheld_between(marthina.member, yohanis.member)


# What the database refuses


@pytest.mark.parametrize(
    "change",
    [
        "is_anonymous = NOT is_anonymous",
        "text = 'lain'",
        "handling_unit_id = unit_id",
        "desk = 'dpo'",
        "submitted_at = now()",
    ],
)
def test_a_handler_changes_neither_words_nor_way(marthina, yohanis, province, change):
    concern = file(marthina, yohanis)

    with acting_as(province):
        assert is_refused(f"UPDATE mentoring_concern SET {change} WHERE id = %s", concern.pk)


def test_acts_names_and_reports_are_neither_changed_nor_deleted(marthina, yohanis, province):
    file(marthina, yohanis)

    with acting_as(province):
        for table in ("concernact", "concernname", "concernreporter"):
            assert is_refused(f"UPDATE mentoring_{table} SET concern_id = concern_id")
        for table in ("concern", "concernact", "concernname", "concernreporter"):
            assert is_refused(f"DELETE FROM mentoring_{table}")


def test_nobody_writes_in_the_name_of_another(marthina, yohanis, province):
    concern = file(marthina, yohanis)

    with acting_as(yohanis):
        assert is_refused("INSERT INTO mentoring_concernreporter VALUES (%s, %s)", concern.pk, marthina.pk)
        act = "INSERT INTO mentoring_concernact (concern_id, kind, from_value, to_value, is_reporters, at, note)"
        assert is_refused(f"{act} VALUES (%s, 'added', '', '', true, now(), '')", concern.pk)
    with acting_as(province):
        assert is_refused("SELECT kad_concern_reroute(%s, true, now())", concern.pk, error=ProgrammingError)


# Pages


def test_a_report_is_three_taps_from_every_page(marthina, yohanis, client_of):
    active_pairing(yohanis, marthina)
    client = client_of(marthina)

    home = client.get(reverse("mentoring:phone_home")).content.decode()
    own = client.get(reverse("mentoring:concerns")).content.decode()

    assert f'href="{reverse("mentoring:concerns")}"' in home  # the account menu, then this, then that
    assert f'href="{reverse("mentoring:concern_write")}"' in own


def test_one_chooses_among_partners_and_offices_above(marthina, yohanis, kornelis, sari, dewi, province, stranger):
    active_pairing(yohanis, marthina)

    with acting_as(marthina):
        found = [each.name for each in nameable(marthina)]

    assert found[0] == yohanis.full_name
    assert set(found[1:]) >= {kornelis.full_name, sari.full_name, dewi.full_name, province.full_name}
    assert stranger.full_name not in found


def test_writing_reading_adding_and_withdrawing_on_the_phone(marthina, yohanis, province, client_of):
    active_pairing(yohanis, marthina)
    client = client_of(marthina)
    write = reverse("mentoring:concern_write")

    refused = client.post(write, {"category": "money", "text": "pendek", "names": [f"m{yohanis.member.pk}"]})
    sent = client.post(write, {"category": "money", "text": TEXT, "names": [f"m{yohanis.member.pk}"]})
    concern = Concern.objects.get()
    page = client.get(sent.url).content.decode()
    client.post(sent.url, {"text": "Ada saksi"})
    client.post(reverse("mentoring:concern_withdraw", args=[concern.pk]), {})

    assert (refused.status_code, sent.status_code) == (422, 302)
    assert "pendek</textarea>" in refused.content.decode()
    assert TEXT in page
    assert "Yohanis Kareth" in page
    concern.refresh_from_db()
    assert concern.outcome == "withdrawn"
    assert "Ada saksi" in client.get(sent.url).content.decode()


def test_the_handler_works_on_a_case_through_its_page(marthina, yohanis, province, kornelis, client_of):
    concern = file(marthina, yohanis)
    client = client_of(province)
    path = reverse("mentoring:concern_case", args=[concern.pk])

    queue = client.get(reverse("mentoring:concern_cases")).content.decode()
    page = client.get(path).content.decode()
    bad = client.post(path, {"deed": "move", "to": "triaged", "note": ""})
    client.post(path, {"deed": "move", "to": "triaged", "note": "Terima kasih, kami pelajari."})
    client.post(path, {"deed": "note", "note": "Hubungi saksi"})
    client.post(path, {"deed": "move", "to": "resolved", "outcome": "not_upheld", "note": "Tidak cukup bukti."})

    assert 'data-total="1"' in queue
    assert TEXT in page
    assert "Marthina Sagrim" in page
    assert bad.status_code == 422
    concern.refresh_from_db()
    assert concern.outcome == ConcernOutcome.NOT_UPHELD
    assert client.post(path, {"deed": "x"}).status_code == 400
    assert client_of(kornelis).get(path).status_code == 404
    assert client_of(yohanis).get(path).status_code == 403
    assert client_of(yohanis).get(reverse("mentoring:concern", args=[concern.pk])).status_code == 404


def test_an_upheld_report_leads_to_the_mentor(marthina, yohanis, province, client_of, deed):
    pairing = active_pairing(yohanis, marthina)
    concern = file(marthina, yohanis)
    deed(concern_move, by=province, concern=concern, to="triaged", note="Kami pelajari.")
    deed(concern_move, by=province, concern=concern, to="resolved", note="Terbukti benar.", outcome="upheld")

    page = client_of(province).get(reverse("mentoring:concern_case", args=[concern.pk])).content.decode()

    assert reverse("mentoring:mentor", args=[yohanis.member.mentor.pk]) in page
    assert pairing.pk


@pytest.mark.parametrize("rows", [1, 3])
def test_queues_take_the_same_statements_for_one_and_three(marthina, yohanis, province, client_of, count_queries, rows):
    for _ in range(rows):
        file(marthina, yohanis)
    client, own = client_of(province), client_of(marthina)

    with count_queries() as handling:
        page = client.get(reverse("mentoring:concern_cases"))
    with count_queries() as reporting_:
        mine = own.get(reverse("mentoring:concerns"))

    assert f'data-total="{rows}"' in page.content.decode()
    assert f'data-total="{rows}"' in mine.content.decode()
    assert handling() <= 8
    assert reporting_() <= 8


def test_an_empty_queue_teaches(province, client_of):
    assert "Tidak ada laporan" in client_of(province).get(reverse("mentoring:concern_cases")).content.decode()


def test_states_and_outcomes_have_words():
    assert all(state.label for state in (*ConcernState, *ConcernOutcome))
