"""Time zones as calendars carry them (VTIMEZONE, RFC 5545, section 3.6.5), for as long as a calendar needs them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

__all__ = ["Onset", "onsets", "vtimezone"]

STEP = timedelta(days=5)
"""No zone has changed its clocks twice within so few days since 1970; a test holds the zones to that."""

KEPT = 256
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST = -1


class Onset(NamedTuple):
    """A change of a zone's clocks: when, as UTC; the offsets from UTC before and after it; what holds from then on."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    daylight: bool

    @property
    def shown(self) -> datetime:
        """What the clocks show when it comes, by the offset before."""
        return (self.at + self.before).replace(tzinfo=None)


class _State(NamedTuple):
    offset: timedelta
    saving: timedelta
    name: str


@lru_cache(KEPT)
def vtimezone(timezone: str, first: int, last: int) -> str:
    """The component that says how the clocks of a zone (IANA name) go from the first year to the last.

    The library's own names the hour after a change of clocks where the standard asks for the one before, and lists
    each change by itself; old programs understand the rules of a year alone.
    """
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur  # noqa: PLC0415  see ics.py

    zone = Timezone()
    zone.add("tzid", timezone)
    for onset, rule in _observances(onsets(timezone, first, last), last):
        part: Any = TimezoneDaylight() if onset.daylight else TimezoneStandard()
        part.add("dtstart", onset.shown)
        part.add("tzoffsetfrom", onset.before)
        part.add("tzoffsetto", onset.after)
        part.add("tzname", onset.name)
        if rule:
            part.add("rrule", vRecur.from_ical(rule))
        zone.add_component(part)
    text: str = zone.to_ical().decode()
    return text


def onsets(timezone: str, first: int, last: int) -> tuple[Onset, ...]:
    """The changes of a zone's clocks from the year before `first` to the end of `last`, in their order.

    Where none came in the year before, one that changes nothing stands at its beginning.
    """
    zone = ZoneInfo(timezone)
    moment, end = datetime(first - 1, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 1, tzinfo=UTC)
    state = _state(zone, moment)
    found = [Onset(moment - state.offset, state.offset, state.offset, state.name, state.saving > timedelta(0))]
    while moment < end:
        later = moment + STEP
        after = _state(zone, later)
        if after != state:
            at = _when(zone, moment, later)
            if at < end:
                # Where winter is the time that is saved, as in Ireland, summer is the one with more of it all the same.
                daylight = after.saving > state.saving or after.saving == state.saving > timedelta(0)
                found.append(Onset(at, state.offset, after.offset, after.name, daylight))
        moment, state = later, after
    known = found[1:]
    return tuple(known if known and known[0].at.year < first else found)


def _state(zone: ZoneInfo, moment: datetime) -> _State:
    local = moment.astimezone(zone)
    offset, saving = local.utcoffset(), local.dst()
    assert offset is not None
    assert saving is not None
    return _State(offset, saving, local.tzname() or "")


def _when(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The second in which the state of a zone changes between two moments."""
    state = _state(zone, before)
    low, high = 0, int((after - before).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        if _state(zone, before + timedelta(seconds=middle)) == state:
            low = middle
        else:
            high = middle
    return before + timedelta(seconds=high)


def _observances(changes: Sequence[Onset], last: int) -> Iterator[tuple[Onset, str]]:
    """Changes, each with the rule by which more of its kind follow year after year, or "".

    Those that follow no rule stand by themselves, since of a list (RDATE) some programs read the first alone.
    """
    kinds: dict[Any, list[Onset]] = {}
    for one in changes:
        kinds.setdefault(one[1:], []).append(one)
    for some in kinds.values():
        yield from ((run[0], _rule(run, last)) for run in _runs(some))


def _runs(some: Sequence[Onset]) -> Iterator[list[Onset]]:
    """Changes year after year in the same week of the same month, on the same day and at the same hour."""
    run, weeks = [some[0]], _weeks(some[0])
    for earlier, later in pairwise(some):
        common = weeks & _weeks(later) if _alike(earlier, later) else set()
        if common:
            run, weeks = [*run, later], common
        else:
            yield run
            run, weeks = [later], _weeks(later)
    yield run


def _alike(earlier: Onset, later: Onset) -> bool:
    one, other = earlier.shown, later.shown
    same = (one.month, one.weekday(), one.time()) == (other.month, other.weekday(), other.time())
    return same and other.year == one.year + 1


def _weeks(onset: Onset) -> set[int]:
    """Which weekday of its month it is on: the second, for instance, and perhaps the last."""
    day = onset.shown
    is_last = day.day + 7 > monthrange(day.year, day.month)[1]
    return {(day.day - 1) // 7 + 1, *([LAST] if is_last else [])}


def _rule(run: Sequence[Onset], last: int) -> str:
    """The rule of changes in several years; it ends only if there is a year that is asked for in which none came."""
    if len(run) == 1:
        return ""
    week = min(set.intersection(*map(_weeks, run)))
    day, final = run[0].shown, run[-1].shown
    # The end of the year, and not the last onset: some readers compare its local time with this UTC.
    until = f";UNTIL={final.year}1231T235959Z" if final.year < last else ""
    return f"FREQ=YEARLY;BYMONTH={day.month};BYDAY={week}{WEEKDAYS[day.weekday()]}{until}"
