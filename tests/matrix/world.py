"""The canary world: two provinces × two regencies × two districts × two villages, every text unique.

A canary is a text that stands in exactly one row, with a rule that says to whom it may show. The rules are
written here a second time, in plain set logic, independent of the product's scoping.
"""

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.enums import Role
from accounts.models import (
    Assignment,
    Consent,
    DataRequest,
    Incident,
    Invitation,
    OutboxMessage,
    ProcessingPurpose,
    SensitiveRead,
    User,
)
from accounts.models.privacy import DUE
from cadres.enums import ExportState, ImportState, RowState
from cadres.models import (
    Accreditation,
    AwardAppeal,
    BoardDispute,
    Candidacy,
    CandidacyTransition,
    Certificate,
    Chamber,
    DisputeClaim,
    DuplicatePair,
    Eligibility,
    ExportJob,
    ImportBatch,
    ImportRow,
    Level,
    LevelAward,
    LevelPath,
    Member,
    MemberMerge,
    MobilityStep,
    OfficerTerm,
    PathTransition,
    Recommendation,
    SelectionCriterion,
    SelectionScore,
    SurveyResult,
    TermTransition,
    TrainingEvent,
    TrainingRegistration,
    Transfer,
)
from core.crypto import encrypt_bytes, keyed_hash
from evaluations.models import Alert, InstrumentItem, PdltAssessment, PdltAssessor, PdltMark, Reopening
from evaluations.models import Answer as Said
from mentoring.entries import LogEntry
from mentoring.enums import (
    AgreementState,
    Answer,
    EvidenceKind,
    Factor,
    MatchRunState,
    MentorState,
    PairingState,
    ParticipantRole,
    Phase,
    ProgrammeState,
    SessionState,
)
from mentoring.models import (
    ActionItem,
    Agreement,
    AgreementSignature,
    BusyTime,
    CalendarFeed,
    Closure,
    ClosureForm,
    Concern,
    ConcernAct,
    ConcernName,
    ConcernReporter,
    ConductSignature,
    ConflictWaiver,
    CoordinatorContact,
    DeclaredTie,
    ExitCall,
    ExitForm,
    Handover,
    MatchLock,
    MatchRun,
    MatchSuggestion,
    MatchWeights,
    Mentor,
    MentoringWish,
    MentorRequest,
    MentorTick,
    MentorTransition,
    OddLogs,
    OrgGoal,
    Pairing,
    PairingParticipant,
    PairingTransition,
    PhaseEvidence,
    PrivateNote,
    Programme,
    ProgrammeHandover,
    ProgrammeNeed,
    ProgrammeResource,
    ProgrammeStage,
    ProgrammeTransition,
    ProgrammeWindow,
    SecondAdult,
    Session,
    SessionAttendance,
    SessionLog,
    SyncItem,
    SyncNote,
)
from partnerships.models import (
    Activity,
    ActivityCadre,
    PartnerGoal,
    PartnerLink,
    Partnership,
    PartnershipTransition,
    Review,
    Stakeholder,
)
from regions.models import Unit
from tests.factories.accounts import unit
from tests.factories.evaluations import asked, instrument, round_at
from tests.factories.mentoring import plan_of, round_of

REGENCIES = ("96.71", "96.01", "13.71", "13.01")
STAFF = frozenset({Role.SECRETARIAT, Role.COORDINATOR})
OFFICE = STAFF | {Role.LEADER}


@dataclass(eq=False)
class Actor:
    """Somebody who sends requests: what he is, written down independently of `Scope`."""

    name: str
    user: User | None = None
    role: Role | None = None
    unit: Unit | None = None
    signs_in: bool = True
    pending_factor: bool = False

    def covers(self, place: Unit) -> bool:
        """Whether a unit lies in this actor's subtree, by walking up the tree."""
        if self.role not in OFFICE or self.unit is None:
            return False
        step: Unit | None = place
        while step is not None:
            if step.pk == self.unit.pk:
                return True
            step = step.parent
        return False


Rule = Callable[[Actor], bool]


@dataclass(frozen=True)
class Canary:
    """A text, what it is, and to whom it may show. `narrow`: a field, not a row, is what hides it."""

    text: str
    kind: str
    visible: Rule
    narrow: bool = False


@dataclass(frozen=True)
class Thing:
    """An object that a URL can name, where it stands, and who may find it."""

    kind: str
    pk: Any
    place: Unit
    visible: Rule


@dataclass
class World:
    """Everything that was built."""

    by_word: dict[str, list[Canary]] = field(default_factory=lambda: defaultdict(list))
    things: list[Thing] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    pairs: list[tuple[User, User, Pairing]] = field(default_factory=list)
    serial: int = 0

    def _let_fly(self, canary: Canary) -> str:
        self.by_word[canary.text.lower()].append(canary)
        return canary.text

    def word(self, kind: str, visible: Rule, *, narrow: bool = False) -> str:
        """A new canary word, in letters only, so that it passes for a name."""
        self.serial += 1
        letters = "".join(chr(ord("a") + int(digit)) for digit in f"{self.serial:05d}")
        return self._let_fly(Canary(f"Kanari{letters}qz", kind, visible, narrow))

    def number(self, kind: str, shape: str, visible: Rule, *, narrow: bool = False) -> str:
        """A new canary number: `shape` holds {n} for seven digits."""
        self.serial += 1
        return self._let_fly(Canary(shape.format(n=f"{7_300_000 + self.serial:07d}"), kind, visible, narrow))

    def thing(self, kind: str, row: Any, place: Unit, visible: Rule) -> None:
        """Remember an object that URLs can name."""
        self.things.append(Thing(kind, row.pk, place, visible))


def office(place: Unit) -> Rule:
    """Secretariat, coordinator and leader of the unit and above."""
    return lambda actor: actor.covers(place)


def staff_of(place: Unit) -> Rule:
    """Secretariat and coordinator of the unit and above; never leaders."""
    return lambda actor: actor.covers(place) and actor.role in STAFF


def coordinator_of(place: Unit) -> Rule:
    """The coordinator of the unit and above."""
    return lambda actor: actor.covers(place) and actor.role == Role.COORDINATOR


def secretariat_of(place: Unit) -> Rule:
    """The secretariat of the unit and above."""
    return lambda actor: actor.covers(place) and actor.role == Role.SECRETARIAT


