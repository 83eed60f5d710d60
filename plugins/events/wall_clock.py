"""Times of the wall clock as instants, and the two nights of a year when a clock shows an hour twice or not at all."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from plugins.core.fields import LocalTime

__all__ = ["Hour", "between", "day_of", "end_of", "hours_of", "in_place_of", "instant"]

Hour = Literal["first", "second"]
"""Which of two hours of one name, where the clocks are put back."""


def instant(moment: LocalTime, timezone: str, hour: Hour = "first") -> datetime:
    """A time of a place (IANA name) as an instant, with its offset; a date alone is the beginning of that day.

    A time that its clocks skip is taken by the offset before, as iCalendar takes it (RFC 5545, section 3.3.5).
    """
    return datetime.combine(moment, _time_of(moment)).replace(tzinfo=ZoneInfo(timezone), fold=int(hour == "second"))


def hours_of(moment: LocalTime, timezone: str) -> int:
    """How often the clocks of a place show this time: once as a rule; a date alone always once."""
    if not isinstance(moment, datetime):
        return 1
    first, second = (instant(moment, timezone, hour) for hour in ("first", "second"))
    if first.utcoffset() == second.utcoffset():
        return 1
    back = first.astimezone(UTC).astimezone(first.tzinfo).replace(tzinfo=None)
    return 2 if back == moment else 0


def in_place_of(moment: LocalTime, timezone: str) -> LocalTime:
    """The time that the clocks of a place show where this is one that they skip; any other is itself."""
    if not isinstance(moment, datetime) or hours_of(moment, timezone):
        return moment
    return instant(moment, timezone).astimezone(UTC).astimezone(ZoneInfo(timezone)).replace(tzinfo=None)


def day_of(moment: LocalTime) -> date:
    """The day of a time, or the day itself."""
    return moment.date() if isinstance(moment, datetime) else moment


def end_of(day: date) -> datetime:
    """The last second of a day."""
    return datetime.combine(day, time()) + timedelta(days=1, seconds=-1)


def between(start: LocalTime, end: LocalTime) -> timedelta:
    """The time from one to the other by the clock; both are days, or both are times of one day."""
    return datetime.combine(end, _time_of(end)) - datetime.combine(start, _time_of(start))


def _time_of(moment: LocalTime) -> time:
    return moment.time() if isinstance(moment, datetime) else time()
