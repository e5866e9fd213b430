"""Boards: who confirms an office, what a dispute freezes, who ends it, and what the database refuses by itself."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError, ProgrammingError
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Assignment
from accounts.scoping import acting_as
from accounts.services import assign
from cadres.enums import TermState
from cadres.models import BoardDispute, OfficerTerm, TermTransition
from cadres.rules import is_frozen
from cadres.services import boards as deeds
from cadres.services.offices import term_add
from core.errors import RuleError
from evaluations import rollups
from tests.factories.accounts import UserFactory, lend, staff, unit
from tests.factories.cadres import MemberFactory
from tests.refusals import is_refused

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DECREE = {"decree_no": "SK-9/DPD/2026", "decree_on": TODAY - timedelta(days=2)}
FACTS = {"post": "Ketua", "decree_no": "SK-1", "starts_on": TODAY - timedelta(days=90)}


@pytest.fixture
def above():
    """Secretariat of the province."""
    return staff(Role.SECRETARIAT, "96", full_name="Ruth Sagrim")


@pytest.fixture
def term(sari):
    """A chair that the regency has entered."""
    member = MemberFactory()
    with acting_as(sari):
        return term_add(by=sari, unit=unit("96.71"), member=member, **FACTS)


def claim(place="96.71", post="Ketua", **fields):
    facts = {"unit": unit(place), "member": MemberFactory(), "starts_on": TODAY - timedelta(days=9)}
    return OfficerTerm.objects.create(**facts | {"post": post} | fields)


def confirmed(by, term):
    with acting_as(by):
        return deeds.term_confirm(by=by, term=term, **DECREE)


def refused(by, deed, **arguments):
    with acting_as(by), pytest.raises(RuleError) as caught:
        deed(by=by, **arguments)
    return str(caught.value)


def test_a_term_waits_until_the_board_above_confirms_it_on_a_decree(sari, above, term):
    assert (term.state, OfficerTerm.objects.get().recorded_by) == (TermState.WAITING, sari)

    confirmed(above, term)

    term.refresh_from_db()
    assert (term.state, term.confirmed_by, term.confirmed_by_unit) == (TermState.CONFIRMED, above, unit("96"))
    assert (term.confirming_decree_no, term.confirming_decree_on) == (DECREE["decree_no"], DECREE["decree_on"])
    assert (term.decree_no, term.valid_decree_no) == ("SK-1", DECREE["decree_no"])
    move = TermTransition.objects.get()
    assert (move.from_value, move.to_value, move.actor, move.acting_unit, move.unit) == (
        "waiting", "confirmed", above, unit("96"), unit("96.71"),
    )  # fmt: skip


def test_ones_own_board_beside_and_below_does_not_confirm(sari, term):
    colleague = staff(Role.SECRETARIAT, "96.71", full_name="Lea Kambu")

    assert "tingkat atas" in refused(colleague, deeds.term_confirm, term=term, **DECREE)
    assert "tingkat atas" in refused(colleague, deeds.term_return, term=term, reason="Nomor SK keliru")


def test_who_wrote_it_down_does_not_confirm_it(above):
    with acting_as(above):
        term = term_add(by=above, unit=unit("96.71"), member=MemberFactory(), **FACTS)

    assert "sendiri" in refused(above, deeds.term_confirm, term=term, **DECREE)

    confirmed(staff(Role.SECRETARIAT, "96", full_name="Markus Fonataba"), term)
    assert OfficerTerm.objects.get().state == TermState.CONFIRMED


@pytest.mark.parametrize("decree", [{"decree_no": " "}, {"decree_on": None}, {"decree_on": TODAY + timedelta(days=1)}])
def test_a_confirmation_needs_a_decree_that_exists(above, term, decree):
    assert "SK" in refused(above, deeds.term_confirm, term=term, **DECREE | decree)


def test_a_returned_term_is_corrected_and_waits_again(sari, above, term):
    with acting_as(above):
        deeds.term_return(by=above, term=term, reason="Nomor SK tidak sesuai naskah")
    assert "huruf" in refused(above, deeds.term_return, term=claim("96.01"), reason="salah")

    with acting_as(sari):
        deeds.term_correct(by=sari, term=term, decree_no="SK-2", starts_on=term.starts_on)

    term.refresh_from_db()
    assert (term.state, term.decree_no) == (TermState.WAITING, "SK-2")
    assert list(TermTransition.objects.values_list("to_value", flat=True)) == ["returned", "waiting"]


def test_a_new_decree_is_confirmed_anew_and_a_portfolio_is_not(sari, above, term):
    confirmed(above, term)
    with acting_as(sari):
        deeds.term_correct(by=sari, term=term, portfolio="Umum")
    term.refresh_from_db()
    assert term.state == TermState.CONFIRMED

    with acting_as(sari):
        deeds.term_correct(by=sari, term=term, decree_no="SK-3")

    term.refresh_from_db()
    assert (term.state, term.confirmed_by, term.confirmed_at) == (TermState.WAITING, None, None)


def test_a_second_claim_raises_the_flag_and_only_a_decree_from_above_lowers_it(client_of, sari, above, term):
    other = claim()
    dispute = BoardDispute.objects.get()
    assert (dispute.unit, dispute.seat, is_frozen(unit("96.71"))) == (unit("96.71"), "chair", True)
    decision = {"decree_no": "SK-5", "decree_on": TODAY, "resolution": "Musda sah menurut AD/ART"}

    assert "tingkat atas" in refused(
        sari, deeds.dispute_resolve, dispute=dispute, holders={"chair": term.pk}, **decision
    )
    assert "Pilih" in refused(above, deeds.dispute_resolve, dispute=dispute, holders={}, **decision)
    with acting_as(above):
        deeds.dispute_resolve(by=above, dispute=dispute, holders={"chair": term.pk}, **decision)

    other.refresh_from_db()
    term.refresh_from_db()
    assert (other.ends_on, term.ends_on, is_frozen(unit("96.71"))) == (TODAY, None, False)
    assert [(claim.term, claim.is_upheld) for claim in dispute.claims.all()] == [(term, True), (other, False)]
    page = client_of(sari).get(dispute.get_absolute_url()).content.decode()
    winner, loser = page.index(term.member.full_name), page.index(other.member.full_name)
    assert winner < page.index("Dinyatakan sah") < loser < page.index("Diakhiri")


def test_a_manual_flag_needs_a_reason_and_comes_once(sari, above):
    assert "huruf" in refused(sari, deeds.dispute_raise, unit=unit("96.71"), reason="ribut")
    assert "wilayah" in refused(sari, deeds.dispute_raise, unit=unit("96"), reason="Dua surat mandat beredar")

    with acting_as(sari):
        dispute = deeds.dispute_raise(by=sari, unit=unit("96.71"), reason="Dua surat mandat beredar")
    assert "sudah" in refused(above, deeds.dispute_raise, unit=unit("96.71"), reason="Dua surat mandat beredar")
    with acting_as(above):
        deeds.dispute_resolve(
            by=above, dispute=dispute, holders={}, decree_no="SK-7", decree_on=TODAY, resolution="Mandat kedua dicabut"
        )

    assert not is_frozen(unit("96.71"))


def test_a_disputed_board_takes_nobody_in_confirms_nobody_and_gives_no_power(sari, above, term):
    below = claim("96.71.06", post="Wakil Ketua", decree_no="SK-1")
    claim()
    candidate = staff(Role.MENTEE, "96.71", full_name="Yance Wamea")
    member = MemberFactory()

    frozen = "sedang disengketakan"
    assert frozen in refused(sari, term_add, unit=unit("96.71"), member=member, **FACTS | {"post": "Anggota"})
    assert frozen in refused(sari, deeds.term_confirm, term=below, **DECREE)
    assert frozen in refused(above, deeds.term_confirm, term=term, **DECREE)
    assert frozen in refused(sari, deeds.term_correct, term=term, decree_no="SK-2")
    assert frozen in refused(sari, assign, user=candidate, role=Role.LEADER, unit=unit("96.71"))
    with acting_as(sari):
        assign(by=sari, user=candidate, role=Role.MENTOR, unit=unit("96.71"))
    with acting_as(above):
        assign(by=above, user=candidate, role=Role.LEADER, unit=unit("96.71"))


def test_a_claim_to_come_and_a_returned_one_are_no_dispute(above, term):
    claim(starts_on=TODAY + timedelta(days=3))
    with acting_as(above):
        deeds.term_return(by=above, term=term, reason="Nomor SK tidak sesuai naskah")
    claim()

    assert (deeds.disputes_sweep(), BoardDispute.objects.count()) == (0, 0)


def test_the_sweep_finds_a_claim_on_the_day_it_begins(term):
    begins = TODAY + timedelta(days=3)
    claim(starts_on=begins)

    assert deeds.disputes_sweep(on=begins - timedelta(days=1)) == 0
    assert (deeds.disputes_sweep(on=begins), deeds.disputes_sweep(on=begins)) == (1, 0)

    dispute = BoardDispute.objects.get()
    assert (dispute.unit, dispute.seat, dispute.raised_by, is_frozen(unit("96.71"))) == (
        unit("96.71"), "chair", None, True,
    )  # fmt: skip


def raw(by, sql, *values):
    """Whether the database refuses a statement of the user's role; nothing of it stays."""
    with acting_as(by), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        transaction.set_rollback(True)


