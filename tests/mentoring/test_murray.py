"""The comparison of docs/mentoring.md: each known failure has its counter, and each counter its test."""

import ast
import re

import pytest
from django.conf import settings

ROWS = [
    line.strip("| \n").split(" | ")
    for line in (settings.BASE_DIR / "docs/mentoring.md").read_text().partition("## What informal")[2].splitlines()
    if line.startswith("| ") and "`tests/" in line
]


def test_all_twelve_failures_of_the_guide_are_answered():
    assert len(ROWS) == 12
    assert all(len(row) == 4 and all(row) for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_counter_names_a_test_that_exists(row):
    file, _separator, name = re.search(r"`(tests/[^`]+)`", row[3])[1].partition("::")

    tree = ast.parse((settings.BASE_DIR / file).read_text())

    assert name in {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}
