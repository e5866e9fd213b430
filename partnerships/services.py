"""Deeds on partnerships: agreeing, moving, reviewing, doing things with cadres, and links for the partner."""

import secrets
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import STAFF_ROLES
from accounts.models import Assignment, User, today
from accounts.outbox import zone_of
from accounts.quiet_hours import allowed_moment
from accounts.services import Message, queue_messages
from cadres.enums import MemberStatus, RegistrationState
from cadres.models import Member, TrainingRegistration
from core.context import jobs_context
from core.crypto import keyed_hash
from core.errors import RuleError
from core.sweeps import attempt
from mentoring.enums import LEARNERS, RUNNING_STATES, PairingState
from mentoring.models import PairingParticipant
from partnerships.enums import (
    PARTNER_KIND,
    PARTNERSHIP_MOVES,
    RUNNING,
    ActivityKind,
    PartnerKind,
    PartnershipState,
    TakeState,
)
from partnerships.models import (
    WARN_DAYS,
    Activity,
    ActivityCadre,
    PartnerGoal,
    PartnerLink,
    Partnership,
    PartnershipTransition,
    Review,
    Stakeholder,
)
from partnerships.rules import LINK_DAYS, LINK_MOST, keeps_partners
from partnerships.selectors import missing_for_force
from regions.models import Unit

#: Days before the end on which the unit's office is told.
WARNINGS = (WARN_DAYS, 30, 7)
#: Pairings in which somebody learns, or has learnt to the end.
BEGUN = (*RUNNING_STATES, PairingState.COMPLETED)
UNENDED = tuple(state for state in PartnershipState.values if state != PartnershipState.ENDED)
_LINK = "partner link"


@transaction.atomic
def partnership_save(
    *, by: User, unit: Unit | None = None, partnership: Partnership | None = None, **values: Any
) -> Partnership:
    """Write a partnership down, or change what is agreed while it has not ended.

    Raises RuleError outside the user's reach, for a partner whom the unit has already, and for a formal one in force
    that would be formal no more, lack its document, roles or end, or end later without being renewed.
    """
    row = _lock(by, partnership, UNENDED) if partnership else Partnership(unit=unit, created_by=by)
    ended_on = row.ends_on if row.kind == PartnerKind.FORMAL and row.state != PartnershipState.DRAFT else None
    if not keeps_partners(by, row.unit):
        raise RuleError(_("Kemitraan ini di luar wilayah kerja Anda."))
    for name, value in values.items():
        setattr(row, name, value)
    if ended_on and row.kind != PartnerKind.FORMAL:
        raise RuleError(_("Kemitraan formal yang sudah berlaku tetap formal. Akhiri dulu, lalu buat yang baru."))
    if ended_on and row.ends_on != ended_on and (row.ends_on is None or row.ends_on > ended_on):
        raise RuleError(_("Tanggal selesai kemitraan formal diundur lewat perpanjangan."))
    if row.state != PartnershipState.DRAFT:
        _require_whole(row)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise RuleError(_("Mitra ini sudah tercatat di unit yang sama. Buka yang ada, atau akhiri dulu.")) from None
    if partnership is None:
        _keep(row, "", by=by)
    return row


@transaction.atomic
def partnership_move(
    *, by: User, partnership: Partnership, to: str, reason: str = "", ends_on: date | None = None
) -> Partnership:
    """Move a partnership on. In force asks a formal one for document, roles and end; renewing asks for a new end of one
    that has an end, and both renewing and ending for a review since it began. Raises RuleError for anything else.
    """
    row, reason = _lock(by, partnership), reason.strip()
    if to not in PARTNERSHIP_MOVES[row.state]:
        raise RuleError(_("Status kemitraan ini tidak dapat diubah begitu."))
    if to == PartnershipState.IN_FORCE:
        _require_whole(row)
    if to in (PartnershipState.RENEWED, PartnershipState.ENDED):
        began = row.transitions.filter(to_value=PartnershipState.UNDER_REVIEW).order_by("-at").first()
        if not row.reviews.filter(at__gte=began.at if began else timezone.now()).exists():
            raise RuleError(_("Tulis dulu hasil tinjauannya."))
    if to == PartnershipState.ENDED and not reason:
        raise RuleError(_("Tulis alasannya."))
    if to == PartnershipState.RENEWED and row.ends_on:
        if ends_on is None or ends_on <= row.ends_on:
            raise RuleError(_("Isi tanggal selesai yang baru, sesudah yang lama."))
        row.ends_on = ends_on
    before, row.state = row.state, to
    row.save(update_fields=["state", "ends_on"])
    if to == PartnershipState.ENDED:
        _revoke(by, row)
    _keep(row, before, by=by, reason=reason)
    return row


