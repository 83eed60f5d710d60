"""The page of an event: its people, its dates, how to register, and what search engines read of it."""

from __future__ import annotations

from datetime import date

import pytest

from plugins import events
from plugins.core.site import Site
from plugins.events.json_ld import event_data
from tests.factories import catalogue, event, full_event, full_member, member
from tests.views.conftest import Yielded, contexts, day, outputs_of, weekly


def test_people_of_an_event_are_members_or_others(site: Site, yielded: Yielded) -> None:
    """Speakers stand in the order of the file, members as cards and others by name."""
    records = catalogue(member("Ada"), event("Talk", speakers=[{"name": "Eve"}, "ada"]))
    context = contexts(yielded(outputs_of(events, records, site)))["events/talk/"]
    assert [
        (one["member"] and one["member"].name, one["person"] and one["person"].name) for one in context["speakers"]
    ] == [
        (None, "Eve"),
        ("Ada", None),
    ]


def test_a_series_has_all_of_its_dates(site: Site, yielded: Yielded) -> None:
    """Its page has what comes, in order, and what was, the last first, each with an id that stays, and what differs."""
    changes = [
        {
            "occurrence": "2026-03-24 18:30",
            "start": "2026-03-26 18:30",
            "end": "2026-03-26 20:00",
            "status": "rescheduled",
            "note": "Two days later",
        }
    ]
    records = catalogue(weekly("Tuesdays", recurrence={"count": 5, "changes": changes}))
    page = contexts(yielded(outputs_of(events, records, site)))["events/tuesdays/"]
    assert [one["id"] for one in page["coming"]] == ["2026-03-24T1830", "2026-03-31T1830"]
    assert [one["id"] for one in page["past"]] == ["2026-03-17T1830", "2026-03-10T1830", "2026-03-03T1830"]
    assert [(one["moved"], one["change"] and one["change"].note) for one in page["coming"]] == [
        (True, "Two days later"),
        (False, None),
    ]
    assert page["main"].start.day == 26
    assert page["listed_until"] is None
    assert page["over"] is False


def test_an_endless_series_says_how_far_it_is_listed(site: Site, yielded: Yielded) -> None:
    """The page of a series without an end names the day after which its dates are not listed."""
    page = contexts(yielded(outputs_of(events, catalogue(weekly("Tuesdays")), site)))["events/tuesdays/"]
    assert page["listed_until"] == date(2027, 4, 24)


@pytest.mark.parametrize(
    ("registration", "expected"),
    [
        ({}, (True, False)),
        ({"opens": "2026-03-21"}, (False, False)),
        ({"closes": "2026-03-20"}, (True, False)),
        ({"closes": "2026-03-19 12:00"}, (False, False)),
        ({"full": "true"}, (True, True)),
    ],
)
def test_one_can_register_while_it_is_open(
    site: Site, yielded: Yielded, registration: dict[str, str], expected: tuple[bool, bool]
) -> None:
    """Registration is open from its first day to its last; that all places are taken is told besides."""
    records = catalogue(day("Fair", "2026-05-01", registration={"url": "https://r.example.org/", **registration}))
    register = contexts(yielded(outputs_of(events, records, site)))["events/fair/"]["register"]
    assert (register["open"], register["full"]) == expected


def test_nobody_registers_for_what_is_over_or_cancelled(site: Site, yielded: Yielded) -> None:
    """No way to register is shown for an event that was, that is cancelled, or that has none."""
    there = {"registration": {"url": "https://r.example.org/"}}
    records = catalogue(
        day("Was", "2026-03-19", **there),
        day("Gone", "2026-05-01", status="cancelled", status_note="The hall is shut", **there),
        day("Free", "2026-05-01", registration={"price": "0"}),
    )
    pages = contexts(yielded(outputs_of(events, records, site)))
    assert [pages[f"events/{slug}/"]["register"] for slug in ("was", "gone", "free")] == [None, None, None]


def test_a_map_is_linked_to(site: Site, yielded: Yielded) -> None:
    """Where a map is given it is linked to; else one is asked for the address, if that is known."""
    venue = {"name": "Hall", "street": "1 Quay", "city": "Porto", "country": "PT"}
    records = catalogue(
        event("Known", format="in-person", venue=venue),
        event("Given", format="in-person", venue=venue | {"map": "https://maps.example.org/1"}),
        event("Vague", format="in-person", venue={"name": "At sea"}),
    )
    pages = contexts(yielded(outputs_of(events, records, site)))
    assert [pages[f"events/{slug}/"]["map"] for slug in ("known", "given", "vague")] == [("1 Quay", "Porto"), (), ()]


