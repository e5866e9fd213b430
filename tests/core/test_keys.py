"""Keys out of forged requests."""

import pytest

from core.keys import read_key


@pytest.mark.parametrize(
    ("text", "key"),
    [("7", 7), ("9" * 18, 10**18 - 1), ("9" * 19, None), ("9" * 5000, None), ("²", None), ("-1", None), ("", None)],
)
def test_key_is_read_or_nothing_is(text, key):
    assert read_key(text) == key
    assert read_key(None) is None