def one_of(*users: User) -> Rule:
    """These very people, while they act for themselves."""
    keys = {user.pk for user in users}
    return lambda actor: actor.user is not None and actor.user.pk in keys and actor.role in {Role.MENTOR, Role.MENTEE}


def either(*rules: Rule) -> Rule:
    """Any of the rules."""
    return lambda actor: any(rule(actor) for rule in rules)


def nobody(actor: Actor) -> bool:
    """Shown to no one."""
    return False


def _person(world: World, place: Unit, role: Role, email: str) -> User:
    """A user with a role; his name shows to managers of roles and to those who meet him."""
    user = User.objects.create_user(email, full_name="-")
    user.full_name = world.word(
        "user.name",
        lambda actor, user=user: (
            _meets(world, actor, user)
            or _manages(actor, place)
            or actor.user == user
            or (role in OFFICE and _is_served_by(actor, place))
        ),
    )
    user.save()
    Assignment.objects.create(user=user, role=role, unit=place)
    return user


def _manages(actor: Actor, place: Unit) -> bool:
    return actor.role == Role.ADMIN or (actor.covers(place) and actor.role in OFFICE)


def _is_served_by(actor: Actor, place: Unit) -> bool:
    """Whether the office of a unit is one of the actor's own line of units: whom he may name in a report."""
    return actor.signs_in and actor.unit is not None and place.contains(actor.unit)


def _meets(world: World, actor: Actor, user: User) -> bool:
    return any(actor.user in pair[:2] and user in pair[:2] for pair in world.pairs if actor.user)


def member(world: World, place: Unit, *, user: User | None = None, partner: Rule = nobody) -> Member:
    """A member with every field a canary."""
    own = one_of(user) if user else nobody
    seen, full = either(office(place), own, partner), either(staff_of(place), own, partner)
    nik = world.number("member.nik", "99710112{n}1", nobody)
    row = Member.objects.create(
        unit=place,
        user=user,
        full_name=world.word("member.name", seen),
        gender="female" if world.serial % 2 else "male",
        birth_date=date(1980, 1, 1) + timedelta(days=world.serial),
        birthplace=world.word("member.birthplace", full, narrow=True),
        phone=world.number("member.phone", "+6281{n}01", full, narrow=True),
        email=world.word("member.email", full, narrow=True).lower() + "@contoh.test",
        address=world.word("member.address", full, narrow=True),
        membership_card_no=world.word("member.card", full, narrow=True),
        nik=nik,
        nik_hash=keyed_hash(nik, "nik"),
        nik_last4=nik[-4:],
        level="dasar",
        status="active",
        wants_mentoring=True,
    )
    world.thing("member", row, place, either(office(place), own, partner))
    term = OfficerTerm.objects.create(
        unit=place,
        member=row,
        post=world.word("officer.post", office(place)),
        decree_no=world.word("officer.decree", office(place)),
        starts_on=date(2025, 1, 1),
    )
    world.thing("officer", term, place, office(place))
    _board(world, place, row, term)
    ladder(world, place, row, own)
    candidacy(world, place, row, own)
    career(world, place, row, own)
    return row


def _board(world: World, place: Unit, row: Member, term: OfficerTerm) -> None:
    """A move of a term, and a dispute over a board that has been settled."""
    by = User.objects.create_user(f"pengesah.{row.pk}@kanari.test", full_name="Pengesah")
    national = Unit.objects.get(tier=0)
    TermTransition.objects.create(
        unit=place,
        term=term,
        from_value="waiting",
        to_value="returned",
        reason=world.word("termmove.reason", office(place)),
        actor=by,
        acting_unit=national,
    )
    dispute = BoardDispute.objects.create(unit=place, reason=world.word("dispute.reason", office(place)), raised_by=by)
    world.thing("dispute", dispute, place, office(place))
    dispute.resolved_by, dispute.resolved_by_unit, dispute.resolved_at = by, national, timezone.now()
    dispute.decree_no, dispute.decree_on = world.word("dispute.decree", office(place)), date(2026, 1, 1)
    dispute.resolution = world.word("dispute.resolution", office(place))
    dispute.save()
    DisputeClaim.objects.create(unit=place, dispute=dispute, term=term, is_upheld=True)


def ladder(world: World, place: Unit, row: Member, own: Rule) -> None:
    """What a member has on the ladder: a returned proposal with its appeal, a training, its paper, a recognition."""
    by = User.objects.create_user(f"jenjang.{row.pk}@kanari.test", full_name="Penyelenggara")
    other = User.objects.create_user(f"pemutus.{row.pk}@kanari.test", full_name="Pemutus")
    common, now = {"unit": place, "member": row}, timezone.now()
    seen, staff = either(office(place), own), either(staff_of(place), own)
    madya = Level.objects.get(code="madya")
    path = LevelPath.objects.create(
        **common,
        level=madya,
        requirement_set=madya.requirement_sets.first(),
        state="waiting",
        reason=world.word("path.reason", staff),
    )
    world.thing("path", path, place, staff)
    PathTransition.objects.create(
        **common, path=path, to_value="waiting", actor=by, reason=world.word("pathmove.reason", staff)
    )
    Recommendation.objects.create(**common, level=madya, note=world.word("recommendation.note", seen), given_by=other)
    evidence = {"level": "madya", "version": 1, "on": "2026-01-01", "since": "2024-01-01", "ready": True, "rules": []}
    award = LevelAward.objects.create(
        **common, level=madya, from_level="dasar", path=path, proposed_by=by, proposed_evidence=evidence
    )
    award.state, award.decided_by, award.decided_at = "returned", other, now
    award.decision_reason = world.word("award.reason", seen)
    award.save()
    world.thing("award", award, place, seen)
    appeal = AwardAppeal.objects.create(
        **common, award=award, reason=world.word("appeal.reason", seen), filed_by=by, tier=0
    )
    world.thing("appeal", appeal, place, seen)
    event = TrainingEvent.objects.filter(unit__in=[place.regency_id, place.pk]).first() or _event(world, place, by)
    registration = TrainingRegistration.objects.create(
        **common,
        event=event,
        state="attended",
        registered_by=by,
        attended_at=now,
        attended_by="hand",
        confirmed_by=by,
        reason=world.word("registration.reason", staff),
        result="passed",
        result_by=by,
        result_at=now,
    )
    world.thing("registration", registration, place, staff)
    certificate = Certificate.objects.create(
        **common,
        registration=registration,
        number=world.word("certificate.number", seen),
        title="Diklat",
        name=row.full_name,
        issued_on=now.date(),
        issued_by=by,
    )
    world.thing("certificate", certificate, place, seen)
    accreditation = Accreditation.objects.create(
        **common,
        level=madya,
        event_kind="diklat",
        title=world.word("accreditation.title", staff),
        held_on=date(2020, 1, 1),
        document_ref=world.word("accreditation.document", staff),
        proposed_by=by,
    )
    world.thing("accreditation", accreditation, place, staff)


