"""What a dashboard needs from the database: the unit with its line and children, the state, and the figures."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import IntegerField, Q, QuerySet, Subquery, Value
from django.utils import timezone

from accounts.enums import TIER_ROLES, Role
from accounts.models import User, today
from accounts.sight import Sight, numbers
from cadres.enums import PairState, TransferState
from cadres.models import BoardDispute, OfficerTerm, Transfer
from cadres.selectors.duplicates import list_pairs
from core.prepared import Prepared
from dashboards.attention import Boards
from dashboards.indicators import Asked
from dashboards.selectors.goals import goals_read, running_goals
from evaluations.calendar import open_months
from evaluations.models import Alert, RollupClosing, RollupState
from evaluations.selectors.figures import Board, Figures, board_figures
from evaluations.selectors.months import MonthStory, ProgrammeName, month_story, programmes_of, state_with_month
from mentoring.models import OrgGoal, Pairing, Programme
from mentoring.selectors.office import sees_people
from regions.enums import Tier
from regions.models import Unit


@dataclass(frozen=True)
class BoardData:
    """Everything on one dashboard, before it is put into words."""

    unit: Unit
    trail: list[Unit]
    children: list[Unit]
    state: RollupState | None
    as_of: date
    month: date
    figures: Board
    boards: Boards
    goals: list[OrgGoal] = field(default_factory=list)
    story: MonthStory = field(default_factory=MonthStory)
    programmes: list[ProgrammeName] = field(default_factory=list)
    programme: ProgrammeName | None = None
    sees_load: bool = True
    role: Role | None = None
    is_own: bool = True

    @property
    def asked(self) -> Asked:
        """The unit's own lists."""
        return self.asked_of(self.unit)

    def asked_of(self, unit: Unit) -> Asked:
        """The lists of the unit or of a child, in the chosen month."""
        programme = self.programme.pk if self.programme else None
        return Asked(
            unit.code,
            self.month,
            self.as_of,
            programme,
            self.sees_load,
            sees_raters=self.role == Role.COORDINATOR,
            keeps_register=self.role == Role.SECRETARIAT,
        )

    @property
    def months(self) -> list[date]:
        """The open months, oldest first."""
        return open_months(self.as_of)

    @cached_property
    def now(self) -> Figures:
        """The unit's standing figures."""
        return self.now_of(self.unit)

    def now_of(self, unit: Unit) -> Figures:
        """Standing figures. Of a programme its pairings are told as the present month has them: it ends today."""
        now = self.figures.now_of(unit.pk)
        if self.programme is None:
            return now
        present = self.figures.month_of(unit.pk, self.months[-1])
        return now | {name: present[name] for name in ("pairings_active", "pairings_dormant")}

    @cached_property
    def this_month(self) -> Figures:
        """The unit's figures in the chosen month, as they were kept where it is frozen."""
        if self.story.frozen is not None and self.programme is None:
            return dict(self.story.frozen)
        return self.figures.month_of(self.unit.pk, self.month)

    def series(self, name: str, unit: Unit | None = None, until: date | None = None) -> list[int]:
        """A monthly figure over the open months up to one of them (the chosen one), oldest first."""
        pk, last = (unit or self.unit).pk, until or self.month
        return [self.figures.month_of(pk, month)[name] for month in self.months if month <= last]


def unit_with_code(code: str) -> Unit | None:
    """The unit with a public code."""
    return Unit.objects.annotate_code().with_code(code).first()


