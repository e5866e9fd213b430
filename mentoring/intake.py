"""How an item from a phone becomes a session: read, checked by the form of the page, kept by the services.

One item at a time, in a savepoint of its caller; what it answers says whether the server has it now (`kept`). Whoever
has lost his place in the pairing meanwhile still hands in what he wrote (TRUST REL-02…08, docs/sync.md).
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from accounts.enums import PERSON_ROLES, Role
from accounts.models import Assignment, User
from accounts.scoping import scope_context
from core.context import jobs_context
from core.crypto import keyed_hash
from core.errors import RuleError
from mentoring.enums import HELD_STATES, LOGGERS, UPCOMING_STATES, HoldCause, SyncState
from mentoring.forms.logs import OTHER, LogForm
from mentoring.models import PairingParticipant, Session, SyncItem
from mentoring.rules.sessions import hold_cause
from mentoring.selectors.phone import PhonePairing, kept_log, phone_pairing
from mentoring.selectors.sync import stored_entry
from mentoring.services.logs import LoggedAlready, LoggedDifferently, session_log
from mentoring.services.paraf import session_acknowledge_by_code
from mentoring.services.sync import Sent, find_receipts, item_conflict, item_hold, item_keep

MOST_FIELDS = 120
#: Sent by a form, of no meaning here.
IGNORED = ("csrfmiddlewaretoken", "client_uuid", "when")
NOTE = "private_note"
#: What may be sent: a log, or a learner's code of the day for one.
LOG, PARAF = KINDS = ("log", "paraf")


@dataclass(frozen=True)
class Item:
    """An item of a batch, its shape checked: a log of one pairing, by the names of the page's form."""

    client_id: UUID
    pairing: int
    session: int | None
    recorded_at: datetime | None
    fields: dict[str, list[str]]
    kind: str = LOG

    @property
    def digest(self) -> bytes:
        """Tells a repeated sending from another one; the phone's clock is left out."""
        said = [self.kind, self.pairing, self.session, self.fields]
        return keyed_hash(json.dumps(said, sort_keys=True), "sync item")

    @property
    def body(self) -> str:
        """What is kept of it while it waits: everything but the private note."""
        fields = {name: values for name, values in self.fields.items() if name != NOTE}
        return json.dumps({"session": self.session, "fields": fields})

    @property
    def private_note(self) -> str:
        """The note that only its author reads."""
        return "".join(self.fields.get(NOTE, [])[-1:])


@dataclass(frozen=True)
class Outcome:
    """What became of one item. `is_kept`: the server has it, and the phone may let it go."""

    status: int
    code: str
    is_kept: bool = True
    message: str = ""
    errors: dict[str, list[str]] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)


