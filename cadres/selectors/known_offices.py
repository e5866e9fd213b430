"""What the registry knows already about the officers of a sheet: the person, and the office."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from cadres.enums import MemberStatus, RowState, TermState
from cadres.models import Member, OfficerTerm
from cadres.names import fold_name
from cadres.selectors.boards import boards_decided_by
from cadres.selectors.known import Judgement
from cadres.selectors.members import nik_hash
from cadres.spreadsheets.officer_rows import OfficerRow

#: The columns of an office that a sheet fills. Blank in the sheet leaves what there is.
FIELDS = ("post", "portfolio", "decree_no", "decree_on", "starts_on", "ends_on", "unit_id")
CHANGEABLE = ("portfolio", "decree_no", "decree_on", "starts_on", "ends_on")


@dataclass(slots=True)
class OfficeFacts:
    """A sound row: the values of an office, and by what its holder is known."""

    values: dict[str, Any]
    name: str
    card: str
    nik: str = ""
    hash: bytes | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain values for storing."""
        plain = {k: v.isoformat() if isinstance(v, date) else v for k, v in self.values.items()}
        return {**plain, "name": self.name, "card": self.card, "nik": self.nik}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "OfficeFacts":
        """The facts that `as_json` gave."""
        values: dict[str, Any] = {name: stored.get(name) for name in FIELDS}
        for name in ("decree_on", "starts_on", "ends_on"):
            values[name] = date.fromisoformat(values[name]) if values[name] else None
        nik = stored["nik"]
        return cls(values, stored["name"], stored["card"], nik, nik_hash(nik) if nik else None)


def office_facts(row: OfficerRow, unit_id: int) -> OfficeFacts:
    """The facts of a row at a unit."""
    values = {name: getattr(row, name) for name in FIELDS if name != "unit_id"} | {"unit_id": unit_id}
    nik = row.person.nik.digits if row.person.nik else ""
    return OfficeFacts(values, row.name, row.person.membership_card_no, nik, nik_hash(nik) if nik else None)


class KnownOffices:
    """The members in sight that some rows may mean, found by NIK, card number or, when only one has it, by name; and
    the offices they hold or held."""

    def __init__(self, user: User, rows: Iterable[OfficeFacts]) -> None:
        rows = list(rows)
        self._user = user
        self._decided = boards_decided_by(user, {row.values["unit_id"] for row in rows})
        members = Member.objects.for_user(user).values("pk", "full_name", "name_key", "status", "nik_hash",
                                                       "membership_card_no")  # fmt: skip
        by_hash = members.filter(nik_hash__in=[row.hash for row in rows if row.hash])
        by_card = members.filter(membership_card_no__in=[row.card for row in rows if row.card])
        unnumbered = {fold_name(row.name) for row in rows if row.name and not (row.hash or row.card)}
        self._by_hash = {bytes(m["nik_hash"]): m for m in by_hash}
        self._by_card = {m["membership_card_no"]: m for m in by_card}
        self._by_name: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for member in members.filter(name_key__in=unnumbered).exclude(status=MemberStatus.ENDED):
            self._by_name[member["name_key"]].append(member)
        found = [m["pk"] for group in (self._by_hash.values(), self._by_card.values()) for m in group]
        found += [m["pk"] for group in self._by_name.values() for m in group]
        self._terms: dict[tuple[int, int, str], list[dict[str, Any]]] = defaultdict(list)
        terms = OfficerTerm.objects.for_user(user).filter(member__in=found).order_by("-starts_on", "pk")
        for term in terms.values("pk", "member_id", "state", "recorded_by_id", *FIELDS):
            self._terms[term["member_id"], term["unit_id"], fold_name(term["post"])].append(term)

    def judge(self, row: OfficeFacts) -> Judgement:
        """What the row is to these members and their offices."""
        named = self._by_name.get(fold_name(row.name), [])
        by_nik = self._by_hash.get(row.hash) if row.hash else None
        by_card = self._by_card.get(row.card) if row.card else None
        if by_nik and by_card and by_nik["pk"] != by_card["pk"]:
            return _bad("member_conflict", _("NIK dan nomor KTA di baris ini milik dua kader berbeda."))
        member = by_nik or by_card or (named[0] if len(named) == 1 else None)
        if member is None and len(named) > 1:
            return _bad("member_namesakes", _("Ada beberapa kader dengan nama ini; isi NIK atau nomor KTA."))
        if member is None:
            return _bad("member_unknown", _("Orang ini belum ada di daftar kader; impor dulu sebagai kader."))
        if row.name and (by_nik or by_card) and fold_name(row.name) != member["name_key"]:
            return _bad("member_othername", _("NIK atau nomor KTA ini milik kader dengan nama lain; periksa barisnya."))
        if member["status"] != MemberStatus.ACTIVE:
            return _bad("member_ended", _("Keanggotaan orang ini tidak aktif."))
        return self._judge_office(row, member["pk"])

    def _judge_office(self, row: OfficeFacts, member_id: int) -> Judgement:
        held = self._terms.get((member_id, row.values["unit_id"], fold_name(row.values["post"])), [])
        same = [term for term in held if term["starts_on"] == row.values["starts_on"]]
        current = [term for term in held if term["ends_on"] is None]
        term = next(iter(same or current), None)
        if term is None:
            return Judgement(RowState.READY, member_id, is_term=True)
        changes = {
            name: row.values[name]
            for name in CHANGEABLE
            if row.values[name] not in ("", None) and row.values[name] != term[name]
        }
        confirms = self._confirms(row, term, changes)
        if confirms:
            changes["state"] = TermState.CONFIRMED
        state = RowState.READY if changes else RowState.UNCHANGED
        before = {name: term[name] for name in changes}
        return Judgement(state, member_id, changes, before, term_id=term["pk"], is_term=True, confirms=confirms)

    def _confirms(self, row: OfficeFacts, term: Mapping[str, Any], changes: Mapping[str, Any]) -> bool:
        """Whether the row is the decree of the board above about an office that somebody else has written down."""
        return (
            term["state"] == TermState.WAITING
            and term["unit_id"] in self._decided
            and term["recorded_by_id"] != self._user.pk
            and bool(row.values["decree_no"] and row.values["decree_on"])
            and term["ends_on"] is None
            and not {"starts_on", "ends_on"} & set(changes)
        )


def _bad(cause: str, sentence: str) -> Judgement:
    return Judgement(RowState.BAD, cause=cause, sentence=sentence)
