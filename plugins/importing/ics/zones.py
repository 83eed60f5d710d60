"""The time zones of a calendar as zones of the IANA database: by their names, or by the hours their clocks show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import babel.core

from plugins.core.codes import time_zone, time_zone_meant, time_zones
from plugins.importing.ics.components import Component
from plugins.importing.ics.observances import Observances, read_observances
from plugins.importing.tables import RefusedError

__all__ = ["Zones", "instant", "wall"]

GREENWICH = frozenset({"utc", "z", "zulu", "uct", "etc/utc", "etc/uct", "etc/zulu", "etc/gmt", "gmt", "etc/greenwich"})
"""Other names of UTC."""

A_WEEK = timedelta(days=7)
MANY = 4
MAX_TZID = 120


def instant(moment: datetime, zone: str) -> datetime:
    """A time of the wall clock of a zone as an instant; of an hour that is shown twice, the first."""
    return moment.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def wall(moment: datetime, zone: str) -> datetime:
    """What the clocks of a zone show at an instant; its fold says which of two hours of one name."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


class Zones:
    """The zones that one calendar names. `given` is the zone that the person who imports says, or ""."""

    def __init__(self, given: str, calendar: Component, all_timezones: Iterable[Component]) -> None:
        self.given = given
        self.own = named(calendar.text("X-WR-TIMEZONE"))
        """The zone that the calendar has as a whole, or ""."""
        self.defined = {_plain(one.text("TZID")): one for one in all_timezones}
        self.read: dict[str, Observances | None] = {}
        self.names: dict[str, str] = {}
        self.found: dict[tuple[str, int, int], tuple[str, ...]] = {}

    @property
    def usual(self) -> str:
        """The zone of what has none of its own, or ""."""
        return self.given or self.own

    def of_days(self) -> str:
        """The zone of whole days, which name none: that of the calendar, else the only one that stands in it."""
        only = named(next(iter(self.defined))) if len(self.defined) == 1 else ""
        if found := self.usual or only:
            return found
        raise RefusedError(
            "whole days have no time zone in a calendar, and an event here needs that of its place; "
            "which is it? say so with --zone, such as --zone Europe/London"
        )

    def of_floating(self) -> tuple[str, str]:
        """The zone of a time that names none, and a remark."""
        if self.given:
            return self.given, ""
        if self.own:
            return self.own, f"the time has no zone of its own; that of the calendar, {self.own}, is taken"
        raise RefusedError(
            "the time has no zone, so it is an hour of any place (a floating time); "
            "which place's clocks are meant? say so with --zone, such as --zone Europe/London"
        )

    def resolve(self, tzid: str, first: datetime, last: datetime) -> tuple[str, str]:
        """The IANA zone of a TZID, for times of its wall clock from `first` to `last`, and a remark or "".

        A name of the database is taken as it is. Of other names the calendar's own definition must agree, and where
        the name says nothing, the one zone that has the hours of the definition is meant. Raises RefusedError.
        """
        tzid = _plain(tzid)
        observances = self.observances(tzid)
        if tzid in time_zones():
            return tzid, _differs(tzid, observances, first)
        meant = self.meant(tzid)
        if observances is None:
            return self._without_definition(tzid, meant)
        found = self.alike(tzid, observances, first.year, last.year)
        if meant and (meant in found or _agrees(meant, observances, first, last)):
            return meant, "" if named(tzid) == meant else f"the zone '{tzid}' is taken as {meant}"
        found = found or tuple(zone for zone in sorted(time_zones()) if _agrees(zone, observances, first, last))
        if found:
            return self._one_of(tzid, observances, found)
        if self.given:
            return self.given, f"no zone has the hours of '{tzid}'; its clock is taken as that of {self.given}"
        raise RefusedError(
            f"the calendar defines a time zone '{tzid}' of its own, and no place's clocks show its hours; "
            "which zone is meant? say so with --zone, such as --zone Europe/London"
        )

    def instant(self, moment: datetime, tzid: str) -> datetime:
        """A time of the clock that a TZID names as an instant. Raises RefusedError where nothing says what it shows."""
        tzid = _plain(tzid)
        observances = self.observances(tzid)
        if observances is not None and tzid not in time_zones():
            return (moment - observances.offset(moment)).replace(tzinfo=UTC)
        zone = tzid if tzid in time_zones() else self._without_definition(tzid, self.meant(tzid))[0]
        return instant(moment, zone)

    def meant(self, tzid: str) -> str:
        """The zone that the name of one, or what the calendar says beside it, means without doubt; or ""."""
        if tzid not in self.names:
            place = self.defined[tzid].text("X-LIC-LOCATION") if tzid in self.defined else ""
            self.names[tzid] = named(tzid) or named(place)
        return self.names[tzid]

    def alike(self, tzid: str, observances: Observances, first_year: int, last_year: int) -> tuple[str, ...]:
        """The zones whose clocks show the hours of a definition in all these years."""
        key = (tzid, first_year, last_year)
        if key not in self.found:
            # Noon, for no clock is changed then.
            begin, end = datetime(first_year, 1, 1, 12), datetime(last_year, 12, 31, 12)  # noqa: DTZ001  wall clock
            self.found[key] = tuple(zone for zone in sorted(time_zones()) if _agrees(zone, observances, begin, end))
        return self.found[key]

    def observances(self, tzid: str) -> Observances | None:
        """The calendar's own definition of a zone; None where it has none that can be read."""
        if tzid not in self.read:
            found = self.defined.get(tzid)
            self.read[tzid] = read_observances(found) if found else None
        return self.read[tzid]

    def _without_definition(self, tzid: str, meant: str) -> tuple[str, str]:
        if meant:
            return meant, "" if time_zone(tzid) or _is_windows(tzid) else f"the zone '{tzid}' is taken as {meant}"
        if self.given:
            return self.given, f"the zone '{tzid}' is not known; the clock is taken as that of {self.given}"
        near = time_zone_meant(tzid)
        raise RefusedError(
            f"the time zone '{tzid}' is not known, and the calendar does not say what hours it has; "
            f"which zone is meant? say so with --zone {near or 'and its name, such as --zone Europe/London'}"
        )

    def _one_of(self, tzid: str, observances: Observances, found: Sequence[str]) -> tuple[str, str]:
        """Of zones with the same hours the one that is said or named, is the only one, or is usually meant."""
        remark = f"the zone '{tzid}' is taken as {{zone}}, which has its hours"
        for zone in (self.given, self.own, *_told_by(tzid)):
            if zone in found:
                return zone, remark.format(zone=zone)
        aliases = babel.core.get_global("zone_aliases")
        places = {aliases.get(zone, zone) for zone in found if zone != "UTC"} or {"UTC"}
        if len(places) == 1:
            return min(places), remark.format(zone=min(places))
        by_name = [zone for name in observances.names if (zone := time_zone_meant(name)) in found]
        common = sorted({zone for zone in babel.core.get_global("windows_zone_mapping").values() if zone in found})
        if by_name or len(common) == 1:
            zone = [*by_name, *common][0]
            return zone, f"{remark.format(zone=zone)}; others have them too, and --zone says which is meant"
        some = [*common, *sorted(places - {*common})]
        told = ", ".join(some[:MANY]) + (" and others" if len(some) > MANY else "")
        raise RefusedError(
            f"the time zone '{tzid}' has the hours of {told}; which is meant? say so with --zone {some[0]}"
        )


