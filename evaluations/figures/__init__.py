"""The arithmetic of the figures, once, as SQL: for a drain, a recount, and live below the districts.

A row counts at one leaf: its district, else the unit it stands on directly. The fragments of this package count rows
per leaf; what differs between their users is only which rows they look at and what they call the leaf (`Rows`). The
rules are DOMAIN §13; `mentoring` has the same rules as query sets, for the lists that show the rows.

Parameters: `parameters(as_of, months)`.
"""

from evaluations.figures.flows import flow_figures
from evaluations.figures.months import (
    month_after_meetings,
    month_figures,
    month_of_programmes,
    programme_after_meetings,
    programme_figures,
)
from evaluations.figures.outcomes import GAIN_UNIT, outcome_figures
from evaluations.figures.rows import MONTH, NOW, OUTCOME, Rows, parameters
from evaluations.figures.standing import now_after_meetings, now_figures
from evaluations.figures.waits import wait_figures

__all__ = [
    "GAIN_UNIT",
    "MONTH",
    "NOW",
    "OUTCOME",
    "Rows",
    "flow_figures",
    "month_after_meetings",
    "month_figures",
    "month_of_programmes",
    "now_after_meetings",
    "now_figures",
    "outcome_figures",
    "parameters",
    "programme_after_meetings",
    "programme_figures",
    "wait_figures",
]
