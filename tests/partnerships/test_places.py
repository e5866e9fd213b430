"""The table of docs/partnerships.md: what it says stands on the screen stands there, in these words."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PLACES = ("templates/partnerships", "templates/dashboards", "partnerships", "dashboards/forms", "dashboards/selectors")


def test_every_word_of_the_table_is_on_the_screen():
    _before, _heading, table = (ROOT / "docs/partnerships.md").read_text().partition("## Where each part")
    files = [path for place in PLACES for path in (ROOT / place).rglob("*") if path.suffix in {".html", ".py"}]
    screens = "".join(path.read_text() for path in files)

    said = set(re.findall("«([^»]+)»", table))

    assert len(said) > 15
    assert {words for words in said if f'"{words}"' not in screens} == set()
