"""The parts of a dashboard, put into words and ready to print: the template only lays them out.

What stands (coverage, dormancy, phases, women) is as of today; what happens (pairings, sessions, rhythm) is of
the chosen month.
"""

from dashboards.panels.cards import SPARK_MONTHS, cards
from dashboards.panels.goals import goals, programme_url
from dashboards.panels.head import head
from dashboards.panels.pairings import phases, rhythm, weak_signal
from dashboards.panels.people import lacking, loads, women
from dashboards.panels.places import late_places, tiles
from dashboards.panels.sessions import sessions
from dashboards.panels.to_do import is_empty, to_do
from dashboards.panels.words import Query, board_url, linked, month_name

__all__ = [
    "SPARK_MONTHS",
    "Query",
    "board_url",
    "cards",
    "goals",
    "head",
    "is_empty",
    "lacking",
    "late_places",
    "linked",
    "loads",
    "month_name",
    "phases",
    "programme_url",
    "rhythm",
    "sessions",
    "tiles",
    "to_do",
    "weak_signal",
    "women",
]
