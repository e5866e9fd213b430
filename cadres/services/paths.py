"""Deeds on somebody's way to a level: starting, waiting, going on, and what the nightly job does about silence."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cadres.enums import PATH_MOVES, MemberStatus, PathState
from cadres.ladder.gaps import in_force, next_levels, standings
from cadres.ladder.rights import can_guide, is_next_level
from cadres.models import Level, LevelPath, Member, PathTransition
from core.context import jobs_context
from core.errors import RuleError


@transaction.atomic
def path_start(*, by: User, member: Member, level: Level | None = None, on: date | None = None) -> LevelPath:
    """Start towards the next level, or a track, by the rules in force today; they stay his whatever comes later.

    Raises RuleError without the right, for a level that is not next, without rules in force, for somebody who is not
    an active member, or who is under way already.
    """
    if not can_guide(by, member):
        raise RuleError(_("Kader ini di luar wilayah kerja Anda."))
    if member.status != MemberStatus.ACTIVE:
        raise RuleError(_("Hanya anggota aktif yang dapat memulai jenjang."))
    above, on = next_levels(), on or timezone.localdate()
    level = level or above.get(member.level)
    if level is None or not is_next_level(member, level, above):
        raise RuleError(_("Jenjang ini bukan jenjang berikutnya."))
    rules = in_force([level], on).get(level.pk)
    if rules is None:
        raise RuleError(_("Belum ada syarat yang berlaku untuk jenjang ini."))
    if LevelPath.objects.filter(member=member, level=level).exclude(state=PathState.DONE).exists():
        raise RuleError(_("Kader ini sudah menempuh jenjang itu."))
    path = LevelPath.objects.create(
        unit=member.unit, member=member, level=level, requirement_set=rules, started_on=on, since=on
    )
    _keep(path, "", actor=by)
    return path


def path_wait(*, by: User, path: LevelPath, reason: str) -> LevelPath:
    """Put somebody on the waiting list, with a reason. Raises RuleError without one, or from a wrong state."""
    return _move(by, path, PathState.WAITING, _given(reason))


def path_resume(*, by: User, path: LevelPath) -> LevelPath:
    """Let somebody go on; silence counts from today. Raises RuleError when he is not waiting or interrupted."""
    return _move(by, path, PathState.RUNNING, "")


@transaction.atomic
def interrupt_silent(*, on: date | None = None) -> int:
    """Mark running paths «terhenti» that have shown no evidence for their level's silent days; how many.

    Runs as the system. Twice, late or in parallel it does the same: who is interrupted does not run any more.
    """
    on = on or timezone.localdate()
    count = 0
    with jobs_context():
        running = LevelPath.objects.filter(state=PathState.RUNNING, started_on__lt=on - timedelta(days=13))
        paths = running.select_related("level", "member", "unit").select_for_update(skip_locked=True, of=("self",))
        by_level: dict[Level, list[LevelPath]] = {}
        for path in paths.order_by("pk"):
            by_level.setdefault(path.level, []).append(path)
        for level, group in by_level.items():
            found = standings([path.member for path in group], level=level, on=on)
            for path in group:
                begun = max(filter(None, (path.started_on, path.resumed_on)))
                standing = found.get(path.member_id)
                last = max(filter(None, (begun, standing.last_evidence if standing else None)))
                if (on - last).days <= level.silent_days:
                    continue
                reason = _("Tanpa kegiatan baru selama %(n)d hari.") % {"n": (on - last).days}
                path.state, path.reason, path.since = PathState.INTERRUPTED, reason, on
                path.save(update_fields=["state", "reason", "since"])
                _keep(path, PathState.RUNNING, actor=None, reason=reason)
                count += 1
    return count


@transaction.atomic
def _move(by: User, path: LevelPath, to: PathState, reason: str) -> LevelPath:
    locked = LevelPath.objects.for_user(by).select_for_update(of=("self",)).select_related("member__unit", "unit")
    path = locked.get(pk=path.pk)
    if not can_guide(by, path.member):
        raise RuleError(_("Kader ini di luar wilayah kerja Anda."))
    before, today = PathState(path.state), timezone.localdate()
    if to not in PATH_MOVES[before]:
        raise RuleError(_("Status ini tidak dapat diubah begitu."))
    path.state, path.reason, path.since = to, reason, today
    if to == PathState.RUNNING:
        path.resumed_on = today
    path.save(update_fields=["state", "reason", "since", "resumed_on"])
    _keep(path, before, actor=by, reason=reason)
    return path


def _keep(path: LevelPath, before: str, *, actor: User | None, reason: str = "") -> None:
    PathTransition.objects.create(
        path=path,
        member_id=path.member_id,
        unit=path.unit,
        from_value=before,
        to_value=path.state,
        actor=actor,
        reason=reason,
    )


def _given(reason: str) -> str:
    reason = " ".join(reason.split())
    if len(reason) < 5:
        raise RuleError(_("Tulis alasannya, paling sedikit 5 huruf."))
    return reason[:200]
