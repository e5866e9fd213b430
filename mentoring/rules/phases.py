"""Phases are derived from evidence, never typed (DOMAIN §4.3). Pure functions on plain values."""

from dataclasses import dataclass, field

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentoring.enums import Category, EvidenceKind, PairingState, Phase

RAPPORT_SESSIONS = 2
EXECUTION_SESSIONS = 4
ORDER = tuple(Phase)
# The records of which one opens the phase after it; taking them back sends the pairing back one phase.
KEYS: dict[Phase, tuple[EvidenceKind, ...]] = {
    Phase.RAPPORT: (EvidenceKind.RAPPORT_CHECKED, EvidenceKind.COORDINATOR_TALK),
    Phase.EXECUTION: (EvidenceKind.MIDTERM_DONE,),
}
# Opened by what stands in tables of its own: locked baselines, agreed plans.
PROVED = (Phase.DIAGNOSTIC, Phase.ACTION_PLAN)


class Doer(models.TextChoices):
    """Whose turn it is in a line of the checklist."""

    MENTOR = "mentor", _("mentor")
    BOTH = "both", _("mentor dan kader")
    COORDINATOR = "coordinator", _("koordinator")


@dataclass(frozen=True)
class Facts:
    """What is known of a pairing. `sessions` were held in all, `execution_sessions` since the plans were agreed.

    `learners` are those who learn in it now; `baselines` and `plans` how many of them have a locked baseline, and an
    agreed plan.
    """

    state: str
    category: str = Category.FORMAL_STAGE
    all_oriented: bool = False
    agreement_in_force: bool = False
    sessions: int = 0
    execution_sessions: int = 0
    learners: int = 1
    baselines: int = 0
    plans: int = 0
    evidence: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class ExitTest:
    """One line of the checklist that closes a phase; `have` and `need` where it is a number, `who` can do it."""

    label: str | Promise
    passed: bool
    have: int | None = None
    need: int | None = None
    who: Doer = Doer.COORDINATOR


def exit_tests(phase: Phase, facts: Facts) -> list[ExitTest]:
    """What must be true for the pairing to leave a phase; the last phase ends with the closing."""

    def shown(kind: EvidenceKind) -> ExitTest:
        return ExitTest(kind.label, kind in facts.evidence)

    def close() -> ExitTest:
        """Either the checks of both sides, or the coordinator's talk with both (DOMAIN §4.3)."""
        label = _("Cek kedekatan kedua pihak baik, atau koordinator berbicara dengan keduanya")
        return ExitTest(label, any(kind in facts.evidence for kind in KEYS[Phase.RAPPORT]), who=Doer.BOTH)

    def held(need: int, have: int) -> ExitTest:
        return ExitTest(_("Sesi terlaksana"), have >= need, have, need, Doer.MENTOR)

    def each(label: str | Promise, have: int) -> ExitTest:
        """Of every learner: counted where there are several."""
        need = max(1, facts.learners)
        if need == 1:
            return ExitTest(label, have >= need, who=Doer.BOTH)
        return ExitTest(label, have >= need, have, need, Doer.BOTH)

    # Personal mentoring keeps agreement and rapport; baseline and plan are optional.
    optional = facts.category == Category.PERSONAL
    tests = {
        Phase.PREPARATION: [ExitTest(_("Kedua pihak bersedia"), facts.state in _AGREED, who=Doer.BOTH)],
        Phase.ORIENTATION: [
            ExitTest(_("Daftar periksa orientasi lengkap di kedua pihak"), facts.all_oriented, who=Doer.BOTH),
            ExitTest(_("Kesepakatan berlaku"), facts.agreement_in_force, who=Doer.BOTH),
        ],
        Phase.RAPPORT: [held(RAPPORT_SESSIONS, facts.sessions), close()],
        Phase.DIAGNOSTIC: [] if optional else [each(_("Rubrik awal disepakati dan dikunci"), facts.baselines)],
        Phase.ACTION_PLAN: [] if optional else [each(_("Rencana aksi disepakati"), facts.plans)],
        Phase.EXECUTION: [held(EXECUTION_SESSIONS, facts.execution_sessions), shown(EvidenceKind.MIDTERM_DONE)],
        Phase.EVALUATION: [ExitTest(_("Penutupan lengkap"), facts.state == PairingState.COMPLETED)],
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


def steps_between(present: Phase, goal: Phase) -> tuple[Phase, ...]:
    """The phases from the present one (without it) to the goal: one by one, since none is skipped."""
    here, there = ORDER.index(present), ORDER.index(goal)
    return ORDER[here + 1 : there + 1] if there > here else ORDER[there:here][::-1]


_AGREED = frozenset(
    {
        PairingState.ACCEPTED,
        PairingState.ACTIVE,
        PairingState.PAUSED,
        PairingState.COMPLETED,
    }
)
