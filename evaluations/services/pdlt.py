"""Deeds on PDLT (DOMAIN §§4.4, 8 I-5): open, name assessors, mark, share, object, decide."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import Role
from accounts.models import User
from accounts.rules import acting_people
from cadres.enums import MemberStatus
from cadres.models import Member
from core.errors import RuleError
from evaluations.enums import InstrumentUse, PdltState, Verdict
from evaluations.models import PdltAssessment, PdltAssessor, PdltMark
from evaluations.selectors.instruments import current_instruments
from evaluations.selectors.pdlt import assessors_in_line
from evaluations.services.reminders import tell_member


@dataclass(frozen=True)
class Mark:
    """What an assessor gives for one item: a level, or a gate; always with its evidence."""

    evidence: str
    value: int | None = None
    gate: str = ""


def _require_leader(by: User, assessment: PdltAssessment) -> None:
    scope = by.scope
    if scope is None or scope.role != Role.LEADER or not scope.covers(assessment.unit):
        raise RuleError(_("Hanya pimpinan wilayah ini yang dapat melakukannya."))
    _require_another(by, assessment.member)


def _require_another(by: User, member: Member) -> None:
    """Nobody leads a case about himself, nor about whoever lent him his role (DOMAIN §9)."""
    if member.user_id in acting_people(by):
        raise RuleError(_("PDLT Anda sendiri, atau milik pemberi kuasa Anda, diurus pimpinan lain."))


def period_start(until: date, months: int) -> date:
    """So many months before a day; the last day of a month that has no such day, as in the database."""
    year, month = divmod(until.year * 12 + until.month - 1 - months, 12)
    return date(year, month + 1, min(until.day, calendar.monthrange(year, month + 1)[1]))


@transaction.atomic
def pdlt_open(*, by: User, member: Member, at: datetime | None = None) -> PdltAssessment:
    """Open a case about a member (leader).

    Raises RuleError for oneself, for whoever lent one's role, for whoever is no active member, or while another case is
    open.
    """
    now = at or timezone.now()
    scope = by.scope
    if scope is None or scope.role != Role.LEADER or not scope.covers(member.unit):
        raise RuleError(_("PDLT dibuka pimpinan wilayah kader."))
    _require_another(by, member)
    if member.status != MemberStatus.ACTIVE or member.merged_into_id:
        raise RuleError(_("PDLT dibuka untuk kader yang keanggotaannya aktif."))
    if member.restricted:
        raise RuleError(_("Kader ini membatasi pemakaian datanya. PDLT dibuka setelah pembatasan dicabut."))
    instruments = current_instruments(member.unit, InstrumentUse.PDLT)
    if not instruments:
        raise RuleError(_("Belum ada instrumen PDLT yang berlaku."))
    until = timezone.localdate(now, timezone=member.unit.zone)
    try:
        with transaction.atomic():
            return PdltAssessment.objects.create(
                unit=member.unit,
                member=member,
                name=member.full_name,
                instrument=instruments[-1],
                period_from=period_start(until, instruments[-1].terms.period_months),
                period_to=until,
                opened_by=by,
                opened_at=now,
            )
    except IntegrityError:
        raise RuleError(_("PDLT kader ini masih berjalan.")) from None


@transaction.atomic
def assessor_name(*, by: User, assessment: PdltAssessment, user: User) -> PdltAssessor:
    """Name an assessor (leader): somebody with that role at the member's unit or above it.

    Raises RuleError for the member, his mentor or peer, oneself, one's lender, or somebody of another line of units.
    """
    locked = _lock(by, assessment)
    _require_leader(by, locked)
    if user.pk in acting_people(by):
        raise RuleError(_("Yang menunjuk penilai, dan pemberi kuasanya, tidak ikut menilai."))
    if locked.state not in (PdltState.DRAFT, PdltState.OBJECTED):
        raise RuleError(_("Penilai ditunjuk selama kader masih dinilai."))
    if not assessors_in_line(locked).filter(user=user).exists():
        raise RuleError(_("Penilai berperan di wilayah kader ini atau di atasnya. Beri perannya di Akun & peran."))
    try:
        with transaction.atomic():
            return PdltAssessor.objects.create(unit=locked.unit, assessment=locked, user=user, named_by=by)
    except IntegrityError as error:
        sentence = _REFUSALS.get(error.__cause__.diag.constraint_name)  # type: ignore[union-attr]
        if sentence is None:
            raise
        raise RuleError(str(sentence)) from None


# What the database says no to, in words.
_REFUSALS = {
    "pdlt_assessor_apart": gettext_lazy("Mentor kader ini, teman sebayanya, dan dirinya sendiri tidak menilai."),
    "pdlt_assessor_once": gettext_lazy("Orang ini sudah menjadi penilai di sini."),
}


@transaction.atomic
def marks_keep(
    *, by: User, assessor: PdltAssessor, marks: Mapping[int, Mark], submit: bool = False, at: datetime | None = None
) -> PdltAssessor:
    """Keep one's marks by item; with `submit` they are sent for good, and the database counts the total.

    Raises RuleError for a mark without evidence, a missing mark, or marks that were sent.
    """
    locked = PdltAssessor.objects.for_user(by).select_for_update(of=("self",)).get(pk=assessor.pk, user=by)
    if locked.submitted_at is not None:
        raise RuleError(_("Penilaian sudah dikirim dan tidak diubah lagi."))
    items = {item.pk: item for item in locked.assessment.instrument.items.select_related("part")}
    bare = [items[key].code for key, mark in marks.items() if key in items and not mark.evidence.strip()]
    if bare:
        raise RuleError(_("Tulis buktinya untuk: %(codes)s.") % {"codes": ", ".join(bare)})
    PdltMark.objects.bulk_create(
        [
            PdltMark(assessor=locked, item=items[key], value=mark.value, gate=mark.gate, evidence=mark.evidence.strip())
            for key, mark in marks.items()
            if key in items
        ],
        update_conflicts=True,
        unique_fields=["assessor", "item"],
        update_fields=["value", "gate", "evidence"],
    )
    if submit:
        done = set(PdltMark.objects.filter(assessor=locked).values_list("item", flat=True))
        missing = [item.code for key, item in items.items() if key not in done]
        if missing:
            raise RuleError(_("Belum dinilai: %(codes)s.") % {"codes": ", ".join(missing)})
        PdltAssessor.objects.filter(pk=locked.pk).update(submitted_at=at or timezone.now())
        locked.refresh_from_db()
    return locked


@transaction.atomic
def pdlt_share(*, by: User, assessment: PdltAssessment, at: datetime | None = None) -> PdltAssessment:
    """Share a scored case with the member, who then has his days to object (leader)."""
    now = at or timezone.now()
    locked = _lock(by, assessment)
    _require_leader(by, locked)
    if locked.state != PdltState.SCORED:
        raise RuleError(_("Hasil dibagikan setelah cukup penilai mengirim nilainya."))
    locked.state, locked.shared_at = PdltState.SHARED, now
    locked.objection_until = timezone.localdate(now, timezone=locked.unit.zone) + timedelta(
        days=locked.instrument.terms.objection_days
    )
    locked.save(update_fields=["state", "shared_at", "objection_until"])
    tell_member(locked, at=now)
    return locked


@transaction.atomic
def pdlt_object(*, by: User, assessment: PdltAssessment, objection: str, at: datetime | None = None) -> PdltAssessment:
    """The member's objection, within his days: somebody who has not assessed before assesses too."""
    now = at or timezone.now()
    locked = _lock(by, assessment)
    if not objection.strip():
        raise RuleError(_("Tulis apa yang menurut Anda keliru."))
    if locked.state != PdltState.SHARED or locked.objection_until is None:
        raise RuleError(_("Keberatan diajukan setelah hasil dibagikan dan sebelum diputuskan."))
    if timezone.localdate(now, timezone=locked.unit.zone) > locked.objection_until:
        raise RuleError(_("Waktu keberatan sudah lewat."))
    locked.state, locked.objected_at, locked.objection = PdltState.OBJECTED, now, objection.strip()
    locked.save(update_fields=["state", "objected_at", "objection"])
    return locked


