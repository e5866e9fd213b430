"""What the registry knows already about the officers of a sheet: the person, and the office."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from accounts.models import User
from accounts.rules import acting_people
from cadres.enums import RowState, TermState
from cadres.models import OfficerTerm
from cadres.names import fold_name
from cadres.selectors.boards import boards_decided_by
from cadres.selectors.known import Judgement
from cadres.selectors.known_people import KnownPeople, PersonFacts
from cadres.spreadsheets.officer_rows import OfficerRow

#: The columns of an office that a sheet fills. Blank in the sheet leaves what there is.
FIELDS = ("post", "portfolio", "decree_no", "decree_on", "starts_on", "ends_on", "unit_id")
CHANGEABLE = ("portfolio", "decree_no", "decree_on", "starts_on", "ends_on")
#: What a confirmation writes: the decree of a sheet from the board above.
CONFIRMING = ("confirming_decree_no", "confirming_decree_on")
DECREE = ("decree_no", "decree_on")


class OfficeFacts(PersonFacts):
    """An office, and by what its holder is known."""

    fields = FIELDS
    dates = ("decree_on", "starts_on", "ends_on")


def office_facts(row: OfficerRow, unit_id: int) -> OfficeFacts:
    """The facts of a row at a unit."""
    values = {name: getattr(row, name) for name in FIELDS if name != "unit_id"} | {"unit_id": unit_id}
    return OfficeFacts.of(values, row.name, row.person)


class KnownOffices:
    """The members in sight that some rows may mean, found by NIK, card number or, when only one has it, by name; and
    the offices they hold or held."""

    def __init__(self, user: User, rows: Iterable[OfficeFacts]) -> None:
        rows = list(rows)
        self._user = user
        self._decided = boards_decided_by(user, {row.values["unit_id"] for row in rows})
        self._people = KnownPeople(user, rows)
        self._terms: dict[tuple[int, int, str], list[dict[str, Any]]] = defaultdict(list)
        terms = OfficerTerm.objects.for_user(user).filter(member__in=self._people.ids).order_by("-starts_on", "pk")
        for term in terms.values("pk", "member_id", "state", "recorded_by_id", "recorded_for_id", *FIELDS, *CONFIRMING):
            self._terms[term["member_id"], term["unit_id"], fold_name(term["post"])].append(term)

    def judge(self, row: OfficeFacts) -> Judgement:
        """What the row is to these members and their offices."""
        member = self._people.person(row)
        if isinstance(member, Judgement):
            return member
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
        decree = tuple(row.values[name] for name in DECREE)
        confirms = self._confirms(row, term, changes)
        if confirms or decree == tuple(term[name] for name in CONFIRMING):
            changes = {name: value for name, value in changes.items() if name not in DECREE}
        if confirms:
            changes |= dict(zip(CONFIRMING, decree, strict=True)) | {"state": TermState.CONFIRMED}
        state = RowState.READY if changes else RowState.UNCHANGED
        before = {name: term[name] for name in changes}
        return Judgement(state, member_id, changes, before, term_id=term["pk"], is_term=True, confirms=confirms)

    def _confirms(self, row: OfficeFacts, term: Mapping[str, Any], changes: Mapping[str, Any]) -> bool:
        """Whether the row is the decree of the board above about an office that somebody else has written down."""
        return (
            term["state"] == TermState.WAITING
            and term["unit_id"] in self._decided
            and not acting_people(self._user) & {term["recorded_by_id"], term["recorded_for_id"]}
            and bool(row.values["decree_no"] and row.values["decree_on"])
            and term["ends_on"] is None
            and not {"starts_on", "ends_on"} & set(changes)
        )
