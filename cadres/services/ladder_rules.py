"""Deeds on the ladder's own rules: a new version of what a level asks for, and who approves it."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cadres.ladder.evidence import kinds
from cadres.ladder.rights import can_edit_ladder
from cadres.models import Level, Requirement, RequirementSet
from core.errors import RuleError


@transaction.atomic
def rules_publish(
    *, by: User, level: Level, in_force_from: date, amounts: Mapping[tuple[str, str], int], note: str = ""
) -> RequirementSet:
    """A new version of a level's rules: so much of (kind, detail) each. Those who are under way keep theirs.

    Raises RuleError without the right, without a rule, for an unknown kind, or for a day in the past.
    """
    if not can_edit_ladder(by):
        raise RuleError(_("Syarat jenjang diatur pusat."))
    if not amounts:
        raise RuleError(_("Isi paling sedikit satu syarat."))
    if in_force_from < timezone.localdate():
        raise RuleError(_("Versi baru berlaku mulai hari ini atau sesudahnya."))
    Level.objects.select_for_update().get(pk=level.pk)
    last = level.requirement_sets.aggregate(last=Max("version"))["last"] or 0
    rules = RequirementSet.objects.create(
        level=level, version=last + 1, in_force_from=in_force_from, note=note.strip()[:200], created_by=by
    )
    for order, ((code, detail), amount) in enumerate(amounts.items(), start=1):
        if code not in kinds():
            raise RuleError(_("Syarat ini tidak dikenal."))
        Requirement.objects.create(
            requirement_set=rules, kind=code, amount=amount, detail={"kind": detail} if detail else {}, order=order
        )
    return rules


@transaction.atomic
def level_update(*, by: User, level: Level, name: str, approval_tier: int, silent_days: int) -> Level:
    """Rename a level, say which tier approves it, and after how many silent days a path stops."""
    if not can_edit_ladder(by):
        raise RuleError(_("Syarat jenjang diatur pusat."))
    level.name, level.approval_tier, level.silent_days = name.strip(), approval_tier, silent_days
    level.save(update_fields=["name", "approval_tier", "silent_days"])
    return level
