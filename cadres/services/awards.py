"""Deeds of promotion (DOMAIN §4.1): propose, award, return, revoke, and the appeal one tier up.

Two people, always: the proposer never decides. The gate is counted anew in the deed itself, and what was seen is kept
with the proposal and with the decision.
"""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import acting_people, frozen_sentence
from cadres.enums import AppealState, AwardState, MemberStatus, PathState
from cadres.ladder import rights
from cadres.ladder.gaps import Standing, next_levels, standing_of
from cadres.models import AwardAppeal, Level, LevelAward, LevelPath, Member, Recommendation
from cadres.rules import is_frozen
from cadres.services.award_news import tell_of_award
from cadres.services.certificates import certificate_issue
from cadres.services.paths import path_begin
from core.context import jobs_context
from core.errors import RuleError, refused_by
from regions.enums import Tier
from regions.models import Unit


@transaction.atomic
def recommend(*, by: User, member: Member, level: Level, note: str, at: datetime | None = None) -> Recommendation:
    """Vouch for somebody for a level, once, with a reason. Raises RuleError without the right, or twice."""
    if not rights.can_recommend(by, member) or member.user_id in acting_people(by):
        raise RuleError(_("Rekomendasi diberikan pimpinan unit kader ini."))
    _require_peace(by.scope.unit)  # type: ignore[union-attr]
    given = {"note": _given(note), "given_by": by, "given_at": at or timezone.now()}
    with refused_by("recommendation_once", _("Anda sudah merekomendasikan kader ini.")):
        return Recommendation.objects.create(unit=member.unit, member=member, level=level, **given)


@transaction.atomic
def award_propose(*, by: User, member: Member, level: Level | None = None, at: datetime | None = None) -> LevelAward:
    """Propose somebody for his next level, or a track, on the evidence of now.

    Raises RuleError without the right, for a level that is not next, while a rule is unmet (each is named), while the
    path is halted, or while a proposal waits.
    """
    if not rights.can_propose(by, member):
        raise RuleError(_("Kenaikan jenjang diusulkan koordinator wilayah kader ini, atau mentornya."))
    rows = Member.objects.for_user(by).select_related("unit").defer("nik")
    if rights.can_coordinate(by, member):
        rows = rows.select_for_update(of=("self",))
    member = rows.get(pk=member.pk)
    try:
        with transaction.atomic():
            path, standing = _proposable(by, member, level, at)
            award = LevelAward.objects.create(
                unit=member.unit,
                member=member,
                level=path.level,
                from_level=member.level,
                path=path,
                proposed_by=by,
                proposed_at=at or timezone.now(),
                proposed_evidence=standing.snapshot(),
            )
    except IntegrityError as error:
        if not any(name in str(error) for name in ("one_proposal_at_a_time", "one_open_per_level")):
            raise
        raise RuleError(_("Usulan untuk kader ini masih menunggu keputusan.")) from None  # somebody was faster
    tell_of_award(by=by, award=award, occasion=AwardState.PROPOSED)
    return award


def _proposable(by: User, member: Member, level: Level | None, at: datetime | None) -> tuple[LevelPath, Standing]:
    """The path on which somebody is proposed, begun if need be, and what he shows.

    A mentor sees no paths and no proposals of others: for him the registry is asked as the system.
    """
    with nullcontext() if rights.can_coordinate(by, member) else jobs_context():
        above = next_levels()
        level = level or above.get(member.level)
        if level is None or not rights.is_next_level(member, level, above):
            raise RuleError(_("Jenjang ini bukan jenjang berikutnya."))
        if LevelAward.objects.filter(member=member, state=AwardState.PROPOSED).exists():
            raise RuleError(_("Usulan untuk kader ini masih menunggu keputusan."))
        if LevelAward.objects.filter(member=member, level=level, state=AwardState.AWARDED).exists():
            raise RuleError(_("Kader ini sudah memilikinya."))
        paths = LevelPath.objects.filter(member=member, level=level).exclude(state=PathState.DONE)
        path = paths.select_related("level").first()
        if path is None:
            path = path_begin(by=by, member=member, level=level, on=_day(at, member.unit))
        if path.state != PathState.RUNNING:
            raise RuleError(_("Jalannya sedang terhenti. Lanjutkan dulu, lalu usulkan."))
        return path, _gate(member, level, at)


@transaction.atomic
def award_grant(*, by: User, award: LevelAward, at: datetime | None = None) -> LevelAward:
    """Award the level and issue its certificate; the evidence is counted anew and kept.

    Raises RuleError without the right, on one's own proposal, when a rule is no longer met, when the unit's leadership
    is disputed, or when it is decided already.
    """
    award = _locked(by, award, AwardState.PROPOSED, rights.can_decide)
    return _grant(by, award, at)


@transaction.atomic
def award_return(*, by: User, award: LevelAward, reason: str, at: datetime | None = None) -> LevelAward:
    """Send a proposal back, with a reason that the cadre can read. Raises RuleError as `award_grant` does."""
    award = _locked(by, award, AwardState.PROPOSED, rights.can_decide)
    standing = standing_of(award.member, level=award.level, on=_day(at, award.member.unit))
    award.state, award.decision_reason = AwardState.RETURNED, _given(reason)
    award.decided_by, award.decided_at = by, at or timezone.now()
    award.decided_evidence = standing.snapshot() if standing else None
    award.save(update_fields=["state", "decision_reason", "decided_by", "decided_at", "decided_evidence"])
    tell_of_award(by=by, award=award, occasion=AwardState.RETURNED)
    return award


