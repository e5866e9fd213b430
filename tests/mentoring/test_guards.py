"""What the database refuses, whoever asks and however: raw SQL against triggers, constraints and policies."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.scoping import acting_as
from core.context import jobs_context
from mentoring.enums import Answer, PairingState, Phase, SessionState
from mentoring.models import (
    Agreement,
    Mentor,
    Pairing,
    PairingParticipant,
    PrivateNote,
    Programme,
    Session,
    SessionLog,
    SessionTransition,
)
from mentoring.rules.moves import FIRST, GUARDED
from tests.factories.cadres import MemberFactory, member_user
from tests.factories.mentoring import (
    active_pairing,
    agreement_of,
    grow,
    held_session,
    mentor_of,
    pairing_of,
    planned_session,
)
from tests.triggers import told_to, written

pytestmark = pytest.mark.django_db


def run(sql, *parameters):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.rowcount


def refused(sql, *parameters):
    try:
        run(sql, *parameters)
    except IntegrityError:
        return True
    return False


@pytest.fixture
def pairing(yohanis, marthina):
    return active_pairing(yohanis, marthina)


@pytest.mark.parametrize("machine", GUARDED)
def test_database_and_rules_know_the_same_moves(machine):
    """Every pair of states of every machine: the trigger's arguments are the table of rules/moves.py."""
    assert told_to("check_move", f"mentoring_{machine}") == written(GUARDED[machine])


@pytest.mark.parametrize("machine", GUARDED)
def test_database_and_rules_know_the_same_beginnings(machine):
    assert told_to("check_first", f"mentoring_{machine}") == set(FIRST[machine])


def test_raw_sql_cannot_make_an_unlisted_move_of_a_pairing(pairing):
    """Every one of the 81 pairs of states, tried for real."""
    programme, today = pairing.programme, timezone.localdate()
    moves = GUARDED["pairing"]
    outcome = {}
    for before in PairingState:
        for after in PairingState:
            row = Pairing.objects.create(
                unit=pairing.unit,
                programme=programme,
                category="personal",
                state=before,
                active_on=today - timedelta(days=9),
                ended_on=today,
                paused_on=today if before == PairingState.PAUSED else None,
            )
            outcome[before, after] = not refused(
                "UPDATE mentoring_pairing SET state = %s, paused_on = %s WHERE id = %s",
                after.value,
                today if after == PairingState.PAUSED else None,
                row.pk,
            )

    assert outcome == {
        (before, after): before == after or after in moves[before] for before in PairingState for after in PairingState
    }


def test_raw_sql_cannot_jump_in_the_other_machines(pairing):
    agreement, session = agreement_of(pairing, "amended", version=2), held_session(pairing)

    assert refused("UPDATE mentoring_programme SET state = 'draft' WHERE id = %s", pairing.programme_id)
    assert refused("UPDATE mentoring_mentor SET state = 'invited'")
    assert refused("UPDATE mentoring_agreement SET state = 'in_force' WHERE id = %s", agreement.pk)
    assert refused("UPDATE mentoring_session SET state = 'planned' WHERE id = %s", session.pk)
    assert not refused("UPDATE mentoring_session SET state = 'disputed' WHERE id = %s", session.pk)
    assert Programme.objects.get().state == "running"
    assert Agreement.objects.filter(state="in_force").count() == 1


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE mentoring_pairing SET active_on = NULL",
        "UPDATE mentoring_pairing SET ended_on = active_on - 1",
        "UPDATE mentoring_pairing SET cadence_days = 1",
        "UPDATE mentoring_pairing SET phase = 'rapor'",
        "UPDATE mentoring_mentor SET capacity = 0, soft_capacity = 0",
        "UPDATE mentoring_mentor SET soft_capacity = 9, capacity = 8",
        "UPDATE mentoring_session SET held_on = NULL WHERE state = 'logged'",
        "UPDATE mentoring_session SET sequence = NULL WHERE state = 'logged'",
        "UPDATE mentoring_session SET minutes = 0 WHERE state = 'logged'",
        "UPDATE mentoring_session SET minutes = 721",
        "UPDATE mentoring_session SET planned_start = NULL WHERE state = 'planned'",
        "UPDATE mentoring_session SET started_at = '2026-11-20T06:00:00Z' WHERE state = 'logged'",
        "UPDATE mentoring_session SET planned_start = '2026-12-20T06:00:00Z' WHERE state = 'planned'",
        "UPDATE mentoring_session SET mode = 'virtual'",
        "UPDATE mentoring_sessionlog SET no_next_reason = ''",
        "UPDATE mentoring_agreement SET ends_on = starts_on",
        "UPDATE mentoring_pairingparticipant SET answer = 'mungkin'",
        "UPDATE mentoring_programme SET ends_on = starts_on",
    ],
)
def test_constraints_hold_against_raw_sql(pairing, sql):
    held_session(pairing)
    held_session(pairing, timezone.localdate())
    planned_session(pairing)
    planned_session(pairing, timezone.now() + timedelta(days=3))

    assert refused(sql)


