"""Whom the rows of a sheet about members mean: found by NIK, card number or, when only one has it, by name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Protocol, Self

from django.utils.translation import gettext as _

from accounts.models import User
from cadres.enums import MemberStatus, RowState
from cadres.models import Member
from cadres.names import fold_name
from cadres.selectors.known import Judgement
from cadres.selectors.members import nik_hash
from cadres.spreadsheets.rows import CleanRow

VALUES = ("pk", "full_name", "name_key", "status", "nik_hash", "membership_card_no", "user_id", "unit_id",
          "province_id", "regency_id", "district_id", "village_id")  # fmt: skip


class Named(Protocol):
    """How a row names somebody: what it leaves out is empty."""

    name: str
    card: str
    hash: bytes | None


@dataclass(slots=True)
class PersonFacts:
    """A sound row of a sheet about members: its `fields`, and by what the person is known."""

    fields: ClassVar[tuple[str, ...]] = ()
    dates: ClassVar[tuple[str, ...]] = ()

    values: dict[str, Any]
    name: str
    card: str
    nik: str = ""
    hash: bytes | None = None

    @classmethod
    def of(cls, values: dict[str, Any], name: str, person: CleanRow) -> Self:
        """The facts of a row that names a person."""
        nik = person.nik.digits if person.nik else ""
        return cls(values, name, person.membership_card_no, nik, nik_hash(nik) if nik else None)

    def as_json(self) -> dict[str, Any]:
        """Plain values for storing."""
        plain = {k: v.isoformat() if isinstance(v, date) else v for k, v in self.values.items()}
        return {**plain, "name": self.name, "card": self.card, "nik": self.nik}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """The facts that `as_json` gave."""
        values: dict[str, Any] = {name: stored.get(name) for name in cls.fields}
        for name in cls.dates:
            values[name] = date.fromisoformat(values[name]) if values[name] else None
        nik = stored["nik"]
        return cls(values, stored["name"], stored["card"], nik, nik_hash(nik) if nik else None)


class KnownPeople:
    """The members in sight that some rows may mean. Two queries, whatever their number."""

    def __init__(self, user: User, rows: Iterable[Named]) -> None:
        rows = list(rows)
        members = Member.objects.for_user(user).values(*VALUES)
        by_hash = members.filter(nik_hash__in=[row.hash for row in rows if row.hash])
        by_card = members.filter(membership_card_no__in=[row.card for row in rows if row.card])
        unnumbered = {fold_name(row.name) for row in rows if row.name and not (row.hash or row.card)}
        self._by_hash = {bytes(m["nik_hash"]): m for m in by_hash}
        self._by_card = {m["membership_card_no"]: m for m in by_card}
        self._by_name: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for member in members.filter(name_key__in=unnumbered).exclude(status=MemberStatus.ENDED):
            self._by_name[member["name_key"]].append(member)

    @property
    def ids(self) -> list[int]:
        """The ids of all of them."""
        groups = (self._by_hash.values(), self._by_card.values(), *self._by_name.values())
        return [member["pk"] for group in groups for member in group]

    def person(self, row: Named) -> dict[str, Any] | Judgement:
        """The active member whom a row means (`VALUES`), or why it means nobody."""
        named = self._by_name.get(fold_name(row.name), [])
        by_nik = self._by_hash.get(row.hash) if row.hash else None
        by_card = self._by_card.get(row.card) if row.card else None
        if by_nik and by_card and by_nik["pk"] != by_card["pk"]:
            return bad("member_conflict", _("NIK dan nomor KTA di baris ini milik dua kader berbeda."))
        member = by_nik or by_card or (named[0] if len(named) == 1 else None)
        if member is None and len(named) > 1:
            return bad("member_namesakes", _("Ada beberapa kader dengan nama ini; isi NIK atau nomor KTA."))
        if member is None:
            return bad("member_unknown", _("Orang ini belum ada di daftar kader; impor dulu sebagai kader."))
        if row.name and (by_nik or by_card) and fold_name(row.name) != member["name_key"]:
            return bad("member_othername", _("NIK atau nomor KTA ini milik kader dengan nama lain; periksa barisnya."))
        if member["status"] != MemberStatus.ACTIVE:
            return bad("member_ended", _("Keanggotaan orang ini tidak aktif."))
        return member


def bad(cause: str, sentence: str) -> Judgement:
    """A row that cannot be kept, and why."""
    return Judgement(RowState.BAD, cause=cause, sentence=sentence)