@transaction.atomic
def review_record(*, by: User, partnership: Partnership, findings: str, verdict: str) -> Review:
    """Keep a yearly review. Raises RuleError for a partnership that is not under review."""
    row = _lock(by, partnership)
    if row.state != PartnershipState.UNDER_REVIEW:
        raise RuleError(_("Mulai peninjauan dulu: ubah statusnya menjadi «Ditinjau»."))
    row.reviewed_on = today()
    row.save(update_fields=["reviewed_on"])
    return Review.objects.create(
        unit=row.unit, partnership=row, reviewed_on=today(), findings=findings.strip(), verdict=verdict, actor=by
    )


@transaction.atomic
def stakeholder_add(*, by: User, partnership: Partnership, name: str, role: str, interest: str = "") -> Stakeholder:
    """Name an institution that has a stake. Raises RuleError for one that is named already."""
    row = _lock(by, partnership, UNENDED)
    try:
        with transaction.atomic():
            return Stakeholder.objects.create(
                unit=row.unit, partnership=row, name=name.strip(), role=role.strip(), interest=interest.strip()
            )
    except IntegrityError:
        raise RuleError(_("Pemangku kepentingan ini sudah tercatat.")) from None


@transaction.atomic
def goal_add(*, by: User, partnership: Partnership, **values: Any) -> PartnerGoal:
    """Set a goal. Raises RuleError when its target is its baseline."""
    row = _lock(by, partnership, UNENDED)
    if values["target"] == values["baseline"]:
        raise RuleError(_("Target harus berbeda dari angka awal."))
    return PartnerGoal.objects.create(unit=row.unit, partnership=row, **values)


@transaction.atomic
def goal_measure(*, by: User, partnership: Partnership, goal: PartnerGoal, actual: int) -> PartnerGoal:
    """Keep where a goal stands now; what it stood at before stays in its history."""
    row = _lock(by, partnership, RUNNING)
    found = PartnerGoal.objects.for_user(by).select_for_update(of=("self",)).get(pk=goal.pk, partnership=row)
    found.actual = actual
    found.save(update_fields=["actual"])
    return found


@transaction.atomic
def activity_add(*, by: User, partnership: Partnership, **values: Any) -> Activity:
    """Note what is done together; who attended the training, or learns in the programme, is taken over.

    Raises RuleError before the partnership is in force and after its end.
    """
    row = _lock(by, partnership, RUNNING)
    activity = Activity.objects.create(unit=row.unit, partnership=row, **values)
    _take_in(by, activity, _taken_over(by, activity))
    return activity


@transaction.atomic
def cadres_add(*, by: User, partnership: Partnership, activity: Activity, cards: str) -> int:
    """Add cadres by the numbers of their cards; how many are new.

    Raises RuleError for a number that no active cadre in the user's sight has: nobody is added then.
    """
    row = _lock(by, partnership, RUNNING)
    found = Activity.objects.for_user(by).get(pk=activity.pk, partnership=row)
    numbers = list(dict.fromkeys(cards.replace(",", " ").split()))
    people = Member.objects.for_user(by).active().listed().filter(membership_card_no__in=numbers)
    members = {member.membership_card_no: member for member in people.select_related("unit").defer("nik")}
    if unknown := [number for number in numbers if number not in members]:
        raise RuleError(_("Bukan kader aktif di wilayah Anda: %(numbers)s.") % {"numbers": ", ".join(unknown[:5])})
    return _take_in(by, found, members.values())


@transaction.atomic
def cadre_settle(*, by: User, partnership: Partnership, cadre: ActivityCadre, state: str) -> ActivityCadre:
    """Keep what became of a cadre's part: finished, left, or still in it."""
    _lock(by, partnership, RUNNING)
    rows = ActivityCadre.objects.for_user(by).select_for_update(of=("self",))
    found: ActivityCadre = rows.get(pk=cadre.pk, activity__partnership=partnership)
    if state not in TakeState.values:
        raise RuleError(_("Pilih statusnya."))
    found.state = state
    found.save(update_fields=["state"])
    return found


@transaction.atomic
def link_give(*, by: User, partnership: Partnership, days: int = LINK_DAYS) -> str:
    """A new link for the partner; its token is shown this once, and kept as a hash. The one before is taken back."""
    row = _lock(by, partnership, RUNNING)
    if not 1 <= days <= LINK_MOST:
        raise RuleError(_("Tautan berlaku 1 sampai %(n)d hari.") % {"n": LINK_MOST})
    _revoke(by, row)
    token = secrets.token_urlsafe(24)
    PartnerLink.objects.create(
        unit=row.unit,
        partnership=row,
        token_hash=keyed_hash(token, _LINK),
        expires_on=today() + timedelta(days=days),
        created_by=by,
    )
    return token


