"""The occurrences of an event: left out, moved, cancelled, and each with its own card."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from plugins.events.event import Event
from plugins.events.occurrences import HORIZON
from tests.factories import event

TODAY = date(2026, 3, 20)

SERIES = {
    "start": "2026-01-13 16:00",
    "end": "2026-01-13 17:30",
    "timezone": "Europe/London",
    "recurrence": {
        "frequency": "monthly",
        "week": "second",
        "weekdays": ["tuesday"],
        "until": "2026-08-31",
        "except": ["2026-02-10 16:00"],
        "changes": [
            {"occurrence": "2026-04-14 16:00", "start": "2026-04-21 18:00", "status": "rescheduled", "note": "Later"},
            {"occurrence": "2026-05-12 16:00", "status": "cancelled", "note": "Nobody can come"},
            {
                "occurrence": "2026-06-09 16:00",
                "end": "2026-06-09 19:00",
                "title": "On the quay",
                "venue": {"city": "Leith", "country": "GB"},
            },
        ],
    },
}


def series(**fields: Any) -> Event:
    """A series of eight months."""
    return event("Water level hour", **{**SERIES, **fields})


def test_an_event_takes_place_once() -> None:
    """What does not repeat has one occurrence, whose card leads to its page."""
    once = event("Talk", start="2026-03-21 18:30", end="2026-03-21 20:00")
    (card,) = once.coming(TODAY)
    assert (card.url, card.series, card.whole, card.start) == ("events/talk/", False, False, once.start)
    assert once.card(lambda _kind, value: value) == card


def test_a_series_takes_place_as_it_is_changed() -> None:
    """What is left out is not there; what is moved stands where it is now, and is known by where it was."""
    cards = series().shown(TODAY)
    assert [
        (card.start.isoformat(" ", "minutes"), card.status) for card in cards if isinstance(card.start, datetime)
    ] == [
        ("2026-01-13 16:00", "scheduled"),
        ("2026-03-10 16:00", "scheduled"),
        ("2026-04-21 18:00", "rescheduled"),
        ("2026-05-12 16:00", "cancelled"),
        ("2026-06-09 16:00", "scheduled"),
        ("2026-07-14 16:00", "scheduled"),
        ("2026-08-11 16:00", "scheduled"),
    ]
    moved, off, outside = cards[2:5]
    assert (moved.url, moved.note) == ("events/water-level-hour/#2026-04-14T1600", "Later")
    assert moved.end == datetime(2026, 4, 21, 19, 30)
    assert off.note == "Nobody can come"
    assert (outside.title, outside.city, outside.end) == (
        "Water level hour: On the quay",
        "Leith",
        datetime(2026, 6, 9, 19),
    )
    assert [card.starts_at.utcoffset() for card in cards[1:3]] != [None, None]
    assert cards[1].starts_at.isoformat() == "2026-03-10T16:00:00+00:00"
    assert moved.starts_at.isoformat() == "2026-04-21T18:00:00+01:00"


def test_what_comes_is_not_over() -> None:
    """What ended before a day is past on it; a series is over when its last occurrence is."""
    found = series()
    assert found.coming(date(2026, 7, 14))[0].start == datetime(2026, 7, 14, 16)
    assert [found.is_over(date(2026, 8, day)) for day in (11, 12)] == [False, True]
    assert [
        event("Talk", start="2026-03-20", end="2026-03-21", all_day="true").is_over(date(2026, 3, day))
        for day in (21, 22)
    ] == [
        False,
        True,
    ]


def test_a_series_without_an_end_is_shown_for_a_while() -> None:
    """Its occurrences are those until the horizon, and it is never over."""
    found = event("Call", start="2026-01-13 16:00", end="2026-01-13 17:00", recurrence={"frequency": "monthly"})
    last = found.shown(TODAY)[-1]
    assert isinstance(last.start, datetime)
    assert TODAY + HORIZON - last.start.date() < HORIZON / 10
    assert not found.is_over(date(2040, 1, 1))


def test_the_card_of_a_series_is_of_all_of_it() -> None:
    """Where a record is shown, and not an occurrence, the card says how it repeats."""
    card = series().card(lambda _kind, value: value)
    assert card.whole
    assert card.url == "events/water-level-hour/"
    assert card.repeats
    assert (card.repeats.frequency, card.repeats.week, card.repeats.last) == ("monthly", "second", date(2026, 8, 31))


def test_the_second_of_two_hours() -> None:
    """In the night when clocks are put back, the hour that is meant is the hour of the instant."""
    night = {"start": "2026-10-25 01:15", "end": "2026-10-25 01:45", "timezone": "Europe/London"}
    offsets = [str(event("Watch", repeated_hour=hour, **night).starts_at.utcoffset()) for hour in ("first", "second")]
    assert offsets == ["1:00:00", "0:00:00"]
    with pytest.raises(ValidationError, match="show 01:15 twice") as refused:
        event("Watch", **night)
    assert [one["loc"] for one in refused.value.errors()] == [("start",), ("end",)]


def test_an_hour_of_a_series_that_is_skipped() -> None:
    """Where the clocks skip the start, all of it is later by as much; where they skip the end alone, the end is."""
    nights = {"timezone": "Europe/London", "recurrence": {"frequency": "daily", "until": "2026-03-31"}}
    found = event("Watch", start="2026-03-28 01:30", end="2026-03-28 02:15", **nights).shown(TODAY)
    assert [(one.start.isoformat(), one.end.isoformat()) for one in found[1:2]] == [
        ("2026-03-29T02:30:00", "2026-03-29T03:15:00")
    ]
    assert [(one.ends_at - one.starts_at).total_seconds() for one in found] == [45 * 60] * 4
    assert [one.url.partition("#")[2] for one in found[:2]] == ["2026-03-28T0130", "2026-03-29T0130"]
    late = event("Watch", start="2026-03-28 00:30", end="2026-03-28 01:15", **nights).shown(TODAY)
    assert late[1].end == datetime(2026, 3, 29, 2, 15)
