"""Phases are derived from evidence, never typed (DOMAIN §4.3). Pure functions on plain values."""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentoring.enums import Category, EvidenceKind, PairingState, Phase

RAPPORT_SESSIONS = 2
EXECUTION_SESSIONS = 4
ORDER = tuple(Phase)
# What opens the phase after it; taking it back sends the pairing back one phase.
KEYS: dict[Phase, EvidenceKind] = {
    Phase.RAPPORT: EvidenceKind.COORDINATOR_TALK,
    Phase.DIAGNOSTIC: EvidenceKind.BASELINE_LOCKED,
    Phase.ACTION_PLAN: EvidenceKind.PLAN_AGREED,
    Phase.EXECUTION: EvidenceKind.MIDTERM_DONE,
}


@dataclass(frozen=True)
class Facts:
    """What is known of a pairing. `sessions` were held in all, `execution_sessions` since the plan was agreed."""

    state: str
    category: str = Category.FORMAL_STAGE
    all_oriented: bool = False
    agreement_in_force: bool = False
    sessions: int = 0
    execution_sessions: int = 0
    evidence: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class ExitTest:
    """One line of the checklist that closes a phase; `have` and `need` where it is a number."""

    label: str | Promise
    passed: bool
    have: int | None = None
    need: int | None = None


def exit_tests(phase: Phase, facts: Facts) -> list[ExitTest]:
    """What must be true for the pairing to leave a phase; the last phase ends with the closing."""

    def shown(kind: EvidenceKind) -> ExitTest:
        return ExitTest(kind.label, kind in facts.evidence)

    def held(need: int, have: int) -> ExitTest:
        return ExitTest(_("Sesi terlaksana"), have >= need, have, need)

    # Personal mentoring keeps agreement and rapport; baseline and plan are optional.
    optional = facts.category == Category.PERSONAL
    tests = {
        Phase.PREPARATION: [ExitTest(_("Kedua pihak bersedia"), facts.state in _AGREED)],
        Phase.ORIENTATION: [
            ExitTest(_("Daftar periksa orientasi lengkap di kedua pihak"), facts.all_oriented),
            ExitTest(_("Kesepakatan berlaku"), facts.agreement_in_force),
        ],
        Phase.RAPPORT: [held(RAPPORT_SESSIONS, facts.sessions), shown(EvidenceKind.COORDINATOR_TALK)],
        Phase.DIAGNOSTIC: [] if optional else [shown(EvidenceKind.BASELINE_LOCKED)],
        Phase.ACTION_PLAN: [] if optional else [shown(EvidenceKind.PLAN_AGREED)],
        Phase.EXECUTION: [held(EXECUTION_SESSIONS, facts.execution_sessions), shown(EvidenceKind.MIDTERM_DONE)],
        Phase.EVALUATION: [shown(EvidenceKind.FINAL_DONE)],
    }
    return tests[phase]


def derive_phase(facts: Facts) -> Phase:
    """The first phase whose exit test is not passed. More evidence never moves a pairing back."""
    for phase in ORDER[:-1]:
        if not all(test.passed for test in exit_tests(phase, facts)):
            return phase
    return ORDER[-1]


def one_step_back_at_most(present: Phase, derived: Phase) -> Phase:
    """Where a pairing goes from its present phase: forward as far as it may, back one phase (DOMAIN §4.3)."""
    return ORDER[max(ORDER.index(derived), ORDER.index(present) - 1)]


_AGREED = frozenset(
    {
        PairingState.ACCEPTED,
        PairingState.ACTIVE,
        PairingState.PAUSED,
        PairingState.COMPLETED,
    }
)
