"""Kinds of evidence that a requirement may name, and how each is counted: for many members at once, never one by one.

A kind counts what is there for members since they hold their present level (`Asked.since`). Apps above register
theirs when they load, so that nothing here imports upwards. Counting runs as the system: the answer does not depend
on who looks, and a leader counts what he may not read.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadres.enums import EventKind


@dataclass(frozen=True)
class Asked:
    """A member, the level he wants, since when he holds the present one, and the day on which it is asked."""

    member_id: int
    level_id: int
    since: date
    on: date


@dataclass(frozen=True)
class Found:
    """What is there: how much, of it recognised from before («diakui»), which rows, the last day; and how much of it
    came on a sheet."""

    have: int = 0
    accredited: int = 0
    sources: tuple[int, ...] = ()
    last: date | None = None
    from_sheets: int = 0


NOTHING = Found()
Count = Callable[[Sequence[Asked], Mapping[str, Any]], dict[int, Found]]


@dataclass(frozen=True)
class Kind:
    """A kind of evidence: its words, how it is counted, where it is done and by whom."""

    code: str
    name: Any
    count: Count
    who: Any
    label: Callable[[int, Mapping[str, Any]], str]
    link: Callable[[int, Mapping[str, Any]], str] = field(default=lambda member_id, detail: "")
    link_label: Any = ""
    #: Values that `detail["kind"]` may take; none: the requirement carries no detail.
    details: tuple[tuple[str, Any], ...] = ()
    #: Whether new evidence of this kind shows that somebody is under way.
    is_activity: bool = True


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind of evidence known."""
    _kinds[kind.code] = kind


def kinds() -> dict[str, Kind]:
    """All kinds by code, in the order in which they were registered."""
    return _kinds


def kind_of(code: str) -> Kind:
    """The kind with a code. Raises KeyError for one that no app has registered."""
    return _kinds[code]


def counted(sql: str, asked: Sequence[Asked], **values: Any) -> dict[int, Found]:
    """Run a set-based count. `sql` reads `asked(member_id, level_id, since, until)` and gives
    (member id, have, accredited, source ids, last day), and how much came on a sheet where that can be."""
    rows: dict[str, Any] = {
        "members": [each.member_id for each in asked],
        "levels": [each.level_id for each in asked],
        "sinces": [each.since for each in asked],
        "days": [each.on for each in asked],
    }
    head = (
        "WITH asked AS (SELECT * FROM unnest(%(members)s::bigint[], %(levels)s::bigint[], %(sinces)s::date[], "
        "%(days)s::date[]) AS a(member_id, level_id, since, until)) "
    )
    with connection.cursor() as cursor:
        cursor.execute(head + sql, {**rows, **values})
        return {
            member: Found(have, accredited, tuple(sources or ()), last, *sheets)
            for member, have, accredited, sources, last, *sheets in cursor.fetchall()
        }


def months_between(start: date, end: date) -> int:
    """Whole months from one day to another; 0 when the end comes first."""
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    return max(months, 0)


def _stay(asked: Sequence[Asked], detail: Mapping[str, Any]) -> dict[int, Found]:
    return {each.member_id: Found(have=months_between(each.since, each.on)) for each in asked}


# Passed trainings of the kind: those for the level, and those for none; recognised ones name their level. What a sheet
# says counts once its event is closed.
TRAININGS = """
SELECT member_id, count(*)::int, count(*) FILTER (WHERE recognised)::int, array_agg(id ORDER BY recognised, id),
    max(day), count(*) FILTER (WHERE from_sheet)::int
FROM (
    SELECT a.member_id, r.id, false AS recognised, r.from_sheet, (e.starts_at AT TIME ZONE u.time_zone)::date AS day
    FROM asked a JOIN cadres_trainingregistration r ON r.member_id = a.member_id AND r.result = 'passed'
    JOIN cadres_training e ON e.id = r.event_id AND e.kind = %(kind)s
        AND (e.level_id IS NULL OR e.level_id = a.level_id) AND (e.state = 'closed' OR NOT r.from_sheet)
    JOIN regions_unit u ON u.id = e.unit_id
    WHERE (e.starts_at AT TIME ZONE u.time_zone)::date BETWEEN a.since AND a.until
    UNION ALL
    SELECT a.member_id, c.id, true, false, c.held_on
    FROM asked a JOIN cadres_accreditation c ON c.member_id = a.member_id AND c.state = 'approved'
        AND c.event_kind = %(kind)s AND c.level_id = a.level_id
    WHERE c.held_on <= a.until
) AS passed GROUP BY member_id
"""


def _trainings(asked: Sequence[Asked], detail: Mapping[str, Any]) -> dict[int, Found]:
    return counted(TRAININGS, asked, kind=detail.get("kind", EventKind.DIKLAT))


RECOMMENDATIONS = """
SELECT a.member_id, count(*)::int, 0, array_agg(r.id ORDER BY r.id), max(r.given_at::date)
FROM asked a JOIN cadres_recommendation r ON r.member_id = a.member_id AND r.level_id = a.level_id
WHERE r.given_at::date BETWEEN a.since AND a.until GROUP BY a.member_id
"""


def _recommendations(asked: Sequence[Asked], detail: Mapping[str, Any]) -> dict[int, Found]:
    return counted(RECOMMENDATIONS, asked)


UNSANCTIONED = """
SELECT a.member_id, 1, 0, '{}'::bigint[], NULL::date
FROM asked a JOIN cadres_member m ON m.id = a.member_id WHERE m.status = 'active'
"""


def _unsanctioned(asked: Sequence[Asked], detail: Mapping[str, Any]) -> dict[int, Found]:
    return counted(UNSANCTIONED, asked)


def _training_label(amount: int, detail: Mapping[str, Any]) -> str:
    kind = EventKind(detail.get("kind", EventKind.DIKLAT)).label
    return _("Lulus %(kind)s: %(n)d") % {"kind": kind, "n": amount}


def _events_link(member_id: int, detail: Mapping[str, Any]) -> str:
    return f"{reverse('cadres:events')}?jenis={detail.get('kind', EventKind.DIKLAT)}"


register(
    Kind(
        code="stay",
        name=gettext_lazy("Masa di jenjang sekarang (bulan)"),
        count=_stay,
        who=gettext_lazy("Waktu; tidak dapat dipercepat."),
        label=lambda n, detail: _("%(n)d bulan di jenjang sekarang") % {"n": n},
        is_activity=False,
    )
)
register(
    Kind(
        code="training",
        name=gettext_lazy("Pelatihan yang lulus"),
        count=_trainings,
        who=gettext_lazy("Kader mendaftar; sekretariat mencatat kehadiran dan hasil."),
        label=_training_label,
        link=_events_link,
        link_label=gettext_lazy("Lihat jadwal pelatihan"),
        details=tuple(EventKind.choices),
    )
)
register(
    Kind(
        code="recommendation",
        name=gettext_lazy("Rekomendasi pimpinan unit"),
        count=_recommendations,
        who=gettext_lazy("Pimpinan ranting, distrik, atau wilayah di atasnya."),
        label=lambda n, detail: _("Rekomendasi pimpinan: %(n)d") % {"n": n},
    )
)
register(
    Kind(
        code="no_sanction",
        name=gettext_lazy("Tanpa sanksi"),
        count=_unsanctioned,
        who=gettext_lazy("Pimpinan yang membekukan dapat mencabut pembekuannya."),
        label=lambda n, detail: _("Keanggotaan aktif, tanpa sanksi"),
        is_activity=False,
    )
)
