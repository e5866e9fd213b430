"""Deeds on what was said in a session: log, acknowledge, dispute, settle."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import User
from core.errors import RuleError
from core.sweeps import settle_each
from core.templatetags.format import local_time
from mentoring.entries import LogEntry, planned_after
from mentoring.enums import (
    CAME,
    LEARNERS,
    LOGGERS,
    LONGEST_MINUTES,
    UNSETTLED_ACTIONS,
    UPCOMING_STATES,
    ActionState,
    Attendance,
    Competency,
    Mode,
    Obstacle,
    ParticipantRole,
    Progress,
    SessionState,
    Source,
    Via,
)
from mentoring.models import (
    ActionItem,
    Pairing,
    PairingParticipant,
    PrivateNote,
    Session,
    SessionAttendance,
    SessionLog,
)
from mentoring.rules import rights
from mentoring.rules.moves import ACTION_MOVES, SESSION_MOVES, require_move
from mentoring.rules.sessions import (
    NEW_ACTIONS,
    acknowledge_days,
    days_back,
    log_problem,
    may_plan,
    pairing_problem,
)
from mentoring.services.moves import (
    move,
    record_move,
)
from mentoring.services.pairings import lock_pairing, own_participant, pairing_refresh_phase, require_reason
from mentoring.services.reminders import remind_of_action, remind_of_log
from mentoring.services.sessions import lock_session, session_plan
from regions.settings import value


class LoggedDifferently(RuleError):
    """The same writer has sent another body under the same `client_uuid`; `session` is what is kept."""

    def __init__(self, session: Session) -> None:
        super().__init__(_("Catatan ini sudah tersimpan dengan isi yang lain. Tidak ada yang ditimpa."))
        self.session = session


class LoggedAlready(RuleError):
    """Somebody else, or the writer under another key, has logged a meeting at that moment: `session`."""

    def __init__(self, session: Session, sentence: str = "") -> None:
        moment = local_time(session.started_at, session.time_zone)
        sentence = sentence or _("Sesi pada %(moment)s sudah tercatat. Ubah jamnya bila ini pertemuan lain.")
        super().__init__(sentence % {"moment": moment, "n": session.sequence})
        self.session = session


class EnteredAlready(LoggedAlready):
    """Somebody else has entered the same sheet of paper (or another thing with this key): `session`."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, _("Lembar ini sudah tercatat sebagai sesi ke-%(n)s pada %(moment)s."))


