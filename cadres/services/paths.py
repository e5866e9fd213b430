"""Deeds on somebody's way to a level: starting, waiting, going on, and what the nightly job does about silence."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cadres.enums import PATH_MOVES, MemberStatus, PathState
from cadres.ladder.gaps import Standing, in_force, next_levels, standings
from cadres.ladder.rights import can_guide, is_next_level
from cadres.models import Level, LevelPath, Member, PathTransition
from core.context import jobs_context
from core.errors import RuleError
from core.sweeps import attempt

SWEPT_AT_ONCE = 1000


@transaction.atomic
def path_start(*, by: User, member: Member, level: Level | None = None, on: date | None = None) -> LevelPath:
    """Start towards the next level, or a track, by the rules in force today; they stay his whatever comes later.

    Raises RuleError without the right, for a level that is not next, without rules in force, for somebody who is not
    an active member, or who is under way already.
    """
    if not can_guide(by, member):
        raise RuleError(_("Kader ini di luar wilayah kerja Anda."))
    return path_begin(by=by, member=member, level=level, on=on)


def path_begin(*, by: User, member: Member, level: Level | None = None, on: date | None = None) -> LevelPath:
    """Start a path as part of a deed that has been checked. Raises RuleError as `path_start` does."""
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


@dataclass
class Sweep:
    """What one sweep over running paths found."""

    ready: int = 0
    interrupted: int = 0


def paths_sweep(*, on: date | None = None) -> Sweep:
    """Count every running path anew: note who meets every rule, and mark «terhenti» who has shown nothing new for
    the silent days of his level.

    Runs as the system, a thousand at a time. Twice, late or in parallel it does the same: who is interrupted does not
    run any more.
    """
    on, sweep, last_pk = on or timezone.localdate(), Sweep(), 0
    while True:
        with jobs_context():
            running = LevelPath.objects.filter(state=PathState.RUNNING, pk__gt=last_pk, member__restricted=False)
            rows = running.order_by("pk").select_related("level", "member", "unit").defer("member__nik")
            paths = list(rows.select_for_update(skip_locked=True, of=("self",))[:SWEPT_AT_ONCE])
            _sweep(paths, on, sweep)
        if len(paths) < SWEPT_AT_ONCE:
            return sweep
        last_pk = paths[-1].pk


def _sweep(paths: list[LevelPath], on: date, sweep: Sweep) -> None:
    by_level: dict[Level, list[LevelPath]] = {}
    for path in paths:
        by_level.setdefault(path.level, []).append(path)
    for level, group in by_level.items():
        found = standings([path.member for path in group], level=level, on=on)
        for path in group:
            standing = found[path.member_id]
            silent = (on - max(filter(None, (path.started_on, path.resumed_on, standing.last_evidence)))).days
            is_silent = not standing.is_ready and silent > level.silent_days
            sweep.ready += standing.is_ready
            if is_silent or standing.is_ready != bool(path.ready_since):
                settle = partial(_settle, path, standing, silent if is_silent else 0)
                sweep.interrupted += attempt(settle, model="cadres.levelpath", row=path.pk) and is_silent


def _settle(path: LevelPath, standing: Standing, silent: int) -> None:
    """Note since when somebody is ready, and interrupt who has been silent for so many days."""
    path.ready_since = (path.ready_since or standing.on) if standing.is_ready else None
    path.save(update_fields=["ready_since"])
    if silent:
        reason = _("Tanpa kegiatan baru selama %(n)d hari.") % {"n": silent}
        path.state, path.reason, path.since = PathState.INTERRUPTED, reason, standing.on
        path.save(update_fields=["state", "reason", "since"])
        _keep(path, PathState.RUNNING, actor=None, reason=reason)


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
