"""What mentors and mentees see on the phone: their own pairings with what is to be done in each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from mentoring.enums import (
    LEADERS,
    LEARNERS,
    LIVE_STATES,
    LOGGERS,
    RUNNING_STATES,
    UNSETTLED_ACTIONS,
    UNSIGNED_STATES,
    UPCOMING_STATES,
    AgreementState,
    Answer,
    Format,
    MentorState,
    PairingState,
    ParticipantRole,
    Phase,
    SessionState,
)
from mentoring.models import (
    ActionItem,
    Agreement,
    Mentor,
    Pairing,
    PairingParticipant,
    Session,
    SessionLog,
)
from mentoring.party_settings import mentors_propose
from mentoring.rules import rights
from mentoring.rules.conflicts import couples
from mentoring.rules.formats import may_leave, rules_of
from mentoring.rules.pairings import LastMet, last_met
from mentoring.selectors.programmes import quiet_until

NAMES_SHOWN = 2


@dataclass
class PhoneSession:
    """A session of one's own with what one may do about it."""

    session: Session
    own: "PhonePairing"

    @property
    def local_start(self) -> datetime | None:
        """The planned or actual start by the clock of the place."""
        start = self.session.started_at or self.session.planned_start
        return start and start.astimezone(self.own.pairing.unit.zone)

    @property
    def silent_days(self) -> int | None:
        """How many days its log met with silence before that counted as a yes; None where somebody answered."""
        acknowledged, received = self.session.acknowledged_at, self.session.received_at
        if not self.session.auto_acknowledged or acknowledged is None or received is None:
            return None
        return (acknowledged - received).days

    @property
    def is_upcoming(self) -> bool:
        """Whether it is planned and not yet logged."""
        return self.session.state in UPCOMING_STATES

    @property
    def is_due(self) -> bool:
        """Whether it is planned for today or before, and so waits to be logged."""
        return self.is_upcoming and self.local_start is not None and self.local_start.date() <= self.own.today

    @property
    def is_today(self) -> bool:
        """Whether it is planned for today."""
        return self.local_start is not None and self.local_start.date() == self.own.today

    @property
    def has_begun(self) -> bool:
        """Whether its planned start has passed."""
        return self.session.planned_start is not None and self.session.planned_start <= timezone.now()

    @property
    def asks_to_confirm(self) -> bool:
        """Whether the other side planned it and waits for a yes."""
        return (
            self.session.state == SessionState.PLANNED
            and self.session.planned_by_id != self.own.me.user_id
            and not self.has_begun
        )

    @property
    def asks_to_acknowledge(self) -> bool:
        """Whether its log waits for one's own yes."""
        return self.session.state == SessionState.LOGGED and rights.may_answer_log(
            self.own.me, self.session.logged_by_id, self.session.on_behalf_of_id
        )

    @property
    def asks_to_affirm(self) -> bool:
        """Whether others logged it in one's own name, and wait for one's yes."""
        return (
            self.session.state == SessionState.LOGGED
            and self.session.affirmed_at is None
            and self.session.on_behalf_of_id == self.own.me.user_id
        )


