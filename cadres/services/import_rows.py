"""What each row of a sheet is: read, placed, compared with the registry and with the rows before it."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Protocol

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cadres.enums import Impact, RowState
from cadres.errors import InputError
from cadres.models import ImportBatch, ImportRow
from cadres.selectors.known import Judgement, KnownMembers, facts_of
from cadres.selectors.places import TIERS, PlaceError, UnitFinder
from cadres.spreadsheets.columns import raw_values
from cadres.spreadsheets.rows import CleanRow, Problem, validate_row
from cadres.spreadsheets.tables import Row
from core.crypto import keyed_hash
from regions.models import Unit

IDENTITY_LENGTH = 30


class Known(Protocol):
    """The part of the registry that some rows may mean."""

    def judge(self, row: Any) -> Judgement:
        """What a sound row is to it."""


class RowChecker:
    """Tells of each row of one batch of members what it is; remembers the rows before, to find those that come twice.

    Other kinds of sheets derive from it: they read a row into facts of their own and know who is meant.
    """

    #: The field of a problem that the registry has with a row, by cause.
    problem_fields: ClassVar[dict[str, str]] = {"member_suspect": "full_name", "member_ended": "full_name"}
    other_problem_field: ClassVar[str] = "membership_card_no"

    def __init__(self, batch: ImportBatch) -> None:
        self.batch = batch
        self.finder = UnitFinder(Unit.objects.get(pk=batch.unit_id))
        self.today = timezone.localdate()
        self.seen: dict[str, int] = {}
        self.warned = 0

    def check(self, user: User, rows: Sequence[Row]) -> list[ImportRow]:
        """The rows with what they are, to be stored."""
        read = [(row, *self._read(row)) for row in rows]
        known = self.known(user, [facts for _row, facts, _problems, _near in read if facts])
        return [self._result(row, facts, problems, near, known) for row, facts, problems, near in read]

    def recheck(self, user: User, rows: Sequence[Row], others: Any) -> list[ImportRow]:
        """As `check`, for rows that were corrected; `others` are the stored rows of the batch besides them."""
        found = [self._read(row)[0] for row in rows]
        known = self.known(user, [facts for facts in found if facts])
        mine = {key for facts in found if facts for _field, key in self.keys(facts, known.judge(facts))}
        sound = others.filter(state__in=[RowState.READY, RowState.UNCHANGED], identity__overlap=list(mine))
        for number, keys in sound.values_list("number", "identity"):
            self.seen.update(dict.fromkeys(keys, number))
        return self.check(user, rows)

    def known(self, user: User, facts: Iterable[Any]) -> Known:
        """Those in the user's sight whom the rows may mean."""
        return KnownMembers(user, facts)

    def facts(self, values: Mapping[str, str]) -> tuple[Any, list[Problem]]:
        """What a row says, or its problems. Raises PlaceError, and InputError for an unknown level or body."""
        clean = validate_row(values, self.today)
        if isinstance(clean, list):
            return None, clean
        self.warned += bool(clean.warnings)
        return facts_of(clean, self.unit_of(clean)), []

    def unit_of(self, row: CleanRow) -> int:
        """The unit that a row names. Raises PlaceError."""
        return self.finder.find(row.province, row.regency, row.district, row.village)

    def keys(self, facts: Any, judgement: Judgement) -> Iterator[tuple[str, str]]:
        """By what another row of the sheet is the same: (field, keyed hash)."""
        if facts.hash:
            yield "nik", f"n:{facts.hash.hex()[:IDENTITY_LENGTH]}"
        if card := facts.values["membership_card_no"]:
            yield "membership_card_no", identity("k", card)
        if not facts.hash and facts.values["birth_date"]:
            yield "full_name", identity("p", f"{facts.name_key}:{facts.values['birth_date']}")

    def twice(self, field: str, number: int) -> str:
        """The sentence about a row that says the same as another one."""
        sentences = {
            "nik": _("NIK sama dengan baris %(number)d."),
            "membership_card_no": _("Nomor KTA sama dengan baris %(number)d."),
            "full_name": _("Nama dan tanggal lahir sama dengan baris %(number)d."),
        }
        return sentences[field] % {"number": number}

    def _read(self, row: Row) -> tuple[Any, list[Problem], dict[str, Any]]:
        values = raw_values(self.batch.columns, row.cells)
        try:
            facts, problems = self.facts(values)
        except PlaceError as error:
            return None, [_place_problem(error, values)], error.suggestion
        except InputError as error:
            return None, [Problem(error.field, values.get(error.field, ""), error.code, error.sentence)], {}
        if facts is None:
            place, near = self._place_problems(values)
            return None, [*problems, *place], near
        return facts, [], {}

    def _place_problems(self, values: Mapping[str, str]) -> tuple[list[Problem], dict[str, Any]]:
        """What is wrong with the place of a row that is bad anyway, so that it is repaired in one go."""
        places = validate_row({"full_name": "x", **{field: values.get(field, "") for field in TIERS}}, self.today)
        try:
            if isinstance(places, CleanRow):
                self.unit_of(places)
        except PlaceError as error:
            return [_place_problem(error, values)], error.suggestion
        return [], {}

    def _result(self, row: Row, facts: Any, problems: list[Problem], near: dict[str, Any], known: Known) -> ImportRow:
        if facts is None:
            return self._row(row, RowState.BAD, problems=problems, suggestion=self._kept(near))
        judgement = known.judge(facts)
        keys = list(self.keys(facts, judgement))
        for field, key in keys:
            if number := self.seen.get(key):
                twice = Problem(field, "", "duplicate_in_file", self.twice(field, number))
                return self._row(row, RowState.DUPLICATE, problems=[twice])
        if judgement.cause:
            field = self.problem_fields.get(judgement.cause, self.other_problem_field)
            problem = Problem(field, "", judgement.cause, judgement.sentence)
            return self._row(row, judgement.state, problems=[problem], member_id=judgement.member_id)
        self.seen.update((key, row.number) for _field, key in keys)
        is_ready = judgement.state == RowState.READY
        return self._row(
            row,
            judgement.state,
            impact=impact_of(judgement) if is_ready else "",
            clean=json.dumps(facts.as_json()) if is_ready else "",
            identity=[key for _field, key in keys],
            member_id=judgement.member_id,
            term_id=judgement.term_id,
            registration_id=judgement.registration_id,
        )

    def _kept(self, near: dict[str, Any]) -> dict[str, Any]:
        """A suggestion as a row keeps it: a hash instead of what was written, if all its columns are in the sheet."""
        if not near or not set(near["cells"]) <= set(self.batch.columns):
            return {}
        same = keyed_hash(f"{near['field']}:{near['written']}", "import suggestion").hex()[:16]
        return {name: near[name] for name in ("field", "cells", "label", "percent")} | {"same": same}

    def _row(self, row: Row, state: RowState, *, problems: Sequence[Problem] = (), **values: Any) -> ImportRow:
        return ImportRow(
            batch=self.batch,
            unit_id=self.batch.unit_id,
            number=row.number,
            state=state,
            original="" if state == RowState.UNCHANGED else json.dumps(row.cells, ensure_ascii=False),
            problems=[stored_problem(p.field, p.cause_code, p.sentence) for p in problems],
            **values,
        )


def impact_of(judgement: Judgement) -> Impact:
    """What writing a ready row does."""
    if judgement.before_id is None:
        return Impact.NEW
    if judgement.confirms:
        return Impact.CONFIRMED
    return Impact.MOVED if "unit_id" in judgement.changes else Impact.CHANGED


def identity(kind: str, text: str) -> str:
    """A keyed hash by which two rows are compared without their values."""
    return f"{kind}:{keyed_hash(text, 'import row').hex()[:IDENTITY_LENGTH]}"


def stored_problem(field: str, cause: str, sentence: str) -> dict[str, str]:
    """A problem as a row keeps it: without the value, which stands in the row's encrypted original."""
    return {"field": field, "cause": cause, "group": cause.partition("_")[0], "sentence": sentence}


def _place_problem(error: PlaceError, values: Mapping[str, str]) -> Problem:
    return Problem(error.field, values.get(error.field, ""), error.code, error.sentence)
