"""Outlines: as much of each member as lists and feeds go by, so that they need not read ten thousand profiles."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import Any, ClassVar

from plugins.core.catalogue import Catalogue
from plugins.core.site import Site
from plugins.directory.member import Member

__all__ = ["Outline", "headline", "outline", "outlines"]


@dataclass(frozen=True, slots=True)
class Outline:
    """What a member is listed by. `since` is a partial date; `indexed` says whether search engines may come."""

    kind: ClassVar[str] = Member.kind

    slug: str
    url: str
    name: str
    filed_as: str
    skills: tuple[str, ...]
    country: str | None
    city: str | None
    languages: tuple[str, ...]
    chapters: tuple[str, ...]
    since: str | None
    indexed: bool


def outline(member: Member, _catalogue: Catalogue, _site: Site) -> tuple[Any, ...]:
    """The values of a member's outline."""
    place, standing = member.location, member.membership
    return astuple(
        Outline(
            slug=member.slug,
            url=member.url,
            name=member.name,
            filed_as=member.filed_as,
            skills=member.skills,
            country=place.country if place else None,
            city=place.city if place else None,
            languages=tuple(spoken.tag for spoken in member.languages),
            chapters=standing.chapters if standing else (),
            since=standing.since if standing else None,
            indexed=member.search_engines == "index",
        )
    )


def headline(member: Member, _catalogue: Catalogue, _site: Site) -> str | None:
    """A member's headline, which few lists show, and which changes more often than the rest."""
    return member.headline


def outlines(catalogue: Catalogue, site: Site) -> tuple[Outline, ...]:
    """The outlines of all members, in the order of their collection."""
    return tuple(Outline(*values) for values in catalogue.each(outline, Member.kind, site))