@transaction.atomic
def session_log(
    *,
    by: User,
    pairing: Pairing,
    entry: LogEntry,
    session: Session | None = None,
    author: User | None = None,
    source: str = Source.PAPER,
    at: datetime | None = None,
) -> Session:
    """Log a meeting that took place: by the mentor (any peer in a circle), or by staff on his behalf.

    Staff say from which `source` they have it, and as whose words they bring it in (`author`), so that it is the same
    session when he sends it himself. `session` is the plan it fulfils; without one the plan of the same day is taken,
    or a new session made. The same `client_uuid` with the same body answers the same session and changes nothing; with
    another body it raises LoggedDifferently, and LoggedAlready where another log tells of that moment or has come from
    the same sheet of paper. Raises RuleError for what DOMAIN §§5, 7.3 refuse. Also reviews older actions, makes new
    ones, keeps the private note, plans the next meeting at the same time of day, derives the phase, and asks the mentee
    to acknowledge.
    """
    now = at or timezone.now()
    locked = lock_pairing(pairing, by)
    author = author or by
    here = Q(left_at=None) if author == by else Q(left_at=None) | Q(user=author)
    people = list(locked.participants.filter(here).select_related("user").order_by("pk"))
    writer = next((person for person in people if person.user_id == by.pk and person.left_at is None), None)
    if not rights.may_log(writer):
        rights.require_staff(by, locked.unit)
        writer = None
    writes_himself = writer is not None
    if author != by:
        rights.require_staff(by, locked.unit)
        _require_writer(locked, author)
        writes_himself = source == Source.OWN
    digest = entry.digest()
    under_key = SessionLog.objects.filter(Q(author=author) | Q(pairing=locked), client_uuid=entry.client_uuid)
    found = list(under_key.select_related("session"))
    sent = next((log for log in found if log.author_id == author.pk), None)
    if found and sent is None:
        raise EnteredAlready(found[0].session)
    if sent:
        if sent.pairing_id != locked.pk or not _is_same(sent, entry, by=by, at=now):
            raise LoggedDifferently(sent.session)
        return sent.session
    zone = locked.unit.zone
    held_on = entry.start.astimezone(zone).date()
    _require_complete(entry, people, held_on)
    is_coordinator = rights.is_coordinator_of(by, locked.unit)
    problem = log_problem(entry.start, now, zone, may_backdate=is_coordinator) or pairing_problem(locked, held_on)
    if problem:
        raise RuleError(problem)
    told = {"source": Source.OWN, "logged_by": author, "on_behalf_of": None}
    if not writes_himself:
        led_by = next((person.user for person in people if person.role == ParticipantRole.MENTOR), None)
        told = {"source": Source(source), "logged_by": by, "on_behalf_of": author if author != by else led_by}
    logged = _fill_session(locked, session, entry, told, by=by, author=author, at=now)
    SessionLog.objects.create(
        unit=locked.unit,
        pairing=locked,
        session=logged,
        author=author,
        client_uuid=entry.client_uuid,
        digest=digest,
        phase=locked.phase,
        competencies=sorted(Competency(code).value for code in entry.competencies),
        goal=entry.goal.strip(),
        reality=entry.reality.strip(),
        options=entry.options.strip(),
        will=entry.will.strip(),
        progress=Progress(entry.progress) if entry.progress else "",
        obstacles=[Obstacle(code).value for code in entry.obstacles],
        evidence_count=entry.evidence_count,
        no_new_action=entry.no_new_action,
        next_meeting_on=entry.next_meeting_on,
        no_next_reason=entry.no_next_reason.strip(),
    )
    _keep_attendance(logged, entry, people)
    _keep_actions(logged, entry, people, by=by, at=now)
    if entry.private_note.strip():
        note_write(by=by, session=logged, body=entry.private_note, at=now)
    _plan_next(logged, entry, by=by, at=now)
    pairing_refresh_phase(pairing=locked, by=by, at=now)
    writers = (logged.logged_by_id, logged.on_behalf_of_id)
    learners = [person.user for person in people if rights.may_answer_log(person, *writers) and person.user]
    remind_of_log(session=logged, learners=learners, at=now)
    return logged


def _require_writer(pairing: Pairing, author: User) -> None:
    """Raise RuleError unless he writes logs of the pairing, or did when he was in it."""
    if not pairing.participants.filter(user_id=author.pk, role__in=LOGGERS).exists():
        raise RuleError(_("Catatan ini ditulis orang yang bukan mentor pasangan ini."))


def _is_same(sent: SessionLog, entry: LogEntry, *, by: User, at: datetime) -> bool:
    """Whether what comes again says the same. A private note that others could not bring in is kept with it now."""
    if bytes(sent.digest) != entry.digest():
        return False
    note = entry.private_note.strip()
    if not note or sent.author_id != by.pk:
        return True
    kept = PrivateNote.objects.for_user(by).filter(session=sent.session).first()
    if kept is None:
        note_write(by=by, session=sent.session, body=note, at=at)
    return kept is None or kept.body == note


def _require_complete(entry: LogEntry, people: list[PairingParticipant], held_on: date) -> None:
    ids = {person.pk for person in people}
    present = [person for person in people if entry.attendance.get(person.pk) in (None, *CAME)]
    problems = {
        _("Lama pertemuan 1 sampai %(most)d menit.") % {"most": LONGEST_MINUTES}: not 1
        <= entry.minutes
        <= LONGEST_MINUTES,
        _("Paling sedikit seorang kader hadir."): not any(person.role in LEARNERS for person in present),
        _("Tulis satu tindak lanjut, atau pilih «tidak ada»."): bool(entry.new_actions) == entry.no_new_action,
        _("Tindak lanjut baru paling banyak tiga."): len(entry.new_actions) > NEW_ACTIONS,
        _("Pilih siapa yang mengerjakan tindak lanjut."): any(new.owner_id not in ids for new in entry.new_actions),
        _("Pilih pertemuan berikut, atau tulis alasannya."): not entry.next_meeting_on
        and not entry.no_next_reason.strip(),
        _("Pertemuan berikut harus setelah pertemuan ini."): entry.next_meeting_on is not None
        and entry.next_meeting_on <= held_on,
    }
    for sentence, holds in problems.items():
        if holds:
            raise RuleError(sentence)