def candidacy(world: World, place: Unit, row: Member, own: Rule) -> None:
    """What a member has as a candidate: office and himself read it; a mentor learns the stage alone, elsewhere."""
    by = User.objects.create_user(f"pencalon.{row.pk}@kanari.test", full_name="Pencalon")
    chamber = Chamber.objects.filter(unit=place.regency_id or place.pk).first()
    if chamber is None:
        return
    seen, dapil = either(office(place), own), chamber.districts.order_by("code")[0]
    stands = Candidacy.objects.create(
        unit=place,
        member=row,
        election=chamber.election,
        constituency=dapil,
        state="bacaleg",
        created_by=by,
        decree_no=world.word("candidacy.decree", seen),
    )
    world.thing("candidacy", stands, place, seen)
    common = {"unit": place, "candidacy": stands}
    CandidacyTransition.objects.create(
        **common, to_value="bacaleg", actor=by, reason=world.word("candidacymove.reason", seen)
    )
    Eligibility.objects.create(**common, kind="school", state="done", recorded_by=by)
    SurveyResult.objects.create(
        **common,
        kind="popularity",
        share=10,
        pollster=world.word("survey.pollster", seen),
        payer=world.word("survey.payer", seen),
        surveyed_on=date(2026, 1, 1),
        sample=400,
        margin=5,
        recorded_by=by,
    )
    criterion, _is_new = SelectionCriterion.objects.get_or_create(
        chamber=chamber, name="Pengabdian", defaults={"weight": 30}
    )
    SelectionScore.objects.create(**common, criterion=criterion, score=50, scored_by=by)
    if not any(thing.kind == "district" and thing.pk == dapil.pk for thing in world.things):
        world.thing("district", dapil, chamber.unit, office(chamber.unit))


def career(world: World, place: Unit, row: Member, own: Rule) -> None:
    """A post that somebody wrote down: the office of his unit reads it, and he himself."""
    by = User.objects.create_user(f"karier.{row.pk}@kanari.test", full_name="Pencatat")
    seen = either(office(place), own)
    step = MobilityStep.objects.create(
        unit=place,
        member=row,
        channel_id="witness",
        post=world.word("step.post", seen),
        evidence=world.word("step.evidence", seen),
        starts_on=date(2024, 2, 14),
        ends_on=date(2024, 2, 15),
        recorded_by=by,
    )
    world.thing("step", step, place, seen)


def _event(world: World, place: Unit, by: User) -> TrainingEvent:
    """A training of the regency: everybody of its own line of units sees it."""
    regency = place.regency or place

    def near(actor: Actor) -> bool:
        roles = {*OFFICE, Role.MENTOR, Role.MENTEE}
        here = actor.unit is not None and (actor.unit.contains(regency) or regency.contains(actor.unit))
        return here and actor.signs_in and actor.role in roles

    event = TrainingEvent.objects.create(
        unit=regency,
        kind="diklat",
        title=world.word("event.title", near),
        topic=world.word("event.topic", near),
        place="Aula",
        starts_at=timezone.now() - timedelta(hours=1),
        ends_at=timezone.now() + timedelta(hours=5),
        capacity=50,
        state="open",
        created_by=by,
    )
    world.thing("event", event, regency, near)
    return event


def pairing(world: World, place: Unit, programme: Programme, coordinator: User, tag: str) -> None:
    """An active pairing with everything that hangs on it."""
    today = timezone.localdate()
    mentor_user = _person(world, place, Role.MENTOR, f"mentor.{tag}@kanari.test")
    mentee_user = _person(world, place, Role.MENTEE, f"kader.{tag}@kanari.test")
    both, own = one_of(mentor_user, mentee_user), one_of(mentor_user)
    staff = either(staff_of(place), both)
    people = [
        (member(world, place, user=mentor_user, partner=both), ParticipantRole.MENTOR),
        (member(world, place, user=mentee_user, partner=both), ParticipantRole.MENTEE),
    ]
    mentor = Mentor.objects.create(
        unit=place,
        member=people[0][0],
        state=MentorState.ACTIVE,
        note=world.word("mentor.note", either(office(place), both)),
    )
    world.thing("mentor", mentor, place, either(office(place), both))
    moved = either(staff_of(place), own)
    move = MentorTransition.objects.create(
        unit=place, mentor=mentor, to_value="invited", reason=world.word("mentormove.reason", moved)
    )
    world.thing("mentormove", move, place, moved)
    relation = Pairing.objects.create(
        sheets=1,
        unit=place,
        programme=programme,
        category=programme.category,
        state=PairingState.ACTIVE,
        phase=Phase.RAPPORT,
        active_on=today - timedelta(days=60),
        planned_end_on=today + timedelta(days=120),
    )
    world.thing("pairing", relation, place, either(office(place), both))
    world.pairs.append((mentor_user, mentee_user, relation))
    common = {"unit": place, "pairing": relation}
    participants = [
        PairingParticipant.objects.create(
            **common,
            member=person,
            user=person.user,
            name=person.full_name,
            role=role,
            answer=Answer.ACCEPTED,
            oriented_at=timezone.now(),
        )
        for person, role in people
    ]
    for participant in participants:
        world.thing("participant", participant, place, staff)
    PairingTransition.objects.create(
        **common, to_value="proposed", reason=world.word("pairing.reason", staff), actor=coordinator
    )
    PhaseEvidence.objects.create(
        **common,
        kind=EvidenceKind.COORDINATOR_TALK,
        note=world.word("evidence.note", staff),
        recorded_by=coordinator,
    )
    agreement = Agreement.objects.create(
        **common,
        purpose=world.word("agreement.purpose", staff),
        rhythm=world.word("agreement.rhythm", staff),
        clauses=[{"code": "purpose", "title": "Tujuan", "text": world.word("agreement.clause", staff)}],
        starts_on=today - timedelta(days=60),
        ends_on=today + timedelta(days=120),
        state=AgreementState.IN_FORCE,
    )
    world.thing("agreement", agreement, place, staff)
    for participant in participants:
        AgreementSignature.objects.create(**common, agreement=agreement, participant=participant)
    _sessions(world, place, relation, participants, mentor_user, staff, own, both)
    _growth(world, place, participants[1], both)
    _relation(world, programme, coordinator, participants, staff)
    for user in (mentor_user, mentee_user):
        message = OutboxMessage.objects.create(
            subject=f"session:{relation.pk}",
            kind="session_reminder",
            occasion=str(user.pk),
            recipient=user,
            payload={"place": world.word("message.payload", one_of(user))},
            due_at=timezone.now() + timedelta(days=1),
        )
        world.thing("message", message, place, one_of(user))
    _concern(world, place, mentee_user, people[0][0])
    _evaluations(world, place, relation, coordinator)
    _pdlt(world, place, people[1][0], coordinator)
    _rules(world, place, coordinator, (people[1][0], people[0][0]), staff)


