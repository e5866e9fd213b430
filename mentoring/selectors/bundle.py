"""What a phone carries for work without signal: one's own pairings, and only what has changed since a token.

The token is sealed: the marks (hashes) of the parts that the phone has, for one user in one role. Nothing is kept on
the server, so a row that one may not see any more is simply gone from the next answer.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from cryptography.fernet import InvalidToken
from django.db.models import Max

from accounts.models import User
from core.crypto import decrypt, encrypt
from mentoring.enums import LEARNERS, RUNNING_STATES, UNSETTLED_ACTIONS, UPCOMING_STATES, GoalState
from mentoring.models import ActionItem, Goal, ParafCard, Session, SessionLog
from mentoring.rules.paraf import codes_of
from mentoring.selectors.phone import PhonePairing, PhoneSession, is_group, phone_pairings

_PURPOSE = "bundle token"
_MARK = 16

Part = dict[str, Any]


@dataclass(frozen=True)
class Changes:
    """What a phone does not have yet, what it is to drop, and the token of what it has then.

    `whole`: the token told nothing, so these are all there are, and what the phone has beside them is gone too.
    """

    token: str
    parts: dict[str, Part]
    gone: list[str]
    whole: bool


def changes_since(user: User, parts: Mapping[str, Part], token: str) -> Changes:
    """Compare the parts of now with those of a token; one that is another's, old or changed counts as none."""
    known = _unseal(user, token)
    marks = {name: _mark(part) for name, part in parts.items()}
    fresh = {name: part for name, part in parts.items() if known.get(name) != marks[name]}
    return Changes(_seal(user, marks), fresh, sorted(set(known) - set(marks)), not known)


def _mark(part: Part) -> str:
    return hashlib.sha256(json.dumps(part, sort_keys=True, default=str).encode()).hexdigest()[:_MARK]


def _owner(user: User) -> str:
    return f"{user.pk}:{user.scope.role if user.scope else ''}"


def _seal(user: User, marks: Mapping[str, str]) -> str:
    return encrypt(json.dumps([_owner(user), marks], separators=(",", ":")), _PURPOSE)


def _unseal(user: User, token: str) -> dict[str, str]:
    try:
        owner, marks = json.loads(decrypt(token, _PURPOSE)) if token else ("", {})
    except (InvalidToken, ValueError):
        return {}
    return cast(dict[str, str], marks) if owner == _owner(user) else {}


def pairing_parts(user: User) -> dict[str, Part]:
    """One's own pairings as the phone shows them, by their key. Ten queries, whatever their number."""
    rows = phone_pairings(user)
    keys = [row.pairing.pk for row in rows]
    numbers = dict(Session.objects.filter(pairing__in=keys).values_list("pairing").annotate(last=Max("sequence")))
    topics, actions, goals, cards = _topics(user, keys), _actions(user, keys), _goals(user, keys), _cards(user, keys)
    parts = {}
    for row in rows:
        key = row.pairing.pk
        part = _part(row, numbers.get(key), topics[key], actions[key], goals[key])
        if row.gives_codes:
            codes = codes_of(row.me.pk, cards.get(row.me.pk, 0), row.today)
            part["codes"] = {day.isoformat(): code for day, code in codes}
        parts[str(key)] = part
    return parts


def _part(row: PhonePairing, last: int | None, topics: list[str], actions: list[Part], goals: list[Part]) -> Part:
    """What stands in it for mentor and learner alike."""
    pairing = row.pairing
    return {
        "id": pairing.pk,
        "title": row.title,
        "state": pairing.state,
        "phase": {"code": pairing.phase, "label": pairing.get_phase_display(), "step": row.phase_step},
        "zone": pairing.unit.time_zone,
        "me": row.me.pk,
        "people": [
            {"id": each.pk, "name": each.name, "role": each.role, "learns": each.role in LEARNERS}
            for each in row.people
        ],
        "may_log": row.may_log,
        "may_plan": row.may_meet,
        "asks_attendance": is_group(pairing),
        "cadence_days": pairing.cadence_days,
        "offered_at": pairing.offered_at,
        "last_held_on": pairing.last_held_on,
        "next_sequence": (last or 0) + 1,
        "usual_topics": topics,
        "actions": actions if pairing.state in RUNNING_STATES else [],
        "goals": goals,
        "sessions": [_session(each) for each in row.sessions if each.session.state in UPCOMING_STATES],
    }


def _session(each: PhoneSession) -> Part:
    session = each.session
    return {
        "id": session.pk,
        "start": session.planned_start,
        "mode": session.mode,
        "place": session.place,
        "state": session.state,
        "asks_to_confirm": each.asks_to_confirm,
    }


def _topics(user: User, keys: Iterable[int]) -> dict[int, list[str]]:
    """What was discussed last, by pairing."""
    found: dict[int, list[str]] = defaultdict(list)
    last = SessionLog.objects.for_user(user).filter(pairing__in=keys).order_by("pairing", "-session__held_on", "-pk")
    found.update(last.distinct("pairing").values_list("pairing", "competencies"))
    return found


def _actions(user: User, keys: Iterable[int]) -> dict[int, list[Part]]:
    """What comes back in the next log, oldest first, by pairing."""
    found: dict[int, list[Part]] = defaultdict(list)
    rows = ActionItem.objects.for_user(user).filter(pairing__in=keys, state__in=UNSETTLED_ACTIONS)
    for each in rows.order_by("due_on", "pk"):
        part = {"id": each.pk, "what": each.what, "owner": each.owner_id, "due_on": each.due_on, "state": each.state}
        found[each.pairing_id].append(part)
    return found


def _cards(user: User, keys: Iterable[int]) -> dict[int, int]:
    """Which series of codes counts, by participant."""
    return dict(ParafCard.objects.for_user(user).filter(pairing__in=keys).values_list("participant", "serial"))


def _goals(user: User, keys: Iterable[int]) -> dict[int, list[Part]]:
    """The goals that were agreed and are not settled, by pairing."""
    found: dict[int, list[Part]] = defaultdict(list)
    for each in Goal.objects.for_user(user).filter(pairing__in=keys, state=GoalState.AGREED).order_by("due_on", "pk"):
        part = {"id": each.pk, "learner": each.learner_id, "statement": each.statement, "due_on": each.due_on}
        found[each.pairing_id].append(part)
    return found