@dataclass
class PhonePairing:
    """A pairing of one's own. `agreement` is the version that counts: the one to sign, else the one in force."""

    pairing: Pairing
    me: PairingParticipant
    people: list[PairingParticipant]
    agreement: Agreement | None = None
    signed_by: frozenset[int] = frozenset()
    sessions: list[PhoneSession] = field(default_factory=list)

    @property
    def today(self) -> date:
        """Today at the pairing's place."""
        return timezone.localdate(timezone=self.pairing.unit.zone)

    @property
    def quiet_until(self) -> date | None:
        """The last day of the quiet period that lies on today; None outside of one."""
        found: date | None = getattr(self.me, "quiet_until", None)
        return found

    @property
    def others(self) -> list[PairingParticipant]:
        """Everybody but oneself."""
        return [person for person in self.people if person.pk != self.me.pk]

    @property
    def title(self) -> str:
        """The names of the others: «Yohanis Kareth», «Dorkas Pattiasina, Selfina Nauw +2»."""
        names = [person.name for person in self.others]
        rest = len(names) - NAMES_SHOWN
        return ", ".join(names[:NAMES_SHOWN]) + (f" +{rest}" if rest > 0 else "")

    @property
    def phase_step(self) -> int:
        """Which of the phases the pairing has come to, the first one being 1."""
        return list(Phase).index(Phase(self.pairing.phase)) + 1

    @property
    def shows_growth(self) -> bool:
        """Whether one learns in it and has something to follow: rubric, plan, what was agreed."""
        return self.me.role in LEARNERS and self.pairing.state == PairingState.ACTIVE

    @property
    def is_offer(self) -> bool:
        """Whether it waits for one's own answer."""
        return self.pairing.state == PairingState.OFFERED and self.me.answer == Answer.WAITING

    @property
    def is_waiting(self) -> bool:
        """Whether one has said yes and the other side has not answered."""
        return self.pairing.state == PairingState.OFFERED and self.me.answer == Answer.ACCEPTED

    @property
    def may_meet(self) -> bool:
        """Whether sessions may be planned."""
        return self.pairing.state in (PairingState.ACCEPTED, PairingState.ACTIVE)

    @property
    def may_log(self) -> bool:
        """Whether one writes its logs."""
        return rights.may_log(self.me) and self.pairing.state in RUNNING_STATES

    @property
    def may_propose(self) -> bool:
        """Whether one proposes its mentees for a level (DOMAIN §9)."""
        return mentors_propose() and self.me.role in LEADERS and self.pairing.state == PairingState.ACTIVE

    @property
    def learns(self) -> bool:
        """Whether one is mentored in it, or a peer."""
        return self.me.role in LEARNERS

    @property
    def gives_codes(self) -> bool:
        """Whether one says yes to its logs, and so has codes of the day."""
        return self.learns and self.pairing.state in RUNNING_STATES

    @property
    def may_leave(self) -> bool:
        """Whether the others would go on without oneself."""
        others = sum(person.role in LEARNERS for person in self.others)
        return self.pairing.state in RUNNING_STATES and may_leave(self.pairing.format, self.me.role, others)

    @property
    def may_change_mentor(self) -> bool:
        """Whether one has a mentor of one's own and learns under him now."""
        rules = rules_of(self.pairing.format)
        return self.learns and rules.needs_leader and not rules.goes_on and self.pairing.state in RUNNING_STATES

    @property
    def is_closing(self) -> bool:
        """Whether it has come to its last phase, or is over."""
        is_last = self.pairing.state == PairingState.ACTIVE and self.pairing.phase == Phase.EVALUATION
        return is_last or self.pairing.state == PairingState.COMPLETED

    @property
    def has_broken_off(self) -> bool:
        """Whether it ended before its time."""
        return self.pairing.state in (PairingState.ENDED_EARLY, PairingState.REMATCHED)

    @property
    def needs_orientation(self) -> bool:
        """Whether one's own checklist is open."""
        return self.pairing.state in RUNNING_STATES and self.me.oriented_at is None

    @property
    def needs_draft(self) -> bool:
        """Whether one should write the agreement."""
        return rights.may_log(self.me) and self.pairing.state in RUNNING_STATES and self.agreement is None

    @property
    def needs_signature(self) -> bool:
        """Whether a version waits for one's own signature."""
        return (
            self.agreement is not None and self.agreement.state in UNSIGNED_STATES and self.me.pk not in self.signed_by
        )

    @property
    def is_new(self) -> bool:
        """Whether it was accepted and is not yet active."""
        return self.pairing.state == PairingState.ACCEPTED

    @property
    def last_met(self) -> LastMet:
        """How long ago the last session was, as a badge."""
        return last_met(self.pairing, self.today)


_SHOWN_SESSIONS = (*UPCOMING_STATES, SessionState.LOGGED, SessionState.DISPUTED)


def phone_pairings(user: User, *, pk: int | None = None, states: Iterable[str] = LIVE_STATES) -> list[PhonePairing]:
    """One's own pairings in the role one acts in, longest unmet first. Five queries, whatever their number."""
    mine = (
        PairingParticipant.objects.for_user(user)
        .filter(user_id=user.pk, left_at=None, role__in=rights.acting_places(user))
        .select_related("pairing__unit")
        .annotate(quiet_until=quiet_until(OuterRef("pairing__programme")))
    )
    mine = mine.filter(pairing_id=pk) if pk is not None else mine.filter(pairing__state__in=states)
    own = {me.pairing_id: me for me in mine.order_by("pk")}
    if not own:
        return []
    people = defaultdict(list)
    for person in PairingParticipant.objects.filter(pairing_id__in=own, left_at=None).order_by("pk"):
        people[person.pairing_id].append(person)
    agreements: dict[int, Agreement] = {}
    versions = Agreement.objects.filter(pairing_id__in=own).exclude(state=AgreementState.AMENDED)
    for agreement in versions.prefetch_related("signatures").order_by("version"):
        agreements[agreement.pairing_id] = agreement
    found = {
        key: PhonePairing(
            me.pairing,
            me,
            people[key],
            agreements.get(key),
            frozenset(s.participant_id for s in agreements[key].signatures.all()) if key in agreements else frozenset(),
        )
        for key, me in own.items()
    }
    open_sessions = Session.objects.filter(pairing_id__in=own, state__in=_SHOWN_SESSIONS)
    for session in open_sessions.order_by("planned_start", "started_at", "pk"):
        row = found[session.pairing_id]
        row.sessions.append(PhoneSession(session, row))
    return sorted(found.values(), key=lambda row: (row.pairing.last_held_on or date.min, row.pairing.pk))


