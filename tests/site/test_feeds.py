"""The feeds of the demonstration, read as a feed reader reads them, and held against RFC 4287."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import feedparser
import pytest
from selectolax.lexbor import LexborHTMLParser

from plugins.core.catalogue import Catalogue
from plugins.core.loading import load
from plugins.directory.member import Member
from tests.conftest import PROJECT, BuiltSite
from tests.factories import RECORD_TYPES


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """The demonstration's records as the public may see them."""
    return load(PROJECT, RECORD_TYPES).catalogue.for_audience("public")


@pytest.fixture(scope="module")
def feeds(demo_site: BuiltSite) -> dict[str, Any]:
    """Every feed of who joined, read, by its path."""
    names = [name for name in demo_site.files if re.fullmatch(r"(members|skills/[^/]+)/feed\.xml", name)]
    return {name: feedparser.parse(demo_site.files[name]) for name in names}


def test_every_feed_is_atom(demo_site: BuiltSite, feeds: dict[str, Any]) -> None:
    """Each is well-formed Atom with what sections 4.1.1 and 4.1.2 ask for, and addresses of its own site."""
    assert len(feeds) > 40
    ids = set()
    for name, found in feeds.items():
        assert not found.bozo, name
        assert found.version == "atom10", name
        assert found.feed.title
        assert found.feed.author == "The Leadline Society"
        assert datetime.fromisoformat(found.feed.updated).tzinfo
        links = {link.rel: link.href for link in found.feed.links}
        page = name.removesuffix("feed.xml")
        assert links == {"self": f"{demo_site.url}/{name}", "alternate": f"{demo_site.url}/{page}"}
        ids.add(found.feed.id)
        assert found.entries
        assert len({entry.id for entry in found.entries}) == len(found.entries)
        for entry in found.entries:
            assert entry.title
            assert datetime.fromisoformat(entry.updated).tzinfo
            assert f"{entry.link.removeprefix(f'{demo_site.url}/')}index.html" in demo_site.pages
    assert len(ids) == len(feeds)


def test_the_feed_of_all_holds_the_newest(demo_site: BuiltSite, feeds: dict[str, Any], catalogue: Catalogue) -> None:
    """The directory's feed is of all members who say when they joined and may be found, newest first, up to fifty."""
    today = demo_site.today.isoformat()
    told = {
        f"{demo_site.url}/{one.url}": one.membership.since
        for one in catalogue.of(Member)
        if one.membership and one.membership.since and one.membership.since <= today and one.search_engines == "index"
    }
    entries = feeds["members/feed.xml"].entries
    assert len(entries) == min(50, len(told))
    moments = [entry.published for entry in entries]
    assert moments == sorted(moments, reverse=True)
    assert feeds["members/feed.xml"].feed.updated == moments[0]
    assert all(entry.published.startswith(told[entry.link]) for entry in entries)
    links = {entry.link for entry in entries}
    assert all(f"{since}-01-01"[:10] <= min(moments)[:10] for link, since in told.items() if link not in links)


def test_pages_of_skills_point_to_their_feeds(demo_site: BuiltSite, feeds: dict[str, Any]) -> None:
    """A page of a skill names its feed for programs and for people; where there is no feed, neither."""
    pages = [name for name in demo_site.pages if re.fullmatch(r"skills/[^/]+/index\.html", name)]
    assert len(pages) >= 60
    for name in pages:
        feed = name.replace("index.html", "feed.xml")
        tree = LexborHTMLParser(demo_site.pages[name])
        expected = [f"/{feed}"] if feed in feeds else []
        heads = [node.attributes["href"] for node in tree.css('link[type="application/atom+xml"]')]
        assert [link for link in heads if link != "/news/feed.xml"] == expected, name
        assert [node.attributes["href"] for node in tree.css('main a[href$="feed.xml"]')] == expected, name
