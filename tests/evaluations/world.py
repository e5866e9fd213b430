"""A small country at every tier, and random things that happen in it, through the ORM and in raw SQL."""

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from accounts.models import DataRequest, User
from accounts.models.privacy import DUE
from cadres.enums import Gender, MemberStatus
from cadres.models import LevelAward, LevelPath, Member, OfficerTerm
from evaluations import rollups
from evaluations.models import Evaluation, EvaluationRound
from evaluations.rollups import today
from mentoring.enums import LEARNERS, GoalState, MentorState, PairingState, ParticipantRole, Phase, SessionState
from mentoring.models import (
    Diagnostic,
    DiagnosticLevel,
    Goal,
    Mentor,
    Pairing,
    PairingParticipant,
    Plan,
    Programme,
    Rubric,
    Session,
)
from regions.enums import Tier
from regions.models import Unit
from tests.factories.accounts import UserFactory, unit
from tests.factories.evaluations import answered, instrument
from tests.factories.ladder import level

# Two villages and a cell of one district, its sister, another regency, another province, and what is above.
CODES = (
    "96.71.06.1001",
    "96.71.06.1002",
    "96.71.06",
    "96.71.01.1001",
    "96.71",
    "96.01",
    "96",
    "13.71.01.1001",
    "pusat",
)
ACTIVE_ONCE = (PairingState.ACTIVE, PairingState.PAUSED, PairingState.COMPLETED)
EARLY = {PairingState.PROPOSED: Phase.PREPARATION, PairingState.ACCEPTED: Phase.ORIENTATION}
LATER = [phase.value for phase in Phase if phase not in EARLY.values()]
COMPETENCIES = ("C01", "C04")
OUTCOMES = ("add_goal", "add_goal", "add_round", "add_round", "add_request", "add_check", "add_form")
OVER = (PairingState.COMPLETED, PairingState.ENDED_EARLY, PairingState.REMATCHED)


def cell(village: Unit, code: str = "96.71.06.1001-1") -> Unit:
    """A cell below a village."""
    found = Unit.objects.filter(own_code=code).first()
    return found or Unit.objects.create(
        tier=Tier.CELL,
        own_code=code,
        name="RT 1",
        path=f"RT 1, {village.path}",
        parent=village,
        time_zone=village.time_zone,
        **village.tier_ids,
    )


