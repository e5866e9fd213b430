"""Who may not mentor whom (DOMAIN §5, R1–R7). Pure: facts in, conflicts out; `selectors.conflicts` collects the facts.

R1 to R5 are facts between two people, declared or registered somewhere (`Between`), and so is `PDLT`: one assesses the
other, a case of R2 that nobody waives (§8 I-5). R6 follows from the learner's age, R7 from both levels. R7 holds for
one-to-one and group alone. The database repeats R2 to R7 (`kad_broken_rules`) and refuses offers, acceptances and
beginnings against them; tests/mentoring/test_conflicts.py compares the two.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from cadres.rules import ADULT_AGE
from mentoring.enums import LEADERS, LEARNERS, Format, ParticipantRole, Rule, TieKind

LEVEL_COUNTS_IN = frozenset({Format.ONE_TO_ONE, Format.GROUP})
#: What each answer to «apakah Anda berdua …» breaks.
RULE_OF_TIE = {TieKind.SELECTION: "R2", TieKind.FAMILY: "R3", TieKind.PAYS: "R4"}
#: Two rules that look alike from outside: nobody learns from a refusal that a confidential report was upheld.
#: Nor who assesses a cadre for PDLT, which coordinators do not see (DOMAIN §9).
LOOKS_LIKE = {"R5": "R2", "PDLT": "R2"}
_INTEREST = _("Ada benturan kepentingan di antara keduanya.")
#: What each rule says to a coordinator; never how it is known, nor by whom it was said.
SENTENCES: dict[str, str | Promise] = {
    "R1": _("Keduanya calon di dapil dan pemilihan yang sama."),
    "R2": _INTEREST,
    "R3": _("Keduanya keluarga dekat."),
    "R4": _("Mentor membayar, mempekerjakan, atau meminjami kader ini."),
    "R5": _INTEREST,
    "PDLT": _INTEREST,
    "R6": _("Kader di bawah 18 tahun memerlukan izin orang tua dan pendamping dewasa kedua."),
    "R7": _("Jenjang mentor harus di atas jenjang kader."),
}


def shown_rule(code: str) -> str:
    """A rule as pages and requests name it: that of the reports (R5) looks like a conflict of interest."""
    return LOOKS_LIKE.get(code, code)


@dataclass(frozen=True)
class Conflict:
    """A rule that two people break, in a sentence."""

    code: str
    sentence: str | Promise

    @property
    def shown_code(self) -> str:
        """The rule as pages and requests name it."""
        return shown_rule(self.code)

    @property
    def is_waivable(self) -> bool:
        """Whether the coordinator of the tier above may let it pass."""
        return self.code in Rule


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
    if learner.age is not None and learner.age < ADULT_AGE and not learner.is_accompanied:
        yield "R6"
    if format in LEVEL_COUNTS_IN and mentor.level <= learner.level:
        yield "R7"


def couples(people: Iterable[tuple[int, str]]) -> list[tuple[int, int]]:
    """Whom the rules compare among (member, role): each learner with each who leads; peers, who both do, each way."""
    people = list(people)
    leads = [member for member, role in people if role in LEADERS]
    learns = [(member, role) for member, role in people if role in LEARNERS]
    peers = [member for member, role in learns if role == ParticipantRole.PEER]
    led = [(learner, leader) for learner, _role in learns for leader in leads if learner != leader]
    return led + [(one, other) for one in peers for other in peers if one != other]


def refusal(found: Iterable[Conflict]) -> str:
    """Why two people may not be paired, and what is left to do; empty without a conflict."""
    sentences = list(dict.fromkeys(str(conflict.sentence) for conflict in found))
    if not sentences:
        return ""
    way = _text("Pilih orang lain, atau minta pengecualian kepada koordinator di tingkat atas.")
    return " ".join([*sentences, way])
