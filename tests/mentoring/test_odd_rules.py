"""Planted patterns are found, honest months are left alone, whatever way the logs came in."""

import random
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from mentoring.enums import Oddity
from mentoring.rules.oddities import Limits, Telling, find_odd, period_end, place_key, written_at

WIT = ZoneInfo("Asia/Jayapura")
LIMITS = Limits(night=12, copied=3, last_day=4)
TODAY = date(2026, 11, 22)
FIRST = date(2026, 7, 20)
PLACES = [place_key(name) for name in ("Balai Klasabi", "Kantor distrik", "Rumah mentor", "Warung Remu", "")]
RUNS = 200


class Months:
    """Four months of one mentor: two to five cadres in a rhythm, each log written that evening or days after."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.told = []
        #: How this mentor works: at once, some days late, by notebook on a Sunday, or without signal for a month.
        self.habit = self.chance.choice(("evening", "evening", "late", "sunday", "offline"))
        for pairing in range(self.chance.randint(2, 5)):
            rhythm, day = self.chance.choice((7, 14, 14, 21)), FIRST + timedelta(days=self.chance.randint(0, 13))
            while day < TODAY - timedelta(days=2):
                self.meet(pairing, day)
                day += timedelta(days=rhythm + self.chance.randint(-1, 2))

    def meet(self, pairing, day, **fields):
        busy = {each.start.hour for each in self.told if each.held_on == day}
        hour = self.chance.choice([hour for hour in (8, 10, 12, 14, 16, 18) if hour not in busy])
        start = datetime(day.year, day.month, day.day, hour, tzinfo=WIT)
        minutes = self.chance.choice((45, 60, 90, 120))
        place = self.chance.choice(PLACES)
        text = f"{day} {pairing} {self.chance.random()}"
        row = {"held_on": day, "start": start, "minutes": minutes, "place": place, "letters": 90, "text": text}
        self.told.append(
            Telling(session=len(self.told) + 1, pairing=pairing, written=self.written(start), **(row | fields))
        )

    def written(self, start):
        """A phone without signal keeps the evening; it is the server that hears of it late."""
        evening = start.replace(hour=20, minute=self.chance.randint(0, 59))
        if self.habit == "late":
            return evening + timedelta(days=self.chance.randint(0, 5))
        if self.habit == "sunday":
            return evening + timedelta(days=6 - start.weekday())
        return evening

    def put(self, number, **fields):
        """Change one log."""
        old = self.told[number]
        self.told[number] = Telling(**{name: getattr(old, name) for name in Telling.__slots__} | fields)

    def sample(self, most):
        return self.chance.sample(range(len(self.told)), min(most, len(self.told)))

    def found(self):
        return {finding.rule for finding in find_odd(self.told, LIMITS, TODAY)}


def night(months):
    """Twenty logs in one night."""
    when = datetime(2026, 11, 10, 19, tzinfo=WIT)
    for number in range(20 - sum(each.held_on < date(2026, 11, 10) for each in months.told)):
        months.meet(0, date(2026, 10, 1) + timedelta(days=number))
    back = [n for n, each in enumerate(months.told) if each.held_on < date(2026, 11, 10)][:20]
    for number, place in enumerate(back):
        months.put(place, written=when + timedelta(minutes=17 * number))


def places(months):
    """Another meeting elsewhere, while one goes on."""
    first = months.told[months.sample(1)[0]]
    months.put(first.session - 1, place="balai klasabi")
    months.meet(99, first.held_on)
    months.put(-1, place="kantor distrik", start=first.start + timedelta(minutes=first.minutes - 30), minutes=60)


def copied(months):
    """One text in four logs or more."""
    for number in months.sample(months.chance.randint(4, 8)):
        months.put(number, text="sama", letters=120)
    while len({each.held_on for each in months.told if each.text == "sama"}) < 4:
        months.meet(0, TODAY - timedelta(days=3 + len(months.told)), text="sama", letters=120)


def last_day(months):
    """All logs of a month on its last day, by their date or by their writing."""
    end = date(2026, 10, 31)
    own = [n for n, each in enumerate(months.told) if period_end(each.held_on, 1) == end]
    while len(own) < 4:
        months.meet(0, date(2026, 10, 2) + timedelta(days=3 * len(own)))
        own.append(len(months.told) - 1)
    for number in own:
        months.put(number, written=datetime(2026, 10, 31, 21, number % 60, tzinfo=WIT))


@pytest.mark.parametrize(
    ("plant", "rule"),
    [(night, Oddity.NIGHT), (places, Oddity.PLACES), (copied, Oddity.COPIED), (last_day, Oddity.LAST_DAY)],
)
def test_planted_patterns_are_found(plant, rule, record_property):
    found = 0
    for seed in range(RUNS):
        months = Months(seed)
        plant(months)
        found += rule in months.found()

    record_property("found", f"{found} of {RUNS}")
    assert found >= 0.95 * RUNS


def test_honest_months_are_left_alone(record_property):
    people = [Months(seed) for seed in range(10_000, 10_000 + RUNS)]
    findings = [finding for months in people for finding in find_odd(months.told, LIMITS, TODAY)]
    odd = {(id(each), each.session) for finding in findings for each in finding.tellings}
    total = sum(len(months.told) for months in people)

    record_property("flagged", f"{len(odd)} of {total} logs, {sum(bool(m.found()) for m in people)} of {RUNS} people")
    assert total > 3_000
    assert len(odd) <= 0.01 * total
    assert sum(bool(months.found()) for months in people) <= 0.01 * RUNS


def log(session, held, written, **fields):
    start = datetime(held.year, held.month, held.day, 15, tzinfo=WIT)
    return Telling(
        **{
            "session": session,
            "pairing": 1,
            "held_on": held,
            "start": start,
            "minutes": 60,
            "place": "",
            "written": written,
            "letters": 0,
            "text": "",
        }
        | fields
    )


def at(day, hour=20):
    return datetime(day.year, day.month, day.day, hour, tzinfo=WIT)


DAYS = [date(2026, 10, 1) + timedelta(days=n) for n in range(25)]


def test_thirty_days_without_signal_are_thirty_evenings():
    arrived = at(date(2026, 11, 1))  # all of them at once; the clock of the phone says when they were written
    told = [log(n, day, written_at(at(day, 15), at(day), arrived)) for n, day in enumerate(DAYS)]
    typed = [log(n, day, written_at(at(day, 15), arrived, arrived)) for n, day in enumerate(DAYS)]

    assert find_odd(told, LIMITS, TODAY) == []
    (finding,) = find_odd(typed, LIMITS, TODAY)
    assert (finding.rule, finding.occasion, len(finding.tellings)) == (Oddity.NIGHT, "2026-11-01", 25)


def test_what_others_typed_and_what_a_wrong_clock_says_has_no_night():
    arrived = at(date(2026, 11, 1))
    reset = datetime(2015, 1, 1, tzinfo=WIT)

    assert written_at(at(DAYS[0]), reset, arrived) is None
    assert written_at(at(DAYS[0]), arrived + timedelta(days=400), arrived) is None
    assert find_odd([log(n, day, None) for n, day in enumerate(DAYS)], LIMITS, TODAY) == []


def test_a_night_is_not_cut_at_midnight_and_asked_once_it_is_over():
    evening = at(date(2026, 11, 20), 22)
    told = [log(n, day, evening + timedelta(minutes=15 * n)) for n, day in enumerate(DAYS[:12])]

    assert [f.occasion for f in find_odd(told, LIMITS, TODAY)] == ["2026-11-20"]
    assert find_odd(told, LIMITS, date(2026, 11, 21)) == []
    assert find_odd(told[:11], LIMITS, TODAY) == []


def test_a_busy_day_written_that_evening_is_no_night():
    day = date(2026, 11, 3)

    assert find_odd([log(n, day, at(day), start=at(day, n)) for n in range(12)], LIMITS, TODAY) == []


def test_two_places_ask_for_more_than_a_quarter_of_an_hour_and_for_two_names():
    day = DAYS[0]

    def together(place, start, other="balai klasabi"):
        return find_odd([log(1, day, None, place=other), log(2, day, None, place=place, start=start)], LIMITS, TODAY)

    assert [each.rule for each in together("kantor distrik", at(day, 15) + timedelta(minutes=40))] == [Oddity.PLACES]
    assert together("kantor distrik", at(day, 15) + timedelta(minutes=45)) == []
    assert together("balai", at(day, 15) + timedelta(minutes=10)) == []
    assert together("", at(day, 15) + timedelta(minutes=10)) == []


def test_short_texts_repeat_and_one_lesson_for_many_on_a_day_is_no_copy():
    same = {"letters": 80, "text": "sama"}

    assert find_odd([log(n, DAYS[n], None, **same | {"letters": 59}) for n in range(3)], LIMITS, TODAY) == []
    assert find_odd([log(n, DAYS[0], None, pairing=n, **same) for n in range(5)], LIMITS, TODAY) == []
    assert [f.rule for f in find_odd([log(n, DAYS[n], None, **same) for n in range(3)], LIMITS, TODAY)] == ["copied"]


def test_last_day_of_the_month_or_of_the_quarter_by_date_or_by_writing():
    month, quarter = date(2026, 10, 31), date(2026, 9, 30)
    honest = [log(n, month, at(month), pairing=n) for n in range(5)]
    dated = [log(n, quarter, None, pairing=n % 2) for n in range(4)]
    written = [log(n, date(2026, 7 + n % 3, 5), at(quarter)) for n in range(6)]

    assert find_odd(honest, LIMITS, TODAY) == [], "each cadre once, on one day"
    assert [(f.rule, f.on) for f in find_odd(dated, LIMITS, TODAY)] == [(Oddity.LAST_DAY, quarter)]
    assert [(f.rule, f.on) for f in find_odd(written, LIMITS, TODAY)] == [(Oddity.LAST_DAY, quarter)]
    assert find_odd(written, LIMITS, quarter) == [], "the period is not over"


def test_periods_end_on_their_last_day():
    assert period_end(date(2026, 2, 3), 1) == date(2026, 2, 28)
    assert period_end(date(2026, 12, 31), 1) == period_end(date(2026, 10, 1), 3) == date(2026, 12, 31)
