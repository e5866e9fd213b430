"""What a programme seems to have changed (DOMAIN §8 I-6): what was said in its rounds, and cadres it mentored beside
willing ones not yet mentored.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from cadres.models import Level, LevelAward, Member
from evaluations.effect import Effect, effect
from evaluations.enums import Occasion
from evaluations.models import EvaluationRound
from evaluations.selectors.answers import ItemChange, paired_changes, with_progress
from mentoring.enums import LEARNERS
from mentoring.models import PairingParticipant, Programme


@dataclass(frozen=True)
class RoundResult:
    """A round that is over, with how many were asked and have answered, and item by item what they said.

    Where `is_change`, of people who have both measures, from the baseline to this round.
    """

    round: EvaluationRound
    is_change: bool
    items: list[ItemChange]


def round_results(user: User, programme: Programme, code: str, day: date) -> list[RoundResult]:
    """What came of the rounds of a programme with an instrument whose window has closed before a day, oldest first.

    Coordinators alone have any; the database gives means from five people up (DOMAIN §8 I-6, §13 K12, K21). With a
    baseline only changes are told: the mean of a whole round beside that of those with both measures would tell what
    the others said.
    """
    rounds = EvaluationRound.objects.for_user(user).filter(programme=programme, instrument__code=code)
    found = list(with_progress(rounds).select_related("instrument").order_by("opens_on", "pk"))
    first = next((each for each in found if each.occasion == Occasion.BASELINE), None)
    return [
        RoundResult(each, first is not None, paired_changes(first or each, each))
        for each in found
        if each.closes_on < day and each.occasion != Occasion.BASELINE
    ]


@dataclass(frozen=True)
class LevelEffect:
    """Of those who began at one level: how many of both groups were promoted, and the difference in shares."""

    level: str
    mentored: int
    mentored_promoted: int
    waiting: int
    waiting_promoted: int
    effect: Effect | None


def level_effects(user: User, programme: Programme, day: date) -> list[LevelEffect]:
    """By the level at which each began: promoted from the programme's first day to its last, or to a day before that.

    Beside those mentored stand active, willing members of the same unit whom nobody has mentored as far as the reader
    sees. Levels in which one group is empty are left out.
    """
    paired = PairingParticipant.objects.for_user(user).filter(
        member=OuterRef("pk"), role__in=LEARNERS, pairing__active_on__isnull=False
    )
    awards = LevelAward.objects.for_user(user).valid().filter(member=OuterRef("pk"))
    awards = awards.filter(awarded_on__range=(programme.starts_on, min(programme.ends_on, day)))
    rows = (
        Member.objects.for_user(user)
        .within(programme.unit)
        .active()
        .annotate(
            is_in=Exists(paired.filter(pairing__programme=programme)),
            is_paired=Exists(paired),
            promoted=Exists(awards),
            began=Coalesce(Subquery(awards.order_by("awarded_on", "pk").values("from_level")[:1]), "level"),
        )
        .filter(wants_mentoring=True)
        .order_by()
        .values_list("began", "is_in", "is_paired", "promoted")
        .annotate(n=Count("pk"))
    )
    counts: dict[str, dict[bool, list[int]]] = defaultdict(lambda: {True: [0, 0], False: [0, 0]})
    for began, is_in, is_paired, promoted, n in rows:
        if is_in or not is_paired:
            counts[began][is_in][promoted] += n
    labels = dict(Level.objects.order_by("kind", "order").values_list("code", "name"))
    return [_effect(labels[code], counts[code]) for code in labels if all(map(sum, counts[code].values()))]


def _effect(level: str, groups: dict[bool, list[int]]) -> LevelEffect:
    (stayed, promoted), (waited, waited_promoted) = groups[True], groups[False]
    found = effect([1.0] * promoted + [0.0] * stayed, [1.0] * waited_promoted + [0.0] * waited)
    return LevelEffect(level, stayed + promoted, promoted, waited + waited_promoted, waited_promoted, found)
