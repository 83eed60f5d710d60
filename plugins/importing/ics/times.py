"""When an event of a calendar is: its times by the clocks of one place, as a record has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import icalendar

from plugins.importing.ics.zones import Zones, instant, wall
from plugins.importing.tables import RefusedError

__all__ = ["Moment", "When", "first", "moments", "several", "text_of", "when"]

NEEDED = frozenset({"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"})
"""Properties without which it would not be known when an event takes place."""

ONE_DAY = timedelta(days=1)
SERIES_LOOKED_AT = timedelta(days=3 * 366)
"""For so long the zone of a series is held against the calendar's definition of it."""


@dataclass(frozen=True)
class Moment:
    """A day, or a time of some clock: that of `tzid`, of UTC, or where it is "" of any place."""

    moment: datetime | date
    tzid: str


@dataclass(frozen=True)
class When:
    """When an event is, by the clocks of its zone; the last of whole days is the end. `tzid` is what the start names.

    `hour` says which is meant of an hour that is shown twice, or is "".
    """

    start: datetime | date
    end: datetime | date
    zone: str
    tzid: str
    zones: Zones
    hour: str
    remarks: tuple[str, ...]

    @property
    def whole_days(self) -> bool:
        return not isinstance(self.start, datetime)

    @property
    def length(self) -> timedelta:
        """From the start to the end by the clock; of whole days one less than there are."""
        return datetime.combine(self.end, _time(self.end)) - datetime.combine(self.start, _time(self.start))

    def local(self, one: Moment) -> datetime | date:
        """A moment as the clocks of the event's zone show it; of whole days the day; of a day alone its usual hour."""
        if not isinstance(one.moment, datetime):
            return datetime.combine(one.moment, self.start.time()) if isinstance(self.start, datetime) else one.moment
        if self.whole_days:
            return one.moment.date()
        return _placed(one, self.tzid, self.zone, self.zones)[0]


def first(properties: icalendar.Component, name: str) -> Any:
    """The value of a property, of several the first; None where there is none, or none that can be read."""
    found = next(several(properties, name), None)
    return None if isinstance(found, icalendar.prop.vBroken) else found


def several(properties: icalendar.Component, name: str) -> Iterator[Any]:
    """All values of a property."""
    found = properties.get(name, [])
    yield from found if isinstance(found, list) else [found]


def text_of(value: Any) -> str:
    """A value of a property as text; "" for None."""
    return "" if value is None else str(value)


def refuse_broken(properties: icalendar.Component) -> None:
    """Raises RefusedError where a time or a rule of an event cannot be read."""
    for name, why in properties.errors:
        if (name or "").upper() in NEEDED:
            raise RefusedError(f"its {name} cannot be read: {' '.join(why.split())[:200]}; correct it in the calendar")


def moments(properties: icalendar.Component, name: str) -> Iterator[tuple[Moment, timedelta | None]]:
    """The moments of a property that lists some, each with its length where one is given (RFC 5545, section 3.3.9)."""
    for value in several(properties, name):
        for one in value.dts:
            begins, length = one.dt, None
            if isinstance(begins, tuple):
                begins, ends = begins
                length = ends if isinstance(ends, timedelta) else ends - begins
            yield moment_of(begins, one.params.get("TZID") or value.params.get("TZID", ""), name), length


def moment_of(value: Any, tzid: str, name: str) -> Moment:
    """A moment as the library reads it. Raises RefusedError for a time without a day."""
    if isinstance(value, datetime):
        if value.tzinfo is not None and not tzid:
            return Moment(value.astimezone(UTC).replace(tzinfo=None), "UTC")
        return Moment(value.replace(tzinfo=None), tzid)
    if isinstance(value, date):
        return Moment(value, tzid)
    raise RefusedError(f"its {name} is no day and no time of one; correct it in the calendar")


def when(properties: icalendar.Component, zones: Zones) -> When:
    """When an event is. Raises RefusedError where that is not known."""
    refuse_broken(properties)
    begins = first(properties, "DTSTART")
    if begins is None:
        raise RefusedError("it has no DTSTART, so nobody knows when it begins")
    start = moment_of(begins.dt, begins.params.get("TZID", ""), "DTSTART")
    ends, length = first(properties, "DTEND"), first(properties, "DURATION")
    end = moment_of(ends.dt, ends.params.get("TZID", ""), "DTEND") if ends is not None else None
    duration = length.dt if length is not None and end is None else None
    if not isinstance(start.moment, datetime) or _microsofts_days(properties, start, end):
        return _days(start, end, duration, zones)
    return _times(properties, start, end, duration, zones)


def _microsofts_days(properties: icalendar.Component, start: Moment, end: Moment | None) -> bool:
    """Whether whole days are written as times from midnight to midnight, as Outlook does."""
    some = [one.moment for one in (start, end) if one]
    return text_of(first(properties, "X-MICROSOFT-CDO-ALLDAYEVENT")).upper() == "TRUE" and all(
        isinstance(one, datetime) and one.time() == time() for one in some
    )