@pytest.mark.parametrize(
    ("fields", "dates"),
    [
        ({}, "dates=20260314T183000%2F20260314T200000&ctz=Europe%2FLisbon"),
        (
            {"start": "2026-03-14", "end": "2026-03-15", "all_day": "true"},
            "dates=20260314%2F20260316&",
        ),
    ],
)
def test_an_event_can_be_put_into_a_calendar_on_the_web(
    site: Site, yielded: Yielded, fields: dict[str, str], dates: str
) -> None:
    """Google's form is filled in with the time of the place and its zone; whole days end where the next begins."""
    records = catalogue(event("Tides & more", **fields))
    link = contexts(yielded(outputs_of(events, records, site)))["events/tides-and-more/"]["google"]
    assert link.startswith("https://calendar.google.com/calendar/render?action=TEMPLATE&text=Tides+%26+more&")
    assert dates in link


# What search engines read ---------------------------------------------------------------------------------------------


def test_event_data(site: Site) -> None:
    """A full event tells search engines its days, its former day, both places, its people, its price, not its link."""
    full = full_event().model_copy(update={"recurrence": None})
    data = event_data(full, catalogue(full, full_member()), site)
    assert data["@type"] == "EducationEvent"
    assert (data["startDate"], data["endDate"], data["previousStartDate"]) == ("2026-05-06", "2026-05-07", "2026-04-29")
    assert [place["@type"] for place in data["location"]] == ["Place", "VirtualLocation"]
    assert data["offers"]["price"] == "45.50"
    assert data["offers"]["validFrom"] == "2026-02-03T09:00:00-01:00"
    assert data["eventStatus"] == "https://schema.org/EventRescheduled"
    assert "join.example.org" not in str(data)


def test_event_data_of_places(site: Site) -> None:
    """A place without an address has its name for one; an event that moved online has no place."""
    tale = event("Tale", format="in-person", venue={"name": "By the well"})
    moved = event("Moved", format="in-person", venue={"city": "Porto"}, status="moved-online")
    records = catalogue(tale, moved)
    assert event_data(tale, records, site)["location"] == {
        "@type": "Place",
        "name": "By the well",
        "address": "By the well",
    }
    virtual = {"@type": "VirtualLocation", "url": "https://example.org/assoc/events/moved/"}
    assert event_data(moved, records, site)["location"] == virtual
    assert event_data(tale, records, site)["startDate"] == "2026-03-14T18:30:00+00:00"


def test_free_events_cost_nothing(site: Site) -> None:
    """A price of nothing is told; a cancelled event offers no places."""
    free = event("Free", registration={"price": "0"})
    gone = event(
        "Gone", registration={"url": "https://x.example.org/"}, status="cancelled", status_note="The hall is shut"
    )
    records = catalogue(free, gone)
    assert event_data(free, records, site)["offers"]["price"] == "0"
    assert "price" not in event_data(gone, records, site)["offers"]
    assert "availability" not in event_data(gone, records, site)["offers"]


def test_full_events_are_sold_out(site: Site) -> None:
    """An offer says whether places are left."""
    full = event("Full", registration={"url": "https://x.example.org/", "full": "true"})
    left = event("Left", registration={"url": "https://x.example.org/"})
    records = catalogue(full, left)
    found = [event_data(one, records, site)["offers"]["availability"] for one in (full, left)]
    assert found == ["https://schema.org/SoldOut", "https://schema.org/InStock"]


def test_event_data_of_a_series(site: Site) -> None:
    """A series is told as a whole, and its next dates as events of their own: moved, cancelled, elsewhere."""
    changes = [
        {"occurrence": "2026-03-24 18:30", "start": "2026-03-26 18:30", "end": "2026-03-26 20:00"}
        | {"status": "rescheduled", "note": "Later"},
        {"occurrence": "2026-03-31 18:30", "status": "cancelled", "note": "The hall is shut"},
        {"occurrence": "2026-04-07 18:30", "venue": {"name": "Quay", "city": "Faro"}, "title": "On the quay"},
    ]
    series = weekly(
        "Tuesdays", recurrence={"changes": changes}, format="in-person", venue={"name": "Hall", "city": "Lisbon"}
    )
    whole, *dates = event_data(series, catalogue(series), site)["@graph"]
    assert (whole["@type"], whole["startDate"]) == ("EventSeries", "2026-03-03T18:30:00+00:00")
    assert "endDate" not in whole
    assert len(dates) == 10
    assert {one["superEvent"]["@id"] for one in dates} == {whole["@id"]}
    moved, cancelled, elsewhere, usual = dates[:4]
    assert (moved["startDate"], moved["previousStartDate"]) == (
        "2026-03-26T18:30:00+00:00",
        "2026-03-24T18:30:00+00:00",
    )
    assert cancelled["eventStatus"] == "https://schema.org/EventCancelled"
    assert (elsewhere["name"], elsewhere["location"]["name"]) == ("Tuesdays: On the quay", "Quay")
    assert (usual["location"]["name"], usual["url"]) == (
        "Hall",
        "https://example.org/assoc/events/tuesdays/#2026-04-14T1830",
    )