def _fill_session(
    pairing: Pairing,
    planned: Session | None,
    entry: LogEntry,
    told: Mapping[str, Any],
    *,
    by: User,
    author: User,
    at: datetime,
) -> Session:
    """The session row: the plan that is fulfilled, or a new one, with the next number of the pairing."""
    zone = pairing.unit.zone
    held_on = entry.start.astimezone(zone).date()
    session = _planned_row(pairing, planned, held_on) or Session(
        unit=pairing.unit, pairing=pairing, client_uuid=entry.client_uuid, created_by=author
    )
    same = Session.objects.filter(pairing=pairing, started_at=entry.start).exclude(pk=session.pk).first()
    if same:
        raise LoggedAlready(same)
    before = session.state if session.pk else ""
    if before:
        require_move(SESSION_MOVES, before, SessionState.LOGGED)
    numbered = Session.objects.filter(pairing=pairing).aggregate(last=Max("sequence"))["last"] or 0
    session.state = SessionState.LOGGED
    session.sequence = numbered + 1
    session.started_at, session.minutes, session.held_on = entry.start, entry.minutes, held_on
    session.time_zone = pairing.unit.time_zone
    session.mode, session.place = Mode(entry.mode), entry.place.strip()
    session.source, session.logged_by, session.on_behalf_of = told["source"], told["logged_by"], told["on_behalf_of"]
    session.recorded_at, session.received_at = entry.recorded_at or at, at
    session.backdated = days_back(entry.start, at, zone) > value("mentoring.backdate_free_days")
    session.save()
    record_move(session, before, by=by, at=at)
    return session


def _planned_row(pairing: Pairing, planned: Session | None, held_on: date) -> Session | None:
    """The plan that is fulfilled, locked: the one named, else that of the same day."""
    rows = Session.objects.filter(pairing=pairing).select_for_update(of=("self",))
    if planned is not None:
        row = rows.get(pk=planned.pk)
        if row.state not in UPCOMING_STATES:
            raise RuleError(_("Sesi ini sudah tercatat atau dibatalkan."))
        return row
    zone = pairing.unit.zone
    for row in rows.filter(state__in=UPCOMING_STATES).order_by("planned_start", "pk"):
        if row.planned_start and row.planned_start.astimezone(zone).date() == held_on:
            return row
    return None


def _keep_attendance(session: Session, entry: LogEntry, people: list[PairingParticipant]) -> None:
    SessionAttendance.objects.bulk_create(
        SessionAttendance(
            unit_id=session.unit_id,
            pairing_id=session.pairing_id,
            session=session,
            participant=person,
            status=Attendance(entry.attendance.get(person.pk, Attendance.PRESENT)),
        )
        for person in people
    )


def _keep_actions(
    session: Session, entry: LogEntry, people: list[PairingParticipant], *, by: User, at: datetime
) -> None:
    owners = {person.pk: person for person in people}
    older = ActionItem.objects.filter(pairing_id=session.pairing_id, pk__in=entry.reviewed, state__in=UNSETTLED_ACTIONS)
    for action in older.order_by("pk"):
        after = ActionState(entry.reviewed[action.pk])
        require_move(ACTION_MOVES, action.state, after)
        if after == ActionState.DROPPED:
            raise RuleError(_("Langkah yang dibatalkan perlu alasan."))
        before, action.state, action.proposed_state = action.state, after, ""
        action.closed_in = session if after == ActionState.DONE else None
        action.save(update_fields=["state", "closed_in", "proposed_state"])
        if action.goal_id:
            record_move(action, before, after, by=by, at=at, reason="")
    made = ActionItem.objects.bulk_create(
        ActionItem(
            unit_id=session.unit_id,
            pairing_id=session.pairing_id,
            session=session,
            what=new.what.strip(),
            owner=owners[new.owner_id],
            due_on=new.due_on,
        )
        for new in entry.new_actions
    )
    for action in made:
        remind_of_action(action=action, at=at)


def _plan_next(session: Session, entry: LogEntry, *, by: User, at: datetime) -> None:
    """Plan the next meeting at the same time of day, unless something is planned that day or it has passed."""
    pairing = session.pairing
    zone = pairing.unit.zone
    if entry.next_meeting_on is None:
        return
    start = datetime.combine(entry.next_meeting_on, entry.start.astimezone(zone).time(), zone)
    planned = Session.objects.filter(pairing=pairing, state__in=UPCOMING_STATES, planned_start__isnull=False)
    taken = any(
        row.planned_start.astimezone(zone).date() == entry.next_meeting_on for row in planned if row.planned_start
    )
    if not taken and start > at and may_plan(pairing):
        session_plan(
            by=by,
            pairing=pairing,
            start=start,
            mode=entry.mode,
            place=entry.place,
            client_uuid=planned_after(entry.client_uuid),
            at=at,
        )