@transaction.atomic
def award_revoke(*, by: User, award: LevelAward, reason: str) -> LevelAward:
    """Take an award back: the level falls to the one before, the certificate says so; the row stays.

    Raises RuleError without the right, without a reason, or when a later level stands on it.
    """
    award = _locked(by, award, AwardState.AWARDED, rights.can_revoke)
    if award.from_level and award.level.code != award.member.level and award.level.kind == "level":
        raise RuleError(_("Jenjang yang lebih tinggi berdiri di atasnya. Cabut yang itu dulu."))
    award.state, award.revoke_reason = AwardState.REVOKED, _given(reason)
    award.revoked_by, award.revoked_at = by, timezone.now()
    award.save(update_fields=["state", "revoke_reason", "revoked_by", "revoked_at"])
    tell_of_award(by=by, award=award, occasion=AwardState.REVOKED)
    return award


@transaction.atomic
def appeal_file(*, by: User, award: LevelAward, reason: str) -> AwardAppeal:
    """Object to a returned proposal: it goes one tier above the leader who returned it.

    Raises RuleError without the right, without a reason, twice, or when it was not returned.
    """
    award = LevelAward.objects.for_user(by).select_related("member__unit", "level").get(pk=award.pk)
    if not rights.can_appeal(by, award) or award.state != AwardState.RETURNED:
        raise RuleError(_("Keberatan hanya untuk usulan yang dikembalikan."))
    if award.level.approval_tier == Tier.NATIONAL:
        tier = Tier.NATIONAL
    else:
        tier = Tier(award.level.approval_tier - 1)
    given = {"reason": _given(reason, 500), "filed_by": by, "tier": tier}
    with refused_by("cadres_awardappeal_award_id_key", _("Keberatan sudah diajukan.")):
        appeal = AwardAppeal.objects.create(unit=award.unit, member=award.member, award=award, **given)
    tell_of_award(by=by, award=award, occasion=AppealState.FILED)
    return appeal


@transaction.atomic
def appeal_decide(*, by: User, appeal: AwardAppeal, upheld: bool, answer: str) -> AwardAppeal:
    """Uphold an appeal, which awards the level if the rules are met now, or dismiss it; with a written answer.

    Raises RuleError without the right (one tier up, no part in it so far), without an answer, or when decided.
    """
    rows = AwardAppeal.objects.for_user(by).select_for_update(of=("self",))
    appeal = rows.select_related("award__member__unit", "award__level", "award__unit").get(pk=appeal.pk)
    if not rights.can_decide_appeal(by, appeal):
        raise RuleError(_("Keberatan diputus pimpinan satu tingkat di atas, yang belum terlibat."))
    if appeal.state != AppealState.FILED:
        raise RuleError(_("Keberatan ini sudah diputus."))
    _require_peace(by.scope.unit)  # type: ignore[union-attr]
    appeal.state = AppealState.UPHELD if upheld else AppealState.DISMISSED
    appeal.answer, appeal.decided_by, appeal.decided_at = _given(answer, 500), by, timezone.now()
    appeal.save(update_fields=["state", "answer", "decided_by", "decided_at"])
    if upheld:
        _grant(by, appeal.award, None)
    else:
        tell_of_award(by=by, award=appeal.award, occasion=AppealState.DISMISSED)
    return appeal


def _grant(by: User, award: LevelAward, at: datetime | None) -> LevelAward:
    at = at or timezone.now()
    standing = _gate(award.member, award.level, at)
    award.state, award.decided_by, award.decided_at = AwardState.AWARDED, by, at
    award.awarded_on, award.decided_evidence = standing.on, standing.snapshot()
    award.save(update_fields=["state", "decided_by", "decided_at", "awarded_on", "decided_evidence"])
    award.member.refresh_from_db(fields=["level"])  # the database has moved it
    certificate_issue(
        by=by,
        member=award.member,
        title=award.level.name,
        short=award.level.code,
        on=standing.on,
        award=award,
    )
    tell_of_award(by=by, award=award, occasion=AwardState.AWARDED)
    return award


def _gate(member: Member, level: Level, at: datetime | None) -> Standing:
    if member.status != MemberStatus.ACTIVE:
        raise RuleError(_("Hanya anggota aktif yang dapat naik jenjang."))
    standing = standing_of(member, level=level, on=_day(at, member.unit))
    if standing is None:
        raise RuleError(_("Belum ada syarat yang berlaku untuk jenjang ini."))
    if not standing.is_ready:
        missing = "; ".join(f"{rule.label} ({rule.have}/{rule.need})" for rule in standing.unmet)
        raise RuleError(_("Belum lengkap: %(missing)s.") % {"missing": missing})
    return standing


def _locked(by: User, award: LevelAward, state: AwardState, may: Callable[[User, LevelAward], bool]) -> LevelAward:
    rows = LevelAward.objects.for_user(by).select_for_update(of=("self",))
    award = rows.select_related("member__unit", "level", "unit").get(pk=award.pk)
    if not may(by, award):
        raise RuleError(_("Keputusan ini ada pada pimpinan di tingkat persetujuannya, bukan pengusulnya."))
    if award.state != state:
        raise RuleError(_("Usulan ini sudah diputus."))
    _require_peace(by.scope.unit)  # type: ignore[union-attr]
    return award


def _require_peace(unit: Unit) -> None:
    """No decision by a leadership that is disputed (DOMAIN §2)."""
    if is_frozen(unit):
        raise RuleError(frozen_sentence())


def _day(at: datetime | None, unit: Unit) -> Any:
    return (at or timezone.now()).astimezone(unit.zone).date()


def _given(reason: str, longest: int = 300) -> str:
    reason = " ".join(reason.split())
    if len(reason) < 10:
        raise RuleError(_("Tulis alasannya, paling sedikit 10 huruf."))
    return reason[:longest]
