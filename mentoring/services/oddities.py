"""Deeds on odd logs: look for them, explain, settle. `rules/oddities.py` says what is odd."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from functools import partial

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import FIRST_ZONE, User
from accounts.rules import acting_people
from core.context import jobs_context
from core.crypto import keyed_hash
from core.errors import RuleError
from core.sweeps import attempt
from mentoring.enums import Oddity, OddState
from mentoring.models import OddLogs, Pairing
from mentoring.rules.oddities import LOOK_BACK, Finding, find_odd
from mentoring.selectors.oddities import limits, siblings, told_since
from mentoring.services.pairings import require_reason
from mentoring.services.reminders import tell_of_explained, tell_of_odd

Key = tuple[str, str, int]


@transaction.atomic
def odd_logs_find(*, at: datetime | None = None) -> int:
    """Look for what stands out, and ask its writer; how many rows are new. As the system; twice is once.

    A row that nobody has answered grows with what comes in later, and goes when it no longer stands out: what an
    offline phone brings may show that a month was written evening by evening. What was explained stays as it was.
    """
    now = at or timezone.now()
    today = now.astimezone(FIRST_ZONE).date()
    bounds, new = limits(), list[int]()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('odd logs'))")  # a second run waits, and finds it done
    waiting: dict[int, list[OddLogs]] = defaultdict(list)
    for row in OddLogs.objects.filter(state=OddState.OPEN):
        waiting[row.person_id].append(row)
    for person, told in told_since(today - LOOK_BACK):
        found = {key: part for finding in find_odd(told, bounds, today) for key, part in _by_pairing(finding)}
        seen = {each.session for each in told}
        gone = [
            row.pk
            for row in waiting[person]
            if (row.rule, row.occasion, row.pairing_id) not in found and seen.issuperset(row.session_ids)
        ]
        attempt(partial(_renew, person, found, gone, now, new), person=person)
    return sum(new)


def _renew(
    person: int, found: dict[Key, tuple[Finding, list[int]]], gone: list[int], now: datetime, new: list[int]
) -> None:
    if gone:
        OddLogs.objects.filter(pk__in=gone, state=OddState.OPEN).delete()
    if found:
        new.append(_keep(person, found, now))


def _by_pairing(finding: Finding) -> Iterator[tuple[Key, tuple[Finding, list[int]]]]:
    """A finding as one row for each pairing, so that each coordinator sees his own."""
    occasion = finding.occasion
    if finding.rule == Oddity.COPIED:  # nothing of the text stays, not even what could be compared with it
        occasion = keyed_hash(occasion, "odd logs").hex()[:16]
    for pairing in sorted({each.pairing for each in finding.tellings}):
        sessions = sorted(each.session for each in finding.tellings if each.pairing == pairing)
        yield (finding.rule.value, occasion, pairing), (finding, sessions)


def _keep(person: int, found: dict[Key, tuple[Finding, list[int]]], now: datetime) -> int:
    """Write down what is new, let what is known grow, and tell whom it is about, once a run."""
    known = {(row.rule, row.occasion, row.pairing_id): row for row in OddLogs.objects.filter(person=person)}
    units = dict(Pairing.objects.filter(pk__in={key[2] for key in found}).values_list("pk", "unit"))
    new = []
    for key, (finding, sessions) in found.items():
        rule, occasion, pairing = key
        total, row = len(finding.tellings), known.get(key)
        if row is None:
            new.append(
                OddLogs(
                    unit_id=units[pairing],
                    pairing_id=pairing,
                    person_id=person,
                    rule=rule,
                    occasion=occasion,
                    on=finding.on,
                    session_ids=sessions,
                    total=total,
                    found_at=now,
                )
            )
        elif row.state == OddState.OPEN and not set(sessions) <= set(row.session_ids):
            row.session_ids = sorted({*row.session_ids, *sessions})
            row.total = max(row.total, total)
            row.save(update_fields=["session_ids", "total"])
    OddLogs.objects.bulk_create(new)
    if new:
        tell_of_odd(row=new[0], at=now)
    return len(new)


@transaction.atomic
def odd_explain(*, by: User, row: OddLogs, words: str, at: datetime | None = None) -> None:
    """Say in one's own words how it came, once; it answers for every pairing of the occasion.

    Raises RuleError when it was answered or settled meanwhile, or is about somebody else.
    """
    now = at or timezone.now()
    require_reason(words)
    if row.person_id != by.pk:
        raise RuleError(_("Penjelasan ditulis oleh orang yang mencatat."))
    waiting = list(siblings(by, row).filter(state=OddState.OPEN).select_for_update(of=("self",)))
    if not waiting:
        raise RuleError(_("Catatan ini sudah dijelaskan atau sudah selesai."))
    for each in waiting:
        each.state, each.explanation, each.explained_at = OddState.EXPLAINED, words.strip()[:600], now
        each.save(update_fields=["state", "explanation", "explained_at"])
    with jobs_context():  # he may have left a pairing since
        for each in OddLogs.objects.filter(pk__in=[row.pk for row in waiting]).select_related(
            "pairing__programme__coordinator"
        ):
            tell_of_explained(row=each, at=now)


@transaction.atomic
def odd_settle(*, by: User, row: OddLogs, words: str, at: datetime | None = None) -> None:
    """Close it (coordinator), in words that its writer reads; for every pairing of the occasion that one sees.

    Raises RuleError for who would settle his own, also in another's name, and when it is settled already.
    """
    now = at or timezone.now()
    require_reason(words)
    if by.scope is None or by.scope.role != Role.COORDINATOR:
        raise RuleError(_("Hanya koordinator yang menyelesaikannya."))
    if row.person_id in acting_people(by):
        raise RuleError(_("Catatan sendiri diselesaikan oleh koordinator lain."))
    waiting = list(siblings(by, row).exclude(state=OddState.SETTLED).select_for_update(of=("self",)))
    if not waiting:
        raise RuleError(_("Ini sudah selesai."))
    for each in waiting:
        each.state, each.settlement = OddState.SETTLED, words.strip()[:300]
        each.settled_by, each.settled_at = by, now
        each.save(update_fields=["state", "settlement", "settled_by", "settled_at"])
