"""Working days leave weekends and Denmark's public holidays out (rule 3)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from lms.core.clock import DEFAULT_ZONE, local_date
from lms.studio import working_days


def last_day(year, month, day):
    """Return the fifth working day after noon of a day; it ends as the next one begins."""
    until = working_days.after(datetime(year, month, day, 12, tzinfo=UTC))
    return local_date(until, DEFAULT_ZONE)


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25), (2285, 3, 22)]
)
def test_easter_is_when_it_is(year, month, day):
    assert working_days.easter_of(year) == date(year, month, day)


def test_an_ordinary_week_has_five():
    assert last_day(2026, 11, 2) == date(2026, 11, 10)  # told on a Monday: until the next Monday has ended


def test_easter_is_left_out():
    assert last_day(2026, 3, 31) == date(2026, 4, 11)  # Wednesday, and Tuesday to Friday of the week after


def test_christmas_and_new_year_are_left_out():
    assert last_day(2026, 12, 22) == date(2026, 12, 31)  # 25 and 26 December are none
    assert last_day(2026, 12, 28) == date(2027, 1, 6)


def test_great_prayer_day_is_a_working_day_again():
    assert working_days.is_working_day(date(2027, 4, 23))
    assert not working_days.is_working_day(date(2027, 5, 6))  # Ascension
    assert not working_days.is_working_day(date(2027, 5, 17))  # Whit Monday
    assert working_days.is_working_day(date(2029, 6, 5))  # Constitution Day is none by law


def test_they_are_never_less_than_the_five_days_the_database_holds():
    hours = [datetime(2025, 1, 1, 22, 59, tzinfo=UTC) + timedelta(hours=number) for number in range(24 * 366)]
    assert min(working_days.after(moment) - moment for moment in hours) >= timedelta(days=5)