def test_load_follows_what_mentors_said_yes_to(yohanis):
    mentor = mentor_of(yohanis.member, soft_capacity=1, capacity=2)

    def load():
        return Mentor.objects.get(pk=mentor.pk).load

    first = pairing_of(MemberFactory.create(), mentor=yohanis.member, state=PairingState.OFFERED)
    assert load() == 0
    PairingParticipant.objects.filter(pairing=first, role="mentor").update(answer=Answer.ACCEPTED)
    assert load() == 1
    second = active_pairing(yohanis)
    assert load() == 2
    pairing_of(MemberFactory.create(), MemberFactory.create(), mentor=yohanis.member, format="group")
    assert load() == 2
    third = pairing_of(MemberFactory.create(), mentor=yohanis.member, state=PairingState.OFFERED)
    assert refused("UPDATE mentoring_pairingparticipant SET answer = 'accepted' WHERE pairing_id = %s", third.pk)
    assert refused("UPDATE mentoring_mentor SET capacity = 1")
    Pairing.objects.filter(pk=second.pk).update(state=PairingState.ENDED_EARLY, ended_on=timezone.localdate())
    assert load() == 1
    first.delete()
    assert load() == 0


def test_participants_and_mentors_follow_their_member(pairing, marthina, yohanis):
    late = MemberFactory.create()
    participant = PairingParticipant.objects.create(
        unit=pairing.unit, pairing=pairing, member=late, name=late.full_name, role="mentee"
    )
    user = member_user(Role.MENTEE).member
    late.user, user.user = user.user, None
    user.save()
    late.save()
    participant.refresh_from_db()
    assert participant.user_id == late.user_id

    elsewhere = MemberFactory.create(code="96.71.01.1001").unit
    yohanis.member.unit = elsewhere
    yohanis.member.save()
    assert Mentor.objects.get(member=yohanis.member).unit == elsewhere


def test_secretariat_moves_the_phase_and_nothing_else(pairing, sari, stranger):
    with acting_as(sari):
        assert run("UPDATE mentoring_pairing SET phase = 'diagnostic'") == 1
        with pytest.raises(ProgrammingError):
            run("UPDATE mentoring_pairing SET state = 'paused'")
        with pytest.raises(ProgrammingError):
            run("UPDATE mentoring_pairing SET active_on = active_on - 1")
    with acting_as(stranger):
        assert run("UPDATE mentoring_pairing SET phase = 'rapport'") == 0


PARTS = (
    "pairingparticipant",
    "pairingtransition",
    "phaseevidence",
    "agreement",
    "agreementsignature",
    "sessionlog",
    "sessionattendance",
    "sessiontransition",
    "actionitem",
    "diagnostic",
    "diagnosticrating",
    "diagnosticlevel",
    "plan",
    "goal",
)