CONFIRM = (
    "UPDATE cadres_officerterm SET state = 'confirmed', confirming_decree_no = 'x',"
    " confirming_decree_on = current_date, "
)


@pytest.mark.parametrize(
    ("who", "sql"),
    [
        ("sari", CONFIRM + "confirmed_by_id = {sari}, confirmed_by_unit_id = {own}, confirmed_at = now()"),
        ("sari", CONFIRM + "confirmed_by_id = {above}, confirmed_by_unit_id = {up}, confirmed_at = now()"),
        ("above", CONFIRM + "confirmed_by_id = {sari}, confirmed_by_unit_id = {up}, confirmed_at = now()"),
        ("above", CONFIRM + "confirmed_by_id = {above}, confirmed_by_unit_id = {own}, confirmed_at = now()"),
        ("above", CONFIRM + "recorded_by_id = {above}, confirmed_by_unit_id = {up}"),
        ("above", "UPDATE cadres_officerterm SET state = 'confirmed'"),
        ("sari", "UPDATE cadres_officerterm SET state = 'returned'"),
        ("sari", "UPDATE cadres_officerterm SET recorded_by_id = {above}"),
    ],
)  # fmt: skip
def test_raw_sql_does_not_confirm_past_the_rules(sari, above, term, who, sql):
    ids = {"sari": sari.pk, "above": above.pk, "own": unit("96.71").pk, "up": unit("96").pk}

    with pytest.raises(IntegrityError):
        raw({"sari": sari, "above": above}[who], sql.format(**ids))


