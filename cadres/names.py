"""Personal names: kept as typed, titles apart, folded only for searching and comparing."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from cadres.errors import InputError
from core.text import fold

#: As wide as the columns of a member.
MAX_NAME_LENGTH = 150
MAX_PREFIX_LENGTH = 40
MAX_SUFFIX_LENGTH = 60

_PREFIX = re.compile(
    r"(?:(?:K\.\s?H|KH|Prof|Drs|Dra|Dr|Ir|Pdt|Pdm|Pdp|Ustadz|Ustaz|Ust|Tgk|Hj)(?:\.|(?=\s))|H\.)\s*", re.IGNORECASE
)
#: Degrees by their letters alone: "S.Sos.", "S. Sos" and "SSos" are one.
_DEGREES = """
    amd amdkeb amdkep amdkom amdpd amk ba bsc bba bcom sh se st ss sp si sip sag sak sakun sab san sap sei sesy
    sfarm sfil sgz shi shum shut sik sikom sked skep sketp skg skh skm skom skpm smat smn spd spdi spdk spdb spdt
    spi spsi spt ssi ssn ssos ssosi ssospol sst sstp ssy sth stp str strak strip strkeb strkep stt stk sthi sud
    spar sars mh me mm mt ma mp mag mak mab map mba mbus mars mci mdiv meng mesy mfarm mhi mhum mhut mikom mip
    mkep mkes mkeb mkm mkn mkom mmin mmt mpa mpar mpd mpdi mpdk mph mpi mpsi mpt msak mse msi msn msos mscs msc
    mst msy mth mthi mtp phd drph edd dth dmin lc ns apt cpa ca cfp sppa spog spb span spk spm spkj
"""
_SUFFIXES = frozenset(_DEGREES.split())
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_APOSTROPHES = re.compile(r"['’‘`]")
#: What a shortened first name ("Muh.", "Y.") is worth beside the full one.
_SHORTENED = 0.9


class PersonNameError(InputError):
    """A text that cannot be a name. Codes: name_blank, name_letters, name_long, name_titles."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name with its titles apart: ("H.", "Muhammad Ilham", "S.Sos., M.Si.")."""

    prefix: str
    full_name: str
    suffix: str


def clean_name(text: str) -> str:
    """Return the text without control and invisible characters and with single spaces; letters stay as typed."""
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return " ".join(_CONTROL.sub(" ", text).split())


def parse_name(text: str) -> PersonName:
    """Clean a typed name, set its titles apart and refuse what is no name. One word is a name.

    Raises PersonNameError.
    """
    name = split_titles(text)
    if not name.full_name:
        raise PersonNameError("name_blank", _("Nama belum diisi."))
    if not any(letter.isalpha() for letter in name.full_name):
        raise PersonNameError("name_letters", _("Nama tidak berisi huruf."))
    if len(name.full_name) > MAX_NAME_LENGTH:
        raise PersonNameError("name_long", _("Nama terlalu panjang; paling banyak 150 huruf."))
    if len(name.prefix) > MAX_PREFIX_LENGTH or len(name.suffix) > MAX_SUFFIX_LENGTH:
        raise PersonNameError("name_titles", _("Gelar terlalu panjang; tulis gelar yang utama saja."))
    return name


def split_titles(text: str) -> PersonName:
    """Clean a name and cut known titles from its two ends; a name made of titles alone stays whole."""
    whole = clean_name(text)
    rest, suffix = _cut_suffix(whole)
    prefixes = []
    while (match := _PREFIX.match(rest)) and match.end() < len(rest):
        prefixes.append(match.group().strip())
        rest = rest[match.end() :]
    return PersonName(" ".join(prefixes), rest, suffix)


def fold_name(text: str) -> str:
    """Return the form for searching: cleaned, small letters, no accents."""
    return fold(clean_name(text))


def name_similarity(a: str, b: str) -> float:
    """Compare two names from 0 (nothing alike) to 1 (the same words in any order), titles left out.

    A shortened word counts nearly as the full one; a word that only one name has weighs half, since people
    leave out a middle name or the marga.
    """
    words_a, words_b = _words(a), _words(b)
    if not words_a or not words_b:
        return 0.0
    fewer, more = sorted((words_a, words_b), key=len)
    left = list(more)
    alike = 0.0
    for word in fewer:
        best = max(left, key=lambda other: _word_similarity(word, other))
        alike += _word_similarity(word, best)
        left.remove(best)
    return alike / (len(fewer) + len(left) / 2)


def _cut_suffix(text: str) -> tuple[str, str]:
    """Cut degrees from the end of a name: all that follows the first comma, and words with dots before it."""
    head, *segments = [segment.strip() for segment in text.split(",")]
    segments = [segment for segment in segments if segment]
    if not head or not all(map(_is_degree, segments)):
        return text, ""
    words = head.split(" ")
    while len(words) > 1 and "." in words[-1] and _letters(words[-1]) in _SUFFIXES:
        segments.insert(0, words.pop())
    return " ".join(words), ", ".join(segments)


def _is_degree(segment: str) -> bool:
    words = segment.split(" ")
    return _letters(segment) in _SUFFIXES or all(_letters(word) in _SUFFIXES for word in words)


def _letters(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalpha())


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", _APOSTROPHES.sub("", fold_name(split_titles(text).full_name)))


def _word_similarity(a: str, b: str) -> float:
    if a == b:
        return 1.0
    shorter, longer = sorted((a, b), key=len)
    if longer.startswith(shorter) and len(shorter) <= 3:
        return _SHORTENED
    return SequenceMatcher(None, a, b, autojunk=False).ratio()
