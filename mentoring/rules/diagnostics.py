"""What a diagnostic asks for before it counts (DOMAIN §8 I-2). Pure functions on plain values."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoring.enums import MOST_UNKNOWN, Competency, PairingState, Round
from mentoring.models import DiagnosticLevel

FAR_APART, NEEDS_EVIDENCE, PROPOSED = 2, 4, 3


@dataclass(frozen=True)
class Agreed:
    """What both say about one competency after the talk."""

    competency: str
    level: int | None
    talked: bool = False
    talk_note: str = ""
    evidence: str = ""


def must_talk(own: int | None, other: int | None) -> bool:
    """Whether two levels have to be talked about: two steps apart, or one side does not know."""
    return own is None or other is None or abs(own - other) >= FAR_APART


def rating_problem(levels: Mapping[str, int | None], asked: Iterable[str]) -> str:
    """Why a rating may not be sent yet; empty when it may. «Belum tahu» is missing, and at most two may miss."""
    open_ones = [code for code in asked if code not in levels]
    if open_ones:
        names = ", ".join(str(Competency(code).label) for code in open_ones[:PROPOSED])
        return ngettext(
            "Belum dijawab %(n)d kompetensi: %(names)s.", "Belum dijawab %(n)d kompetensi: %(names)s.", len(open_ones)
        ) % {"n": len(open_ones), "names": names + ("…" if len(open_ones) > PROPOSED else "")}
    if sum(level is None for level in levels.values()) > MOST_UNKNOWN:
        return _("«Belum tahu» paling banyak untuk %(n)d kompetensi. Bicarakan dulu, lalu isi.") % {"n": MOST_UNKNOWN}
    return ""


def agreement_problem(row: DiagnosticLevel, said: Agreed) -> str:
    """What is missing before a level may stand; empty when nothing is."""
    name = Competency(row.competency).label
    if said.level is None:
        return _("%(name)s: pilih tingkat yang disepakati.") % {"name": name}
    if must_talk(row.self_level, row.mentor_level) and not (said.talked and said.talk_note.strip()):
        return _("%(name)s: penilaian berjauhan. Bicarakan, centang, dan tulis hasilnya.") % {"name": name}
    if said.level >= NEEDS_EVIDENCE and not said.evidence.strip():
        return _("%(name)s: tingkat 4 dan 5 perlu satu baris bukti.") % {"name": name}
    return ""


def round_problem(wanted: str, pairing_state: str, locked: Iterable[str], is_open: bool) -> str:
    """Why a round may not begin; empty when it may. `locked` are the rounds that count already."""
    done = set(locked)
    if is_open:
        return _("Selesaikan dulu rubrik yang sedang diisi.")
    if wanted in done:
        return _("Rubrik putaran ini sudah terkunci dan tidak diubah lagi.")
    if wanted != Round.BASELINE and Round.BASELINE not in done:
        return _("Rubrik awal dikunci dulu.")
    if wanted == Round.FOLLOW_UP:
        return "" if pairing_state == PairingState.COMPLETED else _("Rubrik lanjutan diisi setelah pasangan selesai.")
    if pairing_state != PairingState.ACTIVE:
        return _("Rubrik diisi selama pasangan aktif.")
    return ""


def next_rounds(pairing_state: str, locked: Iterable[str], is_open: bool) -> Iterator[Round]:
    """The rounds that may begin now."""
    done = list(locked)
    return (each for each in Round if not round_problem(each, pairing_state, done, is_open))


def proposed_gaps(levels: Iterable[DiagnosticLevel], focus: Sequence[str] = ()) -> list[DiagnosticLevel]:
    """The three largest gaps; equal ones by the programme's weight (its main competencies first), then by code."""
    weight = {code: place for place, code in enumerate(focus)}
    gaps = [row for row in levels if row.gap > 0]
    return sorted(gaps, key=lambda row: (-row.gap, weight.get(row.competency, len(weight)), row.competency))[:PROPOSED]
