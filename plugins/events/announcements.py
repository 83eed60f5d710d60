"""Feeds of newly announced events: those whose files came last, by the history of the files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import babel.dates

from plugins.core.catalogue import Catalogue
from plugins.core.feeds import Channel, News, atom, json_feed
from plugins.core.naming import locale
from plugins.core.outputs import Deferred, Document
from plugins.core.site import Site
from plugins.events.event import Event
from plugins.events.ics import location, titled

__all__ = ["announced", "announcement_feed", "announcements", "feeds"]

ORIGIN = "plugins/events"
PAGE = "events/"
ATOM, JSON = f"{PAGE}feed.xml", f"{PAGE}feed.json"
MOST = 50
RULES = (
    f"At most {MOST} events, those that were announced last first. Left out are those that were over when they came, "
    "as those of an archive are."
)


def announcements(catalogue: Catalogue, site: Site) -> Iterator[Deferred]:
    """The feeds in Atom and JSON; where no history of the files is known, nobody can tell what is new, and none is."""
    told = _newest(catalogue, site)
    if told:
        yield from (Deferred(url, announcement_feed, (url, told), ORIGIN) for url in (ATOM, JSON))


def feeds(catalogue: Catalogue, site: Site) -> tuple[str, ...]:
    """The addresses of the feeds that there are, from the site's root."""
    return (ATOM, JSON) if _newest(catalogue, site) else ()


def _newest(catalogue: Catalogue, site: Site) -> tuple[tuple[str, int, int], ...]:
    """The slugs of the events announced last, with when they came and were changed, in seconds since 1970."""
    said = zip(catalogue.of(Event).slugs, catalogue.each(announced, Event.kind, site), strict=True)
    found = [(slug, *times) for slug, times in said if times]
    return tuple(sorted(found, key=lambda one: (-one[1], one[0]))[:MOST])


def announced(event: Event, catalogue: Catalogue, _site: Site) -> tuple[int, int] | None:
    """When an event came and was last changed; None where that is not known, or where it was over then."""
    revisions = catalogue.revisions(Event.kind, event.slug)
    if revisions is None:
        return None
    came = datetime.fromtimestamp(revisions.first, UTC)
    goes_on = event.recurrence is not None and event.recurrence.endless
    ends = (event.instant(one.end, end_of_day=True) for one in event.occurrences(came.date()))
    return (revisions.first, revisions.last) if goes_on or any(end > came for end in ends) else None


def announcement_feed(catalogue: Catalogue, site: Site, url: str, those: Sequence[tuple[str, int, int]]) -> Document:
    """The feed of this address, of these events with when each came and was last changed."""
    channel = Channel(f"New events – {site.association.short_name}", url, PAGE, RULES)
    events = catalogue.of(Event)
    entries = [_news(events[slug], first, last, site) for slug, first, last in those]
    return Document(url, (atom if url == ATOM else json_feed)(channel, entries, site), ORIGIN)


def _news(event: Event, first: int, last: int, site: Site) -> News:
    place = location(event, event.status, event.venue, site)
    lines = (_when(event, site), place, event.status_note, event.body.summary(500) if event.body else None)
    return News(
        title=titled(event, event.status),
        url=event.url,
        text="\n".join(filter(None, lines)),
        published=datetime.fromtimestamp(first, UTC),
        updated=datetime.fromtimestamp(last, UTC),
    )


def _when(event: Event, site: Site) -> str:
    """The start, by the clocks of its place, which are named."""
    options: dict[str, Any] = {"locale": locale(site.language)}
    day: str = babel.dates.format_date(event.start, "full", **options)
    if not isinstance(event.start, datetime):
        return day
    return f"{day}, {babel.dates.format_time(event.start.time(), 'short', **options)} ({event.timezone})"
