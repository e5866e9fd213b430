"""Asking: rounds of programmes, rapport checks, feedback on sessions; windows open and lock (DOMAIN §§4.4, 5)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache, partial
from typing import Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.consents import EVALUATION, withdrawn_members
from accounts.models import User
from core.doorbell import ring_on_commit
from core.errors import RuleError
from core.sweeps import write_each
from evaluations.calendar import CHECK_OPEN
from evaluations.enums import ROUNDS, About, EvaluationState, InstrumentUse, Occasion, Rater
from evaluations.models import Evaluation, EvaluationRound, Instrument
from evaluations.models.instruments import province_of
from evaluations.selectors.instruments import current_instrument, held_in
from evaluations.selectors.officers import officers_in_line
from evaluations.services.reminders import is_fresh
from mentoring.enums import GOES_ON, HELD_STATES, LEADERS, LEARNERS, PairingState
from mentoring.models import Pairing, PairingParticipant, Programme, Session
from mentoring.rules import rights
from regions.models import Unit

TASK = "evaluations.tasks.settle_evaluations"
#: A rapport check comes after the second session, then every three months (DOMAIN §5).
CHECK_AFTER, CHECK_EVERY = 2, timedelta(days=90)
#: Feedback is asked of sessions of the last two weeks, and stays open for one.
FEEDBACK_OF, FEEDBACK_OPEN = timedelta(days=14), timedelta(days=7)
LONGEST_WINDOW = timedelta(days=120)
BATCH = 1000  # rows of one statement


@transaction.atomic
def round_open(
    *,
    by: User,
    programme: Programme,
    instrument: Instrument,
    occasion: str,
    opens_on: date,
    closes_on: date,
    at: datetime | None = None,
) -> EvaluationRound:
    """Plan a round of a programme: everybody in a running pairing is asked (coordinator).

    Raises RuleError for a programme that does not run, an instrument that does not hold there, a window that is no
    window, or a round that is there already.
    """
    rights.require_coordinator(by, programme.unit)
    today = timezone.localdate(at, timezone=programme.unit.zone)
    if programme.state not in GOES_ON:
        raise RuleError(_("Putaran evaluasi dibuka selama program berjalan."))
    if occasion not in ROUNDS:
        raise RuleError(_("Pilih putarannya."))
    if instrument != current_instrument(programme.unit, instrument.code, InstrumentUse.ROUND):
        raise RuleError(_("Versi instrumen ini tidak berlaku di wilayah program. Pilih versi terbaru."))
    if closes_on < max(opens_on, today) or closes_on - opens_on > LONGEST_WINDOW:
        raise RuleError(_("Tanggal tutup paling awal hari ini dan paling lama 120 hari setelah dibuka."))
    try:
        with transaction.atomic():
            made = EvaluationRound.objects.create(
                unit=programme.unit,
                programme=programme,
                instrument=instrument,
                occasion=Occasion(occasion),
                opens_on=opens_on,
                closes_on=closes_on,
                created_by=by,
            )
    except IntegrityError:
        raise RuleError(_("Putaran ini sudah ada. Buka putarannya untuk melihat siapa yang belum mengisi.")) from None
    round_fill(made)
    if is_fresh(at or timezone.now()):
        ring_on_commit(TASK)
    return made


def round_fill(round: EvaluationRound) -> None:
    """Ask everybody who takes part now; who is asked already is not asked twice."""
    _ask(_wanted_by(round))


def _wanted_by(round: EvaluationRound) -> list[Evaluation]:
    people = _people(Pairing.objects.filter(programme=round.programme_id, state__in=_RUNNING))
    raters = _raters(round.instrument, people, round.programme.coordinator)
    return [_of_round(round, subject, rater, role) for subject, rater, role in raters]


def _of_round(round: EvaluationRound, subject: PairingParticipant, rater: User, role: Rater) -> Evaluation:
    return Evaluation(
        unit=subject.unit,
        round=round,
        instrument=round.instrument,
        pairing_id=subject.pairing_id,
        subject=subject,
        rater=rater,
        role=role,
        occasion=round.occasion,
        opens_on=round.opens_on,
        closes_on=round.closes_on,
    )


_RUNNING = (PairingState.ACTIVE, PairingState.PAUSED)
People = dict[int, list[PairingParticipant]]
Forms = Callable[[Unit], tuple[Instrument | None, Instrument | None]]


def _people(pairings: QuerySet[Pairing]) -> People:
    """Who takes part in some pairings and may be asked: with an account, and willing to be evaluated."""
    rows = PairingParticipant.objects.filter(pairing__in=pairings, left_at=None, member__restricted=False)
    found = list(rows.exclude(user=None).select_related("user", "unit").order_by("pk"))
    unwilling = withdrawn_members(EVALUATION, [each.member_id for each in found])
    people: People = {}
    for each in found:
        if each.member_id not in unwilling:
            people.setdefault(each.pairing_id, []).append(each)
    return people


def _raters(
    instrument: Instrument, people: People, coordinator: User
) -> Iterator[tuple[PairingParticipant, User, Rater]]:
    """Whom an instrument is about, who answers, and as what. Officers are named by hand (`officer_ask`)."""
    seen: set[int] = set()  # a mentor speaks of himself once, however many pairings he has
    for each in people.values():
        leaders = [person for person in each if person.role in LEADERS]
        learners = [person for person in each if person.role in LEARNERS]
        subjects, others, role = (
            (learners, leaders, Rater.MENTOR)
            if instrument.about == About.LEARNER
            else (leaders, learners, Rater.MENTEE)
        )
        for subject in subjects:
            if Rater.SELF in instrument.raters and subject.member_id not in seen and subject.user:
                seen.add(subject.member_id)
                yield subject, subject.user, Rater.SELF
            if role in instrument.raters:
                yield from ((subject, other.user, role) for other in others if other.user)
            if Rater.COORDINATOR in instrument.raters:
                yield subject, coordinator, Rater.COORDINATOR


def _ask(wanted: Sequence[Evaluation]) -> None:
    Evaluation.objects.bulk_create(wanted, batch_size=BATCH, ignore_conflicts=True)


_ask_each = partial(write_each, write=_ask, model="evaluations.evaluation")


@transaction.atomic
def officer_ask(*, by: User, round: EvaluationRound, subject: PairingParticipant, officer: User) -> Evaluation:
    """Name an officer who answers about one person (coordinator).

    Raises RuleError where the instrument asks no officer, for somebody of the same pairing or of another line of units,
    for a second one, or once the window is over: whoever joins then would stand out in the averages.
    """
    rights.require_coordinator(by, round.unit)
    if round.closes_on < timezone.localdate(timezone=round.unit.zone):
        raise RuleError(_("Putaran ini sudah ditutup. Pengurus diminta selama putaran masih terbuka."))
    if Rater.OFFICER not in round.instrument.raters:
        raise RuleError(_("Instrumen ini tidak meminta pendapat pengurus."))
    asked = _people(Pairing.objects.filter(pk=subject.pairing_id, state__in=_RUNNING))
    if subject not in asked.get(subject.pairing_id, []):
        raise RuleError(_("Kader ini tidak lagi dinilai: pasangannya berakhir, atau ia tidak bersedia dievaluasi."))
    if subject.pairing.participants.filter(user=officer).exists():
        raise RuleError(_("Pengurus ini bagian dari pasangannya. Pilih pengurus lain."))
    if not officers_in_line(by, subject).filter(member__user=officer).exists():
        raise RuleError(_("Pilih pengurus yang menjabat di wilayah kader ini atau di atasnya."))
    _ask([_of_round(round, subject, officer, Rater.OFFICER)])  # nothing where one is asked already (a constraint)
    made = Evaluation.objects.filter(round=round, subject=subject, rater=officer, role=Rater.OFFICER).first()
    if made is None:
        raise RuleError(_("Untuk kader ini sudah ada pengurus yang diminta."))
    ring_on_commit(TASK)
    return made


# What the clock does, as the system role.


def rounds_refill(*, at: datetime | None = None) -> None:
    """Ask those who have joined a programme since its round was planned."""
    today = timezone.localdate(at)
    running = EvaluationRound.objects.filter(opens_on__lte=today, closes_on__gte=today + timedelta(days=3))
    for round in running.select_related("instrument", "programme__coordinator", "unit"):
        _ask_each(_wanted_by(round))


def checks_ask(*, at: datetime | None = None) -> None:
    """Ask both sides of each pairing how close they are: after two sessions, then every three months."""
    today = timezone.localdate(at)
    recent = Evaluation.objects.filter(
        pairing=OuterRef("pk"), occasion=Occasion.RAPPORT, opens_on__gt=today - CHECK_EVERY
    )
    held = Count("sessions", filter=Q(sessions__state__in=HELD_STATES))
    due = Pairing.objects.active().annotate(held=held).filter(~Exists(recent), held__gte=CHECK_AFTER)
    forms, window = _forms("I-1", InstrumentUse.RAPPORT), {"opens_on": today, "closes_on": today + CHECK_OPEN}
    _ask_each(
        [
            each
            for pairing, people in _by_pairing(due)
            for each in _two_sided(pairing, people, forms, occasion=Occasion.RAPPORT, **window)
        ]
    )


def feedback_ask(*, at: datetime | None = None) -> None:
    """Ask both sides about the sessions of the last days."""
    today = timezone.localdate(at)
    asked = Evaluation.objects.filter(session=OuterRef("pk"))
    held = Session.objects.filter(state__in=HELD_STATES, held_on__gt=today - FEEDBACK_OF, held_on__lte=today)
    sessions: dict[int, list[Session]] = {}
    for session in held.filter(~Exists(asked)).order_by("pk"):
        sessions.setdefault(session.pairing_id, []).append(session)
    forms, window = _forms("I-4", InstrumentUse.SESSION), {"opens_on": today, "closes_on": today + FEEDBACK_OPEN}
    _ask_each(
        [
            each
            for pairing, people in _by_pairing(Pairing.objects.filter(pk__in=sessions))
            for session in sessions[pairing.pk]
            for each in _two_sided(pairing, people, forms, session=session, occasion=Occasion.SESSION, **window)
        ]
    )


def _by_pairing(pairings: QuerySet[Pairing]) -> Iterator[tuple[Pairing, list[PairingParticipant]]]:
    rows = {pairing.pk: pairing for pairing in pairings.select_related("unit")}
    for key, people in _people(Pairing.objects.filter(pk__in=rows)).items():
        yield rows[key], people


def _forms(code: str, use: str) -> Forms:
    """The two sides' forms at a unit; looked up once a province, however many pairings ask."""
    held = cache(partial(held_in, use=use))

    def at(unit: Unit) -> tuple[Instrument | None, Instrument | None]:
        found = {each.code: each for each in held(province_of(unit))}
        return found.get(code), found.get(f"{code}b")

    return at


