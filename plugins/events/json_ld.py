"""An event as schema.org's Event, with what Google's documentation requires and recommends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from plugins.core.catalogue import Catalogue
from plugins.core.fields import LocalTime
from plugins.core.schema_org import document, node, postal_address
from plugins.core.site import Site
from plugins.events.event import Event
from plugins.events.particulars import Participant

__all__ = ["event_data"]

STATUS = {
    "scheduled": "EventScheduled",
    "cancelled": "EventCancelled",
    "postponed": "EventPostponed",
    "rescheduled": "EventRescheduled",
    "moved-online": "EventMovedOnline",
}
ATTENDANCE = {"in-person": "Offline", "online": "Online", "hybrid": "Mixed"}


def event_data(event: Event, catalogue: Catalogue, site: Site) -> dict[str, Any]:
    """The event. The join link is never in it.

    Its organizers are the people that it names, else its chapter and group. Where it names none, or none that this
    audience may see, nobody is said to organize it: it need not be the association.
    """
    return document(
        "EducationEvent" if event.cpd else "Event",
        name=event.title,
        url=site.absolute(event.url),
        description=event.body.summary(500) if event.body else None,
        startDate=_moment(event, event.start),
        endDate=_moment(event, event.end),
        previousStartDate=_moment(event, event.previous_start) if event.previous_start else None,
        eventStatus=f"https://schema.org/{STATUS[event.status]}",
        eventAttendanceMode=f"https://schema.org/{ATTENDANCE[event.format]}EventAttendanceMode",
        location=_location(event, site),
        organizer=_people(event.organizers, catalogue, site) or _bodies(event, catalogue, site),
        performer=_people(event.speakers, catalogue, site),
        offers=_offer(event, site),
    )


def _moment(event: Event, moment: LocalTime) -> str:
    """ISO 8601: a date alone for what lasts the whole day, else with the offset from UTC."""
    return event.instant(moment).isoformat() if isinstance(moment, datetime) else moment.isoformat()


def _location(event: Event, site: Site) -> dict[str, Any] | list[dict[str, Any]] | None:
    """Place, VirtualLocation (which needs a public URL), or both; nothing where the place is not for this audience."""
    online = node("VirtualLocation", url=event.online_page or site.absolute(event.url))
    venue = event.venue
    if event.format == "online" or event.status == "moved-online":
        return online
    if venue is None:
        return online if event.format == "hybrid" else None
    address = postal_address(street=venue.street, city=venue.city, country=venue.country)
    name = venue.name or venue.city or event.title
    # Google refuses a place without an address, which may be words: "your nearest tide gauge".
    place = node("Place", name=name, address=address or name)
    return [place, online] if event.format == "hybrid" else place


def _people(people: Sequence[Participant], catalogue: Catalogue, site: Site) -> list[dict[str, Any]]:
    found = []
    for one in people:
        if isinstance(one, str):
            member = catalogue.kind("members")[one]
            found.append(node("Person", name=member.label, url=site.absolute(member.url)))
        else:
            found.append(node("Person", name=one.name, url=one.url))
    return found


def _bodies(event: Event, catalogue: Catalogue, site: Site) -> list[dict[str, Any]]:
    bodies = (catalogue.kind("chapters").get(event.chapter), catalogue.kind("groups").get(event.group))
    return [node("Organization", name=body.label, url=site.absolute(body.url)) for body in bodies if body]


def _offer(event: Event, site: Site) -> dict[str, Any] | None:
    registration = event.registration
    if registration is None:
        return None
    return node(
        "Offer",
        url=registration.url or site.absolute(event.url),
        price=str(registration.price) if registration.price is not None else None,
        priceCurrency=registration.currency,
        validFrom=_moment(event, registration.opens) if registration.opens else None,
        availability="https://schema.org/InStock" if event.status not in {"cancelled", "postponed"} else None,
    )
