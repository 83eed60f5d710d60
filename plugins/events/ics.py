"""An event as calendars take it (iCalendar, RFC 5545 and RFC 7986): its VEVENT, and one for each that differs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from plugins.core import markup
from plugins.core.catalogue import Catalogue
from plugins.core.fields import LocalTime
from plugins.core.naming import country_name
from plugins.core.site import Site
from plugins.core.text import term_slug
from plugins.events.event import Event
from plugins.events.occurrences import Occurrence, anchor
from plugins.events.particulars import Participant, Status, Venue
from plugins.events.recurrence import Change
from plugins.events.rules import LONGEST, last_start, parts_of
from plugins.events.wall_clock import between, day_of, hours_of

__all__ = ["Entry", "entry", "location", "titled", "uid_of"]

# `icalendar` is imported where it is used: it takes longer to import than all else here, and most builds write nothing.

STATUS: Mapping[Status, str] = {
    "scheduled": "CONFIRMED",
    "cancelled": "CANCELLED",
    "postponed": "TENTATIVE",
    "rescheduled": "CONFIRMED",
    "moved-online": "CONFIRMED",
}
TOLD: Mapping[Status, str] = {"cancelled": "Cancelled: ", "postponed": "Postponed: "}
"""Before the title, since many calendars show nothing else of a status."""

MISREAD = frozenset({"BYHOUR", "BYMINUTE", "BYWEEKNO"})
"""Parts of rules that programs in wide use take for something else: then the starts are listed."""

UNIVERSAL = frozenset({"UTC", "Etc/UTC"})
BLOCK_END = re.compile(r"</(?:p|h\d|li|tr|dt|dd|pre)>|<br>")
NUMBER = r"(-?\d{1,3}\.\d{1,12})"
ON_A_MAP = re.compile(rf"[?&]mlat={NUMBER}&mlon={NUMBER}|#map=\d{{1,2}}(?:\.\d+)?/{NUMBER}/{NUMBER}")
"""What an address of OpenStreetMap says of a point, or else of the middle of its map, in degrees."""


class Entry(NamedTuple):
    """An event in calendars: its components as text, its zone ("" where there is none to describe) and the years of it.

    `last` is the last day of its last occurrence, "" for a series without an end.
    """

    text: str
    timezone: str
    first_year: int
    last_year: int
    last: str
    cancelled: bool


def uid_of(event: Event, site: Site) -> str:
    """What calendars know an event by for ever: it stays when the site moves, and when the file gets another name."""
    return event.uid or f"{[*event.aliases, event.slug][0]}@{term_slug(site.association.name)}"


def titled(event: Event, status: Status, title: str | None = None) -> str:
    """What an event, or one of a series with a title of its own, is called where nothing else says its status."""
    return TOLD.get(status, "") + ": ".join(filter(None, (event.title, title)))


def location(event: Event, status: Status, venue: Venue | None, site: Site) -> str:
    """Where people meet, in a line; of what is only online its public page, if it has one."""
    if event.format == "online" or status == "moved-online":
        return event.online_page or "Online"
    venue = venue or Venue()
    country = country_name(venue.country, site.language) if venue.country else None
    return ", ".join(filter(None, (venue.name, venue.street, venue.city, country)))


def entry(event: Event, catalogue: Catalogue, site: Site) -> Entry:
    """What all calendars that an event is in say of it; nothing in it depends on the day of the build."""
    ordinary = Occurrence(event.start, event.start, event.end)
    latest = date(event.start.year + LONGEST, 12, 31)
    some = event.occurrences(latest)
    parts = [_main(event, ordinary, some, catalogue, site)]
    if event.recurrence:
        parts += [_override(event, one, catalogue, site) for one in some if one.change or not _understood(event, one)]
    timed = isinstance(event.start, datetime) and event.timezone not in UNIVERSAL
    last = max((day_of(one.end) for one in some), default=day_of(event.end))
    return Entry(
        text="".join(part.to_ical().decode() for part in parts),
        timezone=event.timezone if timed else "",
        first_year=min((one.start.year for one in some), default=event.start.year),
        last_year=last.year,
        last="" if event.recurrence and event.recurrence.endless else last.isoformat(),
        cancelled=event.status == "cancelled",
    )


def _main(event: Event, ordinary: Occurrence, some: Iterable[Occurrence], catalogue: Catalogue, site: Site) -> Any:
    """The event, or the series with its rule (RFC 5545, sections 3.8.5.1 to 3.8.5.3)."""
    from icalendar import vRecur  # noqa: PLC0415

    part = _component(event, ordinary, catalogue, site)
    if event.recurrence is None:
        _add_times(part, event, ordinary)
        return part
    # Each occurrence takes as long as this one, which must therefore not be one that is longer than its hours.
    _add(part, "dtstart", event.start, event)
    if _understood(event, ordinary):
        _add_end(part, event, ordinary)
    else:
        part.add("duration", between(event.start, event.end))
    rule = _rule(event)
    if MISREAD.isdisjoint(rule):
        part.add("rrule", vRecur.from_ical(";".join(f"{name}={value}" for name, value in rule.items())))
    else:
        for other in some:  # the first among them, which some programs would leave out
            _add(part, "rdate", [other.ordinary], event)
    for one in event.recurrence.exclude:
        _add(part, "exdate", [one], event)
    return part


def _override(event: Event, one: Occurrence, catalogue: Catalogue, site: Site) -> Any:
    """One occurrence by itself (RFC 5545, section 3.8.4.4): changed, or at an hour that calendars take differently."""
    part = _component(event, one, catalogue, site)
    _add(part, "recurrence-id", one.ordinary, event)
    _add_times(part, event, one)
    return part


def _understood(event: Event, one: Occurrence) -> bool:
    """Whether any calendar calculates the instants of an occurrence from the local times of its series.

    They differ over times that clocks skip or show twice (RFC 5545, section 3.3.5), and over an end across a change of
    clocks, where the time passed and the time shown are not the same.
    """
    starts, ends = event.instant(one.start), event.instant(one.end)
    usual = one.start == one.ordinary and _shown_once(event, one)
    return event.all_day or (usual and starts.utcoffset() == ends.utcoffset())


def _shown_once(event: Event, one: Occurrence) -> bool:
    return all(hours_of(moment, event.timezone) == 1 for moment in (one.start, one.end))


def _add_times(part: Any, event: Event, one: Occurrence) -> None:
    """Start and end, by the clocks of the place; as UTC where those do not say which hour is meant."""
    universal = not _shown_once(event, one)
    _add(part, "dtstart", one.start, event, universal=universal)
    _add_end(part, event, one, universal=universal)


def _add_end(part: Any, event: Event, one: Occurrence, *, universal: bool = False) -> None:
    """The end, which is the day after the last of whole days; none where it would be the start (section 3.8.2.2)."""
    if not isinstance(one.end, datetime):
        part.add("dtend", one.end + timedelta(days=1))
    elif event.instant(one.end) > event.instant(one.start):
        _add(part, "dtend", one.end, event, universal=universal)


def _add(part: Any, name: str, moment: LocalTime | list[LocalTime], event: Event, *, universal: bool = False) -> None:
    """A day as it is; a time with its zone, or as UTC (RFC 5545, sections 3.3.4 and 3.3.5, form 3 or 2)."""
    some = moment if isinstance(moment, list) else [moment]
    if not isinstance(some[0], datetime):
        values, parameters = some, None
    elif universal or event.timezone in UNIVERSAL:
        values, parameters = [event.instant(one).astimezone(UTC) for one in some], None
    else:
        values, parameters = some, {"TZID": event.timezone}
    part.add(name, values if isinstance(moment, list) else values[0], parameters)


def _rule(event: Event) -> dict[str, str]:
    """The rule, its end as the start is: a day, or a time as UTC (RFC 5545, section 3.3.10)."""
    assert event.recurrence
    parts = parts_of(event.recurrence, event.start)
    if last := last_start(parts, event.timezone):
        day = not isinstance(event.start, datetime)
        parts["UNTIL"] = f"{last:%Y%m%d}" if day else f"{event.instant(last).astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return parts


def _component(event: Event, one: Occurrence, catalogue: Catalogue, site: Site) -> Any:
    """All of a VEVENT but its times (RFC 5545, section 3.6.1)."""
    from icalendar import Event as Component  # noqa: PLC0415
    from icalendar import vCalAddress  # noqa: PLC0415

    change = one.change or Change(occurrence=one.ordinary)
    status = change.status or event.status
    page = site.absolute(f"{event.url}#{anchor(one)}" if one.change else event.url)
    part: Any = Component()
    part.add("uid", uid_of(event, site))
    _add_revision(part, event, catalogue)
    part.add("summary", titled(event, status, change.title))
    part.add("status", STATUS[status])
    part.add("description", "\n".join(_description(event, change, catalogue, page)))
    venue = change.venue or event.venue
    if place := location(event, status, venue, site):
        part.add("location", place)
    if venue and status != "moved-online" and (point := _point(venue)):
        part.add("geo", point)
    if event.categories:
        part.add("categories", list(event.categories))
    # Who publishes has to say who organizes (RFC 5546, section 3.2.1), by any URI: ours is a page, and no address to
    # which programs would send answers.
    organizer, url = _organizer(event, catalogue, site)
    part.add("organizer", vCalAddress(url), {"CN": organizer})
    part.add("url", page)
    return part


def _add_revision(part: Any, event: Event, catalogue: Catalogue) -> None:
    """By the history of its file; without one, by nothing that would differ from build to build."""
    revisions = catalogue.revisions(Event.kind, event.slug)
    part.add("sequence", event.sequence + (revisions.changes - 1 if revisions else 0))
    if revisions:
        changed = datetime.fromtimestamp(revisions.last, UTC)
        part.add("dtstamp", changed)
        part.add("last-modified", changed)
        part.add("created", datetime.fromtimestamp(revisions.first, UTC))
    else:
        part.add("dtstamp", event.starts_at.astimezone(UTC))


def _description(event: Event, change: Change, catalogue: Catalogue, page: str) -> Iterator[str]:
    """What people read in their calendars, line by line; the page with all of it comes last."""
    if note := change.note or event.status_note:
        yield note
    if event.body:
        yield from filter(None, map(markup.plain, BLOCK_END.split(event.body.html)))
    if speakers := _names(change.speakers or event.speakers, catalogue):
        yield f"Speakers: {speakers}"
    if organizers := _names(event.organizers, catalogue):
        yield f"Organized by {organizers}"
    if event.cpd:
        yield f"CPD points: {event.cpd.points.normalize():f}"
    if event.accessibility and event.accessibility.note:
        yield f"Accessibility: {markup.plain(event.accessibility.note)}"
    links = (
        ("To join, for members", event.join_link),
        ("Online", event.online_page),
        ("Register", event.registration.url if event.registration else None),
        ("Recording", change.recording or event.recording),
        ("Slides", change.slides or event.slides),
    )
    yield from (f"{label}: {url}" for label, url in links if url)
    yield page


def _names(those: Iterable[Participant], catalogue: Catalogue) -> str:
    return ", ".join(catalogue.name_of("members", one) if isinstance(one, str) else one.name for one in those)


def _point(venue: Venue) -> tuple[float, float] | None:
    """Latitude and longitude, where the link to the map says them (RFC 5545, section 3.8.1.6)."""
    found = ON_A_MAP.search(venue.map or "")
    if not found:
        return None
    latitude, longitude = (float(number) for number in found.groups() if number)
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _organizer(event: Event, catalogue: Catalogue, site: Site) -> tuple[str, str]:
    """The name and the page of the chapter or the group that holds an event, or else of the association."""
    for kind, slug in (("chapters", event.chapter), ("groups", event.group)):
        if slug:
            body = catalogue.linked(kind, slug)
            return body.name, site.absolute(body.url or "")
    return site.association.name, site.absolute("")
