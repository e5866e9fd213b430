"""Codes of the day: how they are made, how long they count, how often one may be wrong (ADR 0009)."""

import hashlib
import hmac
from datetime import date, timedelta

from core.crypto import keyed_hash

DIGITS = 6
#: Wrong codes that one person may type for a relation within a day.
TRIES, TRIES_WITHIN = 5, timedelta(days=1)
#: How long after its day a code still counts: as long as a phone may be without signal.
LIVES = timedelta(days=30)
#: For how many days ahead codes are shown and carried.
AHEAD = 31


def code_of(participant: int, serial: int, day: date) -> str:
    """A learner's code of a day in one of his series: six digits that tell nothing of any other."""
    key = keyed_hash(f"{participant}:{serial}", "paraf")
    digest = hmac.new(key, day.isoformat().encode(), hashlib.sha256).digest()
    return f"{int.from_bytes(digest[:8], 'big') % 10**DIGITS:0{DIGITS}d}"


def codes_of(participant: int, serial: int, first: date, days: int = AHEAD) -> list[tuple[date, str]]:
    """His codes for some days, from the first on."""
    each = (first + timedelta(days=n) for n in range(days))
    return [(day, code_of(participant, serial, day)) for day in each]
