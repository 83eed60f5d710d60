"""The occurrences of an event: one, or those of its series, each as it takes place by the clocks of its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from plugins.core.fields import LocalTime
from plugins.events.recurrence import Change, Recurrence
from plugins.events.rules import starts
from plugins.events.wall_clock import between, in_place_of

__all__ = ["HORIZON", "MOST", "Occurrence", "anchor", "occurrence_of", "occurrences"]

HORIZON = timedelta(days=400)
"""So far ahead the occurrences of a series without an end are shown."""

MOST = 2000
"""A series has at most so many occurrences."""


@dataclass(frozen=True)
class Occurrence:
    """One time that an event takes place. `ordinary` is the start that the rule gives, by which it is known."""

    ordinary: LocalTime
    start: LocalTime
    end: LocalTime
    change: Change | None = None


def occurrences(
    start: LocalTime, end: LocalTime, recurrence: Recurrence | None, timezone: str, through: date
) -> tuple[Occurrence, ...]:
    """The occurrences of an event in the order of their starts, those of a series without an end until a day.

    Those that are left out are not among them; those that are cancelled are.
    """
    if recurrence is None:
        return (Occurrence(start, start, end),)
    changes = {change.occurrence: change for change in recurrence.changes}
    left_out = frozenset(recurrence.exclude)
    found = (
        occurrence_of(one, between(start, end), timezone, changes.get(one))
        for one in islice(starts(recurrence, start, timezone, through if recurrence.endless else None), MOST)
        if one not in left_out
    )
    return tuple(sorted(found, key=lambda one: (one.start, one.ordinary)))


def occurrence_of(ordinary: LocalTime, duration: timedelta, timezone: str, change: Change | None) -> Occurrence:
    """The occurrence of this ordinary start, as it is changed.

    Where the clocks of its place skip the time of a series, all of it is later by as much.
    """
    start = change.start if change and change.start else ordinary
    shown = in_place_of(start, timezone)
    end = change.end if change and change.end else in_place_of(start + duration + between(start, shown), timezone)
    return Occurrence(ordinary, shown, end, change)


def anchor(one: Occurrence) -> str:
    """The fragment that leads to an occurrence on the page of its series."""
    return f"{one.ordinary:%Y-%m-%dT%H%M}" if isinstance(one.ordinary, datetime) else one.ordinary.isoformat()
