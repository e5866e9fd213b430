"""What the registry knows already about the people of a sheet, and what that makes of a row."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from cadres.enums import MemberStatus, RowState
from cadres.errors import InputError
from cadres.models import Member, body_names, level_names
from cadres.names import fold_name
from cadres.selectors.members import nik_hash
from cadres.spreadsheets.rows import CleanRow

#: The columns of a member that a sheet fills. Blank in the sheet leaves what there is.
FIELDS = (
    "full_name",
    "prefix",
    "suffix",
    "gender",
    "birth_date",
    "birthplace",
    "phone",
    "email",
    "address",
    "membership_card_no",
    "level",
    "joined_on",
    "bodies",
    "unit_id",
    "wants_mentoring",
)
#: A new row may bring these; of somebody who is known, only an award changes the level (DOMAIN §4.1), and whether he
#: wants to be mentored is his own word.
NEVER_CHANGED = ("level", "wants_mentoring")


@dataclass(slots=True)
class Facts:
    """A sound row: the values that a member would get, and the NIK's digits ("" without one)."""

    values: dict[str, Any]
    nik: str = ""
    hash: bytes | None = None

    @property
    def name_key(self) -> str:
        """The name as the database compares it."""
        return fold_name(self.values["full_name"])

    def as_json(self) -> dict[str, Any]:
        """Plain values for storing."""
        plain = {k: v.isoformat() if isinstance(v, date) else v for k, v in self.values.items()}
        return {**plain, "nik": self.nik}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Facts":
        """The facts that `as_json` gave."""
        values: dict[str, Any] = {name: stored.get(name) for name in FIELDS}
        values["bodies"] = values["bodies"] or []
        for name in ("birth_date", "joined_on"):
            values[name] = date.fromisoformat(stored[name]) if stored[name] else None
        nik = stored["nik"]
        return cls(values, nik, nik_hash(nik) if nik else None)


def facts_of(row: CleanRow, unit_id: int) -> Facts:
    """The facts of a clean row at a unit. Raises InputError level_unknown, body_unknown."""
    values = {name: getattr(row, name) for name in FIELDS if name not in ("level", "bodies", "unit_id")}
    values |= {"level": parse_level(row.level), "bodies": parse_bodies(row.bodies), "unit_id": unit_id}
    nik = row.nik.digits if row.nik else ""
    return Facts(values, nik, nik_hash(nik) if nik else None)


def parse_level(text: str) -> str:
    """The level a text names: «Kader Madya», «madya»; blank stays blank. Raises InputError level_unknown."""
    if not text:
        return ""
    key, names = fold_name(text).removeprefix("kader "), level_names()
    known = {fold_name(word).removeprefix("kader "): code for code, name in names.items() for word in (code, name)}
    if key not in known:
        offer = ", ".join(names.values())
        sentence = _("Jenjang tidak dikenal; yang ada: %(names)s.") % {"names": offer}
        raise InputError("level_unknown", sentence, field="level")
    return known[key]


def parse_bodies(text: str) -> list[str]:
    """The codes of the bodies that a text names, separated by commas or semicolons: «AMPG; Kosgoro 1957».

    Raises InputError body_unknown, with the nearest known name.
    """
    names = body_names(active_only=True)
    known = {fold_name(word): code for code, name in names.items() for word in (code, name)}
    found = set()
    for word in filter(None, (part.strip() for part in re.split("[,;]", text))):
        key = fold_name(word)
        if key not in known:
            raise InputError("body_unknown", _unknown_body(key, known, names), field="bodies")
        found.add(known[key])
    return sorted(found)


def _unknown_body(key: str, known: Mapping[str, str], names: Mapping[str, str]) -> str:
    near = get_close_matches(key, known, n=1, cutoff=0.5)
    if near:
        name = names[known[near[0]]]
        return _("Sayap atau ormas ini tidak dikenal; mungkin maksudnya %(name)s.") % {"name": name}
    offer = ", ".join(names.values()) or "–"
    return _("Sayap atau ormas ini tidak dikenal; yang ada: %(names)s.") % {"names": offer}


