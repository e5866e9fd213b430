"""Numbers, dates and names as they are printed; what is unknown is never 0."""

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
import time_machine
from django.utils import timezone

from core.templatetags import format as fmt

UTC = datetime.UTC


@pytest.mark.parametrize(
    ("value", "expected"), [(12480, "12.480"), (0, "0"), (1_000_000, "1.000.000"), (-38, "−38"), (None, "—")]
)
def test_thousands_writes_dots(value, expected):
    assert fmt.thousands(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(1.84, "1,8"), (2, "2,0"), (Decimal("0.25"), "0,3"), (1234.5, "1.234,5"), (Fraction(64, 3), "21,3"), (None, "—")],
)
def test_decimal1_writes_a_comma(value, expected):
    assert fmt.decimal1(value) == expected


@pytest.mark.parametrize(("value", "expected"), [(63.6, "64%"), (0, "0%"), (99.5, "100%"), (None, "—")])
def test_percent_rounds_half_up(value, expected):
    assert fmt.percent(value) == expected


@pytest.mark.parametrize(("value", "expected"), [(310, "+310"), (-38, "−38"), (0, "0"), (None, "—")])
def test_signed_shows_the_direction(value, expected):
    assert fmt.signed(value) == expected


@pytest.mark.parametrize(("value", "expected"), [(0.86, "+0,9"), (-0.4, "−0,4"), (0.04, "0,0"), (None, "—")])
def test_a_mean_shows_its_direction_with_one_decimal(value, expected):
    assert fmt.signed1(value) == expected


@pytest.mark.parametrize(
    ("part", "base", "expected"),
    [
        (3, 7, "3 dari 7"),
        (0, 9, "0 dari 9"),
        (5, 10, "50%"),
        (822, 1284, "64%"),
        (0, 0, "—"),
        (0, None, "—"),
        (None, 12, "—"),
    ],
)
def test_ratio_says_small_bases_in_words(part, base, expected):
    assert fmt.ratio(part, base) == expected


def test_local_time_names_the_zone_of_the_unit():
    moment = datetime.datetime(2026, 11, 21, 6, 0, tzinfo=UTC)

    assert fmt.local_time(moment, "Asia/Jayapura") == "Sab, 21 Nov 2026, 15.00 WIT"
    assert fmt.local_time(moment, "WITA") == "Sab, 21 Nov 2026, 14.00 WITA"
    assert fmt.clock(moment, "WIT") == "15.00 WIT"
    with timezone.override("Asia/Jakarta"):
        assert fmt.local_time(moment) == "Sab, 21 Nov 2026, 13.00 WIB"


def test_local_time_of_nothing_is_a_dash():
    assert [fmt.local_time(None), fmt.clock(None), fmt.date_id(None), fmt.day_month(None)] == ["—"] * 4


def test_date_id_writes_indonesian_names():
    assert fmt.date_id(datetime.date(2026, 8, 17)) == "Sen, 17 Agu 2026"
    assert fmt.day_month(datetime.date(2026, 5, 14)) == "14 Mei"


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, "hari ini"),
        (1, "kemarin"),
        (14, "14 hari lalu"),
        (60, "60 hari lalu"),
        (61, "Min, 20 Sep 2026"),
        (-1, "besok"),
        (-9, "9 hari lagi"),
    ],
)
@time_machine.travel(datetime.datetime(2026, 11, 20, 3, tzinfo=UTC), tick=False)
def test_ago_counts_days_up_to_sixty(days, expected):
    with timezone.override("Asia/Jakarta"):
        assert fmt.ago(timezone.localdate() - datetime.timedelta(days=days)) == expected


@pytest.mark.parametrize(
    ("passed", "expected"),
    [
        (datetime.timedelta(seconds=20), "baru saja"),
        (datetime.timedelta(minutes=12), "12 menit lalu"),
        (datetime.timedelta(hours=3), "3 jam lalu"),
        (datetime.timedelta(hours=13), "kemarin"),
    ],
)
@time_machine.travel(datetime.datetime(2026, 11, 20, 5, tzinfo=UTC), tick=False)
def test_ago_counts_minutes_within_the_local_day(passed, expected):
    with timezone.override("Asia/Jakarta"):
        assert fmt.ago(timezone.now() - passed) == expected


@time_machine.travel(datetime.datetime(2026, 11, 20, 16, tzinfo=UTC), tick=False)
def test_ago_takes_the_day_of_the_active_zone():
    evening = datetime.datetime(2026, 11, 20, 14, tzinfo=UTC)

    with timezone.override("Asia/Jayapura"):  # there it is 21 November, 01.00
        assert fmt.ago(evening) == "kemarin"
    with timezone.override("Asia/Jakarta"):
        assert fmt.ago(evening) == "2 jam lalu"


def test_ago_of_nothing_is_a_dash():
    assert fmt.ago(None) == "—"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Yohanis Kareth", "YK"), ("La Ode Firman", "LO"), ("suharto", "S"), ("  ", "—"), (None, "—")],
)
def test_initials_take_two_words(name, expected):
    assert fmt.initials(name) == expected


@pytest.mark.parametrize(("value", "expected"), [(0, 0), ("", "—"), (None, "—"), ("Madya", "Madya")])
def test_dash_keeps_a_zero(value, expected):
    assert fmt.dash(value) == expected
