"""The write of an import of members: set-based, the rows compared anew with what is there by now."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cadres.enums import RowState
from cadres.models import FIRST_LEVEL, ImportBatch, ImportRow
from cadres.nik import parse_nik
from cadres.rules import first_status
from cadres.selectors.known import FIELDS, Facts, Judgement, KnownMembers
from cadres.selectors.members import holders_of_nik, nik_hash
from cadres.services.import_rows import stored_problem
from cadres.services.members import known_elsewhere
from cadres.services.nik import Subject, card_subject, record_all_elsewhere, refuse_more_than_left
from core.crypto import encrypt
from core.driver import array_literal, copy_in

COMPARED_AT_ONCE = 1000

STAGED = (*FIELDS, "nik", "nik_hash", "nik_last4", "nik_missing_reason")
STAGING = """
CREATE TEMP TABLE incoming_members (
    row_id bigint PRIMARY KEY, member_id bigint, is_new boolean, before text,
    full_name text, prefix text, suffix text, gender text, birth_date date, birthplace text, phone text, email text,
    address text, membership_card_no text, level text, joined_on date, bodies text[], unit_id bigint,
    wants_mentoring boolean,
    nik text, nik_hash bytea, nik_last4 text, nik_missing_reason text
) ON COMMIT DROP
"""
INSERT = f"""
INSERT INTO cadres_member (id, {", ".join(STAGED)}, status, has_whatsapp, is_mentee, created_at, created_by_id)
SELECT member_id, {", ".join(STAGED)}, CASE WHEN membership_card_no IS NULL THEN %(applied)s ELSE %(active)s END,
    false, false, now(), %(user)s
FROM incoming_members WHERE is_new ORDER BY row_id
ON CONFLICT DO NOTHING RETURNING id
"""
# What a sheet does not change is NULL in the staging table: a sheet never empties a field.
UPDATE = f"""
UPDATE cadres_member m SET {", ".join(f"{name} = coalesce(i.{name}, m.{name})" for name in STAGED)}
FROM incoming_members i WHERE NOT i.is_new AND m.id = i.member_id
"""
MARK_WRITTEN = """
UPDATE cadres_importrow r SET state = 'written', member_id = i.member_id, created_member = i.is_new,
    before = i.before, clean = '', original = ''