def _rules(world: World, place: Unit, coordinator: User, couple: tuple[Member, Member], staff: Rule) -> None:
    """What was said and decided about two people: a tie that is none, a second adult, a request to the tier above."""
    learner, leader = couple
    a, b = sorted(couple, key=lambda member: member.pk)
    assert learner.user is not None
    DeclaredTie.objects.create(
        unit=place, member_a=a, member_b=b, kind="family", is_yes=False, declared_by=learner.user
    )
    SecondAdult.objects.create(
        unit=place,
        member=learner,
        name=world.word("secondadult.name", staff),
        relation="bibi",
        named_by=coordinator,
    )
    waiver = ConflictWaiver.objects.create(
        unit=place,
        learner=learner,
        leader=leader,
        rule="R7",
        reason=world.word("waiver.reason", staff_of(place)),
        asked_by=coordinator,
    )
    world.thing("waiver", waiver, place, staff_of(place))
    mentor = Mentor.objects.get(member=leader)
    ConductSignature.objects.create(unit=place, mentor=mentor, edition="2026-1")
    MentorTick.objects.create(unit=place, mentor=mentor, item="role")
    CoordinatorContact.objects.create(
        unit=place,
        pairing=Pairing.objects.get(participants__member=leader),
        on=timezone.localdate(),
        who="both",
        note=world.word("contact.note", staff_of(place)),
        actor=coordinator,
    )


def _evaluations(world: World, place: Unit, relation: Pairing, coordinator: User) -> None:
    """A check of the mentee with its answers and what it raised; a round of the programme, locked and asked to open."""
    mentor, mentee = (relation.participants.get(role=role) for role in ("mentor", "mentee"))
    seen, own = coordinator_of(place), one_of(mentee.user)
    led = one_of(mentor.user)
    world.thing("led", relation, place, led)
    sheet = asked(relation)
    world.thing("evaluation", sheet, place, own)  # the page of its rater
    world.thing("evaluation_row", sheet, place, either(seen, own))  # who is asked, without an answer
    text = InstrumentItem.objects.get(instrument__code="I-4", code="F7")
    feedback = asked(relation, "I-4", session=relation.sessions.order_by("pk").first())
    said = Said.objects.create(evaluation=feedback, item=text, text=world.word("answer.text", own))
    world.thing("answer", said, place, own)
    above = lambda actor: actor.role == Role.COORDINATOR and actor.unit == place.province  # noqa: E731
    item = sheet.instrument.items.get(code="7")
    days = timezone.localdate() + timedelta(days=7)
    common = {"unit": place, "pairing": relation, "due_on": days}
    alert = Alert.objects.create(**common, evaluation=sheet, kind="item", item=item, value=4)
    world.thing("alert", alert, place, above)
    talk = Alert.objects.create(
        **common,
        kind="talk",
        handled_at=timezone.now(),
        handled_by=coordinator,
        note=world.word("alert.note", seen),
    )
    world.thing("alert", talk, place, seen)
    kept = round_at(
        relation.programme,
        "I-6.L3",
        occasion=("baseline", "mid", "final", "follow_up")[relation.programme.evaluation_rounds.count()],
    )
    world.thing("evaluation_round", kept, place.regency, coordinator_of(place.regency))
    locked = asked(relation, "I-6.L3", round=kept, occasion=kept.occasion, subject=mentee, role="self", state="locked")
    world.thing("round_evaluation", locked, place, seen)
    wish = Reopening.objects.create(
        unit=place,
        evaluation=locked,
        asked_by=coordinator,
        closes_on=days,
        reason=world.word("reopening.reason", either(seen, lambda actor: actor.role == Role.ADMIN)),
    )
    world.thing("reopening", wish, place, either(seen, lambda actor: actor.role == Role.ADMIN))


def _pdlt(world: World, place: Unit, member: Member, by: User) -> None:
    """A shared case of the mentee with one mark: for leaders without the mark, and for himself with it."""
    leads: Rule = lambda actor: actor.covers(place) and actor.role == Role.LEADER  # noqa: E731
    own = one_of(member.user)  # type: ignore[arg-type]
    today, now = timezone.localdate(), timezone.now()
    row = PdltAssessment.objects.create(
        unit=place,
        member=member,
        name=member.full_name,
        instrument=instrument("I-5"),
        period_from=today - timedelta(days=1800),
        period_to=today,
        opened_by=by,
        total=80,
        gate="clear",
        parts={"P": 80, "D": 80, "L": 80},
        shared_at=now,
        objection_until=today + timedelta(days=10),
        objection=world.word("pdlt.objection", either(leads, own)),
    )
    other = User.objects.create_user(f"penilai.{place.pk}@kanari.test", full_name="Penilai")
    assessor = PdltAssessor.objects.create(unit=place, assessment=row, user=other, named_by=by)
    for state in ("scored", "shared"):
        PdltAssessment.objects.filter(pk=row.pk).update(state=state)
    first, *rest = row.instrument.items.select_related("part")
    mark = PdltMark.objects.create(assessor=assessor, item=first, value=4, evidence=world.word("pdlt.evidence", own))
    for item in rest:
        given = {"gate": "clear"} if item.part and item.part.is_gate else {"value": 4}
        PdltMark.objects.create(assessor=assessor, item=item, evidence="Notulen", **given)
    PdltAssessor.objects.filter(pk=assessor.pk).update(submitted_at=now)
    world.thing("pdlt_mark", mark, place, own)
    world.thing("pdlt_row", row, place, either(leads, own))
    world.thing("pdlt", row, place, leads)
    world.thing("own_pdlt", row, place, own)
    world.thing("pdlt_task", assessor, place, nobody)


