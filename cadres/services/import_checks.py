"""The dry run of an import: every row read, compared and told what is wrong with it. Nothing is written to members.

Runs in steps of their own transaction, so that pages see the progress; each step reads the asker's rights anew.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import islice
from typing import Any
from uuid import uuid4

from django.db import OperationalError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Assignment, User
from accounts.scoping import acting_as
from accounts.services import Message, queue_messages
from cadres.enums import ImportState, RowState
from cadres.errors import InputError
from cadres.models import ImportBatch, ImportRow
from cadres.rules import can_import
from cadres.selectors.known import Facts, Judgement, KnownMembers, facts_of
from cadres.selectors.places import TIERS, PlaceError, UnitFinder
from cadres.services.imports import STALE, read_batch
from cadres.spreadsheets.columns import raw_values
from cadres.spreadsheets.errors import SpreadsheetError
from cadres.spreadsheets.rows import CleanRow, Problem, validate_row
from cadres.spreadsheets.tables import Row
from regions.models import Unit

STEP_ROWS = 500
#: Who waited longer than this has perhaps left the page, and gets a message.
WAITED = timedelta(seconds=15)


def run_check(*, batch_id: int, user: User, assignment: Assignment | None) -> None:
    """Check a batch that waits for it, and leave it «checked» with its four numbers, or «failed» with a sentence.

    May run twice or in parallel: the second finds the claim of the first and leaves; a claim that did not move
    for two minutes is taken over and the check begins again.
    """
    with acting_as(user, assignment):
        batch = _claim(user, batch_id)
    if batch is None:
        return
    try:
        _check(batch, user, assignment)
    except SpreadsheetError as error:
        _finish(batch, user, assignment, state=ImportState.FAILED, failure=error.sentence)
    except OperationalError:
        raise  # the database is away or busy: the sweep asks again
    except Exception:
        _finish(
            batch, user, assignment, state=ImportState.FAILED, failure=_("Ada gangguan di pihak kami. Unggah lagi.")
        )
        raise


class _LostClaim(Exception):
    """Another worker has taken over, the batch is gone, or the right to it."""


def _claim(user: User, batch_id: int) -> ImportBatch | None:
    """Take the batch if nobody else is at work on it, and clear what an earlier attempt has left."""
    if not can_import(user):
        return None
    now, claim = timezone.now(), uuid4()
    batches = ImportBatch.objects.for_user(user).filter(pk=batch_id)
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - STALE)
    if not batches.filter(free, state=ImportState.CHECKING).update(claim=claim, claimed_at=now, progress=0):
        return None
    ImportRow.objects.for_user(user).filter(batch=batch_id).delete()
    return batches.select_related("unit").get()


def _check(batch: ImportBatch, user: User, assignment: Assignment | None) -> None:
    table = read_batch(batch)
    rows = iter(table.rows)
    checker: RowChecker | None = None
    counts: Counter[str] = Counter()
    groups: Counter[str] = Counter()
    while step := list(islice(rows, STEP_ROWS)):
        try:
            with acting_as(user, assignment):
                checker = checker or RowChecker(batch)
                found = checker.check(user, step)
                ImportRow.objects.bulk_create(found)
                _advance(batch, user, len(step))
        except _LostClaim:
            return
        _count(found, counts, groups)
    counts["warned"] = checker.warned if checker else 0
    _finish(
        batch,
        user,
        assignment,
        state=ImportState.CHECKED,
        counts={"read": table.row_count, **counts, "groups": dict(groups.most_common())},
    )


def _advance(batch: ImportBatch, user: User, count: int) -> None:
    """Show the progress; the same update asks whether the work is still ours."""
    batch.progress += count
    ours = ImportBatch.objects.for_user(user).filter(pk=batch.pk, claim=batch.claim, state=ImportState.CHECKING)
    if not ours.update(progress=batch.progress, claimed_at=timezone.now()):
        raise _LostClaim


def _count(rows: Iterable[ImportRow], counts: Counter[str], groups: Counter[str]) -> None:
    for row in rows:
        counts[row.state] += 1
        if row.state == RowState.READY:
            counts["update" if row.member_id else "new"] += 1
        groups.update({problem["group"] for problem in row.problems})


def _finish(
    batch: ImportBatch, user: User, assignment: Assignment | None, *, state: ImportState, **changes: Any
) -> None:
    with acting_as(user, assignment):
        ours = ImportBatch.objects.for_user(user).filter(pk=batch.pk, claim=batch.claim)
        if ours.update(state=state, **changes) and batch.asked_at and timezone.now() - batch.asked_at > WAITED:
            announce(batch, user)


def announce(batch: ImportBatch, user: User) -> None:
    """Tell somebody who had to wait that his import can be looked at."""
    queue_messages(
        [
            Message(
                subject=f"import:{batch.pk}",
                kind="import_ready",
                occasion=str(batch.asked_at),
                recipient_id=user.pk,
                due_at=timezone.now(),
                payload={"path": batch.get_absolute_url()},
            )
        ]
    )


def stored_problem(field: str, cause: str, sentence: str) -> dict[str, str]:
    """A problem as a row keeps it: without the value, which stands in the row's encrypted original."""
    return {"field": field, "cause": cause, "group": cause.partition("_")[0], "sentence": sentence}


