"""The feeds of newly announced events: which are in them, in which order, and what they say."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import feedparser

from plugins.core.catalogue import Catalogue, Revisions
from plugins.core.outputs import Document
from plugins.events.announcements import announcements, feeds
from plugins.events.event import Event
from tests.events.documents import SITE
from tests.factories import catalogue, event, made


def seconds(day: str) -> int:
    """Noon of a day in seconds since 1970."""
    return int(datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC).timestamp())


def announced(*those: tuple[Event, str, str]) -> Catalogue:
    """A catalogue of events with the days on which each came and was last changed."""
    history = {one.path: Revisions(2, seconds(first), seconds(last)) for one, first, last in those if first}
    return replace(catalogue(*(one for one, _first, _last in those)), history=history)


def written(records: Catalogue) -> dict[str, bytes]:
    """The feeds by their addresses."""
    found = made(announcements(records, SITE), records, SITE)
    return {one.url: one.content for one in found if isinstance(one, Document)}


def then(title: str, day: str, **fields: Any) -> Event:
    """An evening of this day in Leith."""
    venue = {"name": "Tide House", "city": "Leith", "country": "GB"}
    times = {"start": f"{day} 18:30", "end": f"{day} 20:00", "timezone": "Europe/London"}
    return event(title, **times, format="in-person", venue=venue, **fields)


def test_the_last_announced_is_the_first() -> None:
    """By when the file came, and not by when the event is; both feeds have the same."""
    found = written(
        announced(
            (then("Early", "2026-07-01"), "2026-05-02", "2026-05-20"),
            (then("Late", "2026-06-10"), "2026-05-09", "2026-05-09"),
        )
    )
    atom, as_json = feedparser.parse(found["events/feed.xml"]), json.loads(found["events/feed.json"])
    assert [one.title for one in atom.entries] == [one["title"] for one in as_json["items"]] == ["Late", "Early"]
    assert [(one.published[:10], one.updated[:10]) for one in atom.entries] == [
        ("2026-05-09", "2026-05-09"),
        ("2026-05-02", "2026-05-20"),
    ]
    assert (atom.feed.title, atom.feed.links[0].href) == ("New events – Tidal", "https://example.org/tides/events/")


def test_an_entry_says_when_and_where() -> None:
    """By the clocks of its place, which are named, with what there is to know of its status."""
    gone = then("Talk", "2026-07-01", status="cancelled", status_note="Storm", body="Of *tides*.")
    (item,) = json.loads(written(announced((gone, "2026-05-02", "2026-05-02")))["events/feed.json"])["items"]
    assert item["title"] == "Cancelled: Talk"
    assert item["content_text"].split("\n") == [
        "Wednesday, 1 July 2026, 18:30 (Europe/London)",
        "Tide House, Leith, United Kingdom",
        "Storm",
        "Of tides.",
    ]


def test_whole_days_have_no_hour() -> None:
    """An event of whole days says the day, and one that is online says so."""
    days = event("Sprint", start="2026-07-01", end="2026-07-02", all_day="true", timezone="UTC", format="online")
    (item,) = json.loads(written(announced((days, "2026-05-02", "2026-05-02")))["events/feed.json"])["items"]
    assert item["content_text"].split("\n") == ["Wednesday, 1 July 2026", "Online"]


def test_an_archive_is_no_news() -> None:
    """What was over when its file came is left out; a series that went on is not."""
    weekly = {"frequency": "weekly"}
    records = announced(
        (then("Over", "2026-01-07"), "2026-05-02", "2026-05-02"),
        (then("Goes on", "2025-01-08", recurrence=weekly), "2026-05-02", "2026-05-02"),
        (then("Goes on a while", "2026-04-01", recurrence={**weekly, "count": "9"}), "2026-05-02", "2026-05-02"),
        (then("Was a while", "2026-04-01", recurrence={**weekly, "count": "2"}), "2026-05-02", "2026-05-02"),
    )
    assert [one["title"] for one in json.loads(written(records)["events/feed.json"])["items"]] == [
        "Goes on",
        "Goes on a while",
    ]
    assert feeds(records, SITE) == ("events/feed.xml", "events/feed.json")


def test_without_a_history_there_is_no_feed() -> None:
    """Nobody can tell then what is new."""
    records = catalogue(then("Talk", "2026-07-01"))
    assert written(records) == {}
    assert feeds(records, SITE) == ()


def test_a_feed_is_short() -> None:
    """Fifty entries are enough for whoever looks once in a while."""
    many = [(then(f"T{number}", "2026-07-01"), "2026-05-02", "2026-05-02") for number in range(60)]
    assert len(json.loads(written(announced(*many))["events/feed.json"])["items"]) == 50
