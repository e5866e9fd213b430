"""Who may not mentor whom (DOMAIN §5, R1–R7). Pure: facts in, conflicts out; `selectors.conflicts` collects the facts.

R1 to R5 are facts between two people, declared or registered somewhere (`Between`); R6 follows from the learner's age,
R7 from both levels. R7 holds for one-to-one and group alone.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentoring.enums import Format

ADULT = 18
LEVEL_COUNTS_IN = frozenset({Format.ONE_TO_ONE, Format.GROUP})
#: What each rule says to a coordinator; never how it is known, nor by whom it was said.
SENTENCES: dict[str, str | Promise] = {
    "R1": _("Keduanya calon di dapil dan pemilihan yang sama."),
    "R2": _("Mentor ikut menilai pencalonan kader ini."),
    "R3": _("Keduanya keluarga dekat."),
    "R4": _("Mentor membayar, mempekerjakan, atau meminjami kader ini."),
    "R5": _("Keduanya tidak boleh dipasangkan."),
    "R6": _("Kader di bawah 18 tahun memerlukan izin orang tua dan pendamping dewasa kedua."),
    "R7": _("Jenjang mentor harus di atas jenjang kader."),
}


@dataclass(frozen=True)
class Conflict:
    """A rule that two people break, in a sentence."""

    code: str
    sentence: str | Promise


@dataclass(frozen=True)
class Person:
    """What the rules ask of one person. `level` counts from 0; `age` is None when nobody knows it."""

    level: int
    age: int | None = None
    is_accompanied: bool = False  # parental consent and a second adult are recorded


def conflicts(
    learner: Person, mentor: Person, *, between: Collection[str] = (), format: str = Format.ONE_TO_ONE
) -> list[Conflict]:
    """The rules that a pair breaks, in their order. `between` holds the codes of R1 to R5 that are known of the two."""
    return [Conflict(code, SENTENCES[code]) for code in broken_rules(learner, mentor, between, format)]


def broken_rules(learner: Person, mentor: Person, between: Collection[str], format: str) -> Iterator[str]:
    """The codes of the rules that a pair breaks."""
    yield from sorted(between)
    if learner.age is not None and learner.age < ADULT and not learner.is_accompanied:
        yield "R6"
    if format in LEVEL_COUNTS_IN and mentor.level <= learner.level:
        yield "R7"