class RowChecker:
    """Tells of each row of one batch what it is; remembers the rows before, to find those that come twice."""

    def __init__(self, batch: ImportBatch) -> None:
        self._batch = batch
        self._finder = UnitFinder(Unit.objects.get(pk=batch.unit_id))
        self._today = timezone.localdate()
        self._seen: dict[tuple[str, Any], int] = {}
        self.warned = 0

    def check(self, user: User, rows: Sequence[Row]) -> list[ImportRow]:
        """The rows with what they are, to be stored."""
        read = [(row, *self._read(row)) for row in rows]
        known = KnownMembers(user, (facts for _row, facts, _problems in read if facts))
        return [self._result(row, facts, problems, known) for row, facts, problems in read]

    def _read(self, row: Row) -> tuple[Facts | None, list[Problem]]:
        values = raw_values(self._batch.columns, row.cells)
        clean = validate_row(values, self._today)
        if isinstance(clean, list):
            return None, [*clean, *self._place_problems(values)]
        try:
            facts = facts_of(clean, self._unit_of(clean))
        except PlaceError as error:
            return None, [Problem(error.field, values.get(error.field, ""), error.code, error.sentence)]
        except InputError as error:
            return None, [Problem("level", clean.level, error.code, error.sentence)]
        self.warned += bool(clean.warnings)
        return facts, []

    def _place_problems(self, values: Mapping[str, str]) -> list[Problem]:
        """What is wrong with the place of a row that is bad anyway, so that it is repaired in one go."""
        places = validate_row({"full_name": "x", **{field: values.get(field, "") for field in TIERS}}, self._today)
        try:
            if isinstance(places, CleanRow):
                self._unit_of(places)
        except PlaceError as error:
            return [Problem(error.field, values.get(error.field, ""), error.code, error.sentence)]
        return []

    def _unit_of(self, row: CleanRow) -> int:
        return self._finder.find(row.province, row.regency, row.district, row.village)

    def _result(self, row: Row, facts: Facts | None, problems: list[Problem], known: KnownMembers) -> ImportRow:
        if facts is None:
            return self._row(row, RowState.BAD, problems=problems)
        if twice := self._twice(facts):
            return self._row(row, RowState.DUPLICATE, problems=[twice])
        judgement = known.judge(facts)
        if judgement.cause:
            return self._row(row, judgement.state, problems=[_problem(judgement)], member_id=judgement.member_id)
        for key in self._keys(facts):
            self._seen[key] = row.number
        clean = json.dumps(facts.as_json()) if judgement.state == RowState.READY else ""
        return self._row(row, judgement.state, clean=clean, member_id=judgement.member_id)

    def _row(self, row: Row, state: RowState, *, problems: Sequence[Problem] = (), **values: Any) -> ImportRow:
        return ImportRow(
            batch=self._batch,
            unit_id=self._batch.unit_id,
            number=row.number,
            state=state,
            original="" if state == RowState.UNCHANGED else json.dumps(row.cells, ensure_ascii=False),
            problems=[stored_problem(p.field, p.cause_code, p.sentence) for p in problems],
            **values,
        )

    def _twice(self, facts: Facts) -> Problem | None:
        sentences = {
            "nik": _("NIK sama dengan baris %(number)d."),
            "membership_card_no": _("Nomor KTA sama dengan baris %(number)d."),
            "full_name": _("Nama dan tanggal lahir sama dengan baris %(number)d."),
        }
        for field, value in self._keys(facts):
            if number := self._seen.get((field, value)):
                return Problem(field, "", "duplicate_in_file", sentences[field] % {"number": number})
        return None

    def _keys(self, facts: Facts) -> Iterator[tuple[str, Any]]:
        if facts.hash:
            yield "nik", facts.hash
        if card := facts.values["membership_card_no"]:
            yield "membership_card_no", card
        if not facts.hash and facts.values["birth_date"]:
            yield "full_name", (facts.name_key, facts.values["birth_date"])


def _problem(judgement: Judgement) -> Problem:
    field = {"member_suspect": "full_name", "member_ended": "full_name"}.get(judgement.cause, "membership_card_no")
    return Problem(field, "", judgement.cause, judgement.sentence)
