"""Names of regions as people write them, brought to one form and compared."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from core.text import fold

#: Less alike than this is no suggestion.
LEAST_PERCENT = 60

_KIND = re.compile(
    r"^(?:kecamatan|kec|distrik|distr|dist|kelurahan|kel|desa|ds|kampung|kamp|kmp|kp|provinsi|propinsi|prov)\s+(?=\S)"
)
_REGENCY_KINDS = (
    (re.compile(r"^(?:kota administrasi|kota adm|kotamadya|kodya|kota)\s+(?=\S)"), "kota "),
    (re.compile(r"^(?:kabupaten administrasi|kab adm|kabupaten|kab)\s+(?=\S)"), "kabupaten "),
)
_NOT_IN_NAMES = re.compile(r"[^\w\s]|_")
_APOSTROPHES = re.compile(r"['’‘`]")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A known name and how alike it is, in whole percent: «mirip 92%»."""

    name: str
    percent: int


@lru_cache(maxsize=50_000)
def place_key(name: str) -> str:
    """Return the form under which names of a province, district or village are compared.

    Small letters, no accents, dots or dashes, and without «Kec.», «Distrik», «Kel.», «Desa», «Kampung» …; apply it
    to both sides, since some places are really called Kampung Baru.
    """
    key = _plain(name)
    while (shorter := _KIND.sub("", key)) != key:
        key = shorter
    return key


@lru_cache(maxsize=5_000)
def regency_key(name: str) -> str:
    """Return the form under which kabupaten and kota are compared: «Kab. Sorong» is "kabupaten sorong".

    A name without its kind stays without: "sorong" may mean Kota Sorong or Kabupaten Sorong.
    """
    key = _plain(name)
    for kind, written in _REGENCY_KINDS:
        if kind.match(key):
            return kind.sub(written, key)
    return key


def nearest(name: str, candidates: Iterable[str], limit: int = 3) -> list[Suggestion]:
    """Return the candidates most alike the name, best first, none under 60 percent."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(place_key(name))
    found = []
    for candidate in candidates:
        matcher.set_seq1(place_key(candidate))
        if matcher.real_quick_ratio() * 100 < LEAST_PERCENT or matcher.quick_ratio() * 100 < LEAST_PERCENT:
            continue
        percent = round(matcher.ratio() * 100)
        if percent >= LEAST_PERCENT:
            found.append(Suggestion(candidate, percent))
    return sorted(found, key=lambda suggestion: (-suggestion.percent, suggestion.name))[:limit]


def _plain(name: str) -> str:
    return " ".join(_NOT_IN_NAMES.sub(" ", fold(_APOSTROPHES.sub("", name))).split())
