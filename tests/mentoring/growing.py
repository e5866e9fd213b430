"""How two people go through the rubric and a plan, in the deeds of the product."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from mentoring.enums import Round
from mentoring.models import Diagnostic, Goal, Pairing, PairingParticipant, RubricItem
from mentoring.rules.diagnostics import Agreed
from mentoring.services.diagnostics import diagnostic_confirm, diagnostic_open, levels_agree, rating_save
from mentoring.services.plans import GoalEntry, goal_write, plan_accept

CODES = [f"C{n:02d}" for n in range(1, 13)]


def levels(level: int = 2, **others: int | None) -> dict[str, int | None]:
    """Twelve answers: one level for all, but for those that are named."""
    return dict.fromkeys(CODES, level) | others


def agreed(level: int = 2, **others: Agreed) -> list[Agreed]:
    """What both agree on: one level for all, but for those that are named."""
    return [others.get(code) or Agreed(code, level) for code in CODES]


def learner_of(pairing: Pairing, user: Any) -> PairingParticipant:
    """The learner's place of a user."""
    return pairing.participants.select_related("pairing__unit", "user").get(user=user)


def rated(
    deed: Any,
    pairing: Pairing,
    mentor: Any,
    mentee: Any,
    *,
    own: Any = None,
    other: Any = None,
    round: Round = Round.BASELINE,
) -> Diagnostic:
    """A round, the baseline unless said otherwise, that both have rated: the talk begins."""
    found = deed(diagnostic_open, by=mentee, learner=learner_of(pairing, mentee), round=round)
    deed(rating_save, by=mentee, diagnostic=found, levels=own or levels(), submit=True)
    deed(rating_save, by=mentor, diagnostic=found, levels=other or levels(), submit=True)
    found.refresh_from_db()
    return found


def entry(**fields: Any) -> GoalEntry:
    """A goal that passes the checklist; it serves no organisational goal unless one is named."""
    today = timezone.localdate()
    return GoalEntry(
        **{
            "competency": "C01",
            "statement": "Saya mengunjungi dua puluh rumah di RT 3",
            "measure": "rumah",
            "baseline": 0,
            "target": 20,
            "check_on": today + timedelta(days=20),
            "due_on": today + timedelta(days=40),
            "smart": range(1, 9),
        }
        | fields
    )


def planned(deed: Any, pairing: Pairing, mentor: Any, mentee: Any) -> Goal:
    """A plan of one goal that serves the programme, accepted by both."""
    learner = learner_of(pairing, mentee)
    serves = entry(org_goal=pairing.programme.goals.first())
    goal = deed(goal_write, by=mentee, learner=learner, entry=serves)
    deed(plan_accept, by=mentee, learner=learner)
    deed(plan_accept, by=mentor, learner=learner)
    goal.refresh_from_db()
    return goal


def measure_and_plan(deed: Any, pairing: Pairing, mentor: Any, mentee: Any) -> None:
    """A locked baseline and an agreed plan."""
    found = rated(deed, pairing, mentor, mentee)
    deed(levels_agree, by=mentor, diagnostic=found, agreed=agreed())
    deed(diagnostic_confirm, by=mentee, diagnostic=found)
    planned(deed, pairing, mentor, mentee)


def measure_again(deed: Any, pairing: Pairing, mentor: Any, mentee: Any) -> None:
    """A locked final round."""
    found = rated(deed, pairing, mentor, mentee, round=Round.FINAL)
    deed(levels_agree, by=mentor, diagnostic=found, agreed=agreed())
    deed(diagnostic_confirm, by=mentee, diagnostic=found)


def count_items() -> int:
    """How many competencies the first version has."""
    return RubricItem.objects.filter(rubric__version=1).count()
