"""Events to pages: what comes, what was, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from plugins.core.catalogue import Catalogue
from plugins.core.outputs import Page
from plugins.core.site import Site
from plugins.events.event import Event
from plugins.events.json_ld import event_data
from plugins.events.particulars import Participant

__all__ = ["event_lists", "event_page"]


def event_lists(catalogue: Catalogue, site: Site) -> Iterator[Page]:
    """The coming events by month, and the past ones by year."""
    events = catalogue.of(Event)
    # Sorted again, since at one instant it is one month here and another there.
    coming = sorted((event for event in events if not event.is_over(site.today)), key=_month)
    past = sorted((event for event in reversed(events.records) if event.is_over(site.today)), key=_year, reverse=True)
    months = tuple({"month": month, "events": catalogue.cards(some)} for month, some in groupby(coming, key=_month))
    years = tuple({"year": year, "events": catalogue.cards(some)} for year, some in groupby(past, key=_year))
    yield Page("events/", "events/index.html", {"months": months, "past": len(past)}, origin="plugins/events")
    yield Page("events/past/", "events/past.html", {"years": years}, origin="plugins/events")


def event_page(event: Event, catalogue: Catalogue, site: Site) -> Iterator[Page]:
    """The page of one event."""
    yield Page(event.url, "events/event.html", _context(event, catalogue, site), event.path)


def _month(event: Event) -> date:
    """The first day of the month it starts in, by the clocks of its place."""
    return (event.start.date() if isinstance(event.start, datetime) else event.start).replace(day=1)


def _year(event: Event) -> int:
    return event.start.year


def _context(event: Event, catalogue: Catalogue, site: Site) -> dict[str, Any]:
    return {
        "event": event,
        "card": event.card(catalogue.name_of),
        "today": site.today,
        "over": event.is_over(site.today),
        "speakers": _people(event.speakers, catalogue),
        "organizers": _people(event.organizers, catalogue),
        "chapter": catalogue.linked("chapters", event.chapter) if event.chapter else None,
        "group": catalogue.linked("groups", event.group) if event.group else None,
        "json_ld": event_data(event, catalogue, site),
    }


def _people(participants: Sequence[Participant], catalogue: Catalogue) -> tuple[dict[str, Any], ...]:
    """Each participant as {"member": a card, "person": None} or {"member": None, "person": the person}."""
    return tuple(
        {"member": catalogue.card("members", one), "person": None}
        if isinstance(one, str)
        else {"member": None, "person": one}
        for one in participants
    )
