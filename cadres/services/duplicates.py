"""Deeds on rows that may be one person: looking for them, merging, undoing, saying that they are two."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, cast

from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User, today
from cadres.enums import EndReason, MemberStatus, PairState
from cadres.models import (
    Candidacy,
    DuplicatePair,
    Member,
    MemberMerge,
    MemberTransition,
    MobilityStep,
    OfficerTerm,
    Transfer,
)
from cadres.rules import can_merge, can_undo_merge, serves_no_state
from cadres.selectors.duplicates import FIELDS, suspicions
from cadres.signals import members_merged, merge_undone
from core.context import jobs_context
from core.errors import RuleError, refused_by

TERMS, LADDER, CANDIDACIES, STEPS = "cadres.officer", "cadres.ladder", "cadres.candidacy", "cadres.step"
STRUCK = "cadres.step_struck"
COLUMNS = {code: columns for code, _label, columns in FIELDS}
EMPTY: dict[str, Any] = {"nik_hash": None, "membership_card_no": None, "nik": "", "nik_last4": ""}


def find_duplicates() -> int:
    """Fill the review queue as the system, and drop what is no longer alike; the number of pairs to review.

    What was decided stays decided. May run twice: the result is the same.
    """
    with jobs_context():
        found = list(suspicions())
        rows = [DuplicatePair(**_columns(each)) for each in found]
        DuplicatePair.objects.bulk_create(
            rows,
            batch_size=1000,
            update_conflicts=True,
            unique_fields=["first", "second"],
            update_fields=["score", "reasons", "unit"],
        )
        still = {(each.first, each.second) for each in found}
        waiting = DuplicatePair.objects.filter(state=PairState.OPEN).values_list("pk", "first", "second")
        DuplicatePair.objects.filter(pk__in=[pk for pk, *both in waiting if tuple(both) not in still]).delete()
        return DuplicatePair.objects.filter(state=PairState.OPEN).count()


def _columns(each: Any) -> dict[str, Any]:
    names = {"first_id": each.first, "second_id": each.second, "unit_id": each.unit_id}
    return names | {"score": each.score, "reasons": each.reasons}


@transaction.atomic
def pair_tell_apart(*, by: User, pair: DuplicatePair) -> None:
    """«Bukan orang yang sama»: remembered, never asked again. Raises RuleError without the right or when decided."""
    locked = _lock_pair(by, pair)
    if not can_merge(by, locked.first, locked.second):
        raise RuleError(_("Kedua data ini tidak sepenuhnya di wilayah kerja Anda."))
    _decide(locked, PairState.DIFFERENT, by)


#: What the database says when a merge would give an active member a post under a ban on parties.
SERVES = "who holds this post is no active member"


@transaction.atomic
def members_merge(*, by: User, pair: DuplicatePair, kept: Member, from_lost: Mapping[str, bool]) -> MemberMerge:
    """Take one row of a pair into the other and keep both histories; the lost one ends as «data ganda».

    `from_lost` names the fields (codes of `FIELDS`) whose value comes from the lost row. Offices, the ladder and what
    apps above have with the lost row follow; what moved and what stood before is kept for thirty days. Raises
    RuleError without the right over both, for a decided pair, while a transfer is open, or when an app refuses.
    """
    locked = _lock_pair(by, pair)
    lost_id = locked.second_id if kept.pk == locked.first_id else locked.first_id
    rows = Member.objects.for_user(by).select_for_update(of=("self",)).select_related("unit", "user")
    both = {row.pk: row for row in rows.filter(pk__in=[kept.pk, lost_id]).order_by("pk")}
    if len(both) < 2 or not can_merge(by, *both.values()):
        raise RuleError(_("Kedua data ini tidak sepenuhnya di wilayah kerja Anda."))
    kept, lost = both[kept.pk], both[lost_id]
    if kept.merged_into_id or lost.merged_into_id or kept.status == MemberStatus.ENDED:
        raise RuleError(_("Data yang dipertahankan sudah berakhir atau sudah digabung."))
    if Transfer.objects.filter(member__in=both, state__in=["requested", "released"]).exists():
        raise RuleError(_("Salah satu data sedang dimutasi. Selesaikan dulu mutasinya."))
    chosen = [column for code, columns in COLUMNS.items() if from_lost.get(code) for column in columns]
    if kept.user is None and lost.user is not None:
        chosen.append("user_id")
    before = {"kept": _values(kept, chosen), "lost": _values(lost, [*chosen, "status"])}
    serves = _("Belum lengkap: %(what)s.") % {"what": serves_no_state()}
    with refused_by(SERVES, serves), jobs_context():
        moved = _repoint(lost, kept, by)
    status = lost.status
    for column in chosen:  # first out of the lost row: NIK, card and account are unique
        setattr(kept, column, getattr(lost, column))
        if column in EMPTY or column == "user_id":
            setattr(lost, column, EMPTY.get(column))
    lost.status, lost.merged_into = MemberStatus.ENDED, kept
    lost.save(
        update_fields=[
            *(c for c in chosen if c in EMPTY),
            *(["user"] if "user_id" in chosen else []),
            "status",
            "merged_into",
        ]
    )
    kept.save(update_fields=[c.removesuffix("_id") for c in chosen] or ["full_name"])
    if status != MemberStatus.ENDED:
        _keep_move(
            lost, status, MemberStatus.ENDED, by, EndReason.DUPLICATE, _("Digabung ke data #%(pk)d.") % {"pk": kept.pk}
        )
    merge = MemberMerge.objects.create(
        unit=locked.unit,
        kept=kept,
        lost=lost,
        pair=locked,
        before=json.dumps(before),
        chosen=json.dumps(_values(kept, chosen)),
        moved=moved,
        merged_by=by,
    )
    _decide(locked, PairState.MERGED, by)
    return merge


@transaction.atomic
def merge_undo(*, by: User, merge: MemberMerge) -> None:
    """Make two rows of one again, within thirty days: what moved goes back, what was changed since stays.

    Raises RuleError without the right, too late, or when a number is another's by now.
    """
    locked = MemberMerge.objects.for_user(by).select_for_update(of=("self",)).select_related("unit").get(pk=merge.pk)
    if not can_undo_merge(by, locked):
        raise RuleError(_("Penggabungan ini tidak dapat diurungkan lagi."))
    rows = Member.objects.for_user(by).select_for_update(of=("self",)).select_related("unit", "user")
    both = {row.pk: row for row in rows.filter(pk__in=[locked.kept_id, locked.lost_id]).order_by("pk")}
    if len(both) < 2:
        raise RuleError(_("Kedua data ini tidak sepenuhnya di wilayah kerja Anda."))
    kept, lost = both[locked.kept_id], both[locked.lost_id]
    before, chosen = json.loads(locked.before), json.loads(locked.chosen)
    same = [column for column, value in chosen.items() if _values(kept, [column])[column] == value]
    for column in same:
        setattr(kept, column, _read(column, before["kept"][column]))
    for column in [c for c in before["lost"] if c == "status" or c in same]:
        setattr(lost, column, _read(column, before["lost"][column]))
    lost.merged_into = None
    try:
        with transaction.atomic():
            kept.save(update_fields=[c.removesuffix("_id") for c in same] or ["full_name"])
            lost.save(update_fields=["status", "merged_into", *(c.removesuffix("_id") for c in same)])
    except IntegrityError:
        raise RuleError(_("NIK atau nomor KTA data ini sudah dipakai orang lain.")) from None
    with jobs_context():
        OfficerTerm.objects.filter(pk__in=locked.moved.get(TERMS, []), member=kept).update(member=lost)
        Candidacy.objects.filter(pk__in=locked.moved.get(CANDIDACIES, []), member=kept).update(member=lost)
        MobilityStep.objects.filter(pk__in=locked.moved.get(STEPS, []), member=kept).update(member=lost)
        struck = MobilityStep.objects.filter(pk__in=locked.moved.get(STRUCK, []), member=lost)
        struck.update(struck_at=None, struck_by=None, strike_reason="")
        _ladder_back(lost, kept, locked.moved.get(LADDER, {}))
        merge_undone.send(sender=Member, lost=lost, kept=kept, moved=locked.moved)
    if lost.status != MemberStatus.ENDED:
        _keep_move(lost, MemberStatus.ENDED, lost.status, by, "", _("Penggabungan data diurungkan."))
    locked.undone_by, locked.undone_at = by, timezone.now()
    locked.save(update_fields=["undone_by", "undone_at"])
    if locked.pair_id:
        DuplicatePair.objects.filter(pk=locked.pair_id).update(state=PairState.OPEN, decided_by=None, decided_at=None)


def _repoint(lost: Member, kept: Member, by: User) -> dict[str, Any]:
    held = OfficerTerm.objects.open().filter(member=kept).values_list("unit", "post")
    terms = [t for t in OfficerTerm.objects.filter(member=lost) if t.ends_on or (t.unit_id, t.post) not in held]
    moved: dict[str, Any] = {TERMS: sorted(term.pk for term in terms), LADDER: _ladder_over(lost, kept)}
    OfficerTerm.objects.filter(pk__in=moved[TERMS]).update(member=kept)
    # Who stands twice in one election keeps what the kept row stands for; the other stays with the lost one.
    stands = Candidacy.objects.standing().filter(member=kept).values("election")
    stood = Candidacy.objects.filter(member=lost).exclude(election__in=stands)
    moved[CANDIDACIES] = sorted(stood.values_list("pk", flat=True))
    Candidacy.objects.filter(pk__in=moved[CANDIDACIES]).update(member=kept)
    moved[STEPS] = _steps_over(lost, kept)
    # The same office twice is held once: the lost row's ends where it began to be double.
    for term in OfficerTerm.objects.open().filter(member=lost):
        term.ends_on = max(today(), term.starts_on + timedelta(days=1))
        term.save(update_fields=["ends_on"])
    moved[STRUCK] = _strike_doubles(lost, by)
    for _receiver, theirs in members_merged.send(sender=Member, lost=lost, kept=kept):
        moved |= cast("dict[str, list[int]]", theirs or {})
    return moved


def _steps_over(lost: Member, kept: Member) -> list[int]:
    """Steps written by hand follow, but for those that the kept row tells already: the same post at the same time."""
    moved = []
    for step in MobilityStep.objects.by_hand().filter(member=lost).order_by("pk"):
        told = MobilityStep.objects.by_hand().standing().filter(member=kept, channel=step.channel_id)
        told = told.filter(post__iexact=step.post).filter(Q(ends_on=None) | Q(ends_on__gt=step.starts_on))
        if step.ends_on:
            told = told.filter(starts_on__lt=step.ends_on)
        if step.struck_at or not told.exists():
            MobilityStep.objects.filter(pk=step.pk).update(member=kept)
            moved.append(step.pk)
    return moved


def _strike_doubles(lost: Member, by: User) -> list[int]:
    """What stays with the lost row the kept one tells already: struck, so that one person is counted once."""
    left = MobilityStep.objects.standing().filter(member=lost)
    struck = sorted(left.values_list("pk", flat=True))
    left.update(struck_at=timezone.now(), struck_by=by, strike_reason=_("Tercatat dua kali: data ganda digabung."))
    return struck


def _ladder_over(lost: Member, kept: Member) -> dict[str, Any]:
    """Paths with their awards, appeals and papers, trainings and recommendations follow; the higher level holds.

    Decisions stay as they were made: only a function of the database's owner may say whose they are.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT kad_merge_ladder(%s, %s)", [lost.pk, kept.pk])
        moved: dict[str, Any] = json.loads(cursor.fetchone()[0])
    kept.level = moved.get("is", kept.level)
    return moved


