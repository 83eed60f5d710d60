"""When events take place, as lists are made of it: each occurrence by the slug of its event and its ordinary start."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from plugins.core.catalogue import Catalogue
from plugins.core.fields import LocalTime
from plugins.core.site import Site
from plugins.events.cards import EventCard
from plugins.events.event import Event
from plugins.events.occurrences import Occurrence, occurrence_of
from plugins.events.wall_clock import between, day_of

__all__ = ["Key", "Listed", "cards", "dates", "last_day", "listed"]

Key = tuple[str, str]
"""An occurrence as views are told of it: the slug of its event, and its ordinary start as ISO 8601 has it."""

MORNING = time(6)
"""What ends in the night is of the day that it began on."""


@dataclass(frozen=True)
class Listed:
    """An occurrence as lists sort it. `first` and `last` are days by the clocks of its place, `at` seconds since 1970.

    `people` are the members who speak there or organize it. `plain` says whether it is one of a series, like the others
    of it.
    """

    key: Key
    first: date
    last: date
    at: float
    people: tuple[str, ...]
    plain: bool


def dates(event: Event, _catalogue: Catalogue, site: Site) -> dict[str, Any]:
    """The occurrences of an event, and the members who are part of each."""
    return {
        "people": _members(event, ()),
        "series": event.recurrence is not None,
        "dates": [
            [
                one.ordinary.isoformat(),
                day_of(one.start).isoformat(),
                day_of(one.end).isoformat(),
                event.instant(one.start).timestamp(),
                _members(event, one.change.speakers) if one.change else None,
            ]
            for one in event.listed(site)
        ],
    }


def _members(event: Event, speakers: Iterable[Any]) -> list[str]:
    """The slugs of those who organize an event, and of its speakers or those who speak this time."""
    people = (*event.organizers, *(tuple(speakers) or event.speakers))
    return list(dict.fromkeys(one for one in people if isinstance(one, str)))


def listed(catalogue: Catalogue, site: Site) -> tuple[Listed, ...]:
    """All occurrences that a site of this day lists, in the order of their instants."""
    found = []
    for slug, said in zip(catalogue.of(Event).slugs, catalogue.each(dates, Event.kind, site), strict=True):
        for ordinary, first, last, at, people in said["dates"]:
            found.append(
                Listed(
                    key=(slug, ordinary),
                    first=date.fromisoformat(first),
                    last=date.fromisoformat(last),
                    at=at,
                    people=tuple(said["people"] if people is None else people),
                    plain=said["series"] and people is None,
                )
            )
    return tuple(sorted(found, key=lambda one: (one.at, one.key)))


def cards(catalogue: Catalogue, keys: Iterable[Sequence[str]]) -> tuple[EventCard, ...]:
    """The cards of occurrences that `listed` knows, in the order of their keys."""
    events = catalogue.of(Event)
    return tuple(_card(events[slug], ordinary) for slug, ordinary in keys)


def _card(event: Event, ordinary: str) -> EventCard:
    """That of one occurrence; the others need not be looked for, which are many in a long series."""
    if event.recurrence is None:
        return event.card_of(Occurrence(event.start, event.start, event.end))
    start = datetime.fromisoformat(ordinary) if "T" in ordinary else date.fromisoformat(ordinary)
    change = next((one for one in event.recurrence.changes if one.occurrence == start), None)
    return event.card_of(occurrence_of(start, between(event.start, event.end), event.timezone, change))


def last_day(start: LocalTime, end: LocalTime) -> date:
    """The last day that a calendar shows something on: what ends in the night after a day is not of the next."""
    last = day_of(end)
    if isinstance(end, datetime) and last > day_of(start) and end.time() <= MORNING:
        last -= timedelta(days=1)
    return last