def _two_sided(pairing: Pairing, people: list[PairingParticipant], forms: Forms, **facts: Any) -> Iterator[Evaluation]:
    """Each side's own form: who learns about who leads (among peers about another), who leads about who learns."""
    theirs, guides = forms(pairing.unit)
    asked = partial(Evaluation, unit=pairing.unit, pairing=pairing, **facts)
    leaders = [person for person in people if person.role in LEADERS]
    learners = [person for person in people if person.role in LEARNERS]
    for person in learners:
        about = next((other for other in (*leaders, *learners) if other.pk != person.pk), None)
        if about and person.user and theirs:
            yield asked(subject=about, rater=person.user, role=Rater.MENTEE, instrument=theirs)
    for person in leaders:
        if learners and person.user and guides:
            yield asked(subject=learners[0], rater=person.user, role=Rater.MENTOR, instrument=guides)


def windows_turn(*, at: datetime | None = None) -> None:
    """Open what is due and lock what is over, by the day of each place."""
    now = at or timezone.now()
    for zone in Unit.objects.order_by().values_list("time_zone", flat=True).distinct():
        today = timezone.localdate(now, timezone=ZoneInfo(zone))
        here = Evaluation.objects.filter(unit__time_zone=zone)
        over = [EvaluationState.OPEN, EvaluationState.SUBMITTED, EvaluationState.REOPENED]
        _turn(here.filter(state__in=over, closes_on__lt=today), state=EvaluationState.LOCKED, locked_at=now)
        _turn(here.filter(state=EvaluationState.SCHEDULED, opens_on__lte=today), state=EvaluationState.OPEN)


def _turn(due: QuerySet[Evaluation], **changes: Any) -> None:
    """Change what is due, and only what no other run has changed meanwhile."""
    keys = list(due.values_list("pk", flat=True))
    write_each(keys, lambda some: due.filter(pk__in=some).update(**changes), model="evaluations.evaluation")
