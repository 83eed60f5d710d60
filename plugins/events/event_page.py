"""The page of an event: what, when, where, who, and how to take part; of a series, all of its dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from plugins.core.catalogue import Catalogue
from plugins.core.outputs import Page
from plugins.core.parts import Linked
from plugins.core.site import Site
from plugins.events.adding import google_link
from plugins.events.cards import EventCard
from plugins.events.event import Event
from plugins.events.json_ld import event_data
from plugins.events.occurrences import HORIZON, Occurrence, anchor
from plugins.events.particulars import Participant, Venue
from plugins.events.selections import Selection, selections_of
from plugins.events.wall_clock import day_of

__all__ = ["event_page"]


def event_page(event: Event, catalogue: Catalogue, site: Site) -> Iterator[Page]:
    """The page of one event."""
    yield Page(event.url, "events/event.html", _context(event, catalogue, site), event.path)


def _context(event: Event, catalogue: Catalogue, site: Site) -> dict[str, Any]:
    shown = event.occurrences(site.today + HORIZON)
    found = [(one, event.card_of(one)) for one in shown]
    coming = [pair for pair in found if not pair[1].is_over(site.today)]
    past = [pair for pair in reversed(found) if pair[1].is_over(site.today)]
    # A series of which all is left out has nothing but its first date.
    main = next((card for _one, card in coming or past), event.card(catalogue.name_of))
    return {
        "event": event,
        "card": event.card(catalogue.name_of),
        "main": main,
        "over": not coming,
        "coming": tuple(_date(*pair, catalogue) for pair in coming) if event.recurrence else (),
        "past": tuple(_date(*pair, catalogue) for pair in past) if event.recurrence else (),
        "listed_until": site.today + HORIZON if event.recurrence and event.recurrence.endless else None,
        "today": site.today,
        "register": _register(event, site.today) if coming else None,
        "proposals_open": _open(event, site.today) if coming else False,
        "speakers": _people(event.speakers, catalogue),
        "organizers": _people(event.organizers, catalogue),
        "chapter": catalogue.linked("chapters", event.chapter) if event.chapter else None,
        "group": catalogue.linked("groups", event.group) if event.group else None,
        "selections": _selections(event),
        "map": _map(event.venue),
        "calendar": f"{event.url.removesuffix('/')}.ics",
        "google": google_link(main, site),
        "json_ld": event_data(event, catalogue, site),
    }


def _date(one: Occurrence, card: EventCard, catalogue: Catalogue) -> dict[str, Any]:
    """An occurrence of a series: its card, the fragment that leads to it, and what differs."""
    change = one.change
    return {
        "card": card,
        "id": anchor(one),
        "change": change,
        "moved": change is not None and one.start != one.ordinary,
        "usual": one.ordinary,
        "speakers": _people(change.speakers, catalogue) if change else (),
    }


def _register(event: Event, today: date) -> dict[str, Any] | None:
    """How to register, with the instants from when until when, and whether one can today."""
    registration = event.registration
    if registration is None or registration.url is None or event.status == "cancelled":
        return None
    opens, closes = registration.opens, registration.closes
    return {
        "url": registration.url,
        "full": registration.full,
        "from": event.instant(opens) if opens else None,
        "until": event.instant(closes, end_of_day=True) if closes else None,
        "open": (opens is None or day_of(opens) <= today) and (closes is None or day_of(closes) >= today),
    }


def _open(event: Event, today: date) -> bool:
    """Whether talks can be proposed."""
    call = event.call_for_papers
    return call is not None and (call.closes is None or day_of(call.closes) >= today)


def _selections(event: Event) -> dict[str, tuple[Linked, ...]]:
    """The pages of events that have something in common with this one, by what that is."""
    return {
        sort: tuple(Linked(name=name, url=Selection(sort, key, name, ()).url) for key, name in some)
        for sort, some in selections_of(event).items()
    }


def _map(venue: Venue | None) -> tuple[str, ...]:
    """What a map is asked for: the parts of an address, where it tells enough and no map is given."""
    if venue is None or venue.map or not venue.city:
        return ()
    return tuple(part for part in (venue.street or venue.name, venue.city) if part)


def _people(participants: Sequence[Participant], catalogue: Catalogue) -> tuple[dict[str, Any], ...]:
    """Each participant as {"member": a card, "person": None} or {"member": None, "person": the person}."""
    return tuple(
        {"member": catalogue.card("members", one), "person": None}
        if isinstance(one, str)
        else {"member": None, "person": one}
        for one in participants
    )
