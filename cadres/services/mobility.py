"""Deeds on the steps of a career: writing one down, correcting it, striking one that never was (DOMAIN §1, §3)."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User, today
from cadres.enums import EndReason, MemberStatus
from cadres.mobility.rights import keeps_steps
from cadres.models import Channel, Member, MobilityStep
from cadres.models.mobility import CANDIDATE, LEGISLATOR, MEMBER, OFFICER, PARTY_HEAD
from cadres.selectors.mobility import first_known_day
from cadres.services.membership import member_move_status
from core.errors import RuleError
from core.templatetags.format import date_id

FIELDS = ("channel", "tier", "post", "starts_on", "ends_on", "evidence")
#: What confirmed offices and candidacies write: by hand comes only what is over.
WRITE_THEMSELVES = frozenset({MEMBER, OFFICER, PARTY_HEAD, CANDIDATE, LEGISLATOR})


@transaction.atomic
def step_add(
    *,
    by: User,
    member: Member,
    channel: Channel,
    tier: int | None,
    post: str,
    starts_on: date,
    ends_on: date | None,
    evidence: str,
    ends_membership: bool = False,
) -> MobilityStep:
    """Write a post down that the product does not know from an office or a candidacy.

    A post that parties are closed to ends an active membership at once, as the public servant's rule asks; that has to
    be said (`ends_membership`). Raises RuleError outside the user's reach, for himself, for days that cannot be,
    without evidence, for the same post twice at a time, for an office or a candidacy that still runs, and for one of an
    election that the product holds.
    """
    step = MobilityStep(unit=member.unit, member=member, recorded_by=by)
    if not keeps_steps(by, member):
        raise RuleError(_keeper(member))
    return _write(
        by,
        step,
        ends_membership,
        channel=channel,
        tier=tier,
        post=post,
        starts_on=starts_on,
        ends_on=ends_on,
        evidence=evidence,
    )


@transaction.atomic
def step_correct(*, by: User, step: MobilityStep, ends_membership: bool = False, **values: Any) -> MobilityStep:
    """Change what a step says; what it said stays in its history. Raises RuleError as `step_add` does."""
    return _write(by, _lock(by, step), ends_membership, **values)


@transaction.atomic
def step_strike(*, by: User, step: MobilityStep, reason: str) -> MobilityStep:
    """Strike a step that never was: it stays to be read, and counts nowhere. Raises RuleError without a reason."""
    locked, reason = _lock(by, step), reason.strip()
    if not reason:
        raise RuleError(_("Tulis alasannya."))
    locked.struck_at, locked.struck_by, locked.strike_reason = timezone.now(), by, reason[:200]
    locked.save(update_fields=["struck_at", "struck_by", "strike_reason"])
    return locked


def _write(by: User, step: MobilityStep, ends_membership: bool, **values: Any) -> MobilityStep:
    for name in FIELDS:
        setattr(step, name, values[name].strip() if isinstance(values[name], str) else values[name])
    if not (step.post and step.evidence):
        raise RuleError(_("Isi jabatan dan buktinya, misalnya nomor SK."))
    if step.starts_on > today() or (step.ends_on and step.ends_on > today()):
        raise RuleError(_("Tanggalnya belum tiba. Yang masih dijabat dibiarkan tanpa tanggal selesai."))
    if step.ends_on and step.ends_on <= step.starts_on:
        raise RuleError(_("Tanggal selesai harus sesudah tanggal mulai."))
    if step.channel_id in WRITE_THEMSELVES and not step.ends_on:
        raise RuleError(_("Langkah ini mengikuti jabatan atau pencalonannya; perbaiki di sana."))
    known = first_known_day()
    if step.channel_id in (CANDIDATE, LEGISLATOR) and known and step.starts_on >= known:
        raise RuleError(
            _("Sejak %(day)s calon dan legislator dicatat lewat «Calonkan»; langkahnya menyusul sendiri.")
            % {"day": date_id(known)}
        )
    _end_membership(by, step, is_said=ends_membership)
    try:
        with transaction.atomic():
            step.save()
    except IntegrityError:
        raise RuleError(
            _("Jabatan yang sama sudah tercatat untuk waktu itu. Perbaiki langkah yang ada, atau ubah tanggalnya.")
        ) from None
    return step


def _end_membership(by: User, step: MobilityStep, *, is_said: bool) -> None:
    """ASN, diplomats and the like hold no active membership while they serve (DOMAIN §3)."""
    if not step.channel.ends_membership or step.ends_on:
        return
    member = Member.objects.select_related("unit", "user").defer("nik").get(pk=step.member_id)
    if member.status in (MemberStatus.ENDED, MemberStatus.APPLIED, MemberStatus.VERIFIED):
        return
    if not is_said:
        raise RuleError(
            _("%(post)s menutup keanggotaan aktif selama dijabat. Centang persetujuannya, atau isi tanggal selesai.")
            % {"post": step.channel.name}
        )
    member_move_status(
        by=by,
        member=member,
        to=MemberStatus.ENDED,
        reason=EndReason.PUBLIC_SERVICE,
        note=f"{step.post}, {step.evidence}",
    )


def _lock(by: User, step: MobilityStep) -> MobilityStep:
    rows = MobilityStep.objects.for_user(by).select_for_update(of=("self",)).select_related("member__unit", "channel")
    locked: MobilityStep = rows.defer("member__nik").get(pk=step.pk)
    if not keeps_steps(by, locked.member):
        raise RuleError(_keeper(locked.member))
    if not locked.is_by_hand:
        raise RuleError(_("Langkah ini mengikuti jabatan atau pencalonannya; perbaiki di sana."))
    if locked.struck_at:
        raise RuleError(_("Langkah ini sudah dicoret."))
    return locked


def _keeper(member: Member) -> str:
    return _("Langkah karier dicatat sekretariat %(unit)s atau di atasnya, dan tidak oleh kadernya sendiri.") % {
        "unit": member.unit.full_name
    }
