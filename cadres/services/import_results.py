"""Sheets of training results: what a row is, the write of the sound ones, and the undo.

What a sheet says is marked as such, with who brought it, and counts for a level once the event is closed: until then
it can be taken back, and no certificate stands on it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cadres.enums import AttendanceBy, EventState, RegistrationState, RowState, TrainingResult
from cadres.models import ImportBatch, ImportRow, Member, TrainingEvent, TrainingRegistration
from cadres.selectors.known import Judgement
from cadres.selectors.known_results import KnownResults, ResultFacts, result_facts
from cadres.services.import_rows import RowChecker, identity, stored_problem
from cadres.services.import_writing import keep_written, ready_rows
from cadres.spreadsheets.result_rows import validate_result
from cadres.spreadsheets.rows import CleanRow, Problem

#: What a sheet may change about a seat, and what its undo gives back.
CHANGED = ("state", "attended_at", "attended_by", "confirmed_by_id", "score", "result", "result_by_id", "result_at",
           "from_sheet")  # fmt: skip


class ResultChecker(RowChecker):
    """Tells of each row of a list of results what it is. The person must be a member in sight already."""

    problem_fields: ClassVar[dict[str, str]] = {
        "member_conflict": "nik",
        **dict.fromkeys(("event_unknown", "event_closed", "event_early", "event_elsewhere"), "event"),
        "result_signed": "attended",
        "result_final": "result",
    }
    other_problem_field: ClassVar[str] = "full_name"

    def known(self, user: User, facts: Iterable[ResultFacts]) -> KnownResults:
        """Those in the user's sight whom the rows may mean, with their seats."""
        return KnownResults(user, facts)

    def facts(self, values: Mapping[str, str]) -> tuple[ResultFacts | None, list[Problem]]:
        """What a row says, or its problems."""
        row = validate_result(values, self.today)
        if isinstance(row, list):
            return None, row
        return result_facts(row, row.event or self.batch.event_id or 0), []

    def unit_of(self, row: CleanRow) -> int:
        """A result names no unit: the participant has one."""
        return self.batch.unit_id

    def keys(self, facts: ResultFacts, judgement: Judgement) -> Iterator[tuple[str, str]]:
        """The same participant of the same event comes once."""
        if judgement.member_id:
            yield "full_name", identity("r", f"{judgement.member_id}:{facts.values['event_id']}")

    def twice(self, field: str, number: int) -> str:
        """The sentence about a row that says the same as another one."""
        return _("Peserta yang sama ada di baris %(number)d.") % {"number": number}


def write_results(batch: ImportBatch, user: User) -> dict[str, int]:
    """Write the ready rows; the numbers of what became of them. What has become final meanwhile, or finds no seat, is
    refused; the others are written."""
    rows, facts = ready_rows(batch, user, ResultFacts)
    events = {fact.values["event_id"] for fact in facts}
    list(TrainingEvent.objects.filter(pk__in=events).order_by("pk").select_for_update(no_key=True, of=("self",)))
    known = KnownResults(user, facts)
    outcomes = [_write(user, row, known, fact) for row, fact in zip(rows, facts, strict=True)]
    return keep_written(batch, rows, outcomes, wrote="registration", history=TrainingRegistration)


def _write(user: User, row: ImportRow, known: KnownResults, facts: ResultFacts) -> str:
    judgement = known.judge(facts)
    if judgement.cause:
        row.state, row.problems = judgement.state, [stored_problem("full_name", judgement.cause, judgement.sentence)]
        return "refused"
    is_new = judgement.registration_id is None
    row.clean, row.original = "", ""
    if judgement.state == RowState.UNCHANGED:
        row.state, row.registration_id = RowState.UNCHANGED, judgement.registration_id
        return "unchanged"
    try:
        with transaction.atomic():
            row.before = _keep(user, row, judgement, known.events[facts.values["event_id"]])
    except IntegrityError:
        sentence = _("Kursinya sudah penuh, atau hasilnya baru saja berubah; periksa di halaman kegiatannya.")
        row.state, row.problems, row.registration = (
            RowState.BAD,
            [stored_problem("event", "event_full", sentence)],
            None,
        )
        return "refused"
    row.state, row.created_member = RowState.WRITTEN, is_new
    return "created" if is_new else "updated"


def _keep(user: User, row: ImportRow, judgement: Judgement, event: TrainingEvent) -> str:
    """Write what a row changes about a seat, a new one if need be; what stood there before, for the undo."""
    if judgement.registration_id is None:
        member = Member.objects.for_user(user).select_related("unit").defer("nik").get(pk=judgement.member_id)
        seat = TrainingRegistration(unit=member.unit, event=event, member=member, registered_by=user)
        before = ""
    else:
        seats = TrainingRegistration.objects.for_user(user).select_for_update(of=("self",))
        seat = seats.get(pk=judgement.registration_id)
        before = json.dumps({name: getattr(seat, name) for name in CHANGED}, default=str)
    now, changes = timezone.now(), judgement.changes
    if "attended" in changes:
        seat.state, seat.attended_by = RegistrationState.ATTENDED, AttendanceBy.SHEET
        seat.attended_at, seat.confirmed_by = event.starts_at, user
    if "score" in changes:
        seat.score = changes["score"]
    if "result" in changes:
        seat.result = changes["result"]
    if seat.result != TrainingResult.OPEN and {"score", "result"} & set(changes):
        seat.from_sheet, seat.result_by, seat.result_at = True, user, now
    seat.save()
    row.registration = seat
    return before


def undo_results(batch: ImportBatch, user: User) -> dict[str, int]:
    """Take back what nobody has touched since and no closed event has made final: seats that were added are given
    back, the others are what they were."""
    rows = ImportRow.objects.for_user(user).filter(batch=batch, state=RowState.WRITTEN).exclude(registration=None)
    written = list(rows.select_related("registration__event"))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT pgh_obj_id FROM cadres_trainingregistrationevent "
            "WHERE pgh_id > %s AND pgh_obj_id = ANY (%s)",
            [batch.last_event or 0, [row.registration_id for row in written]],
        )
        touched = {pk for (pk,) in cursor.fetchall()}
    undone = [row for row in written if row.registration_id not in touched and _is_open(row.registration)]
    for row in undone:
        _restore(row.registration, json.loads(row.before) if row.before else NOTHING)
    ImportRow.objects.filter(pk__in=[row.pk for row in undone]).update(state=RowState.UNDONE)
    created = sum(row.created_member for row in undone)
    return {"deleted": created, "restored": len(undone) - created, "kept": len(written) - len(undone)}


#: A seat that only the sheet knew: nobody was there.
NOTHING: dict[str, Any] = {
    **dict.fromkeys(CHANGED),
    "state": RegistrationState.CANCELLED,
    "attended_by": "",
    "result": TrainingResult.OPEN,
    "from_sheet": False,
}


def _is_open(seat: TrainingRegistration | None) -> bool:
    return seat is not None and seat.event.state == EventState.OPEN


def _restore(seat: TrainingRegistration | None, before: Mapping[str, Any]) -> None:
    assert seat is not None
    for name, value in before.items():
        is_moment = name.endswith("_at") and isinstance(value, str)
        setattr(seat, name, datetime.fromisoformat(value) if is_moment else value)
    seat.save(update_fields=[name.removesuffix("_id") for name in CHANGED])