@transaction.atomic
def pdlt_decide(
    *, by: User, assessment: PdltAssessment, verdict: str, reason: str, at: datetime | None = None
) -> PdltAssessment:
    """The decision of a named human, after the days to object (leader; neither he nor his lender assessed)."""
    now = at or timezone.now()
    locked = _lock(by, assessment)
    _require_leader(by, locked)
    if verdict not in Verdict.values or not reason.strip():
        raise RuleError(_("Pilih keputusan dan tulis alasannya."))
    if locked.state != PdltState.SHARED or locked.objection_until is None:
        raise RuleError(_("Keputusan diambil setelah hasil dibagikan kepada kader."))
    if timezone.localdate(now, timezone=locked.unit.zone) <= locked.objection_until:
        raise RuleError(
            _("Kader dapat mengajukan keberatan sampai %(day)s. Putuskan sesudahnya.")
            % {"day": locked.objection_until.strftime("%d/%m/%Y")}
        )
    if locked.assessors.filter(user__in=acting_people(by)).exists():
        raise RuleError(_("Penilai tidak memutuskan, juga tidak lewat kuasa. Serahkan kepada pimpinan lain."))
    locked.state, locked.verdict, locked.verdict_reason = PdltState.FINAL, Verdict(verdict), reason.strip()
    locked.decided_by, locked.decided_at = by, now
    locked.save(update_fields=["state", "verdict", "verdict_reason", "decided_by", "decided_at"])
    return locked


def _lock(by: User, assessment: PdltAssessment) -> PdltAssessment:
    rows = PdltAssessment.objects.for_user(by).select_for_update(of=("self",))
    return rows.select_related("unit", "member__user", "instrument__terms").get(pk=assessment.pk)