def test_leaders_read_no_part_of_a_pairing_and_strangers_read_nothing(pairing, dewi, stranger, sari):
    session = held_session(pairing)
    SessionTransition.objects.create(unit=pairing.unit, pairing=pairing, session=session, to_value="logged")
    grow(pairing)

    def visible(table):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM mentoring_{table}")
            return cursor.fetchone()[0]

    with acting_as(dewi):
        assert {table: visible(table) for table in PARTS} == dict.fromkeys(PARTS, 0)
        assert (visible("pairing"), visible("session"), visible("mentor")) == (1, 1, 1)
    with acting_as(stranger):
        seen = {table: visible(table) for table in (*PARTS, "pairing", "session", "mentor", "programme", "orggoal")}
        assert set(seen.values()) == {0}
    with acting_as(sari):
        assert visible("sessiontransition") == visible("sessionlog") == 1


def test_private_notes_exist_for_their_author_only(pairing, yohanis, marthina, sari, kornelis, dewi):
    session = held_session(pairing)
    with acting_as(yohanis):
        PrivateNote.objects.create(session=session, author=yohanis, body="RAHASIA")
        assert PrivateNote.objects.get().body == "RAHASIA"
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM mentoring_privatenote")
        assert "RAHASIA" not in cursor.fetchone()[0]

    for user in (marthina, sari, kornelis, dewi):
        with acting_as(user):
            assert PrivateNote.objects.count() == 0
            assert run("UPDATE mentoring_privatenote SET body = 'x'") == 0
            assert run("DELETE FROM mentoring_privatenote") == 0
    with jobs_context():
        assert PrivateNote.objects.count() == 0
    with acting_as(marthina), pytest.raises(ProgrammingError):
        run(
            "INSERT INTO mentoring_privatenote (session_id, author_id, body, written_at) VALUES (%s, %s, 'x', now())",
            session.pk,
            yohanis.pk,
        )


def test_a_mentor_touches_no_foreign_pairing(pairing, yohanis):
    other = active_pairing()
    session = held_session(other)

    with acting_as(yohanis):
        assert run("UPDATE mentoring_session SET minutes = 1 WHERE id = %s", session.pk) == 0
        assert run("UPDATE mentoring_sessionlog SET goal = 'x' WHERE session_id = %s", session.pk) == 0
        assert not SessionLog.objects.filter(session=session).exists()
        with pytest.raises(ProgrammingError):
            Session.objects.create(
                unit=other.unit,
                pairing=other,
                planned_start=timezone.now(),
                time_zone="Asia/Jayapura",
                created_by=yohanis,
            )
    assert Session.objects.get(pk=session.pk).state == SessionState.LOGGED


def test_a_learner_is_in_one_running_pairing_at_most(pairing, marthina, yohanis):
    other = pairing_of(marthina.member, mentor=yohanis.member, state=PairingState.OFFERED)
    group = pairing_of(*MemberFactory.create_batch(2), mentor=yohanis.member, format="group")

    for sql in (
        f"UPDATE mentoring_pairing SET state = 'accepted' WHERE id = {other.pk}",
        "INSERT INTO mentoring_pairingparticipant (pairing_id, unit_id, member_id, name, role, answer, is_running)"
        f" VALUES ({group.pk}, {group.unit_id}, {marthina.member.pk}, 'x', 'mentee', 'accepted', false)",
    ):
        with pytest.raises(IntegrityError, match="participant_one_running"), transaction.atomic():
            run(sql)
    run(f"UPDATE mentoring_pairingparticipant SET is_running = false WHERE pairing_id = {pairing.pk}")
    assert pairing.participants.filter(is_running=True).get().member == marthina.member, "no way around the trigger"

    run(f"UPDATE mentoring_pairing SET state = 'ended_early', ended_on = active_on WHERE id = {pairing.pk}")
    run(f"UPDATE mentoring_pairing SET state = 'accepted' WHERE id = {other.pk}")
    assert list(marthina.member.pairing_participants.filter(is_running=True).values_list("pairing", flat=True)) == [
        other.pk
    ]


