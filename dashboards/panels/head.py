"""The head of a dashboard: title, freshness, and what there is to choose."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.scoping import Scope
from dashboards.panels.words import Query, board_url, month_name
from dashboards.selectors.board import BoardData
from evaluations.selectors.months import ProgrammeName
from regions.enums import Tier

STALE = timedelta(hours=24)


@dataclass(frozen=True)
class Head:
    """Title, line of ancestors, freshness, the months to choose from, and the link to share."""

    title: str
    trail: list[dict[str, str]]
    computed_at: datetime | None
    is_stale: bool
    drift: int
    months: list[dict[str, Any]]
    month: str
    is_present: bool
    share_url: str
    report_urls: tuple[str, str]
    programmes: list[ProgrammeName]
    programme: ProgrammeName | None


def head(data: BoardData, scope: Scope, address: str, query: Query) -> Head:
    """`address` is the absolute address of the page. Ancestors outside the scope have no link."""
    title = _("Dasbor nasional") if data.unit.tier == Tier.NATIONAL else data.unit.full_name
    state = data.state
    return Head(
        title=title,
        trail=[
            {"label": unit.full_name, "url": board_url(unit, query) if scope.covers(unit) else ""}
            for unit in data.trail
        ],
        computed_at=state.computed_at if state else None,
        is_stale=state is not None and timezone.now() - state.computed_at > STALE,
        drift=state.drift if state else 0,
        months=[
            {"value": f"{month:%Y-%m}", "label": month_name(month), "chosen": month == data.month}
            for month in reversed(data.months)
        ],
        month=month_name(data.month),
        is_present=data.month == data.months[-1],
        report_urls=(
            reverse("dashboards:report", args=[data.unit.code, f"{data.month:%Y-%m}"]),
            reverse("dashboards:report_sheet", args=[data.unit.code, f"{data.month:%Y-%m}"]),
        ),
        programmes=data.programmes,
        programme=data.programme,
        share_url=f"https://wa.me/?text={quote(f'{title} {address}', safe='')}",
    )
