"""What lists show of an event: an occurrence, or a series as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from plugins.core.fields import LocalTime
from plugins.events.particulars import Status
from plugins.events.rules import Repetition
from plugins.events.wall_clock import day_of

__all__ = ["EventCard", "Format"]

Format = Literal["in-person", "online", "hybrid"]


@dataclass(frozen=True)
class EventCard:
    """One occurrence of an event, or with `whole` a series, whose times are then those of its first.

    `start` and `end` are by the clocks of the place, `starts_at` and `ends_at` instants; the end of a day is the
    beginning of the next. `ordinary` is the start by which an occurrence is known. `repeats` says how a whole series
    does, where that can be said in a sentence.
    """

    slug: str
    url: str
    title: str
    start: LocalTime
    end: LocalTime
    ordinary: LocalTime
    timezone: str
    starts_at: datetime
    ends_at: datetime
    status: Status
    note: str | None
    format: Format
    city: str | None
    country: str | None
    venue: str | None
    categories: tuple[str, ...]
    cpd_points: Decimal | None
    series: bool
    repeats: Repetition | None
    whole: bool

    def is_over(self, today: date) -> bool:
        """Whether its last day, by the calendar of its place, is before `today`."""
        return day_of(self.end) < today

    def told(self) -> str:
        """When it is, for its author to make sure of: the day of the week, the hours, the zone with its offset."""
        first, last = (f"{moment:%a %d %b %Y}" for moment in (self.start, self.end))
        if not isinstance(self.start, datetime):
            return first if first == last else f"{first} to {last}"
        hours = f"{self.start:%H:%M} to {'' if first == last else f'{last} '}{self.end:%H:%M}"
        offset = f"{self.starts_at:%z}"
        return f"{first}, {hours} {self.timezone} (UTC{offset[:3]}:{offset[3:]})"