@pytest.mark.parametrize(
    "table",
    ["pairingtransition", "sessiontransition", "agreementsignature"],
)
def test_moves_and_signatures_stay_as_they_were_written(pairing, table, kornelis, sari, yohanis, marthina):
    session = held_session(pairing)
    SessionTransition.objects.create(unit=pairing.unit, pairing=pairing, session=session, to_value="logged")

    for user in (kornelis, sari, yohanis, marthina):
        with acting_as(user):
            for sql in (f"UPDATE mentoring_{table} SET pairing_id = pairing_id", f"DELETE FROM mentoring_{table}"):
                with pytest.raises(ProgrammingError, match="permission denied"):
                    run(sql)
    with jobs_context(), pytest.raises(ProgrammingError, match="permission denied"):
        run(f"DELETE FROM mentoring_{table}")


@pytest.mark.parametrize(
    "table",
    [
        *("programme", "mentor", "agreement", "session", "sessionlog", "sessionattendance", "actionitem"),
        *("diagnostic", "diagnosticrating", "diagnosticlevel", "plan", "goal"),
    ],
)
def test_nobody_deletes_what_no_service_deletes(pairing, table, kornelis, yohanis):
    held_session(pairing)

    for user in (kornelis, yohanis):
        with acting_as(user), pytest.raises(ProgrammingError, match="permission denied"):
            run(f"DELETE FROM mentoring_{table}")


def test_only_an_offer_can_be_taken_back_and_its_moves_go_with_it(pairing, marthina, yohanis, kornelis):
    offer = pairing_of(MemberFactory.create(), mentor=yohanis.member, state=PairingState.OFFERED)

    with acting_as(kornelis):
        assert run("DELETE FROM mentoring_pairing WHERE id = %s", offer.pk) == 1
        assert refused("DELETE FROM mentoring_pairing WHERE id = %s", pairing.pk)

    assert not offer.transitions.exists()
    assert not offer.participants.exists()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE mentoring_session SET minutes = 1 WHERE id = %s",
        "UPDATE mentoring_session SET place = 'lain' WHERE id = %s",
        "UPDATE mentoring_session SET acknowledged_at = now() WHERE id = %s",
        "UPDATE mentoring_session SET logged_by_id = created_by_id, on_behalf_of_id = created_by_id, source = 'call'"
        " WHERE id = %s",
        "UPDATE mentoring_sessionlog SET goal = 'lain' WHERE session_id = %s",
        "UPDATE mentoring_sessionlog SET dispute = 'lain' WHERE session_id = %s",
        "UPDATE mentoring_sessionattendance SET status = 'absent' WHERE session_id = %s",
        "INSERT INTO mentoring_sessionattendance (pairing_id, unit_id, session_id, participant_id, status)"
        " SELECT pairing_id, unit_id, session_id, participant_id, status FROM mentoring_sessionattendance"
        " WHERE session_id = %s",
    ],
)
def test_an_acknowledged_session_stays_as_it_was_agreed(pairing, sql, yohanis, kornelis):
    open_one, agreed = held_session(pairing), held_session(pairing, timezone.localdate(), SessionState.ACKNOWLEDGED)

    for user in (yohanis, kornelis):
        with acting_as(user):
            with pytest.raises(IntegrityError, match="acknowledged"), transaction.atomic():
                run(sql, agreed.pk)
            if sql.startswith("UPDATE") and user == yohanis:
                assert run(sql, open_one.pk) > 0


def test_a_log_does_not_move_into_an_acknowledged_session(pairing, yohanis):
    open_one, agreed = held_session(pairing), held_session(pairing, timezone.localdate(), SessionState.ACKNOWLEDGED)

    with acting_as(yohanis), pytest.raises(IntegrityError, match="acknowledged"), transaction.atomic():
        run("UPDATE mentoring_sessionlog SET session_id = %s WHERE session_id = %s", agreed.pk, open_one.pk)