class Unreadable(ValueError):
    """An item without the shape of one; the message says what is wrong, `field` where."""

    def __init__(self, where: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = where


def read_item(raw: Any) -> Item:
    """An item of a batch as JSON gave it. Raises Unreadable."""
    if not isinstance(raw, dict):
        raise Unreadable("item", _("Kiriman ini tidak terbaca."))
    try:
        client_id = UUID(str(raw.get("client_id")))
    except ValueError:
        raise Unreadable("client_id", _("Kode kiriman tidak terbaca.")) from None
    kind = raw.get("kind", LOG)
    if kind not in KINDS:
        raise Unreadable("kind", _("Jenis kiriman ini tidak dikenal."))
    pairing, session = _key(raw.get("pairing")), _key(raw.get("session"))
    if pairing is None or (session is None and raw.get("session") is not None):
        raise Unreadable("pairing", _("Pasangan tidak terbaca."))
    return Item(client_id, pairing, session, _moment(raw.get("recorded_at")), _fields(raw.get("fields")), kind)


def _key(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**63 else None


def _moment(text: Any) -> datetime | None:
    """The phone's clock, whatever it says; without a zone it says nothing."""
    try:
        found = parse_datetime(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return found if found and found.tzinfo and 2 < found.year < 9998 else None


def _fields(raw: Any) -> dict[str, list[str]]:
    if not isinstance(raw, dict) or len(raw) > MOST_FIELDS:
        raise Unreadable("fields", _("Isi kiriman tidak terbaca."))
    found = {name: [_text(each) for each in _listed(value)] for name, value in raw.items() if name not in IGNORED}
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise Unreadable("fields", _("Isi kiriman tidak terbaca.")) from None
    return {name: values for name, values in found.items() if values}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str:
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise Unreadable("fields", _("Isi kiriman tidak terbaca."))
    return str(value)


# Who sends


def own_assignment(user: User, *wanted: Role) -> Assignment | None:
    """The assignment in which somebody acts for himself: the one he acts in, else the first of the `wanted` roles."""
    current = list(user.assignments.current().filter(role__in=PERSON_ROLES).select_related("unit__area"))
    acting = [user.scope.role] if user.scope and not wanted else []
    for role in (*acting, *(wanted or (Role.MENTOR, Role.MENTEE))):
        for each in current:
            if each.role == role:
                return each
    return None


@contextmanager
def as_oneself(user: User, assignment: Assignment) -> Iterator[User]:
    """Run the block as the user in his own role, whatever office he acts for in this request."""
    by = copy(cast(Any, user)._wrapped if hasattr(user, "_wrapped") else user)
    by.scope = assignment.scope
    with scope_context(by.scope):
        yield by


# One item


def take(user: User, item: Item) -> Outcome:
    """Keep one item: as a session, as the other version of one, or for the coordinator; the same again is the same."""
    receipts = find_receipts(user, item.client_id)
    same = next((each for each in receipts if bytes(each.digest) == item.digest), None)
    if same:
        return answer_of(user, receipts[-1] if same.state == SyncState.OLDER else same)
    place = _place(user, item.pairing)
    if place is None:
        return Outcome(404, "unknown_pairing", False, _("Pasangan ini tidak ditemukan di akun Anda."))
    sent = Sent(
        user, place.pairing, item.client_id, item.digest, item.body, item.private_note, recorded_at=item.recorded_at
    )
    assignment = own_assignment(user, Role.MENTOR, Role.MENTEE)
    own = None
    if not place.left_at and assignment is not None:
        with as_oneself(user, assignment) as by:
            own = phone_pairing(by, item.pairing)
            if own is not None:
                return _paraf(by, item, sent) if item.kind == PARAF else _log(by, own, item, sent)
    if item.kind == PARAF:
        return Outcome(422, "refused", False, _("Anda sudah tidak mendampingi pasangan ini."))
    return answer_of(user, item_hold(sent, HoldCause.RIGHTS))


def _paraf(by: User, item: Item, sent: Sent) -> Outcome:
    """A learner's code of the day, for a session or for the log that was sent under a key."""
    rows = Session.objects.for_user(by).filter(pairing=item.pairing)
    of = "".join(item.fields.get("of", [])[-1:])
    log = kept_log(by, of)
    session = rows.filter(pk=log.session_id if log else item.session).select_related("pairing").first()
    if session is None:
        return Outcome(422, "no_session", False, _("Catatan sesinya belum tersimpan. Kirim catatannya dulu."))
    try:
        session_acknowledge_by_code(by=by, session=session, code="".join(item.fields.get("code", [])[-1:]))
    except RuleError as error:
        return Outcome(422, "refused", False, str(error), {"code": [str(error)]})
    return answer_of(by, item_keep(sent, rows.get(pk=session.pk)))


def _place(user: User, pairing: int) -> PairingParticipant | None:
    """Where somebody writes or wrote logs: his place in the pairing, also one he has left."""
    with jobs_context():
        places = PairingParticipant.objects.filter(pairing=pairing, user_id=user.pk, role__in=LOGGERS)
        return places.select_related("pairing__unit").first()


def _log(by: User, own: PhonePairing, item: Item, sent: Sent) -> Outcome:
    planned = Session.objects.for_user(by).filter(pk=item.session, pairing=own.pairing).first()
    is_open = planned is not None and planned.state in UPCOMING_STATES
    form = LogForm(
        form_data(item.fields, item.client_id),
        by=by,
        pairing=own.pairing,
        people=own.people,
        session=planned if is_open else None,
        with_note=by.scope is not None and by.scope.role == Role.MENTOR,
    )
    if not form.is_valid():
        cause = hold_cause(own.pairing, form.start, form.now) if set(form.errors) == {"date"} and form.start else None
        return answer_of(by, item_hold(sent, cause)) if cause else _refused(form)
    entry = form.entry_at(item.recorded_at)
    try:
        if planned and planned.state in HELD_STATES and not _is_own(by, planned, item):
            raise LoggedDifferently(planned)
        session = session_log(by=by, pairing=own.pairing, entry=entry, session=form.session)
    except (LoggedDifferently, LoggedAlready) as error:
        if error.session.pairing_id != own.pairing.pk:
            return Outcome(422, "key_taken", False, _("Kode kiriman ini sudah dipakai untuk pasangan lain."))
        other = Sent(**vars(sent) | {"body": entry.pack()})
        return answer_of(by, item_conflict(other, error.session))
    except RuleError as error:
        return Outcome(422, "refused", False, str(error), {"__all__": [str(error)]})
    return answer_of(by, item_keep(sent, session))


def _is_own(by: User, session: Session, item: Item) -> bool:
    """Whether a session has become what it is by this very item, sent by a page before."""
    log = kept_log(by, str(item.client_id))
    return log is not None and log.session_id == session.pk


def form_data(fields: dict[str, list[str]], client_id: UUID) -> MultiValueDict[str, str]:
    """The fields of an item as the form of the page takes them; «today» would be the day of sending, so a date counts.

    Where «when» is given with its day of the phone, the phone has put in the date.
    """
    data = MultiValueDict({name: list(values) for name, values in fields.items()})
    data["client_uuid"] = str(client_id)
    data["when"] = OTHER
    return data


def _refused(form: LogForm) -> Outcome:
    errors = {name: [str(sentence) for sentence in sentences] for name, sentences in form.errors.items()}
    return Outcome(422, "invalid", False, _("Ada isian yang perlu diperbaiki."), errors)


def answer_of(user: User, item: SyncItem) -> Outcome:
    """What the server says of an item that it has, now."""
    session = item.session
    known = {"session": {"id": session.pk, "sequence": session.sequence, "state": session.state}} if session else {}
    if item.state == SyncState.CONFLICT:
        assert session is not None  # by constraint
        more = {"url": reverse("mentoring:phone_conflict", args=[item.pk]), "stored": _stored(user, session)}
        return Outcome(409, "conflict", message=str(LoggedDifferently(session)), more=known | more)
    if item.state == SyncState.HELD:
        return Outcome(202, "held", message=item.get_cause_display(), more={"cause": item.cause})
    if item.state == SyncState.ASIDE:
        return Outcome(200, "set_aside", message=item.reason)
    return Outcome(200, "settled" if item.state == SyncState.SETTLED else "stored", more=known)


def _stored(user: User, session: Session) -> dict[str, Any]:
    """The server's copy, for the phone to show beside its own."""
    assignment = own_assignment(user, Role.MENTOR, Role.MENTEE)
    if assignment is None:
        return {}
    with as_oneself(user, assignment) as by:
        if not Session.objects.for_user(by).filter(pk=session.pk).exists():
            return {}
        return cast(dict[str, Any], json.loads(stored_entry(by, session).pack()))
