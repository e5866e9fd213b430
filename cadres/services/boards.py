"""Deeds between boards: a board above confirms who leads the one below, and settles its disputes (DOMAIN §2).

Two people, always: whoever wrote a term down never confirms it. A disputed board is frozen until a decree from above.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import acting_people, frozen_sentence
from cadres.enums import TERM_MOVES, Seat, TermState
from cadres.models import BoardDispute, DisputeClaim, OfficerTerm, TermTransition
from cadres.rules import can_decide_on_board, can_manage_unit, has_recorded, is_frozen
from core.context import jobs_context
from core.errors import RuleError
from regions.models import Unit

#: What a confirmation stands on: whoever changes it asks for it anew.
EVIDENCE = ("post", "decree_no", "decree_on", "starts_on")
SHORTEST_REASON, LONGEST_REASON = 10, 300


@transaction.atomic
def term_confirm(*, by: User, term: OfficerTerm, decree_no: str, decree_on: date) -> OfficerTerm:
    """Confirm an office for the board above, on its decree, which is kept beside the one that the unit has entered.

    Raises RuleError for a board that the user's does not stand above, for what he wrote down himself, for his own
    office, while either board is disputed, without a decree, for a decree to come, or when it does not wait.
    """
    term = _decidable(by, term)
    if has_recorded(by, term):
        raise RuleError(_("Jabatan ini Anda sendiri yang mencatat. Minta orang lain di tingkat atas mengesahkannya."))
    if term.member.user_id in acting_people(by):
        raise RuleError(_("Ini jabatan Anda sendiri. Minta orang lain di tingkat atas mengesahkannya."))
    term.confirming_decree_no, term.confirming_decree_on = _decree(decree_no, decree_on)
    term.confirmed_by, term.confirmed_by_unit, term.confirmed_at = by, by.scope.unit, timezone.now()  # type: ignore[union-attr]
    return _move(by, term, TermState.CONFIRMED)


@transaction.atomic
def term_return(*, by: User, term: OfficerTerm, reason: str) -> OfficerTerm:
    """Send an office back to the board that entered it, with a reason. Raises RuleError as `term_confirm` does."""
    return _move(by, _decidable(by, term), TermState.RETURNED, _given(reason))


@transaction.atomic
def term_correct(*, by: User, term: OfficerTerm, **values: Any) -> OfficerTerm:
    """Put an office right: what the confirmation stood on (`EVIDENCE`) is confirmed anew, by somebody else.

    Raises RuleError outside the user's reach, for an office that has ended, or in a disputed board.
    """
    term = _locked(by, term)
    if not can_manage_unit(by, term.unit):
        raise RuleError(_("Unit ini di luar wilayah kerja Anda."))
    if term.ends_on is not None:
        raise RuleError(_("Jabatan ini sudah berakhir."))
    if is_frozen(term.unit):
        raise RuleError(frozen_sentence())
    return term_rewrite(by=by, term=term, values=values)


def term_rewrite(*, by: User, term: OfficerTerm, values: dict[str, Any]) -> OfficerTerm:
    """Write values into an office, as part of a deed that has been checked; a new evidence waits for confirmation."""
    renewed = any(name in EVIDENCE and getattr(term, name) != value for name, value in values.items())
    for name, value in values.items():
        setattr(term, name, value)
    if term.state == TermState.RETURNED or (renewed and term.state == TermState.CONFIRMED):
        return _wait_again(by, term, values)
    term.save(update_fields=[*values])
    return term


def term_reopen(*, by: User, term: OfficerTerm, values: dict[str, Any], reason: str) -> OfficerTerm:
    """Take a confirmation back, as part of a deed that has been checked: it waits again, for another than `by`."""
    for name, value in values.items():
        setattr(term, name, value)
    return _wait_again(by, term, values, reason)


def _wait_again(by: User, term: OfficerTerm, values: Iterable[str], reason: str = "") -> OfficerTerm:
    term.confirmed_by = term.confirmed_by_unit = term.confirmed_at = term.confirming_decree_on = None
    term.confirming_decree_no = ""
    term.recorded_by, term.recorded_at = by, timezone.now()
    return _move(by, term, TermState.WAITING, reason, fields=(*values, "recorded_by", "recorded_at"))


@transaction.atomic
def dispute_raise(*, by: User, unit: Unit, reason: str) -> BoardDispute:
    """Freeze a board by hand, with a reason: by its secretariat or one above. Raises RuleError, also for the second."""
    if not can_manage_unit(by, unit):
        raise RuleError(_("Unit ini di luar wilayah kerja Anda."))
    if is_frozen(unit):
        raise RuleError(_("Sengketa kepengurusan unit ini sudah tercatat."))
    return BoardDispute.objects.create(unit=unit, reason=_given(reason), raised_by=by)


@transaction.atomic
def dispute_resolve(
    *, by: User, dispute: BoardDispute, holders: dict[str, int], decree_no: str, decree_on: date, resolution: str
) -> BoardDispute:
    """Settle a dispute by decree of the board above: `holders` (seat → term) stay, every other claim to a seat ends.

    The decree ends a claim on its own day; a claim that began later, the day after it began. Raises RuleError for a
    board that the user's does not stand above, without a decree or a resolution, or when a seat stays claimed twice.
    """
    rows = BoardDispute.objects.for_user(by).select_for_update(of=("self",)).select_related("unit")
    dispute = rows.get(pk=dispute.pk)
    if not can_decide_on_board(by, dispute.unit):
        raise RuleError(_("Sengketa diselesaikan sekretariat di tingkat atas kepengurusan ini."))
    if not dispute.is_open:
        raise RuleError(_("Sengketa ini sudah diselesaikan."))
    acting: Unit = by.scope.unit  # type: ignore[union-attr]
    if acting != dispute.unit and is_frozen(acting):
        raise RuleError(frozen_sentence())
    decree_no, decree_on = _decree(decree_no, decree_on)
    for seat, claims in claims_of(by, dispute.unit).items():
        if len({claim.member_id for claim in claims}) < 2:
            continue
        if holders.get(seat) not in {claim.pk for claim in claims}:
            raise RuleError(_("Pilih siapa yang sah untuk kursi %(seat)s.") % {"seat": Seat(seat).label})
        for claim in claims:
            is_upheld = claim.pk == holders[seat]
            DisputeClaim.objects.create(unit=dispute.unit, dispute=dispute, term=claim, is_upheld=is_upheld)
            if not is_upheld:
                claim.ends_on = max(decree_on, claim.starts_on + timedelta(days=1))
                claim.save(update_fields=["ends_on"])
    dispute.resolved_by, dispute.resolved_by_unit, dispute.resolved_at = by, acting, timezone.now()
    dispute.decree_no, dispute.decree_on, dispute.resolution = decree_no, decree_on, _given(resolution)
    dispute.save(
        update_fields=["resolved_by", "resolved_by_unit", "resolved_at", "decree_no", "decree_on", "resolution"]
    )
    return dispute


def claims_of(by: User, unit: Unit) -> dict[str, list[OfficerTerm]]:
    """The open claims to the single seats of a board, by seat, the oldest first."""
    found: dict[str, list[OfficerTerm]] = {}
    terms = OfficerTerm.objects.for_user(by).claims(unit).select_related("member", "unit").defer("member__nik")
    for term in terms.order_by("starts_on", "pk"):
        found.setdefault(term.seat, []).append(term)
    return found


def disputes_sweep(*, on: date | None = None) -> int:
    """Raise the flag over boards where a second claim to a seat has begun by a day (today); how many. May run twice."""
    with jobs_context(), connection.cursor() as cursor:
        cursor.execute("SELECT kad_note_disputes(NULL, %s)", [on or timezone.localdate()])
        (noted,) = cursor.fetchone()
        return int(noted)


def _move(by: User, term: OfficerTerm, to: TermState, reason: str = "", *, fields: tuple[str, ...] = ()) -> OfficerTerm:
    before, term.state = TermState(term.state), to
    if to not in TERM_MOVES[before]:
        raise RuleError(_("Jabatan ini tidak sedang menunggu pengesahan."))
    decided = ("confirmed_by", "confirmed_by_unit", "confirmed_at", "confirming_decree_no", "confirming_decree_on")
    term.save(update_fields={"state", *decided, *fields})
    TermTransition.objects.create(
        unit=term.unit,
        term=term,
        from_value=before,
        to_value=to,
        reason=reason,
        actor=by,
        acting_unit=by.scope.unit,  # type: ignore[union-attr]
    )
    return term


def _decidable(by: User, term: OfficerTerm) -> OfficerTerm:
    term = _locked(by, term)
    if not can_decide_on_board(by, term.unit):
        raise RuleError(_("Pengurus disahkan sekretariat di tingkat atas unitnya."))
    if not term.is_waiting:
        raise RuleError(_("Jabatan ini tidak sedang menunggu pengesahan."))
    if is_frozen(term.unit) or is_frozen(by.scope.unit):  # type: ignore[union-attr]
        raise RuleError(frozen_sentence())
    return term


def _locked(by: User, term: OfficerTerm) -> OfficerTerm:
    rows = OfficerTerm.objects.for_user(by).select_for_update(of=("self",)).select_related("unit", "member")
    return rows.defer("member__nik").get(pk=term.pk)


def _decree(number: str, day: date) -> tuple[str, date]:
    number = " ".join(number.split())
    if not number or day is None:
        raise RuleError(_("Isi nomor dan tanggal SK-nya."))
    if day > timezone.localdate():
        raise RuleError(_("Tanggal SK belum tiba; periksa tanggalnya."))
    return number[:60], day


def _given(reason: str) -> str:
    reason = " ".join(reason.split())
    if len(reason) < SHORTEST_REASON:
        raise RuleError(_("Tulis alasannya, paling sedikit 10 huruf."))
    return reason[:LONGEST_REASON]
