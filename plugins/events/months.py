"""A month as a table: its weeks, the events of each day, and those of several days across them."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from plugins.core.fields import LocalTime
from plugins.events.cards import EventCard
from plugins.events.dates import Listed, last_day
from plugins.events.wall_clock import day_of

__all__ = ["Bar", "Day", "by_month", "month_url", "weeks"]

MOST_MONTHS = 24
"""What lasts for longer stands in so many months, or one file could fill a calendar of a thousand years."""

Month = tuple[int, int]
"""A year and a month."""


@dataclass(frozen=True)
class Bar:
    """An event of several days in one week: on its first day there it has the number of its `days` in that week.

    On the others that number is 0. `begins` and `ends` say whether its first and its last day are in this week.
    """

    card: EventCard
    days: int
    begins: bool
    ends: bool


@dataclass(frozen=True)
class Day:
    """A day of a table. `bars` stand in the same place on each day of a week, None where there is none."""

    day: date
    bars: tuple[Bar | None, ...]
    cards: tuple[EventCard, ...]


def month_url(month: Month) -> str:
    """The page of a month, from the site's root."""
    year, number = month
    return f"events/{year:04}/{number:02}/"


def by_month(occurrences: Iterable[Listed]) -> dict[Month, list[Listed]]:
    """The occurrences of each month that there are any in, in their order."""
    found: dict[Month, list[Listed]] = {}
    for one in occurrences:
        for month in _months(one.first, one.last):
            found.setdefault(month, []).append(one)
    return found


def _months(first: date, last: date) -> Iterator[Month]:
    start = first.year * 12 + first.month - 1
    end = last.year * 12 + last.month - 1
    for number in range(start, min(end + 1, start + MOST_MONTHS)):
        yield number // 12, number % 12 + 1


def weeks(month: Month, first_weekday: int, cards: Sequence[EventCard]) -> tuple[tuple[Day | None, ...], ...]:
    """The days of a month in rows of seven, None for those of another month; weeks begin on a weekday, 0 for Monday."""
    rows = Calendar(first_weekday).monthdayscalendar(*month)
    several = [card for card in cards if last_day(card.start, card.end) > day_of(card.start)]
    # By the clock that is printed, as a day here is one of each place, and not by instants.
    single = sorted((card for card in cards if card not in several), key=_clock)
    return tuple(
        _week(tuple(date(*month, number) if number else None for number in row), several, single) for row in rows
    )


def _clock(card: EventCard) -> tuple[bool, LocalTime]:
    return isinstance(card.start, datetime), card.start


def _week(
    days: tuple[date | None, ...], several: Sequence[EventCard], single: Sequence[EventCard]
) -> tuple[Day | None, ...]:
    known = [day for day in days if day]
    lanes: list[dict[date, Bar]] = []
    for card in sorted(several, key=lambda one: (day_of(one.start), -last_day(one.start, one.end).toordinal())):
        first, last = day_of(card.start), last_day(card.start, card.end)
        inside = [day for day in known if first <= day <= last]
        if not inside:
            continue
        lane = next((one for one in lanes if not one.keys() & set(inside)), None)
        if lane is None:
            lanes.append(lane := {})
        for day in inside:
            count = len(inside) if day == inside[0] else 0
            lane[day] = Bar(card, count, begins=inside[0] == first, ends=inside[-1] == last)
    return tuple(_day(day, lanes, single) if day else None for day in days)


def _day(day: date, lanes: Sequence[dict[date, Bar]], single: Sequence[EventCard]) -> Day:
    # Below the last lane that has something on a day its own events may stand.
    used = lanes[: max((place for place, lane in enumerate(lanes, 1) if day in lane), default=0)]
    return Day(
        day,
        bars=tuple(lane.get(day) for lane in used),
        cards=tuple(card for card in single if day_of(card.start) == day),
    )
