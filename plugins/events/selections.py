"""Selections: events that have something in common, and with it a page and a calendar of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from plugins.core.catalogue import Catalogue
from plugins.core.site import Site
from plugins.core.text import term_slug
from plugins.events.event import Event

__all__ = ["Selection", "Sort", "common", "selections", "selections_of"]

Sort = Literal["categories", "chapters", "groups", "people", "formats", "places", "cpd"]
SORTS: tuple[Sort, ...] = ("categories", "chapters", "groups", "people", "formats", "places", "cpd")


@dataclass(frozen=True)
class Selection:
    """The events of one category, chapter, group or person, of one format or country, or those with CPD points.

    `key` is its part of the address, "" where there is only one of its sort; `name` what people call it, but for a
    format its word in files and for a place the code of its country. `events` are slugs, in the collection's order.
    """

    sort: Sort
    key: str
    name: str
    events: tuple[str, ...]

    @property
    def url(self) -> str:
        """Its page, from the site's root."""
        return f"events/{self.sort}/{self.key}/" if self.key else f"events/{self.sort}/"

    @property
    def calendar(self) -> str:
        """Its calendar, from the site's root."""
        return f"{self.url.removesuffix('/')}.ics"


def selections(catalogue: Catalogue, site: Site) -> tuple[Selection, ...]:
    """All selections, by their sort and then by name."""
    found: dict[tuple[Sort, str], list[str]] = {}
    names: dict[tuple[Sort, str], str] = {}
    for slug, said in zip(catalogue.of(Event).slugs, catalogue.each(common, Event.kind, site), strict=True):
        for sort, key, name in said:
            found.setdefault((sort, key), []).append(slug)
            names.setdefault((sort, key), name)
    made = (
        Selection(sort, key, _name(sort, names[sort, key], catalogue), tuple(dict.fromkeys(slugs)))
        for (sort, key), slugs in found.items()
    )
    return tuple(sorted(made, key=lambda one: (SORTS.index(one.sort), one.name.casefold(), one.key)))


def selections_of(event: Event) -> Mapping[Sort, tuple[tuple[str, str], ...]]:
    """The keys and names of the selections that an event is in, by their sort."""
    found: dict[Sort, tuple[tuple[str, str], ...]] = {}
    for sort, key, name in _common(event):
        found[sort] = (*found.get(sort, ()), (key, name))
    return found


def common(event: Event, _catalogue: Catalogue, _site: Site) -> list[tuple[Sort, str, str]]:
    """What an event may have in common with others: the sort, the key and the name of each selection that it is in."""
    return list(_common(event))


def _common(event: Event) -> Iterator[tuple[Sort, str, str]]:
    changes = event.recurrence.changes if event.recurrence else ()
    yield from (("categories", term_slug(name), name) for name in event.categories)
    if event.chapter:
        yield "chapters", event.chapter, event.chapter
    if event.group:
        yield "groups", event.group, event.group
    people = (*event.speakers, *event.organizers, *(one for change in changes for one in change.speakers))
    yield from (("people", one, one) for one in dict.fromkeys(people) if isinstance(one, str))
    yield "formats", event.format, event.format
    venues = (event.venue, *(change.venue for change in changes))
    for country in dict.fromkeys(venue.country for venue in venues if venue and venue.country):
        yield "places", country.lower(), country
    if event.cpd:
        yield "cpd", "", ""


def _name(sort: Sort, name: str, catalogue: Catalogue) -> str:
    kinds: Mapping[Sort, str] = {"chapters": "chapters", "groups": "groups", "people": "members"}
    return catalogue.name_of(kinds[sort], name) if sort in kinds else name