def _ladder_back(lost: Member, kept: Member, moved: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT kad_unmerge_ladder(%s, %s, %s)", [lost.pk, kept.pk, json.dumps(moved)])


def _keep_move(member: Member, before: str, after: str, by: User, reason: str, note: str) -> None:
    decree = {"decree_no": "-", "decree_on": today()} if after == MemberStatus.SUSPENDED else {}
    MemberTransition.objects.create(
        member=member, unit=member.unit, from_value=before, to_value=after, reason=reason, note=note, actor=by, **decree
    )


def _lock_pair(by: User, pair: DuplicatePair) -> DuplicatePair:
    found = DuplicatePair.objects.for_user(by).select_for_update(of=("self",))
    locked = found.select_related("first__unit", "second__unit", "unit").get(pk=pair.pk)
    if locked.state != PairState.OPEN:
        raise RuleError(_("Pasangan data ini sudah diputuskan."))
    return locked


def _decide(pair: DuplicatePair, state: PairState, by: User) -> None:
    pair.state, pair.decided_by, pair.decided_at = state, by, timezone.now()
    pair.save(update_fields=["state", "decided_by", "decided_at"])


def _values(member: Member, columns: list[str]) -> dict[str, Any]:
    """Columns as JSON keeps them."""
    values = {column: getattr(member, column) for column in columns}
    return {column: _written(value) for column, value in values.items()}


def _written(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else value


def _read(column: str, value: Any) -> Any:
    if value is None:
        return None
    if column in ("birth_date", "joined_on"):
        return date.fromisoformat(value)
    return bytes.fromhex(value) if column == "nik_hash" else value
