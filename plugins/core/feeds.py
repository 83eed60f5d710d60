"""Feeds of what is new, for programs that ask from time to time: Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from plugins.core.site import Site

__all__ = ["Channel", "News", "atom", "json_feed"]


class Channel(NamedTuple):
    """A feed: its title, its own address and that of its page, from the site's root, and by which rules it is made."""

    title: str
    url: str
    page: str
    rules: str


class News(NamedTuple):
    """An entry: its title, its page from the site's root, a plain text or None, and when it came and was changed."""

    title: str
    url: str
    text: str | None
    published: datetime
    updated: datetime | None = None


def atom(channel: Channel, entries: Iterable[News], site: Site) -> bytes:
    """The feed in Atom. Its date is that of its newest entry; there has to be one."""
    from feedgenerator import Atom1Feed  # noqa: PLC0415  few builds write a feed, and it takes long to import

    address = site.absolute(channel.url)
    feed = Atom1Feed(
        title=channel.title,
        link=site.absolute(channel.page),
        description=channel.rules,
        language=site.language,
        author_name=site.association.name,
        author_link=site.absolute(""),
        feed_url=address,
        feed_guid=address,
    )
    for one in entries:
        url = site.absolute(one.url)
        # A summary is HTML to the library, and ours is a plain text.
        feed.add_item(
            title=one.title,
            link=url,
            description=_as_html(one.text) if one.text else None,
            unique_id=url,
            pubdate=one.published,
            updateddate=one.updated,
        )
    text: str = feed.writeString("utf-8")
    return text.encode() + b"\n"


def json_feed(channel: Channel, entries: Iterable[News], site: Site) -> bytes:
    """The feed as JSON (jsonfeed.org, version 1.1)."""
    author = {"name": site.association.name, "url": site.absolute("")}
    items = [
        {
            "id": site.absolute(one.url),
            "url": site.absolute(one.url),
            "title": one.title,
            "content_text": one.text or "",
            "date_published": one.published.isoformat(),
            "date_modified": (one.updated or one.published).isoformat(),
        }
        for one in entries
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": site.absolute(channel.page),
        "feed_url": site.absolute(channel.url),
        "description": channel.rules,
        "language": site.language,
        "authors": [author],
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=2).encode() + b"\n"


def _as_html(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")
