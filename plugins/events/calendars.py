"""Calendars to subscribe to: of all events, of each selection of them, and one for each event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from plugins.core.catalogue import Catalogue
from plugins.core.naming import country_name
from plugins.core.outputs import Deferred, Document
from plugins.core.site import Site
from plugins.events.event import Event
from plugins.events.ics import Entry, entry
from plugins.events.selections import Selection, selections
from plugins.events.vtimezones import vtimezone

__all__ = ["ALL", "calendars", "one_calendar", "some_calendar"]

ALL = "events.ics"
"""The calendar of all events."""

ORIGIN = "plugins/events"
KEPT = timedelta(days=365)
KEPT_CANCELLED = timedelta(days=90)
"""So long an event stays in calendars after its end: whoever looks for it finds it, and sees that it is cancelled."""

OFTEN = timedelta(hours=12)
COLOR = "darkslategray"
"""The name in CSS that is nearest to the accent of the theme (RFC 7986, section 5.9)."""

END = b"END:VCALENDAR\r\n"
FORMATS: Mapping[str, str] = {"in-person": "In person", "online": "Online", "hybrid": "In person and online"}


def calendars(catalogue: Catalogue, site: Site) -> Iterator[Deferred]:
    """All calendars. Which events are in one depends on the day; what they say of an event does not."""
    slugs = catalogue.of(Event).slugs
    current = {
        slug
        for slug, said in zip(slugs, catalogue.each(entry, Event.kind, site), strict=True)
        if _is_kept(Entry(*said), site.today)
    }
    short_name = site.association.short_name
    everything = (ALL, f"Events – {short_name}", "events/", tuple(slug for slug in slugs if slug in current))
    yield Deferred(ALL, some_calendar, everything, ORIGIN)
    for one in selections(catalogue, site):
        name = f"{_name(one, site)} – {short_name}"
        told = (one.calendar, name, one.url, tuple(slug for slug in one.events if slug in current))
        yield Deferred(one.calendar, some_calendar, told, ORIGIN)
    for slug in slugs:
        yield Deferred(f"events/{slug}.ics", one_calendar, (slug,), ORIGIN)


def _is_kept(event: Entry, today: date) -> bool:
    """Whether an event is in calendars: it is to come, or ended not long ago."""
    return not event.last or date.fromisoformat(event.last) + (KEPT_CANCELLED if event.cancelled else KEPT) >= today


def _name(one: Selection, site: Site) -> str:
    if one.sort == "formats":
        return FORMATS[one.name]
    if one.sort == "places":
        return country_name(one.name, site.language)
    return "Professional development" if one.sort == "cpd" else one.name


def some_calendar(catalogue: Catalogue, site: Site, url: str, name: str, page: str, slugs: Sequence[str]) -> Document:
    """A calendar of these events that programs ask for again and again (RFC 7986, section 5)."""
    from icalendar import vDuration, vText  # noqa: PLC0415  see ics.py

    head = _head()
    about = f"{name}: what is to come, and what ended within a year. Times are by the clocks of each place."
    for label, text in (("name", name), ("x-wr-calname", name), ("description", about), ("x-wr-caldesc", about)):
        head.add(label, vText(text))  # the library knows only some of these as texts, whose commas it has to escape
    head.add("color", COLOR)
    head.add("url", site.absolute(page))
    head.add("source", site.absolute(url), {"VALUE": "URI"})
    head.add("refresh-interval", OFTEN, {"VALUE": "DURATION"})
    head.add("x-published-ttl", vDuration(OFTEN))
    events = [Entry(*catalogue.said(entry, Event.kind, slug, site)) for slug in slugs]
    return Document(url, _whole(head, events), ORIGIN)


def one_calendar(catalogue: Catalogue, site: Site, slug: str) -> Document:
    """One event by itself. It has no name: programs would make a new calendar of that name, just for it."""
    event = Entry(*catalogue.said(entry, Event.kind, slug, site))
    return Document(f"events/{slug}.ics", _whole(_head(), [event]), ORIGIN)


def _head() -> Any:
    from icalendar import Calendar  # noqa: PLC0415  see ics.py

    head = Calendar()
    head.add("version", "2.0")
    head.add("prodid", "-//Guildhall//Event calendar//EN")
    head.add("calscale", "GREGORIAN")
    head.add("method", "PUBLISH")
    return head


def _whole(head: Any, events: Iterable[Entry]) -> bytes:
    """The bytes: the head, the zones, the events, whose text is made once for all the calendars that they are in."""
    opening: bytes = head.to_ical().removesuffix(END)
    events = tuple(events)
    zones: dict[str, tuple[int, int]] = {}
    for one in events:
        if one.timezone:
            first, last = zones.get(one.timezone, (one.first_year, one.last_year))
            zones[one.timezone] = (min(first, one.first_year), max(last, one.last_year))
    if not events:  # a calendar has at least one component (RFC 5545, section 3.4)
        zones["UTC"] = (1970, 1970)
    described = [vtimezone(name, *years) for name, years in sorted(zones.items())]
    return opening + "".join([*described, *(one.text for one in events)]).encode() + END
