"""Atom feeds (RFC 4287) of who joined: of all members, and of those with a skill."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from plugins.core.catalogue import Catalogue
from plugins.core.feeds import Channel, News, atom
from plugins.core.outputs import Deferred, Document
from plugins.core.site import Site
from plugins.directory.member import Member
from plugins.directory.outline import Outline, headline

__all__ = ["joined_feed"]

ORIGIN = "plugins/directory"
MOST = 50
RULES = (
    f"At most {MOST} members, the newest first. Left out are those who do not say when they joined, and those who ask "
    "search engines to stay away, since a feed is copied. Where only a month or a year is given, its first day stands "
    "for it."
)


def joined_feed(members: Iterable[Outline], site: Site, page: str, skill: str = "") -> Deferred | None:
    """The feed that belongs to a page, whose URL ends in "/": those of its members who joined last; None if nobody did.

    It changes when what it tells changes, and not with each build: its date is that of its newest entry.
    """
    joined = [member for member in members if _is_told(member, site)]
    if not joined:
        return None
    joined.sort(key=_first_day, reverse=True)
    told = (page, skill, tuple((member.slug, _first_day(member)) for member in joined[:MOST]))
    return Deferred(f"{page}feed.xml", feed_document, told, ORIGIN)


def feed_document(
    catalogue: Catalogue, site: Site, page: str, skill: str, joined: Sequence[tuple[str, str]]
) -> Document:
    """The feed of a page, by the slugs of members and the days on which they joined, the newest first."""
    url = f"{page}feed.xml"
    title = f"New members with {skill}" if skill else "New members"
    channel = Channel(f"{title} – {site.association.short_name}", url, page, RULES)
    return Document(url, atom(channel, [_news(catalogue, site, *one) for one in joined], site), ORIGIN)


def _news(catalogue: Catalogue, site: Site, slug: str, day: str) -> News:
    """A member with the headline, and with noon in UTC of the day of joining, when it is that day nearly everywhere."""
    member = catalogue.linked(Member.kind, slug)
    told = catalogue.said(headline, Member.kind, slug, site)
    return News(member.name, member.url or "", told, datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC))


def _is_told(member: Outline, site: Site) -> bool:
    """Whether a member says since when, and it is not to come; later text is later time, however much of it is told."""
    return member.indexed and member.since is not None and member.since <= site.today.isoformat()[: len(member.since)]


def _first_day(member: Outline) -> str:
    """The first day that the words allow, as ISO 8601."""
    return f"{member.since}-01-01"[:10]
