"""The feeds of who joined: who is in them, in which order, with which dates, and that any text survives them."""

from __future__ import annotations

import html
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins import directory
from plugins.core.fields import Audience
from plugins.core.outputs import Document
from plugins.core.site import Association, Site
from plugins.directory.feeds import joined_feed
from plugins.directory.member import Member
from plugins.directory.outline import Outline, outlines
from tests.factories import catalogue, made, member
from tests.views.conftest import Yielded, outputs_of

ATOM = "{http://www.w3.org/2005/Atom}"


def joined(name: str, since: str | None, **fields: Any) -> Member:
    """A member since then."""
    return member(name, membership={"since": since}, **fields)


def listed(site: Site, *members: Member) -> tuple[Outline, ...]:
    """What lists and feeds go by of these members."""
    return outlines(catalogue(*members), site)


def document(site: Site, *members: Member, skill: str = "") -> Document:
    """The feed of these members."""
    feed = joined_feed(listed(site, *members), site, "members/", skill)
    assert feed
    (found,) = made([feed], catalogue(*members), site)
    assert isinstance(found, Document)
    return found


def read(site: Site, *members: Member, skill: str = "") -> Any:
    """The feed of these members as a feed reader reads it."""
    feed = document(site, *members, skill=skill)
    found = feedparser.parse(feed.content)
    assert not found.bozo
    return found


def test_newest_first(site: Site) -> None:
    """Who joined last comes first; of a month or a year the first day counts; of one day, as the list has them."""
    found = read(
        site, joined("Ada", "2024"), joined("Bob", "2025-03-14"), joined("Cy", "2024-02"), joined("Di", "2025-03-14")
    )
    assert [(entry.title, entry.published[:10], entry.updated[:10]) for entry in found.entries] == [
        ("Bob", "2025-03-14", "2025-03-14"),
        ("Di", "2025-03-14", "2025-03-14"),
        ("Cy", "2024-02-01", "2024-02-01"),
        ("Ada", "2024-01-01", "2024-01-01"),
    ]
    assert found.feed.updated == found.entries[0].updated == "2025-03-14T12:00:00+00:00"


@pytest.mark.parametrize(
    "left_out",
    [
        member("Bob"),
        joined("Bob", None),
        joined("Bob", "2026-03-21"),
        joined("Bob", "2026-04"),
        joined("Bob", "2027"),
        joined("Bob", "2024", search_engines="noindex"),
    ],
    ids=["no membership", "no date", "tomorrow", "next month", "next year", "noindex"],
)
def test_who_is_left_out(site: Site, left_out: Member) -> None:
    """Without a date, with one to come, or where search engines are not wanted, a member is in no feed."""
    assert [entry.title for entry in read(site, joined("Ada", "2026"), left_out).entries] == ["Ada"]
    assert joined_feed(listed(site, left_out), site, "members/") is None


def test_a_closed_date_or_skill_is_in_no_public_feed(site: Site, yielded: Yielded) -> None:
    """Who closes the date is in no feed of the public's, who closes the skills in none of a skill; members see both."""
    records = catalogue(
        joined("Ada", "2024", skills=["GIS"], visibility={"membership.since": "members"}),
        joined("Bob", "2023", skills=["GIS"], visibility={"skills": "members"}),
        joined("Cy", "2022", skills=["GIS"]),
    )

    def names(audience: Audience) -> list[list[str]]:
        thinned = records.for_audience(audience)
        found: Any = yielded(outputs_of(directory, thinned, site))
        feeds = [feedparser.parse(found[url].content) for url in ("members/feed.xml", "skills/gis/feed.xml")]
        return [[entry.title for entry in feed.entries] for feed in feeds]

    assert names("public") == [["Bob", "Cy"], ["Cy"]]
    assert names("members") == [["Ada", "Bob", "Cy"], ["Ada", "Bob", "Cy"]]


def test_today_is_in(site: Site) -> None:
    """Who joins today, this month or this year has joined."""
    members = [joined("Ada", "2026-03-20"), joined("Bob", "2026-03"), joined("Cy", "2026")]
    assert [entry.title for entry in read(site, *members).entries] == ["Ada", "Bob", "Cy"]


def test_a_feed_says_what_it_is(site: Site) -> None:
    """Its title, page, own address and language, and by which rules somebody is in it; entries lead to profiles."""
    found = read(site, joined("Ada", "2026"), skill="GIS & maps")
    feed, entry = found.feed, found.entries[0]
    assert (found.version, feed.title, feed.language) == ("atom10", "New members with GIS & maps – Assoc", "en-GB")
    assert {link.rel: link.href for link in feed.links} == {
        "alternate": "https://example.org/assoc/members/",
        "self": "https://example.org/assoc/members/feed.xml",
    }
    assert feed.id == "https://example.org/assoc/members/feed.xml"
    assert feed.author == "The Association"
    assert "At most 50 members" in feed.subtitle
    assert entry.link == entry.id == "https://example.org/assoc/members/ada/"


def test_a_feed_is_short(site: Site) -> None:
    """Fifty entries are enough for whoever looks once in a while."""
    members = [joined(f"M{number:03}", f"{1950 + number}") for number in range(60)]
    found = read(site, *members)
    assert [entry.title for entry in found.entries] == [f"M{number:03}" for number in range(59, 9, -1)]


def test_a_feed_changes_with_its_entries_only(site: Site) -> None:
    """The same members give the same bytes on another day."""
    members = joined("Ada", "2025"), joined("Bob", "2024-05")
    later = replace(site, today=date(2026, 11, 3))
    assert document(site, *members) == document(later, *members)


# What a headline may hold: anything on one line that is seen.
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cf", "Zs", "Cn")), min_size=1, max_size=60)


@given(name=WORDS, headline=WORDS)
def test_any_words_survive_a_feed(name: str, headline: str) -> None:
    """A name is text and a headline is text, whatever signs of XML or HTML are in them."""
    site = Site(
        Association("A", "A", "A", "a@example.org"), "https://example.org", "en", "UTC", "public", date(2026, 3, 1)
    )
    ada = joined("Ada", "2020").model_copy(update={"name": name, "headline": headline})
    # feedparser guesses that a name such as "Â¡" was meant otherwise; a parser of XML guesses nothing.
    entry = ElementTree.fromstring(document(site, ada).content).find(f"{ATOM}entry")  # noqa: S314  our own
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == name
    summary = entry.find(f"{ATOM}summary")
    assert summary is not None
    assert summary.get("type") == "html"
    assert "<" not in (summary.text or "")
    assert html.unescape(summary.text or "") == headline


def test_skills_and_the_directory_have_feeds(site: Site, yielded: Yielded) -> None:
    """A skill whose members say when they joined has a feed, and its page knows; another has none."""
    records = catalogue(joined("Ada", "2025", skills=["GIS"]), member("Bob", skills=["Tides"]))
    found: Any = yielded(outputs_of(directory, records, site))
    feeds = {url for url in found if url.endswith("feed.xml")}
    assert feeds == {"members/feed.xml", "skills/gis/feed.xml"}
    assert found["skills/gis/"].context["feed"] == "skills/gis/feed.xml"
    assert found["skills/tides/"].context["feed"] is None
    assert found["members/"].context["feed"] == "members/feed.xml"
    assert "members/feed.xml" not in yielded(outputs_of(directory, catalogue(member("Bob")), site))