BY_TRIGGER_ALONE = [
    ("sari", "guard_term ON cadres_officerterm", CONFIRM
        + "confirmed_by_id = {above}, confirmed_by_unit_id = {up}, confirmed_at = now()"),
    ("above", "guard_term ON cadres_officerterm", CONFIRM
        + "confirmed_by_id = {above}, confirmed_by_unit_id = {own}, confirmed_at = now()"),
    ("sari", "guard_term ON cadres_officerterm", "UPDATE cadres_officerterm SET state = 'returned'"),
    ("sari", "guard_term ON cadres_officerterm", "UPDATE cadres_officerterm SET recorded_by_id = {above}"),
    ("sari", "guard_dispute ON cadres_boarddispute", "UPDATE cadres_boarddispute SET seat = 'treasurer'"),
    ("sari", "guard_dispute ON cadres_boarddispute", "UPDATE cadres_boarddispute SET resolved_at = now(),"
        " decree_no = 'x', decree_on = '2026-01-01', resolution = 'x', resolved_by_id = {sari},"
        " resolved_by_unit_id = {own}"),
    ("sari", "guard_peace ON accounts_assignment", "INSERT INTO accounts_assignment (user_id, role, unit_id,"
        " created_by_id, starts_on, reason) VALUES ({candidate}, 'leader', {own}, {sari}, now(), '')"),
]  # fmt: skip


