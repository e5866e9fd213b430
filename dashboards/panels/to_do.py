"""What needs somebody, and whether there is anything at all."""

from accounts.enums import Role
from dashboards.attention import Item, Place, Situation, attention
from dashboards.indicators import (
    MONTH,
    NOW,
)
from dashboards.panels.words import Query, board_url
from dashboards.selectors.board import BoardData


def to_do(data: BoardData, role: Role, query: Query) -> list[Item]:
    """What needs somebody, the worst first."""
    places = [Place(child.full_name, board_url(child, query), data.now_of(child)) for child in data.children]
    return attention(Situation(role, data.asked, data.now, data.this_month, places, data.boards, data.is_own))


def is_empty(data: BoardData) -> bool:
    """Whether nobody is registered and nothing has ever run."""
    return not any(data.now[name] for name in NOW) and not any(any(data.series(name)) for name in MONTH)