@transaction.atomic
def session_acknowledge(*, by: User, session: Session, via: str = Via.LOGIN, at: datetime | None = None) -> Session:
    """A mentee's yes to a log about a meeting with him (paraf), and by what way. Twice is once."""
    now = at or timezone.now()
    locked = lock_session(session, by)
    _require_learner(locked, by)
    if locked.state == SessionState.ACKNOWLEDGED:
        return locked
    locked.acknowledged_at, locked.acknowledged_via = now, Via(via)
    move(locked, SessionState.ACKNOWLEDGED, "acknowledged_at", "acknowledged_via", by=by, at=now)
    return locked


@transaction.atomic
def session_affirm(*, by: User, session: Session, at: datetime | None = None) -> Session:
    """The yes of him in whose name others logged a session. Twice is once; the database takes it from nobody else."""
    locked = lock_session(session, by)
    if locked.on_behalf_of_id != by.pk:
        raise RuleError(_("Catatan ini tidak dibuat atas nama Anda."))
    if locked.affirmed_at is None:
        locked.affirmed_at = at or timezone.now()
        locked.save(update_fields=["affirmed_at"])
    return locked


@transaction.atomic
def session_dispute(*, by: User, session: Session, reason: str, at: datetime | None = None) -> Session:
    """The objection to a log of a mentee, or of him in whose name it was written; the coordinator decides."""
    now = at or timezone.now()
    locked = lock_session(session, by)
    if locked.on_behalf_of_id != by.pk:
        _require_learner(locked, by)
    require_reason(reason)
    move(locked, SessionState.DISPUTED, by=by, at=now, reason=reason)
    SessionLog.objects.filter(session=locked).update(dispute=reason.strip()[:300])
    return locked


@transaction.atomic
def session_settle(*, by: User, session: Session, stands: bool, reason: str, at: datetime | None = None) -> Session:
    """Decide about a disputed log (coordinator): it stands, or the session counts as not held."""
    now = at or timezone.now()
    locked = lock_session(session, by)
    rights.require_coordinator(by, locked.pairing.unit)
    require_reason(reason)
    if stands:
        locked.acknowledged_at = now
    after = SessionState.ACKNOWLEDGED if stands else SessionState.CANCELLED
    move(locked, after, "acknowledged_at", by=by, at=now, reason=reason)
    pairing_refresh_phase(pairing=locked.pairing, by=by, at=now)
    return locked


def _require_learner(session: Session, by: User) -> None:
    if not rights.may_answer_log(own_participant(session.pairing, by), session.logged_by_id, session.on_behalf_of_id):
        raise RuleError(_("Catatan ini ditanggapi oleh kader yang didampingi."))


@transaction.atomic
def logs_acknowledge_silent(*, at: datetime | None = None) -> int:
    """Take long silence as a yes, and say that it was silence; how many. Runs as a system job."""
    now = at or timezone.now()
    silent = Session.objects.filter(
        state=SessionState.LOGGED, received_at__lte=now - timedelta(days=acknowledge_days())
    )

    def acknowledge(session: Session) -> None:
        session.acknowledged_at, session.auto_acknowledged = now, True
        move(session, SessionState.ACKNOWLEDGED, "acknowledged_at", "auto_acknowledged", by=None, at=now)

    return settle_each(silent, acknowledge)


@transaction.atomic
def note_write(*, by: User, session: Session, body: str, at: datetime | None = None) -> None:
    """Keep, change or (blank) drop one's own private note on a session one has led."""
    if by.scope is None or by.scope.role != Role.MENTOR or not rights.may_log(own_participant(session.pairing, by)):
        raise RuleError(_("Catatan pribadi hanya untuk mentor sesi ini."))
    if not body.strip():
        PrivateNote.objects.for_user(by).filter(session=session).delete()
        return
    PrivateNote.objects.update_or_create(
        session=session, author=by, defaults={"body": body.strip(), "written_at": at or timezone.now()}
    )