def _concern(world: World, place: Unit, reporter: User, accused: Member) -> None:
    """A report of a mentee on the mentor: for the reporter, and the coordinator of the province above it."""
    own = one_of(reporter)
    above = either(own, lambda actor: actor.role == Role.COORDINATOR and actor.unit == place.province)
    concern = Concern.objects.create(
        category="labour",
        text=world.word("concern.text", above),
        unit=place.regency,
        due_at=timezone.now() + timedelta(days=7),
    )
    ConcernReporter.objects.create(concern=concern, user=reporter)
    ConcernName.objects.create(
        concern=concern, member=accused, user=accused.user, unit=place, label=world.word("concern.label", above)
    )
    ConcernAct.objects.create(
        concern=concern, kind="added", is_reporters=True, on_behalf_of=None, note=world.word("concern.note", above)
    )
    world.thing("concern", concern, place, own)  # the page of its reporter
    world.thing("case", concern, place, above)  # that of its handler; both read the row


def _relation(
    world: World, programme: Programme, by: User, participants: list[PairingParticipant], staff: Rule
) -> None:
    """What people ask, say and pass on around a relation: a wish, forms, a closing, a hand-over."""
    mentor, mentee = participants
    common = {"unit": mentee.unit, "pairing": mentee.pairing}
    own = either(staff_of(mentee.unit), one_of(mentee.user))  # type: ignore[arg-type]
    wish = MentorRequest.objects.create(unit=mentee.unit, member=mentee.member, wanted=world.word("wish.wanted", own))
    world.thing("mentor_request", wish, mentee.unit, own)
    Closure.objects.create(
        **common,
        gains=world.word("closure.gains", staff),
        unfinished=world.word("closure.unfinished", staff),
        next_role_note=world.word("closure.note", staff),
        thanked_at=timezone.now(),
        thanked_by=by,
    )
    ClosureForm.objects.create(
        **common, participant=mentee, helped=world.word("closureform.helped", own), change="-", again=True
    )
    ExitForm.objects.create(**common, participant=mentee, words=world.word("exit.words", own))
    ExitCall.objects.create(**common, note=world.word("exit.call", staff_of(mentee.unit)), called_by=by)
    before = Pairing.objects.create(
        unit=mentee.unit,
        programme=programme,
        category=programme.category,
        state=PairingState.REMATCHED,
        ended_on=timezone.localdate() - timedelta(days=90),
    )
    PairingParticipant.objects.create(
        unit=mentee.unit,
        pairing=before,
        member=mentee.member,
        user=mentee.user,
        name=mentee.name,
        role=ParticipantRole.MENTEE,
        answer=Answer.ACCEPTED,
    )
    seen = either(coordinator_of(mentee.unit), one_of(mentor.user, mentee.user))  # type: ignore[arg-type]
    facts = {"actions": [{"what": world.word("handover.what", seen), "due_on": None, "state": "open"}]}
    Handover.objects.create(**common, before=before, learner=mentee, facts=facts, made_by=by)


def _growth(world: World, place: Unit, learner: PairingParticipant, both: Rule) -> None:
    """A locked round of the rubric, and a goal with a step: the two people's and the coordinators'."""
    seen = either(coordinator_of(place), both)
    world.thing("learner", learner, place, seen)
    locked = round_of(learner)
    world.thing("diagnostic", locked, place, seen)
    locked.levels.filter(competency="C03").update(
        talked=True, talk_note=world.word("level.note", seen), evidence=world.word("level.evidence", seen)
    )
    goal = plan_of(learner, statement=world.word("plangoal.statement", seen), measure=world.word("plangoal.unit", seen))
    world.thing("plan_goal", goal, place, seen)
    step = ActionItem.objects.create(
        unit=place, pairing=learner.pairing, goal=goal, owner=learner, what=world.word("step.what", seen)
    )
    world.thing("plan_action", step, place, seen)


def _sessions(
    world: World,
    place: Unit,
    relation: Pairing,
    participants: list[PairingParticipant],
    author: User,
    staff: Rule,
    own: Rule,
    both: Rule,
) -> None:
    today, now = timezone.localdate(), timezone.now()
    Session.objects.create(  # confirmed by the mentee himself, so that the mentor has something to be thanked for
        unit=place,
        pairing=relation,
        sequence=1,
        state=SessionState.ACKNOWLEDGED,
        started_at=now - timedelta(days=24),
        held_on=today - timedelta(days=24),
        minutes=45,
        time_zone=place.time_zone,
        created_by=author,
        logged_by=author,
    )
    held = Session.objects.create(
        unit=place,
        pairing=relation,
        sequence=2,
        state=SessionState.LOGGED,
        planned_start=now - timedelta(days=10),
        started_at=now - timedelta(days=10),
        held_on=today - timedelta(days=10),
        minutes=61,
        time_zone=place.time_zone,
        place=world.word("session.place", staff, narrow=True),
        created_by=author,
        logged_by=author,
    )
    planned = Session.objects.create(
        unit=place,
        pairing=relation,
        planned_start=now + timedelta(days=4),
        time_zone=place.time_zone,
        place=world.word("session.place", staff, narrow=True),
        created_by=author,
    )
    for session in (held, planned):
        world.thing("session", session, place, either(office(place), both))
    common = {"unit": place, "pairing": relation, "session": held}
    SessionLog.objects.create(
        **common,
        phase=Phase.RAPPORT,
        author=author,
        competencies=["C04"],
        next_meeting_on=today + timedelta(days=4),
        **{box: world.word(f"log.{box}", staff) for box in ("goal", "reality", "options", "will")},
    )
    for participant in participants:
        SessionAttendance.objects.create(**common, participant=participant)
    action = ActionItem.objects.create(
        **common, what=world.word("action.what", staff), owner=participants[1], due_on=today + timedelta(days=3)
    )
    world.thing("action", action, place, staff)
    PrivateNote.objects.create(session=held, author=author, body=world.word("note.body", own))
    _sent(world, place, held, author, own)