def test_phases_go_one_step_in_either_direction(pairing, kornelis):
    """Every one of the 49 pairs of phases, tried for real."""
    order = list(Phase)
    outcome = {}
    for before in order:
        for after in order:
            run("UPDATE mentoring_pairing SET phase = %s WHERE id = %s", before.value, pairing.pk)
            with acting_as(kornelis):
                outcome[before, after] = not refused(
                    "UPDATE mentoring_pairing SET phase = %s WHERE id = %s", after.value, pairing.pk
                )

    assert outcome == {(a, b): abs(order.index(b) - order.index(a)) <= 1 for a in order for b in order}


BEGINNINGS = {
    "pairing": "INSERT INTO mentoring_pairing (programme_id, unit_id, category, format, state, phase, phase_since,"
    " cadence_days, pauses, created_at, active_on, ended_on, paused_on) SELECT programme_id, unit_id, category, format,"
    " '{state}', '{phase}', phase_since, cadence_days, '{{}}', now(), active_on, active_on,"
    " CASE WHEN '{state}' = 'paused' THEN active_on END FROM mentoring_pairing LIMIT 1",
    "programme": "INSERT INTO mentoring_programme (name, category, coordinator_id, starts_on, ends_on, cadence_days,"
    " closing_report, focus, unit_id, state) SELECT name, category, coordinator_id, starts_on, ends_on, cadence_days,"
    " '', focus, unit_id, '{state}' FROM mentoring_programme LIMIT 1",
    "agreement": "INSERT INTO mentoring_agreement (pairing_id, unit_id, version, purpose, rhythm, starts_on, ends_on,"
    " clauses, created_at, state, mode, place, conflicts, feedback, edition) SELECT pairing_id, unit_id, 9, purpose,"
    " rhythm, starts_on, ends_on, clauses, now(), '{state}', mode, place, '', '', edition"
    " FROM mentoring_agreement LIMIT 1",
}


@pytest.mark.parametrize(
    ("machine", "state", "phase"),
    [
        ("pairing", "active", "preparation"),
        ("pairing", "offered", "preparation"),
        ("pairing", "proposed", "rapport"),
        ("programme", "running", ""),
        ("agreement", "signed_one", ""),
    ],
)
def test_nothing_begins_in_the_middle(pairing, kornelis, machine, state, phase):
    first = FIRST[machine][0].value
    with acting_as(kornelis):
        with pytest.raises(IntegrityError, match="may not begin"), transaction.atomic():
            run(BEGINNINGS[machine].format(state=state, phase=phase))

        assert run(BEGINNINGS[machine].format(state=first, phase="preparation")) == 1


def test_mentors_and_sessions_do_not_begin_in_the_middle(pairing, sari, yohanis):
    member = MemberFactory.create()
    session = {"unit": pairing.unit, "pairing": pairing, "time_zone": "Asia/Jayapura", "created_by": yohanis}
    today = timezone.localdate()

    with acting_as(sari):
        with pytest.raises(IntegrityError, match="may not begin"), transaction.atomic():
            mentor_of(member)
        mentor_of(member, state="invited")
    with acting_as(yohanis):
        with pytest.raises(IntegrityError, match="may not begin"), transaction.atomic():
            Session.objects.create(**session, state="cancelled", planned_start=timezone.now(), held_on=today)
        with pytest.raises(IntegrityError, match="may not begin"), transaction.atomic():
            Session.objects.create(
                **session, state="acknowledged", started_at=timezone.now(), held_on=today, minutes=60, sequence=9
            )


def test_a_plan_is_confirmed_by_the_invited_side_for_itself(yohanis, marthina, kornelis, pairing):
    session = planned_session(pairing, planned_by=yohanis)
    confirm = "UPDATE mentoring_session SET state = 'confirmed', confirmed_by_id = %s WHERE id = %s"
    tries = ((yohanis, marthina), (yohanis, yohanis), (kornelis, marthina), (kornelis, kornelis))

    for by, named in tries:
        with acting_as(by):
            assert refused(confirm, named.pk, session.pk), (by, named)
    with acting_as(marthina):
        assert run(confirm, marthina.pk, session.pk) == 1