@dataclass(slots=True)
class Judgement:
    """What a sound row is to the registry: new (no member), a change, nothing new, or in conflict with it.

    `confirms`: writing it confirms an office that waits.
    """

    state: RowState
    member_id: int | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    cause: str = ""
    sentence: str = ""
    term_id: int | None = None
    is_term: bool = False
    registration_id: int | None = None
    is_result: bool = False
    confirms: bool = False

    @property
    def before_id(self) -> int | None:
        """The row that a write would change: the member, on other sheets his office or his seat; None when new."""
        if self.is_result:
            return self.registration_id
        return self.term_id if self.is_term else self.member_id


class KnownMembers:
    """The members in sight that some rows may mean, found by NIK, card number, or name with birth date."""

    def __init__(self, user: User, rows: Iterable[Facts]) -> None:
        rows = list(rows)
        columns = ("pk", "status", "name_key", "nik_hash", "nik_missing_reason", *FIELDS)
        members = Member.objects.for_user(user).values(*columns)
        hashes = [row.hash for row in rows if row.hash]
        cards = [row.values["membership_card_no"] for row in rows if row.values["membership_card_no"]]
        dated = [row for row in rows if row.values["birth_date"]]
        by_name = members.filter(
            name_key__in={row.name_key for row in dated}, birth_date__in={row.values["birth_date"] for row in dated}
        )
        self._by_hash = {bytes(m["nik_hash"]): m for m in members.filter(nik_hash__in=hashes)}
        self._by_card = {m["membership_card_no"]: m for m in members.filter(membership_card_no__in=cards)}
        self._by_name: dict[tuple[str, date], list[dict[str, Any]]] = defaultdict(list)
        for member in by_name:
            self._by_name[member["name_key"], member["birth_date"]].append(member)

    def judge(self, row: Facts) -> Judgement:
        """What the row is to these members."""
        by_nik = self._by_hash.get(row.hash) if row.hash else None
        card = row.values["membership_card_no"]
        by_card = self._by_card.get(card) if card else None
        if by_nik and by_card and by_nik["pk"] != by_card["pk"]:
            return _bad("member_conflict", _("NIK dan nomor KTA di baris ini milik dua kader berbeda."))
        if by_card and not by_nik and row.hash and by_card["nik_hash"]:
            return _bad("member_conflict", _("Nomor KTA ini sudah dipakai kader lain dengan NIK berbeda."))
        member = by_nik or by_card
        if member is None:
            return self._judge_unknown(row)
        if member["status"] == MemberStatus.ENDED:
            return _bad("member_ended", _("Keanggotaan orang ini sudah berakhir."))
        changes = {name: value for name, value in row.values.items() if _differs(name, value, member[name])}
        before = {name: member[name] for name in changes}
        if row.hash and not member["nik_hash"]:
            changes["nik"] = row.nik
            before |= {"nik": "", "nik_missing_reason": member["nik_missing_reason"]}
        state = RowState.READY if changes else RowState.UNCHANGED
        return Judgement(state, member["pk"], changes, before)

    def _judge_unknown(self, row: Facts) -> Judgement:
        namesakes = self._by_name.get((row.name_key, row.values["birth_date"]), [])
        if any(not (row.hash and member["nik_hash"]) for member in namesakes):
            sentence = _(
                "Nama dan tanggal lahir sama dengan kader yang sudah ada; periksa, lalu tambahkan satu per satu."
            )
            return Judgement(RowState.DUPLICATE, cause="member_suspect", sentence=sentence)
        return Judgement(RowState.READY)


def _bad(cause: str, sentence: str) -> Judgement:
    return Judgement(RowState.BAD, cause=cause, sentence=sentence)


def _differs(name: str, new: Any, old: Any) -> bool:
    """Whether the sheet says something else. Blank says nothing, and a name in capitals is the same name."""
    if new in ("", None, []) or name in NEVER_CHANGED:
        return False
    if name == "full_name":
        return fold_name(new) != fold_name(old)
    return bool(new != old)
