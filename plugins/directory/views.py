"""Members to pages: the list from A to Z, and for each member a page, a vCard and a JSON twin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic_core import to_json

from plugins.core.catalogue import Catalogue
from plugins.core.fields import AUDIENCES
from plugins.core.listing import FacetValue, Pagination, by_letter, paginate
from plugins.core.outputs import Deferred, Document, Output, Page, pictures
from plugins.core.parts import Linked
from plugins.core.site import Site
from plugins.core.text import term_slug
from plugins.directory.appearances import organizing, speaking
from plugins.directory.feeds import joined_feed
from plugins.directory.json_ld import profile_page
from plugins.directory.likeness import alike
from plugins.directory.member import Member
from plugins.directory.outline import outlines
from plugins.directory.qr import qr_code
from plugins.directory.vcard import vcard

__all__ = ["member_list", "member_pages"]


def member_list(catalogue: Catalogue, site: Site) -> Iterator[Output]:
    """The list of all members, and the feed of who joined."""
    members = outlines(catalogue, site)
    alphabet = tuple(group.value.told for group in by_letter(members))
    feed = joined_feed(members, site, "members/")
    yield from [feed] if feed else []
    for url, pagination, some in paginate("members/", members):
        told = (tuple(member.slug for member in some), pagination.told, alphabet, feed.url if feed else None)
        yield Deferred(url, list_page, told, "plugins/directory")


def list_page(
    catalogue: Catalogue,
    _site: Site,
    slugs: Sequence[str],
    place: Sequence[Any],
    letters: Sequence[Sequence[Any]],
    feed: str | None,
) -> Page:
    """A page of the list of all members: those of these slugs."""
    pagination = Pagination(*place)
    context = {
        "members": tuple(catalogue.card(Member.kind, slug) for slug in slugs),
        "pagination": pagination,
        "letters": tuple(FacetValue(*value) for value in letters),
        "feed": feed,
    }
    return Page(pagination.url(pagination.number), "directory/index.html", context, origin="plugins/directory")


def member_pages(member: Member, catalogue: Catalogue, site: Site) -> Iterator[Output]:
    """Everything that is printed of one member."""
    yield from pictures([member])
    listed = member.search_engines == "index" and site.audience == AUDIENCES[0]
    base = member.url.removesuffix("/")
    data = profile_page(member, catalogue, site)
    context = {
        "member": member,
        "card": member.card(catalogue.name_of),
        "skills": tuple(Linked(name=name, url=f"skills/{term_slug(name)}/") for name in dict.fromkeys(member.skills)),
        "place": _place(member),
        "employers": tuple(
            catalogue.linked("organizations", position.organization) if position.organization else None
            for position in member.work
        ),
        "offices": _offices(member, catalogue, site),
        "chapters": _bodies(member, catalogue, "chapters"),
        "groups": _bodies(member, catalogue, "groups"),
        "speaking": speaking(member.slug, catalogue, site),
        "organizing": organizing(member.slug, catalogue, site),
        "events": f"events/people/{member.slug}/",
        "jobs": catalogue.cards(
            job for job in catalogue.referring("jobs", "poster", member.slug) if job.is_open(site.today)
        ),
        "alike": tuple(
            {"card": catalogue.card(Member.kind, one.slug), "reasons": one.reasons}
            for one in alike(member.slug, catalogue, site)
        ),
        "vcard": f"{base}.vcf",
        "qr": qr_code(site.absolute(member.url)),
        "json": f"{base}.json",
        "json_ld": data,
    }
    yield Page(member.url, "directory/member.html", context, member.path, listed)
    yield Document(f"{base}.vcf", vcard(member, catalogue, site), member.path)
    yield Document(f"{base}.json", _twin(member, site), member.path)


@dataclass(frozen=True)
class PlacePart:
    """A part of a place, with the page of its facet; `part` says which it is, in the word of h-adr."""

    part: Literal["locality", "region", "country-name"]
    name: str
    url: str | None


def _place(member: Member) -> tuple[PlacePart, ...]:
    """The parts of a member's place, from the city to the country's code."""
    place = member.location
    if place is None:
        return ()
    country = f"places/{place.country.lower()}/" if place.country else None
    parts = []
    if place.city:
        parts.append(PlacePart("locality", place.city, f"{country}{term_slug(place.city)}/" if country else None))
    if place.region:
        parts.append(PlacePart("region", place.region, None))
    if place.country:
        parts.append(PlacePart("country-name", place.country, country))
    return tuple(parts)


def _offices(member: Member, catalogue: Catalogue, site: Site) -> tuple[dict[str, Any], ...]:
    """The offices a member holds or held: the body, the role, the term, and whether it runs today."""
    found = []
    for kind in ("chapters", "groups"):
        for body in catalogue.referring(kind, "officers.member", member.slug):
            found += [
                {
                    "body": catalogue.linked(kind, body.slug),
                    "role": officer.role,
                    "since": officer.since,
                    "until": officer.until,
                    "current": officer.serves(site.today),
                }
                for officer in body.officers
                if officer.member == member.slug
            ]
    return tuple(sorted(found, key=lambda office: not office["current"]))


def _bodies(member: Member, catalogue: Catalogue, kind: str) -> tuple[Linked, ...]:
    slugs: tuple[str, ...] = getattr(member.membership, kind) if member.membership else ()
    return tuple(catalogue.linked(kind, slug) for slug in slugs)


def _twin(member: Member, site: Site) -> bytes:
    """The profile as JSON, in the words of its file.

    What is not given, or is hidden, is left out, and so is what says the same as its absence (`hiring: false`).
    """
    data = member.model_dump(
        mode="json",
        by_alias=True,
        exclude_defaults=True,
        exclude_none=True,  # consent has no default, and is None where it is hidden
        exclude={"path", "visibility", "bio", "photo", "aliases"},
    )
    if member.bio:
        data["bio"] = member.bio.text
    data["url"] = site.absolute(member.url)
    return to_json(data, indent=2) + b"\n"
