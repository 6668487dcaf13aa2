"""Working days: Monday to Friday, by the calendar of the house."""

from collections.abc import Container
from datetime import date, datetime, timedelta

from lms.core.clock import DEFAULT_ZONE, end_of_day, local_date

NOTICE_DAYS = 5  # how long everybody has before a joint decision (rule 3)
SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Tell whether a day is one of Monday to Friday."""
    return day.weekday() < SATURDAY


def after(moment: datetime, *, days: int = NOTICE_DAYS, without: Container[date] = ()) -> datetime:
    """Return the end of the `days`-th working day after the day of `moment`; days in `without` don't count."""
    day = local_date(moment, DEFAULT_ZONE)
    left = days
    while left:
        day += timedelta(days=1)
        if is_working_day(day) and day not in without:
            left -= 1
    return end_of_day(day, DEFAULT_ZONE)
