"""What one is asked and has said; what others may know of it: averages of enough people, and who has answered."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.db import connection
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from evaluations.enums import ANSWERED, ROUNDS, ItemKind, Occasion, Rater
from evaluations.models import Answer, Evaluation, EvaluationRound, InstrumentItem
from evaluations.models.evaluations import EvaluationQuerySet
from evaluations.rules.scoring import index, right_answers
from mentoring.selectors.todo import SOURCES, Todo


def own_evaluations(user: User) -> EvaluationQuerySet:
    """What a person is asked, in any role."""
    rows = Evaluation.objects.asked_of(user).select_related("instrument", "subject", "session", "unit")
    return rows.order_by("closes_on", "pk")


#: On the phone's first page: feedback on sessions is short and many; a page of its own has them all.
MOST_TODOS = 3


def evaluation_todos(user: User) -> Iterator[Todo]:
    """What a person is asked, as lines of his first page: soonest first. One query."""
    for each in own_evaluations(user).answerable()[:MOST_TODOS]:
        who = _("Tentang Anda sendiri") if each.role == Rater.SELF else each.subject.name
        is_late = each.closes_on < timezone.localdate(timezone=each.unit.zone)
        yield Todo("clipboard-check", each.instrument.name, who, each.get_absolute_url(), each.closes_on, is_late)


SOURCES.append(evaluation_todos)


def answers_of(user: User, evaluation: Evaluation) -> dict[int, Answer]:
    """One's own answers, by item."""
    return {each.item_id: each for each in Answer.objects.for_user(user).filter(evaluation=evaluation)}


def own_baseline(user: User, evaluation: Evaluation) -> Evaluation | None:
    """One's own baseline of the same thing; shown once one has rated anew, so that it leads nobody (DOMAIN §5)."""
    if evaluation.state not in ANSWERED or evaluation.submitted_at is None:
        return None
    if evaluation.occasion not in ROUNDS or evaluation.occasion == Occasion.BASELINE:
        return None
    same = Evaluation.objects.asked_of(user).filter(
        subject=evaluation.subject_id, instrument__code=evaluation.instrument.code, occasion=Occasion.BASELINE
    )
    return same.exclude(submitted_at=None).first()


@dataclass(frozen=True)
class OwnLine:
    """One item with what one said, and said at the baseline."""

    item: InstrumentItem
    now: str
    before: str


@dataclass(frozen=True)
class OwnResult:
    """One's own answers, with the figure that comes of them."""

    lines: list[OwnLine]
    index: Fraction | None
    right: int | None
    questions: int
    baseline: Evaluation | None
    is_short: bool  # an index there would be, but fewer than four fifths were answered


def own_result(user: User, evaluation: Evaluation) -> OwnResult:
    """One's own answers beside one's own baseline. Nobody else's."""
    items = list(evaluation.instrument.items.all())
    now, first = answers_of(user, evaluation), own_baseline(user, evaluation)
    before: dict[str, Answer] = {}
    if first is not None:
        before = {
            each.item.code: each
            for each in Answer.objects.for_user(user).filter(evaluation=first).select_related("item")
        }
    levels = [item for item in items if item.gives_level]
    values = {item.code: now[item.pk].value for item in items if item.pk in now}
    keys = {item.code: item.key for item in items if item.kind == ItemKind.TEST and item.key is not None}
    one_scale = len({(item.lowest, item.highest) for item in levels}) == 1
    whole = index(levels, values) if one_scale else None
    return OwnResult(
        lines=[OwnLine(item, _words(item, now.get(item.pk)), _words(item, before.get(item.code))) for item in items],
        index=whole,
        right=right_answers(keys, values) if keys else None,
        questions=len(keys),
        baseline=first,
        is_short=one_scale and whole is None,
    )


def _words(item: InstrumentItem, answer: Answer | None) -> str:
    if answer is None:
        return ""
    if item.kind == ItemKind.TEXT:
        return answer.text
    return dict(item.levels).get(answer.value, "") if answer.value is not None else _("Tidak tahu")


@dataclass(frozen=True)
class Average:
    """The mean of an item over `n` people or sessions."""

    item: InstrumentItem
    mean: float
    n: int


def rapport_averages(pairing_id: int) -> list[Average]:
    """For who leads a group: the last check of at least three mentees. The database decides, not this page."""
    return _averages("SELECT item, mean, n FROM kad_rapport_average(%s)", pairing_id)


def feedback_averages(pairing_id: int) -> list[Average]:
    """For who leads: F1–F5 over at least three sessions."""
    return _averages("SELECT item, mean, n FROM kad_feedback_average(%s)", pairing_id)


def _averages(sql: str, pairing_id: int) -> list[Average]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [pairing_id])
        found = {row[0]: row[1:] for row in cursor.fetchall()}
    items = InstrumentItem.objects.filter(pk__in=found).order_by("place")
    return [Average(item, float(found[item.pk][0]), found[item.pk][1]) for item in items]


def with_progress(rounds: QuerySet[EvaluationRound]) -> QuerySet[EvaluationRound]:
    """Rounds with how many are asked and how many have answered."""
    sent = Q(evaluations__submitted_at__isnull=False)
    return rounds.annotate(asked=Count("evaluations"), answered=Count("evaluations", filter=sent))


@dataclass(frozen=True)
class ItemChange:
    """One item from a round to a later one; the means only from five people up."""

    text: str
    n: int
    before: float | None
    after: float | None

    @property
    def difference(self) -> float | None:
        """After minus before."""
        return None if self.before is None or self.after is None else self.after - self.before


def paired_changes(first: EvaluationRound, later: EvaluationRound) -> list[ItemChange]:
    """Of people who have both measures, item by item. The database decides who may know."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT item, n, before, after FROM kad_paired_change(%s, %s)", [first.pk, later.pk])
        found = {row[0]: row[1:] for row in cursor.fetchall()}
    return [
        ItemChange(item.text, found[item.code][0], *(None if v is None else float(v) for v in found[item.code][1:]))
        for item in later.instrument.items.all()
        if item.code in found
    ]


def baseline_of(round: EvaluationRound) -> EvaluationRound | None:
    """The round that a later one is compared with."""
    if round.occasion == Occasion.BASELINE:
        return None
    same = EvaluationRound.objects.filter(programme=round.programme_id, instrument__code=round.instrument.code)
    return same.filter(occasion=Occasion.BASELINE).first()


def counts_by_role(evaluations: QuerySet[Evaluation]) -> list[tuple[str, int, int]]:
    """As what people were asked: label, answered, asked. One query."""
    rows = evaluations.order_by("role").values_list("role")
    return [(Rater(role).label, *n) for role, *n in rows.annotate(Count("submitted_at"), Count("pk"))]
