"""How learners grow: their rounds of the rubric, gaps, plan, and the track from baseline to now and target."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet

from accounts.models import User
from mentoring.enums import (
    LEARNERS,
    RUNNING_STATES,
    SETTLED_GOALS,
    Category,
    Competency,
    DiagnosticState,
    GoalState,
    Round,
    Side,
)
from mentoring.models import (
    ActionItem,
    Diagnostic,
    DiagnosticLevel,
    DiagnosticRating,
    Goal,
    OrgGoal,
    Pairing,
    PairingParticipant,
    Plan,
    Programme,
)
from mentoring.rules import rights
from mentoring.rules.diagnostics import next_rounds, proposed_gaps
from mentoring.rules.plans import plan_problem
from mentoring.selectors.phone import PhonePairing, phone_pairing


@dataclass(frozen=True)
class TrackRow:
    """One competency from the first round to the last, with the target that counts now."""

    name: str
    baseline: int
    now: int
    target: int

    @property
    def change(self) -> int:
        """Levels gained since the baseline."""
        return self.now - self.baseline

    @property
    def missing(self) -> int:
        """Levels still missing to the target."""
        return max(0, self.target - self.now)


@dataclass
class Growth:
    """One learner with his locked rounds, the open one, and his plan."""

    learner: PairingParticipant
    rounds: list[Diagnostic] = field(default_factory=list)
    plan: Plan | None = None
    focus: list[str] = field(default_factory=list)

    @property
    def locked(self) -> list[Diagnostic]:
        """The rounds that count, oldest first."""
        return [each for each in self.rounds if each.state == DiagnosticState.LOCKED]

    @property
    def open_round(self) -> Diagnostic | None:
        """The round that is under way."""
        return next((each for each in self.rounds if each.state != DiagnosticState.LOCKED), None)

    @property
    def latest(self) -> Diagnostic | None:
        """The last round that counts."""
        return self.locked[-1] if self.locked else None

    @property
    def gaps(self) -> list[DiagnosticLevel]:
        """The three largest gaps of the last round."""
        return proposed_gaps(self.latest.levels.all(), self.focus) if self.latest else []

    @property
    def track(self) -> list[TrackRow]:
        """Every competency of the baseline beside the last round; nothing before a baseline is locked."""
        if not self.locked:
            return []
        first = {row.competency: row.agreed_level or 0 for row in self.locked[0].levels.all()}
        return [
            TrackRow(str(Competency(row.competency).label), first[row.competency], row.agreed_level, row.target)
            for row in self.locked[-1].levels.all()
            if row.agreed_level and row.competency in first
        ]

    @property
    def rises(self) -> tuple[int, int]:
        """How many competencies rose since the baseline, of how many."""
        rows = self.track
        return sum(row.change > 0 for row in rows), len(rows)

    @property
    def goals(self) -> list[Goal]:
        """The goals of the plan that were not dropped as drafts."""
        every = self.plan.goals.all() if self.plan else []
        return [goal for goal in every if goal.agreed_at or goal.state == GoalState.DRAFT]

    @property
    def unseen(self) -> list[Goal]:
        """Results that no coordinator has marked as seen."""
        return [goal for goal in self.goals if goal.state in SETTLED_GOALS and goal.seen_at is None]


_ROUND_ORDER = {value: place for place, value in enumerate(Round.values)}


def growths(user: User, pairing: Pairing) -> list[Growth]:
    """The learners of a pairing that the user may look at, with everything a page shows. Seven queries."""
    learners = PairingParticipant.objects.for_user(user).filter(pairing=pairing, role__in=LEARNERS, left_at=None)
    return _filled(user, pairing, list(learners.order_by("pk")))


def _filled(user: User, pairing: Pairing, learners: Iterable[PairingParticipant]) -> list[Growth]:
    learners = list(learners)
    rounds: dict[int, list[Diagnostic]] = defaultdict(list)
    found = Diagnostic.objects.for_user(user).filter(learner__in=learners, set_aside_at=None)
    for each in found.prefetch_related("levels"):
        rounds[each.learner_id].append(each)
    steps = ActionItem.objects.for_user(user).order_by("due_on", "pk")
    goals = Goal.objects.for_user(user).select_related("org_goal").prefetch_related(Prefetch("actions", steps))
    plans = Plan.objects.for_user(user).filter(learner__in=learners).prefetch_related(Prefetch("goals", goals))
    by_learner = {plan.learner_id: plan for plan in plans}
    programme = Programme.objects.for_user(user).filter(pk=pairing.programme_id).first()
    return [
        Growth(
            learner,
            sorted(rounds[learner.pk], key=lambda each: _ROUND_ORDER[each.round]),
            by_learner.get(learner.pk),
            programme.focus if programme else [],
        )
        for learner in learners
    ]


@dataclass
class OwnGrowth:
    """A learner as one of both sides sees him on the phone, with what waits for this side."""

    own: PhonePairing
    growth: Growth
    side: Side
    rating: DiagnosticRating | None

    @property
    def learner(self) -> PairingParticipant:
        """Whom it is about."""
        return self.growth.learner

    @property
    def is_self(self) -> bool:
        """Whether one looks at oneself."""
        return self.side == Side.SELF

    @property
    def begins(self) -> list[tuple[str, str]]:
        """The rounds one may begin: value and label."""
        locked = [each.round for each in self.growth.locked]
        found = next_rounds(self.own.pairing.state, locked, self.growth.open_round is not None)
        return [(each.value, str(each.label)) for each in found]

    @property
    def may_plan(self) -> bool:
        """Whether goals may be written: from the gaps of a locked round; in personal mentoring without one too."""
        return self.growth.latest is not None or self.own.pairing.category == Category.PERSONAL

    @property
    def must_rate(self) -> bool:
        """Whether one's own rating of the open round is missing."""
        waits = self.growth.open_round is not None and self.growth.open_round.state == DiagnosticState.DRAFT
        return waits and (self.rating is None or self.rating.submitted_at is None)

    @property
    def has_rated(self) -> bool:
        """Whether one has sent and waits for the other side."""
        waits = self.growth.open_round is not None and self.growth.open_round.state == DiagnosticState.DRAFT
        return waits and not self.must_rate

    @property
    def must_talk(self) -> bool:
        """Whether both have rated and nobody has written down yet what they agree on."""
        return self.growth.open_round is not None and self.growth.open_round.state == DiagnosticState.TALK

    @property
    def must_confirm(self) -> bool:
        """Whether the levels that the other side wrote down wait for one's own yes."""
        found = self.growth.open_round
        return found is not None and found.state == DiagnosticState.AGREED and found.agreed_by_id != self.own.me.user_id

    @property
    def has_accepted(self) -> bool:
        """Whether one has said yes to the plan as it stands."""
        plan = self.growth.plan
        at = plan and (plan.learner_accepted_at if self.is_self else plan.guide_accepted_at)
        return at is not None

    @property
    def has_drafts(self) -> bool:
        """Whether a goal waits to be accepted by both, or the plan anew."""
        plan = self.growth.plan
        drafts = any(goal.state == GoalState.DRAFT for goal in self.growth.goals)
        return plan is not None and bool(self.growth.goals) and (drafts or plan.agreed_at is None)

    @property
    def must_accept(self) -> bool:
        """Whether the plan waits for one's own yes."""
        return self.has_drafts and not self.has_accepted

    @property
    def plan_problem(self) -> str:
        """What the plan still needs before it can be accepted."""
        return plan_problem(self.growth.goals, self.own.pairing.category)


