"""An event as schema.org's Event, with what Google's documentation requires and recommends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from plugins.core.catalogue import Catalogue
from plugins.core.fields import LocalTime
from plugins.core.schema_org import node, postal_address
from plugins.core.site import Site
from plugins.events.cards import EventCard
from plugins.events.event import Event
from plugins.events.occurrences import HORIZON, Occurrence
from plugins.events.particulars import Participant, Venue
from plugins.events.wall_clock import day_of

__all__ = ["event_data"]

STATUS = {
    "scheduled": "EventScheduled",
    "cancelled": "EventCancelled",
    "postponed": "EventPostponed",
    "rescheduled": "EventRescheduled",
    "moved-online": "EventMovedOnline",
}
ATTENDANCE = {"in-person": "Offline", "online": "Online", "hybrid": "Mixed"}

NEXT = 10
"""So many coming occurrences of a series are told."""

Node = dict[str, Any]


def event_data(event: Event, catalogue: Catalogue, site: Site) -> Node:
    """The event; of a series the whole, and as events of their own those of its occurrences that come next.

    The join link is never in it. Its organizers are the people that it names, else its chapter and group. Where it
    names none, or none that this audience may see, nobody is said to organize it: it need not be the association.
    """
    if event.recurrence is None:
        return {"@context": "https://schema.org"} | _event(
            event, Occurrence(event.start, event.start, event.end), catalogue, site
        )
    whole = f"{site.absolute(event.url)}#series"
    shown = event.occurrences(site.today + HORIZON)
    coming = [one for one in shown if day_of(one.end) >= site.today][:NEXT]
    series = node(
        "EventSeries",
        name=event.title,
        url=site.absolute(event.url),
        description=event.body.summary(500) if event.body else None,
        startDate=_moment(event, event.start),
        endDate=_moment(event, shown[-1].end) if shown and not event.recurrence.endless else None,
        eventStatus=f"https://schema.org/{STATUS[event.status]}",
        location=_location(event, event.card(catalogue.name_of), event.venue, site),
        organizer=_organizers(event, catalogue, site),
    )
    found = (_event(event, one, catalogue, site) | {"superEvent": {"@id": whole}} for one in coming)
    return {"@context": "https://schema.org", "@graph": [series | {"@id": whole}, *found]}


def _event(event: Event, one: Occurrence, catalogue: Catalogue, site: Site) -> Node:
    """One occurrence, as it takes place."""
    card, change = event.card_of(one), one.change
    moved = one.ordinary if change and one.start != one.ordinary else None
    previous = moved or (event.previous_start if event.recurrence is None else None)
    attendance = "online" if card.status == "moved-online" else card.format
    return node(
        "EducationEvent" if event.cpd else "Event",
        name=card.title,
        url=site.absolute(card.url),
        description=event.body.summary(500) if event.body else None,
        startDate=_moment(event, one.start),
        endDate=_moment(event, one.end),
        previousStartDate=_moment(event, previous) if previous and card.status == "rescheduled" else None,
        eventStatus=f"https://schema.org/{STATUS[card.status]}",
        eventAttendanceMode=f"https://schema.org/{ATTENDANCE[attendance]}EventAttendanceMode",
        location=_location(event, card, (change and change.venue) or event.venue, site),
        organizer=_organizers(event, catalogue, site),
        performer=_people((change and change.speakers) or event.speakers, catalogue, site),
        offers=_offer(event, card, site),
    )


def _moment(event: Event, moment: LocalTime) -> str:
    """ISO 8601: a date alone for what lasts the whole day, else with the offset from UTC."""
    return event.instant(moment).isoformat() if isinstance(moment, datetime) else moment.isoformat()


def _location(event: Event, card: EventCard, venue: Venue | None, site: Site) -> Node | list[Node] | None:
    """Place, VirtualLocation (which needs a public URL), or both; nothing where the place is not for this audience."""
    online = node("VirtualLocation", url=event.online_page or site.absolute(event.url))
    if card.format == "online" or card.status == "moved-online":
        return online
    if venue is None:
        return online if card.format == "hybrid" else None
    address = postal_address(street=venue.street, city=venue.city, country=venue.country)
    name = venue.name or venue.city or event.title
    # Google refuses a place without an address, which may be words: "your nearest tide gauge".
    place = node("Place", name=name, address=address or name)
    return [place, online] if card.format == "hybrid" else place


def _organizers(event: Event, catalogue: Catalogue, site: Site) -> list[Node]:
    return _people(event.organizers, catalogue, site) or _bodies(event, catalogue, site)


def _people(people: Sequence[Participant], catalogue: Catalogue, site: Site) -> list[Node]:
    found = []
    for one in people:
        if isinstance(one, str):
            member = catalogue.kind("members")[one]
            found.append(node("Person", name=member.label, url=site.absolute(member.url)))
        else:
            found.append(node("Person", name=one.name, url=one.url))
    return found


def _bodies(event: Event, catalogue: Catalogue, site: Site) -> list[Node]:
    bodies = (catalogue.kind("chapters").get(event.chapter), catalogue.kind("groups").get(event.group))
    return [node("Organization", name=body.label, url=site.absolute(body.url)) for body in bodies if body]


def _offer(event: Event, card: EventCard, site: Site) -> Node | None:
    """What it costs, and whether there is room: nothing is offered of what does not take place as announced."""
    registration = event.registration
    if registration is None:
        return None
    return node(
        "Offer",
        url=registration.url or site.absolute(event.url),
        price=str(registration.price) if registration.price is not None else None,
        priceCurrency=registration.currency,
        validFrom=_moment(event, registration.opens) if registration.opens else None,
        availability=_availability(event, card),
    )


def _availability(event: Event, card: EventCard) -> str | None:
    if card.status in {"cancelled", "postponed"}:
        return None
    return f"https://schema.org/{'SoldOut' if event.registration and event.registration.full else 'InStock'}"
