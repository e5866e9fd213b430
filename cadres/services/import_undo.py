"""Undoing an import of members within 24 hours: what nobody has touched since goes back to what it was."""

import json
from collections.abc import Iterator
from typing import Any

from django.db import IntegrityError, connection, transaction
from pghistory.models import Event

from accounts.models import User
from cadres.enums import RowState
from cadres.models import ImportBatch, ImportRow, Member
from cadres.selectors.known import FIELDS
from core.driver import array_literal, copy_in

# Every change of a member leaves a history event; one after the import's last means somebody touched it.
UNTOUCHED = """
SELECT r.id, r.member_id FROM cadres_importrow r
WHERE r.batch_id = %(batch)s AND r.state = 'written' AND r.created_member = %(created)s AND r.member_id IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM cadres_memberevent e WHERE e.pgh_obj_id = r.member_id AND e.pgh_id > %(last_event)s)
"""
STAGING = """
CREATE TEMP TABLE former_members (
    id bigint PRIMARY KEY, full_name text, prefix text, suffix text, gender text, birth_date date, birthplace text,
    phone text, email text, address text, membership_card_no text, level text, joined_on date, bodies text[],
    unit_id bigint, wants_mentoring boolean, drops_nik boolean, nik_missing_reason text
) ON COMMIT DROP
"""
RESTORE = f"""
UPDATE cadres_member m SET {", ".join(f"{name} = f.{name}" for name in FIELDS)},
    nik = CASE WHEN f.drops_nik THEN '' ELSE m.nik END,
    nik_hash = CASE WHEN f.drops_nik THEN NULL ELSE m.nik_hash END,
    nik_last4 = CASE WHEN f.drops_nik THEN '' ELSE m.nik_last4 END,
    nik_missing_reason = CASE WHEN f.drops_nik THEN f.nik_missing_reason ELSE m.nik_missing_reason END
FROM former_members f WHERE m.id = f.id
"""


def undo_members(batch: ImportBatch, user: User) -> dict[str, int]:
    """Delete the members an import has added and give the changed ones their former values back.

    Members that were touched since, or that something else points at (an office, a pairing), stay as they are and
    are counted as kept.
    """
    deleted, restored = _delete_created(batch), _restore_updated(batch)
    kept = ImportRow.objects.for_user(user).filter(batch=batch, state=RowState.WRITTEN).count()
    return {"deleted": deleted, "restored": restored, "kept": kept}


def _delete_created(batch: ImportBatch) -> int:
    untouched = dict(_untouched(batch, created=True))
    pointed_at = _pointed_at(set(untouched.values()))
    free = {row: member for row, member in untouched.items() if member not in pointed_at}
    rows, members = list(free), list(free.values())
    ImportRow.objects.filter(pk__in=rows).update(state=RowState.UNDONE)
    ImportRow.objects.filter(member__in=members).update(member=None)  # also where a later sheet only named them
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a reference out of sight shows here, not at the commit
        try:
            with transaction.atomic():
                cursor.execute("DELETE FROM cadres_member WHERE id = ANY (%s)", [members])
                return cursor.rowcount
        except IntegrityError:
            return sum(_delete_one(cursor, row, member) for row, member in free.items())


def _delete_one(cursor: Any, row: int, member: int) -> bool:
    try:
        with transaction.atomic():
            cursor.execute("DELETE FROM cadres_member WHERE id = %s", [member])
            return True
    except IntegrityError:
        ImportRow.objects.filter(pk=row).update(state=RowState.WRITTEN, member=member)
        return False


def _pointed_at(members: set[int]) -> set[int]:
    """Those that a row of any app points at; their own history does not count."""
    pointed: set[int] = set()
    for relation in Member._meta.related_objects:
        if not issubclass(relation.related_model, Event):
            column = relation.field.attname
            rows = relation.related_model._base_manager.filter(**{f"{column}__in": members})
            pointed.update(rows.values_list(column, flat=True))
    return pointed


def _restore_updated(batch: ImportBatch) -> int:
    untouched = dict(_untouched(batch, created=False))
    if not untouched:
        return 0
    before = {
        row.member_id: json.loads(row.before)
        for row in ImportRow.objects.filter(pk__in=list(untouched)).only("member_id", "before")
    }
    ImportRow.objects.filter(pk__in=list(untouched)).update(state=RowState.UNDONE)
    with connection.cursor() as cursor:
        cursor.execute(STAGING)
        columns = ("id", *FIELDS, "drops_nik", "nik_missing_reason")
        copy_in(connection, "former_members", columns, list(_former(before)))  # no query while it copies
        cursor.execute(RESTORE)
        restored: int = cursor.rowcount
        cursor.execute("DROP TABLE former_members")
    return restored


def _former(before: dict[int | None, dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
    """The whole former rows: today's values with those before the import laid over them."""
    for now in Member.objects.filter(pk__in=before).values("pk", *FIELDS):  # type: ignore[misc]
        changed = before[now["pk"]]
        values = now | changed
        values["bodies"] = array_literal(values["bodies"])
        yield now["pk"], *(values[name] for name in FIELDS), "nik" in changed, changed.get("nik_missing_reason", "")


def _untouched(batch: ImportBatch, *, created: bool) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(UNTOUCHED, {"batch": batch.pk, "created": created, "last_event": batch.last_event or 0})
        return list(cursor.fetchall())
