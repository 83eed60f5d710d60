"""How an event of a calendar repeats: its rule, what is left out, the occurrences that differ, and dates besides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from plugins.core.meetings import meeting_links
from plugins.importing.conversions import shorten
from plugins.importing.ics.entries import Entry
from plugins.importing.ics.particulars import MAX_LINE, cancelled_note, venue_name
from plugins.importing.ics.texts import one_line
from plugins.importing.ics.times import When, first, moments, text_of, when
from plugins.importing.ics.zones import instant, wall
from plugins.importing.tables import RefusedError

__all__ = ["Series", "series", "written"]

MOST_DATES = 100
"""So many dates without a rule are taken as events of their own."""

WITHIN_A_DAY = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})


@dataclass(frozen=True)
class Series:
    """The cells of a series, none of an event that has no rule; when it is on dates besides; remarks."""

    cells: Mapping[str, Any]
    besides: tuple[When, ...]
    remarks: tuple[str, ...]


def written(moment: datetime | date) -> str:
    """A day, or a time of the wall clock, as files have it: 2026-03-14 18:30."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    return moment.isoformat(sep=" ", timespec="seconds" if moment.second else "minutes")


def series(entry: Entry, time: When, changes: Sequence[Entry]) -> Series:
    """How an event repeats, by its rule and the entries that change one occurrence. Raises RefusedError."""
    rule = _rule(entry)
    left_out = sorted({time.local(moment) for moment, _ in moments(entry.properties, "EXDATE")}, key=written)
    besides = _besides(entry, time, left_out, changes)
    remarks = [_told(len(besides))] if besides else []
    if not rule:
        return Series({}, tuple(besides.values()), tuple(remarks))
    dates = (time.local(moment) for moment, _ in moments(entry.properties, "RDATE"))
    gone = {written(one) for one in (*left_out, *dates)}
    differing = []
    for change in changes:
        made, said = _change(entry, time, change)
        if made["occurrence"] in gone:
            continue
        if len(made) > 1:
            differing.append(made)
        remarks += said
    cells = {
        "recurrence.rule": rule,
        "recurrence.except": [written(one) for one in left_out],
        "recurrence.changes": sorted(differing, key=lambda one: str(one["occurrence"])),
    }
    return Series(cells, tuple(besides.values()), tuple(dict.fromkeys(remarks)))


def _told(count: int) -> str:
    if count == 1:
        return "one more date (RDATE), which no rule gives, becomes an event of its own"
    return f"{count} more dates (RDATE), which no rule gives, become events of their own"


def _rule(entry: Entry) -> str:
    """The rule as it stands, its frequency first; "" where there is none."""
    rules = [rule for rule in entry.rules if rule]
    if len(rules) > 1:
        raise RefusedError("it has two rules (RRULE) at once; make two events of it in the calendar")
    if not rules:
        return ""
    parts = sorted(rules[0].upper().split(";"), key=lambda part: not part.startswith("FREQ="))
    frequency = parts[0].removeprefix("FREQ=")
    if frequency in WITHIN_A_DAY:
        raise RefusedError(f"it repeats within a day (FREQ={frequency}); an event here repeats by the day at the most")
    if "EXRULE" in entry.properties:
        raise RefusedError("it has a rule of what is left out (EXRULE), which calendars no longer have; name the dates")
    return ";".join(parts)


def _besides(
    entry: Entry, time: When, left_out: Sequence[datetime | date], changes: Sequence[Entry]
) -> dict[datetime | date, When]:
    """When it is on dates that stand beside its rule, or its start, each as it is changed, by its ordinary start."""
    found: dict[datetime | date, When] = {}
    changed = {_ordinary(time, change): change for change in changes}
    for moment, own_length in moments(entry.properties, "RDATE"):
        start = time.local(moment)
        if start == time.start or start in left_out or start in found:
            continue
        if len(found) == MOST_DATES:
            raise RefusedError(f"it has more than {MOST_DATES} dates (RDATE); let a rule give them in the calendar")
        if start in changed:
            if changed[start].cancelled:
                continue
            found[start] = replace(when(changed[start].properties, entry.zones), remarks=())
            continue
        length = time.length if own_length is None else own_length
        if own_length and time.whole_days:
            length = timedelta(days=max(own_length.days - 1, 0))
        found[start] = replace(time, start=start, end=start + length, hour="", remarks=())
    return found


def _ordinary(time: When, change: Entry) -> datetime | date:
    occurrence = change.occurrence
    if occurrence is None:
        raise RefusedError(f"line {change.line} changes an occurrence that cannot be read (RECURRENCE-ID)")
    return time.local(occurrence)


def _change(entry: Entry, time: When, change: Entry) -> tuple[dict[str, Any], list[str]]:
    """What is different at one occurrence, and remarks."""
    ordinary = _ordinary(time, change)
    span = text_of(getattr(first(change.properties, "RECURRENCE-ID"), "params", {}).get("RANGE")).upper()
    if span == "THISANDFUTURE":
        raise RefusedError(
            f"line {change.line} changes it from {written(ordinary)} on (RANGE=THISANDFUTURE), which a series here "
            "cannot say; in the calendar, let it end there and begin a new one"
        )
    made: dict[str, Any] = {"occurrence": written(ordinary)}
    if change.cancelled:
        return {**made, "status": "cancelled", "note": cancelled_note(change)}, []
    made |= _other_time(time, ordinary, change)
    if change.title and change.title != entry.title and not meeting_links(change.title):
        made["title"] = shorten(change.title, MAX_LINE)
    place, _links = venue_name(one_line(text_of(first(change.properties, "LOCATION"))))
    usual, _links = venue_name(one_line(text_of(first(entry.properties, "LOCATION"))))
    if place and place != usual:
        made["venue"] = {"name": shorten(place, MAX_LINE)}
    own, common = (text_of(first(one.properties, "DESCRIPTION")).strip() for one in (change, entry))
    if own and own != common:
        return made, ["some of its occurrences have a description of their own, which a series here has not"]
    return made, []


def _other_time(time: When, ordinary: datetime | date, change: Entry) -> dict[str, str]:
    """When an occurrence begins and ends instead, by the clocks of the series."""
    if first(change.properties, "DTSTART") is None:
        return {}
    own = when(change.properties, change.zones)
    if own.whole_days != time.whole_days:
        raise RefusedError(
            f"line {change.line} makes whole days of an occurrence with a time, or a time of whole days; "
            "make an event of its own of it in the calendar"
        )
    if own.zone != time.zone and not own.whole_days:
        own = replace(own, start=_moved(own.start, own, time), end=_moved(own.end, own, time))
    found = {}
    if own.start != ordinary:
        found = {"start": written(own.start), "status": "rescheduled"}
    if own.length != time.length:
        found["end"] = written(own.end)
    return found


def _moved(moment: datetime | date, own: When, time: When) -> datetime:
    """A time of one zone by the clocks of another."""
    assert isinstance(moment, datetime)
    return wall(instant(moment, own.zone), time.zone).replace(fold=0)