def board_data(user: User, unit: Unit, month: str | date, programme: str = "") -> BoardData:
    """Read a dashboard in five statements. `month` is «YYYY-MM»; one that is not open means the present one. As a date
    it is a month that was kept, or is open (`kept_month`).
    `programme` is the key of one that counts here; another means all of them.

    The caller has made sure that the unit lies in the user's scope.
    """
    around = _around(user, unit)
    here = next(each for each in around if each.pk == unit.pk)
    children = sorted((u for u in around if u.parent_id == unit.pk and u.is_active), key=lambda u: (u.name, u.pk))
    trail = sorted((u for u in around if u.tier < unit.tier), key=lambda u: u.tier)
    chosen = month if isinstance(month, date) else month_named(month)
    state = state_with_month(user, unit, chosen)
    as_of = state.as_of if state else today()
    programmes = programmes_of(state)
    own = next((each for each in programmes if str(each.pk) == programme), None)
    return BoardData(
        unit=unit,
        trail=trail,
        children=children,
        state=state,
        as_of=as_of,
        month=chosen,
        figures=board_figures(user, unit, [child.pk for child in children], as_of, own.pk if own else None),
        boards=Boards(*(getattr(here, name) for name in QUEUES)),
        goals=goals_read(here.goals),
        story=month_story(state, unit, chosen),
        programmes=programmes,
        programme=own,
        sees_load=sees_people(user),
        role=user.scope.role if user.scope else None,
        is_own=user.scope is not None and user.scope.unit == unit,
    )


def month_named(text: str) -> date:
    """The open month that «YYYY-MM» names, else the present one."""
    present = today().replace(day=1)
    return {f"{each:%Y-%m}": each for each in open_months(present)}.get(text, present)


def kept_month(user: User, unit: Unit, text: str) -> date | None:
    """The month that «YYYY-MM» names, if it is open or kept for good at the unit (DOMAIN §13)."""
    found = month_named(text)
    if f"{found:%Y-%m}" == text:
        return found
    try:
        month = datetime.strptime(text, "%Y-%m").date()
    except ValueError:
        return None
    kept = RollupClosing.objects.for_user(user).filter(unit=unit, month=month, figures__isnull=False)
    return month if f"{month:%Y-%m}" == text and kept.exists() else None


class HowMany(Subquery):
    """How many rows there are, as a part of another statement."""

    template = "(SELECT count(*) FROM (%(subquery)s) each)"
    output_field = IntegerField()


Queue = Callable[[User, Unit], QuerySet[Any]]
# What waits for somebody, by the roles that solve it. The names are those of `Boards`.
QUEUES: dict[str, tuple[Collection[Role], Queue]] = {
    "disputed": (TIER_ROLES, lambda user, unit: BoardDispute.objects.for_user(user).within(unit).open()),
    "late": (TIER_ROLES, lambda user, unit: OfficerTerm.objects.for_user(user).below(unit).late()),
    "ownerless": (TIER_ROLES, lambda user, unit: Programme.objects.for_user(user).within(unit).ownerless()),
    "overdue": (
        {Role.COORDINATOR},
        lambda user, unit: Pairing.objects.for_user(user).within(unit).overdue_on(timezone.localdate()),
    ),
    "alerts": ({Role.COORDINATOR}, lambda user, unit: Alert.objects.for_user(user).filter(handled_at=None)),
    "transfers": (
        {Role.SECRETARIAT},
        lambda user, unit: Transfer.objects.for_user(user).filter(state=TransferState.REQUESTED),
    ),
    "duplicates": ({Role.SECRETARIAT}, lambda user, unit: list_pairs(user, PairState.OPEN)),
}


def _around(user: User, unit: Unit) -> list[Any]:
    """The unit, its children and its ancestors, with what the unit's boards ask for, in one statement."""
    return _around_statement(Sight.of(user, unit)).ask(numbers(user, unit))


@lru_cache(maxsize=256)
def _around_statement(sight: Sight) -> Prepared[Unit]:
    return Prepared(around(*sight.stand_ins()))


def around(user: User, unit: Unit) -> QuerySet[Unit]:
    """What `board_data` asks of the tree, as a queryset."""
    above = [pk for pk in unit.tier_ids.values() if pk is not None]
    wanted = Q(parent=unit) | Q(pk__in=[*above, unit.pk]) | Q(tier=Tier.NATIONAL)
    found = Unit.objects.annotate_code().annotate(
        goals=running_goals(user, unit),
        **{
            name: HowMany(rows(user, unit).order_by().values("pk")) if _asks(user, roles) else Value(0)
            for name, (roles, rows) in QUEUES.items()
        },
    )
    return found.filter(wanted)


def _asks(user: User, roles: Collection[Role]) -> bool:
    return user.scope is not None and user.scope.role in roles
