"""What passes from one mentor to the next, field by field, and what never does (DOMAIN §7.6).

The list is closed: a field that does not stand in `PASSES` does not pass. Private notes, answers about the relation,
what was said in sessions, exit and closing forms and confidential reports are read by nothing here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.templatetags.format import decimal1
from mentoring.enums import (
    LEARNERS,
    RUNNING_STATES,
    UNSETTLED_ACTIONS,
    AgreementState,
    Competency,
    GoalState,
    PairingState,
)
from mentoring.models import Handover, Pairing, PairingParticipant
from mentoring.selectors.learning import learning_facts

#: Group -> fields. What learning_facts gives is held to it as well.
PASSES: dict[str, tuple[str, ...]] = {
    "agreement": ("purpose", "rhythm", "every_days", "mode", "place", "starts_on", "ends_on"),
    "goals": ("competency", "statement", "measure", "baseline", "target", "due_on", "state"),
    "levels": ("competency", "agreed_level", "target"),
    "actions": ("what", "due_on", "state"),
}
NEVER: tuple[str | Promise, ...] = (
    _("catatan pribadi mentor"),
    _("isi percakapan dalam sesi"),
    _("jawaban tentang kedekatan dan umpan balik"),
    _("formulir keluar dan formulir penutup"),
    _("laporan rahasia"),
)


def facts_of(pairing: Pairing, learner: PairingParticipant) -> dict[str, list[dict[str, Any]]]:
    """What a learner's next mentor gets from this pairing, ready for JSON. Four queries."""
    versions = pairing.agreements.filter(state__in=[AgreementState.IN_FORCE, AgreementState.AMENDED])
    open_actions = pairing.actions.filter(owner=learner, state__in=UNSETTLED_ACTIONS).order_by("due_on", "pk")
    found: dict[str, Iterable[Mapping[str, Any]]] = {
        "agreement": versions.order_by("-version").values(*PASSES["agreement"])[:1],
        "actions": open_actions.values(*PASSES["actions"]),
        **learning_facts(learner),
    }
    return {
        group: [{name: _plain(row.get(name)) for name in fields} for row in found.get(group, ())]
        for group, fields in PASSES.items()
    }


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, (int, str)) else str(value)


@dataclass(frozen=True)
class Passing:
    """A learner's running pairing and the one before, from which something may pass on."""

    before: Pairing
    learner: PairingParticipant  # in the pairing before
    now: PairingParticipant


def passing_to(user: User, pairing: Pairing) -> list[Passing]:
    """For each learner of a running pairing the last one that ended early, unless it has been handed over."""
    if pairing.state not in RUNNING_STATES:
        return []
    here = {
        each.member_id: each
        for each in PairingParticipant.objects.for_user(user).filter(pairing=pairing, left_at=None, role__in=LEARNERS)
    }
    earlier: QuerySet[PairingParticipant] = (
        PairingParticipant.objects.for_user(user)
        .filter(member_id__in=here, role__in=LEARNERS, pairing__state__in=_BROKEN_OFF, pairing__active_on__isnull=False)
        .exclude(pairing=pairing)
        .select_related("pairing__unit")
        .order_by("member_id", "-pairing__ended_on", "-pk")
        .distinct("member_id")
    )
    done = set(
        Handover.objects.for_user(user)
        .filter(before__in=[e.pairing_id for e in earlier])
        .values_list("before", flat=True)
    )
    return [Passing(e.pairing, e, here[e.member_id]) for e in earlier if e.pairing_id not in done]


_BROKEN_OFF = (PairingState.REMATCHED, PairingState.ENDED_EARLY)


def as_read(facts: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Facts as a page shows them: codes with their names, numbers without trailing zeros."""
    return {
        "agreement": facts.get("agreement", []),
        "actions": facts.get("actions", []),
        "goals": [
            goal
            | {name: decimal1(Decimal(goal[name])) for name in ("baseline", "target")}
            | {"state": GoalState(goal["state"]).label}
            for goal in facts.get("goals", [])
        ],
        "levels": [level | {"competency": Competency(level["competency"]).label} for level in facts.get("levels", [])],
    }
