"""What all panels say: addresses, names of months, sentences with a number that opens its rows."""

from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString

from dashboards.indicators import (
    Number,
)
from dashboards.templatetags.figures import rows_of
from regions.models import Unit

Query = dict[str, str]


def board_url(unit: Unit, query: Query) -> str:
    """The address of a unit's dashboard, with what drilling down keeps."""
    address = _address(unit.code)
    return f"{address}?{urlencode(query)}" if query else address


@lru_cache(maxsize=4096)
def _address(code: str) -> str:
    return reverse("dashboards:dashboard", args=[code])


def month_name(month: date) -> str:
    """«November 2026»."""
    return date_format(month, "F Y")


def linked(sentence: str, shown: Number) -> SafeString:
    """A sentence whose «%(n)s» is a number that opens its rows."""
    before, _mark, after = sentence.partition("%(n)s")
    return SafeString(f"{escape(before)}{rows_of(shown)}{escape(after)}")