FROM incoming_members i WHERE r.id = i.row_id AND i.row_id <> ALL (%(refused)s)
"""


def write_members(batch: ImportBatch, user: User) -> dict[str, int]:
    """Write the ready rows of a sheet of members; the numbers of what became of them.

    A row whose NIK or card number is held out of sight is refused with a neutral sentence and recorded; one that
    moves somebody is left out unless the batch takes moves. The others are written. Raises TooManyElsewhere, for the
    whole write to be taken back, when more of them are refused than the user may be told within the hour.
    """
    refuse_more_than_left(by=user)
    waiting = ImportRow.objects.for_user(user).filter(batch=batch, state=RowState.READY)
    rows = list(waiting.defer("original", "before").order_by("number"))  # 20,000 texts that need no decrypting
    judged = list(_judged(rows, user))
    sound = [each for each in judged if each[2].state == RowState.READY]
    ready = [each for each in sound if batch.takes_moves or "unit_id" not in each[2].changes]
    ready_rows = {row.pk for row, _facts, _judgement in ready}
    left_out = [row.pk for row, _facts, _judgement in sound if row.pk not in ready_rows]
    count_new = sum(judgement.member_id is None for _row, _facts, judgement in ready)
    with connection.cursor() as cursor:
        cursor.execute(STAGING)
        staged = _staged(ready, _new_ids(cursor, count_new))
        copy_in(connection, "incoming_members", ("row_id", "member_id", "is_new", "before", *STAGED), staged)
        cursor.execute("ANALYZE incoming_members")
        not_inserted = _insert(cursor, user)
        not_updated = _update(cursor)
        refused = not_inserted | not_updated
        held = _held(judged, refused)
        refuse_more_than_left(by=user, subjects=held)
        record_all_elsewhere(by=user, subjects=held)
        cursor.execute(MARK_WRITTEN, {"refused": list(refused)})
        cursor.execute("SELECT max(pgh_id) FROM cadres_memberevent")
        (batch.last_event,) = cursor.fetchone()
        cursor.execute("DROP TABLE incoming_members")
    ImportRow.objects.filter(pk__in=left_out).update(state=RowState.SKIPPED, clean="", original="")
    unchanged, conflicts = _settle_others(judged, refused)
    return {
        "created": count_new - len(not_inserted),
        "updated": len(ready) - count_new - len(not_updated),
        "unchanged": unchanged,
        "refused": len(refused) + conflicts,
        "skipped": len(left_out),
    }


def _judged(rows: list[ImportRow], user: User) -> Iterator[tuple[ImportRow, Facts, Judgement]]:
    """Each row with what it is by now: somebody may have added or changed people since the dry run."""
    for start in range(0, len(rows), COMPARED_AT_ONCE):
        step = rows[start : start + COMPARED_AT_ONCE]
        facts = [Facts.from_json(json.loads(row.clean)) for row in step]
        known = KnownMembers(user, facts)
        yield from ((row, fact, known.judge(fact)) for row, fact in zip(step, facts, strict=True))


def _new_ids(cursor: Any, count: int) -> Iterator[int]:
    cursor.execute("SELECT nextval(pg_get_serial_sequence('cadres_member', 'id')) FROM generate_series(1, %s)", [count])
    return iter([pk for (pk,) in cursor.fetchall()])


def _staged(ready: Iterable[tuple[ImportRow, Facts, Judgement]], new_ids: Iterator[int]) -> Iterator[tuple[Any, ...]]:
    for row, facts, judgement in ready:
        if judgement.member_id is None:
            values = _new_member(facts)
            yield row.pk, next(new_ids), True, "", *_columns(values)
        else:
            values = judgement.changes | (_nik_columns(facts.nik) if "nik" in judgement.changes else {})
            before = encrypt(json.dumps(judgement.before, default=str))
            yield row.pk, judgement.member_id, False, before, *_columns(values)


def _columns(values: dict[str, Any]) -> Iterator[Any]:
    """The staged columns of a row; what is not given is NULL."""
    for name in STAGED:
        value = values.get(name)
        yield array_literal(value) if isinstance(value, list) else value


def _new_member(facts: Facts) -> dict[str, Any]:
    values = facts.values | _nik_columns(facts.nik)
    values["level"] = values["level"] or FIRST_LEVEL
    values["membership_card_no"] = values["membership_card_no"] or None
    values["wants_mentoring"] = bool(values["wants_mentoring"])  # who was not asked has not said yes
    return values


def _nik_columns(digits: str) -> dict[str, Any]:
    if not digits:
        return {"nik": "", "nik_hash": None, "nik_last4": "", "nik_missing_reason": _("Tidak ada di berkas impor")}
    return {
        "nik": encrypt(digits),
        "nik_hash": nik_hash(digits),
        "nik_last4": parse_nik(digits).last4,
        "nik_missing_reason": "",
    }


def _insert(cursor: Any, user: User) -> set[int]:
    """Insert the new members; the ids of the rows whose NIK or card number somebody out of sight holds."""
    cursor.execute(INSERT, {"applied": first_status(None), "active": first_status("card"), "user": user.pk})
    inserted = {pk for (pk,) in cursor.fetchall()}
    cursor.execute("SELECT row_id, member_id FROM incoming_members WHERE is_new")
    return {row for row, member in cursor.fetchall() if member not in inserted}


def _update(cursor: Any) -> set[int]:
    """Change the known members; the ids of the rows refused because somebody out of sight holds the card number."""
    try:
        with transaction.atomic():
            cursor.execute(UPDATE)
            return set()
    except IntegrityError:
        return _update_one_by_one(cursor)


def _update_one_by_one(cursor: Any) -> set[int]:
    cursor.execute("SELECT row_id FROM incoming_members WHERE NOT is_new ORDER BY row_id")
    refused = set()
    for (row_id,) in cursor.fetchall():
        try:
            with transaction.atomic():
                cursor.execute(f"{UPDATE} AND i.row_id = %s", [row_id])
        except IntegrityError:
            refused.add(row_id)
    return refused


def _held(judged: Iterable[tuple[ImportRow, Facts, Judgement]], refused: set[int]) -> set[Subject]:
    """Who holds the numbers of the refused rows: members by their NIK, else the card numbers."""
    rows = [(row, facts, judgement) for row, facts, judgement in judged if row.pk in refused]
    holders = holders_of_nik(facts.hash for _row, facts, _judgement in rows if facts.hash)
    return {_subject(holders.get(facts.hash or b""), row, facts, judgement) for row, facts, judgement in rows}


def _subject(holder: int | None, row: ImportRow, facts: Facts, judgement: Judgement) -> Subject:
    if holder is not None and holder != judgement.member_id:
        return "member", holder
    card = facts.values["membership_card_no"]
    return card_subject(card) if card else ("import_row", row.pk)


def _settle_others(judged: Iterable[tuple[ImportRow, Facts, Judgement]], refused: set[int]) -> tuple[int, int]:
    """Store what became of the rows that were not written; how many are unchanged, and how many in conflict."""
    unchanged, conflicts, told = [], [], []
    for row, _facts, judgement in judged:
        if row.pk in refused:
            row.state, row.problems = RowState.BAD, [stored_problem("nik", "member_elsewhere", known_elsewhere())]
            told.append(row)
        elif judgement.state == RowState.UNCHANGED:
            unchanged.append(row.pk)
        elif judgement.state != RowState.READY:
            row.state = judgement.state
            row.problems = [stored_problem("full_name", judgement.cause, judgement.sentence)]
            conflicts.append(row)
    ImportRow.objects.filter(pk__in=unchanged).update(state=RowState.UNCHANGED, clean="", original="")
    ImportRow.objects.bulk_update([*told, *conflicts], ["state", "problems"], batch_size=500)
    return len(unchanged), len(conflicts)
