"""Sheets of officers: what a row is, the write of the sound ones, and the undo."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cadres.enums import RowState
from cadres.models import DisputeClaim, ImportBatch, ImportRow, OfficerTerm
from cadres.selectors.known import Judgement
from cadres.selectors.known_offices import CONFIRMING, KnownOffices, OfficeFacts, office_facts
from cadres.services.boards import term_confirm, term_reopen, term_rewrite
from cadres.services.import_rows import RowChecker, identity, stored_problem
from cadres.services.import_writing import keep_written, ready_rows
from cadres.spreadsheets.officer_rows import validate_officer
from cadres.spreadsheets.rows import CleanRow, Problem
from core.errors import RuleError


class OfficerChecker(RowChecker):
    """Tells of each row of a list of officers what it is. The person must be a member in sight already."""

    problem_fields: ClassVar[dict[str, str]] = {"member_conflict": "nik"}
    other_problem_field: ClassVar[str] = "full_name"

    def known(self, user: User, facts: Iterable[OfficeFacts]) -> KnownOffices:
        """Those in the user's sight whom the rows may mean, with their offices."""
        return KnownOffices(user, facts)

    def facts(self, values: Mapping[str, str]) -> tuple[OfficeFacts | None, list[Problem]]:
        """What a row says, or its problems. Raises PlaceError."""
        row = validate_officer(values, self.today)
        if isinstance(row, list):
            return None, row
        return office_facts(row, self.unit_of(row.person)), []

    def unit_of(self, row: CleanRow) -> int:
        """The narrowest unit that a row names; one's own without any name. Raises PlaceError."""
        return self.finder.find(row.province, row.regency, row.district, row.village, any_tier=True)

    def keys(self, facts: OfficeFacts, judgement: Judgement) -> Iterator[tuple[str, str]]:
        """The same office of the same person comes once."""
        if judgement.member_id:
            post = facts.values["post"].casefold()
            yield "post", identity("o", f"{judgement.member_id}:{facts.values['unit_id']}:{post}")

    def twice(self, field: str, number: int) -> str:
        """The sentence about a row that says the same as another one."""
        return _("Orang dan jabatan yang sama ada di baris %(number)d.") % {"number": number}


def write_officers(batch: ImportBatch, user: User) -> dict[str, int]:
    """Write the ready rows; the numbers of what became of them. An office that somebody else has given meanwhile is
    refused; the others are written."""
    rows, facts = ready_rows(batch, user, OfficeFacts)
    known = KnownOffices(user, facts)
    outcomes = [_write(user, row, fact, known.judge(fact)) for row, fact in zip(rows, facts, strict=True)]
    return keep_written(batch, rows, outcomes, wrote="term", history=OfficerTerm)


def _write(user: User, row: ImportRow, facts: OfficeFacts, judgement: Judgement) -> str:
    if judgement.cause:
        row.state, row.problems = judgement.state, [stored_problem("full_name", judgement.cause, judgement.sentence)]
        return "refused"
    known, is_new = judgement.term_id, judgement.term_id is None
    row.before = "" if is_new else json.dumps(judgement.before, default=str)
    row.clean, row.original = "", ""
    if judgement.state == RowState.UNCHANGED:
        row.state, row.term_id = RowState.UNCHANGED, known
        return "unchanged"
    try:
        with transaction.atomic():
            if known is None:
                row.term = OfficerTerm.objects.create(member_id=judgement.member_id or 0, **facts.values)
            else:
                row.term_id = known
                _write_known(user, OfficerTerm.objects.get(pk=known), facts, judgement)
    except RuleError as error:
        row.state, row.problems, row.term = RowState.BAD, [stored_problem("post", "member_office", str(error))], None
        return "refused"
    except IntegrityError:
        sentence = _(
            "Jabatan ini tidak dapat disimpan: orang ini sudah memegangnya, tanggalnya bertentangan, atau kepengurusan "
            "unitnya sedang disengketakan."
        )
        row.state, row.problems, row.term = RowState.BAD, [stored_problem("post", "member_office", sentence)], None
        return "refused"
    row.state, row.created_member = RowState.WRITTEN, is_new
    return "created" if is_new else "updated"


def _write_known(user: User, term: OfficerTerm, facts: OfficeFacts, judgement: Judgement) -> None:
    """Write the changes of an office; the decree of the board above confirms what somebody else has written down.

    Raises RuleError as `term_confirm` does.
    """
    values = {name: value for name, value in judgement.changes.items() if name not in ("state", *CONFIRMING)}
    if values:
        term_rewrite(by=user, term=term, values=values)
    if judgement.confirms:
        number, day = facts.values["decree_no"], facts.values["decree_on"]
        term_confirm(by=user, term=term, decree_no=number, decree_on=day)


def undo_officers(batch: ImportBatch, user: User) -> dict[str, int]:
    """Take back what nobody has touched since: delete the offices that were added, restore those that were changed."""
    written = ImportRow.objects.for_user(user).filter(batch=batch, state=RowState.WRITTEN).exclude(term=None)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT pgh_obj_id FROM cadres_officertermevent WHERE pgh_id > %s AND pgh_obj_id = ANY (%s)",
            [batch.last_event or 0, list(written.values_list("term", flat=True))],
        )
        touched = {pk for (pk,) in cursor.fetchall()}
    touched |= set(DisputeClaim.objects.filter(term__in=written.values("term")).values_list("term", flat=True))
    rows = [row for row in written if row.term_id not in touched]
    created = [row.term_id for row in rows if row.created_member]
    for row in rows:
        row.state = RowState.UNDONE
        if row.term_id and not row.created_member:
            _restore(user, row.term_id, json.loads(row.before))
    ImportRow.objects.filter(pk__in=[row.pk for row in rows]).update(state=RowState.UNDONE)
    ImportRow.objects.filter(term__in=created).update(term=None)
    OfficerTerm.objects.for_user(user).filter(pk__in=created).delete()
    return {"deleted": len(created), "restored": len(rows) - len(created), "kept": len(touched)}


def _restore(user: User, term_id: int, before: dict[str, Any]) -> None:
    """Give an office back what it was; one that the import has confirmed waits again, without that decree."""
    if before.pop("state", None):
        before = {name: value for name, value in before.items() if name not in CONFIRMING}
        term = OfficerTerm.objects.select_related("unit").get(pk=term_id)
        term_reopen(by=user, term=term, values=before, reason=_("Impor yang mengesahkannya diurungkan."))
    else:
        OfficerTerm.objects.filter(pk=term_id).update(**before)
