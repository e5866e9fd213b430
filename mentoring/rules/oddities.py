"""When a row of logs asks for an explanation: the one place of these rules (DOMAIN §7.4).

Said of what one person has told (`Telling`), purely. A finding is a question, no verdict: honest people fill in a month
from a notebook. What counts is when a log was written by its writer's own clock (`recorded_at`), never when it came: a
phone that was without signal for thirty days brings thirty evenings, not one. What others typed in his name (source
call, paper, message) has no moment of writing here: twenty in a row on `/sesi/catat/cepat/` are the office's work.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations

from django.utils.translation import gettext as _

from core.templatetags.format import date_id
from mentoring.enums import Oddity

#: A sitting is what is written between one noon and the next, so that no night falls into two days.
NOON = timedelta(hours=12)
#: Meetings end earlier and begin later than they are written down: so much may overlap.
OVERLAP = timedelta(minutes=15)
#: Shorter texts repeat honestly («Berlatih bicara lima menit»); counted without spaces and punctuation marks.
COPIED_LETTERS = 60
#: Of the logs of a period so many belong to its last day, in per cent.
LAST_DAY_SHARE = 80
#: A clock that is farther off is no witness: who wrote before he met, or after it had come, had a wrong one.
WRONG_CLOCK = timedelta(days=1)
#: How far back is looked: a quarter, and what may be logged late.
LOOK_BACK = timedelta(days=130)


@dataclass(frozen=True)
class Limits:
    """How many logs are too many; the party's to set (`party_settings`)."""

    night: int
    copied: int
    last_day: int


@dataclass(frozen=True, slots=True)
class Telling:
    """One log: by the clock of its place. `written` is None where no hand or no clock of his says when.

    `place` is empty where they did not meet face to face, or nobody wrote where; `text` stands for its words.
    """

    session: int
    pairing: int
    held_on: date
    start: datetime
    minutes: int
    place: str
    written: datetime | None
    letters: int
    text: str

    @property
    def end(self) -> datetime:
        """When they parted."""
        return self.start + timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Finding:
    """What stands out: by which rule, on which occasion, and the logs it is about."""

    rule: Oddity
    occasion: str
    on: date
    tellings: tuple[Telling, ...]


def written_at(start: datetime, recorded: datetime | None, received: datetime | None) -> datetime | None:
    """When its writer wrote a log by his own clock; None where that clock must have been wrong."""
    if recorded is None or received is None:
        return None
    return recorded if start - WRONG_CLOCK <= recorded <= received + WRONG_CLOCK else None


def place_key(text: str) -> str:
    """A place as it is compared: small letters, no punctuation."""
    return " ".join(re.findall(r"\w+", text.lower()))


def find_odd(tellings: Iterable[Telling], limits: Limits, today: date) -> list[Finding]:
    """What stands out in all that one person has told; nights and periods only once they are over."""
    told = sorted(tellings, key=lambda each: (each.start, each.session))
    rules = (_nights(told, limits, today), _places(told), _copied(told, limits), _last_days(told, limits, today))
    return [finding for found in rules for finding in found]


def odd_sentence(rule: str, total: int, on: date) -> str:
    """What was found, as a person reads it."""
    sentences = {
        Oddity.NIGHT: _("%(n)d catatan hari-hari sebelumnya ditulis sekaligus pada malam %(day)s."),
        Oddity.PLACES: _("Pada %(day)s ada pertemuan di tempat berbeda pada waktu yang sama."),
        Oddity.COPIED: _("Isi yang sama persis tertulis di %(n)d catatan, mulai %(day)s."),
        Oddity.LAST_DAY: _("%(n)d catatan bertanggal atau ditulis pada hari terakhir periode, %(day)s."),
    }
    return sentences[Oddity(rule)] % {"n": total, "day": date_id(on)}


def _nights(told: Sequence[Telling], limits: Limits, today: date) -> Iterator[Finding]:
    """Many logs of days before, all written in one sitting."""
    nights: dict[date, list[Telling]] = defaultdict(list)
    for each in told:
        if each.written and each.held_on < (night := (each.written - NOON).date()):
            nights[night].append(each)
    for night, found in nights.items():
        if len(found) >= limits.night and night + timedelta(days=1) < today:
            yield Finding(Oddity.NIGHT, night.isoformat(), night, tuple(found))


def _places(told: Sequence[Telling]) -> Iterator[Finding]:
    """One person at two places at once; what happened on one day is one question."""
    days: dict[date, dict[int, Telling]] = defaultdict(dict)
    by_day: dict[date, list[Telling]] = defaultdict(list)
    for each in told:
        if each.place:
            by_day[each.held_on].append(each)
    for day, met in by_day.items():
        for first, second in combinations(met, 2):
            overlap = min(first.end, second.end) - max(first.start, second.start)
            if overlap > OVERLAP and _are_apart(first.place, second.place):
                days[day] |= {first.session: first, second.session: second}
    for day, found in days.items():
        yield Finding(Oddity.PLACES, day.isoformat(), day, tuple(found.values()))


def _are_apart(one: str, other: str) -> bool:
    """Whether two places differ: «Balai» and «Balai Klasabi» may be the same."""
    first, second = set(one.split()), set(other.split())
    return not (first <= second or second <= first)


def _copied(told: Sequence[Telling], limits: Limits) -> Iterator[Finding]:
    """The same long text on several days."""
    texts: dict[str, list[Telling]] = defaultdict(list)
    for each in told:
        if each.letters >= COPIED_LETTERS:
            texts[each.text].append(each)
    for text, found in texts.items():
        if len({each.held_on for each in found}) >= limits.copied:
            yield Finding(Oddity.COPIED, text[:16], found[0].held_on, tuple(found))


def _last_days(told: Sequence[Telling], limits: Limits, today: date) -> Iterator[Finding]:
    """Nearly all of a quarter or a month happened, or was written down, on its last day."""
    seen: set[int] = set()
    for months in (3, 1):
        periods: dict[date, list[Telling]] = defaultdict(list)
        for each in told:
            periods[period_end(each.held_on, months)].append(each)
        for last, all_of_it in periods.items():
            found = [each for each in all_of_it if _belongs_to(each, last)]
            known = seen.issuperset(each.session for each in found)
            share = 100 * len(found) / len(all_of_it)
            if last >= today or known or len(found) < limits.last_day or share < LAST_DAY_SHARE:
                continue
            if not _is_one_day_of_visits(found, last):
                seen |= {each.session for each in found}
                yield Finding(Oddity.LAST_DAY, last.isoformat(), last, tuple(found))


def _belongs_to(telling: Telling, last: date) -> bool:
    return telling.held_on == last or (telling.written is not None and telling.written.date() == last)


def _is_one_day_of_visits(found: Sequence[Telling], last: date) -> bool:
    """Who meets each of his cadres once, on the last day of the month, has done nothing odd."""
    pairings = {each.pairing for each in found}
    return len(pairings) == len(found) and all(each.held_on == last for each in found)


def period_end(day: date, months: int) -> date:
    """The last day of the month (1) or the quarter (3) of a day."""
    first = day.replace(day=1, month=(day.month - 1) // months * months + 1)
    later = first.month - 1 + months
    return date(first.year + later // 12, later % 12 + 1, 1) - timedelta(days=1)