class World:
    """Everything drawn from one seed, so that a failure can be told again."""

    def __init__(self, seed: int, *, is_neat: bool = False) -> None:
        self.is_neat = is_neat  # as the services leave it: a mentor and a session stand where they belong
        self.random = random.Random(seed)
        self.units = [unit(code) for code in (*CODES, "pusat")]
        self.units.append(cell(self.units[0]))
        self.author, self.other = (UserFactory.create() for _ in range(2))
        self.day = today()
        Unit.objects.filter(pk=unit("96.71.01").pk).update(weak_signal=True)
        span = {"starts_on": self.day - timedelta(days=400), "ends_on": self.day + timedelta(days=100)}
        self.programme, self.second = (
            Programme.objects.create(name=name, coordinator=self.author, unit=self.units[4], **span)
            for name in ("Program", "Program kedua")
        )

    # --- what there is

    def pick(self, model: Any) -> Any:
        """Some row of a model, or None."""
        ids = list(model.objects.order_by("pk").values_list("pk", flat=True))
        return model.objects.get(pk=self.random.choice(ids)) if ids else None

    def place(self) -> Unit:
        return self.random.choice(self.units)

    def days_ago(self, most: int = 430) -> date:
        return self.day - timedelta(days=self.random.randrange(most))

    def maybe(self, chance: float = 0.5) -> bool:
        return self.random.random() < chance

    # --- what is added

    def add_member(self, **fields: Any) -> Member:
        return Member.objects.create(
            **{
                "full_name": f"Kader {self.random.randrange(10**6)}",
                "gender": self.random.choice([*Gender.values, ""]),
                "status": self.random.choice([MemberStatus.ACTIVE] * 4 + list(MemberStatus)),
                "wants_mentoring": self.maybe(0.8),
                "level": "anggota",
                "unit": self.place(),
                **fields,
            }
        )

    def add_mentor(self, **fields: Any) -> Mentor | None:
        member = self.random.choice([*Member.objects.filter(mentor=None).order_by("pk"), None])
        capacity = self.random.choice([1, 3, 5])
        return member and Mentor.objects.create(
            **{
                "member": member,
                "unit": member.unit if self.is_neat or self.maybe(0.8) else self.place(),
                "state": self.random.choice([MentorState.ACTIVE] * 3 + list(MentorState)),
                "soft_capacity": (capacity + 1) // 2,
                "capacity": capacity,
                **fields,
            }
        )

    def add_officer(self) -> OfficerTerm | None:
        member = self.pick(Member)
        return member and OfficerTerm.objects.create(
            member=member,
            unit=member.unit if self.maybe() else self.place(),
            post=f"Jabatan {self.random.randrange(10**6)}",
            starts_on=date(2024, 1, 1),
            ends_on=date(2025, 1, 1) if self.maybe(0.2) else None,
        )

    def add_pairing(self, **fields: Any) -> Pairing:
        state = fields.get("state") or self.random.choice([PairingState.ACTIVE] * 6 + list(PairingState))
        active_on = self.days_ago() if state in ACTIVE_ONCE or self.maybe(0.2) else None
        active_on = fields.get("active_on", active_on)
        over = state in OVER
        pairing = Pairing.objects.create(
            **{
                "programme": self.random.choice([self.programme, self.programme, self.second]),
                "category": self.random.choice(["formal_stage", "formal_stage", "personal"]),
                "planned_end_on": self.day - timedelta(days=self.random.randrange(-60, 400)),
                "unit": self.place(),
                "state": state,
                "phase": EARLY.get(state) or self.random.choice(LATER if self.is_neat else Phase.values),
                "cadence_days": self.random.choice([7, 14, 30, 90]),
                "active_on": active_on,
                "paused_on": self.days_ago(60) if state == PairingState.PAUSED else None,
                "pauses": self.pauses() if active_on else [],
                "ended_on": self.random.choice([self.day, (active_on or self.day)]) if over else None,
                **fields,
            }
        )
        self.add_participant(pairing, ParticipantRole.MENTOR)
        self.add_participant(pairing, ParticipantRole.MENTEE)
        return pairing

    def pauses(self) -> list[DateRange]:
        """Pauses that are over, at most two that do not touch."""
        days = sorted({self.days_ago(300) for _ in range(self.random.choice([0, 0, 2, 4]))})
        return [DateRange(since, until) for since, until in zip(days[::2], days[1::2], strict=False)]

    def add_participant(self, pairing: Pairing | None = None, role: str | None = None) -> None:
        pairing, member = pairing or self.pick(Pairing), self.pick(Member)
        if role == ParticipantRole.MENTOR and self.maybe():
            member = getattr(self.pick(Mentor), "member", member)
        if pairing and member and not pairing.participants.filter(member=member).exists():
            with suppress(IntegrityError), transaction.atomic():  # who learns in a running pairing joins no other
                PairingParticipant.objects.create(
                    pairing=pairing,
                    member=member,
                    name=member.full_name,
                    unit=pairing.unit,
                    role=role or self.random.choice(ParticipantRole.values),
                    answer=self.random.choice(["accepted", "accepted", "waiting"]),
                )

    def add_session(self, **fields: Any) -> Session | None:
        pairing = fields.pop("pairing", None) or self.pick(Pairing)
        if pairing is None:
            return None
        state = fields.get("state") or self.random.choice([SessionState.LOGGED] * 4 + list(SessionState))
        held_on = fields.get("held_on") or self.days_ago(100 if self.maybe() else 430)
        start = timezone.now() - timedelta(days=(self.day - held_on).days, seconds=self.random.randrange(10**5))
        return Session.objects.create(
            **{
                "pairing": pairing,
                "unit": pairing.unit if self.is_neat or self.maybe(0.8) else self.place(),
                "state": state,
                "held_on": held_on,
                "sequence": 1
                + (pairing.sessions.order_by("-sequence").values_list("sequence", flat=True).first() or 0),
                "planned_start": start,
                "started_at": start,
                "recorded_at": start + timedelta(days=self.random.choice([0, 1, 6, 8, 20])),
                "minutes": 60,
                "late_cancelled": self.maybe(),
                "time_zone": "Asia/Jayapura",
                "created_by": self.author,
                **fields,
            }
        )

    # --- what comes of it

    def when(self) -> datetime:
        return timezone.now() - timedelta(days=self.random.randrange(400), seconds=self.random.randrange(10**5))

    def learner(self) -> PairingParticipant | None:
        """Somebody who learns."""
        ids = list(PairingParticipant.objects.filter(role__in=LEARNERS).order_by("pk").values_list("pk", flat=True))
        return PairingParticipant.objects.get(pk=self.random.choice(ids)) if ids else None

    def part(self, learner: PairingParticipant) -> dict[str, Any]:
        return {"learner": learner, "pairing": learner.pairing, "unit": learner.pairing.unit}

    def add_goal(self) -> None:
        learner = self.learner()
        if learner is None:
            return
        plan, _new = Plan.objects.get_or_create(learner=learner, defaults=self.part(learner))
        due, state = self.days_ago(400), self.random.choice(GoalState.values)
        told = "" if state in ("draft", "agreed") else "Sudah dilihat"
        Goal.objects.create(
            **self.part(learner), plan=plan, competency=self.random.choice(COMPETENCIES), statement="Tujuan",
            measure="rumah", baseline=0, target=20, check_on=due, due_on=due, smart=list(range(1, 9)), state=state,
            outcome_note=told, agreed_at=None if state == "draft" else self.when(),
        )  # fmt: skip

    def add_round(self) -> None:
        """A baseline, or a final round where there is one, locked or not."""
        learner = self.learner()
        if learner is None:
            return
        has = Diagnostic.objects.filter(learner=learner, set_aside_at=None)
        found = Diagnostic.objects.create(
            **self.part(learner), rubric=Rubric.objects.get(version=1), round="final" if has.exists() else "baseline",
            state="locked", agreed_by=self.author, locked_by=self.other, locked_at=self.when(),
        )  # fmt: skip
        for code in COMPETENCIES:
            DiagnosticLevel.objects.create(
                **self.part(learner),
                diagnostic=found,
                competency=code,
                agreed_level=self.random.randrange(1, 4),
                talked=True,
                talk_note="Dibicarakan",
            )

    def set_aside(self) -> None:
        found = self.pick(Diagnostic)
        if found and found.set_aside_at is None:
            Diagnostic.objects.filter(pk=found.pk).update(set_aside_at=timezone.now(), set_aside_reason="Salah isi")

    def reach_milestones(self) -> None:
        """A pairing with its dates, as the triggers of its steps would leave them."""
        pairing = self.pick(Pairing)
        if pairing:
            first = self.days_ago(400)
            later = [self.random.choice([None, first + timedelta(days=self.random.randrange(90))]) for _ in range(3)]
            names = ("agreed_on", "baseline_on", "planned_on")
            Pairing.objects.filter(pk=pairing.pk).update(accepted_on=first, **dict(zip(names, later, strict=True)))

    def add_award(self) -> None:
        member, step = self.pick(Member), level("dasar")
        if not member or LevelPath.objects.filter(member=member).exists():
            return
        own, since = {"member": member, "unit": member.unit, "level": step}, self.days_ago(300)
        path = LevelPath.objects.create(
            **own, requirement_set=step.requirement_sets.get(), ready_since=since if self.maybe(0.8) else None
        )
        if self.maybe():
            award = LevelAward.objects.create(
                **own, path=path, from_level=member.level, proposed_by=self.author, proposed_evidence={}
            )
            LevelAward.objects.filter(pk=award.pk).update(
                state="awarded", decided_by=self.other, decided_at=timezone.now(), decided_evidence={},
                awarded_on=self.days_ago(200),
            )  # fmt: skip
            LevelPath.objects.filter(pk=path.pk).update(state="done")

    def change_award(self) -> None:
        award = LevelAward.objects.filter(state="awarded").order_by("pk").first()
        if award:
            LevelAward.objects.filter(pk=award.pk).update(
                state="revoked", revoked_by=self.author, revoked_at=timezone.now(), revoke_reason="Keliru"
            )

    def add_request(self) -> None:
        member, at = self.pick(Member), self.when()
        if member:
            closed = at + timedelta(hours=self.random.choice([5, 70, 90])) if self.maybe(0.7) else None
            DataRequest.objects.create(
                member=member, unit=member.unit, kind="other", state="fulfilled" if closed else "received",
                received_at=at, due_at=at + DUE, closed_at=closed, received_by=self.author,
            )  # fmt: skip

    def account(self, part: PairingParticipant) -> User:
        """The account of somebody who takes part."""
        member = part.member
        if member.user_id is None:
            Member.objects.filter(pk=member.pk).update(user=UserFactory.create())
            member.refresh_from_db()
        return member.user

    def add_check(self) -> None:
        """Both sides say how close they are."""
        pairing = self.pick(Pairing)
        parts = list(pairing.participants.order_by("pk")) if pairing else []
        if len(parts) > 1:
            day = self.days_ago(200)
            for part, other in (parts[:2], parts[1::-1]):
                role = "mentor" if part.role == ParticipantRole.MENTOR else "mentee"
                code = "I-1b" if role == "mentor" else "I-1"
                self.say(code, part, self.account(part), other, role=role, occasion="rapport", opens_on=day)

    def add_form(self) -> None:
        """A learner says how he finds the programme, and he and another how he does, at one of two rounds."""
        learner = self.learner()
        if learner is not None:
            self.rate(learner, self.random.choice(["baseline", "follow_up", "follow_up"]))

    def rate(self, learner: PairingParticipant, occasion: str, **how: Any) -> None:
        """The forms of one round: months lie between the two."""
        other = learner.pairing.participants.exclude(pk=learner.pk).order_by("pk").first()
        if other is None:
            return
        programme = learner.pairing.programme
        day = self.day - timedelta(days=(290 if occasion == "baseline" else 150) + programme.pk % 2)
        window = {"opens_on": day, "closes_on": day + timedelta(days=14)}
        for code in ("I-6.L1", "I-6.L3"):
            round, _new = EvaluationRound.objects.get_or_create(
                programme=programme,
                instrument=instrument(code),
                occasion=occasion,
                defaults={"unit": programme.unit, "created_by": self.author, **window},
            )
            for part, role in ((learner, "self"), (other, "mentor"))[: 1 if code == "I-6.L1" else 2]:
                self.say(code, part, self.account(part), learner, role=role, round=round, **how)

    def say(
        self,
        code: str,
        part: PairingParticipant,
        rater: User,
        subject: PairingParticipant,
        *,
        is_sure: bool = False,
        **facts: Any,
    ) -> None:
        """Somebody answers, or not unless `is_sure`; now and then he does not know."""
        form, round = instrument(code), facts.get("round")
        if Evaluation.objects.filter(rater=rater, subject=subject, instrument=form, round=round).exists():
            return
        day = round.opens_on if round else facts.pop("opens_on")
        window = {"opens_on": day, "closes_on": day + timedelta(days=14)}
        facts = {"occasion": round.occasion if round else "", **facts}
        asked = Evaluation.objects.create(
            unit=part.unit, pairing=part.pairing, instrument=form, subject=subject, rater=rater, state="open",
            **window, **facts,
        )  # fmt: skip
        if is_sure or self.maybe(0.9):
            values = {
                i.code: None if not is_sure and self.maybe(0.1) else self.random.choice(i.levels)[0]
                for i in form.items.all()
            }
            answered(asked, values)
        else:
            Evaluation.objects.filter(pk=asked.pk).update(state="locked")

    # --- what changes

    def change_signal(self) -> None:
        district = self.random.choice([unit("96.71.06"), unit("96.71.01")])
        Unit.objects.filter(pk=district.pk).update(weak_signal=self.maybe())

    def change_member(self) -> None:
        member = self.pick(Member)
        if member:
            if self.maybe(0.3):
                member.status = self.random.choice([MemberStatus.SUSPENDED, MemberStatus.ACTIVE, MemberStatus.ENDED])
            member.gender = self.random.choice(Gender.values)
            member.wants_mentoring = self.maybe()
            member.save()

    def move_member(self) -> None:
        member = self.pick(Member)
        if member:
            member.unit = self.place()
            member.save()

    def change_pairing(self) -> None:
        pairing = self.pick(Pairing)
        if not pairing:
            return
        pairing.phase = self.random.choice(Phase.values)
        pairing.cadence_days = self.random.choice([7, 21, 30])
        if pairing.active_on:
            pairing.active_on -= timedelta(days=self.random.randrange(40))
        if self.maybe(0.3):
            pairing.unit = self.place()
        if pairing.state == PairingState.ACTIVE and self.maybe():
            pairing.state = self.random.choice([PairingState.PAUSED, *OVER])
            pairing.paused_on = self.day if pairing.state == PairingState.PAUSED else None
            pairing.ended_on = None if pairing.state == PairingState.PAUSED else self.day
        elif pairing.state == PairingState.PAUSED:
            since, until = pairing.paused_on, self.days_ago(30)
            if since < until:
                pairing.pauses.append(DateRange(since, until))
            pairing.state, pairing.paused_on = PairingState.ACTIVE, None
        pairing.save()

    def change_participant(self) -> None:
        participant = self.pick(PairingParticipant)
        if participant:
            participant.left_at = self.random.choice([None, timezone.now() - timedelta(days=self.random.randrange(90))])
            participant.save()

    def change_session(self) -> None:
        session = self.pick(Session)
        if not session:
            return
        session.held_on = self.days_ago(90)
        if session.state in (SessionState.PLANNED, SessionState.CONFIRMED):
            session.state = self.random.choice([SessionState.CANCELLED, SessionState.LOGGED])
        if self.maybe(0.3):
            session.unit = self.place()
        session.save()

    def change_officer(self) -> None:
        term = self.pick(OfficerTerm)
        if term:
            term.ends_on = self.random.choice([None, self.day])
            term.unit = self.place()
            term.save()

    def change_mentor(self) -> None:
        mentor = self.pick(Mentor)
        if mentor:
            mentor.unit = self.place()
            mentor.save()

    # --- what goes

    def delete_member(self) -> None:
        member = Member.objects.filter(mentor=None, terms=None, pairing_participants=None).order_by("pk").first()
        if member:
            member.delete()

    def delete_session(self) -> None:
        session = self.pick(Session)
        if session:
            session.delete()

    def delete_pairing(self) -> None:
        pairing = Pairing.objects.filter(sessions=None).order_by("-pk").first()
        if pairing:
            pairing.delete()

    def delete_officer(self) -> None:
        OfficerTerm.objects.filter(pk=getattr(self.pick(OfficerTerm), "pk", 0)).delete()

    # --- the same in SQL, many rows in one statement

    def sql_women(self) -> None:
        self._sql("UPDATE cadres_member SET gender = 'female' WHERE id %% 3 = %s", self.random.randrange(3))

    def sql_move(self) -> None:
        self._sql("UPDATE cadres_member SET unit_id = %s WHERE id %% 5 = 0", self.place().pk)

    def sql_sessions_of_a_day(self) -> None:
        self._sql("DELETE FROM mentoring_session WHERE held_on = %s", self.days_ago(60))

    def sql_shift_sessions(self) -> None:
        self._sql("UPDATE mentoring_session SET held_on = held_on - 20 WHERE id %% 4 = %s", self.random.randrange(4))

    def sql_copy_members(self) -> None:
        self._sql(
            "INSERT INTO cadres_member (full_name, prefix, suffix, gender, birthplace, phone, has_whatsapp, email,"
            " address, nik, nik_last4, nik_missing_reason, level, status, wants_mentoring, is_mentee, created_at,"
            " unit_id) SELECT full_name, '', '', gender, '', '', false, '', '', '', '', '', level, status,"
            " wants_mentoring, false, now(), %s FROM cadres_member ORDER BY id LIMIT 5",
            self.place().pk,
        )

    def _sql(self, statement: str, *params: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, params)

    # --- how it goes on

    STEPS = (
        "add_member", "add_member", "add_mentor", "add_officer", "add_pairing", "add_pairing", "add_participant",
        "add_session", "add_session", "add_session", "change_member", "move_member", "change_pairing",
        "change_participant", "change_session", "change_officer", "change_mentor", "delete_member", "delete_session",
        "delete_pairing", "delete_officer", "sql_women", "sql_move", "sql_sessions_of_a_day", "sql_shift_sessions",
        "sql_copy_members", "add_goal", "add_round", "set_aside", "reach_milestones", "add_award", "change_award",
        "add_request", "add_check", "add_form", "change_signal",
    )  # fmt: skip

    def fill(self, steps: int = 60) -> "World":
        """Add members, mentors, offices, pairings and sessions."""
        for step in range(steps):
            self.add_member()
            if step % 3 == 0:
                self.add_mentor()
                self.add_officer()
            if step % 2 == 0:
                self.add_pairing()
                self.step("reach_milestones")
                self.step("add_award")
            for name in ("add_session", "add_session", "add_session", *(OUTCOMES if step % 3 == 0 else ())):
                self.step(name)
        self.rate_many()
        self.load_mentors()
        return self

    def rate_many(self) -> None:
        """Enough are rated twice that the change of their programme is told (K21)."""
        learners = PairingParticipant.objects.filter(pairing__programme=self.programme, role__in=LEARNERS)
        for learner in learners.order_by("pk")[:12]:
            for occasion in ("baseline", "follow_up"):
                self.rate(learner, occasion, is_sure=True)

    def load_mentors(self) -> None:
        """Mentors who carry little, as much as is fair, and as much as they can."""
        for place, mentor in enumerate(Mentor.objects.filter(state=MentorState.ACTIVE).order_by("pk")[:6]):
            Mentor.objects.filter(pk=mentor.pk).update(load=1 + place % 3, soft_capacity=2, capacity=3)

    def step(self, name: str = "") -> str:
        """One (random) thing happens, or is refused by the database; its name."""
        name = name or self.random.choice(self.STEPS)
        try:
            with transaction.atomic():
                getattr(self, name)()
        except IntegrityError:  # a move that a state machine does not know
            return f"{name} refused"
        return name


def kept_world(blocker: Any, build: Callable[[], World]) -> Iterator[World]:
    """A world with its figures up to date, filled once for all tests of a module and taken back after them.

    Each test works in a savepoint and on a copy: what it draws from the seed is no other test's.
    """
    with blocker.unblock(), transaction.atomic():
        world = build()
        rollups.drain()
        yield world
        transaction.set_rollback(True)
