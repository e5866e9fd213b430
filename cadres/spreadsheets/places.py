"""Names of regions as people write them, brought to one form and compared."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from heapq import nlargest

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
#: Old and new spelling, and letters that sound alike: «Djaja Poera» is Jaya Pura.
_SOUNDS = tuple(
    (re.compile(written), sound)
    for written, sound in (
        *((r"oe", "u"), (r"dj", "j"), (r"tj", "c"), (r"nj", "ny"), (r"sj", "sy"), (r"ch", "k"), (r"kh", "k")),
        *((r"[vp]h?", "f"), (r"th", "t"), (r"dh", "d"), (r"bh", "b"), (r"[qx]", "k"), (r"z", "s"), (r"y", "i")),
        *((r"ie", "i"), (r"j(?=[aiueo]\b)", "i"), (r"h\b", ""), (r"(.)\1+", r"\1"), (r"[\s\-]+", "")),
    )
)
#: Names that sound the same are at least so alike.
SAME_SOUND_PERCENT = 90
#: Of more names than this only those that share the most trigrams are compared letter by letter.
COMPARED = 300
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


@lru_cache(maxsize=100_000)
def sound_key(name: str) -> str:
    """Return how a name of a place sounds, roughly: equal for old and new spelling and doubled letters."""
    key = place_key(name)
    for written, sound in _SOUNDS:
        key = written.sub(sound, key)
    return key


def nearest(name: str, candidates: Iterable[str], limit: int = 3) -> list[Suggestion]:
    """Return the candidates most alike the name by letters or by sound, best first, none under 60 percent."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(place_key(name))
    found = []
    sound = sound_key(name)
    for candidate in _with_common_trigrams(place_key(name), list(dict.fromkeys(candidates))):
        matcher.set_seq1(place_key(candidate))
        if sound_key(candidate) == sound:
            percent = max(SAME_SOUND_PERCENT, round(matcher.ratio() * 100))
            found.append(Suggestion(candidate, percent))
            continue
        if matcher.real_quick_ratio() * 100 < LEAST_PERCENT or matcher.quick_ratio() * 100 < LEAST_PERCENT:
            continue
        percent = round(matcher.ratio() * 100)
        if percent >= LEAST_PERCENT:
            found.append(Suggestion(candidate, percent))
    return sorted(found, key=lambda suggestion: (-suggestion.percent, suggestion.name))[:limit]


def _with_common_trigrams(key: str, candidates: list[str]) -> list[str]:
    """The candidates that share most groups of three letters with a key; all of them when they are few."""
    if len(candidates) <= COMPARED:
        return candidates
    wanted = trigrams(key)
    shared = ((len(wanted & trigrams(place_key(candidate))), candidate) for candidate in candidates)
    return [candidate for _count, candidate in nlargest(COMPARED, (each for each in shared if each[0]))]


@lru_cache(maxsize=100_000)
def trigrams(key: str) -> frozenset[str]:
    """The groups of three letters of a key, its edges as blanks."""
    padded = f"  {key} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


def _plain(name: str) -> str:
    return " ".join(_NOT_IN_NAMES.sub(" ", fold(_APOSTROPHES.sub("", name))).split())
