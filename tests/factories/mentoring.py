"""Programmes, mentors, pairings and sessions, straight to rows: no service, no message."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import factory
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from cadres.models import Member
from mentoring.documents import clauses
from mentoring.enums import (
    LEARNERS,
    AgreementState,
    Answer,
    Category,
    Format,
    MentorState,
    PairingState,
    ParticipantRole,
    Phase,
    ProgrammeState,
    SessionState,
)
from mentoring.models import (
    Agreement,
    AgreementSignature,
    Diagnostic,
    DiagnosticLevel,
    DiagnosticRating,
    Goal,
    Mentor,
    OrgGoal,
    Pairing,
    PairingParticipant,
    PairingTransition,
    Plan,
    Programme,
    ProgrammeNeed,
    ProgrammeTemplate,
    ProgrammeWindow,
    Rubric,
    Session,
    SessionAttendance,
    SessionLog,
)
from tests.factories.accounts import staff, unit
from tests.factories.cadres import member_user


class ProgrammeFactory(factory.django.DjangoModelFactory):
    """A running programme of Kota Sorong with one goal; `coordinator` is made unless given."""

    class Meta:
        model = Programme
        skip_postgeneration_save = True

    class Params:
        code = "96.71"

    unit = factory.LazyAttribute(lambda o: unit(o.code))
    name = factory.Sequence(lambda n: f"Program {n}")
    coordinator = factory.LazyAttribute(lambda o: staff(Role.COORDINATOR, o.code))
    starts_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=60))
    ends_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=120))
    state = ProgrammeState.RUNNING

    @factory.post_generation
    def goal(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        """One organisational goal, unless goal=False."""
        if create and extracted is not False:
            OrgGoal.objects.create(
                unit=self.unit,
                programme=self,
                statement="Kursi DPRK",
                measure="kursi",
                baseline=8,
                target=12,
                due_on=self.ends_on,
            )


def needed(programme: Programme, **fields: Any) -> ProgrammeNeed:
    """What a draft needs beside its goal before it opens: one finding, and windows of six months where it has none."""
    pattern = ProgrammeTemplate.objects.get(code="six_months")
    for phase, (first, last) in pattern.windows.items():
        ProgrammeWindow.objects.get_or_create(
            programme=programme, phase=phase, defaults={"unit": programme.unit, "first_day": first, "last_day": last}
        )
    return ProgrammeNeed.objects.create(
        **{
            "unit": programme.unit,
            "programme": programme,
            "finding": "Ranting belum punya pemimpin",
            "evidence": "Registri",
            "competencies": ["C12"],
            "cadres": 12,
        }
        | fields
    )


def mentor_of(member: Member, **fields: Any) -> Mentor:
    """An active mentor row for a member."""
    return Mentor.objects.create(
        **{"unit": member.unit, "member": member, "state": MentorState.ACTIVE} | fields,
    )


def pairing_of(
    *members: Member,
    mentor: Member | None = None,
    programme: Programme | None = None,
    state: str = PairingState.ACTIVE,
    format: str = Format.ONE_TO_ONE,
    answer: str | None = None,
    **fields: Any,
) -> Pairing:
    """A pairing of members under a mentor (a peer pairing without one), in any state, with its first transition."""
    programme = programme or ProgrammeFactory.create()
    begun = state in (PairingState.ACTIVE, PairingState.PAUSED, PairingState.COMPLETED)
    offered = state not in (PairingState.PROPOSED, PairingState.OFFERED)
    today = timezone.localdate()
    defaults = {
        "unit": members[0].unit if len({m.unit_id for m in members}) == 1 else programme.unit,
        "programme": programme,
        "category": Category.FORMAL_STAGE,
        "format": format,
        "state": state,
        "phase": Phase.RAPPORT if begun else Phase.ORIENTATION if offered else Phase.PREPARATION,
        "offered_at": timezone.now() - timedelta(days=40 if offered else 1),
        "created_at": timezone.now() - timedelta(days=40 if offered else 1),
        "active_on": today - timedelta(days=30) if begun else None,
        "planned_end_on": today + timedelta(days=150) if begun else None,
    }
    pairing = Pairing.objects.create(**defaults | fields)
    answer = answer or (Answer.ACCEPTED if offered else Answer.WAITING)
    learns = ParticipantRole.PEER if format in (Format.PEER, Format.CIRCLE) else ParticipantRole.MENTEE
    people = [(mentor, ParticipantRole.MENTOR)] if mentor else []
    for member, role in [*people, *((member, learns) for member in members)]:
        PairingParticipant.objects.create(
            unit=pairing.unit,
            pairing=pairing,
            member=member,
            name=member.full_name,
            role=role,
            answer=answer,
            oriented_at=timezone.now() if begun else None,
        )
    PairingTransition.objects.create(
        unit=pairing.unit, pairing=pairing, to_value=PairingState.PROPOSED, reason="Satu wilayah."
    )
    return pairing


def active_pairing(
    mentor: User | None = None, mentee: User | None = None, programme: Programme | None = None, **fields: Any
) -> Pairing:
    """An active one-to-one pairing with its agreement in force; people are made unless given."""
    mentor = mentor or member_user(Role.MENTOR, full_name="Yosepha Asmuruf")
    mentee = mentee or member_user(Role.MENTEE, full_name="Dorkas Pattiasina")
    if not Mentor.objects.filter(member=mentor.member).exists():
        mentor_of(mentor.member)
    pairing = pairing_of(mentee.member, mentor=mentor.member, programme=programme, **fields)
    agreement_of(pairing)
    return pairing


def agreement_of(
    pairing: Pairing, state: str = AgreementState.IN_FORCE, signed_by: Sequence[User] | None = None, version: int = 1
) -> Agreement:
    """An agreement, signed by everybody unless `signed_by` says who."""
    today = timezone.localdate()
    agreement = Agreement.objects.create(
        unit=pairing.unit,
        pairing=pairing,
        version=version,
        purpose="Siap menjadi calon",
        rhythm="Dua minggu sekali di Klasabi",
        starts_on=today,
        ends_on=today + timedelta(days=150),
        clauses=clauses(),
        state=state,
    )
    for participant in pairing.participants.all():
        if signed_by is None or participant.user_id in {user.pk for user in signed_by}:
            AgreementSignature.objects.create(
                unit=pairing.unit, pairing=pairing, agreement=agreement, participant=participant
            )
    return agreement


def planned_session(pairing: Pairing, start: datetime | None = None, **fields: Any) -> Session:
    """A planned session, two days from now unless said otherwise."""
    by = pairing.participants.order_by("pk").first().user
    return Session.objects.create(
        **{
            "unit": pairing.unit,
            "pairing": pairing,
            "planned_start": start or timezone.now() + timedelta(days=2),
            "time_zone": pairing.unit.time_zone,
            "created_by": by,
            "planned_by": by,
            "place": "Balai Kelurahan Klasabi",
        }
        | fields
    )


def held_session(pairing: Pairing, on: date | None = None, state: str = SessionState.LOGGED, **fields: Any) -> Session:
    """A logged session with its log and attendance; `log` may hold fields of the log."""
    on = on or timezone.localdate() - timedelta(days=3)
    log = fields.pop("log", {})
    start = datetime.combine(on, datetime.min.time(), pairing.unit.zone) + timedelta(hours=15)
    by = pairing.participants.order_by("pk").first().user
    last = pairing.sessions.order_by("-sequence").exclude(sequence=None).first()
    session = Session.objects.create(
        **{
            "unit": pairing.unit,
            "pairing": pairing,
            "sequence": (last.sequence if last else 0) + 1,
            "state": state,
            "started_at": start,
            "minutes": 60,
            "held_on": on,
            "time_zone": pairing.unit.time_zone,
            "created_by": by,
            "logged_by": by,
            "recorded_at": start + timedelta(hours=2),
            "received_at": start + timedelta(hours=2),
        }
        | fields
    )
    SessionLog.objects.create(
        **{
            "unit": pairing.unit,
            "pairing": pairing,
            "session": session,
            "author": by,
            "phase": pairing.phase,
            "no_new_action": True,
            "no_next_reason": "Belum tahu",
        }
        | log
    )
    for participant in pairing.participants.all():
        SessionAttendance.objects.create(unit=pairing.unit, pairing=pairing, session=session, participant=participant)
    return session


def round_of(learner: PairingParticipant, *, level: int = 2, state: str = "locked", **fields: Any) -> Diagnostic:
    """A round of the rubric for a learner, both sides and the talk at the same level; locked unless said otherwise."""
    guide = learner.pairing.participants.exclude(pk=learner.pk).order_by("pk").first()
    common = {"unit": learner.pairing.unit, "pairing": learner.pairing, "learner": learner}
    rubric = Rubric.objects.get(version=1)
    yes = {"agreed_by": guide.user, "locked_by": learner.user, "locked_at": timezone.now()}
    found = Diagnostic.objects.create(
        **{**common, "rubric": rubric, "round": "baseline", "state": state}
        | (yes if state == "locked" else {"agreed_by": guide.user} if state == "agreed" else {})
        | fields
    )
    if state != "draft":
        codes = list(rubric.items.values_list("competency", flat=True))
        for side, author in (("self", learner.user), ("mentor", guide.user)):
            DiagnosticRating.objects.create(
                **common,
                diagnostic=found,
                side=side,
                author=author,
                levels=dict.fromkeys(codes, level),
                submitted_at=timezone.now(),
            )
        DiagnosticLevel.objects.bulk_create(
            DiagnosticLevel(
                **common,
                diagnostic=found,
                competency=code,
                agreed_level=None if state == "talk" else level,
                evidence="" if level < 4 else "Notulen rapat ranting",
            )
            for code in codes
        )
    return found


def plan_of(learner: PairingParticipant, *, agreed: bool = True, **fields: Any) -> Goal:
    """A learner's plan with one goal that serves the programme; agreed by both unless said otherwise."""
    today, now = timezone.localdate(), timezone.now()
    common = {"unit": learner.pairing.unit, "pairing": learner.pairing, "learner": learner}
    times = ("learner_accepted_at", "guide_accepted_at", "agreed_at")
    plan, _is_new = Plan.objects.get_or_create(
        learner=learner, defaults=common | (dict.fromkeys(times, now) if agreed else {})
    )
    return Goal.objects.create(
        **{
            **common,
            "plan": plan,
            "competency": "C01",
            "statement": "Saya mengunjungi dua puluh rumah di RT 3",
            "measure": "rumah",
            "baseline": 0,
            "target": 20,
            "check_on": today + timedelta(days=20),
            "due_on": today + timedelta(days=40),
            "org_goal": learner.pairing.programme.goals.first(),
            "smart": list(range(1, 9)),
            "state": "agreed" if agreed else "draft",
            "agreed_at": now if agreed else None,
        }
        | fields
    )


def grow(pairing: Pairing) -> None:
    """Every learner of a pairing gets a locked baseline and an agreed plan."""
    for learner in pairing.participants.filter(role__in=LEARNERS, left_at=None).order_by("pk"):
        round_of(learner)
        plan_of(learner)