@pytest.mark.parametrize(("who", "trigger", "sql"), BY_TRIGGER_ALONE)
def test_each_statement_is_refused_by_its_trigger_and_passes_without_it(sari, above, term, who, trigger, sql):
    other = claim()
    by = {"sari": sari, "above": above}[who]
    candidate = staff(Role.MENTEE, "96.71", full_name="Yance Wamea")
    ids = {"sari": sari.pk, "above": above.pk, "own": unit("96.71").pk, "up": unit("96").pk, "candidate": candidate.pk}
    if "dispute" not in trigger and "peace" not in trigger:  # a term alone, in peace
        without("guard_dispute ON cadres_boarddispute", "DELETE FROM cadres_boarddispute")
        other.delete()

    with pytest.raises(DatabaseError):
        raw(by, sql.format(**ids))
    without(trigger)

    raw(by, sql.format(**ids))


def without(trigger, *statements):
    """Take a trigger away for the rest of the test's transaction; with statements, for these alone."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE {1} DISABLE TRIGGER {0}".format(*trigger.split(" ON ")))
        for statement in statements:
            cursor.execute(statement)
        if statements:
            cursor.execute("ALTER TABLE {1} ENABLE TRIGGER {0}".format(*trigger.split(" ON ")))


def test_raw_sql_neither_rewrites_what_was_confirmed_nor_the_moves(sari, above, term):
    confirmed(above, term)

    for change in (
        "decree_no = 'lain'",
        "confirming_decree_no = 'lain'",
        "post = 'Bendahara'",
        "starts_on = '2020-01-01'",
        "confirmed_at = now()",
    ):
        with pytest.raises(IntegrityError):
            raw(sari, f"UPDATE cadres_officerterm SET {change}")
    for deed in ("UPDATE cadres_termtransition SET reason = 'x'", "DELETE FROM cadres_termtransition"):
        with pytest.raises(ProgrammingError):
            raw(above, deed)


def test_raw_sql_neither_ends_a_dispute_below_nor_without_an_answer(sari, above, term):
    claim()
    resolve = (
        "UPDATE cadres_boarddispute SET resolved_at = now(), decree_no = 'x', decree_on = '2026-01-01',"
        " resolution = 'x', resolved_by_id = %s, resolved_by_unit_id = %s"
    )

    for user, place in ((sari, "96.71"), (sari, "96"), (above, "96.71"), (above, "96")):
        with pytest.raises(IntegrityError):  # the last: two people still claim the seat
            raw(user, resolve, user.pk, unit(place).pk)
    for sql in ("DELETE FROM cadres_boarddispute", "UPDATE cadres_boarddispute SET seat = 'treasurer'"):
        with pytest.raises(DatabaseError):
            raw(above, sql)


def test_raw_sql_gives_no_role_in_the_name_of_a_disputed_board(sari, term):
    claim()
    user = staff(Role.MENTEE, "96.71", full_name="Yance Wamea")

    with acting_as(sari), pytest.raises(ProgrammingError), transaction.atomic():
        Assignment.objects.create(user=user, role=Role.LEADER, unit=unit("96.71"), created_by=sari)


# Pages


def test_the_board_above_confirms_on_the_page_and_the_unit_reads_where_it_stands(client_of, sari, above, term):
    page = client_of(above).get("/pengurus/pengesahan/")
    assert (page.context["page"].paginator.count, 'data-total="1"' in page.content.decode()) == (1, True)

    refused = client_of(above).post(term.get_absolute_url(), {"deed": "confirm", "decree_no": "SK-9", "decree_on": ""})
    assert (refused.status_code, "SK-9" in refused.content.decode()) == (422, True)
    form = {"deed": "confirm", "decree_no": "SK-9", "decree_on": "01/10/2026"}
    assert client_of(above).post(term.get_absolute_url(), form).status_code == 302

    term.refresh_from_db()
    assert term.state == TermState.CONFIRMED
    assert "Disahkan" in client_of(sari).get(term.get_absolute_url()).content.decode()
    assert client_of(sari).post(term.get_absolute_url(), {"deed": "confirm"}).status_code == 403


def test_a_dispute_is_raised_seen_and_resolved_on_its_pages(client_of, sari, above, term):
    other = claim(post="Plt. Ketua")
    dispute = BoardDispute.objects.get()

    assert client_of(sari).post(dispute.get_absolute_url(), {}).status_code == 403
    assert "Disengketakan" in client_of(sari).get(unit("96.71").get_absolute_url()).content.decode()
    form = {"decree_no": "SK-5", "decree_on": "01/10/2026", "resolution": "Musda sah menurut AD/ART"}
    assert client_of(above).post(dispute.get_absolute_url(), form).status_code == 422
    client_of(above).post(dispute.get_absolute_url(), form | {"seat_chair": term.pk})

    dispute.refresh_from_db()
    other.refresh_from_db()
    assert (dispute.is_open, other.ends_on is None) == (False, False)
    raised = client_of(sari).post("/wilayah/96.71/sengketa/", {"reason": "Dua surat mandat beredar"})
    assert (raised.status_code, BoardDispute.objects.open().count()) == (302, 1)


def test_the_dashboard_above_names_disputed_boards_and_offices_that_wait_for_long(client_of, above, term):
    OfficerTerm.objects.filter(pk=term.pk).update(recorded_at=timezone.now() - timedelta(days=31))
    claim("96.01")
    claim("96.01")
    rollups.drain()

    page = client_of(above).get("/w/96/dasbor/").content.decode()

    assert ("kepengurusan disengketakan" in page, "pengurus menunggu pengesahan" in page) == (True, True)
    assert 'data-total="1"' in client_of(above).get("/pengurus/pengesahan/?status=lama&wilayah=96").content.decode()
    assert 'data-total="1"' in client_of(above).get("/pengurus/sengketa/?wilayah=96").content.decode()


def test_the_queue_costs_the_same_with_one_and_three_rows(client_of, count_queries, above):
    client = client_of(above)
    claim("96.71")
    client.get("/pengurus/pengesahan/")
    with count_queries() as one:
        client.get("/pengurus/pengesahan/")
    claim("96.01", "Bendahara")
    claim("96.71.06", "Sekretaris")

    with count_queries() as three:
        client.get("/pengurus/pengesahan/")

    assert (one() == three(), three() <= 8) == (True, True)


def test_nobody_confirms_his_own_office(above, term):
    term.member.user = above
    term.member.save(update_fields=["user"])

    assert "jabatan Anda sendiri" in refused(above, deeds.term_confirm, term=term, **DECREE)
    with acting_as(above):
        assert is_refused(
            "UPDATE cadres_officerterm SET state = 'confirmed', confirming_decree_no = 'SK-9',"
            " confirming_decree_on = current_date,"
            " confirmed_by_id = %s, confirmed_by_unit_id = %s, confirmed_at = now() WHERE id = %s",
            above.pk,
            unit("96").pk,
            term.pk,
            error=IntegrityError,
        )


def test_whose_role_was_lent_stands_behind_the_deed(above):
    friend = UserFactory()
    lend(above.assignments.get(), friend)
    term = claim(recorded_by=above)

    assert "Anda sendiri yang mencatat" in refused(friend, deeds.term_confirm, term=term, **DECREE)


def test_what_a_deputy_has_written_down_is_not_confirmed_by_who_lent_him_the_role(above):
    friend = UserFactory()
    lent = lend(above.assignments.get(), friend)
    with acting_as(friend, lent):
        term = term_add(by=friend, unit=unit("96.71"), member=MemberFactory(), **FACTS)

    assert "Anda sendiri yang mencatat" in refused(above, deeds.term_confirm, term=term, **DECREE)
    term.refresh_from_db()
    assert term.recorded_for == above
    with pytest.raises(IntegrityError, match="officer_two_people"):
        raw(
            above,
            f"{CONFIRM}confirmed_by_id = {above.pk}, confirmed_by_unit_id = {unit('96').pk}, confirmed_at = now()",
        )


def test_an_office_that_is_confirmed_anew_loses_the_former_confirmation_only(sari, above, term):
    confirmed(above, term)

    with acting_as(sari):
        deeds.term_correct(by=sari, term=term, decree_no="SK-2")

    term.refresh_from_db()
    assert (term.decree_no, term.confirming_decree_no, term.confirming_decree_on) == ("SK-2", "", None)