def _sent(world: World, place: Unit, held: Session, author: User, own: Rule) -> None:
    """What a mentor's phone has sent: another version of a log, and one that waits for the coordinator."""
    seen = either(coordinator_of(place), own)
    common = {"unit": place, "pairing": held.pairing, "author": author}
    assert held.started_at is not None
    other = LogEntry(start=held.started_at, minutes=61, goal=world.word("sent.goal", seen), no_next_reason="-")
    item = SyncItem.objects.create(
        **common, session=held, state="conflict", digest=b"1", client_uuid=other.client_uuid, body=other.pack()
    )
    SyncNote.objects.create(item=item, author=author, body=world.word("sent.note", own))
    fields = {"date": ["2020-01-01"], "goal": [world.word("held.goal", seen)]}
    waits = SyncItem.objects.create(
        **common, state="held", cause="late", digest=b"2", body=json.dumps({"session": None, "fields": fields})
    )
    world.thing("conflict", item, place, own)
    day = timezone.localdate() + timedelta(days=40)
    away = BusyTime.objects.create(user=author, first_on=day, last_on=day)
    world.thing("busy", away, place, own)
    met = [one_of(person.user) for person in held.pairing.participants.exclude(user=None)]
    world.thing("busy_row", away, place, either(staff_of(place), *met))
    world.thing("held", waits, place, coordinator_of(place))
    for each in (item, waits):
        world.thing("sync_item", each, place, seen)
    odd = OddLogs.objects.create(
        unit=place,
        pairing=held.pairing,
        person=author,
        rule="night",
        occasion="2026-01-01",
        on=date(2026, 1, 1),
        session_ids=[held.pk],
        total=12,
        state="explained",
        explanation=world.word("odd.explanation", seen),
        explained_at=timezone.now(),
    )
    world.thing("odd_row", odd, place, seen)
    world.thing("odd", odd, place, coordinator_of(place))
    world.thing("own_odd", odd, place, own)
    feed = CalendarFeed.objects.create(user=author, token_hash=keyed_hash(f"{author.pk}", "calendar feed"))
    world.thing("feed", feed, place, own)


def matching(world: World, regency: Unit, programme: Programme, coordinator: User, waiting: list[Member]) -> None:
    """A draft run of a programme, with its weights, a locked pair and a wish."""
    mentor = Mentor.objects.filter(unit__regency=regency).order_by("pk").first()
    assert mentor is not None
    seen, own = coordinator_of(regency), {"unit": regency, "programme": programme}
    weights = dict.fromkeys(Factor.values, 10)
    MatchWeights.objects.create(**own, **weights, set_by=coordinator)
    run = MatchRun.objects.create(
        **own,
        created_by=coordinator,
        state=MatchRunState.READY,
        learners=len(waiting),
        matched=1,
        weights=weights | {"reach": "regency"},
        finished_at=timezone.now(),
    )
    world.thing("match_run", run, regency, seen)
    MatchLock.objects.create(**own, member=waiting[0], mentor=mentor, made_by=coordinator)
    MentoringWish.objects.create(
        unit=waiting[0].unit, member=waiting[0], mentor_gender="female", recorded_by=coordinator
    )
    parts = [["nearness", 4, 10, 3], ["waiting", 0, 10, 0]]
    for number, person in enumerate(waiting):
        suggestion = MatchSuggestion.objects.create(
            unit=regency,
            run=run,
            place=number,
            member=person,
            mentor=None if number else mentor,
            points=4,
            options=[{"mentor": mentor.pk, "points": 4, "parts": parts}],
            obstacles={"full": 1} if number else {},
            remedy={"kind": "seat", "mentor": mentor.pk, "from": 5, "to": 6} if number else {},
        )
        world.thing("match_suggestion", suggestion, regency, seen)


def build() -> World:
    """The whole world with its actors."""
    world = World()
    # Before the reports: one that nobody is free to handle goes further up.
    above = User.objects.create_user("coordinator_above@aktor.test", full_name="Aktor coordinator_above")
    Assignment.objects.create(user=above, role=Role.COORDINATOR, unit=unit("96"))
    for code in REGENCIES:
        regency = unit(code)
        coordinator = _person(world, regency, Role.COORDINATOR, f"koordinator.{code}@kanari.test")
        secretary = _person(world, regency, Role.SECRETARIAT, f"sekretariat.{code}@kanari.test")
        staff_rule = office(regency)
        programme = Programme.objects.create(
            unit=regency,
            name=world.word("programme.name", either(staff_rule, _takes_part(world, regency))),
            coordinator=coordinator,
            starts_on=timezone.localdate() - timedelta(days=90),
            ends_on=timezone.localdate() + timedelta(days=90),
            state=ProgrammeState.RUNNING,
        )
        world.thing("programme", programme, regency, either(staff_rule, _takes_part(world, regency)))
        step = world.word("programmemove.reason", staff_of(regency))
        move = ProgrammeTransition.objects.create(unit=regency, programme=programme, to_value="draft", reason=step)
        world.thing("programmemove", move, regency, staff_of(regency))
        goal = OrgGoal.objects.create(
            unit=regency,
            programme=programme,
            statement=world.word("goal.statement", either(staff_rule, _takes_part(world, regency))),
            measure="kursi",
            baseline=8,
            target=12,
            due_on=timezone.localdate() + timedelta(days=300),
        )
        world.thing("goal", goal, regency, either(staff_rule, _takes_part(world, regency)))
        _programme_parts(world, regency, programme, coordinator)
        _import(world, regency, secretary)
        activity = _partnership(world, regency, secretary)
        waiting = []
        for d, district in enumerate(Unit.objects.children_of(regency)[:2]):
            for v, village in enumerate(Unit.objects.children_of(district)[:2]):
                waiting.append(member(world, village))
                if v == 0:
                    pairing(world, village, programme, coordinator, f"{code}.{d}")
        matching(world, regency, programme, coordinator, waiting)
        _cadre_with_a_partner(world, activity, waiting[0], secretary)
        for held in Assignment.objects.filter(unit=regency):
            world.thing("assignment", held, regency, lambda actor, place=regency: _manages_roles(actor, place))
        world.thing("unit", regency, regency, lambda actor: True)
    everywhere = lambda actor: actor.role in {Role.COORDINATOR, Role.ADMIN}  # noqa: E731
    first = instrument("I-6.L1")
    world.thing("instrument", first, unit("pusat"), everywhere)
    world.thing("instrument_item", first.items.first(), unit("pusat"), everywhere)
    _registry(world)
    _incident(world)
    _actors(world)
    return world


