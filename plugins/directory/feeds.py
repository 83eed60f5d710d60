"""Atom feeds (RFC 4287) of who joined: of all members, and of those with a skill."""

from __future__ import annotations

import html
from collections.abc import Iterable
from datetime import UTC, datetime

from feedgenerator import Atom1Feed

from plugins.core.outputs import Document
from plugins.core.site import Site
from plugins.directory.outline import Outline

__all__ = ["joined_feed"]

MOST = 50
RULES = (
    f"At most {MOST} members, the newest first. Left out are those who do not say when they joined, and those who ask "
    "search engines to stay away, since a feed is copied. Where only a month or a year is given, its first day stands "
    "for it."
)


def joined_feed(members: Iterable[Outline], site: Site, page: str, skill: str = "") -> Document | None:
    """The feed that belongs to a page, whose URL ends in "/": those of its members who joined last; None if nobody did.

    It changes when what it tells changes, and not with each build: its date is that of its newest entry.
    """
    joined = [(_joined(member), member) for member in members if _is_told(member, site)]
    if not joined:
        return None
    joined.sort(key=lambda one: one[0], reverse=True)
    url = f"{page}feed.xml"
    title = f"New members with {skill}" if skill else "New members"
    feed = Atom1Feed(
        title=f"{title} – {site.association.short_name}",
        link=site.absolute(page),
        description=RULES,
        language=site.language,
        author_name=site.association.name,
        author_link=site.absolute(""),
        feed_url=site.absolute(url),
        feed_guid=site.absolute(url),
    )
    for moment, member in joined[:MOST]:
        address = site.absolute(member.url)
        # A summary is HTML to the library, and a headline is plain text.
        summary = html.escape(member.headline) if member.headline else None
        feed.add_item(title=member.name, link=address, description=summary, unique_id=address, pubdate=moment)
    return Document(url, feed.writeString("utf-8").encode() + b"\n", "plugins/directory")


def _is_told(member: Outline, site: Site) -> bool:
    """Whether a member says since when, and it is not to come; later text is later time, however much of it is told."""
    return member.indexed and member.since is not None and member.since <= site.today.isoformat()[: len(member.since)]


def _joined(member: Outline) -> datetime:
    """Noon in UTC of the first day that the words allow: it is that day nearly everywhere."""
    return datetime.fromisoformat(f"{member.since}-01-01"[:10]).replace(hour=12, tzinfo=UTC)
