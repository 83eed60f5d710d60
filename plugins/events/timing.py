"""What is wrong with the times of an event: hours that its clocks skip or show twice, series that do not come true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import NamedTuple

from plugins.core.fields import LocalTime
from plugins.core.sources import Loc
from plugins.core.wording import quoted
from plugins.events.occurrences import MOST, Occurrence, occurrence_of
from plugins.events.recurrence import Recurrence
from plugins.events.rules import LONGEST, last_start, parts_of, rule_problem, starts
from plugins.events.wall_clock import Hour, between, day_of, hours_of, in_place_of

__all__ = ["Times", "clock_problem", "time_problems"]

YEARS_COUNTED = 5
MOST_WITHOUT_END = 400
"""A series without an end has at most so many occurrences in so many years."""

A_MONTH = timedelta(days=31)

Problem = tuple[Loc, str]
"""Where something is wrong, from the event on, and what."""


class Times(NamedTuple):
    """When an event is. `hour` is which of two hours of one name is meant, where the clocks are put back."""

    start: LocalTime
    end: LocalTime
    timezone: str
    hour: Hour | None = None
    recurrence: Recurrence | None = None


def time_problems(times: Times) -> Iterator[Problem]:
    """Everything that is wrong with the times of an event whose start and end are both days, or both have a time."""
    for name, moment in (("start", times.start), ("end", times.end)):
        if problem := clock_problem(moment, times.timezone, times.hour):
            yield (name,), problem
    if times.end < times.start:
        yield ("end",), "the event ends before it starts; check both"
    elif times.recurrence:
        yield from ((("recurrence", *loc), problem) for loc, problem in _series(times, times.recurrence))


def clock_problem(moment: LocalTime, timezone: str, hour: Hour | None) -> str:
    """What is wrong with a time of the wall clock: that its place skips it, or has it twice; "" where nothing is."""
    count = hours_of(moment, timezone)
    if count == 1 or not isinstance(moment, datetime):
        return ""
    place = timezone.rpartition("/")[2].replace("_", " ")
    if count == 0:
        meant = _told(in_place_of(moment, timezone))
        return f"the clocks of {place} are put forward and skip {moment:%H:%M} on that day; did you mean {meant}?"
    if hour is None:
        return (
            f"the clocks of {place} are put back and show {moment:%H:%M} twice on that day; "
            "say which is meant: `repeated_hour: first` or `repeated_hour: second`"
        )
    return ""


def _series(times: Times, recurrence: Recurrence) -> Iterator[Problem]:
    field = "rule" if recurrence.rule else "frequency"
    parts = parts_of(recurrence, times.start)
    problem = rule_problem(parts, times.timezone)
    if not problem and not isinstance(times.start, datetime) and parts.keys() & {"BYHOUR", "BYMINUTE"}:
        problem = "BYHOUR and BYMINUTE do not go with an event of whole days"
    if problem:
        yield (field,), problem
        return
    try:
        first = next(starts(recurrence, times.start, times.timezone), None)
    except ValueError as error:
        yield (field,), f"the rule cannot be read: {error}"
        return
    if first != times.start:
        said = f"the first start by this is {_told(first)}" if first else "by this it never takes place"
        yield (field,), f"{said}, but the event starts on {_told(times.start)}; make them agree"
        return
    yield from _too_many(times, recurrence, field)
    yield from _named_wrongly(times, recurrence)


def _too_many(times: Times, recurrence: Recurrence, field: str) -> Iterator[Problem]:
    if not recurrence.endless:
        yield from _too_long(times, recurrence, field)
        return
    last = day_of(times.start) + timedelta(days=round(YEARS_COUNTED * 365.25))
    if _more_than(MOST_WITHOUT_END, starts(recurrence, times.start, times.timezone, last)):
        ending = "add an end to it, such as ;COUNT=20" if recurrence.rule else "say when, such as `until: 2027-12-31`"
        many = f"more than {MOST_WITHOUT_END} occurrences in {YEARS_COUNTED} years"
        yield (field,), f"the series does not end, and has {many}; {ending}"


def _too_long(times: Times, recurrence: Recurrence, field: str) -> Iterator[Problem]:
    parts = parts_of(recurrence, times.start)
    last = last_start(parts, times.timezone)
    count = sum(1 for _start in islice(starts(recurrence, times.start, times.timezone), MOST + 1))
    if count > MOST:
        yield (field,), f"the series has more than {MOST:,} occurrences; let it end sooner"
    elif count < int(parts.get("COUNT", 0)) or (last and last.year > times.start.year + LONGEST):
        yield (field,), f"the series lasts for more than {LONGEST} years; let it end sooner"


def _more_than(most: int, some: Iterator[LocalTime]) -> bool:
    return next(islice(some, most, None), None) is not None


def _named_wrongly(times: Times, recurrence: Recurrence) -> Iterator[Problem]:
    """What is left out or changed and is none of the starts, and changes that say too little."""
    named = [*recurrence.exclude, *(change.occurrence for change in recurrence.changes)]
    latest = max(map(day_of, [times.start, *named])) + A_MONTH
    known = list(islice(starts(recurrence, times.start, times.timezone, latest), MOST))
    for position, one in enumerate(recurrence.exclude):
        if one not in known:
            yield ("except", position), _no_start(one, known)
    for position, change in enumerate(recurrence.changes):
        where: Loc = ("changes", position)
        if change.occurrence not in known:
            yield (*where, "occurrence"), _no_start(change.occurrence, known)
        elif change.occurrence in recurrence.exclude:
            told = _told(change.occurrence)
            yield (*where, "occurrence"), f"{told} is left out by `except:`; take it out there, or this change"
        else:
            changed = occurrence_of(change.occurrence, between(times.start, times.end), times.timezone, change)
            yield from (((*where, name), problem) for name, problem in _changed(times, changed))


def _changed(times: Times, one: Occurrence) -> Iterator[tuple[str, str]]:
    """What is wrong with a changed occurrence, by the name of the field."""
    assert one.change
    if one.change.status == "cancelled" and not one.change.note:
        yield "status", "say why it is cancelled, in a line: `note: ...`"
    written = [(name, moment) for name in ("start", "end") if (moment := getattr(one.change, name)) is not None]
    for name, moment in written:
        if isinstance(moment, datetime) != isinstance(one.ordinary, datetime):
            yield name, f"write it as the start of the series is, such as {_told(one.ordinary)}"
            return
        if problem := clock_problem(moment, times.timezone, times.hour):
            yield name, problem
    if one.end < one.start:
        yield written[-1][0], "it ends before it starts; check both"


def _no_start(one: LocalTime, known: Sequence[LocalTime]) -> str:
    """That a time is none of the series, with the nearest ones that are."""
    message = f"{quoted(_told(one))} is no start of the series"
    if isinstance(one, datetime) != isinstance(known[0], datetime):
        same_day = next((other for other in known if day_of(other) == day_of(one)), known[0])
        return f"{message}; write it as {_told(same_day)}"
    near = sorted(sorted(known, key=lambda other: abs(between(other, one)))[:2])
    return f"{message}; near it are {' and '.join(map(_told, near))}"


def _told(moment: LocalTime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else moment.isoformat()