def _partnership(world: World, place: Unit, by: User) -> Activity:
    """A partner with everything that hangs on him: the office reads it, links and cadres staff alone."""
    offices, day = office(place), timezone.localdate()
    row = Partnership.objects.create(
        unit=place,
        name=world.word("partnership.name", offices),
        kind="community",
        objectives=["network"],
        summary=world.word("partnership.summary", offices),
        our_role=world.word("partnership.ours", offices),
        their_role=world.word("partnership.theirs", offices),
        document_ref=world.word("partnership.document", offices),
        starts_on=day - timedelta(days=400),
        created_by=by,
    )
    row.state = "in_force"
    row.save()
    world.thing("partnership", row, place, offices)
    common = {"unit": place, "partnership": row}
    PartnershipTransition.objects.create(
        **common, to_value="in_force", actor=by, reason=world.word("partnermove.reason", offices)
    )
    Stakeholder.objects.create(
        **common, name=world.word("stakeholder.name", offices), role=world.word("stakeholder.role", offices)
    )
    goal = PartnerGoal.objects.create(
        **common,
        objective="network",
        statement=world.word("partnergoal.statement", offices),
        measure="kader",
        baseline=0,
        target=10,
        due_on=day,
    )
    world.thing("partner_goal", goal, place, offices)
    Review.objects.create(
        **common, reviewed_on=day, findings=world.word("review.findings", offices), verdict="continue", actor=by
    )
    PartnerLink.objects.create(
        **common, token_hash=keyed_hash(f"{row.pk}", "partner link"), expires_on=day, created_by=by
    )
    activity = Activity.objects.create(
        **common, kind="placement", title=world.word("activity.title", offices), starts_on=day
    )
    world.thing("partner_activity", activity, place, offices)
    return activity


def _cadre_with_a_partner(world: World, activity: Activity, person: Member, by: User) -> None:
    """A cadre who takes part: his own secretariat and coordinator know, and those of the partnership's unit above."""
    taken = ActivityCadre.objects.create(unit=person.unit, activity=activity, member=person, added_by=by)
    world.thing("activity_cadre", taken, person.unit, staff_of(person.unit))


def _programme_parts(world: World, place: Unit, programme: Programme, owner: User) -> None:
    """What lies beside a programme: the shelf for its people too, the needs for the office, the hand-over for staff."""
    everybody, offices, staff = either(office(place), _takes_part(world, place)), office(place), staff_of(place)
    common = {"unit": place, "programme": programme}
    ProgrammeWindow.objects.create(**common, phase=Phase.RAPPORT, first_day=0, last_day=28)
    stage = ProgrammeStage.objects.create(
        **common,
        kind="campaign",
        name=world.word("stage.name", everybody),
        starts_on=timezone.localdate(),
        ends_on=timezone.localdate(),
    )
    world.thing("stage", stage, place, everybody)
    need = ProgrammeNeed.objects.create(
        **common,
        finding=world.word("need.finding", offices),
        evidence=world.word("need.evidence", offices),
        competencies=["C04"],
        cadres=3,
    )
    world.thing("need", need, place, offices)
    for title, url, content in (("link", "https://contoh.test/", b""), ("paper", "", b"%PDF-1.4")):
        row = ProgrammeResource.objects.create(
            **common,
            phase=Phase.RAPPORT,
            title=world.word(f"resource.{title}", everybody),
            url=url,
            content=content,
        )
        world.thing("resource", row, place, everybody)
    other = User.objects.create_user(f"penerima.{place.pk}@kanari.test", full_name="Penerima")
    handover = ProgrammeHandover.objects.create(
        **common, from_user=owner, to_user=other, offered_by=owner, note=world.word("handover.note", staff)
    )
    world.thing("handover", handover, place, staff)


def _export(world: World, actor: Actor) -> None:
    """A long list that waits for somebody; nobody else finds it, whatever his role."""
    assert actor.user is not None
    assert actor.unit is not None
    mine = lambda each, user=actor.user: each.user == user  # noqa: E731
    job = ExportJob.objects.create(
        unit=actor.unit,
        owner=actor.user,
        assignment=actor.user.assignments.get(),
        listing="members",
        query='{"query": "", "picked": []}',
        form="csv",
        reason=world.word("export.reason", mine),
        state=ExportState.READY,
        filename="kader.csv",
        content=encrypt_bytes(world.word("export.content", mine).encode()),
        expires_at=timezone.now() + timedelta(minutes=15),
    )
    world.thing("export", job, actor.unit, mine)


def _manages_roles(actor: Actor, place: Unit) -> bool:
    return actor.role == Role.ADMIN or (actor.covers(place) and actor.role in STAFF)


def _takes_part(world: World, regency: Unit) -> Rule:
    return lambda actor: any(
        actor.user in pair[:2] and pair[2].programme.unit_id == regency.pk for pair in world.pairs if actor.user
    )