def phone_pairing(user: User, pk: int) -> PhonePairing | None:
    """One own pairing in any state; None when it is not one's own in the role one acts in."""
    return next(iter(phone_pairings(user, pk=pk)), None)


def introduced(own: PhonePairing) -> list[tuple[PairingParticipant, str]]:
    """The others of a pairing with member and unit, and what a mentor is good at («» for learners)."""
    rows = PairingParticipant.objects.filter(pk__in=[person.pk for person in own.others])
    people = list(rows.select_related("member__unit__area").order_by("pk"))
    mentoring = [person.member_id for person in people if person.role == ParticipantRole.MENTOR]
    notes = dict(Mentor.objects.filter(member_id__in=mentoring).values_list("member_id", "note"))
    return [(person, notes.get(person.member_id, "")) for person in people]


def compared_with(own: PhonePairing) -> list[PairingParticipant]:
    """Whom the rules compare with oneself (R2–R4): mentor and mentees, or peers among each other."""
    pairs = couples([(person.member_id, person.role) for person in own.people])
    mine = {member for pair in pairs if own.me.member_id in pair for member in pair}
    return [person for person in own.others if person.member_id in mine]


def sessions_of(rows: Iterable[PhonePairing]) -> list[PhoneSession]:
    """The open sessions of several pairings, soonest first."""
    every = [session for row in rows for session in row.sessions]
    far = timezone.now() + timedelta(days=3650)
    return sorted(every, key=lambda each: (each.session.planned_start or far, each.session.pk))


def open_actions(user: User, rows: Iterable[PhonePairing]) -> list[ActionItem]:
    """What oneself has promised and not yet done: due nearest to today first, before or after; undated last."""
    today = timezone.localdate()
    mine = ActionItem.objects.for_user(user).filter(
        owner_id__in=[row.me.pk for row in rows], state__in=UNSETTLED_ACTIONS
    )
    return sorted(mine.order_by("due_on", "pk"), key=lambda each: abs((each.due_on or date.max) - today))


def past_sessions(user: User, pairing: Pairing, limit: int = 20) -> QuerySet[Session]:
    """What is behind a pairing, newest first, with `at`; what was called off ahead of its day is not."""
    return (
        Session.objects.for_user(user)
        .filter(pairing=pairing)
        .exclude(state__in=UPCOMING_STATES)
        .annotate(at=Coalesce("started_at", "planned_start"))
        .filter(at__lte=timezone.now())
        .order_by("-at", "-pk")[:limit]
    )


def own_mentor(user: User) -> Mentor | None:
    """The mentor row of the acting user himself."""
    if user.scope is None or user.scope.role != Role.MENTOR:
        return None
    return Mentor.objects.for_user(user).filter(member__user_id=user.pk).first()


def is_invited(mentor: Mentor | None) -> bool:
    """Whether a mentor has been asked and has not answered."""
    return mentor is not None and mentor.state == MentorState.INVITED


def next_sequence(pairing: Pairing) -> int:
    """The number the next logged session will carry."""
    return (Session.objects.filter(pairing=pairing).aggregate(last=Max("sequence"))["last"] or 0) + 1


def recent_competencies(pairing: Pairing) -> list[str]:
    """Competencies discussed last time."""
    last = SessionLog.objects.filter(pairing=pairing).order_by("-session__held_on", "-pk").first()
    return list(last.competencies) if last else []


def kept_log(author: User, client_uuid: str) -> SessionLog | None:
    """What its author has sent under this key already; None when it is new or no key."""
    try:
        key = UUID(client_uuid)
    except ValueError:
        return None
    return SessionLog.objects.filter(author=author, client_uuid=key).select_related("session").first()


def unsettled_actions(pairing: Pairing, also: Iterable[int] = ()) -> QuerySet[ActionItem]:
    """What comes back in the next session's form, oldest first; `also` names others of the same pairing."""
    wanted = Q(state__in=UNSETTLED_ACTIONS) | Q(pk__in=list(also)[:50])
    return ActionItem.objects.filter(wanted, pairing=pairing).select_related("owner").order_by("due_on", "pk")


def is_group(pairing: Pairing) -> bool:
    """Whether attendance has to be ticked: more than one learner, or peers."""
    return pairing.format in (Format.GROUP, Format.CIRCLE)


def leader_of(people: Iterable[PairingParticipant]) -> PairingParticipant | None:
    """Who leads: the mentor, else whoever may log."""
    ranked = sorted(people, key=lambda person: person.role != ParticipantRole.MENTOR)
    return next((person for person in ranked if person.role in LOGGERS), None)
