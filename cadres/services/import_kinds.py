"""The kinds of sheets that can be brought in. Each has its layout of columns in `spreadsheets.columns.LAYOUTS`."""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.models import User
from cadres.enums import ImportKind
from cadres.models import ImportBatch
from cadres.services.import_members import write_members
from cadres.services.import_officers import OfficerChecker, undo_officers, write_officers
from cadres.services.import_results import ResultChecker, undo_results, write_results
from cadres.services.import_rows import RowChecker
from cadres.services.import_undo import undo_members


@dataclass(frozen=True)
class Kind:
    """What one kind of sheet does: `checker` judges its rows, `write` keeps the ready ones, `undo` takes them back.

    Both deeds run in the transaction of the job, under its lock, and return the numbers of what they did: created,
    updated, unchanged, refused, skipped; deleted, restored, kept.
    """

    checker: type[RowChecker]
    write: Callable[[ImportBatch, User], dict[str, int]]
    undo: Callable[[ImportBatch, User], dict[str, int]]


KINDS = {
    ImportKind.MEMBERS: Kind(RowChecker, write_members, undo_members),
    ImportKind.OFFICERS: Kind(OfficerChecker, write_officers, undo_officers),
    ImportKind.RESULTS: Kind(ResultChecker, write_results, undo_results),
}


def kind_of(batch: ImportBatch) -> Kind:
    """The kind of a batch."""
    return KINDS[ImportKind(batch.kind)]


def checker_of(batch: ImportBatch) -> RowChecker:
    """What tells of each row of a batch what it is."""
    return kind_of(batch).checker(batch)
