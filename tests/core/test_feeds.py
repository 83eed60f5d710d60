"""Feeds: what other programs read of an entry, in Atom and in JSON, whatever its words are."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import feedparser
import pytest

from plugins.core.feeds import Channel, News, atom, json_feed
from plugins.core.site import Association, Site

SITE = Site(
    Association("The Association", "Assoc", "An association.", "office@example.org"),
    "https://example.org/assoc",
    "en-GB",
    "Europe/Lisbon",
    "public",
    date(2026, 3, 20),
)
CHANNEL = Channel("New things", "things/feed.xml", "things/", "The newest first.")
CAME, CHANGED = datetime(2026, 3, 1, 12, tzinfo=UTC), datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
ENTRIES = (
    News("Nets & <ropes>", "things/nets/", "1 < 2\nand more", CAME, CHANGED),
    News("Buoys", "things/buoys/", None, CAME),
)


def test_atom() -> None:
    """Each entry has its page as its identity, when it came and was changed, and its text as it is."""
    found = feedparser.parse(atom(CHANNEL, ENTRIES, SITE))
    assert not found.bozo
    assert (found.feed.title, found.feed.subtitle, found.feed.updated) == (
        "New things",
        "The newest first.",
        "2026-03-04T09:30:00+00:00",
    )
    nets, buoys = found.entries
    assert (nets.title, nets.id, nets.published, nets.updated) == (
        "Nets & <ropes>",
        "https://example.org/assoc/things/nets/",
        "2026-03-01T12:00:00+00:00",
        "2026-03-04T09:30:00+00:00",
    )
    assert nets.summary == "1 &lt; 2<br />and more"
    assert "summary" not in buoys
    assert buoys.updated == buoys.published


def test_json_feed() -> None:
    """The same as JSON Feed 1.1 has it."""
    found = json.loads(json_feed(CHANNEL, ENTRIES, SITE))
    items = found.pop("items")
    assert found == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "New things",
        "home_page_url": "https://example.org/assoc/things/",
        "feed_url": "https://example.org/assoc/things/feed.xml",
        "description": "The newest first.",
        "language": "en-GB",
        "authors": [{"name": "The Association", "url": "https://example.org/assoc/"}],
    }
    assert items[0] == {
        "id": "https://example.org/assoc/things/nets/",
        "url": "https://example.org/assoc/things/nets/",
        "title": "Nets & <ropes>",
        "content_text": "1 < 2\nand more",
        "date_published": "2026-03-01T12:00:00+00:00",
        "date_modified": "2026-03-04T09:30:00+00:00",
    }
    assert (items[1]["content_text"], items[1]["date_modified"]) == ("", "2026-03-01T12:00:00+00:00")


@pytest.mark.parametrize("write", [atom, json_feed])
def test_a_feed_is_the_same_each_time(write: object) -> None:
    """Nothing of the day of the build is in it."""
    assert callable(write)
    assert write(CHANNEL, ENTRIES, SITE) == write(CHANNEL, ENTRIES, SITE)
