"""The lists that can leave the house as a file: the rows of the screen, all pages, in the same order.

A list is what its address says: `asked` reads the query as the page does, `table` writes the rows as the page shows
them. Who adds a list here gets its page of reason, its file and its job.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import Http404, QueryDict  # noqa: TID251  an address is read here as its page reads it
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from cadres.models import ExportJob
from cadres.services.exports import Written
from cadres.views.common import asked_unit
from core.errors import RuleError
from dashboards.forms.members import OfficerFilters
from dashboards.lists import asked_members, read_filters
from dashboards.selectors.exports import (
    MOST_ROWS,
    Table,
    csv_file,
    exported,
    exported_mentors,
    exported_officers,
    exported_pairings,
    workbook_file,
)
from dashboards.selectors.members import list_members, list_officers
from mentoring.forms.filters import MentorFilter, PairingFilter
from mentoring.models import Mentor, Pairing
from mentoring.views.lists import read_filter
from regions.models import Unit

FILES = {"xlsx": workbook_file, "csv": csv_file}


@dataclass(frozen=True)
class ListRequest:
    """What the readers of filters need of a request: who asks, and the query of the address."""

    user: User
    GET: QueryDict


@dataclass(frozen=True)
class Asked:
    """The rows that an address shows on all its pages, where, and its filters in words."""

    unit: Unit
    rows: QuerySet[Any]
    in_words: list[str]


@dataclass(frozen=True)
class Listing:
    """One list: its name in files, its title, the page it stands on, and how it is read and written.

    `asked` raises Http404 for a unit out of reach and BadRequest for a filter that does not exist.
    """

    filename: str
    title: Any
    url_name: str
    asked: Callable[[ListRequest], Asked]
    table: Callable[[User, Asked, QuerySet[Any]], Table]


def _members(request: ListRequest) -> Asked:
    found = asked_members(request)
    rows = list_members(request.user, found["unit"], found["condition"], found["sort"])
    return Asked(found["unit"], rows, found["in_words"])


def _officers(request: ListRequest) -> Asked:
    unit = asked_unit(request)
    filters = read_filters(request, OfficerFilters, unit)
    return Asked(unit, list_officers(request.user, unit, filters.chosen), filters.in_words)


def _mentors(request: ListRequest) -> Asked:
    found = read_filter(MentorFilter, request)  # type: ignore[arg-type]
    return _filtered(request, found, Mentor.objects.for_user(request.user).listed().select_related("member", "unit"))


def _pairings(request: ListRequest) -> Asked:
    found = read_filter(PairingFilter, request)  # type: ignore[arg-type]
    return _filtered(request, found, Pairing.objects.for_user(request.user).select_related("unit"))


def _filtered(request: ListRequest, found: Any, rows: QuerySet[Any]) -> Asked:
    assert request.user.scope is not None
    return Asked(found.cleaned_data["wilayah"] or request.user.scope.unit, found.apply(rows), found.words)


LISTINGS = {
    "members": Listing(
        "kader", gettext_lazy("Kader"), "dashboards:members", _members, lambda user, _asked, rows: exported(user, rows)
    ),
    "officers": Listing(
        "pengurus",
        gettext_lazy("Pengurus"),
        "dashboards:officers",
        _officers,
        lambda user, asked, rows: exported_officers(user, asked.unit, rows),
    ),
    "mentors": Listing(
        "mentor",
        gettext_lazy("Mentor"),
        "mentoring:mentors",
        _mentors,
        lambda _user, _asked, rows: exported_mentors(rows),
    ),
    "pairings": Listing(
        "pasangan",
        gettext_lazy("Pasangan"),
        "mentoring:pairings",
        _pairings,
        lambda user, _asked, rows: exported_pairings(user, rows),
    ),
}


def picked_rows(rows: QuerySet[Any], picked: list[int]) -> QuerySet[Any]:
    """The ticked rows of a list; all of them when none is ticked."""
    return rows.filter(pk__in=picked) if picked else rows


def write_file(*, by: User, listing: str, asked: Asked, rows: QuerySet[Any], form: str, reason: str) -> Written:
    """The file of a list, with the watermark of its exporter. Raises RuleError for more rows than a list may have."""
    now: datetime = timezone.localtime()
    table = LISTINGS[listing].table(by, asked, rows)
    if len(table.rows) > MOST_ROWS:
        raise RuleError(_("Terlalu banyak untuk satu berkas"))
    content = FILES[form](table, by=by, at=now, reason=reason)
    return Written(f"{LISTINGS[listing].filename}-{now:%Y%m%d-%H%M}.{form}", content, len(table.rows))


def write_job(user: User, job: ExportJob) -> Written:
    """The file of a job, with the sight its owner has now. Raises RuleError when the list is out of reach by now."""
    question = job.question
    try:
        asked = LISTINGS[job.listing].asked(ListRequest(user, QueryDict(question["query"])))
    except (Http404, BadRequest):
        raise RuleError(_("Daftar ini tidak ada lagi.")) from None
    rows = picked_rows(asked.rows, question["picked"])
    return write_file(by=user, listing=job.listing, asked=asked, rows=rows, form=job.form, reason=job.reason)
