"""Working days: Monday to Friday without Denmark's public holidays, by the calendar of the house.

The database's triggers know no holidays: they hold five days of the calendar as the least there may be
(`lms.studio.suggestion_triggers`); that these are working days is asked here.
"""

from collections.abc import Container
from datetime import date, datetime, timedelta
from functools import lru_cache

from lms.core.clock import DEFAULT_ZONE, end_of_day, local_date

NOTICE_DAYS = 5  # how long everybody has before a joint decision (rule 3)
SATURDAY = 5
# Days from Easter Sunday: Maundy Thursday, Good Friday, Easter, Easter Monday, Ascension, Whit Sunday, Whit Monday.
# Store bededag (26) is no public holiday since 2024: lov nr. 214 af 6. marts 2023.
MOVABLE = (-3, -2, 0, 1, 39, 49, 50)
FIXED = ((1, 1), (12, 25), (12, 26))


def is_working_day(day: date) -> bool:
    """Tell whether a day is one of Monday to Friday and no public holiday."""
    return day.weekday() < SATURDAY and day not in public_holidays(day.year)


def after(moment: datetime, *, days: int = NOTICE_DAYS, without: Container[date] = ()) -> datetime:
    """Return the end of the `days`-th working day after the day of `moment`; days in `without` don't count."""
    day = local_date(moment, DEFAULT_ZONE)
    left = days
    while left:
        day += timedelta(days=1)
        if is_working_day(day) and day not in without:
            left -= 1
    return end_of_day(day, DEFAULT_ZONE)


@lru_cache(maxsize=16)
def public_holidays(year: int) -> frozenset[date]:
    """Return Denmark's public holidays (helligdage) of a year, as they are from 2024 on.

    Constitution Day, Christmas Eve and New Year's Eve are none, though many have these days off.
    """
    easter = easter_of(year)
    movable = (easter + timedelta(days=days) for days in MOVABLE)
    return frozenset((*movable, *(date(year, month, day) for month, day in FIXED)))


def easter_of(year: int) -> date:
    """Return Easter Sunday of a Gregorian year.

    The anonymous Gregorian computus (Nature, 20 April 1876), as in Jean Meeus, Astronomical Algorithms, 2nd ed. 1998,
    chapter 8.
    """
    golden = year % 19
    century, rest = divmod(year, 100)
    leaps = century // 4
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