def _import(world: World, regency: Unit, secretary: User) -> None:
    mine = secretariat_of(regency)
    batch = ImportBatch.objects.create(
        unit=regency,
        created_by=secretary,
        filename=world.word("import.filename", mine) + ".xlsx",
        content=b"",
        digest="0" * 64,
        state=ImportState.CHECKED,
        headers=["Nama", "NIK"],
        columns={"full_name": 0, "nik": 1},
        row_count=1,
        counts={"read": 1, "ready": 0, "bad": 1, "duplicate": 0},
    )
    name = world.word("import.row", mine)
    row = ImportRow.objects.create(
        unit=regency,
        batch=batch,
        number=5,
        original=f'["{name}", "123"]',
        problems=[{"field": "nik", "cause": "nik_length", "sentence": "NIK harus 16 angka", "value_shown": "123"}],
        state=RowState.BAD,
    )
    world.thing("batch", batch, regency, mine)
    world.thing("import_row", row, regency, mine)
    SensitiveRead.objects.create(
        reader=secretary, subject_kind="member", subject_id=1, field="nik", reason=world.word("read.reason", nobody)
    )
    invited = User.objects.create_user(f"undangan.{regency.pk}@kanari.test", full_name="Undangan")
    Invitation.objects.create(user=invited, created_by=secretary)


def _incident(world: World) -> None:
    """One breach in the officer's register: nobody else finds it."""
    by, now = User.objects.create_user("pejabat@kanari.test", full_name="Pejabat"), timezone.now()
    row = Incident.objects.create(
        kind="loss",
        what=world.word("incident.what", nobody),
        data_kinds="Nama",
        detected_at=now,
        due_at=now + DUE,
        recorded_by=by,
    )
    world.thing("incident", row, unit("96.71"), nobody)


def _registry(world: World) -> None:
    """Pairs to review, merges, transfers to the next region, consents and requests, for every region's people."""
    secretary = Assignment.objects.filter(role=Role.SECRETARIAT).order_by("pk").first().user  # type: ignore[union-attr]
    purpose = ProcessingPurpose.objects.get(code="membership")
    clerk = User.objects.create_user("petugas@kanari.test", full_name="Petugas Pencatat")  # whom every subject may see
    places = [unit(code) for code in REGENCIES]
    for number, place in enumerate(places):
        first, second, third = Member.objects.filter(regency=place).select_related("unit").order_by("pk")[:3]
        mine = secretariat_of(place)
        pair = DuplicatePair.objects.create(unit=place, first=first, second=second, score=88, reasons=["same_name"])
        world.thing("duplicate", pair, place, mine)
        merge = MemberMerge.objects.create(
            unit=place, kept=first, lost=third, before="{}", chosen="{}", merged_by=secretary
        )
        world.thing("merge", merge, place, mine)
        there = places[(number + 1) % len(places)]
        both, own = either(mine, secretariat_of(there)), one_of(third.user) if third.user else nobody
        transfer = Transfer.objects.create(
            unit=third.unit,
            member=third,
            name=world.word("transfer.name", either(both, own)),
            to_unit=there,
            reason=world.word("transfer.reason", either(both, own)),
            requested_by=secretary,
        )
        world.thing("transfer", transfer, third.unit, either(both, own))
        for person in Member.objects.filter(regency=place).exclude(user=None).select_related("unit", "user"):
            subject = one_of(person.user)  # type: ignore[arg-type]
            consent = Consent.objects.create(
                unit=person.unit,
                member=person,
                purpose=purpose,
                is_given=True,
                channel="paper",
                recorded_by=clerk,
                proof=world.word("consent.proof", either(staff_of(person.unit), subject)),
            )
            world.thing("consent", consent, person.unit, either(staff_of(person.unit), subject))
            now = timezone.now()
            wish = DataRequest.objects.create(
                unit=person.unit,
                member=person,
                kind="restriction",
                details=json.dumps({"words": world.word("request.words", subject)}),
                received_at=now,
                due_at=now + DUE,
                received_by=person.user,  # type: ignore[misc]
            )
            world.thing("request", wish, person.unit, either(secretariat_of(person.unit), subject))


def _actors(world: World) -> None:
    home, province = unit("96.71"), unit("96")
    mentor, mentee, _ = world.pairs[0]
    other_mentor = world.pairs[1][0]

    def staff(name: str, role: Role, place: Unit, **more: Any) -> Actor:
        user = User.objects.create_user(f"{name}@aktor.test", full_name=f"Aktor {name}", password=None)
        Assignment.objects.create(user=user, role=role, unit=place)
        return Actor(name, user, role, place, **more)

    inactive = staff("deactivated", Role.SECRETARIAT, home, signs_in=False)
    User.objects.filter(pk=inactive.user.pk).update(is_active=False)  # type: ignore[union-attr]
    world.actors = [
        Actor("anonymous", signs_in=False),
        inactive,
        staff("pending_factor", Role.SECRETARIAT, home, pending_factor=True),
        Actor("mentor", mentor, Role.MENTOR, world.pairs[0][2].unit),
        Actor("mentee", mentee, Role.MENTEE, world.pairs[0][2].unit),
        Actor("other_mentor", other_mentor, Role.MENTOR, world.pairs[1][2].unit),
        staff("leader", Role.LEADER, home),
        staff("leader_above", Role.LEADER, province),
        staff("leader_beside", Role.LEADER, unit("96.01")),
        staff("leader_below", Role.LEADER, Unit.objects.children_of(home)[0]),
        staff("secretariat", Role.SECRETARIAT, home),
        staff("coordinator", Role.COORDINATOR, home),
        Actor("coordinator_above", User.objects.get(email="coordinator_above@aktor.test"), Role.COORDINATOR, province),
        staff("national", Role.SECRETARIAT, unit("pusat")),
        staff("admin", Role.ADMIN, unit("pusat")),
        _delegate(world, home),
    ]
    for actor in world.actors:
        if actor.name in ("secretariat", "national"):
            _export(world, actor)


def _delegate(world: World, home: Unit) -> Actor:
    """Somebody with no role of his own, who acts as leader in the name of another."""
    lender = User.objects.create_user("pemberi@aktor.test", full_name="Aktor pemberi")
    user = User.objects.create_user("delegate@aktor.test", full_name="Aktor delegate")
    today = timezone.localdate()

    def visible(actor: Actor) -> bool:
        return actor.user == user or _manages_roles(actor, home)

    lent = Assignment.objects.create(
        user=user,
        role=Role.LEADER,
        unit=home,
        ends_on=today + timedelta(days=30),
        reason=world.word("delegation.reason", visible),
        on_behalf_of=Assignment.objects.create(user=lender, role=Role.LEADER, unit=home),
    )
    world.thing("delegation", lent, home, visible)
    return Actor("delegate", user, Role.LEADER, home)
