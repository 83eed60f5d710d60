"""What a calendar says of the clocks of a time zone itself (VTIMEZONE; RFC 5545, section 3.6.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any

from dateutil.rrule import rrulestr

from plugins.importing.ics.components import Component, parsed
from plugins.importing.tables import RefusedError

__all__ = ["Observances", "read_observances"]

MOST = 400
"""No observance begins more often in the years that are looked at."""

YEARS_BEFORE = 2
PARTS = re.compile(
    r"FREQ=YEARLY|INTERVAL=1|UNTIL=\d{8}(T\d{6}Z?)?|BYMONTH=\d{1,2}|BYDAY=[+-]?[1-5]?(MO|TU|WE|TH|FR|SA|SU)"
    r"|BYMONTHDAY=-?\d{1,2}(,-?\d{1,2}){0,30}|WKST=(MO|TU|WE|TH|FR|SA|SU)|BY(HOUR|MINUTE|SECOND)=\d{1,2}"
)
"""The parts of a rule that any calendar of our time has for its zones; all else could be made to take for ever."""


@dataclass(frozen=True)
class Observance:
    """Standard or daylight time: when it first begins by the clock, its offset and that before, when it begins anew."""

    name: str
    first: datetime
    before: timedelta
    offset: timedelta
    rule: Mapping[str, str]
    dates: tuple[datetime, ...]

    def begins(self, year: int) -> Iterator[datetime]:
        """The times at which it begins in a year and the two before it, by the clock that was shown until then."""
        yield self.first
        yield from self.dates
        since = max(year - YEARS_BEFORE, self.first.year)
        if not self.rule or year < self.first.year:
            return
        last = datetime(year, 12, 31, 23, 59, 59)  # noqa: DTZ001  of the wall clock
        if "UNTIL" in self.rule:
            last = min(last, self._until())
        rule = ";".join(f"{name}={value}" for name, value in self.rule.items() if name != "UNTIL")
        leap_day = (self.first.month, self.first.day) == (2, 29)
        start = self.first.replace(year=since, day=28 if leap_day else self.first.day)
        yield from islice(rrulestr(f"{rule};UNTIL={last:%Y%m%dT%H%M%S}", dtstart=start), MOST)

    def _until(self) -> datetime:
        text = self.rule["UNTIL"].removesuffix("Z")
        form = "%Y%m%dT%H%M%S" if "T" in text else "%Y%m%d"
        # In UTC as a rule; a day more does no harm, for it is far from the next beginning.
        return datetime.strptime(text, form) + timedelta(days=1)  # noqa: DTZ007  of the wall clock


class Observances:
    """All observances of a zone."""

    def __init__(self, found: tuple[Observance, ...]) -> None:
        self.found = found
        self.names = tuple(dict.fromkeys(one.name for one in found if one.name))
        self.years: dict[int, list[tuple[datetime, timedelta]]] = {}

    def offset(self, moment: datetime) -> timedelta:
        """The offset at a time of the wall clock."""
        latest = min(self.found, key=lambda one: one.first).before
        for begins, offset in self._year(moment.year):
            if begins > moment:
                break
            latest = offset
        return latest

    def _year(self, year: int) -> list[tuple[datetime, timedelta]]:
        """The beginnings in a year, and the last one before it."""
        if year not in self.years:
            found = sorted({(begins, one.offset) for one in self.found for begins in one.begins(year)})
            before = [one for one in found if one[0].year < year]
            self.years[year] = before[-1:] + [one for one in found if one[0].year == year]
        return self.years[year]


def read_observances(timezone: Component) -> Observances | None:
    """The observances of a VTIMEZONE; None where it has none, or one that cannot be followed."""
    parts = [part for part in timezone.parts if part.name in {"STANDARD", "DAYLIGHT"}]
    try:
        found = tuple(_observance(part) for part in parts)
    except (RefusedError, ValueError, KeyError, AttributeError, TypeError, OverflowError):
        return None
    return Observances(found) if found else None


def _observance(part: Component) -> Observance:
    properties: Any = parsed(part)
    if properties.errors:
        raise ValueError(properties.errors)
    rule = str(properties["RRULE"].to_ical().decode()) if "RRULE" in properties else ""
    pieces = [piece for piece in rule.split(";") if piece]
    if not all(map(PARTS.fullmatch, pieces)):
        raise ValueError(rule)
    dates = properties.get("RDATE", [])
    lists = dates if isinstance(dates, list) else [dates]
    return Observance(
        name=str(properties.get("TZNAME", "")),
        first=_wall(properties["DTSTART"].dt),
        before=properties["TZOFFSETFROM"].td,
        offset=properties["TZOFFSETTO"].td,
        rule=dict(piece.split("=", 1) for piece in pieces),
        dates=tuple(dict.fromkeys(_wall(one.dt) for several in lists for one in several.dts)),
    )


def _wall(moment: Any) -> datetime:
    if isinstance(moment, datetime):
        return (moment.astimezone(UTC) if moment.tzinfo else moment).replace(tzinfo=None)
    if isinstance(moment, date):
        return datetime.combine(moment, time())
    raise ValueError(moment)
