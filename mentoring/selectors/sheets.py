"""Sheets of paper: what stands on them, and which have been entered."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from core.qr import qr_svg
from mentoring.models import Pairing, Session, SessionLog
from mentoring.rules.sheets import sheet_uuid
from mentoring.selectors.office import names_by_pairing
from mentoring.selectors.phone import is_group


@dataclass(frozen=True)
class Sheet:
    """One sheet: of which relation, its number, who meets; `people` where who came is ticked one by one."""

    pairing: Pairing
    number: int
    names: list[str]
    people: list[str]

    @property
    def qr(self) -> str:
        """Where the sheet is entered, for a camera: numbers alone, no word about anybody."""
        path = reverse("mentoring:sheet", args=[self.pairing.pk, self.number])
        return qr_svg(settings.BASE_URL + path, border=0)


def sheets_of(user: User, pairings: Iterable[Pairing], count: int) -> list[Sheet]:
    """The last `count` sheets that were numbered for each relation, in their order. Two queries."""
    rows = list(pairings)
    names = names_by_pairing(user, [row.pk for row in rows])
    return [
        Sheet(row, number, names.get(row.pk, []), names.get(row.pk, []) if is_group(row) else [])
        for row in rows
        for number in range(max(0, row.sheets - count) + 1, row.sheets + 1)
    ]


def is_printed(pairing: Pairing, number: int) -> bool:
    """Whether there is such a sheet."""
    return 1 <= number <= pairing.sheets


def entered_from(user: User, pairing: Pairing, number: int) -> Session | None:
    """The session that was entered from a sheet, by whomever."""
    logs = SessionLog.objects.for_user(user).filter(pairing=pairing, client_uuid=sheet_uuid(pairing.pk, number))
    log = logs.select_related("session").first()
    return log.session if log else None