def _plain(tzid: str) -> str:
    """The name of a zone without quotation marks and the backslashes that some programs put before commas."""
    return tzid.replace("\\", "").strip().strip('"')[:MAX_TZID]


def named(text: str) -> str:
    """The IANA zone that a name in a calendar means without doubt; "" where there is one, or none."""
    text = text.strip().strip('"')[:MAX_TZID]
    if text.casefold() in GREENWICH:
        return "UTC"
    if found := time_zone(text.lstrip("/")):
        return found
    if _is_windows(text):
        return time_zone_meant(text)
    # /freeassociation.sourceforge.net/Europe/Berlin, custom_Europe/Berlin
    ends = (text[place:] for place in range(len(text)))
    return next((end for end in ends if "/" in end and end in time_zones()), "")


def _is_windows(text: str) -> bool:
    return text in babel.core.get_global("windows_zone_mapping") and bool(time_zone_meant(text))


def _told_by(tzid: str) -> Iterator[str]:
    """Zones whose cities a name lists, as Windows does: (UTC+01:00) Amsterdam, Berlin, Bern."""
    for word in re.split(r"[,;()]", tzid):
        if (word := word.strip()) and not word.isupper():
            yield time_zone_meant(word)


def _differs(zone: str, observances: Observances | None, moment: datetime) -> str:
    """A remark that the calendar's definition of a zone that is in the database has another hour at a time."""
    if observances is None or observances.offset(moment) == _offset(zone, moment) or _near_a_change(zone, moment):
        return ""
    return f"the calendar's own definition of {zone} has other hours at that time; the zone's own are taken"


def _agrees(zone: str, observances: Observances, first: datetime, last: datetime) -> bool:
    """Whether the clocks of a zone show the same hours as a definition, from one time to another."""
    days = max((last - first).days, 0)
    weekly = (first + A_WEEK * number for number in range(days // 7 + 1))
    daily = (first + timedelta(days=number) for number in range(days + 1))
    return all(
        observances.offset(noon) == _offset(zone, noon)
        for some in (weekly, daily)
        for noon in (datetime.combine(day.date(), time(12)) for day in some)
    ) and all(observances.offset(one) == _offset(zone, one) or _near_a_change(zone, one) for one in (first, last))


def _near_a_change(zone: str, moment: datetime) -> bool:
    """Whether the clocks are changed within hours, where a definition may have an hour more or less of the old."""
    three_hours = timedelta(hours=3)
    return _offset(zone, moment - three_hours) != _offset(zone, moment + three_hours)


def _offset(zone: str, moment: datetime) -> timedelta | None:
    return moment.replace(tzinfo=ZoneInfo(zone)).utcoffset()
