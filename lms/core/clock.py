"""The one clock. Times are aware and in UTC; a person sees them in their own zone."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DEFAULT_ZONE = "Europe/Copenhagen"


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


def today(zone: str = DEFAULT_ZONE) -> date:
    """Return the present date in the named zone."""
    return now().astimezone(ZoneInfo(zone)).date()


def end_of_day(day: date, zone: str) -> datetime:
    """Return the midnight at which `day` ends in the named zone, in UTC: when a due date has passed."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)


def local_date(moment: datetime, zone: str) -> date:
    """Return the date on which `moment` falls in the named zone."""
    return moment.astimezone(ZoneInfo(zone)).date()