def own_growths(user: User, rows: Iterable[PhonePairing]) -> list[OwnGrowth]:
    """Whom one may open from one's own running pairings, with the open round and the plan. Four queries."""
    pairs = [(own, each) for own in rows if own.pairing.state in RUNNING_STATES for each in own_learners_of(own)]
    learners = [learner.pk for _own, learner in pairs]
    if not learners:
        return []
    open_rounds = Diagnostic.objects.for_user(user).filter(learner__in=learners, set_aside_at=None)
    mine = Prefetch("ratings", DiagnosticRating.objects.for_user(user).filter(author=user), to_attr="own_ratings")
    rounds = {
        each.learner_id: each for each in open_rounds.exclude(state=DiagnosticState.LOCKED).prefetch_related(mine)
    }
    goals = Prefetch("goals", Goal.objects.for_user(user))
    plans = Plan.objects.for_user(user).filter(learner__in=learners).prefetch_related(goals)
    by_learner = {plan.learner_id: plan for plan in plans}
    found = []
    for own, learner in pairs:
        is_open = rounds.get(learner.pk)
        growth = Growth(learner, [is_open] if is_open else [], by_learner.get(learner.pk))
        rating = next(iter(is_open.own_ratings), None) if is_open else None
        found.append(OwnGrowth(own, growth, Side.SELF if learner.pk == own.me.pk else Side.MENTOR, rating))
    return found


def own_growth(user: User, pk: int) -> OwnGrowth | None:
    """One learner, for himself or who guides him; None for anybody else, in the role one acts in."""
    learner = PairingParticipant.objects.for_user(user).filter(pk=pk, role__in=LEARNERS, left_at=None).first()
    own = phone_pairing(user, learner.pairing_id) if learner else None
    if learner is None or own is None:
        return None
    is_self = learner.pk == own.me.pk
    if not is_self and not rights.may_guide(own.me, own.people):
        return None
    learner.pairing = own.pairing
    growth = _filled(user, own.pairing, [learner])[0]
    rating = (
        DiagnosticRating.objects.for_user(user).filter(diagnostic=growth.open_round, author=user).first()
        if growth.open_round
        else None
    )
    return OwnGrowth(own, growth, Side.SELF if is_self else Side.MENTOR, rating)


def own_learners_of(own: PhonePairing) -> list[PairingParticipant]:
    """Whose growth one may open from one's own pairing: oneself first, and those whom one guides."""
    guides = rights.may_guide(own.me, own.people)
    found = [each for each in own.people if each.role in LEARNERS and (guides or each.pk == own.me.pk)]
    return sorted(found, key=lambda each: (each.pk != own.me.pk, each.pk))


def gap_codes(learner: PairingParticipant) -> list[str] | None:
    """The competencies of a learner's last locked round that are below target; None when nothing was measured."""
    locked = Diagnostic.objects.filter(learner=learner, state=DiagnosticState.LOCKED, set_aside_at=None)
    last = max(locked, key=lambda each: _ROUND_ORDER[each.round], default=None)
    return [row.competency for row in last.levels.all() if row.gap > 0] if last else None


def programme_goals(user: User, pairing: Pairing) -> QuerySet[OrgGoal]:
    """The organisational goals that a plan of this pairing may serve."""
    return OrgGoal.objects.for_user(user).filter(programme=pairing.programme_id).order_by("due_on", "pk")