@transaction.atomic
def link_revoke(*, by: User, partnership: Partnership) -> None:
    """Take the link of a partnership back: it leads nowhere from this moment."""
    _revoke(by, _lock(by, partnership))


def find_link(token: str) -> Partnership | None:
    """The partnership that an open link leads to; None for one that ran out, was taken back, or never was."""
    with jobs_context():
        rows = PartnerLink.objects.filter(token_hash=keyed_hash(token, _LINK), revoked_at=None)
        rows = rows.filter(partnership__state__in=RUNNING)
        link = rows.filter(expires_on__gte=today()).select_related("partnership__unit__area").first()
        return link.partnership if link else None


def ends_warn() -> None:
    """Tell the office of each unit about partnerships that end soon, each by itself. As the system; may run twice."""
    day = today()
    ending = list(Partnership.objects.ending(day).filter(ends_on__gte=day))
    readers: dict[int, list[User]] = {}
    offices = Assignment.objects.current().filter(unit__in={row.unit_id for row in ending}, role__in=STAFF_ROLES)
    for office in offices.select_related("user"):
        readers.setdefault(office.unit_id, []).append(office.user)
    for row in ending:
        attempt(partial(_warn, row, readers.get(row.unit_id, []), day), model="partnership", row=row.pk)


def _warn(row: Partnership, readers: Iterable[User], day: date) -> None:
    step = min(days for days in WARNINGS if row.ends_on and row.ends_on <= day + timedelta(days=days))
    queue_messages(
        [
            Message(
                subject=f"partnership:{row.pk}",
                kind=PARTNER_KIND,
                occasion=f"{row.ends_on:%Y-%m-%d}:{step}",
                recipient_id=reader.pk,
                due_at=allowed_moment(timezone.now(), zone_of(reader)),
                payload={"path": reverse("partnerships:partnership", args=[row.pk])},
            )
            for reader in readers
        ]
    )


def _revoke(by: User, partnership: Partnership) -> None:
    open_links = PartnerLink.objects.filter(partnership=partnership, revoked_at=None)
    open_links.update(revoked_at=timezone.now(), revoked_by=by)


def _taken_over(by: User, activity: Activity) -> Iterable[Member]:
    people = Member.objects.for_user(by).listed().select_related("unit").defer("nik")
    if activity.kind == ActivityKind.TRAINING and activity.event_id:
        seats = TrainingRegistration.objects.for_user(by).filter(
            event=activity.event_id, state=RegistrationState.ATTENDED
        )
        return people.filter(pk__in=seats.values("member"))
    if activity.kind == ActivityKind.MENTORING and activity.programme_id:
        parts = PairingParticipant.objects.for_user(by).filter(
            pairing__programme=activity.programme_id, pairing__state__in=BEGUN, role__in=LEARNERS
        )
        return people.filter(pk__in=parts.values("member"), status=MemberStatus.ACTIVE)
    return ()


def _take_in(by: User, activity: Activity, members: Iterable[Member]) -> int:
    known = set(ActivityCadre.objects.filter(activity=activity).values_list("member", flat=True))
    fresh = [member for member in members if member.pk not in known]
    ActivityCadre.objects.bulk_create(
        ActivityCadre(unit=member.unit, activity=activity, member=member, added_by=by) for member in fresh
    )
    return len(fresh)


def _lock(by: User, partnership: Partnership, states: Collection[str] = PartnershipState.values) -> Partnership:
    """The partnership, held. Raises RuleError where it is not the user's, or in none of the states."""
    rows = Partnership.objects.for_user(by).select_for_update(of=("self",)).select_related("unit")
    row: Partnership = rows.get(pk=partnership.pk)
    if not keeps_partners(by, row.unit):
        raise RuleError(_("Kemitraan dicatat sekretariat dan koordinator unitnya atau di atasnya."))
    if row.state not in states:
        if row.state == PartnershipState.ENDED:
            raise RuleError(_("Kemitraan ini sudah berakhir; buat yang baru."))
        raise RuleError(_("Kegiatan dicatat untuk kemitraan yang berlaku."))
    return row


def _require_whole(partnership: Partnership) -> None:
    if missing := missing_for_force(partnership):
        raise RuleError(_("Kemitraan formal belum lengkap: %(what)s.") % {"what": "; ".join(missing)})


def _keep(partnership: Partnership, before: str, *, by: User, reason: str = "") -> None:
    PartnershipTransition.objects.create(
        unit=partnership.unit,
        partnership=partnership,
        from_value=before,
        to_value=partnership.state,
        reason=reason,
        actor=by,
    )