def _days(start: Moment, end: Moment | None, duration: timedelta | None, zones: Zones) -> When:
    begins = _day(start.moment)
    ends = _day(end.moment) if end else begins + (duration or ONE_DAY)
    # The end of whole days is the day after the last (RFC 5545, section 3.6.1); some programs write the same day.
    last = ends - ONE_DAY if ends > begins else ends
    zone, remark = zones.resolve(start.tzid, *_span(begins)) if start.tzid not in ("", "UTC") else (zones.of_days(), "")
    return When(begins, last, zone, start.tzid, zones, "", (remark,) if remark else ())


def _time(moment: datetime | date) -> time:
    return moment.time() if isinstance(moment, datetime) else time()


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _span(day: date) -> tuple[datetime, datetime]:
    return datetime.combine(day, time()), datetime.combine(day, time())


def _times(
    properties: icalendar.Component, start: Moment, end: Moment | None, duration: timedelta | None, zones: Zones
) -> When:
    assert isinstance(start.moment, datetime)
    repeats = "RRULE" in properties
    remarks: list[str] = []
    if start.tzid == "UTC":
        zone = "UTC" if repeats else zones.usual or "UTC"
        if repeats and zones.usual not in ("", "UTC"):
            remarks.append(
                "the series is written in UTC, so its hours there stay the same in summer and winter; if those of "
                f"{zones.usual} do, change `timezone:` and the times in the file"
            )
    elif start.tzid:
        zone, remark = zones.resolve(start.tzid, start.moment, start.moment + _length_looked_at(properties))
        remarks.append(remark)
    else:
        zone, remark = zones.of_floating()
        remarks.append(remark)
    begins, first_hour = _placed(start, start.tzid, zone, zones)
    if end is not None:
        last, second_hour = _placed(_timed(end, start), start.tzid, zone, zones)
    else:
        remarks.append("" if duration is not None else "the calendar gives no end; it is taken to end when it begins")
        last, second_hour = _after(begins, duration or timedelta(), zone)
    if {first_hour, second_hour} == {"first", "second"}:
        raise RefusedError(
            "it goes on while the clocks are put back, and begins and ends in an hour that they show twice; "
            "write the file by hand, with the times of UTC"
        )
    skipped = [name for name, one in (("start", start), ("end", end)) if one and _is_skipped(one, start.tzid, zone)]
    if skipped:
        remarks.append(f"the clocks of {zone} skip its {skipped[0]}; the time that they show in its stead is taken")
    return When(begins, last, zone, start.tzid, zones, first_hour or second_hour, tuple(filter(None, remarks)))


def _length_looked_at(properties: icalendar.Component) -> timedelta:
    return SERIES_LOOKED_AT if "RRULE" in properties else timedelta()


def _timed(end: Moment, start: Moment) -> Moment:
    """The end, by the clock of the start where it names none; a day alone is its first hour."""
    moment = end.moment if isinstance(end.moment, datetime) else datetime.combine(end.moment, time())
    return Moment(moment, end.tzid or start.tzid)


def _placed(one: Moment, tzid: str, zone: str, zones: Zones) -> tuple[datetime, str]:
    """A time by the clocks of a zone, and which of two hours of one name it is, or "".

    `tzid` is how the calendar names the zone. Of a time that is shown twice there the first is meant, and of one that
    is skipped the one that is shown in its stead (RFC 5545, section 3.3.5).
    """
    assert isinstance(one.moment, datetime)
    if one.tzid == "UTC":
        return _shown(one.moment.replace(tzinfo=UTC), zone)
    own = one.tzid in ("", tzid)
    return _shown(instant(one.moment, zone) if own else zones.instant(one.moment, one.tzid), zone)


def _shown(moment: datetime, zone: str) -> tuple[datetime, str]:
    """What the clocks of a zone show at an instant, and which of two hours of one name it is, or ""."""
    found = wall(moment, zone)
    twice = instant(found.replace(fold=0), zone) != instant(found.replace(fold=1), zone)
    return found.replace(fold=0), ("second" if found.fold else "first") if twice else ""


def _after(begins: datetime, duration: timedelta, zone: str) -> tuple[datetime, str]:
    """The end of what lasts some time: days by the calendar, hours by the clock that goes on (section 3.3.6)."""
    return _shown(instant(begins + timedelta(days=duration.days), zone) + timedelta(seconds=duration.seconds), zone)


def _is_skipped(one: Moment, tzid: str, zone: str) -> bool:
    """Whether the clocks of a zone skip a time that is written by them."""
    if one.tzid not in ("", tzid) or one.tzid == "UTC" or not isinstance(one.moment, datetime):
        return False
    return wall(instant(one.moment, zone), zone).replace(fold=0) != one.moment
